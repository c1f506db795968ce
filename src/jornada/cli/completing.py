"""Completing a line in bash, zsh or fish, with what a person has: tasks, incidents, areas, brands.

Nothing is written and nothing is said but the completions: whoever completes a line is still thinking.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from importlib.resources import files

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
)

from jornada.cli import COMPLETION
from jornada.cli.commands import argument, command
from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import OK, Failure
from jornada.present.words import N_

SCRIPT = "completion.bash"


class Bash(BashComplete):
    """Bash puts what it is given into the line as it is: a title is quoted here, or a semicolon in it
    would end the command."""

    def source(self) -> str:
        script = (files("jornada.cli") / SCRIPT).read_text(encoding="utf-8")
        return script % self.source_vars()

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.type},{_bash_quoted(item.value, self._opening_quote())}"

    def _opening_quote(self) -> str:
        """The quote that a person has opened and not yet closed."""
        words = os.environ.get("COMP_WORDS", "").split("\n")
        place = int(os.environ.get("COMP_CWORD", "0"))
        word = words[place] if place < len(words) else ""
        return word[:1] if word[:1] in ("'", '"') else ""


class Fish(FishComplete):
    """A comma in a title is part of it."""

    source_template = re.sub('string split ","', 'string split -m 1 ","', FishComplete.source_template)


SHELLS: Mapping[str, type[ShellComplete]] = {"bash": Bash, "zsh": ZshComplete, "fish": Fish}


@command(
    "completion",
    N_(
        "Print what makes a shell complete this program's commands, tasks and names.\n\n"
        'bash, in ~/.bashrc, and zsh, in ~/.zshrc: eval "$(jornada completion bash)", or zsh.\n\n'
        "fish, in ~/.config/fish/config.fish: jornada completion fish | source"
    ),
)
@argument("shell", "[bash|zsh|fish]", type=click.Choice(list(SHELLS)))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    root = context.find_root().command
    door = context.ensure_object(Door)
    door.say(SHELLS[shell](root, {}, PROGRAM, COMPLETION).source().rstrip("\n"))


def complete(door: Door, root: click.Command, instruction: str) -> int:
    """Answer a shell: `instruction` is "bash_complete". What cannot be read has no completions."""
    shell, _, what = instruction.partition("_")
    if shell not in SHELLS or what != "complete":
        return OK
    # The help of commands and options is in the language of the context at hand.
    with click.Context(root, info_name=PROGRAM, obj=door):
        try:
            door.say(SHELLS[shell](root, {"obj": door}, PROGRAM, COMPLETION).complete())
        except (Failure, click.ClickException, OSError, ValueError, KeyError):
            return OK
    return OK


def _bash_quoted(value: str, quote: str) -> str:
    """A word that bash reads back as `value`, where `quote` is open already."""
    if quote == "'":
        return value.replace("'", "'\\''")
    special = '\\"$`' if quote == '"' else " \t\\\"'`$&;|<>()[]{}*?!#~=%^"
    return "".join(f"\\{each}" if each in special else each for each in value)

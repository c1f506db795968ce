"""`jornada idea`: catch a thought, make it a task, let it go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from jornada.cli import naming
from jornada.cli.add_line import block_now, read_line
from jornada.cli.commands import Group, argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.naming import idea_id, joined, task_id
from jornada.core import intents as do
from jornada.core.quickadd import to_intent
from jornada.core.text import clean
from jornada.present.words import N_

_HERE = "jornada.cli.ideas"

idea_argument = argument("idea", N_("IDEA…"), nargs=-1, required=True)
"""An idea as the rest of the line."""


class IdeaGroup(Group):
    """The verbs of an idea."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Ideas"): dict.fromkeys(("add", "list", "use", "drop"), _HERE)
    }


@click.group(
    "idea",
    cls=IdeaGroup,
    help=N_(
        "Keep a thought for later.\n\nAn idea is named by its number in the last list, by a part of its "
        "text, or by its id."
    ),
)
def idea_command() -> None:
    """The group itself does nothing."""


@command("add", N_("Keep a thought."))
@argument("text", N_("TEXT…"), nargs=-1, required=True)
@click.pass_obj
def add_command(door: Door, text: tuple[str, ...]) -> None:
    door.act(do.IdeaAdd(text=joined(text)))


@command("list", N_("The ideas nothing has become of yet. Other commands take their numbers."))
@option("--all", "with_closed", is_flag=True, help=N_("Those used and dropped too"))
@json_option
@click.pass_obj
def list_command(door: Door, with_closed: bool, as_json: bool) -> None:
    from jornada.cli.objects import idea_object
    from jornada.present.promise_listing import idea_table

    desk = door.desk
    ideas = [each for each in desk.state.ideas.values() if with_closed or each.is_open]
    naming.number(door, "ideas", [each.id for each in ideas])
    if as_json:
        door.say_json({"ideas": [idea_object(n, each, desk.zone) for n, each in enumerate(ideas, 1)]})
    else:
        door.say(*idea_table(door.pen, desk.state, ideas, desk.zone, door.width))


@command(
    "use",
    N_(
        "Make an idea a task of today.\n\nThe task has the words of the idea, or those of --line, which is "
        "read like the line of “jornada add”. With --task it is a task that is there already."
    ),
)
@idea_argument
@option("--line", metavar=N_("LINE"), help=N_("One line that says what the task is"))
@option("--task", metavar=N_("TASK"), help=N_("The task it became"))
@click.pass_obj
def use_command(door: Door, idea: tuple[str, ...], line: str | None, task: str | None) -> None:
    if line is not None and task is not None:
        raise click.UsageError(door.words.gettext("Give --line or --task, one of them"))
    key = idea_id(door, joined(idea))
    if task is not None:
        door.act(do.IdeaUse(idea=key, task=task_id(door, task)))
    elif line is not None:
        door.act(to_intent(read_line(door, line), door.today, block_now(door), idea=key))
    else:
        title = clean(door.desk.state.ideas[key].text)
        door.act(do.TaskAdd(title=title, date=door.today, block=block_now(door), idea=key))


@command("drop", N_("Nothing will become of an idea."))
@idea_argument
@click.pass_obj
def drop_command(door: Door, idea: tuple[str, ...]) -> None:
    door.act(do.IdeaDrop(idea=idea_id(door, joined(idea))))

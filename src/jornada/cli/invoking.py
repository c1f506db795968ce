"""Running a command: what the library's own `main` does, but for its endings, which are ours."""

from __future__ import annotations

import io

import click
from click.exceptions import Exit

from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import ABORTED, OK
from jornada.cli.root import COMMANDS
from jornada.core.text import clean_prose


def invoke(given: list[str], door: Door, completion: str) -> int:
    """Run the command `given`, or complete it as the shell says in `completion`; the exit code."""
    try:
        if completion:
            from jornada.cli.completing import complete

            return complete(door, COMMANDS, completion)
        with COMMANDS.make_context(PROGRAM, given, obj=door) as context:
            code = COMMANDS.invoke(context)
    except Exit as ending:
        return ending.exit_code
    except click.ClickException as problem:
        door.complain(*_lines(problem))
        return problem.exit_code
    except click.Abort:
        return ABORTED
    return code if isinstance(code, int) else OK


def _lines(problem: click.ClickException) -> list[str]:
    """The library's message, its usage line included, cleaned of what was typed."""
    shown = io.StringIO()
    problem.show(shown)
    return clean_prose(shown.getvalue()).split("\n")

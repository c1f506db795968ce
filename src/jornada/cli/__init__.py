"""The command line: the same desk and the same words as the dashboard."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence

import click

from jornada.cli.exits import ABORTED, NOT_WRITTEN, OK, Failure
from jornada.core.text import clean_prose

PROGRAM = "jornada"


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] | None = None) -> int:
    """Run `arguments`, or those of the process; the exit code comes back.

    What a person can cause is said in a sentence on stderr, never raised.
    """
    from jornada.cli.door import Door
    from jornada.cli.root import COMMANDS

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter gets a question mark, not an error.
            stream.reconfigure(errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    door = Door(os.environ if environment is None else environment)
    try:
        return _run(COMMANDS, given, door)
    except BrokenPipeError:
        # Whoever reads has seen enough; what was asked for is done.
        _close_quietly(sys.stdout)
        return OK
    finally:
        door.close()


def _run(commands: click.Command, given: list[str], door: object) -> int:
    from jornada.cli.door import Door

    assert isinstance(door, Door)
    try:
        try:
            door.bind_words(only_environment=given == ["--version"])
            code = commands.main(args=given, prog_name=PROGRAM, standalone_mode=False, obj=door)
            sys.stdout.flush()
            return code if isinstance(code, int) else OK
        except click.ClickException as problem:
            raise _as_failure(problem) from problem
        except click.Abort:
            return ABORTED
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Failure(NOT_WRITTEN, _system_line(error)) from error
    except Failure as failure:
        door.complain(*failure.lines)
        return failure.code


def _as_failure(problem: click.ClickException) -> Failure:
    """The library's own message, its usage line included, cleaned of what was typed."""
    shown = io.StringIO()
    problem.show(shown)
    return Failure(problem.exit_code, *clean_prose(shown.getvalue()).split("\n"))


def _system_line(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    return f"{PROGRAM}: {place}{error.strerror or error}"


def _close_quietly(stream: io.TextIOBase | object) -> None:
    """Give the stream nothing more to flush when the process ends."""
    if isinstance(stream, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

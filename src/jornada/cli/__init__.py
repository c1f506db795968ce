"""The command line: the same desk and the same words as the dashboard."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import ABORTED, NOT_WRITTEN, OK, Failure
from jornada.core.text import clean_prose
from jornada.last_frame import ShownFrame
from jornada.now_memory import Question
from jornada.present.system_words import system_advice, system_words

COMPLETION = "_JORNADA_COMPLETE"
"""What a shell that completes a line sets in the environment."""


def main(
    arguments: Sequence[str] | None = None,
    environment: Mapping[str, str] | None = None,
    *,
    frame: ShownFrame | None = None,
    question: Question | None = None,
) -> int:
    """Run `arguments`, or those of the process; the exit code comes back. `frame` is what the terminal
    shows already, until something is said or drawn; `question` is there for an answer that can be kept.

    What a person can cause is said in a sentence on stderr, never raised.
    """
    _have_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter gets a question mark, not an error.
            stream.reconfigure(errors="replace")
    given = [_whole(each) for each in (sys.argv[1:] if arguments is None else arguments)]
    door = Door(dict(os.environ) if environment is None else environment, frame, question)
    try:
        code = _run(given, door)
    finally:
        door.close()
        _leave_nothing_to_flush()
    return code


def _run(given: list[str], door: Door) -> int:
    try:
        code = _do(given, door)
        sys.stdout.flush()
    except Failure as failure:
        door.complain(*failure.lines)
        return failure.code
    except BrokenPipeError:
        # Whoever reads has seen enough; what was asked for is done.
        return OK
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        why = system_words(door.words, error.strerror or str(error))
        door.complain(clean_prose(f"{PROGRAM}: {place}{why}"))
        if advice := system_advice(door.words, error.strerror or ""):
            door.complain(f"  {advice}")
        return NOT_WRITTEN
    except (EOFError, KeyboardInterrupt):
        return ABORTED
    return code


def _do(given: list[str], door: Door) -> int:
    """Open the dashboard, or run a command, which takes more to load."""
    door.bind_words(only_environment=given == ["--version"])
    if not given and COMPLETION not in door.environment:
        from jornada.cli.dashboard import open_dashboard

        return open_dashboard(door)
    completion = door.environment.get(COMPLETION, "")
    if not completion:
        from jornada.cli.plain import run_plainly

        if run_plainly(given, door):
            return OK
    from jornada.cli.light_click import load_click

    load_click()
    from jornada.cli.invoking import invoke

    return invoke(given, door, completion)


def _whole(typed: str) -> str:
    """What was typed in letters that the system could not read, read once more: none may be left out."""
    with suppress(UnicodeEncodeError):
        typed.encode()
        return typed
    with suppress(UnicodeEncodeError):
        data = os.fsencode(typed)
        try:
            return data.decode()
        except UnicodeDecodeError:
            return data.decode("cp1252", errors="replace")
    return typed


def _have_streams() -> None:
    """A process may be started with its output closed: then what is said goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # It stays open to the end, and `pathlib` is not loaded yet.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _leave_nothing_to_flush() -> None:
    """What could not be written must not fail once more when the process ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            if isinstance(stream, io.TextIOWrapper):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)

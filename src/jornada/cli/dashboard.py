"""The dashboard, opened from a shell; without what the commands need."""

from __future__ import annotations

import sys
from typing import Any

from jornada.cli.door import Door
from jornada.cli.exits import USAGE, Failure

FOR_FAULTS = ("locale", "textwrap", "tokenize")
"""What `asyncio` imports and uses in a traceback, or for the output of another program."""


def need_terminal(door: Door) -> None:
    """Raises `Failure` where nothing can be drawn."""
    words = door.words
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure(
            USAGE,
            words.gettext("The dashboard needs a terminal; “jornada day” prints the day as text"),
        )
    if door.environment.get("TERM", "dumb") in ("", "dumb"):
        raise Failure(
            USAGE,
            words.gettext("TERM says that this terminal cannot draw; “jornada day” prints the day as text"),
        )


def open_dashboard(door: Door) -> int:
    """Run the dashboard, on a first day after its questions; its exit code. Raises `Failure` where no
    dashboard can be shown."""
    need_terminal(door)
    from jornada.first_start import is_first_day

    is_new_here = door.may_write and is_first_day(door.paths, door.environment)
    if is_new_here:
        from jornada.cli.first_run import ask

        if (code := ask(door)) is not None:
            return code
    load_asyncio()
    from jornada.tui.compat.left_out import load_toolkit

    load_toolkit()
    from jornada.tui.running import run

    return run(
        paths=door.paths,
        clock=door.clock,
        words=door.words,
        config=door.config,
        may_write=door.may_write,
        environment=door.environment,
        frame=door.frame,
        is_new_here=is_new_here,
    )


def load_asyncio() -> None:
    """Load it as on a machine that has no OpenSSL: that is 5 ms and 1.4 MB, and nothing on the screen talks
    to a network. Whoever wants `ssl` later gets it; what it imports to tell of faults comes then too."""
    modules: dict[str, Any] = sys.modules
    if "asyncio" in modules or "ssl" in modules:
        return
    from jornada.stand_in import StandIn, standing_in

    modules["ssl"] = None
    try:
        with standing_in(*map(StandIn, FOR_FAULTS)):
            import asyncio  # noqa: F401 - to have it loaded is all
    finally:
        del modules["ssl"]

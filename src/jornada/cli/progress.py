"""Long work says that it goes on: on a terminal, on stderr, once it has taken half a second.

Whatever shows is gone or whole when the work ends, however it ends: ctrl+c stops it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from jornada.cli.door import Door

AFTER_SECONDS = 0.5
"""Work that takes no longer shows nothing."""
BAR_CELLS = 24
_ERASE_LINE = "\r\x1b[K"

Tick = Callable[[int, int], None]
"""Told how many are done, of how many."""


@contextmanager
def counted(
    door: Door,
    label: str,
    *,
    stream: TextIO | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> Iterator[Tick]:
    """A bar for work whose steps are counted. Give what it yields how many are done."""
    stream = stream or sys.stderr
    if not shows(door, stream):
        yield lambda done, total: None
        return
    started = monotonic()
    bars: list[Any] = []

    def tick(done: int, total: int) -> None:
        if not bars and monotonic() - started < AFTER_SECONDS:
            return
        if not bars:
            import click

            bar = click.progressbar(length=total, label=label, file=stream, width=BAR_CELLS)
            bars.append(bar.__enter__())
        bars[0].update(done - bars[0].pos)

    try:
        yield tick
    finally:
        for bar in bars:
            bar.__exit__(None, None, None)


@contextmanager
def waiting(
    door: Door, label: str, *, stream: TextIO | None = None, after_seconds: float = AFTER_SECONDS
) -> Iterator[None]:
    """A line for work whose steps nobody counts, taken away at its end."""
    stream = stream or sys.stderr
    if not shows(door, stream):
        yield
        return
    import threading

    shown = threading.Event()

    def show() -> None:
        shown.set()
        with suppress(OSError, ValueError):
            stream.write(f"{label} … ")
            stream.flush()

    timer = threading.Timer(after_seconds, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if shown.is_set():
            with suppress(OSError, ValueError):
                stream.write(_ERASE_LINE)
                stream.flush()


def shows(door: Door, stream: TextIO) -> bool:
    """Whether somebody looks at a terminal that can take a line back."""
    return stream.isatty() and door.environment.get("TERM", "dumb") not in ("", "dumb")

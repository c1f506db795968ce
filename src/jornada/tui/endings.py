"""How a dashboard ends that is told to, or whose terminal is gone: in order where it can, and at once where
it can not, because whatever it writes to has stopped reading.

What a person did is on the disk from the moment it was acknowledged, so nothing is lost by either.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import termios
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

ENDING_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)
PATIENCE_SECONDS = 1.5
"""For so long an ending in order is waited for."""
LEAVING = b"\x1b[m\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[<u\x1b[?1049l\x1b[?25h"
"""A terminal that is told this is as a shell expects it: no colours, no reports of mouse, focus or pasting,
the screen from before, the cursor."""


class Endings:
    """Made before the terminal is drawn on; `start` and `stop` belong to the main thread.

    `end` is called once, in the event loop, with the number of the signal; a terminal that is gone counts
    as SIGHUP. `attributes` say how the terminal is to read again, where it reads otherwise already.
    """

    def __init__(self, end: Callable[[int], None], attributes: list[Any] | None = None) -> None:
        self._end = end
        self._descriptor = sys.__stdin__.fileno() if sys.__stdin__ else -1
        self._attributes = attributes or self._terminal()
        self.restoring: Callable[[], str] = str
        """What the terminal is told besides, where it was told more than how to draw."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._before: dict[signal.Signals, Any] = {}
        self._asked = False
        self._over = threading.Event()
        self._woken, self._waker = -1, -1

    def start(self) -> None:
        """Listen from now on, with the loop that runs."""
        self._loop = asyncio.get_running_loop()
        with contextlib.suppress(ValueError):  # not the main thread: whoever has that one decides
            for each in ENDING_SIGNALS:
                self._before[each] = signal.signal(each, self._signalled)
        self._woken, self._waker = os.pipe()
        threading.Thread(target=self._watch_terminal, name="hang-up", daemon=True).start()

    def stop(self) -> None:
        """The terminal has been left: what is still to do may take its time."""
        self._over.set()
        for each, handler in self._before.items():
            signal.signal(each, handler)
        self._before.clear()
        if self._waker >= 0:
            os.close(self._waker)
            self._waker = -1

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self._ask(number)

    def _watch_terminal(self) -> None:
        """Sleep until nobody is on the other side of the terminal any more. A signal need not tell of
        that: it may be blocked, or another process's."""
        poll = select.poll()
        poll.register(self._descriptor, 0)  # a hang-up is told without being asked for
        poll.register(self._woken, select.POLLIN)
        found = dict(poll.poll())
        os.close(self._woken)
        if found.get(self._descriptor, 0) & (select.POLLHUP | select.POLLERR):
            self._ask(signal.SIGHUP)

    def _ask(self, number: int) -> None:
        if self._asked or self._over.is_set() or self._loop is None:
            return
        self._asked = True
        threading.Thread(target=self._end_at_the_latest, args=(number,), name="ending", daemon=True).start()
        with contextlib.suppress(RuntimeError):  # the loop is over already
            self._loop.call_soon_threadsafe(self._end, number)

    def _end_at_the_latest(self, number: int) -> None:
        if self._over.wait(PATIENCE_SECONDS):
            return
        self._leave_terminal()
        os._exit(128 + number)

    def _leave_terminal(self) -> None:
        """Put back how the terminal reads and, where it can take a word now, how it draws."""
        with contextlib.suppress(OSError, termios.error, ValueError):
            if self._attributes is None or os.tcgetpgrp(self._descriptor) != os.getpgrp():
                return
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self._attributes)
            if select.select([], [self._descriptor], [], 0)[1]:
                os.write(self._descriptor, self.restoring().encode() + LEAVING)

    def _terminal(self) -> list[Any] | None:
        try:
            return termios.tcgetattr(self._descriptor)
        except (termios.error, ValueError):
            return None

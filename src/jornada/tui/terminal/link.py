"""The way out: a thread that writes to the terminal, so that nobody waits for a slow one. What the terminal
takes without a wait is sent at once, which is sooner than the thread gets its turn.

While the terminal takes nothing, frames are only drawn into the picture; when it takes something again, it
is sent the one difference to what it then should show. Commands are never dropped.
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from jornada.tui.terminal.attributes import RESET, AttributeTable
from jornada.tui.terminal.difference import Shown, difference
from jornada.tui.terminal.picture import Picture
from jornada.tui.terminal.reading import SYNC_BEGIN, SYNC_END, Reader

if TYPE_CHECKING:
    from jornada.last_frame import ShownFrame

ENTER = "\x1b[?1049h"
"""Opens the terminal's other screen, which programs fill."""
LEAVE = "\x1b[?1049l"
_WORTH_SYNCING_BYTES = 200
"""A shorter difference comes in one piece as it is."""
_COLOUR_ERASING = (
    "xterm",
    "tmux",
    "linux",
    "rxvt",
    "alacritty",
    "kitty",
    "foot",
    "wezterm",
    "vte",
    "gnome",
    "konsole",
    "st-",
    "ghostty",
    "contour",
    "iterm",
)
"""Beginnings of TERM of those whose erased cells take the background in use (terminfo's `bce`)."""


def erases_in_colour(term: str) -> bool:
    """Whether a terminal of that TERM fills what it erases with the background in use."""
    return term.startswith(_COLOUR_ERASING)


class Link:
    """What the toolkit writes goes in, the fewest bytes go to the file descriptor.

    `frame`: the terminal's other screen is open already, with that on it, which stays until it is drawn
    over. `on_hang_up` is called once, on the writing thread, where the terminal is no longer there.
    """

    def __init__(
        self,
        descriptor: int,
        *,
        term: str,
        encoding: str,
        on_hang_up: Callable[[], None],
        frame: ShownFrame | None = None,
    ) -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._on_hang_up = on_hang_up
        self._frame = frame
        self._erases_in_colour = erases_in_colour(term)
        self._table = AttributeTable(erases_in_colour=self._erases_in_colour)
        self._picture = Picture(self._table)
        self._reader = Reader(self._picture, self._table)
        self._shown = Shown(0, 0)
        self._drawn_for = (0, 0)
        self._change = threading.Condition()
        self._at_once: int | None = None
        """The terminal, opened so that a write to it never waits."""
        self._commands: list[str] = []
        self._left = b""
        """What it did not take at once."""
        self._is_drawn = False
        self._is_away = True
        self._is_writing = False
        self._hung_up = False
        self._stopping = False
        self._thread: threading.Thread | None = None

    # What the toolkit does

    def start(self) -> None:
        """Begin to write. What the terminal shows once its other screen is open is not known: it is drawn
        over, never cleared."""
        with self._change:
            self._stopping = False
            if self._at_once is None:
                self._at_once = _opened_again(self._descriptor)
            if self._thread is None:  # else it is still busy with a terminal that stalls
                self._thread = threading.Thread(target=self._run, name="jornada-terminal", daemon=True)
                self._thread.start()

    def write(self, data: str) -> None:
        """Take in what the toolkit writes; returns at once, whatever the terminal does. What was drawn may
        wait for `send`."""
        with self._change:
            commands, drawn = self._reader.read(data)
            if commands:
                self._command(commands)
            if drawn:
                self._is_drawn = True
                self._drawn_for = self._size
            if commands or (drawn and self._at_once is None):
                self._change.notify_all()

    def send(self) -> None:
        """Send what was drawn: at once as far as the terminal takes it without a wait, the rest is the
        thread's."""
        with self._change:
            is_busy = self._commands or self._left or self._is_writing or self._stopping
            if self._at_once is not None and self._is_drawn and self._thread is not None and not is_busy:
                data = self._gather()
                self._left = data[_taken(self._at_once, data) :]
            if not self._is_idle():
                self._change.notify_all()

    def _command(self, commands: str) -> None:
        if ENTER in commands:
            self._shown = Shown(*self._size)
            self._is_away = False
            self._is_drawn = bool(self._picture.rows)
            if self._frame is not None:
                # Where what was cleared has another ground, what stands there is not worth knowing.
                if self._frame.stands and self._erases_in_colour:
                    self._shown.stand(self._frame.style, self._frame.rows, self._table)
                self._frame = None
                commands = commands.replace(ENTER, "")
        if LEAVE in commands:
            self._is_away = True
            commands = RESET + commands
        if commands and self._commands[-1:] != [commands]:  # of two bells that wait, one is enough
            self._commands.append(commands)

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has that size now. What it did to what it showed is its own affair.

        It is drawn again with the next frame; at once, where the last frame was of this very size and
        none may come.
        """
        with self._change:
            self._shown = Shown(columns, rows)
            if self._drawn_for == self._size:
                self._is_drawn = True
                self._change.notify_all()

    def stop(self, seconds: float) -> None:
        """Write what waits, and end; a terminal that takes nothing for so long is left as it is."""
        self.flush(seconds)
        with self._change:
            self._stopping = True
            self._change.notify_all()
            self._change.wait_for(lambda: self._thread is None or not self._is_idle(), timeout=seconds)
            if self._at_once is not None:
                os.close(self._at_once)
                self._at_once = None

    def flush(self, seconds: float) -> bool:
        """Wait until all is written, at most so long; whether it is."""
        with self._change:
            self._change.notify_all()
            return self._change.wait_for(self._is_idle, timeout=seconds)

    def size(self) -> tuple[int, int]:
        """Columns and rows of the terminal."""
        return self._size

    # The thread

    @property
    def _size(self) -> tuple[int, int]:
        return self._shown.columns, len(self._shown.rows)

    def _is_idle(self) -> bool:
        waits = self._commands or self._is_drawn or self._left
        return self._hung_up or not (waits or self._is_writing)

    def _run(self) -> None:
        while (data := self._next()) is not None:
            try:
                self._write_all(data)
            except OSError:
                with self._change:
                    self._hung_up = True
                    self._thread = None
                    self._change.notify_all()
                self._on_hang_up()
                return

    def _next(self) -> bytes | None:
        """Wait for something to send. None: there is nothing more to come."""
        with self._change:
            while True:
                data, self._left = self._left, b""
                if not data and (self._commands or self._is_drawn):
                    data = self._gather()
                self._is_writing = bool(data)
                if data:
                    return data
                if self._stopping:
                    self._thread = None
                self._change.notify_all()
                if self._stopping:
                    return None
                self._change.wait()

    def _gather(self) -> bytes:
        commands = "".join(self._commands)
        self._commands.clear()
        is_seen = self._is_drawn and not self._is_away
        frame = difference(self._shown, self._picture, self._table) if is_seen else ""
        self._is_drawn = False
        if self._reader.syncs and len(frame) > _WORTH_SYNCING_BYTES:
            frame = SYNC_BEGIN + frame + SYNC_END
        return (commands + frame).encode(self._encoding, "replace")

    def _write_all(self, data: bytes) -> None:
        """Raises `OSError` where the terminal is gone."""
        left = memoryview(data)
        while left:
            try:
                left = left[os.write(self._descriptor, left) :]
            except BlockingIOError:  # somebody who shares the terminal made it so
                select.select([], [self._descriptor], [])


def _opened_again(descriptor: int) -> int | None:
    """The same terminal by a way of our own, which never waits: the one we were given is shared with whoever
    started us. `None` where there is none: it is no terminal, or it belongs to somebody else."""
    try:
        return os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None


def _taken(descriptor: int, data: bytes) -> int:
    """How many bytes it takes at once; none where it is gone, which whoever writes the rest finds out."""
    try:
        return os.write(descriptor, data) if data else 0
    except OSError:
        return 0

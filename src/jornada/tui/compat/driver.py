"""Our own driver, and whether it can be used.

The toolkit's own (`textual.drivers.linux_driver`) looks for keys ten times a second, does not notice that its
terminal is gone, stops at a byte that is no text, and makes the program wait for a terminal that takes
nothing; and it sends whatever was drawn, changed or not.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
import threading
import tty
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from textual import events
from textual._time import get_time
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from jornada.core.dataclass import dataclass
from jornada.last_frame import ShownFrame
from jornada.tui.compat import version
from jornada.tui.compat.key_parser import KeyParser
from jornada.tui.terminal.link import ENTER, Link

LONGEST_FAREWELL_SECONDS = 0.1
"""How long a terminal that takes nothing is waited for at the end."""
_MOST_READ_BYTES = 4096
_END, _CATCH_UP = b"\0", b"\1"
"""What the thread that reads the keys is woken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverChoice:
    """Which driver the app shall use; the toolkit's own where there is none. `word` is for the log."""

    driver: type[LinuxDriver] | None
    word: str = ""


STOCK_DRIVER = DriverChoice(driver=None)


def choose_driver(environment: Mapping[str, str], frame: ShownFrame | None = None) -> DriverChoice:
    """The driver of our own where the toolkit is the version that it was written for.

    JORNADA_DRIVER=stock asks for the toolkit's. `frame`: the terminal's other screen is open already, with
    that on it, to be drawn over.
    """
    if environment.get("JORNADA_DRIVER") == "stock":
        return STOCK_DRIVER
    if not version.is_it():
        return DriverChoice(driver=None, word="stock-driver")
    return DriverChoice(driver=_over(frame) if frame is not None else OwnDriver)


def _over(shown: ShownFrame) -> type[OwnDriver]:
    """The driver that draws over that. The toolkit makes its driver itself, from a class."""

    class DriverOverFrame(OwnDriver):
        frame = shown

    return DriverOverFrame


def size_now() -> tuple[int, int]:
    """Columns and rows, as `shutil.get_terminal_size` tells them: with that is loaded what packs archives.
    COLUMNS and LINES come first; where nobody knows, it is the size of the oldest terminals."""
    columns, rows = _given("COLUMNS"), _given("LINES")
    if not (columns and rows) and sys.__stdout__ is not None:
        with contextlib.suppress(ValueError, OSError):
            told = os.get_terminal_size(sys.__stdout__.fileno())
            columns, rows = columns or told.columns, rows or told.lines
    return columns or 80, rows or 24


def _given(name: str) -> int:
    try:
        return max(int(os.environ[name]), 0)
    except (KeyError, ValueError):
        return 0


def take_any_bytes() -> None:
    """Let the toolkit's own driver read on at bytes that are no letters: they are typed too, by a terminal of
    another encoding or a file pasted. And it would take a terminal's answers for keys."""
    forgiving = partial(getincrementaldecoder("utf-8"), errors="replace")
    # Both are names which that module imports for itself: to the type checker it does not have them.
    linux_driver.getincrementaldecoder = lambda encoding: forgiving  # type: ignore[attr-defined]
    linux_driver.XTermParser = KeyParser  # type: ignore[attr-defined]


class OwnDriver(LinuxDriver):
    """The toolkit's driver with other ways in and out. Modes and suspending stay as they are."""

    frame: ShownFrame | None = None

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._wake_read, self._wake_write = os.pipe()
        self._caught_up = threading.Event()
        assert self._file is not None  # the toolkit's driver has been made with it
        self._link = Link(
            self._file.fileno(),
            term=os.environ.get("TERM", ""),
            encoding=self._file.encoding,
            on_hang_up=self._hang_up,
            frame=self.frame,
        )

    # Out

    def write(self, data: str) -> None:
        self._link.write(data)

    def flush(self) -> None:
        self._link.send()

    def start_application_mode(self) -> None:
        self._link.start()
        # The toolkit looks where the signal strikes, be it in the midst of looking: a window that is pulled
        # about ends it by too deep a recursion. It is told that sizes come by another way until ours stands.
        in_band, self._in_band_window_resize = self._in_band_window_resize, True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # the toolkit's says no types
        self._in_band_window_resize = in_band
        self._loop.add_signal_handler(signal.SIGWINCH, self._take_size)
        if size_now() != self._link.size():
            self._take_size()

    def close(self) -> None:
        super().close()
        self._link.stop(LONGEST_FAREWELL_SECONDS)

    def wait_until_sent(self, seconds: float) -> None:
        """Wait until the terminal has taken all that was written, at most so long."""
        self._link.flush(seconds)

    # Stopped, and going on

    def stop_job(self) -> None:
        """Leave the terminal to the shell, with all that it waits for as one: also what has started this
        program and waits for it (`sh -c`, `make`). Elsewhere the key that the terminal knows does so."""
        self._stop(0)

    def _sigtstp_application(self, *_: object) -> None:
        if self._auto_restart:
            self._do_soon(partial(self._stop, os.getpid()))
        else:  # the terminal is somebody else's, and the loop waits for them
            self._stop(os.getpid())

    def _stop(self, whom: int) -> None:
        """The toolkit stops by force, what only a shell can undo. To be asked to stop lets the kernel decide:
        it stops nobody whom no shell could wake, as in a pane that runs nothing else."""
        if self._auto_restart:
            self.suspend_application_mode()
            self._must_signal_resume = True
        ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(whom, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, ours)
        self._do_soon(self._come_back)

    def _sigcont_application(self, *_: object) -> None:
        """Told to go on. The toolkit begins anew where the signal strikes, be it in the midst of just that,
        and where it never left the terminal: a second thread takes half of the keys then."""
        if self._auto_restart:
            self._do_soon(self._go_on)

    def _do_soon(self, do: Callable[[], None]) -> None:
        """In the loop, where one thing is done after the other."""
        with contextlib.suppress(RuntimeError):  # it has ended meanwhile
            self._loop.call_soon_threadsafe(do)

    def _go_on(self) -> None:
        if self._must_signal_resume:
            self._come_back()
        else:  # it was stopped by force, or not at all
            self._take_terminal_again()

    def _come_back(self) -> None:
        if self._must_signal_resume and not self._is_reading():
            self.resume_application_mode()

    def _is_reading(self) -> bool:
        return self._key_thread is not None and self._key_thread.is_alive()

    def _take_terminal_again(self) -> None:
        """A shell that saw it stopped has used the terminal: how it reads, what it shows is not known."""
        if not self._is_reading() or self.exit_event.is_set():
            return
        with contextlib.suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            attributes[tty.CC][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        self.write(f"{ENTER}\x1b[?25l\x1b[?1004h")
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self._disable_line_wrap()

    def _take_size(self) -> None:
        """The terminal says that its size is another one."""
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(events.Resize(size, size))

    def _get_terminal_size(self) -> tuple[int, int]:
        """Asked for at the start and whenever the terminal says that its size is another (SIGWINCH)."""
        columns, rows = size_now()
        self._link.resize(columns, rows)
        return columns, rows

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.Resize):
            columns, rows = message.size
            if (columns, rows) != self._link.size():
                self._link.resize(columns, rows)
        super().process_message(message)

    # In

    def send_message(self, message: Message) -> None:
        # The toolkit makes a task of each, to wait for what need not be waited for.
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def disable_input(self) -> None:
        if self._is_reading():
            os.write(self._wake_write, _END)
        super().disable_input()

    def wait_until_read(self, seconds: float) -> None:
        """Wait until all that was typed before has been read and handed on, at most so long."""
        if self._is_reading():
            self._caught_up.clear()
            os.write(self._wake_write, _CATCH_UP)
            self._caught_up.wait(seconds)

    def run_input_thread(self) -> None:
        """Wait for keys without ever looking in vain, until woken by `disable_input`."""
        parser = KeyParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        is_asked = False  # to say when nothing is left to read
        while True:
            due = parser._timeout_time  # an escape key, or the begin of a sequence
            seconds = None if due is None else max(due - get_time(), 0.0)
            ready, _, _ = select.select([self.fileno, self._wake_read], [], [], 0.0 if is_asked else seconds)
            if self._wake_read in ready:
                if os.read(self._wake_read, 1) == _END:
                    return
                is_asked = True
            elif is_asked and self.fileno not in ready:
                is_asked = False
                self._caught_up.set()
            text = ""
            if self.fileno in ready:
                data = self._take_in()
                if not data:
                    self._hang_up()
                    return
                text = decode(data)
            try:
                for message in _messages(parser, text):
                    self.process_message(message)
            except (ValueError, LookupError, OverflowError, StopIteration, RuntimeError):
                # Anything may be typed. A parser that failed is of no use any more: a new one goes on.
                parser = KeyParser(self._debug)

    def _take_in(self) -> bytes:
        """What was typed; empty where there is no terminal any more."""
        with contextlib.suppress(OSError):
            return os.read(self.fileno, _MOST_READ_BYTES)
        return b""

    def _hang_up(self) -> None:
        """The terminal is gone, with or without a signal. On any thread."""
        with contextlib.suppress(RuntimeError):  # it has ended meanwhile
            self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        self._app.exit(return_code=128 + signal.SIGHUP)


def _messages(parser: KeyParser, text: str) -> Iterator[Message]:
    if text:  # an empty one would end the parser; half a letter has come
        yield from parser.feed(text)
    yield from parser.tick()

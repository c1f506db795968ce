"""Every use of a private name of the toolkit, checked against the one version that it was written for.

The toolkit's own driver (`textual.drivers.linux_driver`) looks for keys ten times a second, does not notice
that its terminal is gone, stops at a byte that is no text, and makes the program wait for a terminal that
takes nothing; and it sends whatever was drawn, changed or not.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import sys
import termios
import tty
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import textual
from rich.cells import split_graphemes
from rich.segment import Segment
from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._styles_cache import StylesCache
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from jornada.core.dataclass import dataclass
from jornada.tui.terminal.link import ENTER, Link

WRITTEN_FOR = "8.2.8"
FAULT_EXIT = 70
Result = TypeVar("Result")
LONGEST_FAREWELL_SECONDS = 0.1
"""How long a terminal that takes nothing is waited for at the end."""
_MOST_READ_BYTES = 4096
ESCAPE = "\x1b"
STRINGS = "]P_^X"
"""What begins a string after an escape: commands and answers of any text, up to BEL or ST."""
MOST_LETTERS = 64
"""A sequence of so many letters is none of a key."""
LONGEST_SECONDS = 1.0
"""A sequence that has not come to its end by then never does; what is typed next is keys again."""
_ANSWER = re.compile(r"\x1b\[(?:[?>=].*|[0-9;]*[nhlxypt])", re.DOTALL)
_MODE_REPORT = re.compile(r"\x1b\[\?[0-9]+;[0-9]\$y")
_RESIZED = re.compile(r"\x1b\[48(?:;[0-9:]+){4}t")
PASTE, PASTED = "\x1b[200~", "\x1b[201~"


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverChoice:
    """Which driver the app shall use; the toolkit's own where there is none. `word` is for the log."""

    driver: type[LinuxDriver] | None
    word: str = ""


STOCK_DRIVER = DriverChoice(driver=None)


def choose_driver(environment: Mapping[str, str], *, is_entered: bool = False) -> DriverChoice:
    """The driver of our own where the toolkit is the version that it was written for.

    JORNADA_DRIVER=stock asks for the toolkit's. `is_entered`: the terminal's other screen is open already,
    with something on it that is to be drawn over.
    """
    if environment.get("JORNADA_DRIVER") == "stock":
        return STOCK_DRIVER
    if not _is_written_for_it():
        return DriverChoice(driver=None, word="stock-driver")
    return DriverChoice(driver=EnteredDriver if is_entered else OwnDriver)


def _is_written_for_it() -> bool:
    """Whether the toolkit is that version. The name of a directory tells it in no time; where packages are
    kept otherwise, the library that knows takes longer than the whole start."""
    packages = Path(textual.__file__).parents[1]
    if (packages / f"textual-{WRITTEN_FOR}.dist-info").is_dir():
        return True
    version: str = textual.__version__
    return version == WRITTEN_FOR


def forget_left_widgets() -> None:
    """Let go of what widgets that are gone have drawn.

    The toolkit remembers the styles of up to a thousand widgets in a cache that holds each widget's lines
    with them (`functools.lru_cache` on a method keeps `self`), so a screen that was left stays in memory.
    """
    StylesCache.get_inner_outer.cache_clear()


def shown_text(screen: Screen[Any]) -> list[str]:
    """The lines of that screen as they are shown, without what they look like."""
    return [strip.text for strip in screen._compositor.render_strips()]


class KeysToScreen(Widget):
    """Does nothing with a key before it is looked up: it is handed to the screen at once, not by way of every
    widget between, each of which takes as long as a row that is drawn."""

    def _forward_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self.screen._forward_event(event)
        else:
            super()._forward_event(event)


def cut_between_signs() -> None:
    """Let the toolkit cut lines between signs only, from now on.

    Rich 15 cuts an emoji made of several in two where the edge of a dialog runs through it, and what is
    left joins the space beside it (`Segment._split_cells` goes by single characters): the rest of the row
    stands a column further to the right.
    """
    Segment._split_cells = classmethod(_split_between_signs)  # type: ignore[assignment,method-assign,arg-type]


@lru_cache(4096)
def _split_between_signs(kind: type[Segment], segment: Segment, cut: int) -> tuple[Segment, Segment]:
    """The segment in two, `cut` cells from its beginning. A sign that stands on both sides is blank."""
    text, style, control = segment
    at = 0
    for start, end, width in split_graphemes(text)[0]:
        if at + width > cut:
            over = cut - at
            after = text[start:] if not over else " " * (width - over) + text[end:]
            return kind(text[:start] + " " * over, style, control), kind(after, style, control)
        at += width
    return segment, kind("", style, control)


def take_any_bytes() -> None:
    """Let the toolkit's own driver read on at bytes that are no letters: they are typed too, by a terminal of
    another encoding or a file pasted. And it would take a terminal's answers for keys."""
    forgiving = partial(getincrementaldecoder("utf-8"), errors="replace")
    linux_driver.getincrementaldecoder = lambda encoding: forgiving  # type: ignore[attr-defined]
    linux_driver.XTermParser = KeyParser  # type: ignore[attr-defined]


class DiscreetApp(App[Result]):
    """An app that a fault of its own ends without a word: the toolkit prints a traceback with the values of
    all variables, with what a person wrote. Its return code is `FAULT_EXIT` then."""

    def note_fault(self, error: BaseException | None) -> None:
        """What is done about a fault, on any thread; no error where the toolkit alone knows it."""

    def send(self, sequence: str) -> None:
        """Say something to the terminal itself, beside what is drawn."""
        if not self.is_headless and self._driver is not None:
            self._driver.write(sequence)

    def _handle_exception(self, error: Exception) -> None:
        self.note_fault(error)
        super()._handle_exception(error)
        self._return_code = FAULT_EXIT

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """As the toolkit's, which other threads call too, without showing anything."""
        self.note_fault(sys.exc_info()[1])
        self._return_code = FAULT_EXIT
        self._close_messages_no_wait()


class KeyParser(XTermParser):
    """The toolkit's parser, which is given what may be a key, and each sequence as a whole. What else a
    terminal says, its answers to questions that somebody asked, is no key, though the toolkit takes the
    letters in it for some."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._held = ""
        self._since = 0.0
        self._pasted: str | None = None

    def feed(self, data: str) -> Iterable[Message]:
        """Nothing ends it, as in the toolkit."""
        if not data:
            yield from super().feed(data)
        for letter in data:
            yield from self._take(letter)

    def _take(self, letter: str) -> Iterable[Message]:
        if self._pasted is not None:
            self._pasted = (self._pasted + letter)[-len(PASTED) :]
            if self._pasted == PASTED:
                self._pasted = None
            yield from super().feed(letter)
            return
        self._forget_what_is_old()
        held = self._held
        if held[1:2] and held[1] in STRINGS:
            over = letter in "\x07\x9c" or (held.endswith(ESCAPE) and letter == "\\")
            self._held = "" if over else held[:2] + (ESCAPE if letter == ESCAPE else "")
        elif held == ESCAPE and (letter == "[" or letter in STRINGS):
            self._start_over()
            self._held += letter
        elif held.startswith("\x1b[") and letter != ESCAPE:
            yield from self._sequence(held + letter)
        else:
            self._held, self._since = (ESCAPE, get_time()) if letter == ESCAPE else ("", 0.0)
            yield from super().feed(letter)

    def _sequence(self, held: str) -> Iterable[Message]:
        """A sequence as far as it has come."""
        if not "@" <= held[-1] <= "~" or held == "\x1b[[":  # the last is how a console begins F1
            self._held = held if len(held) < MOST_LETTERS else ""
            return
        self._held = ""
        if _ANSWER.fullmatch(held) and not _is_for_the_toolkit(held):
            return
        if held == PASTE:
            self._pasted = ""
        yield from super().feed(held)

    def _forget_what_is_old(self) -> None:
        longest = constants.ESCAPE_DELAY if self._held == ESCAPE else LONGEST_SECONDS
        if self._held and get_time() - self._since > longest:
            self._held = ""

    def _start_over(self) -> None:
        """What began with an escape is no key by itself: the toolkit waits for none any more."""
        self._gen.close()
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)
        self._timeout_time = None


def _is_for_the_toolkit(sequence: str) -> bool:
    """It looks like an answer and is a key of some terminal, or an answer that the toolkit asked for."""
    is_asked_for = _MODE_REPORT.fullmatch(sequence) or _RESIZED.fullmatch(sequence)
    return sequence in ANSI_SEQUENCES_KEYS or is_asked_for is not None


class OwnDriver(LinuxDriver):
    """The toolkit's driver with other ways in and out. Modes and suspending stay as they are."""

    is_entered = False

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
        assert self._file is not None  # the toolkit's driver has been made with it
        self._link = Link(
            self._file.fileno(),
            term=os.environ.get("TERM", ""),
            encoding=self._file.encoding,
            is_entered=self.is_entered,
            on_hang_up=self._hang_up,
        )

    # Out

    def write(self, data: str) -> None:
        self._link.write(data)

    def start_application_mode(self) -> None:
        self._link.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        super().close()
        self._link.stop(LONGEST_FAREWELL_SECONDS)

    # Stopped, and going on

    def _sigcont_application(self, *_: object) -> None:
        """Told to go on. Where it has not left the terminal before (it was stopped by force, or not at all)
        the toolkit would begin anew all the same, with a second thread that takes half of the keys."""
        if self._must_signal_resume:
            super()._sigcont_application()
        elif self._auto_restart and self._is_reading():
            with contextlib.suppress(RuntimeError):  # it has ended meanwhile
                self._loop.call_soon_threadsafe(self._take_terminal_again)

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

    def _get_terminal_size(self) -> tuple[int, int]:
        """Asked for at the start and whenever the terminal says that its size is another (SIGWINCH)."""
        columns, rows = super()._get_terminal_size()
        self._link.resize(columns, rows)
        return columns, rows

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.Resize):
            columns, rows = message.size
            if (columns, rows) != self._link.size():
                self._link.resize(columns, rows)
        super().process_message(message)

    # In

    def disable_input(self) -> None:
        if self._is_reading():
            os.write(self._wake_write, b"\0")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Wait for keys without ever looking in vain, until woken by `disable_input`."""
        parser = KeyParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while True:
            due = parser._timeout_time  # an escape key, or the begin of a sequence
            seconds = None if due is None else max(due - get_time(), 0.0)
            ready, _, _ = select.select([self.fileno, self._wake_read], [], [], seconds)
            if self._wake_read in ready:
                os.read(self._wake_read, 1)
                return
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


class EnteredDriver(OwnDriver):
    """For a terminal on whose other screen something stands already."""

    is_entered = True


def _messages(parser: KeyParser, text: str) -> Iterator[Message]:
    if text:  # an empty one would end the parser; half a letter has come
        yield from parser.feed(text)
    yield from parser.tick()

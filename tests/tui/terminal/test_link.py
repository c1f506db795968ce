"""The way out: nobody waits for a terminal, what it missed comes as one difference, commands always come."""

from __future__ import annotations

import fcntl
import os
import select
import threading
import tty
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jornada.last_frame import ShownFrame
from jornada.tui.terminal.link import ENTER, LEAVE, Link
from jornada.tui.terminal.reading import SYNC_BEGIN, SYNC_END
from tests.tui.terminal.screens import Terminal

COLUMNS, ROWS = 40, 10
PATIENCE_SECONDS = 20.0
PIPE_BYTES = 4096
END = b"\0"


def pipe() -> tuple[int, int]:
    """One that holds a page, as its two ends; nothing but the thread writes to it."""
    read_end, write_end = os.pipe()
    fcntl.fcntl(write_end, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return read_end, write_end


def terminal() -> tuple[int, int]:
    """What takes bytes as they are, as the side of who shows them and that of the program."""
    read_end, write_end = os.openpty()
    tty.setraw(write_end)
    return read_end, write_end


class Wire:
    """A link to who reads at the other end."""

    def __init__(
        self,
        ends: Callable[[], tuple[int, int]],
        *,
        frame: ShownFrame | None = None,
        term: str = "xterm-256color",
    ) -> None:
        self.read_end, self.write_end = ends()
        self.hung_up = threading.Event()
        self.link = Link(
            self.write_end,
            term=term,
            encoding="utf-8",
            on_hang_up=self.hung_up.set,
            frame=frame,
        )
        self.terminal = Terminal(COLUMNS, ROWS)
        self.received = ""
        self.link.resize(COLUMNS, ROWS)
        self.link.start()

    def draw(self, text: str) -> None:
        """A frame of one word, a row each."""
        self.link.write("".join(f"\x1b[{y + 1}H{text:<{COLUMNS}}" for y in range(ROWS)))
        self.link.send()

    def take_all(self) -> str:
        """What the terminal takes until all was written; it shows it then."""
        taken, written = b"", False
        while not written:
            written = self.link.flush(0.01)
            while select.select([self.read_end], [], [], 0.0)[0]:
                taken += os.read(self.read_end, PIPE_BYTES)
        os.write(self.write_end, END)  # what went into a terminal comes out of it a moment later
        while not taken.endswith(END):
            taken += os.read(self.read_end, PIPE_BYTES)
        text = taken.removesuffix(END).decode()
        self.terminal.feed(text)
        self.received += text
        return text

    def fill(self) -> None:
        """Write more than there is room for, so that the link waits for the terminal."""
        self.link.write("\x1b]52;c;" + "x" * 20 * PIPE_BYTES + "\x07")


@pytest.fixture(params=[pipe, terminal])
def wire(request: pytest.FixtureRequest) -> Iterator[Callable[..., Wire]]:
    made: list[Wire] = []

    def make(**options: Any) -> Wire:
        made.append(Wire(request.param, **options))
        return made[-1]

    yield make
    for each in made:
        if not each.hung_up.is_set():
            os.close(each.read_end)
        each.link.stop(PATIENCE_SECONDS)
        os.close(each.write_end)


def test_what_is_drawn_arrives_once(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.draw("hello")
    it.take_all()
    assert it.terminal.text() == ["hello"] * ROWS
    it.draw("hello")
    assert it.take_all() == ""


@pytest.mark.parametrize("wire", [terminal], indirect=True)
def test_what_the_terminal_takes_without_a_wait_needs_no_thread(
    wire: Callable[..., Wire], monkeypatch: pytest.MonkeyPatch
) -> None:
    it = wire()
    it.link.write(ENTER)
    it.take_all()
    by_thread: list[bytes] = []
    monkeypatch.setattr(Link, "_write_all", lambda link, data: by_thread.append(data))
    it.draw("now")
    assert it.take_all().count("now") == ROWS
    assert by_thread == []


@pytest.mark.parametrize("wire", [terminal], indirect=True)
def test_what_it_did_not_take_at_once_comes_before_what_is_drawn_later(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.take_all()
    wide, high = 2_000, 60
    it.link.resize(wide, high)
    for signs in ("a-", "b="):
        it.link.write("".join(f"\x1b[{y + 1}H{signs * (wide // 2)}" for y in range(high)))
        it.link.send()
    assert not it.link.flush(0.0), "it did not take all of the first"
    taken = it.take_all()
    assert 0 < taken.count("a") <= high * wide // 2
    assert taken.rindex("a") < taken.index("b")
    assert taken.count("b") == high * wide // 2


def test_a_terminal_that_stalls_is_sent_one_difference_when_it_comes_back(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.draw("first")
    it.take_all()
    it.fill()
    for number in range(500):  # would block for ever if anybody waited
        it.draw(f"frame {number}")
    it.draw("last")
    it.take_all()
    assert it.terminal.text() == ["last"] * ROWS
    assert "frame" not in it.received


def test_commands_come_in_order_and_are_never_dropped(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.fill()
    it.link.write("\x07")
    it.link.write("\x07")
    it.link.write("\x1b]22;pointer\x07")
    it.link.write("\x1b[?2004l")
    taken = it.take_all()
    assert taken.endswith("x\x07\x07\x1b]22;pointer\x07\x1b[?2004l"), "of two bells that wait one is enough"


def test_nothing_is_drawn_once_the_screen_was_left(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.fill()
    it.draw("late")
    it.link.write(LEAVE)
    it.draw("later")
    assert "late" not in it.take_all()


def test_on_coming_back_all_is_drawn_again(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.draw("kept")
    it.take_all()
    it.link.write(LEAVE)
    it.take_all()
    it.link.stop(PATIENCE_SECONDS)
    it.link.start()
    it.link.write(ENTER)
    taken = it.take_all()
    assert taken.startswith(ENTER)
    assert taken.count("kept") == ROWS


def test_a_terminal_that_was_left_draws_as_before(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.link.write("\x1b[1;1H\x1b[1;38;2;200;0;0mred\x1b[0m")
    it.take_all()
    it.link.write(LEAVE)
    it.take_all()
    assert it.terminal.screen.cursor.attrs == it.terminal.screen.default_char


def frame_of(*rows: str) -> ShownFrame:
    """An old frame in one colour; as many rows as the terminal has."""
    return ShownFrame([], 0, 1, "38;5;240;48;5;17", (*rows, *[""] * (ROWS - len(rows))))


DIMMED = "\x1b[38;5;240;48;5;17m"


def test_what_an_old_frame_shows_already_is_not_sent_again(wire: Callable[..., Wire]) -> None:
    it = wire(frame=frame_of("one", "  two", "wide 漢字", "four"))
    it.terminal.feed(f"{DIMMED}\x1b[2J\x1b[Hone\r\n  two\r\nwide 漢字\r\nfour")
    it.link.write(ENTER)
    it.link.write(f"{DIMMED}\x1b[H{'one':<{COLUMNS}}\x1b[2H  \x1b[mtwo{DIMMED}{' ' * (COLUMNS - 5)}")
    it.link.write(f"\x1b[3H{'wide 漢字':<{COLUMNS - 2}}\x1b[4H{'five':<{COLUMNS}}")
    taken = it.take_all()
    assert "one" not in taken, "the same text, drawn in the same way"
    assert "two" in taken, "drawn otherwise"
    assert "wide 漢字" in taken, "terminals differ in where its end is"
    assert "five" not in taken
    assert "ive" in taken
    assert it.terminal.text()[:4] == ["one", "  two", "wide 漢字", "five"]


@pytest.mark.parametrize("why", ["resized", "another size", "clears without colour"])
def test_an_old_frame_that_may_not_stand_there_any_more_is_drawn_over(
    wire: Callable[..., Wire], why: str
) -> None:
    frame = frame_of("one")
    if why == "resized":
        frame.doubt()
    elif why == "another size":
        frame.rows = frame.rows[:-1]
    it = wire(frame=frame, term="screen" if why == "clears without colour" else "xterm")
    it.link.write(ENTER)
    it.link.write(f"{DIMMED}\x1b[H{'one':<{COLUMNS}}")
    assert "one" in it.take_all()


def test_a_screen_that_is_open_already_is_not_cleared(wire: Callable[..., Wire]) -> None:
    it = wire(frame=frame_of())
    it.link.write(ENTER)
    it.draw("new")
    assert ENTER not in it.take_all()
    it.link.write(LEAVE)
    it.link.write(ENTER)
    assert ENTER in it.take_all()


def test_another_size_is_drawn_with_the_next_frame_and_the_same_at_once(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.draw("text")
    it.take_all()
    it.link.resize(COLUMNS - 5, ROWS - 5)
    assert it.take_all() == ""
    it.link.resize(COLUMNS, ROWS)  # and back, before the toolkit drew: it does not draw anew
    assert it.take_all().count("text") == ROWS


def test_large_frames_come_whole_where_the_terminal_can(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.link.write(SYNC_BEGIN)
    it.draw("a long one " * 3)
    it.link.write(SYNC_END)
    taken = it.take_all().removeprefix(ENTER)
    assert taken.startswith(SYNC_BEGIN)
    assert taken.endswith(SYNC_END)
    it.link.write("\x1b[1;1HA")
    assert SYNC_BEGIN not in it.take_all()


def test_a_terminal_that_is_gone_is_noticed_and_nobody_waits(wire: Callable[..., Wire]) -> None:
    it = wire()
    os.close(it.read_end)
    it.link.write(ENTER)
    assert it.hung_up.wait(PATIENCE_SECONDS)
    it.draw("to nobody")
    assert it.link.flush(PATIENCE_SECONDS)


def test_an_end_does_not_wait_for_a_terminal_that_stalls(wire: Callable[..., Wire]) -> None:
    it = wire()
    it.link.write(ENTER)
    it.fill()
    assert not it.link.flush(0.0)
    it.link.stop(0.01)
    assert not it.link.flush(0.0), "it is still stalled"

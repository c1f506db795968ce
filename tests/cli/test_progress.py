"""Long work shows that it goes on, on a terminal alone, and takes its line back."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from jornada.cli import progress
from jornada.cli.door import Door
from jornada.cli.progress import AFTER_SECONDS, counted, waiting
from tests.cli.conftest import Shell


class Terminal(io.StringIO):
    def __init__(self, *, is_one: bool = True) -> None:
        super().__init__()
        self._is_one = is_one
        self.said = threading.Event()

    def isatty(self) -> bool:
        return self._is_one

    def write(self, text: str) -> int:
        written = super().write(text)
        self.said.set()
        return written


def door(term: str = "xterm") -> Door:
    return Door({"TERM": term})


def clock(*seconds: float) -> Callable[[], float]:
    """Says these, one after the other."""
    waiting = iter(seconds)
    return lambda: next(waiting)


def test_work_that_is_soon_over_shows_nothing() -> None:
    shown = Terminal()
    soon = AFTER_SECONDS / 2
    with counted(door(), "Backing up", stream=shown, monotonic=clock(0, soon, soon)) as tick:
        tick(1, 2)
        tick(2, 2)
    assert shown.getvalue() == ""


def test_work_that_takes_its_time_shows_how_far_it_is() -> None:
    shown = Terminal()
    times = clock(0, 0, AFTER_SECONDS, AFTER_SECONDS + 1)
    with counted(door(), "Backing up", stream=shown, monotonic=times) as tick:
        tick(1, 4)
        tick(2, 4)
        tick(4, 4)
    assert "Backing up" in shown.getvalue()
    assert "50%" in shown.getvalue()
    assert "100%" in shown.getvalue()
    assert shown.getvalue().endswith("100%\x1b[?25h\n")


def test_a_bar_that_is_stopped_gives_the_cursor_back() -> None:
    shown = Terminal()
    bar = counted(door(), "Backing up", stream=shown, monotonic=clock(0, 9, 9))
    bar.__enter__()(1, 4)
    stopped = KeyboardInterrupt()
    assert not bar.__exit__(KeyboardInterrupt, stopped, None)
    assert shown.getvalue().endswith("\x1b[?25h\n")


@pytest.mark.parametrize(("is_terminal", "term"), [(False, "xterm"), (True, "dumb"), (True, "")])
def test_where_no_line_can_be_taken_back_nothing_is_shown(is_terminal: bool, term: str) -> None:
    shown = Terminal(is_one=is_terminal)
    with counted(door(term), "Backing up", stream=shown, monotonic=clock(0, 9)) as tick:
        tick(1, 1)
    with waiting(door(term), "Reading", stream=shown, after_seconds=0):
        pass
    assert shown.getvalue() == ""


def test_a_wait_says_what_for_and_takes_its_line_back() -> None:
    shown = Terminal()
    with waiting(door(), "Reading the journal", stream=shown, after_seconds=0):
        assert shown.said.wait(60)
    assert shown.getvalue() == "Reading the journal … \r\x1b[K"


def test_a_short_wait_says_nothing() -> None:
    shown = Terminal()
    with waiting(door(), "Reading the journal", stream=shown, after_seconds=600):
        pass
    assert shown.getvalue() == ""


def test_taking_back_something_old_shows_that_it_goes_on(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels: list[str] = []

    @contextmanager
    def noted(door: Door, label: str) -> Iterator[None]:
        labels.append(label)
        yield

    shell("add", "Call the printer")
    monkeypatch.setattr(progress, "waiting", noted)
    shell("undo")

    assert labels == ["Reading the journal"] * 2, "as it is opened, and as it is done"

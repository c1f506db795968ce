"""The dashboard is told to go, its terminal goes, or nobody reads what it writes any more: what was done is
saved, the terminal is as before, and the program does not hang about."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.conftest import Figure
from tests.faults.seat import PATIENCE_SECONDS, Ending, Seat, deeds
from tests.pty.terminal import environment

NOW = "2026-11-20T09:40:00+01:00"
IN_TIME_SECONDS = 2.0
MOST_PROCESSOR_SECONDS = 1.0
"""Going takes a quarter of it."""
HANGS_UP, ENDS = 128 + signal.SIGHUP, 128 + signal.SIGTERM

Sit = Callable[..., Seat]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What happens to it, with the signals it cannot hear, and the code it ends with."""

    happens: Callable[[Seat], None]
    code: int
    blocked: tuple[signal.Signals, ...] = ()
    ignored: tuple[signal.Signals, ...] = ()


CASES = {
    "SIGTERM": Case(happens=lambda seat: seat.signal(signal.SIGTERM), code=ENDS),
    "SIGHUP": Case(happens=lambda seat: seat.signal(signal.SIGHUP), code=HANGS_UP),
    "SIGQUIT": Case(happens=lambda seat: seat.signal(signal.SIGQUIT), code=128 + signal.SIGQUIT),
    "closed": Case(happens=Seat.close_terminal, code=HANGS_UP),
    "SIGHUP ignored, closed": Case(happens=Seat.close_terminal, code=HANGS_UP, ignored=(signal.SIGHUP,)),
    "SIGHUP blocked, closed": Case(happens=Seat.close_terminal, code=HANGS_UP, blocked=(signal.SIGHUP,)),
}


def sit_down(seats: list[Seat], home: Path, case: Case, **more: str) -> Seat:
    """A dashboard in which a timer was started."""
    ours = environment(home, JORNADA_NOW=NOW, **more)
    seat = Seat(ours, blocked=case.blocked, ignored=case.ignored)
    seats.append(seat)
    seat.wait_for("Overnight")
    seat.type(b"s")
    seat.wait_for("Started")
    return seat


def said(driver: dict[str, str]) -> str:
    """Which driver it was, for the table."""
    return "".join(f" ({name} driver)" for name in driver.values())


def assert_gone_well(seat: Seat, ending: Ending, code: int, before: float, *, in_time: bool) -> None:
    """It ended with that code, left the terminal as it was where there is one, and did not spin; `in_time`
    within two seconds, which a busy machine may not grant."""
    assert ending.status == code, seat.text
    if seat.master >= 0:
        assert seat.is_restored(), seat.text
    assert ending.processor_seconds - before < MOST_PROCESSOR_SECONDS
    if in_time:
        assert ending.seconds < IN_TIME_SECONDS


@pytest.mark.parametrize("name", CASES)
def test_it_goes_and_leaves_everything_in_order(
    name: str, tmp_path: Path, seats: list[Seat], full: bool, figure: Figure, driver: dict[str, str]
) -> None:
    case, times = CASES[name], 100 if full else 1
    longest = 0.0
    for number in range(times):
        home = tmp_path / str(number)
        seat = sit_down(seats, home, case, **driver)
        before = seat.processor_seconds()
        case.happens(seat)
        ending = seat.leaves()
        assert_gone_well(seat, ending, case.code, before, in_time=full)
        assert deeds(home) == ["task.start"]
        longest = max(longest, ending.seconds)
        seat.close()
    figure("14", f"{name}{said(driver)}: of {times} not saved, restored and gone", 0)
    figure("14", f"{name}{said(driver)}: longest until gone, s", f"{longest:.2f}")


def stall(seat: Seat, seconds: float) -> float:
    """Give it more to write than the line holds, and let it wait; the processor seconds it used then."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    columns = 120
    while not seat.line_is_full():
        assert time.monotonic() < give_up, "it writes nothing"
        columns = 241 - columns  # another size: all of the screen is drawn anew
        seat.resize(columns, 40)
        seat.stays_unread(0.05)
    for _ in range(60):  # and there is more than the toolkit keeps in hand
        columns = 241 - columns
        seat.resize(columns, 40)
        seat.stays_unread(0.01)
    return seat.stays_unread(seconds)


def test_a_link_that_stops_reading_stops_nothing(
    tmp_path: Path, seats: list[Seat], full: bool, figure: Figure, driver: dict[str, str]
) -> None:
    seconds = 60.0 if full else 2.0
    seat = sit_down(seats, tmp_path, CASES["SIGTERM"], **driver)
    used = stall(seat, seconds)
    assert used < 1.0 + seconds / 20
    seat.type_unread(b"jd")
    seat.wait_for("Done: Publish and answer comments")
    seat.type(b"q")

    assert seat.leaves().status == 0
    assert seat.is_restored()
    assert deeds(tmp_path) == ["task.start", "task.done"]
    figure(
        "14", f"link that does not read{said(driver)} for {seconds:.0f} s: processor s used", f"{used:.2f}"
    )


@pytest.mark.parametrize("closed", [False, True], ids=["SIGTERM", "closed"])
def test_it_goes_though_nobody_reads(
    closed: bool, tmp_path: Path, seats: list[Seat], full: bool, figure: Figure, driver: dict[str, str]
) -> None:
    times, longest = 100 if full else 1, 0.0
    # The toolkit's driver draws each size that came while it stood still, before it hears that it shall go.
    most = MOST_PROCESSOR_SECONDS * (2 if "stock" in driver.values() else 1)
    for number in range(times):
        home = tmp_path / str(number)
        seat = sit_down(seats, home, CASES["SIGTERM"], **driver)
        stall(seat, 0.2)
        seat.comes_to_rest(reading=False)  # it still draws for the sizes of before
        before = seat.processor_seconds()
        if closed:
            seat.close_terminal()
        else:
            seat.signal(signal.SIGTERM)
        ending = seat.leaves(reading=False)
        assert ending.status == (HANGS_UP if closed else ENDS)
        assert closed or seat.attributes_now() == seat.attributes
        assert ending.processor_seconds - before < most
        assert ending.seconds < IN_TIME_SECONDS or not full
        assert deeds(home) == ["task.start"]
        longest = max(longest, ending.seconds)
        seat.close()
    what = "closed" if closed else "SIGTERM"
    figure("14", f"link that does not read{said(driver)}, {what}: longest until gone, s", f"{longest:.2f}")


# That the checks find what they look for

SPINS = (
    "import contextlib, os\nprint('here', flush=True)\n"
    # Reading fails while the terminal is being closed, and gives nothing once it is.
    "while True:\n    with contextlib.suppress(OSError):\n        os.read(0, 1)"
)
DIES = "import time, tty\ntty.setraw(0)\nprint('\\x1b[?1049hhere', flush=True)\ntime.sleep(60)"


def naive(seats: list[Seat], program: str, **more: tuple[signal.Signals, ...]) -> Seat:
    seat = Seat({"TERM": "xterm"}, command=(sys.executable, "-Sc", program), **more)
    seats.append(seat)
    seat.wait_for("here")
    return seat


def test_one_that_spins_on_a_closed_terminal_is_found(seats: list[Seat]) -> None:
    seat = naive(seats, SPINS, blocked=(signal.SIGHUP,))
    before = seat.processor_seconds()
    seat.close_terminal()

    with pytest.raises(AssertionError, match="still there"):
        seat.leaves(patience=0.2)
    while seat.processor_seconds() - before < MOST_PROCESSOR_SECONDS:  # what is allowed to one that goes
        seat.stays_unread(0.2)


def test_one_that_leaves_the_terminal_as_it_is_is_found(seats: list[Seat]) -> None:
    seat = naive(seats, DIES)
    seat.signal(signal.SIGTERM)
    ending = seat.leaves()

    assert ending.status == ENDS
    with pytest.raises(AssertionError):
        assert_gone_well(seat, ending, ENDS, 0.0, in_time=False)

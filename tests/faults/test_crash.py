"""An error forced inside the dashboard: it ends, says so without a person's words, and nothing is lost."""

from __future__ import annotations

import stat
import sys
import tomllib
from pathlib import Path

import pytest

from tests.faults.conftest import FULL, Figure
from tests.faults.crashing import PLACES, SECRET
from tests.faults.seat import Seat, deeds
from tests.pty.terminal import environment

NOW = "2026-11-20T09:40:00+01:00"
FAULT = 70
PROGRAM = str(Path(__file__).with_name("crashing.py"))
SHORT = ("key", "drawing", "saving")


def crash(seats: list[Seat], home: Path, place: str, *how: str) -> Seat:
    """A dashboard in which a timer was started, just before the fault."""
    seat = Seat(environment(home, JORNADA_NOW=NOW), command=(sys.executable, PROGRAM, place, *how))
    seats.append(seat)
    seat.wait_for("Overnight")
    seat.type(b"s")
    seat.wait_for("Started")
    seat.type(b"\x03")
    return seat


def titles(home: Path) -> set[str]:
    """What a person wrote, as far as the day's plan and deeds hold it."""
    found: set[str] = set()
    for file in (home / "data" / "journal").rglob("*.toml"):
        for record in tomllib.loads(file.read_text("utf-8")).values():
            found.update(item["title"] for item in record.get("items", ()))
    assert "Overnight sweep of mentions" in found
    return found


def leaks(home: Path, told: str) -> set[str]:
    """The titles, and the value of a variable, that stand in a text."""
    flat = " ".join(told.split())
    return {each for each in (*titles(home), SECRET) if each in flat}


def said(seat: Seat) -> str:
    """What the terminal shows after the dashboard has left it."""
    return bytes(seat.received).rpartition(b"\x1b[?1049l")[2].decode()


@pytest.mark.parametrize("place", PLACES if FULL else SHORT)
def test_a_fault_ends_it_without_a_loss_or_a_leak(
    place: str, tmp_path: Path, seats: list[Seat], figure: Figure
) -> None:
    seat = crash(seats, tmp_path, place)
    ending = seat.leaves()

    assert ending.status == FAULT, seat.text
    assert seat.is_restored()
    log = tmp_path / "state" / "jornada.log"
    assert "jornada.log" in said(seat)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    noted = log.read_text("utf-8")
    assert "ZeroDivisionError" in noted
    assert "crashing.py:" in noted
    assert str(tmp_path) not in noted
    assert not leaks(tmp_path, said(seat) + noted)
    assert deeds(tmp_path) == ["task.start"]
    figure("18", f"fault in a {place}: leaks", 0)


def test_the_toolkits_own_way_of_telling_is_found(tmp_path: Path, seats: list[Seat]) -> None:
    seat = crash(seats, tmp_path, "key", "plain")
    ending = seat.leaves()

    assert ending.status != FAULT
    assert SECRET in leaks(tmp_path, said(seat))

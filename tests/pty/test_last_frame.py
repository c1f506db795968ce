"""The second start: the last frame at once, and no key acts on it."""

from __future__ import annotations

import stat

import pytest

from tests.pty.home import LATER, Home


def used_before(home: Home) -> None:
    day = home.open()
    day.wait_for("Quit")
    day.press("q")
    assert day.wait_for_end() == 0


def test_the_last_frame_is_drawn_first_and_no_key_acts_on_it(home: Home) -> None:
    used_before(home)
    kept = home.path / "state" / "last_frame"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600

    day = home.open()
    day.press("jjd")  # long before anything is live
    day.wait_for("d did nothing: the day was not open yet")

    first = day.received[: day.received.index(b"opening")].decode(errors="replace")
    assert first.startswith("\x1b[?1049h") or "jjd" in first  # the terminal itself may have shown the keys
    assert "Overnight sweep of mentions" in first
    assert "As it was on Friday 20 November at 09:40" in first
    assert day.text.count("▌") == 1
    assert home.words() == []
    third = next(line for line in day.lines if "▌" in line)
    assert "Adapt each piece" in third  # both movements were made
    day.press("q")
    assert day.wait_for_end() == 0
    assert day.received.endswith(b"\x1b[?25h") or b"\x1b[?1049l" in day.received[-200:]


def test_the_way_out_is_taken_before_anything_is_live(home: Home) -> None:
    used_before(home)

    day = home.open()
    day.press("q")

    assert day.wait_for_end() == 0
    assert b"opening" in day.received


@pytest.mark.parametrize("change", ["size", "clock"])
def test_another_terminal_or_another_day_is_not_shown_an_old_frame(home: Home, change: str) -> None:
    used_before(home)

    day = home.open(columns=90) if change == "size" else home.open(now=LATER)
    day.wait_for("Quit")

    assert b"opening" not in day.received

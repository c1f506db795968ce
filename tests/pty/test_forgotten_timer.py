"""A timer that ran on in a real terminal that went away: what is asked on coming back, and what is kept."""

from __future__ import annotations

import signal

import pytest

from tests.pty.home import Home

AFTER_LUNCH = "2026-11-20T15:20:00+01:00"


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (50, 15)])
def test_the_terminal_went_away_in_the_morning(home: Home, columns: int, rows: int) -> None:
    first = home.open(columns=columns, rows=rows)
    first.wait_for("Overnight")
    first.press("s")
    first.wait_for("▶")
    first.kill(signal.SIGHUP)
    first.wait_for_end()

    second = home.open(now=AFTER_LUNCH, columns=columns, rows=rows)
    second.wait_for("The timer still runs")
    second.wait_for("It has run for")
    second.wait_for("The last sign of life was at")
    second.wait_for("Stop at 12:00")  # the end of the block
    second.press("e")
    second.wait_for("The timer still runs", gone=True)
    second.press("4")
    second.wait_for("–12:00")
    second.press("q")
    assert second.wait_for_end() == 0
    assert home.words() == ["task.start", "task.stop"]
    assert str(home.records()[1]["end"]).startswith("2026-11-20 12:00")


def test_stopped_and_continued_it_goes_on_as_it_was(home: Home) -> None:
    terminal = home.open()
    terminal.wait_for("Overnight")
    terminal.press("s")
    terminal.wait_for("▶")
    terminal.kill(signal.SIGSTOP)
    terminal.kill(signal.SIGCONT)
    terminal.press("4")
    terminal.wait_for("Time  today")  # no time has passed: nothing is asked
    assert "still runs" not in terminal.text

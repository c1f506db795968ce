"""Somebody comes back to a dashboard that was open all the time: when a timer is asked about, and how."""

from __future__ import annotations

import datetime as dt

import pytest
from textual import events

from jornada.core import intents as do
from jornada.tui.screens.pick import Pick
from jornada.tui.screens.time import TimeScreen
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

SWEEP = f"{FRIDAY}.overnight-sweep"
STARTED = (do.TaskStart(task=SWEEP),)


async def away(day: Dashboard, minutes: int, *, ticks: bool = True) -> None:
    """Nobody is there; without `ticks` the machine sleeps as well."""
    if not ticks:
        day.clock.advance(minutes=minutes)
        return
    for _ in range(minutes):
        await day.pass_minutes(1)


def asked(day: Dashboard) -> bool:
    return isinstance(day.app.screen, Pick)


def spans(day: Dashboard) -> list[str]:
    return [
        f"{each.start:%H:%M}-{each.end:%H:%M}" if each.end else f"{each.start:%H:%M}-"
        for each in day.desk.state.sessions.values()
    ]


async def test_the_first_key_after_long_asks_and_does_nothing_else(dashboard: OpenDashboard) -> None:
    async with dashboard(before=STARTED) as day:
        await day.press("j")
        await away(day, 95)  # the plan is 45 minutes
        await day.press("d")
        assert asked(day)
        assert day.item("overnight-sweep").is_open
        await day.press("s")  # stop at the last sign of life
        assert spans(day) == ["09:40-09:40"]


async def test_work_without_a_key_is_not_asked_about(dashboard: OpenDashboard) -> None:
    async with dashboard(before=STARTED) as day:
        await day.press("j")
        await away(day, 60)  # fifteen minutes over the plan, in the same block
        await day.press("k")
        assert not asked(day)
        await away(day, 29)
        await day.press("k")
        assert not asked(day)


async def test_a_machine_that_slept_asks_at_the_first_key(dashboard: OpenDashboard) -> None:
    async with dashboard(before=STARTED) as day:
        await day.press("j")
        await away(day, 40, ticks=False)
        await day.press("j")
        assert asked(day)
        await day.press("c")
        assert spans(day) == ["09:40-"]
        await day.press("j")
        assert not asked(day)


async def test_a_terminal_that_is_looked_at_again_asks(dashboard: OpenDashboard) -> None:
    async with dashboard(before=STARTED) as day:
        await day.press("j")
        await away(day, 125)
        day.app.post_message(events.AppFocus())
        await day.settle()
        assert asked(day)


async def test_it_is_asked_over_another_screen_too(dashboard: OpenDashboard) -> None:
    async with dashboard(before=STARTED) as day:
        await day.press("4")
        await day.pilot.pause()
        assert isinstance(day.app.screen, TimeScreen)
        day.clock.advance(minutes=125)
        await day.pilot.press("x")
        await day.pilot.pause()
        assert asked(day)
        assert spans(day) == ["09:40-"]


@pytest.mark.parametrize("minutes", [20, 125])
async def test_without_a_timer_there_is_nothing_to_ask(dashboard: OpenDashboard, minutes: int) -> None:
    async with dashboard() as day:
        await day.press("j")
        await away(day, minutes, ticks=False)
        await day.press("s")
        assert not asked(day)
        assert day.desk.state.running_session is not None
        assert day.desk.last_sign == day.clock.now.astimezone(dt.UTC)

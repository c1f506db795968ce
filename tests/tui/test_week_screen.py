"""The week screen: gone about in, read at any size, and what its keys move."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.tui.screens.task_form import TaskForm
from jornada.tui.screens.today import TodayScreen
from jornada.tui.screens.week import WeekScreen
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

SWEEP = f"{FRIDAY}.overnight-sweep"
SATURDAY = FRIDAY + dt.timedelta(days=1)


def screen(day: Dashboard) -> WeekScreen:
    found = day.app.screen
    assert isinstance(found, WeekScreen)
    return found


async def press(day: Dashboard, *keys: str) -> None:
    for key in keys:
        await day.press(key)
        if isinstance(day.app.screen, WeekScreen):
            await day.app.screen.settled()
    await day.pilot.pause()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_is_read_at_any_size(dashboard: OpenDashboard, size: tuple[int, int], language: str) -> None:
    async with dashboard(size=size, language=language) as day:
        await press(day, "2")
        rows = day.rows()
        assert max(map(len, rows)) <= size[0]
        assert "20" in rows[0]
        assert "q" in rows[-1]
        await press(day, "G")
        assert any("Conversa" in row or "thanks" in row for row in day.rows())


async def test_a_task_goes_to_another_day_and_back(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await press(day, "2", "j", "greater_than_sign")
        assert day.desk.state.items[SWEEP].date == SATURDAY
        assert "Saturday 21 November" in day.rows()[0]
        assert "Overnight sweep" in day.text()
        await press(day, "u")
        assert day.desk.state.items[SWEEP].date == FRIDAY


async def test_a_task_goes_to_another_block(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(140, 45)) as day:
        await press(day, "2", "j", "plus")
        assert day.desk.state.items[SWEEP].block == "noon"
        await press(day, "minus")
        assert day.desk.state.items[SWEEP].block == "morning"
        await press(day, "minus")
        assert "no block there" in day.foot


async def test_the_past_takes_nothing(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await press(day, "2", "j", "less_than_sign")
        assert day.desk.state.items.get(SWEEP) is None
        assert day.foot.split("?")[0].strip()
        assert "Overnight sweep" in day.text()


async def test_a_block_is_added_to(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await press(day, "2", "right_square_bracket", "t", "right", "a")
        await day.pilot.press(*"Own", "space", *"25m", "enter")
        await day.pilot.pause()
        await screen(day).settled()
        await day.pilot.pause()
        (own,) = (item for item in day.desk.state.items.values() if item.title == "Own")
        assert (own.date, own.block, own.minutes) == (SATURDAY, "morning", 25)
        assert "Own" in day.rows()[-4]


async def test_enter_opens_a_task_or_the_day_of_a_block(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await press(day, "2", "j", "enter")
        assert isinstance(day.app.screen, TaskForm)
        await press(day, "escape", "k", "right", "enter")
        await day.pilot.pause()
        today = day.app.screen
        assert isinstance(today, TodayScreen)
        assert today.date == SATURDAY


async def test_weeks_before_and_after(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(140, 45)) as day:
        await press(day, "2", "right_square_bracket")
        assert day.rows()[0].startswith(" Week 48")
        await press(day, "left_square_bracket", "left_square_bracket")
        assert day.rows()[0].startswith(" Week 46")
        await press(day, "t")
        assert day.rows()[0].startswith(" Week 47")
        for _ in range(3):
            await press(day, "right")
        assert day.rows()[0].startswith(" Week 48")


async def test_done_and_dropped_there(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await press(day, "2", "j", "d", "j", "x")
        states = {key: item.state.value for key, item in day.desk.state.items.items() if not item.is_open}
        assert states == {SWEEP: "done", f"{FRIDAY}.publish-and-answer": "dropped"} or len(states) == 2


async def test_it_follows_the_desk_and_leads_elsewhere(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(140, 45)) as day:
        await press(day, "2")
        await day.do(do.TaskAdd(title="From elsewhere", date=FRIDAY, block="noon", minutes=20))
        await day.pilot.pause()
        assert "From else" in day.text()
        await press(day, "6")
        await day.pilot.pause()
        assert "The eight steps" in day.rows()[0]


async def test_a_click_takes_a_task_in_hand(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await press(day, "2")
        await day.pilot.click("#grid", offset=(10, 2))
        await day.pilot.pause()
        assert "Publish and answer" in day.rows()[-4]

"""The ends of the day in the dashboard: bars that come up once, what the keys open, and what comes of it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from textual.screen import ModalScreen
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.state import ItemState
from jornada.paths import Paths
from jornada.tui.screens.day_page import DayPage
from jornada.tui.screens.first_things import FirstThingsDialog
from jornada.tui.screens.handover import HandoverDialog
from jornada.tui.screens.today import TodayScreen
from jornada.tui.screens.triage import TriageDialog
from tests.conftest import FixedClock
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

MADRID = ZoneInfo("Europe/Madrid")
MONDAY = FRIDAY + dt.timedelta(days=3)
SWEEP = f"{FRIDAY}.overnight-sweep"
DONE = (do.TaskStart(task=SWEEP), do.TaskDone(task=SWEEP), do.TaskAdd(title="Call Ana", date=FRIDAY))


def shown(day: Dashboard) -> str:
    """The text of the dialog."""
    return "\n".join(str(widget.content) for widget in day.app.screen.query(Static))


def at(clock: FixedClock, text: str, date: dt.date = FRIDAY) -> None:
    clock.now = dt.datetime.combine(date, dt.time.fromisoformat(text), tzinfo=MADRID)


async def test_the_bar_of_the_close_comes_up_as_the_last_block_ends(
    dashboard: OpenDashboard, clock: FixedClock
) -> None:
    at(clock, "17:40")
    async with dashboard(before=DONE) as day:
        assert "Z closes it" not in day.text()
        await day.pass_minutes(6)
        assert "The day ends at 18:00: Z closes it" in day.text()
        # Who works on sees it still, and hides it.
        await day.pass_minutes(30)
        assert "Z closes it" in day.text()
        await day.press("escape")
        assert "Z closes it" not in day.text()
        await day.pass_minutes(1)
        assert "Z closes it" not in day.text()


async def test_it_does_not_come_up_outside_working_hours_nor_twice(
    dashboard: OpenDashboard, clock: FixedClock, paths: Paths
) -> None:
    at(clock, "18:05")
    async with dashboard(before=DONE) as day:
        assert "Z closes it" not in day.text()
    at(clock, "17:50")
    async with dashboard() as day:
        assert "Z closes it" in day.text()
    async with dashboard() as day:
        assert "Z closes it" not in day.text()
    assert "day.close" not in "".join(file.read_text() for file in paths.journal.rglob("*.toml"))


async def test_an_option_keeps_both_bars_away(dashboard: OpenDashboard, clock: FixedClock) -> None:
    config = "day_close = false\nday_start = false\n"
    at(clock, "17:50")
    async with dashboard(before=DONE, config=config) as day:
        assert "Z closes it" not in day.text()
    at(clock, "08:50", MONDAY)
    async with dashboard(config=config) as day:
        assert "The day begins" not in day.text()


async def test_the_day_is_closed_step_by_step(dashboard: OpenDashboard, clock: FixedClock) -> None:
    at(clock, "17:50")
    async with dashboard(before=DONE) as day:
        await day.press("Z")
        assert isinstance(day.app.screen, DayPage)
        assert "1 of 13 tasks done, 12 left" in shown(day)
        await day.press("enter")
        assert isinstance(day.app.screen, TriageDialog)
        # Of all that is left only what Monday does not have anyway is proposed to go there.
        await day.press("a", "enter")
        await day.pilot.pause()
        assert isinstance(day.app.screen, FirstThingsDialog)
        await day.press("j", "space", "a", *"Rest", "enter", "n", *"tired", "enter", "enter")
        await day.pilot.pause()
        await day.pilot.pause()
        assert isinstance(day.app.screen, HandoverDialog)
        await day.press("escape")
        await day.settle()
        assert isinstance(day.app.screen, TodayScreen)
        closing = day.desk.state.closings[FRIDAY]
        assert closing.top[1:] == ("Rest",)
        assert closing.top[0].startswith(f"{MONDAY}.")
        assert closing.note == "tired"
        (own,) = (item for item in day.desk.state.items.values() if item.title == "Call Ana")
        assert own.date == MONDAY
        assert day.foot.startswith("The day is closed")
        await day.press("u", "u")
        assert FRIDAY not in day.desk.state.closings
        assert day.desk.state.items[own.id].date == FRIDAY


async def test_each_step_may_be_left(dashboard: OpenDashboard, clock: FixedClock) -> None:
    at(clock, "17:50")
    async with dashboard(before=DONE) as day:
        await day.press("Z", "escape")
        assert isinstance(day.app.screen, TodayScreen)
        assert day.foot.startswith("The day is not closed")
        await day.press("Z", "enter", "escape")
        await day.pilot.pause()
        assert isinstance(day.app.screen, FirstThingsDialog)
        await day.press("escape")
        await day.settle()
        assert not day.desk.state.closings
        assert day.item("overnight-sweep").state is ItemState.DONE


async def test_no_more_than_three_come_first(dashboard: OpenDashboard, clock: FixedClock) -> None:
    at(clock, "17:50")
    async with dashboard(before=DONE) as day:
        await day.press("Z", "enter", "escape")
        await day.pilot.pause()
        await day.press("space", "j", "space", "j", "space", "j", "space")
        assert "At most 3" in shown(day)
        await day.press("k", "space", "j", "space", "enter")
        await day.settle()
        assert len(day.desk.state.closings[FRIDAY].top) == 3


async def test_the_start_is_proposed_once_on_the_first_opening(
    dashboard: OpenDashboard, clock: FixedClock
) -> None:
    close = do.DayClose(date=FRIDAY, top=(f"{MONDAY}.write-post", "Rest"), note="Ana calls")
    async with dashboard(before=(*DONE, close)) as day:
        assert "The day begins" not in day.text()
    at(clock, "08:50", MONDAY)
    async with dashboard() as day:
        assert "The day begins: 1 left from before" in day.text()
        assert "T decides" not in day.text()
        assert "★ Write for the blog" in day.text()
        await day.press("D")
        assert isinstance(day.app.screen, ModalScreen)
        page = shown(day)
        assert "Write for the blog" in page
        assert "Rest" in page
        assert "Ana calls" in page
        await day.press("escape")
        assert "The day begins" not in day.text()
        assert MONDAY not in day.desk.state.days
    async with dashboard() as day:
        assert "The day begins" not in day.text()


async def test_the_bar_of_the_start_goes_when_work_begins_or_it_is_hidden(
    dashboard: OpenDashboard, clock: FixedClock
) -> None:
    async with dashboard(before=DONE):
        pass
    at(clock, "08:50", MONDAY)
    async with dashboard() as day:
        assert "The day begins" in day.text()
        await day.press("s")
        assert "The day begins" not in day.text()


async def test_on_another_full_screen_the_key_leads_back(dashboard: OpenDashboard, clock: FixedClock) -> None:
    at(clock, "17:50")
    async with dashboard(before=DONE) as day:
        await day.press("2")
        await day.press("Z")
        await day.pilot.pause()
        assert isinstance(day.app.screen, DayPage)


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_they_are_read_at_any_size(
    dashboard: OpenDashboard, clock: FixedClock, size: tuple[int, int], language: str
) -> None:
    at(clock, "17:50")
    async with dashboard(size=size, language=language, before=DONE) as day:
        for keys in (("D",), ("escape", "Z"), ("enter",), ("escape",)):
            await day.press(*keys)
            await day.pilot.pause()
            assert isinstance(day.app.screen, ModalScreen)
            box = day.app.screen.query_one("#dialog").region
            assert box.right <= size[0]
            assert box.bottom <= size[1]
            foot = day.app.screen.query_one("#dialog-foot").region
            assert 0 < foot.height <= size[1]

"""The report screen: bars, periods, a brand, the sessions behind a figure and the day they lead to."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.tui.screens.range_form import RangeForm
from jornada.tui.screens.report import ReportScreen
from jornada.tui.screens.time import TimeScreen
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

AGENCY = do.WorkflowUse(name="agency")
MADRID = dt.timezone(dt.timedelta(hours=1))


def at(time: str) -> dt.datetime:
    return dt.datetime.combine(FRIDAY, dt.time.fromisoformat(time), tzinfo=MADRID)


def log(task: str, start: str, end: str) -> do.TimeLog:
    return do.TimeLog(task=f"{FRIDAY}.{task}", start=at(start), end=at(end))


GARCIA = (log("overnight-sweep", "09:00", "09:20"), log("publish-and-answer", "09:20", "09:25"))
MENTIONS, BRISA = "monitor-morning-acme", "monitor-morning-brisa"
WORKED = (AGENCY, log(MENTIONS, "09:00", "09:20"), log(BRISA, "09:20", "09:25"))


async def report(day: Dashboard, *keys: str) -> ReportScreen:
    await day.press("9", *keys)
    assert isinstance(day.app.screen, ReportScreen)
    return day.app.screen


def in_hand(day: Dashboard) -> str:
    """The row under the cursor."""
    return next(row for row in day.rows() if row.startswith(("▌", "|")))


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_all_of_it_can_be_read_at_any_size(
    dashboard: OpenDashboard, size: tuple[int, int], language: str
) -> None:
    async with dashboard(size=size, language=language, before=GARCIA) as day:
        await report(day)
        first = day.rows()
        assert first[0].strip().startswith("Report" if language == "en" else "Informe")
        assert max(map(len, first)) <= size[0]
        assert "0:20" in in_hand(day)
        seen: list[str] = []
        for _ in range(12):
            seen += day.rows()
            await day.press("pagedown")
        text = "\n".join(seen)
        for words in (
            ("Less time", "When", "Eight weeks", "For you alone")
            if language == "en"
            else ("Menos tiempo", "Cuándo", "Ocho semanas", "Solo para ti")
        ):
            assert words in text
        await day.press("g")
        assert day.rows() == first


async def test_by_each_dimension(dashboard: OpenDashboard) -> None:
    async with dashboard(before=WORKED) as day:
        await report(day)
        for title in ("By block", "By brand", "By objective", "By role", "By task"):
            await day.press("d")
            assert title in day.text()
            assert "0:25" in day.text(), "the total is the same"
        await day.press("shift+tab")
        assert "By role" in day.text()
        await day.press("tab", "tab")
        assert "By area" in day.text()


async def test_periods(dashboard: OpenDashboard) -> None:
    async with dashboard(before=GARCIA) as day:
        await report(day)
        assert "week 47" in day.rows()[0]
        await day.press("left_square_bracket")
        assert "week 46" in day.rows()[0]
        assert "No time was planned or spent" in day.text()
        await day.press("t", "w")
        assert "November 2026" in day.rows()[0]
        await day.press("w")
        assert "quarter 4 of 2026" in day.rows()[0]
        await day.press("w", "w")
        assert "Friday 20 November 2026" in day.rows()[0]
        await day.press("right_square_bracket")
        assert "Saturday 21 November 2026" in day.rows()[0]
        await day.press("t")
        assert "Friday 20 November 2026" in day.rows()[0]


async def test_a_range_of_ones_own(dashboard: OpenDashboard) -> None:
    async with dashboard(before=GARCIA) as day:
        await report(day)
        await day.press("f")
        form = day.app.screen
        assert isinstance(form, RangeForm)
        await day.press(*"fri", "tab", *"2026-11-01", "enter")
        assert form.field("last").wrong
        await day.press("tab", "tab", *"tomorrow", "enter")
        assert "Friday 20 November 2026 – Saturday 21 November 2026" in day.rows()[0]
        assert "0:25" in day.text()
        await day.press("left_square_bracket")
        assert "Wednesday 18 November 2026 – Thursday 19" in day.rows()[0]


async def test_from_a_bar_to_its_sessions_and_to_their_day(dashboard: OpenDashboard) -> None:
    async with dashboard(before=WORKED) as day:
        screen = await report(day, "d", "d", "j")
        assert "Hotel Brisa" in in_hand(day)
        await day.press("enter")
        assert day.rows()[0].startswith(" Hotel Brisa")
        assert day.rows()[0].endswith("5 min in 1 session")
        assert "09:20–09:25" in in_hand(day)
        await day.press("escape")
        assert day.app.screen is screen
        assert "Hotel Brisa" in in_hand(day), "back where one came from"
        await day.press("enter", "enter")
        await day.pilot.pause()
        assert isinstance(day.app.screen, TimeScreen)
        assert day.app.screen.date == FRIDAY


async def test_the_time_screen_shows_the_day_of_the_session(dashboard: OpenDashboard) -> None:
    async with dashboard(before=GARCIA) as day:
        await day.pass_minutes(3 * 24 * 60)
        assert day.desk.today() > FRIDAY
        await report(day, "left_square_bracket", "g")
        await day.press("enter", "enter")
        await day.pilot.pause()
        assert isinstance(day.app.screen, TimeScreen)
        assert day.app.screen.date == FRIDAY
        assert "09:00–09:20" in day.text()


async def test_a_row_without_sessions_says_so(dashboard: OpenDashboard) -> None:
    async with dashboard(before=GARCIA) as day:
        await report(day, "G", "enter")
        assert "No session stands behind this row" in day.foot


async def test_one_brand_and_nothing_private(dashboard: OpenDashboard) -> None:
    async with dashboard(before=WORKED, size=(90, 60)) as day:
        await report(day)
        assert "of the plan was kept" in day.text()
        assert "after hours" in day.text()
        await day.press("b", "2")
        assert " Hotel Brisa " in day.rows()[0]
        assert "Café" not in day.text()
        assert "of the plan was kept" not in day.text()
        await day.press("p")
        assert "after hours" not in day.text()
        assert "For you alone" not in day.text()


async def test_it_follows_what_is_done_and_the_minute(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.TaskStart(task=f"{FRIDAY}.overnight-sweep"),)) as day:
        screen = await report(day)
        day.clock.advance(minutes=7)
        screen.tick()
        await day.pilot.pause()
        assert "0:07" in day.text()
        day.desk.act(do.TaskStop(session=""))
        day.desk.act(do.TimeDrop(session=next(iter(day.desk.state.sessions))))
        await day.pilot.pause()
        assert "0:07" not in day.text()


async def test_the_unforeseen(dashboard: OpenDashboard) -> None:
    hurt = "[bold]It[/] spreads"
    async with dashboard(before=(do.Interrupt(title=hurt),), size=(80, 60)) as day:
        await day.pass_minutes(12)
        await day.do(do.TaskDrop(task=f"{FRIDAY}.publish-and-answer", reason="no [red]time[/]"))
        await report(day)
        text = day.text()
        assert "12 min went to 1 incident" in text
        assert hurt in text
        assert "no [red]time[/]" in text
        await day.press("escape")
        assert isinstance(day.app.screen, TodayScreen)

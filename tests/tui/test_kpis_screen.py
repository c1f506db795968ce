"""The KPIs screen: figures are typed in, weeks gone through; what is due is said until it is in."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.tui.screens.kpi_form import KpiForm
from jornada.tui.screens.kpis import KpisScreen
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

CONFIG = 'workflow = "agency"\n'
MONDAY = dt.date(2026, 11, 16)
WEEK = dt.timedelta(days=7)


def typed(weeks_ago: int = 0, brand: str = "acme", **figures: float) -> do.KpiSet:
    values = tuple(do.KpiValue(key=key, value=value) for key, value in figures.items())
    return do.KpiSet(brand=brand, week=MONDAY - WEEK * weeks_ago, values=values)


BEFORE = (typed(1, followers=1160, mentions=30, replies=30), typed(2, followers=1100))


async def press(day: Dashboard, *keys: str) -> None:
    for key in keys:
        await day.press(key)
        if isinstance(day.app.screen, KpisScreen):
            await day.app.screen.settled()
    await day.pilot.pause()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_is_read_at_any_size(dashboard: OpenDashboard, size: tuple[int, int], language: str) -> None:
    async with dashboard(size=size, language=language, config=CONFIG, before=BEFORE) as day:
        await press(day, "0")
        rows = day.rows()
        assert isinstance(day.app.screen, KpisScreen)
        assert max(map(len, rows)) <= size[0]
        assert "47" in rows[0]
        assert "Café Ñandú" in day.text()
        assert day.foot.endswith(("q Quit", "q Salir", "q"))


async def test_the_figures_of_a_brand_are_typed_in_and_taken_back(dashboard: OpenDashboard) -> None:
    async with dashboard(config=CONFIG, before=BEFORE) as day:
        await press(day, "0", "e")
        form = day.app.screen
        assert isinstance(form, KpiForm)
        await press(day, *"1200", "tab", *"40", "tab", *"38", "enter")
        assert day.desk.state.kpis["acme", MONDAY] == {"followers": 1200, "mentions": 40, "replies": 38}
        assert "1,200      1,160" in day.text()
        assert "95 %      100 %" in day.text()
        assert day.foot.startswith("Figures of week 47: Followers 1,200, Mentions 40, Replies 38")
        await press(day, "u")
        assert ("acme", MONDAY) not in day.desk.state.kpis


async def test_what_is_cleared_has_no_figure_any_more(dashboard: OpenDashboard) -> None:
    async with dashboard(config=CONFIG, before=(typed(followers=5, reach=7),)) as day:
        await press(day, "0", "e", "backspace", "enter")
        assert day.desk.state.kpis["acme", MONDAY] == {"reach": 7}


async def test_what_is_no_number_is_said_at_its_field(dashboard: OpenDashboard) -> None:
    async with dashboard(config=CONFIG, before=BEFORE) as day:
        await press(day, "0", "j", "e", *"many", "enter")
        form = day.app.screen
        assert isinstance(form, KpiForm)
        assert form.field("mentions").wrong == "“many” is no number"
        await press(day, "escape")
        assert ("acme", MONDAY) not in day.desk.state.kpis


async def test_weeks_are_gone_through_and_none_that_has_not_begun(dashboard: OpenDashboard) -> None:
    async with dashboard(config=CONFIG, before=BEFORE) as day:
        await press(day, "0", "left_square_bracket")
        assert "week 46" in day.rows()[0]
        await press(day, "e", *"1161", "enter")
        assert day.desk.state.kpis["acme", MONDAY - WEEK]["followers"] == 1161
        await press(day, "right_square_bracket", "right_square_bracket")
        assert "week 47" in day.rows()[0]


async def test_today_says_what_is_due_until_it_is_in_and_looking_writes_nothing(
    dashboard: OpenDashboard,
) -> None:
    async with dashboard(config=CONFIG, before=BEFORE, size=(100, 24)) as day:
        count = len(day.desk.records())
        await press(day, "escape")
        assert "KPIs of week 47 are not in: Café Ñandú. 0 types them in" in day.text()
        await press(day, "0")
        assert "3 to type in" in day.rows()[0]
        await press(day, "escape")
        assert len(day.desk.records()) == count
        await press(day, "0", "e", *"1", "tab", *"2", "tab", *"2", "enter", "escape")
        assert "KPIs of week 47" not in day.text()


async def test_nobody_is_asked_who_keeps_no_figures(dashboard: OpenDashboard) -> None:
    async with dashboard(config=CONFIG) as day:
        assert day.desk.today() == FRIDAY
        assert "KPIs" not in day.text()


async def test_on_a_monday_it_opens_at_the_week_that_is_due(dashboard: OpenDashboard) -> None:
    async with dashboard(config=CONFIG, before=(typed(1, followers=1),)) as day:
        day.clock.advance(minutes=3 * 24 * 60)
        await press(day, "0")
        assert "week 47" in day.rows()[0]

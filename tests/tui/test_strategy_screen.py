"""The strategy screen; one brand or one role on Today; the brand of what is about to be logged."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jornada.core import intents as do
from jornada.tui.screens.dialog import Dialog
from jornada.tui.screens.strategy import StrategyScreen
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

AGENCY = (do.WorkflowUse(name="agency"),)
MENTIONS = f"{FRIDAY}.monitoring-acme-morning"


def task_of(day: Dashboard, brand: str) -> str:
    """The first task of the day of a brand."""
    return next(row.item.id for row in day.desk.day().rows if row.item.brand == brand)


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_all_of_it_can_be_read_at_any_size(
    dashboard: OpenDashboard, size: tuple[int, int], language: str
) -> None:
    async with dashboard(size=size, language=language, before=AGENCY) as day:
        await day.press("7")
        assert isinstance(day.app.screen, StrategyScreen)
        first = day.rows()
        assert first[0].strip().startswith("Strategy" if language == "en" else "Estrategia")
        assert max(map(len, first)) <= size[0]
        await day.press("G")
        assert ("counts as noticed" if language == "en" else "cuenta como atendida") in " ".join(
            row.rstrip("▐ ").strip() for row in day.rows()
        )
        await day.press("g")
        assert day.rows() == first


async def test_weeks(dashboard: OpenDashboard) -> None:
    async with dashboard(before=AGENCY) as day:
        await day.do(do.TaskStart(task=task_of(day, "acme")))
        day.clock.advance(minutes=25)
        await day.press("7")
        assert "week 47" in day.rows()[0]
        assert day.rows()[0].endswith("this week")
        assert "25 min spent of" in day.text()
        await day.press("left_square_bracket")
        assert "week 46" in day.rows()[0]
        assert "0 min spent of" in day.text()
        await day.press("right_square_bracket", "right_square_bracket")
        assert "week 48" in day.rows()[0]
        await day.press("t")
        assert "week 47" in day.rows()[0]
        await day.press("escape")
        assert isinstance(day.app.screen, TodayScreen)


async def test_it_says_when_nothing_is_named(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(80, 60)) as day:
        await day.press("7")
        assert "This workflow has no brands" in day.text()


# One brand


async def test_one_brand_narrows_tasks_and_incidents_and_says_so(dashboard: OpenDashboard) -> None:
    incidents = tuple(
        do.IncidentOpen(title=title, brand=brand, severity=3)
        for title, brand in (("At the café", "acme"), ("At the hotel", "brisa"), ("Nobody knows", ""))
    )
    async with dashboard(before=(*AGENCY, *incidents), size=(80, 30)) as day:
        assert "At the hotel" in day.text()
        await day.press("b", "1")
        text = day.text()
        assert "At the café" in text
        assert "At the hotel" not in text
        assert "Nobody knows" in text, "what has no brand yet may be of this one"
        heads = [row for row in day.rows() if "Café Ñandú" in row and "──" in row]
        assert [head.split()[0] for head in heads] == ["Queue", "Incidents"]
        assert "1 of other brands" in heads[1]
        await day.press("escape")
        assert "At the hotel" in day.text()


@pytest.mark.parametrize("pane", ["queue", "incidents"])
async def test_in_a_narrow_terminal_too(dashboard: OpenDashboard, pane: str) -> None:
    incident = do.IncidentOpen(title="At the hotel", brand="brisa")
    async with dashboard(before=(*AGENCY, incident), size=(48, 16)) as day:
        await day.press("b", "1", *(["tab"] if pane == "incidents" else []))
        assert [row for row in day.rows() if " Café Ñandú " in row and pane.title() in row], day.text()
        if pane == "incidents":
            assert "none of this brand" in day.text()


async def test_every_row_has_its_brand_even_in_little_room(dashboard: OpenDashboard) -> None:
    async with dashboard(before=AGENCY, size=(40, 16)) as day:
        rows = [row for row in day.rows() if "Mentions" in row]
        assert rows
        assert all(any(name in row for name in ("Café", "Hote", "Coba")) for row in rows)


# One role


async def test_one_role(dashboard: OpenDashboard) -> None:
    async with dashboard(before=AGENCY) as day:
        await day.press("B", "2")
        (head,) = (row for row in day.rows() if row.strip().startswith("Queue"))
        assert "/ Account manager" in head
        assert "Mentions" not in day.text()
        assert "Accounts" in day.text() or "Timesheets" in day.text()
        await day.press("escape")
        assert "Mentions" in day.text()


async def test_a_role_of_the_options_is_shown_at_first(dashboard: OpenDashboard) -> None:
    async with dashboard(before=AGENCY, config='role = "account"\n') as day:
        assert "Mentions" not in day.text()


async def test_a_role_that_there_is_not_hides_nothing(dashboard: OpenDashboard) -> None:
    async with dashboard(before=AGENCY, config='role = "gone"\n') as day:
        assert "Mentions" in day.text()


# The brand of what is about to be logged


def head_of(day: Dashboard) -> str:
    assert isinstance(day.app.screen, Dialog)
    widget: Any = day.app.screen.query_one("#dialog-head")
    return str(widget.visual)


@pytest.mark.parametrize("key", ["l", "n", "m", "e", "P"])
async def test_a_form_on_a_task_says_for_which_brand(dashboard: OpenDashboard, key: str) -> None:
    async with dashboard(before=AGENCY) as day:
        day.screen._parts.queue.choose(task_of(day, "brisa"))
        await day.press(key)
        assert " Hotel Brisa " in head_of(day)


async def test_a_task_added_is_of_the_brand_in_view_unless_it_says_another(dashboard: OpenDashboard) -> None:
    async with dashboard(before=AGENCY) as day:
        await day.press("a")
        assert "no brand" in head_of(day)
        await day.press("escape", "b", "2", "a")
        assert " Hotel Brisa " in head_of(day)
        await day.press(*"Call", "enter")
        item = next(each for each in day.desk.state.items.values() if each.title == "Call")
        assert item.brand == "brisa"
        await day.press("a", *"Ask ", "number_sign", *"acme")
        assert " Café Ñandú " in head_of(day)
        await day.press("enter")
        item = next(each for each in day.desk.state.items.values() if each.title == "Ask")
        assert item.brand == "acme"


async def test_an_incident_is_of_the_brand_in_view(dashboard: OpenDashboard) -> None:
    async with dashboard(before=AGENCY) as day:
        await day.press("b", "1", "i")
        assert " Café Ñandú " in head_of(day)


async def test_a_workflow_without_brands_says_nothing_of_them(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("a")
        assert "brand" not in head_of(day)


# What is told


async def work_on(day: Dashboard, today: TodayScreen, minutes: int) -> None:
    """So much time passes in which somebody is at work: nobody asks about the timer."""
    day.clock.advance(minutes=minutes)
    day.desk.last_sign = day.desk.now()
    today.tick()
    await day.settle()


async def test_a_retainer_near_its_end_is_told_once_a_level(dashboard: OpenDashboard) -> None:
    async with dashboard(before=AGENCY) as day:
        await day.do(do.TaskStart(task=task_of(day, "cobalto")))
        await work_on(day, day.screen, 271)
        assert day.foot.startswith("Cobalto Bicycles: 75 % of the week's retainer is used, 1 h 29 min left")
        await day.press("j")
        await day.pass_minutes(1)
        assert "retainer" not in day.foot
        await work_on(day, day.screen, 60)
        assert day.foot.startswith("Cobalto Bicycles: 92 %")
        await day.press("j")
        await day.pass_minutes(1)
        assert "retainer" not in day.foot


async def test_it_is_not_told_over_another_screen(dashboard: OpenDashboard) -> None:
    async with dashboard(before=AGENCY) as day:
        today = day.screen
        await day.do(do.TaskStart(task=task_of(day, "cobalto")))
        await day.press("7")
        await work_on(day, today, 280)
        await day.press("escape")
        await day.pass_minutes(1)
        assert day.foot.startswith("Cobalto Bicycles: 78 %")


async def test_an_area_left_alone_is_said_in_the_block(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(140, 45)) as day:
        await day.do(do.TaskDone(task=f"{FRIDAY}.overnight-sweep"))
        assert "Goes unnoticed" not in day.text()
        day.clock.advance(minutes=4 * 24 * 60)
        day.screen.tick()
        await day.settle()
        assert day.desk.today() == FRIDAY + dt.timedelta(days=4)
        place = next(place for place, row in enumerate(day.rows()) if "Goes unnoticed" in row)
        assert day.rows()[place + 1].strip().startswith("Updating 5 d +")

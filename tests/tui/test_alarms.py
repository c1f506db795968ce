"""A bell and a banner as a clock comes near its end and as it runs out; of two dashboards one rings."""

from __future__ import annotations

import pytest

from jornada.config import Config
from jornada.core import intents as do
from jornada.desk import LoadedConfig, open_desk
from jornada.paths import Paths
from tests.conftest import FixedClock
from tests.tui.conftest import FRIDAY, OpenDashboard

PRESS = do.IncidentOpen(title="Viral comment", kind="press")
"""High: half an hour to the first response."""


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    bells: list[str] = []
    monkeypatch.setattr("jornada.tui.app.JornadaApp.bell", lambda app: bells.append("bell"))
    return bells


async def test_the_banner_says_what_rings_until_it_is_done(dashboard: OpenDashboard, rung: list[str]) -> None:
    async with dashboard(before=(PRESS,)) as day:
        await day.pass_minutes(22)
        assert "First response to Viral comment" not in day.text()

        await day.pass_minutes(1)
        assert "First response to Viral comment is due in 7 min" in day.text()
        assert rung == ["bell"]
        await day.pass_minutes(1)
        assert "First response to Viral comment is due in 6 min" in day.text()
        assert rung == ["bell"]

        await day.do(do.IncidentRespond(incident=day.incident().id))
        assert "First response to Viral comment" not in day.text()


async def test_the_banner_goes_after_a_while(dashboard: OpenDashboard, rung: list[str]) -> None:
    async with dashboard(before=(PRESS,)) as day:
        await day.pass_minutes(23)
        await day.pass_minutes(5)
        assert "First response to" not in day.text()


async def test_it_rings_again_when_the_clock_has_run_out(dashboard: OpenDashboard, rung: list[str]) -> None:
    async with dashboard(before=(PRESS,)) as day:
        await day.pass_minutes(23)
        await day.pass_minutes(8)
        assert "First response to Viral comment is overdue by 1 min" in day.text()
        assert rung == ["bell", "bell"]


async def test_what_came_due_while_nobody_was_there_rings_on_the_first_start_only(
    dashboard: OpenDashboard, rung: list[str], clock: FixedClock, paths: Paths
) -> None:
    desk = open_desk(paths, clock=clock, language="en", config=LoadedConfig(Config()))
    desk.act(PRESS)
    desk.close()
    clock.advance(minutes=25)
    for bells in (["bell"], ["bell"]):
        async with dashboard() as day:
            await day.settle()
            assert rung == bells


async def test_while_another_dashboard_rings_this_one_is_still(
    dashboard: OpenDashboard, rung: list[str], clock: FixedClock, paths: Paths
) -> None:
    other = open_desk(paths, clock=clock, language="en", config=LoadedConfig(Config()))
    other.act(PRESS)
    other.ring()
    async with dashboard() as day:
        await day.pass_minutes(23)
        assert rung == []
        other.close()
        await day.pass_minutes(1)
        assert rung == ["bell"]


async def test_without_a_bell_the_banner_says_it_all_the_same(
    dashboard: OpenDashboard, rung: list[str]
) -> None:
    async with dashboard(config="bell = false", before=(PRESS,)) as day:
        await day.pass_minutes(23)
        assert "First response to Viral comment is due in 7 min" in day.text()
        assert rung == []


async def test_a_promise_rings_too(dashboard: OpenDashboard, rung: list[str], clock: FixedClock) -> None:
    soon = clock.now.replace(hour=10, minute=0)
    async with dashboard() as day:
        await day.do(do.PromiseAdd(who="Marta", by=soon, task=f"{FRIDAY}.overnight-sweep"))
        await day.pass_minutes(6)
        assert "What was promised to Marta is due in 14 min: Overnight sweep" in day.text()
        assert rung == ["bell"]


async def test_it_is_said_on_the_other_screens_as_well(dashboard: OpenDashboard, rung: list[str]) -> None:
    async with dashboard(size=(120, 40), before=(PRESS,)) as day:
        today = day.screen
        await day.press("6")
        day.clock.advance(minutes=23)
        today.tick()
        await today.settled()
        await day.pilot.pause()
        assert "First response to Viral comment is due in 7 min" in day.text()


async def test_a_block_that_is_about_to_end_and_a_milestone_that_comes_to_be_at_risk(
    dashboard: OpenDashboard, rung: list[str], clock: FixedClock
) -> None:
    clock.now = clock.now.replace(hour=11, minute=50)
    async with dashboard(size=(120, 40), config="notice_over_plan = false") as day:
        assert rung == [], "what stands as the day is opened is seen on it"
        await day.pass_minutes(5)
        assert "Morning ends in 5 min" in day.text()
        assert rung == ["bell"]


async def test_the_task_in_hand_over_its_plan_is_told_once(dashboard: OpenDashboard, rung: list[str]) -> None:
    start = do.TaskStart(task=f"{FRIDAY}.overnight-sweep")
    async with dashboard(size=(120, 40), config="notice_milestones = false", before=(start,)) as day:
        for _ in range(5):
            await day.pass_minutes(9)
        assert "takes longer than planned" not in day.text()
        await day.pass_minutes(1)
        assert "Overnight sweep of mentions takes longer than planned" in day.text()
        assert rung == ["bell"]
        await day.pass_minutes(4)
        assert rung == ["bell"]


async def test_outside_working_hours_nothing_rings_until_the_next_day_begins(
    dashboard: OpenDashboard, rung: list[str], clock: FixedClock
) -> None:
    clock.now = clock.now.replace(hour=19, minute=0)
    async with dashboard(before=(PRESS,)) as day:
        await day.pass_minutes(40)
        assert rung == []
        assert "First response to" not in day.text()


async def test_who_is_on_call_is_told_then_too(
    dashboard: OpenDashboard, rung: list[str], clock: FixedClock
) -> None:
    clock.now = clock.now.replace(hour=19, minute=0)
    async with dashboard(config="on_call = true", before=(PRESS,)) as day:
        await day.pass_minutes(23)
        assert "First response to Viral comment is due in 7 min" in day.text()
        assert rung == ["bell"]


async def test_a_minute_in_which_nothing_rings_wakes_no_other_thread(
    dashboard: OpenDashboard, rung: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(before=(PRESS,)) as day:
        await day.pass_minutes(1)
        asked: list[object] = []
        submit = day.desk._writer.submit
        monkeypatch.setattr(day.desk._writer, "submit", lambda run: asked.append(run) or submit(run))
        await day.pass_minutes(1)
        assert asked == []
        await day.pass_minutes(21)
        assert len(asked) == 1
        assert rung == ["bell"]

"""The campaigns screen: read at any size, its steps done and gone to where they are in a queue."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from jornada.paths import Paths
from jornada.tui.screens.campaigns import CampaignsScreen
from jornada.tui.screens.today import TodayScreen
from tests.tui.campaign_plan import write_plan
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

CONFIG = 'workflow = "mine"\n'


async def press(day: Dashboard, *keys: str) -> None:
    for key in keys:
        await day.press(key)
        if isinstance(day.app.screen, CampaignsScreen):
            await day.app.screen.settled()
    await day.pilot.pause()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_is_read_at_any_size(
    dashboard: OpenDashboard, paths: Paths, size: tuple[int, int], language: str
) -> None:
    write_plan(paths)
    async with dashboard(size=size, language=language, config=CONFIG) as day:
        await press(day, "8")
        rows = day.rows()
        assert max(map(len, rows)) <= size[0]
        assert "2 " in rows[0]
        assert "Brief approved" in day.text()
        assert "Ana" in day.text()


async def test_a_step_is_marked_done_and_that_is_taken_back(dashboard: OpenDashboard, paths: Paths) -> None:
    write_plan(paths)
    async with dashboard(config=CONFIG) as day:
        await press(day, "8")
        assert "! Thu 19 Nov  Brief approved" in day.text()
        await press(day, "d")
        assert "1 of 3 steps" in day.text()
        assert day.foot.startswith("Done: Brief approved")
        await press(day, "u")
        assert "0 of 3 steps" in day.text()


async def test_enter_leads_to_its_task_on_today(dashboard: OpenDashboard, paths: Paths) -> None:
    write_plan(paths)
    async with dashboard(config=CONFIG) as day:
        await press(day, "8", "j", "enter")
        assert isinstance(day.app.screen, TodayScreen)
        assert day.in_hand == "xmas.legal-has-read-the-rules"
        assert day.screen.date == FRIDAY


async def test_its_task_says_who_does_it_and_what_it_needs(dashboard: OpenDashboard, paths: Paths) -> None:
    write_plan(paths)
    async with dashboard(config=CONFIG) as day:
        await press(day, "8", "enter", "e")
        await day.pilot.pause()
        facts = "\n".join(str(widget.content) for widget in day.app.screen.query(Static))
        assert "Christmas raffle" in facts
        assert "Ana" in facts
        assert "the budget" in facts


async def test_what_has_not_come_says_when_it_comes(dashboard: OpenDashboard, paths: Paths) -> None:
    write_plan(paths)
    async with dashboard(config=CONFIG) as day:
        await press(day, "8", "j", "j", "enter")
        assert day.foot.startswith("Landing page is not in a queue yet: it comes on Monday 23 November")
        await press(day, "d")
        assert "is not in a queue yet" in day.foot
        assert not day.desk.state.items


async def test_a_plan_without_campaigns_says_how_to_write_one(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(50, 15)) as day:
        await press(day, "8")
        assert "jornada help formats" in day.text()
        await press(day, "enter")
        assert day.foot.startswith("No step is under the cursor")

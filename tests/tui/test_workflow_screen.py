"""The workflow screen at all its sizes: read, scrolled, left; and what leads back to Today."""

from __future__ import annotations

import pytest

from jornada.core import intents as do
from jornada.tui.screens.help import HelpDialog
from jornada.tui.screens.palette import Palette
from jornada.tui.screens.today import TodayScreen
from jornada.tui.screens.workflow import WorkflowScreen
from tests.tui.conftest import FRIDAY, OpenDashboard

SWEEP = f"{FRIDAY}.overnight-sweep"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 15), (40, 10), (30, 5)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_all_of_it_can_be_read_at_any_size(
    dashboard: OpenDashboard, size: tuple[int, int], language: str
) -> None:
    async with dashboard(size=size, language=language) as day:
        await day.press("6")
        assert isinstance(day.app.screen, WorkflowScreen)
        first = day.rows()
        assert "Los ocho pasos" in first[0] or "The eight steps" in first[0]
        assert max(map(len, first)) <= size[0]
        await day.press("G")
        assert "2400" in day.text()
        await day.press("g")
        assert day.rows() == first


async def test_80_by_24(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.TaskStart(task=SWEEP),)) as day:
        await day.press("6")
        assert day.rows()[:2] == [
            " The eight steps                                         Mon–Fri · 40 h a week ▐",
            " Be where the audience is. Listen and answer first, then speak.                ▐",
        ]
        assert day.rows()[12:15] == [
            " 1 Reputation – Listening ───────────────────────────────── 6 h 15 min a week",
            " 45 Overnight sweep of     15 Check mentions at      15 Check mentions after",
            "    mentions                  noon                      lunch",
        ]
        assert day.status.startswith("▶ Overnight sweep of mentions  0/45 min")
        assert day.foot.startswith("e Edit  L Estimates  esc Back  7 Strategy")
        assert day.foot.endswith("? Help  q Quit")


async def test_lines_and_pages(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("6")
        first = day.rows()
        await day.press("j", "j", "k")
        assert day.rows()[0].rstrip("▐ ") == first[1].rstrip("▐ ")
        await day.press("k", "k", "pagedown")
        assert day.rows()[0].rstrip("▐ ") == first[21].rstrip("▐ ")
        await day.press("6")
        assert day.rows() == first


async def test_what_grows_stays_filled(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(50, 15)) as day:
        await day.press("6", "G")
        await day.resize(160, 50)
        assert "2400" in day.text()
        assert all(day.rows()[:48]), "the page ends above the foot"


@pytest.mark.parametrize("key", ["escape", "1"])
async def test_it_is_left_for_today(dashboard: OpenDashboard, key: str) -> None:
    async with dashboard() as day:
        await day.press("6")
        await day.press(key)
        assert isinstance(day.app.screen, TodayScreen)
        await day.press("d")
        assert day.foot.startswith("Done:")


async def test_what_comes_up_is_done_on_today(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.TaskStart(task=SWEEP),)) as day:
        await day.press("6", "exclamation_mark")
        await day.pilot.pause()
        await day.settle()
        assert isinstance(day.app.screen, TodayScreen)
        assert day.desk.state.parked
        await day.press("6", "u")
        await day.pilot.pause()
        await day.settle()
        assert not day.desk.state.parked


async def test_the_keys_of_a_queue_do_nothing(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("6")
        await day.press("d", "x", "slash", "tab", "right_square_bracket", "space")
        assert isinstance(day.app.screen, WorkflowScreen)
        assert not day.desk.state.items


async def test_help_and_palette_lead_back_to_it(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("6")
        await day.press("question_mark")
        assert isinstance(day.app.screen, HelpDialog)
        await day.press("escape")
        assert isinstance(day.app.screen, WorkflowScreen)
        await day.press("colon")
        assert isinstance(day.app.screen, Palette)
        await day.press("escape")
        assert isinstance(day.app.screen, WorkflowScreen)


async def test_it_follows_the_plan_and_the_clock(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.TaskStart(task=SWEEP),)) as day:
        await day.press("6")
        screen = day.app.screen
        assert isinstance(screen, WorkflowScreen)
        day.clock.advance(minutes=12)
        screen.tick()
        await day.settle()
        assert day.status.startswith("▶ Overnight sweep of mentions  12/45 min")
        await day.do(do.WorkflowUse(name="agency"))
        await day.settle()
        assert "Three brands, one manager" in day.rows()[0]


async def test_keys_of_ones_own(dashboard: OpenDashboard) -> None:
    async with dashboard(config='[keys]\n"screen.workflow" = "f6"\n"view.escape" = "z"\n') as day:
        await day.press("6")
        assert isinstance(day.app.screen, TodayScreen)
        await day.press("f6")
        assert isinstance(day.app.screen, WorkflowScreen)
        assert day.foot.startswith("e Edit  L Estimates  z Back")
        await day.press("z")
        assert isinstance(day.app.screen, TodayScreen)

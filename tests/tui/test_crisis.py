"""What is critical or high takes the place of the queue until it is contained; every screen says so."""

from __future__ import annotations

import pytest

from jornada.core import intents as do
from jornada.core.state import IncidentStatus
from jornada.present.layout import Pane
from jornada.tui.screens.incident_page import IncidentPage
from jornada.tui.screens.incidents import IncidentsScreen
from jornada.tui.screens.today import TodayScreen
from jornada.tui.screens.workflow import WorkflowScreen
from tests.tui.conftest import FRIDAY, OpenDashboard

SWEEP = f"{FRIDAY}.overnight-sweep"
VIRAL = do.IncidentOpen(title="Cold coffee goes viral", kind="negative-mentions", severity=2)
SIZES = [(120, 40), (80, 24), (50, 15), (40, 10)]
MARK = "! CRISIS S2 C"


async def test_the_checklist_and_the_clocks_stand_in_the_place_of_the_queue(
    dashboard: OpenDashboard,
) -> None:
    async with dashboard(before=(VIRAL, do.TaskStart(task=SWEEP))) as day:
        assert day.rows()[5:11] == [
            " ! CRISIS S2 Cold coffee goes viral                       30 min left · X queue",
            " Crisis  S2 Cold coffee goes viral ─────────────────────────────── 1 of 9 steps",
            " ⚠ First response  before 10:10                                     30 min left",
            "▌→ Next: Acknowledge                                                      space",
            " ○ Pause scheduled posts first                                                p",
            " ○ Keep evidence: screenshots, links                                          e",
        ]
        assert "Publish and answer comments" not in day.text()
        # What runs and the nearest deadline are never hidden.
        assert day.status.startswith("▶ Overnight sweep of mentions  0/45 min")
        assert day.status.endswith("⚠ S2 30 min left")
        assert day.foot.startswith("space Acknowledge  enter Open it")


@pytest.mark.parametrize("size", SIZES)
async def test_the_line_is_on_every_screen_at_every_size(
    dashboard: OpenDashboard, size: tuple[int, int]
) -> None:
    async with dashboard(size=size, before=(VIRAL, do.TaskStart(task=SWEEP))) as day:
        for keys, kind in (
            ((), TodayScreen),
            (("3",), IncidentsScreen),
            (("enter",), IncidentPage),
            (("escape", "escape", "6"), WorkflowScreen),
        ):
            for key in keys:
                await day.press(key)
            assert isinstance(day.app.screen, kind)
            rows = day.rows()
            assert any(row.startswith(f" {MARK}") for row in rows), rows
            assert "S2 30 min" in "\n".join(rows[-3:])
            assert "▶" in "\n".join(rows[-3:])


async def test_one_line_is_marked_too(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(60, 5), before=(VIRAL,)) as day:
        assert "CRISIS S2 " in day.rows()[0]
        await day.resize(30, 3)
        assert day.rows()[0] == "⚠ CRISIS S2 30 min left"
        await day.resize(20, 1)
        assert day.rows()[0] == "⚠⚠ S2 30 min left"


async def test_one_key_goes_to_the_queue_and_back(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("X")
        assert "Publish and answer comments" in day.text()
        assert any(row.startswith(f" {MARK}") for row in day.rows())
        assert "X to it" in day.text()
        assert day.in_hand == "overnight-sweep"
        await day.press("d")
        assert not day.item("overnight-sweep").is_open
        await day.press("X")
        assert "Pause scheduled posts first" in day.text()
        await day.press("d")  # the keys of tasks are not listened to here
        assert day.incident().status is IncidentStatus.OPEN


async def test_back_from_another_screen(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("X", "6", "X")
        await day.pilot.pause()
        await day.settle()
        assert isinstance(day.app.screen, TodayScreen)
        assert "Pause scheduled posts first" in day.text()


async def test_contained_it_gives_the_queue_back_with_its_keys(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        for status in (IncidentStatus.ACKNOWLEDGED, IncidentStatus.RESPONDED, IncidentStatus.CONTAINED):
            assert "CRISIS" in day.text()
            await day.press("space")
            assert day.incident().status is status
        assert "CRISIS" not in day.text()
        assert "Publish and answer comments" in day.text()
        assert day.screen.pane is Pane.QUEUE
        await day.press("d")
        assert not day.item("overnight-sweep").is_open
        await day.press("u", "u")
        assert "CRISIS" in day.text()


async def test_steps_of_the_checklist_are_done_there(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("j", "space")
        assert day.incident().has_posts_paused
        await day.press("j", "x")
        assert day.incident().checked == ("keep-evidence",)
        assert "3 of 9 steps" in day.text()


async def test_of_several_the_nearest_deadline_counts(dashboard: OpenDashboard) -> None:
    worse = do.IncidentOpen(title="Account taken over", kind="compromise")
    async with dashboard(before=(VIRAL, worse)) as day:
        assert "CRISIS S1 +1 Account taken over" in day.text()
        assert "Close every session and change the password" in day.text()
        await day.press("X")
        assert "Publish and answer comments" in day.text()
        await day.do(do.IncidentContain(incident=day.incident().id))
        # Another one is a crisis of its own: it was not the one that was put aside.
        assert "Crisis  S2 Cold coffee" in day.text()


async def test_a_crisis_that_comes_while_one_works_takes_the_keys_with_it(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.do(VIRAL)
        assert "Crisis  S2" in day.text()
        await day.press("d", "x", "m")
        assert not any(not item.is_open for item in day.desk.state.items.values())
        assert day.app.focused is day.screen.query_one("#crisis")


async def test_another_day_keeps_its_queue_and_the_line(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("right_square_bracket")
        assert "CRISIS" in day.text()
        assert "Crisis  S2" not in day.text()
        await day.press("t")
        assert "Crisis  S2" in day.text()


async def test_what_is_looked_for_among_tasks_is_shown_in_the_queue(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        day.screen.reveal(f"{FRIDAY}.write-post")
        await day.settle()
        assert day.in_hand == "write-post"
        await day.press("X", "slash", "b", "l", "o", "g", "enter")
        assert "Write for the blog" in day.text()


async def test_without_one_the_key_says_so(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.IncidentOpen(title="A", kind="complaint", severity=3),)) as day:
        assert "CRISIS" not in day.text()
        await day.press("X")
        assert day.foot.startswith("No incident takes the day over")
        await day.press("6", "X")
        assert day.foot.startswith("No incident takes the day over")

"""Counting towards a goal from the queue."""

from __future__ import annotations

from textual.screen import ModalScreen

from tests.tui.conftest import Dashboard, OpenDashboard

CONVERSATIONS = "conversations"


async def in_hand(day: Dashboard, key: str) -> None:
    day.screen.reveal(f"2026-11-20.{key}")
    await day.pilot.pause()


async def test_c_counts_one_and_asks_nothing(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await in_hand(day, CONVERSATIONS)
        await day.press("c", "c", "c")
        assert day.item(CONVERSATIONS).count == 3
        assert not isinstance(day.app.screen, ModalScreen)


async def test_several_are_counted_at_once_and_some_taken_away(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await in_hand(day, CONVERSATIONS)
        for typed in (("1", "2"), ("minus", "2")):
            await day.press("number_sign")
            await day.press(*typed, "enter")
        assert day.item(CONVERSATIONS).count == 10
        assert day.foot.startswith("Counted: Conversations and thanks, 10 of 20")
        await day.press("u")
        assert day.item(CONVERSATIONS).count == 12


async def test_what_is_no_number_is_said_and_nothing_is_counted(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await in_hand(day, CONVERSATIONS)
        await day.press("number_sign")
        await day.press("x", "enter")
        assert isinstance(day.app.screen, ModalScreen)
        await day.press("escape")
        assert not day.desk.state.items, "nothing was recorded"

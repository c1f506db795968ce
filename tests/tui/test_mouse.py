"""What has a key can be done with the mouse."""

from __future__ import annotations

from typing import Any

import pytest

from jornada.core import intents as do
from jornada.core.state import ItemState
from jornada.present.pen import Piece, does_at, plain_width
from jornada.present.words import load_words
from jornada.tui.actions import ACTIONS
from jornada.tui.key_names import key_called, key_name
from jornada.tui.screens.help import HelpDialog
from jornada.tui.screens.incident_page import IncidentPage
from jornada.tui.screens.palette import Palette
from jornada.tui.screens.week import WeekScreen
from tests.tui.conftest import Dashboard, OpenDashboard
from tests.tui.forms_host import settle, text_on

SWEEP, PUBLISH = "overnight-sweep", "publish-and-answer"


async def click(day: Dashboard, text: str, **more: Any) -> None:
    """Click on the last place where that text stands on the terminal."""
    await settle(day.pilot)
    rows = text_on(day.pilot).splitlines()
    y = max(y for y, row in enumerate(rows) if text in row)
    assert await day.pilot.click(offset=(rows[y].rindex(text), y), **more)
    await settle(day.pilot)
    await day.settle()
    await settle(day.pilot)


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_the_words_at_the_foot_are_buttons(dashboard: OpenDashboard, size: tuple[int, int]) -> None:
    async with dashboard(size=size) as day:
        await click(day, "Done")
        assert day.item(SWEEP).state is ItemState.DONE
        await click(day, "?")
        assert isinstance(day.app.screen, HelpDialog)
        await click(day, "leave")
        assert not isinstance(day.app.screen, HelpDialog)
        await click(day, "q")
        assert not day.app.is_running


async def test_a_form_is_filled_and_saved(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("a")
        await day.pilot.press(*"Call")
        await click(day, "enter")
        assert any(item.title == "Call" for item in day.desk.state.items.values())
        await day.press("e")
        await click(day, "esc")
        assert day.app.screen is day.screen


async def test_the_right_button_opens_what_can_be_done_with_the_row(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        assert day.in_hand == SWEEP
        await click(day, "Publish and answer", button=3)
        assert isinstance(day.app.screen, Palette)
        await click(day, "The task is done")
        assert day.item(PUBLISH).state is ItemState.DONE


async def test_it_opens_on_every_screen(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.IncidentOpen(title="Cold coffee"),)) as day:
        await day.press("2")
        assert isinstance(day.app.screen, WeekScreen)
        await click(day, "Write for the blog", button=3)
        assert isinstance(day.app.screen, Palette)
        await day.pilot.press("escape", "3")
        await day.settle()
        await click(day, "Cold coffee", times=2)
        assert isinstance(day.app.screen, IncidentPage)


def test_a_click_is_on_what_is_drawn_there() -> None:
    line = (Piece(" "), Piece("日本", "key", "one"), Piece(" word", "muted", "two"), Piece("  "))
    assert [does_at(line, column, plain_width) for column in range(11)] == [
        *[""],
        *["one"] * 4,
        *["two"] * 5,
        *[""],
    ]
    assert does_at(line, 99, plain_width) == ""


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_key_is_found_by_what_it_is_called(language: str) -> None:
    words = load_words(language)
    for action in ACTIONS:
        for key in action.keys:
            assert key_called(words, key_name(words, key)) == key or len(key_name(words, key)) == 1, key
    assert key_called(words, "↑ ↓") is None
    assert key_called(words, "") is None

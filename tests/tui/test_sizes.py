"""Every screen and every dialog at every size: nothing overlaps, nothing is lost, the way out works.

What runs, for whom, and what is due next are in sight at each, with titles that are as wide as they are
strange. Each screen and each dialog is tried at one or two sizes in each language, the next one at
others; `FAULTS=full` tries all of them at all.
"""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from rich.cells import cell_len

from jornada.core import intents as do
from jornada.tui.screens.dialog import Dialog
from jornada.tui.widgets.board import Board
from tests.conftest import FULL
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard
from tests.tui.forms_host import settle, text_on

SIZES = ((40, 10), (45, 20), (60, 18), (80, 24), (110, 35), (300, 100))
USUAL = SIZES[:5]
LANGUAGES = ("es", "en")
WIDE = "日本語 👩‍👩‍👧 🇪🇸 ❤️ é́ ﷽ [bold]مرحبا " * 4
SCREENS = {
    "today": "1",
    "week": "2",
    "incidents": "3",
    "time": "4",
    "posts": "5",
    "workflow": "6",
    "strategy": "7",
    "campaigns": "8",
    "report": "9",
    "kpis": "0",
    "estimates": "L",
    "settings": "comma",
}
DIALOGS = {
    "add": "a",
    "incident": "i",
    "idea": "apostrophe",
    "ideas": "I",
    "brand": "b",
    "theme": "C",
    "hand over": "H",
    "day begins": "D",
    "close the day": "Z",
    "weekly report": "W",
    "palette": "colon",
    "help": "question_mark",
    "edit": "e",
    "note": "n",
    "move": "m",
    "count": "number_sign",
    "log": "l",
    "promise": "P",
}


def sizes_of(place: int, language: str) -> tuple[tuple[int, int], ...]:
    """The sizes at which the screen or dialog of that number is tried in that language."""
    return SIZES if FULL else USUAL[(place + 2 * LANGUAGES.index(language)) % 5 :: 3]


async def work(day: Dashboard) -> None:
    """A task of a brand runs, with an incident that is owed a response, and titles of every kind."""
    await day.do(
        do.TaskAdd(title=WIDE, date=FRIDAY, block="morning", minutes=45, milestone=WIDE, brand="acme"),
        do.IdeaAdd(text=WIDE),
        do.IncidentOpen(title=WIDE, kind="client-request", severity=3, brand="acme"),
    )
    task = next(key for key in day.desk.state.items if "." not in key)
    await day.do(do.TaskStart(task=task))
    day.screen.reveal(task)
    await day.settle()


def overlaps(day: Dashboard) -> list[Any]:
    """The parts of a full screen that stand on each other, or beyond its edge."""
    board = day.app.screen.query_one(Board)
    parts = [(each.id, each.region) for each in board.children if each.region.area and each.display]
    beyond = [part for part in parts if not day.app.screen.region.contains_region(part[1])]
    pairs = itertools.combinations(parts, 2)
    return beyond + [(one, other) for one, other in pairs if one[1].intersection(other[1]).area]


def whole(day: Dashboard, size: tuple[int, int]) -> str:
    """What is drawn, which fills the terminal to the cell."""
    text = text_on(day.pilot)
    rows = text.split("\n")
    assert [cell_len(row) for row in rows] == [size[0]] * size[1], text
    return text


async def resized(day: Dashboard, size: tuple[int, int]) -> None:
    await day.pilot.resize_terminal(*size)
    await settle(day.pilot)


def brand_of(day: Dashboard) -> str:
    return day.desk.workflow.brand_by_key["acme"].title


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_at_every_size(dashboard: OpenDashboard, language: str) -> None:
    config = 'workflow = "agency"'
    async with dashboard(size=(80, 24), language=language, config=config) as day:
        await work(day)
        today = day.app.screen
        for place, (name, key) in enumerate(SCREENS.items()):
            await day.pilot.press(key)
            await settle(day.pilot)
            for size in sizes_of(place, language):
                await resized(day, size)
                rows = whole(day, size).split("\n")
                where = f"{name} at {size}:\n" + "\n".join(rows)
                assert overlaps(day) == [], where
                assert {"?", "q"} <= set(rows[-1].split()), where
                seen = "\n".join(rows[-3:])
                assert "▶" in seen, where
                assert brand_of(day)[:6] in seen, where
                assert "S3" in seen, where
            await day.pilot.press("escape")
            await settle(day.pilot)
            assert day.app.screen is today, name


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_dialog_at_every_size(dashboard: OpenDashboard, language: str) -> None:
    config = 'workflow = "agency"'
    async with dashboard(size=(80, 24), language=language, config=config) as day:
        await work(day)
        today = day.app.screen
        for place, (name, key) in enumerate(DIALOGS.items()):
            await day.pilot.press(key)
            await settle(day.pilot)
            dialog = day.app.screen
            assert isinstance(dialog, Dialog), name
            for size in sizes_of(place, language):
                await resized(day, size)
                text = whole(day, size)
                where = f"{name} at {size}:\n{text}"
                assert dialog.region.contains_region(dialog.query_one("#dialog").region), where
                assert "esc" in text, where
                assert "▶" in text, where
                assert brand_of(day)[:6] in text, where
                assert "S3" in text, where
            await day.pilot.press("escape")
            await settle(day.pilot)
            assert day.app.screen is today, name

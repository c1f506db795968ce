"""What a day looks like in every theme, and the dialog that chooses one.

After a change that is meant, look at the report of the failing run and keep the new drawings with
`pytest tests/tui/test_theme_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.themes import list_themes
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import Scene, SetScene, until_live

Compare = Callable[..., bool]

THEMES = sorted(list_themes(None).by_name)
ZONE = dt.timezone(dt.timedelta(hours=1))


def at(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 11, 20, hour, minute, tzinfo=ZONE)


def morning(scene: SetScene, theme: str) -> Scene:
    """A Friday morning with something of every colour: done, dropped, late, incidents, several brands."""
    day = scene(f'theme = "{theme}"\nworkflow = "agency"\n')

    def act(hour: int, minute: int, intent: do.Intent) -> str:
        return day.do(intent, at=at(hour, minute))

    day.clock.now = at(9, 0)
    rows = [row.item for row in day.desk.day().rows]
    act(9, 2, do.TaskStart(task=rows[0].id))
    act(9, 21, do.TaskDone(task=rows[0].id))
    act(9, 21, do.TaskStart(task=rows[1].id))
    act(9, 30, do.TaskDrop(task=rows[5].id))
    viral = act(9, 34, do.Interrupt())
    act(9, 36, do.IncidentEdit(incident=viral, title="Viral comment", kind="press", brand="brisa"))
    act(9, 37, do.IncidentOpen(title="Leak", kind="press", severity=1, brand="acme"))
    act(9, 38, do.IncidentOpen(title="Banner", kind="client-request", brand="cobalto"))
    day.clock.now = at(9, 52)
    return day


async def until_drawn(pilot: Pilot[int]) -> None:
    await until_live(pilot)
    await pilot.pause()


async def with_the_queue(pilot: Pilot[int]) -> None:
    """A crisis takes the queue's place; one key brings the queue back, and its colours."""
    await until_drawn(pilot)
    await pilot.press("X")
    await pilot.pause()


@pytest.mark.parametrize("theme", THEMES)
def test_a_morning_in_every_theme(snap_compare: Compare, scene: SetScene, theme: str) -> None:
    day = morning(scene, theme)

    assert snap_compare(day.app(), terminal_size=(110, 35), run_before=with_the_queue)


@pytest.mark.parametrize("size", [(110, 35), (80, 24), (50, 15)], ids=lambda size: "{}x{}".format(*size))
def test_the_theme_in_hand_is_the_one_all_is_drawn_with(
    snap_compare: Compare, scene: SetScene, size: tuple[int, int]
) -> None:
    day = morning(scene, "nord")

    async def trying(pilot: Pilot[int]) -> None:
        await until_drawn(pilot)
        await pilot.press("C")
        while isinstance(pilot.app.screen, TodayScreen):
            await pilot.pause()
        await pilot.press("up", "up")
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(day.app(), terminal_size=size, run_before=trying)

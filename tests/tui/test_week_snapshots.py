"""Pictures of the week at three sizes: an overloaded block, an empty one, a moved task, posts in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.paths import Paths
from jornada.tui.screens.week import WeekScreen
from tests.tui.conftest import FRIDAY, SetScene, until_live
from tests.tui.test_posts_screen import AGENCY, write_calendar

SATURDAY, MONDAY = FRIDAY + dt.timedelta(days=1), FRIDAY + dt.timedelta(days=3)


async def on_the_week(pilot: Pilot[int]) -> None:
    await until_live(pilot)
    await pilot.press("2")
    while not isinstance(pilot.app.screen, WeekScreen):
        await pilot.pause()
    await pilot.press("j")
    await pilot.pause()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15)], ids=lambda size: "{}x{}".format(*size))
def test_a_week(
    snap_compare: Callable[..., bool],
    paths: Paths,
    scene: SetScene,
    size: tuple[int, int],
) -> None:
    write_calendar(paths)
    day = scene(AGENCY)
    first, second = (row.item for row in day.desk.day().rows[:2])
    day.do(
        do.TaskAdd(title="Call the printer", date=FRIDAY, block="noon", minutes=40, brand="acme"),
        do.TaskMove(task=second.id, date=SATURDAY),
        do.TaskDone(task=first.id),
    )

    assert snap_compare(day.app(), terminal_size=size, run_before=on_the_week)

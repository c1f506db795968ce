"""The time and the estimates screens as they look at three sizes, and the time screen without colours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.tui.screens.estimates import EstimatesScreen
from jornada.tui.screens.time import TimeScreen
from tests.tui.conftest import FRIDAY, Scene, SetScene, until_live
from tests.tui.estimate_history import MADRID, history

Compare = Callable[..., bool]
SIZES = [(140, 45), (80, 24), (50, 15)]


def at(time: str, date: dt.date = FRIDAY) -> dt.datetime:
    return dt.datetime.combine(date, dt.time.fromisoformat(time), tzinfo=MADRID)


def friday() -> tuple[do.Intent, ...]:
    """Over midnight, a gap, a note, a break, an incident, and what runs."""
    sweep, answers = f"{FRIDAY}.overnight-sweep", f"{FRIDAY}.publish-and-answer"
    night = at("23:40", FRIDAY - dt.timedelta(days=1))
    return (
        do.TimeLog(task=sweep, start=night, end=at("00:20")),
        do.TimeLog(task=sweep, start=at("09:00"), end=at("09:08")),
        do.TimeLog(task=answers, start=at("09:15"), end=at("09:25"), note="on the phone with the printer"),
        do.TimeLog(start=at("09:25"), end=at("09:30")),
        do.Interrupt(title="Viral comment about the menu", when=at("09:36")),
    )


def picture(compare: Compare, day: Scene, keys: tuple[str, ...], size: tuple[int, int]) -> bool:
    """Whether the screen that `keys` lead to looks as it did."""
    app = day.app()

    async def run(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            if isinstance(app.screen, TimeScreen | EstimatesScreen):
                await app.screen.settled()
        await pilot.pause()

    return compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_time(scene: SetScene, snap_compare: Compare, size: tuple[int, int]) -> None:
    day = scene()
    day.do(*friday())
    assert picture(snap_compare, day, ("4", "j", "j", "j"), size)


def test_time_without_colours(scene: SetScene, snap_compare: Compare) -> None:
    day = scene(environment={"NO_COLOR": "1"})
    day.do(*friday())
    assert picture(snap_compare, day, ("4", "j", "j"), (80, 24))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_estimates(scene: SetScene, snap_compare: Compare, size: tuple[int, int]) -> None:
    day = scene()
    day.do(*history())
    assert picture(snap_compare, day, ("L", "enter", "j"), size)

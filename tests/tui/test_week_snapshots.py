"""Pictures of the week at three sizes: an overloaded block, an empty one, a moved task, posts in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future

import pytest
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import app as app_module
from jornada.tui.app import make_app
from jornada.tui.screens.week import WeekScreen
from tests.conftest import FixedClock
from tests.tui.conftest import FRIDAY, FakeWatcher, until_live
from tests.tui.test_posts_screen import AGENCY, CALENDAR

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
    clock: FixedClock,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app_module, "watch", lambda paths, on_change, *, network: FakeWatcher())
    paths.calendar.mkdir(parents=True)
    (paths.calendar / "2026-11.toml").write_text(CALENDAR)
    config = LoadedConfig(*load_config(AGENCY))
    desk = open_desk(paths, clock=clock, language="en", config=config)
    first, second = (row.item for row in desk.day().rows[:2])
    for intent in (
        do.TaskAdd(title="Call the printer", date=FRIDAY, block="noon", minutes=40, brand="acme"),
        do.TaskMove(task=second.id, date=SATURDAY),
        do.TaskDone(task=first.id),
    ):
        assert isinstance(desk.act(intent), Saved), intent
    opening: Future[Desk] = Future()
    opening.set_result(desk)
    app = make_app(opening, paths=paths, words=load_words("en"), config=config, environment={})

    assert snap_compare(app, terminal_size=size, run_before=on_the_week)
    desk.close()

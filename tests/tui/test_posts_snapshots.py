"""Pictures of the posts screen at three sizes: states, brands, a late post, clashes, a crisis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future

import pytest
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.core import intents as do
from jornada.core.posts import Post, PostState
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.editorial import PostsSaved
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import app as app_module
from jornada.tui.app import make_app
from jornada.tui.screens.posts import PostsScreen
from tests.conftest import FixedClock
from tests.tui.conftest import FRIDAY, FakeWatcher, until_live
from tests.tui.test_posts_screen import AGENCY, CALENDAR

CLASH = Post(
    key="",
    date=FRIDAY,
    time=dt.time(12, 30),
    title="Recipe of the day",
    channel="facebook",
    brand="cobalto",
    state=PostState.APPROVED,
)
CRISIS = do.IncidentOpen(title="Boycott", kind="press", severity=2, brand="acme")


async def on_posts(pilot: Pilot[int]) -> None:
    await until_live(pilot)
    await pilot.press("5")
    while not isinstance(pilot.app.screen, PostsScreen):
        await pilot.pause()
    await pilot.press("j", "j")
    await pilot.pause()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15)], ids=lambda size: "{}x{}".format(*size))
def test_the_posts_of_a_week(
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
    assert isinstance(desk.act(CRISIS), Saved)
    assert isinstance(desk.add_posts([CLASH]), PostsSaved)
    opening: Future[Desk] = Future()
    opening.set_result(desk)
    app = make_app(opening, paths=paths, words=load_words("en"), config=config, environment={})

    assert snap_compare(app, terminal_size=size, run_before=on_posts)
    desk.close()

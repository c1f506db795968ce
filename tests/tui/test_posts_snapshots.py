"""Pictures of the posts screen at three sizes: states, brands, a late post, clashes, a crisis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.core.posts import Post, PostState
from jornada.editorial import PostsSaved
from jornada.paths import Paths
from jornada.tui.screens.posts import PostsScreen
from tests.tui.conftest import FRIDAY, SetScene, until_live
from tests.tui.test_posts_screen import AGENCY, write_calendar

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
    scene: SetScene,
    size: tuple[int, int],
) -> None:
    write_calendar(paths)
    day = scene(AGENCY)
    day.do(CRISIS)
    assert isinstance(day.desk.add_posts([CLASH]), PostsSaved)

    assert snap_compare(day.app(), terminal_size=size, run_before=on_posts)

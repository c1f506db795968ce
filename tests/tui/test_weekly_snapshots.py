"""The KPIs and the form of the weekly report as they look at three sizes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import app as app_module
from jornada.tui.app import make_app
from jornada.tui.screens.today_doing import DoingScreen
from tests.conftest import FixedClock
from tests.tui.conftest import FakeWatcher, until_live
from tests.tui.test_kpis_screen import typed

Compare = Callable[..., bool]
VIEWS = {"kpis": ("0",), "form": ("0", "e"), "report": ("W",)}
CONFIG = 'workflow = "agency"\n'


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_how_it_looks(
    paths: Paths,
    clock: FixedClock,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    view: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr(app_module, "watch", lambda paths, on_change, *, network: FakeWatcher())
    loaded = LoadedConfig(*load_config(CONFIG))
    desk = open_desk(paths, clock=clock, language="en", config=loaded)
    for weeks_ago in range(5):
        figures = typed(weeks_ago, followers=1200 - 150 * weeks_ago, mentions=40, replies=38 - 4 * weeks_ago)
        assert isinstance(desk.act(figures), Saved)
    opening: Future[Desk] = Future()
    opening.set_result(desk)
    app = make_app(opening, paths=paths, words=load_words("en"), config=loaded, environment={})

    async def press(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        for key in VIEWS[view]:
            await pilot.press(key)
            if isinstance(pilot.app.screen, DoingScreen):
                await pilot.app.screen.settled()
            await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=press)
    desk.close()

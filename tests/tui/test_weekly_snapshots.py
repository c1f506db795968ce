"""The KPIs and the form of the weekly report as they look at three sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from jornada.tui.screens.today_doing import DoingScreen
from tests.tui.conftest import SetScene, until_live
from tests.tui.test_kpis_screen import typed

Compare = Callable[..., bool]
VIEWS = {"kpis": ("0",), "form": ("0", "e"), "report": ("W",)}
CONFIG = 'workflow = "agency"\n'


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_how_it_looks(
    scene: SetScene,
    snap_compare: Compare,
    view: str,
    size: tuple[int, int],
) -> None:
    day = scene(CONFIG)
    for weeks_ago in range(5):
        figures = typed(weeks_ago, followers=1200 - 150 * weeks_ago, mentions=40, replies=38 - 4 * weeks_ago)
        day.do(figures)

    async def press(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        for key in VIEWS[view]:
            await pilot.press(key)
            if isinstance(pilot.app.screen, DoingScreen):
                await pilot.app.screen.settled()
            await pilot.pause()

    assert snap_compare(day.app(), terminal_size=size, run_before=press)

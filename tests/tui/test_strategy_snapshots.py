"""What the strategy screen looks like: wide, at the usual size, and in little room.

After a change that is meant, look at the report of the failing run and keep the new drawings with
`pytest tests/tui/test_strategy_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.tui.screens.strategy import StrategyScreen
from tests.tui.conftest import SetScene, until_live
from tests.tui.test_snapshots import LOOKS, Compare


@pytest.mark.parametrize(
    ("size", "language", "look"),
    [((140, 45), "en", "dark"), ((80, 24), "es", "light"), ((50, 15), "en", "mono")],
)
def test_strategy(
    snap_compare: Compare,
    scene: SetScene,
    size: tuple[int, int],
    language: str,
    look: str,
) -> None:
    theme, environment = LOOKS[look]
    day = scene(f'theme = "{theme}"\nworkflow = "agency"\n', language, environment)
    for brand, minutes in (("acme", 25), ("cobalto", 280), ("brisa", 12)):
        items = [row.item for row in day.desk.day().rows]
        task = next(item.id for item in items if item.brand == brand and item.is_open)
        day.do(do.TaskStart(task=task))
        day.clock.advance(minutes=minutes)
        day.do(do.TaskDone(task=task))
    app = day.app()

    async def run(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        await pilot.pause()
        await pilot.press("7")
        await pilot.pause()
        assert isinstance(app.screen, StrategyScreen)

    assert snap_compare(app, terminal_size=size, run_before=run)

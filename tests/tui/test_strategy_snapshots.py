"""What the strategy screen looks like: wide, at the usual size, and in little room.

After a change that is meant, look at the report of the failing run and keep the new drawings with
`pytest tests/tui/test_strategy_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import app as app_module
from jornada.tui.app import make_app
from jornada.tui.screens.strategy import StrategyScreen
from tests.conftest import FixedClock
from tests.tui.conftest import FakeWatcher, until_live
from tests.tui.test_snapshots import LOOKS, Compare


@pytest.mark.parametrize(
    ("size", "language", "look"),
    [((140, 45), "en", "dark"), ((80, 24), "es", "light"), ((50, 15), "en", "mono")],
)
def test_strategy(
    snap_compare: Compare,
    paths: Paths,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    language: str,
    look: str,
) -> None:
    theme, environment = LOOKS[look]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)  # the toolkit looks in the process's own
    monkeypatch.setattr(app_module, "watch", lambda *args, **named: FakeWatcher())
    config = LoadedConfig(*load_config(f'theme = "{theme}"\nworkflow = "agency"\n'))
    desk = open_desk(paths, clock=clock, language=language, config=config)
    for brand, minutes in (("acme", 25), ("cobalto", 280), ("brisa", 12)):
        task = next(row.item.id for row in desk.day().rows if row.item.brand == brand and row.item.is_open)
        desk.act(do.TaskStart(task=task))
        clock.advance(minutes=minutes)
        desk.act(do.TaskDone(task=task))
    opening: Future[Desk] = Future()
    opening.set_result(desk)
    app = make_app(opening, paths=paths, words=load_words(language), config=config, environment=environment)

    async def run(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        await pilot.pause()
        await pilot.press("7")
        await pilot.pause()
        assert isinstance(app.screen, StrategyScreen)

    assert snap_compare(app, terminal_size=size, run_before=run)
    desk.close()

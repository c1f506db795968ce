"""The editor of the plan and what it proposes for today, as they look at three sizes."""

from __future__ import annotations

from collections.abc import Callable
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
from jornada.tui.screens.workflow_editor import WorkflowEditor
from tests.conftest import FixedClock
from tests.tui.conftest import FRIDAY, FakeWatcher, until_live

Compare = Callable[..., bool]
VIEWS = {
    "rows": ("6", "e", "j", "j", "plus"),
    "form": ("6", "e", "j", "j", "enter", "tab", "6", "0"),
    "proposal": ("6", "e", "j", "j", "plus", "escape"),
}


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_editor(
    paths: Paths,
    clock: FixedClock,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    view: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr(app_module, "watch", lambda *args, **named: FakeWatcher())
    language = "es" if view == "form" else "en"
    config = LoadedConfig(*load_config('workflow = "agency"\n'))
    desk = open_desk(paths, clock=clock, language=language, config=config)
    task = desk.day(FRIDAY).rows[0].item.id
    desk.act(do.TaskNote(task=task, text="begun"))
    opening: Future[Desk] = Future()
    opening.set_result(desk)
    app = make_app(opening, paths=paths, words=load_words(language), config=config, environment={})

    async def run(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        for key in VIEWS[view]:
            await pilot.press(key)
            await pilot.pause()
            if isinstance(app.screen, WorkflowEditor):
                await app.screen.settled()
        await pilot.pause()

    try:
        assert snap_compare(app, terminal_size=size, run_before=run)
    finally:
        desk.close()

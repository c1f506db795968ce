"""The editor of the plan and what it proposes for today, as they look at three sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.tui.screens.workflow_editor import WorkflowEditor
from tests.tui.conftest import FRIDAY, SetScene, until_live

Compare = Callable[..., bool]
VIEWS = {
    "rows": ("6", "e", "j", "j", "plus"),
    "form": ("6", "e", "j", "j", "enter", "tab", "6", "0"),
    "proposal": ("6", "e", "j", "j", "plus", "escape"),
}


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_editor(
    scene: SetScene,
    snap_compare: Compare,
    view: str,
    size: tuple[int, int],
) -> None:
    day = scene('workflow = "agency"\n', "es" if view == "form" else "en")
    day.do(do.TaskNote(task=day.desk.day(FRIDAY).rows[0].item.id, text="begun"))
    app = day.app()

    async def run(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        for key in VIEWS[view]:
            await pilot.press(key)
            await pilot.pause()
            if isinstance(app.screen, WorkflowEditor):
                await app.screen.settled()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run)

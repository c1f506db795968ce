"""The manual in the dashboard: from help one key further, a list of pages, a page to scroll."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.widgets import Static

from jornada.present.manual import page_titles, topics
from jornada.tui import dialogs
from jornada.tui.screens.manual import ManualPage
from tests.tui.conftest import Stages
from tests.tui.forms_host import Stage, press, shown, text_on
from tests.tui.test_help import help_on_incidents


@pytest.fixture(params=["en", "es"])
def stage(stages: Stages, request: pytest.FixtureRequest) -> Stage:
    return stages(language=request.param)


async def test_it_is_one_key_from_help(stage: Stage) -> None:
    titles = page_titles(stage.words)
    async with shown(stage, help_on_incidents) as pilot:
        await press(pilot, "m")
        first = text_on(pilot)
        await press(pilot, "end")
        assert all(title in first + text_on(pilot) for title in titles.values())
        await press(pilot, "home", "j", "enter")
        page = pilot.app.screen
        assert isinstance(page, ManualPage)
        assert titles["method"] in text_on(pilot)
        await press(pilot, "G")
        assert "jornada help queue" in text_on(pilot)
        await press(pilot, "g")
        assert stage.words.gettext("esc") in text_on(pilot)


async def test_back_from_a_page_is_to_the_list_where_one_was(stage: Stage) -> None:
    async with shown(stage, dialogs.read_manual) as pilot:
        at = topics().index("keys")
        await press(pilot, *(["j"] * at), "enter")
        assert stage.words.gettext("Start the timer of the task, or stop it") in text_on(pilot)
        await press(pilot, "escape", "enter")
        assert stage.words.gettext("Start the timer of the task, or stop it") in text_on(pilot)
        await press(pilot, "escape", "escape")
        assert not isinstance(pilot.app.screen, ManualPage)


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (120, 40)])
async def test_a_page_is_read_at_every_size(stage: Stage, size: tuple[int, int]) -> None:
    async with shown(stage, dialogs.read_manual, size=size) as pilot:
        await press(pilot, "enter")
        body = pilot.app.screen.query_one("#dialog-body")
        text = pilot.app.screen.query_one(".facts", Static)
        assert text.content_size.width <= size[0]
        before = body.scroll_y
        await press(pilot, "j")
        assert body.scroll_y == before + (1 if body.max_scroll_y else 0)


def test_the_first_screen_loads_nothing_of_it() -> None:
    code = "import sys, jornada.tui.app; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert "jornada.tui.screens.today" in loaded
    assert {"jornada.tui.screens.manual", "jornada.present.manual", "textual.widgets._markdown"} & set(
        loaded
    ) == set()

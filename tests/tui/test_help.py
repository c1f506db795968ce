"""Help names the keys in use, those that apply here first, and every mark that is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from textual.screen import Screen

from jornada.paths import Paths
from jornada.present.glyphs import UNICODE
from jornada.present.help_words import mark_rows
from jornada.present.pen import Pen
from jornada.tui import dialogs
from jornada.tui.actions import ACTIONS, Where, bindings_for
from jornada.tui.key_names import bound_keys, key_name
from jornada.tui.keymap import read_keymap
from jornada.tui.screens.help import key_sections
from tests.tui.forms_host import Stage, answer, press, shown, text_on


class Incidents(Screen[None]):
    """A screen on which the keys of incidents are bound."""

    BINDINGS = bindings_for(Where.ANYWHERE, Where.INCIDENT)


@pytest.fixture(params=["en", "es"])
def stage(paths: Paths, request: pytest.FixtureRequest) -> Iterator[Stage]:
    stage = Stage(paths, language=request.param)
    yield stage
    stage.desk.close()


async def help_on_incidents(app: Any) -> None:
    screen = Incidents()
    await app.push_screen(screen)
    await dialogs.show_help(app, screen)


async def test_the_keys_that_apply_come_first(stage: Stage) -> None:
    async with shown(stage, help_on_incidents) as pilot:
        page = text_on(pilot)
        gettext = stage.words.gettext
        assert gettext("Take the next step of its life") in page
        assert gettext("Start the timer of the task, or stop it") not in page
        await press(pilot, "G")
        page = text_on(pilot)
        assert gettext("Interrupted, waits to be resumed") in page
        await press(pilot, "q")
        assert answer(pilot) is None


@pytest.mark.parametrize("key", ["escape", "q", "question_mark"])
async def test_it_is_left_with_the_keys_that_opened_it(stage: Stage, key: str) -> None:
    async with shown(stage, help_on_incidents) as pilot:
        await press(pilot, key)
        assert isinstance(pilot.app.screen, Incidents)


def test_every_action_is_named_once_with_the_keys_in_use(stage: Stage) -> None:
    keymap = read_keymap({"task.done": "f5"})
    sections = key_sections(stage.words, {}, keymap)
    rows = [row for section in sections for row in section.rows]
    assert len(rows) == len(ACTIONS)
    assert ("f5", stage.words.gettext("The task is done")) in rows


def test_keys_are_called_as_a_person_writes_them(stage: Stage) -> None:
    assert key_name(stage.words, "question_mark") == "?"
    assert key_name(stage.words, "less_than_sign") == "<"
    assert key_name(stage.words, "space") == stage.words.gettext("space")


async def test_what_is_bound_is_found_by_its_action(stage: Stage) -> None:
    async with shown(stage, help_on_incidents) as pilot:
        await press(pilot, "escape")
        bound = bound_keys(pilot.app.screen)
        assert bound["incident.edit"][0] == ("e",)
        assert bound["incident.open"][0] == ("enter",)
        assert "task.done" not in bound


def test_every_mark_of_a_state_is_explained(stage: Stage) -> None:
    explained = {mark for mark, _ in mark_rows(Pen(stage.words, UNICODE))}
    states = {
        getattr(UNICODE, field.name)
        for field in fields(UNICODE)
        if not field.name.startswith("bar_")
        and field.name not in ("cursor", "marked", "ellipsis", "line", "separator", "arrow")
    }
    assert explained >= states

"""Help names the keys in use, those that apply here first, and every mark that is drawn."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from jornada.present.glyphs import UNICODE
from jornada.present.help_words import mark_rows
from jornada.present.manual import page_titles, topics
from jornada.present.pen import Pen
from jornada.present.words import load_words
from jornada.tui import dialogs
from jornada.tui.actions import ACTIONS, Where, bindings_for
from jornada.tui.key_names import bound_keys, key_name
from jornada.tui.key_page import key_page
from jornada.tui.keymap import read_keymap
from jornada.tui.screens.help import key_sections
from jornada.tui.screens.manual import ManualPage
from tests.tui.conftest import OpenDashboard, Stages
from tests.tui.forms_host import Stage, answer, press, settle, shown, text_on


class Incidents(Screen[None]):
    """A screen on which the keys of incidents are bound."""

    BINDINGS = bindings_for(Where.ANYWHERE, Where.INCIDENT)


def text_of_page(pilot: Pilot[None]) -> str:
    """All of the page, scrolled to or not."""
    return str(pilot.app.screen.query_one(".facts", Static).render())


@pytest.fixture(params=["en", "es"])
def stage(stages: Stages, request: pytest.FixtureRequest) -> Stage:
    return stages(language=request.param)


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
        assert gettext("Start the timer of the task, or stop it") in text_of_page(pilot)
        await press(pilot, "q")
        assert answer(pilot) is None


async def test_marks_come_before_the_keys_of_other_places(stage: Stage) -> None:
    async with shown(stage, help_on_incidents) as pilot:
        gettext = stage.words.gettext
        order = [
            "Take the next step of its life",
            "Log an incident",
            "Interrupted, waits to be resumed",
            "In other places",
            "Start the timer of the task, or stop it",
        ]
        page = text_of_page(pilot)
        places = [page.index(gettext(each)) for each in order]
        assert places == sorted(places)


@pytest.mark.parametrize("key", ["escape", "q", "question_mark"])
async def test_it_is_left_with_the_keys_that_opened_it(stage: Stage, key: str) -> None:
    async with shown(stage, help_on_incidents) as pilot:
        await press(pilot, key)
        assert isinstance(pilot.app.screen, Incidents)


def test_every_action_is_named_once_with_the_keys_in_use(stage: Stage) -> None:
    keymap = read_keymap({"task.done": "f5"})
    here, elsewhere = key_sections(stage.words, {}, keymap)
    assert not here
    rows = [row for section in elsewhere for row in section.rows]
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


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_action_has_a_line_in_both_languages(language: str) -> None:
    words, source = load_words(language), load_words("en")
    lines = key_page(words, read_keymap({})).splitlines()
    for action in ACTIONS:
        told, label = words.gettext(action.help), words.gettext(action.label)
        assert any(line.endswith(f" | {told} |") for line in lines), action.id
        assert told.strip()
        assert label.strip()
        if language != "en":
            assert told != source.gettext(action.help), action.id


def test_the_page_about_every_screen_is_there() -> None:
    screens = [action for action in ACTIONS if action.id.startswith("screen.")]
    assert {action.page for action in screens} <= set(topics())
    assert all(action.page for action in screens)


async def test_help_and_the_manual_are_about_the_screen_one_is_on(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("2")
        await day.pilot.press("question_mark")
        await settle(day.pilot)
        assert "Help  Week" in str(day.app.screen.query_one("#dialog-head", Static).render())
        await press(day.pilot, "m", "enter")
        page = day.app.screen
        assert isinstance(page, ManualPage)
        assert page.head()[0] == page_titles(load_words("en"))["week"]

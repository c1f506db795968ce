"""At every size the field in hand is in sight, with what is wrong with it; and so is the way out.

Each dialog is tried in one further theme; `FAULTS=full` tries each in all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.tui import day_dialogs, dialogs, incident_dialogs, time_dialogs
from jornada.tui.screens.form import Form
from tests.conftest import FULL
from tests.tui.conftest import Stages
from tests.tui.forms_host import FRIDAY, Stage, answer, press, settle, shown, text_on, type_text

THEMES = ("jornada-light", "terminal")
SIZES = ((80, 24), (50, 15), (40, 10))
TITLE = "Publicación [bold]larguísima[/] sobre 日本語 y مرحبا 👩‍👩‍👧 " * 3


@pytest.fixture
def stage(stages: Stages) -> Stage:
    """In Spanish, whose words are the longer ones."""
    stage = stages(language="es", workflow="agency")
    stage.do(do.TaskAdd(title=TITLE, date=FRIDAY, block="morning", minutes=45, milestone=TITLE, due="10:30"))
    stage.clock.at("12:10")
    return stage


def task(stage: Stage) -> str:
    return next(key for key in stage.state.items if "." not in key)


FORMS: dict[str, Callable[[Stage], Callable[[Any], Awaitable[Any]]]] = {
    "add": lambda stage: lambda app: dialogs.add_task(app, stage.desk, FRIDAY),
    "edit": lambda stage: lambda app: dialogs.edit_task(app, stage.desk, stage.item(task(stage))),
    "log": lambda stage: (
        lambda app: time_dialogs.log_time(app, stage.desk, stage.item(task(stage)), stage.desk.day())
    ),
    "note": lambda stage: lambda app: dialogs.note_task(app, stage.desk, stage.item(task(stage))),
    "incident": lambda stage: lambda app: incident_dialogs.log_incident(app, stage.desk),
}

LISTS: dict[str, Callable[[Stage], Callable[[Any], Awaitable[Any]]]] = {
    "move": lambda stage: (
        lambda app: dialogs.move_task(app, stage.desk, stage.item(task(stage)), stage.desk.day())
    ),
    "triage": lambda stage: lambda app: day_dialogs.triage(app, stage.desk, stage.desk.day()),
    "brand": lambda stage: lambda app: dialogs.choose_brand(app, stage.desk, ""),
    "palette": lambda stage: lambda app: dialogs.show_palette(app, app.screen),
    "help": lambda stage: lambda app: dialogs.show_help(app, app.screen),
    "quit": lambda stage: lambda app: dialogs.confirm_quit_unsaved(app, 2),
}


def focused_is_in_sight(pilot: Pilot[None]) -> None:
    form = pilot.app.screen
    assert isinstance(form, Form)
    field = next(form.field(name) for name in form.values() if form.field(name).control.has_focus)
    room = form.query_one("#dialog-body").region
    control = field.control.region
    assert control.width > 8
    assert room.contains_region(control), (field.key, control, room)
    if field.wrong:
        below = field.query_one(".field-note").region
        assert below.height >= 1
        assert room.contains_region(below), (field.key, below, room)
        assert field.wrong.split()[0] in text_on(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", FORMS)
async def test_the_field_in_hand_is_in_sight(stage: Stage, name: str, size: tuple[int, int]) -> None:
    async with shown(stage, FORMS[name](stage), size=size) as pilot:
        form = pilot.app.screen
        assert isinstance(form, Form)
        for name in form.values():
            form.field(name).control.focus()
            await settle(pilot)
            focused_is_in_sight(pilot)
        assert "esc" in text_on(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "at"), [("edit", "due"), ("edit", "minutes"), ("incident", "reach"), ("log", "end")]
)
async def test_what_is_wrong_is_in_sight(stage: Stage, name: str, at: str, size: tuple[int, int]) -> None:
    async with shown(stage, FORMS[name](stage), size=size) as pilot:
        form = pilot.app.screen
        assert isinstance(form, Form)
        if name == "incident":
            await type_text(pilot, "Title")
        form.field(at).control.focus()
        await press(pilot, "ctrl+u")
        await type_text(pilot, "nonsense")
        await press(pilot, "enter")
        assert form.field(at).wrong
        focused_is_in_sight(pilot)
        assert answer(pilot) == "no answer yet"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LISTS)
async def test_lists_have_the_way_out_in_sight(stage: Stage, name: str, size: tuple[int, int]) -> None:
    async with shown(stage, LISTS[name](stage), size=size) as pilot:
        assert "esc" in text_on(pilot)
        await press(pilot, "end", "down")
        assert "esc" in text_on(pilot)
        dialog = pilot.app.screen.query_one("#dialog").region
        assert pilot.app.screen.region.contains_region(dialog)
        await press(pilot, "escape")
        assert answer(pilot) in (None, False)


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        (name, theme)
        for place, name in enumerate([*FORMS, *LISTS])
        for theme in (THEMES if FULL else [THEMES[place % 2]])
    ],
)
async def test_every_theme_and_plain_signs_will_do(stage: Stage, name: str, theme: str) -> None:
    dialog = (FORMS | LISTS)[name](stage)
    async with shown(stage, dialog, theme=theme, ascii_only=True) as pilot:
        screen = text_on(pilot)
        assert "esc" in screen
        assert not set(screen) & set("│╭╮╰╯─▌○▶✓✗◆→")


@pytest.mark.parametrize("name", ["move", "triage", "brand", "edit"])
async def test_without_colours_what_is_in_hand_is_reversed(stage: Stage, name: str) -> None:
    async with shown(stage, (FORMS | LISTS)[name](stage), theme="terminal") as pilot:
        reversed_cells = [
            segment.text
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.style.reverse
        ]
        assert any(reversed_cells)


async def test_a_terminal_that_shrinks_keeps_the_field_in_sight(stage: Stage) -> None:
    async with shown(stage, FORMS["incident"](stage)) as pilot:
        await press(pilot, "shift+tab")
        await pilot.resize_terminal(40, 10)
        await press(pilot, "a")
        focused_is_in_sight(pilot)
        await pilot.resize_terminal(110, 35)
        focused_is_in_sight(pilot)

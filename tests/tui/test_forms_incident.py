"""The incident form: a title and enter are enough; kind and severity follow each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.paths import Paths
from jornada.tui import incident_dialogs
from jornada.tui.screens.form import Form
from tests.tui.conftest import Stages
from tests.tui.forms_host import Stage, answer, at, press, shown, text_on, type_text, write_plan_of_one_brand


@pytest.fixture(params=["en", "es"])
def stage(stages: Stages, request: pytest.FixtureRequest) -> Stage:
    return stages(language=request.param, workflow="agency")


def log(stage: Stage) -> Callable[[Any], Awaitable[Any]]:
    return lambda app: incident_dialogs.log_incident(app, stage.desk)


def edit(stage: Stage, key: str) -> Callable[[Any], Awaitable[Any]]:
    return lambda app: incident_dialogs.edit_incident(app, stage.desk, stage.incident(key))


def form_of(pilot: Pilot[None]) -> Form:
    form = pilot.app.screen
    assert isinstance(form, Form)
    return form


async def test_a_title_and_enter_log_a_complaint(stage: Stage) -> None:
    async with shown(stage, log(stage)) as pilot:
        await type_text(pilot, "Angry comment")
        await press(pilot, "enter")
        assert answer(pilot) == do.IncidentOpen(title="Angry comment", kind="complaint", severity=4)
    assert stage.do(answer(pilot))


async def test_the_brand_in_view_is_taken(stage: Stage) -> None:
    async with shown(
        stage, lambda app: incident_dialogs.log_incident(app, stage.desk, brand="brisa")
    ) as pilot:
        assert "Hotel Brisa" in text_on(pilot)
        await type_text(pilot, "Angry comment")
        await press(pilot, "enter")
        assert answer(pilot).brand == "brisa"


async def test_where_there_is_one_brand_it_is_shown_and_not_asked(paths: Paths) -> None:
    write_plan_of_one_brand(paths)
    stage = Stage(paths)
    async with shown(stage, log(stage)) as pilot:
        assert "Café Ñandú" in text_on(pilot)
        assert "brand" not in form_of(pilot).values()
        await type_text(pilot, "Angry comment")
        await press(pilot, "enter")
        assert stage.incident(stage.do(answer(pilot))).brand == "acme"
    stage.desk.close()


@pytest.mark.parametrize(("keys", "whose"), [((), "acme"), (("tab", "tab", "tab", "home"), "")])
async def test_an_interruption_is_the_only_brands_unless_one_says_that_it_is_nobodys(
    paths: Paths, keys: tuple[str, ...], whose: str
) -> None:
    write_plan_of_one_brand(paths)
    stage = Stage(paths)
    key = stage.do(do.Interrupt())
    async with shown(stage, edit(stage, key)) as pilot:
        assert form_of(pilot).field("brand").value == "acme"
        await type_text(pilot, "A call")
        await press(pilot, *keys)
        assert form_of(pilot).field("brand").value == whose
        await press(pilot, "enter")
        stage.do(answer(pilot))
    assert stage.incident(key).brand == whose
    stage.desk.close()


async def test_without_a_title_nothing_is_logged(stage: Stage) -> None:
    async with shown(stage, log(stage)) as pilot:
        await press(pilot, "enter")
        assert form_of(pilot).field("title").wrong
        assert answer(pilot) == "no answer yet"
        await press(pilot, "escape")
        assert answer(pilot) is None


async def test_the_severity_follows_the_kind_until_one_is_chosen(stage: Stage) -> None:
    async with shown(stage, log(stage)) as pilot:
        await press(pilot, "tab", "end")
        assert form_of(pilot).field("kind").value == "other"
        assert form_of(pilot).field("severity").value == ""
        await press(pilot, "home", "right")
        assert form_of(pilot).field("kind").value == "negative-mentions"
        assert form_of(pilot).field("severity").value == "2"
        await press(pilot, "tab", "right")
        assert form_of(pilot).field("severity").value == "3"
        await press(pilot, "shift+tab", "right")
        assert form_of(pilot).field("severity").value == "3"


async def test_the_floor_of_a_kind_raises_the_severity_and_lets_go_again(stage: Stage) -> None:
    async with shown(stage, log(stage)) as pilot:
        form = form_of(pilot)
        await press(pilot, "tab", "tab", "home", "right", "right")
        assert form.field("severity").value == "3"
        await press(pilot, "shift+tab")
        kinds = stage.words.gettext("account compromise")
        await type_text(pilot, kinds[:4])
        assert form.field("kind").value == "compromise"
        assert form.field("severity").value == "1"
        assert "S1" in text_on(pilot)
        await press(pilot, "home")
        assert form.field("severity").value == "3"


async def test_all_is_read_and_the_times_are_of_the_past(stage: Stage) -> None:
    async with shown(stage, log(stage)) as pilot:
        await type_text(pilot, "Angry comment")
        await press(pilot, "tab", "tab", "tab", "right", "tab")
        await type_text(pilot, "Instagram")
        await press(pilot, "tab")
        await type_text(pilot, "9:05")
        await press(pilot, "tab")
        await type_text(pilot, "23:50")
        await press(pilot, "tab")
        await type_text(pilot, "https://example.org/1")
        await press(pilot, "tab")
        await type_text(pilot, "@someone")
        await press(pilot, "tab")
        await type_text(pilot, "12k")
        await press(pilot, "tab")
        await type_text(pilot, "screenshot 3")
        await press(pilot, "enter")
        assert answer(pilot) == do.IncidentOpen(
            title="Angry comment",
            kind="complaint",
            severity=4,
            brand="acme",
            channel="Instagram",
            link="https://example.org/1",
            author="@someone",
            reach=12_000,
            evidence="screenshot 3",
            detected=at("09:05"),
            occurred=at("23:50", dt.date(2026, 11, 19)),
        )


async def test_each_mistake_is_said_at_its_field_and_the_rest_stays(stage: Stage) -> None:
    async with shown(stage, log(stage)) as pilot:
        form = form_of(pilot)
        await type_text(pilot, "Angry comment")
        for name, text in (("detected", "12:00"), ("reach", "many")):
            form.field(name).control.focus()
            await type_text(pilot, text)
        await press(pilot, "enter")
        assert set(form.values()) >= {"reach", "detected"}
        assert form.field("reach").wrong
        form.field("reach").control.focus()
        await press(pilot, "ctrl+u", "enter")
        assert form.field("detected").wrong
        assert form.field("detected").control.has_focus
        assert form.field("title").value == "Angry comment"


async def test_before_it_occurred_nothing_is_detected(stage: Stage) -> None:
    async with shown(stage, log(stage)) as pilot:
        form = form_of(pilot)
        await type_text(pilot, "Angry comment")
        form.field("detected").control.focus()
        await type_text(pilot, "9:00")
        form.field("occurred").control.focus()
        await type_text(pilot, "9:30")
        await press(pilot, "enter")
        assert form.field("detected").wrong


async def test_personal_data_is_warned_of(stage: Stage) -> None:
    async with shown(stage, log(stage)) as pilot:
        assert stage.words.gettext("No personal data: a public handle at most") in text_on(pilot)


async def test_a_nameless_one_is_named_by_its_title_alone(stage: Stage) -> None:
    key = stage.do(do.Interrupt())
    stage.clock.at("09:55")
    async with shown(stage, edit(stage, key)) as pilot:
        assert stage.words.gettext("Name the incident") in text_on(pilot)
        await type_text(pilot, "Client on the phone")
        await press(pilot, "enter")
        assert answer(pilot) == do.IncidentEdit(incident=key, title="Client on the phone")
    stage.do(answer(pilot))
    assert stage.incident(key).severity is None


async def test_a_nameless_one_is_classified_too(stage: Stage) -> None:
    key = stage.do(do.Interrupt())
    async with shown(stage, edit(stage, key)) as pilot:
        await type_text(pilot, "Leaked list")
        await press(pilot, "tab")
        await type_text(pilot, stage.words.gettext("personal-data leak")[:3])
        await press(pilot, "enter")
        assert answer(pilot) == do.IncidentEdit(incident=key, title="Leaked list", kind="leak", severity=1)


async def test_an_edit_has_what_was_changed_and_keeps_the_seconds_of_times(stage: Stage) -> None:
    stage.clock.at("09:40:31")
    key = stage.do(do.IncidentOpen(title="Clash", kind="clash", severity=3, channel="X"))
    stage.clock.at("10:10")
    async with shown(stage, edit(stage, key)) as pilot:
        await press(pilot, "tab", "tab", "home", "tab", "tab", "ctrl+u", "enter")
        assert answer(pilot) == do.IncidentEdit(incident=key, severity=1, channel="")
    async with shown(stage, edit(stage, key)) as pilot:
        await press(pilot, "enter")
        assert answer(pilot) is None


async def test_a_title_cannot_be_taken_away(stage: Stage) -> None:
    key = stage.do(do.IncidentOpen(title="Clash", kind="clash", severity=3))
    async with shown(stage, edit(stage, key)) as pilot:
        await press(pilot, "ctrl+u", "enter")
        assert form_of(pilot).field("title").wrong


async def test_of_an_older_incident_the_day_is_shown(stage: Stage) -> None:
    key = stage.do(do.IncidentOpen(title="Clash", kind="clash", severity=3))
    stage.clock.at("09:00", dt.date(2026, 11, 23))
    async with shown(stage, edit(stage, key)) as pilot:
        assert form_of(pilot).field("detected").value == "2026-11-20 09:40"

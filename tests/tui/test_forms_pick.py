"""Dialogs to pick from: moving a task, what is left over, brands, and the questions asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual import events

from jornada.core import intents as do
from jornada.core.forgotten import LeftRunning
from jornada.paths import Paths
from jornada.tui import day_dialogs, dialogs, time_dialogs
from tests.tui.forms_host import FRIDAY, Stage, answer, at, press, settle, shown, text_on, type_text

MONDAY = dt.date(2026, 11, 23)


def move(stage: Stage, key: str = "research") -> Callable[[Any], Awaitable[Any]]:
    return lambda app: dialogs.move_task(app, stage.desk, stage.item(key), stage.desk.day())


def triage(stage: Stage) -> Callable[[Any], Awaitable[Any]]:
    return lambda app: day_dialogs.triage(app, stage.desk, stage.desk.day())


# Moving


@pytest.mark.parametrize(
    ("keys", "date", "block"),
    [
        ("3", FRIDAY, "afternoon"),
        ("n", MONDAY, None),
        ("m", MONDAY, None),
        ("h", dt.date(2026, 11, 26), None),
        ("s", dt.date(2026, 11, 21), None),
    ],
)
async def test_one_key_moves(stage: Stage, keys: str, date: dt.date, block: str | None) -> None:
    async with shown(stage, move(stage)) as pilot:
        await press(pilot, *keys)
        assert answer(pilot) == do.TaskMove(task=stage.item("research").id, date=date, block=block)
    assert stage.do(answer(pilot))


async def test_enter_takes_the_row_in_hand_the_next_block_at_first(stage: Stage) -> None:
    async with shown(stage, move(stage, "overnight-sweep")) as pilot:
        await press(pilot, "enter")
        assert answer(pilot).block == "noon"
    async with shown(stage, move(stage, "overnight-sweep")) as pilot:
        await press(pilot, "j", "j", "k", "down", "enter")
        assert answer(pilot).date == dt.date(2026, 11, 21)


@pytest.mark.parametrize("keys", ["33", "3n", "\r\r", "3\x1b", "\x1b3"])
async def test_two_keys_at_once_close_one_screen(stage: Stage, keys: str) -> None:
    async with shown(stage, move(stage, "overnight-sweep")) as pilot:
        below = pilot.app.screen_stack[0]
        for key in keys:
            name = {"\r": "enter", "\x1b": "escape"}.get(key, key)
            pilot.app.post_message(events.Key(name, key))
        await settle(pilot)
        assert pilot.app.screen_stack == [below]


async def test_any_day_can_be_typed(stage: Stage) -> None:
    async with shown(stage, move(stage)) as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "next")
        await press(pilot, "enter")
        assert "“next”" in text_on(pilot)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "2026-12-01")
        assert "Tuesday 1 December" in text_on(pilot)
        await press(pilot, "enter")
        assert answer(pilot) == do.TaskMove(task=stage.item("research").id, date=dt.date(2026, 12, 1))


async def test_a_past_day_is_refused_with_a_word(stage: Stage) -> None:
    async with shown(stage, move(stage)) as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "yesterday")
        await press(pilot, "enter")
        assert "is past" in text_on(pilot)
        assert answer(pilot) == "no answer yet"
        await press(pilot, "escape")
        assert answer(pilot) == "no answer yet"
        await press(pilot, "escape")
        assert answer(pilot) is None


async def test_where_it_is_already_is_said(stage: Stage) -> None:
    async with shown(stage, move(stage)) as pilot:
        await press(pilot, "2")
        assert "there already" in text_on(pilot)
        assert answer(pilot) == "no answer yet"


async def test_letters_typed_into_the_day_do_not_move(stage: Stage) -> None:
    async with shown(stage, move(stage)) as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "mns3")
        assert answer(pilot) == "no answer yet"


# What is left over


async def test_nothing_is_decided_until_a_person_does(stage: Stage) -> None:
    stage.clock.at("12:10")
    async with shown(stage, triage(stage)) as pilot:
        assert "→ Noon?" in text_on(pilot)
        await press(pilot, "enter")
        assert answer(pilot) is None


async def test_as_proposed_and_enter_moves_all(stage: Stage) -> None:
    stage.clock.at("12:10")
    async with shown(stage, triage(stage)) as pilot:
        await press(pilot, "a", "enter")
        moves = answer(pilot).moves
        assert len(moves) == 4
        assert {(move.date, move.block, move.drop) for move in moves} == {(FRIDAY, "noon", False)}
    assert stage.do(answer(pilot))


async def test_each_row_is_decided_by_a_key_of_its_own(stage: Stage) -> None:
    stage.clock.at("12:10")
    names = [row.item.id for row in stage.desk.day().left_over]
    async with shown(stage, triage(stage)) as pilot:
        await press(pilot, "t", "j", "x", "j", "n", "j", "x", "space")
        assert "1 → Mon 23, 1 → Noon, 1 dropped, 1 stays" in " ".join(text_on(pilot).split())
        await press(pilot, "enter")
        assert answer(pilot) == do.Triage(
            moves=(
                do.TriageMove(task=names[0], date=MONDAY),
                do.TriageMove(task=names[1], drop=True),
                do.TriageMove(task=names[2], date=FRIDAY, block="noon"),
            )
        )


async def test_a_held_key_decides_one_row_only(stage: Stage) -> None:
    stage.clock.at("12:10")
    async with shown(stage, triage(stage)) as pilot:
        await press(pilot, *["x"] * 6, "enter")
        assert len(answer(pilot).moves) == 1


async def test_after_the_last_block_there_is_no_next_one(stage: Stage) -> None:
    stage.clock.at("18:30")
    async with shown(stage, triage(stage)) as pilot:
        # Monday has all of them again: nothing is proposed to go there.
        await press(pilot, "n", "j", "a", "t", "enter")
        assert [(move.date, move.block) for move in answer(pilot).moves] == [(MONDAY, None)]


async def test_a_day_is_typed_and_a_reason_given(stage: Stage) -> None:
    stage.clock.at("12:10")
    names = [row.item.id for row in stage.desk.day().left_over]
    async with shown(stage, triage(stage)) as pilot:
        await press(pilot, "slash", *"tue", "enter", "j", "r", *"old", "space", *"news", "enter", "enter")
        assert answer(pilot) == do.Triage(
            moves=(
                do.TriageMove(task=names[0], date=dt.date(2026, 11, 24)),
                do.TriageMove(task=names[1], drop=True, reason="old news"),
            )
        )
    assert stage.do(answer(pilot))


async def test_a_day_that_is_none_or_past_is_said_and_escape_leads_back_to_the_list(stage: Stage) -> None:
    stage.clock.at("12:10")
    async with shown(stage, triage(stage)) as pilot:
        await press(pilot, "slash", *"soon", "enter")
        assert "soon" in text_on(pilot)
        await press(pilot, "escape", "slash", *"yesterday", "enter")
        assert "is past" in text_on(pilot)
        await press(pilot, "escape", "enter")
        assert answer(pilot) is None


async def test_escape_decides_nothing(stage: Stage) -> None:
    stage.clock.at("12:10")
    async with shown(stage, triage(stage)) as pilot:
        await press(pilot, "a", "escape")
        assert answer(pilot) is None


# Brands


@pytest.mark.parametrize(
    ("keys", "brand"),
    [("0", ""), ("1", "acme"), ("3", "cobalto"), (("enter",), "brisa"), (("escape",), None)],
)
async def test_a_brand_is_picked(agency: Stage, keys: tuple[str, ...], brand: str | None) -> None:
    async with shown(agency, lambda app: dialogs.choose_brand(app, agency.desk, "brisa")) as pilot:
        assert "Café Ñandú" in text_on(pilot)
        await press(pilot, *keys)
        assert answer(pilot) == brand


async def test_where_there_are_no_brands_that_is_said(stage: Stage) -> None:
    async with shown(stage, lambda app: dialogs.choose_brand(app, stage.desk, "")) as pilot:
        assert "This workflow has no brands" in text_on(pilot)
        await press(pilot, "enter")
        assert answer(pilot) == ""


# Questions


@pytest.mark.parametrize(
    ("key", "intent"),
    [
        ("c", None),
        ("enter", None),
        ("escape", None),
        ("s", lambda session: do.TaskStop(session=session, end=at("10:00"))),
        ("d", lambda session: do.TimeDrop(session=session)),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_timer_left_running_is_asked_about(
    paths: Paths, key: str, intent: Callable[[str], do.Intent] | None, language: str
) -> None:
    stage = Stage(paths, language=language)
    stage.do(do.TaskStart(task=stage.item("publish-and-answer").id))
    session = stage.state.running_session
    assert session is not None
    stage.clock.at("12:52")
    left = LeftRunning(session, at("10:00"), session.seconds(stage.desk.now()))
    async with shown(stage, lambda app: time_dialogs.ask_left_running(app, stage.desk, left)) as pilot:
        screen = text_on(pilot)
        assert stage.item("publish-and-answer").title in screen
        assert "3 h 12 min" in screen
        assert "10:00" in screen
        assert "20 min" in screen
        await press(pilot, key)
        expected = intent(session.id) if intent else None
        assert answer(pilot) == expected
    if expected is not None:
        stage.do(expected)
        assert stage.state.running_session is None
    stage.desk.close()


@pytest.mark.parametrize(("key", "leaves"), [("q", True), ("s", False), ("enter", False), ("escape", False)])
async def test_leaving_with_something_typed_is_asked(stage: Stage, key: str, leaves: bool) -> None:
    async with shown(stage, dialogs.confirm_quit_typed) as pilot:
        assert "What you typed in this form is nowhere else yet" in text_on(pilot)
        await press(pilot, key)
        assert answer(pilot) is leaves
    stage.desk.close()


@pytest.mark.parametrize(("key", "leaves"), [("q", True), ("s", False), ("enter", False), ("escape", False)])
async def test_leaving_with_something_not_saved_is_asked(stage: Stage, key: str, leaves: bool) -> None:
    async with shown(stage, lambda app: dialogs.confirm_quit_unsaved(app, 3)) as pilot:
        assert "3 records are not saved" in text_on(pilot)
        await press(pilot, key)
        assert answer(pilot) is leaves

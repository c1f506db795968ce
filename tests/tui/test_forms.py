"""Every form by its keys alone: what it answers, what it says when something is wrong, what it keeps."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.text import clean
from jornada.paths import Paths
from jornada.tui import dialogs, incident_dialogs, time_dialogs
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import Field
from jornada.tui.widgets.line import MOST_LETTERS
from tests.tui.forms_host import (
    FRIDAY,
    Host,
    Stage,
    answer,
    at,
    paste,
    press,
    settle,
    shown,
    text_on,
    type_text,
    write_plan_of_one_brand,
)

STRANGE = ("[bold]", "[@click=app.quit]x[/]", "👩‍👩‍👧 café", "مرحبا بالعالم", "日本語", "-- ' \" \\ {0} %s")
LONG = "word " * 2_000


def add(stage: Stage) -> Callable[[Any], Awaitable[Any]]:
    return lambda app: dialogs.add_task(app, stage.desk, FRIDAY)


def edit(stage: Stage, key: str = "publish-and-answer") -> Callable[[Any], Awaitable[Any]]:
    return lambda app: dialogs.edit_task(app, stage.desk, stage.item(key))


def log(stage: Stage, key: str = "publish-and-answer") -> Callable[[Any], Awaitable[Any]]:
    return lambda app: time_dialogs.log_time(app, stage.desk, stage.item(key), stage.desk.day())


def note(stage: Stage, key: str = "publish-and-answer") -> Callable[[Any], Awaitable[Any]]:
    return lambda app: dialogs.note_task(app, stage.desk, stage.item(key))


def incident(stage: Stage) -> Callable[[Any], Awaitable[Any]]:
    return lambda app: incident_dialogs.log_incident(app, stage.desk)


def field(pilot: Pilot[None], name: str) -> Field:
    form = pilot.app.screen
    assert isinstance(form, Form)
    return form.field(name)


def focused(pilot: Pilot[None]) -> str:
    """The name of the field in hand."""
    form = pilot.app.screen
    assert isinstance(form, Form)
    return next(name for name in form.values() if form.field(name).control.has_focus)


def wrong(pilot: Pilot[None]) -> dict[str, str]:
    form = pilot.app.screen
    assert isinstance(form, Form)
    return {name: form.field(name).wrong for name in form.values() if form.field(name).wrong}


def test_the_dialogs_are_imported_when_one_opens() -> None:
    code = "import sys, jornada.tui.dialogs; print([m for m in sys.modules if '.screens.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Adding with one line


async def test_a_line_becomes_a_task(stage: Stage) -> None:
    async with shown(stage, add(stage)) as pilot:
        await type_text(pilot, "Answer comments @up 30m !noon due 13:30")
        assert "30 min" in text_on(pilot)
        await press(pilot, "enter")
        assert answer(pilot) == do.TaskAdd(
            title="Answer comments", date=FRIDAY, block="noon", minutes=30, area="updating", due="13:30"
        )


async def test_without_a_block_it_is_the_one_that_runs(stage: Stage) -> None:
    async with shown(stage, add(stage)) as pilot:
        await type_text(pilot, "Answer")
        await press(pilot, "enter")
        assert answer(pilot) == do.TaskAdd(title="Answer", date=FRIDAY, block="morning")


async def test_a_task_is_added_to_the_day_in_view_and_never_to_a_past_one(stage: Stage) -> None:
    monday = dt.date(2026, 11, 23)
    async with shown(stage, lambda app: dialogs.add_task(app, stage.desk, monday)) as pilot:
        await type_text(pilot, "Answer")
        await press(pilot, "enter")
        assert answer(pilot) == do.TaskAdd(title="Answer", date=monday)
    async with shown(stage, lambda app: dialogs.add_task(app, stage.desk, dt.date(2026, 11, 2))) as pilot:
        await type_text(pilot, "Answer")
        await press(pilot, "enter")
        assert answer(pilot).date == FRIDAY


async def test_what_is_not_understood_is_said_and_nothing_is_lost(stage: Stage) -> None:
    async with shown(stage, add(stage)) as pilot:
        await type_text(pilot, "Answer @reddit 99h tomorrow")
        await press(pilot, "enter")
        assert answer(pilot) == "no answer yet"
        assert "“reddit”" in wrong(pilot)["line"]
        assert "“99h”" in wrong(pilot)["line"]
        assert field(pilot, "line").value == "Answer @reddit 99h tomorrow"
        await press(pilot, "space")
        assert not wrong(pilot)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "Answer")
        await press(pilot, "enter")
        assert answer(pilot).title == "Answer"


async def test_a_problem_shows_while_typing_once_its_word_is_over(stage: Stage) -> None:
    async with shown(stage, add(stage)) as pilot:
        await type_text(pilot, "Answer @reddi")
        assert "“reddi" not in text_on(pilot)
        await type_text(pilot, "t now")
        assert "“reddit”" in text_on(pilot)


async def test_tab_completes_the_word_and_says_with_what(agency: Stage) -> None:
    async with shown(agency, add(agency)) as pilot:
        await type_text(pilot, "Answer #ñan")
        assert "#acme Café Ñandú" in text_on(pilot)
        await press(pilot, "tab")
        assert field(pilot, "line").value == "Answer #acme "
        await press(pilot, "tab")
        await type_text(pilot, "!n")
        await press(pilot, "tab", "enter")
        assert answer(pilot).brand == "acme"
        assert answer(pilot).block == "noon"


async def test_of_a_task_where_there_is_one_brand_the_brand_is_shown_and_not_asked(paths: Paths) -> None:
    write_plan_of_one_brand(paths)
    stage = Stage(paths)
    async with shown(stage, add(stage)) as pilot:
        assert "Café Ñandú" in text_on(pilot)
        await type_text(pilot, "Call the printer 10m")
        await press(pilot, "enter")
        assert stage.item(stage.do(answer(pilot))).brand == "acme"
    stage.desk.close()


@pytest.mark.parametrize("title", STRANGE)
async def test_a_title_is_data(stage: Stage, title: str) -> None:
    async with shown(stage, add(stage)) as pilot:
        await paste(pilot, f'"{title}" 20m')
        assert clean(title)[:4] in text_on(pilot)
        await press(pilot, "enter")
        assert title in answer(pilot).title
        assert answer(pilot).minutes == 20


async def test_a_paste_becomes_one_clean_line(stage: Stage) -> None:
    async with shown(stage, add(stage)) as pilot:
        await paste(pilot, "two\nlines\x1b[31m \u202eturned 25m")
        assert field(pilot, "line").value == "two lines[31m turned 25m"
        await press(pilot, "enter")
        assert answer(pilot).title == "two lines[31m turned"


@pytest.mark.parametrize("line", ["", "   ", "@updating 30m"])
async def test_a_title_is_needed(stage: Stage, line: str) -> None:
    async with shown(stage, add(stage)) as pilot:
        await type_text(pilot, line)
        await press(pilot, "enter")
        assert set(wrong(pilot)) == {"line"}
        assert answer(pilot) == "no answer yet"


async def test_a_title_too_long_is_refused_and_kept(stage: Stage) -> None:
    async with shown(stage, add(stage)) as pilot:
        await paste(pilot, LONG)
        await press(pilot, "enter")
        assert "500" in wrong(pilot)["line"]
        assert field(pilot, "line").value == LONG[:MOST_LETTERS]


# Leaving, and what was typed last


async def test_escape_leaves_and_what_was_typed_can_be_had_back(stage: Stage) -> None:
    async with shown(stage, add(stage)) as pilot:
        host = pilot.app
        assert isinstance(host, Host)
        await type_text(pilot, "Half a thought")
        await press(pilot, "escape")
        assert answer(pilot) is None
        host.ask(add(stage))
        await settle(pilot)
        assert field(pilot, "line").value == ""
        assert "ctrl+r" in text_on(pilot)
        await press(pilot, "ctrl+r")
        assert field(pilot, "line").value == "Half a thought"
        await press(pilot, "enter")
        assert answer(pilot).title == "Half a thought"


async def test_nothing_is_offered_where_nothing_was_typed(stage: Stage) -> None:
    async with shown(stage, edit(stage)) as pilot:
        host = pilot.app
        assert isinstance(host, Host)
        await press(pilot, "tab", "escape")
        assert answer(pilot) is None
        assert not host.drafts
        host.ask(edit(stage))
        await settle(pilot)
        assert "ctrl+r" not in text_on(pilot)


async def test_what_was_typed_for_one_task_is_not_offered_for_another(stage: Stage) -> None:
    async with shown(stage, note(stage)) as pilot:
        host = pilot.app
        assert isinstance(host, Host)
        await type_text(pilot, "Wait")
        await press(pilot, "escape")
        host.ask(note(stage, "research"))
        await settle(pilot)
        await press(pilot, "ctrl+r")
        assert field(pilot, "text").value == ""


async def test_letters_do_nothing_but_type(stage: Stage) -> None:
    async with shown(stage, add(stage)) as pilot:
        await type_text(pilot, "qdxsaiuU?!:/1")
        assert field(pilot, "line").value == "qdxsaiuU?!:/1"
        assert not stage.state.days


# A task


async def test_tab_goes_through_the_fields_and_round(stage: Stage) -> None:
    order = ["title", "minutes", "block", "area", "brand", "milestone", "due", "rank"]
    async with shown(stage, edit(stage)) as pilot:
        for name in [*order, order[0]]:
            assert focused(pilot) == name
            await press(pilot, "tab")
        await press(pilot, "shift+tab", "shift+tab", "up")
        assert focused(pilot) == "due" or focused(pilot) == "rank"
        await press(pilot, "down")
        assert focused(pilot) in order


async def test_only_what_was_changed_is_in_the_edit(stage: Stage) -> None:
    async with shown(stage, edit(stage)) as pilot:
        await press(pilot, "tab")
        await type_text(pilot, "1h15")
        await press(pilot, "tab", "right", "tab", "tab", "tab", "tab")
        await type_text(pilot, "1130")
        await press(pilot, "enter")
        item = stage.item("publish-and-answer")
        assert answer(pilot) == do.TaskEdit(task=item.id, minutes=75, block="noon", due="11:30")


async def test_a_choice_is_made_by_typing(agency: Stage) -> None:
    key = agency.desk.day().rows[0].item.id
    async with shown(agency, edit(agency, key)) as pilot:
        await press(pilot, "tab", "tab", "tab", "tab")
        await type_text(pilot, "bri")
        await press(pilot, "enter")
        assert answer(pilot) == do.TaskEdit(task=key, brand="brisa")


async def test_a_click_takes_a_choice_in_hand_and_the_next_one_chooses(stage: Stage) -> None:
    async with shown(stage, edit(stage)) as pilot:
        choice = "#field-block Choice"
        await pilot.click(choice, offset=(1, 0))
        await settle(pilot)
        assert focused(pilot) == "block"
        assert field(pilot, "block").value == "morning"
        await pilot.click(choice, offset=(3, 0))
        await settle(pilot)
        assert field(pilot, "block").value == ""


async def test_a_milestone_and_its_due_time_can_be_taken_away(stage: Stage) -> None:
    async with shown(stage, edit(stage)) as pilot:
        await press(pilot, *["tab"] * 5, "ctrl+u", "tab", "ctrl+u", "enter")
        item = stage.item("publish-and-answer")
        assert answer(pilot) == do.TaskEdit(task=item.id, milestone="", due="")


async def test_enter_without_a_change_leaves(stage: Stage) -> None:
    async with shown(stage, edit(stage)) as pilot:
        await press(pilot, "enter")
        assert answer(pilot) is None


async def test_every_mistake_is_said_at_its_field(stage: Stage) -> None:
    async with shown(stage, edit(stage)) as pilot:
        await press(pilot, "tab")
        await type_text(pilot, "soon")
        await press(pilot, *["tab"] * 5)
        await type_text(pilot, "25:00")
        await press(pilot, "tab")
        await type_text(pilot, "100")
        await press(pilot, "enter")
        assert set(wrong(pilot)) == {"minutes", "due", "rank"}
        assert focused(pilot) == "minutes"
        assert answer(pilot) == "no answer yet"
        await type_text(pilot, "5")
        assert set(wrong(pilot)) == {"due", "rank"}


async def test_an_empty_title_is_refused_at_the_title(stage: Stage) -> None:
    async with shown(stage, edit(stage)) as pilot:
        await press(pilot, "ctrl+u", "tab")
        await type_text(pilot, "10")
        await press(pilot, "enter")
        assert set(wrong(pilot)) == {"title"}
        assert focused(pilot) == "title"
        assert field(pilot, "minutes").value == "10"


async def test_an_area_the_plan_no_longer_has_stays_until_it_is_changed(stage: Stage) -> None:
    key = stage.do(do.TaskAdd(title="Old", date=FRIDAY, area="updating"))
    stage.do(do.WorkflowUse(name="agency"))
    assert "updating" in stage.desk.workflow.area_by_key
    sharing = stage.do(do.TaskAdd(title="Other", date=FRIDAY))
    stage.do(do.WorkflowUse(name="garcia"))
    stage.do(do.TaskEdit(task=sharing, area="sharing"))
    stage.do(do.WorkflowUse(name="agency"))
    assert key != sharing
    async with shown(stage, edit(stage, sharing)) as pilot:
        assert field(pilot, "area").value == "sharing"
        await press(pilot, "tab")
        await type_text(pilot, "20")
        await press(pilot, "enter")
        assert answer(pilot) == do.TaskEdit(task=sharing, minutes=20)


async def test_a_task_shows_its_time_and_notes(stage: Stage) -> None:
    key = stage.item("publish-and-answer").id
    stage.do(do.TaskStart(task=key))
    stage.clock.at("10:05")
    stage.do(do.TaskStop(session=""))
    stage.do(do.TaskNote(task=key, text="[bold]Ana[/] checks"))
    async with shown(stage, edit(stage), size=(80, 30)) as pilot:
        assert "09:40–10:05" in text_on(pilot)
        assert "[bold]Ana[/] checks" in text_on(pilot)


# A note


async def test_a_note_is_written_and_wraps(stage: Stage) -> None:
    long = "This note goes on and on, past the end of any line that a terminal might have"
    async with shown(stage, note(stage), size=(40, 10)) as pilot:
        await type_text(pilot, long)
        assert "This note" in text_on(pilot)
        assert "might have" in text_on(pilot)
        await press(pilot, "enter")
        assert answer(pilot) == do.TaskNote(task=stage.item("publish-and-answer").id, text=long)


async def test_a_pasted_note_keeps_its_lines(stage: Stage) -> None:
    async with shown(stage, note(stage)) as pilot:
        await paste(pilot, "one\ntwo\x1b[31m")
        await press(pilot, "enter")
        assert answer(pilot).text == "one\ntwo[31m"


@pytest.mark.parametrize(("text", "said"), [("", ""), ("x" * 4_001, "4000")])
async def test_a_note_empty_or_too_long_is_refused(stage: Stage, text: str, said: str) -> None:
    async with shown(stage, note(stage)) as pilot:
        await paste(pilot, text)
        await press(pilot, "enter")
        assert said in wrong(pilot)["text"]
        assert field(pilot, "text").value == text


async def test_a_note_on_an_incident_warns_of_personal_data(stage: Stage) -> None:
    key = stage.do(do.IncidentOpen(title="Leak", kind="leak"))
    stage.do(do.IncidentNote(incident=key, text="first words"))

    async with shown(
        stage, lambda app: incident_dialogs.note_incident(app, stage.desk, stage.incident(key))
    ) as pilot:
        assert stage.words.gettext("No personal data: point to where it is kept") in text_on(pilot)
        assert "first words" in text_on(pilot)
        await type_text(pilot, "second")
        await press(pilot, "enter")
        assert answer(pilot) == do.IncidentNote(incident=key, text="second")


# Time afterwards


async def test_minutes_are_logged_up_to_now(stage: Stage) -> None:
    stage.clock.at("11:10")
    async with shown(stage, log(stage)) as pilot:
        await type_text(pilot, "20")
        assert field(pilot, "start").value == "10:50"
        await press(pilot, "enter")
        item = stage.item("publish-and-answer")
        assert answer(pilot) == do.TimeLog(task=item.id, start=at("10:50"), end=at("11:10"))


async def test_the_gap_since_the_last_session_is_proposed(stage: Stage) -> None:
    stage.do(do.TaskStart(task=stage.item("overnight-sweep").id))
    stage.clock.at("10:00:25")
    stage.do(do.TaskStop(session=""))
    stage.clock.at("10:32:50")
    async with shown(stage, log(stage)) as pilot:
        assert (field(pilot, "start").value, field(pilot, "end").value) == ("10:01", "10:32")
        await press(pilot, "enter")
        assert answer(pilot).end - answer(pilot).start == dt.timedelta(minutes=31)


async def test_times_give_the_minutes(stage: Stage) -> None:
    stage.clock.at("11:10")
    async with shown(stage, log(stage)) as pilot:
        await press(pilot, "tab")
        await type_text(pilot, "9:00")
        await press(pilot, "tab")
        await type_text(pilot, "945")
        assert field(pilot, "minutes").value == "45"
        await press(pilot, "tab")
        await type_text(pilot, "by phone")
        await press(pilot, "enter")
        assert answer(pilot) == do.TimeLog(
            task=stage.item("publish-and-answer").id, start=at("9:00"), end=at("9:45"), note="by phone"
        )


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        ("10:30", "10:10", "end"),
        ("10:30", "12:00", "end"),
        ("9:40", "10:00", "start"),
        ("25:00", "10:00", "start"),
        ("10:00", "never", "end"),
        ("", "10:00", "start"),
    ],
)
async def test_times_that_will_not_do_are_said_where_they_are(
    stage: Stage, start: str, end: str, name: str
) -> None:
    stage.do(do.TaskStart(task=stage.item("overnight-sweep").id))
    stage.clock.at("10:00")
    stage.do(do.TaskStop(session=""))
    stage.clock.at("11:10")
    async with shown(stage, log(stage)) as pilot:
        await press(pilot, "tab", "ctrl+u")
        await type_text(pilot, start)
        await press(pilot, "tab", "ctrl+u")
        await type_text(pilot, end)
        await press(pilot, "enter")
        assert name in wrong(pilot)
        assert answer(pilot) == "no answer yet"
        assert (field(pilot, "start").value, field(pilot, "end").value) == (start, end)


async def test_after_midnight_the_evening_before_is_meant(stage: Stage) -> None:
    stage.clock.at("00:20", dt.date(2026, 11, 21))
    key = stage.do(do.TaskAdd(title="Late", date=dt.date(2026, 11, 21)))
    async with shown(stage, log(stage, key)) as pilot:
        await press(pilot, "tab")
        await type_text(pilot, "23:30")
        await press(pilot, "enter")
        assert answer(pilot).start == at("23:30")
        assert answer(pilot).end == at("00:20", dt.date(2026, 11, 21))


async def test_on_a_past_day_the_times_are_of_that_day(stage: Stage) -> None:
    thursday = dt.date(2026, 11, 19)
    view = stage.desk.day(thursday)
    item = next(row.item for row in view.rows if row.item.key == "write-post")
    async with shown(stage, lambda app: time_dialogs.log_time(app, stage.desk, item, view)) as pilot:
        await type_text(pilot, "30")
        await press(pilot, "tab")
        await type_text(pilot, "10:00")
        await press(pilot, "tab")
        await type_text(pilot, "10:30")
        await press(pilot, "enter")
        assert (answer(pilot).start, answer(pilot).end) == (at("10:00", thursday), at("10:30", thursday))


# Nothing is markup, anywhere


async def test_no_dialog_reads_a_title_as_markup(stage: Stage) -> None:
    title = "[bold]x[/] [@click=app.quit]go[/]"
    key = stage.do(do.TaskAdd(title=title, date=FRIDAY, milestone=title, due="10:30"))
    stage.do(do.TaskNote(task=key, text=title))
    for dialog in (edit(stage, key), note(stage, key), log(stage, key)):
        async with shown(stage, dialog) as pilot:
            assert "[bold]x[/]" in text_on(pilot)
            assert not [each for each in pilot.app.screen.query(Static) if "@click" in _spans(each)]


def _spans(widget: Static) -> str:
    return repr(getattr(widget.visual, "spans", ""))

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.incidents import DEFAULT_TARGETS, KINDS, SEVERITIES, severity_for
from jornada.core.moments import MomentError, read_past
from jornada.core.refusals import Reason, Refused
from jornada.present.finding import closeness, first_beginning, plain, sought_words
from jornada.present.form_reading import OVERNIGHT, Reading
from jornada.present.form_words import field_of, foot_lines, incident_notes, task_facts
from jornada.present.glyphs import UNICODE
from jornada.present.help_words import KeySection, help_lines
from jornada.present.incident_form_words import (
    kind_options,
    severity_note,
    severity_options,
    suggested_severity,
)
from jornada.present.pen import Pen, text_of, width_of
from jornada.present.words import Words
from tests.present.scene import FRIDAY, MADRID, friday, task

NOW = dt.datetime(2026, 11, 20, 9, 40, tzinfo=MADRID)


@pytest.mark.parametrize(
    ("typed", "text", "near"),
    [
        ("", "Overnight sweep", 0),
        ("over", "Overnight sweep", 0),
        ("swe over", "Overnight sweep", 1),
        ("night", "Overnight sweep", 2),
        ("PUBLICACION", "Publicación programada", 0),
        ("ñandú", "Cafe Nandu", 1),
        ("xyz", "Overnight sweep", None),
    ],
)
def test_words_are_found_without_case_accents_or_order(typed: str, text: str, near: int | None) -> None:
    assert closeness(sought_words(typed), plain(text)) == near


def test_typing_goes_to_the_next_label_that_begins_so_and_round() -> None:
    labels = ["Complaint", "Service outage", "Account compromise", "Other"]
    assert first_beginning("c", labels, 0) == 0
    assert first_beginning("c", labels, 1) == 0
    assert first_beginning("co", labels[1:], 0) == 1
    assert first_beginning("out", labels, 0) == 1
    assert first_beginning("z", labels, 0) is None


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("9:10", "2026-11-20T09:10"),
        ("0910", "2026-11-20T09:10"),
        ("23:50", "2026-11-19T23:50"),
        ("20:00", "2026-11-20T20:00"),
        ("yesterday 20:00", "2026-11-19T20:00"),
        ("ayer 20:00", "2026-11-19T20:00"),
        ("fri 20:00", "2026-11-13T20:00"),
        ("fri 9:00", "2026-11-20T09:00"),
        ("thu 20:00", "2026-11-19T20:00"),
        ("mié 20:00", "2026-11-18T20:00"),
        ("2026-11-02 8:00", "2026-11-02T08:00"),
    ],
)
def test_a_time_that_is_over_is_read_with_its_day(text: str, instant: str) -> None:
    expected = dt.datetime.fromisoformat(instant).replace(tzinfo=MADRID)
    assert read_past(text, NOW, MADRID, NOW - OVERNIGHT) == expected


@pytest.mark.parametrize("text", ["25:00", "now", "never 9:00", "9:10 yesterday", "[bold]", "١٢:٣٠ x"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(MomentError):
        read_past(text, NOW, MADRID, NOW - OVERNIGHT)


def test_what_cannot_be_read_is_said_at_its_field(words_en: Words) -> None:
    values = {"minutes": "x", "start": "25:00", "due": "soon", "rank": "100", "reach": "many", "day": "never"}
    wrong: dict[str, str] = {}
    reading = Reading(words_en, values, wrong)
    assert reading.minutes("minutes") is None
    assert reading.time("start") is None
    assert reading.due("due") is None
    assert reading.rank("rank") is None
    assert reading.reach("reach") is None
    assert reading.day("day", FRIDAY) is None
    assert set(wrong) == set(values)
    assert all(values[name] in sentence for name, sentence in wrong.items())


def test_empty_fields_are_nothing_and_no_mistake(words_en: Words) -> None:
    wrong: dict[str, str] = {}
    reading = Reading(words_en, {"reach": " ", "rank": ""}, wrong)
    assert reading.reach("reach") is None
    assert reading.rank("rank") is None
    assert not wrong


@pytest.mark.parametrize(
    ("text", "people"),
    [("1200", 1200), ("12 000", 12_000), ("12.000", 12_000), ("12k", 12_000), ("1m", 10**6)],
)
def test_reach_is_read_as_it_is_written(words_en: Words, text: str, people: int) -> None:
    assert Reading(words_en, {"reach": text}, {}).reach("reach") == people


@pytest.mark.parametrize(
    ("refused", "values", "field"),
    [
        (Refused(Reason.EMPTY_TITLE), {"kind": "", "title": ""}, "title"),
        (Refused(Reason.TITLE_TOO_LONG, limit=3), {"title": "abc", "link": "abcd"}, "link"),
        (Refused(Reason.OVERLAPS), {"start": "", "end": ""}, "start"),
        (Refused(Reason.IN_THE_FUTURE, "10:00"), {"occurred": "10:00", "detected": "9:00"}, "occurred"),
        (Refused(Reason.IN_THE_FUTURE, "10:00"), {"occurred": "9:00", "detected": "10:00"}, "detected"),
        (Refused(Reason.NO_SUCH_TASK), {"title": ""}, ""),
        (Refused(Reason.BAD_RANK), {"title": ""}, ""),
    ],
)
def test_a_refusal_is_said_at_the_field_it_concerns(
    refused: Refused, values: dict[str, str], field: str
) -> None:
    assert field_of(refused, values) == field


@pytest.mark.parametrize("kind", KINDS)
def test_only_severities_that_a_kind_may_have_are_offered(words_en: Words, kind: str) -> None:
    offered = [option.value for option in severity_options(words_en, kind, classified=False)]
    for severity in SEVERITIES:
        allowed = severity_for(kind, severity) == severity
        assert (str(severity) in offered) is allowed
    suggested = suggested_severity(kind)
    assert (str(suggested) if suggested else "") in offered


def test_why_a_severity_can_be_no_lower_is_said(words_en: Words) -> None:
    said = severity_note(words_en, "leak", 1, DEFAULT_TARGETS)
    assert "Personal-data leak is at least S1 critical" in said
    assert "within 15 min" in said
    assert "working time" in severity_note(words_en, "complaint", 4, DEFAULT_TARGETS)
    assert "no response" in severity_note(words_en, "other", None, DEFAULT_TARGETS)
    assert "no response" in severity_note(words_en, "complaint", None, DEFAULT_TARGETS)


def test_every_kind_has_a_name_in_both_languages(words_en: Words, words_es: Words) -> None:
    for words in (words_en, words_es):
        labels = [option.label for option in kind_options(words)]
        assert len(set(labels)) == len(KINDS)


def test_a_task_shows_what_else_is_known_of_it(words_en: Words) -> None:
    scene = friday()
    key = task("overnight-sweep")
    scene.do(do.TaskStart(task=key))
    scene.at("10:05").do(do.TaskStop(session=""))
    scene.do(do.TaskNote(task=key, text="[bold]two[/] left \x1b[31m"))
    scene.do(do.TaskCount(task=key, amount=7))
    item = scene.state.items[key]
    pen = Pen(words_en, UNICODE)
    planned = scene.workflow.task_by_key["overnight-sweep"]
    lines = [text_of(line) for line in task_facts(pen, scene.state, item, planned, scene.now, MADRID)]
    page = "\n".join(lines)
    assert "Paused · 25 min spent of 45 min" in page
    assert "No urgent mention unseen · 7 of 100 %" in page
    assert " 1 " in page
    assert planned.procedure[0] in page
    assert "09:40–10:05  25 min" in page
    assert "[bold]two[/] left [31m" in page
    assert "\x1b" not in page


def test_the_foot_names_whole_keys_only(words_en: Words) -> None:
    pen = Pen(words_en, UNICODE)
    keys = [("enter", "save"), ("esc", "leave"), ("tab", "next field")]
    assert [text_of(line) for line in foot_lines(pen, keys, 80, 1)] == [
        "enter save   esc leave   tab next field"
    ]
    assert [text_of(line) for line in foot_lines(pen, keys, 24, 1)] == ["enter save   esc leave"]
    assert [text_of(line) for line in foot_lines(pen, keys, 24, 2)] == [
        "enter save   esc leave",
        "tab next field",
    ]


@pytest.mark.parametrize("width", [20, 38, 76])
def test_help_stays_in_its_width(words_en: Words, words_es: Words, width: int) -> None:
    section = KeySection("On a task", (("s space", "Start the timer of the task, or stop it"),))
    for words in (words_en, words_es):
        pen = Pen(words, UNICODE)
        lines = help_lines(pen, [section], [], width)
        assert all(width_of(line, pen.measure) <= width for line in lines)
        page = " ".join(text_of(line).strip() for line in lines)
        assert "timer" in page
        assert pen.glyphs.parked in page


def test_the_notes_of_an_incident_are_what_somebody_wrote() -> None:
    scene = friday("09:40")
    key = scene.do(do.IncidentOpen(title="Viral comment", severity=2))
    scene.do(do.IncidentSeverity(incident=key, severity=1))
    scene.do(do.IncidentNote(incident=key, text="Legal knows"))
    assert [note.text for note in incident_notes(scene.state.incidents[key])] == ["Legal knows"]

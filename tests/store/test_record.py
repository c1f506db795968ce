"""A record and its line: what is written is read back the same, what is bad is named."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import tomli_w
from hypothesis import example, given
from hypothesis import strategies as st

from jornada.core.intents import (
    INTENTS,
    DayPlan,
    IncidentOpen,
    Intent,
    Interrupt,
    PlannedItem,
    Record,
    TaskAdd,
    TaskDone,
    TaskNote,
    TaskStart,
    TimeLog,
    Triage,
    TriageMove,
    Unknown,
)
from jornada.core.text import clean
from jornada.core.workflow import Goal
from jornada.store.record import (
    MAX_LINE_BYTES,
    BadRecord,
    LineTooLong,
    Reason,
    decode,
    decode_line,
    encode,
    plain_table,
    to_fields,
)
from tests.strategies import intent_of, records

AT = dt.datetime(2026, 11, 21, 9, 40, 3, tzinfo=dt.timezone(dt.timedelta(hours=1)))

GOOD = "at = 2026-11-21T09:40:03+01:00, n = 1"
TASK = 'do = "task.add", title = "T", date = 2026-11-21'


def record(intent: Intent, **changes: Any) -> Record:
    return Record(**{"id": "k7q2-1f", "at": AT, "n": 412, "intent": intent, **changes})


@given(st.one_of(st.text(), st.text(st.characters(max_codepoint=127)), st.integers(), st.booleans()))
@example('"')
@example("\\")
@example("\x7f")
def test_a_scalar_stands_as_tomli_w_writes_it(value: str | int) -> None:
    line = encode(record(Unknown(word="x", fields={"value": value})))

    assert line.endswith(f", {tomli_w.dumps({'value': value}).strip()} }}")


def test_the_line_is_the_one_of_the_format() -> None:
    assert encode(record(IncidentOpen(title="Comentario viral", severity=2))) == (
        'k7q2-1f = { at = 2026-11-21T09:40:03+01:00, n = 412, do = "incident.open", '
        'title = "Comentario viral", severity = 2 }'
    )
    assert encode(record(TaskStart(task="2026-11-21.overnight-sweep"))) == (
        'k7q2-1f = { at = 2026-11-21T09:40:03+01:00, n = 412, do = "task.start", '
        'task = "2026-11-21.overnight-sweep" }'
    )


def test_lists_and_tables_stay_on_the_line() -> None:
    goal = Goal(text="Unseen", target=100.0, unit="%")
    plan = DayPlan(
        date=dt.date(2026, 11, 21),
        workflow="garcia",
        hash="9f",
        timezone="Europe/Madrid",
        items=(PlannedItem(key="a", title="A", goal=goal), PlannedItem(key="b", title="B", minutes=5)),
    )
    line = encode(record(plan))
    assert line.endswith(
        'do = "day.plan", date = 2026-11-21, workflow = "garcia", hash = "9f", timezone = "Europe/Madrid", '
        'items = [{ key = "a", title = "A", goal = { text = "Unseen", target = 100.0, unit = "%" } }, '
        '{ key = "b", title = "B", minutes = 5 }] }'
    )
    assert decode(line).intent == plan


@given(records())
def test_what_is_written_is_read_back_the_same(written: Record) -> None:
    line = encode(written)
    assert "\n" not in line
    assert list(tomllib.loads(line)) == [written.id]
    decoded = decode_line(line)
    assert decoded.record == written
    assert decoded.newer == ((written.intent.word,) if isinstance(written.intent, Unknown) else ())
    assert decode(line.encode()) == written
    assert encode(decoded.record) == line


@pytest.mark.parametrize("word", INTENTS)
@given(data=st.data())
def test_every_intent_goes_through_its_line(word: str, data: st.DataObject) -> None:
    intent = data.draw(intent_of(INTENTS[word]))
    assert decode(encode(record(intent))) == record(intent)


@given(st.text().map(clean))
@example('"""\\')
@example("\\u0000")
@example("😀 ' \" # = { } [ ]")
def test_any_title_fits_a_line(title: str) -> None:
    assert decode(encode(record(Interrupt(title=title)))).intent == Interrupt(title=title)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_even_text_that_was_not_cleaned_keeps_the_line_whole(title: str) -> None:
    line = encode(record(TaskNote(task="x", text=title)))
    assert "\n" not in line
    assert "\x1b" not in line
    assert decode(line.encode()).intent == TaskNote(task="x", text=title)


def test_fields_at_default_are_not_written_and_order_is_that_of_the_class() -> None:
    fields = to_fields(TaskAdd(title="T", date=dt.date(2026, 11, 21), rank=3, minutes=20, block=""))
    assert list(fields) == ["title", "date", "minutes", "rank"]


def test_instants_are_written_to_the_second_with_an_offset_toml_has() -> None:
    local_mean_time = dt.datetime(1900, 6, 1, 12, tzinfo=ZoneInfo("Europe/Madrid"))
    assert local_mean_time.utcoffset() == -dt.timedelta(minutes=14, seconds=44)
    for at, written in (
        (AT.replace(microsecond=999_999), "2026-11-21T09:40:03+01:00"),
        (AT.astimezone(dt.UTC), "2026-11-21T08:40:03+00:00"),
        (local_mean_time, "1900-06-01T12:14:44+00:00"),
    ):
        line = encode(record(TaskDone(task="x"), at=at))
        assert f"at = {written}," in line
        assert decode(line).at == at.replace(microsecond=0)


@pytest.mark.parametrize(
    "unwritable",
    [
        record(TaskDone(task="x"), at=AT.replace(tzinfo=None)),
        record(TimeLog(start=AT.replace(tzinfo=None), end=AT)),
        record(TaskAdd(title="T", date=AT.date(), goal=Goal(text="g", target=float("inf")))),
        record(TaskDone(task="\ud800")),
    ],
    ids=["naive", "naive field", "infinite", "surrogate"],
)
def test_what_a_line_cannot_hold_is_refused(unwritable: Record) -> None:
    with pytest.raises(ValueError, match=r".+"):
        encode(unwritable)


def test_a_line_has_a_limit_in_bytes() -> None:
    spare = MAX_LINE_BYTES - len(encode(record(TaskNote(task="x", text=""))))
    longest = record(TaskNote(task="x", text="x" * spare))
    assert decode(encode(longest)) == longest
    with pytest.raises(LineTooLong) as caught:
        encode(record(TaskNote(task="x", text="x" * (spare - 1) + "ñ")))
    assert caught.value.size == MAX_LINE_BYTES + 1


def test_a_word_of_another_version_is_kept_whole() -> None:
    line = f'k7q2-1f = {{ {GOOD}, do = "mood.set", mood = {{ level = 3, tags = ["a"] }} }}'
    decoded = decode_line(line)
    assert decoded.newer == ("mood.set",)
    assert decoded.record.intent == Unknown(word="mood.set", fields={"mood": {"level": 3, "tags": ["a"]}})
    assert encode(decoded.record) == line


def test_fields_of_another_version_are_left_aside_and_named() -> None:
    head = "k7q2-1f = { at = 2026-11-21T09:40:03+01:00, n = 1, "
    decoded = decode_line(head + 'do = "task.done", task = "x", mood = "good" }')
    assert decoded.record.intent == TaskDone(task="x")
    assert decoded.newer == ("mood",)
    decoded = decode_line(head + 'do = "triage", moves = [{ task = "x", drop = true, mood = 1 }] }')
    assert decoded.record.intent == Triage(moves=(TriageMove(task="x", drop=True),))
    assert decoded.newer == ("moves.mood",)


@pytest.mark.parametrize(
    ("line", "reason", "field"),
    [
        ("", Reason.NOT_A_RECORD, ""),
        ("# a comment", Reason.NOT_A_RECORD, ""),
        ("<<<<<<< HEAD", Reason.NOT_A_RECORD, ""),
        ("title = 'T'", Reason.NOT_A_RECORD, ""),
        ("[k7q2-1f]", Reason.NOT_A_RECORD, ""),
        ("k7q2-1f = 3", Reason.NOT_A_RECORD, ""),
        ("k7q2-1f.x = { a = 1 }", Reason.NOT_A_RECORD, ""),
        (f'a-1 = {{ {GOOD}, do = "x" }}\nb-1 = 1', Reason.NOT_A_RECORD, ""),
        ("k7q2-1f = {", Reason.NOT_TOML, ""),
        (f'k7q2-1f = {{ {GOOD}, do = "task.done", task = "x" }} trailing', Reason.NOT_TOML, ""),
        (f'k7q2-1f = {{ {GOOD}, do = "task.done", task = "x", task = "y" }}', Reason.NOT_TOML, ""),
        ("k7q2-1f = { x = " + "[" * 9000, Reason.NOT_TOML, ""),
        ("k7q2-1f = { n = " + "9" * 9000 + " }", Reason.NOT_TOML, ""),
        (b"k7q2-1f = { do = '\xff' }", Reason.NOT_UTF8, ""),
        ("k7q2-1f = { do = '\ud800' }", Reason.NOT_UTF8, ""),
        ("k7q2-1f = { do = '" + "x" * MAX_LINE_BYTES + "' }", Reason.TOO_LONG, ""),
        ("k7q2-1f = { " + ".".join("a" * 8000) + " = 1 }", Reason.TOO_DEEP, ""),
        (f'k7q2-1f = {{ {GOOD}, do = "x", a = {"[" * 9}{"]" * 9} }}', Reason.TOO_DEEP, ""),
        (f"k7q2-1f = {{ {GOOD} }}", Reason.MISSING, "do"),
        ('k7q2-1f = { n = 1, do = "task.done", task = "x" }', Reason.MISSING, "at"),
        (f'k7q2-1f = {{ {GOOD}, do = "task.done" }}', Reason.MISSING, "task"),
        (f'k7q2-1f = {{ {GOOD}, do = "triage", moves = [{{ drop = true }}] }}', Reason.MISSING, "moves.task"),
        ('k7q2-1f = { at = 2026-11-21T09:40:03, n = 1, do = "x" }', Reason.WRONG_TYPE, "at"),
        ('k7q2-1f = { at = 2026-11-21, n = 1, do = "x" }', Reason.WRONG_TYPE, "at"),
        ('k7q2-1f = { at = 0001-01-01T00:00:00+23:59, n = 1, do = "x" }', Reason.OUT_OF_RANGE, "at"),
        ('k7q2-1f = { at = 2026-11-21T09:40:03Z, n = true, do = "x" }', Reason.WRONG_TYPE, "n"),
        ('k7q2-1f = { at = 2026-11-21T09:40:03Z, n = -1, do = "x" }', Reason.OUT_OF_RANGE, "n"),
        (f'k7q2-1f = {{ at = 2026-11-21T09:40:03Z, n = {2**53 + 1}, do = "x" }}', Reason.OUT_OF_RANGE, "n"),
        (f"k7q2-1f = {{ {GOOD}, do = 1 }}", Reason.WRONG_TYPE, "do"),
        (f'k7q2-1f = {{ {GOOD}, do = "task.done", task = 1 }}', Reason.WRONG_TYPE, "task"),
        (
            f'k7q2-1f = {{ {GOOD}, do = "task.minutes", task = "x", minutes = 1.5 }}',
            Reason.WRONG_TYPE,
            "minutes",
        ),
        (
            f'k7q2-1f = {{ {GOOD}, do = "task.minutes", task = "x", minutes = {2**63} }}',
            Reason.OUT_OF_RANGE,
            "minutes",
        ),
        (f'k7q2-1f = {{ {GOOD}, do = "triage", moves = "x" }}', Reason.WRONG_TYPE, "moves"),
        (f'k7q2-1f = {{ {GOOD}, do = "triage", moves = [1] }}', Reason.WRONG_TYPE, "moves"),
        (
            f'k7q2-1f = {{ {GOOD}, do = "task.move", task = "x", date = 2026-11-21T09:00:00Z }}',
            Reason.WRONG_TYPE,
            "date",
        ),
        (
            f'k7q2-1f = {{ {GOOD}, do = "task.move", task = "x", date = 9999-12-31 }}',
            Reason.OUT_OF_RANGE,
            "date",
        ),
        (
            f'k7q2-1f = {{ {GOOD}, {TASK}, goal = {{ text = "g", per = "age" }} }}',
            Reason.OUT_OF_RANGE,
            "goal.per",
        ),
        (
            f'k7q2-1f = {{ {GOOD}, {TASK}, goal = {{ text = "g", target = nan }} }}',
            Reason.OUT_OF_RANGE,
            "",
        ),
    ],
)
def test_what_is_bad_is_named(line: str | bytes, reason: Reason, field: str) -> None:
    with pytest.raises(BadRecord) as caught:
        decode(line)
    assert (caught.value.reason, caught.value.field) == (reason, field)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_record_or_a_bad_record(line: bytes) -> None:
    with pytest.raises(BadRecord):
        decode(line)


@given(records(), st.data())
def test_what_is_read_without_the_library_is_as_the_library_reads_it(
    written: Record, data: st.DataObject
) -> None:
    line = encode(written)
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.integers(0, len(line) - 1))
        piece = data.draw(
            st.sampled_from(["", " ", ",", '"', "\\", "0", "-", "+", "T", "Z", "{", "}", "n = 1, ", "\t"])
        )
        line = line[:place] + piece + line[place + data.draw(st.integers(0, 1)) :]
    table = plain_table(line)
    if table is not None:
        assert repr(table) == repr(tomllib.loads(line))


def test_most_lines_are_read_without_the_library() -> None:
    plain = record(TaskAdd(title="Call Ana – «ya»", date=dt.date(2026, 11, 20), minutes=15))
    assert plain_table(encode(plain)) == tomllib.loads(encode(plain))


@given(records(), st.data())
def test_a_damaged_line_is_a_record_or_a_bad_record(written: Record, data: st.DataObject) -> None:
    line = bytearray(encode(written).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.integers(0, 255))
    try:
        survivor = decode(bytes(line))
    except BadRecord:
        return
    assert decode(encode(survivor)) == survivor


def test_a_line_end_of_another_system_is_no_mistake() -> None:
    line = encode(record(TaskDone(task="x")))
    assert decode(line + "\r\n") == decode(line + "\r") == decode("  " + line) == record(TaskDone(task="x"))


def test_dots_inside_text_are_no_key() -> None:
    dotted = record(TaskDone(task="a.b.c.d.e.f.g.h.i.j.k"))
    assert decode(encode(dotted)) == dotted

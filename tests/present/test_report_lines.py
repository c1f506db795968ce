"""A report in rows and sentences: what is said, in both languages, in any width, without colour."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.adherence import Adherence, BlockAdherence, Cause, Pace
from jornada.core.findings import Section, findings
from jornada.core.periods import PeriodKind, period_of, range_of
from jornada.core.report import Focus
from jornada.core.spent import Dimension
from jornada.present import report_words as said
from jornada.present.glyphs import ASCII, UNICODE, Glyphs
from jornada.present.pen import Pen, text_of, width_of
from jornada.present.report_charts import heat_lines, level
from jornada.present.report_lines import Subject, key_of, read_key, report_head, report_rows
from jornada.present.report_sessions import behind_head, date_of, session_rows
from jornada.present.words import Words, load_words
from tests.present.scene import FRIDAY, MADRID, Scene, friday, task

EN, ES = load_words("en"), load_words("es")


def pace(count: int, minutes: int, before: int, before_minutes: int) -> Pace:
    return Pace(
        task="talk",
        title="Conversations and thanks",
        unit="conversations",
        count=count,
        minutes=minutes,
        before_count=before,
        before_minutes=before_minutes,
    )


@pytest.mark.parametrize(
    ("found", "en", "es"),
    [
        (
            pace(30, 120, 96, 480),
            "Conversations and thanks: 15 an hour this week, 12 over the eight weeks before: a quarter more",
            "Conversations and thanks: 15 por hora esta semana, 12 en las ocho semanas anteriores: "
            "una cuarta parte más",
        ),
        (
            pace(5, 120, 24, 480),
            "Conversations and thanks: 2.5 an hour this week, 3 over the eight weeks before: 17 % less",
            "Conversations and thanks: 2,5 por hora esta semana, 3 en las ocho semanas anteriores: "
            "un 17 % menos",
        ),
        (
            pace(40, 60, 80, 480),
            "Conversations and thanks: 40 an hour this week, 10 over the eight weeks before: 4 times as many",
            "Conversations and thanks: 40 por hora esta semana, 10 en las ocho semanas anteriores: "
            "4 veces lo de antes",
        ),
        (
            pace(0, 60, 80, 480),
            "Conversations and thanks: none counted this week, 10 an hour over the eight weeks before",
            "Conversations and thanks: ninguna contada esta semana, "
            "10 por hora en las ocho semanas anteriores",
        ),
        (
            pace(3, 60, 0, 0),
            "Conversations and thanks: 3 an hour this week, nothing to hold it against yet",
            "Conversations and thanks: 3 por hora esta semana, aún sin nada con que compararlo",
        ),
        (
            pace(3, 10, 80, 480),
            "Conversations and thanks: too little time this week to say; 10 an hour before",
            "Conversations and thanks: demasiado poco tiempo esta semana para decirlo; antes 10 por hora",
        ),
    ],
)
def test_how_much_is_done_in_an_hour(found: Pace, en: str, es: str) -> None:
    assert said.pace_said(EN, found, this_week=True).sentence == en
    assert said.pace_said(ES, found, this_week=True).sentence == es


def test_the_figures_stand_behind_the_sentence_and_another_week_is_not_this_one() -> None:
    told = said.pace_said(EN, pace(30, 120, 96, 480), this_week=False)
    assert told.figures == "30 in 2 h; before 96 in 8 h"
    assert "15 an hour that week" in told.sentence


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.0, "about the same"),
        (-0.049, "about the same"),
        (0.33, "a third more"),
        (0.5, "half as much again"),
        (1.0, "twice as many"),
        (-0.5, "half as many"),
        (0.1, "10 % more"),
        (-0.8, "80 % less"),
        (1.5, "2.5 times as many"),
    ],
)
def test_changes(share: float, told: str) -> None:
    assert said.change(EN, share) == told


def block(key: str, planned: int, kept: int, **lost: int) -> BlockAdherence:
    return BlockAdherence(
        block=key,
        title=key.title(),
        days=5,
        planned_minutes=planned,
        kept_minutes=kept,
        lost={cause: lost.get(cause.value, 0) for cause in Cause},
    )


def test_how_much_of_the_plan_was_kept() -> None:
    found = Adherence((block("morning", 300, 270), block("noon", 200, 90, incidents=100, nothing=10)))
    told = said.kept_said(EN, found)
    assert told.sentence == "72 % of the plan was kept; Noon breaks most: incidents took 1 h 40 min of it"
    assert told.figures == "6 h of 8 h 20 min: Morning 90 %, Noon 45 %"
    assert said.kept_said(ES, found).sentence == (
        "Se cumplió el 72 % del plan; Noon es la franja que más falla: las incidencias se llevaron 1 h 40 min"
    )
    assert said.kept_said(EN, Adherence((block("noon", 60, 60),))).sentence == "100 % of the plan was kept"


def test_what_is_private_is_said_whole() -> None:
    found = Focus(
        stretches=9,
        fragments=4,
        focus_minutes=230,
        longest_minutes=70,
        interruptions=1,
        after_hours_minutes=5,
    )
    assert said.private_said(EN, found) == (
        "1 interruption",
        "9 stretches of work, 4 of them shorter than 25 min",
        "3 h 50 min of focus, 1 h 10 min at the longest",
        "5 min after hours or on a day off",
    )


# Rows


HOSTILE = "\x1b[31m[bold]Ωמ漢字[/] \u202e" + "very long " * 30


def scene() -> Scene:
    """A Friday with work, an incident, something dropped and a note, all with names that try everything."""
    day = friday("09:00")
    day.do(do.TaskStart(task=task("overnight-sweep")))
    key = day.at("09:30").do(do.Interrupt(title=HOSTILE))
    day.do(do.IncidentEdit(incident=key, severity=2))
    day.at("10:15").do(do.TaskDrop(task=task("publish-and-answer"), reason=HOSTILE))
    own = day.do(do.TaskAdd(title=HOSTILE, date=FRIDAY, minutes=30))
    day.do(do.TaskStart(task=own))
    return day.at("11:00")


DAY = scene()


def subject(
    by: Dimension = Dimension.AREA, *, private: bool = True, kind: PeriodKind = PeriodKind.WEEK
) -> Subject:
    found = findings(DAY.state, DAY.workflow, period_of(kind, FRIDAY), zone=MADRID, now=DAY.now)
    return Subject(state=DAY.state, workflow=DAY.workflow, found=found, by=by, private=private)


@given(
    st.integers(20, 160),
    st.sampled_from(list(said.DIMENSIONS)),
    st.sampled_from([EN, ES]),
    st.sampled_from([UNICODE, ASCII]),
)
@settings(max_examples=40, deadline=None)
def test_every_row_fits_and_starts_with_room_for_the_cursor(
    width: int, by: Dimension, words: Words, glyphs: Glyphs
) -> None:
    pen = Pen(words, glyphs)
    told = subject(by)
    rows = report_rows(pen, told, width)
    spells = told.found.report.spent.spells
    rows += tuple(session_rows(pen, told, spells, width))
    for row in rows:
        assert width_of(row.line, pen.measure) <= width
        assert text_of(row.line).startswith(" ")
        assert "\x1b" not in text_of(row.line)
        assert "\u202e" not in text_of(row.line)
    keys = [row.key for row in rows if row.key]
    assert len(keys) == len(set(keys)), "the cursor would jump"
    assert width_of(report_head(pen, told, width), pen.measure) <= width
    head = behind_head(pen, told, Section.UNFORESEEN, "", spells, width)
    assert width_of(head, pen.measure) <= width


def page(pen: Pen, told: Subject, width: int = 80) -> str:
    return "\n".join(text_of(row.line) for row in report_rows(pen, told, width))


def test_without_unicode_and_colour_the_bars_still_say_it() -> None:
    text = page(Pen(EN, ASCII), subject())
    assert "# spent  . not spent  = beyond the plan" in text
    (row,) = [
        line
        for line in text.splitlines()
        if line.startswith("  Listening ") and "0:30" in line and "%" in line
    ]
    assert "#" in row
    assert not {*"█▓░▒▁"} & {*text}


def test_what_is_private_can_be_left_out() -> None:
    pen = Pen(EN, UNICODE)
    assert "For you alone" in page(pen, subject())
    hidden = page(pen, subject(private=False))
    for words in ("For you alone", "interruption", "stretch", "focus", "after hours"):
        assert words not in hidden


def test_keys_lead_back_to_what_they_name() -> None:
    assert read_key(key_of(Dimension.BRAND, "")) == (Dimension.BRAND, "")
    assert read_key(key_of(Section.INCIDENT, "aaaa-1", "cost")) == (Section.INCIDENT, "aaaa-1")
    assert read_key("\nprivate 1") is None
    assert read_key(None) is None
    rows = tuple(session_rows(Pen(EN, UNICODE), subject(), subject().found.report.spent.spells, 80))
    assert {date_of(row.key) for row in rows} == {FRIDAY}
    assert date_of(None) is None


@pytest.mark.parametrize(
    ("kind", "en", "es"),
    [
        (PeriodKind.DAY, "Friday 20 November 2026", "viernes 20 de noviembre de 2026"),
        (
            PeriodKind.WEEK,
            "week 47: Monday 16 November – Sunday 22 November 2026",
            "semana 47: lunes 16 de noviembre – domingo 22 de noviembre de 2026",
        ),
        (PeriodKind.MONTH, "November 2026", "Noviembre de 2026"),
        (PeriodKind.QUARTER, "quarter 4 of 2026", "trimestre 4 de 2026"),
        (PeriodKind.YEAR, "the year 2026", "el año 2026"),
    ],
)
def test_periods_have_names(kind: PeriodKind, en: str, es: str) -> None:
    assert said.period_title(EN, period_of(kind, FRIDAY)) == en
    assert said.period_title(ES, period_of(kind, FRIDAY)) == es


def test_the_week_of_a_year_that_is_not_its_months() -> None:
    assert said.period_short(EN, period_of(PeriodKind.WEEK, dt.date(2027, 1, 1))) == "week 53 of 2026"
    span = range_of(dt.date(2026, 12, 30), dt.date(2027, 1, 2))
    assert said.period_short(EN, span) == "2026-12-30 – 2027-01-02"


# The table of hours


@given(st.integers(0, 600), st.integers(0, 600))
def test_levels_rise_with_the_minutes(minutes: int, most: int) -> None:
    minutes = min(minutes, most)
    assert 0 <= level(minutes, most) <= 4
    assert (level(minutes, most) == 0) == (minutes == 0)
    assert level(minutes, most) <= level(most, most)
    assert not most or level(most, most) == 4


def test_the_table_has_the_hours_that_were_worked_and_the_days_sums() -> None:
    hours = [[0] * 24 for _ in range(7)]
    hours[4][9], hours[4][11], hours[5][8] = 60, 15, 30
    frozen = tuple(map(tuple, hours))
    lines = [text_of(line) for line in heat_lines(Pen(EN, UNICODE), frozen, 70)]
    assert lines[0].split() == ["08", "09", "10", "11"]
    assert lines[5] == "Fri ·· ██ ·· ░░    1:15"
    assert lines[6] == "Sat ▒▒ ·· ·· ··    0:30"
    assert " ".join(lines[8].split()) == "up to: ░ 15 min ▒ 30 min ▓ 45 min █ 1 h"
    plain = [text_of(line) for line in heat_lines(Pen(EN, ASCII), frozen, 70)]
    assert plain[5] == "Fri .. ## .. ::    1:15"
    whole = tuple(tuple(60 for _ in range(24)) for _ in range(7))
    assert all(len(text_of(line)) <= 40 for line in heat_lines(Pen(EN, UNICODE), whole, 40))

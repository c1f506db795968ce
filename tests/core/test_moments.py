from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core import calendar
from jornada.core.moments import (
    MomentError,
    MomentProblem,
    end_at,
    instant_on,
    last_at,
    read_day,
    read_due,
    read_minutes,
    read_past,
    read_time,
    read_weekday,
    within_at,
)

MADRID = ZoneInfo("Europe/Madrid")
FRIDAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    "typed", ["9:10", "09:10", " 9:10 ", "9.10", "9h10", "9:10h", "910", "0910", "9 : 10", "９:１０"]
)
def test_a_time_of_day_is_read_as_it_is_typed(typed: str) -> None:
    assert read_time(typed) == dt.time(9, 10)


@pytest.mark.parametrize("typed", ["", "9", "24:00", "9:60", "9:1", "nine", "9:10 pm", "-9:10", "99999"])
def test_what_is_no_time_of_day_is_named(typed: str) -> None:
    with pytest.raises(MomentError) as no:
        read_time(typed)
    assert (no.value.problem, no.value.value) == (MomentProblem.NO_TIME, typed)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("25", 25),
        ("25m", 25),
        ("25 min", 25),
        ("25'", 25),
        ("25 minutos", 25),
        ("0", 0),
        ("1h", 60),
        ("2 horas", 120),
        ("1h30", 90),
        ("1h30m", 90),
        ("1 h 5 min", 65),
        ("1:30", 90),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("0.25h", 15),
        ("1440", 1440),
        ("24h", 1440),
    ],
)
def test_a_length_is_read_in_minutes(typed: str, minutes: int) -> None:
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["", "soon", "-5", "1h75", "5 bananas", "1e3", "12345"])
def test_what_is_no_length_is_named(typed: str) -> None:
    with pytest.raises(MomentError) as no:
        read_minutes(typed)
    assert no.value.problem is MomentProblem.NO_LENGTH


@pytest.mark.parametrize("typed", ["1441", "25h", "24h01"])
def test_more_than_a_day_is_too_long(typed: str) -> None:
    with pytest.raises(MomentError) as no:
        read_minutes(typed)
    assert no.value.problem is MomentProblem.TOO_LONG


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2026-12-01", dt.date(2026, 12, 1)),
        ("2026-12-1", dt.date(2026, 12, 1)),
        ("today", FRIDAY),
        ("hoy", FRIDAY),
        ("Tomorrow", dt.date(2026, 11, 21)),
        ("mañana", dt.date(2026, 11, 21)),
        ("MANANA", dt.date(2026, 11, 21)),
        ("pasado  mañana", dt.date(2026, 11, 22)),
        ("ayer", dt.date(2026, 11, 19)),
        ("fri", dt.date(2026, 11, 27)),
        ("vie", dt.date(2026, 11, 27)),
        ("sat", dt.date(2026, 11, 21)),
        ("Sábado", dt.date(2026, 11, 21)),
        ("miércoles", dt.date(2026, 11, 25)),
        ("thursday", dt.date(2026, 11, 26)),
        ("+3", dt.date(2026, 11, 23)),
        ("-1", dt.date(2026, 11, 19)),
    ],
)
def test_a_day_is_read_in_both_languages(typed: str, date: dt.date) -> None:
    assert read_day(typed, FRIDAY) == date


@pytest.mark.parametrize("typed", ["", "2026-02-30", "20/11", "fr", "someday", "0000-01-01", "+99999"])
def test_what_is_no_day_is_named(typed: str) -> None:
    with pytest.raises(MomentError) as no:
        read_day(typed, FRIDAY)
    assert no.value.problem is MomentProblem.NO_DAY


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "+9999"])
def test_a_day_too_far_away_is_a_slip_of_the_finger(typed: str) -> None:
    with pytest.raises(MomentError) as no:
        read_day(typed, FRIDAY)
    assert no.value.problem is MomentProblem.TOO_FAR


def test_a_day_at_the_end_of_the_calendar_is_refused_and_not_an_error() -> None:
    with pytest.raises(MomentError):
        read_day("tomorrow", dt.date.max)


def test_a_weekday_needs_three_letters_so_that_two_are_never_alike() -> None:
    assert read_weekday("mar") == 1
    assert read_weekday("ma") is None
    assert read_weekday("jueves") == 3
    assert read_weekday("freitag") is None


@pytest.mark.parametrize(
    ("typed", "due"),
    [("10:30", "10:30"), ("9.30", "09:30"), ("thu 14:00", "thu 14:00"), ("Jueves 14h00", "thu 14:00")],
)
def test_a_due_time_is_read_into_the_form_of_the_workflow_file(typed: str, due: str) -> None:
    assert read_due(typed) == due
    calendar.parse_due(due)


@pytest.mark.parametrize("typed", ["", "thu", "thu 25:00", "soon 14:00"])
def test_what_is_no_due_time_is_named(typed: str) -> None:
    with pytest.raises(MomentError) as no:
        read_due(typed)
    assert (no.value.problem, no.value.value) == (MomentProblem.NO_DUE, typed)


@pytest.mark.parametrize("read", [read_time, read_minutes, lambda text: read_day(text, FRIDAY), read_due])
@given(typed=st.text(max_size=20))
def test_whatever_is_typed_is_read_or_named(read: Callable[[str], Any], typed: str) -> None:
    try:
        answer = read(typed)
    except MomentError as no:
        answer = no.value

    if isinstance(answer, int):
        assert 0 <= answer <= 24 * 60


def test_a_time_of_the_past_is_todays_or_yesterdays() -> None:
    half_past_midnight = dt.datetime(2026, 11, 21, 0, 30, tzinfo=MADRID)
    evening = dt.datetime(2026, 11, 20, 22, 0, tzinfo=MADRID)

    at = last_at(dt.time(23, 30), half_past_midnight, MADRID, evening)
    assert at == dt.datetime(2026, 11, 20, 23, 30, tzinfo=MADRID)
    # Before that timer began, it can only be meant for today, and is refused as still to come.
    assert last_at(dt.time(21, 30), half_past_midnight, MADRID, evening) > half_past_midnight
    assert last_at(dt.time(23, 30), half_past_midnight, MADRID) > half_past_midnight
    assert last_at(dt.time(0, 10), half_past_midnight, MADRID, evening) == dt.datetime(
        2026, 11, 21, 0, 10, tzinfo=MADRID
    )


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("9:10", "2026-11-20T09:10:00+01:00"),
        ("yesterday 17:30", "2026-11-19T17:30:00+01:00"),
        ("ayer 17:30", "2026-11-19T17:30:00+01:00"),
        ("fri 9:10", "2026-11-20T09:10:00+01:00"),
        ("fri 20:00", "2026-11-13T20:00:00+01:00"),
        ("lunes 9:10", "2026-11-16T09:10:00+01:00"),
        ("2026-11-18 17:30", "2026-11-18T17:30:00+01:00"),
        ("2026-11-18T17:30", "2026-11-18T17:30:00+01:00"),
        ("Thu 17:30", "2026-11-19T17:30:00+01:00"),
        ("TUESDAY 17:30", "2026-11-17T17:30:00+01:00"),
        ("MARTES  17:30", "2026-11-17T17:30:00+01:00"),
    ],
)
def test_an_instant_of_the_past_may_have_its_day(typed: str, instant: str) -> None:
    assert read_past(typed, dt.datetime(2026, 11, 20, 10, 0, tzinfo=MADRID), MADRID).isoformat() == instant


@pytest.mark.parametrize("typed", ["", "yesterday", "soon 9:10", "yesterday 25:00", "9:10 pm"])
def test_what_is_no_instant_is_named(typed: str) -> None:
    with pytest.raises(MomentError):
        read_past(typed, dt.datetime(2026, 11, 20, 10, 0, tzinfo=MADRID), MADRID)


def test_an_instant_is_the_zones() -> None:
    assert instant_on(FRIDAY, dt.time(9, 10), MADRID).isoformat() == "2026-11-20T09:10:00+01:00"


@pytest.mark.parametrize(
    ("start", "time", "end"),
    [
        ("2026-11-20T09:10", "09:40", "2026-11-20T09:40"),
        ("2026-11-20T23:21", "00:30", "2026-11-21T00:30"),
        ("2026-11-20T23:21", "11:22", "2026-11-20T11:22"),  # more than half a day: a slip
        ("2026-10-24T23:00", "03:30", "2026-10-25T03:30"),  # an hour longer by the change of the clock
    ],
)
def test_an_end_is_of_the_same_day_or_over_midnight(start: str, time: str, end: str) -> None:
    began = dt.datetime.fromisoformat(start).replace(tzinfo=MADRID)
    assert end_at(dt.time.fromisoformat(time), began, MADRID).replace(tzinfo=None).isoformat()[:16] == end


def test_a_time_within_what_goes_over_midnight_is_of_the_day_on_which_it_was() -> None:
    start = dt.datetime(2026, 11, 19, 23, 21, tzinfo=MADRID)
    end = dt.datetime(2026, 11, 20, 0, 30, tzinfo=MADRID)
    for time, day in (("23:50", 19), ("00:10", 20), ("12:00", 19)):
        assert within_at(dt.time.fromisoformat(time), start, end, MADRID).day == day

"""When a task comes back."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.recurrence import (
    FORMS,
    RecurrenceError,
    RecurrenceReason,
    days_in_month,
    parse_recurrence,
)

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
WORDS = ["every", "2", "weeks", "monthly", "last", "working", "day", "31", "once", "mon"]
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))


def days_of(
    text: str,
    first: dt.date,
    count: int,
    *,
    days: tuple[int, ...] = MONDAY_TO_FRIDAY,
    anchor: dt.date | None = None,
) -> list[str]:
    """The ISO dates, of `count` days from `first`, on which the recurrence falls."""
    recurrence = parse_recurrence(text)
    dates = (first + dt.timedelta(days=n) for n in range(count))
    return [date.isoformat() for date in dates if recurrence.occurs(date, days=days, anchor=anchor)]


def test_daily_is_every_day_of_the_calendar() -> None:
    assert len(days_of("daily", dt.date(2026, 11, 2), 14)) == 14


def test_working_days_are_those_of_the_workflow() -> None:
    monday = dt.date(2026, 11, 2)
    assert days_of("working days", monday, 7, days=(1, 5)) == ["2026-11-03", "2026-11-07"]


def test_weekly_falls_on_each_named_weekday() -> None:
    assert days_of("weekly mon thu", dt.date(2026, 11, 2), 14) == [
        "2026-11-02",
        "2026-11-05",
        "2026-11-09",
        "2026-11-12",
    ]


def test_every_two_weeks_counts_from_the_week_of_the_first_day() -> None:
    wednesday = dt.date(2026, 11, 4)
    assert days_of("every 2 weeks mon", dt.date(2026, 11, 2), 28, anchor=wednesday) == [
        "2026-11-02",
        "2026-11-16",
    ]
    week_later = wednesday + dt.timedelta(days=7)
    assert days_of("every 2 weeks mon", dt.date(2026, 11, 2), 28, anchor=week_later) == [
        "2026-11-09",
        "2026-11-23",
    ]


def test_every_two_weeks_goes_on_over_a_year_of_53_weeks() -> None:
    found = days_of("every 2 weeks mon", dt.date(2026, 12, 1), 60, anchor=dt.date(2026, 12, 7))
    assert found == ["2026-12-07", "2026-12-21", "2027-01-04", "2027-01-18"]


def test_without_a_first_day_weeks_count_from_january_1970() -> None:
    assert days_of("every 3 weeks mon", dt.date(1970, 1, 5), 43) == [
        "1970-01-05",
        "1970-01-26",
        "1970-02-16",
    ]


@given(first=DATES, weeks=st.integers(1, 12), anchor=st.none() | DATES)
def test_every_n_weeks_falls_exactly_n_weeks_apart(
    first: dt.date, weeks: int, anchor: dt.date | None
) -> None:
    found = days_of(f"every {weeks} weeks thu", first, weeks * 21, anchor=anchor)
    dates = [dt.date.fromisoformat(text) for text in found]
    assert len(dates) >= 2
    assert all((later - earlier).days == weeks * 7 for earlier, later in pairwise(dates))


def test_day_of_month_falls_on_the_last_day_of_a_shorter_month() -> None:
    assert days_of("monthly 31", dt.date(2027, 1, 1), 120) == [
        "2027-01-31",
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
    ]
    assert days_of("monthly 30", dt.date(2028, 2, 1), 29) == ["2028-02-29"]


def test_nth_weekday_of_the_month() -> None:
    assert days_of("monthly 2nd tue", dt.date(2026, 11, 1), 61) == ["2026-11-10", "2026-12-08"]
    assert days_of("monthly last fri", dt.date(2026, 11, 1), 61) == ["2026-11-27", "2026-12-25"]


def test_last_working_day_looks_at_the_working_weekdays() -> None:
    assert days_of("monthly last working day", dt.date(2026, 10, 1), 61) == ["2026-10-30", "2026-11-30"]
    assert days_of("monthly last working day", dt.date(2026, 10, 1), 31, days=(5,)) == ["2026-10-31"]
    assert days_of("monthly 1st working day", dt.date(2026, 11, 1), 30) == ["2026-11-02"]


def test_working_days_of_a_workflow_without_any_never_fall() -> None:
    for text in ("working days", "monthly last working day", "monthly 1st working day"):
        assert days_of(text, dt.date(2026, 11, 1), 60, days=()) == []


@given(date=DATES, text=st.sampled_from(["monthly 15", "monthly 31", "monthly 4th wed", "monthly last sun"]))
def test_monthly_falls_exactly_once_a_month(date: dt.date, text: str) -> None:
    first = date.replace(day=1)
    length = ((first + dt.timedelta(days=32)).replace(day=1) - first).days
    assert len(days_of(text, first, length)) == 1


def test_once_falls_on_its_day_though_nobody_works() -> None:
    sunday = dt.date(2026, 11, 29)
    assert days_of("once 2026-11-29", sunday - dt.timedelta(days=400), 800) == ["2026-11-29"]


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    for form in FORMS:
        recurrence = parse_recurrence(form)
        for date in (dt.date.min, dt.date.max):
            recurrence.occurs(date, days=MONDAY_TO_FRIDAY, anchor=dt.date.max)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("daily", 1),
        ("working days", 1),
        ("weekly mon thu", 1),
        ("every 6 weeks mon", 6),
        ("monthly 15", None),
    ],
)
def test_after_how_many_weeks_it_repeats_itself(text: str, weeks: int | None) -> None:
    assert parse_recurrence(text).weeks == weeks


def test_case_and_spaces_do_not_matter() -> None:
    assert parse_recurrence("  Weekly\tMON  thu ") == parse_recurrence("weekly mon thu")
    assert parse_recurrence(" Working  Days").text == "working days"


@pytest.mark.parametrize(
    ("text", "reason", "value"),
    [
        ("", RecurrenceReason.EMPTY, ""),
        ("   ", RecurrenceReason.EMPTY, ""),
        ("dayly", RecurrenceReason.FORM, "dayly"),
        ("working day", RecurrenceReason.FORM, "working day"),
        ("every mon", RecurrenceReason.FORM, "every mon"),
        ("daily mon", RecurrenceReason.EXTRA, "mon"),
        ("working days mon", RecurrenceReason.EXTRA, "mon"),
        ("weekly", RecurrenceReason.WEEKDAY, ""),
        ("weekly monday", RecurrenceReason.WEEKDAY, "monday"),
        ("weekly mon, thu", RecurrenceReason.WEEKDAY, "mon,"),
        ("every 0 weeks mon", RecurrenceReason.WEEKS, "0"),
        ("every 53 weeks mon", RecurrenceReason.WEEKS, "53"),
        ("every two weeks mon", RecurrenceReason.WEEKS, "two"),
        ("every 99999999999999999999 weeks mon", RecurrenceReason.WEEKS, "99999999999999999999"),
        ("every 2 weeks", RecurrenceReason.WEEKDAY, ""),
        ("monthly", RecurrenceReason.ORDINAL, ""),
        ("monthly 0", RecurrenceReason.DAY_OF_MONTH, "0"),
        ("monthly 32", RecurrenceReason.DAY_OF_MONTH, "32"),
        ("monthly ²", RecurrenceReason.DAY_OF_MONTH, "²"),
        ("monthly 15 mon", RecurrenceReason.EXTRA, "mon"),
        ("monthly 5th tue", RecurrenceReason.ORDINAL, "5th"),
        ("monthly 2nd", RecurrenceReason.WEEKDAY, ""),
        ("monthly last day", RecurrenceReason.WEEKDAY, "day"),
        ("monthly last fri please", RecurrenceReason.EXTRA, "please"),
        ("once", RecurrenceReason.DATE, ""),
        ("once 2026-02-30", RecurrenceReason.DATE, "2026-02-30"),
        ("once 20261201", RecurrenceReason.DATE, "20261201"),
        ("once 2026-12-01 2026-12-02", RecurrenceReason.EXTRA, "2026-12-02"),
    ],
)
def test_what_is_no_recurrence_is_refused_with_its_reason(
    text: str, reason: RecurrenceReason, value: str
) -> None:
    with pytest.raises(RecurrenceError) as caught:
        parse_recurrence(text)
    assert (caught.value.reason, caught.value.value) == (reason, value)


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_is_read_the_same_twice_or_refused(text: str) -> None:
    try:
        read = parse_recurrence(text)
    except RecurrenceError:
        with pytest.raises(RecurrenceError):
            parse_recurrence(f" {text} ")
    else:
        assert parse_recurrence(read.text) == read


@given(st.dates())
def test_a_month_has_the_days_it_has_in_the_calendar(date: dt.date) -> None:
    assert days_in_month(date.year, date.month) == calendar.monthrange(date.year, date.month)[1]

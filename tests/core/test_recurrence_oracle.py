"""On which days a task falls, against another implementation of calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import DAILY, MO, MONTHLY, WEEKLY, rrule, rruleset, weekday
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.calendar import block_spans, due_instant
from jornada.core.days_off import NO_DAYS_OFF, DaysOff
from jornada.core.recurrence import WEEKDAY_WORDS, parse_recurrence
from tests.core.builders import block

FIRSTS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1)
WORKING = st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days)))
SPAN_DAYS = 800
ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}
OFF = st.lists(st.tuples(st.integers(0, SPAN_DAYS), st.integers(0, 30)), max_size=8)
WEEK = (0, 1, 2, 3, 4)


def midnight(date: dt.date) -> dt.datetime:
    return dt.datetime.combine(date, dt.time())


def found(
    text: str,
    first: dt.date,
    *,
    days: tuple[int, ...] = WEEK,
    anchor: dt.date | None = None,
    off: DaysOff = NO_DAYS_OFF,
    count: int = SPAN_DAYS,
) -> list[dt.date]:
    """Where it falls, of `count` days from `first`."""
    recurrence = parse_recurrence(text)
    dates = (first + dt.timedelta(days=n) for n in range(count))
    return [date for date in dates if recurrence.occurs(date, days=days, anchor=anchor, off=off)]


def expected(rule: rrule | rruleset, first: dt.date, count: int = SPAN_DAYS) -> list[dt.date]:
    last = first + dt.timedelta(days=count - 1)
    return [instant.date() for instant in rule.between(midnight(first), midnight(last), inc=True)]


def words(weekdays: Iterable[int]) -> str:
    return " ".join(WEEKDAY_WORDS[day] for day in sorted(weekdays))


def spans_off(first: dt.date, spans: list[tuple[int, int]]) -> DaysOff:
    starts = ((first + dt.timedelta(days=at), more) for at, more in spans)
    return DaysOff.of((start, start + dt.timedelta(days=more)) for start, more in starts)


def without(rule: rrule, off: DaysOff, first: dt.date) -> rruleset:
    """The rule on all days but those."""
    kept = rruleset()
    kept.rrule(rule)
    for n in range(SPAN_DAYS):
        date = first + dt.timedelta(days=n)
        if date in off:
            kept.exdate(midnight(date))
    return kept


@given(first=FIRSTS)
def test_daily(first: dt.date) -> None:
    assert found("daily", first) == expected(rrule(DAILY, dtstart=midnight(first)), first)


@given(first=FIRSTS, days=WORKING, spans=OFF)
def test_working_days_less_days_off(
    first: dt.date, days: tuple[int, ...], spans: list[tuple[int, int]]
) -> None:
    off = spans_off(first, spans)
    rule = rrule(WEEKLY, byweekday=days, dtstart=midnight(first)) if days else None
    wanted = expected(without(rule, off, first), first) if rule else []
    assert found("working days", first, days=days, off=off) == wanted


@given(first=FIRSTS, weekdays=WEEKDAYS)
def test_weekly(first: dt.date, weekdays: set[int]) -> None:
    rule = rrule(WEEKLY, byweekday=sorted(weekdays), dtstart=midnight(first))
    assert found(f"weekly {words(weekdays)}", first) == expected(rule, first)


@given(first=FIRSTS, weekdays=WEEKDAYS, weeks=st.integers(1, 52), anchor=FIRSTS)
def test_every_n_weeks_from_the_week_of_the_first_day(
    first: dt.date, weekdays: set[int], weeks: int, anchor: dt.date
) -> None:
    first = max(first, anchor)
    monday = anchor - dt.timedelta(days=anchor.weekday())
    rule = rrule(WEEKLY, interval=weeks, wkst=MO, byweekday=sorted(weekdays), dtstart=midnight(monday))
    assert found(f"every {weeks} weeks {words(weekdays)}", first, anchor=anchor) == expected(rule, first)


@given(first=FIRSTS, day=st.integers(1, 31))
def test_a_day_of_the_month_or_the_last_of_a_shorter_one(first: dt.date, day: int) -> None:
    # The last of those days, down to the 28th, that the month has.
    start = midnight(first.replace(day=1))
    rule = rrule(MONTHLY, bymonthday=range(min(day, 28), day + 1), bysetpos=-1, dtstart=start)
    assert found(f"monthly {day}", first) == expected(rule, first)


@given(first=FIRSTS, ordinal=st.sampled_from(sorted(ORDINALS)), day=st.integers(0, 6))
def test_the_nth_weekday_of_the_month(first: dt.date, ordinal: str, day: int) -> None:
    start = midnight(first.replace(day=1))
    rule = rrule(MONTHLY, byweekday=weekday(day)(ORDINALS[ordinal]), dtstart=start)
    assert found(f"monthly {ordinal} {words([day])}", first) == expected(rule, first)


@given(
    first=FIRSTS,
    ordinal=st.sampled_from(sorted(ORDINALS)),
    days=WEEKDAYS.map(lambda days: tuple(sorted(days))),
)
def test_the_nth_working_day_of_the_month(first: dt.date, ordinal: str, days: tuple[int, ...]) -> None:
    start = midnight(first.replace(day=1))
    rule = rrule(MONTHLY, byweekday=days, bysetpos=ORDINALS[ordinal], dtstart=start)
    assert found(f"monthly {ordinal} working day", first, days=days) == expected(rule, first)


@given(
    first=FIRSTS.map(lambda date: date.replace(day=1)), ordinal=st.sampled_from(sorted(ORDINALS)), spans=OFF
)
def test_the_nth_working_day_that_is_not_off(
    first: dt.date, ordinal: str, spans: list[tuple[int, int]]
) -> None:
    off = spans_off(first, spans)
    working = expected(without(rrule(WEEKLY, byweekday=WEEK, dtstart=midnight(first)), off, first), first)
    months = [list(dates) for _, dates in groupby(working, key=lambda date: (date.year, date.month))]
    place = ORDINALS[ordinal] - (ORDINALS[ordinal] > 0)
    whole = [dates for dates in months if (dates[0].year, dates[0].month) != _month(first, SPAN_DAYS)]
    wanted = [dates[place] for dates in whole if -len(dates) <= place < len(dates)]
    got = found(f"monthly {ordinal} working day", first, off=off)
    assert [date for date in got if (date.year, date.month) != _month(first, SPAN_DAYS)] == wanted


def _month(first: dt.date, count: int) -> tuple[int, int]:
    last = first + dt.timedelta(days=count)
    return last.year, last.month


@pytest.mark.parametrize(
    ("text", "first", "count", "days"),
    [
        # The 31st, where a month has none.
        ("monthly 31", "2027-01-01", 120, ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),
        # A leap day, and the years without: 2100 is one of them.
        ("monthly 29", "2028-02-01", 29, ["2028-02-29"]),
        ("monthly 29", "2100-02-01", 28, ["2100-02-28"]),
        ("once 2028-02-29", "2028-02-01", 40, ["2028-02-29"]),
        ("monthly last tue", "2028-02-01", 29, ["2028-02-29"]),
        # 2026 has 53 ISO weeks: its last begins on 28 December, and 2027 goes on counting.
        ("every 2 weeks mon", "2026-12-14", 35, ["2026-12-14", "2026-12-28", "2027-01-11"]),
        ("every 52 weeks thu", "2026-12-31", 371, ["2026-12-31", "2027-12-30"]),
    ],
)
def test_odd_days_of_the_calendar(text: str, first: str, count: int, days: list[str]) -> None:
    start = dt.date.fromisoformat(first)
    got = found(text, start, count=count, anchor=start)
    assert [date.isoformat() for date in got] == days


@given(first=FIRSTS, hour=st.integers(4, 23), minute=st.integers(0, 59))
def test_a_task_stays_at_its_hour_on_the_wall_over_clock_changes(
    first: dt.date, hour: int, minute: int
) -> None:
    zone = ZoneInfo("Europe/Madrid")
    start = dt.datetime.combine(first, dt.time(hour, minute), tzinfo=zone)
    wanted = rrule(WEEKLY, byweekday=[6, 0], count=60, dtstart=start)
    for instant in wanted:
        due = due_instant(f"{hour:02}:{minute:02}", instant.date(), zone)
        assert due == instant
        assert due.utcoffset() == instant.utcoffset()


@pytest.mark.parametrize(
    ("date", "minutes"),
    [("2026-03-28", 480), ("2026-03-29", 420), ("2026-10-24", 480), ("2026-10-25", 540)],
)
def test_a_block_over_a_clock_change_has_the_hours_of_its_day(date: str, minutes: int) -> None:
    (span,) = block_spans(
        (block("night", "00:00", "08:00"),), dt.date.fromisoformat(date), ZoneInfo("Europe/Madrid")
    )
    assert span.working_minutes == minutes

"""The span of dates that is looked at."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.moments import MomentError
from jornada.core.periods import Period, PeriodKind, period_of, range_of, read_past_day, read_range

FRIDAY = dt.date(2026, 11, 20)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        (PeriodKind.DAY, "2026-11-20", "2026-11-20"),
        (PeriodKind.WEEK, "2026-11-16", "2026-11-22"),
        (PeriodKind.MONTH, "2026-11-01", "2026-11-30"),
        (PeriodKind.QUARTER, "2026-10-01", "2026-12-31"),
        (PeriodKind.YEAR, "2026-01-01", "2026-12-31"),
    ],
)
def test_what_has_a_date(kind: PeriodKind, first: str, last: str) -> None:
    found = period_of(kind, FRIDAY)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.holds(FRIDAY)
    assert not found.holds(found.last + dt.timedelta(days=1))


@given(
    DAYS,
    st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.RANGE]),
    st.integers(-30, 30),
)
def test_one_beside_the_other_leaves_no_day_out(date: dt.date, kind: PeriodKind, by: int) -> None:
    period = period_of(kind, date)
    assert period.beside(1).first == period.last + dt.timedelta(days=1)
    assert period.beside(1).beside(-1) == period
    there = period.beside(by)
    assert there.kind is kind
    assert period_of(kind, there.first) == there == period_of(kind, there.last)


@given(DAYS, st.integers(1, 400))
def test_a_range_goes_on_by_its_own_length(date: dt.date, days: int) -> None:
    period = range_of(date, date + dt.timedelta(days=days - 1))
    assert period.days == days
    assert period.beside(1).first == period.last + dt.timedelta(days=1)
    assert period.beside(1).days == days
    assert period.beside(-1).beside(1) == period


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_the_ends_of_the_calendar_hold(kind: PeriodKind) -> None:
    for date, by in ((dt.date(1, 1, 1), -1), (dt.date(9999, 12, 31), 1)):
        period = Period(kind, date, date)
        assert period.beside(by) == period


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-11-02..2026-11-13", "2026-11-02", "2026-11-13"),
        ("-10..today", "2026-11-10", "2026-11-20"),
        ("mon..fri", "2026-11-16", "2026-11-20"),
        ("jueves..hoy", "2026-11-19", "2026-11-20"),
    ],
)
def test_typed(typed: str, first: str, last: str) -> None:
    found = read_range(typed, FRIDAY)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_a_weekday_looked_back_at_is_the_last_one() -> None:
    assert read_past_day("fri", FRIDAY) == FRIDAY
    assert read_past_day("sat", FRIDAY) == FRIDAY - dt.timedelta(days=6)


@pytest.mark.parametrize("typed", ["", "..", "today", "today..", "..today", "today..nonsense"])
def test_what_is_no_range(typed: str) -> None:
    with pytest.raises(MomentError):
        read_range(typed, FRIDAY)


def test_a_range_that_ends_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before"):
        read_range("today..yesterday", FRIDAY)

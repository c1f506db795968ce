"""The span of dates that is looked at: a day, an ISO week, a month, a quarter, a year, or from any day to any
other."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from jornada.core.dataclass import dataclass
from jornada.core.moments import MomentError, MomentProblem, read_day, read_weekday
from jornada.core.recurrence import days_in_month

RANGE_SIGN = ".."
_QUARTER, _YEAR = 3, 12
_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


class PeriodKind(StrEnum):
    """How long it is; what stands beside it follows from that."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: _QUARTER, PeriodKind.YEAR: _YEAR}
"""The months of a period that is made of whole ones."""


@dataclass(frozen=True, slots=True)
class Period:
    """The dates from `first` to `last`, both included."""

    kind: PeriodKind
    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many dates it has."""
        return (self.last - self.first).days + 1

    def holds(self, date: dt.date) -> bool:
        """Whether a date is one of it."""
        return self.first <= date <= self.last

    def beside(self, by: int) -> Period:
        """The one so many after this one, before it where `by` is negative; a range goes on by its own
        length. At the ends of the calendar it stays where it is."""
        try:
            if self.kind is PeriodKind.RANGE:
                step = by * self.days * _DAY
                return Period(self.kind, self.first + step, self.last + step)
            if self.kind in _MONTHS:
                months = self.first.year * _YEAR + self.first.month - 1 + by * _MONTHS[self.kind]
                return period_of(self.kind, dt.date(months // _YEAR, months % _YEAR + 1, 1))
            return period_of(self.kind, self.first + by * (_DAY if self.kind is PeriodKind.DAY else _WEEK))
        except (OverflowError, ValueError):
            return self


def period_of(kind: PeriodKind, date: dt.date) -> Period:
    """The day, week (from Monday), month, quarter or year that has this date; as a range the day alone."""
    if kind is PeriodKind.WEEK:
        monday = date - date.weekday() * _DAY
        return Period(kind, monday, monday + 6 * _DAY)
    if kind in _MONTHS:
        begins = date.month - (date.month - 1) % _MONTHS[kind]
        ends = begins + _MONTHS[kind] - 1
        days = days_in_month(date.year, ends)
        return Period(kind, dt.date(date.year, begins, 1), dt.date(date.year, ends, days))
    return Period(kind, date, date)


def range_of(first: dt.date, last: dt.date) -> Period:
    """From one day to another. Raises `ValueError` where the last is before the first."""
    if last < first:
        raise ValueError(f"{last} is before {first}")
    return Period(PeriodKind.RANGE, first, last)


def read_range(text: str, today: dt.date) -> Period:
    """Two days as a person types them, with two dots between: `2026-11-02..2026-11-13`, `-10..today`.

    A weekday is the last such day, as in `read_past_day`. Raises `MomentError` where one is no day,
    `ValueError` where the last is before the first.
    """
    first, sign, last = text.partition(RANGE_SIGN)
    if not sign:
        raise MomentError(MomentProblem.NO_DAY, text)
    return range_of(read_past_day(first, today), read_past_day(last, today))


def read_past_day(text: str, today: dt.date) -> dt.date:
    """A day of which one looks back: a weekday is the last such day, today's included. Raises
    `MomentError`."""
    weekday = read_weekday(text)
    if weekday is not None:
        return today - (today.weekday() - weekday) % 7 * _DAY
    return read_day(text, today)

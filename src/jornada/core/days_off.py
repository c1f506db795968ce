"""Days on which nobody works though the week has them as working days: holidays, leave.

Written as a date, `2026-12-25`, or as a span with both its ends, `2026-12-24..2027-01-06`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable

from jornada.core.dataclass import dataclass
from jornada.core.mistakes import Problem
from jornada.core.pattern import pattern

MOST_DAYS = 366
"""A span is no longer than this: a mistyped year would silence every response clock."""

_DATE = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DaysOffError(ValueError):
    """A text that is no date and no span: what is wrong, the part that is, and what would be right."""

    def __init__(self, problem: Problem, value: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(f"{problem}: {value!r}")
        self.problem = problem
        self.value = value
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A set of dates, as spans that do not touch, in order; both ends belong to a span."""

    spans: tuple[tuple[dt.date, dt.date], ...] = ()

    @classmethod
    def of(cls, spans: Iterable[tuple[dt.date, dt.date]]) -> DaysOff:
        """The days of all these spans, which may overlap and come in any order."""
        joined: list[tuple[dt.date, dt.date]] = []
        for first, last in sorted(spans):
            if joined and first.toordinal() <= joined[-1][1].toordinal() + 1:
                joined[-1] = (joined[-1][0], max(joined[-1][1], last))
            else:
                joined.append((first, last))
        return cls(tuple(joined))

    def __contains__(self, date: object) -> bool:
        if not isinstance(date, dt.date):
            return False
        place = bisect_right(self.spans, date, key=lambda span: span[0]) - 1
        return place >= 0 and date <= self.spans[place][1]

    def __bool__(self) -> bool:
        return bool(self.spans)


NO_DAYS_OFF = DaysOff()


def parse_days_off(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of an entry. Raises `DaysOffError`."""
    first_text, dots, last_text = (part.strip() for part in text.partition(".."))
    first = _date(first_text)
    last = _date(last_text) if dots else first
    if last < first:
        raise DaysOffError(Problem.UNTIL_BEFORE_FROM, last_text, (first_text,))
    if (last - first).days >= MOST_DAYS:
        raise DaysOffError(Problem.TOO_MANY_DAYS, text.strip(), (str(MOST_DAYS),))
    return first, last


def days_off(entries: Iterable[str]) -> DaysOff:
    """The days of these entries. Raises `DaysOffError` at the first that is none."""
    return DaysOff.of(parse_days_off(entry) for entry in entries)


def _date(text: str) -> dt.date:
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise DaysOffError(Problem.BAD_DATE, text, ("2026-12-25", "2026-12-24..2027-01-06"))

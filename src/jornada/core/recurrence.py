"""When a task comes back: the words of `repeat` in a workflow file, and the days they mean.

The forms, all in lower case or upper case alike:

- `daily`: every day of the calendar, weekends too.
- `working days`: the weekdays that the workflow works on, days off left out.
- `weekly mon thu`: every week on these weekdays.
- `every 2 weeks mon`: every so many ISO weeks (Monday first), counted from the week of the task's
  `from`. Without a `from` they are counted from the week of Monday 1970-01-05, so that the answer
  never depends on when it is asked.
- `monthly 15`: that day of the month; in a month that is too short, the month's last day.
- `monthly 2nd tue`, `monthly last fri`: 1st to 4th, or last. There is no 5th, since not every month
  has one: `last` says what is meant.
- `monthly 1st working day`, `monthly last working day`: counted among the workflow's weekdays, days
  off left out. In a month that has fewer it does not fall at all.
- `once 2026-12-01`: that day alone, working day or not.

On a day off (a holiday, leave) falls what falls on days nobody works on: daily, by the month, once. What
comes by weekdays is of the working week and leaves such a day out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container
from enum import StrEnum

from jornada.core.dataclass import dataclass
from jornada.core.days_off import NO_DAYS_OFF
from jornada.core.pattern import pattern

WORKING_DAYS = "working days"
WEEKDAY_WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FORMS = (
    "daily",
    "working days",
    "weekly mon thu",
    "every 2 weeks mon",
    "monthly 15",
    "monthly 2nd tue",
    "monthly last working day",
    "once 2026-12-01",
)
"""One example of each form, for messages."""

MOST_WEEKS = 52
_ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}
_EPOCH_MONDAY = dt.date(1970, 1, 5)
_DATE = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = pattern(r"[0-9]{1,4}")


class RecurrenceReason(StrEnum):
    """Why a text is no recurrence."""

    EMPTY = "empty"
    FORM = "form"
    WEEKDAY = "weekday"
    WEEKS = "weeks"
    DAY_OF_MONTH = "day of month"
    ORDINAL = "ordinal"
    DATE = "date"
    EXTRA = "extra"


class RecurrenceError(ValueError):
    """A text that is no recurrence: `reason`, the word that does not fit, and what would."""

    def __init__(self, reason: RecurrenceReason, value: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"{reason}: {value!r}")
        self.reason = reason
        self.value = value
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class _Week:
    """The week a recurrence is asked of: its working weekdays, the days off, whence weeks are counted."""

    days: Collection[int]
    off: Container[dt.date]
    anchor: dt.date | None

    def works_on(self, date: dt.date) -> bool:
        """The one place that says what a working day is."""
        return date.weekday() in self.days and date not in self.off


@dataclass(frozen=True, slots=True)
class _Daily:
    def falls(self, date: dt.date, week: _Week) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class _WorkingDays:
    def falls(self, date: dt.date, week: _Week) -> bool:
        return week.works_on(date)


@dataclass(frozen=True, slots=True)
class _Weeks:
    every: int
    weekdays: frozenset[int]

    def falls(self, date: dt.date, week: _Week) -> bool:
        if date.weekday() not in self.weekdays or date in week.off:
            return False
        weeks = (_week_start(date) - _week_start(week.anchor or _EPOCH_MONDAY)) // 7
        return weeks % self.every == 0


@dataclass(frozen=True, slots=True)
class _DayOfMonth:
    day: int

    def falls(self, date: dt.date, week: _Week) -> bool:
        return date.day == min(self.day, days_in_month(date.year, date.month))


@dataclass(frozen=True, slots=True)
class _WeekdayOfMonth:
    ordinal: int
    weekday: int | None
    """`None` stands for any working day."""

    def falls(self, date: dt.date, week: _Week) -> bool:
        candidates = [
            day
            for day in range(1, days_in_month(date.year, date.month) + 1)
            if self._counts(date.replace(day=day), week)
        ]
        place = self.ordinal if self.ordinal < 0 else self.ordinal - 1
        return -len(candidates) <= place < len(candidates) and candidates[place] == date.day

    def _counts(self, date: dt.date, week: _Week) -> bool:
        return week.works_on(date) if self.weekday is None else date.weekday() == self.weekday


@dataclass(frozen=True, slots=True)
class _Once:
    date: dt.date

    def falls(self, date: dt.date, week: _Week) -> bool:
        return date == self.date


_Rule = _Daily | _WorkingDays | _Weeks | _DayOfMonth | _WeekdayOfMonth | _Once


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurrence as the person wrote it (`text`, in lower case, single spaces) and its meaning."""

    text: str
    rule: _Rule

    @property
    def weeks(self) -> int | None:
        """After how many weeks it repeats itself; `None` for what follows the month, or comes once."""
        match self.rule:
            case _Daily() | _WorkingDays():
                return 1
            case _Weeks(every):
                return every
            case _:
                return None

    @property
    def comes_back(self) -> bool:
        """Whether it falls more than once."""
        return not isinstance(self.rule, _Once)

    @property
    def by_weekdays(self) -> bool:
        """Whether it names weekdays of its own."""
        return isinstance(self.rule, _Weeks)

    def occurs(
        self,
        date: dt.date,
        *,
        days: Collection[int],
        anchor: dt.date | None,
        off: Container[dt.date] = NO_DAYS_OFF,
    ) -> bool:
        """Whether it falls on `date`.

        `days` are the working weekdays, Monday 0, `off` the days off; `anchor` is the task's first day,
        from whose week weeks are counted. A first or last day of the task is not looked at here.
        """
        return self.rule.falls(date, _Week(days, off, anchor))


def parse_recurrence(text: str) -> Recurrence:
    """Read the words of a `repeat`. Raises `RecurrenceError`."""
    words = text.lower().split()
    return Recurrence(" ".join(words), _rule(words))


def _rule(words: list[str]) -> _Rule:
    match words:
        case []:
            raise RecurrenceError(RecurrenceReason.EMPTY, "", FORMS)
        case ["daily", *rest]:
            _nothing_more(rest)
            return _Daily()
        case ["working", "days", *rest]:
            _nothing_more(rest)
            return _WorkingDays()
        case ["weekly", *weekdays]:
            return _Weeks(1, _weekdays(weekdays))
        case ["every", count, "weeks" | "week", *weekdays]:
            return _Weeks(_number(count, MOST_WEEKS, RecurrenceReason.WEEKS), _weekdays(weekdays))
        case ["monthly", ordinal, *rest] if ordinal in _ORDINALS:
            return _WeekdayOfMonth(_ORDINALS[ordinal], _weekday_or_working_day(rest))
        case ["monthly", day, *rest] if day.isdigit():
            number = _number(day, 31, RecurrenceReason.DAY_OF_MONTH)
            _nothing_more(rest)
            return _DayOfMonth(number)
        case ["monthly", *rest]:
            raise RecurrenceError(RecurrenceReason.ORDINAL, rest[0] if rest else "", ("1–31", *_ORDINALS))
        case ["once", *rest]:
            date = _date(rest[0] if rest else "")
            _nothing_more(rest[1:])
            return _Once(date)
        case _:
            raise RecurrenceError(RecurrenceReason.FORM, " ".join(words), FORMS)


def _nothing_more(rest: list[str]) -> None:
    if rest:
        raise RecurrenceError(RecurrenceReason.EXTRA, " ".join(rest), ())


def _number(word: str, most: int, reason: RecurrenceReason) -> int:
    if not _NUMBER.fullmatch(word) or not 1 <= int(word) <= most:
        raise RecurrenceError(reason, word, (f"1–{most}",))
    return int(word)


def _weekday(word: str) -> int:
    if word not in WEEKDAY_WORDS:
        raise RecurrenceError(RecurrenceReason.WEEKDAY, word, WEEKDAY_WORDS)
    return WEEKDAY_WORDS.index(word)


def _weekdays(words: list[str]) -> frozenset[int]:
    if not words:
        raise RecurrenceError(RecurrenceReason.WEEKDAY, "", WEEKDAY_WORDS)
    return frozenset(_weekday(word) for word in words)


def _weekday_or_working_day(words: list[str]) -> int | None:
    match words:
        case ["working", "day", *rest]:
            _nothing_more(rest)
            return None
        case [word, *rest] if word in WEEKDAY_WORDS:
            _nothing_more(rest)
            return _weekday(word)
        case _:
            raise RecurrenceError(RecurrenceReason.WEEKDAY, " ".join(words), (*WEEKDAY_WORDS, "working day"))


def _date(word: str) -> dt.date:
    try:
        if _DATE.fullmatch(word):
            return dt.date.fromisoformat(word)
    except ValueError:
        pass
    raise RecurrenceError(RecurrenceReason.DATE, word, ("2026-12-01",))


def _week_start(date: dt.date) -> int:
    """The ordinal of the Monday of the date's ISO week; no date, since 0001-01-01 has no earlier one."""
    return date.toordinal() - date.weekday()


def days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    # The library for it loads the names of days in the system's language: 2 ms of each command.
    return 31 if month == 12 else (dt.date(year, month + 1, 1) - dt.date(year, month, 1)).days

"""Times of day, days and lengths of time as a person types them; English and Spanish alike.

| read as | typed |
|---|---|
| a time of day | `9:10` `09:10` `9.10` `9h10` `9:10h` `910` `0910` |
| a length, in minutes | `25` `25m` `25 min` `90'` `1h` `1h30` `1 h 30 min` `1:30` `1.5h` `1,5h` |
| a day | `2026-11-20` `today` `hoy` `tomorrow` `mañana` `yesterday` `ayer` `fri` `viernes` `+3` `-1` |
| a time of the past | a time of day, or one after a day: `yesterday 17:30` `2026-11-20 17:30` |
| a time to come | a time of day, or one after a day: `tomorrow 10:00` `fri 10:00` `2026-11-23 10:00` |
| a due time | a time of day, or one after a weekday: `thu 14:00` `jueves 14:00` |

A weekday is the next such day after today, which has its own word; of the past, the last such day.
Capitals and accents make no difference.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from enum import StrEnum

from jornada.core import calendar
from jornada.core.pattern import pattern
from jornada.core.workflow import WEEKDAYS

MINUTES_OF_A_DAY = 24 * 60
FARTHEST_DAYS = 3660
A_WEEK = dt.timedelta(days=7)

_TIME = pattern(r"(\d{1,2})\s*[:.h]\s*(\d{2})\s*h?")
_BARE_TIME = pattern(r"(\d{1,2})(\d{2})")
_HOURS = pattern(r"(\d{1,2})(?:[.,](\d{1,2}))?\s*h(?:ours?|oras?|rs?)?")
_HOURS_MINUTES = pattern(
    r"(\d{1,2})\s*(?:h(?:ours?|oras?|rs?)?|:)\s*(\d{1,2})\s*(?:m|min|mins|minutes|minutos|')?"
)
_MINUTES = pattern(r"(\d{1,4})\s*(?:m|min|mins|minutes?|minutos?|')?")
_STEPS = pattern(r"([+-])\s*(\d{1,4})")
_ISO_GAP = pattern(r"(?<=\d)T(?=\d)")
_DATE = pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})")

_DAYS = {
    "today": 0,
    "hoy": 0,
    "tomorrow": 1,
    "manana": 1,
    "yesterday": -1,
    "ayer": -1,
    "day after tomorrow": 2,
    "pasado manana": 2,
    "pasado": 2,
}
_WEEKDAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sabado"),
    ("sunday", "domingo"),
)


class MomentProblem(StrEnum):
    """What could not be read."""

    NO_TIME = "no_time"
    NO_LENGTH = "no_length"
    NO_DAY = "no_day"
    NO_DUE = "no_due"
    TOO_LONG = "too_long"
    TOO_FAR = "too_far"


class MomentError(ValueError):
    """`value` is what was typed."""

    def __init__(self, problem: MomentProblem, value: str) -> None:
        super().__init__(f"{problem}: {value}")
        self.problem = problem
        self.value = value


def read_time(text: str) -> dt.time:
    """A time of day. Raises `MomentError`."""
    plain = _plain(text)
    found = _TIME.fullmatch(plain) or _BARE_TIME.fullmatch(plain)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return dt.time(int(found[1]), int(found[2]))
    raise MomentError(MomentProblem.NO_TIME, text)


def read_minutes(text: str) -> int:
    """A length of time in whole minutes, at most a day. Raises `MomentError`."""
    plain = _plain(text)
    minutes = _minutes(plain)
    if minutes is None:
        raise MomentError(MomentProblem.NO_LENGTH, text)
    if minutes > MINUTES_OF_A_DAY:
        raise MomentError(MomentProblem.TOO_LONG, text)
    return minutes


def read_day(text: str, today: dt.date) -> dt.date:
    """A day. Raises `MomentError` where it is none, or farther than ten years from `today`."""
    plain = " ".join(_plain(text).split())
    weekday = read_weekday(plain)
    try:
        if weekday is not None:
            return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        if plain in _DAYS:
            return today + dt.timedelta(days=_DAYS[plain])
        if steps := _STEPS.fullmatch(plain):
            return _near(today + dt.timedelta(days=int(steps[1] + steps[2])), today, text)
        if found := _DATE.fullmatch(plain):
            return _near(dt.date(int(found[1]), int(found[2]), int(found[3])), today, text)
    except (ValueError, OverflowError) as error:
        if isinstance(error, MomentError):
            raise
    raise MomentError(MomentProblem.NO_DAY, text)


def read_weekday(text: str) -> int | None:
    """The weekday a word names, Monday 0: in full or by three or more letters; `None` for none."""
    plain = _plain(text).rstrip(".")
    if len(plain) < 3:
        return None
    for number, names in enumerate(_WEEKDAYS):
        if any(name.startswith(plain) for name in names):
            return number
    return None


def read_due(text: str) -> str:
    """A due time as a workflow file has it: "09:45", or "thu 14:00". Raises `MomentError`."""
    first, _, rest = text.strip().partition(" ")
    weekday = read_weekday(first)
    try:
        if weekday is not None:
            return f"{WEEKDAYS[weekday]} {read_time(rest):%H:%M}"
        return f"{read_time(text):%H:%M}"
    except MomentError:
        raise MomentError(MomentProblem.NO_DUE, text) from None


def instant_on(date: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """When the clock on the wall in `zone` shows `time` on `date`."""
    return calendar.due_instant(f"{time:%H:%M}", date, zone)


LONGEST_OVER_MIDNIGHT = dt.timedelta(hours=12)
"""An end before its start is the next day's only if that makes no more than this: else it is a slip."""


def end_at(time: dt.time, start: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """When something ended that began at `start`, by the clock on the wall: on the same day, or over
    midnight. What makes no sense as either is of the same day, before its start."""
    date = calendar.local_date(start, zone)
    instant = instant_on(date, time, zone)
    if instant >= start:
        return instant
    next_day = instant_on(date + dt.timedelta(days=1), time, zone)
    return next_day if next_day - start <= LONGEST_OVER_MIDNIGHT else instant


def within_at(time: dt.time, start: dt.datetime, end: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The first instant between the two at which the clock on the wall shows `time`; where there is none,
    that of the day of `start`."""
    date = calendar.local_date(start, zone)
    while date <= calendar.local_date(end, zone):
        instant = instant_on(date, time, zone)
        if start < instant < end:
            return instant
        date += dt.timedelta(days=1)
    return instant_on(calendar.local_date(start, zone), time, zone)


def last_at(
    time: dt.time, now: dt.datetime, zone: dt.tzinfo, not_before: dt.datetime | None = None
) -> dt.datetime:
    """The instant somebody means who says a time of the past: today's, or yesterday's where today's is
    still to come and yesterday's is not before `not_before`."""
    today = calendar.local_date(now, zone)
    instant = instant_on(today, time, zone)
    if instant <= now:
        return instant
    before = instant_on(today - dt.timedelta(days=1), time, zone)
    return before if not_before is not None and before >= not_before else instant


def read_past(
    text: str, now: dt.datetime, zone: dt.tzinfo, not_before: dt.datetime | None = None
) -> dt.datetime:
    """An instant of the past: a time of day, alone as in `last_at`, or after a day ("2026-11-20 17:30",
    "yesterday 17:30"); a weekday is the last such day on which that time has passed. Raises `MomentError`."""
    day, _, time = " ".join(_ISO_GAP.sub(" ", text).split()).rpartition(" ")
    if not day:
        return last_at(read_time(text), now, zone, not_before)
    today = calendar.local_date(now, zone)
    weekday = read_weekday(day)
    if weekday is not None:
        date = today - dt.timedelta(days=(today.weekday() - weekday) % 7)
        instant = instant_on(date, read_time(time), zone)
        return instant if instant <= now else instant_on(date - A_WEEK, read_time(time), zone)
    return instant_on(read_day(day, today), read_time(time), zone)


def read_coming(text: str, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """An instant to come: a time of day, alone today's, or after a day ("tomorrow 10:00"); a weekday is
    the next such day after today. What is past is not moved to another day. Raises `MomentError`."""
    day, _, time = " ".join(_ISO_GAP.sub(" ", text).split()).rpartition(" ")
    today = calendar.local_date(now, zone)
    at = read_time(time)
    return instant_on(read_day(day, today) if day else today, at, zone)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _minutes(plain: str) -> int | None:
    if found := _MINUTES.fullmatch(plain):
        return int(found[1])
    if found := _HOURS.fullmatch(plain):
        return round(60 * float(f"{found[1]}.{found[2] or 0}"))
    found = _HOURS_MINUTES.fullmatch(plain)
    if found and int(found[2]) < 60:
        return int(found[1]) * 60 + int(found[2])
    return None


def _near(date: dt.date, today: dt.date, text: str) -> dt.date:
    if abs((date - today).days) > FARTHEST_DAYS:
        raise MomentError(MomentProblem.TOO_FAR, text)
    return date

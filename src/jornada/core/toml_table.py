"""Reading one table of a parsed file, key by key, and noting every mistake on the way.

Each method takes one key. What is wrong is noted and read as nothing (`""`, `None`, an empty list), so
that the reading goes on to the next mistake.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from jornada.core.calendar import parse_due, parse_time
from jornada.core.mistakes import MOST_MISTAKES, WARNINGS, Mistake, Path, Problem, nearest_word
from jornada.core.pattern import pattern
from jornada.core.recurrence import Recurrence, RecurrenceError, RecurrenceReason, parse_recurrence
from jornada.core.text import clean, clean_prose
from jornada.core.workflow import COLOUR_SLOTS, KEY_PATTERN, WEEKDAYS

TITLE_LIMIT = 500
PROSE_LIMIT = 4000
MOST = 1_000_000_000
"""The largest number that a goal may ask for."""
_SHOWN_LIMIT = 80
_SHOWN_BITS = 256
_MORE = "…"

_KEY = pattern(KEY_PATTERN)
_COLOUR = pattern(r"#[0-9a-fA-F]{6}")
_DATE = pattern(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_LOOSE_TIME = pattern(r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?h?")
_RECURRENCE_PROBLEMS = {
    RecurrenceReason.EMPTY: Problem.EMPTY,
    RecurrenceReason.FORM: Problem.BAD_RECURRENCE,
    RecurrenceReason.WEEKDAY: Problem.BAD_WEEKDAY,
    RecurrenceReason.WEEKS: Problem.OUT_OF_RANGE,
    RecurrenceReason.DAY_OF_MONTH: Problem.OUT_OF_RANGE,
    RecurrenceReason.ORDINAL: Problem.NOT_ALLOWED,
    RecurrenceReason.DATE: Problem.BAD_DATE,
    RecurrenceReason.EXTRA: Problem.RECURRENCE_EXTRA,
}


class TooManyMistakes(Exception):
    """A table is not read on: its file has `MOST_MISTAKES`, which are noted."""


class Table:
    """One table of a file. `known` are its keys; any other is noted at once, with the nearest of them."""

    def __init__(
        self, mistakes: list[Mistake], content: Mapping[str, object], path: Path, known: Sequence[str]
    ) -> None:
        self.path = path
        self._mistakes = mistakes
        self._content = content
        self._meant: set[str] = set()
        for key in content:
            if key not in known:
                self._note_unknown(key, known)

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def note(
        self,
        problem: Problem,
        *place: str | int,
        value: object = "",
        allowed: Sequence[str] = (),
        nearest: str | None = None,
    ) -> None:
        """Write down what is wrong at `place`, a path from this table. Raises `TooManyMistakes`."""
        self._mistakes.append(Mistake((*self.path, *place), problem, shown(value), tuple(allowed), nearest))
        if len(self._mistakes) >= MOST_MISTAKES and problem not in WARNINGS:
            raise TooManyMistakes

    def text(self, key: str, *, required: bool = False) -> str:
        """One line of text, cleaned."""
        return self._limited(self._text(key, required), TITLE_LIMIT, key)

    def prose(self, key: str) -> str:
        """Text of several lines, cleaned."""
        return self._limited(self._text(key, False, clean_prose), PROSE_LIMIT, key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of lines of text."""
        found = []
        for index, value in enumerate(self._list(key)):
            if not isinstance(value, str):
                self.note(Problem.NOT_TEXT, key, index, value=value)
            elif not clean(value):
                self.note(Problem.EMPTY, key, index)
            else:
                found.append(self._limited(clean(value), TITLE_LIMIT, key, index))
        return tuple(found)

    def key(self, seen: set[str]) -> str:
        """The table's own key, which no other of its list may have; `seen` grows by it."""
        value = self._text("key", True)
        if not value:
            return ""
        if not _KEY.fullmatch(value):
            self.note(Problem.BAD_KEY, "key", value=value, nearest=_as_key(value))
        elif value in seen:
            self.note(Problem.DUPLICATE, "key", value=value)
        seen.add(value)
        return value

    def reference(self, key: str, titles: Mapping[str, str], *, required: bool = False) -> str:
        """The key of something else in the file; `titles` maps those there are to their titles."""
        value = self._text(key, required)
        if value and value not in titles:
            by_title = (other for other, title in titles.items() if title.casefold() == value.casefold())
            nearest = next(by_title, None) or nearest_word(value, titles)
            self.note(Problem.UNKNOWN_REFERENCE, key, value=value, allowed=tuple(titles), nearest=nearest)
        return value

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """One of `allowed`, the first where nothing is said."""
        value = self._text(key, False)
        if value and value not in allowed:
            self.note(
                Problem.NOT_ALLOWED, key, value=value, allowed=allowed, nearest=nearest_word(value, allowed)
            )
        return value or allowed[0]

    def whole(self, key: str, least: int, most: int, *, required: bool = False) -> int | None:
        """A whole number from `least` to `most`."""
        value = self._value(key, required)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.note(Problem.NOT_WHOLE_NUMBER, key, value=value, allowed=(f"{least}–{most}",))
            return None
        if not least <= value <= most:
            self.note(Problem.OUT_OF_RANGE, key, value=value, allowed=(f"{least}–{most}",))
        return value

    def positive(self, key: str) -> float | None:
        """A number above nothing, whole or not."""
        value = self._value(key, False)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.note(Problem.NOT_NUMBER, key, value=value)
            return None
        if not 0 < value <= MOST:  # nor is what is not a number between
            self.note(Problem.OUT_OF_RANGE, key, value=value, allowed=("> 0", f"≤ {MOST}"))
            return None
        return float(value)

    def colour(self, key: str) -> int | str:
        """A slot of the theme, or `#rrggbb`; 0 where nothing is said."""
        value = self._value(key, False)
        if value is None:
            return 0
        slot = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= COLOUR_SLOTS
        if slot or (isinstance(value, str) and _COLOUR.fullmatch(value)):
            return value.lower() if isinstance(value, str) else int(str(value))
        self.note(Problem.BAD_COLOUR, key, value=value, allowed=(f"1–{COLOUR_SLOTS}", "#rrggbb"))
        return 0

    def time(self, key: str) -> dt.time | None:
        """A time of day, always required."""
        value = self._text(key, True)
        try:
            return parse_time(value) if value else None
        except ValueError:
            self.note(Problem.BAD_TIME, key, value=value, allowed=("00:00–23:59",), nearest=_as_time(value))
            return None

    def due(self, key: str) -> str:
        """A time of day or of the week, always required; in the form `"thu 14:00"`."""
        value = " ".join(self._text(key, True).lower().split())
        try:
            if value:
                parse_due(value)
        except ValueError:
            self.note(
                Problem.BAD_DUE, key, value=value, allowed=("09:45", "thu 14:00"), nearest=_as_due(value)
            )
            return ""
        return value

    def date(self, key: str, *, required: bool = False) -> dt.date | None:
        """A day: text in the form `"2026-12-01"`, or a date of TOML itself."""
        raw = self._content.get(key)
        if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
            return raw
        value = self._text(key, required)
        if not value:
            return None
        found = _DATE.fullmatch(value)
        try:
            date = dt.date(*map(int, found.groups())) if found else None
        except ValueError:
            date = None
        if date and date.isoformat() == value:
            return date
        self.note(
            Problem.BAD_DATE, key, value=value, allowed=("2026-12-01",), nearest=str(date) if date else None
        )
        return None

    def weekdays(self, key: str) -> tuple[int, ...]:
        """A list of weekdays, always required, in the order of the week."""
        if key not in self._content:
            self._note_missing(key)
            return ()
        found = set()
        values = self._list(key)
        for index, value in enumerate(values):
            if not isinstance(value, str) or value not in WEEKDAYS:
                self.note(
                    Problem.BAD_WEEKDAY,
                    key,
                    index,
                    value=value,
                    allowed=WEEKDAYS,
                    nearest=_as_weekday(value, WEEKDAYS) if isinstance(value, str) else None,
                )
            elif WEEKDAYS.index(value) in found:
                self.note(Problem.DUPLICATE, key, index, value=value)
            else:
                found.add(WEEKDAYS.index(value))
        if not values and isinstance(self._content[key], list):
            self.note(Problem.EMPTY, key, allowed=WEEKDAYS)
        return tuple(sorted(found))

    def recurrence(self, key: str) -> Recurrence:
        """When it comes back, always required; read as daily where it is wrong."""
        value = self._text(key, True)
        try:
            if value:
                return parse_recurrence(value)
        except RecurrenceError as error:
            problem = _RECURRENCE_PROBLEMS[error.reason]
            alike = _as_weekday if problem is Problem.BAD_WEEKDAY else nearest_word
            self.note(
                problem,
                key,
                value=error.value,
                allowed=error.allowed,
                nearest=alike(error.value, error.allowed),
            )
        return parse_recurrence("daily")

    def timezone(self, key: str, timezones: Collection[str]) -> str:
        """The name of a time zone, always required. The list of names is gone through only on a mistake."""
        value = self._text(key, True)
        if value and value not in timezones:
            names = {name.casefold(): name for name in timezones}
            nearest = nearest_word(value, names)
            self.note(
                Problem.BAD_TIMEZONE,
                key,
                value=value,
                allowed=("Europe/Madrid", "America/Santiago", "UTC"),
                nearest=names[nearest] if nearest else None,
            )
        return value

    def table(self, key: str, known: Sequence[str]) -> Table | None:
        """A table within this one, if it is there."""
        value = self._value(key, False)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.note(Problem.NOT_TABLE, key, value=value, allowed=known)
            return None
        return Table(self._mistakes, value, (*self.path, key), known)

    def tables(self, key: str, known: Sequence[str]) -> Iterator[Table]:
        """The tables of a list of tables."""
        value = self._content.get(key, [])
        if not isinstance(value, list):
            self.note(Problem.NOT_TABLES, key, value=value)
            return
        for index, content in enumerate(value):
            if isinstance(content, Mapping):
                yield Table(self._mistakes, content, (*self.path, key, index), known)
            else:
                self.note(Problem.NOT_TABLE, key, index, value=content, allowed=known)

    def length(self, key: str) -> int:
        """How many elements a list has."""
        value = self._content.get(key)
        return len(value) if isinstance(value, list) else 0

    def is_table(self, key: str) -> bool:
        """Whether the value of that key is a table; one that is missing is none."""
        return isinstance(self._content.get(key), Mapping)

    def _value(self, key: str, required: bool) -> object:
        if required and key not in self._content:
            self._note_missing(key)
        return self._content.get(key)

    def _text(self, key: str, required: bool, cleaned: Callable[[str], str] = clean) -> str:
        value = self._value(key, required)
        if value is None:
            return ""
        if not isinstance(value, str):
            quoted = isinstance(value, int | float | dt.date | dt.time) and not isinstance(value, bool)
            nearest = f'"{value:%H:%M}"' if isinstance(value, dt.time) else f'"{shown(value)}"'
            self.note(Problem.NOT_TEXT, key, value=value, nearest=nearest if quoted else None)
            return ""
        text = cleaned(value)
        if required and not text:
            self.note(Problem.EMPTY, key, value=value)
        return text

    def _limited(self, text: str, most: int, *place: str | int) -> str:
        if len(text) > most:
            self.note(Problem.TOO_LONG, *place, value=text, allowed=(str(most),))
        return text

    def _list(self, key: str) -> Sequence[object]:
        value = self._content.get(key, [])
        if isinstance(value, list):
            return value
        self.note(Problem.NOT_LIST, key, value=value)
        return ()

    def _note_unknown(self, key: str, known: Sequence[str]) -> None:
        nearest = nearest_word(key, [other for other in known if other not in self._content])
        if nearest:
            self._meant.add(nearest)
        self.note(Problem.UNKNOWN_KEY, key, value=key, allowed=known, nearest=nearest)

    def _note_missing(self, key: str) -> None:
        # A misspelt key is one mistake, not two.
        if key not in self._meant:
            self.note(Problem.MISSING, key)


def shown(value: object) -> str:
    """A value of a file as one short line."""
    match value:
        case str():
            text = clean(value)
        case bool():
            text = "true" if value else "false"
        case int() if value.bit_length() > _SHOWN_BITS:
            text = _MORE  # too many digits to be written out
        case Mapping():
            text = f"{{{_MORE}}}"
        case list():
            text = f"[{_MORE}]"
        case _:
            text = str(value)
    return text if len(text) <= _SHOWN_LIMIT else text[:_SHOWN_LIMIT] + _MORE


def _as_key(text: str) -> str | None:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:40] or None


def _as_time(text: str) -> str | None:
    found = _LOOSE_TIME.fullmatch(text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _as_weekday(text: str, allowed: Sequence[str]) -> str | None:
    start = text[:3].casefold()
    return start if start in allowed else nearest_word(text, allowed)


def _as_due(text: str) -> str | None:
    match text.split():
        case [time]:
            return _as_time(time)
        case [weekday, time] if (day := _as_weekday(weekday, WEEKDAYS)) and (clock := _as_time(time)):
            return f"{day} {clock}"
        case _:
            return None

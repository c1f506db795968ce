"""What was typed into fields, read; what cannot be read is said in a sentence at its field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, MutableMapping
from typing import TypeVar

from jornada.core.dataclass import dataclass
from jornada.core.limits import RANK_LIMIT
from jornada.core.moments import (
    MomentError,
    read_coming,
    read_day,
    read_due,
    read_minutes,
    read_past,
    read_time,
)
from jornada.core.refusals import Reason, Refused
from jornada.present.sentences import moment_line, refusal
from jornada.present.words import Words

OVERNIGHT = dt.timedelta(hours=12)
"""A time of the day that is still to come means yesterday's if that was not longer ago."""

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads the texts in `values` by their names; what is wrong goes into `wrong`, and `None` comes
    back, as for an empty text."""

    words: Words
    values: Mapping[str, str]
    wrong: MutableMapping[str, str]

    def text(self, name: str) -> str:
        return self.values[name].strip()

    def minutes(self, name: str) -> int | None:
        return self._moment(name, read_minutes)

    def time(self, name: str) -> dt.time | None:
        return self._moment(name, read_time)

    def day(self, name: str, today: dt.date) -> dt.date | None:
        return self._moment(name, lambda text: read_day(text, today))

    def due(self, name: str) -> str | None:
        return self._moment(name, read_due)

    def past(self, name: str, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
        """An instant that is over: a time of day, or a day and a time."""
        return self._moment(name, lambda text: read_past(text, now, zone, now - OVERNIGHT))

    def coming(self, name: str, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
        """An instant to come: a time of day, or a day and a time."""
        return self._moment(name, lambda text: read_coming(text, now, zone))

    def rank(self, name: str) -> int | None:
        text = self.text(name)
        if not text:
            return None
        if text.isdecimal() and 1 <= int(text[:4]) <= RANK_LIMIT:
            return int(text)
        self._refuse(name, Refused(Reason.BAD_RANK, text, limit=RANK_LIMIT))
        return None

    def reach(self, name: str) -> int | None:
        """A number of people; thousands may be parted, and written "12k"."""
        text = self.text(name)
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,3}(?:[ .,’']?\d{3}){0,3}|\d{1,12})\s*([km]?)", text.casefold())
        if not found:
            self._refuse(name, Refused(Reason.BAD_REACH, text))
            return None
        return int(re.sub(r"\D", "", found[1])) * {"": 1, "k": 1_000, "m": 1_000_000}[found[2]]

    def _moment(self, name: str, read: Callable[[str], _Read]) -> _Read | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return read(text)
        except MomentError as error:
            self.wrong[name] = moment_line(self.words, error)
            return None

    def _refuse(self, name: str, refused: Refused) -> None:
        self.wrong[name] = refusal(self.words, refused)

"""Words of a quick-add line, and what one or several of them mean."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from jornada.core.dataclass import dataclass, replace
from jornada.core.pattern import pattern


class TokenKind(StrEnum):
    """What a part of the line means. `UNKNOWN` has a problem and stays in the title."""

    TITLE = "title"
    AREA = "area"
    BRAND = "brand"
    BLOCK = "block"
    MINUTES = "minutes"
    DUE = "due"
    DATE = "date"
    MILESTONE = "milestone"
    UNKNOWN = "unknown"


class ProblemKind(StrEnum):
    """What is wrong with a part of the line."""

    NO_SUCH_AREA = "no_such_area"
    NO_SUCH_BRAND = "no_such_brand"
    NO_SUCH_BLOCK = "no_such_block"
    AMBIGUOUS = "ambiguous"
    REPEATED = "repeated"
    BAD_MINUTES = "bad_minutes"
    BAD_TIME = "bad_time"
    BAD_DATE = "bad_date"
    PAST_DAY = "past_day"
    FAR_DAY = "far_day"
    DUE_IS_OVER = "due_is_over"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the line. `plain` is what it is compared by; empty where it must be title."""

    text: str
    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What one or several words mean, `raw` as they were typed. `at_end`: only where no word of the
    title follows."""

    words: tuple[Word, ...]
    means: TokenKind
    value: str | int | dt.date
    problem: ProblemKind | None = None
    nearest: tuple[str, ...] = ()
    at_end: bool = False

    @property
    def start(self) -> int:
        """Where in the line its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where in the line its last word ends."""
        return self.words[-1].end

    @property
    def raw(self) -> str:
        """Its words as they were typed, one blank between two."""
        return " ".join(word.text for word in self.words)

    def wrong(self, problem: ProblemKind, nearest: tuple[str, ...] = ()) -> Piece:
        """The same words with a problem, left in the title."""
        return replace(self, means=TokenKind.UNKNOWN, value=self.raw, problem=problem, nearest=nearest)

    def as_title(self) -> Iterator[Piece]:
        """Each of its words as a word of the title."""
        for word in self.words:
            yield Piece((word,), TokenKind.TITLE, word.text)


_WORD = pattern(r"""(?:"[^"]*"|“[^”]*”|«[^»]*»)(?=[\s.,;:!?)]|$)|\S+""")
QUOTED = pattern(r"""["“«](.*)["”»]""", re.DOTALL)
_TRAILING = ".,;"


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a line; what stands in quotes is one."""
    words = []
    for found in _WORD.finditer(text):
        word = found.group()
        protected = word.startswith("\\") or QUOTED.fullmatch(word)
        plain = "" if protected else _fold(word.rstrip(_TRAILING))
        words.append(Word(word, found.start(), found.end(), plain))
    return tuple(words)


def _fold(text: str) -> str:
    """The text without capitals and accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def slug(text: str) -> str:
    """The text as names are compared: signs and blanks are hyphens, none at its ends."""
    return re.sub(r"[\W_]+", "-", _fold(text)).strip("-")

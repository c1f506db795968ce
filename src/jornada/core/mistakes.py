"""What can be wrong in a file that a person wrote: typed, with its place, to be said in words elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

from jornada.core.dataclass import dataclass

MOST_MISTAKES = 100
"""So many of one file are looked for: one with more is no file of ours, and to go on takes long."""
_LONGEST_WORD = 80

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]


class Problem(StrEnum):
    """What is wrong. What `value` and `allowed` of the mistake hold is said where it is not plain."""

    # The file as a whole; `value` is the system's or the parser's own word.
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not a file"
    TOO_BIG = "too big"
    """`value` and `allowed` in bytes."""
    BYTE_ORDER_MARK = "byte order mark"
    NOT_UTF8 = "not utf-8"
    SYNTAX = "syntax"
    TOO_DEEP = "too deep"
    BAD_NAME = "bad name"
    CONFLICT_COPY = "conflict copy"
    NO_SUCH_WORKFLOW = "no such workflow"
    BAD_VERSION = "bad version"

    # The shape.
    MISSING = "missing"
    UNKNOWN_KEY = "unknown key"
    NOT_TEXT = "not text"
    NOT_WHOLE_NUMBER = "not a whole number"
    NOT_NUMBER = "not a number"
    NOT_LIST = "not a list"
    NOT_TABLE = "not a table"
    NOT_TABLES = "not a list of tables"

    # One value.
    EMPTY = "empty"
    TOO_LONG = "too long"
    """`allowed` in characters."""
    OUT_OF_RANGE = "out of range"
    BAD_KEY = "bad key"
    DUPLICATE = "duplicate"
    NOT_ALLOWED = "not allowed"
    BAD_TIME = "bad time"
    BAD_DATE = "bad date"
    BAD_DUE = "bad due"
    BAD_COLOUR = "bad colour"
    BAD_WEEKDAY = "bad weekday"
    BAD_TIMEZONE = "bad timezone"
    BAD_RECURRENCE = "bad recurrence"
    RECURRENCE_EXTRA = "recurrence extra"
    """`value` is what follows a recurrence that was complete."""

    # Values that do not go together.
    UNKNOWN_REFERENCE = "unknown reference"
    NO_LENGTH = "no length"
    """A span that ends when it starts."""
    OVERLAPS = "overlaps"
    """`value` is the other one: a block's key, a break's times."""
    BREAK_OUTSIDE = "break outside"
    """`allowed` is the block's span."""
    UNTIL_BEFORE_FROM = "until before from"
    """`allowed` is the first day."""
    TOO_MANY_DAYS = "too many days"
    """`value` is a span of days, `allowed` how many there may be."""

    # Rows of another program's file.
    REPEATS = "repeats"
    CANCELLED = "cancelled"
    NOT_A_ROW = "not a row"

    # Warnings: shown, never refused.
    NOT_IN_WORKFLOW = "not in workflow"
    """A brand or an objective of a post that the plan in use does not have."""
    NO_BLOCKS = "no blocks"
    DUE_OUTSIDE = "due outside"
    """A milestone outside the working hours or days."""
    STEP_LATE = "step late"
    """A campaign's step after its last day, which is `allowed`."""
    DAILY_SUM = "daily sum"
    """`daily_minutes` is `value`, the blocks' minutes `allowed`."""
    BLOCK_SUM = "block sum"
    """The path ends in the weekday; tasks and reserve make `value` minutes, the block has `allowed`."""


WARNINGS = frozenset(
    {
        Problem.NOT_IN_WORKFLOW,
        Problem.NO_BLOCKS,
        Problem.DUE_OUTSIDE,
        Problem.STEP_LATE,
        Problem.DAILY_SUM,
        Problem.BLOCK_SUM,
    }
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: where, what, the bad value, what is allowed, the nearest right word.

    `path` leads to the value in the parsed file: `("task", 3, "minutes")`.
    """

    path: Path
    problem: Problem
    value: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str | None = None

    @property
    def severity(self) -> Severity:
        """An error refuses the file, a warning does not."""
        return "warning" if self.problem in WARNINGS else "error"


@dataclass(frozen=True, slots=True)
class LocatedMistake:
    """A mistake and the line of the file, counted from 1; `None` where no line can be named."""

    line: int | None
    mistake: Mistake


LEFT_BY_A_SYNC = LocatedMistake(None, Mistake((), Problem.CONFLICT_COPY))
"""What is wrong with a conflict copy: that it is there."""


def nearest_word(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that is most like `word`, if one is alike at all."""
    if len(word) > _LONGEST_WORD:
        return None
    import difflib

    found = difflib.get_close_matches(word.casefold(), allowed, n=1)
    return found[0] if found else None

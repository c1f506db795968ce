"""Mistakes in files that a person wrote, in words: the line, the field, what is wrong, what is right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jornada.core.mistakes import LocatedMistake, Mistake, Path, Problem
from jornada.core.text import clean
from jornada.core.workflow import WEEKDAYS
from jornada.present.system_words import system_words
from jornada.present.words import N_, Words

_NAME_LIMIT = 60
_A_MONDAY = dt.date(2001, 1, 1)

_SAID: Mapping[Problem, str] = {
    Problem.UNREADABLE: N_("the file cannot be read: {value}"),
    Problem.NOT_A_FILE: N_("this is no regular file"),
    Problem.TOO_BIG: N_("the file is too big: {value} bytes, {allowed} at most"),
    Problem.BYTE_ORDER_MARK: N_("the file begins with a byte order mark: save it as UTF-8 without one"),
    Problem.NOT_UTF8: N_("this is not UTF-8 text: save the file as UTF-8"),
    Problem.SYNTAX: N_("this is not TOML: {value}"),
    Problem.TOO_DEEP: N_("lists or tables stand too deep in one another"),
    Problem.BAD_NAME: N_("a file cannot be called “{value}”: small letters, digits, - and _, 40 at most"),
    Problem.CONFLICT_COPY: N_(
        "the sync left a second copy of a file: take over what counts, then delete the copy"
    ),
    Problem.NO_SUCH_WORKFLOW: N_("there is no workflow “{value}”"),
    Problem.BAD_VERSION: N_("version {value} of the format is not known here"),
    Problem.MISSING: N_("this is missing"),
    Problem.UNKNOWN_KEY: N_("“{value}” is not known here"),
    Problem.NOT_TEXT: N_("“{value}” is not a text in quotes"),
    Problem.NOT_WHOLE_NUMBER: N_("“{value}” is not a whole number"),
    Problem.NOT_NUMBER: N_("“{value}” is not a number"),
    Problem.NOT_LIST: N_("“{value}” is not a list: put it in [ ]"),
    Problem.NOT_TABLE: N_("“{value}” is not a table: put its fields in {{ }}"),
    Problem.NOT_TABLES: N_("this is a list: begin each of its tables with [[…]], or put them in [ ]"),
    Problem.EMPTY: N_("this is empty"),
    Problem.TOO_LONG: N_("“{value}” is too long: {allowed} characters at most"),
    Problem.OUT_OF_RANGE: N_("{value} is too little or too much"),
    Problem.BAD_KEY: N_("“{value}” cannot be a key: small letters, digits, - and _, 40 at most"),
    Problem.DUPLICATE: N_("“{value}” is there already"),
    Problem.NOT_ALLOWED: N_("“{value}” is not possible here"),
    Problem.BAD_TIME: N_("“{value}” is no time of the day"),
    Problem.BAD_DATE: N_("“{value}” is no date"),
    Problem.BAD_DUE: N_("“{value}” is no time of the day or of the week"),
    Problem.BAD_COLOUR: N_("“{value}” is no colour"),
    Problem.BAD_WEEKDAY: N_("“{value}” is no weekday"),
    Problem.BAD_TIMEZONE: N_("“{value}” is no time zone"),
    Problem.BAD_RECURRENCE: N_("“{value}” does not say when it comes back"),
    Problem.RECURRENCE_EXTRA: N_("“{value}” is too much: the recurrence is complete without it"),
    Problem.UNKNOWN_REFERENCE: N_("“{value}” is not defined in this file"),
    Problem.NO_LENGTH: N_("it ends at {value}, when it begins"),
    Problem.OVERLAPS: N_("it overlaps with “{value}”"),
    Problem.BREAK_OUTSIDE: N_("{value} is not within its block, {allowed}"),
    Problem.UNTIL_BEFORE_FROM: N_("{value} is before its first day, {allowed}"),
    Problem.TOO_MANY_DAYS: N_("{value} are too many days: {allowed} at most in one span"),
    Problem.REPEATS: N_("“{value}” comes back again and again: a post is one"),
    Problem.CANCELLED: N_("“{value}” was cancelled there"),
    Problem.NOT_A_ROW: N_("this cannot be read: {value}"),
    Problem.NOT_IN_WORKFLOW: N_("“{value}” is not in the plan in use"),
    Problem.NO_BLOCKS: N_("there are no blocks: every day would be a day off"),
    Problem.DUE_OUTSIDE: N_("{value} is outside the working time: {allowed}"),
    Problem.STEP_LATE: N_("{value} is after the campaign's last day, {allowed}"),
    Problem.DAILY_SUM: N_("the blocks make {allowed} minutes of work a day, not {value}"),
    Problem.BLOCK_SUM: N_("tasks and reserve make {value} minutes, the block has {allowed}"),
}


def mistake_line(words: Words, located: LocatedMistake) -> str:
    """One line on one mistake: `line 12, task 3 › minuts: “minuts” is not known here; …`."""
    mistake = located.mistake
    field = _field(_place(mistake))
    said = mistake_text(words, mistake)
    if located.line is not None and field:
        return words.gettext("line {line}, {field}: {mistake}").format(
            line=located.line, field=field, mistake=said
        )
    if located.line is not None:
        return words.gettext("line {line}: {mistake}").format(line=located.line, mistake=said)
    return words.gettext("{field}: {mistake}").format(field=field, mistake=said) if field else said


def mistake_text(words: Words, mistake: Mistake) -> str:
    """What is wrong and what is right, without the place."""
    value, allowed = clean(mistake.value), ", ".join(map(clean, mistake.allowed))
    if mistake.problem in (Problem.UNREADABLE, Problem.SYNTAX):
        value = system_words(words, value)
    if not value and mistake.problem in _NEED_A_VALUE:
        said = words.gettext("a word is missing")
    else:
        said = words.gettext(_SAID[mistake.problem]).format(value=value, allowed=allowed)
    if mistake.problem is Problem.BLOCK_SUM and mistake.path[-1] in WEEKDAYS:
        day = _A_MONDAY + dt.timedelta(days=WEEKDAYS.index(str(mistake.path[-1])))
        said = words.gettext("{weekday}: {mistake}").format(weekday=words.weekday(day), mistake=said)
    if mistake.nearest:
        said = words.gettext("{mistake}; did you mean {nearest}?").format(
            mistake=said, nearest=clean(mistake.nearest)
        )
    if allowed and "{allowed}" not in _SAID[mistake.problem]:
        said = words.gettext("{mistake} (allowed: {allowed})").format(mistake=said, allowed=allowed)
    return said


_NEED_A_VALUE = frozenset({Problem.BAD_WEEKDAY, Problem.BAD_DATE, Problem.NOT_ALLOWED, Problem.OUT_OF_RANGE})
"""Without a value it is a word of a recurrence that is not there."""


def _place(mistake: Mistake) -> Path:
    """The path of what is to be named: the table, where the field itself is what is wrong."""
    if mistake.problem is Problem.UNKNOWN_KEY:
        return mistake.path[:-1]
    if mistake.problem is Problem.BLOCK_SUM and mistake.path[-1] in WEEKDAYS:
        return mistake.path[:-1]
    return mistake.path


def _field(path: Path) -> str:
    """`task 4 › goal › target`: the words of the file itself, elements of lists counted from 1."""
    parts: list[str] = []
    for part in path:
        if isinstance(part, int) and parts:
            parts[-1] += f" {part + 1}"
        else:
            parts.append(clean(str(part))[:_NAME_LIMIT])
    return " › ".join(parts)

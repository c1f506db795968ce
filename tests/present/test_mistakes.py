"""Mistakes in a person's files, in words."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.mistakes import LocatedMistake, Mistake, Problem
from jornada.core.text import clean
from jornada.present.mistakes import mistake_line
from jornada.present.words import Words

ENGLISH = Words("en")


def said(mistake: Mistake, line: int | None = None) -> str:
    return mistake_line(ENGLISH, LocatedMistake(line, mistake))


@pytest.mark.parametrize(
    ("line", "mistake", "expected"),
    [
        (
            45,
            Mistake(("task", 3, "minuts"), Problem.UNKNOWN_KEY, "minuts", ("key", "minutes"), "minutes"),
            "line 45, task 4: “minuts” is not known here; did you mean minutes? (allowed: key, minutes)",
        ),
        (
            2,
            Mistake(("titel",), Problem.UNKNOWN_KEY, "titel", ("title",), "title"),
            "line 2: “titel” is not known here; did you mean title? (allowed: title)",
        ),
        (
            9,
            Mistake(("block", 0, "end"), Problem.BAD_TIME, "9:00", ("00:00–23:59",), "09:00"),
            "line 9, block 1 › end: “9:00” is no time of the day; did you mean 09:00? (allowed: 00:00–23:59)",
        ),
        (None, Mistake(("title",), Problem.MISSING), "title: this is missing"),
        (None, Mistake((), Problem.NOT_A_FILE), "this is no regular file"),
        (3, Mistake((), Problem.SYNTAX, "Invalid value"), "line 3: this is not TOML: Invalid value"),
        (
            4,
            Mistake(("days", 1), Problem.DUPLICATE, "mon"),
            "line 4, days 2: “mon” is there already",
        ),
        (
            5,
            Mistake(("task", 0, "repeat"), Problem.BAD_WEEKDAY, "", ("mon", "tue")),
            "line 5, task 1 › repeat: a word is missing (allowed: mon, tue)",
        ),
        (
            6,
            Mistake(("block", 0, "breaks", 1), Problem.BREAK_OUTSIDE, "08:00–09:00", ("09:00–12:00",)),
            "line 6, block 1 › breaks 2: 08:00–09:00 is not within its block, 09:00–12:00",
        ),
        (
            7,
            Mistake(("block", 0, "mon"), Problem.BLOCK_SUM, "166", ("165",)),
            "line 7, block 1: Monday: tasks and reserve make 166 minutes, the block has 165",
        ),
        (
            7,
            Mistake(("block", 0), Problem.BLOCK_SUM, "166", ("165",)),
            "line 7, block 1: tasks and reserve make 166 minutes, the block has 165",
        ),
        (
            8,
            Mistake(("brand", 0, "retainer"), Problem.NOT_TABLE, "840", ("minutes", "per")),
            "line 8, brand 1 › retainer: “840” is not a table: put its fields in { } (allowed: minutes, per)",
        ),
    ],
)
def test_a_mistake_is_one_line_of_words(line: int | None, mistake: Mistake, expected: str) -> None:
    assert said(mistake, line) == expected


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_has_words_that_hold_its_value(problem: Problem) -> None:
    line = said(Mistake(("task", 0, "mon"), problem, "VALUE", ("ALLOWED",), "NEAREST"))
    needless = (
        Problem.NOT_A_FILE,
        Problem.BYTE_ORDER_MARK,
        Problem.NOT_UTF8,
        Problem.TOO_DEEP,
        Problem.CONFLICT_COPY,
        Problem.MISSING,
        Problem.NOT_TABLES,
        Problem.EMPTY,
        Problem.NO_BLOCKS,
    )
    assert "VALUE" in line or problem in needless
    assert "ALLOWED" in line
    assert "NEAREST" in line
    assert [name for _, name, _, _ in string.Formatter().parse(line.replace("{ }", "")) if name] == []


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_what_a_file_says_is_cleaned_and_never_a_format(key: str, value: str, nearest: str) -> None:
    line = said(Mistake(("task", 0, key), Problem.NOT_ALLOWED, value, (value,), nearest), 1)
    assert line == clean(line)
    braces = "{value} {0} {"
    assert braces in said(Mistake(("x",), Problem.NOT_TEXT, braces), 1)

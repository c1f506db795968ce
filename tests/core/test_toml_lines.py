"""The line of everything in a TOML text."""

from __future__ import annotations

import tomllib
from itertools import count
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.toml_lines import TomlLines, syntax_error

TEXT = '''\
# a comment with [brackets] = "and quotes
title = "A [title] = # here"
days = ["mon", 'tue']

[strategy]
summary = """
[[task]]
key = "not a task"
"""

[[area]]
key = "one"

[[area]]  # the second
"key" = "two"
colour.slot = 3

[area.deep.er]
x = 1

[[task]]
key = "first"
goal = { text = "a, b", target = 1.5, nested = { x = 2 } }
procedure = [
  "Open",  # one
  "Label [1]",
  """Answer
  what burns""", 'Close',
]
minutes = 30
steps = [
  { title = "A", due = 2026-11-26 },
  { title = "B", due = [
    2026-11-28 ] },
]
[[task.note]]
a = 1
[[task.note]]
a = 2

[[task]]
key = "second"
[[task.note]]
a = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("days", 1), 3),
        (("strategy",), 5),
        (("strategy", "summary"), 6),
        (("area",), 11),
        (("area", 0), 11),
        (("area", 0, "key"), 12),
        (("area", 1), 14),
        (("area", 1, "key"), 15),
        (("area", 1, "colour", "slot"), 16),
        (("area", 1, "deep", "er", "x"), 19),
        (("task", 0), 21),
        (("task", 0, "goal", "target"), 23),
        (("task", 0, "goal", "nested", "x"), 23),
        (("task", 0, "procedure"), 24),
        (("task", 0, "procedure", 0), 25),
        (("task", 0, "procedure", 1), 26),
        (("task", 0, "procedure", 2), 27),
        (("task", 0, "procedure", 3), 28),
        (("task", 0, "minutes"), 30),
        (("task", 0, "steps", 0, "due"), 32),
        (("task", 0, "steps", 1, "title"), 33),
        (("task", 0, "steps", 1, "due"), 33),
        (("task", 0, "steps", 1, "due", 0), 34),
        (("task", 0, "note", 0, "a"), 37),
        (("task", 0, "note", 1, "a"), 39),
        (("task", 1, "key"), 42),
        (("task", 1, "note", 0, "a"), 44),
    ],
)
def test_every_path_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TEXT)
    assert TomlLines(TEXT).line(path) == line


def test_what_is_not_there_has_the_line_of_what_is_around_it() -> None:
    lines = TomlLines(TEXT)
    assert lines.line(("area", 0, "title")) == 11
    assert lines.line(("task", 0, "goal", "unit")) == 23
    assert lines.line(("task", 9, "key")) == 21
    assert lines.line(("timezone",)) is None
    assert lines.line(()) is None


def test_windows_line_ends_count_the_same() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert TomlLines(text).line(("task", 1, "key")) == 42


def test_lists_may_be_deeper_than_the_stack_of_calls() -> None:
    text = "a = " + "[" * 5000 + "\n1" + "]" * 5000 + "\nb = 1"
    lines = TomlLines(text)
    assert lines.line(("a", *[0] * 5000)) == 1
    assert lines.line(("b",)) == 3


def test_places_are_exact_as_deep_as_anything_of_ours() -> None:
    assert TomlLines("a = " + "[" * 30 + "\n1" + "]" * 30).line(("a", *[0] * 30)) == 2


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a." * 100_000 + "b = 1", f"[{'a.' * 100_000}b]"])
def test_a_place_without_end_takes_no_memory_without_end(text: str) -> None:
    assert TomlLines(text).line(("a",)) == 1


KEYS = st.text("ab[]{}=,.#'\"\\ é\n-", max_size=4)
LEAVES = st.just(0) | st.text("ab[]{}=,#'\"\\\n ", max_size=12)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def numbered(value: Any, numbers: Any) -> Any:
    """The same, with another number in place of each number."""
    match value:
        case int():
            return next(numbers)
        case list():
            return [numbered(one, numbers) for one in value]
        case dict():
            return {key: numbered(one, numbers) for key, one in value.items()}
        case _:
            return value


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    match value:
        case int():
            yield path, value
        case list():
            for index, one in enumerate(value):
                yield from leaves(one, (*path, index))
        case dict():
            for key, one in value.items():
                yield from leaves(one, (*path, key))


@given(document=st.dictionaries(KEYS, VALUES, max_size=5), multiline=st.booleans())
def test_the_line_found_holds_the_value(document: dict[str, Any], multiline: bool) -> None:
    document = numbered(document, count(1000))
    text = tomli_w.dumps(document, multiline_strings=multiline)
    lines = TomlLines(text)
    for path, number in leaves(document):
        line = lines.line(path)
        assert line is not None
        assert str(number) in text.split("\n")[line - 1]


@given(st.text() | st.text("[]{}=,.#'\"\\ab\n"))
def test_text_that_is_not_toml_is_no_trouble(text: str) -> None:
    line = TomlLines(text).line(("a", 0, "b"))
    assert line is None or 1 <= line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = \nc = 3\n", 2),
        ("a = 1\n\nb = [1,\n", 3),
        ("a = 1\na = 2\n", 2),
        ('a = "x\n', 1),
        ("[a", 1),
    ],
)
def test_syntax_errors_name_their_line(text: str, line: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    found, said = syntax_error(caught.value, text)
    assert found == line
    assert said
    assert "line" not in said


def test_a_complaint_without_a_place_is_kept_whole() -> None:
    assert syntax_error(ValueError("no idea"), "") == (None, "no idea")

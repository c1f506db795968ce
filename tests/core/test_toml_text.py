"""A text of plain lines is read as the library reads it; all others are left to that."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.toml_text import plain_document

PIECES = st.sampled_from(
    (
        *(
            "name",
            "other",
            "9",
            "a.b",
            "= ",
            "=",
            "0",
            "12",
            "-1",
            "true",
            "\r\n",
            '"word"',
            '"""',
            'key = "value"\n',
        ),
        *" \t\"\\'#[{ñ\n\n\x00\x7f\u2028\ufeff",
    )
)


@given(st.lists(PIECES, max_size=20))
def test_what_is_read_is_what_the_library_reads(pieces: list[str]) -> None:
    text = "".join(pieces)
    document = plain_document(text)
    if document is not None:
        assert document == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "# what it is\n", 'workflow = "agency"\n', 'a = "ñ"\nb=true\n\nc = 0\n1 = 15', 'a = "#"'],
)
def test_plain_lines_are_read(text: str) -> None:
    assert plain_document(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\na = 2\n",
        "a = 01",
        "a.b = 1",
        "[a]",
        "a = [1]",
        "a = 1 # so",
        "a = 2026-11-20",
        'a = "\\n"',
        "a",
    ],
)
def test_anything_else_is_left_to_the_library(text: str) -> None:
    assert plain_document(text) is None

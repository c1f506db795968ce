"""A text of plain lines is read as the library reads it; all others are left to that."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada import resources
from jornada.core.toml_text import plain_document, plain_sheet

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


SHEET_PIECES = st.one_of(
    PIECES,
    st.sampled_from(
        (
            *(
                'title = { en = "Dark", es = "Oscuro" }\n',
                'slots = ["#000000",\n  "#ffffff",\n]\n',
                "dark = true",
            ),
            *('"#ff0000"', "  # a comment", "{ ", " }", "[", "]", ",", "en = ", "a = ", '{ en = "a"', '"a",'),
        )
    ),
)


@given(st.lists(SHEET_PIECES, max_size=20))
def test_of_a_sheet_is_read_what_the_library_reads(pieces: list[str]) -> None:
    text = "".join(pieces)
    document = plain_sheet(text)
    if document is not None:
        assert document == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        '# a sheet\n\ntitle = { en = "Dark" , es="Oscuro"}  # so\ndark = true# yes\nc = "#ñ"',
        'a = []\nb = [ ]\nc = ["#1"]\nd = ["a","b" , \n "c",\n\n]\n',
        "ansi = false\n",
    ],
)
def test_a_sheet_is_read(text: str) -> None:
    assert plain_sheet(text) == tomllib.loads(text)


@pytest.mark.parametrize("name", resources.names("themes", ".toml"))
def test_each_theme_that_comes_with_it_is_such_a_sheet(name: str) -> None:
    content = resources.text("themes", f"{name}.toml")
    assert plain_sheet(content) == tomllib.loads(content)


@pytest.mark.parametrize(
    "text",
    [
        'a = "1"\na = "2"\n',
        'a = { b = "1", b = "2" }',
        'a = { b = "1", }',
        "a = {}",
        'a = { b = "1"\n }',
        "a = 1",
        "[a]",
        "a = [1]",
        "a = [,]",
        'a = ["1" "2"]',
        'a = ["1", # so\n]',
        'a = "1" b = "2"',
        'a = "\\n"',
        "# \x01",
        "a",
    ],
)
def test_anything_else_in_a_sheet_is_left_to_the_library(text: str) -> None:
    assert plain_sheet(text) is None

"""Cleaning keeps what people write and drops what terminals obey."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.text import clean, clean_prose, shown

ANY_TEXT = st.text(st.characters(categories=None), max_size=80)
"""Every code point, lone surrogates too."""

BAD_POINTS = [
    *range(0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200B,
    0x200C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    0x2060,
    *range(0x2066, 0x206A),
    0xFEFF,
    *range(0xE0000, 0xE0080),
    *range(0xD800, 0xE000, 0x80),
    0xDFFF,
]
BLANK_POINTS = {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029}


def test_what_is_not_to_be_shown_is_no_printable_letter() -> None:
    """What is printable is shown as it is, without a look at each letter."""
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert shown(printable + "\x00") == printable


@pytest.mark.parametrize("point", BAD_POINTS, ids=hex)
def test_bad_code_points_go(point: int) -> None:
    dirty = f"a{chr(point)}b"
    assert clean(dirty) == ("a b" if point in BLANK_POINTS else "ab")
    assert clean_prose(dirty) == {0x09: "a b"}.get(point, "a\nb" if point in BLANK_POINTS else "ab")


@pytest.mark.parametrize(
    "text",
    [
        "Café Ñandú",
        "👩‍👩‍👧 family",
        "❤️ heart",
        "مرحبا بالعالم",
        "השלום",
        "日本語の題名",
        "[bold]not markup[/] [@click=app.quit]",
        'quotes " and \\ backslashes',
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert clean(text) == text
    assert clean_prose(text) == text


def test_a_windows_line_end_is_one_line_end() -> None:
    assert clean("a\r\nb") == "a b"
    assert clean_prose("a\r\nb\rc\n") == "a\nb\nc"


def test_escape_sequences_lose_their_teeth() -> None:
    assert clean("\x1b]52;c;aGk=\x07\x9b31mred") == "]52;c;aGk=31mred"


def test_letters_are_composed() -> None:
    assert clean("Cafe\u0301") == "Café"
    assert clean("e\u200b\u0301") == "é", "composition sees the text without what was dropped"


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_prose(clean_prose(text)) == clean_prose(text)
    assert clean(clean_prose(text)) == clean(clean(text).replace("\n", " "))


@given(ANY_TEXT)
def test_nothing_bad_is_left(text: str) -> None:
    bad = {chr(point) for point in BAD_POINTS}
    nothing: set[str] = set()
    for cleaned, allowed in ((clean(text), nothing), (clean_prose(text), {"\n"})):
        assert not set(cleaned) & (bad - allowed)
        assert not {unicodedata.category(letter) for letter in set(cleaned) - allowed} & {
            "Cc",
            "Cs",
            "Zl",
            "Zp",
        }
        assert unicodedata.is_normalized("NFC", cleaned)
        assert cleaned == cleaned.strip()
        cleaned.encode("utf-8")

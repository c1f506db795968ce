"""Columns: signs of every width, held against what the terminal's library counts; no cut parts one in two."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes
from rich.segment import Segment

from jornada.core.text import clean
from jornada.present.glyphs import ASCII, UNICODE, Glyphs
from jornada.present.lines import cut as cut_line
from jornada.present.pen import Pen, Piece, plain_width, text_of
from jornada.present.words import load_words
from jornada.tui.compat.drawing import cut_between_signs

SIGNS = (
    *"aZ9 ñ·…—",
    "e\u0301",
    "q\u0323\u0307",
    *"日本한ー①ﾊ",
    "\U0001f1ea\U0001f1f8",  # a flag is two letters
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",  # a family
    "\U0001f44d\U0001f3fd",  # a thumb with a tone of skin
    "\u2764\ufe0f",
    "\u26a0",
    "\u26a0\ufe0f",
    "#\ufe0f\u20e3",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    *"مرحبا",
)
"""What is drawn as one, each."""
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=12)
PEN = Pen(load_words("en"), UNICODE, cell_len)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_each_sign_of_the_dashboard_is_one_column_for_everybody(glyphs: Glyphs) -> None:
    for field in fields(Glyphs):
        sign = getattr(glyphs, field.name)
        assert plain_width(sign) == cell_len(sign) == 1, field.name
        assert glyphs is UNICODE or sign.isascii()


@given(TEXTS)
def test_two_counts_agree(signs: list[str]) -> None:
    text = "".join(signs)
    assert plain_width(text) == cell_len(text)


@given(signs=TEXTS, width=st.integers(0, 20), measure=st.sampled_from([cell_len, plain_width]))
def test_what_is_cut_keeps_its_columns_and_parts_no_sign(
    signs: list[str], width: int, measure: type[cell_len]
) -> None:
    pen = Pen(PEN.words, UNICODE, measure)
    cropped = pen.crop("".join(signs), width)
    assert cell_len(cropped) <= width
    assert cell_len(pen.fit("".join(signs), width)) == width
    kept = cropped.removesuffix("…")
    starts = {clean("".join(signs[:count])) for count in range(len(signs) + 1)}
    assert kept.rstrip() in starts


@given(signs=TEXTS, width=st.integers(0, 20))
def test_a_line_that_goes_on_is_cut_between_signs_too(signs: list[str], width: int) -> None:
    line = cut_line(PEN, (Piece(clean("".join(signs))), Piece("and something that follows")), width)
    shown = text_of(line)
    assert cell_len(shown) <= width
    starts = {clean("".join(signs[:count])) for count in range(len(signs) + 1)}
    kept = shown.removesuffix("…").rstrip()
    assert kept in starts or kept.startswith(clean("".join(signs)))


@given(signs=TEXTS, cut=st.integers(0, 30))
def test_the_edge_of_a_dialog_parts_no_sign(signs: list[str], cut: int) -> None:
    cut_between_signs()
    text = "".join(signs)
    whole = cell_len(text)
    before, after = Segment(text).split_cells(min(cut, whole))
    assert (cell_len(before.text), cell_len(after.text)) == (min(cut, whole), whole - min(cut, whole))
    signs_of = lambda said: {said[start:end] for start, end, _ in split_graphemes(said)[0]}  # noqa: E731
    assert signs_of(before.text) | signs_of(after.text) <= signs_of(text) | {" "}

"""Rows of spent and planned: bars that read without colour."""

from __future__ import annotations

import pytest

from jornada.present.figures import BARS, Figure, Figures
from jornada.present.glyphs import ASCII
from jornada.present.pen import Pen, plain_width, text_of
from jornada.present.words import Words

PEN = Pen(Words("en"), ASCII)


def drawn(*rows: Figure, width: int = 60) -> list[str]:
    draw = Figures.of(PEN, rows, width)
    return [text_of(draw(row)) for row in rows]


def test_spent_planned_and_beyond_have_signs_of_their_own() -> None:
    lines = drawn(
        Figure(title="Half", spent=30, planned=60),
        Figure(title="More", spent=120, planned=60),
        Figure(title="Nothing", spent=0, planned=120),
        Figure(title="A little", spent=1, planned=120),
        Figure(title="Not planned", spent=60, planned=0),
    )
    bars = [line[-len("120/60") - 2 - 12 - 1 : -len("120/60") - 2].strip() for line in lines]
    assert bars == ["###...", "######======", "............", "#...........", "======"]


def test_what_should_be_used_by_now_is_marked() -> None:
    (line,) = drawn(Figure(title="Retainer", spent=30, planned=120, due=60))
    assert "###...|....." in line


@pytest.mark.parametrize("width", [120, 80, 60, 44, 43, 30, 20])
def test_every_row_is_as_wide_as_the_page(width: int) -> None:
    rows = (
        Figure(title="Café Ñandú " * 9, spent=1234, planned=5, lead="* ", sign="!", note="far less"),
        Figure(title="短い", spent=0, planned=0),
    )
    assert {plain_width(line) for line in drawn(*rows, width=width)} == {width}
    has_bar = any("=" in line for line in drawn(*rows, width=width))
    assert has_bar is (width >= BARS[-1][0])


def test_the_numbers_are_always_there() -> None:
    (line,) = drawn(Figure(title="A long title of a task", spent=45, planned=225), width=24)
    assert line.endswith("45/225")

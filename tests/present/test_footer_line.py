"""The foot of the screen and the banners, as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jornada.present.banner_lines import Banner, Weight, banner_lines
from jornada.present.footer_line import Hint, Notice, footer_line
from jornada.present.glyphs import UNICODE
from jornada.present.pen import Pen, text_of
from jornada.present.words import load_words
from tests.present.scene import drawing

PEN = Pen(load_words("en"), UNICODE, cell_len)
HINTS = tuple(
    Hint(key, label) for key, label in (("space", "Start"), ("d", "Done"), ("e", "Edit"), ("m", "Move"))
)
ALWAYS = (Hint("?", "Help"), Hint("q", "Quit"))


def foot(width: int, notice: Notice | None = None) -> str:
    return text_of(footer_line(PEN, HINTS, ALWAYS, width, notice)) + "|"


def test_as_many_hints_as_fit() -> None:
    assert foot(60) == " space Start  d Done  e Edit  m Move         ? Help  q Quit |"
    assert foot(50) == " space Start  d Done  e Edit       ? Help  q Quit |"
    assert foot(40) == " space Start  d Done  e Edit        ? q |"
    assert foot(20) == " space Start    ? q |"


def test_a_notice_takes_the_place_of_the_hints() -> None:
    assert foot(50, Notice("Done: Overnight sweep")) == " Done: Overnight sweep             ? Help  q Quit |"
    assert foot(30, Notice("Done: Overnight sweep of mentions")) == " Done: Overnight sweep…   ? q |"


@given(width=st.integers(12, 120), text=st.text(max_size=200) | st.none())
def test_help_and_the_way_out_are_never_lost(width: int, text: str | None) -> None:
    line = footer_line(PEN, HINTS, ALWAYS, width, None if text is None else Notice(text))
    assert cell_len(text_of(line)) == width
    assert [piece.text for piece in line if piece.role == "key"][-2:] == ["?", "q"]


BANNERS = (
    Banner(Weight.PROPOSAL, "3 tasks are left over: T decides what becomes of them"),
    Banner(Weight.ERROR, "NOT SAVED: 2 records, No space left on device"),
    Banner(Weight.WARNING, "config.toml: line 3: this is not TOML"),
)


def test_the_weightiest_banner_first_the_last_line_counts_the_others() -> None:
    assert drawing(banner_lines(PEN, BANNERS, 60, 2)).splitlines() == [
        " ! NOT SAVED: 2 records, No space left on device            |",
        " ! config.toml: line 3: this is not TOML            +1 more |",
    ]
    assert drawing(banner_lines(PEN, BANNERS[:1], 40, 2)) == " → 3 tasks are left over: T decides wh… |"


@pytest.mark.parametrize("width", [20, 45, 80])
def test_banners_fill_their_line_and_weigh_by_role(width: int) -> None:
    lines = banner_lines(PEN, BANNERS, width, 3)
    assert [cell_len(text_of(line)) for line in lines] == [width] * 3
    assert [{piece.role for piece in line} for line in lines] == [
        {"banner-error"},
        {"banner-warning"},
        {"banner-proposal"},
    ]

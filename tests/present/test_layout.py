"""Where the parts of the Today screen stand, as drawings: a letter a part, a dot where nothing is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.present.layout import (
    AIRY_FROM,
    GAP,
    LEAST_HEIGHT,
    Layout,
    Mode,
    PageLayout,
    Pane,
    layout,
    page_layout,
)

LETTERS = {
    "strip": "S",
    "banner": "!",
    "block": "B",
    "queue_head": "h",
    "queue": "Q",
    "incident_head": "i",
    "incidents": "I",
    "status": "s",
    "footer": "f",
    "line": "L",
}


def drawn(places: Layout, width: int, height: int, *, every: int = 4) -> list[str]:
    """A row of letters a line, every fourth column."""
    cells = [["."] * width for _ in range(height)]
    for name, letter in LETTERS.items():
        box = getattr(places, name)
        for y in range(box.y, box.y + box.height):
            for x in range(box.x, box.x + box.width):
                assert cells[y][x] == ".", f"{name} over {cells[y][x]} at {x}, {y}"
                cells[y][x] = letter
    return ["".join(row[::every]) for row in cells]


def column(places: Layout, width: int, height: int) -> str:
    """The letters of the first column, top to bottom."""
    return "".join(row[0] for row in drawn(places, width, height))


def test_wide_has_three_panes_side_by_side() -> None:
    assert drawn(layout(120, 20), 120, 20, every=6) == [
        "SSSSSSSSSSSSSSSSSSSS",
        "SSSSSSSSSSSSSSSSSSSS",
        "SSSSSSSSSSSSSSSSSSSS",
        "BBBB.hhhhhhhhhhiiiii",
        *["BBBB.QQQQQQQQQQIIIII"] * 14,
        "ssssssssssssssssssss",
        "ffffffffffffffffffff",
    ]


def test_wide_and_high_spares_a_row_under_the_strip() -> None:
    assert column(layout(160, 45), 160, 45) == "SSS." + "B" * 39 + "sf"


@pytest.mark.parametrize(
    ("width", "height", "banners", "incidents", "pane", "rows"),
    [
        (80, 24, 0, 0, Pane.QUEUE, "SSSBBh" + "Q" * 15 + "isf"),
        (80, 24, 0, 2, Pane.QUEUE, "SSSBBh" + "Q" * 13 + "iIIsf"),
        (80, 24, 0, 40, Pane.QUEUE, "SSSBBh" + "Q" * 10 + "iIIIIIsf"),
        (80, 24, 1, 2, Pane.QUEUE, "SSSBB!h" + "Q" * 12 + "iIIsf"),
        (80, 24, 5, 0, Pane.QUEUE, "SSSBB!!h" + "Q" * 13 + "isf"),
        (80, 24, 0, 0, Pane.INCIDENTS, "SSSBBh" + "Q" * 14 + "iIsf"),
        (60, 18, 0, 9, Pane.QUEUE, "SSBBh" + "Q" * 7 + "iIIIsf"),
        # With few rows the incidents are one line, until they are in hand.
        (80, 17, 0, 9, Pane.QUEUE, "SSBBh" + "Q" * 9 + "isf"),
        (80, 17, 0, 9, Pane.INCIDENTS, "SSBBhi" + "I" * 9 + "sf"),
        (80, 12, 3, 9, Pane.QUEUE, "SB!h" + "Q" * 5 + "isf"),
        (60, 10, 0, 0, Pane.QUEUE, "SBh" + "Q" * 4 + "isf"),
        # Narrow: one list at a time, under one heading.
        (50, 15, 0, 3, Pane.QUEUE, "SBBh" + "Q" * 8 + "ssf"),
        (50, 15, 0, 3, Pane.INCIDENTS, "SBBh" + "I" * 8 + "ssf"),
        (45, 12, 0, 3, Pane.QUEUE, "SBh" + "Q" * 7 + "sf"),
        (40, 10, 2, 3, Pane.QUEUE, "SB!h" + "Q" * 4 + "sf"),
        # With the line over it that says it is a demonstration.
        (40, 9, 2, 3, Pane.QUEUE, "SB!h" + "Q" * 3 + "sf"),
    ],
)
def test_stacked(width: int, height: int, banners: int, incidents: int, pane: Pane, rows: str) -> None:
    places = layout(width, height, banners=banners, incidents=incidents, pane=pane)
    assert column(places, width, height) == rows


@pytest.mark.parametrize(("width", "height"), [(39, 24), (80, 8), (20, 5), (1, 1)])
def test_too_small_for_more_than_a_line(width: int, height: int) -> None:
    places = layout(width, height)
    assert places.mode is Mode.LINE
    assert column(places, width, height) == "L" + "." * (height - 1)


@given(
    width=st.integers(1, 300),
    height=st.integers(1, 100),
    banners=st.integers(0, 6),
    incidents=st.integers(0, 200),
    pane=st.sampled_from(Pane),
)
def test_nothing_overlaps_or_leaves_the_screen(
    width: int, height: int, banners: int, incidents: int, pane: Pane
) -> None:
    places = layout(width, height, banners=banners, incidents=incidents, pane=pane)
    drawn(places, width, height)
    for name in LETTERS:
        box = getattr(places, name)
        assert min(box.x, box.y, box.width, box.height) >= 0
        assert box.x + box.width <= width
        assert box.y + box.height <= height


@given(
    width=st.integers(40, 300),
    height=st.integers(LEAST_HEIGHT, 100),
    banners=st.integers(0, 6),
    incidents=st.integers(0, 200),
    pane=st.sampled_from(Pane),
)
def test_what_must_be_seen_is_seen(width: int, height: int, banners: int, incidents: int, pane: Pane) -> None:
    places = layout(width, height, banners=banners, incidents=incidents, pane=pane)
    for name in ("strip", "block", "status", "footer", "queue_head"):
        assert getattr(places, name).is_shown
    assert places.banner.is_shown == bool(banners)
    assert (places.queue if pane is Pane.QUEUE else places.incidents).is_shown


@pytest.mark.parametrize(
    ("width", "left", "right"), [(110, 24, 30), (140, 25, 36), (160, 28, 41), (177, 31, 46), (240, 32, 48)]
)
def test_how_wide_the_panes_are(width: int, left: int, right: int) -> None:
    places = layout(width, 45)
    assert (places.block.width, places.incidents.width) == (left, right)
    assert left + GAP + places.queue.width + GAP + right == width


def test_a_wide_screen_spares_a_row_from_thirty_rows_on() -> None:
    assert layout(160, AIRY_FROM).block.y == layout(160, AIRY_FROM - 1).block.y + 1
    assert column(layout(160, 30), 160, 30).startswith("SSS.B")
    assert column(layout(160, 29), 160, 29).startswith("SSSB")


@pytest.mark.parametrize("pane", Pane)
def test_in_a_narrow_terminal_the_list_in_hand_alone_has_rows(pane: Pane) -> None:
    places = layout(50, 15, incidents=3, pane=pane)
    assert [each for each in Pane if places.shows(each)] == [pane]


PAGE_LETTERS = {"head": "h", "banner": "!", "body": "B", "status": "s", "footer": "f"}


def page_column(places: PageLayout) -> str:
    """The letters of a page, top to bottom; each part over the whole width."""
    boxes = sorted((getattr(places, name).y, name) for name in PAGE_LETTERS if getattr(places, name).is_shown)
    return "".join(PAGE_LETTERS[name] * getattr(places, name).height for _, name in boxes)


@pytest.mark.parametrize(
    ("width", "height", "headed", "banners", "crisis", "rows"),
    [
        (80, 24, True, 0, False, "h" + "B" * 21 + "sf"),
        (80, 24, False, 3, False, "!!" + "B" * 20 + "sf"),
        (80, 24, True, 3, True, "h!!!" + "B" * 18 + "sf"),
        (80, 12, True, 3, False, "h!" + "B" * 8 + "sf"),
        (50, 15, True, 0, False, "h" + "B" * 11 + "ssf"),
        (50, 12, True, 0, False, "h" + "B" * 9 + "sf"),
        (80, 8, True, 2, True, "h" + "B" * 5 + "sf"),
        (20, 4, True, 0, False, "BBsf"),
        (20, 3, True, 0, False, "BBs"),
        (20, 1, True, 0, False, "B"),
    ],
)
def test_a_page(width: int, height: int, headed: bool, banners: int, crisis: bool, rows: str) -> None:
    places = page_layout(width, height, headed=headed, banners=banners, crisis=crisis)
    assert page_column(places) == rows


@given(width=st.integers(1, 240), height=st.integers(1, 80), headed=st.booleans(), banners=st.integers(0, 6))
def test_a_page_fills_the_screen(width: int, height: int, headed: bool, banners: int) -> None:
    places = page_layout(width, height, headed=headed, banners=banners, crisis=False)
    boxes = [box for name in PAGE_LETTERS if (box := getattr(places, name)).is_shown]
    assert sum(box.height for box in boxes) == height
    assert {(box.x, box.width) for box in boxes} == {(0, width)}
    assert [box.y for box in boxes] == [sum(each.height for each in boxes[:at]) for at in range(len(boxes))]

"""What is sent makes the terminal show what was drawn, whatever it showed before."""

from __future__ import annotations

from collections.abc import Sequence

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.tui.terminal.attributes import AttributeTable
from jornada.tui.terminal.clusters import is_sure, reach
from jornada.tui.terminal.difference import Shown, difference
from jornada.tui.terminal.picture import Picture
from jornada.tui.terminal.reading import Reader
from tests.tui.terminal.screens import NewTerminal, Terminal

COLUMNS, ROWS = 24, 5
SIGNS = st.sampled_from("ab xyz───   ▌○日本한éñ") | st.sampled_from(
    ("e\u0301", "👩‍💻", "👍🏽", "🇪🇸", "⚠️", "✅", "न", "नि", "ก", "ا")
)
COLOURS = st.sampled_from(
    ("", "38;2;223;226;234", "38;5;12", "31", "91", "1;38;2;223;226;234", "2", "7", "4;31", "9")
)
GROUNDS = st.sampled_from(("", "48;2;20;22;27", "48;5;3", "44", "104"))
PIECES = st.tuples(st.text("ab  ─", max_size=12) | st.lists(SIGNS, max_size=9).map("".join), COLOURS, GROUNDS)
FRAMES = st.lists(st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1), PIECES), max_size=8)


class Desk:
    """A picture and the terminal that shows it."""

    def __init__(self, *, erases_in_colour: bool = True, kind: type[pyte.Screen] = NewTerminal) -> None:
        self.table = AttributeTable(erases_in_colour=erases_in_colour)
        self.picture = Picture(self.table)
        self.reader = Reader(self.picture, self.table)
        self.shown = Shown(COLUMNS, ROWS)
        self.terminal = Terminal(COLUMNS, ROWS, kind=kind)

    def draw(self, data: str) -> str:
        """As the toolkit writes it; what was sent for it."""
        self.reader.read(data)
        sent = difference(self.shown, self.picture, self.table)
        self.terminal.feed(sent)
        return sent


def toolkit(frame: Sequence[tuple[int, int, tuple[str, str, str]]]) -> str:
    """What the toolkit writes for a frame; like it, it leaves no half of a wide sign."""
    out = []
    for y, x, (text, colour, ground) in frame:
        parameters = ";".join(filter(None, (colour, ground)))
        drawn = f"\x1b[{parameters}m{text}\x1b[0m" if parameters else text
        out.append(f"\x1b[{y + 1}H\x1b[0m{' ' * COLUMNS}\x1b[{y + 1};{x + 1}H{drawn}")
    return "".join(out)


def cropped(
    frame: Sequence[tuple[int, int, tuple[str, str, str]]],
) -> list[tuple[int, int, tuple[str, str, str]]]:
    """Without what would not have room in its row."""
    kept = []
    for y, x, (text, colour, ground) in frame:
        picture = Picture(AttributeTable(erases_in_colour=True))
        picture.draw(text, AttributeTable(erases_in_colour=True).plain)
        if x + picture.x <= COLUMNS:
            kept.append((y, x, (text, colour, ground)))
    return kept


@given(st.lists(FRAMES, min_size=1, max_size=4))
def test_the_terminal_shows_what_was_drawn(frames: list[list[tuple[int, int, tuple[str, str, str]]]]) -> None:
    desk, stock = Desk(), Terminal(COLUMNS, ROWS)
    for frame in frames:
        written = toolkit(cropped(frame))
        stock.feed(written)
        desk.draw(written)
        assert desk.terminal.cells() == stock.cells()
        assert desk.draw("") == ""


class ErasesInNoColour(NewTerminal):
    """One that fills what it erases with its own background."""

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        self._plainly(lambda: super(ErasesInNoColour, self).erase_in_line(how))

    def erase_characters(self, count: int | None = None) -> None:
        self._plainly(lambda: super(ErasesInNoColour, self).erase_characters(count))

    def _plainly(self, erase: object) -> None:
        kept, self.cursor.attrs = self.cursor.attrs, self.default_char
        erase()
        self.cursor.attrs = kept


@given(st.lists(FRAMES, min_size=1, max_size=3))
def test_a_terminal_that_erases_in_no_colour_shows_the_same(
    frames: list[list[tuple[int, int, tuple[str, str, str]]]],
) -> None:
    desk, stock = Desk(erases_in_colour=False, kind=ErasesInNoColour), Terminal(COLUMNS, ROWS)
    for frame in frames:
        written = toolkit(cropped(frame))
        stock.feed(written)
        desk.draw(written)
        assert desk.terminal.cells() == stock.cells()


@given(st.lists(FRAMES, min_size=1, max_size=4))
def test_a_terminal_that_counts_signs_otherwise_has_all_else_in_its_place(
    frames: list[list[tuple[int, int, tuple[str, str, str]]]],
) -> None:
    desk = Desk(kind=pyte.Screen)  # it counts each code by itself, and stops at what joins them
    for frame in frames:
        desk.draw(toolkit(cropped(frame)))
    for y in range(ROWS):
        row, doubtful = desk.picture.row(y, COLUMNS), 0
        for x, cell in enumerate(row):
            if cell is None:
                continue
            if cell[0] and not is_sure(cell[0]):
                doubtful = max(doubtful, x + reach(cell[0]))
            elif x >= doubtful and cell[0].isascii() and cell[0]:
                assert desk.terminal.screen.buffer[y][x].data == cell[0]


def test_what_stood_there_before_is_drawn_over_without_clearing() -> None:
    desk = Desk()
    desk.terminal.feed("\x1b[H" + "\r\n".join(["X" * COLUMNS] * ROWS))
    sent = desk.draw("\n".join(f"\x1b[{y + 1}H{'abc':<{COLUMNS}}" for y in range(ROWS)))
    assert desk.terminal.text() == ["abc"] * ROWS
    assert "\x1b[2J" not in sent


def test_nothing_is_said_of_what_nobody_drew() -> None:
    desk = Desk()
    desk.terminal.feed("\x1b[2;1Hkept")
    desk.draw("\x1b[1;1Hnew")
    assert desk.terminal.text()[:2] == ["new", "kept"]


def test_a_marker_that_moves_down_is_two_cells() -> None:
    desk = Desk()
    rows = "".join(f"\x1b[{y + 1}H{' row':<{COLUMNS}}" for y in range(ROWS))
    desk.draw(f"{rows}\x1b[2;1H▌")
    assert desk.draw("\x1b[2;1H \x1b[3;1H▌") == "\x1b[2H \r\n▌"


def test_one_colour_among_another_is_gone_back_for() -> None:
    red, blue = "\x1b[38;2;200;0;0m", "\x1b[38;2;0;0;200m"
    desk = Desk()
    sent = desk.draw("\x1b[1;1H" + "".join(f"{red}aaaa\x1b[0m{blue}bb\x1b[0m" for _ in range(4)))
    assert desk.terminal.text()[0] == "aaaabb" * 4
    assert sent.count("38;2;") == 2


def test_a_few_cells_of_one_colour_in_several_rows_are_drawn_together() -> None:
    red, blue = "\x1b[38;2;200;0;0m", "\x1b[38;2;0;0;200m"
    desk = Desk()
    for minute, colours in (("1", 2), ("2", 1)):
        sent = desk.draw(
            "".join(f"\x1b[{y};2H{red}{minute}\x1b[0m\x1b[{y};9H{blue}{minute}\x1b[0m" for y in (1, 3, 5))
        )
        assert desk.terminal.text() == [f" {minute}      {minute}", ""] * 2 + [f" {minute}      {minute}"]
        assert sent.count("38;2;") == colours, "the second time it goes on in the colour of the first"


def test_a_colour_that_the_terminal_draws_in_already_is_not_said_again() -> None:
    desk, red = Desk(), "\x1b[38;2;200;0;0m"
    for minute in "123":
        sent = desk.draw(f"\x1b[2;5H{red}{minute}\x1b[0m")
        assert desk.terminal.screen.buffer[1][4].fg == "c80000"
    assert sent == "\x1b[2;5H3"


def test_how_a_terminal_of_which_nobody_knows_anything_draws_is_said() -> None:
    desk = Desk()
    desk.draw("\x1b[1;1H\x1b[38;2;200;0;0mred\x1b[0m")
    desk.shown = Shown(COLUMNS, ROWS)
    desk.terminal.feed("\x1b[1;7;44m")
    desk.draw("\x1b[3;1Hplain")
    stock = Terminal(COLUMNS, ROWS)
    stock.feed("\x1b[1;1H\x1b[38;2;200;0;0mred\x1b[0m\x1b[3;1Hplain")
    assert desk.terminal.cells() == stock.cells()


def test_no_link_stays_open_behind_a_difference() -> None:
    desk = Desk()
    assert desk.draw("\x1b[1;1H\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\").endswith(
        "\x1b]8;;\x1b\\"
    )


def test_the_cursor_goes_where_an_input_method_asks_for_it() -> None:
    desk = Desk()
    desk.draw("\x1b[2;1Hname\x1b[4;9H")
    assert (desk.terminal.screen.cursor.x, desk.terminal.screen.cursor.y) == (8, 3)


@pytest.mark.parametrize(
    ("before", "after", "sequence"),
    [
        ("1;38;2;1;2;3", "38;2;1;2;3", "\x1b[22m"),
        ("38;2;1;2;3", "1;38;2;1;2;3", "\x1b[1m"),
        ("1;2;38;2;1;2;3", "2;38;2;1;2;3", "\x1b[22;2m"),
        ("1;2", "2", "\x1b[0;2m"),
        ("38;2;1;2;3;48;2;9;9;9", "38;2;1;2;3", "\x1b[49m"),
        ("1;4;7;31;42", "", "\x1b[m"),
        ("31", "32", "\x1b[32m"),
        ("4;38;2;1;2;3", "21;38;2;1;2;3", "\x1b[24;21m"),
        ("39;49", "", ""),
    ],
)
def test_only_what_differs_of_a_drawing_is_said(before: str, after: str, sequence: str) -> None:
    table = AttributeTable(erases_in_colour=True)
    said = table.change(table.read(before), table.read(after))
    assert said == sequence

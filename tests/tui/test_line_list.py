"""The list with a cursor, by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen

from jornada.present.glyphs import ASCII, UNICODE, Glyphs
from jornada.present.pen import Line, Piece
from jornada.themes import list_themes
from jornada.tui.colours import Colours
from jornada.tui.widgets.line_list import LineList

COLOURS = Colours(list_themes(None).by_name["jornada-dark"], monochrome=False)


@dataclass(frozen=True)
class Row:
    key: str | None
    text: str = ""


@dataclass(frozen=True)
class Drawing:
    width: int

    def __call__(self, row: Row) -> Line:
        return (Piece((" " + (row.text or row.key or "--")).ljust(self.width)),)


class Beneath(Screen[None]):
    def __init__(self, moves: list[str | None]) -> None:
        super().__init__()
        self.moves = moves

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        self.moves.append(event.key)


class Host(App[None]):
    CSS = "LineList { height: 5; width: 20; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.list = LineList(COLOURS, glyphs, id="list")
        self.moves: list[str | None] = []
        self.opened: list[str] = []

    def get_default_screen(self) -> Screen[None]:
        return Beneath(self.moves)

    def compose(self) -> ComposeResult:
        yield self.list

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.opened.append(event.key)


@asynccontextmanager
async def shown(*rows: Row, glyphs: Glyphs = UNICODE) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    app = Host(glyphs)
    async with app.run_test(size=(40, 12)) as pilot:
        app.list.show(rows, Drawing)
        app.list.focus()
        await pilot.pause()
        yield app, pilot


def texts(app: Host) -> list[str]:
    return [app.list.render_line(y).text.rstrip() for y in range(app.list.size.height)]


def numbered(count: int) -> list[Row]:
    return [Row(f"row {number}") for number in range(count)]


def test_a_list_that_is_on_no_screen_takes_rows_and_tells_nobody() -> None:
    # Keys that come in one go leave a screen before it was drawn: its parts are gone, and it draws them.
    rows = LineList(COLOURS, UNICODE, id="list")
    rows.show((Row(None, "Morning"), Row("a"), Row("b")), Drawing)
    assert rows.cursor_key == "a"
    assert rows.choose("b")
    assert rows.cursor_key == "b"


async def test_the_cursor_skips_what_cannot_be_chosen() -> None:
    async with shown(Row(None), Row("a"), Row(None), Row("b")) as (app, pilot):
        assert app.list.cursor_key == "a"
        assert texts(app)[:4] == [" --", "▌a", " --", " b"]
        await pilot.press("j", "j")
        assert app.list.cursor_key == "b"
        await pilot.press("k", "k")
        assert app.list.cursor_key == "a"


async def test_the_cursor_stays_on_its_row_and_then_in_its_place() -> None:
    async with shown(*numbered(4)) as (app, _):
        app.list.choose("row 2")
        app.list.show([Row("new"), *numbered(4)], Drawing)
        assert app.list.cursor_key == "row 2"
        app.list.show([Row("new"), Row("row 0"), Row("row 1"), Row("row 3")], Drawing)
        assert app.list.cursor_key == "row 3"
        app.list.show([Row(None)], Drawing)
        assert app.list.cursor_key is None
        app.list.show([], Drawing)
        assert app.list.cursor_key is None
        assert not app.list.choose("row 1")


async def test_scrolling_shows_the_cursor_and_the_headings_above_the_first_row() -> None:
    async with shown(Row(None), *numbered(9)) as (app, pilot):
        assert texts(app) == [" --".ljust(19) + "▐", "▌row 0".ljust(19) + "▐", " row 1", " row 2", " row 3"]
        await pilot.press("G")
        assert texts(app)[-1].startswith("▌row 8")
        assert texts(app)[-1].endswith("▐")
        await pilot.press("g")
        assert texts(app)[0].startswith(" --")


async def test_pages() -> None:
    async with shown(*numbered(20)) as (app, pilot):
        await pilot.press("pagedown")
        assert app.list.cursor_key == "row 4"
        await pilot.press("ctrl+d", "pagedown", "pagedown", "pagedown", "pagedown")
        assert app.list.cursor_key == "row 19"
        await pilot.press("pageup")
        assert app.list.cursor_key == "row 15"


async def test_ten_thousand_rows_draw_only_those_in_sight() -> None:
    drawn: list[str] = []

    class Counting(Drawing):
        def __call__(self, row: Row) -> Line:
            drawn.append(row.key or "")
            return super().__call__(row)

    async with shown() as (app, pilot):
        app.list.show(numbered(10_000), Counting)
        await pilot.pause()
        assert len(drawn) == 5
        await pilot.press("G")
        assert len(drawn) <= 10
        assert app.list.cursor_key == "row 9999"


async def test_only_rows_that_changed_are_drawn_again() -> None:
    drawn: list[str] = []

    class Counting(Drawing):
        def __call__(self, row: Row) -> Line:
            drawn.append(row.key or "")
            return super().__call__(row)

    async with shown() as (app, pilot):
        rows = numbered(5)
        app.list.show(rows, Counting)
        await pilot.pause()
        drawn.clear()
        rows[3] = Row("row 3", "changed")
        app.list.show(tuple(rows), Counting)
        await pilot.pause()
        assert drawn == ["row 3"]


async def test_messages() -> None:
    async with shown(*numbered(3)) as (app, pilot):
        app.moves.clear()
        await pilot.press("j", "k", "k")
        assert app.moves == ["row 1", "row 0"]
        await pilot.click("#list", offset=(3, 2))
        assert app.moves[-1] == "row 2"
        await pilot.click("#list", offset=(3, 2), times=2)
        assert app.opened == ["row 2"]
        await pilot.click("#list", offset=(3, 4))
        assert app.list.cursor_key == "row 2"


async def test_in_ascii() -> None:
    async with shown(*numbered(9), glyphs=ASCII) as (app, _):
        assert texts(app)[0] == "|row 0".ljust(19) + "|"
        assert all(text.isascii() for text in texts(app))


async def test_a_smaller_list_keeps_the_cursor_in_sight() -> None:
    async with shown(*numbered(9)) as (app, pilot):
        app.list.choose("row 4")
        app.list.styles.height = 2
        await pilot.pause()
        assert any(text.startswith("▌row 4") for text in texts(app))

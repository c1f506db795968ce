"""The least a list in Textual can cost: its Line API, where a move of the cursor repaints two lines."""

from __future__ import annotations

import sys
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

PLAIN = Style.parse("#d0d0d0 on #1e1e1e")
UNDER_CURSOR = Style.parse("bold #ffffff on #264f78")


class Rows(ScrollView, can_focus=True):
    BINDINGS: ClassVar[list[BindingType]] = [("j", "move(1)", ""), ("k", "move(-1)", "")]

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.cursor = 0
        self.texts = [
            f"{row:5} brand-{row % 3} 2026-11-20 area {row:<4} Task number {row}, which has some words READY"
            for row in range(rows)
        ]
        self.virtual_size = Size(100, rows)

    def on_mount(self) -> None:
        self.focus()

    def render_line(self, y: int) -> Strip:
        row, width = y + self.scroll_offset.y, self.size.width
        if row >= len(self.texts):
            return Strip.blank(width, PLAIN)
        style = UNDER_CURSOR if row == self.cursor else PLAIN
        return Strip([Segment(self.texts[row][:width].ljust(width), style)], width)

    def action_move(self, rows: int) -> None:
        before, top = self.cursor, self.scroll_offset.y
        self.cursor = max(0, min(len(self.texts) - 1, before + rows))
        for row in (before, self.cursor):
            self.refresh(Region(0, row - top, self.size.width, 1))


class LineList(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Rows(int(sys.argv[1]))


LineList().run()

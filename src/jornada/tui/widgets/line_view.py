"""A part of the screen that is drawn line by line and takes no keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from jornada.core.dataclass import dataclass
from jornada.present.pen import Line, does_at
from jornada.tui.colours import Colours
from jornada.tui.widgets.kept_lines import KeptLines

Draw = Callable[[int, int], tuple[Line, ...]]
"""Columns and rows to lines."""


class LineView(KeptLines):
    """Shows what `draw` gives for the size it has; only lines that changed are painted again."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, colours: Colours, *, id: str) -> None:
        super().__init__(id=id)
        self._colours = colours
        self._draw: Draw = lambda width, height: ()
        self._lines: tuple[Line, ...] = ()
        self._drawn_for = (-1, -1)

    @dataclass
    class Pressed(Message):
        """A word that does something was clicked: the id of its action."""

        does: str

    def on_click(self, event: events.Click) -> None:
        lines = self._current()
        if event.button == 1 and 0 <= event.y < len(lines):
            does = does_at(lines[event.y], event.x, cell_len)
            if does:
                event.stop()
                self.post_message(self.Pressed(does))

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self.refresh())

    def on_unmount(self) -> None:
        # What is called keeps the whole screen otherwise, for as long as the program runs.
        self.app.theme_changed_signal.unsubscribe(self)

    def show(self, draw: Draw) -> None:
        """Draw with `draw` from now on."""
        before, size = self._lines, self._drawn_for
        self._draw, self._drawn_for = draw, (-1, -1)
        if size != (self.outer_size.width, self.outer_size.height) or not self.outer_size:
            self.refresh()
            return
        lines = self._current()
        for y in range(max(len(before), len(lines))):
            if before[y : y + 1] != lines[y : y + 1]:
                self.refresh(Region(0, y, self.outer_size.width, 1))

    def render_line(self, y: int) -> Strip:
        lines = self._current()
        if y >= len(lines):
            return Strip.blank(self.outer_size.width, self._colours.base)
        return self._colours.strip(lines[y]).adjust_cell_length(self.outer_size.width, self._colours.base)

    def _current(self) -> tuple[Line, ...]:
        size = (self.outer_size.width, self.outer_size.height)
        if self._drawn_for != size:
            self._lines, self._drawn_for = self._draw(*size), size
        return self._lines

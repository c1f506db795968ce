"""A container whose children stand where a pure function says, whatever the size of the terminal.

The places are asked for while the toolkit lays out, so that a new size is drawn at once and never in
the old places first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from jornada.present.layout import Box
from jornada.tui.widgets.kept_lines import KeptWhole

Places = Callable[[int, int], Mapping[str, Box]]
"""Columns and rows to the boxes of children, by their ids. Who has none is not shown."""


class BoardLayout(Layout):
    """Puts each child into its box."""

    name = "board"

    def __init__(self, places: Places) -> None:
        self._places = places
        self.is_asked = False
        """Whether the places have been asked for yet."""

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        self.is_asked = True
        boxes = self._places(size.width, size.height)
        return [
            WidgetPlacement(Region(box.x, box.y, box.width, box.height), NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if (box := boxes.get(child.id or "")) is not None and box.is_shown
        ]


class Board(KeptWhole):
    """All parts of a screen, placed by `places`."""

    def __init__(self, *children: Widget, places: Places) -> None:
        super().__init__(*children)
        self._board_layout = BoardLayout(places)

    @property
    def layout(self) -> Layout:
        return self._board_layout

    def place_again(self) -> None:
        """The places are other ones now, though the size is the same."""
        if not self._board_layout.is_asked:
            return
        # Of a widget that asks for a layout, the toolkit forgets the arrangement around it, not in it.
        for child in self.children[:1]:
            child.refresh(layout=True)
        # A part that is painted while it moves can leave a row of its old place behind.
        self.call_after_refresh(self.refresh)

"""A page of drawn lines to scroll. It has no cursor: the keys of a list move the page itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from jornada.present.glyphs import Glyphs
from jornada.present.pen import Line, Piece
from jornada.tui.actions import Where, bindings_for
from jornada.tui.colours import Colours
from jornada.tui.widgets.line_list import ASCII_THUMB, THUMB, WHEEL_ROWS

Draw = Callable[[int], tuple[Line, ...]]
"""Columns to lines."""


class Page(Widget, can_focus=True, inherit_bindings=False):
    """Shows as many lines of `draw` as there is room for."""

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.LIST)]

    def __init__(self, colours: Colours, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(id=id)
        self._colours = colours
        self._glyphs = glyphs
        self._draw: Draw = lambda width: ()
        self._lines: tuple[Line, ...] = ()
        self._drawn_width = -1
        self._top = 0

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self.refresh())

    def on_unmount(self) -> None:
        # What is called keeps the whole screen otherwise, for as long as the program runs.
        self.app.theme_changed_signal.unsubscribe(self)

    def show(self, draw: Draw) -> None:
        """Draw with `draw` from now on; what was in sight stays there."""
        self._draw, self._drawn_width = draw, -1
        self.refresh()

    @property
    def goes_on(self) -> bool:
        """Whether there is more below."""
        return self._top < self._last_top

    @property
    def top(self) -> int:
        """The first line in sight."""
        return self._top

    def keep_in_sight(self, line: int) -> None:
        """Scroll as little as shows that line."""
        rows = self.size.height
        if rows:
            self._scroll(min(max(self._top, line - rows + 1), line))

    # Scrolling

    def action_cursor_down(self) -> None:
        self._scroll(self._top + 1)

    def action_cursor_up(self) -> None:
        self._scroll(self._top - 1)

    def action_cursor_first(self) -> None:
        self._scroll(0)

    def action_cursor_last(self) -> None:
        self._scroll(self._last_top)

    def action_cursor_page_down(self) -> None:
        self._scroll(self._top + max(1, self.size.height - 1))

    def action_cursor_page_up(self) -> None:
        self._scroll(self._top - max(1, self.size.height - 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(self._top + WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(self._top - WHEEL_ROWS)

    @property
    def _last_top(self) -> int:
        return max(0, len(self._current()) - self.size.height)

    def _scroll(self, top: int) -> None:
        top = min(max(top, 0), self._last_top)
        if top != self._top:
            self._top = top
            self.refresh()

    # Painting

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self._current()
        # The terminal may have grown since the page was scrolled.
        self._top = min(self._top, self._last_top)
        place = self._top + y
        if place >= len(lines):
            return Strip.blank(width, self._colours.base)
        strip = self._colours.strip(lines[place]).adjust_cell_length(width, self._colours.base)
        if len(lines) <= self.size.height or not self._is_thumb(y):
            return strip
        sign = ASCII_THUMB if self._glyphs.cursor.isascii() else THUMB
        return Strip.join([strip.crop(0, width - 1), self._colours.strip((Piece(sign, "thumb"),))])

    def _is_thumb(self, y: int) -> bool:
        height, rows = self.size.height, len(self._lines)
        length = max(1, height * height // rows)
        first = (height - length) * self._top // max(1, self._last_top)
        return first <= y < first + length

    def _current(self) -> tuple[Line, ...]:
        if self._drawn_width != self.size.width and self.size.width:
            # The last column is for the mark of where one is.
            self._lines, self._drawn_width = self._draw(self.size.width - 1), self.size.width
        return self._lines

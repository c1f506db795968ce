"""Widgets that are not drawn again for what happens elsewhere on the screen."""

from __future__ import annotations

from typing import Any, Self

from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from jornada.tui.compat.drawing import KeysToScreen


class KeptWhole(Widget):
    """Gives the same lines again until it is refreshed, has another size or looks otherwise.

    Where two rows far apart have changed, the toolkit asks every widget for all its lines and throws most
    of them away; each answer took as long as the rows that had changed.
    """

    _drawn_whole: tuple[Region, Size, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        kept, size = self._drawn_whole, self.outer_size
        if kept is not None and kept[0] == crop and kept[1] == size:
            return kept[2]
        lines = self.draw_lines(crop)
        self._drawn_whole = (crop, size, lines)
        return lines

    def draw_lines(self, crop: Region) -> list[Strip]:
        """The lines of that part as they are now."""
        return super().render_lines(crop)

    def refresh(self, *regions: Region, **how: Any) -> Self:
        self._drawn_whole = None
        return super().refresh(*regions, **how)

    def notify_style_update(self) -> None:
        self._drawn_whole = None
        super().notify_style_update()


class KeptLines(KeysToScreen, KeptWhole):
    """Of what is refreshed, draws those lines alone. It has no border and no padding, and nothing shines
    through it: a line is what `render_line` gives, as wide as the widget and with a ground."""

    _drawn_by_line: dict[int, Strip] | None = None
    _drawn_by_line_for: tuple[Size, tuple[LineFilter, ...], Color] | None = None

    def draw_lines(self, crop: Region) -> list[Strip]:
        filters, ground, size = tuple(self.get_line_filters()), self.background_colors[1], self.outer_size
        if self._drawn_by_line is None or self._drawn_by_line_for != (size, filters, ground):
            self._drawn_by_line, self._drawn_by_line_for = {}, (size, filters, ground)
        of_line = self._drawn_by_line
        lines = []
        for y in crop.line_range:
            line = of_line.get(y)
            if line is None:
                line = self.render_line(y)
                for each in filters:
                    line = line.apply_filter(each, ground)
                of_line[y] = line
            lines.append(line)
        if crop.column_span != (0, size.width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return lines

    def refresh(self, *regions: Region, **how: Any) -> Self:
        if not regions:
            self._drawn_by_line = None
        elif self._drawn_by_line is not None:
            for region in regions:
                for y in region.line_range:
                    self._drawn_by_line.pop(y, None)
        return super().refresh(*regions, **how)

    def notify_style_update(self) -> None:
        self._drawn_by_line = None
        super().notify_style_update()

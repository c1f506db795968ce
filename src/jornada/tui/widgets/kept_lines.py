"""Widgets that are not drawn again for what happens elsewhere on the screen."""

from __future__ import annotations

from typing import Any, Self

from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from jornada.tui.compat import KeysToScreen


class KeptLines(KeysToScreen, Widget):
    """Gives the same lines again until they are refreshed, it has another size or looks otherwise. It has no
    border, no padding and nothing shines through it: each line is as wide as it is, and has a ground.

    Where two rows far apart have changed, the toolkit asks every widget for all its lines and throws most
    of them away; each answer took as long as the rows that had changed.
    """

    _kept: tuple[Region, Size, list[Strip]] | None = None
    _kept_lines: dict[int, Strip] | None = None
    _kept_for: tuple[Size, tuple[LineFilter, ...], Color] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        kept, size = self._kept, self.size
        if kept is not None and kept[0] == crop and kept[1] == size:
            return kept[2]
        filters, ground = tuple(self.get_line_filters()), self.background_colors[1]
        if self._kept_lines is None or self._kept_for != (size, filters, ground):
            self._kept_lines, self._kept_for = {}, (size, filters, ground)
        of_line = self._kept_lines
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
        self._kept = (crop, size, lines)
        return lines

    def refresh(self, *regions: Region, **how: Any) -> Self:
        self._kept = None
        if not regions:
            self._kept_lines = None
        elif self._kept_lines is not None:
            for region in regions:
                for y in region.line_range:
                    self._kept_lines.pop(y, None)
        return super().refresh(*regions, **how)

    def notify_style_update(self) -> None:
        self._kept = self._kept_lines = None
        super().notify_style_update()

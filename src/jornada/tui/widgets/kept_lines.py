"""Widgets that are not drawn again for what happens elsewhere on the screen."""

from __future__ import annotations

from typing import Any, Self

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class KeptLines(Widget):
    """Gives the same lines again until it is refreshed, has another size or looks otherwise.

    Where two rows far apart have changed, the toolkit asks every widget for all its lines and throws most
    of them away; each answer took as long as the rows that had changed.
    """

    _kept: tuple[Region, Size, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        kept, size = self._kept, self.size
        if kept is not None and kept[0] == crop and kept[1] == size:
            return kept[2]
        lines = super().render_lines(crop)
        self._kept = (crop, size, lines)
        return lines

    def refresh(self, *regions: Region, **how: Any) -> Self:
        self._kept = None
        return super().refresh(*regions, **how)

    def notify_style_update(self) -> None:
        self._kept = None
        super().notify_style_update()

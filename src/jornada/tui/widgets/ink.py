"""What a role of a drawn line looks like in dialogs, whose ground is not the screen's."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from jornada.core.dataclass import dataclass
from jornada.present.pen import Line
from jornada.themes import Theme
from jornada.tui.colours import muted_colour, slot_colour

STYLES = {
    "muted": "dim",
    "strong": "bold",
    "good": "$success",
    "warning": "$warning",
    "error": "bold $error",
    "primary": "$primary",
    "accent": "$accent",
    "key": "bold $primary",
    "running": "bold $accent",
    "badge": "bold reverse",
    "severity-1": " ".join(("bold", "reverse", "$error")),
    "severity-2": "bold $error",
    "severity-3": "$warning",
}


@dataclass(frozen=True, slots=True)
class Ink:
    """Styles of roles; the colours of areas and brands are the theme's."""

    theme: Theme
    monochrome: bool = False

    def style(self, role: str) -> str:
        """The style of a role, or of several words of roles, in the toolkit's words; none for a role that
        is not known."""
        return " ".join(filter(None, map(self._style, role.split())))

    def _style(self, role: str) -> str:
        kind, dash, slot = role.partition("-")
        if dash and kind in ("area", "brand"):
            return slot_colour(self.theme, slot)
        if role == "muted" and not (self.monochrome or self.theme.ansi):
            return muted_colour(self.theme)
        return STYLES.get(role, "")

    def content(self, line: Line) -> Content:
        """A line as the toolkit draws it: data, never markup."""
        return Content.assemble(*((piece.text, self.style(piece.role)) for piece in line))

    def lines(self, lines: Iterable[Line]) -> Content:
        """Several lines, one under the other."""
        return Content("\n").join(self.content(line) for line in lines)

"""The last frame as lines that any terminal of its size can be sent."""

from __future__ import annotations

from dataclasses import dataclass

from jornada.tui.terminal.attributes import AttributeTable
from jornada.tui.terminal.picture import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class LastFrame:
    """What the screen showed, a line a row; each begins and ends with plain drawing and moves nothing."""

    columns: int
    rows: int
    lines: tuple[str, ...]


def last_frame(picture: Picture, table: AttributeTable, *, columns: int, rows: int) -> LastFrame:
    """The picture as a terminal of that size shows it; blanks at the end of a line are left out where the
    terminal's own background is behind them."""
    lines = []
    for y in range(rows):
        out: list[str] = []
        now = table.plain
        kept = 0
        for cell in picture.row(y, columns):
            text, attributes = cell or (" ", table.plain)
            if not (text == " " and table.blank(now) is attributes):
                out.append(table.change(now, attributes))
                now = attributes
            out.append(text)
            if text != " " or attributes is not table.plain:
                kept = len(out)
        lines.append("".join(out[:kept]) + table.change(now, table.plain))
    return LastFrame(columns=columns, rows=rows, lines=tuple(lines))

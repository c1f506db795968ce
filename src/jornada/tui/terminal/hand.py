"""What writes a difference: ways and drawings in the fewest bytes."""

from __future__ import annotations

from typing import NamedTuple

from jornada.tui.terminal.attributes import RESET, Attributes, AttributeTable
from jornada.tui.terminal.picture import Cell, Picture


class Mark(NamedTuple):
    """How far was written, and how things stood then."""

    length: int
    attributes: Attributes
    x: int | None
    y: int | None


class Hand:
    """Writes, and knows where the cursor is and how it draws. Where it is not sure, it is told a place.
    `attributes`: how the terminal draws now; nothing where nobody knows."""

    def __init__(self, table: AttributeTable, attributes: Attributes | None) -> None:
        self.table = table
        self.attributes = attributes or table.plain
        self._begins_with = "" if attributes is not None else RESET
        self.x: int | None = None
        self.y: int | None = None
        self._out: list[str] = []

    def mark(self) -> Mark:
        """A place to go back to."""
        return Mark(len(self._out), self.attributes, self.x, self.y)

    def back_to(self, mark: Mark) -> list[str]:
        """Unwrite all that came after; it comes back."""
        self.attributes, self.x, self.y = mark.attributes, mark.x, mark.y
        written = self._out[mark.length :]
        del self._out[mark.length :]
        return written

    def take_up(self, mark: Mark, written: list[str]) -> None:
        """Write again what was written before that mark was made."""
        self._out.extend(written)
        self.attributes, self.x, self.y = mark.attributes, mark.x, mark.y

    def length_since(self, mark: Mark) -> int:
        return len("".join(self._out[mark.length :]))

    def go(self, x: int, y: int) -> None:
        if (x, y) != (self.x, self.y):
            self._out.append(self._way(x, y))
            self.x, self.y = x, y

    def _way(self, x: int, y: int) -> str:
        """The shortest of the ways there."""
        absolute = f"\x1b[{y + 1};{x + 1}H" if x else (f"\x1b[{y + 1}H" if y else "\x1b[H")
        if self.y is None:
            return absolute
        ways = [absolute]
        down = y - self.y
        if not x and 0 <= down <= 3:
            ways.append("\r" + "\n" * down)
        if not down:
            ways.append(f"\x1b[{x + 1}G")
        if self.x is not None:
            vertical = (
                "" if not down else f"\x1b[{'' if abs(down) == 1 else abs(down)}{'B' if down > 0 else 'A'}"
            )
            ways.append(vertical + sideways(x - self.x))
        return min(ways, key=len)

    def use(self, attributes: Attributes) -> None:
        """Draw so from here on."""
        if attributes is not self.attributes:
            self._out.append(self.table.change(self.attributes, attributes))
            self.attributes = attributes

    def suits(self, cell: Cell) -> bool:
        """Whether the cell can be drawn without a change: a blank does not show every difference."""
        text, attributes = cell
        if attributes is self.attributes:
            return True
        return text == " " and self.table.blank(self.attributes) is attributes

    def cost(self, before: Attributes, cells: list[Cell], last: Cell) -> tuple[int, int]:
        """Bytes to draw those cells and get ready for the last one; and to get ready for it without."""
        table, now, total = self.table, before, 0
        for text, attributes in [*cells, last]:
            if now is not attributes and not (text == " " and table.blank(now) is attributes):
                total += len(table.change(now, attributes))
                now = attributes
            total += len(text.encode())
        total -= len(last[0].encode())
        return total, 0 if self.suits(last) else len(table.change(before, last[1]))

    def put(self, cell: Cell) -> None:
        """Draw the cell where the cursor is; the caller knows how far the cursor goes."""
        if not self.suits(cell):
            self.use(cell[1])
        self._out.append(cell[0])

    def say(self, sequence: str) -> None:
        self._out.append(sequence)

    def finish(self, wanted: Picture, rows: int, columns: int) -> str:
        """The whole. How it draws at its end is left for the next one to go on from; only a link that is
        open would catch what others write. The cursor goes where somebody wants it (an input method asks);
        at the origin nobody does."""
        if not self._out:
            return ""
        if self.attributes.link:
            self.use(self.table.plain)
        if (wanted.x, wanted.y) != (0, 0) and wanted.x < columns and wanted.y < rows:
            self.go(wanted.x, wanted.y)
        return self._begins_with + "".join(self._out)


def sideways(by: int) -> str:
    """So many cells to the right, or to the left."""
    if by < 0:
        return "\b" * -by if by >= -4 else f"\x1b[{-by}D"
    return "" if not by else f"\x1b[{'' if by == 1 else by}C"

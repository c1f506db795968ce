"""From what a terminal shows to what it shall show, in few bytes."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from jornada.tui.terminal.attributes import Attributes, AttributeTable
from jornada.tui.terminal.clusters import is_narrow, is_sure, reach
from jornada.tui.terminal.picture import Cell, Picture, Row

_LONGEST_BRIDGE = 8
"""Cells between two changes that may be cheaper to draw again than to jump over."""
_WORTH_ERASING = 9
"""Blanks in the middle of a row: erasing them and moving on takes up to so many bytes."""
_WORTH_ERASING_LAST = 5
_TO_THE_END = "\x1b[K"


class _Mark(NamedTuple):
    length: int
    attributes: Attributes
    x: int | None
    y: int | None


class Shown:
    """What a terminal of that size shows; at first, nobody knows."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows: list[Row] = [[None] * columns for _ in range(rows)]


def difference(shown: Shown, wanted: Picture, table: AttributeTable) -> str:
    """What to send so that the terminal shows the picture; `shown` becomes that. Empty when it does."""
    hand = _Hand(table)
    for y, before in enumerate(shown.rows):
        after = wanted.row(y, shown.columns)
        if before == after:
            continue
        _Line(hand, y, before, after).draw()
        shown.rows[y] = [old if new is None else new for old, new in zip(before, after, strict=True)]
    return hand.finish(wanted, len(shown.rows), shown.columns)


class _Hand:
    """Writes, and knows where the cursor is and how it draws. Where it is not sure, it is told a place."""

    def __init__(self, table: AttributeTable) -> None:
        self.table = table
        self.attributes = table.plain
        self.x: int | None = None
        self.y: int | None = None
        self._out: list[str] = []

    def mark(self) -> _Mark:
        """A place to go back to."""
        return _Mark(len(self._out), self.attributes, self.x, self.y)

    def back_to(self, mark: _Mark) -> list[str]:
        """Unwrite all that came after; it comes back."""
        self.attributes, self.x, self.y = mark.attributes, mark.x, mark.y
        written = self._out[mark.length :]
        del self._out[mark.length :]
        return written

    def take_up(self, mark: _Mark, written: list[str]) -> None:
        """Write again what was written before that mark was made."""
        self._out.extend(written)
        self.attributes, self.x, self.y = mark.attributes, mark.x, mark.y

    def length_since(self, mark: _Mark) -> int:
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
            ways.append(vertical + _sideways(x - self.x))
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
        """The whole, which leaves nothing behind for the next one to know. The cursor goes where somebody
        wants it (an input method asks); at the origin nobody does."""
        if not self._out:
            return ""
        self.use(self.table.plain)
        if (wanted.x, wanted.y) != (0, 0) and wanted.x < columns and wanted.y < rows:
            self.go(wanted.x, wanted.y)
        return "".join(self._out)


def _sideways(by: int) -> str:
    if by < 0:
        return "\b" * -by if by >= -4 else f"\x1b[{-by}D"
    return "" if not by else f"\x1b[{'' if by == 1 else by}C"


class _Line:
    """One row, from what it was to what it shall be."""

    def __init__(self, hand: _Hand, y: int, before: Row, after: Row) -> None:
        self._hand = hand
        self._y = y
        self._row = after
        self._columns = len(after)
        self._changed = [
            x
            for x, (old, new) in enumerate(zip(before, after, strict=True))
            if new is not None and old != new
        ]
        self._is_plain = is_narrow(_text(before)) is not None and is_narrow(_text(after)) is not None
        if not self._is_plain:
            self._widen(before)

    def _widen(self, before: Row) -> None:
        """Signs are drawn whole. What stands behind a sign that the terminal may draw too wide, or has so
        drawn, is drawn again."""
        changed = set(self._changed)
        waiting = list(self._changed)
        while waiting:
            x = waiting.pop()
            for row in (before, self._row):
                at = x
                while at > 0 and (cell := row[at]) is not None and not cell[0]:
                    at -= 1
                cell = row[at]
                wide = 1 if cell is None or is_sure(cell[0]) else reach(cell[0])
                more = set(range(at, min(max(x + 1, at + wide), self._columns))) - changed
                changed |= more
                waiting.extend(more)
        self._changed = sorted(x for x in changed if self._row[x] is not None)

    def draw(self) -> None:
        """From left to right; or colour by colour, going back for each, where that is shorter."""
        hand = self._hand
        start = hand.mark()
        self._draw(self._changed)
        passes = self._passes(start.attributes) if self._is_plain else []
        if len(passes) > 1:
            end, straight = hand.mark(), hand.back_to(start)
            for each in passes:
                self._draw(each)
            if hand.length_since(start) >= len("".join(straight)):
                hand.back_to(start)
                hand.take_up(end, straight)

    def _passes(self, now: Attributes) -> list[list[int]]:
        """The changed cells by how they are drawn, where one drawing comes more than once. A blank goes with
        what stands before it, where it shows no difference."""
        table = self._hand.table
        passes: dict[Attributes, list[int]] = {now: []}
        turns = 0
        for x in self._changed:
            cell = self._row[x]
            if cell is None:
                continue
            text, attributes = cell
            if attributes is not now and not (text == " " and table.blank(now) is attributes):
                now = attributes
                turns += 1
            passes.setdefault(now, []).append(x)
        drawn = [xs for xs in passes.values() if xs]
        return drawn if turns >= len(drawn) else []

    def _draw(self, changed: list[int]) -> None:
        done = 0
        for number, x in enumerate(changed):
            if x < done:
                continue
            cell = self._row[x]
            if cell is None or not cell[0]:
                continue
            self._come_to(x, cell)
            blanks = self._blanks_from(x) if cell[0] == " " and self._hand.table.erases(cell[1]) else 0
            following = bisect_left(changed, x + blanks) if blanks else number + 1
            by_hand = changed[following - 1] + 1 - x
            if blanks and x + blanks == self._columns and by_hand > len(_TO_THE_END):
                self._erase(cell, _TO_THE_END)
                return
            if by_hand > (_WORTH_ERASING if following < len(changed) else _WORTH_ERASING_LAST):
                self._erase(cell, f"\x1b[{by_hand}X")
                done = x + by_hand
                continue
            done = self._put(x, cell)

    def _erase(self, blank: Cell, sequence: str) -> None:
        if not self._hand.suits(blank):
            self._hand.use(blank[1])
        self._hand.say(sequence)

    def _blanks_from(self, x: int) -> int:
        blank, end = self._row[x], x
        while end < self._columns and self._row[end] == blank:
            end += 1
        return end - x

    def _come_to(self, x: int, cell: Cell) -> None:
        """Move there, or draw again what lies between where that is shorter."""
        hand = self._hand
        if hand.y == self._y and hand.x is not None and 0 < x - hand.x <= _LONGEST_BRIDGE:
            between = self._row[hand.x : x]
            cells = [each for each in between if each is not None and len(each[0]) == 1 and is_sure(each[0])]
            if len(cells) == len(between):
                drawing, jumping = hand.cost(hand.attributes, cells, cell)
                if drawing <= jumping + len(_sideways(x - hand.x)):
                    for each in cells:
                        hand.put(each)
                    hand.x = x
                    return
        hand.go(x, self._y)

    def _put(self, x: int, cell: Cell) -> int:
        """Draw the sign in that cell; the first cell behind it."""
        hand = self._hand
        end = x + 1
        while end < self._columns and (after := self._row[end]) is not None and not after[0]:
            end += 1
        if self._is_plain or is_sure(cell[0]):
            hand.put(cell)
            hand.x = end
        else:
            # Where the terminal draws it narrower, nothing old must be left behind it.
            if not hand.suits(cell):
                hand.use(cell[1])
            hand.say(" " * (end - x))
            hand.x = end if end < self._columns else None
            hand.go(x, self._y)
            hand.put(cell)
            hand.x = None
        if end >= self._columns:
            hand.x = None  # it waits at the edge, and terminals differ in where that is
        return end


def _text(row: Row) -> str:
    return "".join([cell[0] for cell in row if cell is not None])

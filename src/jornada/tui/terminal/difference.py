"""From what a terminal shows to what it shall show, in few bytes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from jornada.tui.terminal.attributes import Attributes, AttributeTable
from jornada.tui.terminal.clusters import is_narrow, is_sure, reach
from jornada.tui.terminal.hand import Hand, Mark, sideways
from jornada.tui.terminal.picture import Cell, Picture, Row

_LONGEST_BRIDGE = 8
"""Cells between two changes that may be cheaper to draw again than to jump over."""
_WORTH_ERASING = 9
"""Blanks in the middle of a row: erasing them and moving on takes up to so many bytes."""
_WORTH_ERASING_LAST = 5
_FEW = 48
"""So many changed cells in several rows may be drawn colour by colour, going back up for each."""
_TO_THE_END = "\x1b[K"


class Shown:
    """What a terminal of that size shows, and how it draws; at first, nobody knows."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.attributes: Attributes | None = None
        """How it draws what comes next: as the last difference left it."""
        self.rows: list[Row] = [[None] * columns for _ in range(rows)]

    def stand(self, parameters: str, rows: Sequence[str], table: AttributeTable) -> None:
        """The terminal was cleared in the colours of that drawing, and then shows those rows, all drawn so.
        Where they may not be as wide there as they are counted, nobody knows."""
        if len(rows) != len(self.rows):
            return
        attributes = table.read(parameters)
        blank: Cell = (" ", table.blank(attributes))
        for y, row in enumerate(rows):
            if len(row) <= self.columns and is_narrow(row):
                cells: Row = [blank if letter == " " else (letter, attributes) for letter in row]
                self.rows[y] = cells + [blank] * (self.columns - len(row))


def difference(shown: Shown, wanted: Picture, table: AttributeTable) -> str:
    """What to send so that the terminal shows the picture; `shown` becomes that. Empty when it does."""
    hand = Hand(table, shown.attributes)
    lines = []
    for y, before in enumerate(shown.rows):
        after = wanted.row(y, shown.columns)
        if before == after:
            continue
        lines.append(_Line(hand, y, before, after))
        shown.rows[y] = [old if new is None else new for old, new in zip(before, after, strict=True)]
    start = hand.mark()
    for line in lines:
        line.draw()
    if len(lines) > 1 and sum(len(line.changed) for line in lines) <= _FEW:
        _draw_by_colour(hand, lines, start)
    sent = hand.finish(wanted, len(shown.rows), shown.columns)
    if sent:
        shown.attributes = hand.attributes
    return sent


def _draw_by_colour(hand: Hand, lines: list[_Line], start: Mark) -> None:
    """Draw what has been drawn since that mark colour by colour over all the rows, where that is shorter:
    a colour takes more bytes than a way."""
    if not all(line.is_plain for line in lines):
        return
    end, straight = hand.mark(), hand.back_to(start)
    passes: dict[Attributes, list[tuple[_Line, list[int]]]] = {}
    for line in lines:
        for attributes, cells in line.by_colour(start.attributes)[0].items():
            passes.setdefault(attributes, []).append((line, cells))
    while passes:
        nearest = min(passes, key=lambda each: len(hand.table.change(hand.attributes, each)))
        for line, cells in passes.pop(nearest):
            line.draw_cells(cells)
    if hand.length_since(start) >= len("".join(straight)):
        hand.back_to(start)
        hand.take_up(end, straight)


class _Line:
    """One row, from what it was to what it shall be."""

    def __init__(self, hand: Hand, y: int, before: Row, after: Row) -> None:
        self._hand = hand
        self._y = y
        self._row = after
        self._columns = len(after)
        self.changed = [
            x
            for x, (old, new) in enumerate(zip(before, after, strict=True))
            if new is not None and old != new
        ]
        self.is_plain = is_narrow(_text(before)) is not None and is_narrow(_text(after)) is not None
        if not self.is_plain:
            self._widen(before)

    def _widen(self, before: Row) -> None:
        """Signs are drawn whole. What stands behind a sign that the terminal may draw too wide, or has so
        drawn, is drawn again."""
        changed = set(self.changed)
        waiting = list(self.changed)
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
        self.changed = sorted(x for x in changed if self._row[x] is not None)

    def draw(self) -> None:
        """From left to right; or colour by colour, going back for each, where that is shorter."""
        hand = self._hand
        start = hand.mark()
        self.draw_cells(self.changed)
        passes = self._passes(start.attributes) if self.is_plain else []
        if len(passes) > 1:
            end, straight = hand.mark(), hand.back_to(start)
            for each in passes:
                self.draw_cells(each)
            if hand.length_since(start) >= len("".join(straight)):
                hand.back_to(start)
                hand.take_up(end, straight)

    def _passes(self, now: Attributes) -> list[list[int]]:
        """The changed cells by how they are drawn, where one drawing comes more than once."""
        passes, turns = self.by_colour(now)
        return list(passes.values()) if turns >= len(passes) else []

    def by_colour(self, now: Attributes) -> tuple[dict[Attributes, list[int]], int]:
        """The changed cells by how they are drawn, and how often that changes from left to right. A blank
        goes with what stands before it, where it shows no difference."""
        table = self._hand.table
        passes: dict[Attributes, list[int]] = {now: []}
        turns = 0
        for x in self.changed:
            cell = self._row[x]
            if cell is None:
                continue
            text, attributes = cell
            if attributes is not now and not (text == " " and table.blank(now) is attributes):
                now = attributes
                turns += 1
            passes.setdefault(now, []).append(x)
        return {attributes: xs for attributes, xs in passes.items() if xs}, turns

    def draw_cells(self, changed: list[int]) -> None:
        """From left to right."""
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
                if drawing <= jumping + len(sideways(x - hand.x)):
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
        if self.is_plain or is_sure(cell[0]):
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

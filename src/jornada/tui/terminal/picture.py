"""What is on a screen, cell by cell."""

from __future__ import annotations

from jornada.tui.terminal.attributes import Attributes, AttributeTable
from jornada.tui.terminal.clusters import is_narrow, split

Cell = tuple[str, Attributes]
"""What stands in a cell, and how it is drawn. A wide sign stands in its first cell; "" in its others."""
Row = list[Cell | None]
"""None: nobody knows what stands there."""


class Picture:
    """Rows of cells and where the cursor is, both counted from 0. It grows where it is drawn on, and what
    was drawn once stays, whatever part of it a terminal has room for."""

    def __init__(self, table: AttributeTable) -> None:
        self._table = table
        self.rows: list[Row] = []
        self.x = 0
        self.y = 0

    def move(self, x: int, y: int) -> None:
        self.x, self.y = x, y

    def draw(self, text: str, attributes: Attributes) -> None:
        """Put the text where the cursor is, and the cursor behind it."""
        blank: Cell = (" ", self._table.blank(attributes))
        if is_narrow(text):
            self._put([blank if letter == " " else (letter, attributes) for letter in text])
            return
        cells: list[Cell] = []
        for piece, width in split(text):
            if width:
                cells.append(blank if piece == " " else (piece, attributes))
                cells.extend([("", attributes)] * (width - 1))
            else:  # a mark before any letter: of one that was drawn earlier
                self._join_before(piece)
        self._put(cells)

    def _put(self, cells: list[Cell]) -> None:
        while len(self.rows) <= self.y:
            self.rows.append([])
        row = self.rows[self.y]
        end = self.x + len(cells)
        if len(row) < end:
            row.extend([None] * (end - len(row)))
        row[self.x : end] = cells
        self.x = end

    def _join_before(self, mark: str) -> None:
        """A mark that comes by itself belongs to what stands before the cursor."""
        row = self.rows[self.y] if self.y < len(self.rows) else []
        x = self.x - 1
        while x > 0 and x < len(row) and (cell := row[x]) is not None and not cell[0]:
            x -= 1
        if 0 <= x < len(row) and (cell := row[x]) is not None:
            row[x] = (cell[0] + mark, cell[1])

    def row(self, y: int, columns: int) -> Row:
        """What a terminal so wide shows of a row. A sign of which only a half has room is left out."""
        if y >= len(self.rows):
            return [None] * columns
        row = self.rows[y]
        if len(row) == columns:
            return row
        if len(row) < columns:
            return row + [None] * (columns - len(row))
        cut = row[:columns]
        after = row[columns]
        if after is not None and not after[0]:
            x = columns - 1
            while x >= 0 and (cell := cut[x]) is not None:
                cut[x] = (" ", self._table.blank(cell[1]))
                if cell[0]:
                    break
                x -= 1
        return cut

"""Terminals to draw on in memory."""

from __future__ import annotations

from typing import Any

import pyte
from pyte.screens import Char
from rich.cells import split_graphemes

_ALWAYS_SEEN = ("underscore", "strikethrough", "reverse")


class NewTerminal(pyte.Screen):
    """A terminal that draws what belongs together as one sign, as wide as the toolkit counts it, and knows
    faint letters (kept as `blink`, which nothing here uses)."""

    def draw(self, data: str) -> None:
        for start, end, width in split_graphemes(data)[0]:
            if not width:
                self._join(data[start:end])
                continue
            if self.cursor.x + width > self.columns:
                self.cursor.x = self.columns - width
            line = self.buffer[self.cursor.y]
            line[self.cursor.x] = self.cursor.attrs._replace(data=data[start:end])
            for x in range(self.cursor.x + 1, self.cursor.x + width):
                line[x] = self.cursor.attrs._replace(data="")
            self.cursor.x += width

    def _join(self, mark: str) -> None:
        """With the sign that stands before the cursor, however wide that is."""
        line, x = self.buffer[self.cursor.y], self.cursor.x - 1
        while x > 0 and not line[x].data:
            x -= 1
        if x >= 0:
            line[x] = line[x]._replace(data=line[x].data + mark)

    def select_graphic_rendition(self, *attrs: int, **more: Any) -> None:
        said: list[int] = []
        left = list(attrs)
        while left:
            number = left.pop(0)
            if number in (38, 48):
                length = 2 if left[:1] == [5] else 4
                said += [number, *left[:length]]
                del left[:length]
            else:
                said += {2: [5], 22: [22, 25]}.get(number, [number])
        super().select_graphic_rendition(*said)


class Terminal:
    """What stands on a terminal that was sent something."""

    def __init__(self, columns: int, rows: int, *, kind: type[pyte.Screen] = NewTerminal) -> None:
        self.screen = kind(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        self._stream.feed(data)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)

    def cells(self) -> list[list[Char]]:
        """What can be seen of each cell."""
        return [
            [_seen(self.screen.buffer[y][x]) for x in range(self.screen.columns)]
            for y in range(self.screen.lines)
        ]

    def text(self) -> list[str]:
        return ["".join(cell.data for cell in row).rstrip() for row in self.cells()]


def _seen(cell: Char) -> Char:
    """On a blank the colour of the letter is not to be seen, nor is its weight."""
    if cell.data == " " and not any(getattr(cell, each) for each in _ALWAYS_SEEN):
        return cell._replace(fg="default", bold=False, italics=False, blink=False)
    return cell

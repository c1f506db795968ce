"""Text broken over lines of so many columns, as the terminal measures them."""

from __future__ import annotations

from collections.abc import Iterator

from jornada.core.text import clean
from jornada.present.pen import Line, Pen, Piece, width_of


def wrapped(pen: Pen, lead: Line, text: str, role: str, width: int) -> Iterator[Line]:
    """`text` broken over lines of `width` columns, the first begun by `lead`, the others below its text."""
    begin = width_of(lead, pen.measure)
    room = max(1, width - begin)
    first = True
    for said in broken(pen, clean(text), room):
        before: Line = lead if first else (Piece(" " * begin),)
        yield (*(before if begin else ()), Piece(said, role))
        first = False


def broken(pen: Pen, text: str, room: int) -> Iterator[str]:
    """The text in pieces of at most `room` columns, broken between words; in one where it is too long."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if pen.measure(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        while pen.measure(line) > room:
            length = next((n for n in range(len(line), 0, -1) if pen.measure(line[:n]) <= room), 1)
            if length == len(line):
                break
            yield line[:length]
            line = line[length:]
    if line:
        yield line

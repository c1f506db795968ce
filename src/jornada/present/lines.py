"""Putting lines together: cut to a width, spread over it, as many facts as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jornada.core.dataclass import dataclass, replace
from jornada.present.pen import Line, Pen, Piece, width_of

KeyNames = Callable[[str], str]
"""The key of an action, by the action's id, as a person writes it: `history.undo` is "u"."""


def blank(width: int) -> Line:
    """An empty line."""
    return (Piece(" " * max(0, width)),)


def cut(pen: Pen, line: Line, width: int) -> Line:
    """The line in at most `width` columns, its cut shown by an ellipsis."""
    if width_of(line, pen.measure) <= width:
        return line
    pieces: list[Piece] = []
    room = width
    for piece in line:
        taken = pen.measure(piece.text)
        if taken >= room:
            # The rest is cut even where this piece would fit: something follows it.
            text = _crop_hard(pen, piece.text, room)
            pieces.append(replace(piece, text=text))
            break
        pieces.append(piece)
        room -= taken
    return tuple(piece for piece in pieces if piece.text)


def filled(pen: Pen, line: Line, width: int) -> Line:
    """The line in exactly `width` columns: cut, or filled with spaces."""
    line = cut(pen, line, width)
    gap = width - width_of(line, pen.measure)
    return (*line, Piece(" " * gap)) if gap > 0 else line


def spread(pen: Pen, left: Line, right: Line, width: int, *, gap: int = 2) -> Line:
    """`left` and `right` at the two ends of `width` columns; the left one gives way first."""
    right = cut(pen, right, width)
    room = width - width_of(right, pen.measure)
    if right and room > gap:
        left = cut(pen, left, room - gap)
    elif right:
        left = ()
    return (*filled(pen, left, room), *right)


def rule(pen: Pen, title: Line, note: Line, width: int, *, role: str = "rule") -> Line:
    """A heading: a rule with a title in it and a note at its end. ` title ──────── note `."""
    sign = pen.glyphs.line
    note = cut(pen, note, max(0, width - 8))
    after = (Piece(" "), *note, Piece(" ")) if note else (Piece(" "),)
    room = width - width_of(after, pen.measure)
    head = cut(pen, (Piece(" "), *title, Piece(" ")), room)
    length = room - width_of(head, pen.measure)
    return (*head, Piece(sign * max(0, length), role), *after)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to say in a line of several; `short` is the same in less room."""

    long: str
    short: str = ""
    role: str = "muted"

    def said(self, *, short: bool) -> Piece:
        return Piece(self.short or self.long if short else self.long, self.role)


def facts_line(pen: Pen, facts: Sequence[Fact], width: int) -> Line:
    """The facts in one line, the first the most needed: those at the end get short, then go."""
    separator = Piece(f" {pen.glyphs.separator} ", "rule")
    for kept in range(len(facts), 0, -1):
        for long in range(kept, -1, -1):
            pieces: list[Piece] = []
            for place, fact in enumerate(facts[:kept]):
                if pieces:
                    pieces.append(separator)
                pieces.append(fact.said(short=place >= long))
            if width_of(tuple(pieces), pen.measure) <= width:
                return tuple(pieces)
    return cut(pen, (facts[0].said(short=True),), width) if facts else ()


def roomiest(pen: Pen, width: int, *variants: str) -> str:
    """The first of the texts that fits in `width` columns; the last one cut, where none does."""
    for text in variants:
        if pen.measure(text) <= width:
            return text
    return pen.crop(variants[-1], width)


def _crop_hard(pen: Pen, text: str, width: int) -> str:
    """At most `width` columns of a text that goes on: always with an ellipsis at its end."""
    mark = pen.glyphs.ellipsis
    room = width - pen.measure(mark)
    return pen.prefix(text, room).rstrip() + mark if room >= 0 else ""

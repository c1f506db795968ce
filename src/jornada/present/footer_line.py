"""The foot of the screen: the keys that matter here, or what was just done.

The way to help and the way out are never lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.dataclass import dataclass
from jornada.present.lines import filled, spread
from jornada.present.pen import Line, Pen, Piece, width_of

GAP = "  "


@dataclass(frozen=True, slots=True)
class Hint:
    """A key as a person writes it, and what it does here, translated; the id of the action it does."""

    key: str
    label: str
    action: str = ""

    @property
    def pieces(self) -> Line:
        return (Piece(self.key, "key", self.action), Piece(f" {self.label}", "muted", self.action))


@dataclass(frozen=True, slots=True)
class Notice:
    """What was just done, or why it was not. `hints` are the keys that may follow the one pressed."""

    text: str
    refused: bool = False
    hints: tuple[Hint, ...] = ()


def footer_line(
    pen: Pen, hints: Sequence[Hint], always: Sequence[Hint], width: int, notice: Notice | None = None
) -> Line:
    """One line: on the left as many `hints` as fit, the first the most needed, or the notice; on the
    right `always`, without their words where room is short."""
    inner = width - 2
    right = _row(always)
    if notice is not None:
        text: Line = (Piece(pen.crop(notice.text, 500), "refused" if notice.refused else "notice"),)
        if notice.hints:
            text = (*text, Piece(GAP), *_row(notice.hints))
        if width_of((*text, *right), pen.measure) + 2 > inner:
            right = _keys(always)
        line = spread(pen, text, right, inner)
        return filled(pen, (Piece(" "), *line), width)
    # The words of help and quit are worth more than the fourth action.
    if width_of((*_row(hints[:3]), *right), pen.measure) + 2 > inner:
        right = _keys(always)
    room = inner - width_of(right, pen.measure) - 2
    kept: list[Hint] = []
    for hint in hints:
        if width_of(_row([*kept, hint]), pen.measure) > room:
            break
        kept.append(hint)
    return filled(pen, (Piece(" "), *spread(pen, _row(kept), right, inner)), width)


def _row(hints: Sequence[Hint]) -> Line:
    pieces: list[Piece] = []
    for hint in hints:
        if pieces:
            pieces.append(Piece(GAP))
        pieces.extend(hint.pieces)
    return tuple(pieces)


def _keys(hints: Sequence[Hint]) -> Line:
    pieces: list[Piece] = []
    for hint in hints:
        if pieces:
            pieces.append(Piece(" "))
        pieces.append(Piece(hint.key, "key", hint.action))
    return tuple(pieces)

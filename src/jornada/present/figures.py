"""Spent against planned: a row with a bar that reads without colour, and the two numbers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from jornada.core.dataclass import dataclass
from jornada.present.lines import cut, filled
from jornada.present.pen import Line, Pen, Piece, width_of

BARS = ((100, 24), (76, 16), (60, 12), (44, 8))
"""From so many columns of the page a bar has so many; in fewer there is none."""
NOTE_FROM, NOTE_COLUMNS = 70, 14
"""From so many columns of the page on a word stands at the end of a row."""
DUE_MARK = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A row: minutes spent and planned. `lead` stands before the title, `note` is a word at the end and
    `sign` its sign, in front; `due` marks what should be spent by now in the bar."""

    title: str
    spent: int
    planned: int
    role: str = ""
    lead: str = ""
    sign: str = ""
    note: str = ""
    note_role: str = "warning"
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """How the rows of a page are drawn: `most` minutes fill a bar, `numbers` columns hold the widest."""

    pen: Pen
    width: int
    most: int
    numbers: int

    @classmethod
    def of(cls, pen: Pen, rows: Iterable[Figure], width: int) -> Figures:
        """The measures that these rows share, so that their bars can be compared."""
        rows = tuple(rows)
        most = max((max(row.spent, row.planned) for row in rows), default=0)
        return cls(pen, width, most, max((len(numbers(row)) for row in rows), default=0))

    def __call__(self, row: Figure) -> Line:
        """The row in exactly the page's width."""
        pen = self.pen
        after: list[Piece] = []
        bar = next((columns for least, columns in BARS if self.width >= least), 0)
        if bar:
            after += [Piece("  "), *self.bar(row, bar)]
        after += [Piece("  "), Piece(numbers(row).rjust(self.numbers), "" if row.spent else "muted")]
        if self.width >= NOTE_FROM:
            after += [Piece("  "), Piece(pen.fit(row.note, NOTE_COLUMNS), row.note_role)]
        sign = Piece(f"{row.sign or ' '} ", row.note_role)
        room = self.width - width_of((sign, *after), pen.measure)
        title = cut(pen, (Piece(row.lead, "muted"), Piece(pen.crop(row.title, 500), row.role)), room)
        return (sign, *filled(pen, title, max(0, room)), *after)

    def bar(self, row: Figure, columns: int) -> Line:
        """Spent within the plan, what is left of the plan, and what was spent beyond it, to one scale."""
        glyphs, most = self.pen.glyphs, max(1, self.most)
        planned = _cells(row.planned, most, columns)
        full = min(_cells(row.spent, most, columns), planned) if row.spent <= row.planned else planned
        over = _cells(row.spent, most, columns) - planned if row.spent > row.planned else 0
        signs = [
            *[(glyphs.bar_full, "bar-done")] * full,
            *[(glyphs.bar_free, "bar-free")] * (planned - full),
            *[(glyphs.bar_used, "warning")] * over,
        ]
        signs += [(" ", "")] * (columns - len(signs))
        if row.due is not None and most:
            signs[min(columns - 1, round(row.due * columns / most))] = (DUE_MARK, "strong")
        return tuple(Piece("".join(sign for sign, _ in run), role) for role, run in groupby(signs, _role))


def numbers(row: Figure) -> str:
    """ "45/225": minutes spent and planned."""
    return f"{row.spent}/{row.planned}"


def _role(sign: tuple[str, str]) -> str:
    return sign[1]


def _cells(minutes: int, most: int, columns: int) -> int:
    """Columns of so many minutes; a little is not nothing."""
    return max(round(minutes * columns / most), 1) if minutes > 0 else 0

"""The bars that stay as long as what they say is so: what is not saved, what is wrong, what is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from jornada.core.dataclass import dataclass
from jornada.present.lines import filled, spread
from jornada.present.pen import Line, Pen, Piece


class Weight(IntEnum):
    """How much a banner matters; the weightiest are shown first."""

    PROPOSAL = 0
    WARNING = 1
    ERROR = 2
    CRISIS = 3


@dataclass(frozen=True, slots=True)
class Banner:
    """A sentence in the person's language; `more` is how many like it there are beside it, `right` what
    stands at the end of the line and never gives way to the sentence."""

    weight: Weight
    text: str
    more: int = 0
    right: str = ""


def banner_lines(pen: Pen, banners: Sequence[Banner], width: int, height: int) -> tuple[Line, ...]:
    """The weightiest banners, one a line; the last line counts those that have none."""
    ordered = sorted(banners, key=lambda banner: -banner.weight)
    lines = []
    for place, banner in enumerate(ordered[:height]):
        hidden = ordered[height:] if place == height - 1 else []
        more = banner.more + sum(1 + each.more for each in hidden)
        lines.append(_line(pen, banner, more, width))
    return tuple(lines)


def _line(pen: Pen, banner: Banner, more: int, width: int) -> Line:
    role = {
        Weight.CRISIS: "banner-error",
        Weight.ERROR: "banner-error",
        Weight.WARNING: "banner-warning",
        Weight.PROPOSAL: "banner-proposal",
    }[banner.weight]
    sign = pen.glyphs.arrow if banner.weight is Weight.PROPOSAL else pen.glyphs.overdue
    right: Line = (Piece(banner.right),) if banner.right else ()
    if more > 0:
        said = pen.words.ngettext("{n} more", "{n} more", more).format(n=more)
        right = (*right, Piece(f"  +{said}" if right else f"+{said}"))
    room = max(0, width - 2)
    text = pen.crop(banner.text, 500)
    line = spread(pen, (Piece(f"{sign} "), Piece(text)), right, room)
    return tuple(Piece(piece.text, role) for piece in filled(pen, (Piece(" "), *line), width))

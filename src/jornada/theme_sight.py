"""What in a theme cannot be read, and which of its slots look alike to some eye.

Nothing here refuses a theme: a person may like it so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from jornada.core.colour_sight import READABLE, Eye, contrast, difference
from jornada.core.dataclass import dataclass
from jornada.themes import Theme

GROUNDS = ("background", "surface", "panel")
MARKS = ("primary", "secondary", "accent", "foreground", "success", "warning", "error")
FIRST_SLOTS = 8
"""A workflow has seldom more areas or brands: these stay apart for every eye."""

APART = 10.0
"""The least CIEDE2000 of two slots. About 1 is noticed by half of all people in large patches side by side;
a mark as small as a letter needs five to ten times that (Stone, Szafir and Setlur 2014), and areas are
seen rows apart, from memory."""

HARDLY_APART = 5.0
"""The least of all twelve slots, of which the last are rarely needed: what can be noticed in small marks.
More of twelve readable colours an eye with two kinds of cones cannot have; the title tells the rest."""


@dataclass(frozen=True, slots=True)
class Faint:
    """A colour that cannot be read on a ground. `mark` is a field, or a slot's number."""

    mark: str | int
    ground: str
    contrast: float


@dataclass(frozen=True, slots=True)
class Alike:
    """Two slots that one cannot tell apart with that eye, the one that is worst at it."""

    one: int
    other: int
    eye: Eye
    difference: float
    least: float


Remark = Faint | Alike


def remarks_on(theme: Theme, least: float = READABLE) -> tuple[Remark, ...]:
    """All that is worth a look; nothing in a theme of the terminal's own colours, which nobody knows here."""
    if theme.ansi:
        return ()
    return (*_faint(theme, least), *_alike(theme))


def _faint(theme: Theme, least: float) -> Iterator[Faint]:
    marks: dict[str | int, str] = {mark: getattr(theme, mark) for mark in MARKS}
    marks.update(enumerate(theme.slots, 1))
    for mark, colour in marks.items():
        ratio, ground = min((contrast(colour, getattr(theme, each)), each) for each in GROUNDS)
        if ratio < least:
            yield Faint(mark, ground, ratio)


def _alike(theme: Theme) -> Iterator[Alike]:
    for (one, first), (other, second) in itertools.combinations(enumerate(theme.slots, 1), 2):
        least = APART if other <= FIRST_SLOTS else HARDLY_APART
        wanted = ((difference(first, second, eye), eye, APART if eye is Eye.USUAL else least) for eye in Eye)
        for apart, eye, enough in sorted(wanted):
            if apart < enough:
                yield Alike(one, other, eye, apart, enough)
                break

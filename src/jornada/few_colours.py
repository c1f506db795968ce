"""A theme for a terminal that has few colours: the nearest of them in which every text can still be read.

The toolkit takes each colour for itself to the one next to it, so that text and ground may meet in one.
Here they are chosen together. Of 256, the first sixteen are left out: what they look like is the
terminal's affair. Where there are sixteen only, those are taken that can be read in the usual tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache, partial
from typing import Any

from jornada.core.colour_sight import MOST_READABLE, READABLE, contrast, difference
from jornada.core.dataclass import dataclass, replace
from jornada.themes import Theme

_GROUNDS = ("background", "surface", "panel")
_MARKS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
LEAST_OF_16 = 3.0
"""The contrast that is asked of the sixteen, in both tables: with 4.5 four hues would be left."""

_LEVELS = (0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF)
_STEPS = 24

XTERM = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)
"""The sixteen as xterm has them (XTerm-col.ad)."""
VGA = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
"""The sixteen as the console of Linux and of PCs has them."""
_BLACK, _GREY, _DARK_GREY, _WHITE = 0, 7, 8, 15


@dataclass(frozen=True, slots=True)
class _Choice:
    """`said` is the colour that is named so that `drawn` comes of it."""

    said: str
    drawn: str
    parts: tuple[int, int, int]


def suited(theme: Theme, colours: int) -> Theme:
    """The theme for a terminal of so many colours; one of the terminal's own colours is as it is."""
    if theme.ansi or theme.few or colours > 256:
        return theme
    return _in_256(theme) if colours > 16 else _in_16(theme)


def brought(theme: Theme, colour: str) -> str:
    """A person's own colour as text in a theme that was brought to few colours."""
    if theme.few == 16:
        return _nearest_of_16(colour, _hues(dark=theme.dark))
    return nearest(colour, (theme.background, theme.surface, theme.panel), READABLE)


def stepped_back(theme: Theme) -> str:
    """What steps back where there are sixteen: the grey that can be read."""
    return VGA[_GREY if theme.dark else _DARK_GREY]


def nearest(colour: str, grounds: Iterable[str] = (), least: float = 1.0, taken: Collection[str] = ()) -> str:
    """The nearest of the 256 that stands so far out from all grounds, and is none of `taken`; where none
    does, the one that stands out most."""
    on = tuple(_drawn(ground) for ground in grounds)
    near = sorted(_choices(), key=partial(_distance, _parts(colour)))
    free = [each for each in near if each.said not in taken]
    able = (each for each in free if all(_contrast(each.drawn, ground) >= least for ground in on))
    found = next(able, None)
    return (found or max(free, key=lambda each: min(_contrast(each.drawn, ground) for ground in on))).said


def _in_256(theme: Theme) -> Theme:
    found: dict[str, Any] = {}
    for name in _GROUNDS:
        found[name] = nearest(getattr(theme, name), taken=found.values())
    grounds = tuple(found.values())
    before = [getattr(theme, name) for name in _GROUNDS]
    marks = [*(getattr(theme, name) for name in _MARKS), *theme.slots]
    clear = all(contrast(mark, ground) >= MOST_READABLE for mark in marks for ground in before)
    least = MOST_READABLE if clear else READABLE
    for name in _MARKS:
        found[name] = nearest(getattr(theme, name), grounds, least, tuple(found.values()))
    slots: list[str] = []
    for slot in theme.slots:
        slots.append(nearest(slot, grounds, least, (*slots, found["foreground"])))
    return replace(theme, slots=tuple(slots), few=256, **found)


def _in_16(theme: Theme) -> Theme:
    """There is one ground. The toolkit takes what is named as VGA has it to the colour of that number."""
    found: dict[str, Any] = dict.fromkeys(_GROUNDS, VGA[_BLACK if theme.dark else _WHITE])
    found["foreground"] = VGA[_WHITE if theme.dark else _BLACK]
    hues = _hues(dark=theme.dark)
    for name in _MARKS[1:]:
        found[name] = _nearest_of_16(getattr(theme, name), hues)
    slots: list[str] = []
    for slot in theme.slots:
        free = [hue for hue in hues if hue not in slots] or hues
        slots.append(_nearest_of_16(slot, free))
    return replace(theme, slots=tuple(slots), few=16, **found)


def _hues(*, dark: bool) -> list[str]:
    """What has a hue among the sixteen and can be read on black, or on white."""
    ground = _BLACK if dark else _WHITE
    numbers = [number for number in range(16) if number % 8 not in (_BLACK, _GREY)]
    return [
        VGA[number]
        for number in numbers
        if all(contrast(table[number], table[ground]) >= LEAST_OF_16 for table in (XTERM, VGA))
    ]


def _nearest_of_16(colour: str, hues: Iterable[str]) -> str:
    def apart(hue: str) -> float:
        return min(difference(colour, table[VGA.index(hue)]) for table in (XTERM, VGA))

    return min(hues, key=apart)


@cache
def _choices() -> tuple[_Choice, ...]:
    """The 240 of 256 that look alike everywhere. A cube of six levels, in which what is grey is left to
    the row of greys; these are named so that the toolkit, which rounds, comes out at them."""
    greys = [(_grey(255 * step // 25), _grey(10 * step - 2)) for step in range(1, _STEPS + 1)]
    cube = (
        f"#{red:02x}{green:02x}{blue:02x}"
        for red in _LEVELS
        for green in _LEVELS
        for blue in _LEVELS
        if not red == green == blue or red in (0, 255)
    )
    pairs = (*((each, each) for each in cube), *greys)
    return tuple(_Choice(said, drawn, _parts(drawn)) for said, drawn in pairs)


@cache
def _by_said() -> Mapping[str, str]:
    return {each.said: each.drawn for each in _choices()}


def _drawn(said: str) -> str:
    return _by_said().get(said, said)


_contrast = cache(contrast)


def _grey(level: int) -> str:
    return f"#{level:02x}{level:02x}{level:02x}"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _distance(colour: tuple[int, int, int], other: _Choice) -> float:
    """How far two colours are apart, quickly: a weighted distance (Riemersma, "Colour metric")."""
    red1, green1, blue1 = colour
    red2, green2, blue2 = other.parts
    red = (red1 + red2) / 2
    return float(
        (2 + red / 256) * (red1 - red2) ** 2
        + 4 * (green1 - green2) ** 2
        + (2 + (255 - red) / 256) * (blue1 - blue2) ** 2
    )

"""How colours are seen: contrast, difference, and what an eye that lacks a kind of cone sees of them.

Colours are `#rrggbb`. Contrast is that of WCAG 2.2, the difference CIEDE2000 (CIE 142-2001; Sharma, Wu and
Dalal 2005), the eyes those of Machado, Oliveira and Fernandes 2009 at full severity.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum

Triple = tuple[float, float, float]
_Matrix = tuple[Triple, Triple, Triple]

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
MOST_READABLE = 7.0
"""The least contrast of text for eyes that see little (WCAG 2.2, 1.4.6)."""


class Eye(StrEnum):
    """Kinds of sight."""

    USUAL = "usual"
    PROTANOPIA = "protanopia"
    """Without the cones for long waves: red is dark, and like green."""
    DEUTERANOPIA = "deuteranopia"
    """Without the cones for middle waves: red is like green."""
    TRITANOPIA = "tritanopia"
    """Without the cones for short waves: blue is like green."""


_SEEN: Mapping[Eye, _Matrix] = {
    Eye.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Eye.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Eye.TRITANOPIA: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ: _Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Triple = (0.95047, 1.0, 1.08883)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(_linear, (one, other))
    )
    return (high + 0.05) / (low + 0.05)


def difference(one: str, other: str, eye: Eye = Eye.USUAL) -> float:
    """How far two colours are apart for an eye: about 1 is the least that is noticed side by side."""
    return lab_difference(_lab(_seen(one, eye)), _lab(_seen(other, eye)))


def lab_difference(one: Triple, other: Triple) -> float:
    """CIEDE2000 of two colours of CIELAB."""
    (light1, a1, b1), (light2, a2, b2) = one, other
    mean = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * math.sqrt(mean / (mean + 25.0**7))
    chroma1, chroma2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    hue1 = math.degrees(math.atan2(b1, a1 * stretch)) % 360
    hue2 = math.degrees(math.atan2(b2, a2 * stretch)) % 360
    turn, hue = hue2 - hue1, (hue1 + hue2) / 2
    if chroma1 * chroma2 == 0:
        turn, hue = 0, hue1 + hue2
    elif abs(turn) > 180:
        turn -= math.copysign(360, turn)
        hue += 180 if hue < 180 else -180
    light, chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    weight = (
        1
        - 0.17 * _cosine(hue - 30)
        + 0.24 * _cosine(2 * hue)
        + 0.32 * _cosine(3 * hue + 6)
        - 0.20 * _cosine(4 * hue - 63)
    )
    by_light = (light2 - light1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    by_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    by_hue = (
        2 * math.sqrt(chroma1 * chroma2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    )
    rotation = 2 * math.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    rotation *= -math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def _cosine(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def _linear(colour: str) -> Triple:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    return red, green, blue


def _seen(colour: str, eye: Eye) -> Triple:
    """What an eye sees of a colour, in linear RGB."""
    linear = _linear(colour)
    if eye is Eye.USUAL:
        return linear
    red, green, blue = (min(max(part, 0.0), 1.0) for part in _times(_SEEN[eye], linear))
    return red, green, blue


def _lab(linear: Triple) -> Triple:
    x, y, z = (
        math.cbrt(part / white) if part / white > (6 / 29) ** 3 else part / white * (29 / 6) ** 2 / 3 + 4 / 29
        for part, white in zip(_times(_XYZ, linear), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: _Matrix, colour: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third

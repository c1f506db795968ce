"""Colours of text that can be read: the contrast of the Web Content Accessibility Guidelines."""

from __future__ import annotations

ENOUGH = 4.5
"""The contrast that text needs against its ground (WCAG 2.2, 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb`: 1 for the same one, 21 for black and white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str = "#ffffff") -> str:
    """The colour, darkened as little as makes it readable as text on a light ground."""
    channels = _channels(colour)
    for share in range(100, 0, -2):
        found = "#" + "".join(f"{channel * share // 100:02x}" for channel in channels)
        if contrast(found, ground) >= ENOUGH:
            return found
    return "#000000"


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

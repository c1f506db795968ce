"""A row of numbers as a spark line: one sign a number, the taller the more."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.present.glyphs import ASCII, Glyphs

UNICODE_STEPS = "▁▂▃▄▅▆▇█"
ASCII_STEPS = "_.-=+*%#"
"""For terminals without Unicode: the more ink, the more."""
UNICODE_NOTHING, ASCII_NOTHING = "·", " "
"""Where a number is missing, which is not the same as 0."""


def spark(values: Sequence[float | None], glyphs: Glyphs, *, most: float | None = None) -> str:
    """One sign a value, from nothing to `most`, which is the greatest of them unless it is given.

    The foot of the line is 0, never the least value, so that two of the same height are the same: a small
    change does not look like a great one. What is below 0 stands at the foot. `None` has its own sign.
    """
    plain = glyphs == ASCII
    steps = ASCII_STEPS if plain else UNICODE_STEPS
    nothing = ASCII_NOTHING if plain else UNICODE_NOTHING
    top = max((each for each in values if each is not None), default=0) if most is None else most
    return "".join(nothing if each is None else _step(steps, each, top) for each in values)


def _step(steps: str, value: float, top: float) -> str:
    """The sign of a value; more than nothing never looks like nothing."""
    if value <= 0 or top <= 0:
        return steps[0]
    place = round(value / top * (len(steps) - 1))
    return steps[max(1, min(place, len(steps) - 1))]

"""A measure of a post-mortem as a person types it: `what; who; by when`."""

from __future__ import annotations

import datetime as dt

from jornada.core.intents import Measure
from jornada.core.moments import MomentError, read_day

SEPARATOR = ";"


def read_measure(text: str, today: dt.date) -> Measure:
    """The measure in a text. Who and when may be left out: of two parts the second is the day where it is
    one. Raises `MomentError` where the last of three parts is no day."""
    what, *rest = (part.strip() for part in text.split(SEPARATOR, 2))
    if not rest:
        return Measure(text=what)
    if len(rest) == 1:
        try:
            return Measure(text=what, due=read_day(rest[0], today)) if rest[0] else Measure(text=what)
        except MomentError:
            return Measure(text=what, owner=rest[0])
    return Measure(text=what, owner=rest[0], due=read_day(rest[1], today) if rest[1] else None)

"""Parked work: what an interruption stopped, until it runs again, is closed or lapses."""

from __future__ import annotations

import datetime as dt

from jornada.core.dataclass import replace
from jornada.core.folding.working import Working

PARKED_FOR = dt.timedelta(hours=12)
"""So long work of the day waits to be resumed at least, over midnight too."""


def unpark(working: Working, key: str) -> None:
    """What the incident interrupted no longer waits."""
    subject = working.parked.pop(key)
    others = tuple(other for other in working.waiting.pop(subject) if other != key)
    if others:
        working.waiting[subject] = others
    working.incidents[key] = replace(working.incidents[key], parked=False)


def unpark_subject(working: Working, subject: str) -> None:
    """Work that runs again, or is closed, no longer waits to be resumed."""
    for key in working.waiting.get(subject, ()):
        unpark(working, key)


def unpark_lapsed(working: Working, at: dt.datetime) -> None:
    """Work that lapsed with its day no longer waits once other work has begun on a later one."""
    if at.date() == working.lapsed_until:
        return
    working.lapsed_until = at.date()
    for key in tuple(working.parked):
        incident = working.incidents[key]
        item = working.items.get(incident.interrupted_task)
        if item and not item.keep and item.date < at.date() and at - incident.opened > PARKED_FOR:
            unpark(working, key)

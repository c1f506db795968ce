"""The clocks to ring for: those in their last quarter, and those that have run out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jornada.core.dataclass import dataclass
from jornada.core.incidents import ClockState, Deadline
from jornada.core.promises import DuePromise

PROMISE = "promise"
"""The clock of a promise; the others are called as `ClockKind` calls them."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A clock that is near its end, or past it: of which incident or promise, and at which stage. A clock
    that is due at another time is another alarm."""

    subject: str
    clock: str
    due: dt.datetime
    stage: ClockState


def alarms_of(deadlines: Iterable[Deadline], promises: Iterable[DuePromise]) -> tuple[Alarm, ...]:
    """An alarm for each clock that is not just running, the nearest first."""
    found = [Alarm(each.incident, each.clock.value, each.due, each.state) for each in deadlines]
    found += [Alarm(each.promise.id, PROMISE, each.due, each.state) for each in promises]
    return tuple(sorted((each for each in found if each.stage is not ClockState.DUE), key=_due))


def _due(alarm: Alarm) -> dt.datetime:
    return alarm.due

"""Promises that are still to be kept: by when each is due, and how it stands now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from jornada.core.dataclass import dataclass
from jornada.core.incidents import ClockState
from jornada.core.state import Promise, State

SOON_SECONDS = 15 * 60
"""From so long before it is due a promise is due soon."""


@dataclass(frozen=True, slots=True)
class DuePromise:
    """An open promise and how it stands. `seconds_left` is negative when overdue."""

    promise: Promise
    state: ClockState
    seconds_left: int

    @property
    def due(self) -> dt.datetime:
        """When it is to be kept."""
        return self.promise.by


def open_promises(
    state: State, now: dt.datetime, keep: Callable[[Promise], bool] = lambda promise: True
) -> tuple[DuePromise, ...]:
    """All promises not yet kept, of whatever day, by due time; `keep` says which to list."""
    found = (state.promises[key] for key in state.open_promises)
    ordered = sorted((each for each in found if keep(each)), key=lambda each: (each.by, each.at, each.id))
    return tuple(standing(each, now) for each in ordered)


def promises_of(state: State, subject: str, now: dt.datetime) -> tuple[DuePromise, ...]:
    """The open promises about a task or incident, by due time."""
    return open_promises(state, now, lambda promise: promise.subject == subject)


def standing(promise: Promise, now: dt.datetime) -> DuePromise:
    """How a promise stands at an instant."""
    left = int((promise.by - now).total_seconds())
    soon = ClockState.SOON if left <= SOON_SECONDS else ClockState.DUE
    return DuePromise(promise, ClockState.OVERDUE if left < 0 else soon, left)

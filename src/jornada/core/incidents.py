"""The unforeseen: kinds, severities, response clocks and the steps of an incident's life.

Source of kinds, severities, floors and targets: the table of `DOMAIN.md`, "Incidents"; the targets
are proposals that the configuration may change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from jornada.core import intents as do
from jornada.core.state import Incident, IncidentStatus, State

CRITICAL, HIGH, MEDIUM, LOW = 1, 2, 3, 4
SEVERITIES = (CRITICAL, HIGH, MEDIUM, LOW)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of incident. `floor` is the least severity it may have; a plain interruption has no clock."""

    key: str
    floor: int = LOW
    has_clock: bool = True


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("complaint"),
        Kind("negative-mentions"),
        Kind("abuse"),
        Kind("misinformation"),
        Kind("impersonation"),
        Kind("outage"),
        Kind("mistaken-post", floor=HIGH),
        Kind("clash"),
        Kind("leak", floor=CRITICAL),
        Kind("compromise", floor=CRITICAL),
        Kind("press", floor=HIGH),
        Kind("legal"),
        Kind("safety", floor=CRITICAL),
        Kind("client-request", has_clock=False),
        Kind("tool-failure", has_clock=False),
        Kind("other", has_clock=False),
    )
}


@dataclass(frozen=True, slots=True)
class Target:
    """What is expected of one severity: minutes to the first response, minutes between updates
    (`None`: no updates), and whether the clock runs on the wall or in working hours."""

    first_response_minutes: int
    update_minutes: int | None
    clock: Literal["wall", "working"]


Targets = Mapping[int, Target]

DEFAULT_TARGETS: Targets = {
    CRITICAL: Target(15, 60, "wall"),
    HIGH: Target(30, 120, "wall"),
    MEDIUM: Target(60, 240, "working"),
    LOW: Target(240, None, "working"),
}


class Hours(Protocol):
    """Counts in working hours."""

    def add(self, start: dt.datetime, seconds: int) -> dt.datetime: ...

    def seconds_between(self, start: dt.datetime, end: dt.datetime) -> int: ...


def severity_for(kind: str, severity: int | None) -> int | None:
    """The severity raised to the floor of its kind. Without a clock, or unclassified: as it is."""
    known = KINDS.get(kind)
    if known is None or not known.has_clock:
        return severity
    if severity is None:
        return known.floor if known.floor < LOW else None
    return min(severity, known.floor)


class ClockState(StrEnum):
    """How much of a clock is left: `SOON` is its last quarter."""

    DUE = "due"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The first response an incident is owed: by when, and how it stands now."""

    incident: str
    due: dt.datetime
    state: ClockState
    seconds_left: int


def awaits_response(incident: Incident) -> bool:
    """Whether a first response is owed: it has a severity, is not answered yet and not over.

    A plain interruption gets no severity unless a person gives it one.
    """
    return incident.severity is not None and incident.responded is None and incident.is_open


def first_response_due(incident: Incident, targets: Targets, hours: Hours) -> dt.datetime | None:
    """When the first response is due, counted from detection; `None` where no clock runs."""
    if not awaits_response(incident) or incident.severity is None:
        return None
    target = targets.get(incident.severity)
    if target is None:
        return None
    seconds = target.first_response_minutes * 60
    if target.clock == "working":
        return hours.add(incident.detected, seconds)
    return incident.detected + dt.timedelta(seconds=seconds)


def deadline_of(incident: Incident, targets: Targets, hours: Hours, now: dt.datetime) -> Deadline | None:
    """The incident's deadline. `seconds_left` is counted on the wall, negative when overdue."""
    due = first_response_due(incident, targets, hours)
    if due is None or incident.severity is None:
        return None
    left = int((due - now).total_seconds())
    quarter = targets[incident.severity].first_response_minutes * 60 / 4
    if left < 0:
        state = ClockState.OVERDUE
    elif hours_left(due, now, targets[incident.severity], hours) <= quarter:
        state = ClockState.SOON
    else:
        state = ClockState.DUE
    return Deadline(incident.id, due, state, left)


def hours_left(due: dt.datetime, now: dt.datetime, target: Target, hours: Hours) -> int:
    """Seconds left as the clock counts them."""
    if target.clock == "working":
        return hours.seconds_between(now, due)
    return int((due - now).total_seconds())


def deadlines(state: State, targets: Targets, hours: Hours, now: dt.datetime) -> tuple[Deadline, ...]:
    """The deadlines of all open incidents, the nearest first."""
    found = (deadline_of(state.incidents[key], targets, hours, now) for key in state.open_incidents)
    return tuple(sorted((d for d in found if d is not None), key=lambda d: d.due))


def in_order(incidents: Iterable[Incident], due: Mapping[str, Deadline]) -> tuple[Incident, ...]:
    """Open ones by nearest deadline, then those without one by severity and age; closed ones newest first."""

    def place(incident: Incident) -> tuple[int, float, int, float]:
        if not incident.is_open:
            closed = incident.resolved or incident.opened
            return (2, -closed.timestamp(), 0, 0)
        deadline = due.get(incident.id)
        if deadline is None:
            return (1, incident.severity or LOW + 1, 0, incident.opened.timestamp())
        return (0, deadline.due.timestamp(), incident.severity or 0, 0)

    return tuple(sorted(incidents, key=place))


Step = Literal["acknowledge", "respond", "contain", "resolve"]

STEP_INTENTS: Mapping[Step, type[do.IncidentStep]] = {
    "acknowledge": do.IncidentAcknowledge,
    "respond": do.IncidentRespond,
    "contain": do.IncidentContain,
    "resolve": do.IncidentResolve,
}


def next_step(incident: Incident) -> Step | None:
    """The next step of its life. Containing is a step of S1 and S2; what has no clock is just resolved."""
    if not incident.is_open:
        return None
    if incident.severity is None:
        return "resolve"
    if incident.status is IncidentStatus.OPEN:
        return "acknowledge"
    if incident.responded is None:
        return "respond"
    if incident.status is not IncidentStatus.CONTAINED and incident.severity <= HIGH:
        return "contain"
    return "resolve"

"""The unforeseen: kinds, severities, response clocks and the steps of an incident's life.

Source of kinds, severities, floors and targets: the table of `DOMAIN.md`, "Incidents"; the targets
are proposals that the configuration may change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Literal, Protocol

from jornada.core import intents as do
from jornada.core.dataclass import dataclass, field
from jornada.core.state import Incident, IncidentStatus, State
from jornada.core.workflow import ResponseTarget

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


@dataclass(frozen=True, slots=True)
class TargetBook:
    """The targets of every brand: the general ones, and what the workflow changes of them. What it says
    of a brand counts before what it says of all."""

    general: Targets = field(default_factory=lambda: DEFAULT_TARGETS)
    changes: tuple[ResponseTarget, ...] = ()

    def of(self, brand: str) -> Targets:
        """The targets for incidents of that brand, or of none where it is empty."""
        found = dict(self.general)
        for change in sorted(self.changes, key=lambda change: bool(change.brand)):
            if change.brand in ("", brand) and change.severity in found:
                found[change.severity] = _changed(found[change.severity], change)
        return found


def _changed(target: Target, change: ResponseTarget) -> Target:
    response, update, clock = change.first_response_minutes, change.update_minutes, change.clock
    return Target(
        target.first_response_minutes if response is None else response,
        target.update_minutes if update is None else update or None,
        clock or target.clock,
    )


AUTHORITY_NOTICE_MINUTES = 72 * 60
"""A leak of personal data is to be notified within 72 hours of having become aware of it (GDPR, 33)."""
POST_MORTEM_MINUTES = 48 * 60
AUTHORITY_STEP = "authority-notice"
"""The step of a leak's checklist that ends its 72 hours."""


class Hours(Protocol):
    """Counts in working hours."""

    def add(self, start: dt.datetime, seconds: int) -> dt.datetime:
        """The instant at which so many seconds of these hours have passed since `start`."""

    def seconds_between(self, start: dt.datetime, end: dt.datetime) -> int:
        """Seconds of these hours from one instant to the other; 0 where the end comes first."""


def severity_for(kind: str, severity: int | None) -> int | None:
    """The severity raised to the floor of its kind. Without a clock, or unclassified: as it is."""
    known = KINDS.get(kind)
    if known is None or not known.has_clock:
        return severity
    if severity is None:
        return known.floor if known.floor < LOW else None
    return min(severity, known.floor)


def is_worse(severity: int | None, than: int | None) -> bool:
    """Whether a severity asks for more than another; any does that was none before."""
    return severity is not None and (than is None or severity < than)


def steps_taken(incident: Incident) -> tuple[dt.datetime, ...]:
    """The instants of all that was done about it, in no order."""
    stamps = (
        incident.acknowledged,
        incident.responded,
        incident.answered,
        incident.contained,
        incident.resolved,
        incident.reviewed,
        incident.reopened,
        incident.monitored,
        incident.posts_paused,
        incident.posts_resumed,
    )
    told = (note.at for note in incident.notified)
    return (*(stamp for stamp in stamps if stamp is not None), *incident.updates, *told)


class ClockState(StrEnum):
    """How much of a clock is left: `SOON` is its last quarter."""

    DUE = "due"
    SOON = "soon"
    OVERDUE = "overdue"


class ClockKind(StrEnum):
    """What an incident is owed."""

    FIRST_RESPONSE = "first_response"
    NEXT_UPDATE = "next_update"
    AUTHORITY_NOTICE = "authority_notice"
    POST_MORTEM = "post_mortem"


@dataclass(frozen=True, slots=True)
class Deadline:
    """What an incident is owed by when, and how it stands now. `seconds_left` is counted on the wall,
    negative when overdue."""

    incident: str
    due: dt.datetime
    state: ClockState
    seconds_left: int
    clock: ClockKind = ClockKind.FIRST_RESPONSE


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of an incident: it runs from `start` to `due`, in working hours or on the wall."""

    kind: ClockKind
    start: dt.datetime
    due: dt.datetime
    working: bool = False


def awaits_response(incident: Incident) -> bool:
    """Whether a first response is owed: it has a severity, is not answered in its present life, not over
    and not only watched.

    A plain interruption gets no severity unless a person gives it one.
    """
    return (
        incident.severity is not None
        and incident.answered is None
        and incident.is_open
        and incident.monitored is None
    )


def awaits_post_mortem(incident: Incident) -> bool:
    """Whether somebody has yet to look back on it: critical and high ones that are over."""
    return (
        incident.status is IncidentStatus.RESOLVED
        and incident.severity is not None
        and incident.severity <= HIGH
    )


def awaits_authority_notice(incident: Incident) -> bool:
    """Whether the 72 hours of a leak run: until their step is ticked, over or not, but not for ever."""
    return (
        incident.kind == "leak"
        and AUTHORITY_STEP not in incident.checked
        and incident.status is not IncidentStatus.REVIEWED
    )


def _response_clock(incident: Incident, targets: Targets, hours: Hours) -> Clock | None:
    """Runs from detection, or from when it was reopened."""
    target = _target(incident, targets)
    if target is None or not awaits_response(incident):
        return None
    return _clock(ClockKind.FIRST_RESPONSE, incident.since, target.first_response_minutes, target, hours)


def _update_clock(incident: Incident, targets: Targets, hours: Hours) -> Clock | None:
    """Runs from the newest word sent. What was promised counts before the target."""
    answered, target = incident.answered, _target(incident, targets)
    if target is None or answered is None or not incident.is_open or incident.monitored is not None:
        return None
    sent = max((answered, *incident.updates))
    if incident.next_update is not None:
        return Clock(ClockKind.NEXT_UPDATE, sent, incident.next_update)
    if target.update_minutes is None:
        return None
    return _clock(ClockKind.NEXT_UPDATE, sent, target.update_minutes, target, hours)


def next_word_due(incident: Incident, targets: Targets, hours: Hours, now: dt.datetime) -> dt.datetime | None:
    """By when a word that goes out now promises the next one: what was promised already, else when the
    next update is due, or will be once this one is out. `None` where no updates are owed."""
    if incident.next_update is not None and incident.next_update > now:
        return incident.next_update
    running = _update_clock(incident, targets, hours)
    if running is not None and running.due > now:
        return running.due
    target = _target(incident, targets)
    if target is None or target.update_minutes is None:
        return None
    return _clock(ClockKind.NEXT_UPDATE, now, target.update_minutes, target, hours).due


def _target(incident: Incident, targets: Targets) -> Target | None:
    return targets.get(incident.severity) if incident.severity is not None else None


def _clock(kind: ClockKind, start: dt.datetime, minutes: int, target: Target, hours: Hours) -> Clock:
    if target.clock == "working":
        return Clock(kind, start, hours.add(start, minutes * 60), working=True)
    return Clock(kind, start, start + dt.timedelta(minutes=minutes))


def clocks_of(incident: Incident, targets: Targets, hours: Hours) -> tuple[Clock, ...]:
    """The clocks that run for an incident, the nearest first. `targets` are those of its brand."""
    found = [_response_clock(incident, targets, hours), _update_clock(incident, targets, hours)]
    if awaits_authority_notice(incident):
        found.append(_wall(ClockKind.AUTHORITY_NOTICE, incident.detected, AUTHORITY_NOTICE_MINUTES))
    if awaits_post_mortem(incident) and incident.resolved is not None:
        found.append(_wall(ClockKind.POST_MORTEM, incident.resolved, POST_MORTEM_MINUTES))
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.due))


def _wall(kind: ClockKind, start: dt.datetime, minutes: int) -> Clock:
    return Clock(kind, start, start + dt.timedelta(minutes=minutes))


def deadlines_of(
    incident: Incident, targets: Targets, hours: Hours, now: dt.datetime
) -> tuple[Deadline, ...]:
    """All that an incident is owed, the nearest first."""
    return tuple(
        Deadline(
            incident.id,
            clock.due,
            _state(clock, hours, now),
            int((clock.due - now).total_seconds()),
            clock.kind,
        )
        for clock in clocks_of(incident, targets, hours)
    )


def _state(clock: Clock, hours: Hours, now: dt.datetime) -> ClockState:
    if now > clock.due:
        return ClockState.OVERDUE
    seconds = hours.seconds_between if clock.working else _seconds_between
    whole, left = seconds(clock.start, clock.due), seconds(now, clock.due)
    return ClockState.SOON if left * 4 <= whole else ClockState.DUE


def _seconds_between(start: dt.datetime, end: dt.datetime) -> int:
    return int((end - start).total_seconds())


def deadlines(state: State, book: TargetBook, hours: Hours, now: dt.datetime) -> tuple[Deadline, ...]:
    """The nearest deadline of each incident that is owed something, the nearest first."""
    nearest = {each.incident: each for each in reversed(all_deadlines(state, book, hours, now))}
    return tuple(sorted(nearest.values(), key=lambda each: each.due))


def all_deadlines(state: State, book: TargetBook, hours: Hours, now: dt.datetime) -> tuple[Deadline, ...]:
    """Every deadline of every incident, the nearest first."""
    found: list[Deadline] = []
    for key in (*state.open_incidents, *state.unreviewed):
        incident = state.incidents[key]
        found.extend(deadlines_of(incident, book.of(incident.brand), hours, now))
    return tuple(sorted(found, key=lambda each: each.due))


def in_order(incidents: Iterable[Incident], due: Mapping[str, Deadline]) -> tuple[Incident, ...]:
    """What is owed something by nearest deadline, then open ones without one by severity and age; closed ones
    newest first. A post-mortem that is owed comes after all that is open, unless it is near its end."""

    def place(incident: Incident) -> tuple[int, float, int, float]:
        if not incident.is_open:
            owed = due.get(incident.id)
            if owed is not None and owed.state is not ClockState.DUE:
                return (0, owed.due.timestamp(), incident.severity or 0, 0)
            closed = incident.resolved or incident.opened
            return (2, -closed.timestamp(), 0, 0)
        deadline = due.get(incident.id)
        if deadline is None:
            return (1, incident.severity or LOW + 1, 0, incident.opened.timestamp())
        return (0, deadline.due.timestamp(), incident.severity or 0, 0)

    return tuple(sorted(incidents, key=place))


Step = Literal["acknowledge", "respond", "contain", "resolve", "review"]

STEP_INTENTS: Mapping[Step, type[do.IncidentStep]] = {
    "acknowledge": do.IncidentAcknowledge,
    "respond": do.IncidentRespond,
    "contain": do.IncidentContain,
    "resolve": do.IncidentResolve,
    "review": do.IncidentReview,
}


def next_step(incident: Incident) -> Step | None:
    """The next step of its life. Containing is a step of S1 and S2, and so is looking back on it; what has no
    clock, or is only watched, is just resolved."""
    if not incident.is_open:
        return "review" if awaits_post_mortem(incident) else None
    if incident.severity is None or incident.monitored is not None:
        return "resolve"
    if incident.status is IncidentStatus.OPEN:
        return "acknowledge"
    if incident.answered is None:
        return "respond"
    if incident.contained is None and incident.severity <= HIGH:
        return "contain"
    return "resolve"


def in_crisis(incident: Incident) -> bool:
    """Whether it takes the day over: critical or high, open and not contained."""
    return (
        incident.is_open
        and incident.severity is not None
        and incident.severity <= HIGH
        and incident.contained is None
        and incident.monitored is None
    )

"""What whoever takes over needs to know: open incidents, promises, what runs and waits, what is left.

It holds only what may be told. A hand-over for one brand has nothing of another, nor what belongs to no
brand: a nameless interruption may be any brand's. A public one has no notes, no evidence, nobody who was
told, no names of people inside or of authors, no minutes, and nothing of what is only owed inside: the
post-mortem and the notice to an authority. What is left out is not in the value at
all, so that no text made of it can give it away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.core.calendar import local_date
from jornada.core.dataclass import dataclass, replace
from jornada.core.incidents import ClockKind, ClockState, Deadline, Step, next_step
from jornada.core.plan import DayView, QueueRow, Status
from jornada.core.promises import open_promises
from jornada.core.state import Incident, IncidentStatus, Note, State

NOTED = ("incident.note", "incident.update")
"""The lines of a timeline that say in words how it stands."""
INSIDE = (ClockKind.AUTHORITY_NOTICE, ClockKind.POST_MORTEM)
NEWEST_NOTES = 3
"""So many notes of an incident are handed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIncident:
    """An incident as it is handed over; what is not told is empty."""

    id: str
    title: str
    kind: str
    severity: int | None
    status: IncidentStatus
    brand: str
    channel: str
    link: str
    since: dt.datetime
    next: Step | None
    clocks: tuple[Deadline, ...]
    monitored: bool = False
    posts_paused: bool = False
    owner: str = ""
    evidence: str = ""
    notified: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPromise:
    """An answer that somebody still waits for, and about what."""

    who: str
    by: dt.datetime
    state: ClockState
    seconds_left: int
    about: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedTask:
    """A task that is left; `minutes` are those it still needs, `carried_from` the day it was left on."""

    id: str
    title: str
    brand: str
    block: str
    keep: bool
    started: bool
    carried_from: dt.date | None = None
    milestone: str = ""
    due: dt.datetime | None = None
    minutes: int | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedWork:
    """What runs, or what waits for an incident to pass. `title` is empty where it has none, `incident`
    the one it waits for, where that may be told."""

    title: str
    is_incident: bool
    brand: str = ""
    incident: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """All of it at an instant. `brand` and `public` say what was left out; `reviews` are over and are owed
    a post-mortem or a notice."""

    now: dt.datetime
    brand: str = ""
    public: bool = False
    incidents: tuple[HandedIncident, ...] = ()
    reviews: tuple[HandedIncident, ...] = ()
    promises: tuple[HandedPromise, ...] = ()
    running: HandedWork | None = None
    parked: tuple[HandedWork, ...] = ()
    tasks: tuple[HandedTask, ...] = ()
    done: int = 0


def handover(
    state: State,
    view: DayView,
    deadlines: Sequence[Deadline],
    incidents: Sequence[Incident],
    *,
    brand: str = "",
    public: bool = False,
) -> Handover:
    """The hand-over at the instant of `view`, which holds all rows of today. `deadlines` are all of them,
    `incidents` those to hand over, in the order to tell them."""
    made = _Making(state, view, deadlines, brand, public)
    rows = [row for row in view.rows if made.tells(row.item.brand)]
    return Handover(
        now=view.now,
        brand=brand,
        public=public,
        incidents=tuple(made.incident(each) for each in incidents if each.is_open and made.tells(each.brand)),
        reviews=tuple(
            made.incident(each)
            for each in incidents
            if not each.is_open and not public and made.tells(each.brand)
        ),
        promises=made.promises(),
        running=made.running(),
        parked=made.parked(),
        tasks=tuple(made.task(row) for row in rows if row.item.is_open),
        done=sum(1 for row in rows if row.status is Status.DONE),
    )


@dataclass(frozen=True, slots=True)
class _Making:
    state: State
    view: DayView
    deadlines: Sequence[Deadline]
    brand: str
    public: bool

    def tells(self, brand: str) -> bool:
        return not self.brand or brand == self.brand

    def incident(self, incident: Incident) -> HandedIncident:
        told = HandedIncident(
            id=incident.id,
            title=incident.title,
            kind=incident.kind,
            severity=incident.severity,
            status=incident.status,
            brand=incident.brand,
            channel=incident.channel,
            link=incident.link,
            since=incident.detected,
            next=next_step(incident),
            clocks=tuple(
                each
                for each in self.deadlines
                if each.incident == incident.id and not (self.public and each.clock in INSIDE)
            ),
            monitored=incident.monitored is not None,
            posts_paused=incident.has_posts_paused,
        )
        if self.public:
            return told
        return replace(
            told,
            owner=incident.owner,
            evidence=incident.evidence,
            notified=incident.notified,
            notes=tuple(
                Note(entry.at, entry.text) for entry in incident.timeline if entry.do in NOTED and entry.text
            )[-NEWEST_NOTES:],
            minutes=self.state.seconds_on(incident.id, self.view.now) // 60,
        )

    def promises(self) -> tuple[HandedPromise, ...]:
        found = []
        for due in open_promises(self.state, self.view.now):
            promise = due.promise
            if self.tells(self._brand_of(promise.subject)):
                found.append(
                    HandedPromise(
                        who=promise.who,
                        by=promise.by,
                        state=due.state,
                        seconds_left=due.seconds_left,
                        about=self.state.subject_title(promise.subject),
                        text="" if self.public else promise.text,
                    )
                )
        return tuple(found)

    def running(self) -> HandedWork | None:
        session = self.state.running_session
        if session is None or session.is_break:
            return None
        return self._work(session.task or session.incident)

    def parked(self) -> tuple[HandedWork, ...]:
        """The work that waits, what was parked last first."""
        found = []
        for key in reversed(self.state.parked):
            incident = self.state.incidents[key]
            waits = incident.interrupted_task or incident.interrupted_incident
            work = self._work(waits) if waits else None
            if work is not None:
                by = incident.title if self.tells(incident.brand) else ""
                found.append(replace(work, incident=by))
        return tuple(found)

    def _work(self, subject: str) -> HandedWork | None:
        brand = self._brand_of(subject)
        if not self.tells(brand):
            return None
        spent = self.state.seconds_on(subject, self.view.now) // 60
        return HandedWork(
            title=self.state.subject_title(subject),
            is_incident=subject in self.state.incidents,
            brand=brand,
            minutes=None if self.public else spent,
        )

    def task(self, row: QueueRow) -> HandedTask:
        item = row.item
        told = HandedTask(
            id=item.id,
            title=item.title,
            brand=item.brand,
            block=item.block,
            keep=item.keep,
            started=row.spent_minutes > 0,
            carried_from=row.carried_from,
            milestone=item.milestone,
            due=row.due,
        )
        if self.public:
            return told
        fresh = (note for note in item.notes if local_date(note.at, self.view.zone) == self.view.date)
        return replace(told, minutes=row.left_minutes, notes=tuple(fresh))

    def _brand_of(self, subject: str) -> str:
        item, incident = self.state.items.get(subject), self.state.incidents.get(subject)
        return item.brand if item else incident.brand if incident else ""

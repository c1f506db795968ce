"""Incidents, and the steps of their life."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from jornada.core.dataclass import dataclass
from jornada.core.intents.base import Intent, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpen(Intent):
    """Something unforeseen is logged. No timer runs for it yet."""

    do: ClassVar[str] = "incident.open"
    title: str
    kind: str = "other"
    severity: Severity | None = None
    brand: str = ""
    channel: str = ""
    link: str = ""
    author: str = ""
    reach: int | None = None
    evidence: str = ""
    occurred: dt.datetime | None = None
    detected: dt.datetime | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEdit(Intent):
    """Name, classify or correct an incident. `None` leaves a field, `""` clears it.

    `next_update` is when the next update is promised for, where that is not what the targets say.
    """

    do: ClassVar[str] = "incident.edit"
    incident: str
    title: str | None = None
    kind: str | None = None
    severity: Severity | None = None
    brand: str | None = None
    channel: str | None = None
    link: str | None = None
    author: str | None = None
    reach: int | None = None
    evidence: str | None = None
    occurred: dt.datetime | None = None
    detected: dt.datetime | None = None
    owner: str | None = None
    statement: str | None = None
    approved_by: str | None = None
    next_update: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentStep(Intent):
    """What the steps of an incident's life share. `when` is the earlier instant it was taken at, where
    that is not the record's."""

    incident: str
    when: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentAcknowledge(IncidentStep):
    """Somebody has seen it. The first-response clock runs on."""

    do: ClassVar[str] = "incident.acknowledge"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRespond(IncidentStep):
    """The first response went out; its clock stops."""

    do: ClassVar[str] = "incident.respond"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentContain(IncidentStep):
    """It no longer spreads."""

    do: ClassVar[str] = "incident.contain"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentResolve(IncidentStep):
    """It is over; if its timer ran, it ends."""

    do: ClassVar[str] = "incident.resolve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a post-mortem asks for: by whom, and by when."""

    text: str
    owner: str = ""
    due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReview(IncidentStep):
    """It was looked back on, and is closed. Critical and high ones need the post-mortem: what worked,
    what did not, the root cause. `severity` is what it turned out to be."""

    do: ClassVar[str] = "incident.review"
    worked: str = ""
    failed: str = ""
    cause: str = ""
    lesson: str = ""
    severity: Severity | None = None
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMonitor(IncidentStep):
    """It is only watched (a troll): no answer is owed."""

    do: ClassVar[str] = "incident.monitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentUpdate(IncidentStep):
    """Those who wait were told how it stands; the next-update clock starts again. `next_update` is when
    the next one was promised for, where that is not what the targets say."""

    do: ClassVar[str] = "incident.update"
    text: str = ""
    next_update: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNotify(IncidentStep):
    """Somebody inside was told."""

    do: ClassVar[str] = "incident.notify"
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPausePosts(IncidentStep):
    """The scheduled posts are paused; with `paused` false they go out again."""

    do: ClassVar[str] = "incident.pause_posts"
    paused: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCheck(IncidentStep):
    """A step of its checklist is taken; with `done` false it is not, after all."""

    do: ClassVar[str] = "incident.check"
    step: str
    done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReopen(IncidentStep):
    """It is back: open again, an answer is owed anew, all that was stamped before stays in its timeline."""

    do: ClassVar[str] = "incident.reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSeverity(IncidentStep):
    """It is worse, or less bad, than was thought."""

    do: ClassVar[str] = "incident.severity"
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNote(IncidentStep):
    """A line in the incident's timeline."""

    do: ClassVar[str] = "incident.note"
    text: str

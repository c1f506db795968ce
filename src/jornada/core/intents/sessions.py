"""Time: breaks, entries, what was interrupted and taken up again. Of tasks the timer is among the tasks."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from jornada.core.dataclass import dataclass
from jornada.core.intents.base import Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakStart(Intent):
    """A pause: what runs ends, the break's own session begins."""

    do: ClassVar[str] = "break.start"
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakStop(Intent):
    """The break is over."""

    do: ClassVar[str] = "break.stop"
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLog(Intent):
    """Time spent earlier, entered afterwards, on a task or an incident; without either it was a break. With
    `cut` other sessions make room for it."""

    do: ClassVar[str] = "time.log"
    start: dt.datetime
    end: dt.datetime
    task: str = ""
    incident: str = ""
    note: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEdit(Intent):
    """A session is corrected. `None` leaves a value; a task or an incident takes the place of what it was
    about, both empty make it a break. With `cut` the others make room."""

    do: ClassVar[str] = "time.edit"
    session: str
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    task: str | None = None
    incident: str | None = None
    note: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSplit(Intent):
    """A session becomes two; the record's id is the second one's. It is about the same, unless a task or
    an incident is given, both empty for a break; `end` ends it where it still ran."""

    do: ClassVar[str] = "time.split"
    session: str
    when: dt.datetime
    task: str | None = None
    incident: str | None = None
    end: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeJoin(Intent):
    """Two sessions become one: the earlier, up to the end of the later; what was between counts too."""

    do: ClassVar[str] = "time.join"
    session: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeDrop(Intent):
    """A session is taken out of the account."""

    do: ClassVar[str] = "time.drop"
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupt(Intent):
    """Something came up: what runs is parked, an incident opens and its own timer runs.

    The record's id is the incident's and the session's. It may stay nameless until classified. `when` is
    the earlier instant it began at, where that is told afterwards.
    """

    do: ClassVar[str] = "interrupt"
    title: str = ""
    ends: str = ""
    parks: str = ""
    when: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Intent):
    """Back to the work that `incident` interrupted: a task, or an outer incident."""

    do: ClassVar[str] = "resume"
    incident: str
    ends: str = ""

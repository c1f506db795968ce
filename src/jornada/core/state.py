"""The state of all days: what the records of the journal add up to. Values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from jornada.core.dataclass import dataclass, field
from jornada.core.entities import (
    Anchor,
    BrandWeek,
    Closing,
    Day,
    Done,
    Entry,
    Idea,
    IdeaState,
    Incident,
    IncidentStatus,
    Item,
    ItemState,
    Note,
    Notice,
    NoticeKind,
    PostMark,
    PostMortem,
    PostState,
    Promise,
    ReportTexts,
    Session,
    WeekSums,
)
from jornada.core.layers import values_of

__all__ = [
    "LONG_DAYS",
    "ZONES_APART",
    "Anchor",
    "BrandWeek",
    "Closing",
    "Day",
    "Done",
    "Entry",
    "Idea",
    "IdeaState",
    "Incident",
    "IncidentStatus",
    "Item",
    "ItemState",
    "Note",
    "Notice",
    "NoticeKind",
    "PostMark",
    "PostMortem",
    "PostState",
    "Promise",
    "ReportTexts",
    "Session",
    "State",
    "WeekSums",
    "sessions_between",
]


_Value = TypeVar("_Value")

ZONES_APART = 2
"""So many days at most is the date of an instant in one zone from that in another."""
LONG_DAYS = 400
"""From here on it is quicker to look at which dates there are."""


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything, by id.

    `begun` has the first day of each workflow, by its name. `on_date` lists the items of a day,
    `planned_on` those that were planned for it, `of_subject` the sessions of a task or incident, `kept` the
    open items that stay until done, `closed_on` the items that were closed on a day (that of the offset
    they were closed at). No session that has ended lasted longer than `longest`; `running` is the session
    that runs. `incidents_on` lists the incidents that were opened, detected or resolved on a day.
    `unreviewed` are the resolved incidents that are owed a post-mortem or a notice, `follow_ups` the tasks
    that follow up an incident; `parked` are the incidents whose interrupted work waits, innermost last;
    `open_ideas` and `open_promises` those nothing has become of yet, as they came; `posts` is what was said
    last of a post, by its key in the editorial calendar; `closings` are how days were closed; `kpis` the
    figures that were typed in, by measure, `report_notes` what is said in a report. `undoable` and
    `redoable` hold each device's next action to undo or redo. `weeks` are sums that were kept of weeks by
    their Mondays, derived and perhaps outdated: `core.week_sums` tells which hold."""

    workflow: str = ""
    days: Mapping[dt.date, Day] = field(default_factory=dict)
    begun: Mapping[str, dt.date] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    on_date: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict)
    planned_on: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    closed_on: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict)
    sessions: Mapping[str, Session] = field(default_factory=dict)
    of_subject: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starts_on: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict)
    longest: dt.timedelta = dt.timedelta()
    running: str = ""
    incidents: Mapping[str, Incident] = field(default_factory=dict)
    incidents_on: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict)
    open_incidents: tuple[str, ...] = ()
    unreviewed: tuple[str, ...] = ()
    follow_ups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parked: tuple[str, ...] = ()
    ideas: Mapping[str, Idea] = field(default_factory=dict)
    open_ideas: tuple[str, ...] = ()
    promises: Mapping[str, Promise] = field(default_factory=dict)
    open_promises: tuple[str, ...] = ()
    posts: Mapping[str, PostMark] = field(default_factory=dict)
    closings: Mapping[dt.date, Closing] = field(default_factory=dict)
    kpis: Mapping[BrandWeek, Mapping[str, float]] = field(default_factory=dict)
    report_notes: Mapping[BrandWeek, ReportTexts] = field(default_factory=dict)
    undoable: Mapping[str, Done] = field(default_factory=dict)
    redoable: Mapping[str, Done] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    weeks: Mapping[dt.date, WeekSums] = field(default_factory=dict, compare=False, repr=False)

    @property
    def running_session(self) -> Session | None:
        """The session that runs; `None` where none does."""
        return self.sessions.get(self.running) if self.running else None

    def items_on(self, first: dt.date, last: dt.date) -> Iterator[Item]:
        """The items that are on these dates now."""
        return _listed(self.items, self.on_date, _dates(self.on_date, first, last))

    def items_planned(self, first: dt.date, last: dt.date) -> Iterator[Item]:
        """The items that were planned for these dates, whatever day they are on now."""
        return _listed(self.items, self.planned_on, _dates(self.planned_on, first, last))

    def sessions_near(self, begins: dt.datetime, ends: dt.datetime) -> Iterator[Session]:
        """All sessions that share time with the span, the one that runs among them, and some others."""
        return sessions_between(self, begins, ends)

    def incidents_near(self, first: dt.date, last: dt.date) -> Iterator[Incident]:
        """All incidents that were opened, detected or resolved on these dates, in any zone; some others."""
        near = _dates(self.incidents_on, _away(first, -ZONES_APART), _away(last, ZONES_APART))
        return _listed(self.incidents, self.incidents_on, near)

    def seconds_on(self, subject: str, now: dt.datetime) -> int:
        """Seconds spent on a task or incident, the running session up to `now`."""
        return sum(self.sessions[key].seconds(now) for key in self.of_subject.get(subject, ()))

    def subject_title(self, subject: str) -> str:
        """The title of a task or incident; empty where it is nameless or not known."""
        item = self.items.get(subject)
        if item:
            return item.title
        incident = self.incidents.get(subject)
        return incident.title if incident else ""


class _HasSessions(Protocol):
    """What a state and one that is being folded have alike."""

    @property
    def sessions(self) -> Mapping[str, Session]: ...
    @property
    def starts_on(self) -> Mapping[dt.date, tuple[str, ...]]: ...
    @property
    def longest(self) -> dt.timedelta: ...
    @property
    def running(self) -> str: ...


def sessions_between(state: _HasSessions, begins: dt.datetime, ends: dt.datetime) -> Iterator[Session]:
    """All sessions that share time with the span, the one that runs among them, and some others; once each,
    by the date of their start."""
    first = _away(begins.date(), -(state.longest.days + 1 + ZONES_APART))
    running = state.sessions.get(state.running)
    if running is not None and running.start.date() < first:
        yield running
    near = _dates(state.starts_on, first, _away(ends.date(), ZONES_APART))
    yield from _listed(state.sessions, state.starts_on, near)


def _listed(
    values: Mapping[str, _Value], lists: Mapping[dt.date, tuple[str, ...]], dates: Iterable[dt.date]
) -> Iterator[_Value]:
    """What stands in the lists of these dates, each once, in their order; of a year all of it at once."""
    return iter(values_of(values, list(dict.fromkeys(key for date in dates for key in lists.get(date, ())))))


def _away(date: dt.date, days: int) -> dt.date:
    """So many days from a date, as far as there are dates."""
    return dt.date.fromordinal(min(max(1, date.toordinal() + days), dt.date.max.toordinal()))


def _dates(known: Mapping[dt.date, object], first: dt.date, last: dt.date) -> Iterable[dt.date]:
    """The dates of a span, in their order; of one that is longer than all that is known the known ones."""
    days = (last - first).days + 1
    if days > LONG_DAYS:
        return sorted(date for date in known if first <= date <= last)
    return (first + dt.timedelta(days=day) for day in range(days))

"""Time spent: the sessions over a span of dates, cut at midnight, summed by any dimension.

Every second belongs to one session only. Where two overlap (two devices knew nothing of each other),
it belongs to the one that began later, as a timer that is started ends the one that ran; what is left
of the earlier one after that is its own again. So a day never has more time than it is long, and the
sums of every dimension make the same total. A break is not work and is in no sum, but takes its time
from what it overlaps. A session that runs counts up to now.

Dates are those of the zone that is asked for, also where the clock is changed at midnight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from jornada.core import calendar
from jornada.core.dataclass import dataclass
from jornada.core.state import Session, State
from jornada.core.unforeseen import AREA as UNFORESEEN

_Key = TypeVar("_Key")
_ONE_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)


class Dimension(StrEnum):
    """What time is summed by."""

    AREA = "area"
    BRAND = "brand"
    OBJECTIVE = "objective"
    ROLE = "role"
    TASK = "task"
    BLOCK = "block"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a piece of time is of: a key for each dimension, empty where it has none.

    `task` is the key of the workflow's task, so that its days add up; of a task of one's own, and of an
    incident, it is the id.
    """

    area: str = ""
    brand: str = ""
    objective: str = ""
    role: str = ""
    task: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A piece of a session within one day, or all of it, in the local time of that day. `subject` is the id
    of its item or incident."""

    session: str
    subject: str
    date: dt.date
    start: dt.datetime
    end: dt.datetime
    facts: Facts
    is_incident: bool = False

    @property
    def seconds(self) -> int:
        """Its length in whole seconds."""
        return (self.end - self.start) // _SECOND

    def key(self, dimension: Dimension) -> str:
        """Its key in a dimension; the date in ISO form."""
        if dimension is Dimension.DATE:
            return self.date.isoformat()
        return str(getattr(self.facts, dimension))


@dataclass(frozen=True, slots=True)
class Spending:
    """The work over a span of dates, in the order it was done."""

    spells: tuple[Spell, ...] = ()

    @property
    def seconds(self) -> int:
        """The length of all of it."""
        return sum(spell.seconds for spell in self.spells)

    @property
    def minutes(self) -> int:
        """The same in whole minutes, rounded down once."""
        return self.seconds // 60

    def seconds_by(self, dimension: Dimension) -> Mapping[str, int]:
        """Seconds by key; what has no key in the dimension is under the empty one."""
        sums: dict[str, int] = {}
        for spell in self.spells:
            key = spell.key(dimension)
            sums[key] = sums.get(key, 0) + spell.seconds
        return sums

    def by(self, dimension: Dimension) -> Mapping[str, int]:
        """Whole minutes by key, which make `minutes` in sum."""
        return whole_minutes(self.seconds_by(dimension))

    def only(self, keep: Callable[[Spell], bool]) -> Spending:
        """The spells that `keep` keeps."""
        return Spending(tuple(spell for spell in self.spells if keep(spell)))

    def of(self, dimension: Dimension, key: str) -> Spending:
        """What has that key."""
        return self.only(lambda spell: spell.key(dimension) == key)

    def between(self, first: dt.date, last: dt.date) -> Spending:
        """The work of these dates, both included."""
        return self.only(lambda spell: first <= spell.date <= last)


def whole_minutes(seconds: Mapping[_Key, int]) -> Mapping[_Key, int]:
    """Seconds as whole minutes that make the whole minutes of the sum: a minute that is lost in
    rounding down goes to the key nearest to it (largest remainders)."""
    minutes = {key: each // 60 for key, each in seconds.items()}
    lost = sum(seconds.values()) // 60 - sum(minutes.values())
    nearest = sorted(seconds, key=lambda key: (-(seconds[key] % 60), str(key)))
    for key in nearest[:lost]:
        minutes[key] += 1
    return minutes


def spending(state: State, first: dt.date, last: dt.date, zone: dt.tzinfo, now: dt.datetime) -> Spending:
    """The work of the dates from `first` to `last`, both included."""
    if last < first:
        return Spending()
    begins, ends = calendar.midnight(first, zone), _after(last, zone)
    near = [
        session
        for session in state.sessions_near(begins, ends)
        if session.start < ends and (session.end or now) > begins
    ]
    spells: list[Spell] = []
    days = _Days(zone)
    for session, start, end in _apart(near, now):
        if session.is_break:
            continue
        start, end = max(start, begins), min(end, ends)
        if start < end:
            spells.extend(_by_day(state, session, start, end, days))
    return Spending(tuple(spells))


def facts_of(state: State, session: Session) -> Facts:
    """What a session's time is of. An incident's is of the area for the unforeseen."""
    incident = state.incidents.get(session.incident) if session.incident else None
    if incident is not None:
        return Facts(area=UNFORESEEN, brand=incident.brand, task=incident.id)
    item = state.items.get(session.task)
    if item is None:
        return Facts(task=session.task or session.incident)
    return Facts(
        area=item.area,
        brand=item.brand,
        objective=item.objective,
        role=item.role,
        task=item.key or item.id,
        block=item.block,
    )


def _after(date: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """The instant at which a day has ended; the last day of the calendar ends with its last second."""
    if date == dt.date.max:
        return dt.datetime.max.replace(microsecond=0, tzinfo=dt.UTC)
    return calendar.midnight(date + _ONE_DAY, zone)


def _apart(
    sessions: Iterable[Session], now: dt.datetime
) -> Iterator[tuple[Session, dt.datetime, dt.datetime]]:
    """The sessions in pieces that do not overlap, in order, each instant the one's that began last."""
    running: list[tuple[Session, dt.datetime]] = []
    cursor = now
    for session in sorted(sessions, key=lambda each: (each.start, each.id)):
        yield from _until(running, cursor, session.start)
        cursor = session.start
        running.append((session, session.end or now))
    yield from _until(running, cursor, None)


def _until(
    running: list[tuple[Session, dt.datetime]], cursor: dt.datetime, until: dt.datetime | None
) -> Iterator[tuple[Session, dt.datetime, dt.datetime]]:
    """Whose the time from `cursor` on is, up to `until` or to the end of all that run."""
    while running and (until is None or cursor < until):
        session, end = running[-1]
        stop = end if until is None else min(end, until)
        if cursor < stop:
            yield session, cursor, stop
            cursor = stop
        if end <= cursor:
            running.pop()


class _Days:
    """The days of a zone, for instants that mostly follow each other: of a year there are ten thousand."""

    def __init__(self, zone: dt.tzinfo) -> None:
        self._zone = zone
        self._begins = self._ends = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._date = dt.date.min
        self._offset: dt.tzinfo | None = None

    def of(self, instant: dt.datetime) -> tuple[dt.date, dt.datetime]:
        """The local date of an instant, and when that day ends."""
        if not self._begins <= instant < self._ends:
            self._date = calendar.local_date(instant, self._zone)
            self._begins = calendar.midnight(self._date, self._zone)
            self._ends = _after(self._date, self._zone)
            first, last = (calendar.in_zone(each, self._zone).tzinfo for each in (self._begins, self._ends))
            self._offset = first if first == last else None
        return self._date, self._ends

    def local(self, instant: dt.datetime) -> dt.datetime:
        """The instant as local time, with the offset it has then as a fixed one."""
        if self._offset is None or not self._begins <= instant <= self._ends:
            return calendar.in_zone(instant, self._zone)
        return instant if instant.tzinfo == self._offset else instant.astimezone(self._offset)


def _by_day(
    state: State, session: Session, start: dt.datetime, end: dt.datetime, days: _Days
) -> Iterator[Spell]:
    """A piece of a session, cut at every midnight."""
    facts = facts_of(state, session)
    while start < end:
        date, ends = days.of(start)
        stop = min(end, ends)
        yield Spell(
            session=session.id,
            subject=session.task or session.incident,
            date=date,
            start=days.local(start),
            end=days.local(stop),
            facts=facts,
            is_incident=bool(session.incident),
        )
        start = stop

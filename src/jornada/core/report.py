"""Where the time of a span of dates went, against what was planned.

Built on `core.spent` and `core.planned`: every minute belongs to one session, the sums of each dimension
make the same total. What is private (interruptions, stretches of focus, time after hours) is a value of
its own, so that a report for a client is made without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from jornada.core import calendar
from jornada.core.calendar import BlockSpan, Span
from jornada.core.dataclass import dataclass
from jornada.core.planned import Planning, planning
from jornada.core.spent import Dimension, Spell, Spending, spending, whole_minutes
from jornada.core.state import Item, ItemState, State, WeekSums
from jornada.core.week_sums import seconds_by, week_sums
from jornada.core.workflow import Workflow

FOCUS_FROM_MINUTES = 25
"""A stretch of work on one thing, uninterrupted for so long, is focus; a shorter one is a fragment."""
PAUSE_SECONDS = 120
"""A stretch goes on over a shorter pause than this: a timer that was stopped by mistake."""
TREND_WEEKS = 8
_HOUR, _SECOND = dt.timedelta(hours=1), dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A key of a dimension (empty: none) with its planned and its actual minutes."""

    key: str
    planned_minutes: int
    actual_minutes: int

    @property
    def difference_minutes(self) -> int:
        """More than planned; below zero where it was less."""
        return self.actual_minutes - self.planned_minutes


@dataclass(frozen=True)
class Report:
    """The time of the dates from `first` to `last`, both included. Its sums are made once."""

    first: dt.date
    last: dt.date
    spent: Spending
    planned: Planning

    @cached_property
    def actual_minutes(self) -> int:
        """All the time that was spent."""
        return self.spent.minutes

    @cached_property
    def planned_minutes(self) -> int:
        """All the time that was planned, without the reserve."""
        return self.planned.minutes

    @property
    def incident_minutes(self) -> int:
        """Of the time that was spent what incidents took."""
        return self.spent.only(lambda spell: spell.is_incident).minutes

    def by(self, dimension: Dimension) -> tuple[ReportLine, ...]:
        """Planned and actual by key, the most actual time first; the sums are those of the report."""
        actual, planned = self.spent.by(dimension), self.planned.by(dimension)
        lines = [ReportLine(key, planned.get(key, 0), actual.get(key, 0)) for key in {**planned, **actual}]
        return tuple(sorted(lines, key=lambda line: (-line.actual_minutes, -line.planned_minutes, line.key)))

    def share(self, line: ReportLine) -> float:
        """Of all the time spent, 0 to 1."""
        return line.actual_minutes / self.actual_minutes if self.actual_minutes else 0.0

    def only(self, dimension: Dimension, key: str) -> Report:
        """The part of it that has that key."""
        return Report(
            self.first,
            self.last,
            self.spent.of(dimension, key),
            self.planned.of(dimension, key),
        )


def report(
    state: State,
    workflow: Workflow,
    first: dt.date,
    last: dt.date,
    *,
    zone: dt.tzinfo,
    now: dt.datetime,
    brand: str = "",
    spent: Spending | None = None,
) -> Report:
    """The report of these dates; of one brand only, where one is given. `spent` is time at hand that has
    these dates."""
    today = calendar.local_date(now, zone)
    whole = Report(
        first,
        last,
        spending(state, first, last, zone, now) if spent is None else spent.between(first, last),
        planning(state, workflow, first, last, today),
    )
    return whole.only(Dimension.BRAND, brand) if brand else whole


# When it was spent

Hours = tuple[tuple[int, ...], ...]
"""Minutes by weekday (Monday first) and hour of the day."""


def hours_of(spent: Spending, zone: dt.tzinfo) -> Hours:
    """The minutes of each weekday and hour on the wall of `zone`; they make the minutes of all in sum. An
    hour that comes twice when the clock goes back has up to 120 minutes a day."""
    seconds = {(weekday, hour): 0 for weekday in range(7) for hour in range(24)}
    for spell in spent.spells:
        start, weekday = spell.start, spell.date.weekday()
        while (whole := start.replace(minute=0, second=0, microsecond=0) + _HOUR) < spell.end:
            seconds[weekday, start.hour] += (whole - start) // _SECOND
            start = calendar.in_zone(whole, zone)
        seconds[weekday, start.hour] += (spell.end - start) // _SECOND
    minutes = whole_minutes(seconds)
    return tuple(tuple(minutes[weekday, hour] for hour in range(24)) for weekday in range(7))


def trend(
    state: State,
    workflow: Workflow,
    monday: dt.date,
    *,
    zone: dt.tzinfo,
    now: dt.datetime,
    brand: str = "",
    sums: Mapping[dt.date, WeekSums] | None = None,
) -> Mapping[str, tuple[int, ...]]:
    """The minutes of each area over the last eight ISO weeks, that of `monday` last; an area of the workflow
    that had none is there too. `sums` are those at hand that have these weeks."""
    mondays = [monday - dt.timedelta(days=7 * back) for back in range(TREND_WEEKS - 1, -1, -1)]
    if sums is None:
        sums = week_sums(state, mondays, zone, now)
    weeks = [whole_minutes(seconds_by(sums[each], Dimension.AREA, brand)) for each in mondays]
    keys = [area.key for area in workflow.areas]
    keys += sorted({key for week_by in weeks for key in week_by} - set(keys))
    return {key: tuple(by.get(key, 0) for by in weeks) for key in keys}


# What became of what was planned


@dataclass(frozen=True, slots=True)
class Outcome:
    """The tasks of the dates: done, dropped, moved to another day, and left open or lapsed."""

    done: tuple[Item, ...]
    dropped: tuple[Item, ...]
    moved: tuple[Item, ...]
    left: tuple[Item, ...]

    @property
    def planned(self) -> int:
        """How many tasks there were, whatever became of them."""
        return len(self.done) + len(self.dropped) + len(self.moved) + len(self.left)


def outcome(
    state: State, first: dt.date, last: dt.date, *, own: Callable[[Item], bool] = lambda item: True
) -> Outcome:
    """What became of the tasks that were planned for these dates, in the order of their day."""
    done: list[Item] = []
    dropped: list[Item] = []
    moved: list[Item] = []
    left: list[Item] = []
    found = filter(own, state.items_planned(first, last))
    for item in sorted(found, key=lambda item: (item.planned_for, item.sequence, item.id)):
        if item.state is ItemState.DONE:
            done.append(item)
        elif item.state is ItemState.DROPPED:
            dropped.append(item)
        elif item.date > last:
            moved.append(item)
        else:
            left.append(item)
    return Outcome(tuple(done), tuple(dropped), tuple(moved), tuple(left))


# Private


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """How the work was broken up, in whole minutes: private, never in a report for a client.

    `stretches` of one thing, `fragments` of them shorter than `FOCUS_FROM_MINUTES`; `focus_minutes` in the
    longer ones. `interruptions` are the incidents that parked work. `after_hours_minutes` were
    worked outside the blocks of the day, or on a day off.
    """

    stretches: int = 0
    fragments: int = 0
    focus_minutes: int = 0
    longest_minutes: int = 0
    interruptions: int = 0
    after_hours_minutes: int = 0


def focus(
    state: State,
    workflow: Workflow,
    spent: Spending,
    first: dt.date,
    last: dt.date,
    zone: dt.tzinfo,
    *,
    brand: str = "",
) -> Focus:
    """How the work of these dates was broken up; with a brand, its own incidents only interrupted it."""
    lengths = [Span(start, end).seconds for start, end in _stretches(spent.spells)]
    long = [seconds for seconds in lengths if seconds >= FOCUS_FROM_MINUTES * 60]
    parked = [
        incident
        for incident in state.incidents_near(first, last)
        if (incident.interrupted_task or incident.interrupted_incident)
        and (not brand or incident.brand == brand)
        and first <= calendar.local_date(incident.opened, zone) <= last
    ]
    return Focus(
        stretches=len(lengths),
        fragments=len(lengths) - len(long),
        focus_minutes=sum(long) // 60,
        longest_minutes=max(lengths, default=0) // 60,
        interruptions=len(parked),
        after_hours_minutes=after_hours_seconds(state, workflow, spent, zone) // 60,
    )


def _stretches(spells: Iterable[Spell]) -> Sequence[tuple[dt.datetime, dt.datetime]]:
    """Work on one thing from its beginning to its end; two spells of it with a short pause are one."""
    found: list[tuple[dt.datetime, dt.datetime, str]] = []
    for spell in sorted(spells, key=lambda spell: spell.start):
        if found and found[-1][2] == spell.subject:
            start, end, subject = found[-1]
            if (spell.start - end).total_seconds() <= PAUSE_SECONDS:
                found[-1] = (start, spell.end, subject)
                continue
        found.append((spell.start, spell.end, spell.subject))
    return [(start, end) for start, end, _ in found]


def after_hours_seconds(state: State, workflow: Workflow, spent: Spending, zone: dt.tzinfo) -> int:
    """The seconds worked outside the blocks of their day; all of a day off. A break of a block is within
    it: who works through lunch did not work late."""
    found = 0
    spans: dict[dt.date, list[Span]] = {}
    for spell in spent.spells:
        if spell.date not in spans:
            spans[spell.date] = [block.span for block in blocks_of(state, workflow, spell.date, zone)]
        within = calendar.seconds_within(spans[spell.date], spell.start, spell.end)
        found += max(0, spell.seconds - within)
    return found


def blocks_of(state: State, workflow: Workflow, date: dt.date, zone: dt.tzinfo) -> tuple[BlockSpan, ...]:
    """The blocks of a working day as they were planned; none of a day off."""
    day = state.days.get(date)
    if day is not None:
        return () if day.off else tuple(calendar.block_spans(day.blocks, date, zone))
    if not workflow.is_working_day(date):
        return ()
    return tuple(calendar.block_spans(workflow.blocks, date, zone))

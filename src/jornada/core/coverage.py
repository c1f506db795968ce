"""Coverage: what of the work goes unnoticed.

For a week and for the four weeks before it: which areas, objectives and brands got no time, or far
less than was planned for them so far. And by area: for how long nothing was done in it, against the
longest gap that its tasks' recurrence allows.

A task that was ticked off without a timer was noticed all the same: its planned minutes count for what
its area got here, and here only; no report takes them for time spent. The unforeseen is never short of
time.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.calendar import monday_of
from jornada.core.dataclass import dataclass
from jornada.core.plan import plan_for
from jornada.core.planned import Planning, planning
from jornada.core.recurrence import MOST_WEEKS
from jornada.core.spent import Dimension, Spending, spending
from jornada.core.state import Item, ItemState, State
from jornada.core.unforeseen import AREA as UNFORESEEN
from jornada.core.workflow import Area, Brand, Objective, Task, Workflow

FAR_LESS_SHARE = 0.5
"""Less than this share of what was planned so far is far less than planned."""
WEEKS_BEFORE = 4
MONTHLY_GAP_DAYS = 35
"""What comes every month by a weekday or a working day comes at most so many days after the last time."""
LOOK_BACK_DAYS = 400
"""So far back it is looked when an area was last noticed: longer than any recurrence leaves alone."""

_A_MONDAY = dt.date(1970, 1, 5)
DIMENSIONS = (Dimension.AREA, Dimension.OBJECTIVE, Dimension.BRAND)


class Shortfall(StrEnum):
    """What an aspect of the work lacks."""

    NO_TASK = "no_task"
    NO_TIME = "no_time"
    FAR_LESS = "far_less"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """An area, objective or brand over a span, in minutes. `due` is what was planned up to now of all
    that is `planned`; `untimed` what was planned for tasks that were done without a timer."""

    dimension: Dimension
    key: str
    planned_minutes: int
    due_minutes: int
    spent_minutes: int
    untimed_minutes: int
    shortfall: Shortfall | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageSpan:
    """The coverage of the dates from `first` to `last`, both included, the rows as the workflow has them."""

    first: dt.date
    last: dt.date
    rows: tuple[CoverageRow, ...]

    @property
    def short(self) -> tuple[CoverageRow, ...]:
        """What lacks something."""
        return tuple(row for row in self.rows if row.shortfall is not None)

    def of(self, dimension: Dimension) -> tuple[CoverageRow, ...]:
        """The rows of one dimension, in their order."""
        return tuple(row for row in self.rows if row.dimension is dimension)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnoticed:
    """An area in which nothing was done for `days`, days off not counted, where its tasks leave it alone
    for `allowed_days` at most. `last` is when it was noticed last, `None` if it never was."""

    area: str
    days: int
    allowed_days: int
    last: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A week, the four before it, and, of the week that runs, what goes unnoticed now, the longest first."""

    week: CoverageSpan
    before: CoverageSpan
    unnoticed: tuple[Unnoticed, ...]


def coverage(state: State, workflow: Workflow, date: dt.date, now: dt.datetime) -> Coverage:
    """The coverage of the week of `date` and of the four before it."""
    monday = monday_of(date)
    earlier = monday - dt.timedelta(weeks=WEEKS_BEFORE)
    zone = ZoneInfo(workflow.timezone)
    today = calendar.local_date(now, zone)
    return Coverage(
        week=_span(state, workflow, monday, monday + dt.timedelta(days=6), zone, now),
        before=_span(state, workflow, earlier, monday - dt.timedelta(days=1), zone, now),
        unnoticed=unnoticed(state, workflow, now) if monday_of(today) == monday else (),
    )


def _span(
    state: State, workflow: Workflow, first: dt.date, last: dt.date, zone: ZoneInfo, now: dt.datetime
) -> CoverageSpan:
    today = calendar.local_date(now, zone)
    plan = planning(state, workflow, first, last, today)
    due = plan.between(first, _due_until(state, workflow, today, zone, now))
    spent = spending(state, first, last, zone, now)
    untimed = list(_untimed(state, first, last, zone))
    rows = tuple(
        row for dimension in DIMENSIONS for row in _rows(workflow, dimension, plan, due, spent, untimed)
    )
    return CoverageSpan(first=first, last=last, rows=rows)


def _rows(
    workflow: Workflow,
    dimension: Dimension,
    plan: Planning,
    due: Planning,
    spent: Spending,
    untimed: Sequence[Item],
) -> Iterator[CoverageRow]:
    planned_by, due_by, spent_by = plan.by(dimension), due.by(dimension), spent.by(dimension)
    untimed_by: dict[str, int] = {}
    for item in untimed:
        key = str(getattr(item, dimension))
        untimed_by[key] = untimed_by.get(key, 0) + item.minutes
    named = _named(workflow, dimension)
    served = {getattr(task, dimension) for task in workflow.tasks}
    for key in dict.fromkeys((*named, *planned_by, *spent_by)):
        if not key:
            continue
        is_unforeseen = dimension is Dimension.AREA and key == UNFORESEEN
        got = spent_by.get(key, 0) + untimed_by.get(key, 0)
        has_task = key in served or bool(planned_by.get(key))
        yield CoverageRow(
            dimension=dimension,
            key=key,
            planned_minutes=planned_by.get(key, 0) + (plan.reserve_minutes if is_unforeseen else 0),
            due_minutes=due_by.get(key, 0) + (due.reserve_minutes if is_unforeseen else 0),
            spent_minutes=spent_by.get(key, 0),
            untimed_minutes=untimed_by.get(key, 0),
            shortfall=None if is_unforeseen else _shortfall(due_by.get(key, 0), got, has_task=has_task),
        )


def _shortfall(due: int, got: int, *, has_task: bool) -> Shortfall | None:
    if not has_task and not got:
        return Shortfall.NO_TASK
    if due and not got:
        return Shortfall.NO_TIME
    return Shortfall.FAR_LESS if got < due * FAR_LESS_SHARE else None


def _named(workflow: Workflow, dimension: Dimension) -> tuple[str, ...]:
    named: Mapping[Dimension, Sequence[Area | Objective | Brand]] = {
        Dimension.AREA: workflow.areas,
        Dimension.OBJECTIVE: workflow.objectives,
        Dimension.BRAND: workflow.brands,
    }
    return tuple(each.key for each in named[dimension])


def _due_until(state: State, workflow: Workflow, today: dt.date, zone: ZoneInfo, now: dt.datetime) -> dt.date:
    """The last day whose plan is due by now: today, once its last block has ended, else the day before."""
    day = state.days.get(today)
    blocks = day.blocks if day else plan_for(workflow, today).blocks
    ended = all(span.span.end <= now for span in calendar.block_spans(blocks, today, zone))
    return today if ended else today - dt.timedelta(days=1)


def _untimed(state: State, first: dt.date, last: dt.date, zone: ZoneInfo) -> Iterator[Item]:
    """What was done on these dates with no timer at all."""
    for ordinal in range(first.toordinal() - 1, last.toordinal() + 2):
        for key in state.closed_on.get(dt.date.fromordinal(ordinal), ()):
            item = state.items[key]
            if item.state is not ItemState.DONE or item.closed_at is None or state.of_subject.get(key):
                continue
            if first <= calendar.local_date(item.closed_at, zone) <= last:
                yield item


# What goes unnoticed


def unnoticed(state: State, workflow: Workflow, now: dt.datetime) -> tuple[Unnoticed, ...]:
    """The areas left alone for longer than the recurrence of their tasks allows, the longest beyond it
    first."""
    zone = ZoneInfo(workflow.timezone)
    today = calendar.local_date(now, zone)
    of_area: dict[str, list[Task]] = {}
    for task in workflow.tasks:
        if task.area != UNFORESEEN and _is_current(task, today):
            of_area.setdefault(task.area, []).append(task)
    begun = state.begun.get(workflow.name, today)
    last = _last_noticed(state, of_area, max(begun, today - dt.timedelta(days=LOOK_BACK_DAYS)), today, zone)
    found = []
    for area, tasks in of_area.items():
        # Nobody could notice it before there was such a task, or this workflow.
        opened = min(max(task.start or begun, begun) for task in tasks)
        before = opened - dt.timedelta(days=1)
        days = _days_between(workflow, max(last.get(area, before), before), today)
        # From one time to the next there is a day at least.
        allowed = longest_gap_days(workflow, tasks) if days > 1 else None
        if allowed is not None and days > allowed:
            found.append(Unnoticed(area=area, days=days, allowed_days=allowed, last=last.get(area)))
    return tuple(sorted(found, key=lambda each: each.allowed_days - each.days))


def longest_gap_days(workflow: Workflow, tasks: Iterable[Task]) -> int | None:
    """How many days lie at most between two times that any of these tasks falls, days off not counted;
    `None` where none of them comes back."""
    recurring = [task for task in tasks if task.repeat.comes_back]
    weekly = [task for task in recurring if task.repeat.weeks is not None]
    if not weekly:
        return MONTHLY_GAP_DAYS if recurring else None
    weeks = math.lcm(*(task.repeat.weeks or 1 for task in weekly))
    if weeks > MOST_WEEKS:
        gaps = [longest_gap_days(workflow, (task,)) for task in weekly]
        return min((gap for gap in gaps if gap is not None), default=None)
    # Twice the time after which all of it repeats itself, so that the gap between the two is there too.
    dates = [
        date
        for date in (_A_MONDAY + dt.timedelta(days=day) for day in range(2 * 7 * weeks))
        if any(task.repeat.occurs(date, days=workflow.days, anchor=task.start) for task in weekly)
    ]
    return max(((after - before).days for before, after in pairwise(dates)), default=None)


def _is_current(task: Task, today: dt.date) -> bool:
    return (task.start is None or task.start <= today) and (task.until is None or today <= task.until)


def _last_noticed(
    state: State, areas: Iterable[str], first: dt.date, today: dt.date, zone: ZoneInfo
) -> Mapping[str, dt.date]:
    """The last date on which time was spent in an area, or one of its tasks done, for those noticed
    since `first`."""
    wanted, last, found = set(areas), dict[str, dt.date](), False
    # What is listed under a day may have ended on the next one, or be of it in another zone.
    for ordinal in range(today.toordinal() + 1, first.toordinal() - 2, -1):
        complete = found
        for area, noticed in _noticed_on(state, dt.date.fromordinal(ordinal), today, zone):
            last[area] = max(last.get(area, noticed), noticed)
        found = wanted <= last.keys()
        if complete:
            break
    return last


def _noticed_on(state: State, date: dt.date, today: dt.date, zone: ZoneInfo) -> Iterator[tuple[str, dt.date]]:
    for key in state.starts_on.get(date, ()):
        session = state.sessions[key]
        if session.task in state.items:
            ended = calendar.local_date(session.end, zone) if session.end else today
            yield state.items[session.task].area, ended
    for key in state.closed_on.get(date, ()):
        item = state.items[key]
        if item.state is ItemState.DONE and item.closed_at is not None:
            yield item.area, calendar.local_date(item.closed_at, zone)


def _days_between(workflow: Workflow, last: dt.date, today: dt.date) -> int:
    """Days since `last`, up to and with today, days off not counted."""
    ordinals = range(last.toordinal() + 1, today.toordinal() + 1)
    return sum(1 for ordinal in ordinals if dt.date.fromordinal(ordinal) not in workflow.days_off)

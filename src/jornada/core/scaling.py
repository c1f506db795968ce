"""A day of other hours: the blocks of a workflow moved and stretched, its minutes in proportion.

Times go where a straight line takes them, in steps of five minutes. The minutes of tasks and reserves
follow their block, so that whatever made up a block exactly still does, on every day of the week: what
rounding leaves over goes to the longest tasks.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from jornada.core.dataclass import dataclass, field
from jornada.core.hours import DAY_MINUTES, STEP_MINUTES, Hours
from jornada.core.workflow import Block, Task, Workflow, minutes_of_day

_ANY_MONDAY = dt.date(2001, 1, 1)
_MOST_WEEKS = 12
_REACH = 6
"""So many steps to either side of its share the minutes of a group are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaledBlock:
    """A block in other hours. `breaks` are the spans of its breaks, in their order; `reserve` and
    `reserve_by_weekday` as in the workflow."""

    key: str
    start: dt.time
    end: dt.time
    breaks: tuple[tuple[dt.time, dt.time], ...] = ()
    reserve: int = 0
    reserve_by_weekday: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """What other hours make of a workflow: `minutes` and `due` are those of its tasks, by their keys."""

    blocks: tuple[ScaledBlock, ...]
    minutes: Mapping[str, int] = field(default_factory=dict)
    due: Mapping[str, str] = field(default_factory=dict)
    daily_minutes: int = 0


def hours_of(workflow: Workflow) -> Hours | None:
    """From the first block's beginning to the last one's end; `None` where the day goes over midnight or
    has no blocks."""
    spans = [minutes_of_day(block.start, block.end) for block in workflow.blocks]
    if not spans or max(end for _, end in spans) >= DAY_MINUTES:
        return None
    return Hours(min(start for start, _ in spans), max(end for _, end in spans))


def scaled(workflow: Workflow, hours: Hours) -> Scaled | None:
    """The workflow in those hours; `None` where they are its own, or its day goes over midnight."""
    own = hours_of(workflow)
    if own is None or own == hours:
        return None
    line = _Line(own, hours)
    blocks = {block.key: _moved(block, line) for block in workflow.blocks}
    minutes: dict[str, int] = {}
    for block in workflow.blocks:
        before, after = block.working_minutes, _working(blocks[block.key])
        shares = _Shares(workflow, block, before, after)
        minutes |= shares.minutes
        blocks[block.key] = _with_reserve(blocks[block.key], shares.reserves)
    due = {
        task.key: _moved_due(task.milestone.due, line)
        for task in workflow.tasks
        if task.milestone and task.milestone.due
    }
    return Scaled(
        blocks=tuple(blocks.values()),
        minutes=minutes,
        due=due,
        daily_minutes=sum(map(_working, blocks.values())),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """The straight line from one day's hours to another's."""

    own: Hours
    wanted: Hours

    def minute(self, minute: int) -> int:
        """Where a minute of the day goes; a shift alone rounds nothing."""
        since = minute - self.own.start
        if self.own.minutes == self.wanted.minutes:
            return self.wanted.start + since
        return self.wanted.start + _rounded(since * self.wanted.minutes / self.own.minutes)

    def time(self, time: dt.time) -> dt.time:
        minute = min(max(self.minute(time.hour * 60 + time.minute), 0), DAY_MINUTES - 1)
        return dt.time(*divmod(minute, 60))


def _moved(block: Block, line: _Line) -> ScaledBlock:
    return ScaledBlock(
        key=block.key,
        start=line.time(block.start),
        end=line.time(block.end),
        breaks=tuple((line.time(each.start), line.time(each.end)) for each in block.breaks),
    )


def _moved_due(due: str, line: _Line) -> str:
    """`"09:45"` or `"thu 14:00"` on the line."""
    weekday, _, clock = due.rpartition(" ")
    moved = line.time(dt.time.fromisoformat(clock))
    return f"{weekday} {moved:%H:%M}".strip()


def _working(block: ScaledBlock) -> int:
    spans = [minutes_of_day(start, end) for start, end in ((block.start, block.end), *block.breaks)]
    whole, *pauses = [end - start for start, end in spans]
    return whole - sum(pauses)


def _with_reserve(block: ScaledBlock, reserves: Mapping[int | None, int]) -> ScaledBlock:
    return ScaledBlock(
        key=block.key,
        start=block.start,
        end=block.end,
        breaks=block.breaks,
        reserve=reserves[None],
        reserve_by_weekday=tuple((day, each) for day, each in reserves.items() if day is not None),
    )


Days = frozenset[dt.date]


@dataclass(frozen=True, slots=True)
class _Group:
    """Minutes that come up on the same days: of tasks (`keys`), or of the reserve (`weekdays`)."""

    days: Days
    minutes: tuple[int, ...]
    keys: tuple[str, ...] = ()
    weekdays: tuple[int | None, ...] = ()

    @property
    def least(self) -> int:
        """What it takes for every task to keep a step at least."""
        return STEP_MINUTES * sum(1 for minutes in self.minutes if minutes) if self.keys else 0

    @property
    def total(self) -> int:
        return sum(self.minutes)


class _Shares:
    """The minutes of one block shared out anew: `before` its working minutes were, `after` they are."""

    def __init__(self, workflow: Workflow, block: Block, before: int, after: int) -> None:
        self._factor = after / before if before else 1.0
        self._dates = _rhythm(workflow)
        self._tasks = [task for task in workflow.tasks if task.block == block.key]
        self._workflow = workflow
        self._block = block

    @cached_property
    def minutes(self) -> Mapping[str, int]:
        """The minutes of the block's tasks."""
        shared: dict[str, int] = {}
        for group, total in self._totals:
            shared.update(zip(group.keys, _shared_out(group.minutes, total, self._factor), strict=False))
        # What comes monthly or once is an extra for which its day has to make room.
        for task in self._tasks:
            if task.key not in shared:
                shared[task.key] = _positive(task.minutes, self._factor)
        return shared

    @cached_property
    def reserves(self) -> Mapping[int | None, int]:
        """The reserve by the weekdays that have one of their own, `None` for all others."""
        shared = {weekday: total for group, total in self._totals for weekday in group.weekdays}
        return {None: 0, **shared}

    @cached_property
    def _totals(self) -> Sequence[tuple[_Group, int]]:
        groups = sorted((*self._reserve_groups(), *self._task_groups()), key=lambda each: -len(each.days))
        wanted = {
            date: _rounded(sum(group.total for group in groups if date in group.days) * self._factor)
            for date in self._dates
        }
        for step in (STEP_MINUTES, 1):
            found = _solve(groups, wanted, self._factor, step)
            if found is not None:
                return tuple(zip(groups, found, strict=True))
        # Days that no minutes can be found for: each group for itself, and the check of the file says so.
        return tuple((group, max(group.least, _rounded(group.total * self._factor))) for group in groups)

    def _task_groups(self) -> Iterable[_Group]:
        alike: dict[Days, list[Task]] = {}
        for task in self._tasks:
            days = frozenset(date for date in self._dates if self._workflow.occurs(task, date))
            if task.repeat.weeks is not None and days:
                alike.setdefault(days, []).append(task)
        for days, tasks in alike.items():
            yield _Group(days, tuple(task.minutes for task in tasks), tuple(task.key for task in tasks))

    def _reserve_groups(self) -> Iterable[_Group]:
        own = dict(self._block.reserve_by_weekday)
        others = frozenset(date for date in self._dates if date.weekday() not in own)
        yield _Group(others, (self._block.reserve,), weekdays=(None,))
        for weekday, minutes in own.items():
            days = frozenset(date for date in self._dates if date.weekday() == weekday)
            yield _Group(days, (minutes,), weekdays=(weekday,))


def _rhythm(workflow: Workflow) -> tuple[dt.date, ...]:
    """The working days of as many weeks as it takes for the plan to come round."""
    weeks = math.lcm(*(task.repeat.weeks or 1 for task in workflow.tasks))
    bounds = [day for task in workflow.tasks if task.repeat.weeks for day in (task.start,) if day]
    first = max(bounds, default=_ANY_MONDAY)
    monday = first + dt.timedelta(days=-first.weekday() % 7)
    return tuple(
        monday + dt.timedelta(days=7 * week + day)
        for week in range(min(weeks, _MOST_WEEKS))
        for day in workflow.days
    )


def _solve(
    groups: Sequence[_Group], wanted: Mapping[dt.date, int], factor: float, step: int
) -> tuple[int, ...] | None:
    """Totals of the groups that make up every day, each near its share, in multiples of `step`.

    The groups of the most days are settled first; the last one of a day takes what is left of it.
    """
    last = {date: place for place, group in enumerate(groups) for date in group.days}
    found: list[int] = []

    def settle(place: int, left: Mapping[dt.date, int]) -> bool:
        if place == len(groups):
            return all(not left[date] for date in last)
        group = groups[place]
        rests = {left[date] for date in group.days if last[date] == place}
        if len(rests) > 1:
            return False
        for total in rests or _near(group.total * factor, step):
            if total < group.least or (total and not group.total):
                continue
            after = {date: rest - total if date in group.days else rest for date, rest in left.items()}
            if min(after.values(), default=0) < 0:
                continue
            found.append(total)
            if settle(place + 1, after):
                return True
            found.pop()
        return False

    return tuple(found) if settle(0, wanted) else None


def _near(share: float, step: int) -> list[int]:
    """Multiples of `step`, the nearest to `share` first."""
    middle = round(share / step)
    around = [step * (middle + by) for by in range(-_REACH, _REACH + 1) if middle + by >= 0]
    return sorted(around, key=lambda each: abs(each - share))


def _shared_out(minutes: Sequence[int], total: int, factor: float) -> list[int]:
    """`total` shared in proportion, in steps; what is left over goes to the longest, one after the other.

    Who had more than another still has as much at least.
    """
    shares = [_floored(each, factor) for each in minutes]
    longest = sorted((place for place, each in enumerate(minutes) if each), key=lambda place: -minutes[place])
    left = total - sum(shares)
    while left > 0 and longest:
        for place in longest:
            more = min(STEP_MINUTES, left)
            shares[place] += more
            left -= more
    while left < 0:
        most = max(shares)
        place = next(place for place in reversed(longest) if shares[place] == most)
        less = min(STEP_MINUTES, -left)
        shares[place] -= less
        left += less
    return shares


def _floored(minutes: int, factor: float) -> int:
    if not minutes:
        return 0
    return max(STEP_MINUTES, STEP_MINUTES * math.floor(minutes * factor / STEP_MINUTES + 1e-9))


def _positive(minutes: int, factor: float) -> int:
    return max(STEP_MINUTES, _rounded(minutes * factor)) if minutes else 0


def _rounded(minutes: float) -> int:
    """To the nearest step, halves up."""
    return STEP_MINUTES * math.floor(minutes / STEP_MINUTES + 0.5)

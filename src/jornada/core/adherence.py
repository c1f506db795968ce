"""How much of the plan was kept, block by block, and what broke it; how much is done in an hour.

A block is kept as far as its own tasks had its time: minutes within the block on what was planned for
it, at most what was planned. What broke the rest is what the block's time went to instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from jornada.core import calendar
from jornada.core.calendar import BlockSpan
from jornada.core.dataclass import dataclass
from jornada.core.goals import is_counted
from jornada.core.planned import Planning, planning
from jornada.core.report import blocks_of
from jornada.core.spent import Dimension, Spell, Spending, spending
from jornada.core.state import State, WeekSums
from jornada.core.week_sums import seconds_by, week_sums
from jornada.core.workflow import Workflow

PACE_WEEKS = 8
"""A week's pace is held against that of so many weeks before it."""
LEAST_MINUTES = 30
"""With less time than this on a goal a pace says nothing."""


class Cause(StrEnum):
    """What a block's time went to instead of its own tasks."""

    INCIDENTS = "incidents"
    OTHER_TASKS = "other_tasks"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockAdherence:
    """A block over all the days, in whole minutes. `lost` is what of its working time that has passed went
    elsewhere, by cause: to nothing means that no timer ran."""

    block: str
    title: str
    days: int
    planned_minutes: int
    kept_minutes: int
    lost: Mapping[Cause, int]

    @property
    def share(self) -> float:
        """How much of the plan was kept, 0 to 1; all of a plan of nothing."""
        return self.kept_minutes / self.planned_minutes if self.planned_minutes else 1.0

    @property
    def cause(self) -> Cause | None:
        """What took the most of it; `None` where nothing did."""
        worst = max(self.lost, key=lambda cause: self.lost[cause], default=None)
        return worst if worst is not None and self.lost[worst] > 0 else None


@dataclass(frozen=True, slots=True)
class Adherence:
    """The blocks of the dates, in the order of the day."""

    blocks: tuple[BlockAdherence, ...]

    @property
    def planned_minutes(self) -> int:
        """What all blocks together had planned."""
        return sum(block.planned_minutes for block in self.blocks)

    @property
    def kept_minutes(self) -> int:
        """What of that was spent in its own block."""
        return sum(block.kept_minutes for block in self.blocks)

    @property
    def share(self) -> float:
        """How much of the plan was kept, 0 to 1."""
        return self.kept_minutes / self.planned_minutes if self.planned_minutes else 1.0

    @property
    def weakest(self) -> BlockAdherence | None:
        """The block in which the plan breaks most often; `None` where it is kept, or there is none."""
        broken = [block for block in self.blocks if block.kept_minutes < block.planned_minutes]
        return min(broken, key=lambda block: block.share, default=None)


def adherence(
    state: State,
    workflow: Workflow,
    first: dt.date,
    last: dt.date,
    *,
    zone: dt.tzinfo,
    now: dt.datetime,
    spent: Spending | None = None,
    plan: Planning | None = None,
) -> Adherence:
    """The adherence on the days from `first` to `last` on which something was done; a day on which nobody
    worked tells nothing of the plan. Blocks that are not over count as far as they have come. `spent` is
    time at hand that has these dates, and `plan` what is at hand of their plan."""
    today = calendar.local_date(now, zone)
    last = min(last, today)
    spent = spending(state, first, last, zone, now) if spent is None else spent.between(first, last)
    plan = planning(state, workflow, first, last, today) if plan is None else plan.between(first, last)
    planned: dict[tuple[dt.date, str], int] = {}
    for each in plan.times:
        at = each.date, each.facts.block
        planned[at] = planned.get(at, 0) + each.minutes
    by_date: dict[dt.date, list[Spell]] = {}
    for spell in spent.spells:
        by_date.setdefault(spell.date, []).append(spell)
    sums: dict[str, _Sum] = {}
    for date in sorted(by_date):
        for span in blocks_of(state, workflow, date, zone):
            if span.span.start < now:
                wanted = planned.get((date, span.key), 0) * 60
                _count(sums.setdefault(span.key, _Sum(span.title)), span, by_date[date], wanted, now)
    return Adherence(tuple(_block(key, each) for key, each in sums.items()))


class _Sum:
    """Seconds of a block, added up day by day."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.days = 0
        self.planned = 0
        self.kept = 0
        self.lost = dict.fromkeys(Cause, 0)


def _count(into: _Sum, span: BlockSpan, spells: Sequence[Spell], wanted: int, now: dt.datetime) -> None:
    """Add a day's block of which `wanted` seconds were planned."""
    passed = span.working_seconds_between(span.span.start, min(span.span.end, now))
    whole = span.working_seconds()
    # Of a block that has only begun, as much of its plan is asked as of its time has passed.
    wanted = wanted * passed // whole if whole else 0
    working = span.working_spans()
    kept = incidents = others = 0
    for spell in spells:
        if spell.end <= span.span.start or spell.start >= span.span.end:
            continue
        seconds = calendar.seconds_within(working, spell.start, spell.end)
        if spell.is_incident:
            incidents += seconds
        elif spell.facts.block == span.key:
            kept += seconds
        else:
            others += seconds
    into.days += 1
    into.planned += wanted
    into.kept += min(kept, wanted)
    into.lost[Cause.INCIDENTS] += incidents
    into.lost[Cause.OTHER_TASKS] += others
    into.lost[Cause.NOTHING] += max(0, passed - span.reserve * 60 - kept - incidents - others)


def _block(key: str, each: _Sum) -> BlockAdherence:
    return BlockAdherence(
        block=key,
        title=each.title,
        days=each.days,
        planned_minutes=each.planned // 60,
        kept_minutes=each.kept // 60,
        lost={cause: seconds // 60 for cause, seconds in each.lost.items()},
    )


# Less time, same resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How much of a goal is done in an hour: this week, and over the weeks before it. `None` where too
    little time was spent to say. `task` is the key of the workflow's task, `unit` the goal's."""

    task: str
    title: str
    unit: str
    count: int
    minutes: int
    before_count: int
    before_minutes: int

    @property
    def per_hour(self) -> float | None:
        """So many in an hour of work."""
        return _per_hour(self.count, self.minutes)

    @property
    def before_per_hour(self) -> float | None:
        """The same of the time before."""
        return _per_hour(self.before_count, self.before_minutes)

    @property
    def change(self) -> float | None:
        """This week's pace against the one before: 0.25 is a quarter more in an hour."""
        now, before = self.per_hour, self.before_per_hour
        return None if now is None or not before else now / before - 1


def _per_hour(count: int, minutes: int) -> float | None:
    return count / (minutes / 60) if minutes >= LEAST_MINUTES else None


def paces(
    state: State,
    workflow: Workflow,
    monday: dt.date,
    *,
    zone: dt.tzinfo,
    now: dt.datetime,
    sums: Mapping[dt.date, WeekSums] | None = None,
) -> tuple[Pace, ...]:
    """One for each task of the workflow whose goal is counted, in the order of the file. `sums` are those at
    hand that have the week and those before it."""
    before = [monday - dt.timedelta(days=7 * back) for back in range(PACE_WEEKS, 0, -1)]
    if sums is None:
        sums = week_sums(state, [*before, monday], zone, now)
    count, minutes = _done([sums[monday]])
    before_count, before_minutes = _done([sums[each] for each in before])
    return tuple(
        Pace(
            task=task.key,
            title=task.title,
            unit=task.goal.unit,
            count=count.get(task.key, 0),
            minutes=minutes.get(task.key, 0),
            before_count=before_count.get(task.key, 0),
            before_minutes=before_minutes.get(task.key, 0),
        )
        for task in workflow.tasks
        if task.goal is not None and is_counted(task.goal)
    )


def _done(weeks: Iterable[WeekSums]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """How much of its goal each task did in these weeks, and in how many whole minutes."""
    counts: dict[str, int] = {}
    seconds: dict[str, int] = {}
    for sums in weeks:
        for key, count in sums.counts:
            counts[key] = counts.get(key, 0) + count
        for key, each in seconds_by(sums, Dimension.TASK).items():
            seconds[key] = seconds.get(key, 0) + each
    return counts, {key: each // 60 for key, each in seconds.items()}

"""The workflow as one page: blocks across, tasks by priority for the audience down, and the week.

What stands where, as values; how it looks is for `present` to say. The week is the plan's rhythm, not
one week of a calendar: tasks that come less often than every week are on the page, their minutes are
in no sum.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum

from jornada.core.calendar import Due, monday_of, parse_due
from jornada.core.dataclass import dataclass, replace
from jornada.core.workflow import WEEKDAYS, Block, Brand, Task, Workflow

_A_MONDAY = dt.date(1970, 1, 5)
"""A Monday from whose week weeks are counted where a task has no first day."""
_ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}


class Pace(StrEnum):
    """By what a task comes back."""

    WEEKS = "weeks"
    DAY_OF_MONTH = "day of month"
    WEEKDAY_OF_MONTH = "weekday of month"
    WORKING_DAY_OF_MONTH = "working day of month"
    ONCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of a task. `weekdays`, Monday 0, come every so many `weeks`; `ordinal` is 1 to 4, or -1
    for the last. `start` and `until` are its first and its last day, if it has any."""

    pace: Pace
    weekdays: tuple[int, ...] = ()
    weeks: int = 1
    day: int = 0
    ordinal: int = 0
    date: dt.date | None = None
    start: dt.date | None = None
    until: dt.date | None = None

    @property
    def every_week(self) -> bool:
        """Whether it comes in each week."""
        return self.pace is Pace.WEEKS and self.weeks == 1


@dataclass(frozen=True, slots=True)
class Share:
    """Minutes of a task on some days; `counts` where they are in the sums of the week."""

    minutes: int
    days: Days
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTask:
    """A task. Where its minutes differ by weekday it has several shares. `brand` is a key."""

    title: str
    shares: tuple[Share, ...]
    brand: str = ""
    role: str = ""

    def minutes_on(self, weekday: int) -> int | None:
        """Minutes on a weekday of the week; nothing where it does not come that day."""
        found = [share.minutes for share in self.shares if share.counts and weekday in share.days.weekdays]
        return sum(found) if found else None

    @property
    def week_minutes(self) -> int:
        """Its minutes in a usual week, as far as they count in the sums."""
        return sum(share.minutes * len(share.days.weekdays) for share in self.shares if share.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartGroup:
    """Tasks one after the other with the same goal and milestone, which are said once."""

    tasks: tuple[ChartTask, ...]
    goal: str = ""
    milestone: str = ""
    due: Due | None = None
    objective: int | None = None
    """Its place among the objectives, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """All tasks of one area and rank: a cell for each block. `colour` is a slot or `#rrggbb`."""

    rank: int
    area: str
    colour: int | str
    cells: tuple[tuple[ChartGroup, ...], ...]

    @property
    def week_minutes(self) -> int:
        """The minutes of all its tasks in a usual week."""
        return sum(task.week_minutes for cell in self.cells for group in cell for task in group.tasks)


@dataclass(frozen=True, slots=True)
class Load:
    """What a block holds on a weekday, in minutes; `working` is 0 on a day off."""

    planned: int
    reserve: int
    working: int

    @property
    def total(self) -> int:
        """Minutes of tasks and reserve."""
        return self.planned + self.reserve

    @property
    def difference(self) -> int:
        """Minutes too many; negative where some are free."""
        return self.total - self.working if self.working else 0

    def __add__(self, other: Load) -> Load:
        return Load(self.planned + other.planned, self.reserve + other.reserve, self.working + other.working)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBlock:
    """A block, and what it holds on each weekday of the chart."""

    block: Block
    loads: tuple[Load, ...]

    @property
    def week(self) -> Load:
        """What it holds in a usual week."""
        return sum(self.loads, Load(0, 0, 0))


@dataclass(frozen=True, slots=True)
class ChartBrand:
    """A brand and the minutes planned for it in a week."""

    brand: Brand
    colour: int | str
    week_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The page. `days` are its weekdays, Monday 0: the working ones, and others on which tasks fall."""

    name: str
    title: str
    summary: str
    objectives: tuple[str, ...]
    roles: tuple[str, ...]
    brands: tuple[ChartBrand, ...]
    working_days: tuple[int, ...]
    days: tuple[int, ...]
    blocks: tuple[ChartBlock, ...]
    rows: tuple[ChartRow, ...]

    @property
    def by_day(self) -> tuple[Load, ...]:
        """All blocks together, for each weekday."""
        return tuple(
            sum((block.loads[place] for block in self.blocks), Load(0, 0, 0))
            for place in range(len(self.days))
        )

    @property
    def week(self) -> Load:
        """What all blocks hold in a usual week."""
        return sum(self.by_day, Load(0, 0, 0))

    def tasks(self, block: int) -> Iterator[tuple[ChartRow, ChartTask]]:
        """The tasks of a block, by its place, those of the first priority first."""
        for row in self.rows:
            for group in row.cells[block]:
                for task in group.tasks:
                    yield row, task

    @property
    def has_rarer(self) -> bool:
        """Whether there are minutes on the page that are in no sum."""
        return any(
            not share.counts
            for place in range(len(self.blocks))
            for _, task in self.tasks(place)
            for share in task.shares
        )

    def comes_every_working_day(self, task: ChartTask) -> bool:
        """Whether nothing need be said of its days: the same minutes on each working day."""
        if len(task.shares) != 1:
            return False
        days = task.shares[0].days
        return days.every_week and days.weekdays == self.working_days and not (days.start or days.until)


def chart_of(workflow: Workflow, on: dt.date | None = None) -> Chart:
    """The page of a workflow. With `on`, tasks that ended before the week of that day are left out, and
    of those that begin after it the minutes are in no sum."""
    monday = monday_of(on) if on else None
    tasks = [(task, days_of(workflow, task)) for task in workflow.tasks]
    kept = [(task, days) for task, days in tasks if not _is_over(days, monday)]
    shares = {task.key: Share(task.minutes, days, _counts(days, monday)) for task, days in kept}
    chosen = [task for task, _ in kept]
    on_days = {day for share in shares.values() if share.counts for day in share.days.weekdays}
    days = tuple(sorted({*workflow.days, *on_days}))
    return Chart(
        name=workflow.name,
        title=workflow.title,
        summary=workflow.summary,
        objectives=tuple(each.title for each in workflow.objectives),
        roles=tuple(each.title for each in workflow.roles),
        brands=tuple(
            ChartBrand(brand, brand.colour or place, _week_minutes(chosen, shares, brand.key))
            for place, brand in enumerate(workflow.brands, 1)
        ),
        working_days=tuple(sorted(workflow.days)),
        days=days,
        blocks=tuple(
            ChartBlock(block=block, loads=tuple(_load(workflow, block, day, chosen, shares) for day in days))
            for block in workflow.blocks
        ),
        rows=tuple(_rows(workflow, chosen, shares)),
    )


def days_of(workflow: Workflow, task: Task) -> Days:
    """On what days a task comes."""
    repeat = task.repeat
    if repeat.weeks is not None:
        week = [_A_MONDAY + dt.timedelta(days=day) for day in range(7)]
        falls = tuple(date.weekday() for date in week if repeat.occurs(date, days=workflow.days, anchor=None))
        days = Days(pace=Pace.WEEKS, weekdays=falls, weeks=repeat.weeks)
    else:
        days = _rare_days(repeat.text.split())
    return replace(days, start=task.start, until=task.until)


def _rare_days(words: Sequence[str]) -> Days:
    match words:
        case ["monthly", ordinal, "working", "day"]:
            return Days(pace=Pace.WORKING_DAY_OF_MONTH, ordinal=_ORDINALS[ordinal])
        case ["monthly", ordinal, weekday]:
            of_week = (WEEKDAYS.index(weekday),)
            return Days(pace=Pace.WEEKDAY_OF_MONTH, ordinal=_ORDINALS[ordinal], weekdays=of_week)
        case ["monthly", day]:
            return Days(pace=Pace.DAY_OF_MONTH, day=int(day))
        case _:
            return Days(pace=Pace.ONCE, date=dt.date.fromisoformat(words[-1]))


def _is_over(days: Days, monday: dt.date | None) -> bool:
    last = min(filter(None, (days.until, days.date)), default=None)
    return monday is not None and last is not None and last < monday


def _counts(days: Days, monday: dt.date | None) -> bool:
    if not days.every_week:
        return False
    # Compared as numbers, since the last week of the calendar has no Monday after it.
    return monday is None or days.start is None or days.start.toordinal() < monday.toordinal() + 7


def _week_minutes(tasks: Sequence[Task], shares: dict[str, Share], brand: str) -> int:
    found = (shares[task.key] for task in tasks if task.brand == brand)
    return sum(share.minutes * len(share.days.weekdays) for share in found if share.counts)


def _load(
    workflow: Workflow, block: Block, day: int, tasks: Sequence[Task], shares: dict[str, Share]
) -> Load:
    planned = sum(
        task.minutes
        for task in tasks
        if task.block == block.key and shares[task.key].counts and day in shares[task.key].days.weekdays
    )
    if day not in workflow.days:
        return Load(planned, 0, 0)
    return Load(planned, block.reserve_on(_A_MONDAY + dt.timedelta(days=day)), block.working_minutes)


def _rows(workflow: Workflow, tasks: Sequence[Task], shares: dict[str, Share]) -> Iterator[ChartRow]:
    places = {area.key: place for place, area in enumerate(workflow.areas)}
    last = len(places)
    found = sorted({(workflow.rank_of(task), places.get(task.area, last), task.area) for task in tasks})
    for rank, place, key in found:
        area = workflow.area_by_key.get(key)
        of_row = [task for task in tasks if task.area == key and workflow.rank_of(task) == rank]
        yield ChartRow(
            rank=rank,
            area=area.title if area else key,
            colour=(area.colour or place + 1) if area else 0,
            cells=tuple(
                _groups(workflow, [task for task in of_row if task.block == block.key], shares)
                for block in workflow.blocks
            ),
        )


def _groups(workflow: Workflow, tasks: Sequence[Task], shares: dict[str, Share]) -> tuple[ChartGroup, ...]:
    """The tasks of a cell; those alike but for minutes and days are one, those with one goal a group."""
    groups: list[ChartGroup] = []
    for task in tasks:
        share = shares[task.key]
        alone = _group_of(workflow, task, share)
        (new,) = alone.tasks
        if not groups or replace(groups[-1], tasks=alone.tasks) != alone:
            groups.append(alone)
            continue
        known = groups[-1].tasks
        if replace(known[-1], shares=new.shares) == new and _apart(known[-1], share):
            known = (*known[:-1], replace(known[-1], shares=(*known[-1].shares, share)))
        else:
            known = (*known, new)
        groups[-1] = replace(groups[-1], tasks=known)
    return tuple(groups)


def _group_of(workflow: Workflow, task: Task, share: Share) -> ChartGroup:
    roles = {role.key: role.title for role in workflow.roles}
    objectives = [objective.key for objective in workflow.objectives]
    return ChartGroup(
        tasks=(
            ChartTask(
                title=task.title, shares=(share,), brand=task.brand, role=roles.get(task.role, task.role)
            ),
        ),
        goal=task.goal.text if task.goal else "",
        milestone=task.milestone.text if task.milestone else "",
        due=parse_due(task.milestone.due) if task.milestone else None,
        objective=objectives.index(task.objective) if task.objective in objectives else None,
    )


def _apart(task: ChartTask, share: Share) -> bool:
    """Whether a share has weekdays of its own: then it is the same task with other minutes."""
    alike = all(each.days.every_week and each.counts for each in (*task.shares, share))
    days = {day for each in task.shares for day in each.days.weekdays}
    return alike and not days & set(share.days.weekdays)

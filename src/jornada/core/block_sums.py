"""Whether the blocks of a plan add up: what each holds on a day, in minutes, and what is odd about it."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from jornada.core.dataclass import dataclass
from jornada.core.mistakes import Problem
from jornada.core.toml_table import Table
from jornada.core.workflow import WEEKDAYS, Task, Workflow

MOST_WEEKS_CHECKED = 12
_ANY_SUNDAY = dt.date(2000, 12, 31)
_LAST_CHECKED = dt.date(9990, 1, 1)


@dataclass(frozen=True, slots=True)
class BlockSum:
    """What a block holds on a day, in minutes; `working` is its length without breaks."""

    block: str
    planned: int
    reserve: int
    working: int

    @property
    def fits(self) -> bool:
        """Whether tasks and reserve fill the block exactly."""
        return self.planned + self.reserve == self.working


def sums(workflow: Workflow, date: dt.date) -> tuple[BlockSum, ...]:
    """What each block holds on `date`, in the order of the file."""
    return _sums(workflow, date, workflow.tasks_on(date))


def regular_sums(workflow: Workflow) -> Iterator[tuple[int, BlockSum]]:
    """What each block holds on each working weekday (Monday 0), over all weeks of the rhythm of the plan
    as it will be once every first and last day has passed."""
    regular = [task for task in workflow.tasks if task.repeat.weeks is not None]
    cycle = math.lcm(*(task.repeat.weeks or 1 for task in regular))
    bounds = [day for task in regular for day in (task.start, task.until) if day]
    monday = _monday_after(max(bounds, default=_ANY_SUNDAY))
    for week in range(min(cycle, MOST_WEEKS_CHECKED)):
        for day in workflow.days:
            date = monday + dt.timedelta(days=7 * week + day)
            tasks = (task for task in regular if workflow.occurs(task, date))
            for one in _sums(workflow, date, tasks):
                yield day, one


def check_sums(workflow: Workflow, table: Table) -> None:
    """Note where blocks and day, or tasks and block, do not add up.

    What is looked at is the rhythm of the week as it will be once every first and last day has passed.
    Tasks that come monthly or once are extras for which their day has to make room.
    """
    minutes = sum(block.working_minutes for block in workflow.blocks)
    if workflow.daily_minutes is not None and workflow.blocks and workflow.daily_minutes != minutes:
        table.note(Problem.DAILY_SUM, "daily_minutes", value=workflow.daily_minutes, allowed=(str(minutes),))
    odd = _odd_sums(workflow)
    for index, block in enumerate(workflow.blocks):
        by_day = odd.get(block.key, {})
        alike = len(by_day) == len(workflow.days) and len(set(by_day.values())) == 1
        for day, found in by_day.items():
            place = () if alike else (WEEKDAYS[day],)
            table.note(
                Problem.BLOCK_SUM,
                "block",
                index,
                *place,
                value=found.planned + found.reserve,
                allowed=(str(found.working),),
            )
            if alike:
                break


def _odd_sums(workflow: Workflow) -> Mapping[str, Mapping[int, BlockSum]]:
    """By block and weekday, the first sum that does not fit."""
    found: dict[str, dict[int, BlockSum]] = {}
    for day, one in regular_sums(workflow):
        if not one.fits:
            found.setdefault(one.block, {}).setdefault(day, one)
    return found


def _sums(workflow: Workflow, date: dt.date, tasks: Iterable[Task]) -> tuple[BlockSum, ...]:
    planned = Counter[str]()
    for task in tasks:
        planned[task.block] += task.minutes
    return tuple(
        BlockSum(block.key, planned[block.key], block.reserve_on(date), block.working_minutes)
        for block in workflow.blocks
    )


def _monday_after(date: dt.date) -> dt.date:
    date = min(date, _LAST_CHECKED)
    return date + dt.timedelta(days=7 - date.weekday())

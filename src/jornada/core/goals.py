"""How far the goal of a task is: what was counted towards it, over its day or its ISO week.

A goal of a week is one for all the days of the week, and for all tasks that name it: what Monday's
"research" counted shows on Tuesday's. What is measured and not counted, such as "100 %" or "≤ 4 h",
has no progress: nobody adds percents up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from jornada.core.calendar import dates_of_week, monday_of
from jornada.core.dataclass import dataclass
from jornada.core.state import Item, State
from jornada.core.workflow import Goal

MEASURED_UNITS = frozenset({"%", "‰", "h", "hour", "hours", "hora", "horas", "min", "minutes", "minutos"})
"""Of these one does not count one more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalProgress:
    """`count` of `target` in `unit`, over its day or week; `own` is what this task itself has counted
    on its day."""

    count: int
    own: int
    target: float
    unit: str
    per: Literal["day", "week"]

    @property
    def share(self) -> float:
        """How much of it is reached, 0 to 1."""
        return min(1.0, max(0.0, self.count / self.target))

    @property
    def reached(self) -> bool:
        """Whether as much was counted as was meant to be."""
        return self.count >= self.target


def is_counted(goal: Goal | None) -> bool:
    """Whether one counts towards it: it has a target, and not one that is measured."""
    return (
        goal is not None
        and goal.target is not None
        and goal.target > 0
        and goal.unit.strip().casefold() not in MEASURED_UNITS
    )


@dataclass(frozen=True)
class WeekCounts:
    """What was counted on the days of one ISO week, read once for all rows of a day. `at_hand` are those
    items of one of them, `date`, that have a count, where they are known."""

    state: State
    monday: dt.date
    date: dt.date | None = None
    at_hand: Sequence[Item] = ()

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        """Those of the workflow's tasks with a count; one's own tasks stand for themselves."""
        days = (day for day in dates_of_week(self.monday) if day != self.date)
        others = (self.state.items[key] for day in days for key in self.state.on_date.get(day, ()))
        return tuple(item for items in (self.at_hand, others) for item in items if item.count and item.key)

    def of(self, item: Item) -> int:
        """What counts towards the goal of `item`: its own task's, and that of tasks with the same goal."""
        if not item.key:
            return item.count
        return sum(each.count for each in self._items if each.key == item.key or _same_goal(each, item))


def week_counts(state: State, date: dt.date, at_hand: Sequence[Item] | None = None) -> WeekCounts:
    """The counts of the ISO week of `date`, whose own items with a count may be `at_hand`."""
    if at_hand is None:
        return WeekCounts(state, monday_of(date))
    return WeekCounts(state, monday_of(date), date, at_hand)


def goal_progress(state: State, item: Item, counts: WeekCounts | None = None) -> GoalProgress | None:
    """How far the goal of an item is; `None` where it has none that is counted.

    The day or week is that of the queue the item is on. `counts` are those of a week at hand, used where
    it is that week.
    """
    goal = item.goal
    if goal is None or goal.target is None or not is_counted(goal):
        return None
    count = item.count
    if goal.per == "week":
        monday = monday_of(item.date)
        if counts is None or counts.monday != monday:
            counts = WeekCounts(state, monday)
        count = counts.of(item)
    return GoalProgress(count=count, own=item.count, target=goal.target, unit=goal.unit, per=goal.per)


def _same_goal(one: Item, other: Item) -> bool:
    """The same goal of one area and brand, as in "5 ideas a week" of three tasks."""
    return (one.goal, one.area, one.brand) == (other.goal, other.area, other.brand)

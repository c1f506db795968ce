"""Planned time over a span of dates, by the same dimensions as the time spent.

What counts of a day that was worked on is the plan as it was then, whatever a person made of its tasks
since, and the tasks of one's own that stand on that day and were not dropped. Any other day has what
the workflow says of it, its days off known. Before the first day that was ever worked on there was no
plan: nobody can have missed it. The reserve of the blocks is the unforeseen's and counted apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import repeat
from operator import attrgetter

from jornada.core.dataclass import dataclass, made_of_columns
from jornada.core.intents import PlannedBlock, PlannedItem
from jornada.core.layers import values_of
from jornada.core.plan import plan_of
from jornada.core.spent import Dimension, Facts
from jornada.core.state import ItemState, State
from jornada.core.workflow import Workflow


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTime:
    """So many minutes of a task on a day. `title` is the task's."""

    date: dt.date
    minutes: int
    facts: Facts
    title: str = ""

    def key(self, dimension: Dimension) -> str:
        """Its key in a dimension; the date in ISO form."""
        if dimension is Dimension.DATE:
            return self.date.isoformat()
        return str(getattr(self.facts, dimension))


@dataclass(frozen=True, slots=True)
class Planning:
    """What is planned over a span of dates, day by day. `reserve_by_date` is what the blocks of working
    days keep free, in minutes."""

    times: tuple[PlannedTime, ...] = ()
    reserve_by_date: tuple[tuple[dt.date, int], ...] = ()

    @property
    def minutes(self) -> int:
        """What all of it adds up to, without the reserve."""
        return sum(each.minutes for each in self.times)

    @property
    def reserve_minutes(self) -> int:
        """What was kept free for the unforeseen."""
        return sum(minutes for _, minutes in self.reserve_by_date)

    def by(self, dimension: Dimension) -> Mapping[str, int]:
        """Minutes by key, which make `minutes` in sum; what has no key is under the empty one."""
        sums: dict[str, int] = {}
        for each in self.times:
            key = each.key(dimension)
            sums[key] = sums.get(key, 0) + each.minutes
        return sums

    def only(self, keep: Callable[[PlannedTime], bool]) -> Planning:
        """The times that `keep` keeps, with all of the reserve."""
        return Planning(tuple(each for each in self.times if keep(each)), self.reserve_by_date)

    def of(self, dimension: Dimension, key: str) -> Planning:
        """What has that key, with all of the reserve."""
        if dimension is Dimension.DATE:
            return self.only(lambda each: each.key(dimension) == key)
        keys = map(attrgetter(f"facts.{dimension}"), self.times)
        times = tuple([each for each, own in zip(self.times, keys, strict=True) if own == key])
        return Planning(times, self.reserve_by_date)

    def between(self, first: dt.date, last: dt.date) -> Planning:
        """What is planned for these dates, both included."""
        return Planning(
            tuple(each for each in self.times if first <= each.date <= last),
            tuple(each for each in self.reserve_by_date if first <= each[0] <= last),
        )


def planning(state: State, workflow: Workflow, first: dt.date, last: dt.date, today: dt.date) -> Planning:
    """What is planned for the dates from `first` to `last`, both included."""
    begun = min(state.days, default=today)
    times: list[PlannedTime] = []
    reserves: list[tuple[dt.date, int]] = []
    for ordinal in range(max(first, begun).toordinal(), last.toordinal() + 1):
        date = dt.date.fromordinal(ordinal)
        day = state.days.get(date)
        plan = None if day else plan_of(state, workflow, date, today)
        items = day.planned if day else plan.items if plan else ()
        blocks = day.blocks if day else plan.blocks if plan else ()
        off = day.off if day else bool(plan and plan.off)
        times.extend(_time(item, date) for item in items)
        times += _own_times(state, date)
        if not off:
            reserves.append((date, _reserve(blocks)))
    return Planning(tuple(times), tuple(reserves))


def _time(item: PlannedItem, date: dt.date) -> PlannedTime:
    facts = Facts(
        area=item.area,
        brand=item.brand,
        objective=item.objective,
        role=item.role,
        task=item.key,
        block=item.block,
    )
    return PlannedTime(date=date, minutes=max(0, item.minutes), facts=facts, title=item.title)


def _own_times(state: State, date: dt.date) -> list[PlannedTime]:
    """The tasks of one's own of a day; one that will not be done is planned no more. By columns: there may be
    ten thousand."""
    every = values_of(state.items, state.on_date.get(date, ()))
    items = [item for item in every if not item.key and item.state is not ItemState.DROPPED]
    names = {name: name for name in ("area", "brand", "objective", "role", "block")} | {"task": "id"}
    facts = {name: map(attrgetter(of), items) for name, of in names.items()}
    times = {
        "date": repeat(date, len(items)),
        "minutes": [max(0, item.minutes) for item in items],
        "facts": made_of_columns(Facts, len(items), facts),
        "title": [item.title for item in items],
    }
    return made_of_columns(PlannedTime, len(items), times)


def _reserve(blocks: tuple[PlannedBlock, ...]) -> int:
    return sum(max(0, block.reserve) for block in blocks)

"""Planned time over a span of dates, by the same dimensions as the time spent.

What counts of a day that was worked on is the plan as it was then, whatever a person made of its tasks
since, and the tasks of one's own that stand on that day and were not dropped. Any other day has what
the workflow says of it, its days off known. Before the first day that was ever worked on there was no
plan: nobody can have missed it. The reserve of the blocks is the unforeseen's and counted apart.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, compress, repeat
from operator import attrgetter
from typing import Any

from jornada.core.dataclass import dataclass, made_of_columns
from jornada.core.intents import PlannedBlock, PlannedItem
from jornada.core.layers import columns_of
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
    times: list[PlannedTime] = []
    reserves: list[tuple[dt.date, int]] = []
    for day in _days(state, workflow, first, last, today):
        times.extend(_time(item, day.date) for item in day.items)
        times += _own_times(state, day.date)
        if not day.off:
            reserves.append((day.date, _reserve(day.blocks)))
    return Planning(tuple(times), tuple(reserves))


def minutes_by_brand(
    state: State, workflow: Workflow, first: dt.date, last: dt.date, today: dt.date
) -> Mapping[tuple[dt.date, str], int]:
    """The minutes of that by date and brand, without the reserve: of ten thousand tasks each is not told by
    itself for it."""
    sums: dict[tuple[dt.date, str], int] = {}
    for day in _days(state, workflow, first, last, today):
        of_day: defaultdict[str, int] = defaultdict(int)
        told = [(item.minutes, item.brand) for item in day.items]
        own = zip(*_own_columns(state, day.date, ("minutes", "brand")), strict=True)
        for minutes, brand in chain(told, own):
            if minutes > 0:
                of_day[brand] += minutes
        sums.update(((day.date, brand), minutes) for brand, minutes in of_day.items())
    return sums


@dataclass(frozen=True, slots=True)
class _PlannedDay:
    """The plan of a day, as it was or as the workflow has it."""

    date: dt.date
    items: tuple[PlannedItem, ...]
    blocks: tuple[PlannedBlock, ...]
    off: bool


def _days(
    state: State, workflow: Workflow, first: dt.date, last: dt.date, today: dt.date
) -> Iterator[_PlannedDay]:
    """The days of a span that had a plan, or will have one."""
    begun = min(state.days, default=today)
    for ordinal in range(max(first, begun).toordinal(), last.toordinal() + 1):
        date = dt.date.fromordinal(ordinal)
        day = state.days.get(date)
        if day is not None:
            yield _PlannedDay(date, day.planned, day.blocks, day.off)
        else:
            plan = plan_of(state, workflow, date, today)
            yield _PlannedDay(date, plan.items, plan.blocks, plan.off)


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
    names = ("area", "brand", "objective", "role", "block", "id", "minutes", "title")
    *facts, minutes, titles = _own_columns(state, date, names)
    columns = dict(zip(("area", "brand", "objective", "role", "block", "task"), facts, strict=True))
    times = {
        "date": repeat(date, len(titles)),
        "minutes": [max(0, each) for each in minutes],
        "facts": made_of_columns(Facts, len(titles), columns),
        "title": titles,
    }
    return made_of_columns(PlannedTime, len(titles), times)


def _own_columns(state: State, date: dt.date, names: Sequence[str]) -> list[list[Any]]:
    """What the tasks of one's own of a day have under each of these attributes; one that will not be done is
    planned no more. By columns: there may be ten thousand; of most days there is none."""
    ids = state.on_date.get(date, ())
    keys, states = columns_of(state.items, ids, ("key", "state"))
    own = [not key and each is not ItemState.DROPPED for key, each in zip(keys, states, strict=True)]
    return columns_of(state.items, list(compress(ids, own)), names) if any(own) else [[] for _ in names]


def _reserve(blocks: tuple[PlannedBlock, ...]) -> int:
    return sum(max(0, block.reserve) for block in blocks)

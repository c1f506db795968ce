"""A week at a glance: what each block of each day holds against what it can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.core.dataclass import dataclass
from jornada.core.plan import DayView, QueueRow, Status
from jornada.core.posts import Post, posts_of_day

EMPTY_FROM_MINUTES = 15
"""So many free minutes in a block are an empty spot; fewer are the slack of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCell:
    """A block of a day, in minutes. `planned_minutes` are of the workflow's own tasks of that day,
    `booked_minutes` of what was added or moved there. `block` is empty for what has no block of the day.

    Dropped tasks count nothing; on a day off nothing is asked of the block. `posts` are those of the
    editorial calendar that go out in it, or after it before the next one: they take none of its time.
    """

    date: dt.date
    block: str
    title: str
    rows: tuple[QueueRow, ...] = ()
    posts: tuple[Post, ...] = ()
    planned_minutes: int = 0
    booked_minutes: int = 0
    spent_minutes: int = 0
    capacity_minutes: int = 0
    reserve_minutes: int = 0
    off: bool = False

    @property
    def load_minutes(self) -> int:
        """What of either kind is to be done in it."""
        return self.planned_minutes + self.booked_minutes

    @property
    def over_minutes(self) -> int:
        """What the block is asked beyond its working time, the reserve kept free."""
        return 0 if self.off or not self.block else max(0, self._asked - self.capacity_minutes)

    @property
    def free_minutes(self) -> int:
        """What of its working time nothing is planned for."""
        return 0 if self.off or not self.block else max(0, self.capacity_minutes - self._asked)

    @property
    def is_empty_spot(self) -> bool:
        """Whether there is room enough to plan something."""
        return self.free_minutes >= EMPTY_FROM_MINUTES

    @property
    def _asked(self) -> int:
        return self.load_minutes + self.reserve_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """A day of the week. `cells` are its blocks in their order, then what has none, if anything."""

    date: dt.date
    zone: dt.tzinfo
    off: bool
    is_today: bool
    cells: tuple[WeekCell, ...]

    @property
    def load_minutes(self) -> int:
        """What all its blocks hold."""
        return sum(cell.load_minutes for cell in self.cells)

    @property
    def capacity_minutes(self) -> int:
        """Working minutes less what is kept free for the unforeseen."""
        return 0 if self.off else sum(cell.capacity_minutes - cell.reserve_minutes for cell in self.cells)

    @property
    def over_minutes(self) -> int:
        """What does not fit into its blocks, each by itself."""
        return sum(cell.over_minutes for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Monday to Sunday."""

    days: tuple[WeekDay, ...]

    @property
    def monday(self) -> dt.date:
        """Its first day."""
        return self.days[0].date

    @property
    def number(self) -> int:
        """The number of the week (ISO 8601)."""
        return self.monday.isocalendar().week

    @property
    def load_minutes(self) -> int:
        """What all its days hold."""
        return sum(day.load_minutes for day in self.days)

    @property
    def capacity_minutes(self) -> int:
        """What all its days have room for."""
        return sum(day.capacity_minutes for day in self.days)


def week_of(views: Sequence[DayView], posts: Sequence[Post] = ()) -> Week:
    """The week of these days, Monday first, with those of the posts that go out in it. What is kept from an
    earlier day stands on that day, and on today, where it is to be done.
    """
    return Week(days=tuple(_day(view, posts_of_day(posts, view.date)) for view in views))


def _posts_by_block(view: DayView, posts: Sequence[Post]) -> dict[str, tuple[Post, ...]]:
    """The posts of a day by the block that has begun when they go out; the first one has those before it."""
    found: dict[str, tuple[Post, ...]] = {}
    for post in posts:
        begun = [load.span for load in view.blocks if load.span.span.start <= post.instant(view.zone)]
        span = begun[-1] if begun else view.blocks[0].span if view.blocks else None
        if span is not None:
            found[span.key] = (*found.get(span.key, ()), post)
    return found


def _day(view: DayView, posts: Sequence[Post]) -> WeekDay:
    known = {load.span.key for load in view.blocks}
    going_out = _posts_by_block(view, posts)
    cells = [
        _cell(
            view,
            load.span.key,
            load.span.title,
            tuple(row for row in view.rows if row.item.block == load.span.key),
            posts=going_out.get(load.span.key, ()),
            capacity=load.span.working_minutes,
            reserve=load.reserve_minutes,
        )
        for load in view.blocks
    ]
    astray = tuple(row for row in view.rows if row.item.block not in known)
    if astray:
        cells.append(_cell(view, "", "", astray))
    return WeekDay(date=view.date, zone=view.zone, off=view.off, is_today=view.is_today, cells=tuple(cells))


def _cell(
    view: DayView,
    block: str,
    title: str,
    rows: tuple[QueueRow, ...],
    *,
    posts: tuple[Post, ...] = (),
    capacity: int = 0,
    reserve: int = 0,
) -> WeekCell:
    counted = [row for row in rows if row.status is not Status.DROPPED]
    planned = [row for row in counted if row.item.key and row.item.planned_for == view.date]
    planned_minutes = sum(row.item.minutes for row in planned)
    return WeekCell(
        date=view.date,
        block=block,
        title=title,
        rows=rows,
        posts=posts,
        planned_minutes=planned_minutes,
        booked_minutes=sum(row.item.minutes for row in counted) - planned_minutes,
        spent_minutes=sum(row.spent_minutes for row in rows),
        capacity_minutes=capacity,
        reserve_minutes=reserve,
        off=view.off,
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the week: a day (0 to 6), a cell of it, and a task in the cell; without one, the cell."""

    day: int
    cell: int = 0
    task: str = ""


def spots_of(day: WeekDay, place: int) -> tuple[Spot, ...]:
    """The spots of a day, from the top: each cell, then its tasks."""
    return tuple(
        spot
        for number, cell in enumerate(day.cells)
        for spot in (Spot(place, number), *(Spot(place, number, row.item.id) for row in cell.rows))
    )


def held(week: Week, spot: Spot) -> Spot:
    """The spot where the week has it: a task that moved is followed, one that is gone leaves its cell."""
    if spot.task:
        places = sorted(range(len(week.days)), key=lambda place: place != spot.day)
        for place in places:
            for found in spots_of(week.days[place], place):
                if found.task == spot.task:
                    return found
    place = min(max(spot.day, 0), len(week.days) - 1)
    cells = week.days[place].cells
    return Spot(place, min(spot.cell, max(0, len(cells) - 1)))


def step(week: Week, spot: Spot, by: int) -> Spot:
    """So many spots down the day, or up where it is negative; no further than its ends."""
    spots = spots_of(week.days[spot.day], spot.day)
    if not spots:
        return spot
    at = spots.index(spot) if spot in spots else 0
    return spots[min(max(at + by, 0), len(spots) - 1)]


def across(week: Week, spot: Spot, by: int) -> Spot:
    """The spot beside it, so many days on: the same cell, as far down as it was."""
    place = min(max(spot.day + by, 0), len(week.days) - 1)
    cells = week.days[place].cells
    if not cells:
        return Spot(place)
    number = min(spot.cell, len(cells) - 1)
    rows = cells[number].rows
    here = [row.item.id for row in week.days[spot.day].cells[spot.cell].rows]
    if not spot.task or spot.task not in here or not rows:
        return Spot(place, number)
    return Spot(place, number, rows[min(here.index(spot.task), len(rows) - 1)].item.id)

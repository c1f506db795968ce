"""What a day looks like at an instant: its rows, its blocks and what is due."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jornada.core.calendar import BlockSpan, Moment
from jornada.core.dataclass import dataclass
from jornada.core.goals import GoalProgress
from jornada.core.state import Item

if TYPE_CHECKING:
    from jornada.core.plan.queue import Rows


class Section(StrEnum):
    """Where in the queue a row stands."""

    CURRENT = "current"
    EARLIER = "earlier"
    LATER = "later"
    CLOSED = "closed"


class Status(StrEnum):
    """How an item stands, its timer included."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    DONE = "done"
    DROPPED = "dropped"


class MilestoneStatus(StrEnum):
    """How a milestone stands."""

    PENDING = "pending"
    AT_RISK = "at_risk"
    LATE = "late"
    ON_TIME = "on_time"
    REACHED_LATE = "reached_late"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """An item as it stands now. `fits` is false below the fit line, and true where it does not apply.

    `carried_from` is the day it is left from, `missed` how many earlier ones of the same task it
    stands for, the first of them planned for `missed_since`. `first` is its place among what was said to
    come first that day, when the day before it was closed; 0 for none.
    """

    item: Item
    section: Section
    status: Status
    spent_minutes: int
    left_minutes: int
    fits: bool = True
    carried_from: dt.date | None = None
    missed: int = 0
    missed_since: dt.date | None = None
    milestone: MilestoneStatus | None = None
    due: dt.datetime | None = None
    progress: GoalProgress | None = None
    first: int = 0

    @property
    def times_missed(self) -> int:
        """How often it was not done on its day, those it stands for counted too."""
        return self.missed + (self.carried_from is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLoad:
    """What a block holds, in minutes. `left` is its working time still to come; `incident` what incidents
    took of its working time, `reserve_left` what they have not used of the reserve."""

    span: BlockSpan
    planned_minutes: int
    spent_minutes: int
    done: int
    total: int
    left_minutes: int
    reserve_minutes: int
    reserve_left_minutes: int
    open_minutes: int
    incident_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """A day as it stands at an instant. `planned` is false until the day is worked on.

    `fit_after` is the number of rows above the fit line, `None` where there is none: past or coming
    days, after the last block. `fit_minutes` is what the current block still has for its tasks,
    `over_minutes` what does not fit in it. `due_here` are tasks of other days of the week whose milestone
    is due on this one; they are no rows of its queue.
    """

    date: dt.date
    now: dt.datetime
    zone: ZoneInfo
    off: bool
    planned: bool
    is_today: bool
    moment: Moment
    rows: Rows
    blocks: tuple[BlockLoad, ...]
    fit_after: int | None
    fit_minutes: int
    over_minutes: int
    due_here: tuple[QueueRow, ...] = ()

    @property
    def current(self) -> BlockLoad | None:
        """The load of the block that runs, or of the next one between blocks."""
        if self.moment.block is None:
            return None
        return next((load for load in self.blocks if load.span.key == self.moment.block.key), None)

    @property
    def left_over(self) -> tuple[QueueRow, ...]:
        """Open rows of earlier blocks and days: what the bar at a block's end proposes for."""
        return self.rows.at(self.rows.left_over_places)

    def block_title(self, key: str) -> str:
        """The title of a block of that day; its key where the day has no such block."""
        return next((load.span.title for load in self.blocks if load.span.key == key), key)

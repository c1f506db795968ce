"""What stands on the page of a weekly report. What is not in these values no text made of them gives away."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from jornada.core.dataclass import dataclass, field
from jornada.core.kpis import KpiRow
from jornada.core.measures import OnTarget
from jornada.core.plan import MilestoneStatus
from jornada.core.state import ReportTexts


class Audience(StrEnum):
    """Whom a report is for."""

    INTERNAL = "internal"
    CLIENT = "client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """First responses: the 90th percentile in whole minutes, this week and the week before, and how many
    were in time."""

    high_minutes: int | None = None
    high_minutes_before: int | None = None
    on_target: OnTarget = field(default_factory=lambda: OnTarget(0, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A post of the editorial calendar."""

    title: str
    date: dt.date
    time: dt.time | None = None
    channel: str = ""
    published: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaTime:
    """Minutes of an area; `share` of all that was spent, 0 to 1."""

    key: str
    title: str
    planned_minutes: int
    actual_minutes: int
    share: float

    @property
    def difference_minutes(self) -> int:
        """More than planned; below zero where it was less."""
        return self.actual_minutes - self.planned_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class RetainerLine:
    """What a client pays for, in minutes, and what of it was used from `first` up to the end of the week."""

    minutes: int
    used_minutes: int
    per: str
    first: dt.date
    last: dt.date

    @property
    def percent(self) -> int:
        """How much of it is used up, in whole hundredths, rounded down; over 100 where it is overrun."""
        return self.used_minutes * 100 // self.minutes if self.minutes else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A task that was dropped, moved or left, so many `times`; `to` is the day it was moved to last."""

    title: str
    times: int = 1
    reason: str = ""
    to: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """What became of the tasks that were planned."""

    planned: int = 0
    done: int = 0
    dropped: tuple[TaskLine, ...] = ()
    moved: tuple[TaskLine, ...] = ()
    left: tuple[TaskLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """A goal that is counted. One of a day was reached on `reached` of `days`; one of a week counts once."""

    text: str
    target: float
    unit: str
    per: str
    count: int
    reached: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    """A milestone of the week and how it stands."""

    title: str
    date: dt.date
    due: dt.datetime | None
    status: MilestoneStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """An incident: minutes to the first response against the target, minutes spent on it in the week, and
    what was learnt. `on_target` is not known where nothing was owed. For a client `title` is empty."""

    kind: str
    severity: int | None
    detected: dt.datetime
    is_open: bool
    response_minutes: int | None
    target_minutes: int | None
    on_target: bool | None
    minutes: int
    lesson: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """What no client is told. Interruptions are those that parked work of the brand, and its own."""

    interruptions: int = 0
    fragments: int = 0
    stretches: int = 0
    focus_minutes: int = 0
    longest_minutes: int = 0
    after_hours_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyReport:
    """The page. `brand` is a key, empty where the plan has no brands, `title` what it is called; `until` is
    the last day that counts."""

    brand: str
    title: str
    monday: dt.date
    until: dt.date
    written: dt.date
    audience: Audience
    texts: ReportTexts = field(default_factory=ReportTexts)
    kpis: tuple[KpiRow, ...] = ()
    response: Response = field(default_factory=Response)
    posts: tuple[PostLine, ...] = ()
    next_posts: tuple[PostLine, ...] = ()
    areas: tuple[AreaTime, ...] = ()
    planned_minutes: int = 0
    actual_minutes: int = 0
    retainer: RetainerLine | None = None
    tasks: Tasks = field(default_factory=Tasks)
    goals: tuple[GoalLine, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    incidents: tuple[IncidentLine, ...] = ()
    private: Private | None = None

    @property
    def sunday(self) -> dt.date:
        """The last day of its week."""
        return self.monday + SIX_DAYS

    @property
    def is_running(self) -> bool:
        """Whether the week is not over yet."""
        return self.until < self.sunday

    @property
    def posts_published(self) -> int:
        """How many posts went out."""
        return sum(post.published for post in self.posts)

    def milestones_that(self, *status: MilestoneStatus) -> tuple[MilestoneLine, ...]:
        """Those that stand so."""
        return tuple(each for each in self.milestones if each.status in status)


SIX_DAYS = dt.timedelta(days=6)

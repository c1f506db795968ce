"""What a person planned: blocks, areas, tasks, goals, milestones, brands, campaigns.

The values of a workflow file (`FORMATS.md`, "Workflow file") and the rules that need
nothing but them. Reading the file and naming its mistakes is `core.workflow_check`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from jornada.core.dataclass import dataclass, field
from jornada.core.days_off import NO_DAYS_OFF, DaysOff
from jornada.core.recurrence import WEEKDAY_WORDS, Recurrence

KEY_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,39}$"
WEEKDAYS = WEEKDAY_WORDS
LAST_RANK = 99
COLOUR_SLOTS = 12
"""A theme has so many colours for areas and brands, slot 1 the first."""

IfMissed = Literal["lapse", "keep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A measurable result of a task; `target` in `unit`, summed over `per`."""

    text: str
    target: float | None = None
    unit: str = ""
    per: Literal["day", "week"] = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A checkable point. `due` is `"09:45"`, or `"thu 14:00"` for a point of the week."""

    text: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A span inside a block in which nobody works, in local time."""

    title: str
    start: dt.time
    end: dt.time


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A named span of the working day, in local time; an end not after the start is the next day's.

    `reserve` is in minutes; `reserve_by_weekday` names the weekdays (Monday 0) that keep another one.
    """

    key: str
    title: str
    start: dt.time
    end: dt.time
    breaks: tuple[Break, ...] = ()
    reserve: int = 0
    reserve_by_weekday: tuple[tuple[int, int], ...] = ()

    def reserve_on(self, date: dt.date) -> int:
        """Minutes kept free for the unforeseen on that day."""
        return dict(self.reserve_by_weekday).get(date.weekday(), self.reserve)

    @property
    def working_minutes(self) -> int:
        """Minutes of the block less its breaks, on a day without a clock change."""
        return _length(self.start, self.end) - sum(_length(b.start, b.end) for b in self.breaks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A kind of work; `rank` is its priority for the audience, 1 first; `colour` a slot or `#rrggbb`."""

    key: str
    title: str
    rank: int
    colour: int | str = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who does a task, by job description."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What the strategy wants reached."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retainer:
    """Minutes a client pays for, per week or month."""

    minutes: int
    per: Literal["week", "month"] = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTarget:
    """What the workflow changes of the response targets of one severity, for one brand or, where that is
    empty, for all. `None` leaves a value; no minutes between updates: none are owed."""

    severity: int
    brand: str = ""
    first_response_minutes: int | None = None
    update_minutes: int | None = None
    clock: Literal["wall", "working"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A measure of the week as the plan has it, for one brand or, where that is empty, for all. With the
    key of a measure that is there for everybody it only sets its title, unit and target."""

    key: str
    title: str = ""
    brand: str = ""
    target: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A brand or client one works for."""

    key: str
    title: str
    colour: int | str = 0
    retainer: Retainer | None = None
    requirements: str = ""
    resources: str = ""
    goals: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a campaign; `minutes` of work, 0 where nobody says."""

    title: str
    due: dt.date
    who: str = ""
    needs: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """The concise plan of a campaign: a span and its steps."""

    key: str
    title: str
    start: dt.date
    until: dt.date
    brand: str = ""
    area: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A line of the workflow. `start` and `until` bound its recurrence, both included."""

    key: str
    area: str
    title: str
    block: str
    minutes: int
    repeat: Recurrence
    start: dt.date | None = None
    until: dt.date | None = None
    if_missed: IfMissed = "lapse"
    rank: int | None = None
    goal: Goal | None = None
    milestone: Milestone | None = None
    brand: str = ""
    role: str = ""
    objective: str = ""
    procedure: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """A person's plan. `days` are the working weekdays, Monday 0; `hash` tells two versions apart.

    `days_off` are no part of the file: holidays and leave are the person's, whatever the workflow.
    """

    name: str
    title: str
    timezone: str
    days: tuple[int, ...]
    hash: str
    daily_minutes: int | None = None
    summary: str = ""
    objectives: tuple[Objective, ...] = ()
    roles: tuple[Role, ...] = ()
    brands: tuple[Brand, ...] = ()
    areas: tuple[Area, ...] = ()
    blocks: tuple[Block, ...] = ()
    tasks: tuple[Task, ...] = ()
    campaigns: tuple[Campaign, ...] = field(default=())
    targets: tuple[ResponseTarget, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    days_off: DaysOff = NO_DAYS_OFF

    @cached_property
    def area_by_key(self) -> Mapping[str, Area]:
        """The areas, each by its key."""
        return {area.key: area for area in self.areas}

    @cached_property
    def block_by_key(self) -> Mapping[str, Block]:
        """The blocks, each by its key."""
        return {block.key: block for block in self.blocks}

    @cached_property
    def brand_by_key(self) -> Mapping[str, Brand]:
        """The brands, each by its key."""
        return {brand.key: brand for brand in self.brands}

    @property
    def only_brand(self) -> str:
        """Whose everything is where there is one brand; `""` where there is none, or a choice."""
        return self.brands[0].key if len(self.brands) == 1 else ""

    @cached_property
    def task_by_key(self) -> Mapping[str, Task]:
        """The tasks, each by its key."""
        return {task.key: task for task in self.tasks}

    def is_working_day(self, date: dt.date) -> bool:
        """Whether it is one of the days of the week that are worked, and no day off."""
        return date.weekday() in self.days and date not in self.days_off

    def rank_of(self, task: Task) -> int:
        """The task's own rank, else its area's; a task of no known area comes last."""
        if task.rank is not None:
            return task.rank
        area = self.area_by_key.get(task.area)
        return area.rank if area else LAST_RANK

    def occurs(self, task: Task, date: dt.date) -> bool:
        """Whether the task falls on `date`. One of certain weekdays that must be done falls on a day off
        too: it waits for the next working day, where another one lapses."""
        must = task.if_missed == "keep" and task.repeat.by_weekdays
        off = NO_DAYS_OFF if must else self.days_off
        return (
            (task.start is None or task.start <= date)
            and (task.until is None or date <= task.until)
            and task.repeat.occurs(date, days=self.days, anchor=task.start, off=off)
        )

    def tasks_on(self, date: dt.date) -> tuple[Task, ...]:
        """The tasks that fall on `date`, in the order of the file."""
        return tuple(task for task in self.tasks if self.occurs(task, date))


def minutes_of_day(start: dt.time, end: dt.time) -> tuple[int, int]:
    """A span in minutes since midnight; an end not after the start is the next day's."""
    first = start.hour * 60 + start.minute
    last = end.hour * 60 + end.minute
    return first, last if last > first else last + 24 * 60


def _length(start: dt.time, end: dt.time) -> int:
    first, last = minutes_of_day(start, end)
    return last - first

"""Days and their plans: which workflow is followed, how a day was planned, taken over, sorted out, closed."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from jornada.core.dataclass import dataclass
from jornada.core.intents.base import Intent
from jornada.core.workflow import Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBreak:
    """A break inside a planned block, local times `"HH:MM"`."""

    title: str
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBlock:
    """A block as it was on the day it was planned, local times `"HH:MM"`, reserve in minutes."""

    key: str
    title: str
    start: str
    end: str
    breaks: tuple[PlannedBreak, ...] = ()
    reserve: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """A task as it was planned for a day; its id is `<date>.<key>`. A `due` with a weekday is of the week
    of `due_of`, else of the day's."""

    key: str
    title: str
    area: str = ""
    block: str = ""
    minutes: int = 0
    rank: int | None = None
    brand: str = ""
    role: str = ""
    objective: str = ""
    milestone: str = ""
    due: str = ""
    goal: Goal | None = None
    keep: bool = False
    due_of: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowUse(Intent):
    """From now on, days not yet planned follow this workflow."""

    do: ClassVar[str] = "workflow.use"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan(Intent):
    """A day is worked on for the first time: its blocks and items as the workflow had them then.

    A long plan is several records of the same workflow and hash by one device; their items add up.
    """

    do: ClassVar[str] = "day.plan"
    date: dt.date
    workflow: str
    hash: str
    timezone: str
    off: bool = False
    blocks: tuple[PlannedBlock, ...] = ()
    items: tuple[PlannedItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAdopt(Intent):
    """A day that was begun takes over what a person accepts of its workflow as it is now, of that `hash`:
    tasks that came or say something else, keys of those that went, its blocks where they differ. With
    none of them the day is left as it was planned."""

    do: ClassVar[str] = "day.adopt"
    date: dt.date
    workflow: str
    hash: str
    items: tuple[PlannedItem, ...] = ()
    removed: tuple[str, ...] = ()
    blocks: tuple[PlannedBlock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageMove:
    """What becomes of one task: another block or day, or dropped."""

    task: str
    date: dt.date | None = None
    block: str | None = None
    drop: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage(Intent):
    """What is left of a block or day, decided at once and undone at once."""

    do: ClassVar[str] = "triage"
    moves: tuple[TriageMove, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClose(Intent):
    """A day is closed. `top` is what comes first on the next one, each the id of a task or a title of
    one's own; the last close of a day holds."""

    do: ClassVar[str] = "day.close"
    date: dt.date
    top: tuple[str, ...] = ()
    note: str = ""

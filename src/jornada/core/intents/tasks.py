"""Tasks of a day."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from jornada.core.dataclass import dataclass
from jornada.core.intents.base import Intent
from jornada.core.workflow import Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAdd(Intent):
    """A task of one's own on a day's queue; the record's id is the item's. It stays until done or dropped.

    `idea` is the one it is made of, which is used from then on: one record does both. `incident` is the
    one it follows up.
    """

    do: ClassVar[str] = "task.add"
    title: str
    date: dt.date
    block: str = ""
    minutes: int = 0
    area: str = ""
    brand: str = ""
    role: str = ""
    objective: str = ""
    rank: int | None = None
    milestone: str = ""
    due: str = ""
    goal: Goal | None = None
    idea: str = ""
    incident: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEdit(Intent):
    """Change what is said of a task. `None` leaves a field, `""` clears it."""

    do: ClassVar[str] = "task.edit"
    task: str
    title: str | None = None
    area: str | None = None
    brand: str | None = None
    role: str | None = None
    objective: str | None = None
    rank: int | None = None
    milestone: str | None = None
    due: str | None = None
    minutes: int | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStart(Intent):
    """The timer runs for this task (or incident); `ends` is the session it was seen to end."""

    do: ClassVar[str] = "task.start"
    task: str = ""
    incident: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStop(Intent):
    """The running session ends, at the record's time or at an earlier `end`."""

    do: ClassVar[str] = "task.stop"
    session: str
    end: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(Intent):
    """A task is done; if its timer ran, it ends."""

    do: ClassVar[str] = "task.done"
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReopen(Intent):
    """A done or dropped task is open again."""

    do: ClassVar[str] = "task.reopen"
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDrop(Intent):
    """A task will not be done; if its timer ran, it ends."""

    do: ClassVar[str] = "task.drop"
    task: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMove(Intent):
    """A task goes to another block, another day, or both."""

    do: ClassVar[str] = "task.move"
    task: str
    date: dt.date | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOrder(Intent):
    """A task is put right before or right after another one of its block: the person's own order."""

    do: ClassVar[str] = "task.order"
    task: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMinutes(Intent):
    """The planned minutes of a task."""

    do: ClassVar[str] = "task.minutes"
    task: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskNote(Intent):
    """A note on a task."""

    do: ClassVar[str] = "task.note"
    task: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCount(Intent):
    """So many more towards the task's goal; negative to correct."""

    do: ClassVar[str] = "task.count"
    task: str
    amount: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMilestone(Intent):
    """The task's milestone is reached."""

    do: ClassVar[str] = "task.milestone"
    task: str

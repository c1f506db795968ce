"""Everything a person can do, one frozen dataclass each; its fields are the record's.

`INTENTS` maps the word in a record's `do` to the class. Fields left at their default are not
written. Text fields in an edit: `None` leaves the value as it is, `""` clears it. All instants
are aware; minutes are whole. Times of day are strings as in the workflow file (`"10:30"`,
`"thu 14:00"`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from jornada.core.dataclass import dataclass, field
from jornada.core.workflow import Goal

Severity = int
"""1 critical, 2 high, 3 medium, 4 low."""


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
class Intent:
    """What all intents share."""

    do: ClassVar[str] = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakStart(Intent):
    """A pause: what runs ends, the break's own session begins."""

    do: ClassVar[str] = "break.start"
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakStop(Intent):
    """The break is over."""

    do: ClassVar[str] = "break.stop"
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLog(Intent):
    """Time spent earlier, entered afterwards, on a task or an incident; without either it was a break. With
    `cut` other sessions make room for it."""

    do: ClassVar[str] = "time.log"
    start: dt.datetime
    end: dt.datetime
    task: str = ""
    incident: str = ""
    note: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEdit(Intent):
    """A session is corrected. `None` leaves a value; a task or an incident takes the place of what it was
    about, both empty make it a break. With `cut` the others make room."""

    do: ClassVar[str] = "time.edit"
    session: str
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    task: str | None = None
    incident: str | None = None
    note: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSplit(Intent):
    """A session becomes two; the record's id is the second one's. It is about the same, unless a task or
    an incident is given, both empty for a break; `end` ends it where it still ran."""

    do: ClassVar[str] = "time.split"
    session: str
    when: dt.datetime
    task: str | None = None
    incident: str | None = None
    end: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeJoin(Intent):
    """Two sessions become one: the earlier, up to the end of the later; what was between counts too."""

    do: ClassVar[str] = "time.join"
    session: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeDrop(Intent):
    """A session is taken out of the account."""

    do: ClassVar[str] = "time.drop"
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupt(Intent):
    """Something came up: what runs is parked, an incident opens and its own timer runs.

    The record's id is the incident's and the session's. It may stay nameless until classified. `when` is
    the earlier instant it began at, where that is told afterwards.
    """

    do: ClassVar[str] = "interrupt"
    title: str = ""
    ends: str = ""
    parks: str = ""
    when: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Intent):
    """Back to the work that `incident` interrupted: a task, or an outer incident."""

    do: ClassVar[str] = "resume"
    incident: str
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpen(Intent):
    """Something unforeseen is logged. No timer runs for it yet."""

    do: ClassVar[str] = "incident.open"
    title: str
    kind: str = "other"
    severity: Severity | None = None
    brand: str = ""
    channel: str = ""
    link: str = ""
    author: str = ""
    reach: int | None = None
    evidence: str = ""
    occurred: dt.datetime | None = None
    detected: dt.datetime | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEdit(Intent):
    """Name, classify or correct an incident. `None` leaves a field, `""` clears it.

    `next_update` is when the next update is promised for, where that is not what the targets say.
    """

    do: ClassVar[str] = "incident.edit"
    incident: str
    title: str | None = None
    kind: str | None = None
    severity: Severity | None = None
    brand: str | None = None
    channel: str | None = None
    link: str | None = None
    author: str | None = None
    reach: int | None = None
    evidence: str | None = None
    occurred: dt.datetime | None = None
    detected: dt.datetime | None = None
    owner: str | None = None
    statement: str | None = None
    approved_by: str | None = None
    next_update: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentStep(Intent):
    """What the steps of an incident's life share. `when` is the earlier instant it was taken at, where
    that is not the record's."""

    incident: str
    when: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentAcknowledge(IncidentStep):
    """Somebody has seen it. The first-response clock runs on."""

    do: ClassVar[str] = "incident.acknowledge"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRespond(IncidentStep):
    """The first response went out; its clock stops."""

    do: ClassVar[str] = "incident.respond"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentContain(IncidentStep):
    """It no longer spreads."""

    do: ClassVar[str] = "incident.contain"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentResolve(IncidentStep):
    """It is over; if its timer ran, it ends."""

    do: ClassVar[str] = "incident.resolve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a post-mortem asks for: by whom, and by when."""

    text: str
    owner: str = ""
    due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReview(IncidentStep):
    """It was looked back on, and is closed. Critical and high ones need the post-mortem: what worked,
    what did not, the root cause. `severity` is what it turned out to be."""

    do: ClassVar[str] = "incident.review"
    worked: str = ""
    failed: str = ""
    cause: str = ""
    lesson: str = ""
    severity: Severity | None = None
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMonitor(IncidentStep):
    """It is only watched (a troll): no answer is owed."""

    do: ClassVar[str] = "incident.monitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentUpdate(IncidentStep):
    """Those who wait were told how it stands; the next-update clock starts again. `next_update` is when
    the next one was promised for, where that is not what the targets say."""

    do: ClassVar[str] = "incident.update"
    text: str = ""
    next_update: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNotify(IncidentStep):
    """Somebody inside was told."""

    do: ClassVar[str] = "incident.notify"
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPausePosts(IncidentStep):
    """The scheduled posts are paused; with `paused` false they go out again."""

    do: ClassVar[str] = "incident.pause_posts"
    paused: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCheck(IncidentStep):
    """A step of its checklist is taken; with `done` false it is not, after all."""

    do: ClassVar[str] = "incident.check"
    step: str
    done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReopen(IncidentStep):
    """It is back: open again, an answer is owed anew, all that was stamped before stays in its timeline."""

    do: ClassVar[str] = "incident.reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSeverity(IncidentStep):
    """It is worse, or less bad, than was thought."""

    do: ClassVar[str] = "incident.severity"
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNote(IncidentStep):
    """A line in the incident's timeline."""

    do: ClassVar[str] = "incident.note"
    text: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaAdd(Intent):
    """A thought to come back to; the record's id is the idea's."""

    do: ClassVar[str] = "idea.add"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaUse(Intent):
    """An idea became a task that is there already. One that is made of it says so in `task.add`."""

    do: ClassVar[str] = "idea.use"
    idea: str
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaDrop(Intent):
    """Nothing will become of an idea."""

    do: ClassVar[str] = "idea.drop"
    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseAdd(Intent):
    """Somebody was promised an answer by an instant, about a task or an incident; the record's id is the
    promise's. It is open until it is kept, whatever becomes of what it is about."""

    do: ClassVar[str] = "promise.add"
    who: str
    by: dt.datetime
    task: str = ""
    incident: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseKeep(Intent):
    """A promise is kept."""

    do: ClassVar[str] = "promise.keep"
    promise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostStateSet(Intent):
    """A post of the editorial calendar is now an idea, a draft, approved, scheduled or published.

    `seen` is the state its file named then: while the file still says so, this record's word holds.
    `title` is the post's, for a journal that outlives the file.
    """

    do: ClassVar[str] = "post.state"
    post: str
    state: str
    seen: str = ""
    link: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiValue:
    """What a measure came to; `None` takes back what was typed in."""

    key: str
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiSet(Intent):
    """The figures of a brand for the week that begins with that Monday, typed in by a person; the others
    of the week stay as they are."""

    do: ClassVar[str] = "kpi.set"
    week: dt.date
    brand: str = ""
    values: tuple[KpiValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNote(Intent):
    """What a person says in the weekly report of a brand, for the week that begins with that Monday.
    `None` leaves a text, `""` clears it."""

    do: ClassVar[str] = "report.note"
    week: dt.date
    brand: str = ""
    status: str | None = None
    worked: str | None = None
    failed: str | None = None
    next: str | None = None
    need: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Intent):
    """The record `of` no longer counts."""

    do: ClassVar[str] = "undo"
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redo(Intent):
    """The undone record `of` counts again."""

    do: ClassVar[str] = "redo"
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Intent):
    """What another version wrote and this one does not know: kept and shown, never applied."""

    word: str
    fields: Mapping[str, Any] = field(default_factory=dict)


INTENTS: Mapping[str, type[Intent]] = {
    intent.do: intent
    for intent in (
        WorkflowUse,
        DayPlan,
        DayAdopt,
        TaskAdd,
        TaskEdit,
        TaskStart,
        TaskStop,
        TaskDone,
        TaskReopen,
        TaskDrop,
        TaskMove,
        TaskOrder,
        TaskMinutes,
        TaskNote,
        TaskCount,
        TaskMilestone,
        BreakStart,
        BreakStop,
        TimeLog,
        TimeEdit,
        TimeSplit,
        TimeJoin,
        TimeDrop,
        Interrupt,
        Resume,
        IncidentOpen,
        IncidentEdit,
        IncidentAcknowledge,
        IncidentRespond,
        IncidentContain,
        IncidentResolve,
        IncidentReview,
        IncidentMonitor,
        IncidentUpdate,
        IncidentNotify,
        IncidentPausePosts,
        IncidentCheck,
        IncidentReopen,
        IncidentSeverity,
        IncidentNote,
        Triage,
        DayClose,
        IdeaAdd,
        IdeaUse,
        IdeaDrop,
        PromiseAdd,
        PromiseKeep,
        PostStateSet,
        KpiSet,
        ReportNote,
        Undo,
        Redo,
    )
}


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that happened. `id` is device, `-`, counter in base 36; `n` a Lamport counter.

    Records are ordered by `(n, device)`; `at` serves durations and dates only.
    """

    id: str
    at: dt.datetime
    n: int
    intent: Intent

    @property
    def device(self) -> str:
        return self.id.partition("-")[0]

    @property
    def order(self) -> tuple[int, str, str]:
        return (self.n, self.device, self.id)

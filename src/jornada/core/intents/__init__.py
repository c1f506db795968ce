"""Everything a person can do, one frozen dataclass each; its fields are the record's.

`INTENTS` maps the word in a record's `do` to the class. Fields left at their default are not
written. Text fields in an edit: `None` leaves the value as it is, `""` clears it. All instants
are aware; minutes are whole. Times of day are strings as in the workflow file (`"10:30"`,
`"thu 14:00"`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jornada.core.dataclass import dataclass
from jornada.core.intents.base import Intent, Severity
from jornada.core.intents.beside import (
    IdeaAdd,
    IdeaDrop,
    IdeaUse,
    KpiSet,
    KpiValue,
    PostStateSet,
    PromiseAdd,
    PromiseKeep,
    ReportNote,
)
from jornada.core.intents.days import (
    DayAdopt,
    DayClose,
    DayPlan,
    PlannedBlock,
    PlannedBreak,
    PlannedItem,
    Triage,
    TriageMove,
    WorkflowUse,
)
from jornada.core.intents.incidents import (
    IncidentAcknowledge,
    IncidentCheck,
    IncidentContain,
    IncidentEdit,
    IncidentMonitor,
    IncidentNote,
    IncidentNotify,
    IncidentOpen,
    IncidentPausePosts,
    IncidentReopen,
    IncidentResolve,
    IncidentRespond,
    IncidentReview,
    IncidentSeverity,
    IncidentStep,
    IncidentUpdate,
    Measure,
)
from jornada.core.intents.sessions import (
    BreakStart,
    BreakStop,
    Interrupt,
    Resume,
    TimeDrop,
    TimeEdit,
    TimeJoin,
    TimeLog,
    TimeSplit,
)
from jornada.core.intents.tasks import (
    TaskAdd,
    TaskCount,
    TaskDone,
    TaskDrop,
    TaskEdit,
    TaskMilestone,
    TaskMinutes,
    TaskMove,
    TaskNote,
    TaskOrder,
    TaskReopen,
    TaskStart,
    TaskStop,
)
from jornada.core.intents.undoing import (
    Redo,
    Undo,
    Unknown,
)

__all__ = [
    "INTENTS",
    "BreakStart",
    "BreakStop",
    "DayAdopt",
    "DayClose",
    "DayPlan",
    "IdeaAdd",
    "IdeaDrop",
    "IdeaUse",
    "IncidentAcknowledge",
    "IncidentCheck",
    "IncidentContain",
    "IncidentEdit",
    "IncidentMonitor",
    "IncidentNote",
    "IncidentNotify",
    "IncidentOpen",
    "IncidentPausePosts",
    "IncidentReopen",
    "IncidentResolve",
    "IncidentRespond",
    "IncidentReview",
    "IncidentSeverity",
    "IncidentStep",
    "IncidentUpdate",
    "Intent",
    "Interrupt",
    "KpiSet",
    "KpiValue",
    "Measure",
    "PlannedBlock",
    "PlannedBreak",
    "PlannedItem",
    "PostStateSet",
    "PromiseAdd",
    "PromiseKeep",
    "Record",
    "Redo",
    "ReportNote",
    "Resume",
    "Severity",
    "TaskAdd",
    "TaskCount",
    "TaskDone",
    "TaskDrop",
    "TaskEdit",
    "TaskMilestone",
    "TaskMinutes",
    "TaskMove",
    "TaskNote",
    "TaskOrder",
    "TaskReopen",
    "TaskStart",
    "TaskStop",
    "TimeDrop",
    "TimeEdit",
    "TimeJoin",
    "TimeLog",
    "TimeSplit",
    "Triage",
    "TriageMove",
    "Undo",
    "Unknown",
    "WorkflowUse",
]

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
        """The device that wrote it."""
        return self.id.partition("-")[0]

    @property
    def order(self) -> tuple[int, str, str]:
        """What records are sorted by; the id stands for the device, and tells two of one counter apart."""
        return (self.n, self.device, self.id)

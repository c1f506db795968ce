"""What comes of doing something at the desk, and what is wrong there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from jornada.core import intents as do
from jornada.core.dataclass import dataclass
from jornada.store.journal import Problem as JournalProblem
from jornada.store.workflows import LoadedWorkflow

if TYPE_CHECKING:
    from jornada.core.day_change import DayChange
    from jornada.core.mistakes import LocatedMistake
    from jornada.core.refusals import Refused
    from jornada.store.calendar_files import CalendarFile


@dataclass(frozen=True, slots=True)
class Saved:
    """It is on the disk. `undone` is what an undo or redo was about, `kept` how many later changes
    to the same thing stay."""

    records: tuple[do.Record, ...]
    undone: do.Intent | None = None
    kept: int = 0

    @property
    def record(self) -> do.Record:
        """The record of the intent itself, after the plan it may have needed."""
        return self.records[-1]


@dataclass(frozen=True, slots=True)
class Kept:
    """It counts, but is not on the disk yet; `error` says why."""

    records: tuple[do.Record, ...]
    error: str

    @property
    def record(self) -> do.Record:
        """The record of the intent itself, after the plan it may have needed."""
        return self.records[-1]


@dataclass(frozen=True, slots=True)
class Locked:
    """Nothing was done: another writer holds the lock (`busy`), or the clock is set by hand and the
    data is not (`clock`)."""

    why: str


Outcome: TypeAlias = "Saved | Kept | Refused | Locked"


@dataclass(frozen=True, slots=True)
class Troubles:
    """All that a banner may have to say. `workflow` is there where the plan's file has mistakes;
    `calendar` are the files of the editorial calendar that have some, once it was asked for. `plan` is
    what the day that was begun would be by the workflow as it is now, where that is another one; `copies`
    are files of a person that a sync doubled."""

    not_saved: int = 0
    error: str = ""
    journal: tuple[JournalProblem, ...] = ()
    vanished: tuple[do.Record, ...] = ()
    workflow: LoadedWorkflow | None = None
    config: tuple[LocatedMistake, ...] = ()
    calendar: tuple[CalendarFile, ...] = ()
    plan: DayChange | None = None
    copies: tuple[Path, ...] = ()

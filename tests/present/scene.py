"""A day made of what a person did, for drawings: no disk, the clock is set by hand."""

from __future__ import annotations

import datetime as dt
import tomllib
import zoneinfo
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from jornada import resources
from jornada.core import incidents
from jornada.core import intents as do
from jornada.core.calendar import WorkingHours
from jornada.core.decide import Accepted, decide
from jornada.core.fold import Timeline
from jornada.core.incidents import Deadline, TargetBook
from jornada.core.plan import DayView, day_view
from jornada.core.setting import Setting
from jornada.core.state import Item, State
from jornada.core.workflow import Workflow
from jornada.core.workflow_check import read_workflow
from jornada.present.pen import Line, text_of

MADRID = zoneinfo.ZoneInfo("Europe/Madrid")
FRIDAY = dt.date(2026, 11, 20)


@cache
def read_built_in(name: str) -> Workflow:
    """A built-in workflow, as `garcia.en`."""
    document = tomllib.loads(resources.text("workflows", f"{name}.toml"))
    workflow, mistakes = read_workflow(document, name=name, hash="0", timezones={MADRID.key})
    assert workflow is not None, mistakes
    return workflow


@dataclass
class Scene:
    """What happened up to `now`; `do` and `at` add to it."""

    workflow: Workflow
    now: dt.datetime
    timeline: Timeline = field(default_factory=Timeline)
    count: int = 0

    def at(self, time: str, date: dt.date = FRIDAY) -> Scene:
        """The clock shows that time from now on."""
        self.now = dt.datetime.combine(date, dt.time.fromisoformat(time), tzinfo=MADRID)
        return self

    def do(self, intent: do.Intent) -> str:
        """Do it now; the id of its record comes back. What is refused is a mistake of the test."""
        decision = decide(self.state, intent, Setting(self.now, self.workflow, "test"))
        assert isinstance(decision, Accepted), decision
        for each in decision.intents:
            self.count += 1
            self.timeline.add([do.Record(f"test-{self.count}", self.now, self.count, each)])
        return f"test-{self.count}"

    @property
    def state(self) -> State:
        return self.timeline.state

    def view(self, date: dt.date | None = None, keep: Callable[[Item], bool] = lambda item: True) -> DayView:
        today = self.now.astimezone(MADRID).date()
        return day_view(self.state, self.workflow, date or today, self.now, keep=keep)

    def deadlines(self) -> tuple[Deadline, ...]:
        hours = WorkingHours(self.workflow.days, self.workflow.blocks, MADRID)
        return incidents.deadlines(self.state, TargetBook(), hours, self.now)


def friday(time: str = "09:40", workflow: str = "garcia.en") -> Scene:
    """Friday 20 November 2026 in Madrid; nothing was done yet."""
    return Scene(read_built_in(workflow), dt.datetime(2026, 11, 20, tzinfo=MADRID)).at(time)


def task(key: str, date: dt.date = FRIDAY) -> str:
    """The id of a planned task."""
    return f"{date}.{key}"


KEYS = {
    "app.help": "?",
    "app.quit": "q",
    "day.today": "t",
    "history.undo": "u",
    "incident.log": "i",
    "interrupt": "!",
    "resume": "r",
    "task.add": "a",
    "task.break": "p",
    "task.start": "s",
    "view.escape": "esc",
    "view.triage": "T",
}


def drawing(lines: Sequence[Line]) -> str:
    """The text of the lines, each closed by a bar so that its width is seen."""
    return "\n".join(text_of(line) + "|" for line in lines)

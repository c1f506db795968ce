"""The start of a day: what is left from the day before, what comes first, what today holds, does it fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.core.calendar import MomentKind, in_zone, local_date
from jornada.core.dataclass import dataclass
from jornada.core.day_close import title_of_first, was_worked_on
from jornada.core.incidents import ClockState, Deadline
from jornada.core.intents import IncidentReopen
from jornada.core.milestones import DueMilestone, milestones_of_day
from jornada.core.plan import DayView, QueueRow, first_on
from jornada.core.posts import DuePost
from jornada.core.state import Incident, IncidentStatus, State
from jornada.core.workflow import Workflow


@dataclass(frozen=True, slots=True)
class FirstThing:
    """What was said to come first: its title, and its row where it is on the queue."""

    title: str
    row: QueueRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStart:
    """What a day begins with. `before` is the last day worked on; `left` the rows left from earlier days and
    those carried to this one; `available_minutes` the working time still to come less what is kept free.
    `overdue` are incidents past their clock, `reopened` those that came back."""

    date: dt.date
    zone: dt.tzinfo
    before: dt.date | None
    note: str
    first: tuple[FirstThing, ...]
    left: tuple[QueueRow, ...]
    tasks: int
    planned_minutes: int
    available_minutes: int
    milestones: tuple[DueMilestone, ...]
    overdue: tuple[Incident, ...]
    reopened: tuple[Incident, ...]
    open_incidents: int
    posts: tuple[DuePost, ...]

    @property
    def over_minutes(self) -> int:
        """What is planned beyond the time there is."""
        return max(0, self.planned_minutes - self.available_minutes)

    @property
    def fits(self) -> bool:
        """Whether nothing is planned beyond the time there is."""
        return self.over_minutes == 0


def day_start(
    state: State,
    workflow: Workflow,
    view: DayView,
    deadlines: Sequence[Deadline] = (),
    posts: Sequence[DuePost] = (),
) -> DayStart:
    """What the day of `view`, which should hold all its rows, begins with."""
    date = view.date
    before = max((day for day in state.days if day < date), default=None)
    open_rows = [row for row in view.rows if row.item.is_open]
    incidents = [state.incidents[key] for key in state.open_incidents]
    late = {each.incident for each in deadlines if each.state is ClockState.OVERDUE}
    closing = max((day for day in state.closings if day < date), default=None)
    return DayStart(
        date=date,
        zone=view.zone,
        before=before,
        note=state.closings[closing].note if closing is not None and closing == before else "",
        first=_first(state, workflow, view),
        left=tuple(row for row in open_rows if row.item.planned_for < date),
        tasks=len(open_rows),
        planned_minutes=sum(row.left_minutes for row in open_rows),
        available_minutes=sum(
            max(0, load.left_minutes - load.reserve_left_minutes) for load in view.blocks if not view.off
        ),
        milestones=milestones_of_day(view),
        overdue=tuple(each for each in incidents if each.id in late),
        reopened=tuple(each for each in incidents if _came_back(each) and each.id not in late),
        open_incidents=len(incidents),
        posts=tuple(post for post in posts if in_zone(post.due, view.zone).date() <= date),
    )


def _first(state: State, workflow: Workflow, view: DayView) -> tuple[FirstThing, ...]:
    rows = {row.first: row for row in view.rows if row.first}
    today = local_date(view.now, view.zone)
    return tuple(
        FirstThing(rows[place].item.title, rows[place])
        if place in rows
        else FirstThing(title_of_first(state.items.get(text), text))
        for place, text in enumerate(first_on(state, workflow, view.date, today), 1)
    )


def _came_back(incident: Incident) -> bool:
    """Whether it was reopened, and nobody has taken it up since."""
    again = any(entry.do == IncidentReopen.do for entry in incident.timeline)
    return again and incident.status is IncidentStatus.OPEN


def is_start_due(state: State, view: DayView) -> bool:
    """Whether a person is to be told what the day begins with: a working day before or in its hours, not
    begun yet, and not the first one ever."""
    if not view.is_today or view.off or view.moment.kind in (MomentKind.OFF, MomentKind.AFTER):
        return False
    return any(day < view.date for day in state.days) and not was_worked_on(state, view)

"""The milestones of a week: what is due when, and how each of them stands."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.dataclass import dataclass
from jornada.core.plan import DayView, MilestoneStatus, QueueRow, day_view
from jornada.core.state import Item, State
from jornada.core.workflow import Workflow

_LAST_MONDAY = dt.date.max.toordinal() - 7

AHEAD = frozenset({MilestoneStatus.PENDING, MilestoneStatus.AT_RISK})
"""Those that can still be reached in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMilestone:
    """A milestone of an item, with the day (local) and the instant it is due; without a due time, the day
    of the item."""

    item: Item
    status: MilestoneStatus
    date: dt.date
    due: dt.datetime | None = None

    @property
    def title(self) -> str:
        """What is to be reached; the task's title where nothing else is said."""
        return self.item.milestone or self.item.title


def milestones_of_day(view: DayView) -> tuple[DueMilestone, ...]:
    """What is due on the day of a view, in the order of time: milestones of its queue, and of tasks of
    other days of the week. `view` should hold all rows."""
    found = (_due_milestone(row, view.zone) for row in (*view.rows.due, *view.due_here))
    return tuple(sorted((each for each in found if each and each.date == view.date), key=_order))


def milestones_of_week(
    state: State, workflow: Workflow, monday: dt.date, now: dt.datetime
) -> tuple[DueMilestone, ...]:
    """What is due in the ISO week that begins with `monday`, in the order of time.

    Days nobody has planned yet have the plan of the workflow, but for those before the first day that was
    ever worked on: nobody missed anything then. A milestone of the week is listed once, on
    the day it is due, also where it is a task's that comes more often.
    """
    first = min(monday.toordinal() - monday.weekday(), _LAST_MONDAY)
    found: dict[tuple[str, dt.date], DueMilestone] = {}
    began = min(state.days, default=calendar.local_date(now, ZoneInfo(workflow.timezone)))
    for offset in range(7):
        date = dt.date.fromordinal(first + offset)
        if date < began:
            continue
        view = day_view(state, workflow, date, now)
        for each in milestones_of_day(view):
            found.setdefault((each.item.id, each.date), each)
    return tuple(sorted(found.values(), key=_order))


def next_due(view: DayView) -> DueMilestone | None:
    """The milestone of the day that is due next and not reached."""
    return next((each for each in milestones_of_day(view) if each.due and each.status in AHEAD), None)


def _due_milestone(row: QueueRow, zone: dt.tzinfo) -> DueMilestone | None:
    if row.milestone is None:
        return None
    date = calendar.local_date(row.due, zone) if row.due else row.item.date
    return DueMilestone(item=row.item, status=row.milestone, date=date, due=row.due)


def _order(milestone: DueMilestone) -> tuple[dt.date, bool, float, int]:
    due = milestone.due
    return milestone.date, due is None, due.timestamp() if due else 0.0, milestone.item.sequence

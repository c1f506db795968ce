"""The close of a day: what was done of it, what is left, and when a person is asked for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.core import calendar
from jornada.core.dataclass import dataclass
from jornada.core.intents import TriageMove
from jornada.core.milestones import DueMilestone, milestones_of_day
from jornada.core.plan import (
    DayView,
    QueueRow,
    Status,
    next_working_day,
    proposals_for_tomorrow,
    with_plan,
)
from jornada.core.planned import planning
from jornada.core.spent import spending
from jornada.core.state import Closing, Incident, Item, State
from jornada.core.workflow import Workflow

ASK_BEFORE_MINUTES = 15
"""So long before the last block ends the close is proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDone:
    """What became of a day, in minutes and tasks. `carried` are tasks of the day that stand on a later one
    now, `left` what is open on it, `proposed` where each of those may go. `done` and `dropped` are what was
    closed on the day; `first_titles` what comes first on the next one, once the day is closed."""

    date: dt.date
    zone: dt.tzinfo
    planned_minutes: int
    spent_minutes: int
    unforeseen_minutes: int
    done: tuple[QueueRow, ...]
    dropped: tuple[QueueRow, ...]
    carried: tuple[Item, ...]
    left: tuple[QueueRow, ...]
    milestones: tuple[DueMilestone, ...]
    incidents: tuple[Incident, ...]
    proposed: tuple[TriageMove, ...]
    tomorrow: dt.date
    closing: Closing | None = None
    first_titles: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The tasks there were, but for those that will not be done."""
        return len(self.done) + len(self.left) + len(self.carried)


def day_done(state: State, workflow: Workflow, view: DayView) -> DayDone:
    """What became of the day of `view`, which should hold all its rows."""
    date, now = view.date, view.now
    today = calendar.local_date(now, view.zone)
    spent = spending(state, date, date, view.zone, now)
    unforeseen = spent.only(lambda spell: spell.is_incident)
    left = tuple(row for row in view.rows if row.item.is_open)
    closing = state.closings.get(date)
    return DayDone(
        date=date,
        zone=view.zone,
        planned_minutes=planning(state, workflow, date, date, today).minutes,
        spent_minutes=spent.minutes,
        unforeseen_minutes=unforeseen.minutes,
        done=tuple(row for row in view.rows if row.status is Status.DONE),
        dropped=tuple(row for row in view.rows if row.status is Status.DROPPED),
        carried=_carried(state, date),
        left=left,
        milestones=milestones_of_day(view),
        incidents=tuple(state.incidents[key] for key in state.open_incidents),
        proposed=proposals_for_tomorrow(left, workflow, date),
        tomorrow=next_working_day(workflow, date),
        closing=closing,
        first_titles=_titles(state, workflow, next_working_day(workflow, date), today, closing),
    )


def _titles(
    state: State, workflow: Workflow, tomorrow: dt.date, today: dt.date, closing: Closing | None
) -> tuple[str, ...]:
    """What comes first on the next day, to be read."""
    items = with_plan(state, workflow, tomorrow, today).items if closing and closing.top else {}
    return tuple(title_of_first(items.get(text), text) for text in (closing.top if closing else ()))


def title_of_first(item: Item | None, text: str) -> str:
    """What was said to come first, to be read: the title of the task; of one that is gone its key."""
    if item is not None:
        return item.title
    head, dot, key = text.partition(".")
    try:
        dt.date.fromisoformat(head)
    except ValueError:
        return text
    return key if dot and key else text


def _carried(state: State, date: dt.date) -> tuple[Item, ...]:
    """The tasks planned for that day that stand on a later one."""
    later = (day for day in state.on_date if day > date)
    items = (state.items[key] for day in sorted(later) for key in state.on_date[day])
    return tuple(item for item in items if item.planned_for == date)


def first_choices(done: DayDone, tomorrow: DayView) -> tuple[QueueRow, ...]:
    """The rows that may come first on the next day, of which `tomorrow` is the view: its own, and what is
    left and will still be there."""
    here = tuple(row for row in tomorrow.rows if row.item.is_open)
    keys = {row.item.key for row in here if row.item.key}
    kept = (row for row in done.left if row.item.keep and row.item.key not in keys)
    return (*here, *kept)


def is_close_due(state: State, view: DayView) -> bool:
    """Whether a person is to be asked to close the day: its last block is about to end, somebody worked on
    it, and it is not closed yet. Never outside working hours."""
    block = view.moment.block
    if not view.is_today or block is None or view.date in state.closings:
        return False
    if not block.span.contains(view.now) or not was_worked_on(state, view):
        return False
    last: Sequence[dt.datetime] = [load.span.span.end for load in view.blocks]
    return block.span.end == max(last) and calendar.minutes_left(block, view.now) <= ASK_BEFORE_MINUTES


def was_worked_on(state: State, view: DayView) -> bool:
    """Whether anything was done on the day: time spent, or a task closed."""
    return bool(state.starts_on.get(view.date)) or bool(state.closed_on.get(view.date))

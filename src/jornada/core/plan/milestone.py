"""How a milestone of a task stands, and when it is due."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.plan.view import MilestoneStatus
from jornada.core.state import Item, ItemState


def milestone_status(
    item: Item, due: dt.datetime | None, now: dt.datetime, *, lapsed: bool = False
) -> MilestoneStatus | None:
    """`LATE` while it can still be reached, `MISSED` once its task is dropped or `lapsed` without it; a
    task that is done has reached it."""
    if not item.milestone and due is None:
        return None
    if item.reached_at is not None:
        late = due is not None and item.reached_at > due
        return MilestoneStatus.REACHED_LATE if late else MilestoneStatus.ON_TIME
    if not item.is_open:
        if item.state is not ItemState.DONE or item.closed_at is None:
            return MilestoneStatus.MISSED
        late = due is not None and item.closed_at > due
        return MilestoneStatus.REACHED_LATE if late else MilestoneStatus.ON_TIME
    if lapsed:
        return MilestoneStatus.MISSED
    return MilestoneStatus.LATE if due is not None and due < now else MilestoneStatus.PENDING


def has_lapsed(item: Item, due: dt.datetime | None, now: dt.datetime, today: dt.date) -> bool:
    """Whether nobody will reach its milestone any more: its day is over, and what is due on a later day
    of the week is past too."""
    return item.date < today and not item.keep and (due is None or due < now)


def due_of(item: Item, zone: ZoneInfo) -> dt.datetime | None:
    """When the milestone is due; nothing where another program wrote what cannot be read."""
    if not item.due:
        return None
    try:
        of_week = calendar.parse_due(item.due).weekday is not None
        return calendar.due_instant(item.due, (item.due_of if of_week else None) or item.date, zone)
    except (ValueError, OverflowError):
        return None


def is_of_week(due: str) -> bool:
    """Whether a due time names a weekday: "thu 14:00"."""
    return " " in due.strip()

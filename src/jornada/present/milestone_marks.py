"""The signs of milestones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jornada.core.calendar import in_zone
from jornada.core.plan import DayView, MilestoneStatus, QueueRow
from jornada.present.pen import Pen


def milestone_of(pen: Pen, row: QueueRow, zone: dt.tzinfo, date: dt.date) -> tuple[str, str]:
    """The sign of a row's milestone and its time: "◆ 09:45", on another day "◆ Thu"; empty without one."""
    if row.milestone is None:
        return "", ""
    sign = {
        MilestoneStatus.PENDING: pen.glyphs.milestone,
        MilestoneStatus.LATE: pen.glyphs.overdue,
        MilestoneStatus.MISSED: pen.glyphs.overdue,
        MilestoneStatus.ON_TIME: pen.glyphs.milestone_reached,
        MilestoneStatus.REACHED_LATE: pen.glyphs.milestone_reached,
    }[row.milestone]
    if row.due is None:
        return sign, ""
    local = in_zone(row.due, zone)
    return sign, pen.words.clock(local) if local.date() == date else pen.words.weekday_short(local)


def next_milestone(rows: Iterable[QueueRow], view: DayView) -> QueueRow | None:
    """The row whose milestone is due next today."""
    ahead = (
        row
        for row in rows
        if row.milestone is MilestoneStatus.PENDING
        and row.due is not None
        and in_zone(row.due, view.zone).date() == view.date
    )
    return min(ahead, key=lambda row: row.due or view.now, default=None)

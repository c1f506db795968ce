"""The signs of milestones, and the word for how each of them stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jornada.core.calendar import in_zone
from jornada.core.milestones import AHEAD
from jornada.core.plan import DayView, MilestoneStatus, QueueRow
from jornada.present.pen import Pen
from jornada.present.words import N_, Words

MILESTONE_WORDS: Mapping[MilestoneStatus, str] = {
    MilestoneStatus.PENDING: N_("pending"),
    MilestoneStatus.AT_RISK: N_("at risk"),
    MilestoneStatus.LATE: N_("late"),
    MilestoneStatus.ON_TIME: N_("on time"),
    MilestoneStatus.REACHED_LATE: N_("reached late"),
    MilestoneStatus.MISSED: N_("missed"),
}
MILESTONE_ROLES: Mapping[MilestoneStatus, str] = {
    MilestoneStatus.PENDING: "",
    MilestoneStatus.AT_RISK: "warning",
    MilestoneStatus.LATE: "error",
    MilestoneStatus.ON_TIME: "muted",
    MilestoneStatus.REACHED_LATE: "muted",
    MilestoneStatus.MISSED: "error",
}


def milestone_word(words: Words, status: MilestoneStatus) -> str:
    """How a milestone stands, in a word or two: "at risk"."""
    return words.gettext(MILESTONE_WORDS[status])


def milestone_glyph(pen: Pen, status: MilestoneStatus) -> str:
    """The sign of a milestone, one column wide."""
    return {
        MilestoneStatus.PENDING: pen.glyphs.milestone,
        MilestoneStatus.AT_RISK: pen.glyphs.at_risk,
        MilestoneStatus.LATE: pen.glyphs.overdue,
        MilestoneStatus.MISSED: pen.glyphs.dropped,
        MilestoneStatus.ON_TIME: pen.glyphs.milestone_reached,
        MilestoneStatus.REACHED_LATE: pen.glyphs.milestone_reached,
    }[status]


def milestone_sign(pen: Pen, status: MilestoneStatus) -> str:
    """The sign where there is room for two columns: what was reached late says so."""
    late = pen.glyphs.overdue if status is MilestoneStatus.REACHED_LATE else ""
    return milestone_glyph(pen, status) + late


def milestone_of(pen: Pen, row: QueueRow, zone: dt.tzinfo, date: dt.date) -> tuple[str, str]:
    """The sign of a row's milestone and its time: "◆ 09:45", on another day "◆ Thu"; empty without one."""
    if row.milestone is None:
        return "", ""
    sign = milestone_glyph(pen, row.milestone)
    if row.due is None:
        return sign, ""
    local = in_zone(row.due, zone)
    return sign, pen.words.clock(local) if local.date() == date else pen.words.weekday_short(local)


def milestone_text(pen: Pen, row: QueueRow, zone: dt.tzinfo, date: dt.date) -> str:
    """The sign and the time as in `milestone_of`, in as many columns whatever it is; what was reached late
    says so between them: "◇!09:45"."""
    sign, time = milestone_of(pen, row, zone, date)
    between = pen.glyphs.overdue if row.milestone is MilestoneStatus.REACHED_LATE else " "
    return f"{sign}{between}{time}".rstrip()


def next_milestone(view: DayView) -> QueueRow | None:
    """The row whose milestone is due next today, of those and of the tasks of other days of the week."""
    due = [row for row in (*view.rows.due, *view.due_here) if row.due is not None]
    ahead = (
        row
        for row in due
        if row.milestone in AHEAD
        and row.due is not None
        and row.due >= view.now
        and in_zone(row.due, view.zone).date() == view.date
    )
    return min(ahead, key=lambda row: row.due or view.now, default=None)

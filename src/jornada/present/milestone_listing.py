"""The milestones of a week as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.core.calendar import in_zone
from jornada.core.milestones import DueMilestone
from jornada.core.workflow import Workflow
from jornada.present.listing import Column, table
from jornada.present.milestone_marks import milestone_sign, milestone_word
from jornada.present.pen import Pen
from jornada.present.titles import brand_title, shorten


def milestone_table(
    pen: Pen, milestones: Sequence[DueMilestone], workflow: Workflow, zone: dt.tzinfo, width: int
) -> tuple[str, ...]:
    """A row a milestone: its number, when it is due, how it stands, what it is, of which task."""
    words = pen.words
    if not milestones:
        return (words.gettext("No milestones in this week"),)
    columns = (
        Column("#", right=True),
        Column(words.gettext("Due")),
        Column(""),
        Column(words.gettext("Milestone"), gives_way=True),
        Column(words.gettext("Task"), gives_way=True),
        Column(words.gettext("Brand"), gives_way=True),
    )
    cells = []
    for number, each in enumerate(milestones, 1):
        time = words.clock(in_zone(each.due, zone)) if each.due else ""
        cells.append(
            (
                str(number),
                f"{words.weekday_short(each.date)} {each.date.day} {time}".rstrip(),
                f"{milestone_sign(pen, each.status)} {milestone_word(words, each.status)}",
                shorten(each.title),
                shorten(each.item.title) if each.item.milestone else "",
                brand_title(workflow, each.item.brand),
            )
        )
    return table(pen, columns, cells, width)

"""The day's queue: order, fit line, reserve, carry-over, milestones, proposals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from jornada.core import intents as do
from jornada.core.fold import fold
from jornada.core.plan import (
    Section,
    day_view,
    plan_for,
)
from tests.core.builders import (
    FRIDAY,
    at,
    planned,
    workflow,
)

THURSDAY = FRIDAY - dt.timedelta(days=1)
SWEEP, ANSWERS, CHECK, TALK, CLOSE = (planned(key) for key in ("sweep", "answers", "check", "talk", "close"))


# Whatever the records hold, there is a day to see


def test_what_another_program_wrote_does_not_stop_the_day() -> None:
    plan = replace(
        plan_for(workflow(), FRIDAY),
        timezone="Europe/Nowhere",
        items=(do.PlannedItem(key="odd", title="Odd", due="9:0", block="gone"),),
    )
    order = do.TaskOrder(task=planned("odd"), before=planned("odd"))
    state = fold([do.Record("aaaa-1", at("09:00"), 1, plan), do.Record("aaaa-2", at("09:00"), 2, order)])
    view = day_view(state, workflow(), FRIDAY, at("10:00"))
    (row,) = view.rows
    assert (row.due, row.milestone, row.section) == (None, None, Section.CURRENT)
    assert view.zone.key == "Europe/Madrid"

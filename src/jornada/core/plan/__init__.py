"""The day's queue: order, fit line, reserve, carry-over, milestones."""

from jornada.core.plan.day import day_view
from jornada.core.plan.fit import rows_with, seconds_within
from jornada.core.plan.left_over import (
    LOOK_AHEAD_DAYS,
    LOOK_BACK_DAYS,
    next_working_day,
    proposals,
    proposals_for_tomorrow,
)
from jornada.core.plan.milestone import milestone_status
from jornada.core.plan.planning import plan_for, plan_of, planned_block, with_plan, zone_of
from jornada.core.plan.queue import Rows
from jornada.core.plan.rows import first_on, status_of
from jornada.core.plan.view import BlockLoad, DayView, MilestoneStatus, QueueRow, Section, Status

__all__ = [
    "LOOK_AHEAD_DAYS",
    "LOOK_BACK_DAYS",
    "BlockLoad",
    "DayView",
    "MilestoneStatus",
    "QueueRow",
    "Rows",
    "Section",
    "Status",
    "day_view",
    "first_on",
    "milestone_status",
    "next_working_day",
    "plan_for",
    "plan_of",
    "planned_block",
    "proposals",
    "proposals_for_tomorrow",
    "rows_with",
    "seconds_within",
    "status_of",
    "with_plan",
    "zone_of",
]

"""The plan that the workflow makes for a day, and a state as if it were planned already."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.folding.days import day_of, items_of
from jornada.core.layers import overlaid
from jornada.core.state import Day, State
from jornada.core.workflow import Block, Workflow


def plan_for(workflow: Workflow, date: dt.date) -> do.DayPlan:
    """The plan the workflow makes for a day. A day off has only what falls on it, off or not (daily, by
    the month, once); its blocks are there to be used."""
    off = not workflow.is_working_day(date)
    return do.DayPlan(
        date=date,
        workflow=workflow.name,
        hash=workflow.hash,
        timezone=workflow.timezone,
        off=off,
        blocks=tuple(planned_block(block, date) for block in workflow.blocks),
        items=tuple(
            do.PlannedItem(
                key=task.key,
                title=task.title,
                area=task.area,
                block=task.block,
                minutes=task.minutes,
                rank=workflow.rank_of(task),
                brand=task.brand,
                role=task.role,
                objective=task.objective,
                milestone=task.milestone.text if task.milestone else "",
                due=task.milestone.due if task.milestone else "",
                goal=task.goal,
                keep=task.if_missed == "keep",
            )
            for task in workflow.tasks_on(date)
        )
        + _steps_at_home(workflow, date),
    )


def _steps_at_home(workflow: Workflow, date: dt.date) -> tuple[do.PlannedItem, ...]:
    """Those of campaigns. Most plans have none: what they take need not be loaded."""
    if not workflow.campaigns:
        return ()
    from jornada.core.campaigns import steps_at_home

    return steps_at_home(workflow, date)


def plan_of(state: State, workflow: Workflow, date: dt.date, today: dt.date) -> do.DayPlan:
    """The same for a day nobody has planned, of campaigns what is to come with it as things stand: a step
    that is in a queue already does not come again, and one that was written late comes with it."""
    plan = plan_for(workflow, date)
    if not workflow.campaigns:
        return plan
    from jornada.core.campaigns import is_step_key, steps_coming

    tasks = tuple(item for item in plan.items if not is_step_key(item.key))
    return replace(plan, items=tasks + steps_coming(state, workflow, date, today))


def planned_block(block: Block, date: dt.date) -> do.PlannedBlock:
    """The block as it is on that day."""
    return do.PlannedBlock(
        key=block.key,
        title=block.title,
        start=f"{block.start:%H:%M}",
        end=f"{block.end:%H:%M}",
        breaks=tuple(
            do.PlannedBreak(title=pause.title, start=f"{pause.start:%H:%M}", end=f"{pause.end:%H:%M}")
            for pause in block.breaks
        ),
        reserve=block.reserve_on(date),
    )


def with_plan(state: State, workflow: Workflow, date: dt.date, today: dt.date) -> State:
    """The state as if that day were planned already: what looking at a day shows, writing nothing."""
    if date in state.days:
        return state
    plan = plan_of(state, workflow, date, today)
    fresh = tuple(item for item in items_of(plan) if item.id not in state.items)
    keys = tuple(item.id for item in fresh)
    return replace(
        state,
        days=overlaid(state.days, {date: day_of(plan, device="")}),
        items=overlaid(state.items, {item.id: item for item in fresh}),
        on_date=overlaid(state.on_date, {date: state.on_date.get(date, ()) + keys}),
        planned_on=overlaid(state.planned_on, {date: state.planned_on.get(date, ()) + keys}),
        kept=state.kept | {item.id for item in fresh if item.keep},
    )


def zone_of(day: Day, workflow: Workflow) -> ZoneInfo:
    """The time zone a day was planned in; the workflow's where this system does not know it."""
    try:
        return ZoneInfo(day.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(workflow.timezone)

"""A day as it stands at an instant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import compress
from operator import not_
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.calendar import WorkingHours
from jornada.core.dataclass import replace
from jornada.core.folding.days import items_of
from jornada.core.goals import goal_progress, week_counts
from jornada.core.plan.fit import budget_minutes, line_after, load_of, room_in_block
from jornada.core.plan.left_over import kept_of_unworked_days
from jornada.core.plan.milestone import due_of, has_lapsed, is_of_week, milestone_status
from jornada.core.plan.planning import plan_of, with_plan, zone_of
from jornada.core.plan.queue import Rows
from jornada.core.plan.rows import first_on, queue_rows, status_of, with_first
from jornada.core.plan.view import DayView, MilestoneStatus, QueueRow, Section
from jornada.core.risk import at_risk
from jornada.core.state import Item, State
from jornada.core.workflow import Workflow


def day_view(
    state: State,
    workflow: Workflow,
    date: dt.date,
    now: dt.datetime,
    *,
    keep: Callable[[Item], bool] | None = None,
) -> DayView:
    """The day `date` as it stands at `now`. `keep` filters the rows that are shown; the fit line and
    the loads always count all of them."""
    planned = date in state.days
    today = calendar.local_date(now, ZoneInfo(workflow.timezone))
    first = first_on(state, workflow, date, today)
    state = with_plan(state, workflow, date, today)
    day = state.days[date]
    zone = zone_of(day, workflow)
    spans = calendar.block_spans(day.blocks, date, zone)
    is_today = calendar.local_date(now, zone) == date
    moment = calendar.moment_at(spans, now, off=day.off)
    unworked = kept_of_unworked_days(state, workflow, date) if is_today else []
    room = room_in_block(state, spans, moment, now, date) if is_today else None
    rows = queue_rows(state, date, now, zone, spans, moment, unworked, is_today=is_today, room=room)
    blocks = tuple(load_of(state, span, rows, now, date) for span in spans)
    if is_today:
        hours = WorkingHours(workflow.days, workflow.blocks, zone, workflow.days_off)
        endangered = at_risk(rows, now, spans, hours)
        rows = rows.with_few("milestone", dict.fromkeys(endangered, MilestoneStatus.AT_RISK))
    rows = with_first(rows, first)
    over = sum(compress(rows.left_minutes, map(not_, rows.fits)))
    due_here = tuple(_due_here(state, workflow, date, now, zone, rows))
    shown = rows
    if keep is not None:
        due_here = tuple(row for row in due_here if keep(row.item))
        shown = rows.only([place for place, row in enumerate(rows) if keep(row.item)])
    has_line = is_today and moment.block is not None and not day.off
    load = next((b for b in blocks if moment.block and b.span.key == moment.block.key), None)
    return DayView(
        date=date,
        now=now,
        zone=zone,
        off=day.off,
        planned=planned,
        is_today=is_today,
        moment=moment,
        rows=shown,
        blocks=blocks,
        fit_after=line_after(shown) if has_line else None,
        fit_minutes=budget_minutes(load) if load and has_line else 0,
        over_minutes=over,
        due_here=due_here,
    )


def _due_here(
    state: State,
    workflow: Workflow,
    date: dt.date,
    now: dt.datetime,
    zone: ZoneInfo,
    rows: Rows,
) -> list[QueueRow]:
    """The tasks of other days of the week whose milestone of the week is due on this day. Of one task
    that comes more often the last stands for all, as long as none of them has reached it."""
    of_week = [task for task in workflow.tasks if task.milestone and is_of_week(task.milestone.due)]
    sparse = replace(workflow, tasks=tuple(of_week))
    first = date.toordinal() - date.weekday()
    days = (dt.date.fromordinal(day) for day in range(first, min(first + 7, dt.date.max.toordinal() + 1)))
    today = calendar.local_date(now, zone)
    due_rows = [row for row in rows.due if row.due is not None]
    here = {(row.item.key, row.due) for row in due_rows if row.item.key}
    seen = {row.item.id for row in due_rows}
    found: dict[tuple[str, dt.datetime], Item] = {}
    for day in days:
        if day == date:
            continue  # All of its own are in its queue.
        items = [state.items[key] for key in state.on_date.get(day, ())]
        if day not in state.days and (of_week or workflow.campaigns):
            planned = items_of(plan_of(state, sparse, day, today))
            items.extend(item for item in planned if item.id not in state.items)
        for item in items:
            due = due_of(item, zone) if is_of_week(item.due) else None
            if due is None or item.id in seen or calendar.local_date(due, zone) != date:
                continue
            one = (item.key or item.id, due)
            if one not in here and (one not in found or found[one].reached_at is None):
                found[one] = item
    counts = week_counts(state, date)
    return [
        QueueRow(
            item=item,
            section=Section.LATER,
            status=status_of(item, state),
            spent_minutes=state.seconds_on(item.id, now) // 60,
            left_minutes=0,
            milestone=milestone_status(item, due, now, lapsed=has_lapsed(item, due, now, today)),
            due=due,
            progress=goal_progress(state, item, counts),
        )
        for (_, due), item in found.items()
    ]

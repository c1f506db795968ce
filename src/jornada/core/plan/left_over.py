"""What is left from earlier days and blocks, and where it may go: proposed, never moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import compress
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.folding.days import item_id, items_of
from jornada.core.layers import values_of
from jornada.core.plan.planning import plan_of
from jornada.core.plan.queue import DayItems
from jornada.core.plan.view import DayView, QueueRow
from jornada.core.state import Item, ItemState, State
from jornada.core.workflow import Workflow

LOOK_BACK_DAYS = 92
"""So far back a day on which nobody worked leaves what is kept."""
LOOK_AHEAD_DAYS = 400
"""So far ahead the next working day is looked for: a long leave, and the week after it."""


def kept_of_unworked_days(state: State, workflow: Workflow, date: dt.date) -> list[Item]:
    """What would be kept from the days on which nobody worked, ill or away, since the first one worked
    on: such a day has no plan in the journal, but its tasks are still to be done."""
    keeping = replace(workflow, tasks=tuple(task for task in workflow.tasks if task.if_missed == "keep"))
    # In the order in which they came the first of years of days is far enough back.
    far = (day for day in state.days if (date - day).days >= LOOK_BACK_DAYS)
    first = next(far, None) or min(state.days, default=date)
    found: list[Item] = []
    for back in range(min((date - first).days, LOOK_BACK_DAYS), 0, -1):
        day = date - dt.timedelta(days=back)
        if day not in state.days and (keeping.campaigns or keeping.tasks_on(day)):
            items = items_of(plan_of(state, keeping, day, date))
            found.extend(item for item in items if item.id not in state.items)
    return found


def carried(
    state: State, date: dt.date, zone: ZoneInfo, unworked: Sequence[Item], on_it: DayItems
) -> tuple[list[Item], dict[str, tuple[int, dt.date]]]:
    """What is kept from earlier days: of one workflow task only the newest, with a count of the others and
    the day of the first of them.

    A newer occurrence, whatever became of it, stands for the older ones; those before one that was
    closed are settled. What was closed on the day itself keeps its row.
    """
    found = closed_today(state, date, zone)
    left: dict[str, list[Item]] = {}
    # Of ten thousand that are kept most may be on the day itself: these are known.
    ids, keys, states = on_it.columns(("id", "key", "state"))
    elsewhere = state.kept.difference(ids)
    every = (*unworked, *values_of(state.items, elsewhere))
    kept = [item for item in every if item.date < date]
    for item in sorted(kept, key=lambda item: (item.date, item.sequence)):
        left.setdefault(item.key, []).append(item)
    found.extend(left.pop("", ()))
    of_workflow = compress(range(len(keys)), keys)
    here = {keys[place]: ids[place] for place in of_workflow if states[place] is ItemState.OPEN}
    missed: dict[str, tuple[int, dt.date]] = {}
    for key, items in left.items():
        items.sort(key=lambda item: item.planned_for)
        settled = _settled(state, key, items[0].planned_for, date)
        waiting = [item for item in items if item.planned_for > settled]
        if not waiting:
            continue
        since = waiting[0].planned_for
        if key in here:
            missed[here[key]] = (len(waiting), since)
        else:
            found.append(waiting[-1])
            if len(waiting) > 1:
                missed[waiting[-1].id] = (len(waiting) - 1, since)
    return found, missed


def closed_today(state: State, date: dt.date, zone: ZoneInfo) -> list[Item]:
    """What was left from earlier days and closed on this one."""
    near = (date + dt.timedelta(days=offset) for offset in (-1, 0, 1))
    items = (state.items[key] for day in near for key in state.closed_on.get(day, ()))
    return [
        item
        for item in items
        if item.keep
        and item.date < date
        and item.closed_at is not None
        and calendar.local_date(item.closed_at, zone) == date
    ]


def _settled(state: State, key: str, first: dt.date, last: dt.date) -> dt.date:
    """The day of the newest occurrence between two days that was closed; a day before both if none was."""
    for back in range((last - first).days + 1):
        item = state.items.get(item_id(last - dt.timedelta(days=back), key))
        if item is not None and not item.is_open:
            return item.planned_for
    return dt.date.min


def proposals(view: DayView, workflow: Workflow) -> tuple[do.TriageMove, ...]:
    """What the bar at a block's end proposes: each row left over goes to the block that runs or comes
    next; after the last block to the next working day, if it does not come there again. Nothing moves by
    itself."""
    target = view.moment.block
    if target is not None:
        return tuple(
            do.TriageMove(task=row.item.id, date=view.date, block=target.key) for row in view.left_over
        )
    return proposals_for_tomorrow(view.left_over, workflow, view.date)


def proposals_for_tomorrow(
    rows: Iterable[QueueRow], workflow: Workflow, date: dt.date
) -> tuple[do.TriageMove, ...]:
    """Each row goes to the next working day, unless the workflow has the same task there again: that one
    stands for it."""
    target = next_working_day(workflow, date)
    again = {task.key for task in workflow.tasks_on(target)}
    return tuple(do.TriageMove(task=row.item.id, date=target) for row in rows if row.item.key not in again)


def next_working_day(workflow: Workflow, date: dt.date) -> dt.date:
    """The first working day after `date`, in a year or so; the next day where there is none."""
    for offset in range(1, LOOK_AHEAD_DAYS + 1):
        day = date + dt.timedelta(days=offset)
        if workflow.is_working_day(day):
            return day
    return date + dt.timedelta(days=1)

"""Which days an intent works on, and their plans as records.

A day's plan is written when the day is first worked on, before what was done on it.
"""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.dataclass import fields, replace
from jornada.core.state import State

PLAN_BYTES = 12_000
"""A plan whose items take more is written as several records, each under the limit of a line."""
DAYLESS = (
    do.WorkflowUse,
    do.Undo,
    do.Redo,
    do.DayPlan,
    do.DayAdopt,
    do.IdeaAdd,
    do.IdeaDrop,
    do.PromiseKeep,
    do.PostStateSet,
    do.KpiSet,
    do.ReportNote,
)
"""To do these is not yet to work on a day."""


def in_parts(plan: do.DayPlan) -> tuple[do.DayPlan, ...]:
    """A plan as records none of which is longer than a line may be."""
    parts: list[do.DayPlan] = []
    items: list[do.PlannedItem] = []
    used = 0
    for item in plan.items:
        weight = 300 + 2 * sum(len(str(getattr(item, f.name)).encode()) for f in fields(item))
        if items and used + weight > PLAN_BYTES:
            parts.append(replace(plan, items=tuple(items)))
            items, used = [], 0
        items.append(item)
        used += weight
    parts.append(replace(plan, items=tuple(items)))
    return tuple(parts)


def days_named(intent: do.Intent) -> tuple[dt.date, ...]:
    """The days in the ids of planned tasks that an intent names."""
    named = [getattr(intent, name, "") for name in ("task", "before", "after")]
    if isinstance(intent, do.Triage):
        named.extend(move.task for move in intent.moves)
    return tuple(date for name in named if (date := _date_in(name)) is not None)


def _date_in(key: str) -> dt.date | None:
    head, dot, _ = str(key).partition(".")
    if not dot:
        return None
    try:
        return dt.date.fromisoformat(head)
    except ValueError:
        return None


def worked_on(state: State, intent: do.Intent, today: dt.date) -> set[dt.date]:
    """The days this works on: those of the planned tasks it names, and today when it is about today."""
    if isinstance(intent, DAYLESS):
        return set()
    if isinstance(intent, do.DayClose):
        return {intent.date}
    named = set(days_named(intent))
    task = getattr(intent, "task", "")
    item = state.items.get(task) if task else None
    about_other_day = (item is not None and item.date != today) or (
        isinstance(intent, do.TaskAdd) and intent.date != today
    )
    takes_time = isinstance(intent, do.TaskStart)
    if not about_other_day or takes_time:
        named.add(today)
    return named

"""Days: the plan a day begins with, what is taken over of a changed one, and how it is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.folding.tasks import close_item, place_item
from jornada.core.folding.working import Apply, Working
from jornada.core.state import Closing, Day, Item, ItemState

_PLANNED = (
    "title",
    "area",
    "block",
    "minutes",
    "rank",
    "brand",
    "role",
    "objective",
    "milestone",
    "due",
    "goal",
    "keep",
    "due_of",
)
"""What a workflow says of a task and an item keeps."""


def day_of(plan: do.DayPlan, device: str) -> Day:
    """The day a plan makes."""
    return Day(
        date=plan.date,
        workflow=plan.workflow,
        hash=plan.hash,
        timezone=plan.timezone,
        device=device,
        off=plan.off,
        blocks=plan.blocks,
    )


def item_id(date: dt.date, key: str) -> str:
    """The id of a planned task, which two devices derive alike."""
    return f"{date.isoformat()}.{key}"


def items_of(plan: do.DayPlan, sequence: int = 0) -> tuple[Item, ...]:
    """The items a plan makes; `sequence` counts those of the same day before it."""
    return tuple(_item_of(planned, plan.date, sequence + place) for place, planned in enumerate(plan.items))


def _item_of(planned: do.PlannedItem, date: dt.date, sequence: int) -> Item:
    return Item(
        id=item_id(date, planned.key),
        key=planned.key,
        title=planned.title,
        date=date,
        planned_for=date,
        area=planned.area,
        block=planned.block,
        minutes=planned.minutes,
        rank=planned.rank,
        brand=planned.brand,
        role=planned.role,
        objective=planned.objective,
        milestone=planned.milestone,
        due=planned.due,
        due_of=planned.due_of or date,
        goal=planned.goal,
        keep=planned.keep,
        sequence=sequence,
    )


def _as_planned(
    before: Sequence[do.PlannedItem], items: Iterable[do.PlannedItem]
) -> tuple[do.PlannedItem, ...]:
    """The plan with these items in it, each once."""
    return tuple({each.key: each for each in (*before, *items)}.values())


def _workflow_use(working: Working, record: do.Record, intent: do.WorkflowUse) -> None:
    working.workflow = intent.name


def _day_plan(working: Working, record: do.Record, intent: do.DayPlan) -> None:
    day = working.days.get(intent.date)
    if day is None:
        day = working.days[intent.date] = day_of(intent, record.device)
        # Whichever plan is used later, the day keeps this one.
        working.begun[day.workflow] = min(intent.date, working.begun.get(day.workflow, intent.date))
    if (day.device, day.workflow, day.hash) != (record.device, intent.workflow, intent.hash):
        known = {p.key for p in day.proposed}
        fresh = tuple(
            planned
            for planned in intent.items
            if item_id(intent.date, planned.key) not in working.items and planned.key not in known
        )
        working.days[intent.date] = replace(day, proposed=day.proposed + fresh)
        return
    for item in items_of(intent, _planned_on(working, intent.date)):
        if item.id not in working.items:
            place_item(working, item)
    day = replace(day, planned=_as_planned(day.planned, intent.items))
    working.days[intent.date] = day
    _keep_proposed(working, day)


def _day_adopt(working: Working, record: do.Record, intent: do.DayAdopt) -> None:
    """Of a task that says something else only that changes: the rest is as the person left it."""
    day = working.days.get(intent.date)
    if day is None:
        working.lost(record, intent.date.isoformat())
        return
    before = {planned.key: planned for planned in day.planned}
    for planned in intent.items:
        key = item_id(intent.date, planned.key)
        item = working.items.get(key)
        fresh = _item_of(planned, intent.date, _planned_on(working, intent.date))
        if item is None:
            place_item(working, fresh)
            continue
        was = before.get(planned.key)
        names = (name for name in _PLANNED if was is None or getattr(was, name) != getattr(planned, name))
        place_item(working, replace(item, **{name: getattr(fresh, name) for name in names}))
    for gone in intent.removed:
        key = item_id(intent.date, gone)
        if key in working.items and working.items[key].is_open:
            close_item(working, record, key, ItemState.DROPPED, "")
    kept = tuple(planned for planned in day.planned if planned.key not in intent.removed)
    day = replace(
        day,
        seen=intent.hash,
        blocks=intent.blocks or day.blocks,
        planned=_as_planned(kept, intent.items),
    )
    working.days[intent.date] = day
    _keep_proposed(working, day)


def _planned_on(working: Working, date: dt.date) -> int:
    return sum(1 for key in working.on_date.get(date, ()) if working.items[key].key)


def _keep_proposed(working: Working, day: Day) -> None:
    """What is on the queue is no proposal any more."""
    waiting = tuple(p for p in day.proposed if item_id(day.date, p.key) not in working.items)
    if waiting != day.proposed:
        working.days[day.date] = replace(day, proposed=waiting)


def adopt_proposed(working: Working, key: str) -> None:
    """A task of another device's plan of the day, on which that device worked, is one of the day's."""
    try:
        day = working.days.get(dt.date.fromisoformat(key.partition(".")[0]))
    except ValueError:
        return
    for planned in day.proposed if day else ():
        if day and item_id(day.date, planned.key) == key:
            place_item(working, _item_of(planned, day.date, _planned_on(working, day.date)))
            _keep_proposed(working, day)


def _day_close(working: Working, record: do.Record, intent: do.DayClose) -> None:
    working.closings[intent.date] = Closing(date=intent.date, at=record.at, top=intent.top, note=intent.note)


APPLY: Mapping[type[do.Intent], Apply] = {
    do.WorkflowUse: _workflow_use,
    do.DayPlan: _day_plan,
    do.DayAdopt: _day_adopt,
    do.DayClose: _day_close,
}

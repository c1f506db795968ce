"""Tasks on the queue of a day: added, changed, done, dropped, moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.folding.ideas import use_idea
from jornada.core.folding.parking import unpark_subject
from jornada.core.folding.sessions import end_of_subject
from jornada.core.folding.working import Apply, Working, given
from jornada.core.state import Anchor, Item, ItemState, Note

MOST_MINUTES = 24 * 60
"""More are never planned for a task."""
ADDED_AFTER_PLAN = 1_000_000
"""Tasks of one's own come after the plan's where nothing else tells them apart."""


def place_item(working: Working, item: Item) -> None:
    """Put an item where its date says, new or moved. Minutes that only a hand can have written are cut
    to what can be planned."""
    if not 0 <= item.minutes <= MOST_MINUTES:
        item = replace(item, minutes=min(max(0, item.minutes), MOST_MINUTES))
    before = working.items.get(item.id)
    if before is None:
        working.list_planned(item.planned_for, item.id)
    if before is None or before.date != item.date:
        if before is not None:
            working.on_date[before.date] = tuple(k for k in working.on_date[before.date] if k != item.id)
        working.list_on(item.date, item.id)
    _list_closed(working, before, item)
    working.items[item.id] = item
    if item.keep and item.is_open:
        working.kept.add(item.id)
    else:
        working.kept.discard(item.id)


def _list_closed(working: Working, before: Item | None, item: Item) -> None:
    was = before.closed_at.date() if before and before.closed_at else None
    closed = item.closed_at.date() if item.closed_at else None
    if was == closed:
        return
    if was is not None:
        working.closed_on[was] = tuple(k for k in working.closed_on[was] if k != item.id)
    if closed is not None:
        working.closed_on[closed] = (*working.closed_on.get(closed, ()), item.id)


def _change_item(working: Working, record: do.Record, key: str, **changes: Any) -> bool:
    item = working.items.get(key)
    if item is None:
        working.lost(record, key)
        return False
    place_item(working, replace(item, **changes))
    return True


def _task_add(working: Working, record: do.Record, intent: do.TaskAdd) -> None:
    place_item(
        working,
        Item(
            id=record.id,
            title=intent.title,
            date=intent.date,
            planned_for=intent.date,
            area=intent.area,
            block=intent.block,
            minutes=intent.minutes,
            rank=intent.rank,
            brand=intent.brand,
            role=intent.role,
            objective=intent.objective,
            milestone=intent.milestone,
            due=intent.due,
            due_of=intent.date,
            goal=intent.goal,
            incident=intent.incident,
            keep=True,
            sequence=ADDED_AFTER_PLAN + record.n,
        ),
    )
    if intent.incident:
        working.follow_ups[intent.incident] = (*working.follow_ups.get(intent.incident, ()), record.id)
    # The task counts, whatever became of the idea it was made of.
    if intent.idea in working.ideas:
        use_idea(working, record, intent.idea, record.id)


def _task_edit(working: Working, record: do.Record, intent: do.TaskEdit) -> None:
    names = (
        "title",
        "area",
        "brand",
        "role",
        "objective",
        "rank",
        "milestone",
        "due",
        "minutes",
        "block",
    )
    changes = given(intent, names)
    item = working.items.get(intent.task)
    if item is not None and intent.due is not None:
        changes["due_of"] = item.date
    _change_item(working, record, intent.task, **changes)


def _task_done(working: Working, record: do.Record, intent: do.TaskDone) -> None:
    close_item(working, record, intent.task, ItemState.DONE, "")


def _task_drop(working: Working, record: do.Record, intent: do.TaskDrop) -> None:
    close_item(working, record, intent.task, ItemState.DROPPED, intent.reason)


def close_item(working: Working, record: do.Record, key: str, state: ItemState, reason: str) -> None:
    """Done or dropped: its timer stops, and it no longer waits to be resumed."""
    if not _change_item(working, record, key, state=state, closed_at=record.at, reason=reason):
        return
    end_of_subject(working, key, record.at)
    unpark_subject(working, key)


def _task_reopen(working: Working, record: do.Record, intent: do.TaskReopen) -> None:
    _change_item(working, record, intent.task, state=ItemState.OPEN, closed_at=None, reason="")


def _task_move(working: Working, record: do.Record, intent: do.TaskMove) -> None:
    _move(working, record, intent.task, intent.date, intent.block)


def _move(
    working: Working, record: do.Record, key: str, date: dt.date | None, block: str | None, reason: str = ""
) -> None:
    changes: dict[str, Any] = {"anchors": (), "moved_at": record.at}
    if reason:
        changes["reason"] = reason
    if date is not None:
        changes["date"] = date
    if block is not None:
        changes["block"] = block
    _change_item(working, record, key, **changes)


def _triage(working: Working, record: do.Record, intent: do.Triage) -> None:
    for move in intent.moves:
        if move.drop:
            close_item(working, record, move.task, ItemState.DROPPED, move.reason)
        else:
            _move(working, record, move.task, move.date, move.block, move.reason)


def _task_order(working: Working, record: do.Record, intent: do.TaskOrder) -> None:
    item = working.items.get(intent.task)
    anchor = Anchor(intent.before or intent.after, not intent.before, record.n)
    _change_item(working, record, intent.task, anchors=(*(item.anchors if item else ()), anchor))


def _task_minutes(working: Working, record: do.Record, intent: do.TaskMinutes) -> None:
    _change_item(working, record, intent.task, minutes=intent.minutes)


def _task_note(working: Working, record: do.Record, intent: do.TaskNote) -> None:
    item = working.items.get(intent.task)
    notes = item.notes if item else ()
    _change_item(working, record, intent.task, notes=(*notes, Note(record.at, intent.text)))


def _task_count(working: Working, record: do.Record, intent: do.TaskCount) -> None:
    item = working.items.get(intent.task)
    _change_item(working, record, intent.task, count=max(0, (item.count if item else 0) + intent.amount))


def _task_milestone(working: Working, record: do.Record, intent: do.TaskMilestone) -> None:
    _change_item(working, record, intent.task, reached_at=record.at)


APPLY: Mapping[type[do.Intent], Apply] = {
    do.TaskAdd: _task_add,
    do.TaskEdit: _task_edit,
    do.TaskDone: _task_done,
    do.TaskReopen: _task_reopen,
    do.TaskDrop: _task_drop,
    do.TaskMove: _task_move,
    do.TaskOrder: _task_order,
    do.TaskMinutes: _task_minutes,
    do.TaskNote: _task_note,
    do.TaskCount: _task_count,
    do.TaskMilestone: _task_milestone,
    do.Triage: _triage,
}

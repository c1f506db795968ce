"""What incidents displace: tasks that no longer fit because of them, and where each might go.

A block's reserve is used first; only minutes beyond it take room from tasks, and what was dropped or moved
away since has made some of that room again. What would not have fitted with the minutes that are left of
them either is not the incidents' doing. Nothing moves by itself: all of it is a proposal (`DESIGN.md`,
"never move work silently").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.core import intents as do
from jornada.core.dataclass import dataclass
from jornada.core.plan import DayView, QueueRow, Section, Status, next_working_day, rows_with
from jornada.core.state import Item, State
from jornada.core.unforeseen import Share, cost_of_day, incident_sessions
from jornada.core.workflow import LAST_RANK, Workflow

LOST_MINUTES = 5
"""A block planned to the minute loses a few between two tasks: so many, but no more than the incidents took,
do not take the blame off them."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """A task that no longer fits. `move` is what is proposed, `None` where it fits again once the others
    have gone, or where it is the one in hand; `frees_minutes` is the room that makes."""

    row: QueueRow
    move: do.TriageMove | None
    frees_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Displacement:
    """What incidents did to the day so far: `minutes` of work they took in the blocks that have begun,
    `reserve_minutes` of which were kept free for them, `beyond_minutes` of which were not.

    `tasks` no longer fit, the lowest priority for the audience first; `incidents` took the time, the one
    that took most first.
    """

    minutes: int
    reserve_minutes: int
    beyond_minutes: int
    incidents: tuple[Share, ...]
    tasks: tuple[Displaced, ...]

    @property
    def moves(self) -> tuple[do.TriageMove, ...]:
        """All that is proposed, to be done at once."""
        return tuple(each.move for each in self.tasks if each.move is not None)


def displacement(state: State, workflow: Workflow, view: DayView) -> Displacement | None:
    """What incidents displace on the day that runs; `None` where they displace nothing. `view` must hold
    all rows of today, not filtered ones."""
    if view.fit_after is None:
        return None
    minutes = sum(load.incident_minutes for load in view.blocks)
    beyond = sum(max(0, load.incident_minutes - load.reserve_minutes) for load in view.blocks)
    if not beyond:
        return None
    missing = beyond - _room_made(state, view)
    if missing <= 0:
        return None
    lost = min(missing, LOST_MINUTES)
    would_fit = {row.item.id for row in rows_with(view, missing + lost) if row.fits}
    gone = [
        row
        for row in view.rows
        if row.item.is_open and _competes(row) and not row.fits and row.item.id in would_fit
    ]
    if not gone:
        return None
    fitting = sum(row.left_minutes for row in view.rows if row.item.is_open and _competes(row) and row.fits)
    over = fitting + sum(row.left_minutes for row in gone) - view.fit_minutes
    leaving = _leaving(gone, over)
    moves = _moves(leaving, workflow, view)
    return Displacement(
        minutes=minutes,
        reserve_minutes=minutes - beyond,
        beyond_minutes=beyond,
        incidents=cost_of_day(state, view.date, view.now, view.zone).incidents,
        tasks=tuple(
            Displaced(row, moves.get(row.item.id), row.left_minutes if row.item.id in moves else 0)
            for row in _lowest_first(gone)
        ),
    )


def _room_made(state: State, view: DayView) -> int:
    """Minutes of the tasks of this day or an earlier one that were dropped, or moved out of the way, since
    the first incident of the day took time."""
    began = min(session.start for session in incident_sessions(state, view.date))
    current = view.moment.block
    later = {load.span.key for load in view.blocks if current and load.span.span.start > current.span.start}
    made = [
        row.item for row in view.rows if row.status is Status.DROPPED and _since(row.item.closed_at, began)
    ]
    made += [
        row.item
        for row in view.rows
        if row.item.is_open and row.item.block in later and _since(row.item.moved_at, began)
    ]
    away = (key for date, keys in state.on_date.items() if date > view.date for key in keys)
    made += [
        item
        for item in map(state.items.__getitem__, away)
        if item.planned_for <= view.date and _since(item.moved_at, began)
    ]
    return sum(max(0, item.minutes - state.seconds_on(item.id, view.now) // 60) for item in made)


def _since(instant: dt.datetime | None, began: dt.datetime) -> bool:
    return instant is not None and instant >= began


def _competes(row: QueueRow) -> bool:
    return row.section in (Section.CURRENT, Section.EARLIER)


def _lowest_first(rows: Sequence[QueueRow]) -> list[QueueRow]:
    """By priority for the audience, the lowest first; of equal ones the last of the queue."""
    places = {row.item.id: place for place, row in enumerate(rows)}
    return sorted(rows, key=lambda row: (-_rank(row), -places[row.item.id]))


def _rank(row: QueueRow) -> int:
    return LAST_RANK if row.item.rank is None else row.item.rank


def _leaving(rows: Sequence[QueueRow], over: int) -> list[QueueRow]:
    """Which of them must go so that `over` minutes are freed: the lowest priority first, but none that
    could stay after all when the others have gone. The task in hand stays."""
    freed, leaving = 0, []
    for row in _lowest_first(rows):
        if freed < over and row.left_minutes and row.status is not Status.IN_PROGRESS:
            leaving.append(row)
            freed += row.left_minutes
    for row in reversed(leaving.copy()):
        if freed - row.left_minutes >= over:
            leaving.remove(row)
            freed -= row.left_minutes
    return leaving


def _moves(leaving: Sequence[QueueRow], workflow: Workflow, view: DayView) -> dict[str, do.TriageMove]:
    """Where each might go. The room of later blocks is for the highest priority first."""
    current = view.moment.block
    room = {
        load.span.key: load.left_minutes - load.reserve_left_minutes - load.open_minutes
        for load in view.blocks
        if current is not None and load.span.span.start > current.span.start
    }
    moves = {}
    for row in reversed(leaving):
        block = next((key for key, free in room.items() if free >= row.left_minutes), None)
        if block is not None:
            room[block] -= row.left_minutes
            move = do.TriageMove(task=row.item.id, date=view.date, block=block)
        elif _comes_again(row.item, workflow, view):
            move = do.TriageMove(task=row.item.id, drop=True)
        else:
            move = do.TriageMove(task=row.item.id, date=next_working_day(workflow, view.date))
        moves[row.item.id] = move
    return moves


def _comes_again(item: Item, workflow: Workflow, view: DayView) -> bool:
    """Whether it lapses, and the plan has it again on the next working day by itself."""
    task = workflow.task_by_key.get(item.key)
    if item.keep or task is None:
        return False
    return workflow.occurs(task, next_working_day(workflow, view.date))

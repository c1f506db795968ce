"""The loads of the blocks and the fit line: what the current block still has room for, in minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from jornada.core import calendar
from jornada.core.calendar import BlockSpan, Moment, MomentKind
from jornada.core.dataclass import replace
from jornada.core.plan.view import BlockLoad, DayView, QueueRow, Section, Status
from jornada.core.state import Session, State


def load_of(
    state: State, span: BlockSpan, rows: Iterable[QueueRow], now: dt.datetime, date: dt.date
) -> BlockLoad:
    """What a block of the day `date` holds at `now`, in minutes; `rows` are all of the day's."""
    own = [row for row in rows if (item := row.item).block == span.key and item.date == date]
    counted = [row for row in own if row.status is not Status.DROPPED]
    used = sum(
        seconds_within(session, span, now) for session in _sessions_near(state, date) if session.incident
    )
    return BlockLoad(
        span=span,
        planned_minutes=sum(row.item.minutes for row in counted),
        spent_minutes=sum(row.spent_minutes for row in own),
        done=sum(1 for row in counted if row.status is Status.DONE),
        total=len(counted),
        left_minutes=calendar.minutes_left(span, now),
        reserve_minutes=span.reserve,
        reserve_left_minutes=max(0, span.reserve - used // 60),
        open_minutes=sum(row.left_minutes for row in counted),
        incident_minutes=used // 60,
    )


def seconds_within(session: Session, span: BlockSpan, now: dt.datetime) -> int:
    """The working seconds of the block that a session took."""
    return span.working_seconds_between(session.start, session.end or now)


def _sessions_near(state: State, date: dt.date) -> Iterable[Session]:
    """The sessions that may touch a date: those that began on it or on a neighbour."""
    for offset in (-1, 0, 1):
        for key in state.starts_on.get(date + dt.timedelta(days=offset), ()):
            yield state.sessions[key]


def budget_minutes(load: BlockLoad) -> int:
    """Minutes the block still has for its tasks: to its end, less the reserve that remains."""
    return max(0, load.left_minutes - load.reserve_left_minutes)


def fitted(
    rows: tuple[QueueRow, ...], blocks: Sequence[BlockLoad], moment: Moment
) -> tuple[tuple[QueueRow, ...], int]:
    """The rows, with what is left of the current block used up in their order: what no longer fits is below
    the line. And how many minutes are below it."""
    load = next((b for b in blocks if moment.block and b.span.key == moment.block.key), None)
    if load is None or moment.kind is MomentKind.OFF:
        return rows, 0
    left = budget_minutes(load)
    over = 0
    full = False
    found = []
    for row in rows:
        competes = row.section in (Section.CURRENT, Section.EARLIER) and row.item.is_open
        if not competes:
            found.append(row)
            continue
        full = full or row.left_minutes > left
        if full:
            over += row.left_minutes
        else:
            left -= row.left_minutes
        found.append(row if row.fits is not full else replace(row, fits=not full))
    return tuple(found), over


def rows_with(view: DayView, minutes: int) -> tuple[QueueRow, ...]:
    """The rows of a day that runs as they would fit had its current block so many minutes more."""
    blocks = [replace(load, left_minutes=load.left_minutes + minutes) for load in view.blocks]
    return fitted(view.rows, blocks, view.moment)[0]


def line_after(rows: Sequence[QueueRow]) -> int:
    """The number of rows above the fit line: before the first that no longer fits, else after the last
    that competes for the block."""
    for place, row in enumerate(rows):
        if not row.fits:
            return place
    competing = [place for place, row in enumerate(rows) if row.section in (Section.CURRENT, Section.EARLIER)]
    return competing[-1] + 1 if competing else 0

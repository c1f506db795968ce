"""The loads of the blocks and the fit line: what the current block still has room for, in minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import compress, repeat
from operator import and_, is_not, not_

from jornada.core import calendar
from jornada.core.calendar import BlockSpan, Moment, MomentKind
from jornada.core.plan.queue import COMPETING, Rows
from jornada.core.plan.view import BlockLoad, DayView, Section, Status
from jornada.core.state import Session, State


def load_of(state: State, span: BlockSpan, rows: Rows, now: dt.datetime, date: dt.date) -> BlockLoad:
    """What a block of the day `date` holds at `now`, in minutes; `rows` are those of the day."""
    planned = spent = done = total = needed = 0
    for _, block, own in rows.runs:
        if block != span.key:
            continue
        here = list(map(not_, rows.carried_from[own]))
        counts = list(map(and_, here, map(is_not, rows.statuses[own], repeat(Status.DROPPED))))
        statuses = list(compress(rows.statuses[own], counts))
        total += len(statuses)
        done += statuses.count(Status.DONE)
        spent += sum(compress(rows.spent_minutes[own], here))
        planned += sum(compress(rows.planned_minutes[own], counts))
        needed += sum(compress(rows.left_minutes[own], counts))
    used = _incident_seconds(state, span, now, date)
    return BlockLoad(
        span=span,
        planned_minutes=planned,
        spent_minutes=spent,
        done=done,
        total=total,
        left_minutes=calendar.minutes_left(span, now),
        reserve_minutes=span.reserve,
        reserve_left_minutes=_reserve_left(span, used),
        open_minutes=needed,
        incident_minutes=used // 60,
    )


def room_in_block(
    state: State, spans: Iterable[BlockSpan], moment: Moment, now: dt.datetime, date: dt.date
) -> int | None:
    """The `budget_minutes` of the current block; `None` where none is, and nothing has to fit."""
    if moment.block is None or moment.kind is MomentKind.OFF:
        return None
    span = next((each for each in spans if each.key == moment.block.key), None)
    if span is None:
        return None
    reserve = _reserve_left(span, _incident_seconds(state, span, now, date))
    return max(0, calendar.minutes_left(span, now) - reserve)


def _incident_seconds(state: State, span: BlockSpan, now: dt.datetime, date: dt.date) -> int:
    sessions = (session for session in _sessions_near(state, date) if session.incident)
    return sum(seconds_within(session, span, now) for session in sessions)


def _reserve_left(span: BlockSpan, used_seconds: int) -> int:
    return max(0, span.reserve - used_seconds // 60)


def seconds_within(session: Session, span: BlockSpan, now: dt.datetime) -> int:
    """The working seconds of the block that a session took."""
    return span.working_seconds_between(session.start, session.end or now)


def _sessions_near(state: State, date: dt.date) -> Iterable[Session]:
    """The sessions that may touch a date: those that began on it or on a neighbour."""
    for offset in (-1, 0, 1):
        for key in state.starts_on.get(date + dt.timedelta(days=offset), ()):
            yield state.sessions[key]


def budget_minutes(load: BlockLoad, *, more: int = 0) -> int:
    """Minutes the block still has for its tasks: to its end and so many `more`, less the reserve that
    remains."""
    return max(0, load.left_minutes + more - load.reserve_left_minutes)


def fitting(
    budget: int | None, sections: Sequence[Section], minutes: Sequence[int], is_open: Sequence[bool]
) -> list[bool]:
    """Of each row whether it fits. What is left of the current block is used up by the open tasks in their
    order: what no longer fits, and all that comes after it, is below the line. Without a budget, in minutes,
    everything fits."""
    fits = [True] * len(sections)
    if budget is None:
        return fits
    for place, needed in enumerate(minutes):
        if not is_open[place] or sections[place] not in COMPETING:
            continue
        if needed > budget:
            competes = map(COMPETING.__contains__, sections[place:])
            return fits[:place] + list(map(not_, map(and_, is_open[place:], competes)))
        budget -= needed
    return fits


def rows_with(view: DayView, minutes: int) -> Rows:
    """The rows of a day that runs as they would fit had its current block so many minutes more."""
    rows, block = view.rows, view.moment.block
    load = next((each for each in view.blocks if block and each.span.key == block.key), None)
    if load is None or view.moment.kind is MomentKind.OFF:
        return rows
    budget = budget_minutes(load, more=minutes)
    return rows.with_fits(fitting(budget, rows.sections, rows.left_minutes, rows.is_open))


def line_after(rows: Rows) -> int:
    """The number of rows above the fit line: before the first that no longer fits, else after the last
    that competes for the block."""
    return rows.fits.index(False) if False in rows.fits else rows.competing

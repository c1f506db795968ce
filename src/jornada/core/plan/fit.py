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
    """What a block of the day `date` holds at `now`, in minutes; `rows` are those of the block."""
    planned = spent = done = total = needed = 0
    # There may be ten thousand rows.
    for row in rows:
        if row.item.date != date:
            continue
        spent += row.spent_minutes
        if row.status is not Status.DROPPED:
            total += 1
            done += row.status is Status.DONE
            planned += row.item.minutes
            needed += row.left_minutes
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


def budget_minutes(load: BlockLoad) -> int:
    """Minutes the block still has for its tasks: to its end, less the reserve that remains."""
    return max(0, load.left_minutes - load.reserve_left_minutes)


class FitLine:
    """What is left of the current block is used up by the tasks in their order: what no longer fits, and
    all that comes after it, is below the line. Without a budget, in minutes, everything fits."""

    def __init__(self, budget: int | None) -> None:
        self._left = budget
        self._is_full = False

    def has_room(self, section: Section, minutes: int) -> bool:
        """Whether the next open task, of so many minutes, still fits."""
        if self._left is None or section is Section.LATER or section is Section.CLOSED:
            return True
        if self._is_full or minutes > self._left:
            self._is_full = True
            return False
        self._left -= minutes
        return True


def rows_with(view: DayView, minutes: int) -> tuple[QueueRow, ...]:
    """The rows of a day that runs as they would fit had its current block so many minutes more."""
    block = view.moment.block
    load = next((each for each in view.blocks if block and each.span.key == block.key), None)
    if load is None or view.moment.kind is MomentKind.OFF:
        return view.rows
    line = FitLine(budget_minutes(replace(load, left_minutes=load.left_minutes + minutes)))
    return tuple(
        replace(row, fits=line.has_room(row.section, row.left_minutes)) if row.item.is_open else row
        for row in view.rows
    )


def line_after(rows: Sequence[QueueRow]) -> int:
    """The number of rows above the fit line: before the first that no longer fits, else after the last
    that competes for the block."""
    for place, row in enumerate(rows):
        if not row.fits:
            return place
    competing = [place for place, row in enumerate(rows) if row.section in (Section.CURRENT, Section.EARLIER)]
    return competing[-1] + 1 if competing else 0

"""A timer that ran on while nobody was there: what may become of it.

What is asked is a question of facts: since when it runs, when somebody last was there. Nothing is
decided for the person, and time is never made up: what is not kept ends where there was a sign of life
or a block ended, or becomes what the person says it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from zoneinfo import ZoneInfo

from jornada.core import intents as do
from jornada.core.calendar import BlockSpan, local_date
from jornada.core.dataclass import dataclass
from jornada.core.plan import DayView
from jornada.core.state import Notice, NoticeKind, Session, State

ABSENCE = dt.timedelta(minutes=30)
"""A timer that ran this long past the last sign of life is asked about."""
GRACE = dt.timedelta(minutes=30)
"""So long after its block, or over its plan, a timer may well be meant to run."""
LONG_AWAY = dt.timedelta(hours=2)
"""After so long without a sign of life it is asked about in any case."""

AFTER_HOURS = dt.timedelta(minutes=10)
"""So long after the last block a timer that runs on may have been forgotten."""
NEWS = dt.timedelta(days=2)
"""For so long a timer that another device ended is news."""


class Fate(StrEnum):
    """What becomes of it."""

    CONTINUE = "continue"
    STOP = "stop"
    STOP_AT_BLOCK_END = "stop_at_block_end"
    BREAK = "break"
    INCIDENT = "incident"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class LeftRunning:
    """A timer that ran on while nobody was there; `last_sign` is when somebody last was, `block_end` when
    the block they were in ended, if that is over; `seconds` is how long it has run."""

    session: Session
    last_sign: dt.datetime
    seconds: int
    block_end: dt.datetime | None = None

    @property
    def fates(self) -> tuple[Fate, ...]:
        """What may become of it, the gentlest first."""
        found = [Fate.CONTINUE, Fate.STOP]
        if self.block_end is not None:
            found.append(Fate.STOP_AT_BLOCK_END)
        if not self.session.is_break:
            found += [Fate.BREAK, Fate.INCIDENT]
        return (*found, Fate.DISCARD)


def last_there(session: Session, last_sign: dt.datetime | None) -> dt.datetime:
    """When somebody last was there while the timer ran; its start is a sign of life too."""
    return max(session.start, last_sign) if last_sign else session.start


def is_left_alone(session: Session, last_sign: dt.datetime, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether to ask about a timer that runs where somebody opens the dashboard: nobody was there for long,
    or it runs since another day."""
    return now - last_sign >= ABSENCE or local_date(session.start, zone) != local_date(now, zone)


def is_doubtful(left: LeftRunning, now: dt.datetime, over_minutes: int) -> bool:
    """Whether to ask somebody who comes back to a dashboard that was open all the time.

    Work is done elsewhere, often for an hour without a key pressed here: that alone is no reason. It is
    where nobody was there for long, where the block in which they last were is over for a while, and where
    the task is `over_minutes` over its plan by far.
    """
    if now - left.last_sign >= LONG_AWAY:
        return True
    if left.block_end is not None and now - left.block_end >= GRACE:
        return True
    return dt.timedelta(minutes=over_minutes) >= GRACE


def block_end_after(
    spans: Iterable[BlockSpan], last_sign: dt.datetime, now: dt.datetime
) -> dt.datetime | None:
    """When the block of the last sign of life ended; `None` where it was in none, or runs still."""
    for span in spans:
        if span.span.contains(last_sign) and last_sign < span.span.end < now:
            return span.span.end
    return None


def runs_after_hours(session: Session, last_sign: dt.datetime | None, today: DayView) -> bool:
    """Whether the timer that runs was started in today's working hours, which have been over for a while,
    and nobody was there since they ended."""
    if today.off or not today.blocks:
        return False
    end = max(load.span.span.end for load in today.blocks)
    last = last_there(session, last_sign)
    return session.start < end and last <= end <= today.now - AFTER_HOURS


def ended_elsewhere(state: State, now: dt.datetime) -> tuple[Notice, ...]:
    """What was lately said of timers that another device ended."""
    return tuple(
        notice
        for notice in state.notices
        if notice.kind is NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE
        and notice.at is not None
        and notice.at >= now - NEWS
    )


def intent_of(left: LeftRunning, fate: Fate, now: dt.datetime) -> do.Intent | None:
    """What is to be recorded, as one; `None` where it simply runs on."""
    session = left.session.id
    match fate:
        case Fate.STOP:
            return do.TaskStop(session=session, end=left.last_sign)
        case Fate.STOP_AT_BLOCK_END:
            return do.TaskStop(session=session, end=left.block_end or left.last_sign)
        case Fate.BREAK if left.last_sign > left.session.start:
            return do.TimeSplit(session=session, when=left.last_sign, task="", incident="", end=now)
        case Fate.BREAK:
            return do.TimeEdit(session=session, task="", incident="", end=now)
        case Fate.INCIDENT:
            return do.Interrupt(when=left.last_sign)
        case Fate.DISCARD:
            return do.TimeDrop(session=session)
        case _:
            return None

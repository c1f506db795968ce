"""A timer that ran on while nobody was there: what may become of it.

What is asked is a question of facts: since when it runs, when somebody last was there. Nothing is
decided for the person, and time is never made up: what is not kept ends where there was a sign of life
or a block ended, or becomes what the person says it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from jornada.core import intents as do
from jornada.core.calendar import BlockSpan
from jornada.core.dataclass import dataclass
from jornada.core.state import Session

GRACE = dt.timedelta(minutes=30)
"""So long after its block, or over its plan, a timer may well be meant to run."""
LONG_AWAY = dt.timedelta(hours=2)
"""After so long without a sign of life it is asked about in any case."""


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

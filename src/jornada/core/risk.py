"""Which milestones are at risk: what comes before them no longer fits before they are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from jornada.core.calendar import BlockSpan, WorkingHours

if TYPE_CHECKING:
    from jornada.core.plan.queue import Rows


def at_risk(rows: Rows, now: dt.datetime, spans: Sequence[BlockSpan], hours: WorkingHours) -> Sequence[int]:
    """The places of the open rows, given in the order of the queue, that cannot be done in time: what they
    and all above them still need is more than the working time until they are due.

    A row of a later block is not at risk as long as its own block has the time for it: when that begins,
    its tasks come first, and what is left of earlier ones after them. The reserve of a block is not held
    back: a plan may put a milestone right where the work before it ends. `spans` are the blocks of the
    day, `hours` those of the days after it.
    """
    starts = {span.key: span.span.start for span in spans}
    found: list[int] = []
    # Of ten thousand rows few are due; what is closed needs nothing any more.
    places = rows.due_places
    needed = tuple(accumulate(rows.left_minutes[: places[-1] + 1])) if places else ()
    needed_in: dict[str, tuple[int, ...]] = {}
    for place, row in zip(places, rows.due, strict=True):
        if row.due is None or not row.item.is_open or row.item.reached_at is not None or row.due < now:
            continue
        block = row.item.block
        begins = starts.get(block, now)
        late = needed[place] > minutes_until(row.due, now, spans, hours)
        if late and begins > now:
            if block not in needed_in:
                own = zip(rows.left_minutes, rows.blocks, strict=True)
                needed_in[block] = tuple(accumulate(left if where == block else 0 for left, where in own))
            late = needed_in[block][place] > minutes_until(row.due, begins, spans, hours)
        if late:
            found.append(place)
    return found


def minutes_until(due: dt.datetime, now: dt.datetime, spans: Sequence[BlockSpan], hours: WorkingHours) -> int:
    """Minutes of work from `now` to `due`, one that has begun counted whole: who starts in time and works
    on is not at risk for the seconds of the minute."""
    seconds = sum(span.working_seconds_between(now, due) for span in spans)
    after = max((span.span.end for span in spans), default=now)
    if due > max(now, after):
        seconds += hours.seconds_between(max(now, after), due)
    return -(-seconds // 60)

"""Which notices stand at an instant: clocks of incidents and promises, the end of a block, milestones at
risk, a task over its plan. And whether one may be disturbed at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from jornada.core.alarms import Alarm, alarms_of
from jornada.core.calendar import WorkingHours, block_spans, local_date
from jornada.core.dataclass import dataclass
from jornada.core.incidents import ClockState, Deadline
from jornada.core.plan import DayView, MilestoneStatus
from jornada.core.promises import DuePromise
from jornada.core.state import Session, State

BLOCK_END = "block_end"
MILESTONE = "milestone"
PLAN = "plan"
SEEN_ON_OPENING = frozenset({BLOCK_END, MILESTONE, PLAN})
"""What the dashboard shows as it opens: told only where it comes to be so while it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOptions:
    """Which kinds a person wants to be told of. `block_end_minutes` before its end a block is about to end;
    0 for not at all. Who is `on_call` is told outside working hours too."""

    block_end_minutes: int = 5
    milestones: bool = True
    incidents: bool = True
    promises: bool = True
    over_plan: bool = True
    on_call: bool = False


def notices_at(
    state: State,
    view: DayView,
    deadlines: Iterable[Deadline],
    promises: Iterable[DuePromise],
    options: NoticeOptions,
) -> tuple[Alarm, ...]:
    """All that stands at `view.now`, as far as it is wanted, the nearest first; `view` is today with all
    its rows."""
    found = [
        *alarms_of(deadlines if options.incidents else (), promises if options.promises else ()),
        *_ends_of_blocks(view, options.block_end_minutes),
    ]
    if options.milestones:
        found += _milestones_at_risk(view)
    if options.over_plan:
        found += _over_plan(state, view.now)
    return tuple(sorted(found, key=lambda each: each.due))


def may_disturb(view: DayView, hours: WorkingHours, options: NoticeOptions) -> bool:
    """Whether it is a time for notices: from the first block of a working day to the end of its last one,
    breaks among it; always for who is on call, or whose plan has no working hours at all."""
    if options.on_call or not hours.has_any():
        return True
    blocks = () if view.off else tuple(load.span for load in view.blocks)
    before = local_date(view.now, view.zone) - dt.timedelta(days=1)
    # A block of the evening before may reach over midnight.
    if before.weekday() in hours.days and before not in hours.off:
        late = [each for each in block_spans(hours.blocks, before, view.zone) if each.span.end > view.now]
    else:
        late = []
    starts = [each.span.start for each in (*blocks, *late)]
    ends = [each.span.end for each in (*blocks, *late)]
    return bool(starts) and min(starts) <= view.now < max(ends)


def _ends_of_blocks(view: DayView, minutes: int) -> Iterator[Alarm]:
    """The work of a block ends where the break at its end begins."""
    if view.off:
        return
    for load in view.blocks:
        spans = load.span.working_spans()
        if spans:
            end = spans[-1].end
            if dt.timedelta() < end - view.now <= dt.timedelta(minutes=minutes):
                yield Alarm(load.span.key, BLOCK_END, end, ClockState.SOON)


def _milestones_at_risk(view: DayView) -> Iterator[Alarm]:
    for row in (*view.rows.due, *view.due_here):
        if row.milestone is MilestoneStatus.AT_RISK and row.due is not None:
            yield Alarm(row.item.id, MILESTONE, row.due, ClockState.SOON)


def _over_plan(state: State, now: dt.datetime) -> Iterator[Alarm]:
    """The task in hand, from the instant on at which its planned minutes were used up."""
    session = state.running_session
    item = state.items.get(session.task) if session is not None and session.task else None
    if item is None or item.minutes <= 0:
        return
    left = item.minutes * 60
    for each in sorted((state.sessions[key] for key in state.of_subject.get(item.id, ())), key=_start):
        seconds = each.seconds(now)
        if seconds > left:
            yield Alarm(item.id, PLAN, each.start + dt.timedelta(seconds=left), ClockState.OVERDUE)
            return
        left -= seconds


def _start(session: Session) -> dt.datetime:
    return session.start

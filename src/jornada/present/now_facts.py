"""What is so of the day: what stays as it is for a while, and what moves by the minute.

The queue of a day, its blocks and titles change when somebody does something, or when a block or a break
begins or ends; until then only minutes go by.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.calendar import BlockSpan, MomentKind
from jornada.core.crisis import crises
from jornada.core.dataclass import dataclass, replace
from jornada.core.promises import DuePromise, open_promises

if TYPE_CHECKING:
    from jornada.core.incidents import Deadline
    from jornada.core.plan import DayView
    from jornada.core.state import Session, State
    from jornada.core.workflow import Workflow

Running = Literal["task", "incident", "break", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class NowFacts:
    """What the line may say. Titles are empty where there is nothing to name; `until` is when the
    moment of the day ends, `left` how many open tasks the day's queue has."""

    now: dt.datetime
    moment: MomentKind
    running: Running = ""
    title: str = ""
    spent_minutes: int = 0
    planned_minutes: int = 0
    brand: str = ""
    area: str = ""
    parked: str = ""
    is_parked: bool = False
    block: str = ""
    block_left_minutes: int = 0
    break_title: str = ""
    until: dt.datetime | None = None
    next_title: str = ""
    left: int = 0
    incidents: int = 0
    deadline: Deadline | None = None
    deadline_title: str = ""
    deadline_severity: int | None = None
    deadline_runs: bool = False
    deadline_open: bool = True
    crisis: str = ""
    crisis_severity: int | None = None
    promise: DuePromise | None = None
    promises: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stays as it is from `since` up to but not including `until`, while nothing is done: `facts` hold
    it, the rest of them as of no moment. `block` is the one whose minutes are left."""

    since: dt.datetime
    until: dt.datetime
    facts: NowFacts
    block: BlockSpan | None

    def holds_at(self, now: dt.datetime) -> bool:
        """Whether it is so at that instant."""
        return self.since <= now < self.until


def standing(view: DayView, state: State, workflow: Workflow) -> Standing:
    """What stays as it is from the instant of `view` on, the day of which is today's."""
    session = state.running_session
    item = state.items.get(session.task) if session else None
    rows = view.rows
    following = next((at for at in rows.open_places if item is None or rows.ids[at] != item.id), None)
    load = view.current
    moment = view.moment
    parked = state.incidents.get(state.parked[-1]) if state.parked else None
    brand = workflow.brand_by_key.get(item.brand) if item else None
    area = workflow.area_by_key.get(item.area) if item else None
    facts = NowFacts(
        now=view.now,
        moment=moment.kind,
        running=_running(session),
        title=_subject(state, session),
        planned_minutes=item.minutes if item else 0,
        brand=brand.title if brand else item.brand if item else "",
        area=area.title if area else item.area if item else "",
        parked=state.subject_title(parked.interrupted_task or parked.interrupted_incident) if parked else "",
        is_parked=parked is not None,
        block=load.span.title if load else "",
        break_title=_break_title(view),
        until=moment.until,
        next_title="" if following is None else rows[following].item.title,
        left=len(rows.open_places),
        incidents=len(state.open_incidents),
    )
    until = min((each for each in _turns(view, workflow) if each > view.now), default=view.now)
    return Standing(since=view.now, until=until, facts=facts, block=load.span if load else None)


def _turns(view: DayView, workflow: Workflow) -> Iterator[dt.datetime]:
    """The instants at which something else than minutes may change: the day ends by either zone, its own and
    the workflow's."""
    for load in view.blocks:
        for span in (load.span.span, *(pause.span for pause in load.span.breaks)):
            yield span.start
            yield span.end
    for zone in (view.zone, ZoneInfo(workflow.timezone)):
        date = calendar.local_date(view.now, zone)
        if date < dt.date.max:
            yield calendar.midnight(date + dt.timedelta(days=1), zone)


def facts_at(known: Standing, state: State, deadlines: Sequence[Deadline], now: dt.datetime) -> NowFacts:
    """What is so at an instant at which that holds; `deadlines` as they are then."""
    session = state.running_session
    deadline = deadlines[0] if deadlines else None
    urgent = state.incidents.get(deadline.incident) if deadline else None
    promises = open_promises(state, now)
    crisis = next(iter(crises(state, deadlines)), None)
    return replace(
        known.facts,
        now=now,
        spent_minutes=_spent(state, session, now),
        block_left_minutes=calendar.minutes_left(known.block, now) if known.block else 0,
        deadline=deadline,
        deadline_title=urgent.title if urgent else "",
        deadline_severity=urgent.severity if urgent else None,
        deadline_open=urgent is not None and urgent.is_open,
        deadline_runs=bool(session and deadline and session.incident == deadline.incident),
        crisis=crisis.id if crisis else "",
        crisis_severity=crisis.severity if crisis else None,
        promise=promises[0] if promises else None,
        promises=len(promises),
    )


def now_facts(view: DayView, state: State, workflow: Workflow, deadlines: Sequence[Deadline]) -> NowFacts:
    """What is so on the day of `view`, which is today's, at its instant."""
    return facts_at(standing(view, state, workflow), state, deadlines, view.now)


def _running(session: Session | None) -> Running:
    if session is None:
        return ""
    if session.is_break:
        return "break"
    return "task" if session.task else "incident"


def _subject(state: State, session: Session | None) -> str:
    return state.subject_title(session.task or session.incident) if session else ""


def _spent(state: State, session: Session | None, now: dt.datetime) -> int:
    """Whole minutes on what runs: all of a task's or incident's sessions, of a break this one."""
    if session is None:
        return 0
    subject = session.task or session.incident
    return (state.seconds_on(subject, now) if subject else session.seconds(now)) // 60


def _break_title(view: DayView) -> str:
    block = view.moment.block
    if block is None or view.moment.kind is not MomentKind.IN_BREAK:
        return ""
    now = calendar.in_zone(view.now, view.zone)
    return next((pause.title for pause in block.breaks if pause.span.contains(now)), "")

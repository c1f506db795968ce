"""The day's queue: order, fit line, reserve, carry-over, milestones.

Order (`DESIGN.md`, "The queue"): the current block first, then what is left of earlier blocks, then
later ones; within each the person's own order, else rank for the audience, else milestone. What was
closed before the current block began comes last; what is closed during it keeps its place, so that
no row slides under the cursor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jornada.core import calendar
from jornada.core import intents as do
from jornada.core.calendar import BlockSpan, Moment, MomentKind, WorkingHours
from jornada.core.campaigns import is_step_key, steps_at_home, steps_coming
from jornada.core.dataclass import dataclass, replace
from jornada.core.folding.days import day_of, item_id, items_of
from jornada.core.goals import GoalProgress, WeekCounts, goal_progress, week_counts
from jornada.core.layers import overlaid
from jornada.core.risk import at_risk
from jornada.core.state import Day, Item, ItemState, Session, State
from jornada.core.workflow import LAST_RANK, Block, Workflow

LOOK_BACK_DAYS = 92
"""So far back a day on which nobody worked leaves what is kept."""
LOOK_AHEAD_DAYS = 400
"""So far ahead the next working day is looked for: a long leave, and the week after it."""


class Section(StrEnum):
    """Where in the queue a row stands."""

    CURRENT = "current"
    EARLIER = "earlier"
    LATER = "later"
    CLOSED = "closed"


class Status(StrEnum):
    """How an item stands, its timer included."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    DONE = "done"
    DROPPED = "dropped"


class MilestoneStatus(StrEnum):
    """How a milestone stands."""

    PENDING = "pending"
    AT_RISK = "at_risk"
    LATE = "late"
    ON_TIME = "on_time"
    REACHED_LATE = "reached_late"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """An item as it stands now. `fits` is false below the fit line, and true where it does not apply.

    `carried_from` is the day it is left from, `missed` how many earlier ones of the same task it
    stands for, the first of them planned for `missed_since`. `first` is its place among what was said to
    come first that day, when the day before it was closed; 0 for none.
    """

    item: Item
    section: Section
    status: Status
    spent_minutes: int
    left_minutes: int
    fits: bool = True
    carried_from: dt.date | None = None
    missed: int = 0
    missed_since: dt.date | None = None
    milestone: MilestoneStatus | None = None
    due: dt.datetime | None = None
    progress: GoalProgress | None = None
    first: int = 0

    @property
    def times_missed(self) -> int:
        """How often it was not done on its day, those it stands for counted too."""
        return self.missed + (self.carried_from is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLoad:
    """What a block holds, in minutes. `left` is its working time still to come; `incident` what incidents
    took of its working time, `reserve_left` what they have not used of the reserve."""

    span: BlockSpan
    planned_minutes: int
    spent_minutes: int
    done: int
    total: int
    left_minutes: int
    reserve_minutes: int
    reserve_left_minutes: int
    open_minutes: int
    incident_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """A day as it stands at an instant. `planned` is false until the day is worked on.

    `fit_after` is the number of rows above the fit line, `None` where there is none: past or coming
    days, after the last block. `fit_minutes` is what the current block still has for its tasks,
    `over_minutes` what does not fit in it. `due_here` are tasks of other days of the week whose milestone
    is due on this one; they are no rows of its queue.
    """

    date: dt.date
    now: dt.datetime
    zone: ZoneInfo
    off: bool
    planned: bool
    is_today: bool
    moment: Moment
    rows: tuple[QueueRow, ...]
    blocks: tuple[BlockLoad, ...]
    fit_after: int | None
    fit_minutes: int
    over_minutes: int
    due_here: tuple[QueueRow, ...] = ()

    @property
    def current(self) -> BlockLoad | None:
        """The load of the block that runs, or of the next one between blocks."""
        if self.moment.block is None:
            return None
        return next((load for load in self.blocks if load.span.key == self.moment.block.key), None)

    @property
    def left_over(self) -> tuple[QueueRow, ...]:
        """Open rows of earlier blocks and days: what the bar at a block's end proposes for."""
        return tuple(row for row in self.rows if row.section is Section.EARLIER and row.item.is_open)

    def block_title(self, key: str) -> str:
        return next((load.span.title for load in self.blocks if load.span.key == key), key)


def plan_for(workflow: Workflow, date: dt.date) -> do.DayPlan:
    """The plan the workflow makes for a day. A day off has only what falls on it, off or not (daily, by
    the month, once); its blocks are there to be used."""
    off = not workflow.is_working_day(date)
    return do.DayPlan(
        date=date,
        workflow=workflow.name,
        hash=workflow.hash,
        timezone=workflow.timezone,
        off=off,
        blocks=tuple(planned_block(block, date) for block in workflow.blocks),
        items=tuple(
            do.PlannedItem(
                key=task.key,
                title=task.title,
                area=task.area,
                block=task.block,
                minutes=task.minutes,
                rank=workflow.rank_of(task),
                brand=task.brand,
                role=task.role,
                objective=task.objective,
                milestone=task.milestone.text if task.milestone else "",
                due=task.milestone.due if task.milestone else "",
                goal=task.goal,
                keep=task.if_missed == "keep",
            )
            for task in workflow.tasks_on(date)
        )
        + steps_at_home(workflow, date),
    )


def plan_of(state: State, workflow: Workflow, date: dt.date, today: dt.date) -> do.DayPlan:
    """The same for a day nobody has planned, of campaigns what is to come with it as things stand: a step
    that is in a queue already does not come again, and one that was written late comes with it."""
    plan = plan_for(workflow, date)
    if not workflow.campaigns:
        return plan
    tasks = tuple(item for item in plan.items if not is_step_key(item.key))
    return replace(plan, items=tasks + steps_coming(state, workflow, date, today))


def planned_block(block: Block, date: dt.date) -> do.PlannedBlock:
    """The block as it is on that day."""
    return do.PlannedBlock(
        key=block.key,
        title=block.title,
        start=f"{block.start:%H:%M}",
        end=f"{block.end:%H:%M}",
        breaks=tuple(
            do.PlannedBreak(title=pause.title, start=f"{pause.start:%H:%M}", end=f"{pause.end:%H:%M}")
            for pause in block.breaks
        ),
        reserve=block.reserve_on(date),
    )


def with_plan(state: State, workflow: Workflow, date: dt.date, today: dt.date) -> State:
    """The state as if that day were planned already: what looking at a day shows, writing nothing."""
    if date in state.days:
        return state
    plan = plan_of(state, workflow, date, today)
    fresh = tuple(item for item in items_of(plan) if item.id not in state.items)
    keys = tuple(item.id for item in fresh)
    return replace(
        state,
        days=overlaid(state.days, {date: day_of(plan, device="")}),
        items=overlaid(state.items, {item.id: item for item in fresh}),
        on_date=overlaid(state.on_date, {date: state.on_date.get(date, ()) + keys}),
        planned_on=overlaid(state.planned_on, {date: state.planned_on.get(date, ()) + keys}),
        kept=state.kept | {item.id for item in fresh if item.keep},
    )


def zone_of(day: Day, workflow: Workflow) -> ZoneInfo:
    """The time zone a day was planned in; the workflow's where this system does not know it."""
    try:
        return ZoneInfo(day.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(workflow.timezone)


def status_of(item: Item, state: State) -> Status:
    """Done and dropped are the item's; in progress and paused come from its sessions."""
    return _status(item, state, state.of_subject.get(item.id, ()))


def _status(item: Item, state: State, sessions: Sequence[str]) -> Status:
    """That of an item with these sessions."""
    if item.state is ItemState.DONE:
        return Status.DONE
    if item.state is ItemState.DROPPED:
        return Status.DROPPED
    if not sessions:
        return Status.PENDING
    running = state.running_session
    return Status.IN_PROGRESS if running is not None and running.task == item.id else Status.PAUSED


def milestone_status(
    item: Item, due: dt.datetime | None, now: dt.datetime, *, lapsed: bool = False
) -> MilestoneStatus | None:
    """`LATE` while it can still be reached, `MISSED` once its task is dropped or `lapsed` without it; a
    task that is done has reached it."""
    if not item.milestone and due is None:
        return None
    if item.reached_at is not None:
        late = due is not None and item.reached_at > due
        return MilestoneStatus.REACHED_LATE if late else MilestoneStatus.ON_TIME
    if not item.is_open:
        if item.state is not ItemState.DONE or item.closed_at is None:
            return MilestoneStatus.MISSED
        late = due is not None and item.closed_at > due
        return MilestoneStatus.REACHED_LATE if late else MilestoneStatus.ON_TIME
    if lapsed:
        return MilestoneStatus.MISSED
    return MilestoneStatus.LATE if due is not None and due < now else MilestoneStatus.PENDING


def day_view(
    state: State,
    workflow: Workflow,
    date: dt.date,
    now: dt.datetime,
    *,
    keep: Callable[[Item], bool] = lambda item: True,
) -> DayView:
    """The day `date` as it stands at `now`. `keep` filters the rows that are shown; the fit line and
    the loads always count all of them."""
    planned = date in state.days
    today = calendar.local_date(now, ZoneInfo(workflow.timezone))
    first = first_on(state, workflow, date, today)
    state = with_plan(state, workflow, date, today)
    day = state.days[date]
    zone = zone_of(day, workflow)
    spans = calendar.block_spans(day.blocks, date, zone)
    is_today = calendar.local_date(now, zone) == date
    moment = calendar.moment_at(spans, now, off=day.off)
    unworked = _kept_of_unworked_days(state, workflow, date) if is_today else []
    rows = _rows(state, date, now, zone, spans, moment, unworked, is_today=is_today)
    blocks = tuple(_load(state, span, rows, now, is_today=is_today, date=date) for span in spans)
    rows, over = _fit(rows, blocks, moment) if is_today else (rows, 0)
    if is_today:
        hours = WorkingHours(workflow.days, workflow.blocks, zone, workflow.days_off)
        endangered = at_risk(rows, now, spans, hours)
        rows = tuple(
            replace(row, milestone=MilestoneStatus.AT_RISK) if row.item.id in endangered else row
            for row in rows
        )
    rows = _with_first(rows, first)
    due_here = tuple(row for row in _due_here(state, workflow, date, now, zone, rows) if keep(row.item))
    shown = tuple(row for row in rows if keep(row.item))
    has_line = is_today and moment.block is not None and not day.off
    load = next((b for b in blocks if moment.block and b.span.key == moment.block.key), None)
    return DayView(
        date=date,
        now=now,
        zone=zone,
        off=day.off,
        planned=planned,
        is_today=is_today,
        moment=moment,
        rows=shown,
        blocks=blocks,
        fit_after=_line(shown) if has_line else None,
        fit_minutes=_budget(load) if load and has_line else 0,
        over_minutes=over,
        due_here=due_here,
    )


def _rows(
    state: State,
    date: dt.date,
    now: dt.datetime,
    zone: ZoneInfo,
    spans: Sequence[BlockSpan],
    moment: Moment,
    unworked: Sequence[Item],
    *,
    is_today: bool,
) -> tuple[QueueRow, ...]:
    on_it = tuple(state.items[key] for key in state.on_date.get(date, ()))
    items = list(on_it)
    missed: dict[str, tuple[int, dt.date]] = {}
    if is_today:
        carried, missed = _carried(state, date, zone, unworked, on_it)
        items.extend(carried)
    else:
        items.extend(_closed_today(state, date, zone))
    places = {span.key: place for place, span in enumerate(spans)}
    since = _closed_since(spans, moment, now)

    def section(item: Item) -> Section:
        if not item.is_open and item.closed_at is not None and item.closed_at < since:
            return Section.CLOSED
        if not is_today or moment.kind is MomentKind.OFF:
            return Section.LATER
        if item.date < date or moment.block is None:
            return Section.EARLIER
        own = places.get(item.block)
        current = places[moment.block.key]
        if own is None or own == current:
            return Section.CURRENT
        return Section.EARLIER if own < current else Section.LATER

    order = {where: place for place, where in enumerate(Section)}
    sections = {item.id: section(item) for item in items}
    due = {item.id: _due(item, zone) if item.due else None for item in items}

    def place(item: Item) -> tuple[int, int, int, float, int]:
        instant = due[item.id]
        where = sections[item.id]
        return (
            order[where],
            0 if where is Section.CURRENT else places.get(item.block, len(spans)),
            LAST_RANK if item.rank is None else item.rank,
            instant.timestamp() if instant else float("inf"),
            item.sequence,
        )

    items.sort(key=place)
    items = _own_order(items, sections)
    today = calendar.local_date(now, zone)
    counts = week_counts(state, date, on_it)
    return tuple(
        _row(
            state,
            item,
            sections[item.id],
            due[item.id],
            now,
            today,
            date,
            counts,
            missed.get(item.id, _NEVER),
        )
        for item in items
    )


_NEVER: tuple[int, None] = (0, None)


def _row(
    state: State,
    item: Item,
    section: Section,
    due: dt.datetime | None,
    now: dt.datetime,
    today: dt.date,
    date: dt.date,
    counts: WeekCounts,
    missed: tuple[int, dt.date | None],
) -> QueueRow:
    # There may be ten thousand of them: most have neither sessions nor a milestone nor a goal.
    sessions = state.of_subject.get(item.id, ())
    spent = sum(state.sessions[key].seconds(now) for key in sessions) // 60 if sessions else 0
    return QueueRow(
        item=item,
        section=section,
        status=_status(item, state, sessions),
        spent_minutes=spent,
        left_minutes=max(0, item.minutes - spent) if item.state is ItemState.OPEN else 0,
        carried_from=item.planned_for if item.date < date else None,
        missed=missed[0],
        missed_since=missed[1],
        milestone=milestone_status(item, due, now, lapsed=_lapsed(item, due, now, today))
        if item.milestone or due is not None
        else None,
        due=due,
        progress=goal_progress(state, item, counts) if item.goal is not None else None,
    )


def _with_first(rows: tuple[QueueRow, ...], first: Sequence[str]) -> tuple[QueueRow, ...]:
    """Mark what comes first: the task that is meant, else the first of that title."""
    found: dict[str, int] = {}
    for place, text in enumerate(first, 1):
        asked = text.casefold()
        row = next((row for row in rows if row.item.id == text), None) or next(
            (row for row in rows if row.item.title.casefold() == asked and row.item.id not in found), None
        )
        if row is not None:
            found.setdefault(row.item.id, place)
    return tuple(replace(row, first=found.get(row.item.id, 0)) for row in rows) if found else rows


def first_on(state: State, workflow: Workflow, date: dt.date, today: dt.date) -> tuple[str, ...]:
    """What was said to come first on a day, ids of tasks or titles: when the last day before it was closed
    on which anybody worked. A day still to come has nothing, but for the next working one."""
    before = max((day for day in state.closings if day < date), default=None)
    if before is None or not state.closings[before].top:
        return ()
    worked_between = any(before < day < date for day in state.days)
    ahead = date != today and date not in state.days
    too_far = ahead and date > next_working_day(workflow, before)
    return () if worked_between or too_far else state.closings[before].top


def _lapsed(item: Item, due: dt.datetime | None, now: dt.datetime, today: dt.date) -> bool:
    """Whether nobody will reach its milestone any more: its day is over, and what is due on a later day
    of the week is past too."""
    return item.date < today and not item.keep and (due is None or due < now)


def _due_here(
    state: State,
    workflow: Workflow,
    date: dt.date,
    now: dt.datetime,
    zone: ZoneInfo,
    rows: Sequence[QueueRow],
) -> list[QueueRow]:
    """The tasks of other days of the week whose milestone of the week is due on this day. Of one task
    that comes more often the last stands for all, as long as none of them has reached it."""
    of_week = [task for task in workflow.tasks if task.milestone and _of_week(task.milestone.due)]
    sparse = replace(workflow, tasks=tuple(of_week))
    first = date.toordinal() - date.weekday()
    days = (dt.date.fromordinal(day) for day in range(first, min(first + 7, dt.date.max.toordinal() + 1)))
    today, seen = calendar.local_date(now, zone), {row.item.id for row in rows}
    here = {(row.item.key, row.due) for row in rows if row.item.key}
    found: dict[tuple[str, dt.datetime], Item] = {}
    for day in days:
        if day == date:
            continue  # All of its own are in its queue.
        items = [state.items[key] for key in state.on_date.get(day, ())]
        if day not in state.days and (of_week or workflow.campaigns):
            planned = items_of(plan_of(state, sparse, day, today))
            items.extend(item for item in planned if item.id not in state.items)
        for item in items:
            due = _due(item, zone) if _of_week(item.due) else None
            if due is None or item.id in seen or calendar.local_date(due, zone) != date:
                continue
            one = (item.key or item.id, due)
            if one not in here and (one not in found or found[one].reached_at is None):
                found[one] = item
    counts = week_counts(state, date)
    return [
        QueueRow(
            item=item,
            section=Section.LATER,
            status=status_of(item, state),
            spent_minutes=state.seconds_on(item.id, now) // 60,
            left_minutes=0,
            milestone=milestone_status(item, due, now, lapsed=_lapsed(item, due, now, today)),
            due=due,
            progress=goal_progress(state, item, counts),
        )
        for (_, due), item in found.items()
    ]


def _of_week(due: str) -> bool:
    """Whether a due time names a weekday: "thu 14:00"."""
    return " " in due.strip()


def _kept_of_unworked_days(state: State, workflow: Workflow, date: dt.date) -> list[Item]:
    """What would be kept from the days on which nobody worked, ill or away, since the first one worked
    on: such a day has no plan in the journal, but its tasks are still to be done."""
    keeping = replace(workflow, tasks=tuple(task for task in workflow.tasks if task.if_missed == "keep"))
    first = min(state.days, default=date)
    found: list[Item] = []
    for back in range(min((date - first).days, LOOK_BACK_DAYS), 0, -1):
        day = date - dt.timedelta(days=back)
        if (keeping.tasks or keeping.campaigns) and day not in state.days:
            items = items_of(plan_of(state, keeping, day, date))
            found.extend(item for item in items if item.id not in state.items)
    return found


def _carried(
    state: State, date: dt.date, zone: ZoneInfo, unworked: Sequence[Item], on_it: Sequence[Item]
) -> tuple[list[Item], dict[str, tuple[int, dt.date]]]:
    """What is kept from earlier days: of one workflow task only the newest, with a count of the others and
    the day of the first of them.

    A newer occurrence, whatever became of it, stands for the older ones; those before one that was
    closed are settled. What was closed on the day itself keeps its row.
    """
    found = _closed_today(state, date, zone)
    left: dict[str, list[Item]] = {}
    every = (*unworked, *(state.items[key] for key in state.kept))
    kept = [item for item in every if item.date < date]
    for item in sorted(kept, key=lambda item: (item.date, item.sequence)):
        left.setdefault(item.key, []).append(item)
    found.extend(left.pop("", ()))
    here = {item.key: item.id for item in on_it if item.key and item.is_open}
    missed: dict[str, tuple[int, dt.date]] = {}
    for key, items in left.items():
        items.sort(key=lambda item: item.planned_for)
        settled = _settled(state, key, items[0].planned_for, date)
        waiting = [item for item in items if item.planned_for > settled]
        if not waiting:
            continue
        since = waiting[0].planned_for
        if key in here:
            missed[here[key]] = (len(waiting), since)
        else:
            found.append(waiting[-1])
            if len(waiting) > 1:
                missed[waiting[-1].id] = (len(waiting) - 1, since)
    return found, missed


def _closed_today(state: State, date: dt.date, zone: ZoneInfo) -> list[Item]:
    """What was left from earlier days and closed on this one."""
    near = (date + dt.timedelta(days=offset) for offset in (-1, 0, 1))
    items = (state.items[key] for day in near for key in state.closed_on.get(day, ()))
    return [
        item
        for item in items
        if item.keep
        and item.date < date
        and item.closed_at is not None
        and calendar.local_date(item.closed_at, zone) == date
    ]


def _settled(state: State, key: str, first: dt.date, last: dt.date) -> dt.date:
    """The day of the newest occurrence between two days that was closed; a day before both if none was."""
    for back in range((last - first).days + 1):
        item = state.items.get(item_id(last - dt.timedelta(days=back), key))
        if item is not None and not item.is_open:
            return item.planned_for
    return dt.date.min


def _closed_since(spans: Sequence[BlockSpan], moment: Moment, now: dt.datetime) -> dt.datetime:
    """What was closed before this instant goes to the end of the queue."""
    started = [span.span.start for span in spans if span.span.start <= now]
    if moment.kind in (MomentKind.IN_BLOCK, MomentKind.IN_BREAK) and moment.block is not None:
        return moment.block.span.start
    return max(started) if started else dt.datetime.min.replace(tzinfo=dt.UTC)


def _due(item: Item, zone: ZoneInfo) -> dt.datetime | None:
    """When the milestone is due; nothing where another program wrote what cannot be read."""
    if not item.due:
        return None
    try:
        of_week = calendar.parse_due(item.due).weekday is not None
        return calendar.due_instant(item.due, (item.due_of if of_week else None) or item.date, zone)
    except (ValueError, OverflowError):
        return None


def _own_order(items: list[Item], sections: Mapping[str, Section]) -> list[Item]:
    """Apply the person's own order, every step of it, the oldest first: only so does a later step find
    the rows as they were seen when it was taken."""
    anchors = sorted(
        ((anchor, item) for item in items for anchor in item.anchors),
        key=lambda pair: (pair[0].n, pair[1].id),
    )
    ordered = list(items)
    for anchor, item in anchors:
        other = next((other for other in ordered if other.id == anchor.other), None)
        if other is None or other is item or sections[other.id] is not sections[item.id]:
            continue
        ordered.remove(item)
        ordered.insert(ordered.index(other) + anchor.after, item)
    return ordered


def _load(
    state: State,
    span: BlockSpan,
    rows: Iterable[QueueRow],
    now: dt.datetime,
    *,
    is_today: bool,
    date: dt.date,
) -> BlockLoad:
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


def _budget(load: BlockLoad) -> int:
    """Minutes the block still has for its tasks: to its end, less the reserve that remains."""
    return max(0, load.left_minutes - load.reserve_left_minutes)


def _fit(
    rows: tuple[QueueRow, ...], blocks: Sequence[BlockLoad], moment: Moment
) -> tuple[tuple[QueueRow, ...], int]:
    """Use up what is left of the current block in the order of the queue; what no longer fits is below."""
    load = next((b for b in blocks if moment.block and b.span.key == moment.block.key), None)
    if load is None or moment.kind is MomentKind.OFF:
        return rows, 0
    left = _budget(load)
    over = 0
    full = False
    fitted = []
    for row in rows:
        competes = row.section in (Section.CURRENT, Section.EARLIER) and row.item.is_open
        if not competes:
            fitted.append(row)
            continue
        full = full or row.left_minutes > left
        if full:
            over += row.left_minutes
        else:
            left -= row.left_minutes
        fitted.append(row if row.fits is not full else replace(row, fits=not full))
    return tuple(fitted), over


def rows_with(view: DayView, minutes: int) -> tuple[QueueRow, ...]:
    """The rows of a day that runs as they would fit had its current block so many minutes more."""
    blocks = [replace(load, left_minutes=load.left_minutes + minutes) for load in view.blocks]
    return _fit(view.rows, blocks, view.moment)[0]


def _line(rows: Sequence[QueueRow]) -> int:
    """The number of rows above the fit line: before the first that no longer fits, else after the last
    that competes for the block."""
    for place, row in enumerate(rows):
        if not row.fits:
            return place
    competing = [place for place, row in enumerate(rows) if row.section in (Section.CURRENT, Section.EARLIER)]
    return competing[-1] + 1 if competing else 0


def proposals(view: DayView, workflow: Workflow) -> tuple[do.TriageMove, ...]:
    """What the bar at a block's end proposes: each row left over goes to the block that runs or comes
    next; after the last block to the next working day, if it does not come there again. Nothing moves by
    itself."""
    target = view.moment.block
    if target is not None:
        return tuple(
            do.TriageMove(task=row.item.id, date=view.date, block=target.key) for row in view.left_over
        )
    return proposals_for_tomorrow(view.left_over, workflow, view.date)


def proposals_for_tomorrow(
    rows: Iterable[QueueRow], workflow: Workflow, date: dt.date
) -> tuple[do.TriageMove, ...]:
    """Each row goes to the next working day, unless the workflow has the same task there again: that one
    stands for it."""
    target = next_working_day(workflow, date)
    again = {task.key for task in workflow.tasks_on(target)}
    return tuple(do.TriageMove(task=row.item.id, date=target) for row in rows if row.item.key not in again)


def next_working_day(workflow: Workflow, date: dt.date) -> dt.date:
    """The first working day after `date`, in a year or so; the next day where there is none."""
    for offset in range(1, LOOK_AHEAD_DAYS + 1):
        day = date + dt.timedelta(days=offset)
        if workflow.is_working_day(day):
            return day
    return date + dt.timedelta(days=1)

"""fold(records) -> state: what the records say, a function of their set.

Records are applied in the order `(n, device)`, whatever the order of their arrival. Records that
were undone are left out. A record that no longer makes sense (its task was never added, because
that was undone) changes nothing and is noticed, so every set of records has a state.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jornada.core import calendar
from jornada.core import intents as do
from jornada.core.calendar import monday_of
from jornada.core.incidents import (
    SEVERITIES,
    awaits_authority_notice,
    awaits_post_mortem,
    is_worse,
    steps_taken,
)
from jornada.core.state import (
    Anchor,
    BrandWeek,
    Closing,
    Day,
    Done,
    Entry,
    Idea,
    IdeaState,
    Incident,
    IncidentStatus,
    Item,
    ItemState,
    Note,
    Notice,
    NoticeKind,
    PostMark,
    PostMortem,
    PostState,
    Promise,
    ReportTexts,
    Session,
    State,
)

CHECKPOINT_AFTER = 1_000
"""Records behind the newest checkpoint after which it moves up: what an undo costs at most."""

MOST_MINUTES = 24 * 60
"""More are never planned for a task."""

PARKED_FOR = dt.timedelta(hours=12)
"""So long work of the day waits to be resumed at least, over midnight too."""

NOT_ACTIONS = (do.Undo, do.Redo, do.DayPlan, do.Unknown)
STEPS: Mapping[type[do.Intent], tuple[IncidentStatus, str]] = {
    do.IncidentAcknowledge: (IncidentStatus.ACKNOWLEDGED, "acknowledged"),
    do.IncidentRespond: (IncidentStatus.RESPONDED, "responded"),
    do.IncidentContain: (IncidentStatus.CONTAINED, "contained"),
    do.IncidentResolve: (IncidentStatus.RESOLVED, "resolved"),
}
LIFE = tuple(IncidentStatus)
EDITED = (
    "title",
    "kind",
    "severity",
    "brand",
    "channel",
    "link",
    "author",
    "reach",
    "evidence",
    "occurred",
    "detected",
    "owner",
    "statement",
    "approved_by",
    "next_update",
)
"""What an edit may change of an incident."""
LEARNT = ("worked", "failed", "cause", "lesson")
"""What a post-mortem says in prose."""
NOT_ANY_MORE = "-"
"""In a line of the timeline: what was so is taken back."""
POST_STATES = frozenset(PostState)
REPORT_TEXTS = ("status", "worked", "failed", "next", "need")
"""What a person says in a weekly report."""


def _severity(written: int | None) -> int | None:
    """A severity; one that there is not, which only a hand can have written, is still to be found."""
    return written if written in SEVERITIES else None


def _when(record: do.Record, step: do.IncidentStep, not_before: dt.datetime | None) -> dt.datetime:
    """When a step was taken: as it was said, not after it was written down, never before what it follows,
    of which a clock that is ahead may have told."""
    said = record.at if step.when is None else min(step.when, record.at)
    return said if not_before is None else max(said, not_before)


def _word_sent(incident: Incident, at: dt.datetime) -> dict[str, Any]:
    """What a word that goes out changes. Of two devices that each sent a first one, the later sent an update.
    What was promised for later stays promised; who answers no longer only watches."""
    promised = incident.next_update
    changes: dict[str, Any] = {
        "monitored": None,
        "next_update": promised if promised is not None and promised > at else None,
    }
    if incident.answered is None:
        changes["answered"] = at
    else:
        changes["updates"] = (*incident.updates, at)
    return changes


def _measure(measure: do.Measure) -> str:
    """A measure in a line: what, who, by when."""
    parts = (measure.text, measure.owner, measure.due.isoformat() if measure.due else "")
    return "; ".join(part for part in parts if part)


def fold(records: Iterable[do.Record]) -> State:
    """The state of a set of records, in whatever order they come."""
    return Timeline(records).state


def day_of(plan: do.DayPlan, device: str) -> Day:
    """The day a plan makes."""
    return Day(
        date=plan.date,
        workflow=plan.workflow,
        hash=plan.hash,
        timezone=plan.timezone,
        device=device,
        off=plan.off,
        blocks=plan.blocks,
    )


def item_id(date: dt.date, key: str) -> str:
    """The id of a planned task, which two devices derive alike."""
    return f"{date.isoformat()}.{key}"


def items_of(plan: do.DayPlan, sequence: int = 0) -> tuple[Item, ...]:
    """The items a plan makes; `sequence` counts those of the same day before it."""
    return tuple(_item_of(planned, plan.date, sequence + place) for place, planned in enumerate(plan.items))


def _item_of(planned: do.PlannedItem, date: dt.date, sequence: int) -> Item:
    return Item(
        id=item_id(date, planned.key),
        key=planned.key,
        title=planned.title,
        date=date,
        planned_for=date,
        area=planned.area,
        block=planned.block,
        minutes=planned.minutes,
        rank=planned.rank,
        brand=planned.brand,
        role=planned.role,
        objective=planned.objective,
        milestone=planned.milestone,
        due=planned.due,
        due_of=planned.due_of or date,
        goal=planned.goal,
        keep=planned.keep,
        sequence=sequence,
    )


class Timeline:
    """The records in their order and the state they make, kept up as records arrive.

    A record that comes last is applied at once; an undo, or a record that arrives late, folds again
    from the newest checkpoint before it.
    """

    def __init__(self, records: Iterable[do.Record] = ()) -> None:
        self._records: list[do.Record] = []
        self._by_id: dict[str, do.Record] = {}
        self._reversals: list[do.Record] = []
        self._undone: set[str] = set()
        self._working = _Working()
        self._applied = 0
        self._checkpoint: tuple[int, _Working] = (0, _Working())
        self._state: State | None = None
        self.add(records)

    @property
    def state(self) -> State:
        if self._state is None:
            self._state = self._working.state()
        return self._state

    @property
    def records(self) -> Sequence[do.Record]:
        return self._records

    def record(self, key: str) -> do.Record | None:
        return self._by_id.get(key)

    def changes_after(self, key: str) -> int:
        """How many records that count came after `key` and concern the same task or incident."""
        record = self._by_id.get(key)
        if record is None:
            return 0
        subjects = _subjects(record)
        return sum(
            1
            for later in self._records[bisect.bisect_right(self._records, record.order, key=_order) :]
            if later.id not in self._undone
            and not isinstance(later.intent, NOT_ACTIONS)
            and subjects & _subjects(later)
        )

    def add(self, records: Iterable[do.Record]) -> None:
        """Take in records; one whose id is known already is passed over."""
        fresh = sorted((r for r in _distinct(records) if r.id not in self._by_id), key=_order)
        if not fresh:
            return
        self._by_id.update((record.id, record) for record in fresh)
        first = bisect.bisect_left(self._records, fresh[0].order, key=_order)
        self._records.extend(fresh)
        if first < len(self._records) - len(fresh):
            self._records.sort(key=_order)
        reversals = [record for record in fresh if isinstance(record.intent, do.Undo | do.Redo)]
        if reversals:
            self._reversals = sorted(self._reversals + reversals, key=_order)
            first = min(first, self._undo_again())
        self._go_on(first)

    def _undo_again(self) -> int:
        """Find anew what is undone; the place of the first record for which that changed."""
        undone = _undone(self._reversals)
        changed = undone ^ self._undone
        self._undone = undone
        orders = [self._by_id[key].order for key in changed if key in self._by_id]
        if not orders:
            return len(self._records)
        return bisect.bisect_left(self._records, min(orders), key=_order)

    def _go_on(self, first: int) -> None:
        """Bring the state up to date; `first` is the place of the first record that is new or changed."""
        if first < self._applied:
            place, working = self._checkpoint
            if first < place:
                place, working = 0, _Working()
                self._checkpoint = (0, _Working())
            self._working, self._applied = working.copy(), place
        end = len(self._records)
        target = end - CHECKPOINT_AFTER // 4
        if target - self._checkpoint[0] > CHECKPOINT_AFTER and target > self._applied:
            self._apply_to(target)
            self._checkpoint = (target, self._working.copy())
        self._apply_to(end)
        self._state = None

    def _apply_to(self, end: int) -> None:
        for record in self._records[self._applied : end]:
            self._working.apply(record, counts=record.id not in self._undone)
        self._applied = end


def device_of(key: str) -> str:
    """The device that gave out an id."""
    return key.partition("-")[0]


def _order(record: do.Record) -> tuple[int, str, str]:
    return record.order


def _distinct(records: Iterable[do.Record]) -> Iterable[do.Record]:
    return {record.id: record for record in records}.values()


def _with_fixed_offset(record: do.Record) -> do.Record:
    """Two instants that share a zone are subtracted by the clock on the wall, an hour wrong over a
    clock change; with fixed offsets they are not."""
    zone = record.at.tzinfo
    if zone is None or isinstance(zone, dt.timezone):
        return record
    return replace(record, at=calendar.in_zone(record.at, zone))


def _undone(reversals: Sequence[do.Record]) -> set[str]:
    undone: set[str] = set()
    for record in reversals:
        if isinstance(record.intent, do.Undo):
            undone.add(record.intent.of)
        elif isinstance(record.intent, do.Redo):
            undone.discard(record.intent.of)
    return undone


def _subjects(record: do.Record) -> set[str]:
    intent = record.intent
    named = {getattr(intent, name, "") for name in ("incident", "session", "idea", "promise", "post")}
    return (named | {record.id, *_tasks(intent)}) - {""}


def _tasks(intent: do.Intent) -> tuple[str, ...]:
    """The tasks an intent is about."""
    if isinstance(intent, do.Triage):
        return tuple(move.task for move in intent.moves)
    if isinstance(intent, do.DayAdopt):
        return tuple(item_id(intent.date, key) for key in (*(p.key for p in intent.items), *intent.removed))
    return (getattr(intent, "task", ""), getattr(intent, "parks", ""))


class _Working:
    """The state while it is folded: plain dicts that only this module changes."""

    def __init__(self) -> None:
        self.workflow = ""
        self.days: dict[dt.date, Day] = {}
        self.items: dict[str, Item] = {}
        self.on_date: dict[dt.date, tuple[str, ...]] = {}
        self.kept: set[str] = set()
        self.closed_on: dict[dt.date, tuple[str, ...]] = {}
        self.sessions: dict[str, Session] = {}
        self.of_subject: dict[str, tuple[str, ...]] = {}
        self.starts_on: dict[dt.date, tuple[str, ...]] = {}
        self.running = ""
        self.displaced: set[str] = set()
        self.incidents: dict[str, Incident] = {}
        self.open_incidents: dict[str, None] = {}
        self.unreviewed: dict[str, None] = {}
        self.follow_ups: dict[str, tuple[str, ...]] = {}
        self.parked: dict[str, str] = {}
        """The incidents whose interrupted work waits, innermost last, and what work that is."""
        self.waiting: dict[str, tuple[str, ...]] = {}
        """The same the other way round."""
        self.ideas: dict[str, Idea] = {}
        self.open_ideas: dict[str, None] = {}
        self.promises: dict[str, Promise] = {}
        self.open_promises: dict[str, None] = {}
        self.posts: dict[str, PostMark] = {}
        self.closings: dict[dt.date, Closing] = {}
        self.kpis: dict[BrandWeek, Mapping[str, float]] = {}
        self.report_notes: dict[BrandWeek, ReportTexts] = {}
        self.lapsed_until = dt.date.min
        self.actions: dict[str, deque[Done]] = {}
        self.redo: dict[str, tuple[Done, ...]] = {}
        self.notices: list[Notice] = []

    def copy(self) -> _Working:
        other = _Working()
        for name, value in vars(self).items():
            setattr(other, name, value.copy() if isinstance(value, dict | set | list) else value)
        other.actions = {device: done.copy() for device, done in self.actions.items()}
        return other

    def state(self) -> State:
        return State(
            workflow=self.workflow,
            days=dict(self.days),
            items=dict(self.items),
            on_date=dict(self.on_date),
            kept=frozenset(self.kept),
            closed_on=dict(self.closed_on),
            sessions=dict(self.sessions),
            of_subject=dict(self.of_subject),
            starts_on=dict(self.starts_on),
            running=self.running,
            incidents=dict(self.incidents),
            open_incidents=tuple(self.open_incidents),
            unreviewed=tuple(self.unreviewed),
            follow_ups=dict(self.follow_ups),
            parked=tuple(self.parked),
            ideas=dict(self.ideas),
            open_ideas=tuple(self.open_ideas),
            promises=dict(self.promises),
            open_promises=tuple(self.open_promises),
            posts=dict(self.posts),
            closings=dict(self.closings),
            kpis=dict(self.kpis),
            report_notes=dict(self.report_notes),
            undoable={device: done[-1] for device, done in self.actions.items() if done},
            redoable={device: done[-1] for device, done in self.redo.items() if done},
            notices=tuple(self.notices),
        )

    def apply(self, record: do.Record, *, counts: bool) -> None:
        self._remember(record)
        if not counts:
            return
        for key in _tasks(record.intent):
            if key and key not in self.items:
                self._adopt(key)
        step = _APPLY.get(type(record.intent))
        if step is not None:
            step(self, _with_fixed_offset(record), record.intent)

    # What can be undone

    def _remember(self, record: do.Record) -> None:
        intent, device = record.intent, record.device
        if isinstance(intent, do.Undo):
            kept, gone = _take(self.actions.get(device, ()), intent.of)
            self.actions[device] = deque(kept, UNDO_DEPTH)
            if gone:
                self.redo[device] = (*self.redo.get(device, ()), gone)
        elif isinstance(intent, do.Redo):
            kept, gone = _take(self.redo.get(device, ()), intent.of)
            self.redo[device] = kept
            if gone:
                self._done_by(device).append(gone)
        elif not isinstance(intent, NOT_ACTIONS):
            self._done_by(device).append(Done(record.id, intent))
            self.redo[device] = ()

    def _done_by(self, device: str) -> deque[Done]:
        return self.actions.setdefault(device, deque(maxlen=UNDO_DEPTH))

    def _lost(self, record: do.Record, about: str) -> None:
        self.notices.append(Notice(NoticeKind.NO_LONGER_APPLIES, record.id, about))

    # The day

    def _workflow_use(self, record: do.Record, intent: do.WorkflowUse) -> None:
        self.workflow = intent.name

    def _day_plan(self, record: do.Record, intent: do.DayPlan) -> None:
        day = self.days.get(intent.date)
        if day is None:
            day = self.days[intent.date] = day_of(intent, record.device)
        if (day.device, day.workflow, day.hash) != (record.device, intent.workflow, intent.hash):
            known = {p.key for p in day.proposed}
            fresh = tuple(
                planned
                for planned in intent.items
                if item_id(intent.date, planned.key) not in self.items and planned.key not in known
            )
            self.days[intent.date] = replace(day, proposed=day.proposed + fresh)
            return
        for item in items_of(intent, self._planned_on(intent.date)):
            if item.id not in self.items:
                self._place(item)
        day = replace(day, planned=_as_planned(day.planned, intent.items))
        self.days[intent.date] = day
        self._keep_proposed(day)

    def _day_adopt(self, record: do.Record, intent: do.DayAdopt) -> None:
        """Of a task that says something else only that changes: the rest is as the person left it."""
        day = self.days.get(intent.date)
        if day is None:
            self._lost(record, intent.date.isoformat())
            return
        before = {planned.key: planned for planned in day.planned}
        for planned in intent.items:
            key = item_id(intent.date, planned.key)
            item = self.items.get(key)
            fresh = _item_of(planned, intent.date, self._planned_on(intent.date))
            if item is None:
                self._place(fresh)
                continue
            was = before.get(planned.key)
            names = (name for name in _PLANNED if was is None or getattr(was, name) != getattr(planned, name))
            self._place(replace(item, **{name: getattr(fresh, name) for name in names}))
        for gone in intent.removed:
            key = item_id(intent.date, gone)
            if key in self.items and self.items[key].is_open:
                self._close(record, key, ItemState.DROPPED, "")
        kept = tuple(planned for planned in day.planned if planned.key not in intent.removed)
        day = replace(
            day,
            seen=intent.hash,
            blocks=intent.blocks or day.blocks,
            planned=_as_planned(kept, intent.items),
        )
        self.days[intent.date] = day
        self._keep_proposed(day)

    def _planned_on(self, date: dt.date) -> int:
        return sum(1 for key in self.on_date.get(date, ()) if self.items[key].key)

    def _keep_proposed(self, day: Day) -> None:
        """What is on the queue is no proposal any more."""
        waiting = tuple(p for p in day.proposed if item_id(day.date, p.key) not in self.items)
        if waiting != day.proposed:
            self.days[day.date] = replace(day, proposed=waiting)

    def _adopt(self, key: str) -> None:
        """A task of another device's plan of the day, on which that device worked, is one of the day's."""
        try:
            day = self.days.get(dt.date.fromisoformat(key.partition(".")[0]))
        except ValueError:
            return
        for planned in day.proposed if day else ():
            if day and item_id(day.date, planned.key) == key:
                self._place(_item_of(planned, day.date, self._planned_on(day.date)))
                self._keep_proposed(day)

    def _place(self, item: Item) -> None:
        """Put an item where its date says, new or moved. Minutes that only a hand can have written are cut
        to what can be planned."""
        if not 0 <= item.minutes <= MOST_MINUTES:
            item = replace(item, minutes=min(max(0, item.minutes), MOST_MINUTES))
        before = self.items.get(item.id)
        if before is None or before.date != item.date:
            if before is not None:
                self.on_date[before.date] = tuple(k for k in self.on_date[before.date] if k != item.id)
            self.on_date[item.date] = (*self.on_date.get(item.date, ()), item.id)
        self._list_closed(before, item)
        self.items[item.id] = item
        if item.keep and item.is_open:
            self.kept.add(item.id)
        else:
            self.kept.discard(item.id)

    def _list_closed(self, before: Item | None, item: Item) -> None:
        was = before.closed_at.date() if before and before.closed_at else None
        closed = item.closed_at.date() if item.closed_at else None
        if was == closed:
            return
        if was is not None:
            self.closed_on[was] = tuple(k for k in self.closed_on[was] if k != item.id)
        if closed is not None:
            self.closed_on[closed] = (*self.closed_on.get(closed, ()), item.id)

    def _change(self, record: do.Record, key: str, **changes: Any) -> bool:
        item = self.items.get(key)
        if item is None:
            self._lost(record, key)
            return False
        self._place(replace(item, **changes))
        return True

    def _task_add(self, record: do.Record, intent: do.TaskAdd) -> None:
        self._place(
            Item(
                id=record.id,
                title=intent.title,
                date=intent.date,
                planned_for=intent.date,
                area=intent.area,
                block=intent.block,
                minutes=intent.minutes,
                rank=intent.rank,
                brand=intent.brand,
                role=intent.role,
                objective=intent.objective,
                milestone=intent.milestone,
                due=intent.due,
                due_of=intent.date,
                goal=intent.goal,
                incident=intent.incident,
                keep=True,
                sequence=ADDED_AFTER_PLAN + record.n,
            )
        )
        if intent.incident:
            self.follow_ups[intent.incident] = (*self.follow_ups.get(intent.incident, ()), record.id)
        # The task counts, whatever became of the idea it was made of.
        if intent.idea in self.ideas:
            self._use_idea(record, intent.idea, record.id)

    def _task_edit(self, record: do.Record, intent: do.TaskEdit) -> None:
        names = (
            "title",
            "area",
            "brand",
            "role",
            "objective",
            "rank",
            "milestone",
            "due",
            "minutes",
            "block",
        )
        changes = _given(intent, names)
        item = self.items.get(intent.task)
        if item is not None and intent.due is not None:
            changes["due_of"] = item.date
        self._change(record, intent.task, **changes)

    def _task_done(self, record: do.Record, intent: do.TaskDone) -> None:
        self._close(record, intent.task, ItemState.DONE, "")

    def _task_drop(self, record: do.Record, intent: do.TaskDrop) -> None:
        self._close(record, intent.task, ItemState.DROPPED, intent.reason)

    def _close(self, record: do.Record, key: str, state: ItemState, reason: str) -> None:
        if not self._change(record, key, state=state, closed_at=record.at, reason=reason):
            return
        self._end_of_subject(key, record.at)
        self._unpark_subject(key)

    def _task_reopen(self, record: do.Record, intent: do.TaskReopen) -> None:
        self._change(record, intent.task, state=ItemState.OPEN, closed_at=None, reason="")

    def _task_move(self, record: do.Record, intent: do.TaskMove) -> None:
        self._move(record, intent.task, intent.date, intent.block)

    def _move(
        self, record: do.Record, key: str, date: dt.date | None, block: str | None, reason: str = ""
    ) -> None:
        changes: dict[str, Any] = {"anchors": (), "moved_at": record.at}
        if reason:
            changes["reason"] = reason
        if date is not None:
            changes["date"] = date
        if block is not None:
            changes["block"] = block
        self._change(record, key, **changes)

    def _triage(self, record: do.Record, intent: do.Triage) -> None:
        for move in intent.moves:
            if move.drop:
                self._close(record, move.task, ItemState.DROPPED, move.reason)
            else:
                self._move(record, move.task, move.date, move.block, move.reason)

    def _day_close(self, record: do.Record, intent: do.DayClose) -> None:
        self.closings[intent.date] = Closing(date=intent.date, at=record.at, top=intent.top, note=intent.note)

    def _task_order(self, record: do.Record, intent: do.TaskOrder) -> None:
        item = self.items.get(intent.task)
        anchor = Anchor(intent.before or intent.after, not intent.before, record.n)
        self._change(record, intent.task, anchors=(*(item.anchors if item else ()), anchor))

    def _task_minutes(self, record: do.Record, intent: do.TaskMinutes) -> None:
        self._change(record, intent.task, minutes=intent.minutes)

    def _task_note(self, record: do.Record, intent: do.TaskNote) -> None:
        item = self.items.get(intent.task)
        notes = item.notes if item else ()
        self._change(record, intent.task, notes=(*notes, Note(record.at, intent.text)))

    def _task_count(self, record: do.Record, intent: do.TaskCount) -> None:
        item = self.items.get(intent.task)
        self._change(record, intent.task, count=max(0, (item.count if item else 0) + intent.amount))

    def _task_milestone(self, record: do.Record, intent: do.TaskMilestone) -> None:
        self._change(record, intent.task, reached_at=record.at)

    # Time

    def _end_running(self, at: dt.datetime) -> None:
        session = self.sessions.get(self.running)
        if session is not None and session.end is None:
            self.sessions[session.id] = replace(session, end=max(session.start, at))
        self.running = ""

    def _begin(self, record: do.Record, ends: str, *, task: str = "", incident: str = "") -> None:
        fresh = Session(id=record.id, start=record.at, task=task, incident=incident)
        running = self.sessions.get(self.running)
        self._end_displaced(ends, record.at)
        if running is None or running.id == ends or device_of(running.id) == record.device:
            self._end_running(record.at)
            self._add_session(fresh)
            self.running = fresh.id
        elif fresh.start < running.start:
            # Its device knew nothing of the one that runs, which was started after it.
            self._add_session(replace(fresh, end=running.start))
            self._displace(fresh.id, by=running.id)
        else:
            self._end_running(record.at)
            self._displace(running.id, by=fresh.id)
            self._add_session(fresh)
            self.running = fresh.id
        self._unpark_subject(task or incident)
        self._unpark_lapsed(record.at)

    def _displace(self, key: str, by: str) -> None:
        """Two devices each started one: the later by the clock ends the earlier."""
        self.displaced.add(key)
        self.notices.append(Notice(NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE, by, key))

    def _end_displaced(self, key: str, at: dt.datetime) -> bool:
        """Its own device, which did not know that it was ended, ended it even earlier."""
        if key not in self.displaced:
            return False
        self.displaced.discard(key)
        session = self.sessions.get(key)
        if session is not None and session.end is not None:
            self.sessions[key] = replace(session, end=max(session.start, min(session.end, at)))
        return True

    def _end_of_subject(self, subject: str, at: dt.datetime) -> None:
        """What is closed takes no more time."""
        running = self.sessions.get(self.running)
        if running is not None and subject in (running.task, running.incident):
            self._end_running(at)
        for key in self.of_subject.get(subject, ()):
            self._end_displaced(key, at)

    def _add_session(self, session: Session) -> None:
        self.sessions[session.id] = session
        subject = session.task or session.incident
        if subject:
            self.of_subject[subject] = (*self.of_subject.get(subject, ()), session.id)
        date = session.start.date()
        self.starts_on[date] = (*self.starts_on.get(date, ()), session.id)

    def _task_start(self, record: do.Record, intent: do.TaskStart) -> None:
        if intent.task not in self.items and intent.incident not in self.incidents:
            self._lost(record, intent.task or intent.incident)
            return
        self._begin(record, intent.ends, task=intent.task, incident=intent.incident)

    def _task_stop(self, record: do.Record, intent: do.TaskStop) -> None:
        self._stop(record, intent.session, intent.end or record.at)

    def _break_stop(self, record: do.Record, intent: do.BreakStop) -> None:
        self._stop(record, intent.session, record.at)

    def _stop(self, record: do.Record, key: str, end: dt.datetime) -> None:
        if key and key == self.running:
            self._end_running(min(end, max(record.at, self.sessions[key].start)))
        elif not self._end_displaced(key, end):
            self._lost(record, key)

    def _break_start(self, record: do.Record, intent: do.BreakStart) -> None:
        self._begin(record, intent.ends)

    def _time_log(self, record: do.Record, intent: do.TimeLog) -> None:
        if not self._is_known(intent.task, intent.incident):
            self._lost(record, intent.task or intent.incident)
            return
        logged = Session(
            id=record.id,
            start=intent.start,
            end=max(intent.start, intent.end),
            task=intent.task,
            incident=intent.incident,
            note=intent.note,
        )
        if intent.cut:
            self._make_room(record, logged)
        self._add_session(logged)

    def _time_edit(self, record: do.Record, intent: do.TimeEdit) -> None:
        session = self.sessions.get(intent.session)
        if session is None or not self._is_known(intent.task, intent.incident):
            self._lost(record, intent.session)
            return
        start, end = intent.start or session.start, intent.end or session.end
        changed = replace(
            session,
            start=start,
            end=max(start, end) if end is not None else None,
            note=session.note if intent.note is None else intent.note,
            **_subject_given(intent.task, intent.incident),
        )
        self._take_out(session)
        if intent.cut:
            self._make_room(record, changed)
        self._add_session(changed)
        if session.id == self.running and changed.end is not None:
            self.running = ""

    def _time_split(self, record: do.Record, intent: do.TimeSplit) -> None:
        session = self.sessions.get(intent.session)
        inside = session is not None and session.start < intent.when <= (session.end or record.at)
        if session is None or not inside or not self._is_known(intent.task, intent.incident):
            self._lost(record, intent.session)
            return
        end = session.end if intent.end is None else max(intent.when, min(intent.end, record.at))
        second = replace(
            session,
            id=record.id,
            start=intent.when,
            end=end,
            **_subject_given(intent.task, intent.incident),
        )
        self.sessions[session.id] = replace(session, end=intent.when)
        self._add_session(second)
        if session.id == self.running:
            self.running = second.id if second.end is None else ""

    def _time_join(self, record: do.Record, intent: do.TimeJoin) -> None:
        pair = [self.sessions.get(intent.session), self.sessions.get(intent.other)]
        if pair[0] is None or pair[1] is None or intent.session == intent.other:
            self._lost(record, intent.session if pair[0] is None else intent.other)
            return
        first, second = sorted((pair[0], pair[1]), key=lambda session: (session.start, session.id))
        ends = [session.end for session in (first, second)]
        runs = self.running in (first.id, second.id)
        end = None if runs else max((each for each in ends if each is not None), default=None)
        self._take_out(second)
        notes = " · ".join(filter(None, (first.note, second.note)))
        self.sessions[first.id] = replace(first, end=end, note=notes)
        if runs:
            self.running = first.id

    def _time_drop(self, record: do.Record, intent: do.TimeDrop) -> None:
        session = self.sessions.get(intent.session)
        if session is None:
            self._lost(record, intent.session)
            return
        self._take_out(session)
        if self.running == session.id:
            self.running = ""

    def _is_known(self, task: str | None, incident: str | None) -> bool:
        """Whether what a session is given to is there; nothing is a break."""
        return (not task or task in self.items) and (not incident or incident in self.incidents)

    def _take_out(self, session: Session) -> None:
        """A session is no more where it was; who runs stays who runs."""
        del self.sessions[session.id]
        subject, date = session.task or session.incident, session.start.date()
        if subject:
            self.of_subject[subject] = tuple(k for k in self.of_subject[subject] if k != session.id)
        self.starts_on[date] = tuple(k for k in self.starts_on[date] if k != session.id)

    def _make_room(self, record: do.Record, fresh: Session) -> None:
        """The sessions that share time with `fresh` are cut: before it, after it, both, or all of it."""
        end = fresh.end or record.at
        for other in tuple(self.sessions.values()):
            until = other.end or record.at
            if other.id == fresh.id or other.start >= end or until <= fresh.start:
                continue
            before, after = other.start < fresh.start, until > end
            if before:
                self.sessions[other.id] = replace(other, end=fresh.start)
            else:
                self._take_out(other)
            if after:
                rest = replace(other, id=f"{other.id}.{record.id}", start=end)
                self._add_session(rest)
            if other.id == self.running:
                self.running = rest.id if after and rest.end is None else ""

    # The unforeseen

    def _incident_open(self, record: do.Record, intent: do.IncidentOpen) -> None:
        self._open(
            record,
            intent.title,
            kind=intent.kind,
            severity=intent.severity,
            brand=intent.brand,
            channel=intent.channel,
            link=intent.link,
            author=intent.author,
            reach=intent.reach,
            evidence=intent.evidence,
            occurred=intent.occurred,
            detected=intent.detected or record.at,
            owner=intent.owner,
        )

    def _open(self, record: do.Record, title: str, severity: int | None = None, **fields: Any) -> None:
        self.incidents[record.id] = Incident(
            id=record.id,
            opened=record.at,
            title=title,
            timeline=(Entry(record.at, do.IncidentOpen.do, title),),
            severity=_severity(severity),
            initial_severity=_severity(severity),
            **fields,
        )
        self.open_incidents[record.id] = None

    def _interrupt(self, record: do.Record, intent: do.Interrupt) -> None:
        if intent.when is not None:
            running = self.sessions.get(self.running)
            earliest = running.start if running else intent.when
            record = replace(record, at=min(record.at, max(intent.when, earliest)))
        self._open(
            record,
            intent.title,
            detected=record.at,
            interrupted_task=intent.parks if intent.parks in self.items else "",
            interrupted_incident=intent.parks if intent.parks in self.incidents else "",
        )
        self._begin(record, intent.ends, incident=record.id)
        opened = self.incidents[record.id]
        if opened.interrupted_task or opened.interrupted_incident:
            self.incidents[record.id] = replace(opened, parked=True)
            self.parked[record.id] = intent.parks
            self.waiting[intent.parks] = (*self.waiting.get(intent.parks, ()), record.id)

    def _resume(self, record: do.Record, intent: do.Resume) -> None:
        incident = self.incidents.get(intent.incident)
        if incident is None or not incident.parked:
            self._lost(record, intent.incident)
            return
        self._unpark(incident.id)
        self._begin(
            record, intent.ends, task=incident.interrupted_task, incident=incident.interrupted_incident
        )

    def _unpark(self, key: str) -> None:
        subject = self.parked.pop(key)
        others = tuple(other for other in self.waiting.pop(subject) if other != key)
        if others:
            self.waiting[subject] = others
        self.incidents[key] = replace(self.incidents[key], parked=False)

    def _unpark_subject(self, subject: str) -> None:
        """Work that runs again, or is closed, no longer waits to be resumed."""
        for key in self.waiting.get(subject, ()):
            self._unpark(key)

    def _unpark_lapsed(self, at: dt.datetime) -> None:
        """Work that lapsed with its day no longer waits once other work has begun on a later one."""
        if at.date() == self.lapsed_until:
            return
        self.lapsed_until = at.date()
        for key in tuple(self.parked):
            incident = self.incidents[key]
            item = self.items.get(incident.interrupted_task)
            if item and not item.keep and item.date < at.date() and at - incident.opened > PARKED_FOR:
                self._unpark(key)

    def _incident(
        self,
        record: do.Record,
        key: str,
        text: str,
        said: tuple[tuple[str, str], ...] = (),
        at: dt.datetime | None = None,
        **changes: Any,
    ) -> bool:
        """Change an incident and write the line of its timeline, stamped with `at` where it is told late."""
        incident = self.incidents.get(key)
        if incident is None:
            self._lost(record, key)
            return False
        if "severity" in changes:
            severity = changes["severity"] = _severity(changes["severity"])
            if incident.initial_severity is None:
                changes["initial_severity"] = severity
            if is_worse(severity, incident.severity):
                changes.setdefault("monitored", None)
        entry = Entry(at or record.at, record.intent.do, text, said)
        changed = replace(incident, timeline=(*incident.timeline, entry), **changes)
        self.incidents[key] = changed
        self._list_incident(changed)
        return True

    def _list_incident(self, incident: Incident) -> None:
        """Keep up which are open, and which are over but still owed something."""
        key = incident.id
        if incident.is_open:
            self.open_incidents[key] = None
        else:
            self.open_incidents.pop(key, None)
        if not incident.is_open and (awaits_post_mortem(incident) or awaits_authority_notice(incident)):
            self.unreviewed[key] = None
        else:
            self.unreviewed.pop(key, None)

    def _incident_edit(self, record: do.Record, intent: do.IncidentEdit) -> None:
        changes = _given(intent, EDITED)
        said = tuple((name, str(value)) for name, value in changes.items())
        incident = self.incidents.get(intent.incident)
        if intent.detected is not None and incident is not None:
            # Another device may have taken a step that this one knew nothing of.
            changes["detected"] = min((intent.detected, *steps_taken(incident)))
        self._incident(record, intent.incident, "", said, **changes)

    def _incident_step(self, record: do.Record, intent: do.IncidentStep) -> None:
        status, stamp = STEPS[type(intent)]
        incident = self.incidents.get(intent.incident)
        at = _when(record, intent, incident.since if incident else None)
        changes: dict[str, Any] = {}
        if incident is not None:
            if getattr(incident, stamp) is None:
                changes[stamp] = at
            if LIFE.index(status) > LIFE.index(incident.status):
                changes["status"] = status
            if status is IncidentStatus.RESPONDED:
                changes.update(_word_sent(incident, at))
        if not self._incident(record, intent.incident, "", at=at, **changes):
            return
        if status is IncidentStatus.RESOLVED:
            self._end_of_subject(intent.incident, min(at, record.at))
            self._unpark_subject(intent.incident)

    def _incident_update(self, record: do.Record, intent: do.IncidentUpdate) -> None:
        """The first word sent in a life of the incident is its first response."""
        incident = self.incidents.get(intent.incident)
        at = _when(record, intent, incident.since if incident else None)
        changes: dict[str, Any] = {}
        if incident is not None:
            changes.update(_word_sent(incident, at))
            changes["updates"] = (*incident.updates, at)
            changes["responded"] = incident.responded or at
            if LIFE.index(incident.status) < LIFE.index(IncidentStatus.RESPONDED):
                changes["status"] = IncidentStatus.RESPONDED
        changes["next_update"] = intent.next_update
        said = (("next_update", str(intent.next_update)),) if intent.next_update else ()
        self._incident(record, intent.incident, intent.text, said, at=at, **changes)

    def _incident_review(self, record: do.Record, intent: do.IncidentReview) -> None:
        incident = self.incidents.get(intent.incident)
        if incident is None or incident.status is not IncidentStatus.RESOLVED:
            self._lost(record, intent.incident)
            return
        at = _when(record, intent, incident.resolved)
        found = PostMortem(
            at=at,
            worked=intent.worked,
            failed=intent.failed,
            cause=intent.cause,
            lesson=intent.lesson,
            severity=_severity(intent.severity) or incident.severity,
            initial=incident.initial_severity,
            measures=intent.measures,
        )
        said = [(name, value) for name in LEARNT if (value := getattr(intent, name))]
        if intent.severity is not None:
            said.append(("severity", str(intent.severity)))
        said += [("measure", _measure(measure)) for measure in intent.measures]
        self._incident(
            record,
            intent.incident,
            "",
            tuple(said),
            at=at,
            reviewed=at,
            status=IncidentStatus.REVIEWED,
            post_mortem=found,
        )

    def _incident_monitor(self, record: do.Record, intent: do.IncidentMonitor) -> None:
        incident = self.incidents.get(intent.incident)
        at = _when(record, intent, incident.since if incident else None)
        self._incident(record, intent.incident, "", at=at, monitored=at)

    def _incident_notify(self, record: do.Record, intent: do.IncidentNotify) -> None:
        incident = self.incidents.get(intent.incident)
        at = _when(record, intent, incident.detected if incident else None)
        notified = (*(incident.notified if incident else ()), Note(at, intent.who))
        self._incident(record, intent.incident, intent.who, at=at, notified=notified)

    def _incident_pause_posts(self, record: do.Record, intent: do.IncidentPausePosts) -> None:
        """Of two devices that paused them the first counts; what was never paused does not go out again."""
        incident = self.incidents.get(intent.incident)
        if incident is None or (not intent.paused and incident.posts_paused is None):
            self._lost(record, intent.incident)
            return
        at = _when(record, intent, incident.detected if intent.paused else incident.posts_paused)
        text = "" if intent.paused else NOT_ANY_MORE
        changes: dict[str, Any] = {}
        if intent.paused and not incident.has_posts_paused:
            changes = {"posts_paused": at, "posts_resumed": None}
        elif not intent.paused and incident.has_posts_paused:
            changes = {"posts_resumed": at}
        self._incident(record, intent.incident, text, at=at, **changes)

    def _incident_check(self, record: do.Record, intent: do.IncidentCheck) -> None:
        incident = self.incidents.get(intent.incident)
        checked = tuple(step for step in (incident.checked if incident else ()) if step != intent.step)
        if intent.done:
            checked = (*checked, intent.step)
        said = ((intent.step, "" if intent.done else NOT_ANY_MORE),)
        self._incident(record, intent.incident, "", said, checked=checked)

    def _incident_reopen(self, record: do.Record, intent: do.IncidentReopen) -> None:
        """Of two devices that opened it again the first counts: what was answered since stays so."""
        incident = self.incidents.get(intent.incident)
        if incident is not None and incident.is_open:
            self._incident(record, intent.incident, "")
            return
        at = _when(record, intent, (incident.reviewed or incident.resolved) if incident else None)
        self._incident(
            record,
            intent.incident,
            "",
            at=at,
            status=IncidentStatus.OPEN,
            reopened=at,
            answered=None,
            next_update=None,
            monitored=None,
            contained=None,
            resolved=None,
            reviewed=None,
        )

    def _incident_severity(self, record: do.Record, intent: do.IncidentSeverity) -> None:
        incident = self.incidents.get(intent.incident)
        at = _when(record, intent, incident.detected if incident else None)
        self._incident(record, intent.incident, str(intent.severity), at=at, severity=intent.severity)

    def _incident_note(self, record: do.Record, intent: do.IncidentNote) -> None:
        self._incident(record, intent.incident, intent.text, at=_when(record, intent, None))

    # Ideas and promises

    def _idea_add(self, record: do.Record, intent: do.IdeaAdd) -> None:
        self.ideas[record.id] = Idea(id=record.id, at=record.at, text=intent.text)
        self.open_ideas[record.id] = None

    def _idea_use(self, record: do.Record, intent: do.IdeaUse) -> None:
        if intent.task not in self.items:
            self._lost(record, intent.task)
        else:
            self._use_idea(record, intent.idea, intent.task)

    def _use_idea(self, record: do.Record, key: str, task: str) -> None:
        """Of two devices that used or dropped it, the first use holds."""
        idea = self.ideas.get(key)
        if idea is None:
            self._lost(record, key)
        elif idea.state is not IdeaState.USED:
            self._close_idea(replace(idea, state=IdeaState.USED, task=task, closed=record.at))

    def _idea_drop(self, record: do.Record, intent: do.IdeaDrop) -> None:
        idea = self.ideas.get(intent.idea)
        if idea is None:
            self._lost(record, intent.idea)
        elif idea.is_open:
            self._close_idea(replace(idea, state=IdeaState.DROPPED, closed=record.at))

    def _close_idea(self, idea: Idea) -> None:
        self.ideas[idea.id] = idea
        self.open_ideas.pop(idea.id, None)

    def _promise_add(self, record: do.Record, intent: do.PromiseAdd) -> None:
        """It was given to somebody: it holds even where what it is about is gone."""
        self.promises[record.id] = Promise(
            id=record.id,
            at=record.at,
            who=intent.who,
            by=intent.by,
            task=intent.task,
            incident=intent.incident,
            text=intent.text,
        )
        self.open_promises[record.id] = None

    def _promise_keep(self, record: do.Record, intent: do.PromiseKeep) -> None:
        promise = self.promises.get(intent.promise)
        if promise is None:
            self._lost(record, intent.promise)
        elif promise.is_open:
            self.promises[promise.id] = replace(promise, kept=record.at)
            self.open_promises.pop(promise.id, None)

    # The editorial calendar

    def _post_state(self, record: do.Record, intent: do.PostStateSet) -> None:
        """The last word holds; a link once given stays until another is."""
        if intent.state not in POST_STATES:
            self.notices.append(Notice(NoticeKind.UNKNOWN_RECORD, record.id, f"{intent.do} {intent.state}"))
            return
        before = self.posts.get(intent.post)
        self.posts[intent.post] = PostMark(
            at=record.at,
            state=PostState(intent.state),
            seen=intent.seen,
            link=intent.link or (before.link if before else ""),
            title=intent.title,
        )

    # The week looked back on

    def _kpi_set(self, record: do.Record, intent: do.KpiSet) -> None:
        """Of two devices that typed a figure in, the later holds. A hand may have written another day than
        the Monday: it is of that week."""
        key = (intent.brand, monday_of(intent.week))
        figures = dict(self.kpis.get(key, {}))
        for each in intent.values:
            if each.value is None:
                figures.pop(each.key, None)
            else:
                figures[each.key] = each.value
        self.kpis[key] = figures

    def _report_note(self, record: do.Record, intent: do.ReportNote) -> None:
        key = (intent.brand, monday_of(intent.week))
        said = self.report_notes.get(key, ReportTexts())
        self.report_notes[key] = replace(said, **_given(intent, REPORT_TEXTS))

    def _unknown(self, record: do.Record, intent: do.Unknown) -> None:
        self.notices.append(Notice(NoticeKind.UNKNOWN_RECORD, record.id, intent.word))


_PLANNED = (
    "title",
    "area",
    "block",
    "minutes",
    "rank",
    "brand",
    "role",
    "objective",
    "milestone",
    "due",
    "goal",
    "keep",
    "due_of",
)
"""What a workflow says of a task and an item keeps."""


def _as_planned(
    before: Sequence[do.PlannedItem], items: Iterable[do.PlannedItem]
) -> tuple[do.PlannedItem, ...]:
    """The plan with these items in it, each once."""
    return tuple({each.key: each for each in (*before, *items)}.values())


UNDO_DEPTH = 200
"""How many actions back a device can undo."""

ADDED_AFTER_PLAN = 1_000_000
"""Tasks of one's own come after the plan's where nothing else tells them apart."""


def _take(done: Iterable[Done], key: str) -> tuple[tuple[Done, ...], Done | None]:
    done = tuple(done)
    gone = next((action for action in done if action.record == key), None)
    return tuple(action for action in done if action.record != key), gone


def _subject_given(task: str | None, incident: str | None) -> dict[str, str]:
    """What a session is about from now on; nothing where it is left as it was."""
    if task is None and incident is None:
        return {}
    return {"task": task or "", "incident": "" if task else incident or ""}


def _given(intent: do.Intent, names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(intent, name)) is not None}


_APPLY: dict[type[do.Intent], Callable[[_Working, do.Record, Any], None]] = {
    do.WorkflowUse: _Working._workflow_use,
    do.DayPlan: _Working._day_plan,
    do.DayAdopt: _Working._day_adopt,
    do.TaskAdd: _Working._task_add,
    do.TaskEdit: _Working._task_edit,
    do.TaskStart: _Working._task_start,
    do.TaskStop: _Working._task_stop,
    do.TaskDone: _Working._task_done,
    do.TaskReopen: _Working._task_reopen,
    do.TaskDrop: _Working._task_drop,
    do.TaskMove: _Working._task_move,
    do.TaskOrder: _Working._task_order,
    do.TaskMinutes: _Working._task_minutes,
    do.TaskNote: _Working._task_note,
    do.TaskCount: _Working._task_count,
    do.TaskMilestone: _Working._task_milestone,
    do.BreakStart: _Working._break_start,
    do.BreakStop: _Working._break_stop,
    do.TimeLog: _Working._time_log,
    do.TimeEdit: _Working._time_edit,
    do.TimeSplit: _Working._time_split,
    do.TimeJoin: _Working._time_join,
    do.TimeDrop: _Working._time_drop,
    do.Interrupt: _Working._interrupt,
    do.Resume: _Working._resume,
    do.IncidentOpen: _Working._incident_open,
    do.IncidentEdit: _Working._incident_edit,
    do.IncidentAcknowledge: _Working._incident_step,
    do.IncidentRespond: _Working._incident_step,
    do.IncidentContain: _Working._incident_step,
    do.IncidentResolve: _Working._incident_step,
    do.IncidentReview: _Working._incident_review,
    do.IncidentMonitor: _Working._incident_monitor,
    do.IncidentUpdate: _Working._incident_update,
    do.IncidentNotify: _Working._incident_notify,
    do.IncidentPausePosts: _Working._incident_pause_posts,
    do.IncidentCheck: _Working._incident_check,
    do.IncidentReopen: _Working._incident_reopen,
    do.IncidentSeverity: _Working._incident_severity,
    do.IncidentNote: _Working._incident_note,
    do.Triage: _Working._triage,
    do.DayClose: _Working._day_close,
    do.IdeaAdd: _Working._idea_add,
    do.IdeaUse: _Working._idea_use,
    do.IdeaDrop: _Working._idea_drop,
    do.PromiseAdd: _Working._promise_add,
    do.PromiseKeep: _Working._promise_keep,
    do.PostStateSet: _Working._post_state,
    do.KpiSet: _Working._kpi_set,
    do.ReportNote: _Working._report_note,
    do.Unknown: _Working._unknown,
}

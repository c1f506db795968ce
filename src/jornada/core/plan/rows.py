"""The rows of a day in the order of the queue.

The current block first, then what is left of earlier blocks, then later ones; within each the person's
own order, else rank for the audience, else milestone. What was closed before the current block began
comes last; what is closed during it keeps its place, so that no row slides under the cursor.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter, itemgetter
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.calendar import BlockSpan, Moment, MomentKind
from jornada.core.dataclass import made_of_columns, replace
from jornada.core.goals import WeekCounts, goal_progress, week_counts
from jornada.core.layers import found_of, values_of
from jornada.core.plan.fit import FitLine
from jornada.core.plan.left_over import LOOK_BACK_DAYS, carried, closed_today, next_working_day
from jornada.core.plan.milestone import due_of, has_lapsed, milestone_status
from jornada.core.plan.view import QueueRow, Section, Status
from jornada.core.state import Item, ItemState, State
from jornada.core.workflow import LAST_RANK, Workflow


def queue_rows(
    state: State,
    date: dt.date,
    now: dt.datetime,
    zone: ZoneInfo,
    spans: Sequence[BlockSpan],
    moment: Moment,
    unworked: Sequence[Item],
    *,
    is_today: bool,
    room: int | None,
) -> tuple[QueueRow, ...]:
    """The rows of a day that is planned, of today with what is kept from earlier days; `unworked` are the
    tasks of days on which nobody worked. In the current block there is `room` for so many minutes."""
    on_it = tuple(values_of(state.items, state.on_date.get(date, ())))
    items = list(on_it)
    missed: dict[str, tuple[int, dt.date]] = {}
    if is_today:
        left, missed = carried(state, date, zone, unworked, on_it)
        items.extend(left)
    else:
        items.extend(closed_today(state, date, zone))
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

    def place(item: Item, where: Section, due: dt.datetime | None) -> tuple[int, int, int, float]:
        return (
            order[where],
            0 if where is Section.CURRENT else places.get(item.block, len(spans)),
            LAST_RANK if item.rank is None else item.rank,
            due.timestamp() if due else float("inf"),
        )

    # Of ten thousand items few differ in what says where they stand: it is told once for those alike.
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, facts in enumerate(map(_STANDING, items)):
        alike[facts].append(number)
    sections: dict[str, Section] = {}
    due: dict[str, dt.datetime] = {}
    by_place: defaultdict[tuple[int, int, int, float], list[list[int]]] = defaultdict(list)
    for numbers in alike.values():
        one = items[numbers[0]]
        where, instant = section(one), due_of(one, zone)
        ids = [items[number].id for number in numbers]
        sections.update(dict.fromkeys(ids, where))
        if instant is not None:
            due.update(dict.fromkeys(ids, instant))
        by_place[place(one, where, instant)].append(numbers)
    sequence = [item.sequence for item in items].__getitem__
    order_of: list[int] = []
    for _, same in sorted(by_place.items(), key=itemgetter(0)):
        numbers = same[0] if len(same) == 1 else sorted(chain.from_iterable(same))
        order_of += sorted(numbers, key=sequence)
    items = _own_order([items[number] for number in order_of], sections)
    return _rows(state, items, sections, due, missed, now, zone, date, week_counts(state, date, on_it), room)


_STANDING = attrgetter("state", "closed_at", "date", "block", "rank", "due", "due_of")
"""What says where in the queue an item stands, but for its place in the plan."""
_STATUS = {
    ItemState.OPEN: Status.PENDING,
    ItemState.DONE: Status.DONE,
    ItemState.DROPPED: Status.DROPPED,
}


def _rows(
    state: State,
    items: Sequence[Item],
    sections: Mapping[str, Section],
    due: Mapping[str, dt.datetime],
    missed: Mapping[str, tuple[int, dt.date]],
    now: dt.datetime,
    zone: ZoneInfo,
    date: dt.date,
    counts: WeekCounts,
    room: int | None,
) -> tuple[QueueRow, ...]:
    """The rows of items in their order: a column for each field, for there may be ten thousand, of which most
    have neither sessions nor a milestone nor a goal."""
    ids = [item.id for item in items]
    status = [_STATUS[item.state] for item in items]
    is_open = [item.state is ItemState.OPEN for item in items]
    left = [
        item.minutes if there and item.minutes > 0 else 0 for item, there in zip(items, is_open, strict=True)
    ]
    spent = [0] * len(items)
    sessions = found_of(state.of_subject, ids)
    if sessions:
        for number, item in enumerate(items):
            if own := sessions.get(item.id):
                spent[number] = sum(state.sessions[key].seconds(now) for key in own) // 60
                status[number] = _status(item, state, own)
                if item.is_open:
                    left[number] = max(0, item.minutes - spent[number])
    today = calendar.local_date(now, zone)
    milestones = {
        item.id: milestone_status(item, at, now, lapsed=has_lapsed(item, at, now, today))
        for item in items
        if item.milestone or item.due
        for at in (due.get(item.id),)
    }
    progress = {item.id: goal_progress(state, item, counts) for item in items if item.goal is not None}
    line = FitLine(room)
    where = [sections[key] for key in ids]
    columns: dict[str, Iterable[object]] = {
        "item": items,
        "section": where,
        "status": status,
        "spent_minutes": spent,
        "left_minutes": left,
        "fits": [
            not there or line.has_room(section, minutes)
            for there, section, minutes in zip(is_open, where, left, strict=True)
        ],
        "carried_from": [item.planned_for if item.date < date else None for item in items],
    }
    if missed:
        columns["missed"] = [missed[key][0] if key in missed else 0 for key in ids]
        columns["missed_since"] = [missed[key][1] if key in missed else None for key in ids]
    for name, known in (("milestone", milestones), ("due", due), ("progress", progress)):
        if known:
            columns[name] = map(known.get, ids)
    return tuple(made_of_columns(QueueRow, len(items), columns))


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


def _closed_since(spans: Sequence[BlockSpan], moment: Moment, now: dt.datetime) -> dt.datetime:
    """What was closed before this instant goes to the end of the queue."""
    started = [span.span.start for span in spans if span.span.start <= now]
    if moment.kind in (MomentKind.IN_BLOCK, MomentKind.IN_BREAK) and moment.block is not None:
        return moment.block.span.start
    return max(started) if started else dt.datetime.min.replace(tzinfo=dt.UTC)


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


def first_on(state: State, workflow: Workflow, date: dt.date, today: dt.date) -> tuple[str, ...]:
    """What was said to come first on a day, ids of tasks or titles: when the last day before it was closed
    on which anybody worked. A day still to come has nothing, but for the next working one."""
    before = _last_before(state.closings, date)
    if before is None or not state.closings[before].top:
        return ()
    worked = _last_before(state.days, date)
    worked_between = worked is not None and before < worked
    ahead = date != today and date not in state.days
    too_far = ahead and date > next_working_day(workflow, before)
    return () if worked_between or too_far else state.closings[before].top


def _last_before(days: Collection[dt.date], date: dt.date) -> dt.date | None:
    """The latest of these days before a date. Of the years there are it is most often one of last week."""
    for ordinal in range(date.toordinal() - 1, max(0, date.toordinal() - LOOK_BACK_DAYS), -1):
        if (day := dt.date.fromordinal(ordinal)) in days:
            return day
    return max((day for day in days if day < date), default=None)


def with_first(rows: tuple[QueueRow, ...], first: Sequence[str]) -> tuple[QueueRow, ...]:
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

"""The rows of a day in the order of the queue.

The current block first, then what is left of earlier blocks, then later ones; within each the person's
own order, else rank for the audience, else milestone. What was closed before the current block began
comes last; what is closed during it keeps its place, so that no row slides under the cursor.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, compress, repeat
from operator import is_, itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.calendar import BlockSpan, Moment, MomentKind
from jornada.core.goals import WeekCounts, goal_progress, week_counts
from jornada.core.layers import found_of
from jornada.core.plan.fit import fitting
from jornada.core.plan.left_over import LOOK_BACK_DAYS, carried, closed_today, next_working_day
from jornada.core.plan.milestone import due_of, has_lapsed, milestone_status
from jornada.core.plan.queue import DayItems, Rows
from jornada.core.plan.view import MilestoneStatus, Section, Status
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
) -> Rows:
    """The rows of a day that is planned, of today with what is kept from earlier days; `unworked` are the
    tasks of days on which nobody worked. In the current block there is `room` for so many minutes."""
    on_it = DayItems(state.items, state.on_date.get(date, ()))
    on_it.columns(_TOLD)
    missed: dict[str, tuple[int, dt.date]] = {}
    if is_today:
        left, missed = carried(state, date, zone, unworked, on_it)
    else:
        left = closed_today(state, date, zone)
    items = on_it.and_others(left)
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
    standing = [column for column in items.columns(_STANDING) if not _is_alike(column)]
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, facts in enumerate(zip(*standing, strict=True) if standing else repeat((), len(items))):
        alike[facts].append(number)
    sections = [Section.LATER] * len(items)
    due: dict[int, dt.datetime] = {}
    by_place: defaultdict[tuple[int, int, int, float], list[list[int]]] = defaultdict(list)
    for numbers in alike.values():
        one = items[numbers[0]]
        where, instant = section(one), due_of(one, zone)
        for number in numbers:
            sections[number] = where
        if instant is not None:
            due.update(dict.fromkeys(numbers, instant))
        by_place[place(one, where, instant)].append(numbers)
    (sequences,) = items.columns(("sequence",))
    order_of: list[int] = []
    for _, same in sorted(by_place.items(), key=itemgetter(0)):
        numbers = same[0] if len(same) == 1 else sorted(chain.from_iterable(same))
        order_of += sorted(numbers, key=sequences.__getitem__)
    order_of = _own_order(items, order_of, sections)
    counted, keys = on_it.columns(("count", "key"))
    counts = week_counts(state, date, [on_it[number] for number in _where_told(counted) if keys[number]])
    return _rows(state, items, order_of, sections, due, missed, now, zone, date, counts, room)


_STANDING = ("state", "closed_at", "date", "block", "rank", "due", "due_of")
"""What says where in the queue an item stands, but for its place in the plan."""
_TOLD = (
    *_STANDING,
    "key",
    "planned_for",
    "minutes",
    "milestone",
    "goal",
    "count",
    "anchors",
    "sequence",
    "area",
    "brand",
)
"""All that is asked of every item of a day: here, or by whoever draws it."""
_STATUS = {
    ItemState.OPEN: Status.PENDING,
    ItemState.DONE: Status.DONE,
    ItemState.DROPPED: Status.DROPPED,
}


def _rows(
    state: State,
    items: DayItems,
    order: Sequence[int],
    sections: list[Section],
    due: Mapping[int, dt.datetime],
    missed: Mapping[str, tuple[int, dt.date]],
    now: dt.datetime,
    zone: ZoneInfo,
    date: dt.date,
    counts: WeekCounts,
    room: int | None,
) -> Rows:
    """The rows of items in their order: of ten thousand most have neither sessions nor a milestone nor a
    goal."""
    told = items.columns(("id", "state", "minutes", "date", "planned_for", "milestone", "due", "goal"))
    ids, states, planned, dates, planned_for, milestone, due_texts, goals = (
        _ordered(column, order) for column in told
    )
    where = _ordered(sections, order)
    status = list(map(_STATUS.__getitem__, states))
    is_open = list(map(is_, states, repeat(ItemState.OPEN)))
    left = [minutes if there and minutes > 0 else 0 for minutes, there in zip(planned, is_open, strict=True)]
    spent = [0] * len(order)
    sessions = found_of(state.of_subject, ids)
    for place, key in enumerate(ids) if sessions else ():
        if own := sessions.get(key):
            spent[place] = sum(state.sessions[each].seconds(now) for each in own) // 60
            status[place] = _status(items[order[place]], state, own)
            if is_open[place]:
                left[place] = max(0, planned[place] - spent[place])
    today = calendar.local_date(now, zone)
    milestones: dict[int, MilestoneStatus | None] = {}
    for place in _where_told(milestone) | _where_told(due_texts):
        item, at = items[order[place]], due.get(order[place])
        milestones[place] = milestone_status(item, at, now, lapsed=has_lapsed(item, at, now, today))
    earlier = {each for each in set(dates) if each < date}
    few: dict[str, dict[int, Any]] = {
        "milestone": milestones,
        "due": {place: due[order[place]] for place in _where_told(list(map(due.__contains__, order)))},
        "progress": {
            place: goal_progress(state, items[order[place]], counts) for place in sorted(_where_told(goals))
        },
    }
    for place, key in enumerate(ids) if missed else ():
        if key in missed:
            number, since = missed[key]
            few.setdefault("missed", {})[place] = number
            few.setdefault("missed_since", {})[place] = since
    columns: dict[str, Sequence[Any]] = {
        "section": where,
        "status": status,
        "spent_minutes": spent,
        "left_minutes": left,
        "fits": fitting(room, where, left, is_open),
        "carried_from": [
            before if each in earlier else None for before, each in zip(planned_for, dates, strict=True)
        ]
        if earlier
        else [None] * len(order),
    }
    return Rows(items, order, columns, few)


def _ordered(column: list[Any], order: Sequence[int]) -> list[Any]:
    return column if _is_alike(column) else list(map(column.__getitem__, order))


def _is_alike(column: Sequence[object]) -> bool:
    return not column or (column[0] == column[-1] and column.count(column[0]) == len(column))


def _where_told(column: Sequence[object]) -> set[int]:
    """The places of those that are told something."""
    return set(compress(range(len(column)), column))


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


def _own_order(items: DayItems, order: list[int], sections: Sequence[Section]) -> list[int]:
    """Apply the person's own order, every step of it, the oldest first: only so does a later step find
    the rows as they were seen when it was taken."""
    ids, anchored = items.columns(("id", "anchors"))
    if not any(anchored):
        return order
    number_of = {key: number for number, key in enumerate(ids)}
    steps = [(anchor, number) for number, anchors in enumerate(anchored) for anchor in anchors]
    for anchor, number in sorted(steps, key=lambda step: (step[0].n, ids[step[1]])):
        other = number_of.get(anchor.other)
        if other is None or other == number or sections[other] is not sections[number]:
            continue
        order.remove(number)
        order.insert(order.index(other) + anchor.after, number)
    return order


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


def with_first(rows: Rows, first: Sequence[str]) -> Rows:
    """Mark what comes first: the task that is meant, else the first of that title."""
    if not first:
        return rows
    found: dict[int, int] = {}
    titles = [title.casefold() for title in rows.of_items("title")]
    for number, text in enumerate(first, 1):
        asked = text.casefold()
        place = rows.place_of(text)
        if place is None:
            alike = (at for at, title in enumerate(titles) if title == asked and at not in found)
            place = next(alike, None)
        if place is not None:
            found.setdefault(place, number)
    return rows.with_few("first", found)

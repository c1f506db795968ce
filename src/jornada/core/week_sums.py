"""What a week comes to, for the figures that look weeks back: time by area, brand and task, and how much of
its goal each task did.

Of weeks long past the sums are kept beside the outcome of their records, so that a report need not read
the sessions of two months. They are derived, and used only where nothing can have changed them: the week
begins and ends at the instants that are asked for, and no session that touches it, no task or incident of
such a session, and no count of a day of it came, went or changed after they were made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from jornada.core import calendar
from jornada.core.dataclass import replace
from jornada.core.fold import Past
from jornada.core.layers import Layered
from jornada.core.spent import Dimension, Spending, spending
from jornada.core.state import Incident, Item, Session, State, WeekSums

KEPT_WEEKS = 52
"""Of so many weeks at most the sums are kept; older ones are asked for so rarely that they can be read."""
_WEEK = dt.timedelta(days=7)
_FOR_EVER = dt.datetime.max.replace(microsecond=0, tzinfo=dt.UTC)

_Span = tuple[dt.datetime, dt.datetime]


def sums_of(state: State, monday: dt.date, zone: dt.tzinfo, spent: Spending) -> WeekSums:
    """The sums of the week of `monday`; `spent` is time at hand that has it."""
    begins, ends = _borders(monday, zone)
    sunday = monday + dt.timedelta(days=6)
    seconds: dict[tuple[str, str, str], int] = {}
    for spell in spent.spells:
        if monday <= spell.date <= sunday:
            # What has no key in the workflow goes by its own id.
            task = "" if spell.facts.task == spell.subject else spell.facts.task
            key = (spell.facts.area, spell.facts.brand, task)
            seconds[key] = seconds.get(key, 0) + spell.seconds
    counts: dict[str, int] = {}
    for item in state.items_on(monday, sunday):
        if item.key and item.count:
            counts[item.key] = counts.get(item.key, 0) + item.count
    return WeekSums(
        begins=begins,
        ends=ends,
        spent=tuple((*key, each) for key, each in seconds.items()),
        counts=tuple(counts.items()),
    )


def seconds_by(sums: WeekSums, dimension: Dimension, brand: str = "") -> Mapping[str, int]:
    """Seconds by area, brand or task; of one brand, where one is given."""
    place = (Dimension.AREA, Dimension.BRAND, Dimension.TASK).index(dimension)
    found: dict[str, int] = {}
    for row in sums.spent:
        if not brand or row[1] == brand:
            key = row[place]
            found[str(key)] = found.get(str(key), 0) + row[3]
    return found


def week_sums(
    state: State, mondays: Collection[dt.date], zone: dt.tzinfo, now: dt.datetime
) -> Mapping[dt.date, WeekSums]:
    """The sums of the weeks of these Mondays: those that are kept, the others from their sessions."""
    found = dict(kept_sums(state, mondays, zone))
    missing = [monday for monday in mondays if monday not in found]
    if missing:
        last = max(missing) + dt.timedelta(days=6)
        spent = spending(state, min(missing), last, zone, now)
        found.update((monday, sums_of(state, monday, zone, spent)) for monday in missing)
    return found


# Those that are kept


def kept_sums(
    state: State, mondays: Iterable[dt.date], zone: dt.tzinfo
) -> Iterator[tuple[dt.date, WeekSums]]:
    """The sums of those of the weeks that are kept and hold."""
    kept = [(monday, sums) for monday in mondays if (sums := state.weeks.get(monday)) is not None]
    if not kept:
        return
    touched = _touched(state)
    if touched is None:
        return
    spans, dates = touched
    weeks = {calendar.monday_of(date) for date in dates}
    for monday, sums in kept:
        if monday in weeks or (sums.begins, sums.ends) != _borders(monday, zone):
            continue
        if not any(start < sums.ends and sums.begins < end for start, end in spans):
            yield monday, sums


def with_week_sums(past: Past, zone: dt.tzinfo, is_hurried: Callable[[], bool]) -> Past | None:
    """The past with the sums of its weeks, but for the one that its last session began in. `None` where
    somebody waits meanwhile."""
    working = past.working.copy()
    state = working.state()
    if not state.starts_on:
        return past
    oldest, newest = (calendar.monday_of(date) for date in (min(state.starts_on), max(state.starts_on)))
    most = min(KEPT_WEEKS, (newest - oldest) // _WEEK)
    mondays = [newest - back * _WEEK for back in range(most, 0, -1)]
    running = state.running_session
    if running is not None:
        mondays = [monday for monday in mondays if _borders(monday, zone)[1] <= running.start]
    weeks = dict(kept_sums(state, mondays, zone))
    for monday in mondays:
        if is_hurried():
            return None
        if monday not in weeks:
            end = _borders(monday, zone)[1]
            spent = spending(state, monday, monday + dt.timedelta(days=6), zone, end)
            weeks[monday] = sums_of(state, monday, zone, spent)
    working.weeks = {monday: weeks[monday] for monday in sorted(weeks)}
    return replace(past, working=working)


def _borders(monday: dt.date, zone: dt.tzinfo) -> _Span:
    return calendar.midnight(monday, zone), calendar.midnight(monday + _WEEK, zone)


def _touched(state: State) -> tuple[list[_Span], set[dt.date]] | None:
    """The spans of time and the dates that what came after the sums has to do with; `None` where that
    cannot be told."""
    sessions, items, incidents = state.sessions, state.items, state.incidents
    if not (isinstance(sessions, Layered) and isinstance(items, Layered) and isinstance(incidents, Layered)):
        return None
    spans = [span for _, old, new in _changes(sessions) for span in (*_span(old), *_span(new))]
    dates: set[dt.date] = set()
    told_anew = []
    for key, was, item in _changes(items):
        if _told_of_item(was) != _told_of_item(item):
            told_anew.append(key)
        if _count(was) != _count(item):
            dates |= {each.date for each in (was, item) if each is not None}
    for key, before, incident in _changes(incidents):
        if _told_of_incident(before) != _told_of_incident(incident):
            told_anew.append(key)
    for subject in told_anew:
        for key in state.of_subject.get(subject, ()):
            spans.extend(_span(sessions.get(key)))
    return spans, dates


def _changes(table: Layered[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """The keys of what came, went or changed, each with what it was and what it is."""
    for key in {**table.above, **dict.fromkeys(table.gone)}:
        yield key, table.below.get(key), table.get(key)


def _span(session: Session | None) -> Iterator[_Span]:
    if session is not None:
        yield session.start, session.end or _FOR_EVER


def _told_of_item(item: Item | None) -> tuple[str, ...] | None:
    """What of a task its time is told by."""
    return None if item is None else (item.area, item.brand, item.key)


def _told_of_incident(incident: Incident | None) -> str | None:
    return None if incident is None else incident.brand


def _count(item: Item | None) -> tuple[dt.date, str, int] | None:
    return (item.date, item.key, item.count) if item is not None and item.key and item.count else None

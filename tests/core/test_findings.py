"""All that a report says: what incidents displaced, the sessions behind a figure, a quarter counted twice."""

from __future__ import annotations

import datetime as dt
import itertools
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.calendar import in_zone
from jornada.core.findings import Findings, Section, behind, findings, minutes_of
from jornada.core.periods import Period, PeriodKind, period_of, range_of
from jornada.core.spent import Dimension
from jornada.core.state import ItemState
from tests.conftest import FULL
from tests.core.builders import FRIDAY, MADRID, MONDAY, Bench, anything, at, planned, walk, workflow

THURSDAY = FRIDAY - dt.timedelta(days=1)
NEXT_DAY = dt.timedelta(days=1)
WEEK = period_of(PeriodKind.WEEK, FRIDAY)


def found(bench: Bench, period: Period = WEEK, brand: str = "") -> Findings:
    return findings(bench.state, bench.flow, period, zone=bench.zone, now=bench.now, brand=brand)


def incident(bench: Bench, start: str, end: str, brand: str = "beta") -> str:
    key = bench.act(do.IncidentOpen(title="It spreads", severity=2, brand=brand))
    bench.act(do.TimeLog(incident=key, start=at(start), end=at(end)))
    return key


# What incidents cost and displaced


def test_what_was_dropped_or_moved_after_an_incident_began() -> None:
    bench = Bench(time="09:10")
    bench.act(do.TaskDrop(task=planned("sweep"), reason="before it all"))
    bench.clock("11:30")
    incident(bench, "09:30", "11:30")
    bench.act(do.TaskDrop(task=planned("answers"), reason="no time left"))
    bench.act(do.TaskMove(task=planned("research"), date=MONDAY))
    bench.act(do.TaskMove(task=planned("check"), block="afternoon"))
    bench.act(do.TaskDone(task=planned("talk")))
    cost = found(bench).cost
    assert (cost.minutes, cost.reserve_minutes, cost.beyond_minutes) == (120, 60, 60)
    told = {item.id: (item.state, item.date, item.reason) for item in cost.displaced}
    assert told == {
        planned("answers"): (ItemState.DROPPED, FRIDAY, "no time left"),
        planned("research"): (ItemState.OPEN, MONDAY, ""),
    }


def test_what_went_on_a_day_without_incidents_went_for_other_reasons() -> None:
    bench = Bench(time="11:30")
    bench.act(do.TaskDrop(task=planned("answers")))
    assert found(bench).cost.displaced == ()
    assert found(bench).cost.minutes == 0


def test_each_day_has_its_own_reserve() -> None:
    bench = Bench(time="12:00", date=THURSDAY)
    for date, minutes in ((THURSDAY, 90), (FRIDAY, 10)):
        bench.clock("12:00", date)
        key = bench.act(do.IncidentOpen(title="It spreads", severity=2))
        end = at("12:00", date)
        bench.act(do.TimeLog(incident=key, start=end - dt.timedelta(minutes=minutes), end=end))
    cost = found(bench, range_of(THURSDAY, FRIDAY)).cost
    assert (cost.minutes, cost.reserve_minutes, cost.beyond_minutes) == (100, 120, 30)
    assert [share.minutes for share in cost.incidents] == [90, 10]


def test_one_brand_hears_of_no_other() -> None:
    bench = Bench(time="12:30")
    bench.act(do.TimeLog(task=planned("answers"), start=at("09:00"), end=at("09:30")))
    bench.act(do.TimeLog(task=planned("sweep"), start=at("09:30"), end=at("10:00")))
    incident(bench, "10:00", "12:00")
    bench.act(do.TaskDrop(task=planned("research")))
    told = found(bench, brand="acme")
    assert (told.report.actual_minutes, told.cost.minutes, told.cost.displaced) == (30, 0, ())
    assert told.adherence is None
    assert (told.cost.reserve_minutes, told.focus.interruptions) == (0, 0)
    assert told.trend["listening"] == (0,) * 8
    assert {item.brand for item in (*told.outcome.left, *told.outcome.dropped)} == {"acme"}


# What stands behind a figure


@given(st.integers(0, 2**32))
@settings(max_examples=30)
def test_the_sessions_behind_every_figure_make_it(seed: int) -> None:
    bench = walk(Bench(), Random(seed), 50)
    told = found(bench)
    for dimension in Dimension:
        for line in told.report.by(dimension):
            spells = behind(told.report.spent, dimension, line.key)
            assert abs(sum(spell.seconds for spell in spells) - line.actual_minutes * 60) < 60
            assert minutes_of(told, dimension, line.key) == line.actual_minutes
    weekdays = [behind(told.report.spent, Section.WEEKDAY, str(day)) for day in range(7)]
    assert sorted(spell.start for spells in weekdays for spell in spells) == sorted(
        spell.start for spell in told.report.spent.spells
    )
    unforeseen = behind(told.report.spent, Section.UNFORESEEN, "")
    assert sum(spell.seconds for spell in unforeseen) // 60 == told.cost.minutes
    each = [behind(told.report.spent, Section.INCIDENT, share.key) for share in told.cost.incidents]
    assert sum(len(spells) for spells in each) == len(unforeseen)
    assert sum(share.minutes for share in told.cost.incidents) == told.cost.minutes


def test_what_runs_counts_up_to_now() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=planned("sweep")))
    for minutes in (25, 20):
        before = found(bench).report.actual_minutes
        bench.later(minutes=minutes)
        assert found(bench).report.actual_minutes == before + minutes
    assert minutes_of(found(bench), Section.WEEKDAY, "4") == 45


# A quarter, counted a second time


def quarter(seed: int, first: dt.date, zone: ZoneInfo) -> Bench:
    """Thirteen weeks of a person who starts, stops, is interrupted, forgets timers and works at night."""
    random = Random(seed)
    bench = Bench(workflow(timezone=zone.key), time="08:50", date=first)
    for day in range(91):
        date = first + day * NEXT_DAY
        if date.weekday() >= 5 and random.random() < 0.8:
            continue
        morning = at(random.choice(("08:40", "09:05", "22:30")), date, zone)
        if morning <= bench.now:
            continue
        bench.now = morning
        for _ in range(random.randrange(4, 12)):
            task = planned(random.choice(bench.flow.tasks).key, date)
            kind = random.random()
            if kind < 0.6:
                bench.ask(do.TaskStart(task=task))
            elif kind < 0.7:
                bench.ask(do.Interrupt(title="It rings"))
            elif kind < 0.8:
                bench.ask(random.choice((do.BreakStart(), do.TaskStop(session=""), do.Resume(incident=""))))
            elif kind < 0.9:
                bench.ask(random.choice((do.TaskDone(task=task), do.TaskDrop(task=task, reason="late"))))
            else:
                bench.ask(anything(bench, random))
            bench.later(seconds=random.randrange(20, 5000))
        if random.random() < 0.8:
            bench.ask(do.TaskStop(session=""))
    return bench


Naive = dict[str, dict[str, int]]


def counted(bench: Bench, period: Period) -> tuple[int, Naive, list[list[int]]]:
    """Seconds in all, by dimension and key, by weekday and hour: each stretch in which nothing begins or
    ends, and no hour of the wall either, is asked whose it is. Slow and plain."""
    state, zone, now = bench.state, bench.zone, bench.now
    sessions = [(each, each.start, each.end or now) for each in state.sessions.values()]
    edges = {instant for _, start, end in sessions for instant in (start, end)}
    hour = dt.timedelta(hours=1)
    first = dt.datetime.combine(period.first - NEXT_DAY, dt.time(), dt.UTC)
    last = dt.datetime.combine(period.last + 2 * NEXT_DAY, dt.time(), dt.UTC)
    # Zones of whole hours only: no clock on the wall shows another hour within one of UTC.
    edges |= {first + hours * hour for hours in range((last - first) // hour + 1)}
    cuts = sorted(instant for instant in edges if first <= instant <= last)
    by: Naive = {dimension.value: {} for dimension in Dimension}
    hours = [[0] * 24 for _ in range(7)]
    total = 0
    for start, end in itertools.pairwise(cuts):
        wall = start.astimezone(zone)
        over = [each for each, begin, stop in sessions if begin <= start < stop]
        if not over or not period.holds(wall.date()):
            continue
        owner = max(over, key=lambda each: (each.start, each.id))
        if not owner.task and not owner.incident:
            continue
        seconds = round((end - start).total_seconds())
        total += seconds
        hours[wall.weekday()][wall.hour] += seconds
        item, told = state.items.get(owner.task), state.incidents.get(owner.incident)
        keys = {
            "area": "unforeseen" if told else item.area if item else "",
            "brand": told.brand if told else item.brand if item else "",
            "objective": "" if told or not item else item.objective,
            "role": "" if told or not item else item.role,
            "block": "" if told or not item else item.block,
            "task": told.id if told else (item.key or item.id) if item else owner.task or owner.incident,
            "date": wall.date().isoformat(),
        }
        for dimension, key in keys.items():
            by[dimension][key] = by[dimension].get(key, 0) + seconds
    return total, by, hours


QUARTERS = (
    (dt.date(2026, 9, 7), "Europe/Madrid"),  # the clock goes back on 25 October
    (dt.date(2026, 8, 31), "Pacific/Auckland"),  # and ahead on 27 September
    (dt.date(2026, 1, 26), "Europe/Madrid"),
    (dt.date(2026, 9, 7), "America/New_York"),
)
"""Their first days; the short form takes one with each change of the clocks."""


@pytest.mark.parametrize(("first", "zone"), QUARTERS if FULL else QUARTERS[:2])
def test_a_quarter_counted_in_a_second_way(first: dt.date, zone: str) -> None:
    bench = quarter(first.day, first, ZoneInfo(zone))
    if bench.state.running_session is not None:
        bench.later(minutes=7)
    whole = range_of(first, first + 97 * NEXT_DAY)
    month, week = (period_of(kind, first + 48 * NEXT_DAY) for kind in (PeriodKind.MONTH, PeriodKind.WEEK))
    for period in (whole, month, week):
        told = found(bench, period)
        total, by, hours = counted(bench, period)
        assert told.report.spent.seconds == total
        for dimension in Dimension:
            assert dict(told.report.spent.seconds_by(dimension)) == by[dimension.value]
            lines = told.report.by(dimension)
            assert sum(line.actual_minutes for line in lines) == told.report.actual_minutes == total // 60
            assert sum(line.planned_minutes for line in lines) == told.report.planned_minutes
        for naive, row in zip(hours, told.hours, strict=True):
            assert all(abs(seconds - minutes * 60) < 60 for seconds, minutes in zip(naive, row, strict=True))
        assert sum(map(sum, told.hours)) == told.report.actual_minutes
    assert counted(bench, whole)[0] > 60 * 3600, "the quarter is one in which somebody worked"


@given(st.integers(0, 2**32), st.sampled_from([dt.date(2026, 3, 29), dt.date(2026, 10, 25)]))
@settings(max_examples=20)
def test_what_is_read_once_is_what_is_read_apart(seed: int, sunday: dt.date) -> None:
    """Trend, paces and adherence share one reading of the sessions over a change of the clock."""
    from jornada.core.adherence import adherence, paces
    from jornada.core.report import report, trend

    random = Random(seed)
    bench = Bench(time="21:00", date=sunday - NEXT_DAY)
    for _ in range(20):
        bench.ask(do.TaskStart(task=planned(random.choice(bench.flow.tasks).key, bench.today)))
        bench.later(seconds=random.randrange(60, 9000))
    period = period_of(PeriodKind.DAY, sunday)
    told, state, flow, now = found(bench, period), bench.state, bench.flow, bench.now
    assert told.report == report(state, flow, sunday, sunday, zone=MADRID, now=now)
    assert told.trend == trend(state, flow, told.monday, zone=MADRID, now=now)
    assert told.adherence == adherence(state, flow, sunday, sunday, zone=MADRID, now=now)
    kept = [each for each in paces(state, flow, told.monday, zone=MADRID, now=now) if each.minutes]
    assert [each for each in told.paces if each.minutes] == kept
    assert told.report.spent.seconds <= (23 if sunday.month == 3 else 25) * 3600
    assert in_zone(now, MADRID) == now

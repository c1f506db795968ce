"""Reports: sums that hold whatever was done, and what they are made of."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.report import Focus, Report, focus, hours_of, outcome, report, trend
from jornada.core.spent import Dimension
from tests.core.builders import FRIDAY, MADRID, MONDAY, SATURDAY, Bench, at, planned, walk

SWEEP, ANSWERS = planned("sweep"), planned("answers")
THIS_MONDAY = FRIDAY - dt.timedelta(days=4)


def log(bench: Bench, task: str, start: str, end: str, date: dt.date = FRIDAY) -> str:
    return bench.act(do.TimeLog(task=task, start=at(start, date), end=at(end, date)))


def week(bench: Bench, brand: str = "") -> Report:
    last = THIS_MONDAY + dt.timedelta(days=6)
    return report(bench.state, bench.flow, THIS_MONDAY, last, zone=MADRID, now=bench.now, brand=brand)


@pytest.fixture
def bench() -> Bench:
    """Friday at five: the sweep took an hour, the answers half of one."""
    bench = Bench(time="17:00")
    log(bench, SWEEP, "09:00", "10:00")
    log(bench, ANSWERS, "10:00", "10:30")
    return bench


def lines(found: Report, dimension: Dimension) -> dict[str, tuple[int, int]]:
    return {line.key: (line.planned_minutes, line.actual_minutes) for line in found.by(dimension)}


def test_planned_and_actual_by_area_and_brand(bench: Bench) -> None:
    found = week(bench)
    assert lines(found, Dimension.AREA)["listening"][1] == 60
    assert lines(found, Dimension.BRAND)["acme"][1] == 30
    assert found.actual_minutes == 90
    first = found.by(Dimension.AREA)[0]
    assert (first.key, found.share(first)) == ("listening", 60 / 90)
    assert first.difference_minutes == first.actual_minutes - first.planned_minutes


def test_one_brand_only(bench: Bench) -> None:
    found = week(bench, brand="acme")
    assert found.actual_minutes == 30
    assert set(lines(found, Dimension.BRAND)) == {"acme"}


def test_incidents_are_work_and_counted_apart(bench: Bench) -> None:
    key = bench.act(do.IncidentOpen(title="It spreads", severity=2, brand="beta"))
    bench.act(do.TimeLog(incident=key, start=at("11:00"), end=at("11:20")))
    found = week(bench)
    assert (found.actual_minutes, found.incident_minutes) == (110, 20)
    assert lines(found, Dimension.BRAND)["beta"][1] == 20


@given(st.integers(0, 2**32))
def test_the_sums_of_every_dimension_are_the_total(seed: int) -> None:
    bench = walk(Bench(time="09:00"), Random(seed), 30)
    last = FRIDAY + dt.timedelta(days=6)
    found = report(bench.state, bench.flow, THIS_MONDAY, last, zone=MADRID, now=bench.now)
    for dimension in Dimension:
        by = found.by(dimension)
        assert sum(line.actual_minutes for line in by) == found.actual_minutes
        assert sum(line.planned_minutes for line in by) == found.planned_minutes
    assert sum(map(sum, hours_of(found.spent, MADRID))) == found.actual_minutes
    parts = [found.only(Dimension.AREA, line.key) for line in found.by(Dimension.AREA)]
    assert sum(part.spent.seconds for part in parts) == found.spent.seconds


# When


def test_weekday_by_hour(bench: Bench) -> None:
    hours = hours_of(week(bench).spent, MADRID)
    assert (hours[4][9], hours[4][10], sum(map(sum, hours))) == (60, 30, 90)


def test_the_hour_that_comes_twice() -> None:
    sunday = dt.date(2026, 10, 25)
    bench = Bench(time="01:30", date=sunday)
    bench.act(do.TaskAdd(title="Night", date=sunday))
    (own,) = (key for key, item in bench.state.items.items() if not item.key)
    bench.act(do.TaskStart(task=own))
    bench.later(hours=3).act(do.TaskStop(session=""))
    found = report(bench.state, bench.flow, sunday, sunday, zone=MADRID, now=bench.now)
    assert hours_of(found.spent, MADRID)[6][1:4] == (30, 120, 30)


def test_the_trend_of_eight_weeks(bench: Bench) -> None:
    before = trend(bench.state, bench.flow, THIS_MONDAY, zone=MADRID, now=bench.now)
    assert before["listening"] == (0,) * 7 + (60,)
    assert before["engagement"] == (0,) * 8
    after = trend(bench.state, bench.flow, MONDAY, zone=MADRID, now=bench.now)
    assert after["listening"] == (0,) * 6 + (60, 0)


# What became of it


def test_what_became_of_what_was_planned(bench: Bench) -> None:
    bench.act(do.TaskDone(task=SWEEP))
    bench.act(do.TaskDrop(task=ANSWERS, reason="no need"))
    bench.act(do.TaskMove(task=planned("check"), date=MONDAY))
    found = outcome(bench.state, THIS_MONDAY, FRIDAY)
    assert [item.id for item in found.done] == [SWEEP]
    assert [(item.id, item.reason) for item in found.dropped] == [(ANSWERS, "no need")]
    assert [item.id for item in found.moved] == [planned("check")]
    assert [item.key for item in found.left] == ["research", "talk", "close"]
    assert found.planned == 6
    of_acme = outcome(bench.state, FRIDAY, FRIDAY, own=lambda item: item.brand == "acme")
    assert [item.id for item in of_acme.dropped] == [ANSWERS]


# Private


def private(bench: Bench) -> Focus:
    found = week(bench)
    return focus(bench.state, bench.flow, found.spent, found.first, found.last, MADRID)


def test_stretches_and_fragments(bench: Bench) -> None:
    log(bench, planned("check"), "12:00", "12:10")
    log(bench, planned("check"), "12:11", "12:30")  # a slip of a minute between
    found = private(bench)
    assert (found.stretches, found.fragments) == (3, 0)
    assert (found.focus_minutes, found.longest_minutes) == (120, 60)
    log(bench, planned("research"), "12:40", "12:50")
    assert (private(bench).stretches, private(bench).fragments) == (4, 1)


def test_work_after_hours_and_on_a_day_off(bench: Bench) -> None:
    log(bench, SWEEP, "08:00", "09:00")
    log(bench, SWEEP, "14:10", "14:20")  # lunch is within its block
    assert private(bench).after_hours_minutes == 60
    bench.clock("10:00", SATURDAY)
    log(bench, SWEEP, "09:00", "09:30", SATURDAY)
    assert private(bench).after_hours_minutes == 90


def test_interruptions_are_incidents_that_parked_work(bench: Bench) -> None:
    bench.act(do.IncidentOpen(title="Logged", severity=3))
    bench.act(do.Interrupt())
    assert private(bench).interruptions == 0
    bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=5).act(do.Interrupt())
    assert private(bench).interruptions == 1

"""How much of the plan was kept and what broke it; how much is done in an hour."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.adherence import Adherence, Cause, Pace, adherence, paces
from jornada.core.workflow import Goal
from tests.core.builders import FRIDAY, MADRID, TASKS, Bench, at, planned, walk, workflow

THIS_MONDAY = FRIDAY - dt.timedelta(days=4)


def log(bench: Bench, task: str, start: str, end: str, date: dt.date = FRIDAY) -> None:
    key = planned(task, date)
    bench.act(do.TimeLog(task=key, start=at(start, date), end=at(end, date)))


def kept(bench: Bench) -> Adherence:
    return adherence(bench.state, bench.flow, THIS_MONDAY, FRIDAY, zone=MADRID, now=bench.now)


def test_a_block_is_kept_as_far_as_its_own_tasks_had_its_time() -> None:
    bench = Bench(time="12:00")
    log(bench, "sweep", "09:00", "09:45")
    log(bench, "check", "09:45", "10:05")  # of another block
    key = bench.act(do.IncidentOpen(title="It spreads", severity=2))
    bench.act(do.TimeLog(incident=key, start=at("10:05"), end=at("11:05")))
    (morning,) = kept(bench).blocks
    assert (morning.planned_minutes, morning.kept_minutes, morning.share) == (90, 45, 0.5)
    assert morning.lost == {Cause.INCIDENTS: 60, Cause.OTHER_TASKS: 20, Cause.NOTHING: 55}
    assert morning.cause is Cause.INCIDENTS
    assert kept(bench).weakest == morning


def test_more_time_than_was_planned_does_not_keep_it_better() -> None:
    bench = Bench(time="12:00")
    log(bench, "sweep", "09:00", "11:30")
    (morning,) = kept(bench).blocks
    assert (morning.kept_minutes, morning.share) == (90, 1.0)
    assert kept(bench).weakest is None


def test_of_a_block_that_has_only_begun_only_a_part_is_asked() -> None:
    bench = Bench(time="10:00")
    log(bench, "sweep", "09:00", "09:30")
    (morning,) = kept(bench).blocks
    assert (morning.planned_minutes, morning.kept_minutes) == (30, 30)


def test_a_day_on_which_nobody_worked_tells_nothing() -> None:
    assert kept(Bench(time="12:00")).blocks == ()
    assert kept(Bench(time="12:00")).share == 1.0


@given(st.integers(0, 2**32))
def test_it_is_never_more_than_all_nor_less_than_nothing(seed: int) -> None:
    bench = walk(Bench(time="09:00"), Random(seed), 25)
    found = adherence(
        bench.state, bench.flow, THIS_MONDAY, FRIDAY + dt.timedelta(days=9), zone=MADRID, now=bench.now
    )
    assert 0 <= found.share <= 1
    for block in found.blocks:
        assert 0 <= block.kept_minutes <= block.planned_minutes
        assert min(block.lost.values()) >= 0


# In an hour


def counting() -> Bench:
    goal = Goal(text="20 conversations a day", target=20, unit="conversations")
    tasks = [replace(task, goal=goal) if task.key == "talk" else task for task in TASKS]
    return Bench(workflow(tasks), time="09:00")


def talk(bench: Bench, date: dt.date, minutes: int, count: int) -> None:
    bench.clock("18:00", date)
    key = planned("talk", date)
    start = at("16:00", date)
    bench.act(do.TimeLog(task=key, start=start, end=start + dt.timedelta(minutes=minutes)))
    bench.act(do.TaskCount(task=key, amount=count))


def pace(bench: Bench) -> Pace:
    (found,) = paces(bench.state, bench.flow, THIS_MONDAY, zone=MADRID, now=bench.now)
    return found


def test_this_week_against_the_eight_before() -> None:
    bench = counting()
    talk(bench, FRIDAY - dt.timedelta(days=7 * 9), 60, 1000)  # too long ago
    talk(bench, FRIDAY - dt.timedelta(days=14), 60, 10)
    talk(bench, FRIDAY - dt.timedelta(days=7), 60, 14)
    talk(bench, FRIDAY, 40, 10)
    found = pace(bench)
    assert (found.per_hour, found.before_per_hour) == (15, 12)
    assert found.change == 0.25
    assert (found.task, found.unit) == ("talk", "conversations")


def test_too_little_time_says_nothing() -> None:
    bench = counting()
    talk(bench, FRIDAY, 20, 10)
    assert pace(bench).per_hour is None
    assert pace(bench).change is None

"""Planned time: the plan a day was worked on by, else what the workflow says of it."""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.days_off import days_off
from jornada.core.planned import Planning, planning
from jornada.core.spent import Dimension
from tests.core.builders import FRIDAY, MONDAY, SATURDAY, TASKS, Bench, planned, task, workflow

SUNDAY = SATURDAY + dt.timedelta(days=1)
THURSDAY = FRIDAY - dt.timedelta(days=1)


def plan(bench: Bench, first: dt.date = FRIDAY, last: dt.date = FRIDAY) -> Planning:
    return planning(bench.state, bench.flow, first, last, bench.today)


def test_what_the_workflow_says() -> None:
    found = plan(Bench())
    assert found.minutes == 45 + 45 + 15 + 75 + 80 + 10
    assert found.reserve_minutes == 60
    assert found.by(Dimension.AREA) == {
        "listening": 70,
        "updating": 45,
        "content-sharing": 75,
        "engagement": 80,
    }
    assert found.by(Dimension.BRAND) == {"acme": 45, "": 225}
    assert found.by(Dimension.DATE) == {"2026-11-20": 270}
    for dimension in Dimension:
        assert sum(found.by(dimension).values()) == found.minutes


def test_nothing_is_planned_on_a_day_off() -> None:
    bench = Bench(workflow(days_off=days_off(["2026-11-23"])))
    assert plan(bench, SATURDAY, MONDAY) == Planning()


def test_a_day_worked_on_keeps_its_plan() -> None:
    bench = Bench()
    bench.act(do.TaskDone(task=planned("sweep")))
    bench.flow = workflow([task("sweep", minutes=5)], hash="2")
    assert plan(bench).minutes == 270
    assert plan(bench, MONDAY, MONDAY).minutes == 5


def test_what_a_person_made_of_the_plan_does_not_change_it() -> None:
    bench = Bench()
    bench.act(do.TaskMinutes(task=planned("sweep"), minutes=90))
    bench.act(do.TaskMove(task=planned("answers"), date=MONDAY))
    bench.act(do.TaskDrop(task=planned("check")))
    assert plan(bench).minutes == 270
    assert plan(bench, MONDAY, MONDAY).minutes == 270


def test_tasks_of_ones_own_count_where_they_stand_unless_dropped() -> None:
    bench = Bench()
    own = bench.act(do.TaskAdd(title="Own", date=FRIDAY, minutes=40, brand="beta"))
    gone = bench.act(do.TaskAdd(title="Gone", date=FRIDAY, minutes=7))
    bench.act(do.TaskDrop(task=gone))
    assert plan(bench).by(Dimension.TASK)[own] == 40
    assert gone not in plan(bench).by(Dimension.TASK)
    bench.act(do.TaskMove(task=own, date=MONDAY))
    assert own not in plan(bench).by(Dimension.TASK)
    assert plan(bench, MONDAY, MONDAY).by(Dimension.BRAND)["beta"] == 40


def test_before_the_first_day_worked_on_there_was_no_plan() -> None:
    bench = Bench()
    assert plan(bench, THURSDAY, THURSDAY) == Planning()
    bench.act(do.TaskDone(task=planned("sweep")))
    assert plan(bench, THURSDAY, FRIDAY).minutes == 270
    bench.clock("09:00", MONDAY + dt.timedelta(days=1))
    assert plan(bench, MONDAY, MONDAY).minutes == 270, "a day on which nobody worked was planned"


def test_parts() -> None:
    found = plan(Bench(), FRIDAY, MONDAY)
    assert found.between(FRIDAY, SUNDAY) == plan(Bench())
    assert found.only(lambda each: each.facts.task == TASKS[0].key).minutes == 90

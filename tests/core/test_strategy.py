"""The strategy at work: objectives, their tasks, and the roles that serve them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.strategy import Served, Strategy, strategy
from jornada.core.workflow import Objective, Role
from tests.core.builders import FRIDAY, Bench, planned, task, walk, workflow

FLOW = replace(
    workflow(
        [
            task("sweep", minutes=40, objective="trust", role="community"),
            task("answers", minutes=30, objective="trust", role="account", brand="acme"),
            task("plan", minutes=20, role="account"),
            task("rare", minutes=15, repeat="monthly 1", objective="growth"),
        ]
    ),
    objectives=(
        Objective(key="trust", title="Nobody waits"),
        Objective(key="growth", title="More of us"),
        Objective(key="fame", title="Be known"),
    ),
    roles=(Role(key="community", title="Community manager"), Role(key="account", title="Account manager")),
)


def found(bench: Bench) -> Strategy:
    return strategy(bench.state, bench.flow, bench.today, bench.now)


def objective(bench: Bench, key: str) -> Served:
    (one,) = (each for each in found(bench).objectives if each.key == key)
    return one


def test_an_objective_its_tasks_and_its_roles() -> None:
    bench = Bench(FLOW)
    bench.act(do.TaskStart(task=planned("answers")))
    bench.later(minutes=25)
    trust = objective(bench, "trust")
    assert [(each.title, each.planned_minutes, each.spent_minutes) for each in trust.tasks] == [
        ("Sweep", 40, 0),
        ("Answers", 30, 25),
    ]
    assert trust.others == ("community", "account")
    assert (trust.planned_minutes, trust.spent_minutes, trust.gets_no_time) == (70, 25, False)


def test_objectives_without_time_this_week_and_those_no_task_serves() -> None:
    bench = Bench(FLOW)
    growth, fame = objective(bench, "growth"), objective(bench, "fame")
    assert growth.gets_no_time
    assert growth.is_named
    assert not growth.tasks
    assert fame.gets_no_time
    assert not fame.is_named


def test_what_serves_none_and_the_unforeseen_stand_apart() -> None:
    bench = Bench(FLOW)
    own = bench.act(do.TaskAdd(title="Call the printer", date=FRIDAY, minutes=10))
    bench.act(do.TaskStart(task=own))
    bench.later(minutes=5)
    key = bench.act(do.IncidentOpen(title="It spreads"))
    bench.act(do.TaskStart(incident=key))
    bench.later(minutes=8)
    none = objective(bench, "")
    assert [each.title for each in none.tasks] == ["Plan", "Call the printer"]
    assert none.spent_minutes == 5
    whole = found(bench)
    assert (whole.spent_minutes, whole.unforeseen_minutes) == (13, 8)
    assert [each.key for each in whole.objectives] == ["trust", "growth", "fame", ""]


def test_roles() -> None:
    bench = Bench(FLOW)
    roles = {each.key: (each.planned_minutes, each.others) for each in found(bench).roles}
    assert roles == {
        "community": (40, ("trust",)),
        "account": (50, ("trust",)),
    }


def test_what_the_workflow_no_longer_has_keeps_its_time() -> None:
    bench = Bench(FLOW)
    bench.act(do.TaskStart(task=planned("sweep")))
    bench.later(minutes=5)
    bench.flow = replace(FLOW, objectives=(), tasks=FLOW.tasks[1:])
    trust = objective(bench, "trust")
    assert trust.title == "trust"
    assert [each.title for each in trust.tasks] == ["Answers", "Sweep"]


@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_tasks_make_their_objective_and_objectives_the_total(seed: int) -> None:
    bench = walk(Bench(FLOW), Random(seed), 60)
    whole = found(bench)
    for served in (whole.objectives, whole.roles):
        assert sum(each.planned_minutes for each in served) == whole.planned_minutes
        assert sum(each.spent_minutes for each in served) == whole.spent_minutes - whole.unforeseen_minutes
        for each in served:
            assert sum(task.spent_minutes for task in each.tasks) == each.spent_minutes
            assert sum(task.planned_minutes for task in each.tasks) == each.planned_minutes

"""The page of a workflow as values: what stands in which cell, and that the sums are those of the days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from jornada.core.block_sums import sums
from jornada.core.calendar import Due
from jornada.core.chart import Chart, Days, Load, Pace, chart_of, days_of
from jornada.core.recurrence import parse_recurrence
from jornada.core.workflow import Workflow
from tests.present.scene import read_built_in

MONDAY = dt.date(2026, 11, 16)
BUILT_IN = [f"{name}.{language}" for name in ("garcia", "once-areas", "agency") for language in ("en", "es")]


def titles(chart: Chart, block: int) -> list[str]:
    return [task.title for _, task in chart.tasks(block)]


def with_task(workflow: Workflow, repeat: str, **more: Any) -> Workflow:
    """The workflow with one more task, in the morning."""
    task = replace(workflow.tasks[0], key="extra", title="Extra", minutes=7, repeat=parse_recurrence(repeat))
    return replace(workflow, tasks=(*workflow.tasks, replace(task, **more)))


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_sums_are_those_of_the_days(name: str) -> None:
    workflow = read_built_in(name)
    chart = chart_of(workflow)

    for place, day in enumerate(chart.days):
        of_day = sums(workflow, MONDAY + dt.timedelta(days=day))
        loads = [block.loads[place] for block in chart.blocks]
        assert loads == [Load(each.planned, each.reserve, each.working) for each in of_day]
        assert all(load.difference == 0 for load in loads)
    assert chart.week.total == 2400
    tasks = sum(task.week_minutes for place in range(3) for _, task in chart.tasks(place))
    assert tasks == chart.week.planned == sum(row.week_minutes for row in chart.rows)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_task_is_on_the_page_by_priority(name: str) -> None:
    workflow = read_built_in(name)
    chart = chart_of(workflow)

    for place, block in enumerate(workflow.blocks):
        planned = {task.title for task in workflow.tasks if task.block == block.key}
        assert set(titles(chart, place)) == planned
    assert [row.rank for row in chart.rows] == sorted(row.rank for row in chart.rows)


def test_a_task_with_other_minutes_on_a_day_is_one() -> None:
    chart = chart_of(read_built_in("once-areas.en"))
    (task,) = [task for _, task in chart.tasks(0) if task.title == "Update the networks"]

    assert [share.minutes for share in task.shares] == [25, 20]
    assert [task.minutes_on(day) for day in chart.days] == [25, 25, 25, 25, 20]
    assert not chart.comes_every_working_day(task)


def test_tasks_with_one_goal_say_it_once() -> None:
    chart = chart_of(read_built_in("agency.en"))
    (group,) = chart.rows[0].cells[0]

    assert [task.brand for task in group.tasks] == ["acme", "brisa", "cobalto"]
    assert (group.goal, group.milestone) == ("Every mention classified", "Triaged")
    assert group.due == Due(None, dt.time(9, 45))
    assert chart.objectives[group.objective or 0] == "Nobody waits for an answer"


def test_brands_have_what_is_planned_for_them() -> None:
    brands = chart_of(read_built_in("agency.en")).brands

    assert [brand.week_minutes for brand in brands] == [840, 600, 360, 240]


def test_a_rank_of_its_own_is_a_row_of_its_own() -> None:
    chart = chart_of(with_task(read_built_in("garcia.en"), "working days", rank=4))

    row = next(row for row in chart.rows if row.area == "Reputation – Listening" and row.rank == 4)
    assert [task.title for group in row.cells[0] for task in group.tasks] == ["Extra"]


@pytest.mark.parametrize(
    ("repeat", "days"),
    [
        ("daily", Days(pace=Pace.WEEKS, weekdays=(0, 1, 2, 3, 4, 5, 6))),
        ("working days", Days(pace=Pace.WEEKS, weekdays=(0, 1, 2, 3, 4))),
        ("weekly thu mon", Days(pace=Pace.WEEKS, weekdays=(0, 3))),
        ("every 2 weeks mon", Days(pace=Pace.WEEKS, weekdays=(0,), weeks=2)),
        ("monthly 15", Days(pace=Pace.DAY_OF_MONTH, day=15)),
        ("monthly 2nd tue", Days(pace=Pace.WEEKDAY_OF_MONTH, ordinal=2, weekdays=(1,))),
        ("monthly last working day", Days(pace=Pace.WORKING_DAY_OF_MONTH, ordinal=-1)),
        ("once 2026-12-01", Days(pace=Pace.ONCE, date=dt.date(2026, 12, 1))),
    ],
)
def test_the_days_of_a_task(repeat: str, days: Days) -> None:
    workflow = with_task(read_built_in("garcia.en"), repeat)

    assert days_of(workflow, workflow.task_by_key["extra"]) == days


@pytest.mark.parametrize("repeat", ["every 2 weeks mon", "monthly 15", "once 2026-12-01"])
def test_what_comes_less_often_is_on_the_page_and_in_no_sum(repeat: str) -> None:
    chart = chart_of(with_task(read_built_in("garcia.en"), repeat))

    assert "Extra" in titles(chart, 0)
    assert chart.has_rarer
    assert chart.week.total == 2400


def test_a_task_on_a_day_off_has_a_column_and_nothing_is_missing_there() -> None:
    chart = chart_of(with_task(read_built_in("garcia.en"), "weekly sat"))

    assert chart.days == (0, 1, 2, 3, 4, 5)
    assert chart.working_days == (0, 1, 2, 3, 4)
    assert chart.by_day[5] == Load(7, 0, 0)
    assert chart.by_day[5].difference == 0


def test_what_is_too_much_is_said() -> None:
    chart = chart_of(with_task(read_built_in("garcia.en"), "weekly mon"))

    assert [load.difference for load in chart.blocks[0].loads] == [7, 0, 0, 0, 0]


def test_what_is_over_is_left_out_and_what_is_to_come_is_in_no_sum() -> None:
    workflow = read_built_in("garcia.en")
    over = with_task(workflow, "weekly mon", until=MONDAY - dt.timedelta(days=1))
    once = with_task(workflow, "once 2026-11-13")
    ahead = with_task(workflow, "weekly mon", start=MONDAY + dt.timedelta(days=7))
    friday = MONDAY + dt.timedelta(days=4)

    assert "Extra" not in titles(chart_of(over, friday), 0)
    assert "Extra" not in titles(chart_of(once, friday), 0)
    assert "Extra" in titles(chart_of(over), 0)
    assert "Extra" in titles(chart_of(ahead, friday), 0)
    assert chart_of(ahead, friday).week.total == 2400
    assert chart_of(ahead, friday + dt.timedelta(days=7)).week.total == 2407


def test_an_empty_plan_is_an_empty_page() -> None:
    bare = replace(read_built_in("garcia.en"), tasks=(), blocks=(), areas=(), roles=(), objectives=())
    chart = chart_of(bare, dt.date.max)

    assert (chart.rows, chart.blocks, chart.week) == ((), (), Load(0, 0, 0))

"""A workflow in other hours: what made up a block still does, and everything keeps its order."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada import resources
from jornada.core.block_sums import sums
from jornada.core.calendar import parse_due
from jornada.core.hours import LEAST_MINUTES, MOST_MINUTES, Hours
from jornada.core.recurrence import parse_recurrence
from jornada.core.scaling import Scaled, hours_of, scaled
from jornada.core.workflow import Block, Break, Milestone, Task, Workflow
from jornada.core.workflow_check import read_workflow

WEEK = [dt.date(2026, 11, 16) + dt.timedelta(days=day) for day in range(5)]
NINE_TO_SIX = Hours(9 * 60, 18 * 60)
BUILT_IN = resources.names("workflows", ".toml")


@cache
def built_in(name: str) -> Workflow:
    document = tomllib.loads(resources.text("workflows", f"{name}.toml"))
    workflow, mistakes = read_workflow(document, name=name, hash="", timezones={"Europe/Madrid"})
    assert workflow is not None
    assert mistakes == ()
    return workflow


def applied(workflow: Workflow, to: Scaled) -> Workflow:
    """The workflow as it is with the scaled times and minutes."""
    by_key = {block.key: block for block in to.blocks}
    blocks = tuple(
        replace(
            block,
            start=by_key[block.key].start,
            end=by_key[block.key].end,
            breaks=tuple(
                replace(each, start=start, end=end)
                for each, (start, end) in zip(block.breaks, by_key[block.key].breaks, strict=True)
            ),
            reserve=by_key[block.key].reserve,
            reserve_by_weekday=by_key[block.key].reserve_by_weekday,
        )
        for block in workflow.blocks
    )
    tasks = tuple(
        replace(
            task,
            minutes=to.minutes[task.key],
            milestone=replace(task.milestone, due=to.due[task.key]) if task.milestone else None,
        )
        for task in workflow.tasks
    )
    return replace(workflow, blocks=blocks, tasks=tasks, daily_minutes=to.daily_minutes)


@st.composite
def sensible_hours(draw: st.DrawFn) -> Hours:
    length = draw(st.integers(LEAST_MINUTES // 5, MOST_MINUTES // 5)) * 5
    start = draw(st.integers(0, (24 * 60 - 5 - length) // 5)) * 5
    return Hours(start, start + length)


@pytest.mark.parametrize("name", BUILT_IN)
@given(hours=sensible_hours())
def test_in_any_sensible_hours_every_block_of_every_day_adds_up(name: str, hours: Hours) -> None:
    workflow = built_in(name)
    to = scaled(workflow, hours)
    if to is None:
        assert hours == NINE_TO_SIX
        return
    after = applied(workflow, to)

    assert hours_of(after) == hours
    assert [one for date in WEEK for one in sums(after, date) if not one.fits] == []
    assert after.daily_minutes == sum(block.working_minutes for block in after.blocks)


@pytest.mark.parametrize("name", BUILT_IN)
@given(hours=sensible_hours())
def test_blocks_milestones_and_lengths_keep_their_order(name: str, hours: Hours) -> None:
    workflow = built_in(name)
    to = scaled(workflow, hours)
    if to is None:
        return
    assert all(one.end <= other.start for one, other in pairwise(to.blocks))
    for block in to.blocks:
        assert block.start < block.end
        assert all(block.start <= start < end <= block.end for start, end in block.breaks)
    due = {task.key: task.milestone.due for task in workflow.tasks if task.milestone}
    for one, other in pairwise(sorted(due, key=lambda key: parse_due(due[key]).time)):
        assert parse_due(to.due[one]).time <= parse_due(to.due[other]).time
    for task in workflow.tasks:
        assert to.minutes[task.key] % 5 == 0
        assert bool(to.minutes[task.key]) == bool(task.minutes)
        for other in workflow.tasks:
            same = (other.block, other.repeat) == (task.block, task.repeat)
            if same and task.minutes >= other.minutes:
                assert to.minutes[task.key] >= to.minutes[other.key] or task.minutes == other.minutes


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_day_of_the_same_length_is_only_shifted(name: str) -> None:
    workflow = built_in(name)
    to = scaled(workflow, Hours(8 * 60, 17 * 60))
    assert to is not None

    assert to.minutes == {task.key: task.minutes for task in workflow.tasks}
    assert [(block.start, block.end) for block in to.blocks] == [
        (dt.time(8), dt.time(11)),
        (dt.time(11), dt.time(14)),
        (dt.time(14), dt.time(17)),
    ]
    assert to.blocks[1].breaks == ((dt.time(13), dt.time(14)),)
    assert to.daily_minutes == 480


def test_its_own_hours_change_nothing() -> None:
    assert scaled(built_in("garcia.en"), NINE_TO_SIX) is None


def test_a_shorter_day_gives_what_rounding_leaves_to_the_longest() -> None:
    to = scaled(built_in("garcia.en"), Hours(9 * 60, 14 * 60))
    assert to is not None
    morning = ("overnight-sweep", "publish-and-answer", "adapt-per-network", "write-post")

    assert to.blocks[0].end == dt.time(10, 40)
    assert {key: to.minutes[key] for key in morning} == {
        "overnight-sweep": 25,
        "publish-and-answer": 25,
        "adapt-per-network": 15,
        "write-post": 35,
    }
    assert to.due["overnight-sweep"] == "09:25"


def small(*tasks: Task, **more: Any) -> Workflow:
    block = Block(key="day", title="Day", start=dt.time(9), end=dt.time(18), **more)
    return Workflow(
        name="small",
        title="Small",
        timezone="UTC",
        days=(0, 1, 2, 3, 4),
        hash="",
        blocks=(block,),
        tasks=tasks,
    )


def task(key: str, minutes: int, repeat: str = "working days", due: str = "") -> Task:
    return Task(
        key=key,
        area="any",
        title=key,
        block="day",
        minutes=minutes,
        repeat=parse_recurrence(repeat),
        milestone=Milestone(text=key, due=due) if due else None,
    )


def test_weekday_and_words_of_a_due_time_stay() -> None:
    to = scaled(small(task("report", 540, due="thu 13:30")), Hours(10 * 60, 16 * 60))
    assert to is not None

    assert to.due == {"report": "thu 13:00"}


def test_what_comes_monthly_is_scaled_beside_the_sums() -> None:
    to = scaled(small(task("daily", 540), task("audit", 90, "monthly 15")), Hours(9 * 60, 15 * 60))
    assert to is not None

    assert to.minutes == {"daily": 360, "audit": 60}


def test_days_that_share_tasks_in_turn_all_add_up() -> None:
    workflow = small(
        task("a", 270, "weekly mon tue"),
        task("b", 270, "weekly tue wed"),
        task("c", 270, "weekly wed thu fri"),
        task("d", 270, "weekly thu fri mon"),
    )
    to = scaled(workflow, Hours(9 * 60, 14 * 60 + 5))
    assert to is not None
    after = applied(workflow, to)

    assert [one for date in WEEK for one in sums(after, date) if not one.fits] == []


def test_where_days_cannot_add_up_each_task_keeps_its_share() -> None:
    odd = small(task("a", 270, "weekly mon tue"), task("b", 270, "weekly mon wed"))
    to = scaled(odd, Hours(9 * 60, 15 * 60))
    assert to is not None

    assert to.minutes == {"a": 180, "b": 180}


def test_a_reserve_of_one_weekday_stays_apart() -> None:
    workflow = small(
        task("a", 480, "weekly tue wed thu fri"),
        task("b", 500, "weekly mon"),
        reserve=60,
        reserve_by_weekday=((0, 40),),
    )
    to = scaled(workflow, Hours(9 * 60, 13 * 60 + 30))
    assert to is not None

    assert to.blocks[0].reserve == 30
    assert dict(to.blocks[0].reserve_by_weekday) == {0: 20}
    assert to.minutes == {"a": 240, "b": 250}


def test_a_day_over_midnight_is_left_alone() -> None:
    night = replace(small(), blocks=(Block(key="night", title="Night", start=dt.time(22), end=dt.time(6)),))

    assert hours_of(night) is None
    assert scaled(night, NINE_TO_SIX) is None


def test_several_breaks_move_with_their_block() -> None:
    pauses = (
        Break(title="Coffee", start=dt.time(10), end=dt.time(10, 15)),
        Break(title="Lunch", start=dt.time(14), end=dt.time(15)),
    )
    to = scaled(small(task("a", 465), breaks=pauses), Hours(9 * 60, 15 * 60))
    assert to is not None

    assert to.blocks[0].breaks == ((dt.time(9, 40), dt.time(9, 50)), (dt.time(12, 20), dt.time(13)))
    assert to.minutes == {"a": 310}

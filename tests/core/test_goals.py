"""Progress of a goal over its day and its week."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.goals import GoalProgress, goal_progress, is_counted
from jornada.core.workflow import Goal
from tests.core.builders import FRIDAY, Bench, planned, task, workflow

MONDAY = FRIDAY - dt.timedelta(days=4)
TUESDAY = MONDAY + dt.timedelta(days=1)
NEXT_MONDAY = MONDAY + dt.timedelta(days=7)
IDEAS = Goal(text="5 ideas a week", target=5, unit="ideas", per="week")
TALKS = Goal(text="20 a day", target=20, unit="conversations")


def bench_of(*tasks: object, date: dt.date = MONDAY) -> Bench:
    return Bench(workflow(tasks), date=date)


def progress(bench: Bench, key: str, date: dt.date) -> GoalProgress:
    (row,) = (row for row in bench.view(date).rows if row.item.id == planned(key, date))
    assert row.progress is not None
    return row.progress


def test_a_goal_of_the_day_begins_anew_each_day() -> None:
    bench = bench_of(task("talk", goal=TALKS))
    bench.act(do.TaskCount(task=planned("talk", MONDAY), amount=12))
    bench.clock("09:00", TUESDAY).act(do.TaskCount(task=planned("talk", TUESDAY), amount=3))

    assert progress(bench, "talk", MONDAY).count == 12
    assert progress(bench, "talk", TUESDAY) == GoalProgress(
        count=3, own=3, target=20, unit="conversations", per="day"
    )


def test_what_monday_counted_shows_on_tuesday_and_not_in_the_next_week() -> None:
    bench = bench_of(task("research", goal=IDEAS))
    bench.act(do.TaskCount(task=planned("research", MONDAY), amount=2))
    bench.clock("09:00", TUESDAY)

    assert (progress(bench, "research", TUESDAY).count, progress(bench, "research", TUESDAY).own) == (2, 0)
    bench.act(do.TaskCount(task=planned("research", TUESDAY), amount=4))
    whole = progress(bench, "research", TUESDAY)
    assert (whole.count, whole.share, whole.reached) == (6, 1.0, True)
    assert progress(bench, "research", FRIDAY).count == 6, "a day nobody has planned yet"
    bench.clock("09:00", NEXT_MONDAY)
    assert progress(bench, "research", NEXT_MONDAY).count == 0


def test_tasks_that_name_the_same_goal_count_together() -> None:
    bench = bench_of(
        task("first", goal=IDEAS, repeat="weekly mon", brand="acme"),
        task("second", goal=IDEAS, repeat="weekly tue", brand="acme"),
        task("other", goal=IDEAS, repeat="weekly tue", brand="beta"),
        task("apart", goal=IDEAS, repeat="weekly tue", brand="acme", area="updating"),
    )
    bench.act(do.TaskCount(task=planned("first", MONDAY), amount=2))
    bench.clock("09:00", TUESDAY)

    assert [progress(bench, key, TUESDAY).count for key in ("second", "other", "apart")] == [2, 0, 0]


def test_a_target_that_was_changed_in_the_week_keeps_what_was_counted() -> None:
    bench = bench_of(task("research", goal=IDEAS))
    bench.act(do.TaskCount(task=planned("research", MONDAY), amount=2))
    bench.flow = workflow((task("research", goal=Goal(text="8", target=8, unit="ideas", per="week")),))
    bench.clock("09:00", TUESDAY)

    seen = progress(bench, "research", TUESDAY)
    assert (seen.count, seen.target) == (2, 8)


def test_a_count_taken_back_or_undone_is_not_there() -> None:
    bench = bench_of(task("research", goal=IDEAS))
    bench.act(do.TaskCount(task=planned("research", MONDAY), amount=3))
    bench.act(do.TaskCount(task=planned("research", MONDAY), amount=-1))
    assert progress(bench, "research", MONDAY).count == 2
    bench.act(do.Undo(of=""))
    assert progress(bench, "research", MONDAY).count == 3


@pytest.mark.parametrize(
    ("goal", "counted"),
    [
        (None, False),
        (Goal(text="Nobody waits"), False),
        (Goal(text="All", target=100, unit="%"), False),
        (Goal(text="Answered ≤ 4 h", target=4, unit=" H "), False),
        (Goal(text="None", target=0, unit="posts"), False),
        (Goal(text="20", target=20), True),
        (TALKS, True),
    ],
)
def test_what_is_measured_is_not_counted(goal: Goal | None, counted: bool) -> None:
    bench = bench_of(task("talk", goal=goal))
    (row,) = bench.view().rows

    assert is_counted(goal) is counted
    assert (row.progress is not None) is counted
    assert (goal_progress(bench.state, row.item) is not None) is counted


def test_a_task_of_ones_own_counts_for_itself() -> None:
    bench = bench_of(task("research", goal=IDEAS))
    bench.act(do.TaskAdd(title="Ideas at lunch", date=MONDAY, goal=IDEAS))
    (own,) = (row.item.id for row in bench.view().rows if not row.item.key)
    bench.act(do.TaskCount(task=own, amount=2))

    (row,) = (row for row in bench.view().rows if row.item.id == own)
    assert row.progress is not None
    assert row.progress.count == 2
    assert progress(bench, "research", MONDAY).count == 0


def test_no_count_is_below_none_whatever_is_taken_away() -> None:
    bench = Bench()
    own = bench.act(do.TaskAdd(title="Replies", date=bench.today))
    bench.act(do.TaskCount(task=own, amount=2))
    bench.act(do.TaskCount(task=own, amount=-2))
    assert bench.state.items[own].count == 0
    # Counted down on two devices that knew nothing of each other.
    bench.timeline.add([do.Record("bbbb-1", bench.now, bench.highest + 1, do.TaskCount(task=own, amount=-5))])
    assert bench.state.items[own].count == 0

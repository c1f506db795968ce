"""Coverage: what gets no time, or far less than planned, and for how long an area is left alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jornada.core import intents as do
from jornada.core.coverage import Coverage, CoverageRow, Shortfall, coverage, longest_gap_days, unnoticed
from jornada.core.dataclass import replace
from jornada.core.days_off import days_off
from jornada.core.spent import UNFORESEEN, Dimension
from jornada.core.workflow import Task
from tests.core.builders import FRIDAY, MONDAY, Bench, planned, task, workflow

THIS_MONDAY = FRIDAY - dt.timedelta(days=4)
ONE_DAY = dt.timedelta(days=1)


def covered(bench: Bench, date: dt.date | None = None) -> Coverage:
    return coverage(bench.state, bench.flow, date or bench.today, bench.now)


def row(found: Coverage, key: str, dimension: Dimension = Dimension.AREA) -> CoverageRow:
    (one,) = (each for each in found.week.of(dimension) if each.key == key)
    return one


def short(rows: tuple[CoverageRow, ...]) -> list[str]:
    """What lacks time; not what no task is for."""
    return [each.key for each in rows if each.shortfall not in (None, Shortfall.NO_TASK)]


def work(bench: Bench, key: str, minutes: int, date: dt.date, time: str = "09:00") -> None:
    bench.clock(time, date)
    bench.act(do.TaskStart(task=planned(key, date)))
    bench.later(minutes=minutes)
    bench.act(do.TaskStop(session=""))


def test_only_what_was_planned_so_far_is_missed() -> None:
    bench = Bench(date=THIS_MONDAY)
    work(bench, "sweep", 45, THIS_MONDAY)
    found = covered(bench)
    assert not short(found.week.rows), "the first day still runs"
    bench.clock("18:00")
    found = covered(bench)
    assert row(found, "listening").shortfall is None
    assert row(found, "updating") == CoverageRow(
        dimension=Dimension.AREA,
        key="updating",
        planned_minutes=225,
        due_minutes=45,
        spent_minutes=0,
        untimed_minutes=0,
        shortfall=Shortfall.NO_TIME,
    )
    assert row(found, "acme", Dimension.BRAND).shortfall is Shortfall.NO_TIME


@pytest.mark.parametrize(("minutes", "shortfall"), [(34, Shortfall.FAR_LESS), (35, None), (36, None)])
def test_less_than_half_is_far_less(minutes: int, shortfall: Shortfall | None) -> None:
    bench = Bench(date=THIS_MONDAY)
    work(bench, "sweep", minutes, THIS_MONDAY)
    bench.clock("18:00")
    assert row(covered(bench), "listening").due_minutes == 60 + 10
    assert row(covered(bench), "listening").shortfall is shortfall


def test_a_task_done_without_a_timer_was_noticed() -> None:
    bench = Bench(date=THIS_MONDAY)
    bench.act(do.TaskDone(task=planned("answers", THIS_MONDAY)))
    bench.clock("18:00")
    found = row(covered(bench), "updating")
    assert (found.spent_minutes, found.untimed_minutes, found.shortfall) == (0, 45, None)


def test_an_objective_or_area_that_no_task_serves() -> None:
    found = covered(Bench())
    assert row(found, "trust", Dimension.OBJECTIVE).shortfall is Shortfall.NO_TASK
    assert row(found, "beta", Dimension.BRAND).shortfall is Shortfall.NO_TASK


def test_the_unforeseen_is_never_short_of_time() -> None:
    bench = Bench(date=THIS_MONDAY)
    key = bench.act(do.IncidentOpen(title="It spreads"))
    bench.act(do.TaskStart(incident=key))
    bench.later(minutes=1)
    bench.act(do.TaskStop(session=""))
    bench.clock("18:00", FRIDAY)
    found = row(covered(bench), UNFORESEEN)
    assert (found.planned_minutes, found.spent_minutes, found.shortfall) == (300, 1, None)


def test_the_four_weeks_before_it() -> None:
    bench = Bench(date=THIS_MONDAY)
    work(bench, "sweep", 45, THIS_MONDAY)
    bench.clock("09:00", MONDAY)
    found = covered(bench)
    assert (found.before.first, found.before.last) == (MONDAY - 28 * ONE_DAY, MONDAY - ONE_DAY)
    (listening,) = (each for each in found.before.rows if each.key == "listening")
    assert (listening.due_minutes, listening.spent_minutes) == (5 * 70, 45)
    assert listening.shortfall is Shortfall.FAR_LESS
    assert not short(covered(bench, MONDAY + 30 * ONE_DAY).week.rows), "nothing is due in a week to come"


def test_nothing_was_missed_before_the_first_day() -> None:
    assert not short(covered(Bench()).before.rows)


# For how long


def gap(*tasks: Task, **more: Any) -> int | None:
    return longest_gap_days(workflow(tasks, **more), tasks)


@pytest.mark.parametrize(
    ("repeats", "days"),
    [
        (["daily"], 1),
        (["working days"], 3),
        (["weekly mon"], 7),
        (["weekly mon", "weekly thu"], 4),
        (["every 2 weeks mon"], 14),
        (["every 2 weeks mon", "every 3 weeks mon"], 14),
        (["every 7 weeks mon", "every 52 weeks mon"], 49),
        (["monthly 15"], 35),
        (["monthly 15", "weekly mon"], 7),
        (["once 2026-11-20"], None),
    ],
)
def test_the_longest_gap_a_recurrence_leaves(repeats: list[str], days: int | None) -> None:
    assert gap(*(task(f"t{place}", repeat=each) for place, each in enumerate(repeats))) == days


def test_weeks_are_counted_from_the_first_day_of_the_task() -> None:
    """Two that come every other week, in turn, leave a week."""
    first = task("one", repeat="every 2 weeks mon", start=THIS_MONDAY)
    second = task("two", repeat="every 2 weeks mon", start=MONDAY)
    assert gap(first, second) == 7


def test_no_working_days_no_gap() -> None:
    assert gap(task("one"), days=()) is None


def left_alone(bench: Bench) -> dict[str, int]:
    return {each.area: each.days for each in unnoticed(bench.state, bench.flow, bench.now)}


def test_an_area_is_left_alone_once_the_gap_is_over() -> None:
    bench = Bench(date=FRIDAY)
    work(bench, "sweep", 5, FRIDAY)
    bench.act(do.TaskDone(task=planned("answers")))
    bench.clock("09:00", MONDAY)
    assert left_alone(bench) == {"content-sharing": 4, "engagement": 4}
    bench.clock("09:00", MONDAY + ONE_DAY)
    found = unnoticed(bench.state, bench.flow, bench.now)
    assert {each.area: each.days for each in found} == {
        "content-sharing": 5,
        "engagement": 5,
        "listening": 4,
        "updating": 4,
    }
    assert {each.area: each.last for each in found} == {
        "content-sharing": None,
        "engagement": None,
        "listening": FRIDAY,
        "updating": FRIDAY,
    }
    assert found[0].allowed_days == 3


def test_time_spent_over_midnight_or_now_is_of_the_day_it_ended_on() -> None:
    bench = Bench(date=FRIDAY, time="23:50")
    bench.act(do.TaskStart(task=planned("sweep")))
    bench.clock("10:00", MONDAY + ONE_DAY)
    assert "listening" not in left_alone(bench)
    bench.act(do.TaskStop(session=""))
    bench.clock("09:00", MONDAY + 4 * ONE_DAY)
    assert "listening" not in left_alone(bench)
    bench.clock("09:00", MONDAY + 5 * ONE_DAY)
    assert left_alone(bench)["listening"] == 4


def test_what_was_dropped_was_not_noticed() -> None:
    bench = Bench(date=FRIDAY)
    bench.act(do.TaskDrop(task=planned("sweep")))
    bench.clock("09:00", MONDAY)
    assert "listening" in left_alone(bench)


def test_a_leave_counts_no_days() -> None:
    leave = days_off(["2026-11-21..2026-12-06"])
    bench = Bench(workflow(days_off=leave), date=FRIDAY)
    for key in ("sweep", "answers", "research", "talk"):
        bench.act(do.TaskDone(task=planned(key)))
    bench.clock("09:00", dt.date(2026, 12, 7))
    assert not left_alone(bench)


def test_on_the_first_day_nothing_is_left_alone() -> None:
    assert not left_alone(Bench())


def test_nothing_is_left_alone_before_the_first_day_of_this_plan() -> None:
    bench = Bench(date=FRIDAY)
    former = bench.flow
    work(bench, "sweep", 5, FRIDAY)
    bench.flow = replace(former, name="latter")
    work(bench, "sweep", 5, MONDAY)
    assert bench.state.begun == {former.name: FRIDAY, "latter": MONDAY}
    bench.clock("09:00", MONDAY + 2 * ONE_DAY)
    assert left_alone(bench) == {}
    bench.flow = former
    assert left_alone(bench) == {"content-sharing": 6, "engagement": 6, "updating": 6}


def test_a_task_that_is_over_or_still_to_come_asks_nothing() -> None:
    flow = workflow(
        [
            task("over", until=FRIDAY),
            task("coming", area="updating", start=MONDAY + 9 * ONE_DAY),
            task("new", area="engagement", start=MONDAY),
        ]
    )
    bench = Bench(flow, date=FRIDAY)
    bench.act(do.TaskAdd(title="Own", date=FRIDAY))
    bench.clock("09:00", MONDAY + 2 * ONE_DAY)
    assert not left_alone(bench)
    bench.clock("09:00", MONDAY + 3 * ONE_DAY)
    assert left_alone(bench) == {"engagement": 4}

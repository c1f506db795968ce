"""What tasks really take: the middle and the 80th percentile, and what a better plan would be."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.estimates import Estimate, Tendency, estimates, minutes_edit, suggestions
from jornada.core.workflow_edit import SetValue
from tests.core.builders import FRIDAY, Bench, at, planned, task, workflow


def weekdays(count: int) -> list[dt.date]:
    """The last so many working days, the oldest first, Friday the last."""
    days = (FRIDAY - dt.timedelta(days=back) for back in range(60))
    return sorted([day for day in days if day.weekday() < 5][:count])


def worked(minutes: list[int], *, done: bool = True) -> Bench:
    """The sweep (planned for 45 minutes) took so many minutes on one day after the other."""
    dates = weekdays(len(minutes))
    bench = Bench(time="08:00", date=dates[0])
    for date, took in zip(dates, minutes, strict=True):
        bench.clock("12:00", date)
        key = planned("sweep", date)
        if took:
            start = at("09:00", date)
            bench.act(do.TimeLog(task=key, start=start, end=start + dt.timedelta(minutes=took)))
        if done:
            bench.act(do.TaskDone(task=key))
    return bench.clock("17:00", FRIDAY)


def sweep(bench: Bench) -> Estimate:
    return next(each for each in estimates(bench.state, bench.flow, FRIDAY) if each.task == "sweep")


def test_sixteen_of_twenty_took_longer() -> None:
    found = sweep(worked([45] * 4 + [60] * 12 + [70] * 4))
    assert (found.times, found.over, found.under) == (20, 16, 0)
    assert (found.median_minutes, found.percentile_80_minutes) == (60, 60)
    assert (found.tendency, found.suggested_minutes) == (Tendency.ALWAYS_OVER, 60)


@pytest.mark.parametrize(
    ("minutes", "tendency", "suggested"),
    [
        ([60, 60, 60, 60], Tendency.TOO_FEW, None),
        ([45, 46, 44, 50, 40], Tendency.AS_PLANNED, None),
        ([58, 58, 58, 58, 45, 45], Tendency.OVER, 60),
        ([20, 21, 22, 20, 45], Tendency.UNDER, 25),
        ([46, 47, 46, 49, 90, 90, 90, 46, 47, 48], Tendency.AS_PLANNED, None),
    ],
)
def test_what_a_better_plan_would_be(minutes: list[int], tendency: Tendency, suggested: int | None) -> None:
    found = sweep(worked(minutes))
    assert (found.tendency, found.suggested_minutes) == (tendency, suggested)


def test_only_the_last_twenty_times_count() -> None:
    assert sweep(worked([45] * 10 + [90] * 20)).over == 20


def test_what_never_gets_done_and_what_is_done_without_a_timer() -> None:
    never = sweep(worked([10] * 6, done=False))
    assert (never.tendency, never.occurrences, never.done) == (Tendency.NEVER_DONE, 5, 0)
    silent = sweep(worked([0] * 6))
    assert (silent.tendency, silent.times, silent.done) == (Tendency.TOO_FEW, 0, 6)


def test_the_plan_as_it_is_now_is_judged_whatever_was_planned_on_the_day() -> None:
    bench = worked([60] * 6)
    for key in [key for key in bench.state.items if key.endswith(".sweep")]:
        bench.act(do.TaskReopen(task=key))
        bench.act(do.TaskMinutes(task=key, minutes=60))
        bench.act(do.TaskDone(task=key))
    # Who gives it 60 minutes each morning needs a better plan; who wrote that plan needs none.
    assert sweep(bench).suggested_minutes == 60
    bench.flow = workflow([task("sweep", minutes=60)])
    assert (sweep(bench).tendency, sweep(bench).over) == (Tendency.AS_PLANNED, 0)


def test_what_is_worth_most_is_suggested_first_and_said_as_an_edit() -> None:
    bench = worked([60] * 6)
    for date in weekdays(6):
        bench.clock("12:00", date)
        key = planned("answers", date)
        bench.act(do.TimeLog(task=key, start=at("10:00", date), end=at("11:30", date)))
        bench.act(do.TaskDone(task=key))
    bench.clock("17:00", FRIDAY)
    first, second = suggestions(estimates(bench.state, bench.flow, FRIDAY))
    assert [(each.task, each.suggested_minutes) for each in (first, second)] == [
        ("answers", 90),
        ("sweep", 60),
    ]
    assert (first.gain_minutes, second.gain_minutes) == (6 * 45, 6 * 15)
    assert minutes_edit(bench.flow, "answers", 90) == SetValue(("task", 1, "minutes"), 90)
    assert minutes_edit(bench.flow, "nothing", 90) is None

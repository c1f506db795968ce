"""Retainers: used, left, what should be used by now, and the warnings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from jornada.core import intents as do
from jornada.core.days_off import days_off
from jornada.core.retainers import RetainerUse, retainers, span_of
from jornada.core.workflow import Brand, Retainer, Workflow
from tests.core.builders import FRIDAY, MONDAY, Bench, planned, workflow

THIS_MONDAY = FRIDAY - dt.timedelta(days=4)
WEDNESDAY = FRIDAY - dt.timedelta(days=2)


def flow(minutes: int = 200, per: str = "week", **more: Any) -> Workflow:
    """The brand acme has "answers": 45 minutes every working day, in 360 working minutes."""
    acme = Brand(key="acme", title="Café Ñandú", retainer=Retainer(minutes=minutes, per=per))
    return replace(workflow(**more), brands=(acme, Brand(key="beta", title="Beta")))


def use(bench: Bench, date: dt.date | None = None) -> RetainerUse:
    (found,) = retainers(bench.state, bench.flow, date or bench.today, bench.now)
    return found


def work(bench: Bench, minutes: int) -> None:
    bench.act(do.TaskStart(task=planned("answers", bench.today)))
    bench.later(minutes=minutes)
    bench.act(do.TaskStop(session=""))


def test_used_and_left_with_the_time_of_incidents() -> None:
    bench = Bench(flow(), date=THIS_MONDAY)
    work(bench, 40)
    key = bench.act(do.IncidentOpen(title="It spreads", brand="acme"))
    bench.act(do.TaskStart(incident=key))
    bench.later(minutes=20)
    found = use(bench)
    assert (found.first, found.last) == (THIS_MONDAY, FRIDAY + dt.timedelta(days=2))
    assert (found.minutes, found.used_minutes, found.left_minutes, found.percent) == (200, 60, 140, 30)
    assert found.planned_minutes == 5 * 45


def test_more_than_is_paid_for_is_less_than_nothing_left() -> None:
    bench = Bench(flow(30), date=THIS_MONDAY)
    work(bench, 40)
    assert use(bench).left_minutes == -10


def test_the_curves_by_working_days_and_by_plan() -> None:
    bench = Bench(flow(), date=THIS_MONDAY, time="08:00")
    bench.act(do.TaskDone(task=planned("sweep", THIS_MONDAY)))
    assert (use(bench).due_by_days, use(bench).due_by_plan) == (0, 0)
    bench.clock("12:00", WEDNESDAY)
    # Two days and 180 of 420 minutes of the third.
    share = 180 / 420
    found = use(bench)
    assert found.due_by_days == round(200 * (2 + share) / 5)
    assert found.due_by_plan == 90 + round(45 * share)
    assert found.ahead_minutes == -found.due_by_plan
    bench.clock("20:00", FRIDAY + dt.timedelta(days=1))
    assert (use(bench).due_by_days, use(bench).due_by_plan) == (200, 225)


def test_a_day_off_is_not_in_the_curve() -> None:
    bench = Bench(flow(days_off=days_off(["2026-11-16..2026-11-17"])), date=WEDNESDAY, time="20:00")
    assert use(bench).due_by_days == round(200 / 3)


def test_a_week_of_leave_is_over_with_its_last_day() -> None:
    bench = Bench(flow(days_off=days_off(["2026-11-16..2026-11-22"])), date=WEDNESDAY)
    assert use(bench).due_by_days == 0
    bench.clock("09:00", MONDAY)
    assert use(bench, WEDNESDAY).due_by_days == 200


def test_a_month() -> None:
    bench = Bench(flow(2_000, "month"), date=FRIDAY)
    work(bench, 30)
    found = use(bench)
    assert (found.first, found.last) == (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert found.used_minutes == 30
    assert use(bench, dt.date(2026, 12, 4)).used_minutes == 0
    assert span_of(Retainer(minutes=1, per="month"), dt.date(2028, 2, 7))[1] == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("minutes", "level", "warnings"), [(149, 0, 0), (150, 75, 1), (179, 75, 1), (180, 90, 2), (230, 90, 2)]
)
def test_levels(minutes: int, level: int, warnings: int) -> None:
    bench = Bench(flow(), date=THIS_MONDAY)
    work(bench, minutes)
    found = use(bench)
    assert (found.level, len(found.warnings)) == (level, warnings)


def test_a_warning_is_of_its_week() -> None:
    bench = Bench(flow(), date=THIS_MONDAY)
    work(bench, 160)
    assert use(bench).warnings == ("acme 2026-11-16 week 75",)
    bench.clock("09:00", MONDAY)
    assert not use(bench).warnings

"""Milestones at risk, and those of a week."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.days_off import days_off
from jornada.core.milestones import DueMilestone, milestones_of_day, milestones_of_week, next_due
from jornada.core.plan import MilestoneStatus
from jornada.core.workflow import Workflow
from tests.core.builders import FRIDAY, Bench, at, block, planned, task, workflow

MONDAY = FRIDAY - dt.timedelta(days=4)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + dt.timedelta(days=day) for day in (1, 2, 3))
PENDING, AT_RISK = MilestoneStatus.PENDING, MilestoneStatus.AT_RISK


def statuses(bench: Bench) -> dict[str, MilestoneStatus | None]:
    return {row.item.key or row.item.title: row.milestone for row in bench.view().rows}


def week(bench: Bench) -> list[tuple[str, str, str]]:
    """Date, title and status of each milestone."""
    found = milestones_of_week(bench.state, bench.flow, MONDAY, bench.now)
    return [(f"{each.date:%a}", each.title, each.status.value) for each in found]


MORNING = workflow((task("sweep", minutes=45, due="09:45"), task("answers", minutes=45, due="10:30", rank=2)))


@pytest.mark.parametrize(
    ("time", "sweep", "answers"),
    [
        ("08:00", PENDING, PENDING),
        ("09:00", PENDING, PENDING),
        ("09:01", AT_RISK, AT_RISK),
        ("09:46", MilestoneStatus.LATE, AT_RISK),
    ],
)
def test_at_risk_once_what_comes_before_no_longer_fits(
    time: str, sweep: MilestoneStatus, answers: MilestoneStatus
) -> None:
    assert statuses(Bench(MORNING, time=time)) == {"sweep": sweep, "answers": answers}


def test_who_starts_in_time_and_works_on_is_never_at_risk() -> None:
    bench = Bench(MORNING)
    bench.act(do.TaskStart(task=planned("sweep")))
    for _ in range(89):
        bench.later(seconds=30)
        assert set(statuses(bench).values()) == {PENDING}, bench.now


def test_what_is_done_moved_or_shortened_takes_the_risk_away() -> None:
    for relief in (
        do.TaskDone(task=planned("sweep")),
        do.TaskDrop(task=planned("sweep")),
        do.TaskMinutes(task=planned("sweep"), minutes=10),
        do.TaskMove(task=planned("sweep"), block="afternoon"),
        do.TaskOrder(task=planned("sweep"), after=planned("answers")),
    ):
        bench = Bench(MORNING, time="09:30")
        assert statuses(bench)["answers"] is AT_RISK
        bench.act(relief)
        assert statuses(bench)["answers"] is PENDING, relief


def test_breaks_are_no_time_to_work_in() -> None:
    flow = workflow((task("long", "noon", 60), task("report", "noon", 30, due="14:45", rank=2)))
    # Lunch is from 14:00 to 15:00.
    assert statuses(Bench(flow, time="12:30"))["report"] is PENDING
    assert statuses(Bench(flow, time="12:31"))["report"] is AT_RISK


def test_what_overflows_does_not_endanger_a_block_that_has_the_time() -> None:
    flow = workflow((task("long", "noon", 90), task("report", "afternoon", 60, due="17:00", rank=2)))
    assert statuses(Bench(flow, time="13:30"))["report"] is PENDING
    assert statuses(Bench(flow, time="16:00"))["report"] is PENDING
    assert statuses(Bench(flow, time="16:01"))["report"] is AT_RISK


def test_a_block_without_the_time_is_saved_by_what_an_earlier_one_has_to_spare() -> None:
    flow = workflow((task("long", "noon", 60), task("report", "afternoon", 90, due="17:00", rank=2)))
    assert statuses(Bench(flow, time="12:30"))["report"] is PENDING
    assert statuses(Bench(flow, time="12:31"))["report"] is AT_RISK


def test_what_is_due_on_a_later_day_has_the_hours_until_then() -> None:
    flow = workflow(
        (task("post", "day", 300, due="wed 11:00", repeat="weekly mon"),),
        (block("day", "09:00", "12:00"),),
    )
    assert statuses(Bench(flow, time="09:00", date=MONDAY))["post"] is PENDING
    two_days_off = workflow(flow.tasks, flow.blocks, days_off=days_off([TUESDAY.isoformat()]))
    # Three hours today and two on Wednesday are just enough; a minute later they are not.
    assert statuses(Bench(two_days_off, time="09:00", date=MONDAY))["post"] is PENDING
    assert statuses(Bench(two_days_off, time="09:01", date=MONDAY))["post"] is AT_RISK


def test_another_day_than_today_is_not_at_risk() -> None:
    bench = Bench(MORNING, time="17:00", date=THURSDAY)
    assert {row.milestone for row in bench.view(FRIDAY).rows} == {PENDING}


def plan() -> Workflow:
    return workflow(
        (
            task("sweep", minutes=15, due="09:45"),
            task("outline", minutes=30, due="thu 14:00", repeat="weekly mon"),
            task("report", minutes=30, due="fri 17:00", repeat="working days", rank=3),
        )
    )


def test_a_week_has_each_milestone_on_the_day_it_is_due() -> None:
    bench = Bench(plan(), time="09:00", date=MONDAY)

    assert week(bench) == [
        *((day, "sweep reached", "pending") for day in ("Mon", "Tue", "Wed", "Thu")),
        ("Thu", "outline reached", "pending"),
        ("Fri", "sweep reached", "pending"),
        ("Fri", "report reached", "pending"),
    ]


def test_how_the_milestones_of_a_week_came_out() -> None:
    bench = Bench(plan(), time="09:40", date=MONDAY)
    bench.act(do.TaskDone(task=planned("sweep", MONDAY)))
    bench.clock("10:00", TUESDAY).act(do.TaskMilestone(task=planned("sweep", TUESDAY)))
    bench.clock("10:00", WEDNESDAY).act(do.TaskDrop(task=planned("sweep", WEDNESDAY)))
    bench.clock("13:00", THURSDAY).act(do.TaskMilestone(task=planned("outline", MONDAY)))
    bench.clock("09:40", FRIDAY)

    assert week(bench) == [
        ("Mon", "sweep reached", "on_time"),
        ("Tue", "sweep reached", "reached_late"),
        ("Wed", "sweep reached", "missed"),
        ("Thu", "sweep reached", "missed"),
        ("Thu", "outline reached", "on_time"),
        ("Fri", "sweep reached", "at_risk"),
        ("Fri", "report reached", "pending"),
    ]


def test_a_milestone_of_the_week_shows_on_its_day_and_can_be_reached_until_then() -> None:
    bench = Bench(plan(), time="09:00", date=MONDAY)
    bench.act(do.TaskStart(task=planned("outline", MONDAY)))
    bench.clock("17:00").act(do.TaskStop(session=""))

    bench.clock("09:00", THURSDAY)
    assert [row.item.key for row in bench.view().due_here] == ["outline"]
    assert [(each.title, each.status) for each in milestones_of_day(bench.view())] == [
        ("sweep reached", PENDING),
        ("outline reached", PENDING),
    ]
    bench.clock("14:01")
    assert bench.view().due_here[0].milestone is MilestoneStatus.MISSED


def test_a_task_on_its_own_day_is_not_shown_a_second_time() -> None:
    bench = Bench(plan(), time="09:00", date=FRIDAY)
    assert bench.view().due_here == ()
    assert [each.title for each in milestones_of_day(bench.view())] == ["sweep reached", "report reached"]


def test_what_is_due_next_may_be_of_another_day() -> None:
    bench = Bench(plan(), time="10:00", date=THURSDAY)
    found = next_due(bench.view())

    assert isinstance(found, DueMilestone)
    assert (found.item.key, found.due) == ("outline", at("14:00", THURSDAY))


def test_before_the_first_day_there_is_nothing_to_miss() -> None:
    bench = Bench(plan(), time="09:00", date=THURSDAY)
    expected = [("Thu", "sweep reached"), ("Thu", "outline reached"), ("Fri", "sweep reached")]
    assert [each[:2] for each in week(bench)[:3]] == expected
    bench.act(do.TaskStart(task=planned("sweep", THURSDAY)))
    assert [each[:2] for each in week(bench)[:3]] == expected


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    bench = Bench(plan())
    for date in (dt.date(1, 1, 8), dt.date(9999, 12, 20)):
        milestones_of_week(bench.state, bench.flow, date, bench.now)

"""Which notices stand at an instant, and when nobody is to be disturbed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jornada.core import intents as do
from jornada.core.alarms import PROMISE, Alarm
from jornada.core.calendar import WorkingHours
from jornada.core.days_off import days_off
from jornada.core.incidents import DEFAULT_TARGETS, ClockState, TargetBook, all_deadlines
from jornada.core.notices import BLOCK_END, MILESTONE, PLAN, NoticeOptions, may_disturb, notices_at
from jornada.core.promises import open_promises
from jornada.core.workflow import Workflow
from tests.core.builders import MADRID, SATURDAY, Bench, at, block, planned, task, workflow

FLOW = workflow((task("sweep", minutes=45, due="09:45"), task("answers", minutes=30)))
OVERNIGHT = (block("night", "20:00", "23:30"), block("small-hours", "23:30", "02:00"))


def hours(flow: Workflow) -> WorkingHours:
    return WorkingHours(flow.days, flow.blocks, MADRID, days_off(()))


def standing(bench: Bench, options: NoticeOptions | None = None) -> tuple[Alarm, ...]:
    owed = all_deadlines(bench.state, TargetBook(DEFAULT_TARGETS, {}), hours(bench.flow), bench.now)
    promised = open_promises(bench.state, bench.now)
    return notices_at(bench.state, bench.view(), owed, promised, options or NoticeOptions())


def clocks(bench: Bench, options: NoticeOptions | None = None) -> list[str]:
    return [each.clock for each in standing(bench, options)]


@pytest.mark.parametrize(
    ("time", "ends"),
    [
        ("11:54", []),
        ("11:55", ["12:00"]),
        ("11:59", ["12:00"]),
        ("12:00", []),
        ("13:56", ["14:00"]),
        ("14:57", []),
    ],
)
def test_a_block_ends_soon_where_its_work_does(time: str, ends: list[str]) -> None:
    bench = Bench(workflow((task("sweep"),)), time=time)

    found = [each for each in standing(bench) if each.clock == BLOCK_END]

    assert [each.due for each in found] == [at(end) for end in ends]


def test_how_long_before_is_chosen_and_may_be_never() -> None:
    bench = Bench(workflow(()), time="11:50")
    assert clocks(bench, NoticeOptions(block_end_minutes=10)) == [BLOCK_END]
    bench.later(minutes=9)
    assert clocks(bench, NoticeOptions(block_end_minutes=0)) == []


def test_a_milestone_at_risk_until_it_is_reached() -> None:
    bench = Bench(FLOW, time="09:00")
    assert standing(bench) == ()

    bench.later(minutes=2)
    assert standing(bench) == (Alarm(planned("sweep"), MILESTONE, at("09:45"), ClockState.SOON),)
    assert clocks(bench, NoticeOptions(milestones=False)) == []

    bench.act(do.TaskMilestone(task=planned("sweep")))
    assert standing(bench) == ()


def test_over_its_plan_from_the_very_instant_on_over_all_its_sessions() -> None:
    bench = Bench(FLOW, time="10:00")
    bench.act(do.TaskStart(task=planned("answers")))
    bench.later(minutes=20)
    bench.act(do.TaskStop(session=bench.state.running))
    bench.later(minutes=60)
    bench.act(do.TaskStart(task=planned("answers")))
    bench.later(minutes=10)
    assert PLAN not in clocks(bench)

    bench.later(minutes=1)
    over = Alarm(planned("answers"), PLAN, at("11:30"), ClockState.OVERDUE)
    assert [each for each in standing(bench) if each.clock == PLAN] == [over]
    assert PLAN not in clocks(bench, NoticeOptions(over_plan=False))

    bench.later(minutes=10)
    assert over in standing(bench), "the same notice, however long it goes on"
    bench.act(do.TaskMinutes(task=planned("answers"), minutes=60))
    assert PLAN not in clocks(bench)


def test_each_kind_can_be_switched_off() -> None:
    bench = Bench(workflow(()), time="10:00")
    bench.act(do.IncidentOpen(title="Rain", kind="press"))
    bench.act(do.PromiseAdd(who="Marta", by=at("10:10"), incident=next(iter(bench.state.incidents))))
    bench.later(minutes=25)

    assert clocks(bench) == [PROMISE, "first_response"]
    assert clocks(bench, NoticeOptions(incidents=False)) == [PROMISE]
    assert clocks(bench, NoticeOptions(promises=False)) == ["first_response"]


@pytest.mark.parametrize(
    ("time", "may"), [("08:59", False), ("09:00", True), ("14:30", True), ("15:30", True), ("18:00", False)]
)
def test_nobody_is_disturbed_before_or_after_the_working_day(time: str, may: bool) -> None:
    bench = Bench(FLOW, time=time)

    assert may_disturb(bench.view(), hours(FLOW), NoticeOptions()) is may
    assert may_disturb(bench.view(), hours(FLOW), NoticeOptions(on_call=True))


def test_nor_on_a_day_off() -> None:
    bench = Bench(FLOW, time="10:00", date=SATURDAY)
    assert not may_disturb(bench.view(), hours(FLOW), NoticeOptions())


def test_a_block_that_reaches_over_midnight_is_working_time_to_its_end() -> None:
    flow = replace(workflow((), blocks=OVERNIGHT), days=(4,))
    for minutes, may in ((0, True), (60, True), (119, True), (120, False)):
        bench = Bench(flow, time="00:00", date=SATURDAY)
        bench.later(minutes=minutes)
        assert may_disturb(bench.view(), hours(flow), NoticeOptions()) is may, minutes


def test_the_evening_before_reaches_over_midnight_only_where_it_was_worked() -> None:
    flow = replace(workflow((), blocks=OVERNIGHT), days=(3,))
    bench = Bench(flow, time="00:30", date=SATURDAY)
    assert not may_disturb(bench.view(), hours(flow), NoticeOptions())
    flow = replace(workflow((), blocks=OVERNIGHT), days=(4,))
    off = WorkingHours(flow.days, flow.blocks, MADRID, days_off(("2026-11-20",)))
    assert not may_disturb(Bench(flow, time="00:30", date=SATURDAY).view(), off, NoticeOptions())


def test_who_has_no_working_hours_is_told_at_any_time() -> None:
    flow = replace(FLOW, days=())
    assert may_disturb(Bench(flow, time="03:00").view(), hours(flow), NoticeOptions())

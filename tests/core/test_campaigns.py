"""Campaigns: the day a step comes into the queue, once, and how the steps stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from jornada.core import intents as do
from jornada.core.calendar import dates_of_week
from jornada.core.campaigns import (
    CampaignView,
    StepStatus,
    StepView,
    campaign_views,
    campaigns_named,
    day_in_queue,
    home_of,
    is_in_queue,
    step_item_id,
    step_keys,
    step_of,
)
from jornada.core.day_change import day_change
from jornada.core.days_off import days_off
from jornada.core.plan import MilestoneStatus, plan_for
from jornada.core.workflow import Campaign, Step, Workflow
from tests.core.builders import FRIDAY, MONDAY, Bench, at, block, workflow

TUESDAY, WEDNESDAY, THURSDAY, NEXT_FRIDAY = (MONDAY + dt.timedelta(days=n) for n in range(1, 5))
SUNDAY = MONDAY - dt.timedelta(days=1)
NEXT_MONDAY = MONDAY + dt.timedelta(days=7)
BRIEF = Step(title="Brief approved", due=THURSDAY, who="Ana", needs="the budget", minutes=20)
LEGAL = Step(title="Revisión legal", due=NEXT_FRIDAY)
DRAW = Step(title="The draw", due=NEXT_MONDAY + dt.timedelta(days=1))


def campaign(*steps: Step, key: str = "xmas", **more: Any) -> Campaign:
    return Campaign(
        key=key,
        title=str(more.pop("title", "Christmas raffle")),
        start=MONDAY,
        until=more.pop("until", dt.date(2026, 12, 22)),
        brand="acme",
        steps=steps,
        **more,
    )


def with_campaigns(*campaigns: Campaign, hash: str = "2", **more: Any) -> Workflow:
    return replace(workflow(**more), campaigns=campaigns, hash=hash)


FLOW = with_campaigns(campaign(BRIEF, LEGAL, DRAW))
BEFORE = workflow()
"""The same without the campaign."""


def days_with(bench: Bench, key: str, *dates: dt.date) -> list[dt.date]:
    """The days on which an open row of the step is seen."""
    return [
        date
        for date in dates
        if any(row.item.key == key and row.item.is_open for row in bench.view(date).rows)
    ]


def days_planned(bench: Bench) -> list[str]:
    return sorted(each.id for each in bench.state.items.values() if each.key.startswith("xmas."))


# Keys


def test_the_key_is_of_the_title_and_stays_when_steps_change_places() -> None:
    assert step_keys(campaign(BRIEF, LEGAL)) == ("xmas.brief-approved", "xmas.revision-legal")
    assert step_keys(campaign(LEGAL, BRIEF)) == ("xmas.revision-legal", "xmas.brief-approved")


def test_steps_of_one_title_have_keys_of_their_own_in_any_order() -> None:
    twice = Step(title="Brief approved", due=NEXT_FRIDAY)
    other = Step(title="Brief approved", due=NEXT_FRIDAY, who="Eva")
    steps = (BRIEF, twice, other)
    keys = dict(zip(steps, step_keys(campaign(*steps)), strict=True))
    assert keys[BRIEF] == "xmas.brief-approved"
    assert keys[twice] == f"xmas.brief-approved-{NEXT_FRIDAY}"
    assert keys[other] == f"xmas.brief-approved-{NEXT_FRIDAY}-2"
    assert dict(zip(steps[::-1], step_keys(campaign(*steps[::-1])), strict=True)) == keys


def test_a_title_of_another_script_has_a_key_that_only_it_makes() -> None:
    one, other = Step(title="公告", due=MONDAY), Step(title="抽獎", due=MONDAY)
    first, second = step_keys(campaign(one, other))
    assert first != second
    assert step_keys(campaign(other, one)) == (second, first)


def test_a_step_is_found_by_its_key() -> None:
    assert step_of(FLOW, "xmas.brief-approved") == (FLOW.campaigns[0], BRIEF)
    assert step_of(FLOW, "xmas.gone") is None
    assert step_of(FLOW, "sweep") is None


# The day it is of


@pytest.mark.parametrize(
    ("off", "due", "home"),
    [
        ((), MONDAY, MONDAY),
        ((), NEXT_FRIDAY, MONDAY),
        ((), NEXT_MONDAY - dt.timedelta(days=1), MONDAY),
        (("2026-11-23",), THURSDAY, TUESDAY),
        # Who comes back after it is due has it before leaving.
        (("2026-11-23..2026-11-25",), TUESDAY, FRIDAY),
        (("2026-11-16..2026-11-29",), THURSDAY, dt.date(2026, 11, 13)),
    ],
)
def test_a_step_is_of_the_first_working_day_of_its_week(
    off: tuple[str, ...], due: dt.date, home: dt.date
) -> None:
    flow = replace(FLOW, days_off=days_off(off))
    assert home_of(flow, Step(title="x", due=due)) == home
    found = [
        date
        for date in (dt.date(2026, 11, 9) + dt.timedelta(days=n) for n in range(30))
        if plan_for(replace(flow, campaigns=(campaign(Step(title="x", due=due)),)), date).items[-1:]
        and plan_for(replace(flow, campaigns=(campaign(Step(title="x", due=due)),)), date).items[-1].key
        == "xmas.x"
    ]
    assert found == [home]


def test_where_nobody_ever_works_it_is_of_the_monday() -> None:
    assert home_of(workflow(days=()), BRIEF) == MONDAY


def test_as_an_item_it_stays_and_is_due_when_the_last_block_of_its_day_ends() -> None:
    flow = replace(FLOW, campaigns=(campaign(BRIEF, area="updating"),))
    bench = Bench(flow, date=MONDAY)
    row = bench.row(f"{MONDAY}.xmas.brief-approved")
    assert (row.item.title, row.item.brand, row.item.minutes) == ("Brief approved", "acme", 20)
    assert (row.item.area, row.item.rank, row.item.keep) == ("updating", 2, True)
    assert row.due == at("18:00", THURSDAY)
    assert row.milestone is MilestoneStatus.PENDING


def test_in_an_earlier_week_its_due_date_is_still_its_own() -> None:
    flow = replace(FLOW, days_off=days_off(("2026-11-23..2026-11-29",)))
    bench = Bench(flow, date=FRIDAY)
    bench.act(do.TaskStart(task=f"{FRIDAY}.sweep"))
    assert bench.row(f"{FRIDAY}.xmas.brief-approved").due == at("18:00", THURSDAY)
    bench.clock("09:00", NEXT_MONDAY)
    assert bench.row(f"{FRIDAY}.xmas.brief-approved").milestone is MilestoneStatus.LATE


@pytest.mark.parametrize(("end", "due"), [("18:00", "18:00"), ("02:00", "23:59")])
def test_a_block_over_midnight_ends_the_date(end: str, due: str) -> None:
    blocks = [block("morning", "09:00", "12:00"), block("late", "16:00", end)]
    flow = with_campaigns(campaign(BRIEF), blocks=blocks)
    (planned,) = (each for each in plan_for(flow, MONDAY).items if each.key == "xmas.brief-approved")
    assert planned.due == f"thu {due}"


# It comes once


def test_it_comes_with_the_plan_of_its_week_and_is_left_until_it_is_done() -> None:
    bench = Bench(FLOW, date=MONDAY)
    bench.act(do.TaskStart(task=f"{MONDAY}.sweep"))
    assert days_planned(bench) == [f"{MONDAY}.xmas.brief-approved", f"{MONDAY}.xmas.revision-legal"]
    bench.clock("09:00", TUESDAY).act(do.TaskStart(task=f"{TUESDAY}.sweep"))
    assert days_with(bench, "xmas.brief-approved", *dates_of_week(WEDNESDAY)[1:]) == [TUESDAY]
    bench.act(do.TaskDone(task=f"{MONDAY}.xmas.brief-approved"))
    bench.clock("09:00", WEDNESDAY).act(do.TaskStart(task=f"{WEDNESDAY}.sweep"))
    assert days_with(bench, "xmas.brief-approved", *dates_of_week(WEDNESDAY)) == []


def test_a_week_looked_at_ahead_has_it_once_and_nothing_is_written() -> None:
    bench = Bench(FLOW, date=FRIDAY)
    assert days_with(bench, "xmas.brief-approved", *dates_of_week(MONDAY)) == [MONDAY]
    assert days_with(bench, "xmas.the-draw", *dates_of_week(MONDAY), *dates_of_week(NEXT_MONDAY)) == [
        NEXT_MONDAY
    ]
    assert bench.state.items == {}


def test_a_day_ahead_that_is_worked_on_has_it_from_then_on() -> None:
    bench = Bench(FLOW, date=FRIDAY)
    bench.act(do.TaskStart(task=f"{MONDAY}.xmas.brief-approved"))
    assert f"{MONDAY}.xmas.brief-approved" in bench.state.items
    bench.clock("09:00", MONDAY)
    assert days_with(bench, "xmas.brief-approved", *dates_of_week(MONDAY)) == [MONDAY]


def test_nobody_worked_that_monday_and_it_is_left_for_the_next_day() -> None:
    bench = Bench(FLOW, date=FRIDAY)
    bench.act(do.TaskStart(task=f"{FRIDAY}.sweep"))
    bench.clock("09:00", TUESDAY)
    row = bench.row(f"{MONDAY}.xmas.brief-approved")
    assert row.carried_from == MONDAY
    bench.act(do.TaskDone(task=row.item.id))
    assert bench.item(f"{MONDAY}.xmas.brief-approved").closed_at is not None
    assert days_with(bench, "xmas.brief-approved", *dates_of_week(MONDAY), NEXT_MONDAY) == []


def test_written_in_mid_week_it_comes_with_the_next_day_that_is_planned() -> None:
    bench = Bench(BEFORE, date=MONDAY)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        bench.clock("09:00", day).act(do.TaskStart(task=f"{day}.sweep"))
    bench.flow = FLOW
    week = dates_of_week(MONDAY)
    assert days_with(bench, "xmas.brief-approved", *week) == [THURSDAY]
    # Work that has nothing to do with it plans no other day.
    bench.act(do.TaskAdd(title="Own", date=WEDNESDAY))
    bench.clock("09:00", THURSDAY)
    assert days_with(bench, "xmas.brief-approved", *week) == [THURSDAY]
    bench.act(do.TaskStart(task=f"{THURSDAY}.sweep"))
    assert days_planned(bench) == [f"{THURSDAY}.xmas.brief-approved", f"{THURSDAY}.xmas.revision-legal"]
    assert days_with(bench, "xmas.brief-approved", *week) == [THURSDAY]
    assert bench.row(f"{THURSDAY}.xmas.revision-legal").due == at("18:00", NEXT_FRIDAY)


def test_the_day_that_is_begun_is_offered_it_and_once_taken_over_no_other_day_has_it() -> None:
    bench = Bench(BEFORE, date=MONDAY)
    for day in (MONDAY, TUESDAY):
        bench.clock("09:00", day).act(do.TaskStart(task=f"{day}.sweep"))
    bench.flow = FLOW
    change = day_change(bench.state, bench.flow, TUESDAY)
    assert change is not None
    assert [each.key for each in change.added] == ["xmas.brief-approved", "xmas.revision-legal"]
    assert (change.removed, change.changed) == ((), ())
    bench.act(change.accept(["xmas.brief-approved"]))
    week = dates_of_week(MONDAY)
    assert days_with(bench, "xmas.brief-approved", *week) == [TUESDAY]
    assert days_with(bench, "xmas.revision-legal", *week) == [WEDNESDAY]


def test_left_out_of_the_day_it_comes_with_the_next() -> None:
    bench = Bench(BEFORE, date=MONDAY)
    bench.act(do.TaskStart(task=f"{MONDAY}.sweep"))
    bench.flow = FLOW
    change = day_change(bench.state, bench.flow, MONDAY)
    assert change is not None
    bench.act(change.accept(()))
    assert day_change(bench.state, bench.flow, MONDAY) is None
    assert days_with(bench, "xmas.brief-approved", *dates_of_week(MONDAY)) == [TUESDAY]


def test_another_edit_does_not_propose_to_remove_what_came_late() -> None:
    bench = Bench(BEFORE, date=MONDAY)
    bench.act(do.TaskStart(task=f"{MONDAY}.sweep"))
    bench.flow = FLOW
    bench.clock("09:00", TUESDAY).act(do.TaskStart(task=f"{TUESDAY}.sweep"))
    bench.flow = replace(FLOW, hash="3")
    assert day_change(bench.state, bench.flow, TUESDAY) is None
    sooner = replace(BRIEF, due=WEDNESDAY)
    bench.flow = with_campaigns(campaign(sooner, LEGAL, DRAW), hash="4")
    change = day_change(bench.state, bench.flow, TUESDAY)
    assert change is not None
    assert [(each.after.key, each.names) for each in change.changed] == [("xmas.brief-approved", ("due",))]
    bench.act(change.accept(change.keys))
    assert bench.row(f"{TUESDAY}.xmas.brief-approved").due == at("18:00", WEDNESDAY)
    bench.flow = with_campaigns(hash="5")
    gone = day_change(bench.state, bench.flow, TUESDAY)
    assert gone is not None
    assert {each.key for each in gone.removed} == {"xmas.brief-approved", "xmas.revision-legal"}


def test_on_the_last_day_of_the_week_it_comes_after_the_weekend() -> None:
    bench = Bench(BEFORE, date=MONDAY)
    for day in dates_of_week(MONDAY)[:5]:
        bench.clock("09:00", day).act(do.TaskStart(task=f"{day}.sweep"))
    bench.flow = FLOW
    days = (*dates_of_week(MONDAY), *dates_of_week(NEXT_MONDAY))
    assert days_with(bench, "xmas.brief-approved", *days) == [NEXT_MONDAY]
    bench.clock("09:00", NEXT_MONDAY)
    assert bench.row(f"{NEXT_MONDAY}.xmas.brief-approved").milestone is MilestoneStatus.LATE


def test_a_campaign_that_was_over_long_ago_comes_no_more() -> None:
    bench = Bench(BEFORE, date=MONDAY)
    for day in (*dates_of_week(MONDAY)[:5], *dates_of_week(NEXT_MONDAY)[:5]):
        bench.clock("09:00", day).act(do.TaskStart(task=f"{day}.sweep"))
    bench.flow = with_campaigns(campaign(BRIEF, until=THURSDAY))
    days = [MONDAY + dt.timedelta(days=number) for number in range(40)]
    assert days_with(bench, "xmas.brief-approved", *days) == []
    (view,) = campaign_views(bench.state, bench.flow, bench.now)
    assert (view.steps[0].status, view.steps[0].comes) == (StepStatus.LATE, None)


def test_on_a_first_day_in_mid_week_it_comes_at_once() -> None:
    bench = Bench(FLOW, date=WEDNESDAY)
    week = dates_of_week(MONDAY)
    assert days_with(bench, "xmas.brief-approved", *week[2:]) == [WEDNESDAY]
    bench.act(do.TaskStart(task=f"{WEDNESDAY}.sweep"))
    assert days_with(bench, "xmas.brief-approved", *week[2:]) == [WEDNESDAY]


def test_a_step_put_off_in_the_file_does_not_come_again() -> None:
    bench = Bench(FLOW, date=MONDAY)
    bench.act(do.TaskStart(task=f"{MONDAY}.sweep"))
    later = replace(BRIEF, due=NEXT_FRIDAY + dt.timedelta(days=7))
    bench.flow = with_campaigns(campaign(later, LEGAL, DRAW), hash="3")
    days = (*dates_of_week(MONDAY), *dates_of_week(NEXT_MONDAY))
    assert days_with(bench, "xmas.brief-approved", *days) == [MONDAY]


# Two devices


def test_two_devices_plan_the_same_step_once() -> None:
    one, other = Bench(FLOW, date=MONDAY), Bench(FLOW, date=MONDAY, device="bbbb")
    one.act(do.TaskStart(task=f"{MONDAY}.sweep"))
    other.act(do.TaskStart(task=f"{MONDAY}.answers"))
    one.sync(other)
    assert days_planned(one) == [f"{MONDAY}.xmas.brief-approved", f"{MONDAY}.xmas.revision-legal"]
    assert one.state == other.state


def test_a_device_that_has_no_campaign_yet_planned_first_and_the_step_comes_the_day_after() -> None:
    old, new = Bench(BEFORE, date=MONDAY, device="aaaa"), Bench(FLOW, date=MONDAY, device="bbbb")
    old.act(do.TaskStart(task=f"{MONDAY}.sweep"))
    new.act(do.TaskStart(task=f"{MONDAY}.sweep"))
    old.sync(new)
    assert new.state.days[MONDAY].device == "aaaa"
    assert days_with(new, "xmas.brief-approved", *dates_of_week(MONDAY)) == [TUESDAY]
    # The device that worked on it meant it: it is on Monday then, and on no other day.
    again = Bench(FLOW, date=MONDAY, device="cccc", time="09:30")
    again.act(do.TaskStart(task=f"{MONDAY}.xmas.brief-approved"))
    again.highest = 50
    again.sync(new)
    assert days_with(new, "xmas.brief-approved", *dates_of_week(MONDAY)) == [MONDAY]


def test_two_devices_that_brought_it_on_different_days_show_one_row() -> None:
    one, other = Bench(BEFORE, date=MONDAY), Bench(BEFORE, date=MONDAY, device="bbbb")
    one.act(do.TaskStart(task=f"{MONDAY}.sweep"))
    one.sync(other)
    one.flow = other.flow = FLOW
    one.clock("09:00", TUESDAY).act(do.TaskStart(task=f"{TUESDAY}.sweep"))
    other.clock("09:00", WEDNESDAY).act(do.TaskStart(task=f"{WEDNESDAY}.sweep"))
    one.clock("10:00", WEDNESDAY).sync(other)
    assert [title for title in one.queue() if title == "Brief approved"] == ["Brief approved"]


# How they stand


def views(bench: Bench) -> CampaignView:
    (found,) = campaign_views(bench.state, bench.flow, bench.now)
    return found


def step(bench: Bench, key: str) -> StepView:
    (found,) = (each for each in views(bench).steps if each.key == f"xmas.{key}")
    return found


def test_steps_are_done_late_next_and_coming() -> None:
    bench = Bench(FLOW, date=FRIDAY)
    assert [each.status for each in views(bench).steps] == [
        StepStatus.NEXT,
        StepStatus.COMING,
        StepStatus.COMING,
    ]
    bench.clock("18:01", THURSDAY)
    assert [each.status for each in views(bench).steps] == [
        StepStatus.LATE,
        StepStatus.NEXT,
        StepStatus.COMING,
    ]
    bench.act(do.TaskDone(task=step_item_id(step(bench, "brief-approved"))))
    assert (views(bench).done, views(bench).total, views(bench).late) == (1, 3, 0)
    bench.act(do.TaskDrop(task=step_item_id(step(bench, "revision-legal")), reason="no law"))
    assert (views(bench).done, views(bench).total) == (1, 2)
    assert step(bench, "the-draw").status is StepStatus.NEXT


def test_whether_it_is_in_a_queue_and_on_which_day() -> None:
    bench = Bench(FLOW, date=FRIDAY)
    ahead = step(bench, "brief-approved")
    assert not is_in_queue(ahead, FRIDAY)
    assert ahead.comes == MONDAY
    bench.clock("09:00", MONDAY)
    here = step(bench, "brief-approved")
    assert is_in_queue(here, MONDAY)
    assert step_item_id(here) == f"{MONDAY}.xmas.brief-approved"
    bench.act(do.TaskStart(task=step_item_id(here)))
    bench.clock("09:00", WEDNESDAY)
    assert day_in_queue(step(bench, "brief-approved"), WEDNESDAY) == WEDNESDAY
    bench.act(do.TaskMove(task=step_item_id(here), date=NEXT_FRIDAY))
    assert day_in_queue(step(bench, "brief-approved"), WEDNESDAY) == NEXT_FRIDAY
    bench.act(do.TaskDone(task=step_item_id(here)))
    assert day_in_queue(step(bench, "brief-approved"), NEXT_MONDAY) == NEXT_FRIDAY


def test_several_campaigns_stand_side_by_side_and_what_is_over_comes_last() -> None:
    spring = campaign(DRAW, key="spring", title="Spring menu", until=NEXT_FRIDAY)
    old = campaign(key="old", title="Old raffle", until=FRIDAY - dt.timedelta(days=9))
    bench = Bench(with_campaigns(old, campaign(BRIEF), spring), date=MONDAY)
    found = campaign_views(bench.state, bench.flow, bench.now)
    assert [each.campaign.key for each in found] == ["spring", "xmas", "old"]
    assert [each.is_over for each in found] == [False, False, True]
    assert [each.campaign.key for each in campaigns_named(found, "RAFFLE")] == ["xmas", "old"]
    assert [each.campaign.key for each in campaigns_named(found, "old")] == ["old"]


def test_a_campaign_of_another_program_at_the_ends_of_the_calendar_breaks_nothing() -> None:
    first = Step(title="first", due=dt.date.min)
    last = Step(title="last", due=dt.date.max)
    bench = Bench(with_campaigns(campaign(first, last, until=dt.date.max)), date=MONDAY)
    assert "last" not in bench.queue()
    assert len(views(bench).steps) == 2

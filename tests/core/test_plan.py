"""The day's queue: order, fit line, reserve, carry-over, milestones, proposals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.calendar import MomentKind
from jornada.core.fold import fold
from jornada.core.plan import (
    BlockLoad,
    DayView,
    MilestoneStatus,
    Section,
    Status,
    day_view,
    next_working_day,
    plan_for,
    proposals,
    queue,
)
from tests.core.builders import (
    BLOCKS,
    FRIDAY,
    MONDAY,
    SATURDAY,
    Bench,
    at,
    block,
    planned,
    task,
    walk,
    workflow,
)

THURSDAY = FRIDAY - dt.timedelta(days=1)
SWEEP, ANSWERS, CHECK, TALK, CLOSE = (planned(key) for key in ("sweep", "answers", "check", "talk", "close"))


# The rows, one by one and by columns


@given(st.integers(0, 2**32))
def test_what_is_told_of_all_rows_at_once_is_what_each_of_them_says(seed: int) -> None:
    random = Random(seed)
    bench = walk(Bench(device="aaaa"), random, 40, (20, 300, 20_000))
    for date in (bench.today, bench.today + dt.timedelta(days=1)):
        rows = day_view(bench.state, bench.flow, date, bench.now).rows
        first = [rows[place] for place in range(0, len(rows), 2)]
        every = list(rows)

        assert all(one is other for one, other in zip(first, every[::2], strict=True))
        assert rows == tuple(every)
        assert rows[1:3] == tuple(every[1:3])
        assert rows.ids == [row.item.id for row in every]
        assert rows.blocks == rows.of_items("block") == [row.item.block for row in every]
        assert rows.planned_minutes == [row.item.minutes for row in every]
        for name in ("sections", "statuses", "spent_minutes", "left_minutes", "fits", "carried_from"):
            field = {"sections": "section", "statuses": "status"}.get(name, name)
            assert list(getattr(rows, name)) == [getattr(row, field) for row in every], name
        assert rows.is_open == [row.item.is_open for row in every]
        assert rows.at(rows.open_places) == tuple(row for row in every if row.item.is_open)
        open_before = [row for row in every if row.section is Section.EARLIER and row.item.is_open]
        assert rows.at(rows.left_over_places) == tuple(open_before)
        competing = [row.section in (Section.CURRENT, Section.EARLIER) for row in every]
        assert competing == [place < rows.competing for place in range(len(rows))]
        assert rows.due == rows.at(rows.due_places) == tuple(row for row in every if row.milestone or row.due)
        assert rows.among_items("minutes") == {row.item.minutes for row in every}
        assert rows.with_progress == tuple(row for row in every if row.progress)
        assert [(row.section, row.item.block) for row in every] == [
            (section, block) for section, block, own in rows.runs for _ in rows[own]
        ]
        assert [rows.find(row.item.id) for row in every] == every
        assert rows.find("nothing") is rows.find(None) is None
        places = random.sample(range(len(rows)), len(rows) // 2)
        some = tuple(every[place] for place in places)
        assert tuple(rows.only(places)) == rows.at(places) == some
        assert rows.only(places).among_items("title") == {row.item.title for row in some}


def test_who_looks_at_many_rows_is_given_those_that_were_seen_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "_MANY", 2)
    rows = day_view(Bench().state, workflow(), FRIDAY, at("09:00")).rows
    seen = rows[1]

    assert rows.at([0, 1, 2])[1] is seen
    assert rows[-1] is rows[len(rows) - 1]
    with pytest.raises(IndexError):
        rows[len(rows)]


# Whatever the records hold, there is a day to see


def test_what_another_program_wrote_does_not_stop_the_day() -> None:
    plan = replace(
        plan_for(workflow(), FRIDAY),
        timezone="Europe/Nowhere",
        items=(do.PlannedItem(key="odd", title="Odd", due="9:0", block="gone"),),
    )
    order = do.TaskOrder(task=planned("odd"), before=planned("odd"))
    state = fold([do.Record("aaaa-1", at("09:00"), 1, plan), do.Record("aaaa-2", at("09:00"), 2, order)])
    view = day_view(state, workflow(), FRIDAY, at("10:00"))
    (row,) = view.rows
    assert (row.due, row.milestone, row.section) == (None, None, Section.CURRENT)
    assert view.zone.key == "Europe/Madrid"


def titles(view: DayView, section: Section) -> list[str]:
    return [row.item.title for row in view.rows if row.section is section]


def own(bench: Bench, title: str, **more: Any) -> str:
    facts: dict[str, object] = {"title": title, "date": bench.today, **more}
    return bench.act(do.TaskAdd(**facts))


def load(bench: Bench, key: str) -> BlockLoad:
    return next(each for each in bench.view().blocks if each.span.key == key)


# Order


def test_the_current_block_first_then_what_is_left_then_what_comes() -> None:
    bench = Bench(time="12:30")
    view = bench.view()
    assert titles(view, Section.CURRENT) == ["Check", "Research"]
    assert titles(view, Section.EARLIER) == ["Sweep", "Answers"]
    assert titles(view, Section.LATER) == ["Close", "Talk"]
    assert bench.queue() == ["Check", "Research", "Sweep", "Answers", "Close", "Talk"]


@pytest.mark.parametrize(
    ("time", "kind", "current", "earlier", "later"),
    [
        ("08:00", MomentKind.BEFORE, 2, 0, 4),
        ("09:00", MomentKind.IN_BLOCK, 2, 0, 4),
        ("14:30", MomentKind.IN_BREAK, 2, 2, 2),
        ("15:30", MomentKind.BETWEEN, 2, 4, 0),
        ("17:00", MomentKind.IN_BLOCK, 2, 4, 0),
        ("18:00", MomentKind.AFTER, 0, 6, 0),
    ],
)
def test_the_sections_follow_the_day(
    time: str, kind: MomentKind, current: int, earlier: int, later: int
) -> None:
    view = Bench(time=time).view()
    assert view.moment.kind is kind
    assert [len(titles(view, section)) for section in Section] == [current, earlier, later, 0]


def test_rank_then_milestone_then_the_order_of_the_file() -> None:
    flow = workflow(
        tasks=(
            task("last", rank=9),
            task("late", rank=2, due="11:00"),
            task("soon", rank=2, due="09:30"),
            task("plain", rank=2),
            task("first", rank=1),
        )
    )
    assert Bench(flow).queue() == ["First", "Soon", "Late", "Plain", "Last"]


def test_what_has_no_rank_comes_last_and_what_was_added_after_the_plan() -> None:
    bench = Bench(workflow(tasks=(task("a", rank=9), task("b", rank=99))))
    for title in ("one", "two"):
        own(bench, title, block="morning")
    own(bench, "ranked", block="morning", rank=3)
    assert bench.queue() == ["ranked", "A", "B", "one", "two"]


def test_a_task_without_a_block_or_of_a_block_that_is_gone_is_for_now() -> None:
    bench = Bench(time="16:30")
    own(bench, "anytime", rank=1)
    assert "anytime" in titles(bench.view(), Section.CURRENT)
    bench.clock("18:30")
    assert "anytime" in titles(bench.view(), Section.EARLIER)


ORDER_FLOW = workflow(tasks=[task(key, rank=rank) for rank, key in enumerate("xyz", 1)])
X, Y, Z = planned("x"), planned("y"), planned("z")


def order(first: str, before: str = "", after: str = "") -> do.TaskOrder:
    return do.TaskOrder(task=first, before=before, after=after)


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ([order(Z, before=X)], "ZXY"),
        ([order(X, after=Z)], "YZX"),
        ([order(X, after=Y)], "YXZ"),
        ([order(Z, before=Y), order(Z, before=X)], "ZXY"),
        ([order(X, after=Y), order(X, before=Y)], "XYZ"),
        ([order(X, before=Y), order(Y, before=X)], "YXZ"),
        # Each as it was seen when it was ordered: X, Y, Z; Z X Y; Z Y X; Y Z X.
        ([order(Z, before=X), order(Y, before=X)], "ZYX"),
        ([order(Z, before=X), order(Y, before=Z)], "YZX"),
        ([order(Z, before=X), order(Y, before=Z), order(Z, before=Y)], "ZYX"),
        ([order(Z, before=X), order(Y, before=Z), order(X, before=Z)], "YXZ"),
    ],
)
def test_the_persons_own_order_comes_first(orders: list[do.TaskOrder], expected: str) -> None:
    bench = Bench(ORDER_FLOW)
    for each in orders:
        bench.act(each)
    assert "".join(bench.queue()) == expected


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=12))
def test_one_step_up_or_down_moves_one_row_past_one_other(steps: list[tuple[int, bool]]) -> None:
    bench = Bench(workflow(tasks=[task(key, rank=3) for key in "abcde"]))
    for place, up in steps:
        rows = [row.item.id for row in bench.view().rows]
        neighbour = place - 1 if up else place + 1
        if not 0 <= neighbour < len(rows):
            continue
        moved, other = rows[place], rows[neighbour]
        bench.act(order(moved, before=other) if up else order(moved, after=other))
        rows[place], rows[neighbour] = other, moved
        assert [row.item.id for row in bench.view().rows] == rows


def test_an_order_means_nothing_across_sections_and_ends_when_the_task_is_moved() -> None:
    bench = Bench()
    bench.act(order(CHECK, before=SWEEP))
    assert bench.queue()[:3] == ["Sweep", "Answers", "Check"]
    bench.act(order(ANSWERS, before=SWEEP))
    assert bench.queue()[0] == "Answers"
    bench.act(do.TaskMove(task=ANSWERS, block="noon"))
    bench.act(do.TaskMove(task=ANSWERS, block="morning"))
    assert bench.queue()[:2] == ["Sweep", "Answers"]


# What is closed


def test_what_is_closed_in_the_current_block_keeps_its_place() -> None:
    bench = Bench(time="09:30")
    bench.act(do.TaskDone(task=SWEEP))
    assert bench.queue()[:2] == ["Sweep", "Answers"]
    assert bench.row(SWEEP).section is Section.CURRENT
    bench.clock("11:59").act(do.TaskDrop(task=ANSWERS))
    assert [row.status for row in bench.view().rows[:2]] == [Status.DONE, Status.DROPPED]
    bench.clock("12:00")
    assert bench.queue() == ["Check", "Research", "Close", "Talk", "Sweep", "Answers"]
    assert titles(bench.view(), Section.CLOSED) == ["Sweep", "Answers"]


def test_what_is_closed_between_blocks_or_after_the_day_keeps_its_place() -> None:
    bench = Bench(time="15:20")
    bench.act(do.TaskDone(task=TALK))
    assert bench.row(TALK).section is Section.CURRENT
    bench.clock("18:30").act(do.TaskDone(task=CLOSE))
    assert bench.row(CLOSE).section is Section.EARLIER


def test_reopened_it_is_where_it_was() -> None:
    bench = Bench(time="09:30")
    bench.act(do.TaskDone(task=SWEEP))
    bench.clock("12:30").act(do.TaskReopen(task=SWEEP))
    assert bench.row(SWEEP).section is Section.EARLIER


def test_how_a_task_stands() -> None:
    bench = Bench()
    assert bench.row(SWEEP).status is Status.PENDING
    bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=20)
    row = bench.row(SWEEP)
    assert (row.status, row.spent_minutes, row.left_minutes) == (Status.IN_PROGRESS, 20, 25)
    bench.act(do.BreakStart())
    assert bench.row(SWEEP).status is Status.PAUSED
    bench.act(do.TaskDone(task=SWEEP))
    row = bench.row(SWEEP)
    assert (row.status, row.spent_minutes, row.left_minutes) == (Status.DONE, 20, 0)


# The fit line


def fits(bench: Bench) -> tuple[int | None, int, int]:
    view = bench.view()
    return view.fit_after, view.fit_minutes, view.over_minutes


def test_the_line_is_after_what_still_fits() -> None:
    bench = Bench(workflow(tasks=[task("a", minutes=60), task("b", minutes=100), task("c", minutes=20)]))
    assert fits(bench) == (3, 180, 0)
    bench.clock("09:30")
    # 150 minutes: 60 fit, 160 do not, and what comes after it is below the line though it is short.
    assert fits(bench) == (1, 150, 120)
    assert [row.fits for row in bench.view().rows] == [True, False, False]


def test_just_fitting_fits() -> None:
    bench = Bench(workflow(tasks=[task("a", minutes=180)]))
    assert fits(bench) == (1, 180, 0)
    bench.later(minutes=1)
    assert fits(bench) == (0, 179, 180)


def test_a_task_over_its_plan_counts_nothing() -> None:
    bench = Bench(workflow(tasks=[task("a", minutes=30), task("b", minutes=120)]))
    bench.act(do.TaskStart(task=planned("a")))
    bench.later(minutes=60)
    assert fits(bench) == (2, 120, 0)
    bench.later(minutes=1)
    assert fits(bench) == (1, 119, 120)


def test_the_reserve_that_remains_is_kept_free() -> None:
    flow = workflow(tasks=[task("a", "afternoon", minutes=90)])
    bench = Bench(flow, time="16:00")
    assert fits(bench) == (1, 90, 0)
    bench.later(minutes=1)
    assert fits(bench) == (0, 89, 90)


def test_incidents_use_the_reserve_first_then_raise_the_line() -> None:
    flow = workflow(tasks=[task("a", "afternoon", minutes=50), task("b", "afternoon", minutes=40)])
    bench = Bench(flow, time="16:00")
    bench.act(do.Interrupt())
    for minutes, expected in [(0, (2, 90, 0)), (30, (2, 90, 0)), (31, (1, 89, 40)), (71, (0, 49, 90))]:
        bench.clock("16:00").later(minutes=minutes)
        assert fits(bench) == expected
        assert load(bench, "afternoon").reserve_left_minutes == max(0, 30 - minutes)
    bench.clock("16:20").act(do.TaskStop(session=""))
    bench.clock("16:40")
    assert load(bench, "afternoon").reserve_left_minutes == 10
    assert fits(bench) == (1, 70, 40)


def test_an_incident_uses_the_reserve_of_the_block_it_falls_in() -> None:
    bench = Bench(time="13:50")
    bench.act(do.Interrupt())
    bench.clock("16:10")
    # Ten minutes of noon, lunch and the hour between blocks, ten minutes of the afternoon.
    assert load(bench, "noon").reserve_left_minutes == 20
    assert load(bench, "afternoon").reserve_left_minutes == 20
    assert load(bench, "morning").reserve_left_minutes == 0


def test_lunch_is_no_time_to_work_in() -> None:
    bench = Bench(time="13:00")
    assert load(bench, "noon").left_minutes == 60
    for time in ("14:00", "14:30"):
        assert load(bench.clock(time), "noon").left_minutes == 0
    assert fits(bench) == (0, 0, 180)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        # Before the day and between blocks: the whole of the next block.
        ("07:00", (2, 180, 0)),
        ("15:30", (2, 90, 180)),
        ("16:00", (2, 90, 180)),
        ("18:00", (None, 0, 0)),
    ],
)
def test_the_line_outside_blocks(time: str, expected: tuple[int | None, int, int]) -> None:
    assert fits(Bench(time=time)) == expected


def test_only_today_has_a_line() -> None:
    bench = Bench()
    for date in (THURSDAY, MONDAY):
        view = bench.view(date)
        assert (view.is_today, view.fit_after, view.over_minutes) == (False, None, 0)
        assert all(row.fits for row in view.rows)


def test_a_day_off_has_no_line_and_no_tasks() -> None:
    bench = Bench(date=SATURDAY)
    view = bench.view()
    assert (view.off, view.moment.kind, view.fit_after, view.rows) == (True, MomentKind.OFF, None, ())
    assert [each.span.key for each in view.blocks] == ["morning", "noon", "afternoon"]
    key = own(bench, "Emergency", block="morning")
    bench.act(do.TaskStart(task=key))
    assert bench.row(key).status is Status.IN_PROGRESS
    assert proposals(bench.view(), bench.flow) == ()


def test_later_blocks_do_not_compete_and_closed_rows_take_nothing() -> None:
    bench = Bench(time="09:00")
    assert all(row.fits for row in bench.view().rows)
    bench.act(do.TaskMinutes(task=TALK, minutes=600))
    assert fits(bench) == (2, 180, 0)
    bench.act(do.TaskMinutes(task=SWEEP, minutes=200))
    assert fits(bench) == (0, 180, 245)
    bench.act(do.TaskDone(task=SWEEP))
    assert fits(bench) == (2, 180, 0)


def test_a_filter_hides_rows_and_changes_no_number() -> None:
    bench = Bench(workflow(tasks=[task("a", minutes=100), task("b", minutes=60), task("c", minutes=60)]))
    whole = bench.view()
    for shown, line in [("B", 1), ("C", 0), ("BC", 1), ("", 0), ("A", 1)]:
        view = bench.view(keep=lambda item, shown=shown: item.title in shown)
        assert [row.item.title for row in view.rows] == list(shown)
        assert (view.fit_after, view.fit_minutes, view.over_minutes) == (line, 180, 60)
        assert view.blocks == whole.blocks


def test_the_clock_change_makes_a_block_shorter_or_longer() -> None:
    night = (block("night", "01:00", "05:00"),)
    flow = workflow(blocks=night, tasks=(), days=tuple(range(7)))
    for date, minutes in [(dt.date(2026, 3, 29), 180), (dt.date(2026, 10, 25), 300), (FRIDAY, 240)]:
        assert fits(Bench(flow, time="01:00", date=date)) == (0, minutes, 0)


# What a block holds


def test_what_a_block_holds() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=50).act(do.TaskDone(task=SWEEP))
    bench.act(do.TaskStart(task=ANSWERS))
    bench.later(minutes=10)
    own(bench, "more", block="morning", minutes=20)
    dropped = own(bench, "not", block="morning", minutes=60)
    bench.act(do.TaskDrop(task=dropped))
    assert load(bench, "morning") == BlockLoad(
        span=bench.view().blocks[0].span,
        planned_minutes=110,
        spent_minutes=60,
        done=1,
        total=3,
        left_minutes=120,
        reserve_minutes=0,
        reserve_left_minutes=0,
        open_minutes=55,
    )
    current = bench.view().current
    assert current is not None
    assert current.span.key == "morning"
    assert bench.view().block_title("noon") == "Noon"
    assert bench.view().block_title("gone") == "gone"


# Milestones


@pytest.mark.parametrize(
    ("reached", "done", "looked", "status"),
    [
        (None, None, "09:00", MilestoneStatus.PENDING),
        (None, None, "09:45", MilestoneStatus.AT_RISK),
        (None, None, "09:46", MilestoneStatus.LATE),
        ("09:40", None, "11:00", MilestoneStatus.ON_TIME),
        ("09:45", None, "11:00", MilestoneStatus.ON_TIME),
        ("09:50", None, "11:00", MilestoneStatus.REACHED_LATE),
        (None, "09:30", "11:00", MilestoneStatus.ON_TIME),
        (None, "09:50", "11:00", MilestoneStatus.REACHED_LATE),
        ("09:40", "10:00", "11:00", MilestoneStatus.ON_TIME),
    ],
)
def test_how_a_milestone_stands(
    reached: str | None, done: str | None, looked: str, status: MilestoneStatus
) -> None:
    bench = Bench()
    if reached:
        bench.clock(reached).act(do.TaskMilestone(task=SWEEP))
    if done:
        bench.clock(done).act(do.TaskDone(task=SWEEP))
    row = bench.clock(looked).row(SWEEP)
    assert (row.milestone, row.due) == (status, at("09:45"))


def test_a_dropped_task_missed_its_milestone() -> None:
    bench = Bench()
    bench.act(do.TaskDrop(task=SWEEP))
    assert bench.row(SWEEP).milestone is MilestoneStatus.MISSED
    bench.act(do.TaskReopen(task=SWEEP))
    assert bench.row(SWEEP).milestone is MilestoneStatus.PENDING


def test_a_milestone_without_a_time_is_reached_when_its_task_is_done() -> None:
    bench = Bench()
    key = own(bench, "Draft", milestone="approved")
    assert bench.row(key).milestone is MilestoneStatus.PENDING
    bench.act(do.TaskDone(task=key))
    assert bench.row(key).milestone is MilestoneStatus.ON_TIME


def test_a_task_without_milestone_has_none() -> None:
    assert Bench().row(CLOSE).milestone is None


def test_a_milestone_of_the_week() -> None:
    bench = Bench(workflow(tasks=[task("report", due="fri 18:00", repeat="weekly mon")]), date=MONDAY)
    row = bench.row(planned("report", MONDAY))
    assert row.due == at("18:00", MONDAY + dt.timedelta(days=4))


# What is left from earlier days

KEEPING = workflow(
    tasks=(
        task("sweep", rank=1),
        task("report", minutes=60, rank=2, repeat="daily", if_missed="keep"),
        task("weekly", minutes=20, rank=3, repeat="weekly fri", if_missed="keep", due="fri 18:00"),
    ),
    days=tuple(range(7)),
)
WEDNESDAY, TUESDAY = THURSDAY - dt.timedelta(days=1), THURSDAY - dt.timedelta(days=2)


def report(date: dt.date) -> str:
    return planned("report", date)


def working(bench: Bench, *dates: dt.date) -> Bench:
    """Work a little on each of these days, then look at Friday morning."""
    for date in dates:
        bench.clock("09:00", date).act(do.TaskNote(task=planned("sweep", date), text="seen"))
    return bench.clock("09:00", FRIDAY)


def reports(bench: Bench) -> list[tuple[str, int, dt.date | None]]:
    """The rows of the daily report: id, how many earlier ones it stands for, since when."""
    rows = bench.view().rows
    return [(row.item.id, row.missed, row.carried_from) for row in rows if row.item.key == "report"]


def test_what_lapses_is_gone_the_next_day_and_what_is_kept_is_one_row_with_its_age() -> None:
    bench = working(Bench(KEEPING, date=TUESDAY), TUESDAY, WEDNESDAY, THURSDAY)
    assert bench.queue() == ["Sweep", "Report", "Weekly"]
    assert reports(bench) == [(report(FRIDAY), 3, None)]


def test_of_what_does_not_come_today_the_newest_stands_for_all() -> None:
    bench = Bench(workflow(tasks=(task("sweep"), task("report", repeat="weekly tue wed", if_missed="keep"))))
    working(bench, TUESDAY, WEDNESDAY, THURSDAY)
    assert reports(bench) == [(report(WEDNESDAY), 1, WEDNESDAY)]
    row = bench.row(report(WEDNESDAY))
    assert (row.section, row.status) == (Section.EARLIER, Status.PENDING)


@pytest.mark.parametrize("closing", [do.TaskDone, do.TaskDrop])
def test_what_is_done_for_the_newest_is_done_for_those_before_it(
    closing: type[do.TaskDone | do.TaskDrop],
) -> None:
    bench = working(Bench(KEEPING, date=TUESDAY), TUESDAY, WEDNESDAY)
    bench.clock("09:00", THURSDAY).act(closing(task=report(THURSDAY)))
    assert reports(bench) == [(report(THURSDAY), 0, None)]
    bench.clock("09:00", FRIDAY)
    assert reports(bench) == [(report(FRIDAY), 0, None)]
    bench.act(do.TaskDone(task=report(FRIDAY)))
    assert reports(bench) == [(report(FRIDAY), 0, None)]


def test_what_was_missed_since_it_was_last_done_is_counted() -> None:
    bench = working(Bench(KEEPING, date=TUESDAY), TUESDAY, WEDNESDAY, THURSDAY)
    bench.clock("09:00", WEDNESDAY).act(do.TaskDone(task=report(WEDNESDAY)))
    bench.clock("09:00", FRIDAY)
    assert reports(bench) == [(report(FRIDAY), 1, None)]


def test_a_kept_row_that_is_closed_keeps_its_place_and_can_be_reopened() -> None:
    flow = workflow(tasks=(task("sweep"), task("report", repeat="weekly tue wed", if_missed="keep")))
    bench = working(Bench(flow), TUESDAY, WEDNESDAY, THURSDAY)
    before = bench.queue()
    bench.act(do.TaskDone(task=report(WEDNESDAY)))
    assert bench.queue() == before
    assert bench.row(report(WEDNESDAY)).status is Status.DONE
    bench.act(do.TaskReopen(task=report(WEDNESDAY)))
    assert reports(bench) == [(report(WEDNESDAY), 1, WEDNESDAY)]
    bench.act(do.TaskDone(task=report(WEDNESDAY)))
    bench.clock("13:00")
    assert bench.row(report(WEDNESDAY)).section is Section.CLOSED
    bench.clock("09:00", SATURDAY)
    assert reports(bench) == []
    assert report(WEDNESDAY) in [row.item.id for row in bench.view(FRIDAY).rows]
    assert report(WEDNESDAY) in [row.item.id for row in bench.view(WEDNESDAY).rows]


def test_a_task_of_ones_own_stays_until_it_is_done() -> None:
    bench = Bench()
    one, two = own(bench, "one", block="noon"), own(bench, "two")
    bench.clock("09:00", MONDAY)
    view = bench.view()
    assert {row.item.id: (row.section, row.carried_from) for row in view.left_over} == {
        one: (Section.EARLIER, FRIDAY),
        two: (Section.EARLIER, FRIDAY),
    }
    bench.act(do.TaskDone(task=one))
    assert [row.item.id for row in bench.view().left_over] == [two]
    bench.clock("09:00", MONDAY + dt.timedelta(days=1))
    assert "one" not in bench.queue()
    assert "two" in bench.queue()


def test_what_is_left_is_not_counted_in_todays_blocks_but_competes_for_them() -> None:
    bench = Bench(workflow(tasks=(task("a", minutes=150),)))
    own(bench, "left", block="morning", minutes=60)
    bench.clock("09:00", MONDAY)
    assert load(bench, "morning").planned_minutes == 150
    assert fits(bench) == (1, 180, 60)


def test_days_before_the_first_one_worked_on_leave_nothing() -> None:
    bench = Bench(KEEPING)
    assert reports(bench) == [(report(FRIDAY), 0, None)]
    working(bench, FRIDAY)
    assert reports(bench) == [(report(FRIDAY), 0, None)]


def test_a_kept_task_moved_to_today_is_todays() -> None:
    flow = workflow(tasks=(task("sweep"), task("report", repeat="weekly wed", if_missed="keep")))
    bench = working(Bench(flow), WEDNESDAY, THURSDAY)
    bench.act(do.TaskMove(task=report(WEDNESDAY), date=FRIDAY, block="noon"))
    row = bench.row(report(WEDNESDAY))
    assert (row.section, row.carried_from, row.missed) == (Section.LATER, None, 0)
    bench.clock("09:00", SATURDAY)
    assert reports(bench) == [(report(WEDNESDAY), 0, WEDNESDAY)]


def test_a_kept_task_put_off_is_not_left_over_until_its_day() -> None:
    flow = workflow(tasks=(task("sweep"), task("report", repeat="weekly wed", if_missed="keep")))
    bench = working(Bench(flow), WEDNESDAY, THURSDAY)
    bench.act(do.TaskMove(task=report(WEDNESDAY), date=MONDAY))
    assert reports(bench) == []
    bench.clock("09:00", MONDAY)
    assert reports(bench) == [(report(WEDNESDAY), 0, None)]


# Tasks of other days, and blocks that are over


def test_a_task_moved_to_a_block_that_is_over_is_left_over_at_once() -> None:
    bench = Bench(time="12:30")
    bench.act(do.TaskMove(task=CHECK, block="morning"))
    row = bench.row(CHECK)
    assert (row.section, row.item.block) == (Section.EARLIER, "morning")
    assert do.TriageMove(task=CHECK, date=FRIDAY, block="noon") in proposals(bench.view(), bench.flow)


def test_a_task_of_tomorrow_done_today() -> None:
    bench = Bench(time="12:30")
    coming = planned("answers", MONDAY)
    bench.act(do.TaskMove(task=coming, date=FRIDAY, block="noon"))
    assert titles(bench.view(), Section.CURRENT) == ["Check", "Answers", "Research"]
    assert bench.row(coming).due == at("10:30")
    bench.act(do.TaskDone(task=coming))
    bench.clock("09:00", MONDAY)
    assert "Answers" not in bench.queue()


def test_looking_at_past_and_coming_days() -> None:
    bench = Bench(time="17:00")
    bench.act(do.TaskDone(task=SWEEP))
    bench.clock("09:00", SATURDAY)
    past = bench.view(FRIDAY)
    assert (past.is_today, past.planned, past.left_over) == (False, True, ())
    assert len(titles(past, Section.LATER)) == 6
    assert not bench.view(MONDAY).planned
    assert proposals(past, bench.flow) == ()


# Proposals


def test_a_block_that_ends_leaves_its_tasks_to_the_next() -> None:
    bench = Bench(time="12:00")
    assert proposals(bench.view(), bench.flow) == (
        do.TriageMove(task=SWEEP, date=FRIDAY, block="noon"),
        do.TriageMove(task=ANSWERS, date=FRIDAY, block="noon"),
    )
    bench.act(do.Triage(moves=proposals(bench.view(), bench.flow)))
    assert bench.view().left_over == ()
    assert titles(bench.view(), Section.CURRENT) == ["Sweep", "Check", "Answers", "Research"]
    bench.act(do.Undo())
    assert len(bench.view().left_over) == 2


def test_after_the_day_they_are_proposed_for_the_next_working_day() -> None:
    bench = Bench(time="18:30")
    own(bench, "own")
    moves = proposals(bench.view(), bench.flow)
    # What the workflow has again on Monday is not carried there beside it.
    assert [(bench.item(move.task).title, move.date, move.block) for move in moves] == [("own", MONDAY, None)]
    bench.act(do.Triage(moves=moves))
    assert len(bench.view().rows) == 6
    assert len(bench.view(MONDAY).rows) == 7


def test_the_running_task_is_moved_with_its_timer_and_dropped_without() -> None:
    bench = Bench(time="11:50")
    key = bench.act(do.TaskStart(task=SWEEP))
    bench.clock("12:10")
    bench.act(do.Triage(moves=proposals(bench.view(), bench.flow)))
    assert bench.state.running == key
    assert bench.row(SWEEP).section is Section.CURRENT
    bench.act(do.Triage(moves=(do.TriageMove(task=SWEEP, drop=True, reason="enough"),)))
    assert bench.state.running == ""
    assert (bench.row(SWEEP).status, bench.item(SWEEP).reason) == (Status.DROPPED, "enough")
    assert bench.state.seconds_on(SWEEP, bench.now) == 20 * 60
    bench.act(do.Undo())
    assert bench.state.running == key


def test_the_next_working_day() -> None:
    assert next_working_day(workflow(), FRIDAY) == MONDAY
    assert next_working_day(workflow(), MONDAY) == MONDAY + dt.timedelta(days=1)
    assert next_working_day(workflow(days=()), FRIDAY) == SATURDAY


def test_a_plan_is_the_workflow_as_it_is_that_day() -> None:
    plan = plan_for(workflow(), FRIDAY)
    assert [item.key for item in plan.items] == ["sweep", "answers", "check", "research", "talk", "close"]
    assert (plan.off, plan.timezone, plan.workflow, plan.hash) == (False, "Europe/Madrid", "small", "1")
    assert [(each.start, each.end, each.reserve) for each in plan.blocks] == [
        ("09:00", "12:00", 0),
        ("12:00", "15:00", 30),
        ("16:00", "18:00", 30),
    ]
    assert plan_for(workflow(), SATURDAY).off


def test_the_workflow_of_a_day_is_that_of_its_plan() -> None:
    bench = Bench()
    bench.act(do.TaskNote(task=SWEEP, text="seen"))
    bench.flow = workflow(tasks=(task("other"),), blocks=BLOCKS[:1])
    assert len(bench.view().rows) == 6
    assert [row.item.key for row in bench.view(MONDAY).rows] == ["other"]


def test_a_milestone_of_the_week_stays_in_its_week_when_the_task_is_moved() -> None:
    bench = Bench(KEEPING, time="17:00")
    weekly = planned("weekly")
    bench.act(do.TaskMove(task=weekly, date=MONDAY))
    bench.clock("09:00", MONDAY)
    row = bench.row(weekly)
    assert (row.due, row.milestone) == (at("18:00"), MilestoneStatus.LATE)
    bench.act(do.TaskEdit(task=weekly, due="tue 12:00"))
    assert bench.row(weekly).due == at("12:00", MONDAY + dt.timedelta(days=1))
    bench.act(do.TaskMove(task=weekly, date=MONDAY + dt.timedelta(days=8)))
    bench.act(do.TaskEdit(task=weekly, due="10:00"))
    assert bench.view(MONDAY + dt.timedelta(days=8)).rows[-1].due == at(
        "10:00", MONDAY + dt.timedelta(days=8)
    )


def test_what_lapsed_missed_its_milestone_and_what_is_kept_is_late() -> None:
    bench = Bench(workflow(tasks=(task("sweep", due="09:45"), task("report", due="10:00", if_missed="keep"))))
    working(bench, THURSDAY)
    found = {row.item.key: row.milestone for row in bench.view(THURSDAY).rows}
    assert found == {"sweep": MilestoneStatus.MISSED, "report": MilestoneStatus.LATE}


def test_days_on_which_nobody_worked_leave_what_is_kept() -> None:
    """Ill on Thursday: the report of that day is still to be written, the sweep is not."""
    bench = Bench(workflow(tasks=(task("sweep"), task("report", repeat="weekly thu", if_missed="keep"))))
    working(bench, WEDNESDAY)
    assert reports(bench) == [(report(THURSDAY), 0, THURSDAY)]
    assert set(bench.state.days) == {WEDNESDAY}
    bench.act(do.TaskStart(task=report(THURSDAY)))
    assert set(bench.state.days) == {WEDNESDAY, THURSDAY, FRIDAY}
    bench.act(do.TaskDone(task=report(THURSDAY)))
    bench.clock("09:00", MONDAY)
    assert reports(bench) == []


def test_after_the_day_there_is_no_current_block() -> None:
    assert Bench(time="18:30").view().current is None
    between = Bench(time="15:30").view().current
    assert between is not None
    assert between.span.key == "afternoon"


def test_what_is_daily_falls_on_a_day_off_too_and_is_counted() -> None:
    bench = Bench(KEEPING, date=FRIDAY)
    bench.flow = replace(KEEPING, days=(0, 1, 2, 3, 4))
    working(bench, FRIDAY)
    bench.clock("10:00", SATURDAY)
    view = bench.view()
    assert (view.off, [row.item.key for row in view.rows]) == (True, ["report", "weekly"])
    bench.clock("09:00", MONDAY)
    assert reports(bench) == [(report(MONDAY), 3, None)]


def test_a_block_counts_an_incident_whose_timer_began_the_evening_before() -> None:
    flow = workflow((), blocks=(block("small-hours", "00:00", "03:00", reserve=30),), days=(4, 5))
    bench = Bench(flow, time="23:30")
    bench.act(do.TaskStart(incident=bench.act(do.IncidentOpen(title="It spreads"))))
    bench.clock("01:00", SATURDAY)
    (night,) = bench.view().blocks
    assert (night.incident_minutes, night.reserve_left_minutes) == (60, 0)

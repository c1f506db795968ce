"""The close of a day and the start of the next: what they say, and when a person is asked."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.calendar import WorkingHours
from jornada.core.day_close import day_done, is_close_due
from jornada.core.day_start import day_start, is_start_due
from jornada.core.incidents import TargetBook, deadlines
from jornada.core.plan import MilestoneStatus, first_on
from jornada.core.posts import Post, next_posts
from tests.core.builders import FRIDAY, MADRID, MONDAY, SATURDAY, Bench, at, block, planned, task, workflow

TUESDAY = MONDAY + dt.timedelta(days=1)
SWEEP, ANSWERS = planned("sweep"), planned("answers")


def worked() -> Bench:
    """Friday evening: a sweep in 40 minutes, an incident of 15, one task dropped, one put off."""
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=SWEEP))
    bench.clock("09:40").act(do.TaskDone(task=SWEEP))
    key = bench.act(do.Interrupt(title="It spreads"))
    bench.clock("09:55").act(do.TaskStop(session=key))
    bench.act(do.TaskDrop(task=planned("talk"), reason="nobody is there"))
    bench.act(do.TaskMove(task=planned("research"), date=MONDAY))
    own = bench.act(do.TaskAdd(title="Call Ana", date=FRIDAY, minutes=20))
    assert own in bench.state.items
    return bench.clock("17:50")


def test_what_became_of_a_day() -> None:
    bench = worked()
    found = day_done(bench.state, bench.flow, bench.view())
    assert (found.planned_minutes, found.spent_minutes, found.unforeseen_minutes) == (290, 55, 15)
    assert [row.item.title for row in found.done] == ["Sweep"]
    assert [(row.item.title, row.item.reason) for row in found.dropped] == [("Talk", "nobody is there")]
    assert [item.title for item in found.carried] == ["Research"]
    assert [row.item.title for row in found.left] == ["Close", "Call Ana", "Answers", "Check"]
    assert (len(found.done), found.total) == (1, 6)
    assert [(each.item.title, each.status) for each in found.milestones] == [
        ("Sweep", MilestoneStatus.ON_TIME),
        ("Answers", MilestoneStatus.LATE),
    ]
    assert [each.title for each in found.incidents] == ["It spreads"]
    # What Monday has again is not carried to it.
    assert [bench.item(move.task).title for move in found.proposed] == ["Call Ana"]
    assert found.tomorrow == MONDAY


@pytest.mark.parametrize(
    ("time", "due"), [("17:44", False), ("17:45", True), ("17:59", True), ("18:00", False), ("21:00", False)]
)
def test_it_is_asked_for_as_the_last_block_ends_and_never_outside_working_hours(time: str, due: bool) -> None:
    bench = worked().clock(time)
    assert is_close_due(bench.state, bench.view()) is due


def test_it_is_not_asked_for_on_a_day_nobody_worked_on_or_that_is_closed() -> None:
    idle = Bench(time="17:50")
    assert not is_close_due(idle.state, idle.view())
    bench = worked()
    bench.act(do.DayClose(date=FRIDAY))
    assert not is_close_due(bench.state, bench.view())
    bench.act(do.Undo())
    assert is_close_due(bench.state, bench.view())
    assert not is_close_due(bench.state, bench.view(SATURDAY))


def test_a_close_holds_until_the_next_one_and_is_undone_as_one() -> None:
    bench = worked()
    bench.act(do.DayClose(date=FRIDAY, top=("Call Ana", "Call Ana", ""), note="all\nquiet"))
    closing = bench.state.closings[FRIDAY]
    assert (closing.top, closing.note, closing.at) == (("Call Ana",), "all\nquiet", bench.now)
    bench.act(do.DayClose(date=FRIDAY, top=(planned("sweep", MONDAY),)))
    assert bench.state.closings[FRIDAY].top == (planned("sweep", MONDAY),)
    bench.act(do.Undo())
    assert bench.state.closings[FRIDAY].top == ("Call Ana",)


def test_closing_plans_no_day_but_its_own() -> None:
    bench = Bench(time="17:50")
    bench.act(do.DayClose(date=FRIDAY, top=(planned("sweep", MONDAY),)))
    assert set(bench.state.days) == {FRIDAY}


def test_a_day_is_closed_after_midnight() -> None:
    flow = workflow(tasks=[task("watch", "night")], blocks=[block("night", "20:00", "02:00")])
    bench = Bench(flow, time="21:00")
    bench.act(do.TaskStart(task=planned("watch")))
    bench.clock("01:50", SATURDAY)
    bench.act(do.DayClose(date=FRIDAY))
    assert set(bench.state.days) == {FRIDAY}
    assert FRIDAY in bench.state.closings


# What comes first


def firsts(bench: Bench, date: dt.date) -> list[tuple[int, str]]:
    return sorted((row.first, row.item.title) for row in bench.view(date).rows if row.first)


def test_what_comes_first_is_marked_on_the_next_working_day_by_id_or_title() -> None:
    bench = worked()
    bench.act(do.DayClose(date=FRIDAY, top=(planned("answers", MONDAY), "research", "Nothing planned")))
    assert firsts(bench, MONDAY) == [(1, "Answers"), (2, "Research")]
    assert firsts(bench, FRIDAY) == firsts(bench, TUESDAY) == []
    bench.clock("09:00", MONDAY).act(do.TaskStart(task=planned("sweep", MONDAY)))
    assert firsts(bench, MONDAY) == [(1, "Answers"), (2, "Research")]
    bench.clock("09:00", TUESDAY).act(do.TaskStart(task=planned("sweep", TUESDAY)))
    assert firsts(bench, TUESDAY) == []


def test_who_comes_back_later_has_it_then() -> None:
    bench = worked()
    bench.act(do.DayClose(date=FRIDAY, top=("Sweep",)))
    bench.clock("09:00", TUESDAY)
    assert first_on(bench.state, bench.flow, TUESDAY, MONDAY) == ()
    assert firsts(bench, TUESDAY) == [(1, "Sweep")]
    bench.act(do.TaskStart(task=planned("sweep", TUESDAY)))
    assert firsts(bench, TUESDAY) == [(1, "Sweep")]


# The start


def test_what_a_day_begins_with() -> None:
    bench = worked()
    bench.act(do.TaskMove(task=bench.state.on_date[FRIDAY][-1], date=MONDAY))
    key = bench.act(do.IncidentOpen(title="Press asks", kind="press"))
    bench.act(do.IncidentResolve(incident=key))
    bench.act(do.IncidentReopen(incident=key))
    bench.act(do.DayClose(date=FRIDAY, top=(planned("answers", MONDAY), "Something new"), note="Ana calls"))
    bench.clock("08:30", MONDAY)
    posts = [
        Post(key="one", date=MONDAY, title="One", time=dt.time(10)),
        Post(key="two", date=TUESDAY, title="Two"),
    ]
    found = day_start(bench.state, bench.flow, bench.view(), (), next_posts(posts, bench.now, MADRID))
    assert (found.before, found.note) == (FRIDAY, "Ana calls")
    assert [(each.title, each.row is not None) for each in found.first] == [
        ("Answers", True),
        ("Something new", False),
    ]
    assert [row.item.title for row in found.left] == ["Call Ana", "Research"]
    # 270 of the plan, 20 and 75 that were carried, in 420 minutes less two reserves of 30.
    assert (found.planned_minutes, found.available_minutes) == (365, 360)
    assert (found.over_minutes, found.fits) == (5, False)
    assert [each.item.title for each in found.milestones] == ["Sweep", "Answers"]
    assert [each.title for each in found.reopened] == ["Press asks"]
    assert found.open_incidents == 2
    assert [each.post.key for each in found.posts] == []


@pytest.mark.parametrize(
    ("time", "date", "due"),
    [
        ("07:00", MONDAY, True),
        ("11:00", MONDAY, True),
        ("18:00", MONDAY, False),
        ("09:00", SATURDAY, False),
    ],
)
def test_a_person_is_told_on_a_working_day_until_its_last_block_ends(
    time: str, date: dt.date, due: bool
) -> None:
    bench = worked().clock(time, date)
    assert is_start_due(bench.state, bench.view()) is due


def test_nobody_is_told_on_the_first_day_ever_or_once_the_day_is_begun() -> None:
    fresh = Bench()
    assert not is_start_due(fresh.state, fresh.view())
    bench = worked().clock("09:00", MONDAY)
    bench.act(do.TaskStart(task=planned("sweep", MONDAY)))
    assert not is_start_due(bench.state, bench.view())


def test_what_is_gone_is_told_by_its_key() -> None:
    bench = worked()
    bench.act(do.DayClose(date=FRIDAY, top=(planned("gone", MONDAY), "v1.2 of the page")))
    bench.clock("09:00", MONDAY)
    assert [each.title for each in day_start(bench.state, bench.flow, bench.view()).first] == [
        "gone",
        "v1.2 of the page",
    ]


def test_an_overdue_incident_is_told_of() -> None:
    bench = worked().clock("09:00", MONDAY)
    bench.act(do.IncidentOpen(title="Account gone", kind="compromise"))
    hours = WorkingHours(bench.flow.days, bench.flow.blocks, MADRID)
    bench.clock("10:00", MONDAY)
    due = deadlines(bench.state, TargetBook(), hours, at("10:00", MONDAY))
    found = day_start(bench.state, bench.flow, bench.view(), due)
    assert "Account gone" in [each.title for each in found.overdue]

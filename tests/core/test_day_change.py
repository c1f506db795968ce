"""A day that was begun, and its workflow that was edited since: a proposal, never by force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jornada.core import intents as do
from jornada.core.day_change import BLOCKS, DayChange, day_change, difference
from jornada.core.refusals import Reason
from jornada.core.state import ItemState
from jornada.core.workflow import Workflow
from tests.core.builders import FRIDAY, MONDAY, TASKS, Bench, block, planned, task, workflow

SWEEP = planned("sweep")
EDITED = workflow(
    (
        task("sweep", minutes=60, due="09:45"),
        task("answers", minutes=45, area="updating", due="10:30", brand="acme"),
        task("check", "noon", 15),
        task("talk", "afternoon", 80, area="engagement"),
        task("close", "afternoon", 10),
        task("fresh", "noon", 20, title="Fresh"),
    ),
    hash="2",
)


def begun(flow: Workflow = EDITED) -> Bench:
    """A day planned by the small workflow and begun, whose workflow is another one by now."""
    bench = Bench()
    bench.act(do.TaskNote(task=SWEEP, text="begun"))
    bench.flow = flow
    return bench


def proposed(bench: Bench) -> DayChange:
    change = day_change(bench.state, bench.flow, FRIDAY)
    assert change is not None
    return change


def test_what_comes_goes_and_says_something_else() -> None:
    change = difference(workflow(), EDITED, FRIDAY)
    assert [item.key for item in change.added] == ["fresh"]
    assert [item.key for item in change.removed] == ["research"]
    assert [(each.after.key, each.names) for each in change.changed] == [("sweep", ("minutes",))]
    assert change.blocks == ()
    assert not difference(workflow(), workflow(hash="2"), FRIDAY)


def test_the_day_stays_as_it_was_planned_until_it_is_accepted() -> None:
    bench = begun()
    assert bench.item(SWEEP).minutes == 45
    assert planned("fresh") not in bench.state.items
    change = proposed(bench)
    assert change.keys == ("fresh", "sweep", "research")

    bench.act(change.accept(change.keys))
    assert bench.item(SWEEP).minutes == 60
    assert bench.item(planned("fresh")).block == "noon"
    assert bench.item(planned("research")).state is ItemState.DROPPED
    assert day_change(bench.state, bench.flow, FRIDAY) is None


def test_each_for_itself_and_the_rest_is_left() -> None:
    bench = begun()
    bench.act(proposed(bench).accept({"fresh"}))
    assert planned("fresh") in bench.state.items
    assert bench.item(SWEEP).minutes == 45
    assert bench.item(planned("research")).is_open
    assert day_change(bench.state, bench.flow, FRIDAY) is None


def test_left_as_planned_it_is_not_asked_again_until_the_file_changes() -> None:
    bench = begun()
    bench.act(proposed(bench).accept(()))
    assert day_change(bench.state, bench.flow, FRIDAY) is None
    bench.flow = replace(EDITED, hash="3")
    assert proposed(bench).keys == ("fresh", "sweep", "research")


def test_a_change_taken_back_in_the_file_is_proposed_back() -> None:
    bench = begun()
    bench.act(proposed(bench).accept(proposed(bench).keys))
    bench.flow = workflow()
    change = proposed(bench)
    assert [item.key for item in change.removed] == ["fresh"]
    assert [each.after.key for each in change.changed] == ["sweep"]


def test_it_is_undone_as_one() -> None:
    bench = begun()
    before = bench.state
    change = proposed(bench)
    bench.act(change.accept(change.keys))
    bench.act(do.Undo())
    assert bench.state.items == before.items
    assert bench.state.days == before.days
    assert proposed(bench) == change
    bench.act(do.Redo())
    assert bench.item(SWEEP).minutes == 60


def test_only_what_changed_in_the_file_changes_in_the_day() -> None:
    bench = Bench()
    bench.act(do.TaskEdit(task=SWEEP, title="My own words", block="noon"))
    bench.flow = EDITED
    bench.act(proposed(bench).accept({"sweep"}))
    item = bench.item(SWEEP)
    assert (item.title, item.block, item.minutes) == ("My own words", "noon", 60)


def test_what_is_done_or_moved_away_is_let_alone() -> None:
    bench = begun(workflow())
    bench.act(do.TaskDone(task=SWEEP))
    bench.act(do.TaskMove(task=planned("research"), date=MONDAY))
    bench.flow = EDITED
    assert proposed(bench).keys == ("fresh",)


def test_blocks_are_proposed_as_one() -> None:
    blocks = (block("morning", "08:00", "12:00"), *workflow().blocks[1:])
    bench = begun(workflow(TASKS, blocks, hash="2"))
    change = proposed(bench)
    assert change.keys == (BLOCKS,)
    bench.act(change.accept({BLOCKS}))
    assert bench.state.days[FRIDAY].blocks[0].start == "08:00"


def test_a_task_that_goes_takes_its_timer_along() -> None:
    bench = begun(workflow())
    bench.act(do.TaskStart(task=planned("research")))
    bench.flow = EDITED
    bench.act(proposed(bench).accept({"research"}))
    assert bench.state.running_session is None


def test_nothing_is_proposed_for_a_day_not_begun_or_of_another_workflow() -> None:
    assert day_change(Bench().state, EDITED, FRIDAY) is None
    assert day_change(begun().state, replace(EDITED, name="other"), FRIDAY) is None
    assert day_change(begun().state, EDITED, MONDAY) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"hash": "9"}, Reason.PLAN_CHANGED),
        ({"workflow": "other"}, Reason.PLAN_CHANGED),
        ({"hash": "1"}, Reason.NOTHING_CHANGES),
        ({"date": MONDAY}, Reason.NOTHING_CHANGES),
        ({"date": FRIDAY.replace(day=19)}, Reason.PAST_DAY),
    ],
)
def test_what_is_not_what_the_file_says_now_is_refused(change: dict[str, object], reason: Reason) -> None:
    bench = begun()
    asked = proposed(bench).accept(())
    assert bench.refused(replace(asked, **change)).reason is reason


def test_two_devices_that_accept_come_to_the_same_day() -> None:
    one = begun()
    other = Bench(device="bbbb")
    one.sync(other)
    other.flow = EDITED
    one.act(proposed(one).accept({"fresh", "sweep"}))
    other.act(proposed(other).accept({"research"}))
    one.sync(other)
    assert one.state.items == other.state.items
    assert one.item(SWEEP).minutes == 60
    assert one.item(planned("research")).state is ItemState.DROPPED

"""What incidents displace: the reserve goes first, then what has the lowest priority for the audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from jornada.core import intents as do
from jornada.core.displacement import Displacement, displacement
from jornada.core.plan import Section
from jornada.core.state import ItemState
from jornada.core.unforeseen import Share
from jornada.core.workflow import Block, Task
from tests.core.builders import FRIDAY, MONDAY, Bench, at, block, planned, task, workflow

MORNING = block("morning", "09:00", "10:00", reserve=10)
NOON = block("noon", "10:00", "12:00", reserve=10)


def desk(tasks: Iterable[Task], blocks: Iterable[Block] = (MORNING, NOON), time: str = "09:00") -> Bench:
    bench = Bench(workflow(tasks, blocks), time=time)
    bench.act(do.TaskCount(task=planned(next(iter(tasks)).key)))  # the day is worked on
    return bench


def took(bench: Bench, start: str, end: str) -> str:
    """An incident took that time; it is `end` now."""
    key = bench.clock(start).act(do.Interrupt(title="Viral comment"))
    bench.clock(end).act(do.TaskStop(session=bench.state.running))
    return key


def found(bench: Bench) -> Displacement:
    result = displacement(bench.state, bench.flow, bench.view())
    assert result is not None
    return result


def proposed(bench: Bench) -> list[tuple[str, str]]:
    """Each task that no longer fits, and what is proposed: a block, a date, `drop` or `stays`."""
    said = []
    for each in found(bench).tasks:
        move = each.move
        where = "stays"
        if move is not None:
            where = "drop" if move.drop else move.block or str(move.date)
        said.append((each.row.item.key, where))
    return said


FULL = (
    task("first", minutes=20, rank=1),
    task("second", minutes=15, rank=2),
    task("third", minutes=15, rank=3),
)
"""Fifty minutes: with a reserve of ten the morning is full."""


def test_what_the_reserve_holds_displaces_nothing() -> None:
    bench = desk(FULL)
    took(bench, "09:00", "09:10")

    assert displacement(bench.state, bench.flow, bench.view()) is None
    assert bench.view().blocks[0].reserve_left_minutes == 0


def test_beyond_the_reserve_the_lowest_priority_no_longer_fits() -> None:
    bench = desk(FULL)
    key = took(bench, "09:00", "09:20")

    result = found(bench)

    assert (result.minutes, result.reserve_minutes, result.beyond_minutes) == (20, 10, 10)
    assert result.incidents == (Share(key, 20),)
    assert proposed(bench) == [("third", "noon")]
    assert [each.frees_minutes for each in result.tasks] == [15]
    assert result.moves == (do.TriageMove(task=planned("third"), date=FRIDAY, block="noon"),)


def test_the_running_incident_eats_as_time_passes() -> None:
    bench = desk(FULL)
    bench.act(do.Interrupt())
    assert displacement(bench.state, bench.flow, bench.view()) is None
    bench.clock("09:10")
    assert displacement(bench.state, bench.flow, bench.view()) is None
    bench.clock("09:11")
    assert proposed(bench) == [("third", "noon")]
    bench.clock("09:40")
    assert proposed(bench) == [("third", "noon"), ("second", "noon")]


def test_what_would_not_have_fitted_anyway_is_not_the_incidents_doing() -> None:
    bench = desk((*FULL, task("fourth", minutes=15, rank=4)))
    before = [row.item.key for row in bench.view().rows if not row.fits]
    took(bench, "09:00", "09:20")

    assert before == ["fourth"]
    assert proposed(bench) == [("third", "noon")]


def test_time_that_was_only_lost_displaces_nothing() -> None:
    bench = desk(FULL).clock("09:30")

    assert [row.item.key for row in bench.view().rows if not row.fits] == ["second", "third"]
    assert displacement(bench.state, bench.flow, bench.view()) is None


def test_an_incident_at_lunch_or_between_blocks_takes_no_room() -> None:
    blocks = (block("morning", "09:00", "11:00", lunch="09:10-10:00"), block("noon", "11:00", "12:00"))
    bench = desk((task("first", minutes=70, rank=1),), blocks)
    took(bench, "09:10", "10:00")

    assert displacement(bench.state, bench.flow, bench.view()) is None


def test_no_more_goes_than_must() -> None:
    """Where the larger task has to go, a smaller one of lower priority fits again and stays."""
    tasks = (
        task("first", minutes=20, rank=1),
        task("large", minutes=25, rank=2),
        task("small", minutes=5, rank=3),
    )
    bench = desk(tasks)
    took(bench, "09:00", "09:20")

    assert proposed(bench) == [("small", "stays"), ("large", "noon")]
    assert [each.frees_minutes for each in found(bench).tasks] == [0, 25]


def test_the_room_of_later_blocks_is_for_the_highest_priority_first() -> None:
    tasks = (*FULL, task("full", "noon", minutes=95, rank=1))
    bench = desk(tasks)
    took(bench, "09:00", "09:40")

    # Fifteen minutes are free at noon. What lapses and comes again on Monday may go.
    assert proposed(bench) == [("third", "drop"), ("second", "noon")]


def test_what_is_too_long_for_the_rest_goes_and_a_shorter_one_stays_in_its_place() -> None:
    bench = desk(FULL)
    took(bench, "09:00", "09:45")

    assert proposed(bench) == [("third", "noon"), ("second", "stays"), ("first", "noon")]


def test_without_room_what_is_kept_or_does_not_come_again_goes_to_the_next_working_day() -> None:
    noon_is_full = task("full", "noon", minutes=110, rank=1)
    weekly = task("weekly", minutes=20, rank=2, repeat="weekly fri")
    kept = task("kept", minutes=15, rank=3, if_missed="keep")
    daily = task("daily", minutes=15, rank=4)
    bench = desk((weekly, kept, daily, noon_is_full))
    took(bench, "09:00", "10:00")
    bench.clock("09:59")

    assert proposed(bench) == [("daily", "drop"), ("kept", str(MONDAY)), ("weekly", str(MONDAY))]


def test_a_task_of_ones_own_is_not_dropped() -> None:
    bench = desk((task("full", "noon", minutes=110, rank=1),))
    bench.act(do.TaskAdd(title="Own", date=FRIDAY, block="morning", minutes=45))
    took(bench, "09:00", "09:30")

    (only,) = found(bench).tasks
    assert only.move == do.TriageMove(task=only.row.item.id, date=MONDAY)


def test_the_task_in_hand_stays() -> None:
    bench = desk(FULL)
    took(bench, "09:00", "09:20")
    bench.act(do.TaskStart(task=planned("third")))

    assert proposed(bench) == [("third", "stays")]


def test_what_an_incident_of_the_morning_left_undone_is_displaced_at_noon() -> None:
    bench = desk((*FULL, task("full", "noon", minutes=110, rank=5)))
    took(bench, "09:00", "09:25")
    bench.act(do.TaskDone(task=planned("first")))
    bench.act(do.TaskDone(task=planned("second")))
    bench.clock("10:00")

    result = found(bench)

    assert [each.row.section for each in result.tasks] == [Section.EARLIER]
    assert proposed(bench) == [("third", "drop")]


def test_with_the_proposal_accepted_the_rest_fits_and_one_undo_takes_all_of_it_back() -> None:
    bench = desk((*FULL, task("full", "noon", minutes=95, rank=1)))
    took(bench, "09:00", "09:40")
    before = bench.queue()

    bench.act(do.Triage(moves=found(bench).moves))

    assert displacement(bench.state, bench.flow, bench.view()) is None
    assert bench.view().over_minutes == 0
    assert bench.item(planned("third")).state is ItemState.DROPPED
    assert bench.item(planned("second")).block == "noon"
    bench.act(do.Undo())
    assert bench.queue() == before
    assert bench.item(planned("third")).is_open


def test_nothing_is_displaced_on_another_day_or_after_the_last_block() -> None:
    bench = desk(FULL)
    took(bench, "09:00", "09:40")

    assert displacement(bench.state, bench.flow, bench.view(MONDAY)) is None
    bench.clock("12:30")
    assert displacement(bench.state, bench.flow, bench.view()) is None


def test_no_reserve_at_all() -> None:
    bench = desk(FULL, (replace(MORNING, reserve=0), NOON))
    took(bench, "09:00", "09:20")

    assert (found(bench).reserve_minutes, found(bench).beyond_minutes) == (0, 20)


def test_time_logged_afterwards_counts_the_same() -> None:
    bench = desk(FULL)
    key = bench.act(do.IncidentOpen(title="Rain"))
    bench.clock("09:20").act(do.TimeLog(incident=key, start=at("09:00"), end=at("09:20")))

    assert proposed(bench) == [("third", "noon")]


def test_room_that_was_made_takes_in_nothing_else() -> None:
    """With the noon's own task gone for the incident, what the morning left would fit with the incident's
    minutes too: but those are made up for."""
    bench = desk((task("left", minutes=100, rank=1), task("noon-task", "noon", minutes=100, rank=3)))
    took(bench, "10:00", "10:25")
    assert proposed(bench) == [("noon-task", "drop")]

    bench.act(do.Triage(moves=found(bench).moves))

    assert displacement(bench.state, bench.flow, bench.view()) is None


def test_an_incident_that_goes_on_displaces_more_than_was_made_room_for() -> None:
    bench = desk((*FULL, task("full", "noon", minutes=110, rank=1)))
    took(bench, "09:00", "09:20")
    bench.act(do.TaskMove(task=planned("third"), date=MONDAY))
    assert displacement(bench.state, bench.flow, bench.view()) is None

    took(bench, "09:20", "09:30")
    assert proposed(bench) == [("second", "drop")]


def test_what_was_moved_before_the_incident_made_no_room_for_it() -> None:
    bench = desk((*FULL, task("fourth", minutes=15, rank=4)), time="08:50")
    bench.act(do.TaskMove(task=planned("fourth"), date=MONDAY))
    took(bench, "09:00", "09:20")

    assert [row.item.key for row in bench.view().rows if not row.fits] == ["third"]
    assert proposed(bench) == [("third", "noon")]


@pytest.mark.parametrize(
    ("start", "end", "displaced"), [("09:04", "09:24", 1), ("09:04", "09:17", 0), ("09:06", "09:30", 0)]
)
def test_a_few_minutes_lost_before_it_do_not_take_the_blame_off_an_incident(
    start: str, end: str, displaced: int
) -> None:
    """Unless they are more than it took beyond the reserve, or more than a few."""
    bench = desk((task("first", minutes=5, rank=1), task("second", minutes=45, rank=2)))
    took(bench, start, end)

    result = displacement(bench.state, bench.flow, bench.view())

    assert len(result.tasks if result else ()) == displaced

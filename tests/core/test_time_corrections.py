"""Sessions put right afterwards: changed, split, joined, cut; and what their records leave of the indexes."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.fold import fold
from jornada.core.refusals import Reason
from jornada.core.state import Session, State
from tests.core.builders import FRIDAY, Bench, at, planned, walk

SWEEP, ANSWERS = planned("sweep"), planned("answers")


@pytest.fixture
def bench() -> Bench:
    """The sweep ran from nine to ten; it is noon."""
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=SWEEP))
    bench.clock("10:00").act(do.TaskStop(session=""))
    return bench.clock("12:00")


def only(state: State) -> Session:
    (session,) = state.sessions.values()
    return session


def spans(state: State) -> list[tuple[str, str, str]]:
    """From, to and what about, in order of time."""
    ordered = sorted(state.sessions.values(), key=lambda session: session.start)
    return [
        (f"{each.start:%H:%M}", f"{each.end:%H:%M}" if each.end else "", each.task or each.incident)
        for each in ordered
    ]


def check_indexes(state: State) -> None:
    """What is listed is what is there."""
    listed = [key for keys in state.starts_on.values() for key in keys]
    assert sorted(listed) == sorted(state.sessions)
    for date, keys in state.starts_on.items():
        assert all(state.sessions[key].start.date() == date for key in keys)
    by_subject = [key for keys in state.of_subject.values() for key in keys]
    assert sorted(by_subject) == sorted(k for k, each in state.sessions.items() if not each.is_break)
    for subject, keys in state.of_subject.items():
        assert all(subject in (state.sessions[k].task, state.sessions[k].incident) for k in keys)
    assert not state.running or state.sessions[state.running].end is None


# Changed


def test_other_times_another_task_a_note(bench: Bench) -> None:
    key = only(bench.state).id
    bench.act(do.TimeEdit(session=key, start=at("09:10"), end=at("09:40"), task=ANSWERS, note="by phone"))
    assert spans(bench.state) == [("09:10", "09:40", ANSWERS)]
    assert only(bench.state).note == "by phone"
    assert bench.state.seconds_on(SWEEP, bench.now) == 0
    check_indexes(bench.state)
    bench.act(do.Undo())
    assert spans(bench.state) == [("09:00", "10:00", SWEEP)]


def test_what_was_work_becomes_a_break(bench: Bench) -> None:
    key = only(bench.state).id
    bench.act(do.TimeEdit(session=key, task="", incident=""))
    assert only(bench.state).is_break
    check_indexes(bench.state)


def test_to_another_day_and_back(bench: Bench) -> None:
    key = only(bench.state).id
    thursday = FRIDAY - dt.timedelta(days=1)
    bench.act(do.TimeEdit(session=key, start=at("09:00", thursday), end=at("10:00", thursday)))
    check_indexes(bench.state)


def test_the_one_that_runs_began_earlier_and_goes_on(bench: Bench) -> None:
    key = bench.act(do.TaskStart(task=ANSWERS))
    bench.later(minutes=10).act(do.TimeEdit(session=key, start=at("11:30")))
    assert bench.state.running == key
    assert bench.state.seconds_on(ANSWERS, bench.now) == 40 * 60
    bench.act(do.TimeEdit(session=key, end=at("12:05")))
    assert bench.state.running == ""


def test_the_others_make_room_where_that_is_asked_for(bench: Bench) -> None:
    logged = do.TimeLog(task=ANSWERS, start=at("09:20"), end=at("09:30"))
    assert bench.refused(logged).reason is Reason.OVERLAPS
    bench.act(do.TimeLog(task=ANSWERS, start=at("09:20"), end=at("09:30"), cut=True))
    assert spans(bench.state) == [
        ("09:00", "09:20", SWEEP),
        ("09:20", "09:30", ANSWERS),
        ("09:30", "10:00", SWEEP),
    ]
    check_indexes(bench.state)
    bench.act(do.Undo())
    assert spans(bench.state) == [("09:00", "10:00", SWEEP)]


def test_room_is_made_at_each_end_and_of_all_that_is_within(bench: Bench) -> None:
    bench.act(do.TimeLog(task=ANSWERS, start=at("10:10"), end=at("10:20")))
    bench.act(do.TimeLog(task=ANSWERS, start=at("10:30"), end=at("11:00")))
    bench.act(do.TimeLog(task=planned("check"), start=at("09:50"), end=at("10:40"), cut=True))
    assert spans(bench.state) == [
        ("09:00", "09:50", SWEEP),
        ("09:50", "10:40", planned("check")),
        ("10:40", "11:00", ANSWERS),
    ]
    check_indexes(bench.state)


def test_room_is_made_in_what_runs_and_it_runs_on(bench: Bench) -> None:
    bench.act(do.TaskStart(task=ANSWERS))
    bench.clock("12:40").act(do.TimeLog(task=SWEEP, start=at("12:10"), end=at("12:20"), cut=True))
    running = bench.state.running_session
    assert running is not None
    assert (running.task, f"{running.start:%H:%M}") == (ANSWERS, "12:20")
    bench.act(do.TaskStop(session=""))
    assert spans(bench.state)[1:] == [
        ("12:00", "12:10", ANSWERS),
        ("12:10", "12:20", SWEEP),
        ("12:20", "12:40", ANSWERS),
    ]
    check_indexes(bench.state)


# Split and joined


def test_split_in_two_and_joined_again(bench: Bench) -> None:
    first = only(bench.state).id
    second = bench.act(do.TimeSplit(session=first, when=at("09:30"), task=ANSWERS))
    assert spans(bench.state) == [("09:00", "09:30", SWEEP), ("09:30", "10:00", ANSWERS)]
    check_indexes(bench.state)
    assert bench.refused(do.TimeJoin(session=first, other=second)).reason is Reason.NOT_THE_SAME
    bench.act(do.TimeEdit(session=second, task=SWEEP))
    bench.act(do.TimeJoin(session=second, other=first))
    assert spans(bench.state) == [("09:00", "10:00", SWEEP)]
    check_indexes(bench.state)


def test_what_runs_is_split_and_its_second_half_runs(bench: Bench) -> None:
    key = bench.act(do.TaskStart(task=ANSWERS))
    second = bench.clock("13:00").act(do.TimeSplit(session=key, when=at("12:30"), task="", incident=""))
    assert bench.state.running == second
    assert bench.state.sessions[second].is_break
    check_indexes(bench.state)


def test_what_was_left_running_was_a_break_from_the_last_sign_of_life(bench: Bench) -> None:
    key = bench.act(do.TaskStart(task=ANSWERS))
    bench.clock("15:00").act(
        do.TimeSplit(session=key, when=at("12:30"), task="", incident="", end=at("14:50"))
    )
    assert bench.state.running == ""
    assert spans(bench.state)[1:] == [("12:00", "12:30", ANSWERS), ("12:30", "14:50", "")]


def test_it_was_an_incident_from_the_last_sign_of_life(bench: Bench) -> None:
    bench.act(do.TaskStart(task=ANSWERS))
    key = bench.clock("15:00").act(do.Interrupt(when=at("12:30")))
    assert spans(bench.state)[1:] == [("12:00", "12:30", ANSWERS), ("12:30", "", key)]
    assert bench.state.incidents[key].detected == at("12:30")
    assert bench.state.parked == (key,)


def test_joining_over_a_gap_counts_the_gap(bench: Bench) -> None:
    first = only(bench.state).id
    other = bench.act(do.TimeLog(task=SWEEP, start=at("10:30"), end=at("10:45")))
    bench.act(do.TimeJoin(session=other, other=first))
    assert spans(bench.state) == [("09:00", "10:45", SWEEP)]


def test_what_runs_is_joined_with_what_was_before(bench: Bench) -> None:
    first = only(bench.state).id
    second = bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=5).act(do.TimeJoin(session=first, other=second))
    assert bench.state.running == first
    assert bench.state.seconds_on(SWEEP, bench.now) == 185 * 60
    check_indexes(bench.state)


# Together


def refused(bench: Bench, intent: do.Intent) -> Reason:
    return bench.refused(intent).reason


def test_what_is_refused(bench: Bench) -> None:
    key = only(bench.state).id
    other = bench.act(do.TimeLog(task=ANSWERS, start=at("10:00"), end=at("10:30")))
    third = bench.act(do.TimeLog(task=SWEEP, start=at("11:00"), end=at("11:30")))
    assert refused(bench, do.TimeEdit(session=key, end=at("10:10"))) is Reason.OVERLAPS
    assert refused(bench, do.TimeEdit(session=key, end=at("12:01"))) is Reason.IN_THE_FUTURE
    assert refused(bench, do.TimeEdit(session=key, start=at("10:00"))) is Reason.END_BEFORE_START
    assert refused(bench, do.TimeEdit(session=key, note="")) is Reason.NOTHING_CHANGES
    assert refused(bench, do.TimeEdit(session=key, task=SWEEP)) is Reason.NOTHING_CHANGES
    assert refused(bench, do.TimeEdit(session=key, task="nothing")) is Reason.NO_SUCH_TASK
    assert refused(bench, do.TimeEdit(session=key, incident="nothing")) is Reason.NO_SUCH_INCIDENT
    assert refused(bench, do.TimeEdit(session="nothing", note="x")) is Reason.NO_SUCH_SESSION
    assert refused(bench, do.TimeSplit(session=key, when=at("10:00"))) is Reason.NOT_WITHIN
    assert refused(bench, do.TimeSplit(session=key, when=at("09:00"))) is Reason.NOT_WITHIN
    assert refused(bench, do.TimeJoin(session=key, other=key)) is Reason.NOTHING_CHANGES
    assert refused(bench, do.TimeJoin(session=key, other=third)) is Reason.OVERLAPS
    assert refused(bench, do.TimeJoin(session=key, other=other)) is Reason.NOT_THE_SAME
    bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=9)
    assert refused(bench, do.Interrupt(when=at("11:59"))) is Reason.END_BEFORE_START
    running = bench.state.running
    early = do.TimeSplit(session=running, when=at("12:05"), end=at("12:04"))
    assert refused(bench, early) is Reason.END_BEFORE_START


def corrections(bench: Bench, random: Random) -> do.Intent:
    """What a person might put right next, sensible or not."""
    sessions = [*bench.state.sessions, "nothing"]
    ago = sorted(bench.now - dt.timedelta(minutes=random.randrange(-2, 200)) for _ in range(2))
    subject = random.choice((SWEEP, ANSWERS, "", "nothing", None))
    cut = random.random() < 0.5
    return random.choice(
        (
            do.TimeEdit(session=random.choice(sessions), start=ago[0], end=ago[1], cut=cut),
            do.TimeEdit(session=random.choice(sessions), task=subject, start=ago[0], cut=cut),
            do.TimeSplit(session=random.choice(sessions), when=ago[0], task=subject),
            do.TimeSplit(session=random.choice(sessions), when=ago[0], task="", end=ago[1]),
            do.TimeJoin(session=random.choice(sessions), other=random.choice(sessions)),
            do.TimeLog(task=ANSWERS, start=ago[0], end=ago[1], cut=cut),
            do.TimeDrop(session=random.choice(sessions)),
            do.Interrupt(when=ago[1]),
        )
    )


@given(st.integers(0, 2**32))
def test_time_is_never_counted_twice_whatever_is_put_right(seed: int) -> None:
    random = Random(seed)
    bench = Bench(time="09:00")
    began = bench.now - dt.timedelta(minutes=200)
    for _ in range(12):
        walk(bench, random, 2)
        for _ in range(3):
            bench.ask(corrections(bench, random))
        check_indexes(bench.state)
        ends = sorted((each.start, each.end or bench.now) for each in bench.state.sessions.values())
        assert all(end <= start for (_, end), (start, _) in pairwise(ends))
        spent = sum(each.seconds(bench.now) for each in bench.state.sessions.values())
        assert spent <= (bench.now - min(began, *(start for start, _ in ends), began)).total_seconds()
    shuffled = list(bench.timeline.records)
    random.shuffle(shuffled)
    assert fold(shuffled) == bench.state


# Counted twice


@pytest.fixture
def twice(bench: Bench) -> str:
    """Another device, which knew nothing of the sweep, has the answers from half past nine to half past
    ten; its session."""
    record = do.Record(
        id="bbbb-1",
        at=at("10:30"),
        n=1,
        intent=do.TimeLog(task=ANSWERS, start=at("09:30"), end=at("10:30")),
    )
    bench.timeline.add([record])
    return record.id


def test_what_overlaps_may_be_given_to_another_task_and_noted_as_it_stands(bench: Bench, twice: str) -> None:
    bench.act(do.TimeEdit(session=twice, task=planned("check")))
    bench.act(do.TimeEdit(session=twice, note="on the train"))
    changed = bench.state.sessions[twice]
    assert (changed.task, changed.note) == (planned("check"), "on the train")


def test_what_overlaps_may_be_made_shorter_but_not_longer_into_another(bench: Bench, twice: str) -> None:
    bench.act(do.TimeEdit(session=twice, start=at("09:45")))
    assert bench.refused(do.TimeEdit(session=twice, start=at("09:40"))).reason is Reason.OVERLAPS
    bench.act(do.TimeEdit(session=twice, end=at("10:40")))
    assert spans(bench.state)[1][:2] == ("09:45", "10:40")


def test_a_break_may_be_entered_afterwards(bench: Bench) -> None:
    bench.act(do.TimeLog(start=at("10:30"), end=at("10:45"), note="coffee"))
    taken = next(each for each in bench.state.sessions.values() if each.is_break)
    assert (taken.start, taken.end, taken.note) == (at("10:30"), at("10:45"), "coffee")
    check_indexes(bench.state)


def test_time_right_before_and_after_an_entry_stays_as_it_is() -> None:
    bench = Bench(time="12:00")
    before = bench.act(do.TimeLog(task=planned("sweep"), start=at("09:00"), end=at("09:30")))
    after = bench.act(do.TimeLog(task=planned("answers"), start=at("10:00"), end=at("10:30")))
    between = bench.act(do.TimeLog(start=at("09:30"), end=at("10:00"), cut=True))
    assert set(bench.state.sessions) == {before, after, between}
    assert [
        (each.start, each.end) for each in sorted(bench.state.sessions.values(), key=lambda each: each.start)
    ] == [(at("09:00"), at("09:30")), (at("09:30"), at("10:00")), (at("10:00"), at("10:30"))]

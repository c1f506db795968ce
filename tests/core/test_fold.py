"""State is a function of the set of records: any order, any split, undo and redo, any garbage."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jornada.core import fold as fold_module
from jornada.core import intents as do
from jornada.core.fold import Timeline, fold
from jornada.core.plan import day_view, plan_for, proposals
from jornada.core.state import Day, IdeaState, Notice, NoticeKind, State
from tests.core.builders import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    Bench,
    at,
    garbage,
    planned,
    task,
    walk,
    workflow,
)
from tests.strategies import records

SEEDS = st.integers(0, 2**32)
NO_SHRINKING = settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""A smaller seed is no smaller case."""
SWEEP, ANSWERS = planned("sweep"), planned("answers")


def two_devices(seed: int, steps: int = 40) -> list[do.Record]:
    """The records of two devices that walk apart and meet now and then."""
    random = Random(seed)
    one, two = Bench(device="aaaa"), Bench(device="bbbb", flow=workflow(hash="2", tasks=TASKS_OF_THE_OTHER))
    for _ in range(3):
        walk(one, random, steps // 6)
        walk(two, random, steps // 6)
        if random.random() < 0.7:
            one.sync(two)
    return [*one.timeline.records, *(r for r in two.timeline.records if one.timeline.record(r.id) is None)]


TASKS_OF_THE_OTHER = (task("sweep"), task("extra", "noon", 20), task("report", minutes=20, if_missed="keep"))


def consistent(state: State) -> None:
    """What the indexes of a state say is what its entries say."""
    assert state.kept == {item.id for item in state.items.values() if item.keep and item.is_open}
    by_date = {date: set(keys) for date, keys in state.on_date.items() if keys}
    assert sum(map(len, state.on_date.values())) == len(state.items)
    assert all(item.id in by_date[item.date] for item in state.items.values())
    assert set(state.open_incidents) == {each.id for each in state.incidents.values() if each.is_open}
    assert set(state.parked) == {each.id for each in state.incidents.values() if each.parked}
    assert set(state.open_ideas) == {each.id for each in state.ideas.values() if each.is_open}
    assert all(bool(each.task) is (each.state is IdeaState.USED) for each in state.ideas.values())
    assert set(state.open_promises) == {each.id for each in state.promises.values() if each.is_open}
    assert {s.id for s in state.sessions.values() if s.end is None} == {state.running} - {""}
    assert all(session.end is None or session.end >= session.start for session in state.sessions.values())
    subjects = [key for keys in state.of_subject.values() for key in keys]
    assert set(subjects) == {session.id for session in state.sessions.values() if not session.is_break}
    assert {key for keys in state.starts_on.values() for key in keys} == set(state.sessions)
    assert sum(map(len, state.starts_on.values())) == len(state.sessions)


# The same state, however the records come


@NO_SHRINKING
@given(SEEDS, st.booleans(), st.integers(1, 12))
def test_any_order_and_any_split_give_the_same_state(seed: int, orderly: bool, checkpoint: int) -> None:
    known = two_devices(seed) if orderly else garbage(Random(seed), 60)
    expected = fold(sorted(known, key=lambda record: record.order))
    random = Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold_module, "CHECKPOINT_AFTER", checkpoint)
        random.shuffle(known)
        timeline = Timeline()
        while known:
            size = random.randrange(1, 9)
            batch, known = known[:size], known[size:]
            timeline.add(batch)
            consistent(timeline.state)
        assert timeline.state == expected
        timeline.add(list(timeline.records))
        assert timeline.state == expected


@given(
    st.lists(records(), max_size=12, unique_by=lambda record: record.id), st.randoms(use_true_random=False)
)
def test_any_records_have_a_state_and_it_can_be_shown(known: list[do.Record], random: Random) -> None:
    state = fold(known)
    random.shuffle(known)
    assert fold(known) == state
    consistent(state)
    for date in (FRIDAY, *state.days):
        view = day_view(state, workflow(), date, at("10:00"))
        proposals(view, workflow())


@NO_SHRINKING
@given(SEEDS)
def test_garbage_has_a_state(seed: int) -> None:
    state = fold(garbage(Random(seed), 80))
    consistent(state)
    view = day_view(state, workflow(), FRIDAY, at("10:00"))
    assert {row.item.id for row in view.rows} >= set(state.on_date.get(FRIDAY, ()))


def test_a_known_record_is_passed_over() -> None:
    bench = Bench()
    bench.act(do.TaskNote(task=SWEEP, text="once"))
    before = bench.state
    bench.timeline.add(bench.timeline.records)
    assert bench.state is before


@pytest.mark.parametrize(
    "intent",
    [
        do.TaskStop(session=""),
        do.BreakStop(session=""),
        do.TimeDrop(session=""),
        do.Resume(incident=""),
        do.TaskStart(),
        do.TaskDone(task=""),
        do.IncidentReopen(incident=""),
    ],
)
def test_a_record_that_names_nothing_changes_nothing_and_is_noticed(intent: do.Intent) -> None:
    state = fold([do.Record("aaaa-1", at("09:00"), 1, intent)])
    assert state.notices == (Notice(NoticeKind.NO_LONGER_APPLIES, "aaaa-1", ""),)
    assert said(replace(state, notices=())) == State()


GONE = f"{FRIDAY}.gone"


@pytest.mark.parametrize(
    ("intent", "about"),
    [
        (do.TaskStart(task=GONE), GONE),
        (do.TaskStart(incident="aaaa-9"), "aaaa-9"),
        (do.TaskStop(session="aaaa-9"), "aaaa-9"),
        (do.BreakStop(session="aaaa-9"), "aaaa-9"),
        (do.TimeLog(start=at("08:00"), end=at("08:30"), task=GONE), GONE),
        (do.TimeLog(start=at("08:00"), end=at("08:30"), incident="aaaa-9"), "aaaa-9"),
        (do.TimeEdit(session="aaaa-9", note="x"), "aaaa-9"),
        (do.TimeEdit(session="aaaa-1", task=GONE), "aaaa-1"),
        (do.TimeEdit(session="aaaa-1", incident="aaaa-9"), "aaaa-1"),
        (do.TimeSplit(session="aaaa-9", when=at("08:10")), "aaaa-9"),
        (do.TimeSplit(session="aaaa-1", when=at("08:30")), "aaaa-1"),
        (do.TimeSplit(session="aaaa-1", when=at("08:10"), task=GONE), "aaaa-1"),
        (do.TimeJoin(session="aaaa-9", other="aaaa-1"), "aaaa-9"),
        (do.TimeJoin(session="aaaa-1", other="aaaa-9"), "aaaa-9"),
        (do.TimeJoin(session="aaaa-1", other="aaaa-1"), "aaaa-1"),
        (do.TimeDrop(session="aaaa-9"), "aaaa-9"),
    ],
)
def test_what_of_the_time_no_longer_applies_is_said_to_be_about_what_is_missing(
    intent: do.Intent, about: str
) -> None:
    pause = do.Record("aaaa-1", at("08:20"), 1, do.TimeLog(start=at("08:00"), end=at("08:20")))
    state = fold([pause, do.Record("aaaa-2", at("09:00"), 2, intent)])
    assert state.notices == (Notice(NoticeKind.NO_LONGER_APPLIES, "aaaa-2", about),)
    assert said(replace(state, notices=())) == said(fold([pause]))


def test_what_another_version_wrote_is_noticed() -> None:
    state = fold([do.Record("aaaa-1", at("09:00"), 1, do.Unknown(word="task.fly"))])
    assert state.notices == (Notice(NoticeKind.UNKNOWN_RECORD, "aaaa-1", "task.fly"),)


# Undo and redo


def said(state: State) -> State:
    """The state but for what can be undone and redone."""
    return replace(state, undoable={}, redoable={})


@NO_SHRINKING
@given(SEEDS)
def test_undo_leaves_the_state_as_if_it_never_was_and_redo_brings_it_back(seed: int) -> None:
    random = Random(seed)
    bench = walk(Bench(), random, 25)
    before, known = bench.state, tuple(bench.timeline.records)
    done = bench.state.undoable.get(bench.device)
    if done is None:
        bench.refused(do.Undo())
        return
    bench.act(do.Undo())
    without = fold(record for record in known if record.id != done.record)
    undone = {r.intent.of for r in known if isinstance(r.intent, do.Undo)}
    redone = {r.intent.of for r in known if isinstance(r.intent, do.Redo)}
    if done.record not in undone | redone:
        assert said(bench.state) == said(without)
    assert bench.state.redoable[bench.device] == done
    bench.act(do.Redo())
    assert bench.state == before


# Time


@pytest.mark.parametrize(
    ("date", "start", "end", "minutes"),
    [
        # Madrid: 02:00 becomes 03:00 on 29 March, 03:00 becomes 02:00 on 25 October.
        (dt.date(2026, 3, 29), "01:30", "03:30", 60),
        (dt.date(2026, 10, 25), "01:30", "03:30", 180),
        (FRIDAY, "01:30", "03:30", 120),
    ],
)
@pytest.mark.parametrize("zone", [ZoneInfo("Europe/Madrid"), None])
def test_a_session_over_a_clock_change_lasts_as_long_as_it_did(
    date: dt.date, start: str, end: str, minutes: int, zone: ZoneInfo | None
) -> None:
    times = [at(text, date).astimezone(zone) if zone else at(text, date) for text in (start, end)]
    known = [
        do.Record("aaaa-1", times[0], 1, do.TaskAdd(title="Night", date=date)),
        do.Record("aaaa-2", times[0], 2, do.TaskStart(task="aaaa-1")),
        do.Record("aaaa-3", times[1], 3, do.TaskStop(session="aaaa-2")),
    ]
    assert fold(known[:2]).seconds_on("aaaa-1", times[1]) == minutes * 60
    assert fold(known).seconds_on("aaaa-1", times[1]) == minutes * 60


def test_a_session_over_midnight_is_one_session() -> None:
    bench = Bench(time="23:50")
    key = bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=20)
    assert bench.today == SATURDAY
    bench.act(do.TaskStop(session=key))
    assert bench.state.seconds_on(SWEEP, bench.now) == 20 * 60
    assert bench.state.starts_on == {FRIDAY: (key,)}


def test_a_clock_that_goes_back_never_makes_negative_time() -> None:
    bench = Bench(time="10:00")
    bench.act(do.TaskStart(task=SWEEP))
    bench.clock("09:00")
    assert bench.state.seconds_on(SWEEP, bench.now) == 0
    bench.act(do.TaskStart(task=ANSWERS))
    bench.clock("08:00").act(do.TaskStop(session=""))
    assert [session.seconds(bench.now) for session in bench.state.sessions.values()] == [0, 0]


# Two devices


def apart() -> tuple[Bench, Bench]:
    """Two devices that do not know of each other; the workflow was changed on the second."""
    other = workflow(hash="2", tasks=(*TASKS_OF_THE_OTHER, task("answers")))
    return Bench(device="aaaa"), Bench(other, device="bbbb")


def test_the_first_plan_holds_and_what_differs_is_proposed() -> None:
    one, two = apart()
    one.act(do.TaskNote(task=SWEEP, text="one"))
    two.act(do.TaskNote(task=SWEEP, text="two"))
    one.sync(two)
    assert one.state == two.state
    day = one.state.days[FRIDAY]
    assert (day.hash, day.device) == ("1", "aaaa")
    assert [item.key for item in day.proposed] == ["extra", "report"]
    assert planned("extra") not in one.state.items
    assert len(one.item(SWEEP).notes) == 2


def test_the_same_plan_of_two_devices_is_one() -> None:
    one, two = Bench(device="aaaa"), Bench(device="bbbb")
    for bench in (one, two):
        bench.act(do.TaskNote(task=SWEEP, text=bench.device))
    one.sync(two)
    assert one.state.days[FRIDAY].proposed == ()
    assert one.state.notices == ()
    assert len(one.state.on_date[FRIDAY]) == 6


def test_parts_of_one_plan_are_no_proposals_of_another() -> None:
    plan = plan_for(workflow(), FRIDAY)
    parts = [replace(plan, items=plan.items[:3]), replace(plan, items=plan.items[3:])]
    whole = replace(plan, hash="2")
    known = [
        do.Record("aaaa-1", at("09:00"), 1, parts[0]),
        do.Record("bbbb-1", at("09:00"), 1, whole),
        do.Record("aaaa-2", at("09:00"), 2, parts[1]),
    ]
    state = fold(known)
    assert len(state.on_date[FRIDAY]) == 6
    assert state.days[FRIDAY].proposed == ()


def test_what_was_worked_on_comes_into_the_day_from_the_other_plan() -> None:
    one, two = apart()
    one.act(do.TaskNote(task=SWEEP, text="one"))
    two.act(do.TaskStart(task=planned("extra")))
    two.later(minutes=20).act(do.TaskDone(task=planned("extra")))
    one.sync(two)
    assert one.state.notices == ()
    assert one.state.seconds_on(planned("extra"), one.now) == 20 * 60
    assert "Extra" in one.queue()
    assert [item.key for item in one.state.days[FRIDAY].proposed] == ["report"]
    consistent(one.state)


@pytest.mark.parametrize(
    "intent",
    [
        do.TimeLog(task=planned("extra"), start=at("08:00"), end=at("08:10")),
        do.TaskNote(task=planned("extra"), text="x"),
        do.TaskMove(task=planned("extra"), date=MONDAY),
        do.Triage(moves=(do.TriageMove(task=planned("extra"), drop=True),)),
    ],
)
def test_every_way_to_work_on_it_counts(intent: do.Intent) -> None:
    one, two = apart()
    one.act(do.TaskNote(task=SWEEP, text="one"))
    two.act(intent)
    one.sync(two)
    assert one.state.notices == ()
    assert planned("extra") in one.state.items


def test_a_later_start_ends_the_earlier_one_and_says_so() -> None:
    one, two = Bench(device="aaaa"), Bench(device="bbbb")
    one.act(do.TaskNote(task=SWEEP, text="x"))
    one.sync(two)
    first = one.act(do.TaskStart(task=SWEEP))
    second = two.later(minutes=10).act(do.TaskStart(task=ANSWERS))
    one.sync(two)
    assert one.state == two.state
    assert one.state.running == second
    assert one.state.sessions[first].end == two.now
    assert one.state.notices == (Notice(NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE, second, first),)


def test_a_start_that_was_seen_is_ended_without_a_word() -> None:
    one, two = Bench(device="aaaa"), Bench(device="bbbb")
    one.act(do.TaskStart(task=SWEEP))
    one.sync(two)
    two.later(minutes=10).act(do.TaskStart(task=ANSWERS))
    one.sync(two)
    assert one.state.notices == ()


def test_a_device_undoes_its_own_and_what_followed_elsewhere_stays_visible() -> None:
    one, two = Bench(device="aaaa"), Bench(device="bbbb")
    key = one.act(do.TaskAdd(title="Own", date=FRIDAY))
    one.sync(two)
    note = two.act(do.TaskNote(task=key, text="seen"))
    two.act(do.Triage(moves=(do.TriageMove(task=key, block="noon"),)))
    one.sync(two)
    assert one.timeline.changes_after(key) == 2
    one.act(do.Undo())
    assert key not in one.state.items
    assert Notice(NoticeKind.NO_LONGER_APPLIES, note, key) in one.state.notices
    one.act(do.Redo())
    assert one.state.notices == ()
    assert one.item(key).block == "noon"
    assert one.timeline.changes_after("nothing") == 0


def test_a_clock_far_ahead_gives_no_negative_time() -> None:
    one, ahead = Bench(device="aaaa"), Bench(device="bbbb", time="13:00")
    one.act(do.TaskStart(task=SWEEP))
    one.sync(ahead)
    ahead.act(do.TaskStart(task=ANSWERS))
    one.sync(ahead)
    one.later(minutes=5)
    assert one.state.seconds_on(ANSWERS, one.now) == 0
    one.act(do.TaskStop(session=""))
    assert one.state.seconds_on(ANSWERS, one.now) == 0
    consistent(one.state)


def test_a_plan_makes_the_day() -> None:
    bench = Bench()
    bench.act(do.TaskNote(task=SWEEP, text="x"))
    day = bench.state.days[FRIDAY]
    assert day == Day(
        date=FRIDAY,
        workflow="small",
        hash="1",
        timezone="Europe/Madrid",
        device="aaaa",
        off=False,
        blocks=plan_for(bench.flow, FRIDAY).blocks,
        planned=plan_for(bench.flow, FRIDAY).items,
    )
    assert bench.state.on_date[FRIDAY] == tuple(planned(each.key) for each in bench.flow.tasks)


# Two timers that did not know of each other


def overlapping_timers() -> tuple[Bench, Bench, str, str]:
    """The first device did much, then started at 09:00; the second did little and started at 10:00."""
    one, two = Bench(device="aaaa"), Bench(device="bbbb", time="10:00")
    for number in range(5):
        one.act(do.TaskNote(task=SWEEP, text=str(number)))
    first = one.act(do.TaskStart(task=SWEEP))
    second = two.act(do.TaskStart(task=ANSWERS))
    assert one.timeline.records[-1].n > two.timeline.records[-1].n
    return one, two, first, second


def test_the_one_started_later_by_the_clock_runs_on() -> None:
    one, two, first, second = overlapping_timers()
    one.sync(two)
    assert one.state.running == second
    assert one.state.sessions[first].end == at("10:00")
    assert one.state.notices == (Notice(NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE, second, first),)
    assert one.state.seconds_on(ANSWERS, at("10:30")) == 30 * 60


def test_a_stop_that_was_not_known_of_ends_its_session_where_it_was_stopped() -> None:
    one, two, first, second = overlapping_timers()
    one.clock("09:40").act(do.TaskStop(session=""))
    one.sync(two)
    assert one.state.sessions[first].end == at("09:40")
    assert one.state.running == second
    assert NoticeKind.NO_LONGER_APPLIES not in {notice.kind for notice in one.state.notices}


def test_a_stop_never_makes_a_session_longer() -> None:
    one, two = Bench(device="bbbb"), Bench(device="aaaa", time="09:20")
    first = one.act(do.TaskStart(task=SWEEP))
    one.sync(two)
    second = two.act(do.TaskStart(task=ANSWERS))
    one.later(minutes=40).act(do.TaskStop(session=""))
    one.sync(two)
    assert one.state.sessions[first].end == at("09:20")
    assert one.state.running == second


def test_on_one_device_the_order_of_the_records_holds_whatever_the_clock_says() -> None:
    bench = Bench(time="10:00")
    first = bench.act(do.TaskStart(task=SWEEP))
    second = bench.clock("09:00").act(do.TaskStart(task=ANSWERS))
    assert bench.state.running == second
    assert bench.state.sessions[first].end == at("10:00")


@pytest.mark.parametrize(
    "ending",
    [
        do.TaskDone(task=SWEEP),
        do.TaskDrop(task=SWEEP),
        do.TaskStart(task=planned("close")),
        do.BreakStart(),
        do.Interrupt(),
        do.TaskStop(session=""),
    ],
)
def test_whatever_ended_it_on_its_own_device_ends_it_there(ending: do.Intent) -> None:
    one, two, first, second = overlapping_timers()
    one.clock("09:40").act(ending)
    one.sync(two)
    assert one.state.sessions[first].end == at("09:40")
    assert one.state.running == second
    consistent(one.state)


# Many actions


def test_a_device_undoes_two_hundred_actions_one_after_the_other() -> None:
    bench = Bench()
    for number in range(205):
        bench.act(do.TaskNote(task=SWEEP, text=str(number)))
    for _ in range(200):
        bench.act(do.Undo())
    bench.refused(do.Undo())
    assert [note.text for note in bench.item(SWEEP).notes] == ["0", "1", "2", "3", "4"]
    for _ in range(200):
        bench.act(do.Redo())
    bench.refused(do.Redo())
    assert len(bench.item(SWEEP).notes) == 205


def test_a_new_action_ends_what_could_be_done_again() -> None:
    bench = Bench()
    bench.act(do.TaskNote(task=SWEEP, text="one"))
    bench.act(do.Undo())
    bench.act(do.TaskNote(task=SWEEP, text="two"))
    bench.refused(do.Redo())
    assert [note.text for note in bench.item(SWEEP).notes] == ["two"]


def test_the_state_over_a_checkpoint_is_the_same() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold_module, "CHECKPOINT_AFTER", 8)
        bench = walk(Bench(), Random(7), 150)
        early = bench.record(do.TaskNote(task=SWEEP, text="late to arrive"))
        bench.timeline.add([replace(early, id="zzzz-1", n=2)])
    assert bench.state == fold(bench.timeline.records)
    assert "late to arrive" in [note.text for note in bench.item(SWEEP).notes]


def test_numbers_that_only_a_hand_can_have_written_are_cut_to_what_can_be() -> None:
    added = [do.TaskAdd(title="x", date=FRIDAY, minutes=minutes) for minutes in (-5, 10, 99_999_999)]
    opened = [do.IncidentOpen(title="y", severity=severity) for severity in (0, 2, 99)]
    state = fold(
        do.Record(f"aaaa-{n}", at("09:00"), n, intent) for n, intent in enumerate([*added, *opened], 1)
    )

    assert [item.minutes for item in state.items.values()] == [0, 10, 24 * 60]
    assert [incident.severity for incident in state.incidents.values()] == [None, 2, None]

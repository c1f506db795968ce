"""Lives of incidents at random, on one device and on several: no illegal state, no time counted twice."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.calendar import WorkingHours, local_date
from jornada.core.checklists import checklist_of
from jornada.core.decide import Accepted
from jornada.core.fold import Timeline, fold
from jornada.core.incidents import (
    ClockState,
    TargetBook,
    all_deadlines,
    awaits_authority_notice,
    awaits_post_mortem,
    awaits_response,
    deadlines,
    next_step,
    steps_taken,
)
from jornada.core.state import Incident, IncidentStatus, State
from tests.core.builders import BLOCKS, MADRID, Bench, planned

HOURS = WorkingHours((0, 1, 2, 3, 4), BLOCKS, MADRID)
SEEDS = st.integers(0, 2**32)
NO_SHRINKING = settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""A smaller seed is no smaller case."""
KINDS = ("complaint", "press", "leak", "compromise", "abuse", "other")


def step(bench: Bench, random: Random) -> do.Intent:
    """What may be asked for next of an incident, sensible or not; some of it told late."""
    pick, state = random.choice, bench.state
    key = pick([*state.incidents, "nothing"])
    when = pick((None, None, bench.now - dt.timedelta(minutes=random.randrange(-5, 200))))
    soon = bench.now + dt.timedelta(minutes=random.randrange(-20, 600))
    return pick(
        (
            lambda: do.Interrupt(),
            lambda: do.IncidentOpen(title="It spreads", kind=pick(KINDS), severity=pick((None, 1, 2, 3, 4))),
            lambda: do.TaskStart(incident=key),
            lambda: do.TaskStart(task=planned("sweep", bench.today)),
            lambda: do.TaskStop(session=""),
            lambda: do.Resume(incident=""),
            lambda: do.IncidentAcknowledge(incident=key, when=when),
            lambda: do.IncidentRespond(incident=key, when=when),
            lambda: do.IncidentUpdate(incident=key, when=when, next_update=pick((None, soon))),
            lambda: do.IncidentContain(incident=key, when=when),
            lambda: do.IncidentResolve(incident=key, when=when),
            lambda: do.IncidentReview(incident=key, when=when, worked="a", failed="b", cause="c"),
            lambda: do.IncidentReview(incident=key),
            lambda: do.IncidentReopen(incident=key, when=when),
            lambda: do.IncidentMonitor(incident=key, when=when),
            lambda: do.IncidentNotify(incident=key, who="Ana", when=when),
            lambda: do.IncidentPausePosts(incident=key, paused=pick((True, False)), when=when),
            lambda: do.IncidentCheck(incident=key, step=pick(("approve", "publish", "authority-notice"))),
            lambda: do.IncidentSeverity(incident=key, severity=pick((1, 2, 3, 4)), when=when),
            lambda: do.IncidentEdit(incident=key, kind=pick(KINDS), detected=when),
            lambda: do.IncidentNote(incident=key, text="noted", when=when),
            lambda: do.Undo(),
            lambda: do.Redo(),
        )
    )()


def live(bench: Bench, random: Random, steps: int) -> Bench:
    for _ in range(steps):
        bench.ask(step(bench, random))
        bench.later(seconds=random.choice((0, 30, 300, 2000)))
    return bench


def must_be_legal(known: Incident, state: State) -> None:
    """Each status has its stamp, no stamp is of a step that was not taken, none is before the detection."""
    status = known.status
    over = status in (IncidentStatus.RESOLVED, IncidentStatus.REVIEWED)
    assert over is (known.resolved is not None) is (not known.is_open)
    assert (status is IncidentStatus.REVIEWED) is (known.reviewed is not None)
    assert status is not IncidentStatus.REVIEWED or known.post_mortem is not None
    assert status is not IncidentStatus.ACKNOWLEDGED or known.acknowledged is not None
    assert status is not IncidentStatus.RESPONDED or known.answered is not None
    assert status is not IncidentStatus.CONTAINED or known.contained is not None
    assert status is not IncidentStatus.OPEN or (known.answered, known.contained) == (None, None)
    assert known.answered is None or known.responded is not None
    assert all(known.detected <= stamp for stamp in steps_taken(known))
    assert known.reopened is None or known.answered is None or known.reopened <= known.answered
    assert known.posts_resumed is None or (
        known.posts_paused is not None and known.posts_paused <= known.posts_resumed
    )
    assert known.initial_severity is not None or known.severity is None
    assert known.timeline[0].do == "incident.open"
    assert next_step(known) is not None or not known.is_open
    assert awaits_response(known) <= known.is_open
    assert all(step.is_told <= step.done for step in checklist_of(known))


def must_be_listed(state: State) -> None:
    """The lists of a state are exact."""
    everything = state.incidents.values()
    assert set(state.open_incidents) == {each.id for each in everything if each.is_open}
    assert set(state.unreviewed) == {
        each.id
        for each in everything
        if not each.is_open and (awaits_post_mortem(each) or awaits_authority_notice(each))
    }
    assert len(set(state.open_incidents)) == len(state.open_incidents)
    assert set(state.parked) == {each.id for each in everything if each.parked}


def must_be_true(bench: Bench) -> None:
    for known in bench.state.incidents.values():
        must_be_legal(known, bench.state)
    must_be_listed(bench.state)
    found = all_deadlines(bench.state, TargetBook(), HOURS, bench.now)
    assert [each.due for each in found] == sorted(each.due for each in found)
    assert all(
        (each.seconds_left < 0) is (each.state is ClockState.OVERDUE) or not each.seconds_left
        for each in found
    )
    nearest = deadlines(bench.state, TargetBook(), HOURS, bench.now)
    assert {each.incident for each in nearest} == {each.incident for each in found}
    assert len(nearest) == len({each.incident for each in nearest})


def must_count_once(bench: Bench) -> None:
    """No two sessions share time, so that those of a day never sum to more than what passed of it."""
    sessions = sorted(bench.state.sessions.values(), key=lambda each: each.start)
    took = [(each.start, each.end or bench.now) for each in sessions if each.seconds(bench.now)]
    assert all(before[1] <= after[0] for before, after in pairwise(took))
    by_day: dict[dt.date, int] = {}
    for start, end in took:
        if local_date(start, MADRID) == local_date(end, MADRID):
            date = local_date(start, MADRID)
            by_day[date] = by_day.get(date, 0) + int((end - start).total_seconds())
    for date, seconds in by_day.items():
        first = dt.datetime.combine(date, dt.time(), tzinfo=MADRID)
        last = min(bench.now, dt.datetime.combine(date + dt.timedelta(days=1), dt.time(), tzinfo=MADRID))
        assert seconds <= (last.astimezone(dt.UTC) - first.astimezone(dt.UTC)).total_seconds()


@NO_SHRINKING
@given(SEEDS)
def test_no_life_leads_to_an_illegal_state(seed: int) -> None:
    random = Random(seed)
    bench = Bench(time="09:00")
    for _ in range(60):
        bench.ask(step(bench, random))
        bench.later(seconds=random.choice((0, 30, 300, 2000)))
        must_be_true(bench)
    must_count_once(bench)


@pytest.mark.parametrize("date", [dt.date(2026, 3, 28), dt.date(2026, 10, 24)])
def test_no_time_is_counted_twice_over_a_clock_change(date: dt.date) -> None:
    for seed in range(6):
        bench = live(Bench(time="20:00", date=date), Random(seed), 150)
        assert bench.today > date
        must_be_true(bench)
        must_count_once(bench)


@NO_SHRINKING
@given(SEEDS)
def test_of_several_devices_that_meet_now_and_then_none_has_an_illegal_state(seed: int) -> None:
    random = Random(seed)
    one, two = Bench(device="aaaa"), Bench(device="bbbb")
    two.later(seconds=random.choice((-400, 0, 400)))
    for _ in range(8):
        for bench in (one, two):
            live(bench, random, random.randrange(6))
            must_be_true(bench)
        one.sync(two)
        assert one.state.incidents == two.state.incidents
        must_be_true(one)


@NO_SHRINKING
@given(SEEDS)
def test_the_same_life_in_any_order_of_arrival(seed: int) -> None:
    random = Random(seed)
    one, two = live(Bench(device="aaaa"), random, 12), Bench(device="bbbb")
    one.sync(two)
    live(two, random, 6)
    live(one, random, 6)
    one.sync(two)
    records = list(one.timeline.records)
    expected = fold(records)
    random.shuffle(records)
    assert fold(records) == expected
    late = Timeline()
    for record in records:
        late.add([record])
    assert late.state == expected


def test_what_two_devices_did_about_one_incident_counts_once() -> None:
    def both(*deeds: type[do.IncidentStep]) -> Incident:
        one = Bench(device="aaaa", time="10:00")
        key = one.act(do.IncidentOpen(title="It spreads", severity=2))
        two = Bench(device="bbbb", time="10:00")
        one.sync(two)
        for minute, (bench, deed) in enumerate(zip((one, two, one, two), deeds, strict=False), 1):
            bench.clock(f"10:0{minute}")
            decision = bench.ask(deed(incident=key))
            assert isinstance(decision, Accepted), decision
        one.sync(two)
        assert one.state.incidents == two.state.incidents
        must_be_legal(one.state.incidents[key], one.state)
        return one.state.incidents[key]

    answered = both(do.IncidentRespond, do.IncidentRespond)
    assert answered.answered == answered.responded
    assert len(answered.updates) == 1, "the second word is an update"
    paused = both(do.IncidentPausePosts, do.IncidentPausePosts)
    assert paused.posts_paused is not None
    assert paused.posts_paused.minute == 1
    resolved = both(do.IncidentResolve, do.IncidentContain)
    assert resolved.status is IncidentStatus.RESOLVED


def test_a_second_opening_again_takes_no_answer_back() -> None:
    one, two = Bench(device="aaaa", time="10:00"), Bench(device="bbbb", time="10:00")
    key = one.act(do.IncidentOpen(title="It spreads", severity=2))
    one.act(do.IncidentResolve(incident=key))
    one.sync(two)
    one.clock("10:05").act(do.IncidentReopen(incident=key))
    one.clock("10:06").act(do.IncidentRespond(incident=key))
    two.clock("10:07").act(do.IncidentReopen(incident=key))
    two.act(do.IncidentNote(incident=key, text="It is back"))
    one.sync(two)
    known = one.state.incidents[key]
    assert known.status is IncidentStatus.RESPONDED
    assert known.answered is not None
    assert [entry.do for entry in known.timeline].count("incident.reopen") == 2


def test_every_order_of_a_few_records_makes_one_state() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.IncidentOpen(title="It spreads", severity=2))
    for deed in (
        do.IncidentRespond(incident=key),
        do.IncidentResolve(incident=key),
        do.IncidentReopen(incident=key),
    ):
        bench.later(minutes=5).act(deed)
    records = bench.timeline.records[-5:]
    expected = fold(records)
    assert all(fold(order) == expected for order in permutations(records))

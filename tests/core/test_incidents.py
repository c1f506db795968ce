"""The unforeseen: severities, response clocks, the steps of a life, interruptions within interruptions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jornada.core import intents as do
from jornada.core.calendar import WorkingHours
from jornada.core.incidents import (
    CRITICAL,
    DEFAULT_TARGETS,
    HIGH,
    KINDS,
    LOW,
    MEDIUM,
    SEVERITIES,
    STEP_INTENTS,
    ClockState,
    Deadline,
    Target,
    TargetBook,
    awaits_response,
    deadlines,
    in_order,
    next_step,
    severity_for,
)
from jornada.core.refusals import Reason
from jornada.core.state import Incident, IncidentStatus
from tests.core.builders import (
    BLOCKS,
    FRIDAY,
    MADRID,
    MONDAY,
    SATURDAY,
    Bench,
    at,
    deadline_of,
    first_response_due,
    planned,
)

HOURS = WorkingHours((0, 1, 2, 3, 4), BLOCKS, MADRID)
SWEEP, ANSWERS = planned("sweep"), planned("answers")
SUNDAY = FRIDAY + dt.timedelta(days=2)


def incident(
    severity: int | None = 2, detected: dt.datetime | None = None, key: str = "aaaa-1", **more: Any
) -> Incident:
    instant = detected or at("10:00")
    return Incident(id=key, opened=instant, detected=instant, severity=severity, **more)


def opened(bench: Bench, severity: int | None = 2, **more: Any) -> str:
    return bench.act(do.IncidentOpen(title="It spreads", severity=severity, **more))


# Severity


def test_the_floors_of_the_kinds() -> None:
    floors = {key: kind.floor for key, kind in KINDS.items() if kind.floor < LOW}
    assert floors == {
        "leak": CRITICAL,
        "compromise": CRITICAL,
        "safety": CRITICAL,
        "press": HIGH,
        "mistaken-post": HIGH,
    }
    assert {key for key, kind in KINDS.items() if not kind.has_clock} == {
        "client-request",
        "tool-failure",
        "other",
    }


@pytest.mark.parametrize(
    ("kind", "severity", "raised"),
    [
        ("leak", None, CRITICAL),
        ("leak", LOW, CRITICAL),
        ("press", LOW, HIGH),
        ("press", CRITICAL, CRITICAL),
        ("press", None, HIGH),
        ("complaint", LOW, LOW),
        ("complaint", None, None),
        ("other", None, None),
        ("other", HIGH, HIGH),
        ("unheard-of", MEDIUM, MEDIUM),
    ],
)
def test_a_severity_is_never_below_the_floor(kind: str, severity: int | None, raised: int | None) -> None:
    assert severity_for(kind, severity) == raised


# Response clocks


@pytest.mark.parametrize(
    ("severity", "detected", "due"),
    [
        (CRITICAL, at("10:00"), at("10:15")),
        (HIGH, at("10:00"), at("10:30")),
        (MEDIUM, at("10:00"), at("11:00")),
        (LOW, at("10:00"), at("14:00")),
        # The wall's clock runs at night and on Sundays, that of working hours does not.
        (CRITICAL, at("23:50"), at("00:05", FRIDAY + dt.timedelta(days=1))),
        (HIGH, at("12:00", SUNDAY), at("12:30", SUNDAY)),
        (MEDIUM, at("12:00", SUNDAY), at("10:00", MONDAY)),
        (MEDIUM, at("17:30"), at("09:30", MONDAY)),
        # Neither lunch nor the hour between blocks counts.
        (MEDIUM, at("13:30"), at("16:30")),
        (LOW, at("13:00"), at("10:00", MONDAY)),
    ],
)
def test_when_the_first_response_is_due(severity: int, detected: dt.datetime, due: dt.datetime) -> None:
    assert first_response_due(incident(severity, detected), DEFAULT_TARGETS, HOURS) == due


@pytest.mark.parametrize(
    ("clock", "state", "left"),
    [
        ("10:00", ClockState.DUE, 1800),
        ("10:22", ClockState.DUE, 480),
        ("10:23", ClockState.SOON, 420),
        ("10:30", ClockState.SOON, 0),
        ("10:31", ClockState.OVERDUE, -60),
    ],
)
def test_how_a_deadline_stands(clock: str, state: ClockState, left: int) -> None:
    found = deadline_of(incident(HIGH), DEFAULT_TARGETS, HOURS, at(clock))
    assert found == Deadline("aaaa-1", at("10:30"), state, left)


def test_the_last_quarter_is_of_working_hours_where_the_clock_is() -> None:
    late = incident(MEDIUM, at("17:30"))
    for now, state in [
        (at("17:59"), ClockState.DUE),
        (at("09:14", MONDAY), ClockState.DUE),
        (at("09:15", MONDAY), ClockState.SOON),
        (at("09:31", MONDAY), ClockState.OVERDUE),
    ]:
        found = deadline_of(late, DEFAULT_TARGETS, HOURS, now)
        assert found is not None
        assert found.state is state
    found = deadline_of(late, DEFAULT_TARGETS, HOURS, at("17:30"))
    assert found is not None
    assert found.seconds_left == int((at("09:30", MONDAY) - at("17:30")).total_seconds())


def test_targets_are_the_persons_to_change() -> None:
    own = {**DEFAULT_TARGETS, HIGH: Target(5, None, "wall")}
    assert first_response_due(incident(HIGH), own, HOURS) == at("10:05")
    assert first_response_due(incident(HIGH), {}, HOURS) is None
    assert deadline_of(incident(HIGH), {}, HOURS, at("10:00")) is None


def test_who_waits_for_a_response() -> None:
    assert awaits_response(incident(LOW))
    assert not awaits_response(incident(None))
    assert not awaits_response(incident(LOW, responded=at("10:01"), answered=at("10:01")))
    assert awaits_response(incident(LOW, responded=at("10:01"), reopened=at("11:00")))
    assert not awaits_response(incident(LOW, monitored=at("10:01")))
    assert not awaits_response(incident(LOW, status=IncidentStatus.RESOLVED))
    assert awaits_response(incident(LOW, acknowledged=at("10:01"), status=IncidentStatus.ACKNOWLEDGED))


def test_acknowledging_does_not_stop_the_clock_and_responding_does() -> None:
    bench = Bench(time="10:00")
    key = opened(bench)

    def due() -> dt.datetime | None:
        return first_response_due(bench.state.incidents[key], DEFAULT_TARGETS, HOURS)

    bench.act(do.IncidentAcknowledge(incident=key))
    assert due() == at("10:30")
    bench.act(do.IncidentSeverity(incident=key, severity=CRITICAL))
    assert due() == at("10:15")
    bench.act(do.IncidentRespond(incident=key))
    assert due() is None


# Order


def test_the_nearest_deadline_first_then_the_severe_then_the_closed() -> None:
    bench = Bench(time="09:00")
    plain = bench.act(do.IncidentOpen(title="Tool down", kind="tool-failure"))
    low = opened(bench, LOW)
    first_closed, second_closed = opened(bench, LOW), opened(bench, LOW)
    bench.later(minutes=1).act(do.IncidentResolve(incident=first_closed))
    bench.later(minutes=1).act(do.IncidentResolve(incident=second_closed))
    answered = opened(bench, HIGH)
    bench.act(do.IncidentRespond(incident=answered))
    high, critical = opened(bench, HIGH), opened(bench.clock("09:20"), CRITICAL)
    found = deadlines(bench.state, TargetBook(), HOURS, bench.now)
    # What was answered waits for its next update, two hours after it.
    assert [deadline.incident for deadline in found] == [high, critical, answered, low]
    due = {deadline.incident: deadline for deadline in found}
    ordered = in_order(bench.state.incidents.values(), due)
    assert [each.id for each in ordered] == [
        high,
        critical,
        answered,
        low,
        plain,
        second_closed,
        first_closed,
    ]


# Life


def review(key: str) -> do.IncidentReview:
    return do.IncidentReview(incident=key, worked="the text", failed="the rota", cause="nobody was there")


def life(bench: Bench, key: str) -> list[str]:
    """The steps that the one key takes, until there is none left."""
    steps = []
    while step := next_step(bench.state.incidents[key]):
        bench.act(review(key) if step == "review" else STEP_INTENTS[step](incident=key))
        steps.append(step)
        assert len(steps) < 9
    return steps


@pytest.mark.parametrize("severity", [*SEVERITIES, None])
def test_one_key_takes_an_incident_through_its_life(severity: int | None) -> None:
    bench = Bench()
    key = opened(bench, severity)
    severe = ["acknowledge", "respond", "contain", "resolve", "review"]
    expected = severe if severity in (CRITICAL, HIGH) else ["acknowledge", "respond", "resolve"]
    assert life(bench, key) == (expected if severity else ["resolve"])


def test_every_step_is_stamped_once_and_told_in_the_timeline() -> None:
    bench = Bench(time="10:00")
    key = opened(bench)
    for minute, step in enumerate(STEP_INTENTS.values(), 1):
        bench.clock(f"10:0{minute}")
        bench.act(review(key) if step is do.IncidentReview else step(incident=key))
    known = bench.state.incidents[key]
    stamps = (known.acknowledged, known.responded, known.contained, known.resolved, known.reviewed)
    assert stamps == tuple(at(f"10:0{minute}") for minute in (1, 2, 3, 4, 5))
    assert [entry.do for entry in known.timeline] == [
        "incident.open",
        *(step.do for step in STEP_INTENTS.values()),
    ]
    assert known.status is IncidentStatus.REVIEWED


def test_a_response_before_it_was_acknowledged() -> None:
    bench = Bench()
    key = opened(bench)
    bench.act(do.IncidentRespond(incident=key))
    assert life(bench, key) == ["contain", "resolve", "review"]


def test_contained_before_it_was_answered_still_waits_for_the_answer() -> None:
    bench = Bench()
    key = opened(bench)
    bench.act(do.IncidentContain(incident=key))
    assert life(bench, key) == ["respond", "resolve", "review"]


@pytest.mark.parametrize("severity", [*SEVERITIES, None])
@pytest.mark.parametrize("skipped", [True, False])
def test_a_reopened_incident_goes_through_what_is_left_of_its_life(
    severity: int | None, skipped: bool
) -> None:
    bench = Bench()
    key = opened(bench, severity)
    if skipped:
        bench.act(do.IncidentResolve(incident=key))
    else:
        life(bench, key)
    before = bench.state.incidents[key]
    bench.later(minutes=5).act(do.IncidentReopen(incident=key))
    again = bench.state.incidents[key]
    assert (again.status, again.resolved, again.contained) == (IncidentStatus.OPEN, None, None)
    assert (again.answered, again.reviewed, again.reopened) == (None, None, bench.now)
    assert (again.acknowledged, again.responded) == (before.acknowledged, before.responded)
    assert bench.state.open_incidents == (key,)
    steps = life(bench, key)
    assert steps[-1] == ("review" if severity in (CRITICAL, HIGH) else "resolve")
    # What comes back is acknowledged and answered anew; the first stamps of all stay.
    assert bool(severity) == ("acknowledge" in steps) == ("respond" in steps)
    assert bench.state.open_incidents == ()
    after = bench.state.incidents[key]
    assert before.acknowledged in (None, after.acknowledged)
    assert before.responded in (None, after.responded)
    assert severity is None or after.answered == bench.now


def test_the_changes_of_an_edit_are_told() -> None:
    bench = Bench()
    key = bench.act(do.Interrupt())
    bench.act(do.IncidentEdit(incident=key, title="Press calls", kind="press", brand="acme"))
    known = bench.state.incidents[key]
    assert (known.title, known.kind, known.severity, known.brand) == ("Press calls", "press", HIGH, "acme")
    assert dict(known.timeline[-1].changes) == {
        "title": "Press calls",
        "kind": "press",
        "severity": "2",
        "brand": "acme",
    }


# Interruptions


def parked(bench: Bench) -> list[str]:
    """What waits to be resumed, innermost last."""
    found = []
    for key in bench.state.parked:
        known = bench.state.incidents[key]
        assert known.parked
        found.append(known.interrupted_task or known.interrupted_incident)
    return found


def runs(bench: Bench) -> str:
    session = bench.state.running_session
    return (session.task or session.incident or "break") if session else ""


def test_the_loop_of_an_incident() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=SWEEP))
    key = bench.later(minutes=10).act(do.Interrupt())
    assert (runs(bench), parked(bench)) == (key, [SWEEP])
    bench.later(minutes=3).act(do.IncidentEdit(incident=key, title="Viral", kind="complaint", severity=2))
    bench.later(minutes=2).act(do.IncidentRespond(incident=key))
    bench.later(minutes=5).act(do.IncidentResolve(incident=key))
    assert (runs(bench), parked(bench)) == ("", [SWEEP])
    bench.later(minutes=1).act(do.Resume(incident=""))
    assert (runs(bench), parked(bench)) == (SWEEP, [])
    bench.later(minutes=4)
    assert bench.state.seconds_on(SWEEP, bench.now) == 14 * 60
    assert bench.state.seconds_on(key, bench.now) == 10 * 60


def test_an_interruption_is_one_record_and_undone_as_one() -> None:
    bench = Bench()
    start = bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=10).act(do.Interrupt())
    bench.act(do.Undo())
    assert (bench.state.running, bench.state.parked, bench.state.incidents) == (start, (), {})
    bench.act(do.Redo())
    assert parked(bench) == [SWEEP]


def test_nested_interruptions_unwind_in_order() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=SWEEP))
    outer = bench.later(minutes=5).act(do.Interrupt(title="outer"))
    inner = bench.later(minutes=5).act(do.Interrupt(title="inner"))
    assert parked(bench) == [SWEEP, outer]
    bench.later(minutes=5).act(do.IncidentResolve(incident=inner))
    bench.act(do.Resume(incident=""))
    assert (runs(bench), parked(bench)) == (outer, [SWEEP])
    bench.later(minutes=5).act(do.IncidentResolve(incident=outer))
    bench.act(do.Resume(incident=""))
    assert (runs(bench), parked(bench)) == (SWEEP, [])
    assert bench.state.seconds_on(outer, bench.now) == 10 * 60


def test_resuming_the_outer_one_leaves_the_inner_one_as_it_is() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=SWEEP))
    outer = bench.later(minutes=5).act(do.Interrupt())
    bench.later(minutes=5).act(do.Interrupt())
    bench.act(do.Resume(incident=outer))
    assert (runs(bench), parked(bench)) == (SWEEP, [outer])


@pytest.mark.parametrize(
    "closing",
    [
        do.TaskDone(task=SWEEP),
        do.TaskDrop(task=SWEEP),
        do.TaskStart(task=SWEEP),
        do.Triage(moves=(do.TriageMove(task=SWEEP, drop=True),)),
    ],
)
def test_parked_work_that_is_started_or_closed_no_longer_waits(closing: do.Intent) -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=5).act(do.Interrupt())
    bench.later(minutes=5).act(closing)
    assert parked(bench) == []
    assert not any(each.parked for each in bench.state.incidents.values())


def test_a_parked_incident_that_is_resolved_no_longer_waits() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=SWEEP))
    outer = bench.later(minutes=5).act(do.Interrupt())
    inner = bench.later(minutes=5).act(do.Interrupt())
    bench.act(do.IncidentResolve(incident=outer))
    assert (runs(bench), parked(bench)) == (inner, [SWEEP])


def test_an_interrupted_break_or_nothing_leaves_nothing_to_resume() -> None:
    bench = Bench()
    bench.act(do.Interrupt())
    assert parked(bench) == []
    bench.act(do.BreakStart())
    bench.act(do.Interrupt())
    assert parked(bench) == []


def test_other_work_in_between_leaves_the_parked_work_parked() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=5).act(do.Interrupt())
    bench.later(minutes=5).act(do.TaskStart(task=ANSWERS))
    assert parked(bench) == [SWEEP]
    bench.later(minutes=5).act(do.Interrupt())
    assert parked(bench) == [SWEEP, ANSWERS]


def test_two_devices_interrupt_the_same_work() -> None:
    one, two = Bench(device="aaaa"), Bench(device="bbbb")
    one.act(do.TaskStart(task=SWEEP))
    one.sync(two)
    for bench in (one, two):
        bench.later(minutes=5).act(do.Interrupt())
    one.sync(two)
    assert parked(one) == [SWEEP, SWEEP]
    one.act(do.Resume(incident=""))
    assert parked(one) == []


def test_over_a_clock_change_minutes_are_true_minutes() -> None:
    sunday = dt.date(2026, 10, 25)
    detected = dt.datetime(2026, 10, 25, 2, 50, tzinfo=MADRID)
    bench = Bench(time="02:50", date=sunday)
    bench.timeline.add([do.Record("aaaa-1", detected, 1, do.IncidentOpen(title="x", severity=HIGH))])
    due = first_response_due(bench.state.incidents["aaaa-1"], DEFAULT_TARGETS, HOURS)
    assert due is not None
    assert due.astimezone(dt.UTC) - detected.astimezone(dt.UTC) == dt.timedelta(minutes=30)


# Parked over night


def left_parked(time: str = "17:00") -> Bench:
    bench = Bench(time=time)
    bench.act(do.TaskStart(task=SWEEP))
    key = bench.later(minutes=5).act(do.Interrupt())
    bench.later(minutes=5).act(do.IncidentResolve(incident=key))
    return bench


def test_parked_work_of_a_day_that_is_over_waits_until_other_work_begins() -> None:
    bench = left_parked()
    bench.clock("09:00", MONDAY)
    assert parked(bench) == [SWEEP]
    bench.act(do.TaskStart(task=planned("sweep", MONDAY)))
    assert parked(bench) == []
    assert bench.refused(do.Resume(incident="")).reason is Reason.NOTHING_PARKED


def test_the_next_morning_it_can_be_resumed() -> None:
    bench = left_parked()
    bench.clock("09:00", MONDAY).act(do.Resume(incident=""))
    assert runs(bench) == SWEEP
    assert bench.state.notices == ()


def test_work_over_midnight_is_still_the_same_work() -> None:
    bench = left_parked(time="23:50")
    assert bench.today == SATURDAY
    bench.act(do.BreakStart())
    assert parked(bench) == [SWEEP]


def test_what_is_kept_and_what_is_an_incident_wait_on() -> None:
    bench = Bench(time="17:00")
    own = bench.act(do.TaskAdd(title="Own", date=FRIDAY))
    bench.act(do.TaskStart(task=own))
    outer = bench.later(minutes=5).act(do.Interrupt())
    bench.later(minutes=5).act(do.Interrupt())
    bench.clock("09:00", MONDAY).act(do.BreakStart())
    assert parked(bench) == [own, outer]


def test_what_has_no_severity_yet_comes_after_what_is_known_to_be_low() -> None:
    known = [incident(severity, key=f"aaaa-{severity}") for severity in (None, LOW, MEDIUM)]
    assert [each.severity for each in in_order(known, {})] == [MEDIUM, LOW, None]
    # One of the same rank goes by its age.
    older = incident(LOW, at("09:00"), key="aaaa-9")
    assert [each.id for each in in_order([*known, older], {})] == ["aaaa-3", "aaaa-9", "aaaa-4", "aaaa-None"]


def test_more_people_than_there_are_cannot_be_reached() -> None:
    bench = Bench()
    assert bench.refused(do.IncidentOpen(title="x", reach=10**12)).reason is Reason.BAD_REACH
    bench.act(do.IncidentOpen(title="x", reach=10**12 - 1))

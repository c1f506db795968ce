"""The clocks of incidents: over nights, weekends, lunch and clock changes; as a life goes on; by brand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jornada.core import intents as do
from jornada.core.calendar import WorkingHours
from jornada.core.incidents import (
    AUTHORITY_STEP,
    CRITICAL,
    DEFAULT_TARGETS,
    HIGH,
    LOW,
    MEDIUM,
    ClockKind,
    ClockState,
    Target,
    TargetBook,
    all_deadlines,
    clocks_of,
    deadlines,
    deadlines_of,
    in_order,
    next_word_due,
)
from jornada.core.state import Incident, IncidentStatus
from jornada.core.workflow import ResponseTarget
from tests.core.builders import BLOCKS, FRIDAY, MADRID, MONDAY, SATURDAY, Bench, at, block, deadline_of

HOURS = WorkingHours((0, 1, 2, 3, 4), BLOCKS, MADRID)
EVERY_NIGHT = WorkingHours(tuple(range(7)), (block("night", "00:00", "06:00"),), MADRID)
"""Of somebody who works while the clocks are changed."""
SUNDAY = SATURDAY + dt.timedelta(days=1)
TUESDAY = MONDAY + dt.timedelta(days=1)
SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
FIRST, UPDATE, NOTICE, REVIEW = ClockKind


def incident(severity: int | None = HIGH, detected: dt.datetime | None = None, **more: Any) -> Incident:
    instant = detected or at("10:00")
    return Incident(id="aaaa-1", opened=instant, detected=instant, severity=severity, **more)


def due(known: Incident, hours: WorkingHours = HOURS) -> dict[ClockKind, dt.datetime]:
    return {clock.kind: clock.due for clock in clocks_of(known, DEFAULT_TARGETS, hours)}


def owed(bench: Bench, key: str, book: TargetBook | None = None) -> dict[ClockKind, dt.datetime]:
    targets = (book or TargetBook()).of(bench.state.incidents[key].brand)
    return {
        each.clock: each.due for each in deadlines_of(bench.state.incidents[key], targets, HOURS, bench.now)
    }


# Nights, weekends, lunch


@pytest.mark.parametrize(
    ("severity", "answered", "update"),
    [
        (CRITICAL, at("10:00"), at("11:00")),
        (CRITICAL, at("23:30"), at("00:30", SATURDAY)),
        (HIGH, at("17:30"), at("19:30")),
        (HIGH, at("23:00", SATURDAY), at("01:00", SUNDAY)),
        # Four working hours, over lunch (14 to 15) and the hour between blocks (15 to 16).
        (MEDIUM, at("09:00"), at("13:00")),
        (MEDIUM, at("11:00"), at("17:00")),
        (MEDIUM, at("13:00"), at("10:00", MONDAY)),
        (MEDIUM, at("14:30"), at("11:00", MONDAY)),
        (MEDIUM, at("12:00", SATURDAY), at("13:00", MONDAY)),
        (MEDIUM, at("20:00", MONDAY), at("13:00", TUESDAY)),
    ],
)
def test_when_the_next_update_is_due(severity: int, answered: dt.datetime, update: dt.datetime) -> None:
    assert due(incident(severity, answered, answered=answered)) == {UPDATE: update}


def test_no_updates_are_owed_on_an_isolated_one() -> None:
    assert due(incident(LOW, answered=at("10:05"))) == {}


@pytest.mark.parametrize("severity", [CRITICAL, HIGH])
def test_the_post_mortem_is_due_two_days_after_it_was_over_whatever_days_these_are(severity: int) -> None:
    over = incident(severity, status=IncidentStatus.RESOLVED, resolved=at("17:00"))
    assert due(over) == {REVIEW: at("17:00", SUNDAY)}


def test_only_a_critical_or_high_one_owes_a_post_mortem() -> None:
    for severity in (MEDIUM, LOW, None):
        assert due(incident(severity, status=IncidentStatus.RESOLVED, resolved=at("17:00"))) == {}


def test_the_notice_of_a_leak_is_due_72_hours_after_it_was_seen() -> None:
    leak = incident(CRITICAL, kind="leak")
    assert due(leak) == {FIRST: at("10:15"), NOTICE: at("10:00", MONDAY)}
    over = incident(
        CRITICAL, kind="leak", status=IncidentStatus.RESOLVED, answered=at("10:05"), resolved=at("11:00")
    )
    assert due(over) == {REVIEW: at("11:00", SUNDAY), NOTICE: at("10:00", MONDAY)}
    assert due(incident(CRITICAL, kind="leak", checked=(AUTHORITY_STEP,))) == {FIRST: at("10:15")}
    # Neither watching it nor opening it again gives more time.
    assert NOTICE in due(incident(CRITICAL, kind="leak", monitored=at("10:05")))
    assert due(incident(CRITICAL, kind="leak", reopened=at("17:00")))[NOTICE] == at("10:00", MONDAY)


# Clock changes


@pytest.mark.parametrize("kind", [FIRST, UPDATE, NOTICE, REVIEW])
@pytest.mark.parametrize("date", [SPRING, AUTUMN])
def test_a_clock_on_the_wall_counts_true_minutes_over_a_clock_change(kind: ClockKind, date: dt.date) -> None:
    start = at("01:50", date)
    known = {
        FIRST: incident(HIGH, start),
        UPDATE: incident(HIGH, start, answered=start),
        NOTICE: incident(CRITICAL, start, kind="leak"),
        REVIEW: incident(HIGH, start, status=IncidentStatus.RESOLVED, resolved=start),
    }[kind]
    minutes = {FIRST: 30, UPDATE: 120, NOTICE: 72 * 60, REVIEW: 48 * 60}[kind]
    found = due(known)[kind]
    assert found.astimezone(dt.UTC) - start.astimezone(dt.UTC) == dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("detected", "due_at"),
    [
        # The hour from two to three is not there: an hour of work from 01:30 ends at 03:30.
        (at("01:30", SPRING), at("03:30", SPRING)),
        # It is there twice: from 01:30 an hour of work ends at 02:30, the first of the two.
        (at("01:30", AUTUMN), at("02:30", AUTUMN)),
        # From the first 02:30 it ends at the second.
        (at("02:30", AUTUMN), dt.datetime(2026, 10, 25, 2, 30, tzinfo=MADRID, fold=1)),
        # Before the night of the change, what is left goes over to it: five of its six hours, or seven.
        (at("05:30", SPRING - dt.timedelta(days=1)), at("00:30", SPRING)),
    ],
)
def test_working_hours_over_a_clock_change(detected: dt.datetime, due_at: dt.datetime) -> None:
    found = due(incident(MEDIUM, detected), EVERY_NIGHT)[FIRST]
    assert found == due_at.astimezone(dt.UTC)


@pytest.mark.parametrize(("date", "hours"), [(SPRING, 5), (AUTUMN, 7), (FRIDAY, 6)])
def test_a_night_of_a_clock_change_has_more_or_fewer_working_hours(date: dt.date, hours: int) -> None:
    targets = {**DEFAULT_TARGETS, LOW: Target(hours * 60, None, "working")}
    (clock,) = clocks_of(incident(LOW, at("00:00", date)), targets, EVERY_NIGHT)
    assert clock.due == at("06:00", date)
    (found,) = deadlines_of(incident(LOW, at("00:00", date)), targets, EVERY_NIGHT, at("00:00", date))
    assert (found.state, found.seconds_left) == (ClockState.DUE, hours * 3600)


# A life


def test_the_clocks_of_a_whole_life() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.IncidentOpen(title="It spreads", severity=HIGH))
    assert owed(bench, key) == {FIRST: at("10:30")}
    bench.clock("10:05").act(do.IncidentAcknowledge(incident=key))
    assert owed(bench, key) == {FIRST: at("10:30")}
    bench.clock("10:10").act(do.IncidentRespond(incident=key))
    assert owed(bench, key) == {UPDATE: at("12:10")}
    bench.clock("11:00").act(do.IncidentUpdate(incident=key))
    assert owed(bench, key) == {UPDATE: at("13:00")}
    bench.clock("11:30").act(do.IncidentContain(incident=key))
    assert owed(bench, key) == {UPDATE: at("13:00")}
    bench.clock("12:00").act(do.IncidentResolve(incident=key))
    assert owed(bench, key) == {REVIEW: at("12:00", SUNDAY)}
    bench.clock("15:00").act(do.IncidentReopen(incident=key))
    assert owed(bench, key) == {FIRST: at("15:30")}
    bench.act(do.IncidentRespond(incident=key))
    assert owed(bench, key) == {UPDATE: at("17:00")}
    bench.act(do.IncidentResolve(incident=key))
    bench.act(do.IncidentReview(incident=key, worked="a", failed="b", cause="c"))
    assert owed(bench, key) == {}
    assert (bench.state.open_incidents, bench.state.unreviewed) == ((), ())


def test_a_word_that_is_told_late_starts_its_clock_when_it_was_sent() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.IncidentOpen(title="It spreads", severity=HIGH))
    bench.clock("11:00").act(do.IncidentRespond(incident=key, when=at("10:15")))
    assert owed(bench, key) == {UPDATE: at("12:15")}
    bench.act(do.IncidentUpdate(incident=key, when=at("10:40")))
    assert owed(bench, key) == {UPDATE: at("12:40")}


def test_an_update_before_any_response_is_the_first_one() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.IncidentOpen(title="It spreads", severity=HIGH))
    bench.clock("10:10").act(do.IncidentUpdate(incident=key, text="We look into it"))
    known = bench.state.incidents[key]
    assert (known.status, known.responded, known.answered) == (
        IncidentStatus.RESPONDED,
        at("10:10"),
        at("10:10"),
    )
    assert owed(bench, key) == {UPDATE: at("12:10")}


def test_a_change_of_severity_counts_from_the_same_beginning() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.IncidentOpen(title="It spreads", severity=LOW))
    bench.clock("10:20").act(do.IncidentSeverity(incident=key, severity=MEDIUM))
    assert owed(bench, key) == {FIRST: at("11:00")}
    bench.act(do.IncidentSeverity(incident=key, severity=CRITICAL))
    assert owed(bench, key) == {FIRST: at("10:15")}
    bench.act(do.IncidentRespond(incident=key))
    bench.act(do.IncidentSeverity(incident=key, severity=HIGH))
    assert owed(bench, key) == {UPDATE: at("12:20")}
    bench.act(do.IncidentSeverity(incident=key, severity=LOW))
    assert owed(bench, key) == {}


def test_one_that_is_classified_late_counts_from_its_detection() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.Interrupt())
    assert owed(bench, key) == {}
    bench.clock("10:20").act(do.IncidentEdit(incident=key, title="Press calls", kind="press"))
    assert owed(bench, key) == {FIRST: at("10:30")}


# What was promised


def test_what_was_promised_counts_before_the_targets() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.IncidentOpen(title="It spreads", severity=HIGH))
    bench.act(do.IncidentEdit(incident=key, next_update=at("10:45")))
    assert owed(bench, key) == {FIRST: at("10:30")}
    bench.clock("10:10").act(do.IncidentRespond(incident=key))
    assert owed(bench, key) == {UPDATE: at("10:45")}, "it was promised with the first word"
    bench.clock("10:40").act(do.IncidentUpdate(incident=key, next_update=at("16:00")))
    assert owed(bench, key) == {UPDATE: at("16:00")}
    bench.clock("11:00").act(do.IncidentUpdate(incident=key))
    assert owed(bench, key) == {UPDATE: at("13:00")}


def test_an_update_may_be_promised_where_none_is_owed() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.IncidentOpen(title="Cold soup", severity=LOW))
    bench.act(do.IncidentUpdate(incident=key, next_update=at("09:00", MONDAY)))
    assert owed(bench, key) == {UPDATE: at("09:00", MONDAY)}
    found = deadline_of(bench.state.incidents[key], DEFAULT_TARGETS, HOURS, at("08:00", MONDAY))
    assert found is not None
    assert found.state is ClockState.SOON


def test_a_promise_of_an_earlier_life_is_gone() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.IncidentOpen(title="It spreads", severity=HIGH))
    bench.act(do.IncidentUpdate(incident=key, next_update=at("16:00")))
    bench.act(do.IncidentResolve(incident=key))
    bench.clock("10:30").act(do.IncidentReopen(incident=key))
    bench.act(do.IncidentRespond(incident=key))
    assert owed(bench, key) == {UPDATE: at("12:30")}


def test_by_when_a_word_that_goes_out_now_promises_the_next() -> None:
    def word(known: Incident) -> dt.datetime | None:
        return next_word_due(known, DEFAULT_TARGETS, HOURS, at("10:10"))

    assert word(incident(HIGH)) == at("12:10")
    assert word(incident(HIGH, answered=at("10:05"))) == at("12:05")
    assert word(incident(MEDIUM)) == at("16:10")
    assert word(incident(LOW)) is None
    assert word(incident(None)) is None
    assert word(incident(LOW, next_update=at("11:00"))) == at("11:00")
    # What was promised for now is not promised for later.
    assert word(incident(HIGH, next_update=at("10:10"))) == at("12:10")


# Only watched


def test_one_that_is_only_watched_is_owed_no_word_until_it_gets_worse_or_is_answered() -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.IncidentOpen(title="A troll", kind="abuse", severity=LOW))
    bench.act(do.IncidentMonitor(incident=key))
    assert owed(bench, key) == {}
    bench.act(do.IncidentSeverity(incident=key, severity=MEDIUM))
    assert owed(bench, key) == {FIRST: at("11:00")}
    bench.act(do.IncidentMonitor(incident=key))
    bench.act(do.IncidentSeverity(incident=key, severity=LOW))
    assert owed(bench, key) == {}, "what is less bad is watched on"
    bench.act(do.IncidentUpdate(incident=key, next_update=at("12:00")))
    assert owed(bench, key) == {UPDATE: at("12:00")}


# Targets by brand


BOOK = TargetBook(
    changes=(
        ResponseTarget(severity=HIGH, brand="acme", first_response_minutes=10),
        ResponseTarget(severity=HIGH, first_response_minutes=20, update_minutes=45),
        ResponseTarget(severity=MEDIUM, brand="acme", update_minutes=0, clock="wall"),
        ResponseTarget(severity=9, first_response_minutes=1),
    )
)


def test_what_is_said_of_a_brand_counts_before_what_is_said_of_all() -> None:
    assert BOOK.of("acme") == {
        **DEFAULT_TARGETS,
        HIGH: Target(10, 45, "wall"),
        MEDIUM: Target(60, None, "wall"),
    }
    assert BOOK.of("beta") == BOOK.of("") == {**DEFAULT_TARGETS, HIGH: Target(20, 45, "wall")}
    assert TargetBook().of("acme") == DEFAULT_TARGETS


def test_each_incident_goes_by_the_targets_of_its_brand() -> None:
    bench = Bench(time="10:00")
    ours, theirs = (
        bench.act(do.IncidentOpen(title="It spreads", severity=HIGH, brand=brand))
        for brand in ("acme", "beta")
    )
    found = {each.incident: each.due for each in deadlines(bench.state, BOOK, HOURS, bench.now)}
    assert found == {ours: at("10:10"), theirs: at("10:20")}
    bench.act(do.IncidentEdit(incident=theirs, brand="acme"))
    assert owed(bench, theirs, BOOK) == {FIRST: at("10:10")}


# Of many incidents


def test_of_each_the_nearest_and_all_of_all() -> None:
    bench = Bench(time="10:00")
    leak = bench.act(do.IncidentOpen(title="List sent out", kind="leak"))
    over = bench.act(do.IncidentOpen(title="It spread", severity=HIGH))
    bench.act(do.IncidentResolve(incident=over))
    bench.act(do.IncidentOpen(title="Tool down", kind="tool-failure"))
    everything = all_deadlines(bench.state, TargetBook(), HOURS, bench.now)
    assert [(each.incident, each.clock) for each in everything] == [
        (leak, FIRST),
        (over, REVIEW),
        (leak, NOTICE),
    ]
    nearest = deadlines(bench.state, TargetBook(), HOURS, bench.now)
    assert [(each.incident, each.clock) for each in nearest] == [(leak, FIRST), (over, REVIEW)]


def test_a_post_mortem_comes_after_what_is_open_until_it_is_near_its_end() -> None:
    bench = Bench(time="10:00")
    over = bench.act(do.IncidentOpen(title="It spread", severity=HIGH))
    bench.act(do.IncidentResolve(incident=over))
    calm = bench.act(do.IncidentOpen(title="Cold soup", severity=None))

    def order() -> list[str]:
        due = {each.incident: each for each in deadlines(bench.state, TargetBook(), HOURS, bench.now)}
        return [each.id for each in in_order(bench.state.incidents.values(), due)]

    assert order() == [calm, over]
    bench.clock("23:00", SATURDAY)
    assert order() == [over, calm]

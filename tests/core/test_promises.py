"""Promises: to whom, by when, about what; open until they are kept, over days and ends of work."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.incidents import ClockState
from jornada.core.limits import FAR_DAYS
from jornada.core.moments import MomentError, MomentProblem, read_coming
from jornada.core.promises import open_promises, promises_of
from jornada.core.refusals import Reason
from tests.core.builders import FRIDAY, MADRID, MONDAY, SATURDAY, Bench, at, planned

SWEEP = planned("sweep")


def promise(who: str = "Ana", by: str = "16:00", date: dt.date = FRIDAY, **more: str) -> do.PromiseAdd:
    """A promise about the sweep unless it says otherwise."""
    about = more if "incident" in more else {"task": SWEEP, **more}
    return do.PromiseAdd(who=who, by=at(by, date), **about)


def test_a_promise_on_a_planned_task() -> None:
    bench = Bench(time="10:00")
    key = bench.act(promise(" Ana\x07 ", text="the\nfigures"))
    made = bench.state.promises[key]
    assert (made.who, made.by, made.subject, made.text) == ("Ana", at("16:00"), SWEEP, "the\nfigures")
    assert bench.state.open_promises == (key,)
    assert FRIDAY in bench.state.days


def test_a_promise_on_an_incident_names_only_that() -> None:
    bench = Bench(time="10:00")
    incident = bench.act(do.IncidentOpen(title="It spreads"))
    key = bench.act(do.PromiseAdd(who="Ana", by=at("16:00"), incident=incident, task=SWEEP))
    assert bench.state.promises[key].subject == incident
    assert bench.state.promises[key].task == ""


def test_they_come_by_due_time_each_with_how_it_stands() -> None:
    bench = Bench(time="10:00")
    late, soon, due = (bench.act(promise(by=time)) for time in ("10:30", "11:15", "16:00"))
    tomorrow = bench.act(promise(by="09:00", date=SATURDAY))
    bench.clock("11:00")
    listed = open_promises(bench.state, bench.now)
    assert [(each.promise.id, each.state, each.seconds_left) for each in listed] == [
        (late, ClockState.OVERDUE, -30 * 60),
        (soon, ClockState.SOON, 15 * 60),
        (due, ClockState.DUE, 5 * 3600),
        (tomorrow, ClockState.DUE, 22 * 3600),
    ]


def test_those_of_one_subject() -> None:
    bench = Bench(time="10:00")
    incident = bench.act(do.IncidentOpen(title="It spreads"))
    bench.act(promise())
    key = bench.act(promise("Luis", incident=incident))
    assert [each.promise.id for each in promises_of(bench.state, incident, bench.now)] == [key]


def test_kept_it_is_listed_no_more_and_undo_opens_it_again() -> None:
    bench = Bench(time="10:00")
    key = bench.act(promise())
    bench.act(do.PromiseKeep(promise=key))
    assert bench.state.promises[key].kept == bench.now
    assert open_promises(bench.state, bench.now) == ()
    bench.act(do.Undo())
    assert [each.promise.id for each in open_promises(bench.state, bench.now)] == [key]


@pytest.mark.parametrize("end", [do.TaskDone(task=SWEEP), do.TaskDrop(task=SWEEP)])
def test_it_outlasts_the_task_and_the_day(end: do.Intent) -> None:
    bench = Bench(time="10:00")
    key = bench.act(promise())
    bench.act(end)
    bench.clock("09:00", MONDAY)
    (open_one,) = open_promises(bench.state, bench.now)
    assert (open_one.promise.id, open_one.state) == (key, ClockState.OVERDUE)
    bench.act(do.PromiseKeep(promise=key))


def test_it_holds_though_the_record_of_its_subject_is_gone() -> None:
    bench = Bench(time="10:00")
    own = bench.act(do.TaskAdd(title="Own", date=FRIDAY))
    key = bench.act(do.PromiseAdd(who="Ana", by=at("16:00"), task=own))
    bench.timeline.add([do.Record("bbbb-1", bench.now, 99, do.Undo(of=own))])
    assert own not in bench.state.items
    assert [each.promise.id for each in open_promises(bench.state, bench.now)] == [key]


@pytest.mark.parametrize(
    ("intent", "reason", "about"),
    [
        (promise(who=" "), Reason.EMPTY_WHO, ""),
        (promise(by="09:59"), Reason.PAST_TIME, "09:59"),
        (promise(by="10:00"), Reason.PAST_TIME, "10:00"),
        (promise(by="16:00", date=FRIDAY - dt.timedelta(days=1)), Reason.PAST_DAY, "2026-11-19"),
        (promise(date=FRIDAY + dt.timedelta(days=FAR_DAYS + 1)), Reason.FAR_DAY, "2031-11-25"),
        (promise(task="gone"), Reason.NO_SUCH_TASK, "gone"),
        (do.PromiseAdd(who="Ana", by=at("16:00")), Reason.NO_SUCH_TASK, ""),
        (promise(incident="gone"), Reason.NO_SUCH_INCIDENT, "gone"),
        (promise(text="x" * 4001), Reason.TEXT_TOO_LONG, "x" * 40),
        (do.PromiseKeep(promise="gone"), Reason.NO_SUCH_PROMISE, "gone"),
    ],
)
def test_refusals(intent: do.Intent, reason: Reason, about: str) -> None:
    refused = Bench(time="10:00").refused(intent)
    assert (refused.reason, refused.about) == (reason, about)


def test_kept_twice_is_refused() -> None:
    bench = Bench(time="10:00")
    key = bench.act(promise())
    bench.act(do.PromiseKeep(promise=key))
    assert bench.refused(do.PromiseKeep(promise=key)).reason is Reason.PROMISE_KEPT


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16:00", at("16:00")),
        ("9.30", at("09:30")),
        ("tomorrow 10:00", at("10:00", SATURDAY)),
        ("Thu 10:00", at("10:00", FRIDAY + dt.timedelta(days=6))),
        ("lunes 1730", at("17:30", MONDAY)),
        ("2026-11-23T10:00", at("10:00", MONDAY)),
        ("pasado mañana  8:15", at("08:15", FRIDAY + dt.timedelta(days=2))),
    ],
)
def test_times_to_come_as_they_are_typed(typed: str, meant: dt.datetime) -> None:
    assert read_coming(typed, at("10:00"), MADRID) == meant


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", MomentProblem.NO_TIME),
        ("soon", MomentProblem.NO_TIME),
        ("25:00", MomentProblem.NO_TIME),
        ("tomorrow", MomentProblem.NO_TIME),
        ("someday 10:00", MomentProblem.NO_DAY),
    ],
)
def test_what_is_no_time_to_come(typed: str, problem: MomentProblem) -> None:
    with pytest.raises(MomentError) as error:
        read_coming(typed, at("10:00"), MADRID)
    assert error.value.problem is problem

"""What is refused and why, and what an accepted intent is completed with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.decide import Accepted, decide, rule_of
from jornada.core.incidents import STEP_INTENTS
from jornada.core.limits import FAR_DAYS, MINUTES_LIMIT, PROSE_LIMIT, TITLE_LIMIT
from jornada.core.plan import plan_for
from jornada.core.refusals import Reason, Refused
from jornada.core.rules.plans import PLAN_BYTES, in_parts
from jornada.core.state import NoticeKind, Session, State
from jornada.core.workflow import Goal
from tests.core.builders import (
    BLOCKS,
    FRIDAY,
    MONDAY,
    Bench,
    anything,
    at,
    planned,
    task,
    walk,
    workflow,
)
from tests.strategies import intents

THURSDAY = FRIDAY - dt.timedelta(days=1)
SWEEP, ANSWERS = planned("sweep"), planned("answers")
EMOJI = "👩‍👩‍👧"

Ask = Callable[[Bench], do.Intent]


def add(**more: Any) -> do.TaskAdd:
    facts: dict[str, object] = {"title": "Own", "date": FRIDAY, **more}
    return do.TaskAdd(**facts)


def closed(kind: type[do.TaskDone | do.TaskDrop], then: Callable[[str], do.Intent]) -> Ask:
    def ask(bench: Bench) -> do.Intent:
        bench.act(kind(task=SWEEP))
        return then(SWEEP)

    return ask


def after(first: do.Intent, then: do.Intent) -> Ask:
    def ask(bench: Bench) -> do.Intent:
        bench.act(first)
        return then

    return ask


def of_idea(first: Callable[[str], do.Intent], then: Callable[[str], do.Intent]) -> Ask:
    def ask(bench: Bench) -> do.Intent:
        key = bench.act(do.IdeaAdd(text="Thought"))
        bench.act(first(key))
        return then(key)

    return ask


def kept_promise(bench: Bench) -> do.Intent:
    key = bench.act(do.PromiseAdd(task=SWEEP, who="Ana", by=at("16:00")))
    bench.act(do.PromiseKeep(promise=key))
    return do.PromiseKeep(promise=key)


def of_session(then: Callable[[str], do.Intent], *more: do.Intent) -> Ask:
    """Of the sweep, which ran from eight to half past."""

    def ask(bench: Bench) -> do.Intent:
        others = [bench.act(each) for each in more]
        key = bench.act(do.TimeLog(task=SWEEP, start=at("08:00"), end=at("08:30")))
        intent = then(key)
        return replace(intent, other=others[0]) if others and isinstance(intent, do.TimeJoin) else intent

    return ask


def of_incident(then: Callable[[str], do.Intent], *before: Callable[[str], do.Intent], kind: str = "") -> Ask:
    def ask(bench: Bench) -> do.Intent:
        key = bench.act(do.IncidentOpen(title="It spreads", kind=kind or "complaint", severity=2))
        for step in before:
            bench.act(step(key))
        return then(key)

    return ask


def just(intent: do.Intent) -> Ask:
    return lambda bench: intent


def resolved(then: Callable[[str], do.Intent], *before: Callable[[str], do.Intent]) -> Ask:
    return of_incident(then, lambda key: do.IncidentResolve(incident=key), *before)


def review(key: str, **more: Any) -> do.IncidentReview:
    facts = {"worked": "the text", "failed": "the weekend", "cause": "no rota", **more}
    return do.IncidentReview(incident=key, **facts)


def late(then: Callable[[str], do.Intent], *before: Callable[[str], do.Intent]) -> Ask:
    """The same, of an incident that was detected at nine, an hour later."""

    def ask(bench: Bench) -> do.Intent:
        key = bench.act(do.IncidentOpen(title="It spreads", severity=2))
        bench.later(minutes=60)
        for step in before:
            bench.act(step(key))
        return then(key)

    return ask


REFUSALS: list[tuple[Reason, Ask]] = [
    (Reason.NO_SUCH_TASK, just(do.TaskDone(task="nothing"))),
    (Reason.NO_SUCH_TASK, just(do.TaskStart(task=planned("nothing")))),
    (Reason.NO_SUCH_TASK, just(do.TaskStart())),
    (Reason.NO_SUCH_TASK, just(do.TaskOrder(task=SWEEP, before="nothing"))),
    (Reason.NO_SUCH_TASK, just(do.TaskOrder(task=SWEEP))),
    (Reason.NO_SUCH_TASK, just(do.Triage(moves=(do.TriageMove(task="nothing", drop=True),)))),
    (Reason.NO_SUCH_TASK, just(do.TimeLog(task="nothing", start=at("08:00"), end=at("08:30")))),
    (Reason.NO_SUCH_TASK, just(do.TaskEdit(task="0001-01-01.sweep", title="x"))),
    (Reason.NO_SUCH_TASK, just(do.TaskEdit(task="9999-12-31.sweep", title="x"))),
    (Reason.NO_SUCH_INCIDENT, just(do.IncidentResolve(incident="nothing"))),
    (Reason.NO_SUCH_INCIDENT, just(do.IncidentEdit(incident="nothing", title="x"))),
    (Reason.NO_SUCH_INCIDENT, just(do.TaskStart(incident="nothing"))),
    (Reason.NO_SUCH_INCIDENT, just(do.Resume(incident="nothing"))),
    (Reason.NO_SUCH_SESSION, just(do.TimeDrop(session="nothing"))),
    (Reason.NO_SUCH_SESSION, after(do.TaskStart(task=SWEEP), do.TaskStop(session="other"))),
    (Reason.NO_SUCH_BLOCK, just(add(block="evening"))),
    (Reason.NO_SUCH_BLOCK, just(do.TaskMove(task=SWEEP, block="evening"))),
    (Reason.NO_SUCH_BLOCK, just(do.TaskEdit(task=SWEEP, block="evening"))),
    (Reason.NO_SUCH_BLOCK, just(do.Triage(moves=(do.TriageMove(task=SWEEP, block="evening"),)))),
    (Reason.NO_SUCH_AREA, just(add(area="sleeping"))),
    (Reason.NO_SUCH_AREA, just(do.TaskEdit(task=SWEEP, area="sleeping"))),
    (Reason.NO_SUCH_BRAND, just(add(brand="nobody"))),
    (Reason.NO_SUCH_BRAND, just(do.IncidentOpen(title="x", brand="nobody"))),
    (Reason.NO_SUCH_ROLE, just(add(role="nobody"))),
    (Reason.NO_SUCH_OBJECTIVE, just(add(objective="nothing"))),
    (Reason.NO_SUCH_WORKFLOW, just(do.WorkflowUse(name="unknown"))),
    (Reason.NO_SUCH_KIND, just(do.IncidentOpen(title="x", kind="dragon"))),
    (Reason.NO_SUCH_SEVERITY, just(do.IncidentOpen(title="x", severity=5))),
    (Reason.NO_SUCH_SEVERITY, of_incident(lambda key: do.IncidentSeverity(incident=key, severity=0))),
    (Reason.ALREADY_DONE, closed(do.TaskDone, lambda key: do.TaskStart(task=key))),
    (Reason.ALREADY_DONE, closed(do.TaskDone, lambda key: do.TaskDone(task=key))),
    (Reason.ALREADY_DONE, closed(do.TaskDone, lambda key: do.TaskMove(task=key, block="noon"))),
    (Reason.ALREADY_DONE, closed(do.TaskDone, lambda key: do.TaskMinutes(task=key, minutes=1))),
    (Reason.ALREADY_DROPPED, closed(do.TaskDrop, lambda key: do.TaskStart(task=key))),
    (Reason.ALREADY_DROPPED, closed(do.TaskDrop, lambda key: do.TaskDrop(task=key))),
    (Reason.ALREADY_OPEN, just(do.TaskReopen(task=SWEEP))),
    (Reason.ALREADY_OPEN, of_incident(lambda key: do.IncidentReopen(incident=key))),
    (Reason.ALREADY_RUNS, after(do.TaskStart(task=SWEEP), do.TaskStart(task=SWEEP))),
    (
        Reason.ALREADY_RUNS,
        of_incident(lambda key: do.TaskStart(incident=key), lambda key: do.TaskStart(incident=key)),
    ),
    (Reason.ALREADY_THERE, just(do.TaskMove(task=SWEEP, block="morning"))),
    (Reason.ALREADY_THERE, just(do.TaskMove(task=SWEEP, date=FRIDAY, block="morning"))),
    (Reason.ALREADY_THERE, just(do.TaskMove(task=SWEEP))),
    (Reason.ALREADY_THERE, just(do.TaskOrder(task=SWEEP, after=SWEEP))),
    (Reason.ALREADY_ON_BREAK, after(do.BreakStart(), do.BreakStart())),
    (
        Reason.ALREADY_STEPPED,
        of_incident(
            lambda key: do.IncidentAcknowledge(incident=key), lambda key: do.IncidentAcknowledge(incident=key)
        ),
    ),
    (
        Reason.ALREADY_STEPPED,
        of_incident(
            lambda key: do.IncidentAcknowledge(incident=key), lambda key: do.IncidentRespond(incident=key)
        ),
    ),
    (
        Reason.ALREADY_STEPPED,
        of_incident(
            lambda key: do.IncidentRespond(incident=key), lambda key: do.IncidentRespond(incident=key)
        ),
    ),
    (
        Reason.ALREADY_STEPPED,
        of_incident(
            lambda key: do.IncidentContain(incident=key), lambda key: do.IncidentContain(incident=key)
        ),
    ),
    (
        Reason.ALREADY_STEPPED,
        of_incident(
            lambda key: do.IncidentMonitor(incident=key), lambda key: do.IncidentMonitor(incident=key)
        ),
    ),
    (
        Reason.ALREADY_STEPPED,
        of_incident(
            lambda key: do.IncidentRespond(incident=key), lambda key: do.IncidentUpdate(incident=key)
        ),
    ),
    (Reason.ALREADY_STEPPED, resolved(lambda key: review(key), lambda key: review(key))),
    (Reason.MILESTONE_REACHED, after(do.TaskMilestone(task=SWEEP), do.TaskMilestone(task=SWEEP))),
    (Reason.NOTHING_RUNS, just(do.TaskStop(session=""))),
    (Reason.NOT_ON_BREAK, just(do.BreakStop(session=""))),
    (Reason.NOT_ON_BREAK, after(do.TaskStart(task=SWEEP), do.BreakStop(session=""))),
    (Reason.NOTHING_PARKED, just(do.Resume(incident=""))),
    (Reason.NOTHING_PARKED, of_incident(lambda key: do.Resume(incident=key))),
    (Reason.NOTHING_PARKED, after(do.Interrupt(), do.Resume(incident=""))),
    (Reason.NOTHING_TO_UNDO, just(do.Undo())),
    (Reason.NOTHING_TO_UNDO, after(do.TaskStart(task=SWEEP), do.Undo(of="other"))),
    (Reason.NOTHING_TO_REDO, just(do.Redo())),
    (Reason.NOTHING_TO_REDO, after(do.TaskStart(task=SWEEP), do.Redo())),
    (Reason.NOTHING_CHANGES, just(do.TaskEdit(task=SWEEP, title="Sweep"))),
    (Reason.NOTHING_CHANGES, just(do.TaskMinutes(task=SWEEP, minutes=45))),
    (Reason.NOTHING_CHANGES, just(do.Triage(moves=()))),
    (Reason.NOTHING_CHANGES, after(do.WorkflowUse(name="other"), do.WorkflowUse(name="other"))),
    (Reason.NOTHING_CHANGES, of_incident(lambda key: do.IncidentEdit(incident=key, title="It spreads"))),
    (Reason.NOTHING_CHANGES, of_incident(lambda key: do.IncidentSeverity(incident=key, severity=2))),
    (Reason.NO_MILESTONE, just(do.TaskMilestone(task=planned("close")))),
    (Reason.INCIDENT_RESOLVED, resolved(lambda key: do.IncidentRespond(incident=key))),
    (Reason.INCIDENT_RESOLVED, resolved(lambda key: do.IncidentResolve(incident=key))),
    (Reason.INCIDENT_RESOLVED, resolved(lambda key: do.TaskStart(incident=key))),
    (Reason.EMPTY_TITLE, just(add(title=" \t\x00\u200b "))),
    (Reason.EMPTY_TITLE, just(do.TaskEdit(task=SWEEP, title=" "))),
    (Reason.EMPTY_TITLE, just(do.IncidentOpen(title=""))),
    (Reason.EMPTY_TITLE, of_incident(lambda key: do.IncidentEdit(incident=key, title=""))),
    (Reason.EMPTY_TEXT, just(do.TaskNote(task=SWEEP, text="\n"))),
    (Reason.EMPTY_TEXT, of_incident(lambda key: do.IncidentNote(incident=key, text=""))),
    (Reason.TITLE_TOO_LONG, just(add(title="x" * (TITLE_LIMIT + 1)))),
    (Reason.TITLE_TOO_LONG, just(do.TaskEdit(task=SWEEP, title="x" * 10_000))),
    (Reason.TITLE_TOO_LONG, just(do.Interrupt(title="x" * 10_000))),
    (Reason.TITLE_TOO_LONG, just(add(goal=Goal(text="x" * 10_000)))),
    (Reason.TEXT_TOO_LONG, just(do.TaskNote(task=SWEEP, text="x" * (PROSE_LIMIT + 1)))),
    (Reason.TEXT_TOO_LONG, just(do.TaskDrop(task=SWEEP, reason="x" * 10_000))),
    (
        Reason.TEXT_TOO_LONG,
        just(do.Triage(moves=(do.TriageMove(task=SWEEP, drop=True, reason="x" * 10_000),))),
    ),
    (Reason.BAD_MINUTES, just(add(minutes=MINUTES_LIMIT + 1))),
    (Reason.BAD_MINUTES, just(do.TaskMinutes(task=SWEEP, minutes=-1))),
    (Reason.BAD_RANK, just(add(rank=0))),
    (Reason.BAD_RANK, just(do.TaskEdit(task=SWEEP, rank=100))),
    (Reason.BAD_COUNT, just(do.TaskCount(task=SWEEP, amount=0))),
    (Reason.BAD_COUNT, just(do.TaskCount(task=SWEEP, amount=-1))),
    (Reason.BAD_COUNT, just(do.TaskCount(task=SWEEP, amount=10**7))),
    (Reason.BAD_REACH, just(do.IncidentOpen(title="x", reach=-1))),
    (Reason.BAD_DUE, just(add(due="25:00"))),
    (Reason.BAD_DUE, just(do.TaskEdit(task=SWEEP, due="jue 10:00"))),
    (
        Reason.BELOW_FLOOR,
        of_incident(lambda key: do.IncidentSeverity(incident=key, severity=3), kind="press"),
    ),
    (Reason.PAST_DAY, just(add(date=THURSDAY))),
    (Reason.PAST_DAY, just(do.TaskMove(task=SWEEP, date=THURSDAY))),
    (Reason.PAST_DAY, just(do.Triage(moves=(do.TriageMove(task=SWEEP, date=THURSDAY),)))),
    (Reason.FAR_DAY, just(add(date=FRIDAY + dt.timedelta(days=FAR_DAYS + 1)))),
    (Reason.FAR_DAY, just(add(date=dt.date.max))),
    (Reason.FAR_DAY, just(do.TaskMove(task=SWEEP, date=dt.date(2062, 11, 20)))),
    (Reason.FAR_DAY, just(do.TimeLog(task=SWEEP, start=at("09:00", dt.date(26, 1, 1)), end=at("08:30")))),
    (Reason.FAR_DAY, just(do.IncidentOpen(title="x", occurred=at("08:30", dt.date(1899, 1, 1))))),
    (Reason.FAR_DAY, just(do.IncidentOpen(title="x", detected=at("08:30", dt.date(1899, 1, 1))))),
    (Reason.END_BEFORE_START, just(do.TimeLog(task=SWEEP, start=at("08:30"), end=at("08:30")))),
    (
        Reason.END_BEFORE_START,
        after(do.TaskStart(task=SWEEP), do.TaskStop(session="", end=at("08:59"))),
    ),
    (Reason.IN_THE_FUTURE, just(do.TimeLog(task=SWEEP, start=at("08:30"), end=at("09:01")))),
    (Reason.IN_THE_FUTURE, after(do.TaskStart(task=SWEEP), do.TaskStop(session="", end=at("09:01")))),
    (Reason.IN_THE_FUTURE, just(do.IncidentOpen(title="x", occurred=at("09:01")))),
    (Reason.IN_THE_FUTURE, of_incident(lambda key: do.IncidentEdit(incident=key, detected=at("09:01")))),
    (
        Reason.OVERLAPS,
        after(
            do.TimeLog(task=SWEEP, start=at("08:00"), end=at("08:30")),
            do.TimeLog(task=ANSWERS, start=at("08:29"), end=at("08:40")),
        ),
    ),
    (
        Reason.NOT_WITHIN,
        of_session(lambda key: do.TimeSplit(session=key, when=at("08:30"))),
    ),
    (
        Reason.NOT_THE_SAME,
        of_session(
            lambda key: do.TimeJoin(session=key, other=""),
            do.TimeLog(task=ANSWERS, start=at("08:30"), end=at("08:40")),
        ),
    ),
    (Reason.NO_SUCH_IDEA, just(do.IdeaDrop(idea="nothing"))),
    (Reason.IDEA_USED, of_idea(lambda key: add(idea=key), lambda key: do.IdeaDrop(idea=key))),
    (Reason.IDEA_DROPPED, of_idea(lambda key: do.IdeaDrop(idea=key), lambda key: add(idea=key))),
    (Reason.NO_SUCH_PROMISE, just(do.PromiseKeep(promise="nothing"))),
    (Reason.EMPTY_WHO, just(do.PromiseAdd(task=SWEEP, who="", by=at("16:00")))),
    (Reason.PAST_TIME, just(do.PromiseAdd(task=SWEEP, who="Ana", by=at("09:00")))),
    (
        Reason.PAST_TIME,
        of_incident(lambda key: do.IncidentUpdate(incident=key, next_update=at("09:00"))),
    ),
    (Reason.PAST_TIME, of_incident(lambda key: do.IncidentEdit(incident=key, next_update=at("09:00")))),
    (Reason.EMPTY_WHO, of_incident(lambda key: do.IncidentNotify(incident=key, who=" "))),
    (Reason.NO_SUCH_INCIDENT, just(add(incident="nothing"))),
    (Reason.EMPTY_TEXT, resolved(lambda key: review(key, measures=(do.Measure(text=" "),)))),
    (Reason.NO_SUCH_SEVERITY, resolved(lambda key: review(key, severity=7))),
    *(
        (Reason.BEFORE_DETECTED, late(lambda key, step=step: step(incident=key, when=at("08:59"))))
        for step in STEP_INTENTS.values()
        if step is not do.IncidentReview
    ),
    (
        Reason.BEFORE_DETECTED,
        late(lambda key: do.IncidentNotify(incident=key, who="Ana", when=at("08:59"))),
    ),
    (Reason.BEFORE_DETECTED, late(lambda key: do.IncidentPausePosts(incident=key, when=at("08:59")))),
    (
        Reason.BEFORE_DETECTED,
        late(
            lambda key: do.IncidentEdit(incident=key, detected=at("09:31")),
            lambda key: do.IncidentRespond(incident=key, when=at("09:30")),
        ),
    ),
    (
        Reason.BEFORE_DETECTED,
        late(
            lambda key: do.IncidentRespond(incident=key, when=at("09:30")),
            lambda key: do.IncidentResolve(incident=key, when=at("09:20")),
            lambda key: do.IncidentReopen(incident=key, when=at("09:40")),
        ),
    ),
    (Reason.IN_THE_FUTURE, late(lambda key: do.IncidentRespond(incident=key, when=at("10:01")))),
    (Reason.IN_THE_FUTURE, late(lambda key: do.IncidentUpdate(incident=key, when=at("10:01")))),
    (
        Reason.BEFORE_LAST_STEP,
        late(
            lambda key: do.IncidentResolve(incident=key, when=at("09:29")),
            lambda key: do.IncidentRespond(incident=key, when=at("09:30")),
        ),
    ),
    (
        Reason.BEFORE_LAST_STEP,
        late(
            lambda key: do.IncidentReopen(incident=key, when=at("09:29")),
            lambda key: do.IncidentResolve(incident=key, when=at("09:30")),
        ),
    ),
    (
        Reason.BEFORE_LAST_STEP,
        late(
            lambda key: review(key, when=at("09:29")),
            lambda key: do.IncidentResolve(incident=key, when=at("09:30")),
        ),
    ),
    (
        Reason.BEFORE_LAST_STEP,
        late(
            lambda key: do.IncidentPausePosts(incident=key, paused=False, when=at("09:29")),
            lambda key: do.IncidentPausePosts(incident=key, when=at("09:30")),
        ),
    ),
    (Reason.NOT_RESOLVED, of_incident(review)),
    (Reason.NEEDS_POST_MORTEM, resolved(lambda key: do.IncidentReview(incident=key, worked="the text"))),
    (
        Reason.POSTS_PAUSED,
        of_incident(
            lambda key: do.IncidentPausePosts(incident=key), lambda key: do.IncidentPausePosts(incident=key)
        ),
    ),
    (
        Reason.POSTS_NOT_PAUSED,
        of_incident(lambda key: do.IncidentPausePosts(incident=key, paused=False)),
    ),
    (Reason.INCIDENT_RESOLVED, resolved(lambda key: do.IncidentPausePosts(incident=key))),
    (Reason.INCIDENT_RESOLVED, resolved(lambda key: do.IncidentUpdate(incident=key))),
    (Reason.NO_SUCH_STEP, of_incident(lambda key: do.IncidentCheck(incident=key, step="dance"))),
    (Reason.NO_SUCH_STEP, of_incident(lambda key: do.IncidentCheck(incident=key, step=""))),
    (Reason.STEP_IS_TOLD, of_incident(lambda key: do.IncidentCheck(incident=key, step="classify"))),
    (
        Reason.NOTHING_CHANGES,
        of_incident(lambda key: do.IncidentCheck(incident=key, step="approve", done=False)),
    ),
    (Reason.PROMISE_KEPT, kept_promise),
    (Reason.NO_SUCH_POST, just(do.PostStateSet(post="nothing", state="draft"))),
    (Reason.NO_SUCH_POST_STATE, just(do.PostStateSet(post="menu", state="flown"))),
    (Reason.POST_IS_SO, just(do.PostStateSet(post="menu", state="approved"))),
    (Reason.DAY_NOT_BEGUN, just(do.DayClose(date=FRIDAY + dt.timedelta(days=1)))),
    (Reason.DAY_NOT_BEGUN, just(do.DayClose(date=THURSDAY))),
    (Reason.TOO_MANY_FIRST, just(do.DayClose(date=FRIDAY, top=("a", "b", "c", "d")))),
    (Reason.NO_SUCH_KPI, just(do.KpiSet(brand="acme", week=FRIDAY, values=(do.KpiValue(key="mood"),)))),
    (
        Reason.BAD_KPI,
        just(do.KpiSet(brand="acme", week=FRIDAY, values=(do.KpiValue(key="posts", value=-1),))),
    ),
    (Reason.WHOSE_WEEK, just(do.ReportNote(week=FRIDAY, status="x"))),
    (Reason.COMING_WEEK, just(do.ReportNote(brand="acme", week=MONDAY, status="x"))),
    (Reason.PLAN_CHANGED, just(do.DayAdopt(date=FRIDAY, workflow="small", hash="other"))),
    (
        Reason.DETECTED_BEFORE_OCCURRED,
        just(do.IncidentOpen(title="x", occurred=at("08:30"), detected=at("08:29"))),
    ),
    (
        Reason.DETECTED_BEFORE_OCCURRED,
        of_incident(
            lambda key: do.IncidentEdit(incident=key, detected=at("08:00")),
            lambda key: do.IncidentEdit(incident=key, occurred=at("08:30")),
        ),
    ),
]


@pytest.mark.parametrize(("reason", "ask"), REFUSALS, ids=[f"{reason}" for reason, _ in REFUSALS])
def test_refusals(reason: Reason, ask: Ask) -> None:
    bench = Bench()
    intent = ask(bench)
    before = bench.state
    assert bench.refused(intent).reason is reason
    assert bench.state is before


def test_each_intent_that_has_a_rule_finds_it() -> None:
    # The plan of a day is what the workflow says.
    assert {kind for kind in do.INTENTS.values() if rule_of(kind) is None} == {do.DayPlan}
    assert rule_of(do.Unknown) is None


def test_every_reason_is_produced() -> None:
    assert {reason for reason, _ in REFUSALS} == set(Reason)


def test_a_refusal_tells_what_would_be_right() -> None:
    bench = Bench()
    assert bench.refused(add(area="sleeping")) == Refused(
        Reason.NO_SUCH_AREA, "sleeping", ("listening", "updating", "content-sharing", "engagement")
    )
    assert bench.refused(do.TaskMinutes(task=SWEEP, minutes=2000)).limit == MINUTES_LIMIT
    bench.act(do.TaskDone(task=SWEEP))
    assert bench.refused(do.TaskDone(task=SWEEP)).about == "Sweep"


# What is accepted is complete


def accepted(bench: Bench, intent: do.Intent) -> tuple[do.Intent, ...]:
    decision = decide(bench.state, intent, bench.setting)
    assert isinstance(decision, Accepted), decision
    return decision.intents


def test_texts_are_cleaned() -> None:
    bench = Bench()
    (*_, task_added) = accepted(bench, add(title=" two\n\x1b[31m lines\u202e ", goal=Goal(text="a\nb\x07")))
    assert task_added == add(title="two [31m lines", goal=Goal(text="a b"), rank=None)
    note = do.TaskNote(task=SWEEP, text="one\r\ntwo\x07\t")
    assert accepted(bench, note)[-1] == do.TaskNote(task=SWEEP, text="one\ntwo")
    moves = (do.TriageMove(task=SWEEP, drop=True, reason="\x1bno\nneed"),)
    assert accepted(bench, do.Triage(moves=moves))[-1] == do.Triage(
        moves=(do.TriageMove(task=SWEEP, drop=True, reason="no\nneed"),)
    )


def test_titles_are_data() -> None:
    bench = Bench()
    for title in ("[bold]x[/bold]", "[@click=app.quit]", "مرحبا", EMOJI, "a = { b = 1 }"):
        key = bench.act(add(title=title))
        assert bench.item(key).title == title


def test_instants_are_kept_with_a_fixed_offset_of_the_workflows_zone() -> None:
    bench = Bench()
    start = dt.datetime(2026, 11, 20, 7, 0, tzinfo=dt.UTC)
    (*_, logged) = accepted(bench, do.TimeLog(task=SWEEP, start=start, end=start + dt.timedelta(minutes=5)))
    assert isinstance(logged, do.TimeLog)
    assert logged.start.isoformat() == "2026-11-20T08:00:00+01:00"
    assert isinstance(logged.start.tzinfo, dt.timezone)


def test_the_first_action_of_a_day_brings_its_plan() -> None:
    bench = Bench()
    plan, start = accepted(bench, do.TaskStart(task=SWEEP))
    assert plan == plan_for(bench.flow, FRIDAY)
    assert start == do.TaskStart(task=SWEEP)
    bench.act(start)
    assert len(accepted(bench, do.TaskDone(task=SWEEP))) == 1


def test_looking_plans_nothing() -> None:
    bench = Bench()
    assert not bench.view().planned
    assert bench.queue() == ["Sweep", "Answers", "Check", "Research", "Close", "Talk"]
    assert bench.state == State()


def test_what_is_for_another_day_plans_that_day_alone() -> None:
    bench = Bench()
    assert accepted(bench, add(date=MONDAY)) == (add(date=MONDAY),)
    (plan, _) = accepted(bench, do.TaskMinutes(task=planned("sweep", MONDAY), minutes=5))
    assert isinstance(plan, do.DayPlan)
    assert plan.date == MONDAY


def test_starting_a_task_of_another_day_works_on_today_too() -> None:
    plans = accepted(Bench(), do.TaskStart(task=planned("sweep", MONDAY)))[:-1]
    assert [plan.date for plan in plans if isinstance(plan, do.DayPlan)] == [FRIDAY, MONDAY]


def test_a_long_plan_is_several_records_of_one_day() -> None:
    title = EMOJI * 20
    flow = workflow(tasks=[task(f"t{number}", title=title) for number in range(60)])
    parts = in_parts(plan_for(flow, FRIDAY))
    assert len(parts) > 1
    assert [item.key for part in parts for item in part.items] == [f"t{number}" for number in range(60)]
    assert all(sum(len(item.title.encode()) for item in part.items) <= PLAN_BYTES for part in parts)
    bench = Bench(flow)
    bench.act(do.TaskDone(task=planned("t59")))
    assert len(bench.state.on_date[FRIDAY]) == 60
    assert [item.sequence for item in bench.state.items.values()] == list(range(60))
    assert bench.state.days[FRIDAY].proposed == ()


def test_a_task_added_has_the_rank_of_its_area() -> None:
    bench = Bench()
    assert bench.item(bench.act(add(area="engagement"))).rank == 8
    assert bench.item(bench.act(add(area="engagement", rank=1))).rank == 1
    assert bench.item(bench.act(add())).rank is None


def test_an_edit_keeps_only_what_changes() -> None:
    bench = Bench()
    edit = do.TaskEdit(task=SWEEP, title="Sweep", minutes=50, brand="", due="")
    assert accepted(bench, edit)[-1] == do.TaskEdit(task=SWEEP, minutes=50, due="")


def test_a_move_keeps_only_what_changes() -> None:
    bench = Bench()
    assert accepted(bench, do.TaskMove(task=SWEEP, date=FRIDAY, block="noon"))[-1] == do.TaskMove(
        task=SWEEP, block="noon"
    )


def test_blocks_are_those_of_the_day_as_it_was_planned() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=SWEEP))
    bench.flow = workflow(blocks=BLOCKS[:1])
    bench.act(do.TaskMove(task=SWEEP, block="noon"))
    assert (
        bench.refused(do.TaskMove(task=SWEEP, date=MONDAY, block="afternoon")).reason is Reason.NO_SUCH_BLOCK
    )


def test_a_severity_is_raised_to_the_floor_of_its_kind() -> None:
    bench = Bench()
    leak = bench.act(do.IncidentOpen(title="Data out", kind="leak", severity=3))
    assert bench.state.incidents[leak].severity == 1
    plain = bench.act(do.IncidentOpen(title="Client calls", kind="client-request"))
    assert bench.state.incidents[plain].severity is None
    bench.act(do.IncidentEdit(incident=plain, kind="press"))
    assert bench.state.incidents[plain].severity == 2


def test_what_runs_is_named_by_what_ends_it() -> None:
    bench = Bench()
    first = bench.act(do.TaskStart(task=SWEEP))
    assert accepted(bench, do.TaskStart(task=ANSWERS, ends="x"))[-1] == do.TaskStart(task=ANSWERS, ends=first)
    assert accepted(bench, do.BreakStart())[-1] == do.BreakStart(ends=first)
    assert accepted(bench, do.Interrupt())[-1] == do.Interrupt(ends=first, parks=SWEEP)
    assert accepted(bench, do.TaskStop(session=""))[-1] == do.TaskStop(session=first)


# What other clocks and earlier days leave behind


def test_an_incident_stamped_by_a_clock_ahead_can_be_edited() -> None:
    here, ahead = Bench(time="10:00", device="aaaa"), Bench(time="10:10", device="bbbb")
    key = ahead.act(do.Interrupt())
    here.sync(ahead)
    here.act(do.IncidentEdit(incident=key, title="Named"))
    assert here.state.incidents[key].title == "Named"
    occurred = do.IncidentEdit(incident=key, occurred=at("10:05"))
    assert here.refused(occurred).reason is Reason.IN_THE_FUTURE
    here.act(do.IncidentEdit(incident=key, occurred=at("09:55")))
    assert here.refused(do.IncidentEdit(incident=key, detected=at("09:54"))).reason is (
        Reason.DETECTED_BEFORE_OCCURRED
    )


def test_time_is_for_a_task_or_an_incident_not_for_both() -> None:
    bench = Bench()
    key = bench.act(do.IncidentOpen(title="x"))
    assert accepted(bench, do.TaskStart(task="nothing", incident=key))[-1] == do.TaskStart(incident=key)
    log = do.TimeLog(task="nothing", incident=key, start=at("08:00"), end=at("08:10"))
    assert accepted(bench, log)[-1] == replace(log, task="")


def test_an_order_is_before_or_after_not_both() -> None:
    bench = Bench()
    order = do.TaskOrder(task=SWEEP, before=ANSWERS, after="nothing")
    assert accepted(bench, order)[-1] == do.TaskOrder(task=SWEEP, before=ANSWERS)


def test_a_task_left_from_an_earlier_day_that_gets_a_block_comes_to_today() -> None:
    bench = Bench(time="17:00")
    own = bench.act(add(block="morning"))
    bench.clock("09:00", MONDAY)
    bench.act(do.TaskMove(task=own, block="noon"))
    assert (bench.item(own).date, bench.item(own).block) == (MONDAY, "noon")
    bench.act(do.Undo())
    bench.act(do.Triage(moves=(do.TriageMove(task=own, block="morning"),)))
    assert (bench.item(own).date, bench.item(own).block) == (MONDAY, "morning")


def test_the_rank_follows_the_area_unless_it_was_set() -> None:
    bench = Bench()
    own, ranked = bench.act(add(area="listening")), bench.act(add(area="listening", rank=5))
    bare = bench.act(add())
    for key in (own, ranked, bare, SWEEP):
        bench.act(do.TaskEdit(task=key, area="engagement"))
    assert [bench.item(key).rank for key in (own, ranked, bare, SWEEP)] == [8, 5, 8, 8]
    bench.act(do.TaskEdit(task=own, area="listening", rank=3))
    assert bench.item(own).rank == 3


# Time that is taken


def log(start: dt.datetime, end: dt.datetime, task: str = ANSWERS) -> do.TimeLog:
    return do.TimeLog(task=task, start=start, end=end)


def test_time_of_a_break_is_taken_too() -> None:
    bench = Bench()
    bench.act(do.BreakStart())
    bench.later(minutes=30).act(do.BreakStop(session=""))
    assert bench.refused(log(at("09:10"), at("09:20"))) == Refused(Reason.OVERLAPS, "")
    bench.act(log(at("08:30"), at("09:00")))


def test_time_of_the_running_session_is_taken_up_to_now() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=30)
    assert bench.refused(log(at("09:10"), at("09:20"))) == Refused(Reason.OVERLAPS, "Sweep")
    bench.act(log(at("08:30"), at("09:00")))


@pytest.mark.parametrize("stopped", [True, False])
def test_a_session_that_ran_over_a_long_weekend_is_seen(stopped: bool) -> None:
    bench = Bench(time="17:00")
    bench.act(do.TaskStart(task=SWEEP))
    bench.clock("09:00", MONDAY + dt.timedelta(days=2))
    if stopped:
        bench.act(do.TaskStop(session=""))
    bench.later(minutes=30)
    taken = log(bench.now - dt.timedelta(hours=2), bench.now - dt.timedelta(hours=1))
    assert bench.refused(taken).reason is Reason.OVERLAPS


def test_sessions_that_touch_do_not_overlap() -> None:
    bench = Bench(time="12:00")
    bench.act(log(at("09:00"), at("10:00")))
    bench.act(log(at("10:00"), at("11:00")))
    bench.act(log(at("08:30"), at("09:00")))
    assert bench.refused(log(at("08:00"), at("11:30"))).reason is Reason.OVERLAPS


def test_time_that_was_dropped_is_free() -> None:
    bench = Bench(time="12:00")
    key = bench.act(log(at("09:00"), at("10:00")))
    bench.act(do.TimeDrop(session=key))
    bench.act(log(at("09:30"), at("10:00")))


# Whatever is asked

SEEDS = st.integers(0, 2**32)
NO_SHRINKING = settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""A smaller seed is no smaller case."""


def apart(sessions: list[Session], now: dt.datetime) -> bool:
    """Whether no two sessions share time."""
    spans = sorted((session.start, session.end or now) for session in sessions)
    took_time = [span for span in spans if span[0] < span[1]]
    return all(before[1] <= after[0] for before, after in pairwise(took_time))


@given(st.lists(intents(), min_size=1, max_size=4))
def test_any_intent_is_answered(asked: list[do.Intent]) -> None:
    bench = Bench(time="10:00")
    bench.act(do.TaskStart(task=SWEEP))
    for intent in asked:
        decision = decide(bench.state, intent, bench.setting)
        assert isinstance(decision, Accepted | Refused)
        if isinstance(decision, Accepted):
            bench.ask(intent)
            bench.view()


@NO_SHRINKING
@given(SEEDS)
def test_what_is_accepted_applies(seed: int) -> None:
    random = Random(seed)
    bench = Bench()
    for _ in range(120):
        bench.ask(anything(bench, random))
        bench.later(seconds=random.choice((0, 20, 300, 1500)))
        assert NoticeKind.NO_LONGER_APPLIES not in {notice.kind for notice in bench.state.notices}
    view = bench.view()
    assert all(row.spent_minutes >= 0 and row.left_minutes >= 0 for row in view.rows)
    assert apart(list(bench.state.sessions.values()), bench.now)


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Santiago"])
def test_a_long_walk_over_clock_changes_and_midnights(zone: str) -> None:
    for date in (dt.date(2026, 3, 28), dt.date(2026, 10, 24), dt.date(2026, 4, 4), dt.date(2026, 9, 5)):
        bench = Bench(workflow(timezone=zone, days=tuple(range(7))), time="20:00", date=date)
        walk(bench, Random(f"{zone} {date}"), 400, clock=(0, 60, 200))
        assert bench.today > date
        assert apart(list(bench.state.sessions.values()), bench.now)
        spent = sum(session.seconds(bench.now) for session in bench.state.sessions.values())
        first = at("15:00", date, bench.zone)  # a walker enters time of up to five hours ago
        assert 0 < spent <= (bench.now - first).total_seconds()


@NO_SHRINKING
@given(SEEDS)
def test_a_clock_that_jumps_never_makes_negative_time(seed: int) -> None:
    random = Random(seed)
    bench = walk(Bench(), random, 80, clock=(0, 300, 1500, -300, -4000))
    assert all(session.seconds(bench.now) >= 0 for session in bench.state.sessions.values())
    assert all(s.end is None or s.start <= s.end for s in bench.state.sessions.values())
    assert all(row.spent_minutes >= 0 for row in bench.view().rows)


# A triage


def test_a_triage_leaves_out_what_is_there_already() -> None:
    bench = Bench()
    bench.act(do.TaskMove(task=SWEEP, block="noon"))
    moves = tuple(do.TriageMove(task=key, date=FRIDAY, block="noon") for key in (SWEEP, ANSWERS))
    assert accepted(bench, do.Triage(moves=moves)) == (
        do.Triage(moves=(do.TriageMove(task=ANSWERS, block="noon"),)),
    )
    bench.act(do.Triage(moves=moves))
    assert bench.refused(do.Triage(moves=moves)).reason is Reason.NOTHING_CHANGES


def test_of_two_words_about_one_task_a_triage_takes_the_last() -> None:
    bench = Bench()
    drop = do.TriageMove(task=SWEEP, drop=True, reason="no")
    moves = (drop, do.TriageMove(task=SWEEP, block="noon"))
    assert accepted(bench, do.Triage(moves=moves))[-1] == do.Triage(moves=moves[1:])
    assert accepted(bench, do.Triage(moves=(moves[1], drop)))[-1] == do.Triage(moves=(drop,))


def test_a_triage_is_all_or_nothing() -> None:
    bench = Bench()
    bench.act(do.TaskDone(task=SWEEP))
    moves = tuple(do.TriageMove(task=key, block="noon") for key in (ANSWERS, SWEEP))
    assert bench.refused(do.Triage(moves=moves)) == Refused(Reason.ALREADY_DONE, "Sweep")
    assert bench.item(ANSWERS).block == "morning"


def test_an_instant_at_the_end_of_the_calendar_is_refused_in_words() -> None:
    end = dt.datetime.max.replace(tzinfo=dt.timezone(-dt.timedelta(hours=12)))
    bench = Bench()
    assert bench.refused(log(at("08:00"), end)).reason is Reason.IN_THE_FUTURE
    start = dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=12)))
    assert bench.refused(log(start, at("08:00"))).reason is Reason.FAR_DAY

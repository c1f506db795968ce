"""A timer nobody watched: what may become of it, and what each choice leaves in the account."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.forgotten import (
    Fate,
    LeftRunning,
    block_end_after,
    ended_elsewhere,
    intent_of,
    is_doubtful,
    is_left_alone,
    runs_after_hours,
)
from jornada.core.state import Notice, NoticeKind, Session, State
from tests.core.builders import FRIDAY, MADRID, SATURDAY, Bench, at, planned, workflow

SWEEP = planned("sweep")


@pytest.fixture
def bench() -> Bench:
    """The sweep runs since ten; somebody was last there at 11:40, and comes back at a quarter past one."""
    bench = Bench(time="10:00")
    bench.act(do.TaskStart(task=SWEEP))
    return bench.clock("13:15")


def left(bench: Bench, last: str = "11:40") -> LeftRunning:
    session = bench.state.running_session
    assert session is not None
    spans = [load.span for load in bench.view().blocks]
    end = block_end_after(spans, at(last), bench.now)
    return LeftRunning(session, at(last), session.seconds(bench.now), end)


def test_what_may_become_of_it(bench: Bench) -> None:
    assert left(bench).block_end == at("12:00")
    assert left(bench).fates == tuple(Fate)
    assert left(bench, "12:30").block_end is None
    assert Fate.STOP_AT_BLOCK_END not in left(bench, "12:30").fates
    bench.act(do.BreakStart())
    assert left(bench).fates == (Fate.CONTINUE, Fate.STOP, Fate.STOP_AT_BLOCK_END, Fate.DISCARD)


@pytest.mark.parametrize(
    ("fate", "spans"),
    [
        (Fate.CONTINUE, ["10:00- sweep"]),
        (Fate.STOP, ["10:00-11:40 sweep"]),
        (Fate.STOP_AT_BLOCK_END, ["10:00-12:00 sweep"]),
        (Fate.BREAK, ["10:00-11:40 sweep", "11:40-13:15 break"]),
        (Fate.INCIDENT, ["10:00-11:40 sweep", "11:40- incident"]),
        (Fate.DISCARD, []),
    ],
)
def test_each_is_one_record_and_taken_back_as_one(bench: Bench, fate: Fate, spans: list[str]) -> None:
    def account() -> list[str]:
        return [
            f"{each.start:%H:%M}-{f'{each.end:%H:%M}' if each.end else ''} "
            + (each.task.partition(".")[2] or ("incident" if each.incident else "break"))
            for each in sorted(bench.state.sessions.values(), key=lambda each: each.start)
        ]

    before = account()
    intent = intent_of(left(bench), fate, bench.now)
    if intent is not None:
        bench.act(intent)
    assert account() == spans
    if intent is not None:
        bench.act(do.Undo())
    assert account() == before


def test_nobody_was_there_since_it_began(bench: Bench) -> None:
    intent = intent_of(left(bench, "10:00"), Fate.BREAK, bench.now)
    assert intent is not None
    bench.act(intent)
    (session,) = bench.state.sessions.values()
    assert (session.is_break, session.end) == (True, at("13:15"))


@pytest.mark.parametrize(
    ("last", "now", "over", "doubtful"),
    [
        ("10:05", "11:00", 0, False),  # an hour's work without a key
        ("10:05", "11:00", 29, False),
        ("10:05", "11:00", 30, True),  # far over the plan
        ("11:40", "12:29", 0, False),  # on into the next block, as one does
        ("11:40", "12:30", 0, True),
        ("12:30", "14:29", 0, False),
        ("12:30", "14:30", 0, True),  # two hours
    ],
)
def test_somebody_who_comes_back_is_asked_only_where_it_is_doubtful(
    bench: Bench, last: str, now: str, over: int, doubtful: bool
) -> None:
    bench.clock(now)
    assert is_doubtful(left(bench, last), bench.now, over) is doubtful


# What is asked on opening, and after hours


def session(start: str) -> Session:
    return Session(id="aaaa-1", start=at(start), task=SWEEP)


@pytest.mark.parametrize(
    ("last", "now", "asked"), [("10:00", "10:29", False), ("10:00", "10:30", True), ("10:20", "10:40", False)]
)
def test_a_timer_nobody_was_there_for_is_asked_about_after_half_an_hour(
    last: str, now: str, asked: bool
) -> None:
    assert is_left_alone(session("09:00"), at(last), at(now), MADRID) is asked


def test_a_timer_of_another_day_is_asked_about_at_once() -> None:
    midnight = at("00:05", SATURDAY)
    assert is_left_alone(session("23:55"), at("23:58"), midnight, MADRID)
    assert not is_left_alone(session("23:30"), at("23:50"), at("23:58"), MADRID)


@pytest.mark.parametrize(
    ("start", "last", "now", "forgotten"),
    [
        ("17:00", "17:55", "18:09", False),
        ("17:00", "17:55", "18:10", True),
        ("17:00", "18:00", "18:10", True),
        ("17:00", "18:01", "18:30", False),
        ("17:00", None, "18:10", True),
        ("18:00", None, "18:30", False),
        ("18:05", "18:05", "19:00", False),
    ],
)
def test_a_timer_of_working_hours_that_are_over(
    start: str, last: str | None, now: str, forgotten: bool
) -> None:
    view = Bench(time=now).view()
    assert runs_after_hours(session(start), at(last) if last else None, view) is forgotten


def test_a_day_off_has_no_hours_to_be_over() -> None:
    bench = Bench(time="23:00", date=SATURDAY)
    worked = Session(id="aaaa-1", start=at("10:00", SATURDAY), task=SWEEP)
    assert not runs_after_hours(worked, None, bench.view())
    assert not runs_after_hours(session("10:00"), None, Bench(workflow(blocks=()), time="23:00").view())


def test_a_timer_that_another_device_ended_is_news_for_two_days() -> None:
    ended = NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE
    told = Notice(ended, "bbbb-1", "aaaa-1", at("10:00"))
    state = State(notices=(told, Notice(ended, "bbbb-2", "aaaa-2")))
    assert ended_elsewhere(state, at("10:00", FRIDAY + dt.timedelta(days=2))) == (told,)
    assert ended_elsewhere(state, at("10:01", FRIDAY + dt.timedelta(days=2))) == ()

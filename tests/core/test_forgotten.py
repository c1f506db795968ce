"""A timer nobody watched: what may become of it, and what each choice leaves in the account."""

from __future__ import annotations

import pytest

from jornada.core import intents as do
from jornada.core.forgotten import Fate, LeftRunning, block_end_after, intent_of, is_doubtful
from tests.core.builders import Bench, at, planned

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

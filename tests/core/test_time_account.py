"""The day's sessions in order: what is missing between them, what is counted twice."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.time_account import GapRow, SessionRow, TimeAccount, account_of
from tests.core.builders import FRIDAY, SATURDAY, Bench, at, planned, walk

SWEEP, ANSWERS = planned("sweep"), planned("answers")
THURSDAY = FRIDAY - dt.timedelta(days=1)


def account(bench: Bench, date: dt.date = FRIDAY) -> TimeAccount:
    return account_of(bench.state, bench.view(date))


def shown(found: TimeAccount) -> list[str]:
    return [
        f"{row.start:%H:%M}-{row.end:%H:%M} {'gap' if isinstance(row, GapRow) else row.session.task[11:]}"
        for row in found.rows
    ]


def log(bench: Bench, task: str, start: str, end: str, date: dt.date = FRIDAY) -> str:
    return bench.act(do.TimeLog(task=task, start=at(start, date), end=at(end, date)))


def test_gaps_are_of_working_time_that_has_passed() -> None:
    bench = Bench(time="17:00")
    first, second = log(bench, SWEEP, "09:10", "10:00"), log(bench, ANSWERS, "10:30", "13:30")
    found = account(bench)
    assert shown(found) == [
        "09:00-09:10 gap",
        "09:10-10:00 sweep",
        "10:00-10:30 gap",
        "10:30-13:30 answers",
        "13:30-14:00 gap",  # lunch is from two to three, the next block begins at four
        "16:00-17:00 gap",
    ]
    between = found.gaps[1]
    assert (between.before, between.after, between.minutes, between.block) == (first, second, 30, "morning")
    assert (found.worked_seconds, found.gap_seconds) == (230 * 60, 130 * 60)


def test_a_short_wait_is_no_gap_and_an_idle_day_has_none() -> None:
    bench = Bench(time="10:04")
    assert account(bench).rows == ()
    log(bench, SWEEP, "09:04", "10:00")
    assert shown(account(bench)) == ["09:04-10:00 sweep"]
    assert account(bench, SATURDAY).rows == ()


def test_what_runs_counts_up_to_now() -> None:
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=30)
    (row,) = account(bench).rows
    assert isinstance(row, SessionRow)
    assert (row.runs, row.seconds, row.block) == (True, 30 * 60, "morning")


def test_a_break_is_no_gap_and_no_work() -> None:
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=SWEEP))
    bench.later(minutes=30).act(do.BreakStart())
    bench.later(minutes=20).act(do.BreakStop(session=""))
    found = account(bench)
    assert (found.worked_seconds, found.break_seconds, found.gaps) == (30 * 60, 20 * 60, ())


def test_what_two_devices_counted_twice_is_marked_and_counted_once() -> None:
    one, two = Bench(time="12:00", device="aaaa"), Bench(time="12:00", device="bbbb")
    first = log(one, SWEEP, "09:00", "10:00")
    second = log(two, ANSWERS, "09:45", "10:15")
    one.sync(two)
    found = account(one)
    rows = {row.session.id: row for row in found.sessions}
    assert (rows[first].shared_seconds, rows[first].shared_with) == (0, "")
    assert (rows[second].shared_seconds, rows[second].shared_with) == (15 * 60, first)
    assert (found.worked_seconds, found.shared_seconds) == (75 * 60, 15 * 60)
    one.act(do.TimeEdit(session=second, cut=True))
    assert account(one).shared_seconds == 0
    assert one.state.sessions[first].end == at("09:45")


def test_a_session_over_midnight_is_on_both_days() -> None:
    bench = Bench(time="23:30", date=THURSDAY)
    bench.act(do.TaskStart(task=planned("sweep", THURSDAY)))
    bench.clock("00:30", FRIDAY).act(do.TaskStop(session=""))
    for date in (THURSDAY, FRIDAY):
        (row,) = account(bench, date).sessions
        assert row.goes_over
        assert row.seconds == 3600


@given(st.integers(0, 2**32))
def test_rows_are_in_order_and_no_gap_touches_a_session(seed: int) -> None:
    bench = walk(Bench(time="09:00"), Random(seed), 25)
    found = account(bench)
    assert all(one.start <= two.start for one, two in pairwise(found.rows))
    for gap in found.gaps:
        assert gap.end <= bench.now
        assert all(row.end <= gap.start or row.start >= gap.end for row in found.sessions)
    elapsed = sum(row.seconds for row in found.sessions)
    assert found.worked_seconds + found.break_seconds <= elapsed


def test_of_what_goes_over_midnight_only_this_days_part_is_in_the_sums() -> None:
    bench = Bench(time="23:21", date=THURSDAY)
    bench.act(do.TaskStart(task=planned("sweep", THURSDAY)))
    bench.clock("00:30", FRIDAY).act(do.TaskStop(session=""))
    assert account(bench, THURSDAY).worked_seconds == 39 * 60
    assert account(bench, FRIDAY).worked_seconds == 30 * 60
    (row,) = account(bench, FRIDAY).sessions
    assert (row.goes_over, row.seconds) == (True, 69 * 60), "the entry itself is shown whole"


def test_a_gap_goes_on_from_one_block_into_the_next() -> None:
    bench = Bench(time="13:00")
    log(bench, SWEEP, "09:00", "11:57")
    log(bench, ANSWERS, "12:03", "12:20")
    log(bench, SWEEP, "12:30", "13:00")
    assert [(f"{gap.start:%H:%M}", gap.minutes, gap.block) for gap in account(bench).gaps] == [
        ("11:57", 6, "morning"),
        ("12:20", 10, "noon"),
    ]

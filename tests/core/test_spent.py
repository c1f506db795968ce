"""Time spent: cut at midnight, every second once, every dimension the same sum."""

from __future__ import annotations

import datetime as dt
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.spent import UNFORESEEN, Dimension, Spending, spending, whole_minutes
from jornada.core.state import Incident, Item, Session, State
from tests.core.builders import FRIDAY, MADRID, MONDAY, SATURDAY, Bench, at, planned, walk

THURSDAY = FRIDAY - dt.timedelta(days=1)
NOON = at("12:00")


def spent(bench: Bench, first: dt.date = FRIDAY, last: dt.date = FRIDAY) -> Spending:
    return spending(bench.state, first, last, bench.zone, bench.now)


def of(*sessions: Session) -> State:
    dates = {each.start.date() for each in sessions}
    return State(
        sessions={each.id: each for each in sessions},
        starts_on={date: tuple(each.id for each in sessions if each.start.date() == date) for date in dates},
        longest=max((each.end - each.start for each in sessions if each.end), default=dt.timedelta()),
        running=next((each.id for each in sessions if each.end is None), ""),
        items={
            key: Item(id=key, key=key, title=key, date=FRIDAY, planned_for=FRIDAY, area=f"area of {key}")
            for key in "abc"
        },
        incidents={"i": Incident(id="i", opened=NOON, detected=NOON, brand="acme")},
    )


def session(name: str, start: str, end: str | None, task: str = "a", date: dt.date = FRIDAY) -> Session:
    ended = at(end, date) if end else None
    return Session(id=name, start=at(start, date), end=ended, task=task)


def tasks(state: State, first: dt.date = FRIDAY, last: dt.date = FRIDAY) -> dict[str, int]:
    return dict(spending(state, first, last, MADRID, NOON).by(Dimension.TASK))


def test_the_running_session_counts_up_to_now() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=planned("answers")))
    bench.later(minutes=25)
    found = spent(bench)
    assert found.minutes == 25
    assert found.by(Dimension.AREA) == {"updating": 25}
    assert found.by(Dimension.BRAND) == {"acme": 25}
    assert found.by(Dimension.TASK) == {"answers": 25}
    assert found.by(Dimension.BLOCK) == {"morning": 25}
    assert found.by(Dimension.DATE) == {"2026-11-20": 25}


def test_an_incident_is_of_the_unforeseen_and_of_its_brand() -> None:
    bench = Bench()
    key = bench.act(do.IncidentOpen(title="It spreads", brand="beta"))
    bench.act(do.TaskStart(incident=key))
    bench.later(minutes=10)
    found = spent(bench)
    assert found.by(Dimension.AREA) == {UNFORESEEN: 10}
    assert found.by(Dimension.BRAND) == {"beta": 10}
    assert found.by(Dimension.TASK) == {key: 10}
    assert found.spells[0].is_incident


def test_a_break_is_no_work() -> None:
    bench = Bench()
    bench.act(do.TaskStart(task=planned("sweep")))
    bench.later(minutes=5)
    bench.act(do.BreakStart())
    bench.later(minutes=20)
    assert spent(bench).minutes == 5


def test_a_task_of_ones_own_stands_for_itself() -> None:
    bench = Bench()
    key = bench.act(do.TaskAdd(title="Own", date=FRIDAY))
    bench.act(do.TaskStart(task=key))
    bench.later(minutes=5)
    found = spent(bench)
    assert found.by(Dimension.TASK) == {key: 5}
    assert found.by(Dimension.AREA) == {"": 5}


def test_a_session_over_midnight_is_cut() -> None:
    bench = Bench(time="23:30")
    bench.act(do.TaskStart(task=planned("sweep")))
    bench.clock("00:45", SATURDAY)
    bench.act(do.TaskStop(session=""))
    assert spent(bench).minutes == 30
    assert spent(bench, SATURDAY, SATURDAY).minutes == 45
    assert spent(bench, FRIDAY, SATURDAY).by(Dimension.DATE) == {"2026-11-20": 30, "2026-11-21": 45}


def test_one_that_ran_for_days_has_all_of_the_days_between() -> None:
    found = spending(
        of(session("s", "20:00", None, date=THURSDAY)), FRIDAY, FRIDAY, MADRID, at("09:00", MONDAY)
    )
    assert found.minutes == 24 * 60


@pytest.mark.parametrize(
    ("date", "hours"), [(dt.date(2026, 3, 29), 23), (dt.date(2026, 10, 25), 25), (FRIDAY, 24)]
)
def test_a_day_is_as_long_as_it_is(date: dt.date, hours: int) -> None:
    day = dt.timedelta(days=1)
    whole = Session(id="s", start=at("12:00", date - day), end=at("12:00", date + day), task="a")
    assert spending(of(whole), date, date, MADRID, at("12:00", MONDAY)).minutes == hours * 60


def test_where_the_clock_jumps_at_midnight_the_day_begins_with_the_jump() -> None:
    beirut, date = ZoneInfo("Asia/Beirut"), dt.date(2024, 3, 31)
    start = dt.datetime(2024, 3, 30, 20, tzinfo=dt.UTC)
    whole = Session(id="s", start=start, end=start + dt.timedelta(hours=4), task="a")
    found = spending(of(whole), date, date, beirut, whole.end or start)
    assert found.minutes == 120


def test_of_two_that_overlap_the_later_has_the_time_and_gives_it_back() -> None:
    state = of(session("s1", "09:00", "10:00", "a"), session("s2", "09:20", "09:50", "b"))
    assert tasks(state) == {"a": 30, "b": 30}


def test_of_two_that_began_together_one_has_the_time() -> None:
    state = of(session("s1", "09:00", "10:00", "a"), session("s2", "09:00", "09:30", "b"))
    assert tasks(state) == {"a": 30, "b": 30}


def test_three_in_each_other() -> None:
    state = of(
        session("s1", "09:00", "12:00", "a"),
        session("s2", "09:30", "11:00", "b"),
        session("s3", "10:00", "10:15", "c"),
        session("s4", "11:30", "11:40", ""),
    )
    assert tasks(state) == {"a": 80, "b": 75, "c": 15}


def test_nothing_of_what_was_never_known_is_lost() -> None:
    assert tasks(of(session("s", "09:00", "09:10", "gone"))) == {"gone": 10}


def test_the_last_day_of_the_calendar_ends() -> None:
    last = dt.date.max
    start = dt.datetime(9999, 12, 31, 20, tzinfo=dt.UTC)
    state = of(Session(id="s", start=start, end=start + dt.timedelta(hours=1), task="a"))
    assert spending(state, last, last, dt.UTC, start).minutes == 60


def test_a_span_that_ends_before_it_begins_is_empty() -> None:
    assert spending(of(session("s", "09:00", "09:10")), FRIDAY, THURSDAY, MADRID, NOON) == Spending()


# Sums

SPANS = st.lists(
    st.tuples(st.integers(-3_000, 3_000), st.integers(0, 2_000), st.sampled_from(["a", "b", "c", "", "i"])),
    max_size=12,
)


@given(SPANS, st.sampled_from(["Europe/Madrid", "Pacific/Auckland", "America/Havana", "UTC"]))
def test_every_second_once_and_every_sum_the_same(spans: list[tuple[int, int, str]], timezone: str) -> None:
    """Against a second, naive way: each minute is asked whose it is."""
    zone = ZoneInfo(timezone)
    middle = dt.datetime(2026, 10, 25, 2, tzinfo=dt.UTC)
    minute = dt.timedelta(minutes=1)
    sessions = [
        Session(
            id=f"s{place:02}",
            start=middle + start * minute,
            end=middle + (start + length) * minute,
            task="" if about == "i" else about,
            incident="i" if about == "i" else "",
        )
        for place, (start, length, about) in enumerate(spans)
    ]
    now = middle + 10_000 * minute
    first, last = dt.date(2026, 10, 24), dt.date(2026, 10, 26)
    found = spending(of(*sessions), first, last, zone, now)
    naive: dict[str, int] = {}
    for offset in range(-3_000, 5_001):
        instant = middle + offset * minute
        over = [each for each in sessions if each.start <= instant < (each.end or now)]
        if over and first <= instant.astimezone(zone).date() <= last:
            owner = max(over, key=lambda each: (each.start, each.id))
            if not owner.is_break:
                key = owner.task or owner.incident
                naive[key] = naive.get(key, 0) + 1
    assert dict(found.by(Dimension.TASK)) == naive
    for dimension in Dimension:
        assert sum(found.seconds_by(dimension).values()) == found.seconds
        assert sum(found.by(dimension).values()) == found.minutes
    assert all(spell.date == spell.start.astimezone(zone).date() for spell in found.spells)
    by_day = [found.between(day, day).seconds for day in sorted({spell.date for spell in found.spells})]
    assert sum(by_day) == found.seconds


@given(st.integers(0, 2**32))
@settings(max_examples=30)
def test_what_a_person_did_adds_up_whatever_the_span(seed: int) -> None:
    bench = walk(Bench(), Random(seed), 60)
    days = [FRIDAY + dt.timedelta(days=offset) for offset in range(-3, 8)]
    whole = spent(bench, days[0], days[-1])
    assert sum(spent(bench, day, day).seconds for day in days) == whole.seconds
    for dimension in Dimension:
        assert sum(whole.by(dimension).values()) == whole.minutes


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 10_000), max_size=8))
def test_whole_minutes_make_the_whole_minutes_of_the_sum(seconds: dict[str, int]) -> None:
    minutes = whole_minutes(seconds)
    assert sum(minutes.values()) == sum(seconds.values()) // 60
    assert all(abs(minutes[key] * 60 - seconds[key]) < 60 for key in seconds)

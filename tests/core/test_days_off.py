"""Holidays and leave: which days they are, and what they change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.calendar import WorkingHours
from jornada.core.days_off import MOST_DAYS, NO_DAYS_OFF, DaysOff, DaysOffError, days_off, parse_days_off
from jornada.core.mistakes import Problem
from jornada.core.plan import next_working_day, plan_for
from tests.core.builders import BLOCKS, FRIDAY, MADRID, MONDAY, Bench, at, block, planned, task, workflow

CHRISTMAS = days_off(["2026-12-25", "2026-12-24..2027-01-06"])
DATES = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
SPANS = st.lists(st.tuples(DATES, st.integers(0, 40)), max_size=6)


def test_a_date_and_a_span_with_both_its_ends() -> None:
    assert parse_days_off(" 2026-12-25 ") == (dt.date(2026, 12, 25), dt.date(2026, 12, 25))
    assert parse_days_off("2026-12-24 .. 2027-01-06") == (dt.date(2026, 12, 24), dt.date(2027, 1, 6))
    assert [dt.date(2026, 12, day) in CHRISTMAS for day in (23, 24, 31)] == [False, True, True]
    assert [dt.date(2027, 1, day) in CHRISTMAS for day in (6, 7)] == [True, False]


@pytest.mark.parametrize(
    ("text", "problem", "value"),
    [
        ("", Problem.BAD_DATE, ""),
        ("christmas", Problem.BAD_DATE, "christmas"),
        ("2026-02-30", Problem.BAD_DATE, "2026-02-30"),
        ("20261225", Problem.BAD_DATE, "20261225"),
        ("2026-12-24..", Problem.BAD_DATE, ""),
        ("..2026-12-24", Problem.BAD_DATE, ""),
        ("2026-12-24-2027-01-06", Problem.BAD_DATE, "2026-12-24-2027-01-06"),
        ("2027-01-06..2026-12-24", Problem.UNTIL_BEFORE_FROM, "2026-12-24"),
        ("2026-01-01..2027-01-02", Problem.TOO_MANY_DAYS, "2026-01-01..2027-01-02"),
    ],
)
def test_what_is_no_day_off_is_refused_with_its_reason(text: str, problem: Problem, value: str) -> None:
    with pytest.raises(DaysOffError) as caught:
        parse_days_off(text)
    assert (caught.value.problem, caught.value.value) == (problem, value)


def test_a_whole_leap_year_is_a_span() -> None:
    first, last = parse_days_off("2028-01-01..2028-12-31")
    assert (last - first).days + 1 == MOST_DAYS


@given(spans=SPANS, date=DATES)
def test_a_date_is_off_where_any_span_has_it(spans: list[tuple[dt.date, int]], date: dt.date) -> None:
    ends = [(first, first + dt.timedelta(days=more)) for first, more in spans]
    assert (date in DaysOff.of(ends)) == any(first <= date <= last for first, last in ends)


@given(spans=SPANS)
def test_spans_are_kept_apart_and_in_order(spans: list[tuple[dt.date, int]]) -> None:
    kept = DaysOff.of((first, first + dt.timedelta(days=more)) for first, more in spans).spans
    flat = [date.toordinal() for span in kept for date in span]
    assert all(later - earlier > 1 for earlier, later in zip(flat[1::2], flat[2::2], strict=False))


def test_the_plan_of_a_day_off_has_only_what_falls_on_it_anyway() -> None:
    flow = workflow(
        (
            task("each", repeat="daily"),
            task("work", repeat="working days"),
            task("fridays", repeat="weekly fri"),
            task("report", repeat="weekly fri", if_missed="keep"),
            task("fortnight", repeat="every 2 weeks fri", start=dt.date(2026, 12, 25)),
            task("month", repeat="monthly 25"),
            task("last", repeat="monthly last fri"),
            task("once", repeat="once 2026-12-25"),
        ),
        days_off=CHRISTMAS,
    )
    plan = plan_for(flow, dt.date(2026, 12, 25))

    assert plan.off
    assert [item.key for item in plan.items] == ["each", "report", "month", "last", "once"]
    assert not plan_for(flow, dt.date(2026, 12, 23)).off


def test_the_last_working_day_of_a_month_is_before_the_holidays() -> None:
    flow = workflow((task("report", repeat="monthly last working day"),), days_off=CHRISTMAS)
    december = [dt.date(2026, 12, day) for day in range(1, 32)]

    assert [date.day for date in december if flow.tasks_on(date)] == [23]


def test_the_next_working_day_is_after_the_holidays() -> None:
    flow = workflow(days_off=CHRISTMAS)

    assert next_working_day(flow, dt.date(2026, 12, 23)) == dt.date(2027, 1, 7)
    assert next_working_day(replace(flow, days_off=NO_DAYS_OFF), dt.date(2026, 12, 23)) == dt.date(
        2026, 12, 24
    )


def test_what_must_be_done_on_a_holiday_waits_and_the_rest_lapses() -> None:
    flow = workflow(
        (task("report", repeat="weekly mon", if_missed="keep"), task("sweep", repeat="weekly mon")),
        days_off=days_off([MONDAY.isoformat()]),
    )
    bench = Bench(flow, date=FRIDAY)
    bench.act(do.TaskAdd(title="Call", date=FRIDAY))
    bench.clock("09:30", MONDAY + dt.timedelta(days=1))

    assert [row.item.id for row in bench.view().rows if row.carried_from == MONDAY] == [
        planned("report", MONDAY)
    ]


def test_response_clocks_stand_still_on_days_off() -> None:
    week = (0, 1, 2, 3, 4)
    hours = WorkingHours(week, (block("day", "09:00", "17:00"),), MADRID, days_off(["2026-11-23"]))
    friday, tuesday = at("16:00"), at("10:00", dt.date(2026, 11, 24))

    assert hours.seconds_between(friday, tuesday) == 2 * 3600
    assert hours.add(friday, 2 * 3600) == tuesday


@given(day=st.integers(0, 30), spans=SPANS, seconds=st.integers(0, 200_000))
def test_time_that_was_added_is_found_again(day: int, spans: list[tuple[dt.date, int]], seconds: int) -> None:
    off = DaysOff.of((first, first + dt.timedelta(days=more)) for first, more in spans)
    hours = WorkingHours((0, 1, 2, 3, 4), BLOCKS, MADRID, off)
    start = at("11:00", FRIDAY + dt.timedelta(days=day))

    assert hours.seconds_between(start, hours.add(start, seconds)) == seconds

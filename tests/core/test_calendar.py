"""Local plans as real time: clock changes, midnight, breaks, response clocks."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.calendar import (
    BlockSpan,
    BreakSpan,
    Due,
    Moment,
    MomentKind,
    Span,
    WorkingHours,
    block_spans,
    dates_of_week,
    due_instant,
    in_zone,
    local_date,
    midnight,
    minutes_left,
    moment_at,
    monday_of,
    parse_due,
)
from jornada.core.intents import PlannedBlock, PlannedBreak
from jornada.core.workflow import Block, Break

MADRID = ZoneInfo("Europe/Madrid")
SANTIAGO = ZoneInfo("America/Santiago")
ZONES = (MADRID, SANTIAGO, ZoneInfo("Asia/Kolkata"), ZoneInfo("Pacific/Apia"), ZoneInfo("UTC"))
MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)

# In 2026 the clock in Madrid jumps 02:00 -> 03:00 on 29 March and falls back 03:00 -> 02:00 on
# 25 October; in Santiago it falls back 24:00 -> 23:00 on 4 April and jumps 24:00 -> 01:00 on 5 September.
MADRID_SPRING, MADRID_AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
SANTIAGO_SPRING, SANTIAGO_AUTUMN = dt.date(2026, 9, 6), dt.date(2026, 4, 4)


def clock(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def block(key: str, start: str, end: str, *breaks: tuple[str, str], reserve: int = 0) -> Block:
    pauses = tuple(Break(title="Lunch", start=clock(a), end=clock(b)) for a, b in breaks)
    return Block(key=key, title=key, start=clock(start), end=clock(end), breaks=pauses, reserve=reserve)


DAY = (
    block("morning", "09:00", "12:00"),
    block("noon", "12:00", "15:00", ("14:00", "15:00"), reserve=30),
    block("afternoon", "16:00", "18:00", reserve=30),
)
SATURDAY = dt.date(2026, 11, 21)


def at(text: str, zone: ZoneInfo = MADRID, date: dt.date = SATURDAY) -> dt.datetime:
    return dt.datetime.combine(date, clock(text), tzinfo=zone)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def only(one: Block, date: dt.date, zone: ZoneInfo) -> BlockSpan:
    (found,) = block_spans([one], date, zone)
    return found


# Spans


def test_a_span_refuses_instants_without_an_offset() -> None:
    naive = at("09:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="needs an offset"):
        Span(naive, at("10:00"))
    with pytest.raises(ValueError, match="needs an offset"):
        Span(at("09:00"), at("10:00")).contains(naive)


def test_a_span_measures_true_time_though_both_ends_share_a_zone() -> None:
    night = Span(at("01:30", date=MADRID_AUTUMN), at("03:30", date=MADRID_AUTUMN))
    assert (night.seconds, night.minutes) == (3 * 3600, 180)


def test_a_span_is_never_negative_and_counts_whole_minutes() -> None:
    assert Span(at("10:00"), at("09:00")).seconds == 0
    assert Span(at("09:00"), at("09:01:59")).minutes == 1


def test_a_span_holds_its_start_but_not_its_end() -> None:
    span = Span(at("09:00"), at("10:00"))
    assert span.contains(at("09:00"))
    assert not span.contains(at("10:00"))


def test_overlap() -> None:
    span = Span(at("09:00"), at("10:00"))
    assert span.overlap_seconds(Span(at("09:45"), at("11:00"))) == 900
    assert span.overlap_seconds(Span(at("08:00"), at("11:00"))) == 3600
    assert span.overlap_seconds(Span(at("10:00"), at("11:00"))) == 0


# Blocks on a date


def test_blocks_print_as_local_time_and_come_in_order() -> None:
    found = block_spans(tuple(reversed(DAY)), SATURDAY, MADRID)
    assert [one.span.start.strftime("%H:%M %z") for one in found] == [
        "09:00 +0100",
        "12:00 +0100",
        "16:00 +0100",
    ]
    assert [one.working_minutes for one in found] == [180, 120, 120]
    assert [one.reserve for one in found] == [0, 30, 30]


def test_planned_blocks_are_taken_as_well() -> None:
    planned = PlannedBlock(
        key="noon",
        title="noon",
        start="12:00",
        end="15:00",
        breaks=(PlannedBreak(title="Lunch", start="14:00", end="15:00"),),
        reserve=30,
    )
    assert block_spans([planned], SATURDAY, MADRID) == block_spans([DAY[1]], SATURDAY, MADRID)


def test_planned_blocks_with_unreadable_times_are_left_out() -> None:
    good = PlannedBlock(
        key="good",
        title="good",
        start="09:00",
        end="10:00",
        breaks=(PlannedBreak(title="?", start="nine", end="10:00"),),
    )
    bad = PlannedBlock(key="bad", title="bad", start="25:00", end="26:00")
    (found,) = block_spans([bad, good], SATURDAY, MADRID)
    assert (found.key, found.breaks) == ("good", ())


def test_the_reserve_is_that_of_the_weekday() -> None:
    monday, tuesday = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
    one = Block(
        key="late",
        title="Late",
        start=clock("15:00"),
        end=clock("18:00"),
        reserve=75,
        reserve_by_weekday=((0, 60),),
    )
    assert [only(one, day, MADRID).reserve for day in (monday, tuesday)] == [60, 75]


def test_a_block_over_midnight_ends_the_next_day_with_its_breaks() -> None:
    night = only(block("night", "22:00", "06:00", ("23:30", "00:15"), ("02:00", "02:30")), SATURDAY, MADRID)
    assert night.span.end == utc("2026-11-22T05:00")
    assert [pause.span.start.strftime("%d %H:%M") for pause in night.breaks] == ["21 23:30", "22 02:00"]
    assert night.working_minutes == 8 * 60 - 45 - 30


@pytest.mark.parametrize(
    ("zone", "date", "start", "end", "minutes"),
    [
        (MADRID, MADRID_SPRING, "00:00", "06:00", 300),
        (MADRID, MADRID_AUTUMN, "00:00", "06:00", 420),
        (MADRID, MADRID_SPRING - dt.timedelta(days=1), "22:00", "06:00", 420),
        (MADRID, MADRID_SPRING, "02:15", "02:45", 0),
        (MADRID, MADRID_SPRING, "02:30", "03:30", 30),
        (MADRID, MADRID_SPRING, "01:30", "02:30", 30),
        (MADRID, MADRID_AUTUMN, "01:30", "02:30", 60),
        (MADRID, MADRID_AUTUMN, "02:30", "03:30", 120),
        (SANTIAGO, SANTIAGO_SPRING, "00:00", "06:00", 300),
        (SANTIAGO, SANTIAGO_SPRING, "00:30", "02:00", 60),
        (SANTIAGO, SANTIAGO_AUTUMN, "20:00", "00:00", 300),
        (SANTIAGO, SANTIAGO_AUTUMN, "23:30", "06:00", 450),
        (ZoneInfo("Pacific/Apia"), dt.date(2011, 12, 30), "09:00", "18:00", 0),
    ],
)
def test_blocks_are_as_long_as_the_clock_lets_them(
    zone: ZoneInfo, date: dt.date, start: str, end: str, minutes: int
) -> None:
    assert only(block("b", start, end), date, zone).working_minutes == minutes


def test_a_time_that_does_not_exist_is_the_jump_and_one_that_exists_twice_the_first() -> None:
    assert due_instant("02:30", MADRID_SPRING, MADRID) == utc("2026-03-29T01:00")
    assert due_instant("02:30", MADRID_AUTUMN, MADRID) == utc("2026-10-25T00:30")
    assert due_instant("00:30", SANTIAGO_SPRING, SANTIAGO) == utc("2026-09-06T04:00")
    assert due_instant("23:30", SANTIAGO_AUTUMN, SANTIAGO) == utc("2026-04-05T02:30")


@given(
    date=st.dates(dt.date(2000, 1, 1), dt.date(2035, 12, 31))
    | st.sampled_from([MADRID_SPRING, MADRID_AUTUMN, SANTIAGO_SPRING, SANTIAGO_AUTUMN]),
    zone=st.sampled_from(ZONES),
    minutes=st.lists(st.integers(0, 1439), min_size=2, max_size=6, unique=True).map(sorted),
)
def test_adjoining_blocks_adjoin_and_never_run_backwards(
    date: dt.date, zone: ZoneInfo, minutes: list[int]
) -> None:
    times = [dt.time(minute // 60, minute % 60) for minute in minutes]
    plan = [
        Block(key=f"b{n}", title="", start=start, end=end) for n, (start, end) in enumerate(pairwise(times))
    ]
    spans = [one.span for one in block_spans(plan, date, zone)]
    assert all(span.start <= span.end for span in spans)
    assert all(earlier.end == later.start for earlier, later in pairwise(spans))


@given(
    date=st.sampled_from([MADRID_SPRING, MADRID_AUTUMN, SATURDAY]),
    cut=st.integers(0, 24 * 60),
)
def test_work_before_and_after_any_instant_adds_up_to_the_block(date: dt.date, cut: int) -> None:
    one = only(block("b", "00:30", "23:30", ("01:45", "02:45"), ("14:00", "15:00")), date, MADRID)
    middle = one.span.start + dt.timedelta(minutes=cut)
    before = one.working_seconds_between(one.span.start - dt.timedelta(days=1), middle)
    after = one.working_seconds_between(middle, one.span.end + dt.timedelta(days=1))
    assert before + after == one.working_seconds()


def test_breaks_that_overlap_or_reach_out_of_the_block_count_once() -> None:
    def span(start: str, end: str) -> Span:
        return Span(at(start), at(end))

    one = BlockSpan(
        "b",
        "b",
        span("09:00", "12:00"),
        (
            BreakSpan("", span("10:30", "11:00")),
            BreakSpan("", span("10:00", "10:45")),
            BreakSpan("", span("11:45", "13:00")),
            BreakSpan("", span("08:00", "09:10")),
        ),
    )
    assert one.working_minutes == 180 - 60 - 15 - 10


# Moments


@pytest.mark.parametrize(
    ("now", "kind", "key", "until"),
    [
        ("08:00", MomentKind.BEFORE, "morning", "09:00"),
        ("09:00", MomentKind.IN_BLOCK, "morning", "12:00"),
        ("12:00", MomentKind.IN_BLOCK, "noon", "14:00"),
        ("14:00", MomentKind.IN_BREAK, "noon", "15:00"),
        ("15:00", MomentKind.BETWEEN, "afternoon", "16:00"),
        ("17:59", MomentKind.IN_BLOCK, "afternoon", "18:00"),
    ],
)
def test_moments_of_the_day(now: str, kind: MomentKind, key: str, until: str) -> None:
    moment = moment_at(block_spans(DAY, SATURDAY, MADRID), at(now))
    assert moment.block
    assert (moment.kind, moment.block.key, moment.until) == (kind, key, at(until))


def test_after_the_day_and_on_a_day_off_there_is_no_block() -> None:
    spans = block_spans(DAY, SATURDAY, MADRID)
    assert moment_at(spans, at("18:00")) == Moment(MomentKind.AFTER)
    assert moment_at(spans, at("10:00"), off=True) == Moment(MomentKind.OFF)
    assert moment_at([], at("10:00")) == Moment(MomentKind.OFF)


def test_a_block_that_the_clock_swallowed_is_never_the_moment() -> None:
    plan = (block("gone", "02:15", "02:45"), block("there", "04:00", "05:00"))
    spans = block_spans(plan, MADRID_SPRING, MADRID)
    for minute in range(300):
        moment = moment_at(spans, utc("2026-03-29T00:00") + dt.timedelta(minutes=minute))
        assert moment.block is None or moment.block.key == "there"


def test_minutes_left_leave_out_the_breaks_and_what_has_not_begun() -> None:
    noon = only(DAY[1], SATURDAY, MADRID)
    assert minutes_left(noon, at("08:00")) == 120
    assert minutes_left(noon, at("13:00:30")) == 59
    assert minutes_left(noon, at("14:30")) == 0
    assert minutes_left(noon, at("20:00")) == 0


# Dates and due times


def test_the_local_date_is_that_of_the_zone() -> None:
    assert local_date(utc("2026-11-21T23:30"), MADRID) == dt.date(2026, 11, 22)
    assert local_date(utc("2026-11-21T02:30"), SANTIAGO) == dt.date(2026, 11, 20)


def test_in_zone_keeps_the_instant_and_shows_local_time() -> None:
    shown = in_zone(utc("2026-10-25T01:30"), MADRID)
    assert (shown, shown.strftime("%H:%M")) == (utc("2026-10-25T01:30"), "02:30")


def test_due_times_are_of_the_day_or_of_the_week() -> None:
    assert parse_due("09:45") == Due(None, dt.time(9, 45))
    assert parse_due(" Thu 14:00 ") == Due(3, dt.time(14))
    for day in range(16, 23):
        instant = due_instant("thu 14:00", dt.date(2026, 11, day), MADRID)
        assert instant == at("14:00", date=dt.date(2026, 11, 19))


@pytest.mark.parametrize(
    "text", ["", "9:45", "24:00", "09:60", "0945", "thursday 14:00", "thu", "thu 14:00 x", "٠٩:٤٥"]
)
def test_what_is_no_due_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no (due )?time"):
        parse_due(text)


# Working hours

HOURS = WorkingHours(MONDAY_TO_FRIDAY, DAY, MADRID)
FRIDAY = dt.date(2026, 11, 20)
MONDAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (at("09:30", date=FRIDAY), 60, at("10:30", date=FRIDAY)),
        (at("13:30", date=FRIDAY), 60, at("16:30", date=FRIDAY)),
        (at("17:30", date=FRIDAY), 30, at("18:00", date=FRIDAY)),
        (at("17:30", date=FRIDAY), 60, at("09:30", date=MONDAY)),
        (at("14:30", date=FRIDAY), 10, at("16:10", date=FRIDAY)),
        (at("12:00", date=SATURDAY), 60, at("10:00", date=MONDAY)),
        (at("23:00", date=FRIDAY), 420, at("18:00", date=MONDAY)),
        (at("12:00", date=SATURDAY), 0, at("12:00", date=SATURDAY)),
    ],
)
def test_response_clocks_stand_still_outside_working_hours(
    start: dt.datetime, minutes: int, end: dt.datetime
) -> None:
    assert HOURS.add(start, minutes * 60) == end
    assert HOURS.seconds_between(start, end) == minutes * 60


def test_between_counts_work_only() -> None:
    assert HOURS.seconds_between(at("17:00", date=FRIDAY), at("08:00", date=MONDAY)) == 3600
    assert HOURS.seconds_between(at("10:00", date=SATURDAY), at("20:00", date=SATURDAY)) == 0
    assert HOURS.seconds_between(at("10:00", date=MONDAY), at("09:00", date=FRIDAY)) == 0


def test_a_night_shift_of_the_day_before_counts() -> None:
    nights = WorkingHours((4,), (block("night", "22:00", "06:00"),), MADRID)
    assert nights.add(at("05:00", date=SATURDAY), 600) == at("05:10", date=SATURDAY)
    assert nights.seconds_between(at("00:00", date=SATURDAY), at("12:00", date=SATURDAY)) == 6 * 3600


@pytest.mark.parametrize(
    "hours",
    [
        WorkingHours((), DAY, MADRID),
        WorkingHours(MONDAY_TO_FRIDAY, (), MADRID),
        WorkingHours((9,), DAY, MADRID),
        WorkingHours(MONDAY_TO_FRIDAY, (block("b", "14:00", "15:00", ("14:00", "15:00")),), MADRID),
    ],
)
def test_without_working_hours_every_hour_counts(hours: WorkingHours) -> None:
    start = at("23:00", date=SATURDAY)
    assert hours.add(start, 7200) == start.astimezone(dt.UTC) + dt.timedelta(hours=2)
    assert hours.seconds_between(start, start.astimezone(dt.UTC) + dt.timedelta(hours=2)) == 7200


def test_negative_seconds_are_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        HOURS.add(at("10:00"), -1)


PLANS = (
    DAY,
    (block("all", "00:00", "23:00", ("02:15", "02:45"), ("22:30", "22:45")),),
    (block("early", "00:15", "03:45"), block("late", "20:00", "01:15", ("23:30", "00:30"))),
    (block("a", "01:00", "05:00"), block("overlapping", "02:30", "06:00")),
)
CHANGES = (utc("2026-03-29T01:00"), utc("2026-10-25T01:00"), utc("2026-04-05T03:00"), utc("2026-09-06T04:00"))
NEAR_A_CHANGE = st.builds(
    lambda change, seconds: change + dt.timedelta(seconds=seconds),
    st.sampled_from(CHANGES),
    st.integers(-4 * 86400, 2 * 86400),
)
SCHEDULES = st.builds(
    WorkingHours,
    st.sampled_from([MONDAY_TO_FRIDAY, (5, 6), (0, 1, 2, 3, 4, 5, 6), (6,)]),
    st.sampled_from(PLANS),
    st.sampled_from([MADRID, SANTIAGO]),
)


@given(hours=SCHEDULES, start=NEAR_A_CHANGE, seconds=st.integers(0, 60 * 3600))
def test_add_is_undone_by_between(hours: WorkingHours, start: dt.datetime, seconds: int) -> None:
    end = hours.add(start, seconds)
    assert hours.seconds_between(start, end) == seconds
    if seconds:
        assert hours.seconds_between(start, end - dt.timedelta(seconds=1)) == seconds - 1


@given(hours=SCHEDULES, start=NEAR_A_CHANGE, first=st.integers(0, 50000), second=st.integers(0, 50000))
def test_adding_in_two_steps_is_adding_once(
    hours: WorkingHours, start: dt.datetime, first: int, second: int
) -> None:
    once = hours.add(start, first + second)
    twice = hours.add(hours.add(start, first), second)
    assert once == twice or (second == 0 and once >= twice)


@given(hours=SCHEDULES, instants=st.lists(NEAR_A_CHANGE, min_size=3, max_size=3).map(sorted))
def test_work_between_three_instants_adds_up(hours: WorkingHours, instants: list[dt.datetime]) -> None:
    first, middle, last = instants
    both = hours.seconds_between(first, middle) + hours.seconds_between(middle, last)
    assert hours.seconds_between(first, last) == both


def test_a_day_that_begins_at_one_begins_when_the_clock_jumps() -> None:
    cairo = ZoneInfo("Africa/Cairo")
    jump = midnight(dt.date(2026, 4, 24), cairo)
    assert jump.isoformat() == "2026-04-24T01:00:00+03:00"
    assert jump - midnight(dt.date(2026, 4, 23), cairo) == dt.timedelta(hours=24)


def test_a_week_is_monday_to_sunday_over_the_turn_of_the_year() -> None:
    assert monday_of(dt.date(2027, 1, 3)) == dt.date(2026, 12, 28)
    assert dates_of_week(dt.date(2027, 1, 3))[-1] == dt.date(2027, 1, 3)

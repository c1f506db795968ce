"""The week: what each block holds against what it can hold, and the places one goes to in it."""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.calendar import dates_of_week, monday_of
from jornada.core.posts import Post
from jornada.core.week import Spot, Week, WeekCell, across, held, spots_of, step, week_of
from tests.core.builders import FRIDAY, MONDAY, SATURDAY, Bench, planned

SWEEP = planned("sweep")
THIS_MONDAY = FRIDAY - dt.timedelta(days=4)


def week(bench: Bench, date: dt.date = FRIDAY) -> Week:
    return week_of([bench.view(each) for each in dates_of_week(date)])


def cell(found: Week, date: dt.date, block: str) -> WeekCell:
    (day,) = (day for day in found.days if day.date == date)
    return next(each for each in day.cells if each.block == block)


def test_a_week_is_monday_to_sunday_over_the_turn_of_the_year() -> None:
    assert monday_of(dt.date(2027, 1, 3)) == dt.date(2026, 12, 28)
    assert dates_of_week(dt.date(2027, 1, 3))[-1] == dt.date(2027, 1, 3)
    assert week(Bench(), dt.date(2027, 1, 3)).number == 53


def test_load_against_capacity() -> None:
    found = week(Bench())
    morning = cell(found, FRIDAY, "morning")
    assert (morning.planned_minutes, morning.booked_minutes) == (90, 0)
    assert (morning.capacity_minutes, morning.over_minutes, morning.free_minutes) == (180, 0, 90)
    assert morning.is_empty_spot
    noon = cell(found, FRIDAY, "noon")
    assert (noon.load_minutes, noon.reserve_minutes, noon.capacity_minutes) == (90, 30, 120)
    assert not noon.is_empty_spot
    assert not noon.over_minutes
    assert found.days[4].capacity_minutes == 180 + 90 + 90
    assert found.load_minutes == 5 * (90 + 90 + 90)


def test_what_was_added_or_moved_there_is_booked() -> None:
    bench = Bench()
    bench.act(do.TaskAdd(title="Own", date=MONDAY, block="noon", minutes=40))
    bench.act(do.TaskMove(task=SWEEP, date=MONDAY, block="noon"))
    noon = cell(week(bench, MONDAY), MONDAY, "noon")
    assert (noon.planned_minutes, noon.booked_minutes, noon.over_minutes) == (90, 85, 85)
    assert cell(week(bench), FRIDAY, "morning").load_minutes == 45


def test_what_was_dropped_counts_nothing_and_what_is_done_counts() -> None:
    bench = Bench()
    bench.act(do.TaskDone(task=SWEEP))
    bench.act(do.TaskDrop(task=planned("answers")))
    morning = cell(week(bench), FRIDAY, "morning")
    assert morning.load_minutes == 45
    assert len(morning.rows) == 2


def test_nothing_is_asked_of_a_day_off() -> None:
    bench = Bench()
    bench.act(do.TaskAdd(title="Own", date=SATURDAY, block="morning", minutes=400))
    found = week(bench)
    morning = cell(found, SATURDAY, "morning")
    assert (morning.load_minutes, morning.over_minutes, morning.free_minutes) == (400, 0, 0)
    assert found.days[5].capacity_minutes == 0


def test_a_task_without_a_block_has_a_place_of_its_own() -> None:
    bench = Bench()
    bench.act(do.TaskAdd(title="Own", date=FRIDAY, minutes=40))
    found = week(bench)
    assert found.days[4].cells[-1].block == ""
    assert [row.item.title for row in found.days[4].cells[-1].rows] == ["Own"]
    assert not found.days[4].over_minutes
    assert all(each.block for each in found.days[0].cells)


def test_what_is_kept_stands_on_today_only() -> None:
    bench = Bench(date=THIS_MONDAY)
    key = bench.act(do.TaskAdd(title="Own", date=THIS_MONDAY, block="noon", minutes=40))
    bench.clock("09:00", FRIDAY)
    found = week(bench)
    shown = [day.date for day in found.days for each in day.cells for row in each.rows if row.item.id == key]
    assert shown == [THIS_MONDAY, FRIDAY]
    assert cell(found, FRIDAY, "noon").booked_minutes == 40


def test_posts_stand_in_the_block_that_has_begun_and_take_no_time() -> None:
    def post(key: str, time: str, date: dt.date = FRIDAY) -> Post:
        return Post(key=key, date=date, title=key, time=dt.time.fromisoformat(time) if time else None)

    posts = [
        post("early", "07:00"),
        post("lunch", "14:30"),
        post("between", "15:30"),
        post("late", "22:00"),
        post("somewhen", ""),
        post("monday", "10:00", MONDAY),
    ]
    found = week_of([Bench().view(each) for each in dates_of_week(FRIDAY)], posts)
    placed = {each.block: [post.key for post in each.posts] for each in found.days[4].cells}
    assert placed == {
        "morning": ["early"],
        "noon": ["lunch", "between"],
        "afternoon": ["late", "somewhen"],
    }
    assert cell(found, FRIDAY, "noon").load_minutes == 90


# Going about in it


def test_down_and_up_a_day() -> None:
    found = week(Bench())
    spots = spots_of(found.days[4], 4)
    assert spots[:3] == (Spot(4, 0), Spot(4, 0, SWEEP), Spot(4, 0, planned("answers")))
    assert step(found, spots[0], 1) == spots[1]
    assert step(found, spots[0], -1) == spots[0]
    assert step(found, spots[0], 99) == spots[-1]


def test_across_to_the_same_place_of_another_day() -> None:
    found = week(Bench())
    thursday = planned("answers", FRIDAY - dt.timedelta(days=1))
    assert across(found, Spot(4, 0, planned("answers")), -1) == Spot(3, 0, thursday)
    assert across(found, Spot(4, 0, planned("answers")), 1) == Spot(5, 0)
    assert across(found, Spot(0, 1), -1) == Spot(0, 1)
    assert across(found, Spot(4, 2), 9) == Spot(6, 2)


def test_a_task_that_moved_is_followed() -> None:
    bench = Bench()
    spot = Spot(4, 0, SWEEP)
    bench.act(do.TaskMove(task=SWEEP, block="afternoon"))
    assert held(week(bench), spot) == Spot(4, 2, SWEEP)
    bench.act(do.TaskMove(task=SWEEP, date=MONDAY))
    assert held(week(bench), spot) == Spot(4, 0)

"""An incident like an earlier one of its month: same brand, same kind."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jornada.core import intents as do
from jornada.core.repeats import newest_repeat, preventing, prevention, repeat_made, repeat_of
from jornada.core.workflow import Area
from tests.core.builders import AREAS, FRIDAY, MADRID, Bench, at, workflow


def opened(bench: Bench, title: str, kind: str = "outage", brand: str = "acme", day: int = 20) -> str:
    detected = at("09:00", dt.date(2026, 11, day))
    return bench.act(do.IncidentOpen(title=title, kind=kind, brand=brand, detected=detected))


@pytest.fixture
def bench() -> Bench:
    return Bench(time="12:00")


def earlier(bench: Bench, key: str) -> list[str] | None:
    repeat = repeat_of(bench.state, bench.state.incidents[key], MADRID)
    return [each.title for each in repeat.earlier] if repeat else None


def test_the_third_of_its_month_names_the_two_before_the_newest_first(bench: Bench) -> None:
    for title, day in (("first", 2), ("second", 9)):
        opened(bench, title, day=day)
    third = opened(bench, "third")

    repeat = repeat_of(bench.state, bench.state.incidents[third], MADRID)

    assert repeat is not None
    assert repeat.ordinal == 3
    assert [each.title for each in repeat.earlier] == ["second", "first"]


def test_the_first_repeats_nothing_though_others_came_after_it(bench: Bench) -> None:
    first = opened(bench, "first", day=2)
    opened(bench, "second")
    assert earlier(bench, first) is None


def test_two_of_the_same_second_are_told_apart_by_which_was_logged_first(bench: Bench) -> None:
    first, second = opened(bench, "first"), opened(bench, "second")
    assert earlier(bench, first) is None
    assert earlier(bench, second) == ["first"]


@pytest.mark.parametrize(
    ("kind", "brand"), [("complaint", "acme"), ("outage", "beta"), ("outage", ""), ("other", "acme")]
)
def test_another_kind_or_brand_is_not_like_it(bench: Bench, kind: str, brand: str) -> None:
    opened(bench, "first", day=2)
    assert earlier(bench, opened(bench, "second", kind, brand)) is None


def test_what_has_no_kind_yet_is_like_nothing(bench: Bench) -> None:
    bench.act(do.Interrupt())
    assert earlier(bench, bench.act(do.Interrupt())) is None


def test_a_month_is_that_of_the_wall(bench: Bench) -> None:
    """At 23:30 in London of 31 October it is November in Madrid."""
    late = dt.datetime(2026, 10, 31, 23, 30, tzinfo=dt.UTC)
    bench.act(do.IncidentOpen(title="October", kind="outage", brand="acme", detected=late - dt.timedelta(1)))
    bench.act(do.IncidentOpen(title="first", kind="outage", brand="acme", detected=late))
    assert earlier(bench, opened(bench, "second")) == ["first"]


def test_one_that_was_taken_back_does_not_count(bench: Bench) -> None:
    opened(bench, "first", day=2)
    bench.act(do.Undo())
    assert earlier(bench, opened(bench, "second")) is None


def test_opening_and_classifying_tell_of_it_and_nothing_else(bench: Bench) -> None:
    opened(bench, "first", day=2)
    key = opened(bench, "second", kind="complaint")

    def made(intent: do.Intent) -> bool:
        record = bench.record(intent)
        bench.timeline.add([record])
        return repeat_made(bench.state, record, MADRID) is not None

    assert not made(do.IncidentAcknowledge(incident=key))
    assert made(do.IncidentEdit(incident=key, kind="outage"))
    assert not made(do.IncidentEdit(incident=key, title="renamed"))
    assert made(do.IncidentOpen(title="third", kind="outage", brand="acme"))
    assert not made(do.IncidentOpen(title="rain", kind="press"))


def test_the_task_that_prevents_it_follows_it_up(bench: Bench) -> None:
    area = Area(key="unforeseen", title="Handling the unforeseen", rank=9)
    bench.flow = replace(workflow(), areas=(*AREAS, area))
    opened(bench, "first", day=2)
    second = opened(bench, "second")
    repeat = newest_repeat(bench.state, MADRID)
    assert repeat is not None
    assert preventing(bench.state, repeat) is None

    task = bench.act(prevention(repeat, "Prevent: second", FRIDAY, bench.flow))

    item = bench.item(task)
    assert (item.incident, item.brand, item.area, item.minutes) == (second, "acme", "unforeseen", 0)
    assert preventing(bench.state, repeat) == item
    later = opened(bench, "third")
    third = repeat_of(bench.state, bench.state.incidents[later], MADRID)
    assert third is not None
    assert preventing(bench.state, third) == item
    bench.act(do.TaskDone(task=task))
    assert preventing(bench.state, third) is None


def test_without_an_area_for_the_unforeseen_it_has_none(bench: Bench) -> None:
    opened(bench, "first", day=2)
    opened(bench, "second")
    repeat = newest_repeat(bench.state, MADRID)
    assert repeat is not None
    assert prevention(repeat, "Prevent", FRIDAY, bench.flow).area == ""


def test_the_newest_that_is_open_and_comes_again(bench: Bench) -> None:
    assert newest_repeat(bench.state, MADRID) is None
    opened(bench, "first", day=2)
    second = opened(bench, "second")
    opened(bench, "alone", kind="press")

    found = newest_repeat(bench.state, MADRID)
    assert found is not None
    assert found.incident.id == second

    bench.act(do.IncidentResolve(incident=second))
    assert newest_repeat(bench.state, MADRID) is None

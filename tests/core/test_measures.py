"""How incidents went in figures: by hand, and against a second, slow computation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.calendar import WorkingHours
from jornada.core.incidents import Target, TargetBook
from jornada.core.measures import Figure, MeasureBook, OnTarget, Stage, measures, percentile
from jornada.core.state import Incident
from jornada.core.workflow import ResponseTarget
from tests.core.builders import BLOCKS, FRIDAY, MADRID, MONDAY, at

HOURS = WorkingHours((0, 1, 2, 3, 4), BLOCKS, MADRID)
BOOK = TargetBook()
LATER = at("18:00", MONDAY)


def incident(detected: str = "10:00", date: dt.date = FRIDAY, /, **facts: Any) -> Incident:
    """One of severity high. A fact that is a text is an instant of that day."""
    instants = {name: at(value, date) for name, value in facts.items() if _is_time(value)}
    seen = at(detected, date)
    made = Incident(id="i", opened=seen, detected=seen, severity=2, kind="complaint")
    return replace(made, **{**facts, **instants})


def _is_time(value: object) -> bool:
    return isinstance(value, str) and value[2:3] == ":"


def of(*incidents: Incident, book: TargetBook = BOOK, now: dt.datetime = LATER, **more: Any) -> MeasureBook:
    return measures(incidents, book, HOURS, now, MADRID, **more)


def minutes(one: Incident) -> dict[str, int]:
    """Of a single incident the median is its value."""
    figures = of(one).total.figures
    assert all(figure.median_seconds == figure.high_seconds for figure in figures.values())
    return {stage.value: figure.median_seconds // 60 for stage, figure in figures.items()}


def test_each_stage_is_counted_from_the_detection_and_that_from_when_it_happened() -> None:
    one = incident(
        "10:00",
        occurred="09:20",
        acknowledged="10:05",
        responded="10:20",
        contained="11:00",
        resolved="11:30",
    )
    assert minutes(one) == {
        "detection": 40,
        "acknowledgement": 5,
        "first_response": 20,
        "containment": 60,
        "resolution": 90,
    }


def test_a_stage_that_was_not_reached_is_left_out() -> None:
    assert minutes(incident(acknowledged="10:05")) == {"acknowledgement": 5}
    assert minutes(incident(occurred="10:30")) == {}


@pytest.mark.parametrize(("severity", "expected"), [(2, 66 * 60 + 30), (3, 180), (None, 66 * 60 + 30)])
def test_working_hours_where_the_clock_is(severity: int | None, expected: int) -> None:
    """From Friday 15:30 to Monday 10:00: on Friday 16 to 18, on Monday from 9."""
    one = replace(incident("15:30"), severity=severity, resolved=at("10:00", MONDAY))
    assert minutes(one)["resolution"] == expected


def test_the_nearest_rank() -> None:
    values = [10, 20, 30, 40]
    assert percentile(values, 50) == 20
    assert percentile(values, 90) == 40
    assert percentile(list(range(1, 11)), 90) == 9
    assert percentile([7], 90) == 7
    with pytest.raises(ValueError, match="0 values"):
        percentile([], 50)


def test_the_middle_and_the_high_of_several() -> None:
    several = [incident(responded=f"10:{minute:02}") for minute in (5, 50, 10, 20, 15)]
    assert of(*several).total.figures[Stage.FIRST_RESPONSE] == Figure(5, 15 * 60, 50 * 60)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (incident(responded="10:30"), OnTarget(1, 1)),
        (incident(responded="10:31"), OnTarget(0, 1)),
        (incident(), OnTarget(0, 1)),  # long due
        (incident(resolved="10:20"), OnTarget(0, 0)),
        (incident(resolved="10:40"), OnTarget(0, 1)),
        (incident(monitored="10:20"), OnTarget(0, 0)),
        (incident("17:00", MONDAY), OnTarget(0, 1)),
        (incident("17:45", MONDAY), OnTarget(0, 0)),  # not due yet
        (incident(severity=None, responded="10:05"), OnTarget(0, 0)),
        (incident("17:30", severity=3, responded="18:00"), OnTarget(1, 1)),
        (replace(incident("17:30", severity=3), responded=at("09:30", MONDAY)), OnTarget(1, 1)),
        (replace(incident("17:30", severity=3), responded=at("09:31", MONDAY)), OnTarget(0, 1)),
    ],
)
def test_on_target(one: Incident, expected: OnTarget) -> None:
    assert of(one).total.on_target == expected


def test_the_targets_of_a_brand_count_for_it() -> None:
    strict = TargetBook(changes=(ResponseTarget(severity=2, brand="acme", first_response_minutes=10),))
    late = incident(responded="10:20")

    assert of(late, replace(late, brand="acme"), book=strict).total.on_target == OnTarget(1, 2)


def test_all_on_target_is_said_only_where_none_was_late() -> None:
    assert OnTarget(999, 1000).percent == 99
    assert OnTarget(0, 0).percent is None


def test_the_period_is_of_days_on_the_wall() -> None:
    friday, monday = incident("23:50"), incident("00:10", MONDAY)

    assert of(friday, monday, first=FRIDAY, last=FRIDAY).total.count == 1
    assert of(friday, monday, first=MONDAY).total.count == 1
    assert of(friday, monday, last=MONDAY).total.count == 2


def test_by_severity_kind_brand_and_week() -> None:
    several = (
        incident(severity=3, kind="press", brand="beta"),
        incident(severity=1, kind="leak", brand="acme"),
        incident("09:00", MONDAY, severity=None, kind="other"),
        incident("09:00", dt.date(2027, 1, 1)),
    )

    def keys(by: str) -> list[tuple[str, int]]:
        return [(group.key, group.count) for group in of(*several, by=by).groups]

    assert keys("severity") == [("1", 1), ("2", 1), ("3", 1), ("", 1)]
    assert keys("kind") == [("complaint", 1), ("leak", 1), ("other", 1), ("press", 1)]
    assert keys("brand") == [("acme", 1), ("beta", 1), ("", 2)]
    assert keys("week") == [("2026-W47", 2), ("2026-W48", 1), ("2026-W53", 1)]


# A second computation, as slow as it is plain: it steps through every minute.

SPAN_MINUTES = 4 * 24 * 60
START = at("00:00", FRIDAY)


def _works(minute: int) -> bool:
    moment = (START + dt.timedelta(minutes=minute)).astimezone(MADRID)
    time = moment.time()
    inside = dt.time(9) <= time < dt.time(14) or dt.time(16) <= time < dt.time(18)
    return moment.weekday() < 5 and inside


WORKING = [_works(minute) for minute in range(SPAN_MINUTES)]


def naive_elapsed(start: int, end: int, clock: str) -> int:
    return sum(1 for minute in range(start, end) if clock == "wall" or WORKING[minute])


def naive_rank(values: Sequence[int], percent: int) -> int:
    """The smallest value that at least so many percent of the values do not exceed."""
    return min(
        value
        for value in values
        if sum(1 for other in values if other <= value) * 100 >= percent * len(values)
    )


offsets = st.integers(0, 700)
lives = st.tuples(
    st.integers(0, 2500),
    st.sampled_from((1, 2, 3, 4, None)),
    st.one_of(st.none(), offsets),
    st.one_of(st.none(), offsets),
)


@given(st.lists(lives, min_size=1, max_size=12))
def test_the_same_as_a_naive_computation(drawn: list[tuple[int, int | None, int | None, int | None]]) -> None:
    now = SPAN_MINUTES - 1
    several, responses, resolutions, met, counted = [], [], [], 0, 0
    for detected, severity, responded, resolved in drawn:
        stamps = {
            name: START + dt.timedelta(minutes=detected + after)
            for name, after in (("responded", responded), ("resolved", resolved))
            if after is not None
        }
        seen = START + dt.timedelta(minutes=detected)
        several.append(Incident(id="i", opened=seen, detected=seen, severity=severity, **stamps))
        target = BOOK.general[severity] if severity else Target(0, None, "wall")
        if responded is not None:
            responses.append(naive_elapsed(detected, detected + responded, target.clock))
        if resolved is not None:
            resolutions.append(naive_elapsed(detected, detected + resolved, target.clock))
        if severity is None:
            continue
        if responded is not None:
            counted += 1
            met += responses[-1] <= target.first_response_minutes
        else:
            end = now if resolved is None else min(now, detected + resolved)
            counted += naive_elapsed(detected, end, target.clock) > target.first_response_minutes

    total = of(*several, now=START + dt.timedelta(minutes=now)).total

    assert total.on_target == OnTarget(met, counted)
    for stage, values in ((Stage.FIRST_RESPONSE, responses), (Stage.RESOLUTION, resolutions)):
        figure = total.figures.get(stage)
        if not values:
            assert figure is None
        else:
            assert figure == Figure(len(values), naive_rank(values, 50) * 60, naive_rank(values, 90) * 60)


@given(st.lists(lives, max_size=12), st.sampled_from(("severity", "kind", "brand", "week")))
def test_no_incident_is_lost_or_counted_twice(
    drawn: list[tuple[int, int | None, int | None, int | None]], by: str
) -> None:
    several = [
        Incident(
            id=str(place),
            opened=START + dt.timedelta(minutes=detected),
            detected=START + dt.timedelta(minutes=detected),
            severity=severity,
        )
        for place, (detected, severity, _, _) in enumerate(drawn)
    ]

    book = of(*several, by=by)

    assert sum(group.count for group in book.groups) == book.total.count == len(several)
    assert sum(group.on_target.counted for group in book.groups) == book.total.on_target.counted

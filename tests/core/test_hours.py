"""Working hours as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.hours import BadHoursError, Hours, HoursProblem, read_hours


@pytest.mark.parametrize(
    "text",
    ["8-17", "8–17", " 08:00 - 17:00 ", "8.00-17.00", "8h-17h", "8h00 17h00", "8 to 17", "de 8 a 17", "8 17"],
)
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert read_hours(text) == Hours(8 * 60, 17 * 60)


@pytest.mark.parametrize(
    ("text", "problem", "nearest"),
    [
        ("", HoursProblem.NOT_HOURS, ""),
        ("nine to five", HoursProblem.NOT_HOURS, ""),
        ("8", HoursProblem.NOT_HOURS, ""),
        ("8/17", HoursProblem.NOT_HOURS, "8:00–17:00"),
        ("9-25", HoursProblem.NO_SUCH_TIME, ""),
        ("9:75-18", HoursProblem.NO_SUCH_TIME, ""),
        ("9-6", HoursProblem.BACKWARDS, "9:00–18:00"),
        ("18-9", HoursProblem.BACKWARDS, "9:00–18:00"),
        ("9-9", HoursProblem.BACKWARDS, "9:00–21:00"),
        ("9:02-18", HoursProblem.NOT_IN_STEPS, "9:00–18:00"),
        ("9-11", HoursProblem.TOO_SHORT, ""),
        ("2-22", HoursProblem.TOO_LONG, ""),
    ],
)
def test_what_is_none_is_told_with_what_may_be_meant(text: str, problem: HoursProblem, nearest: str) -> None:
    with pytest.raises(BadHoursError) as caught:
        read_hours(text)

    assert (caught.value.problem, caught.value.nearest) == (problem, nearest)


@given(st.text(max_size=20))
def test_any_text_is_hours_or_said_to_be_none(text: str) -> None:
    try:
        hours = read_hours(text)
    except BadHoursError as bad:
        if bad.nearest:
            read_hours(bad.nearest)
    else:
        assert read_hours(str(hours)) == hours

"""Measures as they are typed."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core.intents import Measure
from jornada.core.measure_text import read_measure
from jornada.core.moments import MomentError
from tests.core.builders import FRIDAY, MONDAY


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("A rota", "", None),
        ("A rota;", "", None),
        ("A rota; Ana", "Ana", None),
        ("A rota; monday", "", MONDAY),
        ("A rota; Ana; 2026-12-01", "Ana", dt.date(2026, 12, 1)),
        (" A rota ;Ana;mañana", "Ana", FRIDAY + dt.timedelta(days=1)),
        ("A rota;;+3", "", MONDAY),
    ],
)
def test_what_who_and_when(text: str, owner: str, due: dt.date | None) -> None:
    assert read_measure(text, FRIDAY) == Measure(text="A rota", owner=owner, due=due)


@pytest.mark.parametrize("text", ["A rota; Ana; someday", "a; b; c; d"])
def test_the_last_part_is_a_day(text: str) -> None:
    with pytest.raises(MomentError):
        read_measure(text, FRIDAY)

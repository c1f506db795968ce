"""Spark lines: heights that can be compared, with Unicode and without."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.pen import plain_width
from jornada.present.spark import ASCII_STEPS, UNICODE_STEPS, spark

NUMBERS = st.lists(st.none() | st.integers(-5, 10**9) | st.floats(0, 1e9), max_size=20)


def test_nothing_is_the_lowest_and_the_most_is_the_tallest() -> None:
    assert spark([0, 4, 8], UNICODE) == "▁▅█"
    assert spark([0, 4, 8], ASCII) == "_+#"


def test_the_foot_is_zero_so_that_a_small_change_looks_small() -> None:
    assert spark([98, 99, 100], UNICODE) == "███"


def test_a_little_never_looks_like_nothing() -> None:
    assert spark([0, 1, 1_000_000], UNICODE) == "▁▂█"


def test_what_is_missing_has_a_sign_of_its_own() -> None:
    assert spark([None, 0, 3], UNICODE) == "·▁█"
    assert spark([None, 0, 3], ASCII) == " _#"


def test_a_top_that_is_given_makes_two_lines_comparable() -> None:
    assert spark([5], UNICODE, most=10) == "▅"
    assert spark([50], UNICODE, most=10) == "█"


def test_all_nothing_is_flat() -> None:
    assert spark([0, 0], UNICODE) == "▁▁"
    assert spark([], UNICODE) == ""


@given(NUMBERS)
def test_one_column_a_value_in_either_set(values: list[float | None]) -> None:
    assert plain_width(spark(values, UNICODE)) == len(values)
    assert spark(values, ASCII).isascii()
    assert len(spark(values, ASCII)) == len(values)


@given(NUMBERS)
def test_what_is_more_is_never_lower(values: list[float | None]) -> None:
    for glyphs, steps in ((UNICODE, UNICODE_STEPS), (ASCII, ASCII_STEPS)):
        drawn = spark(values, glyphs)
        heights = sorted((v, steps.index(s)) for v, s in zip(values, drawn, strict=True) if v is not None)
        assert [height for _, height in heights] == sorted(height for _, height in heights)

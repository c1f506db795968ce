"""Numbers as people and spreadsheets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.number_text import NumberError, NumberProblem, read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1200", 1200),
        (" 1 200 ", 1200),
        ("1\u202f200", 1200),
        ("12'345'678", 12_345_678),
        ("1,234,567", 1_234_567),
        ("1.234.567", 1_234_567),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("0.125", 0.125),
        ("92 %", 92),
        ("-3", -3),
        ("\u22123,5", -3.5),
        ("+4", 4),
    ],
)
def test_what_is_a_number(typed: str, number: float) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize("typed", ["1,200", "1.200", "-12.345"])
def test_one_sign_with_three_digits_may_be_either_unless_it_counts(typed: str) -> None:
    with pytest.raises(NumberError) as refused:
        read_number(typed)
    assert refused.value.problem is NumberProblem.AMBIGUOUS
    assert read_number(typed, whole=True) == float(typed.replace(",", "").replace(".", ""))


@pytest.mark.parametrize("typed", ["", "many", "1e9", "nan", "inf", "1.2.3", "12,34,5", "1,23,456", "=1+1"])
def test_what_is_none(typed: str) -> None:
    with pytest.raises(NumberError) as refused:
        read_number(typed)
    assert refused.value.problem is NumberProblem.NO_NUMBER


def test_a_count_is_whole() -> None:
    with pytest.raises(NumberError) as refused:
        read_number("12.5", whole=True)
    assert refused.value.problem is NumberProblem.NOT_WHOLE


@given(st.integers(0, 10**12))
def test_thousands_are_parted_in_either_language(number: int) -> None:
    for sign in ",.'\u00a0 ":
        assert read_number(f"{number:,}".replace(",", sign), whole=True) == number


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        number = read_number(typed)
    except NumberError:
        return
    assert abs(number) < 1e16

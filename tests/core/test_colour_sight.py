"""The arithmetic of sight, against published figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.colour_sight import Eye, Triple, contrast, difference, lab_difference

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # Sharma, Wu and Dalal 2005, table 1: the pairs that find a wrong branch
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.0, 2.0), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0010), 7.1792),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_the_published_one(one: Triple, other: Triple, expected: float) -> None:
    assert lab_difference(one, other) == pytest.approx(expected, abs=0.0001)
    assert lab_difference(other, one) == pytest.approx(expected, abs=0.0001)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#abcdef", "#abcdef") == 1


@pytest.mark.parametrize(
    ("eye", "one", "other"),
    [
        (Eye.PROTANOPIA, "#a35f00", "#6b7b00"),
        (Eye.DEUTERANOPIA, "#a35f00", "#7f7a00"),
        (Eye.TRITANOPIA, "#4f8fd0", "#3f9aa0"),
    ],
)
def test_an_eye_without_a_kind_of_cone_confuses_colours_that_others_tell(
    eye: Eye, one: str, other: str
) -> None:
    assert difference(one, other, eye) < difference(one, other) / 2


@given(COLOURS, st.sampled_from(Eye))
def test_greys_are_grey_to_every_eye_and_no_colour_differs_from_itself(colour: str, eye: Eye) -> None:
    grey = colour[1:3]
    assert difference(colour, colour, eye) == 0
    assert difference(f"#{grey * 3}", f"#{grey * 3}", eye) == 0
    assert difference("#000000", "#ffffff", eye) == pytest.approx(100, abs=0.5)


@given(COLOURS, COLOURS)
def test_contrast_lies_between_none_and_black_on_white(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) <= 21.01
    assert contrast(one, other) == contrast(other, one)

"""Every built-in theme can be read and told apart, by every eye; what cannot in a person's own is said.

How far apart two slots must be is told beside the thresholds in `jornada.theme_sight`: ten units of
CIEDE2000 among the first eight, five among all twelve.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from jornada.core.colour_sight import MOST_READABLE, READABLE, Eye, contrast, difference
from jornada.paths import Paths
from jornada.store.workflows import WorkflowStore
from jornada.theme_sight import APART, FIRST_SLOTS, GROUNDS, HARDLY_APART, MARKS, Alike, Faint, remarks_on
from jornada.themes import Theme, list_themes

THEMES = list_themes(None).by_name
COLOURED = sorted(name for name, theme in THEMES.items() if not theme.ansi)


def nearest(theme: Theme, slots: int, eye: Eye) -> float:
    return min(difference(*pair, eye) for pair in itertools.combinations(theme.slots[:slots], 2))


@pytest.mark.parametrize("eye", Eye)
@pytest.mark.parametrize("name", COLOURED)
def test_areas_and_brands_stay_apart_for_every_eye(name: str, eye: Eye) -> None:
    theme = THEMES[name]

    assert nearest(theme, FIRST_SLOTS, eye) >= APART
    assert nearest(theme, len(theme.slots), eye) >= (APART if eye is Eye.USUAL else HARDLY_APART)


@pytest.mark.parametrize("eye", Eye)
@pytest.mark.parametrize("name", COLOURED)
def test_the_brands_of_the_ready_workflow_stay_apart(paths: Paths, name: str, eye: Eye) -> None:
    brands = WorkflowStore(paths, "en").load("agency").workflow.brands
    colours = [THEMES[name].colour(brand.colour) for brand in brands]

    assert len(colours) > 2
    assert min(difference(*pair, eye) for pair in itertools.combinations(colours, 2)) >= APART


@pytest.mark.parametrize("eye", Eye)
@pytest.mark.parametrize("name", COLOURED)
def test_an_area_or_brand_does_not_look_like_plain_text(name: str, eye: Eye) -> None:
    theme = THEMES[name]

    assert min(difference(slot, theme.foreground, eye) for slot in theme.slots) >= HARDLY_APART


@pytest.mark.parametrize("name", COLOURED)
def test_every_colour_can_be_read_on_every_ground(name: str) -> None:
    theme = THEMES[name]
    least = MOST_READABLE if name == "high-contrast" else READABLE
    colours = {mark: getattr(theme, mark) for mark in MARKS} | dict(enumerate(theme.slots, 1))
    faint = {
        (mark, ground)
        for mark, colour in colours.items()
        for ground in GROUNDS
        if contrast(colour, getattr(theme, ground)) < least
    }
    assert faint == set()


@pytest.mark.parametrize("eye", Eye)
def test_what_is_told_by_colour_is_told_to_every_eye_in_the_theme_made_for_them(eye: Eye) -> None:
    theme = THEMES["colour-blind"]
    marks = [
        getattr(theme, name) for name in ("foreground", "primary", "accent", "success", "warning", "error")
    ]
    assert min(difference(*pair, eye) for pair in itertools.combinations(marks, 2)) >= APART


@pytest.mark.parametrize("name", sorted(THEMES))
def test_there_is_nothing_to_say_of_a_built_in_theme(name: str) -> None:
    assert remarks_on(THEMES[name]) == ()


def test_what_cannot_be_read_or_told_apart_is_said() -> None:
    theme = THEMES["jornada-dark"]
    slots = list(theme.slots)
    slots[1] = "#333333"
    slots[4], slots[5] = "#ed8c70", "#a3a474"  # apart for most, alike without the cones for red
    faint, *alike = remarks_on(replace(theme, slots=tuple(slots)))

    assert isinstance(faint, Faint)
    assert (faint.mark, faint.ground) == (2, "panel")
    assert faint.contrast < READABLE
    (found,) = [each for each in alike if isinstance(each, Alike) and (each.one, each.other) == (5, 6)]
    assert found.eye is Eye.PROTANOPIA
    assert found.difference < found.least == APART

"""The tour: over the day itself, gone on with by doing what it tells, left at any time."""

from __future__ import annotations

import re

import pytest

from jornada.present.tour_words import STEPS, tour_text
from jornada.present.words import load_words
from jornada.tui.actions import ACTION_BY_ID
from jornada.tui.key_presets import PRESETS
from jornada.tui.keymap import read_keymap
from jornada.tui.screens.week import WeekScreen
from jornada.tui.tour import TourBar
from tests.tui.conftest import Dashboard, OpenDashboard
from tests.tui.forms_host import settle


def said(day: Dashboard) -> str:
    bars = list(day.screen.query(TourBar))
    return str(bars[0].render()) if bars else ""


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_step_names_keys_in_use_and_something_to_do(language: str, preset: str) -> None:
    words, keymap = load_words(language), read_keymap({}, preset=preset)
    for place, step in enumerate(STEPS):
        text = tour_text(words, place, lambda action: keymap.label(words, action))
        assert "{" not in text
        named = re.findall(r"\{([a-z_.]+)\}", words.gettext(step.text))
        assert sorted(named) == sorted(re.findall(r"\{([a-z_.]+)\}", step.text))
        assert not step.action or step.action in named
        assert set(named) <= set(ACTION_BY_ID)


async def test_it_is_proposed_to_who_is_new_here(dashboard: OpenDashboard) -> None:
    async with dashboard(new_here=True) as day:
        assert day.foot.startswith("New here? f8 shows you round in 10 steps")
        await day.press("f8")
        assert said(day).startswith("Tour 1 of 10")
    async with dashboard() as day:
        assert "New here" not in day.foot


async def test_doing_what_it_tells_goes_on_and_so_do_the_arrows(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("f8")
        assert said(day).startswith("Tour 1 of 10")
        await day.press("right")
        assert "j and k go down and up" in said(day)
        await day.press("left")
        await day.pilot.click(TourBar)
        await day.press("j")
        assert said(day).startswith("Tour 3 of 10")
        await day.press("k", "s")
        assert said(day).startswith("Tour 4 of 10")
        assert day.desk.state.running_session is not None
        await day.press("right", "right", "right", "right")
        assert said(day).startswith("Tour 8 of 10")
        await day.press("2")
        assert isinstance(day.app.screen, WeekScreen)
        await day.press("escape")
        assert said(day).startswith("Tour 9 of 10")
        await day.press("right", "right")
        assert said(day) == ""


@pytest.mark.parametrize("place", range(len(STEPS)))
async def test_it_is_left_at_any_time(dashboard: OpenDashboard, place: int) -> None:
    async with dashboard() as day:
        before = day.text()
        await day.press("f8", *["right"] * place)
        assert said(day).startswith(f"Tour {place + 1} of")
        await day.press("escape")
        await settle(day.pilot)
        assert said(day) == ""
        assert day.text() == before


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (40, 10)])
async def test_it_leaves_room_for_the_day(dashboard: OpenDashboard, size: tuple[int, int]) -> None:
    async with dashboard(size=size, language="es") as day:
        await day.press("f8")
        for _ in STEPS:
            await settle(day.pilot)
            (bar,) = day.screen.query(TourBar)
            assert bar.region.height <= 5
            assert str(bar.render()).endswith("esc salir")
            assert bar.virtual_size.height <= bar.size.height, "no word of it is cut off"
            assert day.foot.endswith("q") or day.foot.endswith("q Salir")
            await day.press("right")


async def test_help_leads_to_it_from_another_screen(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("2", "question_mark")
        await settle(day.pilot)
        await day.press("t")
        await settle(day.pilot)
        await day.settle()
        assert said(day).startswith("Tour 1 of 10")

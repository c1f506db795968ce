"""Every letter on the screen can be read, in every theme: what is really drawn is measured."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import Color
from rich.segment import Segment

from jornada.core import intents as do
from jornada.core.colour_sight import MOST_READABLE, READABLE, contrast
from jornada.themes import list_themes
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import Dashboard, OpenDashboard

COLOURED = sorted(name for name, theme in list_themes(None).by_name.items() if not theme.ansi)
OPENED = {
    "today": (),
    "incidents": ("tab",),
    "filter": ("slash", "m"),
    "add": ("a",),
    "what is added": ("a", *"Call Ana 30m"),
    "a mistake": ("a", *"Call 25", "colon", "0", "0", "enter"),
    "edit": ("e",),
    "move": ("m",),
    "incident": ("i",),
    "brands": ("b",),
    "help": ("question_mark",),
    "palette": ("colon",),
    "found": ("colon", "i", "n"),
    "theme": ("C",),
}


ALL_OF_THEM = "jornada-dark"
"""In this theme every place is walked through; in the others, whose colours are the same roles in other
values (`tests/test_theme_sight.py` holds every one of them to every ground), those with the most roles."""
IN_OTHERS = ("today", "a mistake", "edit", "help")


def segments(day: Dashboard) -> Iterator[Segment]:
    """What is drawn; of a dialog, what is in its box: the day behind it is faint on purpose."""
    screen = day.app.screen
    boxes = screen.query("#dialog")
    region = boxes.first().region if boxes else screen.region
    for strip in screen._compositor.render_strips()[region.y : region.bottom]:
        yield from strip.crop(region.x, region.right)


def hexadecimal(colour: Color | None) -> str:
    assert colour is not None
    assert colour.triplet is not None, colour
    return colour.triplet.hex


def faint_words(day: Dashboard, least: float) -> Iterator[tuple[str, str, str]]:
    for segment in segments(day):
        style = segment.style
        if style is None or not any(letter.isalnum() for letter in segment.text):
            continue
        one, other = hexadecimal(style.color), hexadecimal(style.bgcolor)
        assert not style.dim, segment
        if contrast(one, other) < least:
            yield segment.text, one, other


@pytest.mark.parametrize("name", COLOURED)
async def test_every_letter_of_every_place_can_be_read(dashboard: OpenDashboard, name: str) -> None:
    least = MOST_READABLE if name == "high-contrast" else READABLE
    faint = {}
    async with dashboard(
        size=(110, 35), config='workflow = "agency"', environment={"JORNADA_THEME": name}
    ) as day:
        await day.press("d", "j", "x", "j", "s")
        await day.do(do.IncidentOpen(title="Leak", kind="press", severity=1, brand="acme"))
        await day.do(do.IncidentOpen(title="Banner", kind="client-request", severity=3, brand="brisa"))
        await day.pass_minutes(25)
        for place, keys in OPENED.items():
            if name != ALL_OF_THEM and place not in IN_OTHERS:
                continue
            await day.press(*keys)
            await day.settle()
            found = list(faint_words(day, least))
            if found:
                faint[place] = found
            while not isinstance(day.app.screen, TodayScreen):
                await day.press("escape")
            await day.press("escape")
    assert faint == {}

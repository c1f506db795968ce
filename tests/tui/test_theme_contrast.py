"""Every letter on the screen can be read, in every theme: what is really drawn is measured."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator

import pytest
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from jornada.core import intents as do
from jornada.core.colour_sight import MOST_READABLE, READABLE, contrast
from jornada.few_colours import LEAST_OF_16
from jornada.themes import list_themes
from jornada.tui.screens.today import TodayScreen
from tests.test_few_colours import TABLES, sent
from tests.tui.conftest import Dashboard, OpenDashboard

COLOURED = sorted(name for name, theme in list_themes(None).by_name.items() if not theme.ansi)
OPENED = {
    "today": (),
    "incidents": ("tab",),
    "filter": ("slash", "m"),
    "add": ("a",),
    "what is added": ("a", *"Call Ana 30m"),
    "a mistake": ("a", "enter"),
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


def words_drawn(day: Dashboard) -> Iterator[tuple[str, Style]]:
    for segment in segments(day):
        if segment.style is not None and any(letter.isalnum() for letter in segment.text):
            yield segment.text, segment.style


def faint_words(day: Dashboard, least: float) -> Iterator[tuple[str, str, str]]:
    for text, style in words_drawn(day):
        one, other = hexadecimal(style.color), hexadecimal(style.bgcolor)
        assert not style.dim, text
        if contrast(one, other) < least:
            yield text, one, other


def faint_in_few(day: Dashboard, colours: int) -> Iterator[tuple[str, str, str]]:
    least = READABLE if colours == 256 else LEAST_OF_16
    for text, style in words_drawn(day):
        one, other = sent(style, colours)
        for _, table in TABLES[colours]:
            if contrast(table[one], table[other]) < least:
                yield text, table[one], table[other]


async def walk(day: Dashboard, places: Iterable[str]) -> AsyncIterator[str]:
    """Do a little, with something of every colour, and open those places one after the other."""
    await day.press("d", "j", "x", "j", "s")
    await day.do(do.IncidentOpen(title="Leak", kind="press", severity=1, brand="acme"))
    await day.do(do.IncidentOpen(title="Banner", kind="client-request", severity=3, brand="brisa"))
    await day.pass_minutes(25)
    for place in places:
        await day.press(*OPENED[place])
        await day.settle()
        yield place
        while not isinstance(day.app.screen, TodayScreen):
            await day.press("escape")
        await day.press("escape")


@pytest.mark.parametrize("name", COLOURED)
async def test_every_letter_of_every_place_can_be_read(dashboard: OpenDashboard, name: str) -> None:
    least = MOST_READABLE if name == "high-contrast" else READABLE
    environment = {"JORNADA_THEME": name}
    faint = {}
    async with dashboard(size=(110, 35), config='workflow = "agency"', environment=environment) as day:
        async for place in walk(day, OPENED if name == ALL_OF_THEM else IN_OTHERS):
            if found := list(faint_words(day, least)):
                faint[place] = found
    assert faint == {}, faint


@pytest.mark.parametrize("name", ["jornada-dark", "jornada-light"])
@pytest.mark.parametrize(("term", "colours"), [("xterm-256color", 256), ("linux", 16)])
async def test_every_letter_can_be_read_in_few_colours(
    dashboard: OpenDashboard, name: str, term: str, colours: int
) -> None:
    environment = {"JORNADA_THEME": name, "TERM": term}
    faint = {}
    async with dashboard(size=(110, 35), config='workflow = "agency"', environment=environment) as day:
        async for place in walk(day, IN_OTHERS):
            if found := list(faint_in_few(day, colours)):
                faint[place] = found
    assert faint == {}, faint

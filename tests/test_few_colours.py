"""A theme in 256 and in 16 colours: every text stays readable on every ground, as the toolkit reduces it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from jornada.core.colour_sight import MOST_READABLE, READABLE, contrast
from jornada.few_colours import LEAST_OF_16, VGA, XTERM, suited
from jornada.theme_sight import GROUNDS, MARKS
from jornada.themes import Theme, list_themes
from jornada.tui.colours import ALL_COLOURS, Colours, colours_in_terminal, muted_colour
from jornada.tui.terminal.attributes import AttributeTable

THEMES = {name: theme for name, theme in list_themes(None).by_name.items() if not theme.ansi}
TABLES = {
    256: (("256", tuple(EIGHT_BIT_PALETTE[number].hex for number in range(256))),),
    16: (("xterm", XTERM), ("VGA", VGA)),
}
SYSTEMS = {256: ColorSystem.EIGHT_BIT, 16: ColorSystem.STANDARD}
OWN = ("#102030", "#ff8800", "#777777", "#fefefe")
"""Colours of a person's own brands."""


def number(code: str) -> int:
    """The number of a colour in the parameters that ask for it: `38;5;117`, `94`, `107`."""
    if ";" in code:
        return int(code.rpartition(";")[2])
    tens, hue = divmod(int(code), 10)
    return hue if tens in (3, 4) else hue + 8


def sent(style: Style, colours: int) -> tuple[int, int]:
    """The numbers of text and ground, as the toolkit writes them and the own driver reads them."""
    written = Strip([Segment("x", style)]).render_ansi(style, SYSTEMS[colours])
    drawn = AttributeTable(erases_in_colour=True).read(written)
    return number(drawn.foreground), number(drawn.background)


def pairs(theme: Theme) -> dict[str, Style]:
    """Every text of a theme on every ground it may have."""
    inks = {name: getattr(theme, name) for name in MARKS} | {"muted": muted_colour(theme)}
    inks |= {f"slot {place}": colour for place, colour in enumerate(theme.slots, 1)}
    found = {
        f"{name} on {ground}": Style(color=Color.parse(ink), bgcolor=Color.parse(getattr(theme, ground)))
        for name, ink in inks.items()
        for ground in GROUNDS
    }
    colours = Colours(theme, monochrome=False)
    return found | {f"a brand's own {own}": colours.style(f"brand-{own}") for own in OWN}


@pytest.mark.parametrize("colours", [256, 16])
@pytest.mark.parametrize("name", sorted(THEMES))
def test_every_text_can_be_read_in_few_colours(name: str, colours: int) -> None:
    least = {256: MOST_READABLE if name == "high-contrast" else READABLE, 16: LEAST_OF_16}[colours]
    faint = {}
    for pair, style in pairs(suited(THEMES[name], colours)).items():
        text, ground = sent(style, colours)
        assert text != ground, pair
        for kind, table in TABLES[colours]:
            found = contrast(table[text], table[ground])
            if found < (READABLE if "own" in pair and colours == 256 else least):
                faint[pair, kind] = round(found, 1)
    assert faint == {}


@pytest.mark.parametrize("name", sorted(THEMES))
def test_what_is_sent_in_256_colours_is_what_was_chosen(name: str) -> None:
    """The first sixteen look as the terminal likes; none of them is sent."""
    for style in pairs(suited(THEMES[name], 256)).values():
        assert min(sent(style, 256)) >= 16


@pytest.mark.parametrize("name", sorted(THEMES))
def test_areas_keep_apart_in_256_colours_and_the_grounds_too(name: str) -> None:
    theme = suited(THEMES[name], 256)

    assert len(set(theme.slots)) == len(theme.slots)
    assert len({theme.background, theme.surface, theme.panel}) == 3
    assert theme.foreground not in theme.slots


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_first_areas_keep_apart_in_16_colours(name: str) -> None:
    theme = suited(THEMES[name], 16)
    hues = 10 if theme.dark else 5

    assert len(set(theme.slots[:hues])) == hues
    assert {theme.background, theme.surface, theme.panel} == {"#000000" if theme.dark else "#ffffff"}


@pytest.mark.parametrize("colours", [256, 16])
def test_a_theme_is_brought_to_few_colours_once(colours: int) -> None:
    theme = suited(THEMES["nord"], colours)

    assert theme.few == colours
    assert suited(theme, colours) is theme
    assert suited(THEMES["nord"], ALL_COLOURS) is THEMES["nord"]
    terminal = list_themes(None).by_name["terminal"]
    assert suited(terminal, colours) is terminal


def test_a_faint_theme_of_ones_own_can_be_read_in_256_colours() -> None:
    faint = replace(THEMES["jornada-dark"], foreground="#333333", slots=("#222222",) * 12)
    for style in pairs(suited(faint, 256)).values():
        text, ground = (EIGHT_BIT_PALETTE[each].hex for each in sent(style, 256))
        assert contrast(text, ground) >= READABLE


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "screen-256color", "COLORTERM": ""}, 256),
        ({"TERM": "linux"}, 16),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, ALL_COLOURS),
        ({"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "256"}, 256),
        ({"TERM": "linux", "NO_COLOR": "1"}, ALL_COLOURS),
        ({}, ALL_COLOURS),
    ],
)
def test_how_many_colours_there_are(environment: dict[str, str], colours: int) -> None:
    assert colours_in_terminal(environment) == colours

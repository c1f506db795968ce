"""What roles look like: readable in every theme, and told apart without colour."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import Theme as ToolkitTheme

from jornada.present.pen import Piece
from jornada.themes import Theme, list_themes
from jornada.tui.colours import Colours, toolkit_theme

THEMES = list_themes(None).by_name
TEXT_ROLES = (
    *("", "muted", "strong", "heading", "section", "pane", "pane-in-hand", "title", "running", "accent"),
    *("good", "warning", "error", "done", "dropped", "key", "notice", "refused"),
    *("severity-0", "severity-1", "severity-2", "severity-3", "severity-4"),
    *(f"area-{slot}" for slot in range(1, 13)),
    "banner-warning",
    "banner-proposal",
    "banner-error",
    "badge brand-3",
)


def contrast(style: Style) -> float:
    """The contrast of text and ground, by the formula of WCAG 2."""
    assert style.color is not None
    assert style.bgcolor is not None
    lights = []
    for colour in (Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)):
        parts = [part / 255 for part in colour.rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    high, low = max(lights), min(lights)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", sorted(name for name, theme in THEMES.items() if not theme.ansi))
@pytest.mark.parametrize("role", TEXT_ROLES)
def test_text_is_readable_on_its_ground(name: str, role: str) -> None:
    colours = Colours(THEMES[name], monochrome=False)
    assert contrast(colours.style(role)) >= 4.5


def test_where_there_are_colours_the_sign_of_the_cursor_alone_tells_the_row_in_hand() -> None:
    colours = Colours(THEMES["jornada-dark"], monochrome=False)
    assert colours.strip((Piece("x", "title"),), in_hand=True) == colours.strip((Piece("x", "title"),))
    assert colours.style("cursor-sign") != colours.style("title")


@pytest.mark.parametrize(
    ("theme", "monochrome"), [("terminal", False), ("terminal", True), ("jornada-dark", True)]
)
def test_without_grounds_of_colour_the_row_in_hand_is_reversed(theme: str, monochrome: bool) -> None:
    colours = Colours(THEMES[theme], monochrome=monochrome)
    for role in TEXT_ROLES:
        (segment,) = colours.strip((Piece("x", role),), in_hand=True)
        assert segment.style is not None
        assert segment.style.reverse
    (plain,) = colours.strip((Piece("x", "title"),))
    assert plain.style is not None
    assert not plain.style.reverse


def test_without_colour_what_matters_has_another_cue() -> None:
    colours = Colours(THEMES["jornada-dark"], monochrome=True)
    assert colours.style("running").bold
    assert colours.style("error").bold
    assert colours.style("dropped").strike
    assert colours.style("pane-in-hand").underline
    assert colours.style("banner-error").reverse
    assert colours.style("badge brand-2").reverse
    assert colours.style("muted").dim


def test_another_theme_is_drawn_with_at_once() -> None:
    colours = Colours(THEMES["jornada-dark"], monochrome=False)
    before = colours.style("heading"), colours.base
    colours.use(THEMES["nord"])
    fresh = Colours(THEMES["nord"], monochrome=False)
    assert (colours.style("heading"), colours.base) == (fresh.style("heading"), fresh.base) != before


def test_a_colour_of_ones_own_and_a_role_nobody_knows() -> None:
    colours = Colours(THEMES["jornada-dark"], monochrome=False)
    own = colours.style("area-#ff8800").color
    assert own is not None
    assert own.triplet is not None
    assert own.triplet.hex == "#ff8800"
    assert colours.style("no-such-role") == colours.base
    assert Colours(THEMES["terminal"], monochrome=False).style("area-#ff8800").color is not None


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_toolkit_takes_every_theme(theme: Theme) -> None:
    made = toolkit_theme(theme)
    assert isinstance(made, ToolkitTheme)
    assert made.to_color_system().generate()["primary"]

"""Choosing a theme: all is drawn in the one in hand, escape puts back what was, enter keeps it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from rich.color import Color
from textual.css.stylesheet import Stylesheet
from textual.widgets import OptionList

from jornada import resources
from jornada.paths import Paths
from jornada.themes import list_themes
from jornada.tui.screens.theme_dialog import ThemeDialog
from tests.tui.conftest import Dashboard, OpenDashboard

THEMES = list_themes(None).by_name
DARK = resources.text("themes", "jornada-dark.toml")


async def choosing(day: Dashboard) -> ThemeDialog:
    """The dialog, open."""
    await day.press("C")
    dialog = day.app.screen
    assert isinstance(dialog, ThemeDialog)
    return dialog


async def go_to(day: Dashboard, name: str) -> None:
    """Put the row of a theme in hand, as the arrows do."""
    dialog = day.app.screen
    names = [theme.name for theme in dialog._themes]
    rows = dialog.query_one(OptionList)
    while rows.highlighted != names.index(name):
        assert rows.highlighted is not None
        await day.press("down" if rows.highlighted < names.index(name) else "up")
    await day.settle()


def grounds(day: Dashboard) -> set[str]:
    """The grounds of the lines of the day that are on the screen."""
    found = set()
    for widget in day.app.screen_stack[-1].query("LineView, LineList"):
        for y in range(widget.size.height):
            found |= set(colours_of(widget.render_line(y)))
    return found


def colours_of(strip: object) -> Iterator[str]:
    for segment in strip:
        colour: Color | None = segment.style.bgcolor if segment.style else None
        if colour is not None and colour.triplet is not None:
            yield colour.triplet.hex


async def test_styles_are_parsed_again_for_another_theme_and_not_at_the_start(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[Stylesheet] = []
    parse_again = Stylesheet.reparse

    def reparse(sheet: Stylesheet) -> None:
        parsed.append(sheet)
        parse_again(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", reparse)
    async with dashboard() as day:
        assert parsed == []
        day.app.refresh_css()
        assert parsed == []

        await choosing(day)
        await go_to(day, "nord")
        assert parsed
        background = day.app.stylesheet.parse_style("on $background").background
        assert background.hex.lower() == THEMES["nord"].background.lower()


async def test_the_row_in_hand_is_what_the_day_is_drawn_with(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await choosing(day)
        await go_to(day, "nord")
        assert day.app.theme == "nord"
        assert day.app.colours.theme == THEMES["nord"]
        assert day.app.screen.styles.background.a == 0  # the day is seen around the dialog
        await day.press("enter")
        assert grounds(day) == {THEMES["nord"].background}
        assert day.app.screen.styles.background.hex.lower() == THEMES["nord"].background


async def test_escape_puts_back_what_was_and_writes_nothing(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        before = day.text(), grounds(day)
        await choosing(day)
        await go_to(day, "jornada-light")
        await day.press("escape")
        assert day.app.theme == "jornada-dark"
        assert (day.text(), grounds(day)) == before
        assert not day.app.paths.config_file.exists()


async def test_enter_keeps_it_in_the_options_with_their_comments(dashboard: OpenDashboard) -> None:
    async with dashboard(config='# mine\ntheme = "nord"  # for now\nbell = false\n') as day:
        await choosing(day)
        await go_to(day, "gruvbox-dark")
        await day.press("enter")
        assert day.foot.startswith("Theme “Gruvbox dark” is kept")
        assert day.app.paths.config_file.read_text() == (
            '# mine\ntheme = "gruvbox-dark"  # for now\nbell = false\n'
        )


async def test_the_theme_in_use_is_in_hand_at_first(dashboard: OpenDashboard) -> None:
    async with dashboard(environment={"JORNADA_THEME": "high-contrast"}) as day:
        dialog = await choosing(day)
        highlighted = dialog.query_one(OptionList).highlighted
        assert highlighted is not None
        assert dialog._themes[highlighted].name == "high-contrast"
        await go_to(day, "nord")
        await day.press("enter")
        assert "JORNADA_THEME says high-contrast" in day.foot
        assert tomllib.loads(day.app.paths.config_file.read_text()) == {"theme": "nord"}


async def test_options_that_changed_meanwhile_are_left_as_they_are(dashboard: OpenDashboard) -> None:
    async with dashboard(config="bell = false\n") as day:
        await choosing(day)
        await go_to(day, "nord")
        day.app.paths.config_file.write_text("bell = true\n")
        await day.press("enter")
        assert "config.toml was changed meanwhile" in day.foot
        assert day.app.paths.config_file.read_text() == "bell = true\n"
        assert day.app.theme == "nord"


async def test_options_that_cannot_be_kept_are_said(dashboard: OpenDashboard) -> None:
    async with dashboard(config="theme = ") as day:
        await choosing(day)
        await day.press("down", "enter")
        assert "config.toml is not TOML" in day.foot
        day.app.paths.config_file.unlink()
        day.app.paths.config_file.mkdir()
        await choosing(day)
        await day.press("down", "enter")
        assert "config.toml was not written" in day.foot


async def test_a_clock_that_is_set_writes_nothing(dashboard: OpenDashboard) -> None:
    async with dashboard(environment={"JORNADA_NOW": "2026-11-20T09:40"}) as day:
        await choosing(day)
        await day.press("down", "enter")
        assert "JORNADA_NOW" in day.foot
        assert not day.app.paths.config_file.exists()


async def test_ones_own_themes_are_read_anew_and_bad_ones_named(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        own = day.app.paths.themes
        own.mkdir(parents=True)
        (own / "sea.toml").write_text(DARK.replace("#14161b", "#000033"), encoding="utf-8")
        (own / "bad.toml").write_text(DARK.replace("#14161b", "black"), encoding="utf-8")
        dialog = await choosing(day)
        assert dialog._themes[-1].name == "sea"
        assert "bad.toml" in str(dialog.query_one("#left-out").render())
        await go_to(day, "sea")
        await day.press("enter")
        assert "#000033" in grounds(day)
        (own / "sea.toml").write_text(DARK.replace("#14161b", "#003300"), encoding="utf-8")
        await choosing(day)
        await day.press("enter")
        assert "#003300" in grounds(day)


async def test_a_bad_file_is_told_by_a_banner_and_the_rest_is_used(
    dashboard: OpenDashboard, paths: Paths
) -> None:
    paths.themes.mkdir(parents=True)
    (paths.themes / "bad.toml").write_text(DARK.replace("#14161b", "black"), encoding="utf-8")
    async with dashboard(config='theme = "bad"') as day:
        assert day.app.theme == "jornada-dark"
        assert "bad.toml: line 12, background: “black” is no colour" in day.text()


@pytest.mark.parametrize("name", ["jornada-dark", "jornada-light", "terminal"])
async def test_every_theme_can_be_tried_and_left_again(dashboard: OpenDashboard, name: str) -> None:
    async with dashboard(environment={"JORNADA_THEME": name}) as day:
        text = day.text()
        await choosing(day)
        await day.press(*["down"] * len(THEMES), *["up"] * len(THEMES), "escape")
        assert day.app.theme == name
        assert day.text() == text


async def test_without_colours_too(dashboard: OpenDashboard) -> None:
    async with dashboard(environment={"NO_COLOR": "1"}) as day:
        await choosing(day)
        await go_to(day, "terminal")
        await go_to(day, "jornada-light")
        await day.press("enter")
        assert day.foot.startswith("Theme “Light” is kept")


async def test_the_palette_leads_to_it(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("colon", "t", "h", "e", "m", "e", "s", "enter")
        await day.settle()
        assert isinstance(day.app.screen, ThemeDialog)

"""The settings screen: every option, changed in the file with its comments kept, refused with a word."""

from __future__ import annotations

import tomllib
from contextlib import nullcontext

import pytest
from textual.widgets import Input

from jornada.config import OPTIONS
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui.screens import settings
from jornada.tui.screens.settings import SettingsScreen
from tests.conftest import FULL
from tests.tui.conftest import Dashboard, OpenDashboard
from tests.tui.forms_host import settle

WRITTEN = 'glyphs = "unicode"   # as it is\nbell = false  # quiet\n'


async def press(day: Dashboard, *keys: str) -> None:
    for key in keys:
        await day.press(key)
        if isinstance(day.app.screen, SettingsScreen):
            await day.app.screen.settled()
        await day.pilot.pause()


async def go_to(day: Dashboard, option: str) -> None:
    await press(day, "home", *["j"] * [each.name for each in OPTIONS].index(option))


@pytest.mark.parametrize(
    ("size", "language"),
    [
        (size, language)
        for place, size in enumerate([(140, 45), (80, 24), (50, 15), (40, 10)])
        for language in (("en", "es") if FULL else (("en", "es")[place % 2],))
    ],
)
async def test_every_option_is_read_at_any_size(
    dashboard: OpenDashboard, size: tuple[int, int], language: str
) -> None:
    words = load_words(language)
    async with dashboard(size=size, language=language, config=WRITTEN) as day:
        await press(day, "comma")
        assert isinstance(day.app.screen, SettingsScreen)
        seen = ""
        for option in OPTIONS:
            assert max(map(len, day.rows())) <= size[0]
            assert option.name.rpartition(".")[2] in day.text()
            seen += "\n".join(day.rows()[-5:]) + "\n"
            await press(day, "j")
        assert words.gettext("from the next start on") in seen or size[1] < 12
        assert day.foot.endswith(("q Quit", "q Salir", "q"))


async def test_a_value_is_taken_step_by_step_and_comments_stay(
    dashboard: OpenDashboard, paths: Paths
) -> None:
    async with dashboard(config=WRITTEN) as day:
        await press(day, "comma")
        await go_to(day, "bell")
        await press(day, "space")
        assert day.foot.startswith("bell is true now")
        assert day.desk.config.bell
        assert paths.config_file.read_text() == WRITTEN.replace("false", "true")
        await go_to(day, "glyphs")
        await day.pilot.press("space", "space")
        await press(day, "j", "k")
        assert paths.config_file.read_text() == WRITTEN.replace("false", "true").replace("unicode", "auto")
        assert "glyphs               auto" in day.text()


async def test_a_number_is_typed_and_a_wrong_one_refused(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard(size=(50, 15), config=WRITTEN) as day:
        await press(day, "comma")
        await go_to(day, "incidents.s1_first_response")
        await press(day, "enter")
        line = day.app.screen.query_one(Input)
        line.value = "0"
        await press(day, "enter")
        assert not isinstance(day.app.screen, SettingsScreen)
        assert "too little" in "\n".join(str(each.render()) for each in day.app.screen.query(".field-note"))
        line.value = "7"
        await press(day, "enter")
        assert isinstance(day.app.screen, SettingsScreen)
        assert day.desk.config.targets[1].first_response_minutes == 7
        assert tomllib.loads(paths.config_file.read_text())["incidents"] == {"s1_first_response": 7}
        await press(day, "x")
        assert day.desk.config.targets[1].first_response_minutes == 15
        await press(day, "x")
        assert day.foot.startswith("That is the default already")


async def test_what_a_person_writes_meanwhile_is_not_overwritten(
    dashboard: OpenDashboard, paths: Paths
) -> None:
    async with dashboard(config=WRITTEN) as day:
        await press(day, "comma")
        await go_to(day, "bell")
        later = WRITTEN + 'theme = "nord"  # since today\n'
        paths.config_file.write_text(later)
        await press(day, "space")
        assert "changed meanwhile" in day.foot
        assert paths.config_file.read_text() == later
        await press(day, "space")
        assert paths.config_file.read_text() == later.replace("bell = false", "bell = true")


async def test_a_theme_is_drawn_with_at_once(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await press(day, "comma")
        await go_to(day, "theme")
        await press(day, "space")
        assert day.app.theme == day.desk.config.theme != "jornada-dark"


async def test_a_wrong_line_is_shown_at_its_option(dashboard: OpenDashboard) -> None:
    async with dashboard(config='bell = "loud"\n') as day:
        await press(day, "comma")
        await go_to(day, "bell")
        assert "line 1" in day.text()
        assert "1 wrong in the file" in day.text()
        await press(day, "space")
        assert not day.desk.config.bell


async def test_with_a_clock_set_by_hand_nothing_is_written(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard(environment={"JORNADA_NOW": "2026-11-20T09:00:00+01:00"}) as day:
        await press(day, "comma", "space")
        assert "JORNADA_NOW" in day.foot
        assert not paths.config_file.exists()


async def test_the_table_of_keys_is_opened_in_an_editor(
    dashboard: OpenDashboard, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(environment: object, file: object) -> int:
        paths.config_file.write_text(WRITTEN + '[keys]\n"task.done" = "f"\n"task.don" = "z"\n')
        return 0

    async with dashboard(config=WRITTEN) as day:
        monkeypatch.setattr(settings, "open_editor", edited)
        monkeypatch.setattr(type(day.app), "suspend", lambda self: nullcontext())
        await press(day, "comma", "G")
        assert "[keys]               0 of your own" in day.text()
        await press(day, "enter")
        await settle(day.pilot)
        assert "[keys]               2 of your own" in day.text()
        assert day.foot.startswith("Nothing is wrong with the file")

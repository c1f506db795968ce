"""The manual's page on themes: its example loads, its fields, names and figures are those of the code."""

from __future__ import annotations

import re

import pytest

from jornada import resources
from jornada.core.colour_sight import READABLE
from jornada.present.words import LANGUAGES
from jornada.theme_sight import APART, HARDLY_APART, remarks_on
from jornada.themes import FIELDS, Theme, list_themes, load_theme
from jornada.tui.actions import ACTION_BY_ID
from tests.cli.conftest import Shell, shell

__all__ = ["shell"]

PAGES = {language: resources.text("help", f"themes.{language}.md") for language in LANGUAGES}


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]


def rows(page: str) -> list[str]:
    """The words in the first cells of all tables."""
    cells = re.findall(r"^\| ([^|]*`[^|]*) \|", page, re.MULTILINE)
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


def example(page: str) -> str:
    (found,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_example_is_a_theme_without_a_remark(page: str) -> None:
    theme = load_theme(example(page), "sea")

    assert isinstance(theme, Theme)
    assert remarks_on(theme) == ()
    assert theme.title("es") == "Mar"


def test_every_field_and_every_theme_has_its_row(page: str) -> None:
    assert set(rows(page)) == {*FIELDS} | set(list_themes(None).by_name)


def test_its_commands_work(shell: Shell, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    shell.paths.config.mkdir()
    monkeypatch.chdir(shell.paths.config)
    (shell.paths.config / "sea.toml").write_text(example(page), encoding="utf-8")
    commands = re.findall(r"^    jornada (.*?) +#", page, re.MULTILINE)

    assert [command.split()[1] for command in commands] == ["list", "show", "use", "check"]
    for command in commands:
        assert shell(*command.split()).out


def test_its_key_and_its_figures_are_true(page: str) -> None:
    (key,) = ACTION_BY_ID["view.theme"].keys

    assert f"\n`{key}` " in page
    for figure in (READABLE, APART, HARDLY_APART):
        assert re.search(rf"\b{figure:g}\b", page)

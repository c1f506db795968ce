"""The manual's page on the command line says what the command line does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from jornada import resources
from jornada.cli import exits
from tests.cli.conftest import Shell

PAGES = {language: resources.text("help", f"commands.{language}.md") for language in ("en", "es")}


def names(value: Any) -> Iterator[str]:
    """The names of an object and of all in it, but those of texts a person gave."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names(inner if name not in ("goal", "changes") else None)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_name_of_every_object_is_in_the_manual(shell: Shell, page: str) -> None:
    shell("note", "overnight", "a note")
    shell("start", "overnight")
    shell("incident", "open", "Viral", "--severity", "2")
    documented = set(re.findall(r"`([a-z_]+)`", page))
    objects = ("list", "day", "now", "incident list", "incident show", "workflow list", "locate")

    told = {name for command in objects for name in names(shell(*command.split(), "--json").json)}

    assert told - documented == set()


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_code_is_in_the_manual(page: str) -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper() and name != "ABORTED"}

    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} == codes


@pytest.mark.parametrize("language", PAGES)
def test_the_commands_of_the_example_work(shell: Shell, language: str) -> None:
    shell.environment["JORNADA_LANG"] = language
    example = re.findall(r"^    jornada (.*?)(?:  .*)?$", PAGES[language], re.MULTILINE)

    assert len(example) == 12
    for line in example:
        shell(*(part.strip('"') for part in re.findall(r'"[^"]*"|\S+', line)))

"""The manual's page on the command line says what the command line does."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest

from jornada import resources
from jornada.cli import exits
from tests.cli.conftest import Shell

PAGES = {language: resources.text("help", f"commands.{language}.md") for language in ("en", "es")}
OBJECTS = {"task": r"(?:A task has|Una tarea tiene)", "incident": r"(?:An incident has|Una incidencia tiene)"}
OBJECTS["block"] = r"(?:A block has|Una franja tiene)"
COMMANDS = ("list", "day", "now", "incident list", "workflow list", "theme list", "settings list", "locate")


def documented(page: str, start: str) -> set[str]:
    """The names in the sentence or entry that begins so; not those of what is in them, in brackets."""
    found = re.search(rf"{start}(.*?)(?:\.\n|\. |\Z)", page, re.DOTALL)
    assert found, start
    return set(re.findall(r"`([a-z_]+)`", re.sub(r"\([^)]*\)", "", found[1])))


@pytest.fixture
def busy(shell: Shell) -> Shell:
    shell("note", "overnight", "a note")
    shell("start", "overnight")
    shell("incident", "open", "Viral", "--severity", "2")
    return shell


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_names_of_every_object_are_those_in_the_manual(busy: Shell, page: str) -> None:
    day: Any = busy("day", "--json").json
    for name, start in OBJECTS.items():
        assert documented(page, start) == set(day[f"{name}s"][0]), name
    for command in COMMANDS:
        told = set(busy(*command.split(), "--json").json) - {"version"}
        assert documented(page, rf"- `{command} --json`: ") == told, command


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_what_runs_and_a_timeline_have_the_names_in_the_manual(busy: Shell, page: str) -> None:
    busy("incident", "ack")
    running = set(busy("now", "--json").json["running"])
    shown = busy("incident", "show", "--json").json["incident"]
    said = set(re.findall(r"`([a-z_]+)`", page))

    assert documented(page, r"(?:What runs has|Lo que está en\s+curso\s+tiene)") == running
    assert {"timeline", *shown["timeline"][0]} <= said
    for command in ("list", "day", "now", "incident show"):
        assert busy(*command.split(), "--json").json["version"] == 1


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_code_is_in_the_manual(page: str) -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper()}

    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} == codes


@pytest.mark.parametrize("language", PAGES)
def test_the_commands_of_the_example_work(shell: Shell, language: str) -> None:
    shell.environment["JORNADA_LANG"] = language
    example = re.findall(r"^    jornada (.*)$", PAGES[language], re.MULTILINE)

    assert len(example) == 12
    for line in example:
        shell(*shlex.split(line, comments=True))

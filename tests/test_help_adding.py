"""The manual's grammar of the quick-add line is the grammar that is read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from jornada import resources
from jornada.core.quickadd import TokenKind, read_quick_add
from jornada.core.workflow import Brand, Workflow
from jornada.paths import Paths
from jornada.present.words import LANGUAGES
from jornada.store.workflows import WorkflowStore

TODAY = dt.date(2026, 11, 18)
TITLE_ROWS = (r"\#1", '"due 10:30"', '"para las 10:30"')


def workflow(paths: Paths, language: str) -> Workflow:
    plan = WorkflowStore(paths, language).load("garcia").workflow

    return replace(plan, brands=(Brand(key="acme", title="Café Ñandú"),))


def rows(language: str) -> list[str]:
    page = resources.text("help", f"adding.{language}.md")
    cells = [line.split(" | ")[0] for line in page.splitlines() if line.startswith("| `")]
    return [example.replace(r"\|", "|") for cell in cells for example in re.findall(r"`([^`]+)`", cell)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_page_is_read_as_something(paths: Paths, language: str) -> None:
    plan = workflow(paths, language)
    for example in rows(language):
        read = read_quick_add(f"Title {example}", plan, TODAY)

        assert read.problems == (), example
        understood = {token.means for token in read.tokens} - {TokenKind.TITLE}
        assert bool(understood) is (example not in TITLE_ROWS), example


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_lines_of_the_page_are_understood(paths: Paths, language: str) -> None:
    page = resources.text("help", f"adding.{language}.md")
    lines = [line.strip() for line in page.splitlines() if line.startswith("    ")]
    lines = [line.removeprefix("jornada add ").strip("'") for line in lines]
    assert len(lines) == 2
    for line in lines:
        read = read_quick_add(line, workflow(paths, language), TODAY)

        assert read.problems == ()
        assert (read.area, read.minutes, read.block, read.due) == ("updating", 30, "morning", "10:30")

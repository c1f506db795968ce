"""The manual says what is true: its examples load, its tables are those of the code."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields

import pytest

from jornada import resources
from jornada.config import OPTIONS, Option, load_config
from jornada.core.intents import INTENTS
from jornada.core.workflow_check import read_workflow
from jornada.present.words import LANGUAGES, Words, load_words
from jornada.store.record import decode_line


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def examples(language: str) -> list[str]:
    page = resources.text("help", f"formats.{language}.md")
    return re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def option_rows(words: Words) -> tuple[str, ...]:
    """A row of a Markdown table for each option: name, default, what is allowed, meaning."""
    return tuple(
        f"| `{option.name}` | `{json.dumps(option.default)}` | "
        f"{_allowed(option)} | "
        f"{words.gettext(option.meaning)} |"
        for option in OPTIONS
    )


def _allowed(option: Option) -> str:
    if isinstance(option.default, tuple):
        return f"`{json.dumps(option.choices, ensure_ascii=False)}`"
    return ", ".join(f"`{_written(option.default, choice)}`" for choice in option.choices or ("…",))


def _written(default: object, choice: str) -> str:
    return json.dumps(choice, ensure_ascii=False) if isinstance(default, str) else choice


def test_every_page_is_there_in_every_language() -> None:
    pages = [name.rpartition(".") for name in resources.names("help", ".md")]

    assert pages
    for page, _, _ in pages:
        assert {language for other, _, language in pages if other == page} == set(LANGUAGES)


def test_the_workflow_of_the_manual_has_no_mistake(language: str) -> None:
    workflow, mistakes = read_workflow(
        tomllib.loads(examples(language)[0]), name="manual", hash="", timezones={"Europe/Madrid"}
    )
    assert mistakes == ()
    assert workflow is not None


def test_the_records_of_the_manual_can_be_read(language: str) -> None:
    lines = examples(language)[1].splitlines()

    assert [decode_line(line.encode()).record.n for line in lines] == [412, 413]


def test_the_options_of_the_manual_have_no_mistake(language: str) -> None:
    config, mistakes = load_config(examples(language)[2])

    assert mistakes == ()
    assert config.keys == {"task.done": "d", "task.drop": "x,delete"}


def test_the_manual_lists_every_option(language: str) -> None:
    page = resources.text("help", f"formats.{language}.md").splitlines()
    rows = option_rows(load_words(language))

    assert [row for row in rows if row not in page] == []


def test_the_manual_lists_every_intent_with_its_fields(language: str) -> None:
    page = resources.text("help", f"formats.{language}.md").splitlines()
    rows = [
        f"| `{do}` | {', '.join(f'`{field.name}`' for field in fields(intent))} |"
        for do, intent in INTENTS.items()
    ]
    assert [row for row in rows if row not in page] == []

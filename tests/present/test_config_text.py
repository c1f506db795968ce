"""The config file that is written for a person."""

from __future__ import annotations

import re

import pytest

from jornada.config import OPTIONS, Config, load_config
from jornada.present.config_text import config_text
from jornada.present.words import load_words


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_says_what_was_chosen_and_nothing_else(language: str) -> None:
    config, mistakes = load_config(
        config_text(load_words(language), {"language": "es", "workflow": "agency"})
    )

    assert mistakes == ()
    assert config == Config(language="es", workflow="agency")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_option_is_there_with_its_meaning_and_can_be_taken_as_it_stands(language: str) -> None:
    words = load_words(language)
    text = config_text(words, {})
    options = re.sub(r"^# (\"?[a-z_.0-9]+\"? = )", r"\1", text, flags=re.MULTILINE)

    assert load_config(text) == (Config(), ())
    assert load_config(options) == (Config(keys={"task.done": "d"}), ())
    for option in OPTIONS:
        assert f"# {words.gettext(option.meaning)}\n" in text
        assert re.search(rf"^# {option.path[-1]} = ", text, re.MULTILINE)

"""What the system and the reader of TOML say, in Spanish where it is known."""

from __future__ import annotations

import errno
import os
import tomllib

import pytest

from jornada.present.system_words import place_lines, system_advice, system_words
from jornada.present.words import LANGUAGES, Words, load_words


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EIO])
def test_the_words_of_the_system_are_known(words_es: Words, number: int) -> None:
    assert system_words(words_es, os.strerror(number)) != os.strerror(number)


def test_a_path_stays_behind_them(words_es: Words) -> None:
    said = system_words(words_es, "Permission denied: '/home/ana/jornada'")
    assert said == "permiso denegado: '/home/ana/jornada'"


@pytest.mark.parametrize(
    "text",
    [
        'title "Café"',
        'title = "Café',
        "title = Café",
        "[area",
        "[[task]",
        "days = [1, 2",
        "a = { b = 1",
        "a = 1\na = 2",
        "[a]\n[a]",
        "a = 1 2",
        "= 3",
        'a = "\\q"',
        "a = 2026-13-45",
        "a = { b = 1, b = 2 }",
        'a = "\x01"',
    ],
)
def test_every_way_to_break_a_file_is_known(words_es: Words, text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads(text)
    said = str(error.value).partition(" (at ")[0]
    assert system_words(words_es, said) != said


@pytest.mark.parametrize("said", ["", "Something new", "No space left on device today"])
def test_what_is_not_known_stays(words_es: Words, said: str) -> None:
    assert system_words(words_es, said) == said


def test_english_stays_as_it_was_said(words_en: Words) -> None:
    assert system_words(words_en, "Permission denied") == "Permission denied"


REFUSALS = (
    errno.EACCES,
    errno.EDQUOT,
    errno.EIO,
    errno.EISDIR,
    errno.EMFILE,
    errno.ENAMETOOLONG,
    errno.ENOENT,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
    errno.ESTALE,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", REFUSALS, ids=errno.errorcode.get)
def test_of_a_place_it_is_said_what_is_so_and_what_to_do(number: int, language: str) -> None:
    words = load_words(language)
    said, advice = place_lines(words, "/there", os.strerror(number))
    assert said.startswith("/there ")
    assert system_words(words, os.strerror(number)) in said
    assert advice == f"  {system_advice(words, os.strerror(number))}"


def test_what_is_not_known_is_said_without_advice() -> None:
    assert place_lines(load_words("en"), "/there", "Gone fishing") == ("/there cannot be used: Gone fishing",)

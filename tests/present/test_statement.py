"""The holding statement: the built-in text in two languages, its marks, and when the next word is due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jornada.core.calendar import WorkingHours
from jornada.core.incidents import DEFAULT_TARGETS
from jornada.core.state import Incident
from jornada.present.statement import filled_statement, has_marks, issue_of, statement_text
from jornada.present.words import Words
from tests.core.builders import BLOCKS, FRIDAY, MADRID, at

HOURS = WorkingHours((0, 1, 2, 3, 4), BLOCKS, MADRID)


def incident(severity: int | None = 2, title: str = "Viral comment about the menu", **more: Any) -> Incident:
    facts: dict[str, object] = {"id": "k7q2-1", "opened": at("10:00"), "detected": at("10:00"), **more}
    return Incident(title=title, severity=severity, **facts)


def said(words: Words, of: Incident, now: dt.datetime | None = None, **more: Any) -> str:
    return statement_text(words, of, DEFAULT_TARGETS, HOURS, now or at("10:10"), MADRID, **more)


def test_the_built_in_text_is_filled_in_both_languages(words_en: Words, words_es: Words) -> None:
    assert said(words_en, incident()) == (
        "We know about viral comment about the menu. We are checking it and will update here by 12:10."
    )
    assert said(words_es, incident(title="Comentario viral sobre la carta")) == (
        "Sabemos lo de comentario viral sobre la carta. Lo estamos revisando e informaremos aquí antes de "
        "las 12:10."
    )


@pytest.mark.parametrize(
    ("of", "time"),
    [
        # Nothing went out yet: once it does, the next word is due after the time between two.
        (incident(1), "11:10"),
        (incident(2, answered=at("10:05")), "12:05"),
        (incident(2, answered=at("10:05"), updates=(at("10:08"),)), "12:08"),
        (incident(2, next_update=at("11:30")), "11:30"),
        # What was promised and is past is promised anew.
        (incident(2, next_update=at("10:09"), answered=at("08:00")), "12:10"),
        (incident(3), "15:10"),
    ],
)
def test_by_when_the_next_word_comes(words_en: Words, of: Incident, time: str) -> None:
    now = at("10:10")
    if of.severity == 3:
        now, time = at("09:10"), "13:10"
    assert said(words_en, of, now).endswith(f"will update here by {time}.")


def test_on_another_day_it_is_named(words_en: Words, words_es: Words) -> None:
    later = incident(2, next_update=at("10:00", FRIDAY + dt.timedelta(days=3)))

    assert said(words_en, later).endswith("by 10:00 on Monday 23 November.")
    assert said(words_es, later).endswith("antes de las 10:00 del lunes 23 de noviembre.")


def test_what_is_not_known_leaves_its_mark(words_en: Words) -> None:
    text = said(words_en, incident(4, title=""))

    assert text == "We know about [issue]. We are checking it and will update here by [time]."
    assert has_marks(text)
    assert not has_marks(said(words_en, incident(2)))


def test_a_text_of_ones_own_is_filled_too(words_en: Words) -> None:
    own = incident(2, statement="[brand]: sorry for [incidencia]\nmore at [hora] {time} [x]")

    assert said(words_en, own, brand="Café Ñandú") == (
        "Café Ñandú: sorry for viral comment about the menu\nmore at 12:10 {time} [x]"
    )
    assert said(words_en, own, own=False).startswith("We know about")


def test_titles_are_data() -> None:
    assert filled_statement("[issue]", issue="{0} %s \\1 [time]", time="9") == "{0} %s \\1 [time]"


@pytest.mark.parametrize(
    ("title", "issue"),
    [
        ("Wrong photo", "wrong photo"),
        ("X is down", "X is down"),
        ("API down", "API down"),
        ("iPhone raffle", "iPhone raffle"),
        ("Facebook", "Facebook"),
        ("Ñandú menu", "ñandú menu"),
        ("", ""),
    ],
)
def test_a_title_within_a_sentence(title: str, issue: str) -> None:
    assert issue_of(title) == issue

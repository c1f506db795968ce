from __future__ import annotations

import pytest

from jornada.core.quickadd import ProblemKind, read_quick_add, to_intent
from jornada.present.glyphs import UNICODE
from jornada.present.pen import Pen, text_of
from jornada.present.quick_add_words import (
    _PROBLEMS,
    complete,
    completion_line,
    problem_sentence,
    row_flow,
    row_lines,
    understood,
)
from jornada.present.words import Words
from tests.present.scene import FRIDAY, read_built_in

AGENCY = read_built_in("agency.en")


def rows_of(words: Words, line: str) -> tuple[list[str], str]:
    quick = read_quick_add(line, AGENCY, FRIDAY)
    pen = Pen(words, UNICODE)
    rows = understood(pen, quick, to_intent(quick, FRIDAY, "morning"), AGENCY, FRIDAY)
    return [text_of(each) for each in row_lines(pen, rows)], text_of(row_flow(pen, rows))


def test_what_was_understood_is_named_in_words(words_en: Words) -> None:
    table, flow = rows_of(words_en, "Answer comments @updating 30m !noon due 10:30 tomorrow #acme")
    assert [row.split(maxsplit=1) for row in table] == [
        ["Task", "Answer comments"],
        ["Brand", "Café Ñandú "],
        ["Area", "● Updating social media"],
        ["Block", "Noon"],
        ["Day", "tomorrow, Saturday 21 November"],
        ["Planned", "30 min"],
        ["Milestone", "10:30"],
    ]
    assert "Café Ñandú" in flow
    assert "30 min" in flow


def test_defaults_are_shown_in_the_table_and_not_in_the_short_form(words_en: Words) -> None:
    table, flow = rows_of(words_en, "Answer")
    assert any(row.startswith("Block") and "Morning" in row for row in table)
    assert any(row.startswith("Day") and "today" in row for row in table)
    assert flow == "Answer"


def test_a_due_day_is_said_in_the_persons_language(words_es: Words) -> None:
    table, _ = rows_of(words_es, "Enviar due fri 14:00")
    assert any("vie 14:00" in row for row in table)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_problem_has_its_sentence(kind: ProblemKind) -> None:
    assert "{text}" in _PROBLEMS[kind]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x @updatin9", "There is no area “updatin9”; did you mean @updating"),
        ("x #zzz", "There is no brand “zzz”: #acme #brisa #cobalto #agency"),
        ("x 99h", "“99h” will not do: up to 24 hours"),
        ("x @[bold]", "There is no area “[bold]”"),
    ],
)
def test_a_problem_names_the_right_word(words_en: Words, line: str, said: str) -> None:
    (problem,) = read_quick_add(line, AGENCY, FRIDAY).problems
    assert problem_sentence(words_en, problem, AGENCY).startswith(said)


@pytest.mark.parametrize(
    ("line", "cursor", "words"),
    [
        ("x #ac", 5, ["#acme"]),
        ("x #", 3, ["#acme", "#brisa", "#cobalto", "#agency"]),
        ("x !m", 4, ["!morning"]),
        ("x #ñan", 6, ["#acme"]),
        ("#ac x", 3, ["#acme"]),
        ("x #zzz", 6, None),
        ("x acme", 6, None),
        ("", 0, None),
    ],
)
def test_the_word_under_the_cursor_is_completed(line: str, cursor: int, words: list[str] | None) -> None:
    found = complete(line, cursor, AGENCY)
    assert (found and [word for word, _ in found.choices]) == words


def test_a_completion_is_shown_with_its_title() -> None:
    found = complete("x #ac", 5, AGENCY)
    assert found is not None
    assert text_of(completion_line(found)) == "#acme Café Ñandú  "

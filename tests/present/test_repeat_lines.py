"""That an incident comes again, in words and on its page."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core.repeats import Repeat
from jornada.core.state import Incident, IncidentStatus, PostMortem
from jornada.present.glyphs import UNICODE
from jornada.present.pen import Pen, text_of, width_of
from jornada.present.repeat_lines import NEWEST, repeat_lines, repeat_notice, repeat_text
from jornada.present.words import Words
from tests.present.scene import MADRID


def down(day: int, title: str = "Site down", lesson: str = "", status: str = "resolved") -> Incident:
    at = dt.datetime(2026, 11, day, 9, tzinfo=MADRID)
    looked_back = PostMortem(at=at, lesson=lesson, cause="Certificate") if lesson else None
    return Incident(
        id=f"aaaa-{day}",
        opened=at,
        detected=at,
        title=title,
        kind="outage",
        status=IncidentStatus(status),
        post_mortem=looked_back,
    )


def repeated(count: int) -> Repeat:
    return Repeat(down(28), tuple(down(day) for day in range(count, 0, -1)))


@pytest.mark.parametrize(
    ("earlier", "english", "spanish"),
    [
        (1, "the second like it this month", "la segunda como esta este mes"),
        (9, "the tenth like it this month", "la décima como esta este mes"),
        (10, "number 11 like it this month", "la número 11 como esta este mes"),
    ],
)
def test_how_many_there_were(
    words_en: Words, words_es: Words, earlier: int, english: str, spanish: str
) -> None:
    assert repeat_text(words_en, repeated(earlier)) == english
    assert repeat_text(words_es, repeated(earlier)) == spanish


def test_the_notice_names_the_key_first(words_en: Words) -> None:
    said = repeat_notice(words_en, repeated(2), "R", "Incident opened: Rain")
    assert said == "The third like it this month, R makes a task of it. Incident opened: Rain"


def test_the_earlier_ones_with_what_was_learnt(words_en: Words) -> None:
    repeat = Repeat(down(28), (down(9, "Down [bold]again", "Ask the host first"), down(2)))

    lines = repeat_lines(Pen(words_en, UNICODE), repeat, MADRID, 40)

    assert [text_of(line) for line in lines] == [
        "Mon 9  Down [bold]again  resolved",
        "  Ask the host first",
        "Mon 2  Site down  resolved",
    ]


@pytest.mark.parametrize("width", [24, 40, 80])
def test_no_line_is_wider_than_the_page(words_es: Words, width: int) -> None:
    pen = Pen(words_es, UNICODE)
    long = tuple(down(day, "Título " * 20, "Lección " * 20) for day in (9, 2))
    assert all(
        width_of(line, pen.measure) <= width
        for line in repeat_lines(pen, Repeat(down(28), long), MADRID, width)
    )


def test_of_many_the_newest_are_listed_and_the_others_counted(words_en: Words) -> None:
    lines = repeat_lines(Pen(words_en, UNICODE), repeated(NEWEST + 3), MADRID, 60)
    assert len(lines) == NEWEST + 1
    assert text_of(lines[-1]) == "+ 3 earlier ones"

"""The quick-add line: its grammar, what it shows while one types, what it refuses to guess."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core import quickadd
from jornada.core.intents import TaskAdd
from jornada.core.quickadd import ProblemKind, QuickAdd, TokenKind, read_quick_add, to_intent
from tests.core.builders import AREAS, FRIDAY, block, workflow
from tests.strategies import dates

FLOW = workflow(
    blocks=(
        block("morning", "09:00", "12:00", title="Mañana"),
        block("noon", "12:00", "15:00", title="Mediodía"),
        block("afternoon", "15:00", "18:00", title="Tarde"),
    )
)
TOMORROW = FRIDAY + dt.timedelta(days=1)


def read(text: str, today: dt.date = FRIDAY) -> QuickAdd:
    return read_quick_add(text, FLOW, today)


def understood(quick: QuickAdd) -> dict[str, Any]:
    """What was found beside the title."""
    names = ("area", "minutes", "block", "due", "brand", "date", "milestone")
    return {name: value for name in names if (value := getattr(quick, name)) not in ("", None)}


def test_the_whole_line() -> None:
    quick = read("Answer comments @updating 30m !morning due 10:30 #acme")
    assert quick.title == "Answer comments"
    assert understood(quick) == {
        "area": "updating",
        "minutes": 30,
        "block": "morning",
        "due": "10:30",
        "brand": "acme",
    }
    assert quick.problems == ()
    assert [(token.text, token.means) for token in quick.tokens] == [
        ("Answer", TokenKind.TITLE),
        ("comments", TokenKind.TITLE),
        ("@updating", TokenKind.AREA),
        ("30m", TokenKind.MINUTES),
        ("!morning", TokenKind.BLOCK),
        ("due 10:30", TokenKind.DUE),
        ("#acme", TokenKind.BRAND),
    ]


def test_tokens_can_stand_anywhere_and_the_title_keeps_its_order() -> None:
    quick = read("30m Answer @updating the #acme comments")
    assert quick.title == "Answer the comments"
    assert understood(quick) == {"minutes": 30, "area": "updating", "brand": "acme"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@updating", {"area": "updating"}),
        ("@UPDATING", {"area": "updating"}),
        ("@updating,", {"area": "updating"}),
        ("@act", {"area": "updating"}),
        ("@actualizacion", {"area": "updating"}),
        ("@ACTUALIZACIÓN", {"area": "updating"}),
        ("@content_sharing", {"area": "content-sharing"}),
        ("@content-sh", {"area": "content-sharing"}),
        ("@reputation", {"area": "listening"}),
        ("@sharing", {"area": "content-sharing"}),
        ("#café", {"brand": "acme"}),
        ("#nandu", {"brand": "acme"}),
        ("#B", {"brand": "beta"}),
        ("!mañana", {"block": "morning"}),
        ("!manana", {"block": "morning"}),
        ("!tar", {"block": "afternoon"}),
        ("!n", {"block": "noon"}),
    ],
)
def test_names_are_known_by_key_title_and_beginning(text: str, found: dict[str, Any]) -> None:
    quick = read(f"Write {text}")
    assert (quick.title, understood(quick), quick.problems) == ("Write", found, ())


def test_a_whole_key_comes_before_a_beginning() -> None:
    areas = (*AREAS, AREAS[0].__class__(key="up", title="Up", rank=3))
    flow = workflow()
    object.__setattr__(flow, "areas", areas)
    assert read_quick_add("Write @up", flow, FRIDAY).area == "up"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30m", 30),
        ("5M", 5),
        ("0m", 0),
        ("90min", 90),
        ("90'", 90),
        ("90’", 90),
        ("1h", 60),
        ("1h30", 90),
        ("1h05", 65),
        ("1h30m", 90),
        ("2h15min", 135),
        ("30m,", 30),
        ("24h", 1440),
    ],
)
def test_minutes(text: str, minutes: int) -> None:
    quick = read(f"Write {text}")
    assert (quick.title, understood(quick), quick.problems) == ("Write", {"minutes": minutes}, ())


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("due 10:30", "10:30"),
        ("DUE 9:05", "09:05"),
        ("due at 10:30", "10:30"),
        ("due 10:30h", "10:30"),
        ("para las 10:30", "10:30"),
        ("para 10:30", "10:30"),
        ("hasta las 10:30", "10:30"),
        ("antes de las 10:30", "10:30"),
        ("due 00:00", "00:00"),
        ("due fri 14:00", "fri 14:00"),
        ("due Friday at 14:00", "fri 14:00"),
        ("due sat 14:00", "sat 14:00"),
        ("para vie 14:00", "fri 14:00"),
        ("para el sáb a las 14:00", "sat 14:00"),
        ("antes del viernes a las 9:00", "fri 09:00"),
    ],
)
def test_due_times(text: str, due: str) -> None:
    for line in (f"Write {text}", f"{text} Write"):
        quick = read(line)
        assert (quick.title, understood(quick), quick.problems) == ("Write", {"due": due}, ())


@pytest.mark.parametrize("english", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
def test_weekdays_in_both_languages(english: str) -> None:
    place = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(english)
    spanish = ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"][place]
    monday = dt.date(2026, 11, 16)
    for word in (english, spanish):
        assert read(f"Write due {word} 14:00", monday).due == f"{english} 14:00"
        date = read(f"Write el {word}", monday).date
        assert date is not None
        assert date.weekday() == place
        assert 1 <= (date - monday).days <= 7


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("today", FRIDAY),
        ("hoy", FRIDAY),
        ("tomorrow", TOMORROW),
        ("Tomorrow.", TOMORROW),
        ("mañana", TOMORROW),
        ("manana", TOMORROW),
        ("pasado mañana", FRIDAY + dt.timedelta(days=2)),
        ("the day after tomorrow", FRIDAY + dt.timedelta(days=2)),
        ("on sat", TOMORROW),
        ("on saturday", TOMORROW),
        ("el sáb", TOMORROW),
        ("on fri", FRIDAY + dt.timedelta(days=7)),
        ("el jueves", FRIDAY + dt.timedelta(days=6)),
        ("due sat", TOMORROW),
        ("due tomorrow", TOMORROW),
        ("on 2026-12-01", dt.date(2026, 12, 1)),
        ("el 2026-12-01", dt.date(2026, 12, 1)),
        ("due 2026-12-01", dt.date(2026, 12, 1)),
        ("on 2026-11-20", FRIDAY),
    ],
)
def test_days_at_the_end(text: str, date: dt.date) -> None:
    for line in (f"Write {text}", f"Write {text} 30m", f"Write @updating {text}"):
        quick = read(line)
        assert (quick.title, quick.date, quick.problems) == ("Write", date, ())


@pytest.mark.parametrize(
    "text", ["due tomorrow 10:30", "para mañana a las 10:30", "hasta mañana a las 10:30"]
)
def test_a_day_and_a_time(text: str) -> None:
    quick = read(f"{text} Write")
    assert (quick.title, understood(quick)) == ("Write", {"date": TOMORROW, "due": "10:30"})


def test_a_day_with_its_number_may_stand_anywhere() -> None:
    assert read("Call on 2026-12-01 about the raffle").title == "Call about the raffle"


@pytest.mark.parametrize(
    "text",
    [
        "Tomorrow we ship",
        "Mañana llamar a Ana",
        "Today show",
        "Plan the queue for tomorrow",
        "Preparar la cola de mañana",
        "Programar posts para mañana",
        "Menciones por la mañana",
        "Revisar esta mañana",
        "Sorteo para el viernes",
        "Sorteo el viernes negro",
        "Foto desde el mar",
        "Write on Friday Night Lights",
        "Mon ami",
        "2026-12-01",
        "due",
        "due soon",
        "Preparar post para Navidad",
        "antes de comer",
        "Meeting at 10:30",
        "What is due next",
        "Best of 2026",
        "mail a@b.c",
        "Wow! Really?",
        "@ # ! !!! #️⃣",
        "30 mins",
        "12345m",
        "mañana por la mañana",
    ],
)
def test_what_is_not_understood_is_the_title(text: str) -> None:
    quick = read(text)
    assert (quick.title, understood(quick), quick.problems) == (text, {}, ())


def test_the_morning_is_a_block_and_tomorrow_a_day() -> None:
    quick = read("Escribir !mañana mañana")
    assert (quick.title, quick.block, quick.date) == ("Escribir", "morning", TOMORROW)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (r"Answer \#1", "Answer #1"),
        (r"Answer \@ana", "Answer @ana"),
        (r"\30m race", "30m race"),
        (r"Report \due 10:30", "Report due 10:30"),
        (r"Feliz \mañana", "Feliz mañana"),
        (r"a \ b", "a \\ b"),
        (r"\\", "\\"),
        ('Read "due 10:30"', "Read due 10:30"),
        ("Read «@updating 30m»", "Read @updating 30m"),
        ("Read “mañana”.", "Read mañana."),
        ('Post "Black Friday" teaser', 'Post "Black Friday" teaser'),
        ('A 5" screen', 'A 5" screen'),
        ('say "', 'say "'),
        ("Ana's list", "Ana's list"),
        ("[bold]x[/bold] [@click=app.quit]", "[bold]x[/bold] [@click=app.quit]"),
    ],
)
def test_a_backslash_or_quotes_keep_words_as_title(text: str, title: str) -> None:
    quick = read(text)
    assert (quick.title, understood(quick), quick.problems) == (title, {}, ())


def test_a_quote_that_is_not_closed_protects_nothing() -> None:
    assert read('5" screen "for @updating').area == "updating"


@pytest.mark.parametrize(
    ("text", "kind", "nearest"),
    [
        ("@reddit", ProblemKind.NO_SUCH_AREA, ()),
        ("@updatin-g", ProblemKind.NO_SUCH_AREA, ("updating",)),
        ("#acmee", ProblemKind.NO_SUCH_BRAND, ("acme",)),
        ("#1", ProblemKind.NO_SUCH_BRAND, ()),
        ("!evening", ProblemKind.NO_SUCH_BLOCK, ("morning",)),
        ("!m", ProblemKind.AMBIGUOUS, ("morning", "noon")),
        ("25h", ProblemKind.BAD_MINUTES, ()),
        ("1h75", ProblemKind.BAD_MINUTES, ()),
        ("1441m", ProblemKind.BAD_MINUTES, ()),
        ("due 25:00", ProblemKind.BAD_TIME, ()),
        ("para las 10:60", ProblemKind.BAD_TIME, ()),
        ("due fri 24:00", ProblemKind.BAD_TIME, ()),
        ("on 2026-02-30", ProblemKind.BAD_DATE, ()),
        ("on 2026-11-19", ProblemKind.PAST_DAY, ()),
        ("on 2062-11-20", ProblemKind.FAR_DAY, ()),
        ("on 9999-12-31", ProblemKind.FAR_DAY, ()),
        ("due thu 14:00", ProblemKind.DUE_IS_OVER, ("on 2026-11-26 due thu 14:00",)),
        (
            "para el jue a las 14:00",
            ProblemKind.DUE_IS_OVER,
            ("el 2026-11-26 para el jue a las 14:00",),
        ),
    ],
)
def test_problems(text: str, kind: ProblemKind, nearest: tuple[str, ...]) -> None:
    quick = read(f"Write {text} now")
    (problem,) = quick.problems
    assert (problem.kind, problem.text, problem.nearest) == (kind, text, nearest)
    assert quick.title == f"Write {text} now"
    assert understood(quick) == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("@updating", "@listening"),
        ("#acme", "#acme"),
        ("!morning", "!noon"),
        ("30m", "1h"),
        ("due 10:30", "para las 11:00"),
        ("on 2026-12-01", "tomorrow"),
    ],
)
def test_each_thing_is_said_once(first: str, second: str) -> None:
    quick = read(f"Write {first} {second}")
    (problem,) = quick.problems
    assert (problem.kind, problem.text) == (ProblemKind.REPEATED, second)
    assert quick.title == f"Write {second}"
    assert understood(quick) == understood(read(f"Write {first}"))


def test_every_kind_of_problem_is_shown_above() -> None:
    table = next(mark for mark in test_problems.pytestmark if mark.name == "parametrize")
    assert {kind for _, kind, _ in table.args[1]} | {ProblemKind.REPEATED} == set(ProblemKind)


def test_what_is_near_puts_the_problem_right() -> None:
    quick = read("Write due thu 14:00")
    mended = read(f"Write {quick.problems[0].nearest[0]}")
    assert mended.problems == ()
    assert understood(mended) == {"date": dt.date(2026, 11, 26), "due": "thu 14:00"}


def test_a_due_day_is_of_the_week_of_the_tasks_day() -> None:
    assert read("Write due thu 14:00 on mon").problems == ()
    (problem,) = read("Write due thu 14:00 on sat").problems
    assert problem.kind is ProblemKind.DUE_IS_OVER


def test_the_milestone_follows_a_bar() -> None:
    quick = read("Answer @updating | queue verified due 10:30 30m")
    assert quick.title == "Answer"
    assert understood(quick) == {
        "area": "updating",
        "milestone": "queue verified",
        "due": "10:30",
        "minutes": 30,
    }
    assert read("a|b").title == "a|b"
    assert read(r"a \| b").title == "a | b"
    assert read("a | b | c").milestone == "b | c"


def test_a_day_before_the_bar_ends_the_title() -> None:
    quick = read("Write tomorrow | draft ready")
    assert (quick.title, quick.date, quick.milestone) == ("Write", TOMORROW, "draft ready")


def test_places_are_those_of_the_line_as_it_was_typed() -> None:
    text = "  Escribir\t«algo»  para  las  10:30 @nada "
    quick = read(text)
    assert [text[token.start : token.end] for token in quick.tokens] == [token.text for token in quick.tokens]
    assert [token.text for token in quick.tokens] == ["Escribir", "«algo»", "para  las  10:30", "@nada"]
    (problem,) = quick.problems
    assert text[problem.start : problem.end] == "@nada"


def test_the_intent() -> None:
    quick = read("Answer @updating 30m due 10:30 #acme | verified")
    assert to_intent(quick, FRIDAY, "noon") == TaskAdd(
        title="Answer",
        date=FRIDAY,
        block="noon",
        minutes=30,
        area="updating",
        brand="acme",
        milestone="verified",
        due="10:30",
    )


def test_the_current_block_is_not_that_of_another_day() -> None:
    assert to_intent(read("Answer tomorrow"), FRIDAY, "noon").block == ""
    assert to_intent(read("Answer tomorrow !noon"), FRIDAY, "morning").block == "noon"
    assert to_intent(read("Answer"), FRIDAY, "noon").date == FRIDAY
    assert to_intent(read("Answer on 2026-11-20"), FRIDAY, "noon").block == "noon"


VOCABULARY = """
@updating @act @x #acme #1 !mañana ! 30m 90' 1h30 99h due para antes de del las el on at 10:30 25:00 thu vie
mar mañana pasado day after tomorrow hoy 2026-12-01 2026-02-30 | \\ \\@x " «a «b» "c" for la Write
"""
WORDS = st.sampled_from(VOCABULARY.split())
LINES = st.one_of(
    st.text(),
    st.lists(WORDS, max_size=12).map(" ".join),
    st.lists(st.one_of(WORDS, st.text(max_size=4), st.sampled_from(["  ", "\t", "\n", "\u3000"]))).map(
        "".join
    ),
)


@given(LINES, dates())
def test_it_never_raises_and_the_tokens_cover_the_line(text: str, today: dt.date) -> None:
    quick = read(text, today)
    covered = "".join(text[token.start : token.end] for token in quick.tokens)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(token.text == text[token.start : token.end] for token in quick.tokens)
    assert all(before.end <= after.start for before, after in pairwise(quick.tokens))
    assert to_intent(quick, today, "noon").title == quick.title


@given(LINES, dates())
def test_what_is_not_understood_is_never_lost(text: str, today: dt.date) -> None:
    quick = read(text, today)
    kept = f"{quick.title} {quick.milestone}"
    for token in quick.tokens:
        if token.means in (TokenKind.TITLE, TokenKind.UNKNOWN, TokenKind.MILESTONE):
            assert str(token.value) in kept
    unknown = [token for token in quick.tokens if token.means is TokenKind.UNKNOWN]
    assert [problem.text for problem in quick.problems] == [token.text for token in unknown]


@given(st.lists(st.text("abcñé", min_size=1, max_size=6), min_size=1, max_size=5))
def test_a_word_after_a_backslash_is_always_title(words: list[str]) -> None:
    plain = ["@updating", *words, "#1", "30m", "mañana"]
    quick = read(" ".join("\\" + word for word in plain))
    assert quick.title == " ".join(plain)
    assert quick.problems == ()


def test_the_grammar_is_told_with_the_examples_of_the_table() -> None:
    assert quickadd.__doc__ is not None
    rows = [line for line in quickadd.__doc__.splitlines() if line.startswith("| `")]
    for row in rows:
        for example in row.split("|")[1].split("` `"):
            written = example.strip(" `").replace("\\|", "|")
            quick = read(f"Write {written}", dt.date(2026, 11, 16))
            assert quick.problems == (), written
            assert written.startswith(("\\", '"')) or understood(quick), written

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.reference import (
    Ambiguous,
    Candidate,
    Found,
    NoSuchNumber,
    NotFound,
    find,
    key_for,
    near_titles,
)

SWEEP = Candidate("2026-11-20.overnight-sweep", "Overnight sweep of mentions", "overnight-sweep")
SWEEP_TOO = Candidate("2026-11-20.noon-sweep", "Noon sweep", "noon-sweep")
ANSWERS = Candidate("k7q2-1f", "Contestar comentarios de Ñandú")
EXACT = Candidate("k7q2-1g", "Sweep")
CLOSED = Candidate("k7q2-2a", "Write the newsletter")
OPEN = [SWEEP, SWEEP_TOO, ANSWERS]
TIERS = [OPEN, [CLOSED]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("k7q2-1f", ANSWERS),
        ("2026-11-20.noon-sweep", SWEEP_TOO),
        ("overnight-sweep", SWEEP),
        ("overnight", SWEEP),
        ("OVERNIGHT SWEEP", SWEEP),
        ("nandu", ANSWERS),
        ("ñandú", ANSWERS),
        (" noon  sweep ", SWEEP_TOO),
        ("entions", SWEEP),
        ("newsletter", CLOSED),
    ],
)
def test_it_is_found_by_id_key_or_a_part_of_its_title(typed: str, meant: Candidate) -> None:
    assert find(typed, TIERS) == Found(meant.id)


def test_several_that_could_be_meant_are_all_named() -> None:
    assert find("sweep", TIERS) == Ambiguous("sweep", (SWEEP, SWEEP_TOO))


def test_a_whole_title_is_more_than_a_part_of_another() -> None:
    assert find("sweep", [[*OPEN, EXACT]]) == Found(EXACT.id)


def test_the_beginning_of_a_word_is_more_than_its_middle() -> None:
    assert find("on", [[Candidate("a", "Noon"), Candidate("b", "Look on")]]) == Found("b")


def test_the_likelier_tier_decides() -> None:
    assert find("write", [OPEN, [CLOSED, SWEEP]]) == Found(CLOSED.id)
    assert find("sweep", [[SWEEP_TOO], OPEN]) == Found(SWEEP_TOO.id)


def test_one_that_is_in_two_tiers_is_one() -> None:
    assert find("newsletter", [[CLOSED, CLOSED]]) == Found(CLOSED.id)


def test_a_number_is_a_place_in_the_last_list() -> None:
    last = [ANSWERS.id, SWEEP.id]

    assert find("2", TIERS, last) == Found(SWEEP.id)
    assert find("3", TIERS, last) == NoSuchNumber(3, 2)
    assert find("0", TIERS, last) == NoSuchNumber(0, 2)
    assert find("1", TIERS) == NoSuchNumber(1, 0)


def test_a_small_number_that_the_list_does_not_have_is_a_slip() -> None:
    named = [[Candidate("a", "Top 10 of the week")]]

    assert find("10", named, ["x"]) == NoSuchNumber(10, 1)
    assert find("10", named) == Found("a")


def test_a_number_that_no_list_has_may_be_in_a_title() -> None:
    assert find("2026", [[Candidate("a", "Plan of 2026")]], ["x"]) == Found("a")


def test_what_is_not_there_is_answered_with_what_is_near() -> None:
    assert find("newsleter", TIERS) == NotFound("newsleter", (CLOSED.title,))
    assert find("zzz", TIERS) == NotFound("zzz")
    assert find("", TIERS) == NotFound("")


def test_a_long_text_is_answered_at_once_and_in_few_words() -> None:
    answer = find("sweep " * 5_000, [[Candidate(str(n), f"Sweep {n} " + "x" * 490) for n in range(50)]])

    assert isinstance(answer, NotFound)
    assert len(near_titles("sweep", [f"Sweep {n}" for n in range(50)])) == 3


def test_a_key_is_named_by_its_title_too() -> None:
    blocks = {"morning": "Mañana", "noon": "Mediodía", "afternoon": "Tarde"}

    assert key_for("noon", blocks) == "noon"
    assert key_for("manana", blocks) == "morning"
    assert key_for("m", blocks) == "m"
    assert key_for("night", blocks) == "night"


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_whatever_is_typed_has_an_answer(typed: str, titles: list[str]) -> None:
    candidates = [Candidate(f"id-{n}", title) for n, title in enumerate(titles)]

    answer = find(typed, [candidates], [each.id for each in candidates])

    if isinstance(answer, Found):
        assert answer.id in {each.id for each in candidates}

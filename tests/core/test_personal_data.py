"""What looks like personal data, and what only looks like a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.personal_data import PersonalData, needs_warning, personal_data_in

EMAIL, PHONE, NUMBER = PersonalData


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to ana.lopez+x@mail.example.org", (EMAIL,)),
        ("ana@correo.es, 612 345 678", (EMAIL, PHONE)),
        ("call +34 612 34 56 78", (PHONE,)),
        ("tel. 912.345.678", (PHONE,)),
        ("912345678", (PHONE,)),
        ("(212) 555 01 99 00", (PHONE,)),
        ("+1-212-555-0199", (PHONE,)),
        ("DNI 12345678Z", (NUMBER,)),
        ("12.345.678-z", (NUMBER,)),
        ("NIE X1234567L", (NUMBER,)),
        ("SSN 123-45-6789", (NUMBER,)),
        ("DNI 12345678Z, tel. 612345678", (PHONE, NUMBER)),
    ],
)
def test_what_looks_like_personal_data(text: str, found: tuple[PersonalData, ...]) -> None:
    assert personal_data_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@cafenandu answered @ana",
        "https://social.example/status/612345678901234567 and www.x.example/612345678",
        "https://social.example/ana@mail.example.org",
        "reach 1500000, 612.345 views",
        "on 2026-11-20 at 10:30, until 20/11/2026",
        "12345678A is a number of an order",
        "order 2026112000123",
        "S2 from 9 to 18",
        "9 8 7",
    ],
)
def test_what_does_not(text: str) -> None:
    assert personal_data_in(text) == ()


def test_a_leak_warns_whatever_is_written() -> None:
    assert needs_warning("leak")
    assert needs_warning("compromise", None, "the password was guessed")
    assert not needs_warning("complaint", None, "cold soup")
    assert needs_warning("complaint", None, "cold soup, says ana@mail.example.org")


@given(st.lists(st.text() | st.none(), max_size=3))
def test_any_text_can_be_looked_at(texts: list[str | None]) -> None:
    assert set(personal_data_in(*texts)) <= set(PersonalData)


def test_a_long_text_is_looked_at_in_no_time() -> None:
    assert personal_data_in("6" * 100_000 + "@") == ()
    assert personal_data_in("1 " * 50_000) == ()
    assert personal_data_in("a" * 50_000 + "@" + "a." * 9_000) == ()

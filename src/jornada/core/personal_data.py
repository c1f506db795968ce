"""What in a text looks like personal data of others: to be warned of, never to be refused.

An incident needs a link and a few words, not addresses and numbers of persons. What is looked for are
e-mail addresses, telephone numbers and the identity numbers of Spain (DNI and NIE, by their check letter)
and of the United States (SSN). Links are left out: their numbers are of posts, not of persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from jornada.core.pattern import pattern

KINDS_AT_RISK = frozenset({"leak", "compromise"})
"""Incidents whose evidence is personal data more often than not."""

MOST_LOOKED_AT = 20_000
"""Characters of a text that are looked at."""

_LINK = pattern(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = pattern(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = pattern(
    r"(?<![\w.,-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){7,12}(?![\w-]|[.,]\d)"
)
_DATE = pattern(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b")
_SSN = pattern(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_DNI = pattern(r"(?<![\w.-])([XYZ]?)(\d{1,2}\.?\d{3}\.?\d{3})[ -]?([A-Z])(?!\w)", re.IGNORECASE)
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
"""By the remainder of the number divided by 23 (Real Decreto 1553/2005, article 11)."""
_NIE_FIRST = {"": "", "X": "0", "Y": "1", "Z": "2"}
_LEAST_PHONE_DIGITS, _NATIONAL_DIGITS = 9, frozenset("6789")


class PersonalData(StrEnum):
    """What a text seems to hold."""

    EMAIL = "email"
    PHONE = "phone"
    IDENTITY_NUMBER = "identity_number"


def personal_data_in(*texts: str | None) -> tuple[PersonalData, ...]:
    """What the texts seem to hold, each once, in the order of `PersonalData`."""
    found = {each for text in texts if text for each in _found(text)}
    return tuple(each for each in PersonalData if each in found)


def needs_warning(kind: str, *texts: str | None) -> bool:
    """Whether to warn: of a leak or a taken account always, else where a text holds personal data."""
    return kind in KINDS_AT_RISK or bool(personal_data_in(*texts))


def _found(text: str) -> Iterator[PersonalData]:
    text = _DATE.sub(" ", _LINK.sub(" ", text[:MOST_LOOKED_AT]))
    if _EMAIL.search(text):
        yield PersonalData.EMAIL
        text = _EMAIL.sub(" ", text)
    if _SSN.search(text) or any(map(_is_identity_number, _DNI.finditer(text))):
        yield PersonalData.IDENTITY_NUMBER
        text = _SSN.sub(" ", text)
    if any(map(_is_phone, _PHONE.finditer(text))):
        yield PersonalData.PHONE


def _is_identity_number(found: re.Match[str]) -> bool:
    digits = _NIE_FIRST[found[1].upper()] + found[2].replace(".", "")
    return len(digits) == 8 and _DNI_LETTERS[int(digits) % 23] == found[3].upper()


def _is_phone(found: re.Match[str]) -> bool:
    """A number with a country's code, or one of nine digits as Spanish ones are; a reach is neither."""
    text = found[0]
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") or text.startswith("("):
        return len(digits) >= _LEAST_PHONE_DIGITS
    return len(digits) == _LEAST_PHONE_DIGITS and digits[0] in _NATIONAL_DIGITS

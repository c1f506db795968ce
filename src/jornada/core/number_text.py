"""A number as a person or a spreadsheet writes it, in either language: `1200`, `1 200`, `1,200`, `12,5 %`.

A point or a comma parts thousands in one language and decimals in the other. Where both are there, the
last one is the decimal sign. A single one with three digits behind it may be either: of a count it parts
thousands, as nobody counts thousandths; of any other number it is refused.
"""

from __future__ import annotations

import re
from enum import StrEnum

from jornada.core.pattern import pattern

_GROUPS = pattern(r"(?<=\d)[\s'\u2019](?=\d{3}(?!\d))")
_PLAIN = pattern(r"[+-]?\d{1,15}(?:[.,]\d{1,9})?")
_THOUSANDS = pattern(r"[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_BOTH = pattern(r"[+-]?[1-9]\d{0,2}(?:(?:,\d{3})+\.\d{1,9}|(?:\.\d{3})+,\d{1,9})")


class NumberProblem(StrEnum):
    """Why a text is not taken for a number."""

    NO_NUMBER = "no_number"
    AMBIGUOUS = "ambiguous"
    NOT_WHOLE = "not_whole"


class NumberError(ValueError):
    """`value` is what was typed."""

    def __init__(self, problem: NumberProblem, value: str) -> None:
        super().__init__(f"{problem}: {value}")
        self.problem = problem
        self.value = value


def read_number(text: str, *, whole: bool = False) -> float:
    """The number in a text; `whole` where it counts things. Raises `NumberError`."""
    plain = _GROUPS.sub("", text.strip().replace("\u2212", "-")).removesuffix("%").rstrip()
    if _BOTH.fullmatch(plain):
        decimal = plain.rindex("." if plain.rindex(".") > plain.rindex(",") else ",")
        digits = re.sub(r"[.,]", "", plain[:decimal])
        return _checked(float(f"{digits}.{plain[decimal + 1 :]}"), text, whole=whole)
    if grouped := _THOUSANDS.fullmatch(plain):
        several = plain.count(grouped[1]) > 1
        if several or whole:
            return float(re.sub(r"[.,]", "", plain))
        raise NumberError(NumberProblem.AMBIGUOUS, text)
    if not _PLAIN.fullmatch(plain):
        raise NumberError(NumberProblem.NO_NUMBER, text)
    return _checked(float(plain.replace(",", ".")), text, whole=whole)


def _checked(number: float, text: str, *, whole: bool) -> float:
    if whole and not number.is_integer():
        raise NumberError(NumberProblem.NOT_WHOLE, text)
    return number

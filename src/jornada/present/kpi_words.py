"""What the measures of a week are called, and how a figure is written."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core.number_text import NumberError, NumberProblem
from jornada.core.text import clean
from jornada.present.titles import shorten
from jornada.present.words import N_, Words

TITLES: Mapping[str, str] = {
    "followers": N_("Followers"),
    "mentions": N_("Mentions"),
    "replies": N_("Replies"),
    "reach": N_("Reach"),
    "interactions": N_("Interactions"),
    "posts": N_("Posts published"),
    "response_rate": N_("Response rate"),
    "engagement_rate": N_("Engagement rate"),
}
_DECIMALS = 1
"""What is not whole is written with so many."""
_PROBLEMS: Mapping[NumberProblem, str] = {
    NumberProblem.NO_NUMBER: N_("“{value}” is no number"),
    NumberProblem.AMBIGUOUS: N_(
        "“{value}” may be thousands or decimals: write it without the sign, or with two"
    ),
    NumberProblem.NOT_WHOLE: N_("“{value}” is not a whole number"),
}


def kpi_title(words: Words, key: str, title: str = "") -> str:
    """The plan's own title of a measure, else the name it has for everybody, else its key."""
    return clean(title) or (words.gettext(TITLES[key]) if key in TITLES else shorten(key))


def figure_text(words: Words, value: float | None, unit: str = "") -> str:
    """ "1,240", "92.5 %"; nothing where there is no figure. Thousands and decimals are parted as the
    language does it."""
    if value is None:
        return ""
    rounded = round(value, _DECIMALS)
    said = f"{rounded:,.0f}" if float(rounded).is_integer() else f"{rounded:,.{_DECIMALS}f}"
    if words.language == "es":
        # A thin gap that never breaks, as the Academy writes it, would have no place in ASCII: a point.
        said = said.translate({ord(","): ".", ord("."): ","})
    return f"{said} {clean(unit)}" if unit else said


def change_text(words: Words, value: float | None, unit: str = "") -> str:
    """A change with its sign: "+40", "-1.5 %"; "=" where nothing changed."""
    if value is None:
        return ""
    said = figure_text(words, abs(value), unit)
    if not round(value, _DECIMALS):
        return "="
    return f"+{said}" if value > 0 else f"-{said}"


def number_line(words: Words, error: NumberError) -> str:
    """Why a text is not taken for a number."""
    return words.gettext(_PROBLEMS[error.problem]).format(value=shorten(error.value, 40))

"""What is wrong with a row of figures from another program, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.present.titles import shorten
from jornada.present.words import N_, Words

_PROBLEMS: Mapping[str, str] = {
    "no_week_column": N_("no column says the week: name one “week”"),
    "no_figures_column": N_("no column has figures: name them after measures, or “measure” and “value”"),
    "not_a_row": N_("this is not a row of the table: {value}"),
    "no_week": N_("“{value}” is no week: write one of its days, 2026-11-20, or 2026-W47"),
    "no_brand": N_("no brand is named"),
    "no_such_brand": N_("there is no brand “{value}”"),
    "no_such_measure": N_("there is no measure “{value}” of this brand"),
    "no_number": N_("“{value}” is no number"),
    "ambiguous": N_("“{value}” may be thousands or decimals"),
    "not_whole": N_("“{value}” is not a whole number"),
}


def wrong_line(words: Words, problem: str, value: str, column: str = "") -> str:
    """Why a row, or the cell of that column, does not go in."""
    said = words.gettext(_PROBLEMS[problem]).format(value=shorten(value, 80))
    return f"{shorten(column, 40)}: {said}" if column else said

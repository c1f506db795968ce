"""What a report is made of: sections of sentences, lists and tables, not yet text, Markdown or HTML.

The weekly report (`weekly_page`) and that of a period (`report_page`) make such pages; `weekly_text` and
`weekly_html` write them.
"""

from __future__ import annotations

from jornada.core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of ours, or where `quoted` a person's own words."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list, each point a line."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its title, and whether numbers stand at its right. `decorative`: drawn for the eye only."""

    title: str
    right: bool = False
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """Spent within the plan, planned and not spent, spent beyond the plan: parts of the widest, 0 to 1."""

    within: float
    free: float
    beyond: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first cell of a row names it. `total`: the last row is the sum of those above.

    What only a picture shows repeats what the cells say: `bars` of the first rows, behind their name, whose
    parts `bar_words` name, and `levels` of every cell, from nothing (0) to the most (4).
    """

    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False
    bars: tuple[Bar, ...] = ()
    bar_words: tuple[str, ...] = ()
    levels: tuple[tuple[int, ...], ...] = ()


Part = Said | Points | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what is below it."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page. `language` is that of its words, `week` names the time it is of, `note` what is to be
    known of the report itself. `one_sheet`: on paper it is set as small as one sheet asks for."""

    language: str
    title: str
    week: str
    status: str
    note: str
    sections: tuple[Section, ...]
    one_sheet: bool = True

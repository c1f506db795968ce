"""The page of help: the keys that apply here, and what the marks mean."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from jornada.core.dataclass import dataclass
from jornada.core.plan import MilestoneStatus, Status
from jornada.present.form_words import capital
from jornada.present.lines import rule
from jornada.present.pen import Line, Pen, Piece
from jornada.present.titles import milestone_status_title, status_title

MOST_KEYS_WIDTH = 18
LEAST_TEXT_WIDTH = 16


@dataclass(frozen=True, slots=True)
class KeySection:
    """Keys of one place: its title, and per row the keys as they are called and what they do."""

    title: str
    rows: tuple[tuple[str, str], ...]


def help_lines(
    pen: Pen, here: Sequence[KeySection], elsewhere: Sequence[KeySection], width: int
) -> tuple[Line, ...]:
    """The page in `width` columns: the keys that apply here, the marks, the keys of other places."""
    marks = KeySection(pen.words.gettext("Marks"), tuple(mark_rows(pen)))
    lines: list[Line] = []
    for section in (*here, marks):
        lines += _section(pen, section, width, first=not lines)
    if elsewhere:
        lines += ((), rule(pen, (Piece(pen.words.gettext("In other places"), "section"),), (), width))
    for section in elsewhere:
        lines += _section(pen, section, width)
    return tuple(lines)


def _section(pen: Pen, section: KeySection, width: int, *, first: bool = False) -> Iterator[Line]:
    if not first:
        yield ()
    yield (Piece(section.title, "strong"),)
    yield from _table(pen, section, width)


def mark_rows(pen: Pen) -> Iterator[tuple[str, str]]:
    """Each mark that is drawn, and its meaning."""
    words, glyphs = pen.words, pen.glyphs
    yield glyphs.pending, capital(status_title(words, Status.PENDING))
    yield glyphs.in_progress, capital(status_title(words, Status.IN_PROGRESS))
    yield glyphs.paused, capital(status_title(words, Status.PAUSED))
    yield glyphs.done, capital(status_title(words, Status.DONE))
    yield glyphs.dropped, capital(status_title(words, Status.DROPPED))
    yield glyphs.milestone, capital(milestone_status_title(words, MilestoneStatus.PENDING))
    yield glyphs.at_risk, words.gettext("At risk: what comes before the milestone no longer fits")
    yield glyphs.milestone_reached, words.gettext("Milestone reached")
    yield glyphs.incident, words.gettext("Incident")
    yield glyphs.promise, words.gettext("Promise: somebody waits for an answer")
    yield glyphs.soon, words.gettext("The first response, or what was promised, is due soon")
    yield glyphs.overdue, words.gettext("Late: a response, a milestone or a promise is overdue")
    yield glyphs.parked, words.gettext("Interrupted, waits to be resumed")
    yield glyphs.carried, words.gettext("Left over from an earlier day")
    yield glyphs.first, words.gettext("Comes first today: said when the day before was closed")
    yield glyphs.now, words.gettext("Now, on the strip of the day")


def _table(pen: Pen, section: KeySection, width: int) -> Iterator[Line]:
    longest = max((pen.measure(keys) for keys, _ in section.rows), default=0)
    wide = min(longest, MOST_KEYS_WIDTH, max(1, width - LEAST_TEXT_WIDTH - 3))
    room = max(LEAST_TEXT_WIDTH, width - wide - 3)
    for keys, does in section.rows:
        first, *rest = textwrap.wrap(does, room) or [""]
        yield (Piece(f" {pen.fit(keys, wide)}  ", "key"), Piece(first))
        for line in rest:
            yield (Piece(" " * (wide + 3)), Piece(line))

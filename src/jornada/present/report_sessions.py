"""The sessions behind a figure of a report, as rows: when, how long, on what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from jornada.core.findings import Section, minutes_of
from jornada.core.spent import Dimension, Spell
from jornada.present import report_words as said
from jornada.present.lines import spread
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.report_lines import MARGIN, ReportRow, Subject
from jornada.present.sentences import named

BRAND_FROM, YEAR_FROM = 90, 70
MINUTES = 12


def spell_key(spell: Spell) -> str:
    """What a piece of a session is known by."""
    return f"{spell.date.isoformat()}\n{spell.session}\n{spell.start.isoformat()}"


def date_of(key: str | None) -> dt.date | None:
    """The day of the piece of that key; `None` where it is none's."""
    try:
        return dt.date.fromisoformat((key or "").partition("\n")[0])
    except ValueError:
        return None


def behind_title(pen: Pen, subject: Subject, by: Dimension | Section, key: str) -> str:
    """What the sessions have in common: "Café Ñandú", "Monday", "The unforeseen"."""
    words, state = pen.words, subject.state
    if by is Section.WEEKDAY:
        # Any week has all of them: 5 January 2026 was a Monday.
        return words.weekday(dt.date(2026, 1, 5) + dt.timedelta(days=int(key)))
    if by is Section.UNFORESEEN:
        return words.gettext("The unforeseen")
    if by is Section.INCIDENT:
        return named(words, state.subject_title(key))
    assert isinstance(by, Dimension)
    tasks = said.titles_of(words, state, subject.found, subject.workflow) if by is Dimension.TASK else {}
    return said.look_of(words, subject.workflow, by, key, tasks)[0]


def behind_head(
    pen: Pen, subject: Subject, by: Dimension | Section, key: str, spells: Sequence[Spell], width: int
) -> Line:
    """The heading over the sessions: of what, in which period, how many and how long."""
    words = pen.words
    title = behind_title(pen, subject, by, key)
    count = len({spell.session for spell in spells})
    minutes = words.duration(minutes_of(subject.found, by, key))
    sums = words.ngettext("{minutes} in {n} session", "{minutes} in {n} sessions", count)
    right = (Piece(sums.format(minutes=minutes, n=count), "strong"), Piece(" "))
    period = said.period_short(words, subject.found.period)
    left = (Piece(" "), Piece(pen.crop(title, 60), "heading"), Piece(f"  {period}", "muted"))
    return spread(pen, left, right, width)


def session_rows(pen: Pen, subject: Subject, spells: Sequence[Spell], width: int) -> Iterator[ReportRow]:
    """A row for each piece of a session, in the order of time."""
    words, state = pen.words, subject.state
    for spell in spells:
        session = state.sessions[spell.session]
        runs = session.end is None and spell is spells[-1]
        until = words.gettext("now") if runs else words.clock(spell.end)
        date = spell.date.isoformat() if width >= YEAR_FROM else f"{spell.date:%m-%d}"
        day = f"{words.weekday_short(spell.date)} {date}"
        lead = (MARGIN, Piece(f"{day}  ", "muted"), Piece(f"{words.clock(spell.start)}–{until}".ljust(11)))
        minutes = pen.fit(words.duration(spell.seconds // 60), MINUTES, right=True)
        note = f"  {session.note}" if session.note else ""
        right: Line = (Piece(minutes, "strong"),)
        if spell.facts.brand and width >= BRAND_FROM:
            name, role = brand_look(subject.workflow, spell.facts.brand)
            right = (Piece(pen.fit(name, 14), role), *right)
        sign = pen.glyphs.incident if spell.is_incident else " "
        title = named(words, state.subject_title(spell.subject))
        left = (*lead, Piece(f" {sign} "), Piece(pen.crop(title, 500)), Piece(pen.crop(note, 200), "muted"))
        room = max(0, width - width_of(right, pen.measure) - 2)
        yield ReportRow(spread(pen, left, right, room + width_of(right, pen.measure)), spell_key(spell))

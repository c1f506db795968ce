"""A day's time as rows: what ran from when to when, what is missing between, what is counted twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from jornada.core.calendar import in_zone
from jornada.core.plan import DayView
from jornada.core.state import Session, State
from jornada.core.time_account import GapRow, SessionRow, TimeAccount
from jornada.core.workflow import Workflow
from jornada.present.form_words import Option
from jornada.present.lines import Fact, KeyNames, cut, facts_line, filled, spread
from jornada.present.looks import area_look, brand_look
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.sentences import named
from jornada.present.titles import shorten
from jornada.present.words import Words

BRAND_FROM, AREA_FROM = 60, 90
"""Columns from which on a row names its brand, and its area."""
SPAN_COLUMNS, MINUTES_COLUMNS = 11, 10


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """A session; its key is the session's id."""

    key: str
    row: SessionRow
    title: str
    brand: tuple[str, str] | None
    area: tuple[str, str] | None
    shared_with: str = ""


@dataclass(frozen=True, slots=True)
class GapEntry:
    """A gap; its key is where it begins."""

    key: str
    row: GapRow


@dataclass(frozen=True, slots=True)
class EmptyEntry:
    """Word of a day without time."""

    text: str
    key: None = field(default=None, init=False)


TimeListEntry = TimeEntry | GapEntry | EmptyEntry


def time_entries(
    pen: Pen, account: TimeAccount, state: State, workflow: Workflow, keys: KeyNames
) -> tuple[TimeListEntry, ...]:
    """The rows of the account; a word where there are none."""
    if not account.rows:
        said = pen.words.gettext("No time was spent on this day yet: {key} enters some afterwards")
        return (EmptyEntry(said.format(key=keys("time.log"))),)
    return tuple(
        GapEntry(gap_key(row), row)
        if isinstance(row, GapRow)
        else _entry(pen.words, row, state, workflow, account)
        for row in account.rows
    )


def gap_key(row: GapRow) -> str:
    """What a gap is known by while it lasts."""
    return f"gap {row.start.isoformat()}"


def session_title(words: Words, state: State, session: Session) -> str:
    """What a session was about, in words."""
    if session.is_break:
        return words.gettext("break")
    return named(words, state.subject_title(session.task or session.incident))


BREAK = "break"
"""The value of the option that time was a break."""


def subject_value(session: Session) -> str:
    """What a session is about, as the value of an option."""
    if session.is_break:
        return BREAK
    return f"task {session.task}" if session.task else f"incident {session.incident}"


def subject_options(words: Words, state: State, view: DayView, session: Session | None) -> tuple[Option, ...]:
    """What time may be about: the tasks of the day, open incidents, and of a session what it is about and
    a break."""
    found = {f"task {row.item.id}": named(words, row.item.title) for row in view.rows}
    found |= {f"incident {key}": named(words, state.incidents[key].title) for key in state.open_incidents}
    if session is not None:
        found.setdefault(subject_value(session), session_title(words, state, session))
        found[BREAK] = words.gettext("break")
    return tuple(Option(value, title) for value, title in found.items())


def _entry(
    words: Words, row: SessionRow, state: State, workflow: Workflow, account: TimeAccount
) -> TimeEntry:
    session = row.session
    item, incident = state.items.get(session.task), state.incidents.get(session.incident)
    brand = item.brand if item else incident.brand if incident else ""
    area = item.area if item else ""
    other = state.sessions.get(row.shared_with)
    return TimeEntry(
        key=session.id,
        row=row,
        title=session_title(words, state, session),
        brand=brand_look(workflow, brand) if brand else None,
        area=area_look(workflow, area) if area else None,
        shared_with=session_title(words, state, other) if other else "",
    )


@dataclass(frozen=True, slots=True)
class TimeDrawing:
    """How the rows are drawn in `width` columns."""

    pen: Pen
    zone: dt.tzinfo
    date: dt.date
    width: int

    def __call__(self, entry: TimeListEntry) -> Line:
        if isinstance(entry, EmptyEntry):
            return filled(self.pen, (Piece(f"  {entry.text}", "muted"),), self.width)
        draw = self._gap(entry) if isinstance(entry, GapEntry) else self._session(entry)
        return filled(self.pen, draw, self.width)

    def _span(self, start: dt.datetime, end: dt.datetime | None) -> str:
        """From when to when; what is of another day says so."""
        words = self.pen.words
        until = self._clock(end) if end else words.gettext("now")
        return f"{self._clock(start)}–{until}".ljust(SPAN_COLUMNS)

    def _clock(self, instant: dt.datetime) -> str:
        local, words = in_zone(instant, self.zone), self.pen.words
        said = words.clock(local)
        return said if local.date() == self.date else f"{words.weekday_short(local.date())} {said}"

    def _session(self, entry: TimeEntry) -> Line:
        pen, words, row = self.pen, self.pen.words, entry.row
        glyphs, session = pen.glyphs, row.session
        role = "running" if row.runs else "muted" if session.is_break else "title"
        if row.runs:
            sign = glyphs.in_progress
        elif session.is_break:
            sign = glyphs.paused
        else:
            sign = glyphs.incident if session.incident else glyphs.done
        start = (
            Piece(" "),
            Piece(f" {self._span(row.start, session.end)} "),
            Piece(pen.fit(words.duration(row.seconds // 60), MINUTES_COLUMNS, right=True), "strong"),
            Piece(f"  {sign} ", role),
        )
        after: list[Piece] = []
        if entry.shared_with:
            said = words.gettext("{minutes} counted twice")
            shared = said.format(minutes=words.duration(-(-row.shared_seconds // 60)))
            after.append(Piece(f"{glyphs.overdue} {shared}", "warning"))
        if entry.brand is not None and self.width >= BRAND_FROM:
            after.append(Piece(pen.crop(entry.brand[0], 14), entry.brand[1]))
        if entry.area is not None and self.width >= AREA_FROM:
            after.append(Piece(pen.crop(entry.area[0], 14), entry.area[1]))
        right = tuple(piece for each in after for piece in (each, Piece("  ")))
        note = f"  {shorten(session.note)}" if session.note else ""
        room = self.width - width_of((*start, *right), pen.measure)
        title = spread(pen, (Piece(entry.title, role), Piece(note, "muted")), (), max(0, room))
        return (*start, *title, *right)

    def _gap(self, entry: GapEntry) -> Line:
        pen, words, row = self.pen, self.pen.words, entry.row
        return (
            Piece(" "),
            Piece(f" {self._span(row.start, row.end)} ", "muted"),
            Piece(pen.fit(words.duration(row.minutes), MINUTES_COLUMNS, right=True), "warning"),
            Piece(f"  {pen.glyphs.pending} ", "warning"),
            Piece(words.gettext("no timer ran"), "muted"),
        )


def time_head(pen: Pen, view: DayView, account: TimeAccount, width: int) -> Line:
    """The heading: which day, and its sums."""
    words = pen.words
    title = words.gettext("Time · {day}").format(day=words.day_title(view.date))
    if view.is_today:
        title = words.gettext("{day} · today").format(day=title)
    left = (Piece(" "), Piece(title, "heading"))
    room = max(0, width - width_of(left, pen.measure) - 4)
    return spread(pen, left, (*facts_line(pen, _sums(words, account), room), Piece(" ")), width)


def _sums(words: Words, account: TimeAccount) -> Sequence[Fact]:
    def minutes(seconds: int) -> str:
        return words.duration(seconds // 60)

    facts = [Fact(words.gettext("{minutes} worked").format(minutes=minutes(account.worked_seconds)))]
    if account.gap_seconds:
        said = words.gettext("{minutes} without a timer").format(minutes=minutes(account.gap_seconds))
        facts.append(Fact(said, role="warning"))
    if account.shared_seconds >= 60:
        said = words.gettext("{minutes} counted twice").format(minutes=minutes(account.shared_seconds))
        facts.append(Fact(said, role="warning"))
    if account.break_seconds:
        facts.append(
            Fact(words.gettext("{minutes} of breaks").format(minutes=minutes(account.break_seconds)))
        )
    return facts


def time_table(
    pen: Pen, account: TimeAccount, state: State, workflow: Workflow, view: DayView, width: int
) -> tuple[str, ...]:
    """The account as plain text; the sessions are numbered from 1."""
    words = pen.words
    lines = ["".join(piece.text for piece in time_head(pen, view, account, width)).strip()]
    draw = TimeDrawing(pen, view.zone, view.date, max(20, width - 4))
    number = 0
    for row in account.rows:
        if isinstance(row, GapRow):
            line, mark = draw(GapEntry("", row)), ""
        else:
            number += 1
            line, mark = draw(_entry(words, row, state, workflow, account)), str(number)
        text = "".join(piece.text for piece in cut(pen, line, max(20, width - 4))).rstrip()
        lines.append(f"{mark:>3}{text}")
    if not account.rows:
        lines.append(words.gettext("No time was spent on this day"))
    return tuple(lines)

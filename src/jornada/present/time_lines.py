"""A day's time as rows: what ran from when to when, what is missing between, what is counted twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.core.calendar import in_zone
from jornada.core.dataclass import dataclass, field
from jornada.core.plan import DayView
from jornada.core.state import State
from jornada.core.time_account import GapRow, SessionRow, TimeAccount
from jornada.core.unforeseen import area_of_incidents
from jornada.core.workflow import Workflow
from jornada.present.lines import Fact, KeyNames, cut, facts_line, filled, spread
from jornada.present.looks import area_look, brand_look
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.time_subjects import session_title
from jornada.present.titles import shorten
from jornada.present.words import Words

BRAND_FROM, AREA_FROM = 60, 90
"""Columns from which on a row names its brand, and its area."""
LONG_HEAD_FROM = 90
"""Columns from which on the heading has the date of today too."""
SHARED_FROM = 110
"""Columns from which on a row says with what its time is shared."""
SPAN_COLUMNS, MINUTES_COLUMNS = 11, 10
MOST_BRAND, MOST_AREA, MOST_SHORT_AREA = 14, 26, 14


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


def _entry(
    words: Words, row: SessionRow, state: State, workflow: Workflow, account: TimeAccount
) -> TimeEntry:
    session = row.session
    item, incident = state.items.get(session.task), state.incidents.get(session.incident)
    brand = item.brand if item else incident.brand if incident else ""
    unforeseen = area_of_incidents(workflow) if incident else None
    area = item.area if item else unforeseen.key if unforeseen else ""
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
    """How the rows are drawn in `width` columns: from when to when, brand and area in so many of them."""

    pen: Pen
    zone: dt.tzinfo
    date: dt.date
    width: int
    span_columns: int = SPAN_COLUMNS
    brand_columns: int = 0
    area_columns: int = 0

    @classmethod
    def of(
        cls,
        pen: Pen,
        account: TimeAccount,
        entries: Sequence[TimeListEntry],
        zone: dt.tzinfo,
        width: int,
    ) -> TimeDrawing:
        """The columns that these entries need, as far as there is room."""
        sessions = [entry for entry in entries if isinstance(entry, TimeEntry)]
        brands = [pen.measure(entry.brand[0]) for entry in sessions if entry.brand]
        areas = [pen.measure(entry.area[0]) for entry in sessions if entry.area]
        most_area = MOST_AREA if width >= SHARED_FROM else MOST_SHORT_AREA
        return cls(
            pen,
            zone,
            account.date,
            width,
            span_columns(pen, account, zone),
            min(MOST_BRAND, max(brands, default=0)) if width >= BRAND_FROM else 0,
            min(most_area, max(areas, default=0)) if width >= AREA_FROM else 0,
        )

    def __call__(self, entry: TimeListEntry) -> Line:
        if isinstance(entry, EmptyEntry):
            return filled(self.pen, (Piece(f"  {entry.text}", "muted"),), self.width)
        draw = self._gap(entry) if isinstance(entry, GapEntry) else self._session(entry)
        return filled(self.pen, draw, self.width)

    def _span(self, start: dt.datetime, end: dt.datetime | None) -> str:
        """From when to when; what is of another day says so."""
        return self.pen.fit(span_text(self.pen.words, start, end, self.date, self.zone), self.span_columns)

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
            # In little room the title needs it more: the row below the list says the rest.
            said = f" {shared_text(words, entry, self.width)}" if self.width >= BRAND_FROM else ""
            after.append(Piece(f"{glyphs.overdue}{said}", "warning"))
        for look, columns in ((entry.brand, self.brand_columns), (entry.area, self.area_columns)):
            if columns:
                name, role = look or ("", "")
                after.append(Piece(pen.fit(name, columns), role))
        right = tuple(piece for each in after for piece in (Piece("  "), each))
        right = (*right, Piece(" ")) if right else ()
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


def span_text(
    words: Words, start: dt.datetime, end: dt.datetime | None, date: dt.date, zone: dt.tzinfo
) -> str:
    """From when to when, "now" where it runs; what is of another day than `date` says so."""

    def clock(instant: dt.datetime) -> str:
        local = in_zone(instant, zone)
        said = words.clock(local)
        return said if local.date() == date else f"{words.weekday_short(local.date())} {said}"

    return f"{clock(start)}–{clock(end) if end else words.gettext('now')}"


def span_columns(pen: Pen, account: TimeAccount, zone: dt.tzinfo) -> int:
    """The columns that the longest span of the account takes."""
    spans = (
        span_text(pen.words, row.start, row.end, account.date, zone)
        for row in account.rows
        if isinstance(row, GapRow) or not row.runs
    )
    return max(SPAN_COLUMNS, *(pen.measure(each) for each in spans), SPAN_COLUMNS)


def shared_text(words: Words, entry: TimeEntry, width: int) -> str:
    """ "20 min counted twice", in much room with what."""
    minutes = words.duration(-(-entry.row.shared_seconds // 60))
    if width < SHARED_FROM:
        return words.gettext("{minutes} counted twice").format(minutes=minutes)
    said = words.gettext("{minutes} counted twice, with {title}")
    return said.format(minutes=minutes, title=shorten(entry.shared_with, 24))


def time_about(pen: Pen, entry: TimeListEntry | None, fill: str, width: int) -> Line:
    """The row in hand in words: its note whole, with what it shares time, whose it is; of a gap what `fill`
    would make it."""
    words = pen.words
    if isinstance(entry, TimeEntry):
        facts = []
        if entry.shared_with:
            facts.append(Fact(shared_text(words, entry, SHARED_FROM), role="warning"))
        if entry.row.session.note:
            facts.append(Fact(shorten(entry.row.session.note, 500), role=""))
        facts += [Fact(shorten(each[0], 40), role=each[1]) for each in (entry.brand, entry.area) if each]
        return (Piece(" "), *facts_line(pen, facts, max(0, width - 2)))
    if isinstance(entry, GapEntry) and fill:
        said = words.gettext("Filled, it is {title}").format(title=shorten(fill))
        return cut(pen, (Piece(" "), Piece(said, "muted")), width)
    return ()


def time_head(pen: Pen, view: DayView, account: TimeAccount, width: int) -> Line:
    """The heading: which day, and its sums."""
    words = pen.words
    near = view.is_today and width < LONG_HEAD_FROM
    day = words.gettext("today") if near else words.day_title(view.date)
    if view.is_today and not near:
        day = words.gettext("{day} · today").format(day=day)
    left = (Piece(" "), Piece(words.gettext("Time"), "heading"), Piece(f"  {day}", "muted"))
    room = max(0, width - width_of(left, pen.measure) - 4)
    return spread(pen, left, (*facts_line(pen, _sums(words, account), room), Piece(" ")), width)


def _sums(words: Words, account: TimeAccount) -> Sequence[Fact]:
    def minutes(seconds: int) -> str:
        return words.duration(seconds // 60)

    facts = [Fact(words.gettext("{minutes} worked").format(minutes=minutes(account.worked_seconds)))]
    if account.gap_seconds:
        missing = minutes(account.gap_seconds)
        said = words.gettext("{minutes} without a timer").format(minutes=missing)
        short = words.gettext("{minutes} missing").format(minutes=missing)
        facts.append(Fact(said, short, role="warning"))
    if account.shared_seconds >= 60:
        twice = minutes(account.shared_seconds)
        said = words.gettext("{minutes} counted twice").format(minutes=twice)
        facts.append(Fact(said, words.gettext("{minutes} twice").format(minutes=twice), role="warning"))
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
    draw = TimeDrawing(pen, view.zone, view.date, max(20, width - 4), span_columns(pen, account, view.zone))
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

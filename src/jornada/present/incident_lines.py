"""The incident log: severity, title, where it is in its life, and what is left to the first response."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from jornada.core.calendar import in_zone
from jornada.core.dataclass import dataclass, field, replace
from jornada.core.incidents import KINDS, ClockState, Deadline, in_order
from jornada.core.plan import DayView
from jornada.core.promises import open_promises
from jornada.core.state import Incident, State
from jornada.present.clock_words import owed_text
from jornada.present.lines import KeyNames, filled, spread
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.promise_lines import PromiseEntry, by_subject, promise_entry, promise_row
from jornada.present.queue_entries import TextEntry
from jornada.present.titles import incident_status_title
from jornada.present.words import Words

STATUS_FROM, BRAND_FROM = 56, 78
"""Columns of the list from which on a column is there."""
MOST_BRAND = 12
LEAST_WITH_STATUS = 36
"""Columns that title and marks keep beside the status; what is left and whose it is go before it."""
LEAST_DETAIL = 6
"""Columns from which on what is cut still says something."""


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """A row of the log; `when` is what is left to the response, or when it was over. `waits` is the
    title of the work it interrupted, while that is parked."""

    key: str
    incident: Incident
    runs: bool
    when: str
    clock: ClockState | None
    waits: str = ""
    brand: str = ""


@dataclass(frozen=True, slots=True)
class DetailEntry:
    """A second row under an incident, where the list is narrow and high."""

    text: str
    role: str
    when: str
    clock: ClockState | None
    key: None = field(default=None, init=False)
    beneath: bool = field(default=True, init=False)


IncidentRow = IncidentEntry | DetailEntry | PromiseEntry | TextEntry


def incidents_of(state: State, view: DayView, deadlines: Sequence[Deadline]) -> tuple[Incident, ...]:
    """Those to show: on the day that runs all open ones and those closed on it, on another day those
    that were opened then."""
    due = {deadline.incident: deadline for deadline in deadlines}

    def on_day(instant: dt.datetime | None) -> bool:
        return instant is not None and instant.astimezone(view.zone).date() == view.date

    def belongs(incident: Incident) -> bool:
        if view.is_today:
            return incident.is_open or on_day(incident.resolved) or on_day(incident.opened)
        return on_day(incident.opened)

    some = {each.id: each for each in state.incidents_near(view.date, view.date)}
    if view.is_today:
        some.update((key, state.incidents[key]) for key in state.open_incidents)
    return in_order((each for each in some.values() if belongs(each)), due)


def incident_entries(
    pen: Pen,
    view: DayView,
    state: State,
    deadlines: Sequence[Deadline],
    keys: KeyNames,
    *,
    details: bool = False,
) -> tuple[IncidentRow, ...]:
    """The rows of the log; a word where there are none. With `details` what is beside the title stands
    in a row of its own."""
    words = pen.words
    due = {deadline.incident: deadline for deadline in deadlines}
    running = state.running_session
    entries = []
    for incident in incidents_of(state, view, deadlines):
        deadline = due.get(incident.id)
        waits = incident.interrupted_task or incident.interrupted_incident
        entries.append(
            IncidentEntry(
                key=incident.id,
                incident=incident,
                runs=running is not None and running.incident == incident.id,
                when=_when(words, incident, deadline, view),
                clock=deadline.state if deadline else None,
                waits=title_of(pen, state, waits) if incident.parked and waits else "",
            )
        )
    promised = by_subject(open_promises(state, view.now))
    rows: list[IncidentRow] = []
    for entry in entries:
        rows += _in_two(pen, entry) if details else (entry,)
        due_of = promised.get(entry.key, ()) if entry.incident.is_open else ()
        rows += [promise_entry(pen, due, view.now, view.zone) for due in due_of]
    if rows:
        return tuple(rows)
    said = words.gettext("{log} logs one, {interrupt} interrupts what runs").format(
        log=keys("incident.log"), interrupt=keys("interrupt")
    )
    return (TextEntry(said if view.is_today else words.gettext("none on this day"), kind="empty"),)


def hidden_incidents(state: State, view: DayView, deadlines: Sequence[Deadline], brand: str) -> int:
    """How many open incidents are not shown while only `brand` is; none where it is empty."""
    if not brand:
        return 0
    shown = incidents_of(state, view, deadlines)
    return sum(1 for each in shown if each.is_open and each.brand not in ("", brand))


def of_brand(pen: Pen, rows: Sequence[IncidentRow], brand: str) -> tuple[IncidentRow, ...]:
    """The rows of one brand, all of them where `brand` is empty. What has no brand yet may be of any and
    stays: nothing that burns is hidden for want of a name."""
    kept: list[IncidentRow] = []
    shown = True
    for row in rows:
        if isinstance(row, IncidentEntry):
            shown = not brand or row.incident.brand in ("", brand)
        if shown:
            kept.append(row)
    if rows and not kept:
        kept.append(TextEntry(pen.words.gettext("none of this brand"), kind="empty"))
    return tuple(kept)


@dataclass(frozen=True)
class IncidentDrawing:
    """How rows are drawn in a list of `width` columns."""

    pen: Pen
    width: int
    status: int
    when: int
    brand: int
    brands: tuple[tuple[str, tuple[str, str]], ...]

    @classmethod
    def of(
        cls,
        pen: Pen,
        entries: Sequence[IncidentRow],
        brands: Mapping[str, tuple[str, str]],
        width: int,
    ) -> IncidentDrawing:
        """The columns these entries need; `brands` has the name and role of each by key."""
        rows = [entry for entry in entries if isinstance(entry, IncidentEntry)]
        statuses = {incident_status_title(pen.words, row.incident.status) for row in rows}
        named = {key: look for key, look in brands.items() if key in {row.incident.brand for row in rows}}
        brand = min(MOST_BRAND, max((pen.measure(look[0]) for look in named.values()), default=0))
        brand = brand if width >= BRAND_FROM else 0
        when = max((pen.measure(row.when) for row in rows), default=0)
        status = max(map(pen.measure, statuses), default=0) if width >= STATUS_FROM else 0
        if brand and width - brand - when - status < LEAST_WITH_STATUS:
            status = 0
        return cls(
            pen=pen,
            width=width,
            status=status,
            when=when,
            brand=brand,
            brands=tuple(sorted(named.items())),
        )

    def __call__(self, entry: IncidentRow) -> Line:
        """The entry in exactly the list's width. The first column is left to the cursor."""
        pen = self.pen
        if isinstance(entry, TextEntry):
            return filled(pen, (Piece(" "), Piece(pen.crop(entry.text, self.width - 2), "muted")), self.width)
        if isinstance(entry, DetailEntry):
            return self._detail(entry)
        if isinstance(entry, PromiseEntry):
            return promise_row(pen, entry, self.width)
        incident = entry.incident
        sign, role = _sign(pen, entry)
        quiet = not incident.is_open
        head: Line = (
            Piece(" "),
            Piece(sign, role),
            Piece(" "),
            Piece(severity_mark(incident), "muted" if quiet else f"severity-{incident.severity or 0}"),
            Piece(" "),
        )
        after: list[Piece] = []
        if self.status:
            status = incident_status_title(pen.words, incident.status)
            after += [Piece("  "), Piece(pen.fit(status, self.status), "muted")]
        if self.brand:
            text, brand_role = dict(self.brands).get(incident.brand, ("", ""))
            after += [Piece("  "), Piece(pen.fit(text, self.brand), "muted" if quiet else brand_role)]
        if entry.when:
            after += [Piece("  "), Piece(pen.fit(entry.when, self.when, right=True), _when_role(entry.clock))]
        elif self.when and (self.status or self.brand):
            after.append(Piece(" " * (self.when + 2)))
        after.append(Piece(" "))
        room = max(0, self.width - width_of((*head, *after), pen.measure))
        return (*head, *self._title(entry, room), *after)

    def _detail(self, entry: DetailEntry) -> Line:
        pen = self.pen
        when: Line = (Piece(entry.when, _when_role(entry.clock)), Piece(" ")) if entry.when else ()
        room = self.width - 6 - width_of(when, pen.measure) - 2
        said = pen.crop(entry.text, 500)
        if room < LEAST_DETAIL and pen.measure(said) > room:
            said = ""
        return spread(pen, (Piece(" " * 6), Piece(said, entry.role)), when, self.width)

    def _title(self, entry: IncidentEntry, room: int) -> Line:
        pen = self.pen
        title = incident_title(pen.words, entry.incident, pen.crop(entry.incident.title, 500))
        nameless = pen.words.gettext("(to be named)")
        if not entry.incident.title and pen.measure(title) > room:
            title = nameless
        role = "running" if entry.runs else "title" if entry.incident.is_open else "muted"
        if not entry.waits:
            return filled(pen, (Piece(pen.crop(title, room), role),), room)
        waits = _waits(pen, entry.waits)
        left = max(room - pen.measure(waits) - 2, min(pen.measure(title), room * 3 // 5))
        if not entry.incident.title and pen.measure(title) > left:
            title, left = nameless, max(left, pen.measure(nameless))
        head = Piece(pen.crop(title, left), role)
        rest = room - pen.measure(head.text) - 2
        return filled(
            pen, (head, Piece("  "), Piece(pen.crop(waits, rest), "warning")) if rest >= 8 else (head,), room
        )


def severity_mark(incident: Incident) -> str:
    """ "S2"; "S?" while it is not classified, "--" for a plain interruption, which has no clock."""
    if incident.severity:
        return f"S{incident.severity}"
    kind = KINDS.get(incident.kind)
    return "--" if incident.title and kind is not None and not kind.has_clock else "S?"


def incident_title(words: Words, incident: Incident, title: str) -> str:
    """The title, or when it came up while it has none: "(to be named) 09:40"."""
    if title:
        return title
    return words.gettext("(to be named) {time}").format(time=words.clock(incident.opened))


def title_of(pen: Pen, state: State, subject: str) -> str:
    """The title of a task or incident, cleaned; the stand-in of a nameless incident."""
    title = pen.crop(state.subject_title(subject), 500)
    incident = state.incidents.get(subject)
    return incident_title(pen.words, incident, title) if incident is not None else title


def clock_role(state: ClockState | None) -> str:
    """What a clock looks like: near its end, past it."""
    return {ClockState.OVERDUE: "error", ClockState.SOON: "warning", ClockState.DUE: ""}.get(
        state or ClockState.DUE, ""
    )


def deadline_sign(pen: Pen, state: ClockState) -> str:
    """The sign of a clock, so that its colour is not all that tells."""
    return {
        ClockState.OVERDUE: pen.glyphs.overdue,
        ClockState.SOON: pen.glyphs.soon,
        ClockState.DUE: pen.glyphs.incident,
    }[state]


def _sign(pen: Pen, entry: IncidentEntry) -> tuple[str, str]:
    glyphs = pen.glyphs
    if entry.runs:
        return glyphs.in_progress, "running"
    if not entry.incident.is_open:
        return glyphs.done, "good"
    if entry.clock is not None:
        return deadline_sign(pen, entry.clock), clock_role(entry.clock) or "warning"
    return glyphs.pending, "muted"


def _when(words: Words, incident: Incident, deadline: Deadline | None, view: DayView) -> str:
    if deadline is not None:
        return owed_text(words, deadline)
    if incident.resolved is not None and not incident.is_open:
        return words.clock(in_zone(incident.resolved, view.zone))
    return ""


def _when_role(clock: ClockState | None) -> str:
    return "muted" if clock is None else clock_role(clock)


def _in_two(pen: Pen, entry: IncidentEntry) -> tuple[IncidentRow, IncidentRow]:
    """The entry with its title only, and the rest of it below."""
    if entry.waits:
        said, role = _waits(pen, entry.waits), "warning"
    else:
        said, role = incident_status_title(pen.words, entry.incident.status), "muted"
    return replace(entry, when="", waits=""), DetailEntry(said, role, entry.when, entry.clock)


def _waits(pen: Pen, title: str) -> str:
    return f"{pen.glyphs.parked} " + pen.words.gettext("{title} waits").format(title=title)

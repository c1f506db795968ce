"""The log of all incidents as rows: what is open, what still owes a post-mortem, what is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jornada.core.calendar import in_zone
from jornada.core.dataclass import dataclass
from jornada.core.incidents import Deadline, awaits_post_mortem, in_order
from jornada.core.state import Incident, State
from jornada.core.workflow import Workflow
from jornada.present.clock_words import owed_text
from jornada.present.finding import closeness, plain, sought_words
from jornada.present.incident_facts import moment
from jornada.present.incident_lines import IncidentDrawing, IncidentEntry, IncidentRow, title_of
from jornada.present.lines import KeyNames, rule, spread
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece
from jornada.present.queue_entries import TextEntry
from jornada.present.titles import kind_title
from jornada.present.words import Words


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What is looked for: one brand (all where it is empty), and words."""

    brand: str = ""
    typed: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.brand or self.typed.strip())

    def keeps(self, words: Words, incident: Incident, workflow: Workflow) -> bool:
        """Whether an incident has all the words in what is said of it; case and accents do not matter."""
        if self.brand and incident.brand != self.brand:
            return False
        brand = brand_look(workflow, incident.brand)[0] if incident.brand else ""
        said = " ".join((incident.title, kind_title(words, incident.kind), brand, incident.channel))
        return closeness(sought_words(self.typed), plain(said)) is not None


def log_entries(
    pen: Pen,
    state: State,
    workflow: Workflow,
    deadlines: Sequence[Deadline],
    now: dt.datetime,
    zone: dt.tzinfo,
    keys: KeyNames,
    look: LogFilter,
) -> tuple[IncidentRow, ...]:
    """The rows, each part under its heading; a word where there are none. `deadlines` has the nearest of
    each incident, in order."""
    words = pen.words
    due: dict[str, Deadline] = {}
    for deadline in deadlines:
        due.setdefault(deadline.incident, deadline)
    kept = in_order((each for each in state.incidents.values() if look.keeps(words, each, workflow)), due)
    opened = [each for each in kept if each.is_open]
    owing = [each for each in kept if awaits_post_mortem(each)]
    closed = [each for each in kept if not each.is_open and not awaits_post_mortem(each)]
    owing.sort(key=lambda each: due[each.id].due if each.id in due else now)
    rows = (
        *_part(pen, words.gettext("Open"), opened, state, due, now, zone),
        *_part(pen, words.gettext("A post-mortem is owed"), owing, state, due, now, zone),
        *_part(pen, words.gettext("Closed"), closed, state, due, now, zone),
    )
    if rows:
        return rows
    if look.is_on:
        said = words.gettext("None of them: {key} shows all").format(key=keys("view.escape"))
        return (TextEntry(said, kind="empty"),)
    said = words.gettext("{log} logs one, {interrupt} interrupts what runs").format(
        log=keys("incident.log"), interrupt=keys("interrupt")
    )
    return (TextEntry(said, kind="empty"),)


def _part(
    pen: Pen,
    title: str,
    incidents: Iterable[Incident],
    state: State,
    due: Mapping[str, Deadline],
    now: dt.datetime,
    zone: dt.tzinfo,
) -> Iterator[IncidentRow]:
    entries = [_entry(pen, each, state, due.get(each.id), now, zone) for each in incidents]
    if entries:
        yield TextEntry(title, str(len(entries)))
        yield from entries


def _entry(
    pen: Pen,
    incident: Incident,
    state: State,
    deadline: Deadline | None,
    now: dt.datetime,
    zone: dt.tzinfo,
) -> IncidentEntry:
    running, today = state.running_session, in_zone(now, zone).date()
    waits = incident.interrupted_task or incident.interrupted_incident
    at = incident.resolved if incident.resolved is not None and not incident.is_open else incident.detected
    return IncidentEntry(
        key=incident.id,
        incident=incident,
        runs=running is not None and running.incident == incident.id,
        when=owed_text(pen.words, deadline) if deadline else moment(pen.words, at, zone, today),
        clock=deadline.state if deadline else None,
        waits=title_of(pen, state, waits) if incident.parked and waits else "",
    )


@dataclass(frozen=True)
class LogDrawing:
    """How the rows are drawn: headings as rules, the others as everywhere."""

    rows: IncidentDrawing

    @classmethod
    def of(cls, pen: Pen, entries: Sequence[IncidentRow], workflow: Workflow, width: int) -> LogDrawing:
        brands = {brand.key: brand_look(workflow, brand.key) for brand in workflow.brands}
        return cls(IncidentDrawing.of(pen, entries, brands, width))

    def __call__(self, entry: IncidentRow) -> Line:
        if isinstance(entry, TextEntry) and entry.kind == "heading":
            title = (Piece(entry.text, "section"),)
            return rule(self.rows.pen, title, (Piece(entry.note, "muted"),), self.rows.width)
        return self.rows(entry)


def log_head(pen: Pen, state: State, workflow: Workflow, look: LogFilter, keys: KeyNames, width: int) -> Line:
    """The heading of the screen: how many are open, or what is looked for."""
    words = pen.words
    title: Line = (Piece(" "), Piece(words.gettext("Incidents"), "heading"))
    if look.is_on:
        brand = brand_look(workflow, look.brand)[0] if look.brand else ""
        by = " · ".join(filter(None, (pen.crop(brand, 24), pen.crop(look.typed, 24))))
        note = words.gettext("{key} shows all").format(key=keys("view.escape"))
        title = (*title, Piece("  "), Piece(f"/ {by}", "accent"))
        return spread(pen, title, (Piece(note, "muted"), Piece(" ")), width)
    count = len(state.open_incidents)
    said = words.ngettext("{n} open", "{n} open", count).format(n=count) if count else ""
    right = Piece(said or words.gettext("none open"), "strong" if count else "muted")
    return spread(pen, title, (right, Piece(" ")), width)

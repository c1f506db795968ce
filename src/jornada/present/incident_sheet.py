"""The page of one incident as rows: clocks, what to do next, checklist, facts, tasks, timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jornada.core import intents as do
from jornada.core.calendar import in_zone
from jornada.core.checklists import CheckStep, checklist_of
from jornada.core.dataclass import dataclass
from jornada.core.incidents import ClockState, Deadline, next_step
from jornada.core.plan import status_of
from jornada.core.repeats import Repeat
from jornada.core.state import Entry, Incident, ItemState, State
from jornada.core.workflow import Workflow
from jornada.present.checklist_words import check_title
from jornada.present.form_words import capital
from jornada.present.incident_facts import Known, moment
from jornada.present.incident_lines import clock_role, deadline_sign, incident_title, severity_mark
from jornada.present.lines import KeyNames, cut, rule, spread
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.repeat_lines import repeat_lines, repeat_text
from jornada.present.timeline import entry_sentence
from jornada.present.titles import (
    clock_title,
    deadline_text,
    incident_status_title,
    shorten,
    status_title,
    step_title,
)
from jornada.present.words import Words
from jornada.present.wrapping import wrapped

STEP = "step"
CHECK, TASK, FACT, ENTRY = "check:", "task:", "fact:", "entry:"
"""What the key of a row begins with, by what it is."""

KEYS_OF_STEPS: Mapping[str, str] = {
    "pause-posts": "incident.posts",
    "resume-posts": "incident.posts",
    "keep-evidence": "incident.edit",
    "classify": "incident.edit",
    "notify": "incident.notify",
    "holding-statement": "incident.statement",
    "approve": "incident.statement",
}
"""The actions whose keys do a step of the checklist from anywhere."""

LIFE = frozenset(
    step.do
    for step in (
        do.IncidentAcknowledge,
        do.IncidentRespond,
        do.IncidentContain,
        do.IncidentResolve,
        do.IncidentReview,
        do.IncidentReopen,
        do.IncidentSeverity,
        do.IncidentUpdate,
    )
)
LABEL = 16
"""Columns of a fact's label."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is drawn already; the first column is left to the cursor. One without a key cannot be
    chosen, one that is `beneath` belongs to the row above."""

    line: Line
    key: str | None = None
    beneath: bool = False


def line_of(row: SheetRow) -> Line:
    """How a list draws the row."""
    return row.line


def step_of(key: str | None) -> str | None:
    """The step of the checklist that the key of a row stands for."""
    return key.removeprefix(CHECK) if key and key.startswith(CHECK) else None


def sheet_head(pen: Pen, incident: Incident, workflow: Workflow, width: int) -> Line:
    """ "⚠ S2 Viral comment ‹Café Ñandú› ─── acknowledged": its brand is unmistakable."""
    words = pen.words
    sign = pen.glyphs.incident if incident.is_open else pen.glyphs.done
    mark = (
        Piece(f"{sign} ", "warning" if incident.is_open else "good"),
        Piece(severity_mark(incident), f"severity-{incident.severity or 0}"),
        Piece(" "),
    )
    badge: Line = ()
    if incident.brand:
        name, role = brand_look(workflow, incident.brand)
        badge = (Piece("  "), Piece(f" {pen.crop(name, 20)} ", f"badge {role}"))
    status = (Piece(incident_status_title(words, incident.status), "strong"),)
    title = incident_title(words, incident, pen.crop(incident.title, 500))
    room = width - width_of((*mark, *badge, *status), pen.measure) - 6
    return rule(pen, (*mark, Piece(pen.crop(title, max(room, 8)), "heading"), *badge), status, width)


def clock_rows(
    pen: Pen, deadlines: Sequence[Deadline], now: dt.datetime, zone: dt.tzinfo, width: int
) -> Iterator[SheetRow]:
    """What it is owed, the nearest first: sign, what for, by when, how much is left."""
    words, today = pen.words, in_zone(now, zone).date()
    for deadline in deadlines:
        role = clock_role(deadline.state)
        sign = Piece(f" {deadline_sign(pen, deadline.state)} ", role or "warning")
        by = words.gettext("before {time}").format(time=moment(words, deadline.due, zone, today))
        soon = deadline.state is ClockState.SOON
        left = deadline_text(words, deadline)
        if soon:
            left = words.gettext("soon: {left}").format(left=left)
        title = capital(clock_title(words, deadline.clock))
        said: Line = (sign, Piece(title, role or "strong"))
        right: Line = (Piece(left, role or "strong"), Piece(" "))
        if width_of((*said, *right), pen.measure) + pen.measure(by) + 4 <= width:
            said = (*said, Piece(f"  {by}", "muted"))
        yield SheetRow(spread(pen, said, right, width))


def step_row(pen: Pen, incident: Incident, width: int) -> SheetRow:
    """The next step of its life; where there is none, how it ended."""
    words, step = pen.words, next_step(incident)
    if step is None:
        said = capital(incident_status_title(words, incident.status))
        return SheetRow((Piece(" "), Piece(f"{pen.glyphs.done} ", "good"), Piece(said, "muted")), STEP)
    next_words = words.gettext("Next: {step}").format(step=step_title(words, step))
    key = words.gettext("space")
    note: Line = (Piece(key, "key"), Piece(" "))
    head = (Piece(" "), Piece(f"{pen.glyphs.arrow} ", "accent"), Piece(next_words, "running"))
    return SheetRow(spread(pen, head, note, width), STEP)


def check_rows(
    pen: Pen, incident: Incident, keys: KeyNames, width: int, *, headed: bool = True
) -> Iterator[SheetRow]:
    """The checklist of its kind and severity, each step with the key that does it; `headed` by its name
    and how much of it is done."""
    steps = checklist_of(incident)
    if not steps:
        return
    words = pen.words
    done = sum(step.done for step in steps)
    note = words.gettext("{done} of {total} steps").format(done=done, total=len(steps))
    if headed:
        yield heading(pen, words.gettext("Checklist"), note, width)
    for step in steps:
        yield from _check(pen, incident, step, keys, width)


def _check(pen: Pen, incident: Incident, step: CheckStep, keys: KeyNames, width: int) -> Iterator[SheetRow]:
    sign, role = (pen.glyphs.done, "good") if step.done else (pen.glyphs.pending, "muted")
    action = KEYS_OF_STEPS.get(step.key)
    note: Line = (Piece(keys(action), "key"), Piece(" ")) if action and not step.done else ()
    title = check_title(pen.words, step.key, incident.severity)
    lead = (Piece(" "), Piece(f"{sign} ", role))
    lines = tuple(wrapped(pen, lead, title, "muted" if step.done else "", width - 4))
    for place, line in enumerate(lines):
        if place:
            yield SheetRow(line, beneath=True)
        else:
            yield SheetRow(spread(pen, line, note, width), CHECK + step.key)


def fact_rows(pen: Pen, facts: Iterable[Known], width: int) -> Iterator[SheetRow]:
    """What is known, labels in a column of their own."""
    facts = tuple(facts)
    wide = min(LABEL, max((pen.measure(fact.label) for fact in facts), default=0))
    for fact in facts:
        lead = (Piece(" "), Piece(f"{pen.fit(fact.label, wide)}  ", "muted"))
        for place, line in enumerate(wrapped(pen, lead, fact.text, fact.role, width - 1)):
            yield SheetRow(line, None if place else FACT + fact.name, beneath=bool(place))


def repeat_rows(pen: Pen, repeat: Repeat | None, zone: dt.tzinfo, width: int) -> Iterator[SheetRow]:
    """The earlier ones like it, with what was learnt of each."""
    if repeat is None:
        return
    yield heading(pen, capital(repeat_text(pen.words, repeat)), "", width)
    for line in repeat_lines(pen, repeat, zone, width - 2):
        yield SheetRow((Piece(" "), *line), beneath=True)


def task_rows(pen: Pen, incident: Incident, state: State, today: dt.date, width: int) -> Iterator[SheetRow]:
    """The tasks that follow it up, each with how it stands and its day."""
    items = [state.items[key] for key in state.follow_ups.get(incident.id, ()) if key in state.items]
    if not items:
        return
    words = pen.words
    done = sum(item.state is not ItemState.OPEN for item in items)
    note = words.gettext("{done} of {total} done").format(done=done, total=len(items))
    yield heading(pen, words.gettext("Follow-up tasks"), note, width)
    signs = {
        ItemState.OPEN: (pen.glyphs.pending, ""),
        ItemState.DONE: (pen.glyphs.done, "good"),
        ItemState.DROPPED: (pen.glyphs.dropped, "muted"),
    }
    for item in items:
        sign, role = signs[item.state]
        day = words.gettext("today") if item.date == today else _day(words, item.date)
        stands = f"{status_title(words, status_of(item, state))}  {day} "
        head = (Piece(" "), Piece(f"{sign} ", role), Piece(pen.crop(item.title, 500)))
        yield SheetRow(spread(pen, head, (Piece(stands, "muted"),), width), TASK + item.id)


def timeline_rows(
    pen: Pen, entries: Sequence[Entry], zone: dt.tzinfo, today: dt.date, width: int
) -> Iterator[SheetRow]:
    """What happened, the newest last. Steps of its life stand out, changes of its facts step back."""
    yield heading(pen, pen.words.gettext("Timeline"), "", width)
    stamps = [moment(pen.words, entry.at, zone, today) for entry in entries]
    wide = max(map(pen.measure, stamps), default=0)
    for number, (entry, stamp) in enumerate(zip(entries, stamps, strict=True)):
        lead = (Piece(" "), Piece(f"{pen.fit(stamp, wide)}  ", "muted"))
        role = "strong" if entry.do in LIFE else "" if entry.do == do.IncidentNote.do else "muted"
        said = entry_sentence(pen.words, entry)
        for place, line in enumerate(wrapped(pen, lead, said, role, width - 1)):
            yield SheetRow(line, None if place else f"{ENTRY}{number}", beneath=bool(place))


def heading(pen: Pen, title: str, note: str, width: int) -> SheetRow:
    """A rule with the name of a part in it."""
    said: Line = (Piece(note, "muted"),) if note else ()
    return SheetRow(rule(pen, (Piece(title, "section"),), said, width))


def text_row(pen: Pen, text: str, width: int) -> SheetRow:
    """A quiet word in the place of rows."""
    return SheetRow(cut(pen, (Piece(" "), Piece(shorten(text, 500), "muted")), width))


def _day(words: Words, date: dt.date) -> str:
    return f"{words.weekday_short(date)} {date.day}"

"""Plain text of the incidents: aligned columns, and a page of one with its timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from jornada.core.calendar import in_zone
from jornada.core.incidents import Deadline
from jornada.core.state import Incident, ItemState, State
from jornada.core.workflow import Workflow
from jornada.present.clock_words import owed_text
from jornada.present.form_words import capital
from jornada.present.incident_facts import LONG, facts_of
from jornada.present.listing import Column, table
from jornada.present.pen import Pen
from jornada.present.timeline import entry_sentence, in_time_order
from jornada.present.titles import (
    brand_title,
    clock_title,
    deadline_text,
    incident_status_title,
    named,
    severity_title,
    shorten,
)
from jornada.present.words import Words


def incident_lines(
    pen: Pen,
    incidents: Sequence[Incident],
    due: Mapping[str, Deadline],
    workflow: Workflow,
    zone: dt.tzinfo,
    width: int,
) -> tuple[str, ...]:
    """The incidents with their numbers, from 1, and what is left of the nearest thing owed."""
    words = pen.words
    if not incidents:
        return (words.gettext("No incidents"),)
    columns = (
        Column("#", right=True),
        Column(words.gettext("Severity")),
        Column(words.gettext("Incident"), gives_way=True),
        Column(words.gettext("State")),
        Column(words.gettext("Next due")),
        Column(words.gettext("Brand"), gives_way=True),
        Column(words.gettext("Opened")),
    )
    cells = [
        (
            str(number),
            severity_title(words, each.severity) if each.severity else "",
            shorten(each.title, 500) or named(words, ""),
            incident_status_title(words, each.status),
            owed_text(words, due[each.id]) if each.id in due else "",
            brand_title(workflow, each.brand),
            stamp(words, each.opened, zone),
        )
        for number, each in enumerate(incidents, 1)
    ]
    return table(pen, columns, cells, width)


def incident_page(
    pen: Pen,
    incident: Incident,
    owed: Sequence[Deadline],
    state: State,
    workflow: Workflow,
    now: dt.datetime,
    zone: dt.tzinfo,
) -> tuple[str, ...]:
    """All that is known of an incident: its clocks, its facts, the tasks that follow it up, its timeline."""
    words = pen.words
    interrupted = incident.interrupted_task or incident.interrupted_incident
    facts = [(words.gettext("State"), incident_status_title(words, incident.status))]
    facts += [
        (
            capital(clock_title(words, each.clock)),
            f"{deadline_text(words, each)} ({stamp(words, each.due, zone)})",
        )
        for each in owed
    ]
    facts += [
        (each.label, shorten(each.text, LONG)) for each in facts_of(pen, incident, state, workflow, now, zone)
    ]
    if interrupted and not incident.parked:
        facts.append((words.gettext("Interrupted"), shorten(state.subject_title(interrupted))))
    facts.append((words.gettext("Id"), incident.id))
    label_width = max(pen.measure(label) for label, _ in facts)
    timeline = [
        f"{stamp(words, each.at, zone)}  {entry_sentence(words, each)}"
        for each in in_time_order(incident.timeline)
    ]
    return (
        shorten(incident.title, 500) or named(words, ""),
        *(f"{pen.fit(label, label_width)}  {value}" for label, value in facts),
        *_follow_ups(pen, incident, state),
        "",
        *timeline,
    )


def _follow_ups(pen: Pen, incident: Incident, state: State) -> tuple[str, ...]:
    """The tasks that follow it up, under a heading; nothing where there are none."""
    items = [state.items[key] for key in state.follow_ups.get(incident.id, ()) if key in state.items]
    if not items:
        return ()
    words, signs = pen.words, {ItemState.DONE: pen.glyphs.done, ItemState.DROPPED: pen.glyphs.dropped}
    return (
        "",
        words.gettext("Follow-up tasks"),
        *(
            f"{signs.get(item.state, pen.glyphs.pending)} {shorten(item.title, 500)}, "
            f"{words.weekday_short(item.date)} {item.date.day}"
            for item in items
        ),
    )


def stamp(words: Words, instant: dt.datetime | None, zone: dt.tzinfo) -> str:
    """ "Fri 20 09:40", in `zone`; nothing for no instant."""
    if instant is None:
        return ""
    local = in_zone(instant, zone)
    return f"{words.weekday_short(local.date())} {local.day} {words.clock(local)}"


def plain_incident_lines(
    words: Words, incidents: Sequence[Incident], due: Mapping[str, Deadline], workflow: Workflow
) -> list[str]:
    """One sentence an incident, without columns and signs."""
    lines = []
    for number, each in enumerate(incidents, 1):
        parts = (
            shorten(each.title, 500) or named(words, ""),
            severity_title(words, each.severity),
            incident_status_title(words, each.status),
            owed_text(words, due[each.id]) if each.id in due else "",
            brand_title(workflow, each.brand),
        )
        said = ", ".join(part for part in parts if part)
        lines.append(words.gettext("Incident {number}: {said}").format(number=number, said=said))
    return lines

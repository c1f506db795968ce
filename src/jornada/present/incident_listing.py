"""Plain text of the incidents: aligned columns, and a page of one with its timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from jornada.core.calendar import in_zone
from jornada.core.incidents import Deadline
from jornada.core.state import Incident, State
from jornada.core.workflow import Workflow
from jornada.present.deeds import named
from jornada.present.listing import Column, brand_title, table
from jornada.present.pen import Pen
from jornada.present.timeline import entry_sentence
from jornada.present.titles import (
    deadline_text,
    incident_status_title,
    kind_title,
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
    """The incidents with their numbers, from 1, and what is left to respond."""
    words = pen.words
    if not incidents:
        return (words.gettext("No incidents"),)
    columns = (
        Column("#", right=True),
        Column(words.gettext("Severity")),
        Column(words.gettext("Incident"), gives_way=True),
        Column(words.gettext("State")),
        Column(words.gettext("First response")),
        Column(words.gettext("Brand"), gives_way=True),
        Column(words.gettext("Opened")),
    )
    cells = [
        (
            str(number),
            severity_title(words, each.severity) if each.severity else "",
            shorten(each.title, 500) or named(words, ""),
            incident_status_title(words, each.status),
            deadline_text(words, due[each.id]) if each.id in due else "",
            brand_title(workflow, each.brand),
            stamp(words, each.opened, zone),
        )
        for number, each in enumerate(incidents, 1)
    ]
    return table(pen, columns, cells, width)


def incident_page(
    pen: Pen, incident: Incident, due: Deadline | None, state: State, workflow: Workflow, zone: dt.tzinfo
) -> tuple[str, ...]:
    """All that is known of an incident, and its timeline."""
    words = pen.words
    interrupted = incident.interrupted_task or incident.interrupted_incident
    facts = (
        (words.gettext("Severity"), severity_title(words, incident.severity)),
        (words.gettext("Kind"), kind_title(words, incident.kind)),
        (words.gettext("State"), incident_status_title(words, incident.status)),
        (words.gettext("First response"), deadline_text(words, due) if due else ""),
        (words.gettext("Brand"), brand_title(workflow, incident.brand)),
        (words.gettext("Channel"), shorten(incident.channel, 500)),
        (words.gettext("Link"), shorten(incident.link, 500)),
        (words.gettext("Author"), shorten(incident.author, 500)),
        (words.gettext("Reach"), "" if incident.reach is None else str(incident.reach)),
        (words.gettext("Evidence"), shorten(incident.evidence, 4000)),
        (words.gettext("Occurred"), stamp(words, incident.occurred, zone)),
        (words.gettext("Detected"), stamp(words, incident.detected, zone)),
        (words.gettext("Interrupted"), shorten(state.subject_title(interrupted)) if interrupted else ""),
        (words.gettext("Id"), incident.id),
    )
    label_width = max(pen.measure(label) for label, value in facts if value)
    return (
        shorten(incident.title, 500) or named(words, ""),
        *(f"{pen.fit(label, label_width)}  {value}" for label, value in facts if value),
        "",
        *(f"{stamp(words, each.at, zone)}  {entry_sentence(words, each)}" for each in incident.timeline),
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
            deadline_text(words, due[each.id]) if each.id in due else "",
            brand_title(workflow, each.brand),
        )
        said = ", ".join(part for part in parts if part)
        lines.append(words.gettext("Incident {number}: {said}").format(number=number, said=said))
    return lines

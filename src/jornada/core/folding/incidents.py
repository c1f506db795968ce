"""Incidents: opened, changed, taken through their life."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.folding.parking import unpark_subject
from jornada.core.folding.sessions import end_of_subject
from jornada.core.folding.working import Apply, Working, given
from jornada.core.incidents import (
    SEVERITIES,
    awaits_authority_notice,
    awaits_post_mortem,
    is_worse,
    steps_taken,
)
from jornada.core.state import Entry, Incident, IncidentStatus, Note, PostMortem

STEPS: Mapping[type[do.Intent], tuple[IncidentStatus, str]] = {
    do.IncidentAcknowledge: (IncidentStatus.ACKNOWLEDGED, "acknowledged"),
    do.IncidentRespond: (IncidentStatus.RESPONDED, "responded"),
    do.IncidentContain: (IncidentStatus.CONTAINED, "contained"),
    do.IncidentResolve: (IncidentStatus.RESOLVED, "resolved"),
}
LIFE = tuple(IncidentStatus)
EDITED = (
    "title",
    "kind",
    "severity",
    "brand",
    "channel",
    "link",
    "author",
    "reach",
    "evidence",
    "occurred",
    "detected",
    "owner",
    "statement",
    "approved_by",
    "next_update",
)
"""What an edit may change of an incident."""
LEARNT = ("worked", "failed", "cause", "lesson")
"""What a post-mortem says in prose."""
NOT_ANY_MORE = "-"
"""In a line of the timeline: what was so is taken back."""


def _severity(written: int | None) -> int | None:
    """A severity; one that there is not, which only a hand can have written, is still to be found."""
    return written if written in SEVERITIES else None


def _when(record: do.Record, step: do.IncidentStep, not_before: dt.datetime | None) -> dt.datetime:
    """When a step was taken: as it was said, not after it was written down, never before what it follows,
    of which a clock that is ahead may have told."""
    said = record.at if step.when is None else min(step.when, record.at)
    return said if not_before is None else max(said, not_before)


def _word_sent(incident: Incident, at: dt.datetime) -> dict[str, Any]:
    """What a word that goes out changes. Of two devices that each sent a first one, the later sent an update.
    What was promised for later stays promised; who answers no longer only watches."""
    promised = incident.next_update
    changes: dict[str, Any] = {
        "monitored": None,
        "next_update": promised if promised is not None and promised > at else None,
    }
    if incident.answered is None:
        changes["answered"] = at
    else:
        changes["updates"] = (*incident.updates, at)
    return changes


def _measure(measure: do.Measure) -> str:
    """A measure in a line: what, who, by when."""
    parts = (measure.text, measure.owner, measure.due.isoformat() if measure.due else "")
    return "; ".join(part for part in parts if part)


def _incident_open(working: Working, record: do.Record, intent: do.IncidentOpen) -> None:
    open_incident(
        working,
        record,
        intent.title,
        kind=intent.kind,
        severity=intent.severity,
        brand=intent.brand,
        channel=intent.channel,
        link=intent.link,
        author=intent.author,
        reach=intent.reach,
        evidence=intent.evidence,
        occurred=intent.occurred,
        detected=intent.detected or record.at,
        owner=intent.owner,
    )


def open_incident(
    working: Working, record: do.Record, title: str, severity: int | None = None, **fields: Any
) -> None:
    """An incident begins; its id is the record's."""
    working.incidents[record.id] = Incident(
        id=record.id,
        opened=record.at,
        title=title,
        timeline=(Entry(record.at, do.IncidentOpen.do, title),),
        severity=_severity(severity),
        initial_severity=_severity(severity),
        **fields,
    )
    working.open_incidents[record.id] = None
    _list_on(working, record.id, record.at, working.incidents[record.id].detected)


def _change_incident(
    working: Working,
    record: do.Record,
    key: str,
    text: str,
    said: tuple[tuple[str, str], ...] = (),
    at: dt.datetime | None = None,
    **changes: Any,
) -> bool:
    """Change an incident and write the line of its timeline, stamped with `at` where it is told late."""
    incident = working.incidents.get(key)
    if incident is None:
        working.lost(record, key)
        return False
    if "severity" in changes:
        severity = changes["severity"] = _severity(changes["severity"])
        if incident.initial_severity is None:
            changes["initial_severity"] = severity
        if is_worse(severity, incident.severity):
            changes.setdefault("monitored", None)
    entry = Entry(at or record.at, record.intent.do, text, said)
    changed = replace(incident, timeline=(*incident.timeline, entry), **changes)
    working.incidents[key] = changed
    _list_on(working, key, changes.get("detected"), changes.get("resolved"))
    _list_incident(working, changed)
    return True


def _list_on(working: Working, key: str, *stamps: dt.datetime | None) -> None:
    """Have an incident found by the days of its stamps, once and for good."""
    for date in {at.date() for at in stamps if at is not None}:
        listed = working.incidents_on.get(date, ())
        if key not in listed:
            working.incidents_on[date] = (*listed, key)


def _list_incident(working: Working, incident: Incident) -> None:
    """Keep up which are open, and which are over but still owed something."""
    key = incident.id
    if incident.is_open:
        working.open_incidents[key] = None
    else:
        working.open_incidents.pop(key, None)
    if not incident.is_open and (awaits_post_mortem(incident) or awaits_authority_notice(incident)):
        working.unreviewed[key] = None
    else:
        working.unreviewed.pop(key, None)


def _incident_edit(working: Working, record: do.Record, intent: do.IncidentEdit) -> None:
    changes = given(intent, EDITED)
    said = tuple((name, str(value)) for name, value in changes.items())
    incident = working.incidents.get(intent.incident)
    if intent.detected is not None and incident is not None:
        # Another device may have taken a step that this one knew nothing of.
        changes["detected"] = min((intent.detected, *steps_taken(incident)))
    _change_incident(working, record, intent.incident, "", said, **changes)


def _incident_step(working: Working, record: do.Record, intent: do.IncidentStep) -> None:
    status, stamp = STEPS[type(intent)]
    incident = working.incidents.get(intent.incident)
    at = _when(record, intent, incident.since if incident else None)
    changes: dict[str, Any] = {}
    if incident is not None:
        if getattr(incident, stamp) is None:
            changes[stamp] = at
        if LIFE.index(status) > LIFE.index(incident.status):
            changes["status"] = status
        if status is IncidentStatus.RESPONDED:
            changes.update(_word_sent(incident, at))
    if not _change_incident(working, record, intent.incident, "", at=at, **changes):
        return
    if status is IncidentStatus.RESOLVED:
        end_of_subject(working, intent.incident, min(at, record.at))
        unpark_subject(working, intent.incident)


def _incident_update(working: Working, record: do.Record, intent: do.IncidentUpdate) -> None:
    """The first word sent in a life of the incident is its first response."""
    incident = working.incidents.get(intent.incident)
    at = _when(record, intent, incident.since if incident else None)
    changes: dict[str, Any] = {}
    if incident is not None:
        changes.update(_word_sent(incident, at))
        changes["updates"] = (*incident.updates, at)
        changes["responded"] = incident.responded or at
        if LIFE.index(incident.status) < LIFE.index(IncidentStatus.RESPONDED):
            changes["status"] = IncidentStatus.RESPONDED
    changes["next_update"] = intent.next_update
    said = (("next_update", str(intent.next_update)),) if intent.next_update else ()
    _change_incident(working, record, intent.incident, intent.text, said, at=at, **changes)


def _incident_review(working: Working, record: do.Record, intent: do.IncidentReview) -> None:
    incident = working.incidents.get(intent.incident)
    if incident is None or incident.status is not IncidentStatus.RESOLVED:
        working.lost(record, intent.incident)
        return
    at = _when(record, intent, incident.resolved)
    found = PostMortem(
        at=at,
        worked=intent.worked,
        failed=intent.failed,
        cause=intent.cause,
        lesson=intent.lesson,
        severity=_severity(intent.severity) or incident.severity,
        initial=incident.initial_severity,
        measures=intent.measures,
    )
    said = [(name, value) for name in LEARNT if (value := getattr(intent, name))]
    if intent.severity is not None:
        said.append(("severity", str(intent.severity)))
    said += [("measure", _measure(measure)) for measure in intent.measures]
    _change_incident(
        working,
        record,
        intent.incident,
        "",
        tuple(said),
        at=at,
        reviewed=at,
        status=IncidentStatus.REVIEWED,
        post_mortem=found,
    )


def _incident_monitor(working: Working, record: do.Record, intent: do.IncidentMonitor) -> None:
    incident = working.incidents.get(intent.incident)
    at = _when(record, intent, incident.since if incident else None)
    _change_incident(working, record, intent.incident, "", at=at, monitored=at)


def _incident_notify(working: Working, record: do.Record, intent: do.IncidentNotify) -> None:
    incident = working.incidents.get(intent.incident)
    at = _when(record, intent, incident.detected if incident else None)
    notified = (*(incident.notified if incident else ()), Note(at, intent.who))
    _change_incident(working, record, intent.incident, intent.who, at=at, notified=notified)


def _incident_pause_posts(working: Working, record: do.Record, intent: do.IncidentPausePosts) -> None:
    """Of two devices that paused them the first counts; what was never paused does not go out again."""
    incident = working.incidents.get(intent.incident)
    if incident is None or (not intent.paused and incident.posts_paused is None):
        working.lost(record, intent.incident)
        return
    at = _when(record, intent, incident.detected if intent.paused else incident.posts_paused)
    text = "" if intent.paused else NOT_ANY_MORE
    changes: dict[str, Any] = {}
    if intent.paused and not incident.has_posts_paused:
        changes = {"posts_paused": at, "posts_resumed": None}
    elif not intent.paused and incident.has_posts_paused:
        changes = {"posts_resumed": at}
    _change_incident(working, record, intent.incident, text, at=at, **changes)


def _incident_check(working: Working, record: do.Record, intent: do.IncidentCheck) -> None:
    incident = working.incidents.get(intent.incident)
    checked = tuple(step for step in (incident.checked if incident else ()) if step != intent.step)
    if intent.done:
        checked = (*checked, intent.step)
    said = ((intent.step, "" if intent.done else NOT_ANY_MORE),)
    _change_incident(working, record, intent.incident, "", said, checked=checked)


def _incident_reopen(working: Working, record: do.Record, intent: do.IncidentReopen) -> None:
    """Of two devices that opened it again the first counts: what was answered since stays so."""
    incident = working.incidents.get(intent.incident)
    if incident is not None and incident.is_open:
        _change_incident(working, record, intent.incident, "")
        return
    at = _when(record, intent, (incident.reviewed or incident.resolved) if incident else None)
    _change_incident(
        working,
        record,
        intent.incident,
        "",
        at=at,
        status=IncidentStatus.OPEN,
        reopened=at,
        answered=None,
        next_update=None,
        monitored=None,
        contained=None,
        resolved=None,
        reviewed=None,
    )


def _incident_severity(working: Working, record: do.Record, intent: do.IncidentSeverity) -> None:
    incident = working.incidents.get(intent.incident)
    at = _when(record, intent, incident.detected if incident else None)
    _change_incident(working, record, intent.incident, str(intent.severity), at=at, severity=intent.severity)


def _incident_note(working: Working, record: do.Record, intent: do.IncidentNote) -> None:
    _change_incident(working, record, intent.incident, intent.text, at=_when(record, intent, None))


APPLY: Mapping[type[do.Intent], Apply] = {
    do.IncidentOpen: _incident_open,
    do.IncidentEdit: _incident_edit,
    do.IncidentAcknowledge: _incident_step,
    do.IncidentRespond: _incident_step,
    do.IncidentContain: _incident_step,
    do.IncidentResolve: _incident_step,
    do.IncidentReview: _incident_review,
    do.IncidentMonitor: _incident_monitor,
    do.IncidentUpdate: _incident_update,
    do.IncidentNotify: _incident_notify,
    do.IncidentPausePosts: _incident_pause_posts,
    do.IncidentCheck: _incident_check,
    do.IncidentReopen: _incident_reopen,
    do.IncidentSeverity: _incident_severity,
    do.IncidentNote: _incident_note,
}

"""What `--json` prints of an incident."""

from __future__ import annotations

import datetime as dt

from jornada.cli.promise_objects import promises_about
from jornada.core.checklists import checklist_of
from jornada.core.incidents import ClockKind, Deadline, deadlines_of, next_step
from jornada.core.state import Incident
from jornada.core.text import clean, clean_prose
from jornada.desk import Desk
from jornada.present.checklist_words import check_title
from jornada.present.json_facts import Object, incident_facts, time_text
from jornada.present.words import Words


def incident_object(number: int | None, incident: Incident, desk: Desk) -> Object:
    zone = desk.zone
    owed = deadlines_of(incident, desk.targets.of(incident.brand), desk.hours, desk.now())
    deadline = next((each for each in owed if each.clock is ClockKind.FIRST_RESPONSE), None)
    return {
        "number": number,
        **incident_facts(incident, zone),
        "initial_severity": incident.initial_severity,
        "next_step": next_step(incident),
        "author": clean(incident.author) or None,
        "reach": incident.reach,
        "evidence": clean_prose(incident.evidence) or None,
        "occurred": time_text(incident.occurred, zone),
        "reviewed": time_text(incident.reviewed, zone),
        "reopened": time_text(incident.reopened, zone),
        "answered": time_text(incident.answered, zone),
        "monitored": time_text(incident.monitored, zone),
        "updates": [time_text(each, zone) for each in incident.updates],
        "next_update": time_text(incident.next_update, zone),
        "posts_paused": time_text(incident.posts_paused, zone),
        "posts_resumed": time_text(incident.posts_resumed, zone),
        "notified": [{"at": time_text(each.at, zone), "who": clean(each.text)} for each in incident.notified],
        "statement": clean_prose(incident.statement) or None,
        "approved_by": clean(incident.approved_by) or None,
        "clocks": [_clock_object(each, zone) for each in owed],
        "response_due": time_text(deadline.due, zone) if deadline else None,
        "response_minutes_left": deadline.seconds_left // 60 if deadline else None,
        "response": deadline.state.value if deadline else None,
        "interrupted": incident.interrupted_task or incident.interrupted_incident or None,
        "parked": incident.parked,
        "spent_minutes": desk.state.seconds_on(incident.id, desk.now()) // 60,
        "follow_ups": list(desk.state.follow_ups.get(incident.id, ())),
        "promises": promises_about(desk, incident.id),
    }


def _clock_object(deadline: Deadline, zone: dt.tzinfo) -> Object:
    return {
        "clock": deadline.clock.value,
        "due": time_text(deadline.due, zone),
        "minutes_left": deadline.seconds_left // 60,
        "state": deadline.state.value,
    }


def checklist_object(incident: Incident, words: Words) -> list[Object]:
    return [
        {
            "step": step.key,
            "title": check_title(words, step.key, incident.severity),
            "done": step.done,
            "told": step.is_told,
        }
        for step in checklist_of(incident)
    ]


def post_mortem_object(incident: Incident, zone: dt.tzinfo) -> Object | None:
    found = incident.post_mortem
    if found is None:
        return None
    return {
        "at": time_text(found.at, zone),
        "worked": clean_prose(found.worked) or None,
        "failed": clean_prose(found.failed) or None,
        "cause": clean_prose(found.cause) or None,
        "lesson": clean_prose(found.lesson) or None,
        "severity": found.severity,
        "initial_severity": found.initial,
        "measures": [
            {
                "text": clean(each.text),
                "owner": clean(each.owner) or None,
                "due": each.due.isoformat() if each.due else None,
            }
            for each in found.measures
        ],
    }


def timeline_object(incident: Incident, zone: dt.tzinfo) -> list[Object]:
    return [
        {
            "at": time_text(entry.at, zone),
            "do": entry.do,
            "text": clean_prose(entry.text) or None,
            "changes": {name: clean_prose(value) for name, value in entry.changes},
        }
        for entry in incident.timeline
    ]

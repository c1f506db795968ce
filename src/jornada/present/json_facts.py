"""Facts as JSON has them: what `--json` prints of a task or an incident, and what a hook reads of it.

Keys and ids as in the files, times as ISO 8601, lengths in whole minutes; `null` where there is nothing to
say. Nothing in a text is for a terminal to obey.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from jornada.core.calendar import in_zone
from jornada.core.plan import Status
from jornada.core.state import Incident, Item
from jornada.core.text import clean, clean_prose

Object = dict[str, Any]


def task_facts(item: Item, status: Status, spent_minutes: int) -> Object:
    """What is so of a task by itself, whatever day it is looked at from."""
    return {
        "id": item.id,
        "title": clean(item.title),
        "date": item.date.isoformat(),
        "area": item.area or None,
        "block": item.block or None,
        "brand": item.brand or None,
        "role": item.role or None,
        "objective": item.objective or None,
        "rank": item.rank,
        "status": status.value,
        "planned_minutes": item.minutes,
        "spent_minutes": spent_minutes,
        "milestone": clean(item.milestone) or None,
        "count": item.count,
        "reason": clean_prose(item.reason) or None,
    }


def incident_facts(incident: Incident, zone: dt.tzinfo | None) -> Object:
    """What is so of an incident by itself: what it is, and when it took which step of its life."""
    return {
        "id": incident.id,
        "title": clean(incident.title) or None,
        "kind": incident.kind,
        "severity": incident.severity,
        "status": incident.status.value,
        "brand": incident.brand or None,
        "channel": clean(incident.channel) or None,
        "link": clean(incident.link) or None,
        "owner": clean(incident.owner) or None,
        "opened": time_text(incident.opened, zone),
        "detected": time_text(incident.detected, zone),
        "acknowledged": time_text(incident.acknowledged, zone),
        "responded": time_text(incident.responded, zone),
        "contained": time_text(incident.contained, zone),
        "resolved": time_text(incident.resolved, zone),
    }


def time_text(instant: dt.datetime | None, zone: dt.tzinfo | None = None) -> str | None:
    """An instant in ISO 8601, in `zone` where one is given; `None` for none."""
    if instant is None:
        return None
    return (in_zone(instant, zone) if zone else instant).isoformat()

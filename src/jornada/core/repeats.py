"""Incidents that come again: like an earlier one of the same calendar month.

Alike are two of the same brand and kind. Of the kind `other` none is like another: it says nothing of
what happened, and an interruption without a name has it.
"""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.calendar import local_date
from jornada.core.dataclass import dataclass
from jornada.core.recurrence import days_in_month
from jornada.core.state import Incident, Item, State
from jornada.core.unforeseen import area_of_incidents
from jornada.core.workflow import Workflow

UNKNOWN_KIND = "other"


@dataclass(frozen=True, slots=True)
class Repeat:
    """An incident and those like it that were detected before it in its month, the newest first."""

    incident: Incident
    earlier: tuple[Incident, ...]

    @property
    def ordinal(self) -> int:
        """The how manieth of its month it is, 2 for the second."""
        return len(self.earlier) + 1


def repeat_of(state: State, incident: Incident, zone: dt.tzinfo) -> Repeat | None:
    """What it repeats; `None` where it is the first of its month, or like nothing."""
    if incident.kind == UNKNOWN_KIND:
        return None
    month = _month(incident, zone)

    def age(each: Incident) -> tuple[dt.datetime, dt.datetime, int, str]:
        return each.detected, each.opened, len(each.id), each.id

    earlier = [
        each
        for each in state.incidents_near(*_days_of(month))
        if (each.brand, each.kind) == (incident.brand, incident.kind)
        and _month(each, zone) == month
        and age(each) < age(incident)
    ]
    return Repeat(incident, tuple(sorted(earlier, key=age, reverse=True))) if earlier else None


def newest_repeat(state: State, zone: dt.tzinfo) -> Repeat | None:
    """What the open incident repeats that came last of those that repeat one."""
    found = (repeat_of(state, state.incidents[key], zone) for key in reversed(state.open_incidents))
    return next((each for each in found if each is not None), None)


def preventing(state: State, repeat: Repeat) -> Item | None:
    """The open task that is to prevent it already: it follows up the incident, or one that it repeats."""
    for incident in (repeat.incident, *repeat.earlier):
        for key in state.follow_ups.get(incident.id, ()):
            item = state.items.get(key)
            if item is not None and item.is_open:
                return item
    return None


def prevention(repeat: Repeat, title: str, date: dt.date, workflow: Workflow) -> do.TaskAdd:
    """The task with that title: of the incident's brand and of the area for the unforeseen, without planned
    minutes until somebody says how long it takes."""
    area, incident = area_of_incidents(workflow), repeat.incident
    return do.TaskAdd(
        title=title,
        date=date,
        area=area.key if area else "",
        brand=incident.brand if incident.brand in workflow.brand_by_key else "",
        incident=incident.id,
    )


def repeat_made(state: State, record: do.Record, zone: dt.tzinfo) -> Repeat | None:
    """What the incident repeats that this record opened, or classified: `None` for any other record."""
    match record.intent:
        case do.IncidentOpen():
            key = record.id
        case do.IncidentEdit(incident=key, kind=kind, brand=brand) if (kind, brand) != (None, None):
            pass
        case _:
            return None
    incident = state.incidents.get(key)
    return repeat_of(state, incident, zone) if incident is not None and incident.is_open else None


def _days_of(month: tuple[int, int]) -> tuple[dt.date, dt.date]:
    first = dt.date(*month, 1)
    return first, first.replace(day=days_in_month(*month))


def _month(incident: Incident, zone: dt.tzinfo) -> tuple[int, int]:
    day = local_date(incident.detected, zone)
    return day.year, day.month

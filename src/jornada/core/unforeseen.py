"""What the unforeseen costs: the minutes of incidents, by day, brand and incident, and where they are booked.

They are booked to the area of the workflow with the key `unforeseen` ("Handling the unforeseen"), where
it has one, as the built-in workflows do (`FORMATS.md`, "Workflow file").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jornada.core.calendar import Span, midnight
from jornada.core.dataclass import dataclass
from jornada.core.state import Session, State
from jornada.core.workflow import Area, Workflow

AREA = "unforeseen"
"""The key of the area that incidents are booked to."""


@dataclass(frozen=True, slots=True)
class Share:
    """Whole minutes on one incident, or for one brand; its key is empty where there is no brand."""

    key: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What incidents took of a day, in whole minutes: in all, by incident and by brand, the most first.

    The parts are rounded down, each for itself: they may sum to a little less than all of it.
    """

    minutes: int = 0
    incidents: tuple[Share, ...] = ()
    brands: tuple[Share, ...] = ()


def area_of_incidents(workflow: Workflow) -> Area | None:
    """The area that the time of incidents is booked to."""
    return workflow.area_by_key.get(AREA)


def cost_of_day(state: State, date: dt.date, now: dt.datetime, zone: dt.tzinfo) -> Cost:
    """What incidents took of the day on the wall of `zone`, the running session up to `now`. Of a session
    over midnight only its part of this day counts; breaks of the day count like any other time."""
    day = Span(midnight(date, zone), midnight(date + dt.timedelta(days=1), zone))
    seconds: dict[str, int] = {}
    for session in incident_sessions(state, date):
        end = session.end or now
        if end > session.start:
            took = day.overlap_seconds(Span(session.start, end))
            seconds[session.incident] = seconds.get(session.incident, 0) + took
    brands: dict[str, int] = {}
    for key, took in seconds.items():
        incident = state.incidents.get(key)
        brand = incident.brand if incident else ""
        brands[brand] = brands.get(brand, 0) + took
    return Cost(minutes=sum(seconds.values()) // 60, incidents=_shares(seconds), brands=_shares(brands))


def _shares(seconds: dict[str, int]) -> tuple[Share, ...]:
    ordered = sorted(seconds.items(), key=lambda pair: -pair[1])
    return tuple(Share(key, took // 60) for key, took in ordered if took >= 60)


def incident_sessions(state: State, date: dt.date) -> Iterator[Session]:
    """Those of incidents that may touch the day: they began on it or on a neighbour."""
    for offset in (-1, 0, 1):
        for key in state.starts_on.get(date + dt.timedelta(days=offset), ()):
            if state.sessions[key].incident:
                yield state.sessions[key]

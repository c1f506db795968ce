"""How incidents went, in figures: how long until they were seen, answered and over, and how many on target.

Rules:

- A stage is counted from the detection, detection itself from when it happened. Where the clock of the
  severity stands still outside working hours, so does the count; without a severity, and for the
  detection, it is the clock on the wall. A stage that was not reached, or is stamped before what it is
  counted from, is left out.
- Percentiles are by the nearest rank: the p-th of n values is the one at place ⌈p·n/100⌉ of the sorted
  ones. It is always a value that occurred.
- On target is a first response within the minutes of its severity and brand, as the targets are now. One
  that never came counts as missed from when it was due; before that, and where nothing had to be
  answered (no severity; over or only watched in time), the incident is not counted.
- The first response is the first of all: a reopening changes nothing of it.
- An incident belongs to the day and ISO week of its detection on the wall of the zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Literal

from jornada.core.calendar import local_date
from jornada.core.dataclass import dataclass
from jornada.core.incidents import Hours, Target, TargetBook
from jornada.core.state import Incident

MEDIAN, HIGH = 50, 90
"""The percentiles that are told."""


class Stage(StrEnum):
    """What is measured the time to."""

    DETECTION = "detection"
    ACKNOWLEDGEMENT = "acknowledgement"
    FIRST_RESPONSE = "first_response"
    CONTAINMENT = "containment"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Figure:
    """Of `count` incidents that reached a stage: the middle and the 90th percentile, in seconds."""

    count: int
    median_seconds: int
    high_seconds: int


@dataclass(frozen=True, slots=True)
class OnTarget:
    """Of `counted` incidents that were owed a first response, so many had it in time."""

    met: int
    counted: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 says that none was late; `None` where none counts."""
        return self.met * 100 // self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of a group of incidents. `key` is a severity (empty: none), kind, brand, or ISO week
    such as `2026-W47`; `figures` has the stages that any of them reached."""

    key: str
    count: int
    figures: Mapping[Stage, Figure]
    on_target: OnTarget


By = Literal["severity", "kind", "brand", "week"]


@dataclass(frozen=True, slots=True)
class MeasureBook:
    """All of them together, and by group in the order of their keys."""

    total: Measures
    groups: tuple[Measures, ...]


def measures(
    incidents: Iterable[Incident],
    book: TargetBook,
    hours: Hours,
    now: dt.datetime,
    zone: dt.tzinfo,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
    by: By = "severity",
) -> MeasureBook:
    """The measures of the incidents detected from `first` to `last`, both included."""
    chosen = [each for each in incidents if _within(local_date(each.detected, zone), first, last)]
    groups: dict[str, list[Incident]] = {}
    for each in chosen:
        groups.setdefault(_KEYS[by](each, zone), []).append(each)

    def of(key: str, members: Sequence[Incident]) -> Measures:
        return _measures(key, members, book, hours, now)

    return MeasureBook(of("", chosen), tuple(of(key, groups[key]) for key in sorted(groups, key=_order)))


def percentile(values: Sequence[int], percent: int) -> int:
    """The nearest-rank percentile. Raises `ValueError` on no values, or a percent not in 1 to 100."""
    if not values or not 1 <= percent <= 100:
        raise ValueError(f"no percentile {percent} of {len(values)} values")
    return sorted(values)[-(-percent * len(values) // 100) - 1]


def seconds_to(incident: Incident, stage: Stage, target: Target | None, hours: Hours) -> int | None:
    """Seconds to a stage; `None` where it was not reached."""
    start = incident.occurred if stage is Stage.DETECTION else incident.detected
    end = _REACHED[stage](incident)
    if start is None or end is None or end < start:
        return None
    working = target is not None and target.clock == "working" and stage is not Stage.DETECTION
    return _seconds(start, end, hours if working else None)


def _seconds(start: dt.datetime, end: dt.datetime, hours: Hours | None) -> int:
    return hours.seconds_between(start, end) if hours else int((end - start).total_seconds())


def _measures(
    key: str, incidents: Sequence[Incident], book: TargetBook, hours: Hours, now: dt.datetime
) -> Measures:
    targets = [_target(each, book) for each in incidents]
    figures = {}
    for stage in Stage:
        reached = [
            seconds
            for each, target in zip(incidents, targets, strict=True)
            if (seconds := seconds_to(each, stage, target, hours)) is not None
        ]
        if reached:
            figures[stage] = Figure(len(reached), percentile(reached, MEDIAN), percentile(reached, HIGH))
    kept = [
        met
        for each, target in zip(incidents, targets, strict=True)
        if target is not None and (met := _met(each, target, hours, now)) is not None
    ]
    return Measures(key, len(incidents), figures, OnTarget(sum(kept), len(kept)))


def _met(incident: Incident, target: Target, hours: Hours, now: dt.datetime) -> bool | None:
    """Whether the first response came in time; `None` where that is not owed, or not yet."""
    clock = hours if target.clock == "working" else None
    if incident.responded is not None:
        end = max(incident.responded, incident.detected)
        return _seconds(incident.detected, end, clock) <= target.first_response_minutes * 60
    ends = [end for end in (incident.resolved, incident.monitored, now) if end is not None]
    end = max(min(ends), incident.detected)
    late = _seconds(incident.detected, end, clock) > target.first_response_minutes * 60
    return False if late else None


def _target(incident: Incident, book: TargetBook) -> Target | None:
    return None if incident.severity is None else book.of(incident.brand).get(incident.severity)


def _within(day: dt.date, first: dt.date | None, last: dt.date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _week(incident: Incident, zone: dt.tzinfo) -> str:
    year, week, _ = local_date(incident.detected, zone).isocalendar()
    return f"{year}-W{week:02}"


def _order(key: str) -> tuple[bool, str]:
    """Those without a severity or brand come last."""
    return (not key, key)


_KEYS: Mapping[By, Callable[[Incident, dt.tzinfo], str]] = {
    "severity": lambda incident, zone: str(incident.severity or ""),
    "kind": lambda incident, zone: incident.kind,
    "brand": lambda incident, zone: incident.brand,
    "week": _week,
}
_REACHED: Mapping[Stage, Callable[[Incident], dt.datetime | None]] = {
    Stage.DETECTION: lambda incident: incident.detected,
    Stage.ACKNOWLEDGEMENT: lambda incident: incident.acknowledged,
    Stage.FIRST_RESPONSE: lambda incident: incident.responded,
    Stage.CONTAINMENT: lambda incident: incident.contained,
    Stage.RESOLUTION: lambda incident: incident.resolved,
}

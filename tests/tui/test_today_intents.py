"""What a key means on a row."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jornada.core import intents as do
from jornada.core.state import Incident, IncidentStatus
from jornada.tui.screens.today_intents import (
    begin_or_end_break,
    change_minutes,
    change_order,
    start_or_stop,
    take_step,
    worsen,
)
from tests.present.scene import friday, task

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
INCIDENT = Incident(
    id="k7q2-1", opened=NOON, detected=NOON, title="Cold coffee", kind="complaint", severity=3
)


def test_start_stop_and_switch() -> None:
    scene = friday()
    first, second = task("overnight-sweep"), task("write-post")
    assert start_or_stop(scene.state, task=first) == do.TaskStart(task=first)
    session = scene.do(do.TaskStart(task=first))
    assert start_or_stop(scene.state, task=first) == do.TaskStop(session=session)
    assert start_or_stop(scene.state, task=second) == do.TaskStart(task=second)
    assert start_or_stop(scene.state, incident="x-1") == do.TaskStart(incident="x-1")


def test_break() -> None:
    scene = friday()
    assert begin_or_end_break(scene.state) == do.BreakStart()
    session = scene.do(do.BreakStart())
    assert begin_or_end_break(scene.state) == do.BreakStop(session=session)


@pytest.mark.parametrize(("minutes", "by", "then"), [(20, 5, 25), (12, 5, 17), (20, -5, 15), (3, -5, 0)])
def test_minutes(minutes: int, by: int, then: int) -> None:
    item = replace(friday().view().rows[0].item, minutes=minutes)
    assert change_minutes(item, by) == do.TaskMinutes(task=item.id, minutes=then)


def test_order_stays_in_its_part_of_the_queue() -> None:
    rows = friday("09:00").view().rows
    keys = [row.item.id for row in rows]
    assert change_order(rows, keys[1], -1) == do.TaskOrder(task=keys[1], before=keys[0])
    assert change_order(rows, keys[1], 1) == do.TaskOrder(task=keys[1], after=keys[2])
    assert change_order(rows, keys[0], -1) is None
    assert change_order(rows, keys[3], 1) is None  # the next one is of another block
    assert change_order(rows, "gone", 1) is None


@pytest.mark.parametrize(
    ("incident", "step"),
    [
        (INCIDENT, do.IncidentAcknowledge),
        (replace(INCIDENT, status=IncidentStatus.ACKNOWLEDGED, acknowledged=NOON), do.IncidentRespond),
        (replace(INCIDENT, severity=None), do.IncidentResolve),
        (replace(INCIDENT, status=IncidentStatus.RESOLVED), do.IncidentResolve),
    ],
)
def test_the_next_step(incident: Incident, step: type[do.IncidentStep]) -> None:
    assert take_step(incident) == step(incident=INCIDENT.id)


@pytest.mark.parametrize(
    ("kind", "severity", "then"),
    [
        ("complaint", None, 4),
        ("complaint", 4, 3),
        ("complaint", 1, 4),
        ("press", None, 2),
        ("press", 2, 1),
        ("press", 1, 2),
        ("leak", 1, 1),
    ],
)
def test_one_step_worse_and_round(kind: str, severity: int | None, then: int) -> None:
    incident = replace(INCIDENT, kind=kind, severity=severity)
    assert worsen(incident) == do.IncidentSeverity(incident=INCIDENT.id, severity=then)

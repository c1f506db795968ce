"""Which incidents take the day over, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from jornada.core import intents as do
from jornada.core.crisis import crises
from tests.present.scene import Scene, friday


def opened(scene: Scene, title: str, **fields: Any) -> str:
    return scene.do(do.IncidentOpen(title=title, kind="negative-mentions", **fields))


def titles(scene: Scene) -> list[str]:
    return [each.title for each in crises(scene.state, scene.deadlines())]


@pytest.mark.parametrize(("severity", "found"), [(1, ["Boycott"]), (2, ["Boycott"]), (3, []), (4, [])])
def test_critical_and_high_ones_do(severity: int, found: list[str]) -> None:
    scene = friday()
    opened(scene, "Boycott", severity=severity)
    assert titles(scene) == found


def test_what_is_not_classified_yet_does_not() -> None:
    scene = friday()
    opened(scene, "Who knows")
    assert scene.state.incidents[next(iter(scene.state.incidents))].severity is None
    assert titles(scene) == []


def test_until_they_are_contained_only_watched_or_over() -> None:
    scene = friday()
    first, second, third = (opened(scene, title, severity=2) for title in ("A", "B", "C"))
    assert titles(scene) == ["A", "B", "C"]
    scene.do(do.IncidentRespond(incident=first))
    assert sorted(titles(scene)) == ["A", "B", "C"]  # an answer does not contain it
    scene.do(do.IncidentContain(incident=first))
    scene.do(do.IncidentMonitor(incident=second))
    scene.do(do.IncidentResolve(incident=third))
    assert titles(scene) == []
    scene.do(do.IncidentReopen(incident=third))
    assert titles(scene) == ["C"]


def test_the_nearest_deadline_goes_first() -> None:
    scene = friday("09:40")
    opened(scene, "older", severity=2)
    scene.at("09:50")
    opened(scene, "younger and worse", severity=1)
    assert titles(scene) == ["younger and worse", "older"]  # due 10:05 and 10:10

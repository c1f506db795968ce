"""What is handed over, and that nothing is told that must not be: markers in every private place."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from jornada.core import intents as do
from jornada.core.handover import Handover, handover
from jornada.core.incidents import TargetBook, all_deadlines, in_order
from jornada.core.state import IncidentStatus
from tests.core.builders import FRIDAY, Bench, planned
from tests.core.test_measures import HOURS


def handed(bench: Bench, **which: Any) -> Handover:
    state = bench.state
    deadlines = all_deadlines(state, TargetBook(), HOURS, bench.now)
    told = (state.incidents[key] for key in (*state.open_incidents, *state.unreviewed))
    return handover(state, bench.view(), deadlines, in_order(told, {}), **which)


@pytest.fixture
def bench() -> Bench:
    """A day with something of each kind, of two brands and of none."""
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=planned("answers")))  # of acme
    bench.clock("09:20")
    viral = bench.act(do.Interrupt(title="Viral"))
    bench.act(do.IncidentEdit(incident=viral, kind="complaint", severity=2, brand="acme"))
    bench.clock("09:30").act(do.IncidentAcknowledge(incident=viral))
    bench.act(do.PromiseAdd(who="Marta", by=bench.now + dt.timedelta(hours=1), incident=viral))
    bench.act(do.TaskDone(task=planned("sweep")))
    old = bench.act(do.IncidentOpen(title="Old press", kind="press", brand="acme"))
    bench.act(do.IncidentResolve(incident=old))
    return bench.clock("10:00")


def test_all_of_it(bench: Bench) -> None:
    told = handed(bench)

    (viral,) = told.incidents
    assert (viral.title, viral.severity, viral.status) == ("Viral", 2, IncidentStatus.ACKNOWLEDGED)
    assert (viral.next, viral.minutes) == ("respond", 40)
    assert [clock.clock.value for clock in viral.clocks] == ["first_response"]
    assert [each.title for each in told.reviews] == ["Old press"]
    assert [clock.clock.value for clock in told.reviews[0].clocks] == ["post_mortem"]
    assert [(each.who, each.about) for each in told.promises] == [("Marta", "Viral")]
    assert told.running is not None
    assert (told.running.title, told.running.minutes) == ("Viral", 40)
    assert [(each.title, each.incident) for each in told.parked] == [("Answers", "Viral")]
    assert [each.title for each in told.tasks] == ["Answers", "Check", "Research", "Close", "Talk"]
    assert told.tasks[0].started
    assert told.done == 1


def test_what_was_kept_from_another_day_is_left_too(bench: Bench) -> None:
    bench.act(do.TaskAdd(title="Own", date=FRIDAY))
    bench.clock("09:00", FRIDAY + dt.timedelta(days=3))

    (own,) = [each for each in handed(bench).tasks if each.title == "Own"]

    assert (own.keep, own.carried_from) == (True, FRIDAY)


def test_the_newest_notes_of_an_incident_and_those_of_today_on_a_task(bench: Bench) -> None:
    (viral,) = bench.state.open_incidents
    for number in range(5):
        bench.act(do.IncidentNote(incident=viral, text=f"note {number}"))
    bench.act(do.TaskNote(task=planned("check"), text="seen"))

    told = handed(bench)

    assert [note.text for note in told.incidents[0].notes] == ["note 2", "note 3", "note 4"]
    assert [note.text for each in told.tasks for note in each.notes] == ["seen"]


def test_of_a_break_nothing_runs(bench: Bench) -> None:
    bench.act(do.BreakStart())
    assert handed(bench).running is None


# Nothing leaks

OTHER, INSIDE, MINUTES = "OTHERBRAND", "INSIDEONLY", 1234567


def leaky() -> Bench:
    """`OTHER` stands in all that is of another brand or of none, `INSIDE` in every field that is private."""
    bench = Bench(time="09:00")
    now = bench.now + dt.timedelta(hours=2)
    for brand in ("beta", ""):
        task = bench.act(do.TaskAdd(title=f"{OTHER} task", date=FRIDAY, brand=brand, milestone=OTHER))
        bench.act(do.TaskNote(task=task, text=OTHER))
        bench.act(do.TaskStart(task=task))
        own = bench.act(do.Interrupt(title=f"{OTHER} incident"))
        bench.act(
            do.IncidentEdit(
                incident=own, brand=brand, kind="press", evidence=OTHER, channel=OTHER, link=OTHER
            )
        )
        bench.act(do.IncidentNote(incident=own, text=OTHER))
        bench.act(do.IncidentNotify(incident=own, who=OTHER))
        for subject in ({"task": task}, {"incident": own}):
            bench.act(do.PromiseAdd(who=OTHER, by=now, text=OTHER, **subject))
        over = bench.act(do.IncidentOpen(title=OTHER, kind="press", brand=brand))
        bench.act(do.IncidentResolve(incident=over))
    mine = bench.act(do.TaskAdd(title="Mine", date=FRIDAY, brand="acme"))
    bench.act(do.TaskNote(task=mine, text=INSIDE))
    bench.act(do.TaskStart(task=mine))
    bench.clock("09:40")
    viral = bench.act(do.Interrupt(title="Viral"))
    bench.act(
        do.IncidentEdit(
            incident=viral,
            brand="acme",
            kind="leak",
            author=INSIDE,
            evidence=INSIDE,
            owner=INSIDE,
            statement=INSIDE,
            approved_by=INSIDE,
            reach=MINUTES,
        )
    )
    bench.act(do.IncidentNote(incident=viral, text=INSIDE))
    bench.act(do.IncidentUpdate(incident=viral, text=INSIDE))
    bench.act(do.IncidentNotify(incident=viral, who=INSIDE))
    bench.act(do.PromiseAdd(who="Marta", by=now, incident=viral, text=INSIDE))
    over = bench.act(do.IncidentOpen(title=INSIDE, kind="press", brand="acme"))
    bench.act(do.IncidentResolve(incident=over))
    # Work of this brand that an incident of another one interrupted.
    bench.act(do.TaskStart(task=mine))
    stranger = bench.act(do.Interrupt(title=OTHER))
    bench.act(do.IncidentEdit(incident=stranger, brand="beta"))
    return bench.clock("10:20")


def texts(value: Any) -> list[str]:
    """Every text in a value, wherever it is."""
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    if isinstance(value, tuple | list):
        return [text for each in value for text in texts(each)]
    return [str(value)]


def numbers(value: Any, name: str) -> list[Any]:
    """Every value of the fields with that name."""
    if is_dataclass(value):
        own = [getattr(value, name)] if hasattr(value, name) else []
        return own + [each for field in fields(value) for each in numbers(getattr(value, field.name), name)]
    if isinstance(value, tuple):
        return [each for one in value for each in numbers(one, name)]
    return []


def test_the_markers_are_there_at_all() -> None:
    told = "\n".join(texts(handed(leaky())))
    assert told.count(OTHER) > 10
    assert told.count(INSIDE) > 5


def test_nothing_of_another_brand_or_of_none_is_told() -> None:
    told = handed(leaky(), brand="acme")

    assert OTHER not in "\n".join(texts(told))
    assert [each.title for each in told.incidents] == ["Viral"]
    assert "Mine" in [each.title for each in told.tasks]
    assert [(each.title, each.incident) for each in told.parked] == [("Mine", "")]
    assert told.running is None
    assert [each.who for each in told.promises] == ["Marta"]
    assert INSIDE in "\n".join(texts(told))


@pytest.mark.parametrize("brand", ["", "acme"])
def test_nothing_from_inside_is_told_in_public(brand: str) -> None:
    told = handed(leaky(), brand=brand, public=True)

    assert INSIDE not in "\n".join(texts(told))
    assert str(MINUTES) not in "\n".join(texts(told))
    assert {*numbers(told, "minutes")} <= {None}
    assert {*numbers(told, "notes"), *numbers(told, "notified")} <= {()}
    assert told.reviews == ()
    assert "authority_notice" not in texts(told)
    assert "Viral" in [each.title for each in told.incidents]

"""Whose something is, where a workflow has one brand and nobody said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jornada.core import intents as do
from jornada.core.workflow import Brand
from tests.core.builders import BRANDS, FRIDAY, Bench, workflow

ONE = BRANDS[:1]


def bench_with(brands: tuple[Brand, ...]) -> Bench:
    return Bench(replace(workflow(), brands=brands))


@pytest.mark.parametrize(("brands", "whose"), [((), ""), (ONE, "acme"), (BRANDS, "")])
def test_what_nobody_gave_a_brand_has_the_only_one_there_is(brands: tuple[Brand, ...], whose: str) -> None:
    bench = bench_with(brands)
    task = bench.act(do.TaskAdd(title="Call the printer", date=FRIDAY))
    incident = bench.act(do.IncidentOpen(title="It broke"))
    interruption = bench.act(do.Interrupt())
    assert bench.state.incidents[interruption].brand == ""

    bench.act(do.IncidentEdit(incident=interruption, title="A call"))

    assert bench.item(task).brand == whose
    assert bench.state.incidents[incident].brand == whose
    assert bench.state.incidents[interruption].brand == whose


def test_the_brand_that_is_said_counts() -> None:
    bench = bench_with(BRANDS)
    assert bench.item(bench.act(do.TaskAdd(title="Own", date=FRIDAY, brand="beta"))).brand == "beta"


def test_an_interruption_that_is_named_as_nobodys_stays_so() -> None:
    bench = bench_with(ONE)
    interruption = bench.act(do.Interrupt())
    bench.act(do.IncidentEdit(incident=interruption, title="A call from home", brand=""))
    assert bench.state.incidents[interruption].brand == ""


def test_a_brand_that_was_cleared_does_not_come_back() -> None:
    bench = bench_with(ONE)
    incident = bench.act(do.IncidentOpen(title="It broke"))
    bench.act(do.IncidentEdit(incident=incident, brand=""))
    bench.act(do.IncidentEdit(incident=incident, title="The printer broke"))
    assert bench.state.incidents[incident].brand == ""

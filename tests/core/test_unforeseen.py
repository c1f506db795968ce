"""What incidents cost a day: minutes by incident and brand, over midnight too."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jornada.core import intents as do
from jornada.core.unforeseen import Share, area_of_incidents, cost_of_day
from jornada.core.workflow import Area
from tests.core.builders import FRIDAY, MADRID, SATURDAY, Bench, at, workflow


def test_minutes_by_incident_and_brand_the_most_first() -> None:
    bench = Bench()
    first = bench.act(do.IncidentOpen(title="Rain", brand="acme"))
    second = bench.act(do.IncidentOpen(title="Hail", brand="beta"))
    third = bench.act(do.IncidentOpen(title="Snow", brand="acme"))
    bench.clock("11:00")
    for key, start, end in ((first, "09:00", "09:10"), (second, "09:10", "09:25"), (third, "10:00", "10:08")):
        bench.act(do.TimeLog(incident=key, start=at(start), end=at(end)))

    cost = cost_of_day(bench.state, FRIDAY, bench.now, MADRID)

    assert cost.minutes == 33
    assert cost.incidents == (Share(second, 15), Share(first, 10), Share(third, 8))
    assert cost.brands == (Share("acme", 18), Share("beta", 15))


def test_a_running_incident_counts_up_to_now_and_work_on_tasks_does_not() -> None:
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=f"{FRIDAY}.sweep"))
    bench.clock("09:30").act(do.Interrupt())

    bench.clock("09:42")

    assert cost_of_day(bench.state, FRIDAY, bench.now, MADRID).minutes == 12


@pytest.mark.parametrize(("date", "minutes"), [(FRIDAY, 30), (SATURDAY, 15), (FRIDAY - dt.timedelta(1), 0)])
def test_over_midnight_each_day_has_its_part(date: dt.date, minutes: int) -> None:
    bench = Bench(time="23:30")
    bench.act(do.Interrupt())
    bench.clock("00:15", SATURDAY).act(do.TaskStop(session=bench.state.running))

    assert cost_of_day(bench.state, date, bench.now, MADRID).minutes == minutes


def test_an_incident_that_took_no_whole_minute_is_not_listed() -> None:
    bench = Bench()
    bench.act(do.Interrupt())
    bench.later(seconds=40)

    cost = cost_of_day(bench.state, FRIDAY, bench.now, MADRID)

    assert (cost.minutes, cost.incidents, cost.brands) == (0, (), ())


def test_the_area_that_incidents_are_booked_to() -> None:
    area = Area(key="unforeseen", title="Handling the unforeseen", rank=9)
    plain = workflow()

    assert area_of_incidents(plain) is None
    assert area_of_incidents(replace(plain, areas=(*plain.areas, area))) == area

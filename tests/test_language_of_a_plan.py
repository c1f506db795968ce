"""A ready plan read in another language is the same plan: nobody changed it."""

from __future__ import annotations

import datetime as dt

from jornada import resources
from jornada.config import Config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.paths import Paths

DAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 9, 40, tzinfo=dt.timezone(dt.timedelta(hours=1)))
AGENCY = LoadedConfig(Config(workflow="agency"))
TASK = "2026-11-20.monitor-morning-acme"


def open_in(paths: Paths, language: str) -> Desk:
    return open_desk(paths, clock=lambda: NOW, language=language, config=AGENCY)


def begin(paths: Paths, language: str) -> None:
    desk = open_in(paths, language)
    assert isinstance(desk.act(do.TaskStart(task=TASK)), Saved)
    desk.close()


def test_another_language_proposes_no_change_of_the_day(paths: Paths) -> None:
    begin(paths, "en")
    desk = open_in(paths, "es")

    assert desk.workflow.hash != desk.state.days[DAY].decided_on
    assert desk.day_change() is None
    assert desk.troubles().plan is None
    assert desk.state.items[TASK].title == "Mentions – Café Ñandú"
    desk.close()


def test_a_plan_of_ones_own_that_says_something_else_does(paths: Paths) -> None:
    begin(paths, "en")
    paths.workflows.mkdir(parents=True, exist_ok=True)
    own = paths.workflows / "agency.toml"
    own.write_text(resources.text("workflows", "agency.es.toml"), encoding="utf-8")
    desk = open_in(paths, "es")

    change = desk.day_change()
    assert change is not None
    assert change.changed
    desk.close()

"""What a clock that rings says, for each kind of clock."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.alarms import PROMISE, Alarm
from jornada.core.incidents import ClockKind, ClockState
from jornada.core.notices import BLOCK_END, MILESTONE, PLAN
from jornada.present.alarm_lines import alarm_line
from jornada.present.words import Words
from tests.present.scene import Scene, friday


@pytest.fixture
def scene() -> Scene:
    return friday("09:40")


@pytest.mark.parametrize(
    ("clock", "stage", "said"),
    [
        (ClockKind.FIRST_RESPONSE, ClockState.SOON, "First response to Rain is due in 7 min"),
        (ClockKind.FIRST_RESPONSE, ClockState.OVERDUE, "First response to Rain is overdue by 7 min"),
        (ClockKind.NEXT_UPDATE, ClockState.SOON, "The next update on Rain is due in 7 min"),
        (
            ClockKind.AUTHORITY_NOTICE,
            ClockState.OVERDUE,
            "The 72 hours to notify the authority of Rain ended 7 min ago",
        ),
        (ClockKind.POST_MORTEM, ClockState.SOON, "The post-mortem of Rain is due in 7 min"),
    ],
)
def test_of_an_incident(
    scene: Scene, words_en: Words, clock: ClockKind, stage: ClockState, said: str
) -> None:
    key = scene.do(do.IncidentOpen(title="Rain"))
    minutes = 7 if stage is ClockState.SOON else -7
    alarm = Alarm(key, clock.value, scene.now + dt.timedelta(minutes=minutes), stage)

    assert alarm_line(words_en, scene.state, alarm, scene.now) == said


@pytest.mark.parametrize("clock", [*ClockKind, MILESTONE, PLAN, PROMISE])
def test_every_clock_has_its_words(scene: Scene, words_es: Words, clock: str) -> None:
    key = scene.do(do.IncidentOpen(title="Lluvia"))
    for stage in (ClockState.SOON, ClockState.OVERDUE):
        assert "Lluvia" in alarm_line(words_es, scene.state, Alarm(key, clock, scene.now, stage), scene.now)


def test_of_a_promise(scene: Scene, words_en: Words) -> None:
    incident = scene.do(do.IncidentOpen(title="Rain"))
    due = scene.now + dt.timedelta(minutes=20)
    key = scene.do(do.PromiseAdd(who="Marta", by=due, incident=incident))

    said = alarm_line(words_en, scene.state, Alarm(key, PROMISE, due, ClockState.SOON), scene.now)

    assert said == "What was promised to Marta is due in 20 min: Rain"


def test_of_the_day(scene: Scene, words_en: Words) -> None:
    scene.do(do.TaskAdd(title="Call the printer", date=scene.now.date(), block="noon", minutes=10))
    item = next(item for item in scene.state.items.values() if item.title == "Call the printer")

    def said(subject: str, clock: str, minutes: int, stage: ClockState = ClockState.SOON) -> str:
        alarm = Alarm(subject, clock, scene.now + dt.timedelta(minutes=minutes), stage)
        return alarm_line(words_en, scene.state, alarm, scene.now, str.title)

    assert said("noon", BLOCK_END, 5) == "Noon ends in 5 min"
    assert said(item.id, MILESTONE, 12) == "At risk, due in 12 min: Call the printer"
    assert said(item.id, PLAN, -1, ClockState.OVERDUE) == "Call the printer takes longer than planned"

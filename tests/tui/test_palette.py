"""The palette finds actions by words in the person's language, and tasks and incidents by title."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from textual.screen import Screen

from jornada.core import intents as do
from jornada.paths import Paths
from jornada.present.finding import plain
from jornada.present.manual import page_titles
from jornada.tui import dialogs
from jornada.tui.actions import ACTIONS, Where, bindings_for
from jornada.tui.screens.incident_page import IncidentPage
from jornada.tui.screens.manual import ManualPage
from jornada.tui.screens.palette import MOST, Entry, Finds, find
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import OpenDashboard, Stages
from tests.tui.forms_host import FRIDAY, Stage, answer, paste, press, shown, text_on, type_text


class Day(Screen[None]):
    """A screen on which the keys of tasks are bound; it remembers what was done."""

    BINDINGS = bindings_for(Where.ANYWHERE, Where.TASK)

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def action_task_drop(self) -> None:
        self.done.append("dropped")

    def action_history_undo(self) -> None:
        self.done.append("undone")

    def reveal(self, subject: str) -> None:
        self.done.append(subject)

    def show_brand(self, brand: str) -> None:
        self.done.append(f"brand {brand}")


def typed(text: str) -> list[str]:
    """The keys of a text."""
    return ["space" if each == " " else each for each in text]


@pytest.fixture(params=["en", "es"])
def stage(stages: Stages, request: pytest.FixtureRequest) -> Stage:
    return stages(language=request.param)


def palette_on(screen: Screen[None]) -> Any:
    async def show(app: Any) -> None:
        await app.push_screen(screen)
        await dialogs.show_palette(app, screen)

    return show


async def test_an_action_is_found_by_its_words_and_done(stage: Stage) -> None:
    day = Day()
    async with shown(stage, palette_on(day)) as pilot:
        await type_text(pilot, stage.words.gettext("The task will not be done").upper())
        await press(pilot, "enter")
        assert day.done == ["dropped"]
        assert answer(pilot) is None


async def test_an_action_answers_to_the_footers_word_and_shows_its_key(stage: Stage) -> None:
    day = Day()
    async with shown(stage, palette_on(day)) as pilot:
        await type_text(pilot, stage.words.gettext("Undo"))
        assert stage.words.gettext("Undo the last thing done") in text_on(pilot)
        await press(pilot, "enter")
        assert day.done == ["undone"]


async def test_what_does_not_apply_here_is_shown_and_cannot_be_done(stage: Stage) -> None:
    day = Day()
    async with shown(stage, palette_on(day)) as pilot:
        await type_text(pilot, stage.words.gettext("Take the next step of its life"))
        assert stage.words.gettext("Take the next step of its life") in text_on(pilot)
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, Day)
        await press(pilot, "escape")
        assert day.done == []


async def test_a_task_is_found_by_its_title_and_put_in_hand(stage: Stage) -> None:
    day = Day()
    key = stage.do(do.TaskAdd(title="Llamar a [bold]Ñandú[/]", date=FRIDAY))
    async with shown(stage, palette_on(day)) as pilot:
        await type_text(pilot, "nandu")
        assert "[bold]Ñandú[/]" in text_on(pilot)
        await press(pilot, "enter")
        assert day.done == [key]


async def test_an_open_incident_is_found_and_the_arrows_move(stage: Stage) -> None:
    day = Day()
    stage.do(do.IncidentOpen(title="Zebra one", kind="clash", severity=3))
    second = stage.do(do.IncidentOpen(title="Zebra two", kind="clash", severity=3))
    async with shown(stage, palette_on(day)) as pilot:
        await type_text(pilot, "zebra")
        await press(pilot, "down", "down", "up", "down", "enter")
        assert day.done == [second]


async def test_a_brand_is_found_and_shown(paths: Paths) -> None:
    agency = Stage(paths, workflow="agency")
    day = Day()
    async with shown(agency, palette_on(day)) as pilot:
        await type_text(pilot, "hotel brisa")
        await press(pilot, "enter")
        assert day.done == ["brand brisa"]
    agency.desk.close()


async def test_a_page_of_the_manual_is_found_without_accents_and_read(stage: Stage) -> None:
    async with shown(stage, palette_on(Day())) as pilot:
        await type_text(pilot, plain(stage.words.gettext("manual")) + " method")
        await press(pilot, "enter")
        page = pilot.app.screen
        assert isinstance(page, ManualPage)
        assert page.head()[0] == page_titles(stage.words)["method"]


async def test_a_task_of_another_day_and_a_closed_incident_are_found(dashboard: OpenDashboard) -> None:
    monday = dt.date(2026, 11, 23)
    before = (do.TaskAdd(title="Zebra day", date=monday), do.IncidentOpen(title="Zebra night"))
    async with dashboard(before=before) as day:
        closed = day.incident()
        await day.do(do.IncidentResolve(incident=closed.id), do.IncidentReview(incident=closed.id))
        assert not day.incident().is_open
        await day.press("2", "colon", *typed("zebra day"), "enter")
        await day.settle()
        assert isinstance(day.app.screen, TodayScreen)
        assert day.screen.date == monday
        assert "Zebra day" in day.text()
        await day.press("colon", *typed("zebra night"), "enter")
        assert isinstance(day.app.screen, IncidentPage)


async def test_from_another_screen_a_brand_is_shown_today(dashboard: OpenDashboard) -> None:
    async with dashboard(config='workflow = "agency"') as day:
        await day.press("3", "colon", *typed("hotel brisa"), "enter")
        await day.settle()
        assert day.screen.brand_shown == "brisa"


@pytest.mark.parametrize("typed", ["zzzz", "[bold]", "\\", "x" * 10_000])
async def test_nothing_found_is_said_and_enter_does_nothing(stage: Stage, typed: str) -> None:
    day = Day()
    async with shown(stage, palette_on(day)) as pilot:
        await paste(pilot, typed)
        assert stage.words.gettext("Nothing is called that") in text_on(pilot)
        await press(pilot, "enter", "escape")
        assert day.done == []


def test_what_applies_and_begins_so_comes_first() -> None:
    entries = [
        Entry(Finds.ACTION, "a", "Stop the timer", applies=False),
        Entry(Finds.TASK, "b", "Write about a stop"),
        Entry(Finds.TASK, "c", "Stop by the shop"),
        Entry(Finds.ACTION, "d", "Leave", also="Stop"),
        Entry(Finds.ACTION, "e", "Other"),
        Entry(Finds.PAGE, "f", "Stop and go"),
    ]
    assert [entry.id for entry in find(entries, "stop")] == ["c", "b", "d", "f", "a"]


def test_every_action_that_applies_can_be_gone_down_to_without_typing() -> None:
    anywhere = sum(action.where is Where.ANYWHERE for action in ACTIONS)
    assert all(anywhere + sum(action.where is place for action in ACTIONS) <= MOST for place in Where)

"""The Today screen and what opens over it, with the real dialogs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from textual.screen import ModalScreen

from jornada.config import Config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import watching
from jornada.tui.running import make_app
from jornada.tui.screens.today import TodayScreen
from tests.conftest import FixedClock
from tests.tui.conftest import FRIDAY, Dashboard, FakeWatcher, OpenDashboard, until_live


async def type_in(day: Dashboard, text: str) -> None:
    await day.pilot.press(*("space" if each == " " else each for each in text))


async def test_a_key_pressed_twice_opens_one_dialog(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        day.screen.action_task_note()
        day.screen.action_task_note()
        await day.pilot.pause()
        assert sum(isinstance(screen, ModalScreen) for screen in day.app.screen_stack) == 1
        await day.press("escape")
        await day.press("n")
        assert isinstance(day.app.screen, ModalScreen)


async def test_a_task_is_added_and_in_hand(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("a")
        await type_in(day, "Answer the mayor 20m")
        await day.press("enter")
        added = [item for item in day.desk.state.items.values() if not item.key]
        assert [(item.title, item.minutes) for item in added] == [("Answer the mayor", 20)]
        assert day.screen.task_in_hand == added[0].id
        assert day.foot.startswith("Added: Answer the mayor")


@pytest.mark.parametrize("key", ["s", "d", "n", "m"])
async def test_where_nothing_is_planned_a_key_for_a_task_says_what_to_do(
    dashboard: OpenDashboard, clock: FixedClock, key: str
) -> None:
    clock.now = clock.now.replace(day=22)
    async with dashboard() as day:
        assert "Nothing runs: a adds a task" in day.status
        await day.press(key)
        assert day.foot.startswith("There is no task here: a adds one")
        await day.press("a")
        await type_in(day, "Call the printer")
        await day.press("enter")
        await day.press("s")
        assert "Call the printer" in day.status


async def test_the_palette_leads_to_a_dialog(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("colon")
        await type_in(day, "note on the task")
        await day.press("enter")
        await day.pilot.pause()
        assert isinstance(day.app.screen, ModalScreen)
        await type_in(day, "Ask Ana")
        await day.press("enter")
        assert [note.text for note in day.item("overnight-sweep").notes] == ["Ask Ana"]


async def test_quitting_from_a_form_takes_the_same_way_out(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("a")
        await day.pilot.press("ctrl+q")
        await day.pilot.pause()
        assert not day.app.is_running
        assert day.app.return_code == 0


@pytest.mark.parametrize("answer", ["q", "s"])
async def test_quitting_from_a_form_does_not_lose_what_is_typed_unasked(
    dashboard: OpenDashboard, answer: str
) -> None:
    async with dashboard() as day:
        await day.press("a")
        form = day.app.screen
        await type_in(day, "Answer the mayor")
        for _ in range(2):
            await day.pilot.press("ctrl+q")
            await day.pilot.pause()
        assert day.app.is_running
        assert sum(isinstance(screen, ModalScreen) for screen in day.app.screen_stack) == 2

        await day.pilot.press(answer)
        await day.pilot.pause()

        if answer == "q":
            assert not day.app.is_running
            assert day.app.return_code == 0
            assert all(item.title != "Answer the mayor" for item in day.desk.state.items.values())
        else:
            assert day.app.screen is form
            await day.press("enter")
            assert "Answer the mayor" in [item.title for item in day.desk.state.items.values()]


async def test_saving_is_said_when_it_takes_a_while(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard() as day:
        slow: Future[Any] = Future()
        submit = day.desk.submit
        monkeypatch.setattr(day.desk, "submit", lambda intent: slow)
        await day.pilot.press("d")
        while not day.screen.saving:
            await day.pilot.pause()
        await day.pilot.pause()
        assert "saving…" in day.status
        await day.pilot.press("j")  # the screen does not wait
        assert day.in_hand == "publish-and-answer"
        slow.set_result(submit(do.TaskDone(task=f"{FRIDAY}.overnight-sweep")).result())
        await day.settle()
        assert "saving…" not in day.status
        assert "✓ 1 Listening" in day.text()


async def test_until_the_desk_is_open_only_the_way_out_is_taken(
    paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watch(paths: Paths, on_change: Callable[[], None], *, network: bool | None) -> FakeWatcher:
        return FakeWatcher()

    monkeypatch.setattr(watching, "watch", watch)
    opening: Future[Desk] = Future()
    app = make_app(opening, paths=paths, words=load_words("en"), config=_default_config(), environment={})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d", "x", "exclamation_mark")
        assert not isinstance(app.screen, TodayScreen)
        desk = open_desk(paths, clock=clock, language="en", config=_default_config())
        opening.set_result(desk)
        await until_live(pilot)
        assert not desk.state.items
        await pilot.press("d")
        await app.screen.settled()
        assert len(desk.state.items) == 12
    desk.close()


async def test_a_desk_that_cannot_be_opened_ends_the_program(paths: Paths) -> None:
    opening: Future[Desk] = Future()
    opening.set_exception(PermissionError("no"))
    app = make_app(opening, paths=paths, words=load_words("en"), config=_default_config(), environment={})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert app.return_code == 74


def _default_config() -> LoadedConfig:
    return LoadedConfig(Config())


async def test_the_work_of_another_process_is_shown_when_it_is_told(
    dashboard: OpenDashboard, paths: Paths
) -> None:
    async with dashboard() as day:
        await day.pilot.pause()
        other = open_desk(paths, clock=day.clock, language="en", config=_default_config())
        outcome = other.act(do.TaskAdd(title="From elsewhere", date=FRIDAY, block="morning"))
        assert isinstance(outcome, Saved)
        other.close()
        while not day.app.workers or any(worker.group == "watching" for worker in day.app.workers):
            await day.pilot.pause()
        day.watcher.on_change()
        while "From elsewhere" not in day.text():
            await day.pilot.pause()

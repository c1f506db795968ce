"""Before there is live data: movement and the way out, nothing else."""

from __future__ import annotations

import itertools
import os
import threading
from concurrent.futures import Future

import pytest
from textual import events
from textual.app import App
from textual.message import Message

from jornada.config import load_config
from jornada.desk import Desk, LoadedConfig, open_desk
from jornada.paths import Paths
from jornada.present.words import Words, load_words
from jornada.tui import watching
from jornada.tui.app import JornadaApp
from jornada.tui.compat.driver import OwnDriver
from jornada.tui.early import MOST_MOVES, EarlyKeys
from jornada.tui.keymap import read_keymap
from jornada.tui.running import make_app
from jornada.tui.screens.today import TodayScreen
from tests.conftest import FixedClock
from tests.tui.conftest import FakeWatcher

PATIENCE_SECONDS = 10.0
LOADED = LoadedConfig(*load_config(""))


@pytest.mark.parametrize(
    ("key", "becomes"),
    [("q", "out"), ("ctrl+q", "out"), ("ctrl+c", "out"), ("j", "kept"), ("down", "kept"), ("G", "kept"),
     ("d", "refused"), ("s", "refused"), ("enter", "refused"), ("1", "refused")],
)  # fmt: skip
def test_what_becomes_of_a_key(key: str, becomes: str) -> None:
    assert EarlyKeys(read_keymap({})).take(key, None) == becomes


def test_keys_of_a_persons_own_count() -> None:
    early = EarlyKeys(read_keymap({"app.quit": "Q", "cursor.down": "ctrl+n"}, ""))

    assert [early.take(key, key) for key in ("Q", "ctrl+n", "q", "j")] == [
        "out",
        "kept",
        "refused",
        "refused",
    ]


def test_each_key_that_did_nothing_is_named_once_and_few_of_many(words_en: Words, words_es: Words) -> None:
    early = EarlyKeys(read_keymap({}))
    assert early.word(words_en) is None

    for key in "ddxsabc":
        early.take(key, key)

    said = early.word(words_en)
    assert said is not None
    assert said.text == "d x s a b did nothing: the day was not open yet"
    other = early.word(words_es)
    assert other is not None
    assert "d x s a b" in other.text
    assert other.text != said.text


def test_a_key_held_down_does_not_grow_without_end() -> None:
    early = EarlyKeys(read_keymap({}))

    for _ in range(MOST_MOVES + 50):
        early.take("j", "j")

    assert len(early.moves) == MOST_MOVES


@pytest.fixture
def desk(paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(watching, "watch", lambda *given, **named: FakeWatcher())
    return open_desk(paths, clock=clock, language="en", config=LOADED)


def app_on(opening: Future[Desk], paths: Paths) -> JornadaApp:
    return make_app(opening, paths=paths, words=load_words("en"), config=LOADED, environment={})


async def test_movement_is_made_up_for_and_the_rest_is_answered(desk: Desk, paths: Paths) -> None:
    opening: Future[Desk] = Future()
    app = app_on(opening, paths)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "d", "j")

        opening.set_result(desk)
        while not isinstance(app.screen, TodayScreen) or app.screen.notice is None:
            await pilot.pause()

        assert app.screen.notice.text == "d did nothing: the day was not open yet"
        rows = app.screen.desk.day().rows
        assert app.screen.task_in_hand == rows[2].item.id
        assert not any(row.item.id in desk.state.items for row in rows)
        app.screen.monotonic = itertools.count(1.0).__next__
        await pilot.press("d")
        await app.screen.settled()
        assert not desk.state.items[rows[2].item.id].is_open
    desk.close()


async def test_a_key_counts_from_when_the_day_is_to_be_seen(
    desk: Desk, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening: Future[Desk] = Future()
    opening.set_result(desk)
    app = app_on(opening, paths)

    def typed(keys: str) -> None:
        for key in keys:
            app.post_message(events.Key(key, key))

    # The day is open and drawn, but what stands there is the old frame until the driver has it.
    monkeypatch.setattr(app, "wait_until_read", lambda seconds: typed("dj"))
    monkeypatch.setattr(app, "wait_until_shown", lambda seconds: typed("d"))
    async with app.run_test(size=(80, 24)) as pilot:
        rows = desk.day().rows
        while rows[1].item.id not in desk.state.items:
            await pilot.pause()

        assert isinstance(app.screen, TodayScreen)
        await app.screen.settled()
        assert not desk.state.items[rows[1].item.id].is_open
        assert all(desk.state.items[row.item.id].is_open for row in rows if row is not rows[1])
    desk.close()


async def test_what_was_typed_is_on_its_way_once_it_was_waited_for() -> None:
    app: App[None] = App()
    driver = OwnDriver(app)

    class Slow(list[str]):
        """Keys that take their time from the terminal to the app."""

        def take(self, message: Message) -> None:
            assert is_slow.wait(PATIENCE_SECONDS)
            assert isinstance(message, events.Key)
            self.append(message.key)

    read_end, write_end = os.pipe()
    is_slow, keys = threading.Event(), Slow()
    driver.fileno, driver.process_message = read_end, keys.take  # type: ignore[method-assign,assignment]
    driver._key_thread = threading.Thread(target=driver.run_input_thread, daemon=True)
    os.write(write_end, b"jjd")
    driver._key_thread.start()

    driver.wait_until_read(0.01)  # as long as it is given, not longer
    assert keys == []
    is_slow.set()
    driver.wait_until_read(PATIENCE_SECONDS)

    assert keys == ["j", "j", "d"]
    os.close(write_end)
    driver._key_thread.join(PATIENCE_SECONDS)


async def test_the_way_out_is_taken_while_the_day_opens(paths: Paths) -> None:
    opening: Future[Desk] = Future()
    app = app_on(opening, paths)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await pilot.pause()

        assert app.return_code == 0
        assert app._exit
        opening.cancel()


async def test_a_day_that_is_open_by_then_is_shown_without_a_word_before(desk: Desk, paths: Paths) -> None:
    opening: Future[Desk] = Future()
    opening.set_result(desk)
    app = app_on(opening, paths)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert [type(screen) for screen in app.screen_stack] == [TodayScreen]
    desk.close()

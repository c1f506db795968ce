"""What a day looks like in every theme, and the dialog that chooses one.

After a change that is meant, look at the report of the failing run and keep the new drawings with
`pytest tests/tui/test_theme_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future

import pytest
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.themes import list_themes
from jornada.tui import app as app_module
from jornada.tui.app import JornadaApp, make_app
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import FakeWatcher, until_live

Compare = Callable[..., bool]

THEMES = sorted(list_themes(None).by_name)
ZONE = dt.timezone(dt.timedelta(hours=1))


def at(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 11, 20, hour, minute, tzinfo=ZONE)


class Morning:
    """A Friday morning with something of every colour: done, dropped, late, incidents, several brands."""

    def __init__(self, paths: Paths, theme: str) -> None:
        self.paths = paths
        self.now = at(9, 0)
        self.config = LoadedConfig(*load_config(f'theme = "{theme}"\nworkflow = "agency"\n'))
        self.desk: Desk = open_desk(paths, clock=lambda: self.now, language="en", config=self.config)
        rows = [row.item for row in self.desk.day().rows]
        self.act(9, 2, do.TaskStart(task=rows[0].id))
        self.act(9, 21, do.TaskDone(task=rows[0].id))
        self.act(9, 21, do.TaskStart(task=rows[1].id))
        self.act(9, 30, do.TaskDrop(task=rows[5].id))
        viral = self.act(9, 34, do.Interrupt())
        self.act(9, 36, do.IncidentEdit(incident=viral, title="Viral comment", kind="press", brand="brisa"))
        self.act(9, 37, do.IncidentOpen(title="Leak", kind="press", severity=1, brand="acme"))
        self.act(9, 38, do.IncidentOpen(title="Banner", kind="client-request", brand="cobalto"))
        self.now = at(9, 52)

    def act(self, hour: int, minute: int, intent: do.Intent) -> str:
        self.now = at(hour, minute)
        outcome = self.desk.act(intent)
        assert isinstance(outcome, Saved), outcome
        return outcome.record.id

    def app(self) -> JornadaApp:
        opening: Future[Desk] = Future()
        opening.set_result(self.desk)
        words = load_words("en")
        return make_app(opening, paths=self.paths, words=words, config=self.config, environment={})


async def until_drawn(pilot: Pilot[int]) -> None:
    await until_live(pilot)
    await pilot.pause()


async def with_the_queue(pilot: Pilot[int]) -> None:
    """A crisis takes the queue's place; one key brings the queue back, and its colours."""
    await until_drawn(pilot)
    await pilot.press("X")
    await pilot.pause()


@pytest.fixture(autouse=True)
def no_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "watch", lambda paths, on_change, *, network: FakeWatcher())


@pytest.mark.parametrize("theme", THEMES)
def test_a_morning_in_every_theme(snap_compare: Compare, paths: Paths, theme: str) -> None:
    morning = Morning(paths, theme)

    assert snap_compare(morning.app(), terminal_size=(110, 35), run_before=with_the_queue)
    morning.desk.close()


@pytest.mark.parametrize("size", [(110, 35), (80, 24), (50, 15)], ids=lambda size: "{}x{}".format(*size))
def test_the_theme_in_hand_is_the_one_all_is_drawn_with(
    snap_compare: Compare, paths: Paths, size: tuple[int, int]
) -> None:
    morning = Morning(paths, "nord")

    async def trying(pilot: Pilot[int]) -> None:
        await until_drawn(pilot)
        await pilot.press("C")
        while isinstance(pilot.app.screen, TodayScreen):
            await pilot.pause()
        await pilot.press("up", "up")
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(morning.app(), terminal_size=size, run_before=trying)
    morning.desk.close()

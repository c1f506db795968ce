"""What a day looks like, at every size, in both languages, dark, light and without colour.

After a change that is meant, look at the report of the failing run and keep the new drawings with
`pytest tests/tui/test_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import app as app_module
from jornada.tui.app import JornadaApp, make_app
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import FakeWatcher, until_live

Compare = Callable[..., bool]

SIZES = ((160, 45), (110, 35), (80, 24), (60, 20), (45, 12))
LOOKS = {
    "dark": ("jornada-dark", {}),
    "light": ("jornada-light", {}),
    "mono": ("jornada-dark", {"NO_COLOR": "1"}),
}
TITLES = {
    "en": ("Call the printer about the banners 🎪", "[bold]Viral comment[/] about the menu"),
    "es": ("Llamar a la imprenta por las lonas 🎪", "[bold]Comentario viral[/] sobre la carta"),
}
ZONE = dt.timezone(dt.timedelta(hours=1))


def at(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 11, 20, hour, minute, tzinfo=ZONE)


class Morning:
    """A Friday morning of the agency: done, running, parked, late, own tasks and incidents."""

    def __init__(self, paths: Paths, language: str, theme: str) -> None:
        self.paths = paths
        self.now = at(9, 0)
        self.language = language
        self.config = LoadedConfig(*load_config(f'theme = "{theme}"\nworkflow = "agency"\n'))
        self.desk = open_desk(paths, clock=lambda: self.now, language=language, config=self.config)

    def act(self, hour: int, minute: int, intent: do.Intent) -> str:
        self.now = at(hour, minute)
        outcome = self.desk.act(intent)
        assert isinstance(outcome, Saved), outcome
        return outcome.record.id

    def begin(self) -> None:
        task, incident = TITLES[self.language]
        rows = [row.item for row in self.desk.day().rows]
        self.act(9, 2, do.TaskStart(task=rows[0].id))
        self.act(9, 21, do.TaskDone(task=rows[0].id))
        self.act(9, 21, do.TaskStart(task=rows[1].id))
        self.act(9, 25, do.TaskAdd(title=task, date=rows[0].date, block="noon", minutes=10, brand="acme"))
        self.act(9, 30, do.TaskDrop(task=rows[5].id))
        key = self.act(9, 34, do.Interrupt())
        self.act(
            9, 36, do.IncidentEdit(incident=key, title=incident, kind="complaint", severity=3, brand="brisa")
        )
        self.act(9, 38, do.IncidentOpen(title="Banner", kind="client-request", brand="cobalto"))
        self.now = at(9, 52)

    def app(self, environment: dict[str, str]) -> JornadaApp:
        opening: Future[Desk] = Future()
        opening.set_result(self.desk)
        words = load_words(self.language)
        return make_app(opening, paths=self.paths, words=words, config=self.config, environment=environment)


async def until_drawn(pilot: Pilot[int]) -> None:
    await until_live(pilot)
    await pilot.pause()


@pytest.fixture(autouse=True)
def no_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "watch", lambda paths, on_change, *, network: FakeWatcher())


@pytest.fixture
def morning(tmp_path: Path) -> Callable[[str, str], Morning]:
    paths = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "state")

    def made(language: str, theme: str = "jornada-dark") -> Morning:
        return Morning(paths, language, theme)

    return made


@pytest.mark.parametrize(("language", "look"), [("en", "dark"), ("es", "light"), ("en", "mono")])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
def test_a_morning(
    snap_compare: Compare,
    morning: Callable[[str, str], Morning],
    size: tuple[int, int],
    language: str,
    look: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme, environment = LOOKS[look]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)  # the toolkit looks in the process's own
    day = morning(language, theme)
    day.begin()

    assert snap_compare(day.app(environment), terminal_size=size, run_before=until_drawn)
    day.desk.close()


MOMENTS = {"before": (7, 30), "lunch": (14, 20), "after": (19, 0)}


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_moments_of_a_day(snap_compare: Compare, morning: Callable[[str], Morning], moment: str) -> None:
    day = morning("en")
    day.now = at(*MOMENTS[moment])

    assert snap_compare(day.app({}), terminal_size=(80, 24), run_before=until_drawn)
    day.desk.close()


FORMS = {"add": "a", "edit": "e", "move": "m", "log": "l", "incident": "i", "help": "question_mark"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", [(80, 24), (50, 15)], ids=lambda size: "{}x{}".format(*size))
def test_what_opens_over_it(
    snap_compare: Compare, morning: Callable[[str], Morning], size: tuple[int, int], form: str
) -> None:
    day = morning("en")
    day.begin()

    async def opened(pilot: Pilot[int]) -> None:
        await until_drawn(pilot)
        await pilot.press(FORMS[form])
        while isinstance(pilot.app.screen, TodayScreen):
            await pilot.pause()
        await pilot.pause()

    assert snap_compare(day.app({}), terminal_size=size, run_before=opened)
    day.desk.close()

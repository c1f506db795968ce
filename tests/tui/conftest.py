"""The dashboard on files of its own, with a clock that stands until a test moves it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from jornada.config import load_config
from jornada.core import intents as do
from jornada.core.state import Incident, Item
from jornada.desk import Desk, Kept, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import watching
from jornada.tui.app import JornadaApp
from jornada.tui.running import make_app
from jornada.tui.screens.today import TodayScreen
from jornada.tui.screens.today_doing import DoingScreen
from tests.conftest import FixedClock
from tests.tui.forms_host import Stage

FRIDAY = dt.date(2026, 11, 20)
NOTHING: Mapping[str, str] = {}


@dataclass
class FakeWatcher:
    """Stands in for the file system's word: a test says itself when something changed."""

    on_change: Callable[[], None] = lambda: None
    stopped: bool = False

    def stop(self) -> None:
        self.stopped = True


@dataclass
class Dashboard:
    """The app as a person has it before them."""

    app: JornadaApp
    pilot: Pilot[int]
    desk: Desk
    clock: FixedClock
    watcher: FakeWatcher = field(default_factory=FakeWatcher)

    @property
    def screen(self) -> TodayScreen:
        screen = self.app.screen
        assert isinstance(screen, TodayScreen)
        return screen

    async def press(self, *keys: str) -> None:
        """Press the keys and wait until what they asked for is done and drawn."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        if isinstance(self.app.screen, DoingScreen):
            await self.app.screen.settled()
        await self.pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.pilot.pause()

    async def pass_minutes(self, minutes: int) -> None:
        """The clock goes on, and the screen is woken as it is at a full minute."""
        self.clock.advance(minutes=minutes)
        self.screen.tick()
        await self.settle()

    async def do(self, *intents: do.Intent) -> str:
        """What a person did elsewhere; the id of the last record."""
        outcome = None
        for intent in intents:
            outcome = self.desk.act(intent)
            assert isinstance(outcome, Saved | Kept), outcome
        await self.settle()
        assert isinstance(outcome, Saved | Kept)
        return outcome.record.id

    def item(self, key: str, date: dt.date = FRIDAY) -> Item:
        """A planned item as it is now."""
        return self.desk.state.items[f"{date}.{key}"]

    def incident(self) -> Incident:
        """The newest incident."""
        return list(self.desk.state.incidents.values())[-1]

    def rows(self) -> list[str]:
        """The text on the screen, a line a row."""
        size = self.app.size
        cells = [[" "] * size.width for _ in range(size.height)]
        for widget in self.app.screen.query("Board > *").results(Widget):
            if not widget.region.height or not widget.region.width:
                continue
            for y in range(widget.size.height):
                line = widget.render_line(y).text if widget.id != "filter" else ""
                row, start = cells[widget.region.y + y], widget.region.x
                row[start : start + len(line)] = line
        return ["".join(row).rstrip() for row in cells]

    def text(self) -> str:
        return "\n".join(self.rows())

    @property
    def foot(self) -> str:
        """The last row: keys, or what was just done."""
        return self.rows()[-1].strip()

    @property
    def status(self) -> str:
        return self.rows()[-2].strip()

    @property
    def in_hand(self) -> str | None:
        """The key of the task under the cursor, without its date."""
        key = self.screen.task_in_hand
        return key.partition(".")[2] or key if key else None


async def until_live(pilot: Pilot[int]) -> None:
    """Wait until the day is shown as it is now: no key counts before."""
    app = pilot.app
    assert isinstance(app, JornadaApp)
    while not (isinstance(app.screen, TodayScreen) and app.is_live):
        await pilot.pause()


class Scene:
    """A desk with work on it, and the dashboard to be drawn of it."""

    def __init__(
        self, paths: Paths, clock: FixedClock, options: str, language: str, environment: Mapping[str, str]
    ) -> None:
        self.clock = clock
        self.config = LoadedConfig(*load_config(options))
        self.desk = open_desk(paths, clock=clock, language=language, config=self.config)
        self._words = load_words(language)
        self._environment = dict(environment)

    def do(self, *intents: do.Intent, at: dt.datetime | None = None) -> str:
        """What a person did, at an instant or now; the id of the last record."""
        self.clock.now = at or self.clock.now
        saved = None
        for intent in intents:
            saved = self.desk.act(intent)
            assert isinstance(saved, Saved), saved
        assert saved is not None
        return saved.record.id

    def app(self) -> JornadaApp:
        """The dashboard on it."""
        opening: Future[Desk] = Future()
        opening.set_result(self.desk)
        return make_app(
            opening,
            paths=self.desk.paths,
            words=self._words,
            config=self.config,
            environment=self._environment,
        )


SetScene = Callable[..., Scene]


@pytest.fixture
def scene(paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[SetScene]:
    """Makes a scene: `scene(options, language="es", environment={"NO_COLOR": "1"})`. Nothing watches its
    files; its desk is closed at the end."""
    monkeypatch.setattr(watching, "watch", lambda *given, **named: FakeWatcher())
    made = []

    def set_up(
        options: str = "", language: str = "en", environment: Mapping[str, str] | None = None
    ) -> Scene:
        for name, value in (environment or {}).items():
            monkeypatch.setenv(name, value)  # the toolkit looks in the process's own
        made.append(Scene(paths, clock, options, language, environment or {}))
        return made[-1]

    yield set_up
    for each in made:
        each.desk.close()


OpenDashboard = Callable[..., AbstractAsyncContextManager[Dashboard]]


@pytest.fixture
def dashboard(paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> OpenDashboard:
    """Opens the dashboard: `async with dashboard(size=(80, 24)) as day:`."""

    @asynccontextmanager
    async def opened(
        *,
        size: tuple[int, int] = (80, 24),
        language: str = "en",
        config: str = "",
        environment: dict[str, str] | None = None,
        before: tuple[do.Intent, ...] = (),
        new_here: bool = False,
    ) -> AsyncIterator[Dashboard]:
        if config:
            paths.config.mkdir(parents=True, exist_ok=True)
            paths.config_file.write_text(config, encoding="utf-8")
        scene = Scene(paths, clock, config, language, environment or NOTHING)
        desk = scene.desk
        for intent in before:
            scene.do(intent)
        watcher = FakeWatcher()

        def watch(paths: Paths, on_change: Callable[[], None], *, network: bool | None) -> FakeWatcher:
            watcher.on_change = on_change
            return watcher

        monkeypatch.setattr(watching, "watch", watch)
        app = scene.app()
        app.is_new_here = new_here
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await until_live(pilot)
                # A person takes a second from one press to the next, a test does not.
                app.screen.monotonic = itertools.count(1.0).__next__
                yield Dashboard(app, pilot, desk, clock, watcher)
        finally:
            app.watching.stop()
            desk.close()

    return opened


Stages = Callable[..., Stage]


@pytest.fixture
def stages(paths: Paths) -> Iterator[Stages]:
    """Makes stages for forms: `stages(language="es", workflow="agency")`; their desks are closed at the
    end."""
    made = []

    def set_up(**given: str) -> Stage:
        made.append(Stage(paths, **given))
        return made[-1]

    yield set_up
    for each in made:
        each.desk.close()


@pytest.fixture
def stage(stages: Stages) -> Stage:
    return stages()


@pytest.fixture
def agency(stages: Stages) -> Stage:
    return stages(workflow="agency")

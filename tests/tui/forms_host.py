"""A small application around one dialog: words, pen and a real desk on the test's own files."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.pilot import Pilot

from jornada.config import Config
from jornada.core import intents as do
from jornada.core.state import Incident, Item, State
from jornada.desk import Desk, Kept, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.pen import Pen
from jornada.present.words import load_words
from jornada.themes import list_themes
from jornada.tui.colours import Colours, toolkit_theme
from jornada.tui.keymap import read_keymap
from jornada.tui.screens.dialog import Drafts

MADRID = ZoneInfo("Europe/Madrid")
FRIDAY = dt.date(2026, 11, 20)


class SetClock:
    """The clock of the test: Friday 20 November 2026 in Madrid."""

    def __init__(self, time: str) -> None:
        self.at(time)

    def at(self, time: str, date: dt.date = FRIDAY) -> None:
        self.now = dt.datetime.combine(date, dt.time.fromisoformat(time), tzinfo=MADRID)

    def __call__(self) -> dt.datetime:
        return self.now


class Stage:
    """A desk on empty directories, and what a test does on it."""

    def __init__(
        self, paths: Paths, language: str = "en", workflow: str = "garcia", time: str = "09:40"
    ) -> None:
        self.clock = SetClock(time)
        config = LoadedConfig(Config(workflow=workflow))
        self.desk: Desk = open_desk(paths, clock=self.clock, language=language, config=config)
        self.words = load_words(language)

    def do(self, intent: do.Intent) -> str:
        """Do it; the id of its record. What is refused is a mistake of the test."""
        outcome = self.desk.act(intent)
        assert isinstance(outcome, Saved | Kept), outcome
        return outcome.record.id

    def item(self, key: str) -> Item:
        """An item of the day, by its id or the key of its task."""
        rows = self.desk.day().rows
        return next(row.item for row in rows if key in (row.item.id, row.item.key))

    def incident(self, key: str) -> Incident:
        return self.desk.state.incidents[key]

    @property
    def state(self) -> State:
        return self.desk.state


def write_plan_of_one_brand(paths: Paths) -> None:
    """A plan of the person's own, `garcia`, with one brand."""
    built_in = resources.files("jornada") / "workflows" / "garcia.en.toml"
    brand = '\n[[brand]]\nkey = "acme"\ntitle = "Café Ñandú"\n'
    paths.workflows.mkdir(parents=True)
    (paths.workflows / "garcia.toml").write_text(built_in.read_text(encoding="utf-8") + brand)


class Host(App[None]):
    """Shows one dialog and keeps what it answered."""

    AUTO_FOCUS = None

    def __init__(self, stage: Stage, *, ascii_only: bool = False, theme: str = "jornada-dark") -> None:
        super().__init__()
        chosen = list_themes(None).by_name[theme]
        self.colours = Colours(chosen, monochrome=False)
        self.register_theme(toolkit_theme(chosen))
        self.theme = chosen.name
        self.desk = stage.desk
        self.words = stage.words
        self.pen = Pen(stage.words, ASCII if ascii_only else UNICODE, cell_len)
        self.drafts: Drafts = {}
        self.keymap = read_keymap({})
        self.animation_level = "none"
        self.answer: Any = "no answer yet"

    def ask(self, dialog: Callable[[Any], Awaitable[Any]]) -> None:
        """Open a dialog as a screen would: from a worker."""

        async def work() -> None:
            self.answer = await dialog(self)

        self.answer = "no answer yet"
        self.run_worker(work(), exit_on_error=True)


@asynccontextmanager
async def shown(
    stage: Stage,
    dialog: Callable[[Any], Awaitable[Any]],
    *,
    size: tuple[int, int] = (80, 24),
    ascii_only: bool = False,
    theme: str = "jornada-dark",
) -> AsyncIterator[Pilot[None]]:
    """The dialog on a terminal of that size."""
    host = Host(stage, ascii_only=ascii_only, theme=theme)
    async with host.run_test(size=size) as pilot:
        host.ask(dialog)
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[None]) -> None:
    """Until the screens stand still."""
    await pilot.pause()
    await asyncio.sleep(0)
    await pilot.pause()


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type it, a key a character, as fast as a terminal sends them."""
    for character in text:
        name = "space" if character == " " else character
        pilot.app.post_message(events.Key(name, character))
    await settle(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def answer(pilot: Pilot[None]) -> Any:
    """What the dialog closed with."""
    host = pilot.app
    assert isinstance(host, Host)
    return host.answer


def text_on(pilot: Pilot[None]) -> str:
    """All that is on the screen, line by line."""
    screen = pilot.app.screen
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()
    )


async def paste(pilot: Pilot[None], text: str) -> None:
    """What a terminal sends when somebody pastes."""
    focused = pilot.app.screen.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await settle(pilot)


def at(time: str, date: dt.date = FRIDAY) -> dt.datetime:
    """That time in Madrid, with a fixed offset."""
    return dt.datetime.combine(
        date, dt.time.fromisoformat(time.zfill(5)), tzinfo=dt.timezone(dt.timedelta(hours=1))
    )

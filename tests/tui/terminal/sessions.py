"""Random sessions at the dashboard, each given to both drivers: what the toolkit's own would send goes to
one terminal as it is, and to another by way of cells and differences."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager, chdir
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.themes import Theme, list_themes
from jornada.tui.app import JornadaApp
from jornada.tui.running import make_app
from jornada.tui.screens.today import TodayScreen
from jornada.tui.terminal.attributes import AttributeTable
from jornada.tui.terminal.difference import Shown, difference
from jornada.tui.terminal.picture import Picture
from jornada.tui.terminal.reading import Reader
from tests.conftest import FixedClock
from tests.tui.conftest import until_live
from tests.tui.terminal.screens import Terminal

SIZES = ((80, 24), (120, 40), (100, 30), (59, 20), (40, 10), (132, 17), (110, 50), (30, 8))
WIDE = (
    "日本語のコメント",
    "Viral 👩‍💻 comment 👍🏽",
    "Café con leche, mañana",
    "e\u0301crire o\u0308fter",
    "🇪🇸 España 🇫🇷 France",
    "한국어 댓글 ✅ done",
    "❤️ likes ⚠️ and ⭐",
    "नमस्ते दुनिया",
    "สวัสดีชาวโลก",
    "مرحبا بالعالم",
    "plain",
    "tab 1️⃣ 2️⃣ ✌🏿",
)
KEYS = (
    *"jkgGsdxonmce[]tbiIHuUyCvpl!'123456789?/<>+-#MPKS:aW0",
    *(
        "\x1b[B",
        "\x1b[A",
        "\x1b[6~",
        "\x1b[5~",
        "\x1b[H",
        "\x1b[F",
        "\t",
        "\x1b[Z",
        "\r",
        "\x1b",
        "\x1b",
        " ",
    ),
    *("\x1b[D", "\x1b[C", "\x7f", "\x1b[3~", "\x1bOP", "\x1bOQ", "\x1b[<0;20;9M", "\x1b[<64;20;9M"),
)
"""As a terminal sends them. Nothing that leaves, suspends, or opens an editor or a folder outside."""


class BothDrivers(Driver):
    """Stands for both at once, so that both are given the very same."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: Any = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        columns, rows = size
        self.bytes_stock = self.bytes_own = self.whole_frames = 0
        self.stock = Terminal(columns, rows)
        self.own = Terminal(columns, rows)
        self._table = AttributeTable(erases_in_colour=True)
        self._picture = Picture(self._table)
        self._reader = Reader(self._picture, self._table)
        self._shown = Shown(columns, rows)
        self._parser = XTermParser()

    def write(self, data: str) -> None:
        if data.count("\n") >= self.stock.screen.lines - 1:
            self.whole_frames += 1
        self.bytes_stock += len(data.encode())
        self.stock.feed(data)
        self._reader.read(data)

    def send(self) -> None:
        """The own driver's terminal takes something: all that was drawn since comes as one difference."""
        data = difference(self._shown, self._picture, self._table)
        self.bytes_own += len(data.encode())
        self.own.feed(data)

    def press(self, key: str) -> None:
        """As if the terminal had sent that."""
        if key == "\x1b":  # told from the begin of a sequence by time alone
            self.process_message(events.Key("escape", key))
            return
        for message in self._parser.feed(key):
            self.process_message(message)

    def resize(self, columns: int, rows: int) -> None:
        self._size = (columns, rows)
        self.stock.resize(columns, rows)
        self.own.resize(columns, rows)
        self._shown = Shown(columns, rows)
        self.process_message(events.Resize(Size(columns, rows), Size(columns, rows)))

    def start_application_mode(self) -> None: ...

    def disable_input(self) -> None: ...

    def stop_application_mode(self) -> None: ...


class Sessions:
    """An app that goes on from session to session."""

    def __init__(self, app: JornadaApp, pilot: Pilot[int], desk: Desk, chance: random.Random) -> None:
        self._app = app
        self._pilot = pilot
        self._desk = desk
        self._chance = chance
        self._themes: list[Theme] = list(list_themes(None).by_name.values())
        driver = app._driver
        assert isinstance(driver, BothDrivers)
        self.driver = driver

    async def play(self, steps: int) -> list[str]:
        """One session of so many steps; what was done. The screens are compared after each frame that the
        terminal took: it does not take every one."""
        told: list[str] = []
        for _ in range(steps):
            told.append(await self._step())
            await self._pilot.pause()
            assert self._app._exception is None, told
            if self._chance.random() < 0.7:
                self.compare(told)
        self.compare(told)
        return told

    def compare(self, told: list[str]) -> None:
        """Both terminals show the same, cell by cell."""
        self.driver.send()
        stock, own = self.driver.stock.cells(), self.driver.own.cells()
        if stock != own:
            y = next(y for y, row in enumerate(stock) if own[y] != row)
            x = next(x for x, cell in enumerate(stock[y]) if own[y][x] != cell)
            raise AssertionError(
                f"row {y}, column {x} after {told}: {stock[y][x]} and {own[y][x]}\n"
                f"{self.driver.stock.text()[y]}\n{self.driver.own.text()[y]}"
            )

    async def pass_minute(self, clock: FixedClock) -> int:
        """A full minute; the bytes that the own driver sends for it."""
        clock.advance(minutes=1)
        before, today = self.driver.bytes_own, self._app.screen
        assert isinstance(today, TodayScreen)
        today.tick()
        await today.settled()
        await self._pilot.pause()
        self.compare(["a minute"])
        return self.driver.bytes_own - before

    async def _step(self) -> str:
        chance, kind = self._chance, self._chance.random()
        if kind < 0.08:
            columns, rows = chance.choice(SIZES)
            await self._resize(columns, rows)
            return f"size {columns}x{rows}"
        if kind < 0.12:
            theme = chance.choice(self._themes)
            self._app.show_theme(theme)
            return f"theme {theme.name}"
        if kind < 0.22:
            title = f"{chance.choice(WIDE)} {chance.choice(WIDE)}"
            self._desk.act(
                do.TaskAdd(title=title, date=self._desk.today(), block=chance.choice(("", "noon")))
            )
            return f"added {title}"
        if kind < 0.30:
            text = chance.choice(WIDE)
            self.driver.process_message(events.Paste(text))
            return f"pasted {text}"
        keys = chance.choices(KEYS, k=chance.randint(1, 4))
        for key in keys:
            self.driver.press(key)
            await self._pilot._wait_for_screen()
        return repr("".join(keys))

    async def _resize(self, columns: int, rows: int) -> None:
        """Until the app has drawn for the new size: what a terminal does to an old frame is its own."""
        frames = self.driver.whole_frames
        changed = self._app.size != (columns, rows)
        self.driver.resize(columns, rows)
        while changed and self.driver.whole_frames == frames and self._app.is_running:
            await self._pilot.pause()


@asynccontextmanager
async def opened(
    paths: Paths,
    clock: FixedClock,
    chance: random.Random,
    *,
    size: tuple[int, int] | None = None,
    before: Sequence[do.Intent] = (),
) -> AsyncIterator[Sessions]:
    """A dashboard on its own files, on a terminal of that size, else of some size, after those intents."""
    loaded = LoadedConfig(*load_config(""))
    desk = open_desk(paths, clock=clock, language="en", config=loaded)
    for intent in before:
        desk.act(intent)
    opening: Future[Desk] = Future()
    opening.set_result(desk)
    app = make_app(opening, paths=paths, words=load_words("en"), config=loaded, environment={})
    app.driver_class = BothDrivers
    try:
        # A report is written where the dashboard was started, and any key may be pressed.
        with chdir(paths.data.parent):
            async with app.run_test(headless=False, size=size or chance.choice(SIZES)) as pilot:
                await pilot.pause()
                await until_live(pilot)
                yield Sessions(app, pilot, desk, chance)
    finally:
        app.watching.stop()
        desk.close()

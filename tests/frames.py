"""The frames of the manual: its screens as the program draws them, with the demonstration's fortnight.

`python -m tests.frames` draws them anew into the pages; `tests/test_frames.py` fails where they are stale. A
frame stands in a block that names it: ```` ```frame week ````.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any
from unittest import mock

from rich.cells import cell_len
from rich.console import Console
from textual import events
from textual.pilot import Pilot
from textual.screen import ModalScreen

from jornada.config import load_config
from jornada.core.dataclass import replace
from jornada.demo import open_demo
from jornada.desk import Desk, LoadedConfig, open_desk
from jornada.present.words import LANGUAGES, load_words
from jornada.tui import watching
from jornada.tui.app import JornadaApp
from jornada.tui.running import make_app
from jornada.tui.screens.today_doing import DoingScreen
from tests.tui.conftest import until_live

HELP = Path(__file__).resolve().parents[1] / "src" / "jornada" / "help"
MOMENT = dt.datetime.fromisoformat("2026-11-20T11:20:00+01:00")
SHOWN_CONFIG = Path("/home/ana/.config/jornada")
"""The settings name their file: it is not there, and nothing is written."""
SIZE = (69, 20)
"""What a page of the manual has room for in the dashboard at 80 columns, less the box around it."""
CONFIG = "notice_promises = false"
"""A bar above every screen would hide a row of each."""
FRAMES: Mapping[str, tuple[str, ...]] = {
    "today": ("1",),
    "week": ("2",),
    "incidents": ("3",),
    "incident": ("3", "enter"),
    "time": ("4",),
    "posts": ("5",),
    "workflow": ("6",),
    "editor": ("6", "e"),
    "strategy": ("7",),
    "campaigns": ("8",),
    "report": ("9",),
    "kpis": ("0",),
    "estimates": ("L",),
    "settings": ("comma",),
    "add": ("1", "a", "paste:Call Ana @updating 10m"),
    "ideas": ("1", "I"),
    "palette": ("1", "colon"),
    "day-start": ("1", "D"),
    "day-close": ("1", "Z"),
    "handover": ("1", "H"),
    "weekly": ("1", "W"),
    "themes": ("1", "C"),
    "left-over": ("1", "T"),
}
"""The keys that lead to each from anywhere, and what is pasted there."""
BLOCK = re.compile(r"^```frame (?P<name>[a-z-]+)\n(?P<drawn>.*?)^```$", re.MULTILINE | re.DOTALL)


class _Nothing:
    """Stands in for the watcher of files."""

    def stop(self) -> None:
        """There is nothing to stop."""


async def settle(pilot: Pilot[int]) -> None:
    """Wait until what was asked for is done and drawn."""
    screen = pilot.app.screen
    if isinstance(screen, DoingScreen):
        await screen.settled()
    await pilot.pause()


async def press(pilot: Pilot[int], key: str) -> None:
    """One key, or a text that is pasted."""
    text = key.removeprefix("paste:")
    if text != key:
        pilot.app.post_message(events.Paste(text))
    else:
        await pilot.press(key)
    await settle(pilot)


def drawn(app: JornadaApp) -> str:
    """What is on the screen now, without colours."""
    width, height = app.size
    console = Console(width=width, height=height, record=True, file=io.StringIO(), legacy_windows=False)
    console.print(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens))
    lines = console.export_text(styles=False).split("\n")[:height]
    return "\n".join(line.rstrip() for line in lines)


async def walk(
    language: str, size: tuple[int, int], names: Iterable[str], look: Callable[[str, JornadaApp], None]
) -> None:
    """Open the demonstration, go to one screen after the other, and `look` at each."""
    words = load_words(language)
    with tempfile.TemporaryDirectory() as directory, mock.patch.object(watching, "watch", _unwatched):
        paths = replace(open_demo(Path(directory), words, MOMENT, "Europe/Madrid"), config=SHOWN_CONFIG)
        loaded = LoadedConfig(*load_config(CONFIG))
        desk = open_desk(paths, clock=lambda: MOMENT, language=language, config=loaded)
        opening: Future[Desk] = Future()
        opening.set_result(desk)
        app = make_app(opening, paths=paths, words=words, config=loaded, environment={})
        try:
            async with app.run_test(size=size) as pilot:
                await until_live(pilot)
                # What the opening says of itself comes when it is ready; a key takes it away.
                while any(each.group == "retainers" and not each.is_finished for each in app.workers):
                    await pilot.pause()
                await press(pilot, "escape")
                for name in names:
                    for key in FRAMES[name]:
                        await press(pilot, key)
                    look(name, app)
                    while isinstance(app.screen, ModalScreen):
                        await press(pilot, "escape")
        finally:
            app.watching.stop()
            desk.close()


def _unwatched(*_: object, **__: Any) -> _Nothing:
    return _Nothing()


def pages(language: str) -> Mapping[Path, str]:
    """The pages that have frames."""
    texts = {page: page.read_text(encoding="utf-8") for page in sorted(HELP.glob(f"*.{language}.md"))}
    return {page: text for page, text in texts.items() if BLOCK.search(text)}


def frames(language: str) -> Mapping[str, str]:
    """The frames that the pages of a language have, by their names, as they should be."""
    names = {block["name"] for text in pages(language).values() for block in BLOCK.finditer(text)}
    found: dict[str, str] = {}

    def look(name: str, app: JornadaApp) -> None:
        found[name] = framed(drawn(app))

    asyncio.run(walk(language, SIZE, [name for name in FRAMES if name in names], look))
    return found


def framed(text: str) -> str:
    """The picture in a box, so that it is told from the page around it."""
    width = SIZE[0]
    lines = [f"│{line}{' ' * (width - cell_len(line))}│" for line in text.split("\n")]
    return "\n".join((f"╭{'─' * width}╮", *lines, f"╰{'─' * width}╯"))


def filled(text: str, drawings: Mapping[str, str]) -> str:
    """The page with its frames drawn anew."""
    return BLOCK.sub(lambda block: f"```frame {block['name']}\n{drawings[block['name']]}\n```", text)


def write() -> None:
    for language in LANGUAGES:
        drawings = frames(language)
        for page, text in pages(language).items():
            page.write_text(filled(text, drawings), encoding="utf-8")


if __name__ == "__main__":
    write()

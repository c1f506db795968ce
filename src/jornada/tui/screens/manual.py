"""The manual in the dashboard: a list of pages, and a page to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jornada.present.manual import KEYS, page_lines, page_text, page_titles
from jornada.present.pen import Line, Piece
from jornada.tui.key_page import key_page
from jornada.tui.screens.dialog import Tools
from jornada.tui.screens.help import PageDialog
from jornada.tui.screens.pick import Pick, PickRow

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp


class ManualPage(PageDialog[None]):
    """One page."""

    def __init__(self, tools: Tools, title: str, text: str) -> None:
        super().__init__(tools)
        self._title = title
        self._text = text

    def head(self) -> tuple[str, str]:
        return self._title, ""

    def lines(self, width: int) -> Sequence[Line]:
        heading, _, rest = self._text.partition("\n")
        return page_lines(self.pen, rest if heading.startswith("# ") else self._text, width)


async def read(app: JornadaApp, tools: Tools, topic: str = "") -> None:
    """Let a person choose pages and read them, `topic` in hand at first; back from a page is to the list."""
    words = tools.pen.words
    titles = page_titles(words)
    rows = [PickRow("", (Piece(title),), topic) for topic, title in titles.items()]
    at = list(titles).index(topic) if topic in titles else 0
    while True:
        chosen = await app.push_screen_wait(Pick(tools, words.gettext("Manual"), "", rows, at=at))
        if chosen is None:
            return
        at = list(titles).index(chosen)
        await show_page(app, tools, chosen)


async def show_page(app: JornadaApp, tools: Tools, topic: str) -> None:
    """One page, until a person leaves it."""
    words = tools.pen.words
    text = key_page(words, app.keymap) if topic == KEYS else page_text(words, topic)
    await app.push_screen_wait(ManualPage(tools, page_titles(words)[topic], text))

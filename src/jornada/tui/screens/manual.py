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


async def read(app: JornadaApp, tools: Tools) -> None:
    """Let a person choose pages and read them; back from a page is to the list."""
    words = tools.pen.words
    titles = page_titles(words)
    rows = [PickRow("", (Piece(title),), topic) for topic, title in titles.items()]
    at = 0
    while True:
        topic = await app.push_screen_wait(Pick(tools, words.gettext("Manual"), "", rows, at=at))
        if topic is None:
            return
        at = list(titles).index(topic)
        text = key_page(words, app.keymap) if topic == KEYS else page_text(words, topic)
        await app.push_screen_wait(ManualPage(tools, titles[topic], text))

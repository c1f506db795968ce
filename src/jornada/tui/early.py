"""From the old frame to the live one: what is typed until then, and what is kept for the next time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from rich.console import COLOR_SYSTEMS
from textual.screen import Screen

from jornada.last_frame import FILE_NAME, last_frame_bytes
from jornada.paths import Paths
from jornada.present.footer_line import Notice
from jornada.present.pen import Pen
from jornada.present.words import Words
from jornada.store.files import System, write_whole
from jornada.tui.colours import Colours
from jornada.tui.compat.drawing import shown_text
from jornada.tui.key_names import key_names
from jornada.tui.keymap import Keymap

MOST_MOVES = 200
MOST_NAMED = 5
_WITHOUT_BARS = str.maketrans(dict.fromkeys("─█▓▒░▐", " "))
"""Rules and bars are half of the bytes, and in one dim colour they say nothing."""
_WAY_OUT = ("ctrl+q", "ctrl+c")


class EarlyKeys:
    """Keys that came before there was live data. Only movement and the way out count: what was on the
    screen may not be so any more."""

    def __init__(self, keymap: Keymap) -> None:
        keys = keymap.keys
        self._out = frozenset((*keys["app.quit"], *_WAY_OUT))
        self._moving = frozenset(
            key for action, its in keys.items() if action.startswith("cursor.") for key in its
        )
        self.moves: list[tuple[str, str | None]] = []
        """Keys and their characters, in order, to be taken once there is something to move in."""
        self._refused: list[str] = []

    def take(self, key: str, character: str | None) -> Literal["out", "kept", "refused"]:
        """What becomes of that key."""
        if key in self._out:
            return "out"
        if key in self._moving:
            if len(self.moves) < MOST_MOVES:
                self.moves.append((key, character))
            return "kept"
        if key not in self._refused:
            self._refused.append(key)
        return "refused"

    def word(self, words: Words) -> Notice | None:
        """What to say of the keys that did nothing."""
        if not self._refused:
            return None
        said = words.ngettext(
            "{keys} did nothing: the day was not open yet",
            "{keys} did nothing: the day was not open yet",
            len(self._refused),
        )
        return Notice(said.format(keys=key_names(words, self._refused[:MOST_NAMED])), refused=True)


def keep_frame(
    screen: Screen[Any],
    *,
    paths: Paths,
    environment: Mapping[str, str],
    pen: Pen,
    colours: Colours,
    colour_system: str | None,
    now: dt.datetime,
) -> None:
    """Write down what that screen shows, for the next start. Raises `OSError`."""
    rows = shown_text(screen)
    columns = screen.size.width
    said = pen.words.gettext("As it was on {day} at {time}; opening…")
    told = said.format(day=pen.words.day_title(now.date()), time=pen.words.clock(now))
    style = _numbers(colours, colour_system)
    plain = [row.translate(_WITHOUT_BARS) for row in rows]
    data = last_frame_bytes(environment, columns, plain, style, pen.crop(f" {told}", columns))
    write_whole(System(), paths.state / FILE_NAME, data, durable=False)


def _numbers(colours: Colours, colour_system: str | None) -> str:
    """The numbers of the sequence that draws in what steps back."""
    if colours.dims or colour_system not in COLOR_SYSTEMS:
        return "2"
    drawn = colours.style("muted").render("x", color_system=COLOR_SYSTEMS[colour_system])
    return drawn.partition("m")[0].removeprefix("\x1b[")

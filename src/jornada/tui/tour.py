"""The tour of the first day: a few lines over the day itself, which stays in use meanwhile.

Doing what a step is about goes on to the next one; the arrows go on and back without that, and escape
leaves at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from jornada.present.layout import LEAST_HEIGHT
from jornada.present.tour_words import STEPS, tour_text
from jornada.present.words import Words
from jornada.tui.actions import ACTION_BY_ID

MOST_ROWS = 5


class TourBar(Static):
    """The step one is at."""

    DEFAULT_CSS = """
    TourBar {
        dock: top;
        height: auto;
        max-height: 5;
        width: 100%;
        padding: 0 1;
        background: $primary;
        color: $background;
    }

    TourBar.-over {
        layer: over;
    }

    TourBar:ansi {
        background: ansi_default;
        color: ansi_default;
        text-style: reverse;
    }
    """

    class Clicked(Message):
        """A person wants to go on."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Clicked())

    def on_mount(self) -> None:
        self.on_resize()

    def on_resize(self) -> None:
        """Where rows are few it stands over the day: below it the day would be one line."""
        self.set_class(self.screen.size.height < LEAST_HEIGHT + MOST_ROWS, "-over")


class Tour:
    """Where a person is in the tour; nowhere at first. `key` says what the key of an action is called."""

    def __init__(self, words: Words, key: Callable[[str], str]) -> None:
        self._words = words
        self._key = key
        self._place = 0
        self._bar: TourBar | None = None

    @property
    def is_on(self) -> bool:
        return self._bar is not None

    async def begin(self, screen: Screen[Any]) -> None:
        """Show the first step over `screen`."""
        self.leave()
        self._place, self._bar = 0, TourBar(markup=False)
        self._say()
        await screen.mount(self._bar)
        # All that stands below has moved: none of it may be left where it was.
        screen.call_after_refresh(screen.refresh)

    def takes(self, key: str, screen: Screen[Any]) -> bool:
        """Whether the key on that screen is one of the tour's own; what it means is done."""
        if self._bar is None or self._bar.parent is not screen:
            return False
        if key == "right":
            self.go_on()
        elif key == "left":
            self._go(-1)
        elif key == "escape":
            self.leave()
        else:
            return False
        return True

    def go_on(self) -> None:
        """The next step; behind the last one there is only the day."""
        self._go(1)

    def did(self, action: str) -> None:
        """Something was done, as the toolkit names it; what the step is about goes on."""
        about = ACTION_BY_ID.get(STEPS[self._place].action)
        if self._bar is not None and about is not None and action.removeprefix("screen.") == about.method:
            self._go(1)

    def leave(self) -> None:
        """The day alone again."""
        bar, self._bar = self._bar, None
        if bar is not None and bar.is_attached:
            screen = bar.screen
            bar.remove()
            screen.call_after_refresh(screen.refresh)

    def _go(self, by: int) -> None:
        self._place = max(0, self._place + by)
        if self._place == len(STEPS):
            self._place = 0
            self.leave()
        else:
            self._say()

    def _say(self) -> None:
        if self._bar is not None:
            self._bar.update(tour_text(self._words, self._place, self._key))

"""What the toolkit draws: asked for, kept, cut and let go of in ways that it does not offer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rich.cells import split_graphemes
from rich.segment import Segment
from textual import events
from textual._styles_cache import StylesCache
from textual.screen import Screen
from textual.widget import Widget


def forget_left_widgets() -> None:
    """Let go of what widgets that are gone have drawn.

    The toolkit remembers the styles of up to a thousand widgets in a cache that holds each widget's lines
    with them (`functools.lru_cache` on a method keeps `self`), so a screen that was left stays in memory.
    """
    StylesCache.get_inner_outer.cache_clear()


def shown_text(screen: Screen[Any]) -> list[str]:
    """The lines of that screen as they are shown, without what they look like."""
    return [strip.text for strip in screen._compositor.render_strips()]


class BareScreen(Screen[Any]):
    """A screen without the toolkit's own boxes for words that come up over it."""

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """Adds nothing."""


class HeldBack(BareScreen):
    """A screen of which nothing is drawn until it is shown: parts that take their places and get the keys one
    after the other would each have all of it drawn once more."""

    is_held_back = True

    def show_at_last(self) -> None:
        """Draw it now, without waiting for the next of the toolkit's frames."""
        if self.is_held_back:
            self.is_held_back = False
            self._dirty_widgets.add(self)
            self._on_timer_update()

    def _compositor_refresh(self) -> None:
        if not self.is_held_back:
            super()._compositor_refresh()

    async def _on_idle(self, event: events.Idle) -> None:
        if self.is_held_back:  # what is to be done after a frame waits for one
            event.prevent_default()


class KeysToScreen(Widget):
    """Does nothing with a key before it is looked up: it is handed to the screen at once, not by way of every
    widget between, each of which takes as long as a row that is drawn."""

    def _forward_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self.screen._forward_event(event)
        else:
            super()._forward_event(event)


def cut_between_signs() -> None:
    """Let the toolkit cut lines between signs only, from now on.

    Rich 15 cuts an emoji made of several in two where the edge of a dialog runs through it, and what is
    left joins the space beside it (`Segment._split_cells` goes by single characters): the rest of the row
    stands a column further to the right.
    """
    # The type checker lets nobody put another method in the place of one, which is what is meant.
    Segment._split_cells = classmethod(_split_between_signs)  # type: ignore[assignment,method-assign,arg-type]


@lru_cache(4096)
def _split_between_signs(kind: type[Segment], segment: Segment, cut: int) -> tuple[Segment, Segment]:
    """The segment in two, `cut` cells from its beginning. A sign that stands on both sides is blank."""
    text, style, control = segment
    at = 0
    for start, end, width in split_graphemes(text)[0]:
        if at + width > cut:
            over = cut - at
            after = text[start:] if not over else " " * (width - over) + text[end:]
            return kind(text[:start] + " " * over, style, control), kind(after, style, control)
        at += width
    return segment, kind("", style, control)

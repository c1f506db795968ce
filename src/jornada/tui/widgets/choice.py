"""A choice on one line: the arrows take the next option, typing goes to the one that begins so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from jornada.core.text import clean
from jornada.present.finding import first_beginning
from jornada.present.form_words import Option
from jornada.tui.widgets.ink import Ink

PAUSE_SECONDS = 1.0
LEAST_CUT = 5
"""Columns from which on a cut label says something."""
NOTHING = (Option("", ""),)


class Choice(Widget, can_focus=True):
    """Holds the value of one of its options. In hand it shows those around it too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("backspace,delete", "edge(0)", show=False),
        Binding("enter", "submit", show=False),
    ]

    class Changed(Message):
        """Another option was taken."""

    class Submitted(Message):
        """Enter was pressed, when `value` was chosen."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(self, ink: Ink, options: Sequence[Option], value: str = "") -> None:
        super().__init__()
        self._ink = ink
        self._options = tuple(options) or NOTHING
        self._index = self._place_of(value)
        self._typed = ""
        self._typed_at = 0.0
        self._opened_by_mouse = False
        self._shown: list[tuple[int, int]] = []

    @property
    def value(self) -> str:
        return self._options[self._index].value

    def choose(self, value: str) -> None:
        """Take the option with that value; the first one where there is none."""
        self._take(self._place_of(value))

    def offer(self, options: Sequence[Option]) -> None:
        """Other options from now on; the value stays where it is among them."""
        value = self.value
        self._options = tuple(options) or NOTHING
        self._index = self._place_of(value)
        self.refresh()

    def _place_of(self, value: str) -> int:
        places = (place for place, option in enumerate(self._options) if option.value == value)
        return next(places, 0)

    def _take(self, index: int) -> None:
        if index != self._index:
            self._index = index
            self.post_message(self.Changed())
            self.refresh()

    def action_step(self, by: int) -> None:
        self._typed = ""
        self._take(min(max(self._index + by, 0), len(self._options) - 1))

    def action_edge(self, index: int) -> None:
        self._typed = ""
        self._take(index % len(self._options))

    def action_submit(self) -> None:
        self.post_message(self.Submitted(self.value))

    def on_key(self, event: events.Key) -> None:
        """Letters typed without a pause go to the next option that begins so; a new word begins after one."""
        if not event.is_printable or event.character is None or event.character == " ":
            return
        event.stop()
        labels = [option.label for option in self._options]
        if event.time - self._typed_at > PAUSE_SECONDS:
            self._typed = ""
        typed = self._typed + event.character
        after = self._index if self._typed else (self._index + 1) % len(labels)
        place = first_beginning(typed, labels, after)
        if place is None:
            self.app.bell()
            return
        self._typed, self._typed_at = typed, event.time
        self._take(place)

    def on_focus(self) -> None:
        self._typed = ""

    def on_mouse_down(self) -> None:
        """The click that only takes the choice in hand shall not choose by what it uncovers."""
        self._opened_by_mouse = not self._shown

    def on_click(self, event: events.Click) -> None:
        if self._opened_by_mouse:
            return
        for place, end in self._shown:
            if event.x < end:
                self._take(place)
                return

    def render(self) -> Content:
        width = self.content_size.width
        self._shown = []
        if not self.has_focus:
            option = self._options[self._index]
            return Content(clean(option.label)).stylize(self._ink.style(option.role))
        return self._strip(width)

    def _strip(self, width: int) -> Content:
        """The option in hand among the others: all of them where they fit, else from it on."""
        labels = [clean(option.label) for option in self._options]
        widths = [cell_len(label) + 2 for label in labels]
        first = 0 if sum(widths) <= width else self._first(widths, width)
        strip = Content("‹" if first else "")
        used = 1 if first else 0
        for place in range(first, len(labels)):
            more = 1 if place + 1 < len(labels) else 0
            if place > self._index and used + widths[place] + more > width:
                rest = Content.styled(f" {labels[place]}", self._ink.style("muted"))
                room = width - used - 2
                if room > LEAST_CUT:
                    strip += rest.truncate(room, ellipsis=True) + Content(" ")
                strip += Content("›")
                break
            in_hand = place == self._index
            style = "bold reverse" if in_hand else self._ink.style(self._options[place].role or "muted")
            strip += Content.styled(f" {labels[place]} ", style)
            used += widths[place]
            self._shown.append((place, used))
        return strip

    def _first(self, widths: Sequence[int], width: int) -> int:
        """The first option shown: the one before that in hand where there is room."""
        before = max(0, self._index - 1)
        return before if sum(widths[before : self._index + 1]) + 2 <= width else self._index

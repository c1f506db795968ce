"""The grid of the week: a page whose up and down move the cursor of its screen."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from jornada.core.dataclass import dataclass
from jornada.tui.actions import Where, bindings_for
from jornada.tui.widgets.page import Page

A_PAGE = 10
TO_THE_END = 10_000


class WeekGrid(Page):
    """Posts how far to move; where that leads, its screen says."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.WEEK)]

    @dataclass
    class Moved(Message):
        """Up or down by so many spots."""

        by: int

    @dataclass
    class Clicked(Message):
        """A place of the page was clicked."""

        line: int
        column: int

    def action_cursor_down(self) -> None:
        self.post_message(self.Moved(1))

    def action_cursor_up(self) -> None:
        self.post_message(self.Moved(-1))

    def action_cursor_first(self) -> None:
        self.post_message(self.Moved(-TO_THE_END))

    def action_cursor_last(self) -> None:
        self.post_message(self.Moved(TO_THE_END))

    def action_cursor_page_down(self) -> None:
        self.post_message(self.Moved(A_PAGE))

    def action_cursor_page_up(self) -> None:
        self.post_message(self.Moved(-A_PAGE))

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Clicked(self.top + event.y, event.x))

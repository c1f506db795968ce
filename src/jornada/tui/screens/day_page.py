"""A page of facts at an end of the day: to read, to go on from, or to leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from jornada.present.pen import Line
from jornada.tui.screens.dialog import Tools
from jornada.tui.screens.help import PageDialog

Draw = Callable[[int], Iterable[Line]]
GO_ON = "go_on"


class DayPage(PageDialog[str]):
    """Shows the lines that `draw` gives for a width. `goes_on` says what enter does; it answers `GO_ON`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", show=False)]

    def __init__(self, tools: Tools, title: str, about: str, draw: Draw, goes_on: str) -> None:
        super().__init__(tools)
        self._title = title
        self._about = about
        self._lines = draw
        self._goes_on = goes_on

    def head(self) -> tuple[str, str]:
        return self._title, self._about

    def lines(self, width: int) -> Sequence[Line]:
        return tuple(self._lines(width))

    def keys(self) -> Iterable[tuple[str, str]]:
        yield self.words.gettext("enter"), self._goes_on
        yield from super().keys()

    def action_go_on(self) -> None:
        self.dismiss(GO_ON)

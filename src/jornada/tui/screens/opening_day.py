"""What is shown while the day is opened."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from jornada.present.words import Words


class Opening(Screen[None], inherit_bindings=False):
    """Shown while the journal is read, where that takes a while. Takes no key but the way out."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.leave", show=False)]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def render(self) -> str:
        return " " + self._words.gettext("Opening the day…")

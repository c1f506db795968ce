"""A line to type in, of any form or at the foot of a screen."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from jornada.core.limits import TITLE_LIMIT
from jornada.core.text import clean

MOST_LETTERS = 2 * TITLE_LIMIT
"""A line takes more than any text of one line may have, so that what is too long is refused in words, but
not a whole file that was pasted by mistake: it is looked at with every letter."""


class Line(Input):
    """An input that takes a paste of several lines as one, without what a terminal would obey."""

    virtual_size = Reactive(Size(0, 0))
    """How long its text is. Its own place does not hang on that: the toolkit would have the whole screen laid
    out anew with every letter."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,
        placeholder: str = "",
        select_on_focus: bool = True,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            id=id,
            compact=True,
            max_length=MOST_LETTERS,
            select_on_focus=select_on_focus,
        )

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = MOST_LETTERS - len(self.value) + end - start
        self.replace(clean(event.text[: 2 * MOST_LETTERS])[: max(room, 0)], start, end)

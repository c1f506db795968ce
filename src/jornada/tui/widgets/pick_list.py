"""A list to pick from: moved in with the arrows or j and k, picked with enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from jornada.present.glyphs import Glyphs


class PickList(OptionList):
    """Short lists only: the queue has a drawing of its own. The row in hand has the cursor's sign; where
    there are no colours it is reversed as well, which the toolkit does not do for its lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(compact=True, markup=False)
        self._sign = glyphs.cursor
        self._contents: list[Content] = []
        self._marked = -1

    @property
    def columns(self) -> int:
        """The columns a row has, with or without a bar to scroll."""
        around = self.parent.content_size.width if isinstance(self.parent, Widget) else self.size.width
        return max(0, around - self.gutter.width - self.styles.scrollbar_size_vertical - len(self._sign))

    def show(self, rows: Sequence[Content], *, disabled: frozenset[int] = frozenset(), at: int = 0) -> None:
        """Hold these rows from now on, with `at` in hand."""
        self.clear_options()
        self._contents = list(rows)
        self._marked = min(max(at, 0), len(rows) - 1)
        drawn = [self._drawn(place) for place in range(len(rows))]
        self.add_options([Option(row, disabled=place in disabled) for place, row in enumerate(drawn)])
        if rows:
            self.highlighted = self._marked

    def draw_again(self, rows: Sequence[Content]) -> None:
        """Draw as many rows in other colours; the one in hand stays in hand."""
        self._contents = list(rows)
        for place in range(len(rows)):
            self.replace_option_prompt_at_index(place, self._drawn(place))

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the sign."""
        super().watch_highlighted(highlighted)
        before, self._marked = self._marked, -1 if highlighted is None else highlighted
        for place in {before, self._marked}:
            if 0 <= place < self.option_count:
                self.replace_option_prompt_at_index(place, self._drawn(place))

    def _drawn(self, place: int) -> Content:
        if place != self._marked:
            return Content(" " * len(self._sign)) + self._contents[place]
        # The ground of the row in hand is a colour of its own, on which others cannot be read.
        row = Content(self._sign + self._contents[place].plain)
        plain = self.app.no_color or self.app.native_ansi_color
        return row.stylize("reverse") if plain else row

"""A list to pick from: moved in with the arrows or j and k, picked with enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class PickList(OptionList):
    """Short lists only: the queue has a drawing of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(compact=True, markup=False)

    @property
    def columns(self) -> int:
        """The columns a row has, with or without a bar to scroll."""
        around = self.parent.content_size.width if isinstance(self.parent, Widget) else self.size.width
        return max(0, around - self.gutter.width - self.styles.scrollbar_size_vertical)

    def show(self, rows: Sequence[Content], *, disabled: frozenset[int] = frozenset(), at: int = 0) -> None:
        """Hold these rows from now on, with `at` in hand."""
        self.clear_options()
        self.add_options([Option(row, disabled=place in disabled) for place, row in enumerate(rows)])
        if rows:
            self.highlighted = min(max(at, 0), len(rows) - 1)

"""What the running day would gain, lose and change by the plan as it is now: all of it, each for itself,
or nothing. Left with escape, it is asked again; nothing is done by force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from jornada.core import intents as do
from jornada.core.day_change import DayChange
from jornada.present.pen import Piece
from jornada.present.workflow_words import day_change_rows, day_change_summary
from jornada.tui.screens.dialog import Dialog, Tools
from jornada.tui.widgets.pick_list import PickList


class AdoptDialog(Dialog[do.DayAdopt]):
    """Closes with what is taken over, which may be nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", show=False),
        Binding("a", "everything", show=False),
        Binding("n", "nothing", show=False),
    ]

    def __init__(self, tools: Tools, change: DayChange) -> None:
        super().__init__(tools)
        self._change = change
        self._rows = tuple(day_change_rows(self.pen, change))
        self._chosen = set(change.keys)
        self._list = PickList(self.pen.glyphs)

    def head(self) -> tuple[str, str]:
        return self.words.gettext("The plan was edited"), day_change_summary(self.words, self._change)

    def inside(self) -> ComposeResult:
        said = self.words.gettext("Today stays as it was planned until you take this over.")
        yield Static(said, markup=False, classes="facts")
        yield self._list

    def keys(self) -> Iterable[tuple[str, str]]:
        gettext = self.words.gettext
        yield gettext("enter"), gettext("take over what is marked")
        yield "a", gettext("all of it")
        yield "n", gettext("leave the day as planned")
        yield gettext("space"), gettext("mark or not")
        yield "esc", gettext("later")

    def on_mount(self) -> None:
        self._list.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        width = self._list.columns
        marks = {True: self.pen.glyphs.marked, False: self.pen.glyphs.pending}
        lines = [
            (
                Piece(f"{marks[key in self._chosen]} {sign} ", "strong"),
                Piece(self.pen.fit(text, max(0, width - 4)), "" if key in self._chosen else "muted"),
            )
            for key, sign, text in self._rows
        ]
        self._list.show([self.ink.content(line) for line in lines], at=self._list.highlighted or 0)

    def action_choose(self) -> None:
        """Take over the row in hand, or leave it."""
        if self._list.highlighted is not None:
            self._chosen ^= {self._rows[self._list.highlighted][0]}
            self._draw()

    def action_everything(self) -> None:
        self.dismiss(self._change.accept(self._change.keys))

    def action_nothing(self) -> None:
        self.dismiss(self._change.accept(()))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._change.accept(self._chosen))

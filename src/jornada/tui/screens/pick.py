"""Dialogs in which one of a few rows is picked: each by a key of its own, or with enter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from jornada.core.dataclass import dataclass
from jornada.present.pen import Line, Piece
from jornada.tui.screens.dialog import Dialog, Tools
from jornada.tui.widgets.pick_list import PickList

Value = TypeVar("Value")
Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class PickRow(Generic[Value]):
    """A row, the key that picks it at once (none: only enter does), and what it stands for."""

    key: str
    line: Line
    value: Value


class PickFrom(Dialog[Outcome], Generic[Outcome, Value]):
    """Shows `rows` to pick from; `facts` stand above them. `at` is the row in hand at first."""

    def __init__(
        self,
        tools: Tools,
        title: str,
        about: str,
        rows: Sequence[PickRow[Value]],
        *,
        facts: Sequence[Line] = (),
        at: int = 0,
    ) -> None:
        super().__init__(tools)
        self._title = title
        self._about = about
        self._rows = tuple(rows)
        self._facts = tuple(facts)
        self._at = at
        self._list = PickList(self.pen.glyphs)

    def head(self) -> tuple[str, str]:
        return self._title, self._about

    def inside(self) -> ComposeResult:
        if self._facts:
            yield Static(self.ink.lines(self._facts), markup=False, classes="facts")
        yield self._list

    def keys(self) -> Iterable[tuple[str, str]]:
        yield self.words.gettext("enter"), self.words.gettext("choose")
        yield "esc", self.words.gettext("leave")

    def on_mount(self) -> None:
        keyed = any(row.key for row in self._rows)
        rows = []
        for row in self._rows:
            mark = (Piece(f"{row.key or ' '}  ", "strong"),) if keyed else ()
            rows.append(self.ink.content((*mark, *row.line)))
        self._list.show(rows, at=self._at)
        self._list.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.picked(self._rows[event.option_index].value)

    def on_key(self, event: events.Key) -> None:
        if not self._list.has_focus or event.character is None:
            return
        for row in self._rows:
            if row.key and row.key == event.character:
                event.stop()
                self.picked(row.value)
                return

    def picked(self, value: Value) -> None:
        """That is what a person picked."""
        raise NotImplementedError


class Pick(PickFrom[Value, Value], Generic[Value]):
    """Closes with what the picked row stands for."""

    def picked(self, value: Value) -> None:
        self.dismiss(value)

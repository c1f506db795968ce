"""What is left over, row by row: another block, another day, dropped, or it stays. One intent in the end.

Nothing is decided by opening this, and a key decides the row in hand only: the cursor stays where it
is, so a held key does not run down the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from jornada.core import intents as do
from jornada.core.plan import DayView, next_working_day, proposals
from jornada.desk import Desk
from jornada.present.pen import Line, Piece
from jornada.present.place_words import decision_piece, triage_line, triage_summary, widest
from jornada.tui.screens.dialog import Dialog, Tools
from jornada.tui.widgets.pick_list import PickList


class TriageDialog(Dialog[do.Triage]):
    """Closes with all that was decided."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "decide('block')", show=False),
        Binding("t", "decide('day')", show=False),
        Binding("x", "decide('drop')", show=False),
        Binding("space", "decide('stay')", show=False),
        Binding("a", "accept", show=False),
    ]

    def __init__(self, tools: Tools, desk: Desk, view: DayView) -> None:
        super().__init__(tools)
        self._view = view
        self._rows = view.left_over
        self._target = view.moment.block
        self._proposed = {move.task: move for move in proposals(view, desk.workflow)}
        self._decided: dict[str, do.TriageMove] = {}
        self._day = next_working_day(desk.workflow, view.date)
        self._list = PickList(self.pen.glyphs)
        self._summary = Static("", markup=False, id="summary")

    def head(self) -> tuple[str, str]:
        count = len(self._rows)
        said = self.words.ngettext("{n} task", "{n} tasks", count).format(n=count)
        return self.words.gettext("Left over"), said

    def inside(self) -> ComposeResult:
        yield self._list
        yield self._summary

    def keys(self) -> Iterable[tuple[str, str]]:
        """The target of each key is named, where there is one."""
        gettext, target = self.words.gettext, self._target
        yield gettext("enter"), gettext("do it")
        yield "esc", gettext("leave")
        yield "a", gettext("as proposed")
        if target is not None:
            yield "n", target.title
        yield "t", f"{self.words.weekday_short(self._day)} {self._day.day}"
        yield "x", gettext("drop")
        yield gettext("space"), gettext("let it stay")

    def on_mount(self) -> None:
        self._list.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def action_decide(self, what: str) -> None:
        """Decide the row in hand."""
        if self._list.highlighted is None:
            return
        task = self._rows[self._list.highlighted].item.id
        target = self._target
        match what:
            case "block" if target is not None:
                self._decided[task] = do.TriageMove(task=task, date=self._view.date, block=target.key)
            case "day":
                self._decided[task] = do.TriageMove(task=task, date=self._day)
            case "drop":
                self._decided[task] = do.TriageMove(task=task, drop=True)
            case "stay":
                self._decided.pop(task, None)
        self._draw()

    def action_accept(self) -> None:
        """Decide as proposed whatever is not decided yet; enter does it."""
        self._decided = {**self._proposed, **self._decided}
        self._draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.decide_and_leave()

    def decide_and_leave(self) -> None:
        """Do what was decided; nothing, where nothing was."""
        moves = self.decided()
        self.dismiss(do.Triage(moves=moves) if moves else None)

    def decided(self) -> tuple[do.TriageMove, ...]:
        """What was decided, in the order of the rows."""
        return tuple(self._decided[row.item.id] for row in self._rows if row.item.id in self._decided)

    def _draw(self) -> None:
        pieces = [self._piece(row.item.id) for row in self._rows]
        wide = widest(self.pen, pieces)
        width = self._list.columns
        lines: list[Line] = [
            triage_line(self.pen, self._view, row, piece, width, wide)
            for row, piece in zip(self._rows, pieces, strict=True)
        ]
        self._list.show([self.ink.content(line) for line in lines], at=self._list.highlighted or 0)
        summary = triage_summary(self.pen, self._view, self._decided.values(), len(self._rows))
        self._summary.update(self.ink.content((Piece(summary, "strong"),)))

    def _piece(self, task: str) -> Piece:
        if task in self._decided:
            return decision_piece(self.pen, self._view, self._decided[task], proposed=False)
        return decision_piece(self.pen, self._view, self._proposed.get(task), proposed=True)

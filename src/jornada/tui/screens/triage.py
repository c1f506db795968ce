"""What is left over, row by row: another block, another day, dropped, or it stays. One intent in the end.

Nothing is decided by opening this, and a key decides the row in hand only: the cursor stays where it
is, so a held key does not run down the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from jornada.core import intents as do
from jornada.core.moments import MomentError, read_day
from jornada.core.plan import DayView, QueueRow, next_working_day, proposals
from jornada.core.refusals import Reason
from jornada.desk import Desk
from jornada.present.pen import Line, Piece
from jornada.present.place_words import decision_piece, triage_line, triage_summary, widest
from jornada.present.quick_add_words import day_word
from jornada.present.sentences import moment_line, refusal
from jornada.tui.screens.dialog import Dialog, Tools
from jornada.tui.widgets.field import Field, TextField
from jornada.tui.widgets.pick_list import PickList


class TriageDialog(Dialog[do.Triage]):
    """Closes with all that was decided."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "decide('block')", show=False),
        Binding("t", "decide('day')", show=False),
        Binding("x", "decide('drop')", show=False),
        Binding("r", "type('reason')", show=False),
        Binding("slash", "type('day')", show=False),
        Binding("space", "decide('stay')", show=False),
        Binding("a", "accept", show=False),
    ]

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        view: DayView,
        *,
        rows: Sequence[QueueRow] | None = None,
        proposed: Iterable[do.TriageMove] | None = None,
    ) -> None:
        super().__init__(tools)
        self._desk = desk
        self._view = view
        self._rows = tuple(view.left_over if rows is None else rows)
        self._target = view.moment.block
        moves = proposals(view, desk.workflow) if proposed is None else proposed
        self._proposed = {move.task: move for move in moves}
        self._decided: dict[str, do.TriageMove] = {}
        self._day = next_working_day(desk.workflow, view.date)
        self._list = PickList(self.pen.glyphs)
        self._summary = Static("", markup=False, id="summary")
        gettext = self.words.gettext
        self._fields = {
            "day": TextField("day", gettext("Day"), short=True),
            "reason": TextField("reason", gettext("Why")),
        }

    def head(self) -> tuple[str, str]:
        count = len(self._rows)
        said = self.words.ngettext("{n} task", "{n} tasks", count).format(n=count)
        return self.words.gettext("Left over"), said

    def inside(self) -> ComposeResult:
        yield self._list
        yield self._summary
        yield from self._fields.values()

    def keys(self) -> Iterable[tuple[str, str]]:
        """The target of each key is named, where there is one."""
        gettext, target = self.words.gettext, self._target
        yield gettext("enter"), gettext("do it")
        yield "esc", gettext("leave")
        yield "a", gettext("as proposed")
        if target is not None:
            yield "n", target.title
        yield "t", f"{self.words.weekday_short(self._day)} {self._day.day}"
        yield "/", gettext("type a day")
        yield "x", gettext("drop")
        yield "r", gettext("drop, and say why")
        yield gettext("space"), gettext("let it stay")

    def on_mount(self) -> None:
        self._back_to_list()

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

    # What is typed for the row in hand

    def action_type(self, what: str) -> None:
        """Type the day it goes to, or why it is dropped."""
        if self._list.highlighted is None:
            return
        for name, field in self._fields.items():
            field.display = name == what
        move = self._decided.get(self._rows[self._list.highlighted].item.id)
        field = self._fields[what]
        field.put(move.reason if what == "reason" and move is not None else "")
        field.refuse("")
        field.control.focus()

    def on_field_changed(self, event: Field.Changed) -> None:
        """Show which day is meant while it is typed."""
        event.field.refuse("")
        if event.field.key == "day":
            today = self._desk.today()
            try:
                event.field.explain(day_word(self.words, read_day(event.field.value, today), today))
            except MomentError:
                event.field.explain("")

    def on_field_submitted(self, event: Field.Submitted) -> None:
        place = self._list.highlighted
        if place is None:
            return
        task = self._rows[place].item.id
        if event.field.key == "reason":
            move = do.TriageMove(task=task, drop=True, reason=event.value.strip())
        else:
            try:
                move = do.TriageMove(task=task, date=read_day(event.value, self._desk.today()))
            except MomentError as error:
                self._refuse(event.field, moment_line(self.words, error))
                return
        refused = self._desk.dry_run(do.Triage(moves=(move,)))
        if refused is not None and refused.reason is not Reason.NOTHING_CHANGES:
            self._refuse(event.field, refusal(self.words, refused))
            return
        self._decided[task] = move
        self._back_to_list()
        self._draw()

    def _refuse(self, field: Field, sentence: str) -> None:
        field.refuse(sentence)
        self.app.bell()

    def _back_to_list(self) -> None:
        for field in self._fields.values():
            field.display = False
        self._list.focus()

    def action_leave(self) -> None:
        """From what is typed back to the list first."""
        if self._list.has_focus:
            self.dismiss(None)
        else:
            self._back_to_list()

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

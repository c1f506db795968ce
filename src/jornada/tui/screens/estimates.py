"""The estimates screen: what tasks really take, and a better plan written into the workflow with one key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core.estimates import Estimate, estimates, minutes_edit, suggestions
from jornada.core.workflow_edit import SumChange
from jornada.desk import Desk
from jornada.plan_answers import answer_text
from jornada.plan_editor import Done, Outcome, PlanEditor
from jornada.present.estimate_lines import (
    EstimateDrawing,
    EstimateEntry,
    EstimateRow,
    about_line,
    estimate_entries,
    estimates_head,
    nothing_to_write,
    written_text,
)
from jornada.present.footer_line import Notice
from jornada.present.layout import Box
from jornada.present.mistakes import mistake_line
from jornada.present.pen import Line, Pen, Piece
from jornada.present.plan_words import sums_line
from jornada.tui.actions import Where
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_screen import screen_bindings
from jornada.tui.screens.saving_screen import SavingScreen
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.line_view import LineView

STEP_MINUTES = 5
ABOUT_ROWS_FROM = 8
"""Rows of the body from which on two tell of the row in hand; in fewer the block's sum does."""


class EstimatesScreen(SavingScreen, inherit_bindings=False):
    """Undoing means the plan here, not the day."""

    AUTO_FOCUS = "#estimates"
    ACTION = "screen.estimates"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(Where.ESTIMATE)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._editor = PlanEditor(desk.paths, pen.words.language, desk.workflow.name)
        self._list = LineList(colours, pen.glyphs, id="estimates")
        self._about = LineView(colours, id="about")
        self._found: tuple[Estimate, ...] = ()
        self._entries: tuple[EstimateEntry, ...] = ()
        self._chosen: dict[str, int] = {}
        self._kept: list[str] = []
        self._changed: tuple[SumChange, ...] = ()
        self._changed_row: str | None = None

    def body(self) -> Sequence[Widget]:
        return (self._list, self._about)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        about = 2 if box.height >= ABOUT_ROWS_FROM else 1 if box.height > 3 else 0
        return {
            "estimates": Box(box.x, box.y, box.width, box.height - about),
            "about": Box(box.x, box.y + box.height - about, box.width, about),
        }

    def head(self, width: int) -> Line:
        return estimates_head(self.pen, self._found, width)

    def draw(self, picture: Picture) -> None:
        if not self.is_saving:
            self._editor.read()
        workflow = self._editor.workflow or picture.workflow
        found = self._found = estimates(picture.state, workflow, picture.today.date)
        self._kept += [each.task for each in suggestions(found) if each.task not in self._kept]
        self._entries = estimate_entries(self.pen.words, found, workflow, self._chosen, self._kept)
        pen = self.pen
        self._list.show(self._entries, lambda width: EstimateDrawing(pen, width))
        self._show_about()

    def hints(self) -> Sequence[str]:
        row, undo = self._row, ("history.undo",) if self._editor.can_undo else ()
        write = ("estimate.apply",) if row is not None and row.changes else ()
        more = ("estimate.more",) if row is not None else ()
        less = ("estimate.less",) if row is not None else ()
        return (*write, *undo, *more, "view.escape", *less, "screen.workflow")

    def to_beginning(self) -> None:
        self._list.action_cursor_first()

    def on_line_list_highlighted(self) -> None:
        if self._list.cursor_key != self._changed_row:
            self._changed = ()
        self._show_about()
        self.draw_foot()

    def on_line_list_opened(self) -> None:
        self.action_estimate_apply()

    # The row in hand

    @property
    def _row(self) -> EstimateRow | None:
        key = self._list.cursor_key
        return next(
            (each for each in self._entries if isinstance(each, EstimateRow) and each.key == key), None
        )

    def _on_row(self) -> EstimateRow | None:
        row = self._row
        if row is None:
            self.say(Notice(self.pen.words.gettext("No task is under the cursor"), refused=True))
        return row

    def _show_about(self) -> None:
        self._about.show(lambda width, height: self._about_lines(width)[-height:])

    def _about_lines(self, width: int) -> tuple[Line, ...]:
        """What is known of the row, and what writing it does to its block: before and after."""
        pen, editor, row = self.pen, self._editor, self._row
        if editor.workflow is None:
            first = [mistake_line(pen.words, each) for each in editor.mistakes[:2]]
            return tuple((Piece(f" {pen.crop(said, width - 1)}", "warning"),) for said in first)
        if row is None:
            return ((), ())
        sums = self._changed
        if not sums and row.changes and row.chosen is not None:
            edit = minutes_edit(editor.workflow, row.key, row.chosen)
            sums = editor.try_out([edit])[0] if edit is not None else ()
        if not sums:
            block = next((task.block for task in editor.workflow.tasks if task.key == row.key), "")
            sums = editor.sums_of(block)
        # Of weekdays that differ, the fullest: what fits there fits on the others.
        fullest = max(sums, key=lambda each: each.after.planned if each.after else 0, default=None)
        below = sums_line(pen, fullest, width) if fullest is not None else ()
        return (about_line(pen, row, width), below)

    # Keys

    def action_estimate_more(self) -> None:
        self._choose(STEP_MINUTES)

    def action_estimate_less(self) -> None:
        self._choose(-STEP_MINUTES)

    def _choose(self, by: int) -> None:
        row = self._on_row()
        if row is None:
            return
        planned = row.estimate.planned_minutes
        before = planned if row.chosen is None else row.chosen
        self._chosen[row.key] = max(STEP_MINUTES, before + by)
        self._changed = ()
        self.take_and_draw()

    def action_estimate_apply(self) -> None:
        """Write the minutes of the row in hand into the file, when all before it is done."""
        row = self._on_row()
        if row is None:
            return
        if not row.changes or row.chosen is None:
            self.say(Notice(nothing_to_write(self.pen.words, row), refused=True))
            return
        key, minutes = row.key, row.chosen

        async def turn() -> None:
            workflow = self._editor.workflow
            edit = minutes_edit(workflow, key, minutes) if workflow is not None else None
            edits = [] if edit is None else [edit]
            await self._write(lambda: self._editor.save(edits), (key, row.title, minutes))

        self.in_turn(turn)

    def action_history_undo(self) -> None:
        if not self._editor.can_undo:
            self.say(Notice(self.pen.words.gettext("No edit to take back here"), refused=True))
            return
        self.in_turn(lambda: self._write(self._editor.undo))

    def action_history_redo(self) -> None:
        """What was taken back in the plan is written again with its own key."""

    # Saving

    async def _write(
        self, write: Callable[[], Outcome | None], written: tuple[str, str, int] | None = None
    ) -> None:
        """Write, and say what came of it; `written` is the task, its title and its minutes."""
        outcome = await asyncio.to_thread(write)
        if isinstance(outcome, Done):
            self._changed, self._changed_row = outcome.sums, self._list.cursor_key
            if written is not None:
                self._chosen.pop(written[0], None)
        self.take_and_draw()
        if outcome is not None:
            said = answer_text(self.pen.words, outcome, undone=written is None)
            if written is not None and isinstance(outcome, Done) and outcome.made_own is None:
                said = written_text(self.pen.words, *written[1:])
            self.say(Notice(said, refused=not isinstance(outcome, Done)))
        self.desk.submit_refresh()

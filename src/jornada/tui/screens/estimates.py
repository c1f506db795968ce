"""The estimates screen: what tasks really take, and a better plan written into the workflow with one key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from jornada.core.estimates import Estimate, estimates, minutes_edit, suggestions
from jornada.desk import Desk
from jornada.plan_answers import answer_text
from jornada.plan_editor import Done, Outcome
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
from jornada.present.pen import Line, Pen
from jornada.present.plan_words import sums_line
from jornada.tui.actions import Where
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.plan_screen import STEP_MINUTES, PlanScreen
from jornada.tui.screens.today_picture import Picture


class EstimatesScreen(PlanScreen, inherit_bindings=False):
    """One row a task that is worth a look."""

    AUTO_FOCUS = "#estimates"
    ACTION = "screen.estimates"
    LIST = "estimates"
    ABOUT_ROWS_FROM = 8
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(Where.ESTIMATE)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._found: tuple[Estimate, ...] = ()
        self._entries: tuple[EstimateEntry, ...] = ()
        self._chosen: dict[str, int] = {}
        self._kept: list[str] = []

    def head(self, width: int) -> Line:
        return estimates_head(self.pen, self._found, width)

    def draw(self, picture: Picture) -> None:
        if not self.is_saving:
            self.editor.read()
        workflow = self.editor.workflow or picture.workflow
        found = self._found = estimates(picture.state, workflow, picture.today.date)
        self._kept += [each.task for each in suggestions(found) if each.task not in self._kept]
        self._entries = estimate_entries(self.pen.words, found, workflow, self._chosen, self._kept)
        pen = self.pen
        self.list.show(self._entries, lambda width: EstimateDrawing(pen, width))
        self.show_about()

    def hints(self) -> Sequence[str]:
        row, undo = self._row, ("history.undo",) if self.editor.can_undo else ()
        write = ("estimate.apply",) if row is not None and row.changes else ()
        more = ("estimate.more",) if row is not None else ()
        less = ("estimate.less",) if row is not None else ()
        return (*write, *undo, *more, "view.escape", *less, "screen.workflow")

    def on_line_list_opened(self) -> None:
        self.action_estimate_apply()

    # The row in hand

    @property
    def _row(self) -> EstimateRow | None:
        key = self.list.cursor_key
        return next(
            (each for each in self._entries if isinstance(each, EstimateRow) and each.key == key), None
        )

    def _on_row(self) -> EstimateRow | None:
        row = self._row
        if row is None:
            self.say(Notice(self.pen.words.gettext("No task is under the cursor"), refused=True))
        return row

    def show_about(self) -> None:
        self.about.show(lambda width, height: self._about_lines(width)[-height:])

    def _about_lines(self, width: int) -> tuple[Line, ...]:
        """What is known of the row, and what writing it does to its block: before and after."""
        pen, editor, row = self.pen, self.editor, self._row
        if editor.workflow is None:
            return self.mistaken_lines(width)
        if row is None:
            return ((), ())
        sums = self.changed
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
        self.changed = ()
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
            workflow = self.editor.workflow
            edit = minutes_edit(workflow, key, minutes) if workflow is not None else None
            edits = [] if edit is None else [edit]
            await self._write(lambda: self.editor.save(edits), (key, row.title, minutes))

        self.in_turn(turn)

    def action_history_undo(self) -> None:
        self.take_back(lambda: self._write(self.editor.undo))

    # Saving

    async def _write(
        self, write: Callable[[], Outcome | None], written: tuple[str, str, int] | None = None
    ) -> None:
        """Write, and say what came of it; `written` is the task, its title and its minutes."""
        outcome = await asyncio.to_thread(write)
        if isinstance(outcome, Done):
            self.keep_changed(outcome.sums)
            if written is not None:
                self._chosen.pop(written[0], None)
        self.take_and_draw()
        if outcome is not None:
            said = answer_text(self.pen.words, outcome, undone=written is None)
            if written is not None and isinstance(outcome, Done) and outcome.made_own is None:
                said = written_text(self.pen.words, *written[1:])
            self.say(Notice(said, refused=not isinstance(outcome, Done)))
        self.desk.submit_refresh()

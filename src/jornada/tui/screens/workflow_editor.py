"""The editor of the plan: its rows, each to change, add, remove and put elsewhere; saved at once.

What a change does to the block's sum stands below the rows. The running day takes none of it by itself:
when the editor is left, what would change today is proposed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core.day_change import DayChange
from jornada.core.mistakes import Path
from jornada.core.workflow_edit import Edit, SetValue, SumChange, SwapEntries
from jornada.desk import Desk
from jornada.own_editor import NoEditorError, open_editor
from jornada.plan_answers import answer_text
from jornada.plan_editor import Done, Outcome, PlanEditor
from jornada.present.footer_line import Notice
from jornada.present.layout import Box
from jornada.present.mistakes import mistake_line
from jornada.present.pen import Line, Pen, Piece
from jornada.present.plan_lines import PlanEntry, PlanRow, neighbour, plan_drawing, plan_entries
from jornada.present.plan_words import NEEDED, cannot_go, editor_failed, removal, sums_line, uses
from jornada.present.titles import shorten
from jornada.tui import day_dialogs, plan_dialogs
from jornada.tui.actions import Where
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_screen import screen_bindings
from jornada.tui.screens.saving_screen import SavingScreen
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.line_view import LineView

STEP_MINUTES = 5
ABOUT_ROWS_FROM = 12
"""Rows of the body from which on two tell of the row in hand."""


class WorkflowEditor(SavingScreen, inherit_bindings=False):
    """Adding and undoing mean the plan here, not the day."""

    AUTO_FOCUS = "#plan"
    ACTION = "plan.edit"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(Where.PLAN, here=("day.adopt",))

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._editor = PlanEditor(desk.paths, pen.words.language, desk.workflow.name)
        self._list = LineList(colours, pen.glyphs, id="plan")
        self._about = LineView(colours, id="about")
        self._entries: tuple[PlanEntry, ...] = ()
        self._changed: tuple[SumChange, ...] = ()
        self._changed_row: str | None = None

    def body(self) -> Sequence[Widget]:
        return (self._list, self._about)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        about = 2 if box.height >= ABOUT_ROWS_FROM else 1 if box.height > 3 else 0
        return {
            "plan": Box(box.x, box.y, box.width, box.height - about),
            "about": Box(box.x, box.y + box.height - about, box.width, about),
        }

    def head(self, width: int) -> Line:
        words, editor = self.pen.words, self._editor
        origin = words.gettext("built in") if editor.is_built_in else editor.path.name
        title = shorten(editor.workflow.title if editor.workflow else editor.name)
        said = words.gettext("Editing: {title}").format(title=title)
        return (Piece(f" {self.pen.crop(said, max(0, width - 22))}", "strong"), Piece(f"  {origin}", "muted"))

    def draw(self, picture: Picture) -> None:
        if not self.is_saving:
            self._editor.read()
        self._show_rows()

    def _show_rows(self) -> None:
        workflow = self._editor.workflow
        self._entries = plan_entries(self.pen, workflow, self.key("task.add")) if workflow else ()
        self._list.show(self._entries, plan_drawing(self.pen))
        self._show_about()

    def _show_about(self) -> None:
        self._about.show(lambda width, height: self._about_lines(width)[:height])

    def _about_lines(self, width: int) -> tuple[Line, ...]:
        pen, editor = self.pen, self._editor
        if editor.workflow is None:
            first = [mistake_line(pen.words, each) for each in editor.mistakes[:2]]
            return tuple((Piece(" " + pen.crop(said, width - 1), "warning"),) for said in first)
        row, sums = self._row, self._changed
        if not sums and row is not None:
            block = row.key.partition(":")[2] if row.section == "block" else ""
            if row.section == "task" and row.index is not None:
                block = editor.workflow.tasks[row.index].block
            sums = editor.sums_of(block) if block else ()
        return tuple(sums_line(pen, each, width) for each in sums)

    def hints(self) -> Sequence[str]:
        if self._editor.workflow is None:
            return ("plan.file", "view.escape")
        row, undo = self._row, ("history.undo",) if self._editor.can_undo else ()
        minutes = ("plan.more",) if row is not None and row.section in ("task", "block") else ()
        return (
            "plan.edit",
            "task.add",
            *undo,
            *minutes,
            "plan.remove",
            "plan.later",
            "plan.file",
            "view.escape",
        )

    def label_of(self, action: str) -> str:
        gettext = self.pen.words.gettext
        return {"task.add": gettext("Add a row"), "history.undo": gettext("Undo")}.get(
            action
        ) or super().label_of(action)

    def to_beginning(self) -> None:
        self._list.action_cursor_first()

    # The row in hand

    @property
    def _row(self) -> PlanRow | None:
        key = self._list.cursor_key
        return next((each for each in self._entries if isinstance(each, PlanRow) and each.key == key), None)

    def on_line_list_highlighted(self) -> None:
        if self._list.cursor_key != self._changed_row:
            self._changed = ()
        self._show_about()
        self.draw_foot()

    def on_line_list_opened(self) -> None:
        self.action_plan_edit()

    def _on_entry(self) -> PlanRow | None:
        """The row of an entry of a list; where there is none, that is said."""
        row = self._row
        if row is None or row.index is None:
            self.say(
                Notice(self.pen.words.gettext("There is nothing to change so in this row"), refused=True)
            )
            return None
        return row

    # Keys

    def action_plan_edit(self) -> None:
        row = self._row
        if row is None:
            return
        if row.section and row.index is None:
            self.action_task_add()
        else:
            self._open_form(row.section, row.index, 0, {})

    def action_task_add(self) -> None:
        """A row like that in hand: of a block or task a task."""
        row, workflow = self._row, self._editor.workflow
        if row is None or workflow is None:
            return
        section, at, like = row.section, 0 if row.index is None else row.index + 1, {}
        if section == "task" and row.index is not None:
            task = workflow.tasks[row.index]
            like = {"block": task.block, "area": task.area, "brand": task.brand, "role": task.role}
        elif section == "block" and row.index is not None and workflow.areas:
            section, at = "task", len(workflow.tasks)
            like = {"block": workflow.blocks[row.index].key, "area": workflow.areas[0].key}
        elif not section:
            section, at = "block", len(workflow.blocks)
        self._open_form(section, None, at, like)

    def _open_form(self, section: str, index: int | None, at: int, like: Mapping[str, str]) -> None:
        if self._editor.workflow is None:
            self.action_plan_file()
            return

        async def asked() -> None:
            edits = await plan_dialogs.edit_plan(
                self.jornada, self.desk, self._editor, section, index, at, like
            )
            if edits:
                fresh = index is None and bool(section)
                follow = (section, at) if fresh else None
                self.in_turn(lambda: self._save(edits, follow))

        self.open_dialog(asked)

    def action_plan_remove(self) -> None:
        row, workflow = self._on_entry(), self._editor.workflow
        if row is None or workflow is None or row.index is None:
            return
        section, index, key = row.section, row.index, row.key.partition(":")[2]
        title = str(self._editor.document[section][index].get("title", key))
        named = uses(workflow, section, key)
        if named and section in NEEDED:
            self.say(Notice(cannot_go(self.pen.words, title, len(named)), refused=True))
            return

        async def asked() -> None:
            if await plan_dialogs.confirm_removal(self.jornada, title, len(named)):
                self.in_turn(lambda: self._save(removal(workflow, section, index, key)))

        self.open_dialog(asked)

    def action_plan_earlier(self) -> None:
        self._edit_in_hand(lambda row: self._swapped(row, -1))

    def action_plan_later(self) -> None:
        self._edit_in_hand(lambda row: self._swapped(row, 1))

    def _swapped(self, row: PlanRow, by: int) -> tuple[Edit, ...]:
        other = neighbour(self._entries, row.key, by)
        if row.index is None or other is None or other.index is None:
            return ()
        return (SwapEntries(row.section, row.index, other.index),)

    def action_plan_more(self) -> None:
        self._edit_in_hand(lambda row: self._with_minutes(row, STEP_MINUTES))

    def action_plan_less(self) -> None:
        self._edit_in_hand(lambda row: self._with_minutes(row, -STEP_MINUTES))

    def _with_minutes(self, row: PlanRow, by: int) -> tuple[Edit, ...]:
        """More or fewer minutes for a task, more or less reserve for a block; never below none."""
        if row.section not in ("task", "block") or row.index is None:
            return ()
        name = "minutes" if row.section == "task" else "reserve"
        path: Path = (row.section, row.index, name)
        held = self._editor.document[row.section][row.index].get(name, 0)
        if isinstance(held, Mapping):
            path, held = (*path, "minutes"), held["minutes"]
        return (SetValue(path, held + by),) if held + by >= 0 else ()

    def action_history_undo(self) -> None:
        if not self._editor.can_undo:
            self.say(Notice(self.pen.words.gettext("No edit to take back here"), refused=True))
            return
        self.in_turn(self._undo)

    def action_history_redo(self) -> None:
        """What was taken back in the plan is typed again."""

    def action_plan_file(self) -> None:
        self.open_dialog(self._open_file)

    def action_day_adopt(self) -> None:
        self.open_dialog(self._propose)

    def action_view_escape(self) -> None:
        """Leave; what today would gain, lose and change is proposed first."""

        async def left() -> None:
            await self._propose()
            self.dismiss(None)

        self.open_dialog(left)

    # Saving

    def _edit_in_hand(self, edits_of: Callable[[PlanRow], Sequence[Edit]]) -> None:
        """Edit the row in hand when all before it is done."""
        row = self._on_entry()
        if row is None:
            return

        async def turn() -> None:
            now = next(
                (each for each in self._entries if isinstance(each, PlanRow) and each.key == row.key), None
            )
            edits = edits_of(now) if now is not None else ()
            if edits:
                await self._save(edits)

        self.in_turn(turn)

    async def _save(self, edits: Sequence[Edit], follow: tuple[str, int] | None = None) -> None:
        await self._write(lambda: self._editor.save(edits))
        if follow is not None:
            self._go_to(*follow)

    async def _undo(self) -> None:
        await self._write(self._editor.undo, undone=True)

    async def _write(self, write: Callable[[], Outcome | None], *, undone: bool = False) -> None:
        outcome = await asyncio.to_thread(write)
        self._changed = outcome.sums if isinstance(outcome, Done) else ()
        self._show_rows()
        self._changed_row = self._list.cursor_key
        if outcome is not None:
            said = answer_text(self.pen.words, outcome, undone=undone)
            self.say(Notice(said, refused=not isinstance(outcome, Done)))
        self.desk.submit_refresh()

    def _go_to(self, section: str, index: int) -> None:
        rows = (each for each in self._entries if isinstance(each, PlanRow))
        key = next((each.key for each in rows if (each.section, each.index) == (section, index)), None)
        if key is not None:
            self._changed_row = key
            self._list.choose(key)

    async def _open_file(self) -> None:
        """The file in a person's own editor; of what is built in, a copy of one's own first."""
        words, app = self.pen.words, self.jornada
        if self._editor.is_built_in:
            outcome = await asyncio.to_thread(self._editor.save, ())
            if not isinstance(outcome, Done):
                self.say(Notice(answer_text(words, outcome), refused=True))
                return
        try:
            with app.suspend():
                code = open_editor(app.environment, self._editor.path)
        except NoEditorError:
            self.say(Notice(words.gettext("No editor: set EDITOR, for instance EDITOR=nano"), refused=True))
            return
        except Exception as error:  # a screen that cannot be left, an editor that is not there
            self.say(Notice(editor_failed(words, str(error)), refused=True))
            return
        self._editor.read()
        self._changed = ()
        self._show_rows()
        self.desk.submit_refresh()
        if self._editor.mistakes:
            await plan_dialogs.show_mistakes(app, self._editor.path.name, self._editor.mistakes)
        elif code:
            self.say(Notice(editor_failed(words, str(code)), refused=True))
        else:
            self.say(Notice(words.gettext("Nothing is wrong with the file")))

    async def _propose(self) -> None:
        """What today would gain, lose and change: to be taken over, or left."""
        await asyncio.wrap_future(self.desk.submit_refresh())
        change: DayChange | None = self.desk.day_change()
        if change is not None:
            intent = await day_dialogs.adopt_day(self.jornada, change)
            if intent is not None:
                await asyncio.wrap_future(self.desk.submit(intent))

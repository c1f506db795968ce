"""The editor of the plan: its rows, each to change, add, remove and put elsewhere; saved at once.

What a change does to the block's sum stands below the rows. The running day takes none of it by itself:
when the editor is left, what would change today is proposed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from jornada.core.day_change import DayChange
from jornada.core.workflow_edit import Edit, SwapEntries
from jornada.core.workflow_rows import row_like, with_minutes
from jornada.desk import Desk
from jornada.own_editor import NoEditorError, open_editor
from jornada.plan_answers import answer_text
from jornada.plan_editor import Done, Outcome
from jornada.present.footer_line import Notice
from jornada.present.pen import Line, Pen, Piece
from jornada.present.plan_lines import PlanEntry, PlanRow, neighbour, plan_drawing, plan_entries
from jornada.present.plan_words import NEEDED, cannot_go, editor_failed, removal, sums_line, uses
from jornada.present.titles import shorten
from jornada.tui import day_dialogs, plan_dialogs
from jornada.tui.actions import Where
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.plan_screen import STEP_MINUTES, PlanScreen
from jornada.tui.screens.today_picture import Picture


class WorkflowEditor(PlanScreen, inherit_bindings=False):
    """Adding means the plan here too, not the day."""

    AUTO_FOCUS = "#plan"
    ACTION = "plan.edit"
    LIST = "plan"
    ABOUT_ROWS_FROM = 12
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(Where.PLAN, here=("day.adopt",))

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._entries: tuple[PlanEntry, ...] = ()

    def head(self, width: int) -> Line:
        words, editor = self.pen.words, self.editor
        origin = words.gettext("built in") if editor.is_built_in else editor.path.name
        title = shorten(editor.workflow.title if editor.workflow else editor.name)
        said = words.gettext("Editing: {title}").format(title=title)
        return (Piece(f" {self.pen.crop(said, max(0, width - 22))}", "strong"), Piece(f"  {origin}", "muted"))

    def draw(self, picture: Picture) -> None:
        if not self.is_saving:
            self.editor.read()
        self._show_rows()

    def _show_rows(self) -> None:
        workflow = self.editor.workflow
        self._entries = plan_entries(self.pen, workflow, self.key("task.add")) if workflow else ()
        self.list.show(self._entries, plan_drawing(self.pen))
        self.show_about()

    def show_about(self) -> None:
        self.about.show(lambda width, height: self._about_lines(width)[:height])

    def _about_lines(self, width: int) -> tuple[Line, ...]:
        pen, editor = self.pen, self.editor
        if editor.workflow is None:
            return self.mistaken_lines(width)
        row, sums = self._row, self.changed
        if not sums and row is not None:
            block = row.key.partition(":")[2] if row.section == "block" else ""
            if row.section == "task" and row.index is not None:
                block = editor.workflow.tasks[row.index].block
            sums = editor.sums_of(block) if block else ()
        return tuple(sums_line(pen, each, width) for each in sums)

    def hints(self) -> Sequence[str]:
        if self.editor.workflow is None:
            return ("plan.file", "view.escape")
        row, undo = self._row, ("history.undo",) if self.editor.can_undo else ()
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

    # The row in hand

    @property
    def _row(self) -> PlanRow | None:
        key = self.list.cursor_key
        return next((each for each in self._entries if isinstance(each, PlanRow) and each.key == key), None)

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
        row, workflow = self._row, self.editor.workflow
        if row is None or workflow is None:
            return
        new = row_like(workflow, row.section, row.index)
        self._open_form(new.section, None, new.at, new.like)

    def _open_form(self, section: str, index: int | None, at: int, like: Mapping[str, str]) -> None:
        if self.editor.workflow is None:
            self.action_plan_file()
            return

        async def asked() -> None:
            edits = await plan_dialogs.edit_plan(
                self.jornada, self.desk, self.editor, section, index, at, like
            )
            if edits:
                fresh = index is None and bool(section)
                follow = (section, at) if fresh else None
                self.in_turn(lambda: self._save(edits, follow))

        self.open_dialog(asked)

    def action_plan_remove(self) -> None:
        row, workflow = self._on_entry(), self.editor.workflow
        if row is None or workflow is None or row.index is None:
            return
        section, index, key = row.section, row.index, row.key.partition(":")[2]
        title = str(self.editor.document[section][index].get("title", key))
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
        return () if row.index is None else with_minutes(self.editor.document, row.section, row.index, by)

    def action_history_undo(self) -> None:
        self.take_back(self._undo)

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
        await self._write(lambda: self.editor.save(edits))
        if follow is not None:
            self._go_to(*follow)

    async def _undo(self) -> None:
        await self._write(self.editor.undo, undone=True)

    async def _write(self, write: Callable[[], Outcome | None], *, undone: bool = False) -> None:
        outcome = await asyncio.to_thread(write)
        self.changed = outcome.sums if isinstance(outcome, Done) else ()
        self._show_rows()
        self.keep_changed(self.changed)
        if outcome is not None:
            said = answer_text(self.pen.words, outcome, undone=undone)
            self.say(Notice(said, refused=not isinstance(outcome, Done)))
        self.desk.submit_refresh()

    def _go_to(self, section: str, index: int) -> None:
        rows = (each for each in self._entries if isinstance(each, PlanRow))
        key = next((each.key for each in rows if (each.section, each.index) == (section, index)), None)
        if key is not None:
            self.list.choose(key)
            self.keep_changed(self.changed)

    async def _open_file(self) -> None:
        """The file in a person's own editor; of what is built in, a copy of one's own first."""
        words, app = self.pen.words, self.jornada
        if self.editor.is_built_in:
            outcome = await asyncio.to_thread(self.editor.save, ())
            if not isinstance(outcome, Done):
                self.say(Notice(answer_text(words, outcome), refused=True))
                return
        try:
            with app.suspend():
                code = open_editor(app.environment, self.editor.path)
        except NoEditorError:
            self.say(Notice(words.gettext("No editor: set EDITOR, for instance EDITOR=nano"), refused=True))
            return
        except Exception as error:  # a screen that cannot be left, an editor that is not there
            self.say(Notice(editor_failed(words, str(error)), refused=True))
            return
        self.editor.read()
        self.changed = ()
        self._show_rows()
        self.desk.submit_refresh()
        if self.editor.mistakes:
            await plan_dialogs.show_mistakes(app, self.editor.path.name, self.editor.mistakes)
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

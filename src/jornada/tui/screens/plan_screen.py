"""A full screen that edits the plan: a list of its rows, and what is known of the row in hand below it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar

from textual.widget import Widget

from jornada.core.workflow_edit import SumChange
from jornada.desk import Desk
from jornada.plan_editor import PlanEditor
from jornada.present.footer_line import Notice
from jornada.present.layout import Box
from jornada.present.mistakes import mistake_line
from jornada.present.pen import Line, Pen, Piece
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.saving_screen import SavingScreen
from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.line_view import LineView

STEP_MINUTES = 5


class PlanScreen(SavingScreen, inherit_bindings=False):
    """Undoing means the plan here, not the day. What the last edit did to a block's sum (`changed`) stands
    below the list as long as its row is in hand."""

    LIST: ClassVar[str]
    """The name of the list."""
    ABOUT_ROWS_FROM: ClassVar[int]
    """Rows of the body from which on two tell of the row in hand."""

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self.editor = PlanEditor(desk.paths, pen.words.language, desk.workflow.name)
        self.list = LineList(colours, pen.glyphs, id=self.LIST)
        self.about = LineView(colours, id="about")
        self.changed: tuple[SumChange, ...] = ()
        self._changed_row: str | None = None

    def body(self) -> Sequence[Widget]:
        return (self.list, self.about)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        about = 2 if box.height >= self.ABOUT_ROWS_FROM else 1 if box.height > 3 else 0
        return {
            self.LIST: Box(box.x, box.y, box.width, box.height - about),
            "about": Box(box.x, box.y + box.height - about, box.width, about),
        }

    def to_beginning(self) -> None:
        self.list.action_cursor_first()

    def on_line_list_highlighted(self) -> None:
        if self.list.cursor_key != self._changed_row:
            self.changed = ()
        self.show_about()
        self.draw_foot()

    @abstractmethod
    def show_about(self) -> None:
        """Draw what is known of the row in hand."""

    def keep_changed(self, sums: tuple[SumChange, ...]) -> None:
        """What was just written changed these sums, by the row in hand."""
        self.changed, self._changed_row = sums, self.list.cursor_key

    def mistaken_lines(self, width: int) -> tuple[Line, ...]:
        """What is wrong with a file that cannot be read as a plan, in `width` columns."""
        pen = self.pen
        first = [mistake_line(pen.words, each) for each in self.editor.mistakes[:2]]
        return tuple((Piece(f" {pen.crop(said, width - 1)}", "warning"),) for said in first)

    def take_back(self, undo: Callable[[], Awaitable[None]]) -> None:
        """Undo the last edit made here, in its turn; where there is none, that is said."""
        if not self.editor.can_undo:
            self.say(Notice(self.pen.words.gettext("No edit to take back here"), refused=True))
            return
        self.in_turn(undo)

    def action_history_redo(self) -> None:
        """What was taken back in the plan is written again with its own key."""

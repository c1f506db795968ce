"""The workflow screen: the plan in use as one page, to read and to leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.desk import Desk
from jornada.present.chart_text import chart_lines
from jornada.present.layout import Box
from jornada.present.pen import Pen
from jornada.tui import plan_dialogs
from jornada.tui.actions import ACTION_BY_ID, binding_of
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.desk_screen import DeskScreen
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.page import Page


class WorkflowScreen(DeskScreen, inherit_bindings=False):
    """The chart, which has a heading of its own."""

    AUTO_FOCUS = "#page"
    ACTION = "screen.workflow"
    HAS_HEAD = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *screen_bindings(),
        binding_of(ACTION_BY_ID["plan.edit"]),
    ]

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._page = Page(colours, pen.glyphs, id="page")

    def body(self) -> Sequence[Widget]:
        return (self._page,)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        return {"page": box}

    def draw(self, picture: Picture) -> None:
        pen, workflow, today = self.pen, picture.workflow, picture.today.date
        self._page.show(lambda width: chart_lines(pen, workflow, width, on=today))

    def hints(self) -> Sequence[str]:
        others = ("screen.strategy", "screen.campaigns", "screen.week")
        return ("plan.edit", "screen.estimates", "view.escape", *others, "incident.log", "idea.add")

    def to_beginning(self) -> None:
        self._page.action_cursor_first()

    def action_plan_edit(self) -> None:
        self.open_dialog(self._edit)

    async def _edit(self) -> None:
        asked = await plan_dialogs.edit_workflow(self.jornada)
        if asked is not None:
            self.dismiss(asked)

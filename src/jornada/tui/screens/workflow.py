"""The workflow screen: the plan in use as one page, to read and to leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from jornada.desk import Desk
from jornada.present.chart_text import chart_lines
from jornada.present.footer_line import Hint, footer_line
from jornada.present.layout import LEAST_HEIGHT, NOWHERE, Box
from jornada.present.pen import Line, Pen
from jornada.present.status_line import status_lines
from jornada.tui import dialogs
from jornada.tui.actions import ACTION_BY_ID, ACTIONS, Where, binding_of
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.widgets.board import Board
from jornada.tui.widgets.line_view import LineView
from jornada.tui.widgets.page import Page

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp

HERE = (
    "app.help",
    "app.palette",
    "app.quit",
    "app.suspend",
    "screen.today",
    "screen.workflow",
    "view.escape",
)
"""What is done on this screen itself."""
OF_TODAY = frozenset({"pane.next", "pane.previous", "day.previous", "day.next", "view.filter", "view.brand"})
"""What means something beside a queue only. All else that is listened to anywhere leads back to it."""
FOOT = ("view.escape", "cursor.down", "cursor.up", "cursor.last", "interrupt")
ALWAYS = ("app.help", "app.quit")


def _away(action: str) -> Binding:
    made = binding_of(ACTION_BY_ID[action])
    return Binding(made.key, f"screen.leave_for({action!r})", made.description, show=False, id=action)


class WorkflowScreen(Screen[str | None], inherit_bindings=False):
    """Closes with the id of the action that a person asked for and that is done on the Today screen."""

    CSS_PATH = "../styles/workflow.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding_of(ACTION_BY_ID[action]) for action in HERE),
        *(
            _away(action.id)
            for action in ACTIONS
            if action.where is Where.ANYWHERE and action.id not in OF_TODAY and action.id not in HERE
        ),
    ]

    class DeskChanged(Message):
        """Something is different at the desk; several at once are one."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, WorkflowScreen.DeskChanged)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__()
        self._desk = desk
        self._pen = pen
        self._keymap = keymap
        self._page = Page(colours, pen.glyphs, id="page")
        self._status = LineView(colours, id="status")
        self._foot = LineView(colours, id="footer")
        self._forget: Callable[[], None] | None = None

    @property
    def jornada(self) -> JornadaApp:
        """The app, as what it is."""
        return cast("JornadaApp", self.app)

    def compose(self) -> ComposeResult:
        yield Board(self._page, self._status, self._foot, places=self._places)

    def on_mount(self) -> None:
        self._forget = self._desk.listen(self._desk_changed)
        self._draw()
        self._wait_for_minute()

    def _desk_changed(self) -> None:
        """Called in whatever thread made the change."""
        self.post_message(self.DeskChanged())

    def on_unmount(self) -> None:
        if self._forget is not None:
            self._forget()

    def on_workflow_screen_desk_changed(self) -> None:
        self._draw()

    def _wait_for_minute(self) -> None:
        self.set_timer(60 - self._desk.now().second, self.tick)

    def tick(self) -> None:
        """A full minute: what runs has one more."""
        self._wait_for_minute()
        self._draw_status()

    # Drawing

    def _places(self, width: int, height: int) -> Mapping[str, Box]:
        foot = 1 if height > 3 else 0
        status = 1 if height >= LEAST_HEIGHT else 0
        rows = height - foot - status
        return {
            "page": Box(0, 0, width, rows),
            "status": Box(0, rows, width, status) if status else NOWHERE,
            "footer": Box(0, rows + status, width, foot) if foot else NOWHERE,
        }

    def _draw(self) -> None:
        pen, workflow, today = self._pen, self._desk.workflow, self._desk.today()
        self._page.show(lambda width: chart_lines(pen, workflow, width, on=today))
        self._draw_status()
        self._foot.show(lambda width, height: (self._foot_line(width),))

    def _draw_status(self) -> None:
        desk, pen = self._desk, self._pen
        view, deadlines = desk.day(), desk.deadlines()
        if desk.state.running_session is None and not deadlines and not desk.state.parked:
            # It would name the key that starts the task under the cursor: there is none here.
            self._status.show(lambda width, height: ())
            return
        self._status.show(
            lambda width, height: status_lines(
                pen, view, desk.state, desk.workflow, deadlines, self._key, width, height
            )
        )

    def _foot_line(self, width: int) -> Line:
        gettext = self._pen.words.gettext
        hints = [Hint(self._key(action), gettext(ACTION_BY_ID[action].label)) for action in (*FOOT, *ALWAYS)]
        return footer_line(self._pen, hints[: -len(ALWAYS)], hints[-len(ALWAYS) :], width)

    def _key(self, action: str) -> str:
        return self._keymap.label(self._pen.words, action)

    # Keys

    def action_leave_for(self, action: str) -> None:
        """Back to Today, and do that there."""
        self.dismiss(action)

    def action_view_escape(self) -> None:
        self.dismiss(None)

    def action_screen_today(self) -> None:
        self.dismiss(None)

    def action_screen_workflow(self) -> None:
        """One is there already: its beginning."""
        self._page.action_cursor_first()

    def action_app_help(self) -> None:
        self.run_worker(dialogs.show_help(self.jornada, self), group="dialogs", exclusive=True)

    def action_app_palette(self) -> None:
        self.run_worker(dialogs.show_palette(self.jornada, self), group="dialogs", exclusive=True)

    def action_app_suspend(self) -> None:
        self.app.action_suspend_process()

    def action_app_quit(self) -> None:
        self.jornada.action_leave()

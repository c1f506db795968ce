"""The log of all incidents: open ones by nearest deadline, those that owe a post-mortem, closed ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core import intents as do
from jornada.desk import Desk
from jornada.present.incident_log import LogDrawing, LogFilter, log_entries, log_head
from jornada.present.layout import Box
from jornada.present.pen import Line, Pen
from jornada.tui import dialogs, incident_dialogs
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.incident_hints import ON_AN_INCIDENT
from jornada.tui.screens.incident_screen import DONE_HERE, IncidentScreen
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.incident_pane import IncidentPane


class IncidentsScreen(IncidentScreen, inherit_bindings=False):
    """A list; enter opens the page of the one in hand."""

    AUTO_FOCUS = "#log"
    ACTION = "screen.incidents"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(here=(*DONE_HERE, "view.filter", "view.brand"))

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._list = IncidentPane(colours, pen.glyphs, id="log")
        self._filter = LogFilter()

    @property
    def incident_in_hand(self) -> str | None:
        return self._list.cursor_key

    def body(self) -> Sequence[Widget]:
        return (self._list, self.line)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        return {"log": box}

    def head(self, width: int) -> Line:
        return log_head(self.pen, self.desk.state, self.desk.workflow, self._filter, self.key, width)

    def draw(self, picture: Picture) -> None:
        pen, workflow, desk = self.pen, picture.workflow, self.desk
        entries = log_entries(
            pen,
            picture.state,
            workflow,
            picture.deadlines,
            picture.today.now,
            desk.zone,
            self.key,
            self._filter,
        )
        self._list.show(entries, lambda width: LogDrawing.of(pen, entries, workflow, width))

    def hints(self) -> Sequence[str]:
        if self.incident is None:
            return ("view.escape", "incident.log", "interrupt", "view.filter")
        return (*ON_AN_INCIDENT[:5], "view.escape", "view.filter", "view.brand", *ON_AN_INCIDENT[5:])

    def follow(self, record: do.Record) -> None:
        """The cursor goes to what was logged here."""
        if isinstance(record.intent, do.IncidentOpen):
            self._list.choose(record.id)

    def reveal(self, subject: str) -> None:
        """Put the cursor on that incident, whatever is looked for."""
        self._look(LogFilter())
        self._list.choose(subject)

    def to_beginning(self) -> None:
        self._list.action_cursor_first()

    # What is looked for

    def _look(self, look: LogFilter) -> None:
        self._filter = look
        self.take_and_draw()

    def action_view_filter(self) -> None:
        self.open_line(self.pen.words.gettext("words to look for"), self._filter.typed)

    def typed(self, text: str) -> None:
        self._look(LogFilter(self._filter.brand, text))

    def entered(self, text: str) -> None:
        self.close_line()

    def left(self) -> None:
        self._look(LogFilter(self._filter.brand))

    def take_in_hand(self) -> None:
        self._list.focus()

    def action_view_escape(self) -> None:
        if not self.is_typing and self._filter.is_on:
            self._look(LogFilter())
        else:
            super().action_view_escape()

    def action_view_brand(self) -> None:
        self.open_dialog(self._choose_brand)

    async def _choose_brand(self) -> None:
        brand = await dialogs.choose_brand(self.jornada, self.desk, self._filter.brand)
        if brand is not None:
            self._look(LogFilter(brand, self._filter.typed))

    def action_incident_log(self) -> None:
        self.ask(lambda app, desk: incident_dialogs.log_incident(app, desk, brand=self._filter.brand))

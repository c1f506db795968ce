"""The page of one incident: clocks, next step, checklist, facts, follow-up tasks, timeline.

From 110 columns on what is to be done stands left and what is known right; below that all of it is one
list to go down. Rows are put together in `present/incident_sheet.py`; here is where they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from jornada.core import intents as do
from jornada.core.repeats import repeat_of
from jornada.core.state import Incident
from jornada.desk import Desk
from jornada.present import incident_sheet as sheet
from jornada.present.incident_facts import facts_of
from jornada.present.layout import NOWHERE, WIDE_FROM, Box
from jornada.present.pen import Line, Pen
from jornada.tui import dialogs
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.incident_hints import ON_AN_INCIDENT
from jornada.tui.screens.incident_screen import DONE_HERE, IncidentScreen
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.incident_pane import IncidentPane
from jornada.tui.widgets.line_list import LineList

GAP = 2


class IncidentPage(IncidentScreen, inherit_bindings=False):
    """Shows the incident of that id, and what it becomes."""

    AUTO_FOCUS = "#sheet"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(here=(*DONE_HERE, "pane.next", "pane.previous"))

    def __init__(self, *, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap, incident: str) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._key = incident
        self._sheet = IncidentPane(colours, pen.glyphs, id="sheet")
        self._story = IncidentPane(colours, pen.glyphs, id="story")
        self._in_hand: LineList = self._sheet
        self._entries = 0

    @property
    def incident_in_hand(self) -> str | None:
        return self._key

    @property
    def step_in_hand(self) -> str | None:
        return sheet.step_of(self._row)

    @property
    def _row(self) -> str | None:
        return self._in_hand.cursor_key

    def body(self) -> Sequence[Widget]:
        return (self._sheet, self._story, self.line)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        if box.width < WIDE_FROM:
            return {"sheet": box, "story": NOWHERE}
        left = min(max(box.width * 46 // 100, 48), 70)
        return {
            "sheet": Box(box.x, box.y, left, box.height),
            "story": Box(left + GAP, box.y, box.width - left - GAP, box.height),
        }

    def head(self, width: int) -> Line:
        incident = self.incident
        if incident is None:
            return ()
        return sheet.sheet_head(self.pen, incident, self.desk.workflow, width)

    def draw(self, picture: Picture) -> None:
        incident = picture.incident(self._key)
        places = self.body_places(Box(0, 0, self.size.width, self.size.height))
        width, beside = places["sheet"].width, places["story"].width
        if incident is None:
            said = self.pen.words.gettext("It was undone: there is no such incident any more")
            self._show(self._sheet, (sheet.text_row(self.pen, said, width),))
            self._show(self._story, ())
            return
        at_end = self._is_at_end()
        doing, known = self._doing(picture, incident, width), self._known(picture, incident, beside or width)
        self._show(self._sheet, doing if beside else (*doing, *known))
        self._show(self._story, known if beside else ())
        if len(incident.timeline) != self._entries:
            story = self._story if beside else self._sheet
            if at_end or (beside and story is not self._in_hand):
                story.choose(f"{sheet.ENTRY}{len(incident.timeline) - 1}")
            self._entries = len(incident.timeline)

    def _is_at_end(self) -> bool:
        """Whether the newest line of the timeline is in hand, or notes are being written."""
        return self.is_typing or self._row == f"{sheet.ENTRY}{self._entries - 1}"

    def _show(self, pane: LineList, rows: Sequence[sheet.SheetRow]) -> None:
        pane.show(rows, lambda width: sheet.line_of)

    def _doing(self, picture: Picture, incident: Incident, width: int) -> tuple[sheet.SheetRow, ...]:
        pen, now, zone = self.pen, picture.today.now, self.desk.zone
        clocks = [each for each in self.desk.all_deadlines() if each.incident == incident.id]
        return (
            *sheet.clock_rows(pen, clocks, now, zone, width),
            sheet.step_row(pen, incident, width),
            *sheet.check_rows(pen, incident, self.key, width),
            *sheet.task_rows(pen, incident, picture.state, picture.today.date, width),
        )

    def _known(self, picture: Picture, incident: Incident, width: int) -> tuple[sheet.SheetRow, ...]:
        pen, now, zone = self.pen, picture.today.now, self.desk.zone
        facts = facts_of(pen, incident, picture.state, picture.workflow, now, zone)
        return (
            sheet.heading(pen, pen.words.gettext("What is known"), "", width),
            *sheet.fact_rows(pen, facts, width),
            *sheet.repeat_rows(pen, repeat_of(picture.state, incident, zone), zone, width),
            *sheet.timeline_rows(pen, incident.timeline, zone, picture.today.date, width),
        )

    # The foot

    def hints(self) -> Sequence[str]:
        return (*ON_AN_INCIDENT[:1], *ON_AN_INCIDENT[2:5], "view.escape", *ON_AN_INCIDENT[5:])

    def label_of(self, action: str) -> str:
        if action == "incident.step" and self.step_in_hand is not None:
            return self.pen.words.gettext("Do it")
        return super().label_of(action)

    # Keys

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, LineList):
            self._in_hand = event.widget
            self.draw_foot()

    def on_resize(self) -> None:
        """A list that had no room, or has none any more, loses the keys to the other."""
        self.call_after_refresh(self._after_resize)

    def _after_resize(self) -> None:
        if self.size.width < WIDE_FROM and self._in_hand is self._story:
            self._in_hand = self._sheet
            if not self.is_typing:
                self._sheet.focus()

    def action_pane_next(self) -> None:
        if self.size.width >= WIDE_FROM:
            (self._story if self._in_hand is self._sheet else self._sheet).focus()

    def action_pane_previous(self) -> None:
        self.action_pane_next()

    def action_incident_open(self) -> None:
        """Enter: the step in hand, the task, or the fact to correct."""
        row = self._row or ""
        item = self.desk.state.items.get(row.removeprefix(sheet.TASK)) if row.startswith(sheet.TASK) else None
        if item is not None:
            self.ask(lambda app, desk: dialogs.edit_task(app, desk, item))
        elif row.startswith(sheet.FACT):
            self.action_incident_edit()
        elif row == sheet.STEP:
            self.action_incident_step()
        elif self.step_in_hand is not None:
            self.do_check(self.step_in_hand)

    # Notes

    def action_incident_note(self) -> None:
        """A line at the foot that takes note after note."""
        incident = self.incident
        if incident is None:
            return
        self.open_line(self.pen.words.gettext("a note: enter adds it, esc leaves"))
        last = f"{sheet.ENTRY}{len(incident.timeline) - 1}"
        if not self._story.choose(last):
            self._sheet.choose(last)

    def entered(self, text: str) -> None:
        if text.strip():
            self.line.value = ""
            self.perform(do.IncidentNote(incident=self._key, text=text))

    def take_in_hand(self) -> None:
        self._in_hand.focus()

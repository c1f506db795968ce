"""What the log of incidents and the page of one share: the keys of an incident on a full screen."""

from __future__ import annotations

from textual import events

from jornada.tui.screens.foot_line import FootLineScreen
from jornada.tui.screens.incident_actions import IncidentActions
from jornada.tui.screens.incident_hints import incident_labels
from jornada.tui.screens.today_unforeseen import prevent
from jornada.tui.widgets.line_list import LineList

DONE_HERE = ("incident.prevent",)
"""What is listened to anywhere and is done on these screens themselves."""


class IncidentScreen(IncidentActions, FootLineScreen, inherit_bindings=False):
    """A subclass says which incident is in hand, and draws."""

    def label_of(self, action: str) -> str:
        labels = incident_labels(self.pen.words, self.picture, self.incident)
        return labels.get(action) or super().label_of(action)

    def on_line_list_highlighted(self) -> None:
        self.draw_foot()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.action_incident_open()

    def on_key(self, event: events.Key) -> None:
        """A held key is told by no other key between."""
        if event.key not in self.keymap.keys["incident.step"]:
            self.another_key()

    def action_incident_prevent(self) -> None:
        """A task so that the incident in hand does not come again."""
        key = self.incident_in_hand
        self.perform(lambda picture: prevent(self.pen.words, self.desk, picture.incident(key)))

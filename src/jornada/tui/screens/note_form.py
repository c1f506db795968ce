"""A note on a task or an incident, with the earlier ones below."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.state import Incident, Item
from jornada.desk import Desk
from jornada.present.form_words import brand_badge, incident_notes, note_lines
from jornada.present.sentences import named
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import Field, ProseField


class NoteForm(Form):
    """One field to write in."""

    def __init__(self, tools: Tools, desk: Desk, about: Item | Incident) -> None:
        super().__init__(tools, desk, f"note {about.id}")
        self._about = about

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Note"), named(self.words, self._about.title)

    def badge(self) -> tuple[str, str]:
        return brand_badge(self.words, self.desk.workflow, self._about.brand)

    def fields(self) -> Iterable[Field]:
        note = ""
        if isinstance(self._about, Incident):
            note = self.words.gettext("No personal data: point to where it is kept")
        yield ProseField("text", "", note=note)

    def facts(self) -> Iterable[Widget]:
        about = self._about
        notes = about.notes if isinstance(about, Item) else incident_notes(about)
        lines = tuple(note_lines(self.words, notes, self.desk.zone))
        if lines:
            yield Static(self.ink.lines(lines), markup=False, classes="facts")

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        text = values["text"]
        if isinstance(self._about, Item):
            return do.TaskNote(task=self._about.id, text=text)
        return do.IncidentNote(incident=self._about.id, text=text)

"""A promise about a task or an incident: to whom, before when, and what if it needs words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.promises import promises_of
from jornada.core.state import Incident, Item
from jornada.desk import Desk
from jornada.present.form_reading import Reading
from jornada.present.form_words import brand_badge, heading
from jornada.present.promise_lines import promise_entry, promise_row
from jornada.present.sentences import named
from jornada.tui.screens.dialog import WIDEST, Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import Field, TextField


class PromiseForm(Form):
    """Ends in a promise; those that are open already stand below."""

    def __init__(self, tools: Tools, desk: Desk, about: Item | Incident) -> None:
        super().__init__(tools, desk, f"promise {about.id}")
        self._about = about

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Promise an answer"), named(self.words, self._about.title)

    def badge(self) -> tuple[str, str]:
        return brand_badge(self.words, self.desk.workflow, self._about.brand)

    def fields(self) -> Iterable[Field]:
        gettext = self.words.gettext
        yield TextField("who", gettext("To whom"))
        yield TextField("by", gettext("Before"), note=gettext("16:00, tomorrow 10:00, fri 10:00"))
        yield TextField("text", gettext("What"))

    def facts(self) -> Iterable[Widget]:
        now, zone = self.desk.now(), self.desk.zone
        promises = promises_of(self.desk.state, self._about.id, now)
        if promises:
            width = min(self.app.size.width, WIDEST) - 6
            rows = [promise_row(self.pen, promise_entry(self.pen, due, now, zone), width) for due in promises]
            lines = (heading(self.words.gettext("Promised already")), *rows)
            yield Static(self.ink.lines(lines), markup=False, classes="facts")

    def saves(self) -> str:
        return self.words.gettext("promise it")

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        reading = Reading(self.words, values, wrong)
        by = reading.coming("by", self.desk.now(), self.desk.zone)
        if not reading.text("by"):
            wrong["by"] = self.words.gettext("A time is needed, such as 16:00")
        if not reading.text("who"):
            wrong["who"] = self.words.gettext("Promised to whom? A name is needed")
        if by is None:
            return None
        about = {"incident" if isinstance(self._about, Incident) else "task": self._about.id}
        return do.PromiseAdd(who=values["who"], by=by, text=values["text"], **about)

"""The post-mortem: what worked, what did not, why, what is learnt, and who does what about it by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.incidents import SEVERITIES, awaits_post_mortem
from jornada.core.moments import MomentError, read_day
from jornada.core.state import Incident
from jornada.desk import Desk
from jornada.present.form_words import Option, capital
from jornada.present.incident_facts import review_lines
from jornada.present.sentences import moment_line, named, severity_title
from jornada.present.titles import learnt_title
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import ChoiceField, Field, ProseField, TextField

TEXTS = ("worked", "failed", "cause", "lesson")
NEEDED = ("worked", "failed", "cause")
MEASURES = ("measure-1", "measure-2", "measure-3", "measure-4")
"""Most incidents need one or two; what needs more is a plan of its own."""


class ReviewForm(Form):
    """Ends the life of an incident. What was written and left is there again the next time."""

    def __init__(self, tools: Tools, desk: Desk, incident: Incident) -> None:
        super().__init__(tools, desk, f"review {incident.id}")
        self._incident = incident

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Post-mortem"), named(self.words, self._incident.title)

    def fields(self) -> Iterable[Field]:
        words = self.words
        for name in TEXTS:
            yield ProseField(name, capital(learnt_title(words, name)))
        if self._incident.severity is not None:
            options = tuple(
                Option(str(each), severity_title(words, each), f"severity-{each}") for each in SEVERITIES
            )
            value = str(self._incident.severity)
            yield ChoiceField("severity", words.gettext("It was"), self.ink, options, value)
        note = words.gettext("What is done about it; who; by when: New approval step; Ana; fri")
        for place, name in enumerate(MEASURES):
            yield TextField(
                name,
                str(place + 1) if place else words.gettext("Measures"),
                note=note if place + 1 == len(MEASURES) else "",
            )

    def facts(self) -> Iterable[Widget]:
        lines = review_lines(self.pen, self._incident, self.desk.zone)
        yield Static(self.ink.lines(lines), markup=False, classes="facts")

    def saves(self) -> str:
        return self.words.gettext("close it")

    def on_mount(self) -> None:
        self.call_after_refresh(self.action_recall)

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        measures = [self._measure(name, values[name], wrong) for name in MEASURES if values[name].strip()]
        severity = values.get("severity")
        if awaits_post_mortem(self._incident):
            for name in NEEDED:
                if not values[name].strip():
                    wrong[name] = self.words.gettext("A word on this is needed to close it")
        return do.IncidentReview(
            incident=self._incident.id,
            worked=values["worked"].strip(),
            failed=values["failed"].strip(),
            cause=values["cause"].strip(),
            lesson=values["lesson"].strip(),
            severity=int(severity) if severity else None,
            measures=tuple(measures),
        )

    def _measure(self, name: str, text: str, wrong: dict[str, str]) -> do.Measure:
        """ "What; who; by when", the last two as far as they are there."""
        what, who, day = (part.strip() for part in (f"{text};;").split(";", 3)[:3])
        due: dt.date | None = None
        if day:
            try:
                due = read_day(day, self.desk.today())
            except MomentError as error:
                wrong[name] = moment_line(self.words, error)
        return do.Measure(text=what, owner=who, due=due)

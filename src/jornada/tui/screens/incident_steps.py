"""The short forms of an incident: who was told, what was sent, by when the next word goes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jornada.core import intents as do
from jornada.core.state import Incident
from jornada.desk import Desk
from jornada.present.checklist_words import whom_to_notify
from jornada.present.form_reading import Reading
from jornada.present.sentences import named
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import Field, ProseField, TextField


class StepForm(Form):
    """What they share: the incident they are about, and the time, which may be an earlier one."""

    def __init__(self, tools: Tools, desk: Desk, incident: Incident) -> None:
        super().__init__(tools, desk, f"{type(self).__name__} {incident.id}")
        self._incident = incident

    def when_field(self) -> Field:
        gettext = self.words.gettext
        note = gettext("Now, unless you write an earlier time")
        return TextField("when", gettext("At"), short=True, note=note)

    def by_field(self) -> Field:
        gettext = self.words.gettext
        update = self._incident.next_update
        stands = self.words.clock(update.astimezone(self.desk.zone)) if update else ""
        note = gettext("16:00, tomorrow 10:00; empty counts from the targets")
        return TextField("by", gettext("Next before"), stands, short=True, note=note)

    def read_when(self, values: Values, wrong: dict[str, str]) -> dt.datetime | None:
        return Reading(self.words, values, wrong).past("when", self.desk.now(), self.desk.zone)

    def read_by(self, values: Values, wrong: dict[str, str]) -> dt.datetime | None:
        return Reading(self.words, values, wrong).coming("by", self.desk.now(), self.desk.zone)


class NotifyForm(StepForm):
    """Who inside was told, and when."""

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Who was told of it?"), named(self.words, self._incident.title)

    def fields(self) -> Iterable[Field]:
        whom = whom_to_notify(self.words, self._incident.severity)
        note = self.words.gettext("To be told: {whom}").format(whom=whom) if whom else ""
        yield TextField("who", self.words.gettext("Who"), note=note)
        yield self.when_field()

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        when = self.read_when(values, wrong)
        return do.IncidentNotify(incident=self._incident.id, who=values["who"].strip(), when=when)


class UpdateForm(StepForm):
    """What those who wait were told, when, and by when they hear more. The first one is the response."""

    def head(self) -> tuple[str, str]:
        if self._incident.answered is None:
            return self.words.gettext("First response sent"), named(self.words, self._incident.title)
        return self.words.gettext("Update sent"), named(self.words, self._incident.title)

    def fields(self) -> Iterable[Field]:
        gettext = self.words.gettext
        yield ProseField("text", gettext("What"), note=gettext("What was said, or where it is kept"))
        note = gettext("16:00, tomorrow 10:00; empty counts from the targets")
        yield TextField("by", gettext("Next before"), short=True, note=note)
        yield self.when_field()

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        return do.IncidentUpdate(
            incident=self._incident.id,
            text=values["text"].strip(),
            next_update=self.read_by(values, wrong),
            when=self.read_when(values, wrong),
        )


class NextUpdateForm(StepForm):
    """By when the next update goes out, where that is not what the targets say."""

    def head(self) -> tuple[str, str]:
        return self.words.gettext("The next update"), named(self.words, self._incident.title)

    def fields(self) -> Iterable[Field]:
        yield self.by_field()

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        by = self.read_by(values, wrong)
        if by is None and "by" not in wrong:
            wrong["by"] = self.words.gettext("A time is needed, such as 16:00")
        return do.IncidentEdit(incident=self._incident.id, next_update=by) if by else None

"""An incident: logged, or named and classified afterwards. A title and enter are enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from textual.content import Content

from jornada.core import intents as do
from jornada.core.incidents import severity_for
from jornada.core.state import Incident
from jornada.desk import Desk
from jornada.present.form_reading import Reading
from jornada.present.form_words import Option, brand_badge, brand_options, joined
from jornada.present.incident_form_words import (
    kind_options,
    severity_note,
    severity_options,
    suggested_severity,
)
from jornada.present.personal_data_words import personal_data_warning
from jornada.present.sentences import incident_status_title
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import ChoiceField, Field, TextField

FIRST_KIND = "complaint"
PROSE = ("title", "channel", "author", "evidence", "owner")
"""Fields in which personal data of others may slip."""


class IncidentForm(Form):
    """Opens an incident, or with `incident` changes that one. `brand` is the brand in view, `first` the
    field in hand at first."""

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        incident: Incident | None = None,
        brand: str = "",
        *,
        first: str = "",
    ) -> None:
        super().__init__(tools, desk, f"incident {incident.id if incident else ''}")
        self._incident = incident
        self._first = first
        self._brand = incident.brand if incident else brand
        if incident is None or not (incident.title or incident.brand):
            self._brand = self._brand or desk.workflow.only_brand
        kind = incident.kind if incident else FIRST_KIND
        self._severity = incident.severity if incident else suggested_severity(kind)
        self._chosen = incident is not None and incident.severity is not None

    def head(self) -> tuple[str, str]:
        if self._incident is None:
            return self.words.gettext("Log an incident"), ""
        opened = self.words.clock(self._incident.opened.astimezone(self.desk.zone))
        since = self.words.gettext("since {time}").format(time=opened)
        if self._incident.title:
            status = incident_status_title(self.words, self._incident.status)
            return self.words.gettext("Incident"), joined((status, since))
        return self.words.gettext("Name the incident"), since

    def badge(self) -> tuple[str, str]:
        return brand_badge(self.words, self.desk.workflow, self._brand)

    def fields(self) -> Iterable[Field]:
        incident, gettext = self._incident, self.words.gettext
        kind = incident.kind if incident else FIRST_KIND
        yield TextField("title", gettext("Title"), incident.title if incident else "")
        yield ChoiceField("kind", gettext("Kind"), self.ink, kind_options(self.words), kind)
        yield ChoiceField(
            "severity", gettext("Severity"), self.ink, self._severities(kind), _number(self._severity)
        )
        brands = brand_options(self.pen, self.desk.workflow)
        if len(brands) > 1 and (incident or not self.desk.workflow.only_brand):
            yield ChoiceField("brand", gettext("Brand"), self.ink, brands, self._brand)
        yield TextField("channel", gettext("Channel"), incident.channel if incident else "")
        detected = incident.detected if incident else self.desk.now()
        yield TextField("detected", gettext("Detected"), self._time(detected), short=True)
        occurred = incident.occurred if incident else None
        yield TextField("occurred", gettext("Occurred"), self._time(occurred), short=True)
        yield TextField("link", gettext("Link"), incident.link if incident else "")
        yield TextField("author", gettext("Author"), incident.author if incident else "")
        reach = incident.reach if incident else None
        yield TextField("reach", gettext("Reach"), _number(reach), short=True)
        yield TextField("evidence", gettext("Evidence"), incident.evidence if incident else "")
        yield TextField("owner", gettext("Owner"), incident.owner if incident else "")

    def saves(self) -> str:
        return self.words.gettext("save") if self._incident else self.words.gettext("log it")

    def on_mount(self) -> None:
        self._explain()
        self._warn()
        if self._first:
            self.call_after_refresh(self.field(self._first).control.focus)

    def changed(self, field: Field) -> None:
        """The severity follows the kind until a person chooses one, and never falls below its floor."""
        if field.key == "severity":
            self._severity = _severity(field.value)
            self._chosen = True
        if field.key == "kind":
            severity = self.field("severity")
            assert isinstance(severity, ChoiceField)
            if not self._chosen:
                self._severity = suggested_severity(field.value)
            severity.offer(self._severities(field.value))
            severity.put(_number(severity_for(field.value, self._severity)))
        if field.key == "brand":
            self._brand = field.value
            self.refresh_head()
        self._explain()
        self._warn()

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        reading = Reading(self.words, values, wrong)
        severity = _severity(values["severity"])
        detected, occurred = self._instant(reading, "detected"), self._instant(reading, "occurred")
        reach = reading.reach("reach")
        if self._incident is None:
            return do.IncidentOpen(
                title=reading.text("title"),
                kind=values["kind"],
                severity=severity,
                brand=values.get("brand", ""),
                channel=reading.text("channel"),
                link=reading.text("link"),
                author=reading.text("author"),
                reach=reach,
                evidence=reading.text("evidence"),
                owner=reading.text("owner"),
                occurred=occurred,
                detected=detected,
            )

        def changed(name: str) -> str | None:
            return values[name].strip() if values.get(name) != self.first.get(name) else None

        return do.IncidentEdit(
            incident=self._incident.id,
            title=changed("title"),
            kind=changed("kind"),
            severity=severity if values["severity"] != self.first["severity"] else None,
            brand=changed("brand"),
            channel=changed("channel"),
            link=changed("link"),
            author=changed("author"),
            reach=reach,
            evidence=changed("evidence"),
            owner=changed("owner"),
            occurred=occurred,
            detected=detected,
        )

    def _instant(self, reading: Reading, name: str) -> dt.datetime | None:
        """The instant in a field that was changed; one that was not has no seconds to lose."""
        if reading.values[name] == self.first[name]:
            return None
        return reading.past(name, self.desk.now(), self.desk.zone)

    def _severities(self, kind: str) -> tuple[Option, ...]:
        classified = self._incident is not None and self._incident.severity is not None
        return severity_options(self.words, kind, classified=classified)

    def _explain(self) -> None:
        kind, severity = self.field("kind").value, self.field("severity")
        note = severity_note(self.words, kind, _severity(severity.value), self.desk.config.targets)
        severity.explain(note)

    def _warn(self) -> None:
        """Below the author while one types, wherever it was typed: what looks like personal data."""
        values = self.values()
        texts = [values[name] for name in PROSE]
        warning = personal_data_warning(self.words, values["kind"], *texts)
        if warning:
            self.field("author").explain(Content.styled(f"! {warning}", self.ink.style("warning")))
        else:
            self.field("author").explain(self.words.gettext("No personal data: a public handle at most"))

    def _time(self, instant: dt.datetime | None) -> str:
        """A time of today, or one with its date."""
        if instant is None:
            return ""
        local = instant.astimezone(self.desk.zone)
        clock = self.words.clock(local)
        return clock if local.date() == self.desk.today() else f"{local:%Y-%m-%d} {clock}"


def _severity(value: str) -> int | None:
    return int(value) if value else None


def _number(value: int | None) -> str:
    return "" if value is None else str(value)

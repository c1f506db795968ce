"""The weekly report to be written: of which brand and week, for whom, in which format, and what one says."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

from jornada.core import intents as do
from jornada.core.calendar import monday_of
from jornada.core.dataclass import dataclass
from jornada.core.kpis import brands_with_kpis
from jornada.core.moments import MomentError, read_day
from jornada.core.refusals import Reason
from jornada.core.state import ReportTexts
from jornada.core.weekly_values import Audience
from jornada.desk import Desk
from jornada.paths import typed_path
from jornada.present.form_words import Option, brand_badge
from jornada.present.sentences import moment_line, refusal
from jornada.present.titles import brand_title, shorten
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import FieldForm
from jornada.tui.widgets.field import ChoiceField, Field, ProseField, TextField
from jornada.weekly import ReportFormat, file_name

TEXTS = ("status", "worked", "failed", "next", "need")
ANOTHER, REPLACE = "another", "replace"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyAnswer:
    """The report that is wanted; `note` is what is to be kept first, where something new was said."""

    brand: str
    monday: dt.date
    audience: Audience
    form: ReportFormat
    file: Path
    force: bool
    note: do.ReportNote | None


class WeeklyForm(FieldForm[WeeklyAnswer]):
    """What was said for the week before is there again; another brand or week brings its own."""

    def __init__(self, tools: Tools, desk: Desk, brand: str, date: dt.date) -> None:
        super().__init__(tools, desk, f"report {brand} {monday_of(date)}")
        brands = brands_with_kpis(desk.workflow)
        self._brand = brand if brand in brands else brands[0]
        self._brands = brands
        self._date = min(date, desk.today())
        self._named = file_name(self._brand, self._date, ReportFormat.HTML)

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Weekly report"), ""

    def badge(self) -> tuple[str, str]:
        return brand_badge(self.words, self.desk.workflow, self._brand) if self._brand else ("", "")

    def saves(self) -> str:
        return self.words.gettext("write it")

    def fields(self) -> Iterable[Field]:
        gettext, ink = self.words.gettext, self.ink
        if len(self._brands) > 1:
            titles = {key: brand_title(self.desk.workflow, key) for key in self._brands}
            options = tuple(Option(key, shorten(title)) for key, title in titles.items())
            yield ChoiceField("brand", gettext("Brand"), ink, options, self._brand)
        week = gettext("any day of it; {monday} begins this one").format(monday=monday_of(self._date))
        yield TextField("week", gettext("Week of"), self._date.isoformat(), short=True, note=week)
        readers = (
            Option(Audience.CLIENT.value, gettext("the client")),
            Option(Audience.INTERNAL.value, gettext("inside")),
        )
        note = gettext("the client is told nothing private; nobody anything of another brand")
        yield ChoiceField("audience", gettext("For"), ink, readers, Audience.CLIENT.value, note=note)
        forms = tuple(Option(form.value, form.value) for form in ReportFormat)
        yield ChoiceField("form", gettext("Format"), ink, forms, ReportFormat.HTML.value)
        said = self._said()
        yield TextField("status", gettext("In one line"), said.status)
        yield ProseField("worked", gettext("What worked"), said.worked)
        yield ProseField("failed", gettext("What did not"), said.failed)
        yield ProseField("next", gettext("Next week"), said.next)
        yield ProseField("need", gettext("We need"), said.need, note=gettext("from the client"))
        yield TextField("file", gettext("File"), self._named)
        choices = (
            Option(ANOTHER, gettext("ask for another name")),
            Option(REPLACE, gettext("replace it")),
        )
        yield ChoiceField("existing", gettext("If there"), ink, choices, ANOTHER)

    def _said(self) -> ReportTexts:
        key = (self._brand, monday_of(self._date))
        return self.desk.state.report_notes.get(key, ReportTexts())

    def changed(self, field: Field) -> None:
        """Another brand, week or format: the file is named after it, the texts are those kept for it,
        unless a person has changed them."""
        if field.key not in ("brand", "week", "form"):
            return
        before = self._said()
        values = self.values()
        self._brand = values.get("brand", self._brand)
        try:
            self._date = read_day(values["week"], self.desk.today())
        except MomentError:
            return
        for name in TEXTS:
            if values[name] == getattr(before, name):
                self.field(name).put(getattr(self._said(), name))
        if values["file"] == self._named:
            self._named = file_name(self._brand, self._date, ReportFormat(values["form"]))
            self.field("file").put(self._named)
        self.refresh_head()

    def read(self, values: Values, wrong: dict[str, str]) -> WeeklyAnswer | None:
        try:
            day = read_day(values["week"], self.desk.today())
        except MomentError as error:
            wrong["week"] = moment_line(self.words, error)
            return None
        if not values["file"].strip():
            wrong["file"] = self.words.gettext("A name is needed")
            return None
        file = typed_path(values["file"].strip())
        force = values["existing"] == REPLACE
        if os.path.lexists(file) and not force:
            wrong["file"] = self.words.gettext("There is a file of that name already")
        brand = values.get("brand", self._brand)
        return WeeklyAnswer(
            brand=brand,
            monday=monday_of(day),
            audience=Audience(values["audience"]),
            form=ReportFormat(values["form"]),
            file=file,
            force=force,
            note=do.ReportNote(
                week=monday_of(day),
                brand=brand,
                status=values["status"].strip(),
                worked=values["worked"].strip(),
                failed=values["failed"].strip(),
                next=values["next"].strip(),
                need=values["need"].strip(),
            ),
        )

    def judge(self, answer: WeeklyAnswer, values: Values, wrong: dict[str, str]) -> WeeklyAnswer | None:
        """What was said before needs no record."""
        assert answer.note is not None
        refused = self.desk.dry_run(answer.note)
        if refused is None:
            return answer
        if refused.reason is Reason.NOTHING_CHANGES:
            return WeeklyAnswer(
                brand=answer.brand,
                monday=answer.monday,
                audience=answer.audience,
                form=answer.form,
                file=answer.file,
                force=answer.force,
                note=None,
            )
        name = "week" if refused.reason in (Reason.COMING_WEEK, Reason.FAR_DAY) else "status"
        wrong[name] = refusal(self.words, refused)
        return None

"""From which day to which a report goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jornada.core.moments import MomentError
from jornada.core.periods import Period, range_of, read_past_day
from jornada.desk import Desk
from jornada.present.sentences import moment_line
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import FieldForm
from jornada.tui.widgets.field import Field, TextField


class RangeForm(FieldForm[Period]):
    """Two days to type, both included."""

    def __init__(self, tools: Tools, desk: Desk, period: Period) -> None:
        super().__init__(tools, desk, "report.range")
        self._period = period

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Report from – to"), ""

    def fields(self) -> Iterable[Field]:
        gettext = self.words.gettext
        note = gettext("2026-11-20, yesterday, mon, -30")
        yield TextField("first", gettext("First day"), self._period.first.isoformat(), short=True, note=note)
        yield TextField("last", gettext("Last day"), self._period.last.isoformat(), short=True)

    def saves(self) -> str:
        return self.words.gettext("show it")

    def read(self, values: Values, wrong: dict[str, str]) -> Period | None:
        first, last = self._day("first", values, wrong), self._day("last", values, wrong)
        if first is None or last is None:
            return None
        try:
            return range_of(first, last)
        except ValueError:
            wrong["last"] = self.words.gettext("The last day is before the first")
            return None

    def judge(self, answer: Period, values: Values, wrong: dict[str, str]) -> Period | None:
        return answer

    def _day(self, name: str, values: Values, wrong: dict[str, str]) -> dt.date | None:
        try:
            return read_past_day(values[name].strip(), self.desk.today())
        except MomentError as error:
            wrong[name] = moment_line(self.words, error)
            return None

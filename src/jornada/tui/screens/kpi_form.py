"""The figures of a brand in a week, all on one form: what is left empty has no figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jornada.core import intents as do
from jornada.core.kpis import is_count, kpi_rows
from jornada.core.number_text import NumberError, read_number
from jornada.desk import Desk
from jornada.present.form_words import brand_badge
from jornada.present.kpi_words import figure_text, kpi_title, number_line
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import Field, TextField

LABEL_COLUMNS = 12


class KpiForm(Form):
    """One field a measure; last week's figure is said below each. It begins with the field of `measure`."""

    def __init__(self, tools: Tools, desk: Desk, brand: str, monday: dt.date, measure: str) -> None:
        super().__init__(tools, desk, f"kpi.set {brand} {monday}")
        self._brand = brand
        self._monday = monday
        self._measure = measure
        rows = kpi_rows(desk.state, desk.workflow, brand, monday, posts=desk.posts(), weeks=2)
        self._rows = tuple(row for row in rows if not row.computed)
        self._typed = desk.state.kpis.get((brand, monday), {})

    def head(self) -> tuple[str, str]:
        said = self.words.gettext("week {number}").format(number=self._monday.isocalendar().week)
        return self.words.gettext("KPIs"), said

    def badge(self) -> tuple[str, str]:
        return brand_badge(self.words, self.desk.workflow, self._brand) if self._brand else ("", "")

    def fields(self) -> Iterable[Field]:
        words = self.words
        for row in self._rows:
            title = kpi_title(words, row.key, row.title)
            # What the label has no room for is said below it.
            parts = [title] if self.pen.measure(title) > LABEL_COLUMNS else []
            if row.before is not None:
                said = words.gettext("before: {figure}")
                parts.append(said.format(figure=figure_text(words, row.before, row.unit)))
            if row.counted:
                said = words.gettext("in the calendar: {figure}; empty counts them")
                parts.append(said.format(figure=figure_text(words, row.value)))
            if row.target is not None:
                said = words.gettext("target: {figure}")
                parts.append(said.format(figure=figure_text(words, row.target, row.unit)))
            yield TextField(
                row.key,
                title,
                self._shown(row.key),
                short=True,
                note=", ".join(parts),
            )

    def on_mount(self) -> None:
        if self._measure in {row.key for row in self._rows}:
            self.call_after_refresh(self.field(self._measure).control.focus)

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        figures = []
        for row in self._rows:
            typed = values[row.key].strip()
            if typed == self._shown(row.key):
                continue
            try:
                value = read_number(typed, whole=is_count(row.key)) if typed else None
            except NumberError as error:
                wrong[row.key] = number_line(self.words, error)
                continue
            figures.append(do.KpiValue(key=row.key, value=value))
        if not figures:
            return None
        return do.KpiSet(week=self._monday, brand=self._brand, values=tuple(figures))

    def _shown(self, key: str) -> str:
        """A figure as it may be typed again, without thousands that are parted."""
        value = self._typed.get(key)
        if value is None:
            return ""
        return f"{value:.0f}" if is_count(key) else f"{value!r}".removesuffix(".0")

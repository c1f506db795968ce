"""Figures of weeks in a table: rows that are right go in, the others are named with their line and why.

Two shapes. A row a week and brand, a column a measure: `week,brand,followers,mentions,…`. Or a row a
figure: `week,brand,measure,value`. A week is any of its days, or `2026-W47`. A measure is named by its
key or its title, in either language. A cell that is a formula is text like any other, and so no number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from jornada.core.calendar import monday_of
from jornada.core.dataclass import dataclass
from jornada.core.intents import KpiSet, KpiValue
from jornada.core.kpis import is_count, typed_measures
from jornada.core.number_text import NumberError, read_number
from jornada.core.pattern import pattern
from jornada.core.reference import plain
from jornada.core.text import clean
from jornada.core.workflow import Workflow
from jornada.interop.posts_csv import DateOrder, armed, csv_lines, decoded, iso_date

WEEK, BRAND, MEASURE, VALUE = "week", "brand", "measure", "value"
COLUMNS: Mapping[str, str] = {
    WEEK: WEEK,
    "semana": WEEK,
    "date": WEEK,
    "day": WEEK,
    "fecha": WEEK,
    "dia": WEEK,
    BRAND: BRAND,
    "marca": BRAND,
    MEASURE: MEASURE,
    "kpi": MEASURE,
    "medida": MEASURE,
    "indicador": MEASURE,
    VALUE: VALUE,
    "valor": VALUE,
}
"""What a column may be called, without capitals and accents."""
TITLES: Mapping[str, str] = {
    "seguidores": "followers",
    "menciones": "mentions",
    "respuestas": "replies",
    "alcance": "reach",
    "interacciones": "interactions",
    "publicaciones": "posts",
    "posts published": "posts",
    "publicaciones hechas": "posts",
}
"""What everybody's measures are called beside their keys."""
_ISO_WEEK = pattern(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


class RowProblem(StrEnum):
    """Why a row, or a cell of it, does not go in. `Wrong.value` is what stands there."""

    NO_WEEK_COLUMN = "no_week_column"
    NO_FIGURES_COLUMN = "no_figures_column"
    NOT_A_ROW = "not_a_row"
    NO_WEEK = "no_week"
    NO_BRAND = "no_brand"
    NO_SUCH_BRAND = "no_such_brand"
    NO_SUCH_MEASURE = "no_such_measure"
    NO_NUMBER = "no_number"
    AMBIGUOUS = "ambiguous"
    NOT_WHOLE = "not_whole"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a line, from 1; `column` is the head of the cell, where it is one."""

    line: int
    problem: RowProblem
    value: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was read, and where."""

    line: int
    brand: str
    monday: dt.date
    key: str
    value: float


@dataclass(frozen=True, slots=True)
class KpiTable:
    """What a file holds: figures, what is wrong, and the columns that nobody here reads."""

    figures: tuple[Figure, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def intents(self) -> tuple[KpiSet, ...]:
        """One for each week of a brand, in their order; of a figure that is there twice, the last."""
        weeks: dict[tuple[dt.date, str], dict[str, float]] = {}
        for each in self.figures:
            weeks.setdefault((each.monday, each.brand), {})[each.key] = each.value
        return tuple(
            KpiSet(
                week=monday,
                brand=brand,
                values=tuple(KpiValue(key=key, value=value) for key, value in found.items()),
            )
            for (monday, brand), found in sorted(weeks.items())
        )


def read_kpis(
    data: bytes, workflow: Workflow, *, brand: str = "", order: DateOrder | None = None
) -> KpiTable:
    """The figures in a CSV file. `brand` is taken where a row names none; `order` says how a date like
    01/12/2026 is meant."""
    own = {plain(name): kpi.key for kpi in workflow.kpis for name in (kpi.key, kpi.title) if name}
    names = {**COLUMNS, **TITLES, **{key: key for key in typed_measures(workflow, "")}, **own}
    lines = list(csv_lines(decoded(data), names))
    if not lines:
        return KpiTable(wrong=(Wrong(1, RowProblem.NO_WEEK_COLUMN),))
    line, heads = lines[0]
    if isinstance(heads, str):
        return KpiTable(wrong=(Wrong(line, RowProblem.NOT_A_ROW, heads),))
    columns = [names.get(plain(head), "") for head in heads]
    if WEEK not in columns:
        return KpiTable(wrong=(Wrong(line, RowProblem.NO_WEEK_COLUMN),))
    figures = set(columns) - {WEEK, BRAND, MEASURE, VALUE, ""}
    if not figures and not {MEASURE, VALUE} <= set(columns):
        return KpiTable(wrong=(Wrong(line, RowProblem.NO_FIGURES_COLUMN),))
    unread = tuple(
        clean(head) for head, column in zip(heads, columns, strict=True) if not column and clean(head)
    )
    reader = _Reader(workflow, names, [clean(head) for head in heads], columns, brand, order)
    for line, cells in lines[1:]:
        if isinstance(cells, str):
            reader.wrong.append(Wrong(line, RowProblem.NOT_A_ROW, clean(cells)))
        elif any(map(clean, cells)):
            reader.row(line, cells)
    return KpiTable(tuple(reader.figures), tuple(reader.wrong), unread)


class _Reader:
    """Takes the rows one after the other."""

    def __init__(
        self,
        workflow: Workflow,
        names: Mapping[str, str],
        heads: Sequence[str],
        columns: Sequence[str],
        brand: str,
        order: DateOrder | None,
    ) -> None:
        self._workflow = workflow
        self._names = names
        self._heads = heads
        self._columns = columns
        self._brand = brand
        self._order: DateOrder | None = order
        self.figures: list[Figure] = []
        self.wrong: list[Wrong] = []

    def row(self, line: int, cells: Sequence[str]) -> None:
        """A row is taken as far as it is right: a cell that is no figure stops no other."""
        if any(map(clean, cells[len(self._columns) :])):
            self.wrong.append(Wrong(line, RowProblem.NOT_A_ROW, clean(cells[len(self._columns)])[:80]))
            return
        said = [(column, head, clean(armed(cell))) for column, head, cell in self._cells(cells) if column]
        by_name = {column: text for column, _, text in reversed(said)}
        monday = self._week(by_name.get(WEEK, ""))
        if monday is None:
            self.wrong.append(Wrong(line, RowProblem.NO_WEEK, by_name.get(WEEK, "")[:40]))
            return
        brand = self._brand_of(line, by_name.get(BRAND, ""))
        if brand is None:
            return
        if by_name.get(MEASURE):
            measure = by_name[MEASURE]
            self._figure(
                line, brand, monday, self._names.get(plain(measure), measure), VALUE, by_name.get(VALUE, "")
            )
        for column, head, text in said:
            if column not in (WEEK, BRAND, MEASURE, VALUE) and text:
                self._figure(line, brand, monday, column, head, text)

    def _cells(self, cells: Sequence[str]) -> Iterable[tuple[str, str, str]]:
        return zip(self._columns, self._heads, cells, strict=False)

    def _week(self, text: str) -> dt.date | None:
        try:
            if found := _ISO_WEEK.fullmatch(text):
                return dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday_of(dt.date.fromisoformat(iso_date(text, self._order)))
        except ValueError:
            return None

    def _brand_of(self, line: int, text: str) -> str | None:
        """The key of the brand a row names by its key or its title; `None` where that is wrong."""
        brands = self._workflow.brands
        if not text and (self._brand or not brands):
            return self._brand
        wanted = plain(text)
        for brand in brands:
            if text and wanted in (brand.key, plain(brand.title)):
                return brand.key
        self.wrong.append(Wrong(line, RowProblem.NO_SUCH_BRAND if text else RowProblem.NO_BRAND, text[:40]))
        return None

    def _figure(self, line: int, brand: str, monday: dt.date, key: str, head: str, text: str) -> None:
        if key not in typed_measures(self._workflow, brand):
            self.wrong.append(Wrong(line, RowProblem.NO_SUCH_MEASURE, key[:40]))
            return
        try:
            value = read_number(text, whole=is_count(key))
        except NumberError as error:
            self.wrong.append(Wrong(line, RowProblem(error.problem.value), text[:40], head))
            return
        self.figures.append(Figure(line, brand, monday, key, value))

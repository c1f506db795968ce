"""The measures of the week as rows: a heading for each brand, below it a row a measure with its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.core.dataclass import dataclass, field
from jornada.core.kpis import BrandKpis, KpiRow, MissingKpis
from jornada.core.workflow import Workflow
from jornada.present.kpi_words import change_text, figure_text, kpi_title
from jornada.present.lines import KeyNames, filled, roomiest, rule, spread
from jornada.present.listing import Column, table
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.spark import spark
from jornada.present.titles import brand_title, shorten
from jornada.present.words import Words

SPARK_FROM, BEFORE_FROM, TARGET_FROM = 48, 76, 40
"""From so many columns on there is room for the line of the weeks, last week, the target."""
FIGURE_COLUMNS = 11
SEPARATOR = "\n"
"""Parts brand and measure in the key of a row; no key of either has it."""


@dataclass(frozen=True, slots=True)
class BrandRow:
    """The heading of a brand."""

    title: str
    look: str
    missing: int = 0
    key: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure under the cursor."""

    brand: str
    row: KpiRow
    missing: bool = False
    beneath: bool = field(default=False, compare=False)

    @property
    def key(self) -> str:
        return row_key(self.brand, self.row.key)


@dataclass(frozen=True, slots=True)
class HeadRow:
    """What the columns are."""

    key: str | None = None


Entry = BrandRow | MeasureRow | HeadRow


def row_key(brand: str, measure: str) -> str:
    """The key of a row of the list."""
    return f"{brand}{SEPARATOR}{measure}"


def brand_of(key: str | None) -> str | None:
    """The brand of the row with that key."""
    return key.partition(SEPARATOR)[0] if key is not None else None


def kpi_entries(workflow: Workflow, brands: Sequence[BrandKpis]) -> tuple[Entry, ...]:
    """All rows: the heads of the columns once, then brand by brand."""
    entries: list[Entry] = [HeadRow()]
    for each in brands:
        if each.brand or len(brands) > 1:
            title, look = brand_look(workflow, each.brand)
            entries.append(BrandRow(title, look, len(each.missing)))
        entries += [MeasureRow(each.brand, row, row.key in each.missing) for row in each.rows]
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class KpiDrawing:
    """Draws the rows in `width` columns."""

    pen: Pen
    width: int

    def __call__(self, entry: Entry) -> Line:
        return filled(self.pen, (*self._line(entry, self.width - 1), Piece(" ")), self.width)

    def _line(self, entry: Entry, width: int) -> Line:
        match entry:
            case HeadRow():
                return self._heads(width)
            case BrandRow():
                return self._brand(entry, width)
            case MeasureRow():
                return self._measure(entry, width)

    def _heads(self, width: int) -> Line:
        gettext = self.pen.words.gettext
        return spread(
            self.pen,
            (Piece("   "),),
            self._columns(
                gettext("this week"),
                gettext("before"),
                gettext("target"),
                gettext("8 weeks"),
                roles=("muted",) * 4,
                width=width,
            ),
            width,
        )

    def _brand(self, row: BrandRow, width: int) -> Line:
        words = self.pen.words
        note: Line = ()
        if row.missing:
            said = words.ngettext("{n} to type in", "{n} to type in", row.missing).format(n=row.missing)
            note = (Piece(said, "warning"),)
        return rule(self.pen, (Piece(shorten(row.title, 40), row.look or "section"),), note, width)

    def _measure(self, entry: MeasureRow, width: int) -> Line:
        pen, row = self.pen, entry.row
        glyphs = pen.glyphs
        sign, role = " ", ""
        if row.reached:
            sign, role = glyphs.done, "good"
        elif entry.missing:
            sign, role = glyphs.pending, "warning"
        elif row.reached is False:
            sign, role = glyphs.at_risk, "warning"
        value = figure_text(pen.words, row.value, row.unit)
        right = self._columns(
            value or glyphs.line,
            figure_text(pen.words, row.before, row.unit) or glyphs.line,
            figure_text(pen.words, row.target, row.unit),
            spark(row.weeks, glyphs),
            roles=("strong" if value else "muted", "muted", "muted", "bar-done"),
            width=width,
        )
        title = kpi_title(pen.words, row.key, row.title)
        left = (Piece(f" {sign} ", role), Piece(shorten(title, 200), "muted" if row.computed else ""))
        return spread(pen, left, right, width)

    def _columns(
        self, value: str, before: str, target: str, weeks: str, *, roles: Sequence[str], width: int
    ) -> Line:
        pen = self.pen
        pieces = [Piece(pen.fit(value, FIGURE_COLUMNS, right=True), roles[0])]
        if width >= BEFORE_FROM:
            pieces.append(Piece(pen.fit(before, FIGURE_COLUMNS, right=True), roles[1]))
        if width >= TARGET_FROM:
            pieces.append(Piece(pen.fit(target, FIGURE_COLUMNS, right=True), roles[2]))
        if width >= SPARK_FROM:
            pieces += [Piece("  "), Piece(pen.fit(weeks, 8), roles[3])]
        return tuple(pieces)


def kpi_facts(pen: Pen, row: KpiRow, width: int) -> str:
    """What is to say of the measure in hand: the change, and where its figure comes from."""
    words = pen.words
    parts = []
    if row.change is not None:
        said = words.gettext("{change} since the week before")
        parts.append(said.format(change=change_text(words, row.change, row.unit)))
    if row.computed:
        parts.append(words.gettext("computed"))
    if row.counted:
        parts.append(words.gettext("counted in the editorial calendar"))
    return pen.crop(f" {pen.glyphs.separator} ".join(parts), width)


def kpi_table(
    pen: Pen, workflow: Workflow, brands: Sequence[BrandKpis], width: int, *, weeks: int
) -> tuple[str, ...]:
    """The same as plain text, in aligned columns."""
    words = pen.words
    columns = (
        Column(words.gettext("Brand"), gives_way=True),
        Column(words.gettext("Measure"), gives_way=True),
        Column(words.gettext("This week"), right=True),
        Column(words.gettext("Week before"), right=True),
        Column(words.gettext("Target"), right=True),
        Column(words.ngettext("{n} week", "{n} weeks", weeks).format(n=weeks)),
        Column(""),
    )
    rows = [
        (
            brand_title(workflow, each.brand) if each.brand else "",
            kpi_title(words, row.key, row.title),
            figure_text(words, row.value, row.unit),
            figure_text(words, row.before, row.unit),
            figure_text(words, row.target, row.unit),
            spark(row.weeks, pen.glyphs),
            words.gettext("to type in") if row.key in each.missing else "",
        )
        for each in brands
        for row in each.rows
        if has_something(row) or row.key in each.missing
    ]
    if not rows:
        return (words.gettext("No figures were typed in yet"),)
    return table(pen, columns, rows, width)


def has_something(row: KpiRow) -> bool:
    """Whether there is a figure of any of its weeks, or a target."""
    return row.target is not None or any(value is not None for value in row.weeks)


def missing_line(words: Words, workflow: Workflow, missing: Sequence[MissingKpis], keys: KeyNames) -> str:
    """ "KPIs of week 47 are not in: Acme, Brisa. 0 types them in"; empty where none are missing."""
    if not missing:
        return ""
    numbers = sorted({each.monday for each in missing})
    brands = ", ".join(brand_title(workflow, each.brand) for each in missing if each.brand)
    weeks = ", ".join(str(monday.isocalendar().week) for monday in numbers)
    if brands:
        said = words.gettext("KPIs of week {week} are not in: {brands}. {key} types them in")
    else:
        said = words.gettext("KPIs of week {week} are not in. {key} types them in")
    return said.format(week=weeks, brands=brands, key=keys("screen.kpis"))


def week_title(pen: Pen, monday: dt.date, today: dt.date, missing: int, width: int) -> Line:
    """The heading of the screen: which week is looked at, and how much of it is missing."""
    words = pen.words
    span = words.gettext("week {number}: {first} – {last}").format(
        number=monday.isocalendar().week,
        first=words.day_title(monday),
        last=words.day_title(monday + dt.timedelta(days=6)),
    )
    short = words.gettext("week {number}").format(number=monday.isocalendar().week)
    is_this = monday <= today < monday + dt.timedelta(days=7)
    now = words.gettext("this week") if is_this else str(monday.year)
    right: Line = (Piece(now, "strong" if is_this else "muted"), Piece(" "))
    if missing:
        said = words.ngettext("{n} to type in", "{n} to type in", missing).format(n=missing)
        right = (Piece(said, "warning"), Piece("  "), *right)
    left: Line = (Piece(" "), Piece(words.gettext("KPIs"), "heading"), Piece("  "))
    room = width - width_of((*left, *right), pen.measure) - 2
    said = roomiest(pen, room, span, short, str(monday.isocalendar().week))
    return spread(pen, (*left, Piece(said, "muted")), right, width)

"""How the page of a workflow lies on a sheet of A4: its style, and the size of type at which it fits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import permutations

from jornada.core.chart import Chart, ChartGroup
from jornada.core.dataclass import dataclass
from jornada.core.text import clean
from jornada.present.chart_groups import said_once
from jornada.present.chart_words import (
    Part,
    beside,
    brand_facts,
    brand_text,
    goal_text,
    milestone_text,
)
from jornada.present.pen import plain_width
from jornada.present.words import Words

MARGIN_MM = 7
WIDTH_MM, HEIGHT_MM = 297 - 2 * MARGIN_MM, 210 - 2 * MARGIN_MM
SPARE_MM = 5
"""Left free at the foot: fonts differ, and what is estimated here is only nearly so."""
LARGEST_POINTS, ROOMY_POINTS, LEAST_POINTS, STEP = 11.0, 8.5, 5.0, 0.25
"""From under `ROOMY_POINTS` on, lines are saved rather than type made smaller."""
POINT_MM = 25.4 / 72
LINE = 1.17
"""The height of a line in the size of its type."""
LETTER = 0.48
"""The mean width of a letter in the size of its type."""
FIRST_COLUMN = 0.16
COLUMNS_AT_POINTS = 7.0
"""The size of type for which the widths of the columns are looked for."""
COLUMN_STEP, LEAST_COLUMN, MOST_COLUMNS = 0.02, 0.15, 4
"""Shares of the width: by how much one is changed, the least one, and how many columns are worth it."""

STYLE = """
@page { size: A4 landscape; margin: 7mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font-size: 15px; }
body { margin: 1.5rem auto; max-width: 90rem; padding: 0 1rem; background: #ffffff; color: #1c1e24;
  font: 1rem/1.25 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1 { font-size: 1.7rem; line-height: 1.15; margin: 0; }
h2 { font-size: 1rem; }
p, ul { margin: 0; padding: 0; }
li { list-style: none; }
.span { float: right; color: #50545f; }
.summary { font-size: 1.1rem; }
.inline { display: inline; margin: 0 .5rem 0 0; }
.inline li { display: inline; margin-right: .8rem; }
table { border-collapse: collapse; width: 100%; margin-top: .6rem; }
caption { text-align: left; font-weight: bold; padding: 0 0 .15rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .45rem; border-top: 1px solid #c9ccd4; }
thead th { border-top: none; border-bottom: 2px solid #50545f; vertical-align: bottom; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.day { table-layout: fixed; }
.day .areas { width: 16%; }
tbody th { border-left: .35rem solid var(--area, transparent); color: var(--area, inherit);
  overflow-wrap: anywhere; }
td { overflow-wrap: anywhere; }
td ul + p + ul { margin-top: .2rem; }
td li { padding-left: 2.6em; text-indent: -2.6em; }
td li b { display: inline-block; min-width: 2.3em; text-indent: 0; font-variant-numeric: tabular-nums; }
.aims { padding-left: 2.6em; }
.due { white-space: nowrap; }
.aside { color: #50545f; font-weight: normal; }
.block { display: block; }
.rank { font-size: 1.15em; }
.mark { display: inline-block; border: 1px solid #50545f; border-radius: .3em; padding: 0 .25em;
  font-size: .8em; line-height: 1.1; color: #50545f; text-indent: 0; }
.reserve td, .reserve th { background: #f1f2f4; }
.foot { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: flex-start; }
.foot table { width: auto; }
.foot .brands { flex: 1; min-width: 20rem; }
.week td { text-align: right; font-variant-numeric: tabular-nums; }
.week thead th + th { text-align: right; }
.week .sum th, .week .sum td { font-weight: bold; }
.note { color: #50545f; margin-top: .3rem; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@media print {
  html { font-size: POINTSpt; }
  body { margin: 0; padding: 0; max-width: none; line-height: 1.17;
    font-family: Arial, "Liberation Sans", Helvetica, "Noto Sans", "DejaVu Sans Condensed", sans-serif; }
  h1 { font-size: 1.4rem; display: inline; margin-right: 1rem; }
  .summary { display: inline; font-size: 1rem; }
  .summary + .summary::before { content: " "; }
  header h2.inline:first-of-type::before { content: ""; display: block; }
  .day .block { display: inline; white-space: nowrap; }
  th, td { padding: .06rem .3rem; }
  td ul + p + ul { margin-top: .06rem; }
  td li { padding-left: 2.3em; text-indent: -2.3em; }
  td li b { min-width: 2.1em; }
  .aims { padding-left: 2.3em; }
  .day caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table { margin-top: .25rem; }
  .foot { gap: 0 1rem; }
  .mark { font-size: 1em; line-height: 1; padding: 0 .2em; border-width: .5pt; }
}
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a page lies on its sheet: the size of type in points, the blocks' shares of its width, and whether
    goals stand beside their tasks to save lines."""

    points: float
    columns: tuple[float, ...]
    dense: bool


def sheet_of(chart: Chart, words: Words, part: Part) -> Sheet:
    """The largest size of type at which the page fits one sheet; the least that can be read where it does
    not fit at all, and then it takes several."""
    for dense, least in ((False, ROOMY_POINTS), (True, LEAST_POINTS)):
        columns = _columns(chart, words, dense) if part.has_day and chart.blocks else ()
        points = LARGEST_POINTS
        while points >= least:
            sheet = Sheet(points, columns, dense)
            if _height(chart, words, part, sheet) <= HEIGHT_MM - SPARE_MM:
                return sheet
            points -= STEP
    return sheet


def _columns(chart: Chart, words: Words, dense: bool) -> tuple[float, ...]:
    """Shares of the width by which the tasks take the fewest lines: from equal ones, a little to and fro."""
    count = len(chart.blocks)
    columns = ((1 - FIRST_COLUMN) / count,) * count
    if not 2 <= count <= MOST_COLUMNS:
        return columns

    def lines(shares: Sequence[float]) -> int:
        return sum(_day_rows(chart, words, Sheet(COLUMNS_AT_POINTS, tuple(shares), dense)))

    fewest, better = lines(columns), True
    while better:
        better = False
        for giving, taking in permutations(range(count), 2):
            tried = list(columns)
            tried[giving] -= COLUMN_STEP
            tried[taking] += COLUMN_STEP
            if tried[giving] >= LEAST_COLUMN and (found := lines(tried)) < fewest:
                columns, fewest, better = tuple(tried), found, True
    return columns


def _height(chart: Chart, words: Words, part: Part, sheet: Sheet) -> float:
    """About how many millimetres the page takes."""
    points = sheet.points
    line = points * POINT_MM * LINE
    padding = 0.12 * points * POINT_MM + 0.3
    rows = _head_rows(chart, points)
    if part.has_day and chart.blocks:
        rows += _day_rows(chart, words, sheet)
    week = 0
    if part is Part.WEEK:
        week = 4 + sum(2 + sum(1 for _ in chart.tasks(place)) for place in range(len(chart.blocks)))
    elif part is Part.WHOLE:
        week = len(chart.blocks) + 4
    share = 1 if part is Part.DAY else 0.7
    rows += [1] * max(week, _brand_rows(chart, words, points, share))
    return sum(count * line + padding for count in rows) + 2 * line


def _head_rows(chart: Chart, points: float) -> list[int]:
    full = _letters(WIDTH_MM, points)
    title = math.ceil((plain_width(clean(chart.title)) * 1.5 + plain_width(clean(chart.summary))) / full)
    objectives = _lines("x " * (sum(len(each) + 8 for each in (*chart.objectives, *chart.roles)) // 2), full)
    return [title + 1, objectives]


def _day_rows(chart: Chart, words: Words, sheet: Sheet) -> list[int]:
    points = sheet.points
    pad = 0.6 * points * POINT_MM
    first = _letters(WIDTH_MM * FIRST_COLUMN - pad - 0.35 * points * POINT_MM, points)
    letters = [_letters(WIDTH_MM * share - pad - 2.3 * points * POINT_MM, points) for share in sheet.columns]
    rows = [1]
    for row in chart.rows:
        # The area stands in bold, which is wider.
        head = _lines(f"{row.rank} {row.area} {_whole(words.duration(row.week_minutes))}", int(first * 0.9))
        cells = (
            _cell_lines(words, chart, cell, fit, sheet.dense)
            for cell, fit in zip(row.cells, letters, strict=True)
        )
        rows.append(max(head, *cells))
    return [*rows, 1]


def _whole(text: str) -> str:
    """A text that is not broken, as one word."""
    return text.replace(" ", "_")


def _cell_lines(words: Words, chart: Chart, cell: Sequence[ChartGroup], letters: int, dense: bool) -> int:
    found = 0
    for said in said_once(cell, dense=dense):
        first = said.groups[0]
        goal = f"→ {goal_text(first)}" if goal_text(first) else ""
        alone = len(said.groups) == 1
        for group in said.groups:
            due = _milestone(words, group)
            aims = f"{goal} {due}" if said.in_line else due if not alone else ""
            for task in group.tasks:
                found += _lines(f"{task.title} {beside(words, chart, task, '·')} {aims}", letters)
        if not said.in_line:
            found += _lines(f"{goal} {_milestone(words, first) if alone else ''}", letters) if goal else 0
    return found


def _milestone(words: Words, group: ChartGroup) -> str:
    return f"◆ {milestone_text(words, group)}" if group.milestone else ""


def _brand_rows(chart: Chart, words: Words, points: float, share: float) -> int:
    if not chart.brands:
        return 0
    rows = 2
    # The browser gives the longer columns more room: five sixths of it are taken by text.
    letters = int(_letters(WIDTH_MM * share, points) / 1.2)
    for brand in chart.brands:
        texts = [text for _, text in brand_facts(words, brand)]
        rows += max(1, _lines(" ".join((*texts, brand_text(words, brand), brand.brand.title)), letters))
    return rows


def _letters(millimetres: float, points: float) -> int:
    return max(1, int(millimetres / (points * POINT_MM * LETTER)))


def _lines(text: str, letters: int) -> int:
    """Lines that a text takes where so many letters go on one, broken between words."""
    return sum(_paragraph(part.split(), letters) for part in clean(text).split("\n"))


def _paragraph(words: Iterable[str], letters: int) -> int:
    lines, used = 1, 0
    for word in words:
        width = plain_width(word)
        if used and used + 1 + width > letters:
            lines, used = lines + 1, 0
        used += width + (1 if used else 0)
        while used > letters:
            lines, used = lines + 1, used - letters
    return lines

"""How the page of a workflow lies on a sheet of A4: its style, and the size of type at which it fits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from jornada.core.chart import Chart, ChartGroup
from jornada.core.text import clean
from jornada.present.chart_words import Part, beside, brand_facts, brand_text, goal_text, milestone_text
from jornada.present.pen import plain_width
from jornada.present.words import Words

MARGIN_MM = 8
WIDTH_MM, HEIGHT_MM = 297 - 2 * MARGIN_MM, 210 - 2 * MARGIN_MM
SPARE_MM = 6
"""Left free at the foot: fonts differ, and what is estimated here is only nearly so."""
LARGEST_POINTS, LEAST_POINTS, STEP = 9.5, 5.0, 0.25
POINT_MM = 25.4 / 72
LINE = 1.25
"""The height of a line in the size of its type."""
LETTER = 0.5
"""The mean width of a letter in the size of its type; of a wide font."""
FIRST_COLUMN = 0.13

STYLE = """
@page { size: A4 landscape; margin: 8mm; }
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
.inline li { display: inline; margin-right: 1rem; }
table { border-collapse: collapse; width: 100%; margin-top: .6rem; }
caption { text-align: left; font-weight: bold; padding: 0 0 .15rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .45rem; border-top: 1px solid #c9ccd4; }
thead th { border-top: none; border-bottom: 2px solid #50545f; vertical-align: bottom; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.day { table-layout: fixed; }
.day thead th:first-child { width: 13%; }
tbody th { border-left: .35rem solid var(--area, transparent); color: var(--area, inherit);
  overflow-wrap: anywhere; }
td { overflow-wrap: anywhere; }
td ul + p + ul { margin-top: .2rem; }
td li { padding-left: 2.6em; text-indent: -2.6em; }
td li b { display: inline-block; min-width: 2.3em; text-indent: 0; font-variant-numeric: tabular-nums; }
.aims { padding-left: 2.6em; color: #50545f; }
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
  body { margin: 0; padding: 0; max-width: none; }
  th, td { padding: .08rem .4rem; }
  table { margin-top: .35rem; }
}
"""


def points_of(chart: Chart, words: Words, part: Part) -> float:
    """The largest size of type, in points, at which the page fits one sheet; the least that can be read
    where it does not fit at all, and then it takes several."""
    points = LARGEST_POINTS
    while points > LEAST_POINTS and _height(chart, words, part, points) > HEIGHT_MM - SPARE_MM:
        points -= STEP
    return points


def _height(chart: Chart, words: Words, part: Part, points: float) -> float:
    """About how many millimetres the page takes."""
    line = points * POINT_MM * LINE
    padding = 0.16 * points * POINT_MM + 0.3
    rows = _head_rows(chart, points)
    if part.has_day and chart.blocks:
        rows += _day_rows(chart, words, points)
    week = 0
    if part is Part.WEEK:
        week = 4 + sum(2 + sum(1 for _ in chart.tasks(place)) for place in range(len(chart.blocks)))
    elif part is Part.WHOLE:
        week = len(chart.blocks) + 4
    share = 1 if part is Part.DAY else 0.7
    rows += [1] * max(week, _brand_rows(chart, words, points, share))
    return sum(count * line + padding for count in rows) + 3 * line


def _head_rows(chart: Chart, points: float) -> list[int]:
    full = _letters(WIDTH_MM, points)
    title = math.ceil(plain_width(clean(chart.title)) * 1.7 / full) * 2
    summary = sum(_lines(text, int(full / 1.1)) for text in chart.summary.split("\n"))
    objectives = _lines("x" * sum(len(each) + 8 for each in (*chart.objectives, *chart.roles)), full)
    return [title, summary, objectives + 1]


def _day_rows(chart: Chart, words: Words, points: float) -> list[int]:
    pad = 0.9 * points * POINT_MM
    first = _letters(WIDTH_MM * FIRST_COLUMN - 2 * pad, points)
    width = WIDTH_MM * (1 - FIRST_COLUMN) / len(chart.blocks) - pad
    letters = _letters(width - 2.6 * points * POINT_MM, points)
    rows = [2, 1]
    for row in chart.rows:
        # The area stands in bold, which is wider.
        head = _lines(f"{row.rank} {row.area} ", int(first * 0.9)) + (1 if row.week_minutes else 0)
        rows.append(max(head, *(_cell_lines(words, chart, cell, letters) for cell in row.cells)))
    return [*rows, 2]


def _cell_lines(words: Words, chart: Chart, groups: Sequence[ChartGroup], letters: int) -> int:
    found = 0
    for group in groups:
        for task in group.tasks:
            found += _lines(f"{task.title} {beside(words, chart, task, '·')}", letters)
        aims = (goal_text(group), milestone_text(words, group))
        found += _lines("→ " + " ◆ ".join(filter(None, aims)), letters) if any(aims) else 0
    return found


def _brand_rows(chart: Chart, words: Words, points: float, share: float) -> int:
    if not chart.brands:
        return 0
    rows = 2
    # The browser gives the longer columns more room: five sixths of it are taken by text.
    letters = int(_letters(WIDTH_MM * share, points) / 1.2)
    for brand in chart.brands:
        texts = [text for _, text in brand_facts(words, brand)]
        rows += max(2, _lines(" ".join((*texts, brand_text(words, brand), brand.brand.title)), letters))
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

"""A report as one file of HTML: no script, nothing from elsewhere; that of a week is one sheet of paper.

Headings and tables say what they are to a screen reader; a spark line is for the eye only. Whatever a
person wrote is escaped and set apart (`bdi`). On paper the sections stand in two columns, in the largest
type at which they are estimated to fit; what has no room even in the least takes a second sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from jornada.present.page_parts import Bar, Grid, Head, Page, Part, Points, Said, Section
from jornada.present.pen import plain_width

LARGEST_POINTS, LEAST_POINTS, STEP = 10.5, 5.5, 0.25
MARGIN_MM, GAP_MM = 11, 7
WIDTH_MM, HEIGHT_MM = 210 - 2 * MARGIN_MM, 297 - 2 * MARGIN_MM
SPARE = 0.9
"""So much of the height is filled at most: fonts differ, and sections are not cut between columns."""
POINT_MM = 25.4 / 72
LETTER, LINE = 0.5, 1.3
"""The mean width of a letter, and the height of a line, in the size of its type."""
HEAD_LINES, SECTION_LINES, ROW_LINES = 7.0, 2.2, 1.25

STYLE = """
@page { size: A4 portrait; margin: 11mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font-size: 15px; }
body { margin: 1.5rem auto; max-width: 46rem; padding: 0 1rem; background: #ffffff; color: #1c1e24;
  font: 1rem/1.35 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.05rem; margin: 0 0 .25rem; color: #1d4f91; border-bottom: 2px solid #1d4f91; }
p, ul { margin: 0 0 .3rem; padding: 0; }
ul { padding-left: 1.1rem; }
.week { color: #50545f; }
.status { font-size: 1.15rem; font-weight: bold; margin: .5rem 0; padding: .4rem .6rem;
  border-left: .3rem solid #1d4f91; background: #eef3f9; }
.note { color: #8a3b00; font-weight: bold; }
section { margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .35rem; }
th, td { text-align: left; vertical-align: top; padding: .12rem .35rem; border-top: 1px solid #d5d8de; }
th:first-child { padding-left: 0; }
td:last-child { padding-right: 0; }
thead th { border-top: none; border-bottom: 1px solid #50545f; vertical-align: bottom; }
tbody th { font-weight: normal; }
.number { text-align: right; white-space: nowrap; }
.total th, .total td { font-weight: bold; border-top: 1px solid #50545f; }
td.weeks { color: #1d4f91; white-space: nowrap; }
.table { overflow-x: auto; }
@media print {
  html { font-size: POINTSpt; }
  body { margin: 0; max-width: none; padding: 0; line-height: 1.3; }
  main { columns: 2; column-gap: 7mm; }
  section { break-inside: avoid; margin-bottom: .7rem; }
  .table { overflow: visible; }
  th, td { padding: .1rem .22rem; }
}
"""

PICTURES = """
td.bar { width: 34%; vertical-align: middle; }
.bar i { display: inline-block; height: .6em; vertical-align: middle; }
header { margin-bottom: 1rem; }
th:last-child { padding-right: 0; }
thead td { border-top: none; border-bottom: 1px solid #50545f; color: #50545f; font-size: .8em;
  white-space: nowrap; }
.sign { width: .7em; margin: 0 .2em 0 .6em; }
.within { background: #1d4f91; }
.free { background: #c9d3e0; }
.beyond { background: #8a3b00; }
.level-1 { background: #eef3f9; }
.level-2 { background: #d3e0ef; }
.level-3 { background: #a9c3e0; }
.level-4 { background: #7fa6d0; }
@media print {
  main { columns: 1; }
  section { break-inside: auto; }
  h2 { break-after: avoid; }
  tr, li { break-inside: avoid; }
}
"""
"""Of a page that has bars and shaded cells, and all the sheets it needs."""
_BAR_PARTS = ("within", "free", "beyond")


def weekly_html(page: Page) -> str:
    """The page as a document of HTML."""
    points = points_of(page) if page.one_sheet else LARGEST_POINTS
    style = STYLE.replace("POINTS", f"{points:.2f}") + ("" if page.one_sheet else PICTURES)
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{page.language}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(page.title)} – {escape(page.week)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *_head(page),
            "<main>",
            *(line for number, section in enumerate(page.sections, 1) for line in _section(number, section)),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _head(page: Page) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{_text(page.title)}</h1>"
    yield f'<p class="week">{escape(page.week)}</p>'
    if page.note:
        yield f'<p class="note">{escape(page.note)}</p>'
    if page.status:
        yield f'<p class="status">{_text(page.status)}</p>'
    yield "</header>"


def _section(number: int, section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="section-{number}">'
    yield f'<h2 id="section-{number}">{escape(section.title)}</h2>'
    for part in section.parts:
        yield from _part(part, number)
    yield "</section>"


def _part(part: Part, number: int) -> Iterator[str]:
    match part:
        case Said(text=text):
            yield f"<p>{_text(text)}</p>"
        case Points(points=points):
            yield "<ul>"
            yield from (f"<li>{_text(point)}</li>" for point in points)
            yield "</ul>"
        case Grid():
            yield from _grid(part, number)


def _grid(grid: Grid, number: int) -> Iterator[str]:
    kept = [place for place in range(len(grid.heads)) if any(row[place] for row in grid.rows)]
    yield f'<div class="table"><table aria-labelledby="section-{number}">'
    heads = (grid.heads[place] for place in kept)
    cells = [f'<th scope="col"{_class(head)}{_hidden(head)}>{escape(head.title)}</th>' for head in heads]
    if grid.bars:
        cells.insert(1, _bar_signs(grid.bar_words))
    yield f"<thead><tr>{''.join(cells)}</tr></thead>"
    yield "<tbody>"
    for place, row in enumerate(grid.rows, 1):
        kind = ' class="total"' if grid.total and place == len(grid.rows) else ""
        levels = grid.levels[place - 1] if grid.levels else None
        cells = [
            _cell(grid.heads[column], row[column], column, levels[column] if levels else 0) for column in kept
        ]
        if grid.bars:
            cells.insert(1, _bar(grid.bars[place - 1] if place <= len(grid.bars) else None))
        yield f"<tr{kind}>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _cell(head: Head, text: str, column: int, level: int = 0) -> str:
    if column == 0:
        return f'<th scope="row">{_text(text)}</th>'
    return f"<td{_class(head, level)}{_hidden(head)}>{_text(text)}</td>"


def _bar_signs(said: Sequence[str]) -> str:
    """What the colours of a bar mean."""
    signs = zip(_BAR_PARTS, said, strict=True)
    drawn = "".join(f'<i class="sign {name}"></i>{escape(text)}' for name, text in signs)
    return f'<td class="bar" aria-hidden="true">{drawn}</td>'


def _bar(bar: Bar | None) -> str:
    """For the eye only: the numbers beside it say the same."""
    parts = () if bar is None else zip(_BAR_PARTS, (bar.within, bar.free, bar.beyond), strict=True)
    drawn = "".join(f'<i class="{name}" style="width:{part:.1%}"></i>' for name, part in parts if part > 0)
    return f'<td class="bar" aria-hidden="true">{drawn}</td>'


def _class(head: Head, level: int = 0) -> str:
    names = "weeks" if head.decorative else "number" if head.right else ""
    names += f" level-{level}" if level else ""
    return f' class="{names.strip()}"' if names else ""


def _hidden(head: Head) -> str:
    return ' aria-hidden="true"' if head.decorative else ""


def _text(text: str) -> str:
    """A text that stays in its place whatever direction it is written in."""
    return f"<bdi>{escape(text)}</bdi>" if text else ""


# What fits on a sheet


def points_of(page: Page) -> float:
    """The size of type at which the page is estimated to fit on one sheet, else the least one."""
    points = LARGEST_POINTS
    while points > LEAST_POINTS and not _fits(page, points):
        points -= STEP
    return points


def _fits(page: Page, points: float) -> bool:
    line = points * POINT_MM * LINE
    letter = points * POINT_MM * LETTER
    column = int((WIDTH_MM - GAP_MM) / 2 / letter)
    status = math.ceil(plain_width(page.status) * 1.3 / (WIDTH_MM / letter)) * 1.2
    room = (HEIGHT_MM * SPARE / line - HEAD_LINES - status) * 2
    heights = [
        SECTION_LINES + sum(_lines(part, column) for part in section.parts) for section in page.sections
    ]
    # A section is not cut: the tallest one must have its own column.
    return sum(heights) <= room and max(heights, default=0) <= room / 2


def _lines(part: Part, letters: int) -> float:
    match part:
        case Said(text=text):
            return _wrapped(text, letters) + 0.3
        case Points(points=points):
            return sum(_wrapped(point, letters - 3) for point in points) + 0.3
        case Grid(heads=heads, rows=rows):
            return _grid_lines(heads, rows, letters)


def _grid_lines(heads: tuple[Head, ...], rows: tuple[tuple[str, ...], ...], letters: int) -> float:
    """Columns of numbers are as wide as their widest cell, the others share what is left."""
    every = (tuple(head.title for head in heads), *rows)
    widths = [max(plain_width(row[place]) for row in every) + 2 for place in range(len(heads))]
    fixed = sum(width for width, head in zip(widths, heads, strict=True) if head.right or head.decorative)
    loose = [width for width, head in zip(widths, heads, strict=True) if not (head.right or head.decorative)]
    room = max(8, letters - fixed)
    total = 0.0
    for row in every:
        texts = [text for text, head in zip(row, heads, strict=True) if not (head.right or head.decorative)]
        shares = [max(6, room * width // max(1, sum(loose))) for width in loose]
        tallest = max((_wrapped(text, share) for text, share in zip(texts, shares, strict=True)), default=1)
        total += tallest * 1.0 + ROW_LINES - 1
    return total + 0.3


def _wrapped(text: str, letters: int) -> int:
    return max(1, math.ceil(plain_width(text) * 1.06 / max(1, letters)))

"""The weekly report as plain text and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from jornada.present.chart_markdown import escaped
from jornada.present.listing import Column, table
from jornada.present.page_parts import Grid, Page, Points, Said
from jornada.present.pen import Pen

TEXT_COLUMNS = 78
"""What an e-mail holds."""


def weekly_text(pen: Pen, page: Page, width: int = TEXT_COLUMNS) -> str:
    """The page as plain text in `width` columns, where words are short enough."""
    lines = [page.title, page.week]
    lines += [page.note] if page.note else []
    if page.status:
        lines += ["", *textwrap.wrap(page.status, width)]
    for section in page.sections:
        lines += ["", section.title, pen.glyphs.line * pen.measure(section.title)]
        for part in section.parts:
            lines += _text_lines(pen, part, width)
    return "\n".join(lines) + "\n"


def _text_lines(pen: Pen, part: Said | Points | Grid, width: int) -> Iterator[str]:
    match part:
        case Said(text=text):
            yield from textwrap.wrap(text, width)
        case Points(points=points):
            for point in points:
                yield from textwrap.wrap(point, width, initial_indent="- ", subsequent_indent="  ")
        case Grid(heads=heads, rows=rows) as grid:
            # Beside columns of numbers what a row is called may be cut; words in other columns may not.
            only_first = all(head.right or head.decorative for head in heads[1:])
            columns = [
                Column(head.title, head.right, gives_way=only_first and not place)
                for place, head in enumerate(heads)
            ]
            lines = table(pen, columns, rows, width)
            if max(map(pen.measure, lines)) <= width:
                yield from lines
            else:
                yield from _text_lines(pen, Points(tuple(_sentence(grid, row) for row in rows)), width)


def _sentence(grid: Grid, row: tuple[str, ...]) -> str:
    """A row that has no room as one: what it is, then each value with the head of its column."""
    said = [f"{head.title}: {cell}" for head, cell in zip(grid.heads[1:], row[1:], strict=True) if cell]
    return "; ".join((row[0], *said))


def weekly_markdown(page: Page) -> str:
    """The page in Markdown; no mark in what a person wrote acts."""
    blocks = [f"# {escaped(page.title)}", escaped(page.week)]
    blocks += [f"*{escaped(page.note)}*"] if page.note else []
    blocks += [f"**{escaped(page.status)}**"] if page.status else []
    for section in page.sections:
        blocks.append(f"## {escaped(section.title)}")
        blocks += ["\n".join(_markdown_lines(part)) for part in section.parts]
    return "\n\n".join(blocks) + "\n"


def _markdown_lines(part: Said | Points | Grid) -> Iterator[str]:
    match part:
        case Said(text=text):
            yield escaped(text)
        case Points(points=points):
            yield from (f"- {escaped(point)}" for point in points)
        case Grid(heads=heads, rows=rows, total=total):
            kept = [place for place in range(len(heads)) if any(row[place] for row in rows)]
            yield _row([heads[place].title for place in kept])
            yield _row(["---:" if heads[place].right else "---" for place in kept], as_it_is=True)
            for number, row in enumerate(rows, 1):
                cells = [row[place] for place in kept]
                yield _row(cells, strong=total and number == len(rows))


def _row(cells: list[str], *, as_it_is: bool = False, strong: bool = False) -> str:
    said = cells if as_it_is else [_cell(cell, strong=strong) for cell in cells]
    return f"| {' | '.join(said)} |"


def _cell(text: str, *, strong: bool) -> str:
    # No cell begins a line: what would make a list of one needs no escape here.
    said = escaped(f"|{text}").removeprefix("\\|")
    return f"**{said}**" if strong and said else said

"""The page of a workflow as lines of a terminal, for any width: blocks side by side where there is room
for them, else one below the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from jornada.core.chart import Chart, ChartBlock, ChartGroup, ChartRow, ChartTask, Load, chart_of
from jornada.core.text import clean, clean_prose
from jornada.core.workflow import Workflow
from jornada.present.chart_words import (
    Part,
    beside,
    brand_facts,
    brand_text,
    breaks_text,
    days_text,
    goal_text,
    hours_text,
    load_text,
    mark_of,
    milestone_text,
    minutes_text,
    notes,
    reserve_text,
    span_text,
    week_text,
    weekday,
)
from jornada.present.lines import cut, filled, spread
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.wrapping import wrapped

LEAST_CELL = 18
"""Columns that a block needs to stand beside another."""
MOST_CELL = 48
"""More than this a line of a cell is hard to read."""
GAP = 2
LEAST_TITLE = 12
"""Columns that a title in the week needs; without them only the sums are shown."""
MARGIN = (Piece(" "),)


def chart_lines(
    pen: Pen, workflow: Workflow, width: int, *, part: Part = Part.WHOLE, on: dt.date | None = None
) -> tuple[Line, ...]:
    """The page of a workflow in at most `width` columns. `part` leaves out the day or the week; `on` is
    the day it is looked at, from which what is over is left out."""
    chart = chart_of(workflow, on)
    inner = max(1, width - 2)
    blocks = [*_head(pen, chart, inner)]
    if part.has_day:
        blocks += ((), *_day(pen, chart, inner))
    if part.has_week:
        blocks += ((), *_week(pen, chart, inner))
    said = notes(pen.words, chart, part)
    if said:
        blocks.append(())
        for note in said:
            blocks += wrapped(pen, (), note, "muted", inner)
    return tuple(cut(pen, (*MARGIN, *line), width) if line else () for line in blocks)


# The head: what all of it is for


def _head(pen: Pen, chart: Chart, width: int) -> Iterator[Line]:
    words = pen.words
    title: Line = (Piece(clean(chart.title), "heading"),)
    span: Line = (Piece(span_text(words, chart).replace("·", pen.glyphs.separator), "muted"),)
    if width_of((*title, *span), pen.measure) + 2 <= width:
        yield spread(pen, title, span, width)
    else:
        yield from wrapped(pen, (), chart.title, "heading", width)
        yield cut(pen, span, width)
    for paragraph in filter(None, clean_prose(chart.summary).split("\n")):
        yield from wrapped(pen, (), paragraph, "", width)
    objectives = [(mark_of(place), each) for place, each in enumerate(chart.objectives)]
    if objectives:
        yield ()
        yield (Piece(words.gettext("Objectives"), "section"),)
        for mark, objective in objectives:
            yield from wrapped(pen, (Piece(f"{mark or ' '} ", "muted"),), objective, "", width)
    if chart.roles:
        yield ()
        heading = words.ngettext("Role", "Roles", len(chart.roles))
        joined = f" {pen.glyphs.separator} ".join(clean(role) for role in chart.roles)
        yield from wrapped(pen, (Piece(f"{heading}  ", "section"),), joined, "", width)
    if chart.brands:
        yield ()
        yield (Piece(words.gettext("Brands"), "section"),)
    for brand in chart.brands:
        lead = (Piece(f"{pen.glyphs.marked} ", f"brand-{brand.colour}"),)
        said = brand_text(words, brand)
        name = clean(brand.brand.title)
        yield from wrapped(pen, lead, f"{name}: {said}" if said else name, "", width)
        for heading, text in brand_facts(words, brand):
            yield from wrapped(pen, (Piece("  "),), f"{heading}: {text}", "muted", width)


# The day: blocks across, tasks by priority down


def _day(pen: Pen, chart: Chart, width: int) -> Iterator[Line]:
    if not chart.blocks:
        return
    count = len(chart.blocks)
    room = min(MOST_CELL, (width - GAP * (count - 1)) // count)
    if room < LEAST_CELL and count > 1:
        yield from _blocks_down(pen, chart, width)
        return
    yield from _side_by_side(pen, [_block_head(pen, block, room) for block in chart.blocks], room)
    used = room * count + GAP * (count - 1)
    for row in chart.rows:
        yield _row_head(pen, row, used)
        yield from _side_by_side(pen, [_cell(pen, chart, cell, room) for cell in row.cells], room)
    reserves = [reserve_text(pen.words, chart, block) for block in chart.blocks]
    if any(reserves):
        yield _reserve_head(pen, chart, used)
        cells = [[*wrapped(pen, (), said, "", room)] for said in reserves]
        yield from _side_by_side(pen, cells, room)


def _blocks_down(pen: Pen, chart: Chart, width: int) -> Iterator[Line]:
    for place, block in enumerate(chart.blocks):
        if place:
            yield ()
        yield from _block_head(pen, block, width)
        for row in chart.rows:
            if row.cells[place]:
                yield _row_head(pen, row, width, week=False)
                yield from _cell(pen, chart, row.cells[place], width)
        reserve = reserve_text(pen.words, chart, block)
        if reserve:
            yield _reserve_head(pen, chart, width, week=False)
            yield from wrapped(pen, (), reserve, "", width)


def _block_head(pen: Pen, block: ChartBlock, width: int) -> list[Line]:
    title = Piece(clean(block.block.title), "strong")
    hours = Piece(f" {hours_text(block.block)}", "muted")
    if width_of((title, hours), pen.measure) <= width:
        lines: list[Line] = [(title, hours)]
    else:
        lines = [*wrapped(pen, (), title.text, "strong", width), (Piece(hours.text.strip(), "muted"),)]
    facts = [pen.words.duration(block.block.working_minutes), breaks_text(pen.words, block.block)]
    return [*lines, *wrapped(pen, (), ", ".join(filter(None, facts)), "muted", width)]


def _row_head(pen: Pen, row: ChartRow, width: int, *, week: bool = True) -> Line:
    title = (Piece(f"{row.rank} ", "muted"), Piece(clean(row.area), f"area-{row.colour}"))
    said = week_text(pen.words, row.week_minutes) if week else ""
    return _ruled(pen, title, said, width)


def _reserve_head(pen: Pen, chart: Chart, width: int, *, week: bool = True) -> Line:
    said = week_text(pen.words, chart.week.reserve) if week else ""
    return _ruled(pen, (Piece(pen.words.gettext("Reserve for the unforeseen"), "strong"),), said, width)


def _ruled(pen: Pen, title: Line, note: str, width: int) -> Line:
    """A heading that begins and ends where the text below it does."""
    after: Line = (Piece(f" {note}", "muted"),) if note else ()
    if width_of((*title, *after), pen.measure) + 2 > width:
        after = ()
    head = cut(pen, title, max(1, width - width_of(after, pen.measure)))
    length = width - width_of((*head, *after), pen.measure) - 1
    return (*head, Piece(" " + pen.glyphs.line * length, "rule"), *after) if length > 0 else head


def _cell(pen: Pen, chart: Chart, groups: Sequence[ChartGroup], width: int) -> list[Line]:
    lines: list[Line] = []
    indent = _minutes_width(groups) + 1
    for group in groups:
        for task in group.tasks:
            lines += _task(pen, chart, task, indent, width)
        for sign, text in (
            (pen.glyphs.arrow, goal_text(group)),
            (pen.glyphs.milestone, milestone_text(pen.words, group)),
        ):
            if text:
                lead = (Piece(" " * indent), Piece(f"{sign} ", "muted"))
                lines += wrapped(pen, lead, text, "muted", width)
    return lines


def _minutes_width(groups: Sequence[ChartGroup]) -> int:
    return max((len(minutes_text(task)) for group in groups for task in group.tasks), default=0)


def _task(pen: Pen, chart: Chart, task: ChartTask, indent: int, width: int) -> list[Line]:
    lead = (Piece(f"{minutes_text(task):>{indent - 1}} ", "strong"),)
    lines = [*wrapped(pen, lead, task.title, "", width)]
    said = beside(pen.words, chart, task, pen.glyphs.separator)
    if said:
        short: Line = (*lines[-1], Piece(f" {pen.glyphs.separator} {said}", "muted"))
        if width_of(short, pen.measure) <= width:
            return [*lines[:-1], short]
        lines += wrapped(pen, (Piece(" " * indent),), said, "muted", width)
    return lines


def _side_by_side(pen: Pen, cells: Sequence[Sequence[Line]], room: int) -> Iterator[Line]:
    """The lines of each cell beside those of the others, the last one as long as it is."""
    for lines in zip_longest(*cells, fillvalue=()):
        line: list[Piece] = []
        for place, each in enumerate(lines):
            if any(lines[place:]):
                line += ([Piece(" " * GAP)] if place else []) + list(
                    filled(pen, each, room) if any(lines[place + 1 :]) else each
                )
        yield tuple(line)


# The week: which task on which weekday, and the sums


def _week(pen: Pen, chart: Chart, width: int) -> Iterator[Line]:
    words = pen.words
    columns = [weekday(words, day) for day in chart.days]
    totals = [*chart.by_day, chart.week]
    cells = [load_text(load) for load in totals]
    numbers = [max(map(pen.measure, (*columns, *cells[:-1]))) + 1 for _ in columns]
    week_title = words.gettext("Week")
    numbers.append(max(pen.measure(week_title), pen.measure(cells[-1])) + 2)
    room = width - sum(numbers)
    if room < LEAST_TITLE:
        # The days of a week go below each other where there is no room for them side by side.
        for day, load in zip((*columns, week_title), totals, strict=True):
            yield spread(pen, (Piece(day, "strong"),), (Piece(load_text(load)),), width)
        return

    def line(title: Line, values: Sequence[str], role: str = "") -> Line:
        pieces = [
            Piece(pen.fit(value, number, right=True), role)
            for value, number in zip(values, numbers, strict=True)
        ]
        return (*filled(pen, title, room), *pieces)

    room = min(room, _longest_title(pen, chart, room))
    yield line((Piece(words.gettext("Minutes in the week"), "section"),), (*columns, week_title), "muted")
    for place, block in enumerate(chart.blocks):
        head = (Piece(clean(block.block.title), "strong"),)
        yield line(head, _loads((*block.loads, block.week)), "strong")
        for row, task in chart.tasks(place):
            said: Line = (Piece(f"{row.rank:>2} ", "muted"), Piece(clean(task.title), f"area-{row.colour}"))
            if not task.week_minutes and not any(share.counts for share in task.shares):
                days = ", ".join(days_text(words, share.days) for share in task.shares)
                yield cut(pen, (*said, Piece(f"  {minutes_text(task)} min: {days}", "muted")), width)
                continue
            by_day = [task.minutes_on(day) for day in chart.days]
            values = ["" if minutes is None else str(minutes) for minutes in by_day]
            yield line(said, (*values, str(task.week_minutes)))
        if any(load.reserve for load in block.loads):
            values = [str(load.reserve) if load.reserve else "" for load in block.loads]
            reserve = (Piece("   "), Piece(words.gettext("reserve"), "muted"))
            yield line(reserve, (*values, str(block.week.reserve)), "muted")
    yield line((Piece(words.gettext("All blocks"), "strong"),), cells, "strong")


def _loads(loads: Sequence[Load]) -> list[str]:
    return [load_text(load) for load in loads]


def _longest_title(pen: Pen, chart: Chart, room: int) -> int:
    titles = [
        pen.measure(clean(task.title)) + 4
        for place in range(len(chart.blocks))
        for _, task in chart.tasks(place)
    ]
    blocks = [pen.measure(clean(block.block.title)) for block in chart.blocks]
    return max((*titles, *blocks, pen.measure(pen.words.gettext("Minutes in the week")) + 1), default=room)


# Lines of a cell

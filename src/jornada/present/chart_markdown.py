"""The page of a workflow in Markdown: tables that a forge or a notebook draws.

Whatever a person wrote is escaped: no mark of Markdown in a title acts, and no HTML.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Iterator, Sequence

from jornada.core.chart import Chart, ChartGroup, ChartRow, chart_of
from jornada.core.pattern import pattern
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
from jornada.present.words import Words

BREAK = "<br>"
_MARKS = pattern(r"([\\`*_{}\[\]|~#$])")
_FIRST = pattern(r"^(\d+)([.)])|^([-+=])")


def chart_markdown(
    words: Words, workflow: Workflow, *, part: Part = Part.WHOLE, on: dt.date | None = None
) -> str:
    """The page as a Markdown document. `part` leaves out the day or the week; `on` is the day it is
    looked at, from which what is over is left out."""
    chart = chart_of(workflow, on)
    paragraphs = [*_head(words, chart)]
    if part.has_day and chart.blocks:
        paragraphs += (f"## {words.gettext('The day')}", "\n".join(_day(words, chart)))
    if part.has_week:
        paragraphs += (f"## {words.gettext('Minutes in the week')}", "\n".join(_week(words, chart)))
    paragraphs += (f"*{escaped(note)}*" for note in notes(words, chart, part))
    return "\n\n".join(paragraphs) + "\n"


def escaped(text: str) -> str:
    """A person's text as it is, in a paragraph or a cell of Markdown."""
    text = _MARKS.sub(r"\\\1", html.escape(clean(text), quote=False))
    return _FIRST.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)


def _head(words: Words, chart: Chart) -> Iterator[str]:
    yield f"# {escaped(chart.title)}"
    yield span_text(words, chart)
    for paragraph in filter(None, clean_prose(chart.summary).split("\n")):
        yield escaped(paragraph)
    if chart.objectives:
        marks = [f"**{mark_of(place)}** " if mark_of(place) else "" for place in range(len(chart.objectives))]
        yield f"**{words.gettext('Objectives')}**"
        yield _list(mark + escaped(each) for mark, each in zip(marks, chart.objectives, strict=True))
    if chart.roles:
        heading = words.ngettext("Role", "Roles", len(chart.roles))
        yield f"**{heading}**: {' · '.join(map(escaped, chart.roles))}"
    if chart.brands:
        yield f"**{words.gettext('Brands')}**"
        yield _list(
            BREAK.join(
                (
                    f"**{escaped(brand.brand.title)}** {brand_text(words, brand)}".rstrip(),
                    *(f"{heading}: {escaped(text)}" for heading, text in brand_facts(words, brand)),
                )
            )
            for brand in chart.brands
        )


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _day(words: Words, chart: Chart) -> Iterator[str]:
    heads = [
        BREAK.join(
            filter(
                None,
                (
                    f"{escaped(each.block.title)} {hours_text(each.block)}",
                    words.duration(each.block.working_minutes),
                    escaped(breaks_text(words, each.block)),
                ),
            )
        )
        for each in chart.blocks
    ]
    yield _row((words.gettext("Priority for the audience"), *heads))
    yield _row("---" for _ in range(len(heads) + 1))
    for row in chart.rows:
        yield _row((_row_head(words, row), *(_cell(words, chart, cell) for cell in row.cells)))
    reserves = [reserve_text(words, chart, block) for block in chart.blocks]
    if any(reserves):
        head = (words.gettext("Reserve for the unforeseen"), week_text(words, chart.week.reserve))
        yield _row((BREAK.join(head), *reserves))


def _row_head(words: Words, row: ChartRow) -> str:
    said = week_text(words, row.week_minutes)
    return BREAK.join(filter(None, (f"**{row.rank}** {escaped(row.area)}", said)))


def _cell(words: Words, chart: Chart, groups: Sequence[ChartGroup]) -> str:
    lines: list[str] = []
    for group in groups:
        for task in group.tasks:
            said = beside(words, chart, task, "·")
            title = f"**{minutes_text(task)}** {escaped(task.title)}"
            lines.append(f"{title} · {escaped(said)}" if said else title)
        for sign, text in (("→", goal_text(group)), ("◆", milestone_text(words, group))):
            if text:
                lines.append(f"{sign} {escaped(text)}")
    return BREAK.join(lines)


def _week(words: Words, chart: Chart) -> Iterator[str]:
    days = [weekday(words, day) for day in chart.days]
    yield _row(("", *days, words.gettext("Week")))
    yield _row(("---", *("---:" for _ in range(len(days) + 1))))
    for place, block in enumerate(chart.blocks):
        loads = (*block.loads, block.week)
        yield _row(_bold((escaped(block.block.title), *map(load_text, loads))))
        for row, task in chart.tasks(place):
            title = f"{row.rank} · {escaped(task.title)}"
            by_day = [task.minutes_on(day) for day in chart.days]
            if not any(share.counts for share in task.shares):
                rare = ", ".join(days_text(words, share.days) for share in task.shares)
                title = f"{title} · {minutes_text(task)} min: {rare}"
                yield _row((title, *("" for _ in days), ""))
                continue
            values = ("" if minutes is None else str(minutes) for minutes in by_day)
            yield _row((title, *values, str(task.week_minutes)))
        if any(load.reserve for load in block.loads):
            values = (str(load.reserve) if load.reserve else "" for load in block.loads)
            yield _row((words.gettext("reserve"), *values, str(block.week.reserve)))
    yield _row(_bold((words.gettext("All blocks"), *map(load_text, (*chart.by_day, chart.week)))))


def _bold(cells: Iterable[str]) -> Iterator[str]:
    return (f"**{cell}**" for cell in cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"

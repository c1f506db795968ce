"""The page of a workflow as one file of HTML: no script, nothing from elsewhere, one sheet of A4.

Whatever a person wrote is escaped and set apart (`bdi`), so that text of any script stays in its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from html import escape

from jornada.core.chart import Chart, ChartBlock, ChartGroup, ChartTask, chart_of
from jornada.core.text import clean, clean_prose
from jornada.core.workflow import Workflow
from jornada.present.chart_groups import Said, said_once
from jornada.present.chart_sheet import STYLE, Sheet, sheet_of
from jornada.present.chart_words import (
    Part,
    beside,
    brand_facts,
    brand_text,
    breaks_text,
    days_text,
    due_text,
    hours_text,
    load_text,
    mark_of,
    minutes_text,
    notes,
    reserve_text,
    span_text,
    weekday,
)
from jornada.present.contrast import readable
from jornada.present.words import N_, Words

Colour = Callable[[int | str], str]
"""A slot of the theme, or a colour of a person's own, to `#rrggbb`."""


def chart_html(
    words: Words,
    workflow: Workflow,
    colour: Colour,
    *,
    part: Part = Part.WHOLE,
    on: dt.date | None = None,
) -> str:
    """The page as a document of HTML. `colour` gives the colours of areas and brands, which are darkened
    where they could not be read on paper; `part` leaves out the day or the week; `on` is the day it is
    looked at, from which what is over is left out."""
    chart = chart_of(workflow, on)
    sheet = sheet_of(chart, words, part)
    page = _Page(words, chart, lambda slot: readable(colour(slot)), sheet)
    main = [*page.head(), *page.main(part)]
    style = STYLE.replace("POINTS", f"{sheet.points:.2f}")
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{words.language}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(clean(chart.title))}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *main,
            "</body>",
            "</html>",
            "",
        )
    )


class _Page:
    """The parts of one page."""

    def __init__(self, words: Words, chart: Chart, colour: Colour, sheet: Sheet) -> None:
        self._words = words
        self._chart = chart
        self._colour = colour
        self._sheet = sheet

    def head(self) -> Iterator[str]:
        words, chart = self._words, self._chart
        yield "<header>"
        yield f'<p class="span">{escape(span_text(words, chart))}</p>'
        yield f"<h1>{_text(chart.title)}</h1>"
        for paragraph in filter(None, clean_prose(chart.summary).split("\n")):
            yield f'<p class="summary">{_text(paragraph)}</p>'
        if chart.objectives:
            yield f'<h2 class="inline">{escape(words.gettext("Objectives"))}</h2>'
            yield '<ul class="inline">'
            for place, objective in enumerate(chart.objectives):
                yield f"<li>{_mark(place)}{_text(objective)}</li>"
            yield "</ul>"
        if chart.roles:
            heading = words.ngettext("Role", "Roles", len(chart.roles))
            yield f'<h2 class="inline">{escape(heading)}</h2>'
            roles = "".join(f"<li>{_text(role)}</li>" for role in chart.roles)
            yield f'<ul class="inline">{roles}</ul>'
        yield "</header>"

    def main(self, part: Part) -> Iterator[str]:
        yield "<main>"
        if part.has_day and self._chart.blocks:
            yield from self._day()
        yield '<div class="foot">'
        if part.has_week:
            yield from self._week(tasks=not part.has_day)
        if self._chart.brands:
            yield from self._brands()
        yield "</div>"
        yield "</main>"
        if said := notes(self._words, self._chart, part):
            yield f'<p class="note">{escape(" ".join(said))}</p>'

    # The day

    def _day(self) -> Iterator[str]:
        words, chart = self._words, self._chart
        caption = words.gettext("Blocks across, tasks by their priority for the audience down")
        yield f'<table class="day"><caption>{escape(caption)}</caption>'
        shares = "".join(f'<col style="width:{share:.1%}">' for share in self._sheet.columns)
        yield f'<colgroup><col class="areas">{shares}</colgroup>'
        head = escape(words.gettext("Priority")) + _aside(words.gettext("time a week"))
        yield f'<thead><tr><th scope="col">{head}</th>'
        for block in chart.blocks:
            yield f'<th scope="col">{self._block_head(block)}</th>'
        yield "</tr></thead><tbody>"
        for row in chart.rows:
            colour = self._colour(row.colour)
            yield f'<tr style="--area:{colour}"><th scope="row"><span class="rank">{row.rank}</span> '
            yield f"{_text(row.area)}{_aside(_time(words, row.week_minutes))}</th>"
            for cell in row.cells:
                parts = said_once(cell, dense=self._sheet.dense)
                yield f"<td>{''.join(map(self._said, parts))}</td>"
            yield "</tr>"
        reserves = [reserve_text(words, chart, block) for block in chart.blocks]
        if any(reserves):
            head = escape(words.gettext("Reserve for the unforeseen"))
            week = _aside(_time(words, chart.week.reserve))
            yield f'<tr class="reserve"><th scope="row">{head}{week}</th>'
            yield "".join(f"<td>{escape(said)}</td>" for said in reserves)
            yield "</tr>"
        yield "</tbody></table>"

    def _block_head(self, block: ChartBlock) -> str:
        words = self._words
        minutes = words.duration(block.block.working_minutes)
        breaks = breaks_text(words, block.block)
        said = ", ".join(filter(None, (minutes, breaks)))
        return (
            f'{_text(block.block.title)} {hours_text(block.block)} <span class="aside">{escape(said)}</span>'
        )

    def _said(self, said: Said) -> str:
        first = said.groups[0]
        if said.in_line:
            return (
                f"<ul><li>{self._task(first.tasks[0])} {self._aims(first)}{self._milestone(first)}</li></ul>"
            )
        if len(said.groups) == 1:
            tasks = "".join(f"<li>{self._task(task)}</li>" for task in first.tasks)
            aims = self._aims(first) + self._milestone(first)
        else:
            tasks = "".join(
                f"<li>{self._task(group.tasks[0])}{self._milestone(group)}</li>" for group in said.groups
            )
            aims = self._aims(first)
        return f'<ul>{tasks}</ul><p class="aims">{aims}</p>' if aims else f"<ul>{tasks}</ul>"

    def _task(self, task: ChartTask) -> str:
        said = beside(self._words, self._chart, task, "·")
        unit = f'<span class="said"> {escape(self._words.gettext("minutes"))}</span>'
        aside = f' <span class="aside">{_text(said)}</span>' if said else ""
        return f"<b>{minutes_text(task)}{unit}</b> {_text(task.title)}{aside}"

    def _aims(self, group: ChartGroup) -> str:
        """The goal of tasks, or their objective alone."""
        words = self._words
        if group.goal:
            said = (
                f"{_sign('→', words.gettext('Goal:'))}{_text(group.goal)} {_mark(group.objective)}".rstrip()
            )
        elif group.objective is not None:
            said = f"{_sign('→', words.gettext('Objective:'))}{_mark(group.objective)}"
        else:
            return ""
        return f'<span class="aside">{said}</span>'

    def _milestone(self, group: ChartGroup) -> str:
        """The milestone of tasks; without its day beside the one task that comes on that day alone."""
        if not group.milestone:
            return ""
        due = escape(due_text(self._words, group.due, of=group.tasks[0] if len(group.tasks) == 1 else None))
        sign = _sign("◆", self._words.gettext("Milestone:"))
        return f' <span class="aside"><span class="due">{sign}{due}</span> {_text(group.milestone)}</span>'

    # The week

    def _week(self, *, tasks: bool) -> Iterator[str]:
        words, chart = self._words, self._chart
        yield f'<table class="week"><caption>{escape(words.gettext("Minutes in the week"))}</caption>'
        yield f'<thead><tr><th scope="col">{escape(words.gettext("Block"))}</th>'
        for day in (*(weekday(words, day) for day in chart.days), words.gettext("Week")):
            yield f'<th scope="col">{escape(day)}</th>'
        yield "</tr></thead>"
        for place, block in enumerate(chart.blocks):
            yield "<tbody>"
            loads = map(load_text, (*block.loads, block.week))
            yield self._sums(_text(block.block.title), loads, "sum" if tasks else "")
            if tasks:
                for row, task in chart.tasks(place):
                    yield self._task_row(row.rank, self._colour(row.colour), task)
            if tasks and any(load.reserve for load in block.loads):
                reserves = (str(load.reserve or "") for load in (*block.loads, block.week))
                yield self._sums(escape(words.gettext("reserve")), reserves)
            yield "</tbody>"
        yield "<tbody>"
        yield self._sums(
            escape(words.gettext("All blocks")), map(load_text, (*chart.by_day, chart.week)), "sum"
        )
        if not tasks and chart.week.reserve:
            reserves = (str(load.reserve or "") for load in (*chart.by_day, chart.week))
            yield self._sums(escape(words.gettext("of which reserve")), reserves)
        yield "</tbody></table>"

    def _task_row(self, rank: int, colour: str, task: ChartTask) -> str:
        title = f'<span class="rank">{rank}</span> {_text(task.title)}'
        if not any(share.counts for share in task.shares):
            days = ", ".join(days_text(self._words, share.days) for share in task.shares)
            title += _aside(f"{minutes_text(task)} min: {days}")
            values = ["" for _ in (*self._chart.days, "")]
        else:
            by_day = [task.minutes_on(day) for day in self._chart.days]
            values = ["" if minutes is None else str(minutes) for minutes in (*by_day, task.week_minutes)]
        return self._sums(title, values, style=f' style="--area:{colour}"')

    def _sums(self, title: str, values: Iterable[str], kind: str = "", style: str = "") -> str:
        classed = f' class="{kind}"' if kind else ""
        cells = "".join(f"<td>{escape(value)}</td>" for value in values)
        return f'<tr{classed}{style}><th scope="row">{title}</th>{cells}</tr>'

    # Brands

    def _brands(self) -> Iterator[str]:
        words, chart = self._words, self._chart
        facts = [dict(brand_facts(words, brand)) for brand in chart.brands]
        headings = [
            heading
            for heading in map(words.gettext, (N_("Goals"), N_("Requirements"), N_("Resources")))
            if any(heading in each for each in facts)
        ]
        yield f'<table class="brands"><caption>{escape(words.gettext("Brands"))}</caption><thead><tr>'
        for heading in (words.gettext("Brand"), words.gettext("Time"), *headings):
            yield f'<th scope="col">{escape(heading)}</th>'
        yield "</tr></thead><tbody>"
        for brand, said in zip(chart.brands, facts, strict=True):
            yield f'<tr style="--area:{self._colour(brand.colour)}">'
            yield f'<th scope="row">{_text(brand.brand.title)}</th>'
            yield f"<td>{escape(brand_text(words, brand))}</td>"
            yield "".join(f"<td>{_text(said.get(heading, ''))}</td>" for heading in headings)
            yield "</tr>"
        yield "</tbody></table>"


def _text(text: str) -> str:
    """A person's text, which stays in its place whatever direction it is written in."""
    return f"<bdi>{escape(clean(text))}</bdi>" if text else ""


def _time(words: Words, minutes: int) -> str:
    return words.duration(minutes) if minutes else ""


def _aside(text: str) -> str:
    return f' <span class="aside block">{escape(text)}</span>' if text else ""


def _mark(objective: int | None) -> str:
    mark = mark_of(objective)
    return f'<span class="mark">{mark}</span> ' if mark else ""


def _sign(sign: str, said: str) -> str:
    """A sign for the eye, and its meaning for the ear."""
    return f'<span class="sign" aria-hidden="true">{sign}</span> <span class="said">{escape(said)} </span>'

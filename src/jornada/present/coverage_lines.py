"""Coverage in lines: what got no time or far less than planned, and what was left alone for too long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jornada.core.coverage import Coverage, CoverageRow, CoverageSpan, Shortfall, Unnoticed
from jornada.core.spent import Dimension
from jornada.core.unforeseen import AREA as UNFORESEEN
from jornada.core.workflow import Workflow
from jornada.present.figures import Figure, Figures
from jornada.present.lines import rule
from jornada.present.looks import area_look, brand_look
from jornada.present.pen import Line, Pen, Piece
from jornada.present.words import N_, Words
from jornada.present.wrapping import wrapped

_DIMENSIONS: Mapping[Dimension, str] = {
    Dimension.AREA: N_("Areas"),
    Dimension.OBJECTIVE: N_("Objectives"),
    Dimension.BRAND: N_("Brands"),
}
_SHORTFALLS: Mapping[Shortfall, str] = {
    Shortfall.NO_TASK: N_("no task"),
    Shortfall.NO_TIME: N_("no time"),
    Shortfall.FAR_LESS: N_("far less"),
}


def coverage_lines(pen: Pen, workflow: Workflow, found: Coverage, width: int) -> Iterator[Line]:
    """The week and the four before it, and in front what is left alone for too long."""
    words = pen.words
    for each in found.unnoticed:
        sign = (Piece(f"{pen.glyphs.overdue} ", "warning"),)
        yield from wrapped(pen, sign, unnoticed_sentence(words, workflow, each), "", width)
    if found.unnoticed:
        yield ()
    yield from _span(pen, workflow, found.week, words.gettext("Coverage of the week"), width)
    yield ()
    yield from _span(pen, workflow, found.before, words.gettext("The four weeks before"), width)
    yield ()
    said = words.gettext(
        "Minutes spent and planned; “far less” is less than half of what was planned so far. "
        "A task done without a timer counts as noticed."
    )
    yield from wrapped(pen, (), said, "muted", width)


def _span(pen: Pen, workflow: Workflow, span: CoverageSpan, title: str, width: int) -> Iterator[Line]:
    words = pen.words
    short = len(span.short)
    said = words.ngettext("{n} falls short", "{n} fall short", short).format(n=short)
    note = (Piece(said, "warning"),) if short else (Piece(words.gettext("nothing falls short"), "good"),)
    empty = not any(row.planned_minutes or row.spent_minutes for row in span.rows)
    yield rule(pen, (Piece(title, "section"),), () if empty else note, width)
    if empty:
        yield from wrapped(pen, (Piece("  "),), words.gettext("No records yet"), "muted", width)
        return
    for dimension, heading in _DIMENSIONS.items():
        figures = [_figure(pen, workflow, row) for row in span.of(dimension)]
        if figures:
            yield (Piece(f"  {words.gettext(heading)}", "strong"),)
            yield from map(Figures.of(pen, figures, width), figures)


def _figure(pen: Pen, workflow: Workflow, row: CoverageRow) -> Figure:
    title, role = look_of(pen.words, workflow, row.dimension, row.key)
    note = pen.words.gettext(_SHORTFALLS[row.shortfall]) if row.shortfall else ""
    if not row.shortfall and row.untimed_minutes and not row.spent_minutes:
        note = pen.words.gettext("no timer")
    return Figure(
        title=title,
        role=role,
        spent=row.spent_minutes,
        planned=row.planned_minutes,
        sign=pen.glyphs.overdue if row.shortfall else "",
        note=note,
        note_role="warning" if row.shortfall else "muted",
    )


def look_of(words: Words, workflow: Workflow, dimension: Dimension, key: str) -> tuple[str, str]:
    """What an area, an objective or a brand is called, and the role of its colour."""
    if dimension is Dimension.BRAND:
        return brand_look(workflow, key)
    if dimension is Dimension.OBJECTIVE:
        return next((each.title for each in workflow.objectives if each.key == key), key), ""
    if key == UNFORESEEN and key not in workflow.area_by_key:
        return words.gettext("The unforeseen"), ""
    return area_look(workflow, key)


def unnoticed_sentence(words: Words, workflow: Workflow, found: Unnoticed) -> str:
    """ "Research: nothing for 6 days, where 3 are the most its tasks allow"."""
    title, _ = area_look(workflow, found.area)
    said = words.ngettext(
        "{area}: nothing for {n} day, where {most} is the most its tasks allow",
        "{area}: nothing for {n} days, where {most} is the most its tasks allow",
        found.days,
    )
    return said.format(area=title, n=found.days, most=found.allowed_days)

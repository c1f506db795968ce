"""The strategy in lines: objectives with their tasks, planned and spent in a week, and who serves them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from jornada.core.coverage import Coverage
from jornada.core.dataclass import dataclass
from jornada.core.retainers import RetainerUse
from jornada.core.spent import Dimension
from jornada.core.strategy import Served, Strategy
from jornada.core.text import clean_prose
from jornada.core.workflow import Workflow
from jornada.present.coverage_lines import coverage_lines
from jornada.present.figures import Figure, Figures
from jornada.present.lines import cut, rule, spread
from jornada.present.pen import Line, Pen, Piece, text_of
from jornada.present.retainer_lines import brand_lines
from jornada.present.wrapping import wrapped

MARGIN = (Piece(" "),)
MOST_COLUMNS = 108
"""In more columns than this the eye no longer finds the bar of a title."""


@dataclass(frozen=True, slots=True)
class StrategyFacts:
    """All that the page of the strategy says of a week."""

    workflow: Workflow
    strategy: Strategy
    uses: tuple[RetainerUse, ...]
    coverage: Coverage


def brand_minutes(found: Coverage) -> Mapping[str, tuple[int, int]]:
    """Minutes spent and planned for each brand in the week."""
    rows = found.week.of(Dimension.BRAND)
    return {row.key: (row.spent_minutes, row.planned_minutes) for row in rows}


def week_heading(pen: Pen, first: dt.date, last: dt.date, today: dt.date, title: str, width: int) -> Line:
    """ "Strategy  week 47, 16–22 November": which week is looked at."""
    words = pen.words
    span = words.gettext("week {number}: {first} – {last}").format(
        number=first.isocalendar().week, first=words.day_title(first), last=words.day_title(last)
    )
    short = words.gettext("week {number}").format(number=first.isocalendar().week)
    now = words.gettext("this week") if first <= today <= last else str(first.year)
    left: Line = (Piece(" "), Piece(title, "heading"), Piece("  "))
    room = width - sum(pen.measure(piece.text) for piece in left) - pen.measure(now) - 3
    said = span if pen.measure(span) <= room else short
    return spread(pen, (*left, Piece(said, "muted")), (Piece(now, "strong"), Piece(" ")), width)


def strategy_page(pen: Pen, facts: StrategyFacts, width: int) -> tuple[Line, ...]:
    """The whole page in at most `width` columns: objectives, roles, brands, coverage."""
    inner = min(max(1, width - 2), MOST_COLUMNS)
    lines: list[Line] = [*objective_lines(pen, facts, inner), ()]
    lines += [*brand_lines(pen, facts.workflow, facts.uses, brand_minutes(facts.coverage), inner), ()]
    lines += coverage_lines(pen, facts.workflow, facts.coverage, inner)
    return tuple(cut(pen, (*MARGIN, *line), width) if line else () for line in lines)


def strategy_text(pen: Pen, facts: StrategyFacts, width: int) -> tuple[str, ...]:
    """Objectives and roles as plain text."""
    return tuple(text_of(line).rstrip() for line in objective_lines(pen, facts, width))


def objective_lines(pen: Pen, facts: StrategyFacts, width: int) -> Iterator[Line]:
    """The summary; objectives with their tasks; roles."""
    words, found = pen.words, facts.strategy
    for paragraph in filter(None, clean_prose(found.summary).split("\n")):
        yield from wrapped(pen, (), paragraph, "", width)
    if found.summary:
        yield ()
    said = words.gettext("{spent} spent of {planned} planned").format(
        spent=words.duration(found.spent_minutes), planned=words.duration(found.planned_minutes)
    )
    yield rule(pen, (Piece(words.gettext("Objectives"), "section"),), (Piece(said, "muted"),), width)
    titles = {each.key: each.title for each in found.roles}
    if not [each for each in found.objectives if each.key]:
        none = words.gettext("This workflow names no objectives: a task may say which one it serves")
        yield from wrapped(pen, (Piece("  "),), none, "muted", width)
    short = {row.key for row in facts.coverage.week.short if row.dimension is Dimension.OBJECTIVE}
    figures = {each.key: _figure(pen, each, falls_short=each.key in short) for each in found.objectives}
    tasks = [
        Figure(
            title=task.title, spent=task.spent_minutes, planned=task.planned_minutes, lead="  ", role="muted"
        )
        for each in found.objectives
        for task in each.tasks
    ]
    draw = Figures.of(pen, figures.values(), width)
    draw_tasks = Figures(pen, width, Figures.of(pen, tasks, width).most, draw.numbers)
    rest = iter(tasks)
    for each in found.objectives:
        yield draw(figures[each.key])
        roles = [titles.get(key, key) for key in each.others]
        if each.key and roles:
            by = words.gettext("served by {roles}").format(roles=", ".join(roles))
            yield from wrapped(pen, (Piece("    "),), by, "muted", width)
        yield from (draw_tasks(next(rest)) for _ in each.tasks)
    if found.unforeseen_minutes:
        time = words.duration(found.unforeseen_minutes)
        yield (Piece(f"  {words.gettext('{time} went to the unforeseen').format(time=time)}", "muted"),)
    roles_named = [each for each in found.roles if each.key]
    if roles_named:
        yield ()
        yield rule(pen, (Piece(words.gettext("Roles"), "section"),), (), width)
        yield from _roles(pen, found, roles_named, width)


def _roles(pen: Pen, found: Strategy, roles: Sequence[Served], width: int) -> Iterator[Line]:
    titles = {each.key: each.title for each in found.objectives}
    figures = [_figure(pen, each, falls_short=False) for each in roles]
    draw = Figures.of(pen, figures, width)
    for each, figure in zip(roles, figures, strict=True):
        yield draw(figure)
        served = [titles.get(key, key) for key in each.others]
        if served:
            said = pen.words.gettext("serves {objectives}").format(objectives=", ".join(served))
            yield from wrapped(pen, (Piece("    "),), said, "muted", width)


def _figure(pen: Pen, served: Served, *, falls_short: bool) -> Figure:
    words = pen.words
    note = ""
    if served.key and served.gets_no_time:
        note = words.gettext("no time") if served.is_named else words.gettext("no task")
    elif falls_short:
        note = words.gettext("far less")
    return Figure(
        title=served.title or words.gettext("Tasks that name none"),
        role="strong" if served.key else "muted",
        spent=served.spent_minutes,
        planned=served.planned_minutes,
        sign=pen.glyphs.overdue if falls_short else "",
        note=note,
        note_role="warning" if falls_short else "muted",
    )

"""Brands in lines: their retainers, used and left, against what should be used by now; what they require
and what is at hand for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jornada.core.retainers import RetainerUse
from jornada.core.workflow import Brand, Workflow
from jornada.present.chart_words import retainer_text
from jornada.present.figures import Figure, Figures
from jornada.present.lines import rule
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece
from jornada.present.words import Words
from jornada.present.wrapping import wrapped


def brand_lines(
    pen: Pen, workflow: Workflow, uses: Sequence[RetainerUse], week: Mapping[str, tuple[int, int]], width: int
) -> Iterator[Line]:
    """Every brand of the workflow; `week` has the minutes spent and planned for each in the week."""
    words = pen.words
    yield rule(pen, (Piece(words.gettext("Brands"), "section"),), (), width)
    if not workflow.brands:
        said = words.gettext("This workflow has no brands")
        yield from wrapped(pen, (Piece("  "),), said, "muted", width)
        return
    by_brand = {use.brand.key: use for use in uses}
    figures = {
        brand.key: _figure(pen, workflow, brand, by_brand.get(brand.key), week.get(brand.key, (0, 0)))
        for brand in workflow.brands
    }
    draw = Figures.of(pen, figures.values(), width)
    indent = (Piece("    "),)
    for brand in workflow.brands:
        yield draw(figures[brand.key])
        use = by_brand.get(brand.key)
        if use is not None:
            for said, role in use_sentences(words, use):
                yield from wrapped(pen, indent, said, role, width)
        for heading, text in (
            (words.gettext("Goals"), brand.goals),
            (words.gettext("Requirements"), brand.requirements),
            (words.gettext("Resources"), brand.resources),
        ):
            if text:
                yield from wrapped(pen, indent, f"{heading}: {' '.join(text.split())}", "muted", width)
    if uses:
        yield ()
        said = words.gettext("{mark} in a bar: what should be used by now, by plan").format(mark="|")
        yield from wrapped(pen, (), said, "muted", width)


def use_sentences(words: Words, use: RetainerUse) -> Iterator[tuple[str, str]]:
    """What a retainer is, what is left of it, and the curve: sentences with their roles."""
    left = words.duration(abs(use.left_minutes))
    rest = (
        words.gettext("{time} of it left").format(time=left)
        if use.left_minutes >= 0
        else words.gettext("{time} beyond it").format(time=left)
    )
    said = words.gettext("{retainer}: {percent} % used, {rest}").format(
        retainer=retainer_text(words, use.retainer), percent=use.percent, rest=rest
    )
    yield said, "warning" if use.level else ""
    curve = words.gettext("by now {plan} by plan, {days} by working days: {how}")
    yield (
        curve.format(
            plan=words.duration(use.due_by_plan),
            days=words.duration(use.due_by_days),
            how=_ahead(words, use.ahead_minutes),
        ),
        "warning" if use.ahead_minutes > 0 else "muted",
    )


def warning_sentence(words: Words, use: RetainerUse) -> str:
    """ "Café Ñandú: 76 % of its retainer this week is used, 3 h 22 min left"."""
    left = words.duration(max(0, use.left_minutes))
    if use.retainer.per == "week":
        said = words.gettext("{brand}: {percent} % of the week's retainer is used, {time} left")
    else:
        said = words.gettext("{brand}: {percent} % of the month's retainer is used, {time} left")
    return said.format(brand=use.brand.title, percent=use.percent, time=left)


def _figure(
    pen: Pen, workflow: Workflow, brand: Brand, use: RetainerUse | None, week: tuple[int, int]
) -> Figure:
    title, role = brand_look(workflow, brand.key)
    lead = f"{pen.glyphs.marked} "
    if use is None:
        note = pen.words.gettext("no retainer")
        return Figure(
            title=title, role=role, lead=lead, spent=week[0], planned=week[1], note=note, note_role="muted"
        )
    return Figure(
        title=title,
        role=role,
        lead=lead,
        spent=use.used_minutes,
        planned=use.minutes,
        due=use.due_by_plan,
        sign=pen.glyphs.overdue if use.level else "",
        note=f"{use.percent} %",
        note_role="warning" if use.level else "muted",
    )


def _ahead(words: Words, minutes: int) -> str:
    if not minutes:
        return words.gettext("just as planned")
    time = words.duration(abs(minutes))
    if minutes > 0:
        return words.gettext("{time} ahead of the plan").format(time=time)
    return words.gettext("{time} behind the plan").format(time=time)

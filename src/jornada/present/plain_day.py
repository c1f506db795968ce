"""A day for the ear: sentences in the order one reads them, without tables and signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jornada.core.incidents import Deadline
from jornada.core.plan import BlockLoad, DayView, QueueRow, Section
from jornada.core.state import Incident
from jornada.core.workflow import Workflow
from jornada.present.form_words import capital
from jornada.present.glyphs import UNICODE
from jornada.present.incident_listing import plain_incident_lines
from jornada.present.listing import moment_line, plain_task_lines
from jornada.present.now_line import NowFacts
from jornada.present.pen import Pen
from jornada.present.titles import named, shorten
from jornada.present.words import Words


def plain_day_lines(words: Words, view: DayView, workflow: Workflow, facts: NowFacts) -> tuple[str, ...]:
    """The day, what runs, and each block with its tasks, which keep their numbers."""
    lines = [_sentence(f"{words.full_date(view.date)}, {shorten(workflow.title)}")]
    lines += _moment(words, view, facts)
    lines += _counts(words, view)
    tasks = plain_task_lines(words, view, workflow, view.rows)
    part = None
    for row, task in zip(view.rows, tasks, strict=True):
        if part != (part := _part(words, view, row)):
            lines.append(part)
        lines.append(_sentence(task))
    return tuple(lines)


def plain_day_incidents(
    words: Words, incidents: Sequence[Incident], due: Mapping[str, Deadline], workflow: Workflow
) -> tuple[str, ...]:
    """The incidents of a day, a sentence each; that there are none is said too."""
    if not incidents:
        return (_sentence(words.gettext("No incidents")),)
    return tuple(_sentence(line) for line in plain_incident_lines(words, incidents, due, workflow))


def _moment(words: Words, view: DayView, facts: NowFacts) -> Iterator[str]:
    moment = moment_line(Pen(words, UNICODE), view, facts)
    if view.is_today:
        yield _sentence(words.gettext("Time: {time}").format(time=words.clock(facts.now)))
    if moment:
        yield _sentence(capital(moment))
    if not view.is_today or not facts.running:
        return
    is_break = facts.running == "break"
    title = words.gettext("break") if is_break else shorten(named(words, facts.title), 500)
    if facts.planned_minutes:
        spent = words.gettext("{spent} of {planned} min").format(
            spent=facts.spent_minutes, planned=facts.planned_minutes
        )
    else:
        spent = words.duration(facts.spent_minutes)
    parts = [words.gettext("Running: {title}").format(title=title), spent, shorten(facts.brand)]
    yield _sentence(", ".join(part for part in parts if part))
    if facts.is_parked:
        parked = shorten(named(words, facts.parked), 500)
        yield _sentence(words.gettext("Interrupted: {title}").format(title=parked))


def _counts(words: Words, view: DayView) -> Iterator[str]:
    count = sum(1 for row in view.rows if row.item.is_open)
    yield _sentence(words.ngettext("{n} task open", "{n} tasks open", count).format(n=count))
    if view.current is None or view.fit_after is None:
        return
    if view.over_minutes:
        said = words.gettext("{minutes} too much for {block}: the tasks that do not fit say so")
        block = shorten(view.current.span.title, 40)
        yield _sentence(said.format(minutes=words.duration(view.over_minutes), block=block))


def _part(words: Words, view: DayView, row: QueueRow) -> str:
    """What a row stands under: its block, with how much of it is done."""
    load = next((each for each in view.blocks if each.span.key == row.item.block), None)
    if row.section is Section.CLOSED:
        return _sentence(words.gettext("Done or dropped"))
    if load is None:
        return _sentence(shorten(row.item.block, 40) or words.gettext("Without a block"))
    return _block(words, load)


def _block(words: Words, load: BlockLoad) -> str:
    said = words.gettext("{block}, {start} to {end}: {done} of {total} done, {spent} of {planned} min")
    return _sentence(
        said.format(
            block=shorten(load.span.title, 40),
            start=words.clock(load.span.span.start),
            end=words.clock(load.span.span.end),
            done=load.done,
            total=load.total,
            spent=load.spent_minutes,
            planned=load.planned_minutes,
        )
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."

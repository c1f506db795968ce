"""The checklist of an incident as plain text: numbers, signs, titles."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.checklists import CheckStep
from jornada.core.state import Incident
from jornada.present.checklist_words import check_title
from jornada.present.listing import Column, table
from jornada.present.pen import Pen
from jornada.present.titles import named

WIDTH = 120


def checklist_lines(pen: Pen, incident: Incident, steps: Sequence[CheckStep]) -> tuple[str, ...]:
    """The title of the incident, then a line a step, with its number from 1 and its key."""
    words = pen.words
    title = named(words, incident.title)
    if not steps:
        return (words.gettext("{title} has no checklist: it has no severity").format(title=title),)
    columns = (
        Column("#", right=True),
        Column(""),
        Column(words.gettext("Step")),
        Column(words.gettext("Key")),
    )
    cells = [
        (
            str(number),
            pen.glyphs.done if step.done else pen.glyphs.pending,
            check_title(words, step.key, incident.severity),
            step.key,
        )
        for number, step in enumerate(steps, 1)
    ]
    done = sum(step.done for step in steps)
    head = words.gettext("{title}: {done} of {all} steps done").format(title=title, done=done, all=len(steps))
    return (head, *table(pen, columns, cells, WIDTH))

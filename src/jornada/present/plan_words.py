"""The editor of the plan: what its rows may do, and what stands below them, in words."""

from __future__ import annotations

from jornada.core.text import clean
from jornada.core.workflow import Workflow
from jornada.core.workflow_edit import Edit, RemoveEntry, RemoveValue, SumChange
from jornada.present.pen import Line, Pen, Piece
from jornada.present.words import Words
from jornada.present.workflow_words import sum_change_text, sum_text

REFERENCES = ("area", "block", "brand", "role", "objective")
NEEDED = ("area", "block")
"""A task must name one of each: what tasks name cannot go."""


def uses(workflow: Workflow, section: str, key: str) -> tuple[int, ...]:
    """The places of the tasks that name an entry."""
    if section not in REFERENCES:
        return ()
    return tuple(place for place, task in enumerate(workflow.tasks) if getattr(task, section) == key)


def removal(workflow: Workflow, section: str, index: int, key: str) -> tuple[Edit, ...]:
    """What takes an entry out of the plan, and its name out of the tasks that have it."""
    edits: list[Edit] = [RemoveValue(("task", place, section)) for place in uses(workflow, section, key)]
    if section == "brand":
        edits += [
            RemoveValue(("campaign", place, "brand"))
            for place, campaign in enumerate(workflow.campaigns)
            if campaign.brand == key
        ]
    return (*edits, RemoveEntry(section, index))


def cannot_go(words: Words, title: str, count: int) -> str:
    """Why an area or a block stays."""
    said = words.ngettext(
        "{title} stays: {count} task is in it; move or remove it first",
        "{title} stays: {count} tasks are in it; move or remove them first",
        count,
    )
    return said.format(title=clean(title), count=count)


def sums_line(pen: Pen, change: SumChange, width: int) -> Line:
    """What a block holds, or what a change did to it; too much is marked."""
    words = pen.words
    said = sum_text(words, change) if change.before is None else sum_change_text(words, change)
    over = change.after is not None and change.after.planned + change.after.reserve > change.after.working
    return (Piece(f" {pen.crop(said, max(0, width - 1))}", "warning" if over else "muted"),)


def editor_failed(words: Words, reason: str) -> str:
    """That the person's editor did not end well."""
    return words.gettext("The editor did not end well: {reason}").format(reason=clean(reason)[:80])

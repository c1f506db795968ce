"""A workflow's sections, fields and values in words, and what differs between two of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from jornada.core.block_sums import BlockSum
from jornada.core.day_change import BLOCKS, DayChange
from jornada.core.intents import PlannedItem
from jornada.core.recurrence import Recurrence
from jornada.core.text import clean
from jornada.core.workflow import Break, Goal, Milestone, Retainer, Step
from jornada.core.workflow_difference import FieldChange, ListChange, WorkflowChange
from jornada.core.workflow_edit import SumChange
from jornada.present.chart_words import retainer_text, weekday, weekdays
from jornada.present.pen import Pen
from jornada.present.titles import shorten
from jornada.present.words import N_, Words

SECTION_TITLES: Mapping[str, str] = {
    "": N_("The plan as a whole"),
    "objective": N_("Objectives"),
    "role": N_("Roles"),
    "brand": N_("Brands"),
    "area": N_("Areas"),
    "block": N_("Blocks"),
    "task": N_("Tasks"),
    "campaign": N_("Campaigns"),
}
"""The lists of a workflow, as a person calls them; message ids."""

FIELD_TITLES: Mapping[str, str] = {
    "key": N_("Key"),
    "title": N_("Title"),
    "timezone": N_("Time zone"),
    "days": N_("Working days"),
    "daily_minutes": N_("Minutes a day"),
    "summary": N_("Strategy"),
    "colour": N_("Colour"),
    "retainer": N_("Retainer"),
    "requirements": N_("Requirements"),
    "resources": N_("Resources"),
    "goals": N_("Goals"),
    "rank": N_("Rank"),
    "start": N_("Start"),
    "end": N_("End"),
    "breaks": N_("Breaks"),
    "reserve": N_("Reserve"),
    "reserve_by_weekday": N_("Reserve of weekdays"),
    "area": N_("Area"),
    "block": N_("Block"),
    "minutes": N_("Minutes"),
    "repeat": N_("Comes back"),
    "from": N_("First day"),
    "until": N_("Last day"),
    "if_missed": N_("If missed"),
    "goal": N_("Goal"),
    "milestone": N_("Milestone"),
    "due": N_("Due"),
    "keep": N_("If missed"),
    "due_of": N_("Due"),
    "brand": N_("Brand"),
    "role": N_("Role"),
    "objective": N_("Objective"),
    "procedure": N_("Procedure"),
    "steps": N_("Steps"),
}
"""The fields of a workflow by their word in the file; message ids."""

_OWN_FIRST_DAY = {"task", "campaign"}
_VALUE_LIMIT = 60
NOTHING = "–"


def section_title(words: Words, section: str) -> str:
    """What a list of the workflow is called."""
    return words.gettext(SECTION_TITLES[section])


def field_title(words: Words, name: str, section: str = "") -> str:
    """What a field is called; `start` is the first day of a task, the beginning of a block."""
    if name == "start" and section in _OWN_FIRST_DAY:
        name = "from"
    return words.gettext(FIELD_TITLES[name]) if name in FIELD_TITLES else name


def value_text(words: Words, name: str, value: Any) -> str:
    """A field's value on one line; a dash where there is none."""
    said = shorten(_said(words, name, value), _VALUE_LIMIT)
    return said or NOTHING


def _said(words: Words, name: str, value: Any) -> str:
    match value:
        case None | "" | ():
            return ""
        case True:
            return words.gettext("stays until done")
        case False:
            return words.gettext("lapses")
        case "keep" | "lapse" if name == "if_missed":
            return words.gettext("stays until done") if value == "keep" else words.gettext("lapses")
        case int() if name == "days":
            return weekday(words, value)
        case int() if name in ("minutes", "reserve", "daily_minutes"):
            return words.duration(value)
        case dt.time():
            return f"{value:%H:%M}"
        case Recurrence():
            return value.text
        case Break():
            return f"{clean(value.title)} {value.start:%H:%M}–{value.end:%H:%M}"
        case Goal():
            target = "" if value.target is None else f"{value.target:g} {clean(value.unit)}".strip()
            per = words.gettext("a week") if value.per == "week" else words.gettext("a day")
            return ", ".join(filter(None, (clean(value.text), f"{target} {per}" if target else "")))
        case Milestone():
            return f"{value.due} {clean(value.text)}".strip()
        case Retainer():
            return retainer_text(words, value)
        case Step():
            minutes = words.duration(value.minutes) if value.minutes else ""
            said = ", ".join(filter(None, (clean(value.who), clean(value.needs), minutes)))
            return f"{value.due} {clean(value.title)}" + (f" ({said})" if said else "")
        case tuple() if name == "days":
            return weekdays(words, value)
        case tuple() if name == "reserve_by_weekday":
            return ", ".join(f"{weekday(words, day)} {words.duration(minutes)}" for day, minutes in value)
        case tuple():
            return ", ".join(_said(words, name, each) for each in value)
        case _:
            return clean(str(value))


# Sums


def sum_text(words: Words, change: SumChange) -> str:
    """What a block holds, and how that fits: "Morning, Mon: 180 of 180 min"."""
    found = change.after or change.before
    if found is None:
        return clean(change.title)
    said = words.gettext("{block}: {planned} of {working} min").format(
        block=_block(words, change), planned=found.planned + found.reserve, working=found.working
    )
    return f"{said}{_verdict(words, found)}"


def sum_change_text(words: Words, change: SumChange) -> str:
    """What a change does to a block: "Morning: 180 of 180 min; with this 195, 15 too many"."""
    before, after = change.before, change.after
    block = _block(words, change)
    if before is None or after is None:
        if after is not None:
            return sum_text(words, change)
        return words.gettext("{block}: with this there is none").format(block=block)
    held, holds = before.planned + before.reserve, after.planned + after.reserve
    if before.working == after.working:
        said = words.gettext("{block}: {before} of {working} min; with this {after}").format(
            block=block, before=held, working=before.working, after=holds
        )
    else:
        said = words.gettext("{block}: {before} of {working} min; with this {after} of {later}").format(
            block=block, before=held, working=before.working, after=holds, later=after.working
        )
    return f"{said}{_verdict(words, after)}"


def _block(words: Words, change: SumChange) -> str:
    title = shorten(change.title)
    return f"{title}, {weekdays(words, change.weekdays)}" if change.weekdays else title


def _verdict(words: Words, found: BlockSum) -> str:
    """ ", 15 too many", ", 20 free"; nothing where it is just right."""
    over = found.planned + found.reserve - found.working
    if over > 0:
        return ", " + words.gettext("{n} too many").format(n=over)
    return ", " + words.gettext("{n} free").format(n=-over) if over else ""


# Differences


def workflow_change_lines(pen: Pen, change: WorkflowChange) -> Iterator[str]:
    """What differs between two workflows, a line each under its heading."""
    words, gettext = pen.words, pen.words.gettext
    if change.head:
        yield section_title(words, "")
        for each in change.head:
            yield f"  ~ {_field_change(pen, each)}"
    for found in change.lists:
        yield section_title(words, found.section)
        yield from (f"  {line}" for line in _list_lines(pen, found))
    if change.sums:
        yield gettext("Sums")
        yield from (f"  ~ {sum_change_text(words, one)}" for one in change.sums)


def _list_lines(pen: Pen, change: ListChange) -> Iterator[str]:
    for _, title in change.added:
        yield f"+ {clean(title)}"
    for _, title in change.removed:
        yield f"- {clean(title)}"
    for each in change.changed:
        said = "; ".join(_field_change(pen, one, change.section) for one in each.changes)
        yield f"~ {clean(each.title)}: {said}"
    if change.reordered:
        yield f"~ {pen.words.gettext('in another order')}"


def _field_change(pen: Pen, change: FieldChange, section: str = "") -> str:
    words = pen.words
    title = field_title(words, change.name, section)
    before, after = (value_text(words, change.name, value) for value in (change.before, change.after))
    return f"{title} {before} {pen.glyphs.arrow} {after}"


def day_change_rows(pen: Pen, change: DayChange) -> Iterator[tuple[str, str, str]]:
    """What a day would gain, lose and change: the key of each, its sign, and what it is in a line."""
    words = pen.words
    for item in change.added:
        yield item.key, "+", f"{clean(item.title)}  {words.duration(item.minutes)}"
    for each in change.changed:
        said = "; ".join(_planned_change(pen, each.before, each.after, name) for name in each.names)
        yield each.after.key, "~", f"{clean(each.after.title)}: {said}"
    for item in change.removed:
        yield item.key, "-", clean(item.title)
    if change.blocks:
        hours = ", ".join(f"{clean(each.title)} {each.start}–{each.end}" for each in change.blocks)
        yield BLOCKS, "~", f"{section_title(words, 'block')}: {hours}"


def day_change_summary(words: Words, change: DayChange) -> str:
    """ "2 added, 1 removed, 3 changed"."""
    parts = []
    if count := len(change.added):
        parts.append(words.ngettext("{n} added", "{n} added", count).format(n=count))
    if count := len(change.removed):
        parts.append(words.ngettext("{n} removed", "{n} removed", count).format(n=count))
    if count := len(change.changed):
        parts.append(words.ngettext("{n} changed", "{n} changed", count).format(n=count))
    if change.blocks:
        parts.append(words.gettext("the blocks"))
    return ", ".join(parts)


def _planned_change(pen: Pen, before: PlannedItem, after: PlannedItem, name: str) -> str:
    return _field_change(pen, FieldChange(name, getattr(before, name), getattr(after, name)))

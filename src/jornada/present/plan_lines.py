"""The plan as rows to edit: each list under its heading, the tasks under their blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jornada.core.block_sums import BlockSum
from jornada.core.calendar import parse_due
from jornada.core.chart import days_of
from jornada.core.dataclass import dataclass, field
from jornada.core.recurrence import WORKING_DAYS
from jornada.core.text import clean
from jornada.core.workflow import Block, Task, Workflow
from jornada.core.workflow_edit import week_sums
from jornada.present.chart_words import breaks_text, days_text, due_text, hours_text, retainer_text, weekdays
from jornada.present.form_words import area_role, brand_role, joined
from jornada.present.lines import filled, rule, spread
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.words import Words
from jornada.present.workflow_words import section_title

SIDE_LISTS = ("area", "role", "brand", "objective", "campaign")
MINUTES_WIDE = 4
LONG_FROM = 64
"""Columns from which on a row says more than what it must."""
NAMES = ((110, (16, 26)), (90, (12, 20)), (74, (10, 14)), (50, (8, 0)))
"""From so many columns on a task's brand and its area have so many."""
WHEN = ((110, 16), (50, 15))
"""From so many columns on the days and the time of a milestone have at least so many."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row that can be edited; `index` is its place in the list of the file, `None` where the list is
    empty and the row stands for all of it."""

    key: str
    section: str
    index: int | None
    left: Line
    right: Line = ()
    indent: int = 0
    names: tuple[Piece | None, Piece] | None = None
    """Of a task its brand, where the plan has brands, and its area: columns of their own."""


@dataclass(frozen=True, slots=True)
class PlanHeading:
    """A heading between the rows, or a word on an empty list."""

    text: str
    note: str = ""
    key: None = field(default=None, init=False)


PlanEntry = PlanRow | PlanHeading


def row_key(section: str, key: str) -> str:
    """What a row is known by, whatever comes and goes around it."""
    return f"{section}:{key}"


def plan_entries(pen: Pen, workflow: Workflow, add_key: str) -> tuple[PlanEntry, ...]:
    """All of the plan; `add_key` adds to the list in hand."""
    return tuple(_entries(pen, workflow, add_key))


def _entries(pen: Pen, workflow: Workflow, add_key: str) -> Iterator[PlanEntry]:
    words = pen.words
    yield PlanHeading(section_title(words, ""))
    facts = joined((weekdays(words, workflow.days), clean(workflow.timezone)))
    yield PlanRow(":", "", None, (Piece(clean(workflow.title), "strong"),), (Piece(facts, "muted"),))
    sums = week_sums(workflow)
    yield PlanHeading(words.gettext("Blocks and tasks"))
    for index, block in enumerate(workflow.blocks):
        loads = [found for (key, _), found in sums.items() if key == block.key]
        yield _block_row(pen, index, block, loads)
        for place, task in enumerate(workflow.tasks):
            if task.block == block.key:
                yield _task_row(words, workflow, place, task)
    if not workflow.blocks:
        yield _none_yet(words, "block", add_key)
    for section in SIDE_LISTS:
        yield PlanHeading(section_title(words, section))
        rows = tuple(_side_rows(words, workflow, section))
        yield from rows or (_none_yet(words, section, add_key),)


def _none_yet(words: Words, section: str, add_key: str) -> PlanRow:
    said = words.gettext("none yet: {key} adds one").format(key=add_key)
    return PlanRow(row_key(section, ""), section, None, (Piece(said, "muted"),))


def _block_row(pen: Pen, index: int, block: Block, loads: Sequence[BlockSum]) -> PlanRow:
    words = pen.words
    odd = [each for each in loads if not each.fits]
    worst = max(odd, key=lambda each: abs(each.planned + each.reserve - each.working), default=None)
    shown = worst or (loads[0] if loads else None)
    right: Line = ()
    if shown is not None:
        held = shown.planned + shown.reserve
        said = words.gettext("{planned} of {working} min").format(planned=held, working=shown.working)
        over = held - shown.working
        right = (
            Piece(said, "warning" if over > 0 else "muted"),
            Piece(f" {over:+d}" if over else "", "warning"),
        )
    reserve = words.gettext("reserve {minutes}").format(minutes=block.reserve) if block.reserve else ""
    facts = joined((hours_text(block), breaks_text(words, block), reserve))
    left = (Piece(clean(block.title), "strong"), Piece(f"  {facts}", "muted"))
    return PlanRow(row_key("block", block.key), "block", index, left, right)


def _task_row(words: Words, workflow: Workflow, index: int, task: Task) -> PlanRow:
    area, brand = workflow.area_by_key.get(task.area), workflow.brand_by_key.get(task.brand)
    left = (Piece(f"{task.minutes:>{MINUTES_WIDE}} "), Piece(clean(task.title)))
    no_brand = Piece("") if workflow.brands else None
    names = (
        Piece(clean(brand.title), brand_role(brand, workflow)) if brand is not None else no_brand,
        Piece(clean(area.title), area_role(area, workflow)) if area is not None else Piece(""),
    )
    every_day = task.repeat.text == WORKING_DAYS and not task.start and not task.until
    days = "" if every_day else days_text(words, days_of(workflow, task))
    due = due_text(words, parse_due(task.milestone.due)) if task.milestone else ""
    right = (Piece(joined((days, due)), "muted"),)
    return PlanRow(row_key("task", task.key), "task", index, left, right, 1, names)


def _side_rows(words: Words, workflow: Workflow, section: str) -> Iterator[PlanRow]:
    entries: Sequence[tuple[str, Line, Line]]
    match section:
        case "area":
            entries = [
                (
                    each.key,
                    (Piece(f"{each.rank:>2} "), Piece(clean(each.title), area_role(each, workflow))),
                    (),
                )
                for each in workflow.areas
            ]
        case "brand":
            entries = [
                (
                    each.key,
                    (Piece(clean(each.title), brand_role(each, workflow)),),
                    (Piece(retainer_text(words, each.retainer) if each.retainer else "", "muted"),),
                )
                for each in workflow.brands
            ]
        case "role":
            entries = [(each.key, (Piece(clean(each.title)),), ()) for each in workflow.roles]
        case "objective":
            entries = [(each.key, (Piece(clean(each.title)),), ()) for each in workflow.objectives]
        case _:
            entries = [
                (each.key, (Piece(clean(each.title)),), (Piece(f"{each.start} – {each.until}", "muted"),))
                for each in workflow.campaigns
            ]
    for index, (key, left, right) in enumerate(entries):
        yield PlanRow(row_key(section, key), section, index, left, right)


@dataclass(frozen=True, slots=True)
class PlanDrawing:
    """How the rows look in so many columns."""

    pen: Pen
    width: int

    def __call__(self, entry: PlanEntry) -> Line:
        pen, width = self.pen, self.width - 1  # the mark of where one is has the last column
        if isinstance(entry, PlanHeading):
            note = (Piece(entry.note, "muted"),) if entry.note else ()
            return rule(pen, (Piece(entry.text, "heading"),), note, width)
        lead = Piece("   " * entry.indent if width >= LONG_FROM else " " * entry.indent)
        right = entry.right
        if entry.names is not None:
            right = (*self._names(entry.names, width), *_at_right(pen, right, self._when(width)))
        line = spread(pen, (Piece(" "), lead, *entry.left), right, max(0, width - 1))
        return filled(pen, line, width)

    def _names(self, names: tuple[Piece | None, Piece], width: int) -> Iterator[Piece]:
        columns = next((columns for least, columns in NAMES if width >= least), (0, 0))
        for name, most in zip(names, columns, strict=True):
            if most and name is not None:
                yield Piece(f"{self.pen.fit(name.text, most)}  ", name.role)

    def _when(self, width: int) -> int:
        return next((columns for least, columns in WHEN if width >= least), 0)


def _at_right(pen: Pen, pieces: Line, columns: int) -> Line:
    """The pieces at the right of so many columns, or in as many as they need."""
    return (Piece(" " * max(0, columns - width_of(pieces, pen.measure))), *pieces)


def plan_drawing(pen: Pen) -> Callable[[int], PlanDrawing]:
    """The drawing for a width."""
    return lambda width: PlanDrawing(pen, width)


def neighbour(entries: Sequence[PlanEntry], key: str, by: int) -> PlanRow | None:
    """The row of the same list before or after: of a task one of its block."""
    rows = [entry for entry in entries if isinstance(entry, PlanRow) and entry.index is not None]
    place = next((place for place, row in enumerate(rows) if row.key == key), None)
    if place is None:
        return None
    row = rows[place]
    if row.section == "task":
        other = rows[place + by] if 0 <= place + by < len(rows) else None
        return other if other is not None and other.section == "task" else None
    alike = [each for each in rows if each.section == row.section]
    place = alike.index(row) + by
    return alike[place] if 0 <= place < len(alike) else None

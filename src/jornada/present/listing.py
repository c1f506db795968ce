"""Plain text of the day, of tasks and of incidents: aligned columns, or one sentence a line."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.dataclass import dataclass
from jornada.core.plan import BlockLoad, DayView, QueueRow, Section, Status
from jornada.core.workflow import Workflow
from jornada.present import milestone_marks as marks
from jornada.present.deeds import count_text
from jornada.present.now_line import NowFacts, moment_text
from jornada.present.pen import Pen
from jornada.present.queue_lines import missed_text
from jornada.present.titles import (
    brand_title,
    milestone_status_title,
    shorten,
    status_title,
)
from jornada.present.words import Words

LEAST_COLUMNS = 12
"""A column that gives way keeps this many columns of the screen."""
GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. One that gives way is cut when the line is too long."""

    title: str
    right: bool = False
    gives_way: bool = False


def table(pen: Pen, columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """The rows under their heads, aligned, in `width` columns if those that give way can. A column
    with nothing in it is left out."""
    kept = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    heads = [columns[place] for place in kept]
    cells = [[column.title for column in heads], *([row[place] for place in kept] for row in rows)]
    widths = [max(pen.measure(row[place]) for row in cells) for place in range(len(heads))]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - width
    for place in sorted(range(len(heads)), key=lambda place: -widths[place]):
        if over > 0 and heads[place].gives_way:
            cut = min(over, max(0, widths[place] - LEAST_COLUMNS))
            widths[place] -= cut
            over -= cut
    return tuple(
        GAP.join(
            pen.fit(text, wide, right=column.right)
            for text, wide, column in zip(row, widths, heads, strict=True)
        ).rstrip()
        for row in cells
    )


def task_lines(
    pen: Pen, view: DayView, workflow: Workflow, rows: Sequence[QueueRow], width: int
) -> tuple[str, ...]:
    """The rows with their numbers, from 1, and the fit line where the current block is full."""
    words = pen.words
    if not rows:
        return (words.gettext("No tasks"),)
    columns = (
        Column("#", right=True),
        Column(""),
        Column(words.gettext("Task"), gives_way=True),
        Column(words.gettext("Brand"), gives_way=True),
        Column(words.gettext("Block"), gives_way=True),
        Column(words.gettext("Minutes"), right=True),
        Column(words.gettext("Milestone")),
        Column("", gives_way=True),
    )
    cells = [
        (
            str(number),
            f"{sign(pen, row.status)} {status_title(words, row.status)}",
            f"{pen.glyphs.first} " * bool(row.first) + shorten(row.item.title, 500),
            brand_title(workflow, row.item.brand),
            shorten(view.block_title(row.item.block), 40),
            f"{row.spent_minutes}/{row.item.minutes}",
            milestone_sign(pen, row),
            notes_text(words, row),
        )
        for number, row in enumerate(rows, 1)
    ]
    lines = list(table(pen, columns, cells, width))
    below = next((place for place, row in enumerate(rows) if not row.fits), None)
    if below is not None and view.over_minutes:
        lines.insert(below + 1, _fit_line(pen, view))
    return tuple(lines)


def block_lines(pen: Pen, blocks: Sequence[BlockLoad], width: int) -> tuple[str, ...]:
    """The blocks of a day: when, and how much is planned, spent, done and left; in minutes."""
    words = pen.words
    columns = (
        Column(words.gettext("Block"), gives_way=True),
        Column(words.gettext("Hours")),
        Column(words.gettext("Planned"), right=True),
        Column(words.gettext("Spent"), right=True),
        Column(words.gettext("Tasks done"), right=True),
        Column(words.gettext("Reserve"), right=True),
        Column(words.gettext("Incidents"), right=True),
        Column(words.gettext("Left"), right=True),
    )
    cells = [
        (
            shorten(load.span.title, 40),
            f"{words.clock(load.span.span.start)}–{words.clock(load.span.span.end)}",
            str(load.planned_minutes),
            str(load.spent_minutes),
            f"{load.done}/{load.total}",
            f"{load.reserve_left_minutes}/{load.reserve_minutes}",
            str(load.incident_minutes or ""),
            str(load.left_minutes),
        )
        for load in blocks
    ]
    return table(pen, columns, cells, width) if cells else ()


def plain_task_lines(words: Words, view: DayView, workflow: Workflow, rows: Sequence[QueueRow]) -> list[str]:
    """One sentence a task, without columns and signs: for a screen reader, or to be cut up."""
    lines = []
    for number, row in enumerate(rows, 1):
        minutes = words.gettext("{spent} of {planned} min").format(
            spent=row.spent_minutes, planned=row.item.minutes
        )
        parts = (
            shorten(row.item.title, 500),
            status_title(words, row.status),
            minutes,
            shorten(view.block_title(row.item.block), 40),
            brand_title(workflow, row.item.brand),
            _milestone_words(words, row),
            notes_text(words, row),
            "" if row.fits else words.gettext("does not fit"),
        )
        lines.append(f"{number}. " + ", ".join(part for part in parts if part))
    return lines


def day_heading(pen: Pen, view: DayView, title: str) -> str:
    """ "Friday 20 November 2026 · The eight steps"."""
    heading = pen.words.full_date(view.date)
    return f"{heading} {pen.glyphs.separator} {shorten(title)}" if title else heading


def moment_line(pen: Pen, view: DayView, facts: NowFacts) -> str:
    """Where in the day one is; of another day, whether it is a day off or was never worked on."""
    if view.is_today:
        return moment_text(pen, facts)
    if view.off:
        return pen.words.gettext("day off")
    return "" if view.planned else pen.words.gettext("nothing was recorded for this day yet")


def sign(pen: Pen, status: Status) -> str:
    """The sign of a task's state."""
    return {
        Status.PENDING: pen.glyphs.pending,
        Status.IN_PROGRESS: pen.glyphs.in_progress,
        Status.PAUSED: pen.glyphs.paused,
        Status.DONE: pen.glyphs.done,
        Status.DROPPED: pen.glyphs.dropped,
    }[status]


def milestone_sign(pen: Pen, row: QueueRow) -> str:
    """How the milestone stands and when it is due: "◆ 09:45", "! Thu 14:00"."""
    if row.milestone is None:
        return ""
    return f"{marks.milestone_sign(pen, row.milestone)} {_due(pen.words, row)}".rstrip()


def notes_text(words: Words, row: QueueRow) -> str:
    """Where a row comes from, and how far its count is."""
    notes = []
    if row.carried_from is not None and not row.missed:
        day = f"{words.weekday_short(row.carried_from)} {row.carried_from.day}"
        notes.append(words.gettext("from {day}").format(day=day))
    if row.missed:
        notes.append(missed_text(words, row))
    if row.item.count or (row.progress and row.progress.count):
        notes.append(words.gettext("counted {count}").format(count=count_text(words, row.item, row.progress)))
    if row.item.reason:
        notes.append(shorten(row.item.reason))
    return ", ".join(notes)


def _due(words: Words, row: QueueRow) -> str:
    if row.due is None:
        return ""
    same_day = row.due.date() == row.item.date
    return (
        words.clock(row.due) if same_day else f"{words.weekday_short(row.due.date())} {words.clock(row.due)}"
    )


def _milestone_words(words: Words, row: QueueRow) -> str:
    if row.milestone is None:
        return ""
    return f"{milestone_status_title(words, row.milestone)} {_due(words, row)}".rstrip()


def _fit_line(pen: Pen, view: DayView) -> str:
    said = pen.words.gettext("{minutes} too much: what follows does not fit in {block}").format(
        minutes=pen.words.duration(view.over_minutes),
        block=shorten(view.current.span.title if view.current else "", 40),
    )
    return f"{pen.glyphs.line * 3} {said} {pen.glyphs.line * 3}"


def open_rows(rows: Sequence[QueueRow]) -> tuple[QueueRow, ...]:
    """The rows that are still to be done."""
    return tuple(row for row in rows if row.item.is_open and row.section is not Section.CLOSED)

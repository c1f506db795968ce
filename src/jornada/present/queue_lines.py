"""How the rows of the queue are drawn.

What is in the list is settled first (`queue_entries`), then how wide its columns are
(`QueueDrawing.of`); a row is drawn when it is seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from jornada.core.dataclass import dataclass
from jornada.core.plan import DayView, MilestoneStatus, QueueRow, Status
from jornada.core.workflow import Workflow
from jornada.present.goal_marks import goal_bar, goal_numbers
from jornada.present.lines import cut, filled, rule
from jornada.present.looks import area_look, brand_look
from jornada.present.milestone_marks import MILESTONE_ROLES, milestone_text, milestone_word
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.promise_lines import (
    PromiseEntry,
    promise_row,
)
from jornada.present.queue_entries import QueueEntries, QueueEntry, TaskEntry, TextEntry
from jornada.present.words import Words

MILESTONE_FROM, BRAND_FROM, AREA_FROM, BOTH_FROM, RANK_FROM = 46, 52, 56, 70, 72
"""Columns of the list from which on a column is there. In little room the brand goes before the area:
to post from the wrong account is the worse slip."""
FIT_ROLES = {"fits": "muted", "over": "warning"}
"""Of the fit line: where all of it fits, and where it does not."""
SHORT_BRAND_FROM, MOST_SHORT_BRAND = 34, 5
"""Columns from which on the beginning of the brand is there: no row is without."""
MOST_NAME, LEAST_NAME, MOST_BRAND = 12, 9, 16
"""Columns of an area at most where there is room and where there is little, and of a brand's name. Within
these a brand is as wide as leaves the fewest cut or without their word; a title weighs two names."""
MOST_WEIGHED = 60
"""So many rows are looked at for that."""
LEAST_TITLE = 12
"""Columns of a title from which on something may stand after it."""
TOLD_BY_WORD = (
    MilestoneStatus.AT_RISK,
    MilestoneStatus.LATE,
    MilestoneStatus.MISSED,
    MilestoneStatus.REACHED_LATE,
)
"""What a sign alone says too quietly."""


@dataclass(frozen=True)
class QueueDrawing:
    """How rows are drawn in a list of `width` columns: what each column takes, 0 where it is not shown."""

    pen: Pen
    zone: ZoneInfo
    date: dt.date
    width: int
    rank: int
    area: int
    brand: int
    minutes: int
    milestone: int
    looks: tuple[tuple[str, tuple[str, str]], ...]

    @classmethod
    def of(cls, pen: Pen, view: DayView, workflow: Workflow, width: int) -> QueueDrawing:
        """The columns that the rows of the day need, as far as there is room."""
        rows = view.rows
        # Of ten thousand rows, few differ in what makes a column wide, and few have time spent on them.
        begun = {place for place, minutes in enumerate(rows.spent_minutes) if minutes}
        if Status.IN_PROGRESS in rows.statuses:
            begun.add(rows.statuses.index(Status.IN_PROGRESS))
        spent = {(_spent_by_its_end(row), row.item.minutes) for row in rows.at(begun)}
        planned, keys, names, ranks = (
            rows.among_items(each) for each in ("minutes", "area", "brand", "rank")
        )
        spent |= {(0, minutes) for minutes in planned}
        areas = {key: area_look(workflow, key) for key in keys if key}
        brands = {key: brand_look(workflow, key) for key in names if key}
        milestones = {milestone_text(pen, row, view.zone, view.date) for row in rows.due if row.milestone}
        looks = {
            **{f"area.{key}": look for key, look in areas.items()},
            **{f"brand.{key}": look for key, look in brands.items()},
        }

        def widest(texts: Sequence[str], most: int) -> int:
            return min(most, max((pen.measure(pen.crop(text, most)) for text in texts), default=0))

        most = MOST_NAME if width >= BOTH_FROM else LEAST_NAME
        has_area = width >= (BOTH_FROM if brands else AREA_FROM)
        rank = max((len(_rank(rank)) for rank in ranks), default=0) if width >= RANK_FROM else 0
        area = widest([text for text, _ in areas.values()], most) if has_area else 0
        minutes = max((len(_minutes_text(*each)) for each in spent), default=0)
        milestone = widest(sorted(milestones), 12) if width >= MILESTONE_FROM else 0
        brand = widest([text for text, _ in brands.values()], MOST_BRAND)
        if width < BRAND_FROM:
            brand = min(brand, MOST_SHORT_BRAND) if width >= SHORT_BRAND_FROM else 0
        elif brand > LEAST_NAME:
            taken = sum(column + gap for column, gap in ((rank, 1), (area, 2), (minutes, 2)) if column)
            room = width - len("  x ") - taken - (milestone + 2 if milestone else 0) - 2
            weighed = [_widths(pen, row, brands) for row in rows[:MOST_WEIGHED] if row.item.brand]

            def cost(column: int) -> int:
                left = room - column
                return sum(
                    2 * (title > left) + (whole > left) + (name > column) for title, whole, name in weighed
                )

            brand = min(range(LEAST_NAME, brand + 1), key=cost)
        return cls(
            pen=pen,
            zone=view.zone,
            date=view.date,
            width=width,
            rank=rank,
            area=area,
            brand=brand,
            minutes=minutes,
            milestone=milestone,
            looks=tuple(sorted(looks.items())),
        )

    def __call__(self, entry: QueueEntry) -> Line:
        """The entry in exactly the list's width. The first column is left to the cursor."""
        if isinstance(entry, TextEntry):
            return self._text(entry)
        if isinstance(entry, PromiseEntry):
            return promise_row(self.pen, entry, self.width)
        return self._task(entry)

    def _text(self, entry: TextEntry) -> Line:
        pen = self.pen
        if entry.kind == "empty":
            return filled(pen, (Piece(" "), Piece(pen.crop(entry.text, self.width - 2), "muted")), self.width)
        if entry.kind in FIT_ROLES:
            role = FIT_ROLES[entry.kind]
            before, figure, after = entry.text.partition(entry.figure)
            said = (Piece(f" {before}", role), Piece(figure, "strong"), Piece(f"{after} ", role))
            head = cut(pen, (Piece(" "), Piece(pen.glyphs.line * 2, "rule"), *said), self.width - 1)
            left = self.width - 1 - width_of(head, pen.measure)
            return (*head, Piece(pen.glyphs.line * left, "rule"), Piece(" "))
        note = (Piece(entry.note, "muted"),) if entry.note else ()
        return rule(pen, (Piece(pen.crop(entry.text, self.width - 4), "section"),), note, self.width)

    def _task(self, entry: TaskEntry) -> Line:
        pen, row = self.pen, entry.row
        looks = dict(self.looks)
        pieces: list[Piece] = [Piece(" "), self._state(entry), Piece(" ")]
        if self.rank:
            pieces += [Piece(_rank(row.item.rank).rjust(self.rank), "muted"), Piece(" ")]
        if self.area:
            text, role = looks.get(f"area.{row.item.area}", ("", ""))
            pieces += [Piece(_close(pen, pen.fit(text, self.area)), self._quiet(row, role)), Piece("  ")]
        after: list[Piece] = []
        if self.brand:
            text, role = looks.get(f"brand.{row.item.brand}", ("", ""))
            after += [Piece("  "), Piece(_close(pen, pen.fit(text, self.brand)), self._quiet(row, role))]
        if self.minutes:
            over = row.item.is_open and row.spent_minutes > row.item.minutes > 0
            role = "warning" if over else self._quiet(row, "")
            after += [Piece("  "), Piece(minutes_text(row).rjust(self.minutes), role)]
        if self.milestone:
            after += [Piece("  "), *self._milestone(row)]
        after.append(Piece(" "))
        used = width_of((*pieces, *after), pen.measure)
        return (*pieces, *self._title(entry, max(0, self.width - used)), *after)

    def _state(self, entry: TaskEntry) -> Piece:
        glyphs = self.pen.glyphs
        if entry.parked and entry.row.status in (Status.PENDING, Status.PAUSED):
            return Piece(glyphs.parked, "warning")
        return {
            Status.PENDING: Piece(glyphs.pending, "muted"),
            Status.IN_PROGRESS: Piece(glyphs.in_progress, "running"),
            Status.PAUSED: Piece(glyphs.paused, ""),
            Status.DONE: Piece(glyphs.done, "good"),
            Status.DROPPED: Piece(glyphs.dropped, "muted"),
        }[entry.row.status]

    def _title(self, entry: TaskEntry, width: int) -> Line:
        """The title and, after it, whence it comes, how often it was missed, how far its count is."""
        pen, row = self.pen, entry.row
        mark: Line = (Piece(f"{pen.glyphs.first} ", self._quiet(row, "accent")),) if row.first else ()
        width -= width_of(mark, pen.measure)
        whole = pen.measure(pen.crop(row.item.title, width))
        *full, least = self._notes(row)
        for note in full:
            if whole + width_of(note, pen.measure) <= width:
                break
        else:
            note = least if width - width_of(least, pen.measure) >= LEAST_TITLE else ()
        title = Piece(pen.crop(row.item.title, width - width_of(note, pen.measure)), _title_role(entry))
        return filled(pen, (*mark, title, *note), width + width_of(mark, pen.measure))

    def _notes(self, row: QueueRow) -> tuple[Line, ...]:
        """What may stand after a title, the fullest first; but for the last, only after one that is whole."""
        pen = self.pen
        gap = Piece("  ")
        left_from: Line = ()
        missed: Line = ()
        if row.carried_from is not None:
            left_from = (
                gap,
                Piece(f"{pen.glyphs.carried} {pen.words.weekday_short(row.carried_from)}", "muted"),
            )
        if row.missed:
            sign = f"{pen.glyphs.carried} " if row.carried_from else ""
            missed = (gap, Piece(sign + missed_text(pen.words, row), "muted"))
            left_from = (*left_from, gap, Piece(f"×{row.times_missed}", "muted"))
        progress = row.progress
        count: Line = (gap, Piece(str(row.item.count), "muted")) if row.item.count else ()
        bar: Line = count
        if progress is not None and (progress.count or row.item.is_open):
            numbers = Piece(goal_numbers(progress), "muted")
            bar = (gap, *goal_bar(pen, progress), Piece(" "), numbers)
            count = (gap, numbers) if progress.count else ()
        word: Line = ()
        if row.milestone in TOLD_BY_WORD and row.status is not Status.DROPPED:
            word = (gap, Piece(milestone_word(pen.words, row.milestone), MILESTONE_ROLES[row.milestone]))
        told = missed or left_from
        return (
            (*told, *bar, *word),
            (*told, *count, *word),
            (*told, *count),
            (*left_from, *count, *word),
            (*left_from, *count),
        )

    def _milestone(self, row: QueueRow) -> Line:
        pen = self.pen
        role = MILESTONE_ROLES[row.milestone or MilestoneStatus.PENDING]
        if not row.item.is_open:
            role = "muted"
        text = "" if row.status is Status.DROPPED else milestone_text(pen, row, self.zone, self.date)
        return (Piece(pen.fit(text, self.milestone), role),)

    def _quiet(self, row: QueueRow, role: str) -> str:
        """What is closed, or falls below the fit line, steps back."""
        return role if row.item.is_open and row.fits else "muted"


def _widths(pen: Pen, row: QueueRow, brands: Mapping[str, tuple[str, str]]) -> tuple[int, int, int]:
    """Columns of a row's title, of the title with the word after it, and of its brand's name."""
    title = pen.measure(row.item.title)
    word = ""
    if row.milestone in TOLD_BY_WORD and row.status is not Status.DROPPED:
        word = f"  {milestone_word(pen.words, row.milestone)}"
    return title, title + pen.measure(word), pen.measure(brands[row.item.brand][0])


def _rank(rank: int | None) -> str:
    return "" if rank is None else str(rank)


def _close(pen: Pen, text: str) -> str:
    """No gap before the ellipsis of a text of fixed width."""
    mark = pen.glyphs.ellipsis
    return text.replace(f" {mark}", f"{mark} ") if text.endswith(mark) else text


class QueueShown:
    """What is in the queue's list, and how it is drawn in a width: as the whole day needs it, that no column
    moves while one types; told once, and taken over from `before` where only other rows were found."""

    def __init__(
        self,
        pen: Pen,
        view: DayView,
        workflow: Workflow,
        shown: Sequence[int],
        entries: QueueEntries,
        before: QueueShown | None = None,
    ) -> None:
        self.view, self.shown, self.entries = view, shown, entries
        self._pen = pen
        self._workflow = workflow
        same = before is not None and before.view is view and before._workflow is workflow
        self._drawing: QueueDrawing | None = before._drawing if before is not None and same else None

    def drawing(self, width: int) -> QueueDrawing:
        """The drawing for a width."""
        if self._drawing is None or self._drawing.width != width:
            self._drawing = QueueDrawing.of(self._pen, self.view, self._workflow, width)
        return self._drawing


def minutes_text(row: QueueRow) -> str:
    """ "12/45": minutes spent and planned; only the plan before anything was spent."""
    return _minutes_text(row.spent_minutes, row.item.minutes)


def _spent_by_its_end(row: QueueRow) -> int:
    """What is spent on a row; on the one in hand what will be, as planned: its column does not get wider
    while the timer runs, and nothing beside it moves."""
    if row.status is not Status.IN_PROGRESS:
        return row.spent_minutes
    return max(row.spent_minutes, row.item.minutes, 1)


def _minutes_text(spent: int, planned: int) -> str:
    text = str(planned) if planned else "–"
    return f"{spent}/{text}" if spent else text


def missed_text(words: Words, row: QueueRow) -> str:
    """ "3 missed, since Mon 16": how often, and since when."""
    since = row.missed_since or row.carried_from
    said = words.ngettext("{n} missed", "{n} missed", row.times_missed).format(n=row.times_missed)
    if since is None:
        return said
    day = f"{words.weekday_short(since)} {since.day}"
    return words.gettext("{missed}, since {day}").format(missed=said, day=day)


def _title_role(entry: TaskEntry) -> str:
    row = entry.row
    role = {
        Status.IN_PROGRESS: "running",
        Status.DONE: "done",
        Status.DROPPED: "dropped",
    }.get(row.status, "title")
    return role if row.fits or role != "title" else "muted"

"""How the rows of the queue are drawn.

What is in the list is settled first (`queue_entries`), then how wide its columns are
(`QueueDrawing.of`); a row is drawn when it is seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from jornada.core.plan import DayView, MilestoneStatus, QueueRow, Status
from jornada.core.workflow import Workflow
from jornada.present.lines import cut, filled, rule
from jornada.present.looks import area_look, brand_look
from jornada.present.milestone_marks import milestone_of
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.promise_lines import (
    PromiseEntry,
    promise_row,
)
from jornada.present.queue_entries import QueueEntry, TaskEntry, TextEntry

MILESTONE_FROM, BRAND_FROM, AREA_FROM, BOTH_FROM, RANK_FROM = 46, 52, 56, 70, 72
"""Columns of the list from which on a column is there. In little room the brand goes before the area:
to post from the wrong account is the worse slip."""
FIT_ROLES = {"fits": "muted", "over": "warning"}
"""Of the fit line: where all of it fits, and where it does not."""
MOST_NAME, MOST_NAME_IN_LITTLE_ROOM = 12, 9


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
    def of(
        cls, pen: Pen, view: DayView, workflow: Workflow, entries: Sequence[QueueEntry], width: int
    ) -> QueueDrawing:
        """The columns that these entries need, as far as there is room."""
        rows = [entry.row for entry in entries if isinstance(entry, TaskEntry)]
        areas = {key: area_look(workflow, key) for key in {row.item.area for row in rows} if key}
        brands = {key: brand_look(workflow, key) for key in {row.item.brand for row in rows} if key}
        milestones = {" ".join(filter(None, milestone_of(pen, row, view.zone, view.date))) for row in rows}
        looks = {
            **{f"area.{key}": look for key, look in areas.items()},
            **{f"brand.{key}": look for key, look in brands.items()},
        }

        def widest(texts: Sequence[str], most: int) -> int:
            return min(most, max((pen.measure(pen.crop(text, most)) for text in texts), default=0))

        most = MOST_NAME if width >= BOTH_FROM else MOST_NAME_IN_LITTLE_ROOM
        has_area = width >= (BOTH_FROM if brands else AREA_FROM)
        has_brand = width >= BRAND_FROM
        return cls(
            pen=pen,
            zone=view.zone,
            date=view.date,
            width=width,
            rank=max((len(_rank(row)) for row in rows), default=0) if width >= RANK_FROM else 0,
            area=widest([text for text, _ in areas.values()], most) if has_area else 0,
            brand=widest([text for text, _ in brands.values()], most) if has_brand else 0,
            minutes=max((len(minutes_text(row)) for row in rows), default=0),
            milestone=widest(sorted(milestones), 12) if width >= MILESTONE_FROM else 0,
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
            head: Line = (Piece(pen.glyphs.line * 2, "rule"), Piece(f" {entry.text} ", FIT_ROLES[entry.kind]))
            head = cut(pen, (Piece(" "), *head), self.width - 1)
            left = self.width - 1 - width_of(head, pen.measure)
            return (*head, Piece(pen.glyphs.line * left, "rule"), Piece(" "))
        note = (Piece(entry.note, "muted"),) if entry.note else ()
        return rule(pen, (Piece(pen.crop(entry.text, self.width - 4), "section"),), note, self.width)

    def _task(self, entry: TaskEntry) -> Line:
        pen, row = self.pen, entry.row
        looks = dict(self.looks)
        pieces: list[Piece] = [Piece(" "), self._state(entry), Piece(" ")]
        if self.rank:
            pieces += [Piece(_rank(row).rjust(self.rank), "muted"), Piece(" ")]
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
        notes = []
        if row.carried_from is not None:
            notes.append(f"{pen.glyphs.carried} {pen.words.weekday_short(row.carried_from)}")
        if row.missed:
            notes.append(f"×{row.missed + 1}")
        if row.item.count:
            target = row.item.goal.target if row.item.goal else None
            notes.append(f"{row.item.count}/{target:g}" if target else str(row.item.count))
        note = "  ".join(notes)
        room = pen.measure(note) + 2 if note else 0
        if room and width - room < 12:
            note, room = "", 0
        title = Piece(pen.crop(row.item.title, width - room), _title_role(entry))
        return filled(pen, (title, Piece("  "), Piece(note, "muted")) if note else (title,), width)

    def _milestone(self, row: QueueRow) -> Line:
        pen = self.pen
        sign, time = milestone_of(pen, row, self.zone, self.date)
        role = {
            MilestoneStatus.LATE: "error",
            MilestoneStatus.MISSED: "error",
            MilestoneStatus.PENDING: "",
        }.get(row.milestone or MilestoneStatus.PENDING, "muted")
        if not row.item.is_open:
            role = "muted"
        text = "" if row.status is Status.DROPPED else " ".join(filter(None, (sign, time)))
        return (Piece(pen.fit(text, self.milestone), role),)

    def _quiet(self, row: QueueRow, role: str) -> str:
        """What is closed, or falls below the fit line, steps back."""
        return role if row.item.is_open and row.fits else "muted"


def _rank(row: QueueRow) -> str:
    return "" if row.item.rank is None else str(row.item.rank)


def _close(pen: Pen, text: str) -> str:
    """No gap before the ellipsis of a text of fixed width."""
    mark = pen.glyphs.ellipsis
    return text.replace(f" {mark}", f"{mark} ") if text.endswith(mark) else text


def minutes_text(row: QueueRow) -> str:
    """ "12/45": minutes spent and planned; only the plan before anything was spent."""
    planned = str(row.item.minutes) if row.item.minutes else "–"
    return f"{row.spent_minutes}/{planned}" if row.spent_minutes else planned


def _title_role(entry: TaskEntry) -> str:
    row = entry.row
    role = {
        Status.IN_PROGRESS: "running",
        Status.DONE: "done",
        Status.DROPPED: "dropped",
    }.get(row.status, "title")
    return role if row.fits or role != "title" else "muted"

"""The day's strip: its blocks to scale, what is done, what time has gone, when milestones are due, and
where now is.

A block fills from its start with what is done of its planned work. Cells of time that has gone
beyond that are drawn as used: where they begin before the now marker, one is behind.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from itertools import groupby, pairwise

from jornada.core.calendar import BlockSpan, in_zone
from jornada.core.dataclass import dataclass
from jornada.core.milestones import milestones_of_day, next_due
from jornada.core.plan import BlockLoad, DayView, MilestoneStatus
from jornada.present.lines import blank, filled
from jornada.present.milestone_marks import MILESTONE_ROLES, milestone_glyph
from jornada.present.pen import Line, Pen, Piece, width_of

HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)
LEAST_CELLS_FOR_ALL = 70
"""Cells of a bar from which on every milestone has its sign."""
WORST_FIRST = (
    MilestoneStatus.LATE,
    MilestoneStatus.MISSED,
    MilestoneStatus.AT_RISK,
    MilestoneStatus.PENDING,
    MilestoneStatus.REACHED_LATE,
    MilestoneStatus.ON_TIME,
)
LEAST_HOUR_CELLS = 5
"""Columns from one hour's label to the next, at least."""

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Instants to cells: `width` cells from `start` to `end`."""

    start: dt.datetime
    end: dt.datetime
    width: int

    @property
    def seconds(self) -> float:
        return (self.end - self.start).total_seconds()

    def cell(self, instant: dt.datetime) -> int:
        """The cell that holds the instant; beyond the ends there are cells too, not drawn."""
        return int((instant - self.start).total_seconds() / self.seconds * self.width // 1)

    def edge(self, instant: dt.datetime) -> int:
        """The cell border nearest to the instant."""
        return round((instant - self.start).total_seconds() / self.seconds * self.width)

    def middle(self, cell: int) -> dt.datetime:
        return self.start + dt.timedelta(seconds=self.seconds * (cell + 0.5) / self.width)


def strip_lines(pen: Pen, view: DayView, width: int, height: int) -> tuple[Line, ...]:
    """The strip in `width` columns and up to three lines: hours, bar and names; bar and names; the bar.

    `view` must hold all rows of the day, not filtered ones. Where the hours are not drawn, the now
    marker stands in the bar.
    """
    inner = width - 2
    scale = _scale(view, inner)
    if scale is None:
        return tuple(blank(width) for _ in range(height))
    bar = _bar(pen, view, scale)
    _put_milestones(pen, view, scale, bar)
    now = _now_cell(view, scale)
    if now is not None and height < 3:
        bar[now] = (pen.glyphs.now, "now")
    hours = [_line_of(_hours(pen, view, scale))] if height >= 3 else []
    lines = [*hours, _line_of(bar), _names(pen, view, scale)]
    return tuple(filled(pen, (Piece(" "), *line), width) for line in lines[:height])


def done_share(load: BlockLoad) -> float:
    """How much of the planned work is done, 0 to 1; time spent on open tasks counts up to their plan."""
    if not load.planned_minutes:
        return 0.0
    return min(1.0, max(0.0, 1 - load.open_minutes / load.planned_minutes))


def over_minutes(view: DayView, load: BlockLoad) -> int:
    """By how many minutes what is planned does not fit in a block that runs or is to come."""
    current = view.current
    if current is not None and load.span.key == current.span.key and view.is_today:
        return view.over_minutes
    if load.span.span.end <= view.now:
        return 0
    return max(0, load.open_minutes - max(0, load.left_minutes - load.reserve_left_minutes))


def _scale(view: DayView, width: int) -> _Scale | None:
    spans = [load.span.span for load in view.blocks]
    if not spans or width <= 0:
        return None
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return _Scale(start, end, width) if start < end else None


def _now_cell(view: DayView, scale: _Scale) -> int | None:
    if not scale.start <= view.now < scale.end:
        return None
    return min(scale.cell(view.now), scale.width - 1)


def _bar(pen: Pen, view: DayView, scale: _Scale) -> list[Cell]:
    cells: list[Cell] = [(" ", "")] * scale.width
    for load in view.blocks:
        first, last = scale.edge(load.span.span.start), scale.edge(load.span.span.end)
        done = _after_work(load.span, math.ceil(done_share(load) * load.span.working_seconds()))
        for place in range(max(0, first), min(last, scale.width)):
            cells[place] = _cell(pen, view, load.span, done, scale.middle(place))
    for before, after in pairwise(view.blocks):
        # A gap tells one block from the next where they adjoin.
        border = scale.edge(after.span.span.start) - 1
        if before.span.span.end >= after.span.span.start and 0 < border < scale.width:
            cells[border] = (" ", "")
    return cells


def _after_work(span: BlockSpan, seconds: int) -> dt.datetime:
    """The instant of the block after so many seconds of its work."""
    left = dt.timedelta(seconds=seconds)
    for piece in span.working_spans() if seconds > 0 else ():
        if left <= piece.duration:
            return piece.start + left
        left -= piece.duration
    return span.span.end if seconds > 0 else span.span.start


def _cell(pen: Pen, view: DayView, span: BlockSpan, done: dt.datetime, instant: dt.datetime) -> Cell:
    if any(pause.span.contains(instant) for pause in span.breaks):
        return pen.glyphs.bar_break, "bar-break"
    if instant < done:
        return pen.glyphs.bar_full, "bar-done"
    if instant < view.now and not view.off:
        return pen.glyphs.bar_used, "bar-used"
    return pen.glyphs.bar_free, "bar-free"


def _put_milestones(pen: Pen, view: DayView, scale: _Scale, bar: list[Cell]) -> None:
    """The signs of the day's milestones, each in the cell that ends when it is due; of several in one cell
    the worst is seen. In little room it is those that are late and the next, or the bar would not be seen."""
    due, worst = milestones_of_day(view), dict[int, MilestoneStatus]()
    if scale.width < LEAST_CELLS_FOR_ALL:
        ahead = next_due(view)
        due = tuple(each for each in due if each == ahead or each.status is MilestoneStatus.LATE)
    for each in due:
        if each.due is None or not scale.start < each.due <= scale.end:
            continue
        cell = min(scale.cell(each.due - SECOND), scale.width - 1)
        if bar[cell][0] == " " and cell > 0:
            # The gap between two blocks stays.
            cell -= 1
        worst[cell] = min(each.status, worst.get(cell, each.status), key=WORST_FIRST.index)
    for cell, status in worst.items():
        bar[cell] = (milestone_glyph(pen, status), MILESTONE_ROLES[status] or "accent")


def _hours(pen: Pen, view: DayView, scale: _Scale) -> list[Cell]:
    cells: list[Cell] = [(" ", "")] * scale.width
    taken = [False] * scale.width
    now = _now_cell(view, scale)
    if now is not None:
        time = pen.words.clock(in_zone(view.now, view.zone))
        text = pen.glyphs.now + time if now + 1 + len(time) <= scale.width else time + pen.glyphs.now
        at = now if text.startswith(pen.glyphs.now) else now - len(time)
        _put(cells, at, text, "strong")
        _put(cells, now, pen.glyphs.now, "now")
        for place in range(max(0, at - 1), min(at + len(text) + 1, scale.width)):
            taken[place] = True
    for instant in _full_hours(view, scale):
        label = f"{in_zone(instant, view.zone):%H}"
        at = scale.edge(instant)
        if at + len(label) <= scale.width and not any(taken[at : at + len(label)]):
            _put(cells, at, label, "muted")
    return cells


def _full_hours(view: DayView, scale: _Scale) -> list[dt.datetime]:
    """The full hours on the wall, so far apart that their labels do not touch."""
    local = in_zone(scale.start, view.zone)
    first = scale.start
    if local.minute or local.second:
        first += HOUR - dt.timedelta(minutes=local.minute, seconds=local.second)
    hours = []
    while first < scale.end:
        hours.append(first)
        first += HOUR
    per_hour = scale.width / (scale.seconds / HOUR.total_seconds())
    step = next((step for step in (1, 2, 3, 4, 6, 12) if per_hour * step >= LEAST_HOUR_CELLS), 24)
    return hours[::step]


def _names(pen: Pen, view: DayView, scale: _Scale) -> Line:
    pieces: list[Piece] = []
    current = view.current if view.is_today else None
    at = 0
    starts = [scale.edge(load.span.span.start) for load in view.blocks]
    for place, load in enumerate(view.blocks):
        start = max(at, starts[place])
        end = starts[place + 1] if place + 1 < len(starts) else scale.width
        pieces.append(Piece(" " * (start - at)))
        role = "strong" if current is not None and load.span.key == current.span.key else "muted"
        pieces.extend(_name(pen, view, load, scale, start, end, role))
        at = max(start, end)
    return tuple(piece for piece in pieces if piece.text)


def _name(
    pen: Pen, view: DayView, load: BlockLoad, scale: _Scale, start: int, end: int, role: str
) -> tuple[Piece, ...]:
    """A block's name under its part of the bar, how many of its tasks are done, what does not fit."""
    width = end - start
    if width <= 0:
        return ()
    pause = _pause(pen, load, scale, start, end)
    room = (pause[0] if pause else width) - 1
    name = _fullest(pen, view, load, room, role)
    if width_of(name, pen.measure) < pen.measure(pen.crop(load.span.title, 40)):
        # Whole, it needs the room of the break's name.
        pause, name = None, _fullest(pen, view, load, width - 1, role)
    if pause is None:
        return filled(pen, name, width)
    gap = pause[0] - width_of(name, pen.measure)
    return filled(pen, (*name, Piece(" " * gap), Piece(pause[1], "muted")), width)


def _fullest(pen: Pen, view: DayView, load: BlockLoad, room: int, role: str) -> Line:
    """The block's name with as much after it as there is room for."""
    title = Piece(pen.crop(load.span.title, 40), role)
    count = Piece(f" {load.done}/{load.total}" if load.total else "", "muted")
    over = over_minutes(view, load)
    excess = Piece(f" +{pen.words.duration(over)}" if over else "", "warning")
    variants: tuple[Line, ...] = ((title, count, excess), (title, count), (title,))
    for line in variants:
        if width_of(line, pen.measure) <= room:
            return line
    return (Piece(pen.crop(load.span.title, max(0, room)), role),)


def _pause(pen: Pen, load: BlockLoad, scale: _Scale, start: int, end: int) -> tuple[int, str] | None:
    """Where the name of the block's first break goes, where there is room for it and for the block's."""
    for pause in load.span.breaks:
        title = pen.crop(pause.title, 40)
        first, last = scale.edge(pause.span.start), min(scale.edge(pause.span.end), end)
        if title and pen.measure(title) < last - first and first - start > 12:
            return first - start, title
    return None


def _put(cells: list[Cell], at: int, text: str, role: str) -> None:
    for offset, character in enumerate(text):
        if 0 <= at + offset < len(cells):
            cells[at + offset] = (character, role)


def _line_of(cells: Sequence[Cell]) -> Line:
    """Cells of one role become one piece."""
    return tuple(
        Piece("".join(text for text, _ in group), role)
        for role, group in groupby(cells, key=lambda cell: cell[1])
    )

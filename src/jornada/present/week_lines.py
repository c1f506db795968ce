"""The week as lines: seven columns by block where there is room, one day a page where there is not.

What is under the cursor carries the word `spot` in its role.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import accumulate

from jornada.core.dataclass import dataclass
from jornada.core.plan import QueueRow, Status
from jornada.core.posts import Post
from jornada.core.text import clean
from jornada.core.week import Spot, Week, WeekCell, WeekDay
from jornada.core.workflow import Workflow
from jornada.present.lines import Fact, blank, cut, facts_line, filled, roomiest, rule, spread
from jornada.present.looks import area_look, brand_look
from jornada.present.milestone_marks import milestone_text
from jornada.present.pen import Line, Pen, Piece, text_of
from jornada.present.titles import milestone_status_title, post_state_title, status_title

COLUMNS_FROM = 90
"""Columns of the terminal from which the seven days stand side by side."""
GAP = 1
MINUTES_COLUMNS = 3
"""Columns of the minutes where the tasks of one day stand below each other."""
WORDY_FROM = 17
"""Columns of a day from which what is free is said in words."""
OFF_COLUMNS = 10
"""What a day off with nothing on it takes: the others get its room."""

_SIGN_ROLES: Mapping[Status, str] = {
    Status.IN_PROGRESS: "running",
    Status.DONE: "good",
    Status.DROPPED: "muted",
}
_TITLE_ROLES: Mapping[Status, str] = {
    Status.IN_PROGRESS: "running",
    Status.DONE: "done",
    Status.DROPPED: "dropped",
}


@dataclass(frozen=True, slots=True)
class WeekPage:
    """Drawn lines, and which of them the cursor is on."""

    lines: tuple[Line, ...]
    cursor: int


def has_columns(width: int) -> bool:
    """Whether the seven days stand side by side."""
    return width >= COLUMNS_FROM


def week_page(pen: Pen, week: Week, workflow: Workflow, spot: Spot, width: int) -> WeekPage:
    """The week in `width` columns; in little room the day of the cursor alone."""
    drawer = _Drawer(pen, workflow, spot)
    return drawer.columns(week, width) if has_columns(width) else drawer.day(week.days[spot.day], width)


def week_text(pen: Pen, week: Week, workflow: Workflow, width: int) -> tuple[str, ...]:
    """The week as plain text; in little room one day under the other."""
    nowhere = Spot(-1)
    lines = [week_title(pen, week, nowhere, max(width, COLUMNS_FROM))]
    drawer = _Drawer(pen, workflow, nowhere)
    if has_columns(width):
        lines += drawer.columns(week, width).lines
    else:
        for place, day in enumerate(week.days):
            lines += [blank(0), week_title(pen, week, Spot(place), width), *drawer.day(day, width).lines]
    return tuple(text_of(line).rstrip() for line in lines)


def week_title(pen: Pen, week: Week, spot: Spot, width: int) -> Line:
    """The heading: which week, or in little room which day of it, and its load against what it can hold."""
    words = pen.words
    first, last = week.days[0].date, week.days[-1].date
    if has_columns(width):
        title = words.gettext("Week {number} · {first} – {last} {year}").format(
            number=week.number, first=words.day_title(first), last=words.day_title(last), year=last.year
        )
        short = words.gettext("week {number}").format(number=week.number)
        load, capacity = week.load_minutes, week.capacity_minutes
    else:
        day = week.days[spot.day]
        title = words.day_title(day.date)
        short = f"{words.weekday_short(day.date)} {day.date.day}"
        if day.is_today:
            title, short = (words.gettext("{day} · today").format(day=each) for each in (title, short))
        load, capacity = day.load_minutes, day.capacity_minutes
    right = words.duration(load)
    if capacity:
        right = words.gettext("{load} of {capacity}").format(load=right, capacity=words.duration(capacity))
    role = "warning" if load > capacity > 0 else "muted"
    room = width - pen.measure(right) - len(" " * 4)
    title = roomiest(pen, max(room, 0), title, short)
    return spread(pen, (Piece(" "), Piece(title, "heading")), (Piece(right, role), Piece(" ")), width)


def spot_lines(pen: Pen, week: Week, workflow: Workflow, spot: Spot, width: int) -> tuple[Line, ...]:
    """What is under the cursor, in two lines: whole titles, and the sums of a block in words."""
    day = week.days[spot.day]
    if spot.cell >= len(day.cells):
        return (blank(width), blank(width))
    cell = day.cells[spot.cell]
    row = next((row for row in cell.rows if row.item.id == spot.task), None)
    if row is None:
        title, facts = _cell_title(pen, day, cell), _cell_facts(pen, cell)
    else:
        title, facts = row.item.title, _task_facts(pen, row, workflow)
    room = max(0, width - 2)
    return (
        filled(pen, (Piece(" "), *cut(pen, (Piece(pen.crop(title, 500), "strong"),), room)), width),
        filled(pen, (Piece(" "), *facts_line(pen, facts, room)), width),
    )


def _cell_title(pen: Pen, day: WeekDay, cell: WeekCell) -> str:
    return f"{pen.words.day_title(day.date)} · {clean(cell.title) or pen.words.gettext('no block')}"


def _cell_facts(pen: Pen, cell: WeekCell) -> Sequence[Fact]:
    words = pen.words
    facts = []
    if cell.over_minutes:
        said = words.gettext("{minutes} too many").format(minutes=words.duration(cell.over_minutes))
        facts.append(Fact(said, role="warning"))
    facts.append(
        Fact(words.gettext("{minutes} planned").format(minutes=words.duration(cell.planned_minutes)))
    )
    if cell.booked_minutes:
        said = words.gettext("{minutes} added or moved here")
        facts.append(Fact(said.format(minutes=words.duration(cell.booked_minutes))))
    if cell.capacity_minutes:
        available = max(0, cell.capacity_minutes - cell.reserve_minutes)
        facts.append(Fact(words.gettext("{minutes} available").format(minutes=words.duration(available))))
    if cell.reserve_minutes:
        facts.append(
            Fact(words.gettext("{minutes} reserve").format(minutes=words.duration(cell.reserve_minutes)))
        )
    if cell.is_empty_spot:
        facts.append(Fact(words.gettext("{minutes} free").format(minutes=words.duration(cell.free_minutes))))
    if cell.posts:
        count = len(cell.posts)
        facts.append(Fact(words.ngettext("{n} post", "{n} posts", count).format(n=count)))
    if cell.spent_minutes:
        facts.append(
            Fact(words.gettext("{minutes} spent").format(minutes=words.duration(cell.spent_minutes)))
        )
    return facts


def _task_facts(pen: Pen, row: QueueRow, workflow: Workflow) -> Sequence[Fact]:
    words, item = pen.words, row.item
    facts = [Fact(status_title(words, row.status), role="strong")]
    if item.brand:
        name, role = brand_look(workflow, item.brand)
        facts.append(Fact(pen.crop(name, 40), role=f"{role} strong"))
    minutes = words.duration(item.minutes)
    if row.spent_minutes:
        minutes = words.gettext("{spent} of {planned}").format(
            spent=words.duration(row.spent_minutes), planned=minutes
        )
    facts.append(Fact(minutes))
    if row.milestone is not None and row.due is not None:
        said = f"{item.milestone or words.gettext('milestone')} {words.clock(row.due)}"
        facts.append(Fact(f"{pen.crop(said, 60)}, {milestone_status_title(words, row.milestone)}"))
    if item.area:
        name, role = area_look(workflow, item.area)
        facts.append(Fact(pen.crop(name, 40), role=role))
    if row.carried_from is not None:
        facts.append(Fact(words.gettext("from {day}").format(day=words.day_title(row.carried_from))))
    return facts


@dataclass(frozen=True, slots=True)
class _Drawer:
    pen: Pen
    workflow: Workflow
    spot: Spot

    # Seven days side by side

    def columns(self, week: Week, width: int) -> WeekPage:
        rooms = _rooms(week, width)
        heads = [self._day_head(day, room) for day, room in zip(week.days, rooms, strict=True)]
        lines: list[Line] = [self._row(heads, width)]
        cursor = 0
        for key, title in _blocks(week):
            cells = [(place, number, cell) for place, number, cell in _cells(week, key)]
            lines.append(rule(self.pen, (Piece(clean(title) or self._no_block(), "section"),), (), width))
            if self.spot.task == "" and self._is_here(cells):
                cursor = len(lines)
            by_day = {place: (number, cell) for place, number, cell in cells}
            loads = [self._load(by_day.get(place), place, room) for place, room in enumerate(rooms)]
            lines.append(self._row(loads, width))
            for at in range(_deepest(cells)):
                if any(self._has(cell, number, place, at) for place, number, cell in cells):
                    cursor = len(lines)
                drawn = [
                    self._task_at(by_day.get(place), day, place, at, rooms[place])
                    for place, day in enumerate(week.days)
                ]
                lines.append(self._row(drawn, width))
        return WeekPage(tuple(lines), cursor)

    def _row(self, cells: Sequence[Line], width: int) -> Line:
        pieces: list[Piece] = []
        for cell in cells:
            pieces += [Piece(" " * GAP), *cell]
        return filled(self.pen, tuple(pieces), width)

    def _day_head(self, day: WeekDay, room: int) -> Line:
        words = self.pen.words
        title = f"{words.weekday_short(day.date)} {day.date.day}"
        role = "now" if day.is_today else "muted" if day.off else "strong"
        sign = f"{self.pen.glyphs.now} " if day.is_today else ""
        note = words.gettext("off") if day.off else ""
        return spread(self.pen, (Piece(f"{sign}{title}", role),), (Piece(note, "muted"),), room, gap=1)

    def _is_here(self, cells: Sequence[tuple[int, int, WeekCell]]) -> bool:
        return any((place, number) == (self.spot.day, self.spot.cell) for place, number, _ in cells)

    def _has(self, cell: WeekCell, number: int, place: int, at: int) -> bool:
        here = (place, number) == (self.spot.day, self.spot.cell) and at < len(cell.rows)
        return here and cell.rows[at].item.id == self.spot.task

    def _load(self, found: tuple[int, WeekCell] | None, place: int, room: int) -> Line:
        if found is None:
            return blank(room)
        number, cell = found
        here = self.spot == Spot(place, number)
        return self._marked(self._load_line(cell, room), room, here)

    def _load_line(self, cell: WeekCell, room: int | None) -> Line:
        """What the block holds, over `room` columns; in as many as it takes where none are given."""
        words, pen = self.pen.words, self.pen

        def both(left: Line, right: Piece) -> Line:
            return (*left, Piece("  "), right) if room is None else spread(pen, left, (right,), room)

        if not cell.block:
            return (Piece(words.duration(cell.load_minutes), "muted"),)
        available = max(0, cell.capacity_minutes - cell.reserve_minutes)
        if cell.off:
            return (Piece(str(cell.load_minutes) if cell.load_minutes else "", "muted"),)
        load = (Piece(f"{cell.load_minutes}/{available}", "warning" if cell.over_minutes else "muted"),)
        if cell.over_minutes:
            return both(load, Piece(f"{pen.glyphs.overdue}+{cell.over_minutes}", "warning"))
        if cell.is_empty_spot:
            wordy = words.gettext("{minutes} free").format(minutes=cell.free_minutes)
            is_wordy = room is None or room >= WORDY_FROM
            said = wordy if is_wordy else f"{pen.glyphs.pending}{cell.free_minutes}"
            return both(load, Piece(said, "muted"))
        return load

    def _task_at(
        self, found: tuple[int, WeekCell] | None, day: WeekDay, place: int, at: int, room: int
    ) -> Line:
        if found is None or at >= len(found[1].rows) + len(found[1].posts):
            return blank(room)
        number, cell = found
        if at >= len(cell.rows):
            return filled(self.pen, self._post(cell.posts[at - len(cell.rows)], room, wide=False), room)
        row = cell.rows[at]
        here = self.spot == Spot(place, number, row.item.id)
        return self._marked(self._task(row, day.zone, room, wide=False), room, here)

    # One day

    def day(self, day: WeekDay, width: int) -> WeekPage:
        lines: list[Line] = []
        cursor = 0
        for number, cell in enumerate(day.cells):
            here = self.spot == Spot(self.spot.day, number)
            if here:
                cursor = len(lines)
            title = Piece(clean(cell.title) or self._no_block(), "section" + " spot" * here)
            lines.append(rule(self.pen, (title,), self._load_line(cell, None), width))
            for row in cell.rows:
                here = self.spot.task == row.item.id and self.spot.cell == number
                if here:
                    cursor = len(lines)
                drawn = self._marked(self._task(row, day.zone, width - 2, wide=True), width - 2, here)
                lines.append((Piece(" "), *drawn, Piece(" ")))
            for post in cell.posts:
                lines.append(
                    (Piece(" "), *filled(self.pen, self._post(post, width - 2, wide=True), width - 2))
                )
        return WeekPage(tuple(lines), cursor)

    # A post

    def _post(self, post: Post, room: int, *, wide: bool) -> Line:
        """When it goes out, of which brand, and what it is; how far it is, in words where there is room."""
        pen = self.pen
        name, role = brand_look(self.workflow, post.brand) if post.brand else ("", "")
        sign = pen.glyphs.done if post.is_published else pen.glyphs.arrow
        time = f"{post.time:%H:%M} " if post.time else ""
        brand = f"{pen.crop(name, 12)} " if wide and name else ""
        left = (
            Piece(f"{sign} {time}", role or "muted"),
            Piece(brand, role),
            Piece(pen.crop(post.title, room), "done" if post.is_published else "muted"),
        )
        right = (Piece(post_state_title(pen.words, post.state), "muted"),) if wide else ()
        return spread(pen, left, right, room, gap=1)

    # A task

    def _task(self, row: QueueRow, zone: dt.tzinfo, room: int, *, wide: bool) -> Line:
        pen, item = self.pen, row.item
        sign = {
            Status.PENDING: pen.glyphs.pending,
            Status.IN_PROGRESS: pen.glyphs.in_progress,
            Status.PAUSED: pen.glyphs.paused,
            Status.DONE: pen.glyphs.done,
            Status.DROPPED: pen.glyphs.dropped,
        }[row.status]
        look = brand_look(self.workflow, item.brand) if item.brand else area_look(self.workflow, item.area)
        left: list[Piece] = [Piece(f"{sign} ", _SIGN_ROLES.get(row.status, look[1]))]
        if row.carried_from is not None:
            left.append(Piece(pen.glyphs.carried, "warning"))
        if wide and item.brand:
            left.append(Piece(f"{pen.crop(look[0], 12)} ", look[1]))
        left.append(Piece(pen.crop(item.title, room), _TITLE_ROLES.get(row.status, "title")))
        right: list[Piece] = []
        if row.milestone is not None:
            text = milestone_text(pen, row, zone, item.date)
            right.append(Piece(f"{text} " if wide else text[:2].ljust(2), "muted"))
        minutes = f"{item.minutes}" if item.minutes else ""
        right.append(Piece(minutes.rjust(MINUTES_COLUMNS) if wide else minutes, "muted"))
        return spread(pen, tuple(left), tuple(right), room, gap=1)

    def _marked(self, line: Line, room: int, here: bool) -> Line:
        line = filled(self.pen, line, room)
        return tuple(Piece(piece.text, f"{piece.role} spot") for piece in line) if here else line

    def _no_block(self) -> str:
        return self.pen.words.gettext("no block")


def _rooms(week: Week, width: int) -> Sequence[int]:
    """The columns of each day."""
    bare = [day.off and not day.is_today and not any(cell.rows for cell in day.cells) for day in week.days]
    room = width - GAP * (len(week.days) + 1)
    if all(bare):
        return [room // len(bare)] * len(bare)
    full = (room - OFF_COLUMNS * sum(bare)) // (len(bare) - sum(bare))
    return [OFF_COLUMNS if each else full for each in bare]


def _blocks(week: Week) -> Sequence[tuple[str, str]]:
    """The blocks of the week, each once, in the order of its days; what has none comes last."""
    found: dict[str, str] = {}
    for day in week.days:
        for cell in day.cells:
            found.setdefault(cell.block, cell.title)
    return sorted(found.items(), key=lambda each: not each[0])


def _deepest(cells: Sequence[tuple[int, int, WeekCell]]) -> int:
    """The rows that the fullest of the cells needs."""
    return max((len(cell.rows) + len(cell.posts) for _, _, cell in cells), default=0)


def _cells(week: Week, block: str) -> Sequence[tuple[int, int, WeekCell]]:
    return [
        (place, number, cell)
        for place, day in enumerate(week.days)
        for number, cell in enumerate(day.cells)
        if cell.block == block
    ]


def spot_at(week: Week, spot: Spot, line: int, column: int, width: int) -> Spot | None:
    """The spot drawn at a line and column of the page in `width` columns; `None` where there is none."""
    if not has_columns(width):
        day = week.days[spot.day]
        order = [
            each
            for number, cell in enumerate(day.cells)
            for each in (
                Spot(spot.day, number),
                *(Spot(spot.day, number, row.item.id) for row in cell.rows),
                *(Spot(spot.day, number) for _ in cell.posts),
            )
        ]
        return order[line] if 0 <= line < len(order) else None
    edges = list(accumulate(room + GAP for room in _rooms(week, width)))
    place = next((place for place, edge in enumerate(edges) if column < edge), None)
    if place is None:
        return None
    at = 1
    for key, _ in _blocks(week):
        cells = _cells(week, key)
        deepest = _deepest(cells)
        mine = next(((number, cell) for day, number, cell in cells if day == place), None)
        if mine is not None and at <= line <= at + 1:
            return Spot(place, mine[0])
        row = line - at - 2
        if mine is not None and 0 <= row < len(mine[1].rows):
            return Spot(place, mine[0], mine[1].rows[row].item.id)
        at += 2 + deepest
    return None

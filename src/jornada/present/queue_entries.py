"""What is in the queue's list: the rows of the day, with headings, promises and the fit line between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import overload

from jornada.core.dataclass import dataclass, field
from jornada.core.plan import DayView, QueueRow, Rows, Section
from jornada.core.promises import open_promises
from jornada.core.state import State
from jornada.core.workflow import Workflow
from jornada.present.finding import plain, sought_words
from jornada.present.lines import KeyNames
from jornada.present.pen import Pen
from jornada.present.promise_lines import PromiseEntry, by_subject, is_astray, promise_entry, promise_title


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """A row of the queue; its key is the item's id. `parked`: it waits for an incident to pass."""

    key: str
    row: QueueRow
    parked: bool = False


@dataclass(frozen=True, slots=True)
class TextEntry:
    """A row that cannot be chosen: a heading, the fit line, or word of an empty list."""

    text: str
    note: str = ""
    kind: str = "heading"
    figure: str = ""
    """What of the text changes with time, to be set off."""
    key: None = field(default=None, init=False)


QueueEntry = TaskEntry | TextEntry | PromiseEntry


class Sought:
    """The rows of a day, to be looked through for typed words with every letter that is typed."""

    def __init__(self, rows: Rows, workflow: Workflow) -> None:
        self.rows = rows
        self.workflow = workflow
        self._held: Sequence[str] = ()
        self._found: tuple[str, Sequence[int]] = ("", range(len(rows)))

    def prepare(self) -> None:
        """Make what is looked through: done before the first letter, that one is found as fast as any."""
        if self._held:
            return
        areas = {key: area.title for key, area in self.workflow.area_by_key.items()}
        brands = {key: brand.title for key, brand in self.workflow.brand_by_key.items()}
        whose = list(zip(self.rows.of_items("area"), self.rows.of_items("brand"), strict=True))
        after = {
            (area, brand): plain(f" {areas.get(area, area)} {brands.get(brand, brand)}")
            for area, brand in set(whose)
        }
        titles = self.rows.of_items("title")
        self._held = [plain(title) + after[each] for title, each in zip(titles, whose, strict=True)]

    def with_words(self, typed: str) -> Sequence[int]:
        """The places of those that have all typed words in title, area or brand; case and accents do not
        matter."""
        sought = sought_words(typed)
        if not sought:
            return range(len(self.rows))
        self.prepare()
        held = self._held
        before, found = self._found
        wanted = " ".join(sought)
        if not wanted.startswith(before):
            found = range(len(held))
        # What has a longer word has its beginning too: with each letter fewer rows are looked through.
        for word in sought:
            found = [place for place in found if word in held[place]]
        self._found = (wanted, found)
        return range(len(held)) if len(found) == len(held) else found


class Between:
    """What stands between the rows of a day, told once however often they are filtered."""

    def __init__(self, pen: Pen, view: DayView) -> None:
        self.view = view
        rows = view.rows
        self.runs: list[tuple[int, int, str]] = []
        """Where the rows below one heading begin and end, and the heading."""
        self._minutes: dict[str, int] = {}
        for section, block, own in rows.runs:
            title = _heading(pen, view, section, block)
            self.runs.append((own.start, own.stop, title))
            self._minutes[title] = self._minutes.get(title, 0) + sum(rows.left_minutes[own])
        self.line = _fit_entry(pen, view)
        above = view.fit_after
        if self.line is None or above is None or above == len(rows) or not _competes(view, above):
            above = None
        self._above = above
        self._waiting: frozenset[str] = frozenset()
        self._made: dict[int, TaskEntry] = {}

    def fitting(self, chosen: Sequence[int]) -> int | None:
        """How many of the rows at these places, in their order, stand above the fit line; nothing where it is
        not among the rows."""
        return None if self._above is None else bisect_left(chosen, self._above)

    def minutes_below(self, title: str, chosen: Sequence[int]) -> int:
        """The minutes left of those rows below a heading that are at these places, in their order."""
        left = self.view.rows.left_minutes
        if len(chosen) == len(left):
            return self._minutes.get(title, 0)
        below = [
            chosen[bisect_left(chosen, first) : bisect_left(chosen, last)]
            for first, last, own in self.runs
            if own == title
        ]
        return sum(sum(map(left.__getitem__, places)) for places in below)

    def tasks(self, waiting: frozenset[str]) -> dict[int, TaskEntry]:
        """Those rows, by their places, that were looked at where these tasks are `waiting` for an incident to
        pass."""
        if waiting != self._waiting:
            self._waiting, self._made = waiting, {}
        return self._made


class QueueEntries(Sequence[QueueEntry]):
    """What is in the list. A row of the day is told by its place there and made when it is looked at: of ten
    thousand a screen shows thirty."""

    def __init__(
        self,
        rows: Rows,
        told: Sequence[int | TextEntry | PromiseEntry],
        waiting: frozenset[str],
        made: dict[int, TaskEntry],
    ) -> None:
        self._rows = rows
        self._told = told
        self._waiting = waiting
        self._made = made

    @cached_property
    def keys(self) -> Sequence[str | None]:
        """Of each the key."""
        ids = self._rows.ids
        return [ids[each] if type(each) is int else None for each in self._told]

    def __len__(self) -> int:
        return len(self._told)

    @overload
    def __getitem__(self, place: int) -> QueueEntry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[QueueEntry, ...]: ...
    def __getitem__(self, place: int | slice) -> QueueEntry | tuple[QueueEntry, ...]:
        if isinstance(place, slice):
            return tuple([self[each] for each in range(*place.indices(len(self)))])
        told = self._told[place]
        if not isinstance(told, int):
            return told
        entry = self._made.get(told)
        if entry is None:
            row = self._rows[told]
            entry = self._made[told] = TaskEntry(row.item.id, row, row.item.id in self._waiting)
        return entry


def queue_entries(
    pen: Pen,
    view: DayView,
    state: State,
    keys: KeyNames,
    *,
    shown: Sequence[int] | None = None,
    between: Between | None = None,
) -> QueueEntries:
    """The rows of the day, or those of them that are `shown`, by their places, and what stands between
    them."""
    told: list[int | TextEntry | PromiseEntry] = []
    rows = view.rows
    promised = by_subject(open_promises(state, view.now))
    chosen = range(len(rows)) if shown is None else shown
    if view.is_today and len(chosen) == len(rows):
        told += _astray(pen, view, state)
    heading = ""
    between = between or Between(pen, view)
    waiting = frozenset(state.incidents[key].interrupted_task for key in state.parked)
    line, fitting = between.line, between.fitting(chosen)
    parts = [(0, len(chosen))] if fitting is None else [(0, fitting), (fitting, len(chosen))]
    for number, (begin, end) in enumerate(parts):
        if number and line is not None:
            told.append(line)
        for first, last, title in between.runs:
            first, last = max(bisect_left(chosen, first), begin), min(bisect_left(chosen, last), end)
            if first >= last:
                continue
            if title != heading:
                heading = title
                if title:
                    minutes = between.minutes_below(title, chosen)
                    told.append(TextEntry(title, pen.words.duration(minutes) if minutes else ""))
            if not promised:
                told += chosen[first:last]
                continue
            for place in chosen[first:last]:
                told.append(place)
                due_here = promised.get(rows.ids[place], ())
                told += [promise_entry(pen, due, view.now, view.zone) for due in due_here]
    if line is not None and view.fit_after == len(rows) and rows:
        told.append(line)
    if not chosen:
        words = pen.words
        if rows:
            said = words.gettext("no task has these words: {key} shows all").format(key=keys("view.escape"))
        else:
            said = words.gettext("nothing is planned: {key} adds a task").format(key=keys("task.add"))
        told.append(TextEntry(said, kind="empty"))
    return QueueEntries(rows, told, waiting, between.tasks(waiting))


def _astray(pen: Pen, view: DayView, state: State) -> list[TextEntry | PromiseEntry]:
    """What was promised about work that the day does not show, so that none is ever lost."""
    promised = open_promises(state, view.now)
    if not promised:
        return []
    words, tasks = pen.words, set(view.rows.ids)
    astray = [due for due in promised if is_astray(state, due, tasks)]
    if not astray:
        return []
    key = TextEntry(words.gettext("Still promised"))
    rows = [promise_entry(pen, due, view.now, view.zone, promise_title(words, state, due)) for due in astray]
    current = view.current if view.rows and view.rows.sections[0] is Section.CURRENT else None
    after = [TextEntry(pen.crop(current.span.title, 40))] if current else []
    return [key, *rows, *after]


def _fit_entry(pen: Pen, view: DayView) -> TextEntry | None:
    """The fit line, where there is one."""
    if view.fit_after is None:
        return None
    words = pen.words
    left = words.duration(view.fit_minutes)
    if view.over_minutes:
        said = words.gettext("{time} left: what is below does not fit").format(time=left)
        return TextEntry(said, kind="over", figure=left)
    open_minutes = sum(view.rows.left_minutes[: view.rows.competing])
    spare = words.duration(max(0, view.fit_minutes - open_minutes))
    said = words.gettext("all of it fits, {time} to spare").format(time=spare)
    return TextEntry(said, kind="fits", figure=spare)


def _competes(view: DayView, place: int) -> bool:
    """Whether a row above that place competes for the block, or the one there does not fit."""
    return bool(place and view.rows.competing) or not view.rows.fits[place]


def _heading(pen: Pen, view: DayView, section: Section, block: str) -> str:
    """What stands above the rows of a section and a block; the first section of the day that runs needs no
    heading."""
    words = pen.words
    match section:
        case Section.CURRENT:
            return ""
        case Section.CLOSED:
            return words.gettext("Closed earlier")
        case Section.LATER:
            title = pen.crop(view.block_title(block), 40)
            return title or words.gettext("Any time")
    places = [load.span.key for load in view.blocks]
    ended = {load.span.key for load in view.blocks if load.span.span.end <= view.now}
    if block in places and block in ended:
        return words.gettext("Left from {block}").format(block=pen.crop(view.block_title(block), 40))
    return words.gettext("Left from earlier days")

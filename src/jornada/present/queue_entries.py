"""What is in the queue's list: the rows of the day, with headings, promises and the fit line between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

from jornada.core.dataclass import dataclass, field, made_of_columns
from jornada.core.plan import DayView, QueueRow, Section
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

_ENTRY, _TITLE = itemgetter(0), itemgetter(1)
"""Of what is known of a row."""


class Sought:
    """The rows of a day, to be looked through for typed words with every letter that is typed."""

    def __init__(self, rows: Sequence[QueueRow], workflow: Workflow) -> None:
        self.rows = rows
        self.workflow = workflow
        self._held: Sequence[tuple[QueueRow, str]] = ()
        self._found: tuple[str, Sequence[tuple[QueueRow, str]]] = ("", ())

    def prepare(self) -> None:
        """Make what is looked through: done before the first letter, that one is found as fast as any."""
        if self._held:
            return
        areas = {key: area.title for key, area in self.workflow.area_by_key.items()}
        brands = {key: brand.title for key, brand in self.workflow.brand_by_key.items()}
        items = [row.item for row in self.rows]
        after = {
            (area, brand): plain(f" {areas.get(area, area)} {brands.get(brand, brand)}")
            for area, brand in {(item.area, item.brand) for item in items}
        }
        self._held = [
            (row, plain(item.title) + after[item.area, item.brand])
            for row, item in zip(self.rows, items, strict=True)
        ]

    def with_words(self, typed: str) -> tuple[QueueRow, ...]:
        """Those that have all typed words in title, area or brand; case and accents do not matter."""
        sought = sought_words(typed)
        if not sought:
            return tuple(self.rows)
        self.prepare()
        before, found = self._found
        wanted = " ".join(sought)
        if not before or not wanted.startswith(before):
            found = self._held
        # What has a longer word has its beginning too: with each letter fewer rows are looked through.
        for word in sought:
            found = [pair for pair in found if word in pair[1]]
        self._found = (wanted, found)
        return tuple(self.rows) if len(found) == len(self.rows) else tuple([row for row, _ in found])


class Between:
    """What stands between the rows of a day, told once however often they are filtered."""

    def __init__(self, pen: Pen, view: DayView) -> None:
        self.view = view
        places = list(map(_PLACE, view.rows))
        headings = {place: _heading(pen, view, *place) for place in set(places)}
        self._titles = [headings[place] for place in places]
        self._minutes: dict[str, int] = {}
        self._waiting: frozenset[str] = frozenset()
        self._entries: list[TaskEntry] = []
        self._known: dict[str, tuple[TaskEntry, str]] = {}
        """By the item's id: the entry of a row and the heading it belongs under, once some are sought."""
        self.line = _fit_entry(pen, view)
        above = view.fit_after
        if self.line is None or above is None or above == len(view.rows) or not _competes(view, above):
            above = None
        self.above = None if above is None else frozenset(row.item.id for row in view.rows[:above])
        """The rows above the fit line, where it is among them."""

    def fitting(self, chosen: Sequence[QueueRow]) -> int | None:
        """How many of these rows, of the day and in its order, stand above the fit line; nothing where it is
        not among the rows."""
        above = self.above
        if above is None:
            return None
        return next((place for place, row in enumerate(chosen) if row.item.id not in above), len(chosen))

    def minutes_of(self, title: str) -> int:
        """The minutes left below a heading."""
        if not self._minutes:
            for heading, row in zip(self._titles, self.view.rows, strict=True):
                self._minutes[heading] = self._minutes.get(heading, 0) + row.left_minutes
        return self._minutes.get(title, 0)

    def tasks(self, chosen: Sequence[QueueRow], waiting: frozenset[str]) -> list[tuple[TaskEntry, str]]:
        """The entries of these rows of the day, and the headings they belong under, where those tasks are
        `waiting` for an incident to pass."""
        rows = self.view.rows
        if waiting != self._waiting or not self._entries:
            self._waiting, self._known = waiting, {}
            keys = [row.item.id for row in rows]
            columns: dict[str, Sequence[object]] = {"key": keys, "row": rows}
            if waiting:
                columns["parked"] = [key in waiting for key in keys]
            self._entries = made_of_columns(TaskEntry, len(rows), columns)
        every = zip(self._entries, self._titles, strict=True)
        if len(chosen) == len(rows):
            return list(every)
        if not self._known:
            self._known = {told[0].key: told for told in every}
        return [self._known[row.item.id] for row in chosen]


def queue_entries(
    pen: Pen,
    view: DayView,
    state: State,
    keys: KeyNames,
    *,
    shown: Sequence[QueueRow] | None = None,
    between: Between | None = None,
) -> tuple[QueueEntry, ...]:
    """The rows of the day, or those of them that are `shown`, and what stands between them."""
    entries: list[QueueEntry] = []
    promised = by_subject(open_promises(state, view.now))
    chosen = view.rows if shown is None else shown
    if view.is_today and len(chosen) == len(view.rows):
        entries += _astray(pen, view, state)
    heading = ""
    between = between or Between(pen, view)
    waiting = frozenset(state.incidents[key].interrupted_task for key in state.parked)
    line, told = between.line, between.tasks(chosen, waiting)
    fitting = between.fitting(chosen)
    # In runs, not row by row: there may be ten thousand of them with every letter that is typed.
    runs = (told[:fitting], told[fitting:]) if line is not None and fitting is not None else (told,)
    for number, run in enumerate(runs):
        if number and line is not None:
            entries.append(line)
        for title, rows in groupby(run, _TITLE):
            if title != heading:
                heading = title
                if title:
                    minutes = between.minutes_of(title)
                    entries.append(TextEntry(title, pen.words.duration(minutes) if minutes else ""))
            if not promised:
                entries.extend(map(_ENTRY, rows))
                continue
            for entry, _ in rows:
                entries.append(entry)
                due_here = promised.get(entry.key, ())
                entries += [promise_entry(pen, due, view.now, view.zone) for due in due_here]
    if line is not None and view.fit_after == len(view.rows) and view.rows:
        entries.append(line)
    if chosen:
        return tuple(entries)
    words = pen.words
    if view.rows:
        said = words.gettext("no task has these words: {key} shows all").format(key=keys("view.escape"))
    else:
        said = words.gettext("nothing is planned: {key} adds a task").format(key=keys("task.add"))
    return (*entries, TextEntry(said, kind="empty"))


def _astray(pen: Pen, view: DayView, state: State) -> list[QueueEntry]:
    """What was promised about work that the day does not show, so that none is ever lost."""
    promised = open_promises(state, view.now)
    if not promised:
        return []
    words, tasks = pen.words, {row.item.id for row in view.rows}
    astray = [due for due in promised if is_astray(state, due, tasks)]
    if not astray:
        return []
    key = TextEntry(words.gettext("Still promised"))
    rows = [promise_entry(pen, due, view.now, view.zone, promise_title(words, state, due)) for due in astray]
    current = view.current if view.rows and view.rows[0].section is Section.CURRENT else None
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
    open_minutes = sum(
        row.left_minutes for row in view.rows if row.section in (Section.CURRENT, Section.EARLIER)
    )
    spare = words.duration(max(0, view.fit_minutes - open_minutes))
    said = words.gettext("all of it fits, {time} to spare").format(time=spare)
    return TextEntry(said, kind="fits", figure=spare)


def _competes(view: DayView, place: int) -> bool:
    return any(row.section in (Section.CURRENT, Section.EARLIER) for row in view.rows[:place]) or (
        not view.rows[place].fits
    )


_PLACE = attrgetter("section", "item.block")
"""What decides what a row stands below."""


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

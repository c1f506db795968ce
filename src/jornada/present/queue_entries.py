"""What is in the queue's list: the rows of the day, with headings, promises and the fit line between them."""

from __future__ import annotations

from collections.abc import Callable

from jornada.core.dataclass import dataclass, field
from jornada.core.plan import DayView, QueueRow, Section
from jornada.core.promises import open_promises
from jornada.core.state import State
from jornada.core.workflow import Workflow
from jornada.present.finding import closeness
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
    key: None = field(default=None, init=False)


QueueEntry = TaskEntry | TextEntry | PromiseEntry


def matches(row: QueueRow, typed: str, workflow: Workflow) -> bool:
    """Whether a row has all typed words in its title, area or brand; case and accents do not matter."""
    item = row.item
    area = workflow.area_by_key.get(item.area)
    brand = workflow.brand_by_key.get(item.brand)
    parts = (item.title, area.title if area else item.area, brand.title if brand else item.brand)
    return not typed.strip() or closeness(typed, " ".join(parts)) is not None


def queue_entries(
    pen: Pen, view: DayView, state: State, keys: KeyNames, *, keep: Callable[[QueueRow], bool] | None = None
) -> tuple[QueueEntry, ...]:
    """The rows of the day and what stands between them; `keep` filters the items."""
    waiting = {state.incidents[key].interrupted_task for key in state.parked}
    entries: list[QueueEntry] = []
    promised = by_subject(open_promises(state, view.now))
    if view.is_today and (keep is None or all(map(keep, view.rows))):
        entries += _astray(pen, view, state)
    heading = ""
    line = _fit_entry(pen, view)
    for place, row in enumerate(view.rows):
        if line is not None and place == view.fit_after and _competes(view, place):
            entries.append(line)
        if keep is not None and not keep(row):
            continue
        title = _heading(pen, view, row)
        if title != heading:
            heading = title
            if title:
                entries.append(_heading_entry(pen, view, title))
        entries.append(TaskEntry(row.item.id, row, row.item.id in waiting))
        entries += [promise_entry(pen, due, view.now, view.zone) for due in promised.get(row.item.id, ())]
    if line is not None and view.fit_after == len(view.rows) and view.rows:
        entries.append(line)
    if any(isinstance(entry, TaskEntry) for entry in entries):
        return tuple(entries)
    words = pen.words
    if view.rows:
        said = words.gettext("no task has these words: {key} shows all").format(key=keys("view.escape"))
    else:
        said = words.gettext("nothing is planned: {key} adds a task").format(key=keys("task.add"))
    return (*entries, TextEntry(said, kind="empty"))


def _astray(pen: Pen, view: DayView, state: State) -> list[QueueEntry]:
    """What was promised about work that the day does not show, so that none is ever lost."""
    words, tasks = pen.words, {row.item.id for row in view.rows}
    astray = [due for due in open_promises(state, view.now) if is_astray(state, due, tasks)]
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
        return TextEntry(said, kind="over")
    open_minutes = sum(
        row.left_minutes for row in view.rows if row.section in (Section.CURRENT, Section.EARLIER)
    )
    spare = words.duration(max(0, view.fit_minutes - open_minutes))
    return TextEntry(words.gettext("all of it fits, {time} to spare").format(time=spare), kind="fits")


def _competes(view: DayView, place: int) -> bool:
    return any(row.section in (Section.CURRENT, Section.EARLIER) for row in view.rows[:place]) or (
        not view.rows[place].fits
    )


def _heading(pen: Pen, view: DayView, row: QueueRow) -> str:
    """What stands above the row; the first section of the day that runs needs no heading."""
    words = pen.words
    match row.section:
        case Section.CURRENT:
            return ""
        case Section.CLOSED:
            return words.gettext("Closed earlier")
        case Section.LATER:
            title = pen.crop(view.block_title(row.item.block), 40)
            return title or words.gettext("Any time")
    places = [load.span.key for load in view.blocks]
    ended = {load.span.key for load in view.blocks if load.span.span.end <= view.now}
    if row.item.block in places and row.item.block in ended:
        return words.gettext("Left from {block}").format(block=pen.crop(view.block_title(row.item.block), 40))
    return words.gettext("Left from earlier days")


def _heading_entry(pen: Pen, view: DayView, title: str) -> TextEntry:
    rows = [row for row in view.rows if _heading(pen, view, row) == title and row.item.is_open]
    minutes = sum(row.left_minutes for row in rows)
    return TextEntry(title, pen.words.duration(minutes) if minutes else "")

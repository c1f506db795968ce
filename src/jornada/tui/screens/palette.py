"""The palette: any action by its words, and tasks and incidents by their titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from jornada.core.dataclass import dataclass
from jornada.present.finding import closeness
from jornada.present.pen import Line, Pen, Piece
from jornada.present.sentences import named, severity_title
from jornada.tui.actions import ACTIONS, Where
from jornada.tui.key_names import Bound, bound_keys
from jornada.tui.screens.dialog import Dialog, Tools
from jornada.tui.widgets.field import Field, TextField
from jornada.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from textual.screen import Screen

    from jornada.tui.app import JornadaApp

MOST = 50


@runtime_checkable
class Reveals(Protocol):
    """A screen that can put a task or incident in hand."""

    def reveal(self, subject: str) -> None:
        """Bring the row of that id into view and put the cursor on it."""


class Finds(StrEnum):
    """What a row of the palette stands for."""

    ACTION = "action"
    TASK = "task"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found: its id, what it is called, a word beside it (its keys, its block), other
    words it answers to. What does not apply here is shown and cannot be taken."""

    finds: Finds
    id: str
    title: str
    beside: str = ""
    also: str = ""
    applies: bool = True


class Palette(Dialog[Entry]):
    """Closes with the entry that was picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "move(8)", show=False),
        Binding("pageup", "move(-8)", show=False),
    ]

    def __init__(self, tools: Tools, entries: Sequence[Entry]) -> None:
        super().__init__(tools)
        self._entries = tuple(entries)
        self._found: list[Entry] = []
        self._line = TextField("sought", "")
        self._list = PickList(self.pen.glyphs)
        self._list.can_focus = False
        self._none = Static(self.words.gettext("Nothing is called that"), markup=False, classes="facts")

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Commands"), self.words.gettext("actions, tasks and incidents")

    def inside(self) -> ComposeResult:
        yield self._line
        yield self._list
        yield self._none

    def keys(self) -> Iterable[tuple[str, str]]:
        yield self.words.gettext("enter"), self.words.gettext("do it")
        yield "esc", self.words.gettext("leave")
        yield "↑ ↓", self.words.gettext("choose")

    def on_mount(self) -> None:
        self._line.control.focus()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def on_field_changed(self, event: Field.Changed) -> None:
        self._draw()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        place = self._list.highlighted
        if place is not None and place < len(self._found) and self._found[place].applies:
            self.dismiss(self._found[place])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._found[event.option_index])

    def action_move(self, by: int) -> None:
        """Move in the list, past what cannot be taken."""
        takes = [place for place, entry in enumerate(self._found) if entry.applies]
        if takes:
            now = self._list.highlighted or 0
            near = min(range(len(takes)), key=lambda index: abs(takes[index] - now))
            self._list.highlighted = takes[min(max(near + by, 0), len(takes) - 1)]

    def _draw(self) -> None:
        self._found = find(self._entries, self._line.value)[:MOST]
        width = self._list.columns
        rows = [self.ink.content(_row(self.pen, entry, width)) for entry in self._found]
        disabled = frozenset(place for place, entry in enumerate(self._found) if not entry.applies)
        first = next((place for place, entry in enumerate(self._found) if entry.applies), 0)
        self._list.show(rows, disabled=disabled, at=first)
        self._list.display = bool(rows)
        self._none.display = not rows


def find(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Those that answer to what was typed, the closest first; all of them where nothing was typed."""
    ranked = []
    for place, entry in enumerate(entries):
        near = closeness(typed, entry.title)
        if near is None:
            near = closeness(typed, f"{entry.title} {entry.also}")
            near = None if near is None else near + 3
        if near is not None:
            ranked.append((not entry.applies, near, place, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda each: each[:3])]


def _row(pen: Pen, entry: Entry, width: int) -> Line:
    beside = pen.crop(entry.beside, max(0, width // 3))
    room = max(0, width - pen.measure(beside) - 1)
    title = Piece(pen.fit(entry.title, room), "" if entry.applies else "muted")
    return (title, Piece(f" {beside}", "muted"))


def entries_of(app: JornadaApp, bound: Bound) -> list[Entry]:
    """The actions that apply, today's tasks, the open incidents, then the actions that do not apply."""
    words, desk = app.pen.words, app.desk
    actions = [
        Entry(
            Finds.ACTION,
            action.id,
            words.gettext(action.help),
            " ".join(app.keymap.names(words, action.id)[:2]) if app.keymap.has_key(action.id) else "",
            also=words.gettext(action.label),
            applies=action.id in bound,
        )
        for action in ACTIONS
        if action.where is not Where.LIST and action.id != "app.palette"
    ]
    view = desk.day()
    tasks = [
        Entry(Finds.TASK, row.item.id, row.item.title, view.block_title(row.item.block)) for row in view.rows
    ]
    incidents = [
        Entry(Finds.INCIDENT, key, named(words, incident.title), severity_title(words, incident.severity))
        for key in desk.state.open_incidents
        if (incident := desk.state.incidents.get(key)) is not None
    ]
    apply = [action for action in actions if action.applies]
    return [*apply, *incidents, *tasks, *(action for action in actions if not action.applies)]


async def run_palette(app: JornadaApp, tools: Tools, screen: Screen[Any]) -> None:
    """Open the palette over `screen`; do the action that was picked, or go to the task or incident."""
    bound = bound_keys(screen)
    entry = await app.push_screen_wait(Palette(tools, entries_of(app, bound)))
    if entry is None:
        return
    if entry.finds is Finds.ACTION:
        _, active = bound[entry.id]
        await app.run_action(active.binding.action, active.node)
    elif isinstance(screen, Reveals):
        screen.reveal(entry.id)

"""The palette: any action or screen by its words; tasks, incidents, brands and help pages by their titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from jornada.core.dataclass import dataclass
from jornada.present.finding import closeness, plain, sought_words
from jornada.present.manual import page_titles
from jornada.present.pen import Line, Pen, Piece
from jornada.present.sentences import named, severity_title
from jornada.tui import dialogs, incident_dialogs
from jornada.tui.actions import ACTIONS, PLACES, Where
from jornada.tui.key_names import Bound, bound_keys
from jornada.tui.keymap import PALETTE
from jornada.tui.screens.desk_screen import DeskScreen
from jornada.tui.screens.dialog import Dialog, Tools
from jornada.tui.screens.today_doing import DoingScreen
from jornada.tui.widgets.field import Field, TextField
from jornada.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from textual.screen import Screen

    from jornada.tui.app import JornadaApp

MOST = 100
"""Rows that are shown: more than there are actions in any place, so that each can be gone down to."""


@runtime_checkable
class Reveals(Protocol):
    """A screen that can put a task or incident in hand."""

    def reveal(self, subject: str) -> None:
        """Bring the row of that id into view and put the cursor on it."""

    def show_brand(self, brand: str) -> None:
        """Show one brand only."""


class Finds(StrEnum):
    """What a row of the palette stands for."""

    ACTION = "action"
    TASK = "task"
    INCIDENT = "incident"
    BRAND = "brand"
    PAGE = "page"


@dataclass(frozen=True)
class Entry:
    """Something to be found: its id, what it is called, a word beside it (its keys, its block), other
    words it answers to. What does not apply here is shown and cannot be taken."""

    finds: Finds
    id: str
    title: str
    beside: str = ""
    also: str = ""
    applies: bool = True

    @cached_property
    def held(self) -> tuple[str, str]:
        """What is looked for in its title, and in that with the other words."""
        title = plain(self.title)
        return title, f"{title} {plain(self.also)}"


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
        return self.words.gettext("Commands"), self.words.gettext("actions, tasks, incidents, brands, help")

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
    sought = sought_words(typed)
    ranked = []
    for place, entry in enumerate(entries):
        title, more = entry.held
        near = closeness(sought, title)
        if near is None:
            near = closeness(sought, more)
            near = None if near is None else near + 3
        if near is not None:
            # A page about something comes after the thing itself.
            ranked.append((not entry.applies, entry.finds is Finds.PAGE, near, place, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda each: each[:4])]


def _row(pen: Pen, entry: Entry, width: int) -> Line:
    beside = pen.crop(entry.beside, max(0, width // 3))
    room = max(0, width - pen.measure(beside) - 1)
    title = Piece(pen.fit(entry.title, room), "" if entry.applies else "muted")
    return (title, Piece(f" {beside}", "muted"))


def entries_of(app: JornadaApp, bound: Bound) -> list[Entry]:
    """The actions that apply, the open incidents, today's tasks, the actions that do not apply; then the
    tasks of other days, closed incidents, brands, and the pages of the manual."""
    actions = list(_actions(app, bound))
    apply = [action for action in actions if action.applies]
    return [
        *apply,
        *_incidents(app, are_open=True),
        *_tasks(app),
        *(action for action in actions if not action.applies),
        *_tasks_of_other_days(app),
        *_incidents(app, are_open=False),
        *_brands(app),
        *_pages(app),
    ]


def _actions(app: JornadaApp, bound: Bound) -> Iterator[Entry]:
    words, keymap = app.pen.words, app.keymap
    # What can be done with the row in hand comes before what can be done anywhere.
    for place in PLACES:
        for action in ACTIONS:
            if action.where is place and place is not Where.LIST and action.id != PALETTE:
                yield Entry(
                    Finds.ACTION,
                    action.id,
                    words.gettext(action.help),
                    " ".join(keymap.names(words, action.id)[:2]) if keymap.has_key(action.id) else "",
                    also=words.gettext(action.label),
                    applies=action.id in bound,
                )


def _tasks(app: JornadaApp) -> Iterator[Entry]:
    view = app.desk.day()
    for row in view.rows:
        yield Entry(Finds.TASK, row.item.id, row.item.title, view.block_title(row.item.block))


def _tasks_of_other_days(app: JornadaApp) -> Iterator[Entry]:
    """Those to come, the next first, then those that were, the last first."""
    desk, today = app.desk, app.desk.today()
    items = [item for item in desk.state.items.values() if item.date != today]
    for item in sorted(items, key=lambda item: (item.date < today, abs((item.date - today).days))):
        yield Entry(Finds.TASK, item.id, item.title, app.pen.words.day_title(item.date))


def _incidents(app: JornadaApp, *, are_open: bool) -> Iterator[Entry]:
    words, state = app.pen.words, app.desk.state
    every = tuple(state.incidents.items())
    for key, incident in every if are_open else reversed(every):
        if incident.is_open is are_open:
            severity = severity_title(words, incident.severity)
            beside = severity if are_open else words.gettext("closed")
            yield Entry(Finds.INCIDENT, key, named(words, incident.title), beside, also=severity)


def _brands(app: JornadaApp) -> Iterator[Entry]:
    word = app.pen.words.gettext("brand")
    for brand in app.desk.workflow.brands:
        yield Entry(Finds.BRAND, brand.key, brand.title, word, also=f"{brand.key} {word}")


def _pages(app: JornadaApp) -> Iterator[Entry]:
    word = app.pen.words.gettext("manual")
    for topic, title in page_titles(app.pen.words).items():
        yield Entry(Finds.PAGE, topic, title, word, also=f"{topic} {word}")


async def run_palette(app: JornadaApp, tools: Tools, screen: Screen[Any]) -> None:
    """Open the palette over `screen`; do the action that was picked, or go to what was."""
    bound = bound_keys(screen)
    entry = await app.push_screen_wait(Palette(tools, entries_of(app, bound)))
    if entry is None:
        return
    match entry.finds:
        case Finds.ACTION:
            _, active = bound[entry.id]
            await app.run_action(active.binding.action, active.node)
        case Finds.PAGE:
            await dialogs.read_page(app, entry.id)
        case Finds.INCIDENT if isinstance(screen, DoingScreen) and not _is_open(app, entry.id):
            await incident_dialogs.show_incident(app, entry.id, screen)
        case Finds.TASK | Finds.INCIDENT if isinstance(screen, Reveals):
            screen.reveal(entry.id)
        case Finds.BRAND if isinstance(screen, Reveals):
            screen.show_brand(entry.id)
        case Finds.BRAND if isinstance(screen, DeskScreen):
            screen.dismiss(f"brand.show({entry.id!r})")
        case _ if isinstance(screen, DeskScreen):
            screen.dismiss(f"row.reveal({entry.id!r})")


def _is_open(app: JornadaApp, incident: str) -> bool:
    return incident in app.desk.state.open_incidents

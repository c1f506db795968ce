"""What comes first on the next working day: up to three of its tasks, or what is typed; and a note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from jornada.core import intents as do
from jornada.core.day_close import DayDone, first_choices
from jornada.core.limits import TOP_LIMIT
from jornada.core.text import clean
from jornada.desk import Desk
from jornada.present.day_ends_lines import choice_line, first_title
from jornada.present.pen import Piece
from jornada.present.sentences import refusal
from jornada.tui.screens.dialog import Dialog, Tools
from jornada.tui.widgets.field import Field, TextField
from jornada.tui.widgets.pick_list import PickList


class FirstThingsDialog(Dialog[do.DayClose]):
    """Closes with the close of the day; nothing has to be chosen for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", show=False),
        Binding("a", "type_one", show=False),
        Binding("n", "note", show=False),
    ]

    def __init__(self, tools: Tools, desk: Desk, done: DayDone) -> None:
        super().__init__(tools)
        self._desk = desk
        self._done = done
        rows = first_choices(done, desk.day(done.tomorrow))
        self._titles = {row.item.id: row.item.title for row in rows}
        self._rows = {row.item.id: row for row in rows}
        before = done.closing
        self._top: list[str] = list(before.top) if before is not None else []
        for text, title in zip(self._top, done.first_titles, strict=True):
            self._titles.setdefault(text, title)
        self._list = PickList(self.pen.glyphs)
        gettext = self.words.gettext
        self._typed = TextField("title", gettext("Something else"))
        self._note = TextField("note", gettext("Note"), before.note if before is not None else "")
        self._said = Static("", markup=False, id="summary")

    def head(self) -> tuple[str, str]:
        about = self.words.gettext("at most {n}").format(n=TOP_LIMIT)
        return first_title(self.words, self._done.tomorrow), about

    def inside(self) -> ComposeResult:
        yield self._list
        yield self._said
        yield self._typed
        yield self._note

    def keys(self) -> Iterable[tuple[str, str]]:
        gettext = self.words.gettext
        yield gettext("enter"), gettext("close the day")
        yield "esc", gettext("leave")
        yield gettext("space"), gettext("comes first, or not")
        yield "a", gettext("type something else")
        yield "n", gettext("note")

    def on_mount(self) -> None:
        self._typed.display = False
        self._note.display = bool(self._note.value)
        self._list.focus()
        self._say("")

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def action_choose(self) -> None:
        """The row in hand comes first, or does not any more."""
        place = self._list.highlighted
        if place is None:
            return
        self._turn(list(self._titles)[place])

    def _turn(self, key: str) -> None:
        if key in self._top:
            self._top.remove(key)
        elif len(self._top) < TOP_LIMIT:
            self._top.append(key)
        else:
            self.app.bell()
            said = self.words.gettext("At most {limit} things come first: of more, none does")
            self._say(said.format(limit=TOP_LIMIT))
            return
        self._say("")
        self._draw()

    def action_type_one(self) -> None:
        self._typed.display = True
        self._typed.control.focus()

    def action_note(self) -> None:
        self._note.display = True
        self._note.control.focus()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        text = clean(event.value).strip()
        if event.field is self._typed and text:
            self._titles.setdefault(text, text)
            self._typed.put("")
            if text not in self._top:
                self._turn(text)
        self._back_to_list()

    def action_leave(self) -> None:
        """From a field back to the list first."""
        if self._list.has_focus:
            self.dismiss(None)
        else:
            self._back_to_list()

    def _back_to_list(self) -> None:
        self._typed.display = False
        self._note.display = bool(self._note.value)
        self._list.focus()
        self._draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._close()

    def _close(self) -> None:
        intent = do.DayClose(date=self._done.date, top=tuple(self._top), note=self._note.value.strip())
        refused = self._desk.dry_run(intent)
        if refused is None:
            self.dismiss(intent)
        else:
            self.app.bell()
            self._say(refusal(self.words, refused))

    def _say(self, text: str) -> None:
        self._said.display = bool(text)
        self._said.update(self.ink.content((Piece(text, "refused"),)))

    def _draw(self) -> None:
        width = self._list.columns
        lines = [
            choice_line(
                self.pen,
                title,
                self._rows.get(key),
                self._top.index(key) + 1 if key in self._top else 0,
                self._desk.workflow,
                width,
            )
            for key, title in self._titles.items()
        ]
        self._list.show([self.ink.content(line) for line in lines], at=self._list.highlighted or 0)

"""The questions of the first day: each can be skipped, gone back from, and all of them skipped at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import PurePath
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from jornada.core.dataclass import dataclass, replace
from jornada.present.pen import Line, Piece
from jornada.present.words import Words
from jornada.tui.screens.dialog import Body, Dialog, Tools
from jornada.tui.widgets.field import Field, TextField
from jornada.tui.widgets.pick_list import PickList


class Move(StrEnum):
    """Where a person goes from a question."""

    TAKE = "take"
    SKIP = "skip"
    BACK = "back"
    SKIP_ALL = "skip-all"
    DEMO = "demonstration"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question came to; `value` is the answer that was taken."""

    move: Move
    value: Any = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question: what it is about, the question itself, its place among all."""

    title: str
    question: str
    number: int = 0
    of: int = 0


class Step(Dialog[Reply]):
    """What all questions share."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "../styles/forms.tcss",
        "../styles/first_steps.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "move('back')", show=False, priority=True),
        Binding("ctrl+d", "move('skip-all')", show=False, priority=True),
        Binding("f3", "move('demonstration')", show=False, priority=True),
        Binding("ctrl+q,ctrl+c", "move('quit')", show=False, priority=True),
    ]

    def __init__(self, tools: Tools, asked: Asked) -> None:
        super().__init__(tools)
        self.asked = asked
        self._question = Static(asked.question, markup=False, classes="facts")

    def head(self) -> tuple[str, str]:
        title = self.words.gettext("Your first day")
        about = f"{self.asked.number}/{self.asked.of}  {self.asked.title}" if self.asked.of else ""
        return title, about

    def keys(self) -> Iterable[tuple[str, str]]:
        yield self.words.gettext("enter"), self.words.gettext("take")
        yield "esc", self.words.gettext("skip")
        yield "ctrl+d", self.words.gettext("skip all")
        if self.asked.number > 1:
            yield "shift+tab", self.words.gettext("back")
        yield "f3", self.words.gettext("demonstration")
        yield "ctrl+q", self.words.gettext("quit")

    def action_leave(self) -> None:
        self.dismiss(Reply(Move.SKIP))

    def action_move(self, move: str) -> None:
        if Move(move) is not Move.BACK or self.asked.number > 1:
            self.dismiss(Reply(Move(move)))


class ListStep(Step):
    """One of a few rows. `preview` draws what is shown of the row in hand in so many columns; `retell`
    gives the words to ask in from now on, where the row in hand changes them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll_preview(1)", show=False, priority=True),
        Binding("pageup", "scroll_preview(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        tools: Tools,
        asked: Asked,
        rows: Sequence[tuple[str, Line]],
        *,
        at: str = "",
        preview: Callable[[str, int], Sequence[Line]] | None = None,
        retell: Callable[[str], tuple[Words, Asked]] | None = None,
    ) -> None:
        super().__init__(tools, asked)
        self._rows = tuple(rows)
        self._at = next((place for place, (value, _) in enumerate(rows) if value == at), 0)
        self._preview = preview
        self._retell = retell
        self._list = PickList(self.pen.glyphs)
        self._page = Static("", markup=False, classes="preview")
        self.set_class(preview is not None, "-preview")

    def inside(self) -> ComposeResult:
        yield self._question
        yield self._list
        if self._preview is not None:
            with Body(id="dialog-body"):
                yield self._page

    def keys(self) -> Iterable[tuple[str, str]]:
        yield from super().keys()
        if self._preview is not None:
            yield self.words.gettext("page down"), self.words.gettext("read on")

    def on_mount(self) -> None:
        self._list.show([self.ink.content(line) for _, line in self._rows], at=self._at)
        # At once: what is typed ahead shall find it.
        self.set_focus(self._list)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._at = event.option_index
        if self._retell is not None:
            self.words, self.asked = self._retell(self._rows[self._at][0])
            self.pen = replace(self.pen, words=self.words)
            self.query_one("#dialog-head", Static).update(self._head())
            self._question.update(self.asked.question)
            self.refresh_foot()
        self._draw()

    def _draw(self) -> None:
        width = self._page.content_size.width
        if self._preview is not None and width:
            lines = self._preview(self._rows[self._at][0], width)
            self._page.update(self.ink.lines(lines))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(Reply(Move.TAKE, self._rows[event.option_index][0]))

    def action_scroll_preview(self, pages: int) -> None:
        for body in self.query("#dialog-body"):
            body.scroll_relative(y=pages * max(1, body.size.height - 1), animate=False)


@dataclass(frozen=True, slots=True)
class Read:
    """What a typed text says: its value, or what is wrong with it."""

    value: Any = None
    wrong: str = ""


class TextStep(Step):
    """A line to type. `read` tells what it says, `note` is said below while it is typed; an empty line
    skips the question."""

    def __init__(
        self,
        tools: Tools,
        asked: Asked,
        label: str,
        value: str,
        read: Callable[[str], Read],
        note: Callable[[str], str],
    ) -> None:
        super().__init__(tools, asked)
        self._read = read
        self._note = note
        self._field = TextField("answer", label, value, short=True)
        self._field.set_class(False, "-short-value")

    def inside(self) -> ComposeResult:
        with Body(id="dialog-body"):
            yield self._question
            yield self._field

    def on_mount(self) -> None:
        self.set_focus(self._field.control)
        self._tell()

    def _tell(self) -> None:
        self._field.explain(self._note(self._field.value.strip()))

    def on_field_changed(self, event: Field.Changed) -> None:
        event.stop()
        self._field.refuse("")
        self._tell()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        event.stop()
        typed = self._field.value.strip()
        if not typed:
            self.dismiss(Reply(Move.SKIP))
            return
        read = self._read(typed)
        if read.wrong:
            self._field.refuse(read.wrong)
            # Typing anew takes its place; an arrow keeps it, to put right.
            self._field.control.select_all()
            self.app.bell()
        else:
            self.dismiss(Reply(Move.TAKE, read.value))


class DonePage(Dialog[Reply]):
    """What was written, and the first keys to press."""

    CSS_PATH = Step.CSS_PATH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "leave", show=False),
        Binding("ctrl+q,ctrl+c", "quit", show=False, priority=True),
    ]

    def __init__(self, tools: Tools, lines: Sequence[str], keys: Sequence[tuple[str, str]]) -> None:
        super().__init__(tools)
        self._lines = tuple(lines)
        self._first_keys = tuple(keys)

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Your first day"), self.words.gettext("ready")

    def body(self) -> Iterable[Static]:
        for line in self._lines:
            yield Static(line, markup=False, classes="facts")
        keys: list[Line] = [(Piece(f" {key:>5}  ", "key"), Piece(said)) for key, said in self._first_keys]
        yield Static(self.ink.lines(keys), markup=False, classes="facts")

    def keys(self) -> Iterable[tuple[str, str]]:
        yield self.words.gettext("enter"), self.words.gettext("begin the day")

    def action_leave(self) -> None:
        self.dismiss(Reply(Move.TAKE))

    def action_quit(self) -> None:
        self.dismiss(Reply(Move.QUIT))

"""The fields of forms: a label, what is typed or chosen, and a line below for what is wrong.

A field's value is always a text; what it means is the form's to read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from jornada.core.text import clean, clean_prose
from jornada.present.form_words import Option
from jornada.tui.widgets.choice import Choice
from jornada.tui.widgets.ink import Ink
from jornada.tui.widgets.line import Line


class Field(Widget):
    """What all fields share. `name` is the form's word for it, `label` the person's."""

    class Changed(Message):
        """A person changed what the field holds."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    class Submitted(Message):
        """Enter was pressed in the field, when it held `value`."""

        def __init__(self, field: Field, value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

    def __init__(self, name: str, label: str, control: Widget, *, note: str = "") -> None:
        super().__init__(name=name, id=f"field-{name}", classes="" if label else "-bare")
        self.key = name
        self.control = control
        self._label = Static(label, markup=False, classes="field-label")
        self._below = Static("", markup=False, classes="field-note")
        self._note = Content(note)
        self.wrong = ""

    def compose(self) -> ComposeResult:
        yield self._label
        yield self.control
        yield self._below

    def on_mount(self) -> None:
        self._show_below()

    def on_resize(self) -> None:
        """What is said below came or went: in hand, the field stays in sight as a whole."""
        self.show_whole()

    async def typed(self) -> None:
        """Wait until the field has taken in every key that was sent to it, and has said so."""
        for each in (self.control, self):
            taken = asyncio.Event()
            if each.call_later(taken.set):
                await taken.wait()

    def show_whole(self) -> None:
        """Bring all of the field into sight, if it is in hand."""
        if self.control.has_focus:
            self.scroll_visible(animate=False, force=True)

    @property
    def value(self) -> str:
        """The text the field holds."""
        raise NotImplementedError

    def put(self, value: str) -> None:
        """Hold `value` from now on, as if it had been there from the start: nothing is posted."""
        raise NotImplementedError

    def refuse(self, sentence: str) -> None:
        """Say below the field what is wrong with it; `""` takes that back."""
        if sentence != self.wrong:
            self.wrong = sentence
            self._show_below()

    def explain(self, note: str | Content) -> None:
        """Say below the field what is worth knowing; what is wrong goes before it."""
        self._note = Content(note) if isinstance(note, str) else note
        self._show_below()

    def _show_below(self) -> None:
        self.set_class(bool(self.wrong), "-wrong")
        said = Content(f"! {self.wrong}") if self.wrong else self._note
        self._below.update(said)
        self._below.display = bool(said.plain)


class TextField(Field):
    """A line to type in. `short` is for times and numbers: typing replaces what stands there."""

    control: Line

    def __init__(
        self, name: str, label: str, value: str = "", *, short: bool = False, note: str = ""
    ) -> None:
        line = Line(clean(value), select_on_focus=short)
        line.cursor_blink = False
        super().__init__(name, label, line, note=note)
        self.set_class(short, "-short-value")

    def on_mount(self) -> None:
        self.call_after_refresh(self._show_beginning)

    def _show_beginning(self) -> None:
        """What is longer than the line is read from its beginning, so the cursor goes there."""
        if self.control.virtual_size.width > self.control.size.width:
            self.control.cursor_position = 0

    @property
    def value(self) -> str:
        return self.control.value

    def put(self, value: str) -> None:
        with self.control.prevent(Input.Changed):
            self.control.value = clean(value)
            self.control.cursor_position = len(self.control.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self, event.value))


class Prose(TextArea):
    """A text that wraps; enter submits it."""

    class Submitted(Message):
        """Enter was pressed, when it held `value`."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Submitted(self.text))

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(clean_prose(event.text), *self.selection)


class ProseField(Field):
    """A few wrapped lines to write in."""

    control: Prose

    def __init__(self, name: str, label: str, value: str = "", *, note: str = "") -> None:
        area = Prose(clean_prose(value), compact=True, highlight_cursor_line=False)
        area.cursor_blink = False
        super().__init__(name, label, area, note=note)

    @property
    def value(self) -> str:
        return self.control.text

    def put(self, value: str) -> None:
        with self.control.prevent(TextArea.Changed):
            self.control.load_text(clean_prose(value))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self))

    def on_prose_submitted(self, event: Prose.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self, event.value))


class ChoiceField(Field):
    """One of a few options, taken with the arrows or by typing its first letters."""

    control: Choice

    def __init__(
        self,
        name: str,
        label: str,
        ink: Ink,
        options: Sequence[Option],
        value: str = "",
        *,
        note: str = "",
    ) -> None:
        super().__init__(name, label, Choice(ink, options, value), note=note)

    @property
    def value(self) -> str:
        return self.control.value

    def put(self, value: str) -> None:
        with self.control.prevent(Choice.Changed):
            self.control.choose(value)

    def offer(self, options: Sequence[Option]) -> None:
        """Other options from now on; the value stays where it is among them."""
        self.control.offer(options)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self))

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self, event.value))


def values_of(fields: Iterable[Field]) -> dict[str, str]:
    """What the fields hold, by their names."""
    return {field.key: field.value for field in fields}

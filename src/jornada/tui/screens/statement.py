"""The holding statement of an incident: read and copied in one dialog, written and approved in a form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from jornada.core import intents as do
from jornada.core.state import Incident
from jornada.desk import Desk
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Piece
from jornada.present.sentences import named
from jornada.present.statement import has_marks, statement_text
from jornada.present.words import LANGUAGES, Words, load_words
from jornada.present.wrapping import wrapped
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.screens.help import PageDialog
from jornada.tui.widgets.field import Field, ProseField, TextField

WRITE = "write"
"""What the dialog answers where a person wants to write."""


def text_of(desk: Desk, incident: Incident, words: Words) -> str:
    """Its own text, else the built-in one in the language of `words`, filled with what is known."""
    brand = brand_look(desk.workflow, incident.brand)[0] if incident.brand else ""
    targets = desk.targets.of(incident.brand)
    return statement_text(words, incident, targets, desk.hours, desk.now(), desk.zone, brand=brand)


class StatementDialog(PageDialog[str]):
    """The text as it would go out, and what is missing before it may."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,enter", "write", show=False),
        Binding("y", "copy", show=False),
        Binding("l", "other_language", show=False),
    ]

    def __init__(self, tools: Tools, desk: Desk, incident: Incident) -> None:
        super().__init__(tools)
        self._desk = desk
        self._incident = incident
        self._in = self.words
        self._said = ""

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Holding statement"), named(self.words, self._incident.title)

    @property
    def _text(self) -> str:
        return text_of(self._desk, self._incident, self._in)

    def lines(self, width: int) -> Sequence[Line]:
        gettext, incident, text = self.words.gettext, self._incident, self._text
        lines: list[Line] = []
        for paragraph in text.splitlines():
            lines += wrapped(self.pen, (), paragraph, "strong", width) if paragraph.strip() else [()]
        lines.append(())
        if not incident.statement:
            lines += self._note(gettext("The built-in text; what you write instead is kept with it"), width)
        if has_marks(text):
            said = gettext("What stands in [brackets] is still to be filled in")
            lines += self._note(said, width, "warning")
        if incident.approved_by:
            said = gettext("Approved by {who}").format(who=incident.approved_by)
            lines += self._note(f"{self.pen.glyphs.done} {said}", width, "good")
        else:
            said = gettext("Not approved yet: have it read before it goes out")
            lines += self._note(f"{self.pen.glyphs.pending} {said}", width, "warning")
        if self._said:
            lines += ((), (Piece(self._said, "strong"),))
        return lines

    def _note(self, text: str, width: int, role: str = "muted") -> Iterable[Line]:
        return wrapped(self.pen, (), text, role, width)

    def keys(self) -> Iterable[tuple[str, str]]:
        gettext = self.words.gettext
        yield gettext("enter"), gettext("write, approve")
        yield "esc", gettext("leave")
        yield "y", gettext("copy")
        if not self._incident.statement:
            yield "l", gettext("other language")

    def action_write(self) -> None:
        self.dismiss(WRITE)

    def action_other_language(self) -> None:
        """The built-in text in the next language: that of those who read it, not of who types."""
        if not self._incident.statement:
            place = LANGUAGES.index(self._in.language)
            self._in = load_words(LANGUAGES[(place + 1) % len(LANGUAGES)])
            self._draw()

    def action_copy(self) -> None:
        """Copy by OSC 52, where a person has allowed that; else say how to allow it."""
        gettext = self.words.gettext
        if self._desk.config.clipboard:
            self.app.copy_to_clipboard(self._text)
            self._said = gettext("Copied")
        else:
            self._said = gettext("Copying is off: clipboard = true in config.toml allows it")
        self._draw()


class StatementForm(Form):
    """The text, and who approved it."""

    def __init__(self, tools: Tools, desk: Desk, incident: Incident, *, approve: bool = False) -> None:
        super().__init__(tools, desk, f"statement {incident.id}")
        self._incident = incident
        self._approve = approve

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Holding statement"), named(self.words, self._incident.title)

    def fields(self) -> Iterable[Field]:
        gettext = self.words.gettext
        yield ProseField("statement", gettext("Text"), text_of(self.desk, self._incident, self.words))
        note = gettext("Who approved it; empty while nobody has")
        yield TextField("approved_by", gettext("Approved by"), self._incident.approved_by, note=note)

    def on_mount(self) -> None:
        if self._approve:
            self.call_after_refresh(self.text_field("approved_by").control.focus)

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        text, who = values["statement"].strip(), values["approved_by"].strip()
        incident = self._incident
        return do.IncidentEdit(
            incident=incident.id,
            statement=text if text != incident.statement else None,
            approved_by=who if who != incident.approved_by else None,
        )

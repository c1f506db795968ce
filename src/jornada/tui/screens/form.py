"""A form: fields, what is wrong with them said under each, and one intent in the end.

Before a form closes, the desk's own rules are asked; what they refuse is said at the field it
concerns, and nothing that was typed is lost. What was typed last stays within reach (ctrl+r) the
next time the same form opens, whether it was saved or left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Generic

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from jornada.core import intents as do
from jornada.core.refusals import Reason
from jornada.desk import Desk
from jornada.present.form_words import field_of
from jornada.present.sentences import refusal
from jornada.tui.screens.dialog import Answer, Dialog, Tools, Values
from jornada.tui.widgets.field import Field, TextField, values_of

NO_CHANGE = (Reason.NOTHING_CHANGES, Reason.ALREADY_THERE)


class FieldForm(Dialog[Answer], Generic[Answer]):
    """Reads its fields into an answer. `draft` names what the form is about, for what was typed last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # At once, not when the field in hand gets round to it: what is typed on, in one go or over a
        # slow line, belongs to the next field.
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("ctrl+r", "recall", show=False),
        Binding("pagedown", "scroll_body(1)", show=False),
        Binding("pageup", "scroll_body(-1)", show=False),
    ]

    def __init__(self, tools: Tools, desk: Desk, draft: str) -> None:
        super().__init__(tools)
        self.desk = desk
        self._drafts = tools.drafts
        self._draft = draft
        self._fields: Sequence[Field] = ()
        self.first: Values = {}
        self._is_sent = False

    # What each form says

    def fields(self) -> Iterable[Field]:
        """The fields, in the order of tab."""
        raise NotImplementedError

    def read(self, values: Values, wrong: dict[str, str]) -> Answer | None:
        """The answer of these values, `None` where nothing is wanted; what cannot be read goes into
        `wrong`, a sentence a field."""
        raise NotImplementedError

    def judge(self, answer: Answer, values: Values, wrong: dict[str, str]) -> Answer | None:
        """The answer, where the rules allow it; `None` where it would change nothing. What they refuse
        goes into `wrong`."""
        raise NotImplementedError

    def facts(self) -> Iterable[Widget]:
        """What is shown under the fields, to read only."""
        return ()

    def changed(self, field: Field) -> None:
        """A person changed that field."""

    def saves(self) -> str:
        """The word for what enter does."""
        return self.words.gettext("save")

    # How all do it

    def body(self) -> Iterable[Widget]:
        self._fields = tuple(self.fields())
        yield from self._fields
        yield from self.facts()

    def keys(self) -> Iterable[tuple[str, str]]:
        yield self.words.gettext("enter"), self.saves()
        yield "esc", self.words.gettext("leave")
        if len(self._fields) > 1:
            yield "tab", self.words.gettext("next field")
        if self._may_recall():
            yield "ctrl+r", self.words.gettext("what you typed last")
        if self.is_mounted and self.query_one("#dialog-body").max_scroll_y:
            yield self.words.gettext("page down"), self.words.gettext("read on")

    def on_mount(self) -> None:
        self.first = self.values()
        self._fields[0].control.focus()
        self.refresh_foot()

    def values(self) -> Values:
        """What the fields hold."""
        return values_of(self._fields)

    @property
    def is_changed(self) -> bool:
        """Whether the fields hold something else than they began with."""
        return bool(self.first) and self.values() != self.first

    def field(self, name: str) -> Field:
        return next(field for field in self._fields if field.key == name)

    def text_field(self, name: str) -> TextField:
        field = self.field(name)
        assert isinstance(field, TextField)
        return field

    def on_field_changed(self, event: Field.Changed) -> None:
        event.field.refuse("")
        self.changed(event.field)

    async def on_field_submitted(self, event: Field.Submitted) -> None:
        """Read the form when every field has taken in what was typed before enter, and nothing after it."""
        self._is_sent = True
        for field in self._fields:
            if field is not event.field:
                await field.typed()
        self.call_later(self.submit, {event.field.key: event.value})

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the whole field in sight, with what is said below it."""
        self.call_after_refresh(self._show_focused)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_focused)

    def _show_focused(self) -> None:
        for field in self._fields:
            field.show_whole()

    def submit(self, entered: Values) -> None:
        """Close with the answer, or say what is wrong; `entered` is what a field held at enter."""
        self._is_sent = False
        if not self.is_current:
            return  # left meanwhile, with what was typed kept; or something was opened over it
        wrong: dict[str, str] = {}
        values = {**self.values(), **entered}
        answer = self.read(values, wrong)
        if answer is not None and not wrong:
            answer = self.judge(answer, values, wrong)
        if wrong:
            self._say(wrong)
            return
        if values != self.first:
            self._drafts[self._draft] = values
        self.dismiss(answer)

    def _say(self, wrong: Mapping[str, str]) -> None:
        for field in self._fields:
            field.refuse(wrong.get(field.key, ""))
        first = next(field for field in self._fields if field.wrong)
        first.control.focus()
        self.call_after_refresh(self._show_focused)
        self.app.bell()

    def action_leave(self) -> None:
        self.call_later(self._leave_in_turn)

    async def _leave_in_turn(self) -> None:
        """Leave when every field has taken in what was typed before: an enter among it comes first."""
        for field in self._fields:
            await field.typed()
        self.call_later(self._leave)

    def _leave(self) -> None:
        if self._is_sent or not self.is_current:
            return
        values = self.values()
        if values != self.first:
            self._drafts[self._draft] = values
        self.dismiss(None)

    def _may_recall(self) -> bool:
        return bool(self.first) and self._drafts.get(self._draft, self.first) != self.first

    def action_recall(self) -> None:
        """Put back what was typed the last time this form was open."""
        for name, value in self._drafts.get(self._draft, {}).items():
            for field in self._fields:
                if field.key == name:
                    field.put(value)
                    field.refuse("")
                    self.changed(field)

    def action_scroll_body(self, pages: int) -> None:
        self.query_one("#dialog-body").scroll_relative(y=pages * max(1, self.size.height // 2), animate=False)


class Form(FieldForm[do.Intent]):
    """A form whose answer is an intent: the desk's own rules judge it."""

    def judge(self, answer: do.Intent, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        refused = self.desk.dry_run(answer)
        if refused is None:
            return answer
        if refused.reason not in NO_CHANGE:
            name = field_of(refused, values) or self._fields[0].key
            wrong[name] = refusal(self.words, refused)
        return None

"""One option of `config.toml`, to change: chosen among what may be, or typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Static

from jornada.config import Option, Value
from jornada.core.mistakes import Mistake
from jornada.desk import Desk
from jornada.present.form_words import Option as Choice
from jornada.present.mistakes import mistake_text
from jornada.present.option_words import allowed_text, shown_value, value_text
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import FieldForm
from jornada.tui.widgets.field import ChoiceField, Field, TextField


class OptionForm(FieldForm[Value]):
    """Closes with the value. `check` says what a text means, `known` are the words there are."""

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        option: Option,
        value: Value,
        known: tuple[str, ...],
        check: Callable[[str], Value | Mistake],
    ) -> None:
        super().__init__(tools, desk, f"option {option.name}")
        self._option = option
        self._value = value
        self._known = known
        self._check = check

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Setting"), self._option.name

    def fields(self) -> Iterable[Field]:
        words, option = self.words, self._option
        label = words.gettext("Value")
        default = words.gettext("default: {value}").format(value=shown_value(words, option.default))
        now = value_text(self._value)
        if self._known:
            choices = [Choice(each, each or words.gettext("(empty)")) for each in self._known]
            yield ChoiceField("value", label, self.ink, choices, now, note=default)
            return
        allowed = allowed_text(words, option)
        note = words.gettext("{default}; allowed: {values}").format(default=default, values=allowed)
        yield TextField("value", label, now, note=note if allowed else default)

    def facts(self) -> Iterable[Widget]:
        yield Static(self.words.gettext(self._option.meaning), markup=False, classes="facts")

    def read(self, values: Values, wrong: dict[str, str]) -> Value | None:
        found = self._check(values["value"])
        if isinstance(found, Mistake):
            wrong["value"] = mistake_text(self.words, found)
            return None
        return found

    def judge(self, answer: Value, values: Values, wrong: dict[str, str]) -> Value | None:
        return answer

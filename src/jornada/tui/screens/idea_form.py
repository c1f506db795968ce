"""A thought, caught in one line: enter keeps it, and one is back where one was."""

from __future__ import annotations

from collections.abc import Iterable

from jornada.core import intents as do
from jornada.desk import Desk
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import Field, TextField


class IdeaForm(Form):
    """One line to write in."""

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools, desk, "idea.add")

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Keep an idea"), ""

    def fields(self) -> Iterable[Field]:
        yield TextField("text", "")

    def saves(self) -> str:
        return self.words.gettext("keep it")

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        return do.IdeaAdd(text=values["text"])

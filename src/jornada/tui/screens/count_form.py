"""Several counted at once: a number, and one is back in the queue."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jornada.core import intents as do
from jornada.core.goals import goal_progress
from jornada.core.state import Item
from jornada.desk import Desk
from jornada.present.deeds import count_text
from jornada.present.sentences import named
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import Field, TextField

_NUMBER = re.compile(r"[+-]?[0-9]{1,7}")


class CountForm(Form):
    """One number to type: so many more, or with a minus so many less."""

    def __init__(self, tools: Tools, desk: Desk, item: Item) -> None:
        super().__init__(tools, desk, f"task.count {item.id}")
        self._item = item

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Count several"), named(self.words, self._item.title)

    def fields(self) -> Iterable[Field]:
        so_far = count_text(self.words, self._item, goal_progress(self.desk.state, self._item))
        note = self.words.gettext("{count} so far; -2 takes two away").format(count=so_far)
        yield TextField("amount", self.words.gettext("How many"), "", short=True, note=note)

    def saves(self) -> str:
        return self.words.gettext("count")

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        typed = values["amount"].strip()
        if not _NUMBER.fullmatch(typed):
            wrong["amount"] = self.words.gettext("A number is needed, such as 5")
            return None
        return do.TaskCount(task=self._item.id, amount=int(typed))

"""A task, to see and to change: its fields, and below them what else is known of it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.campaigns import step_of
from jornada.core.state import Item
from jornada.desk import Desk
from jornada.present.form_reading import Reading
from jornada.present.form_words import (
    Option,
    area_options,
    block_options,
    brand_badge,
    brand_options,
    task_facts,
)
from jornada.present.quick_add_words import day_word, due_text
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import ChoiceField, Field, TextField


class TaskForm(Form):
    """Changes what is said of a task. Only what was changed is in the intent."""

    def __init__(self, tools: Tools, desk: Desk, item: Item) -> None:
        super().__init__(tools, desk, f"task.edit {item.id}")
        self._item = item

    def head(self) -> tuple[str, str]:
        day = day_word(self.words, self._item.date, self.desk.today())
        return self.words.gettext("Task"), day

    def badge(self) -> tuple[str, str]:
        brand = self.field("brand").value if self.is_mounted else self._item.brand
        return brand_badge(self.words, self.desk.workflow, brand)

    def changed(self, field: Field) -> None:
        if field.key == "brand":
            self.refresh_head()

    def fields(self) -> Iterable[Field]:
        item, workflow, gettext = self._item, self.desk.workflow, self.words.gettext
        blocks = [(load.span.key, load.span.title) for load in self.desk.day(item.date).blocks]
        yield TextField("title", gettext("Title"), item.title)
        yield TextField("minutes", gettext("Minutes"), str(item.minutes), short=True)
        yield self._choice("block", gettext("Block"), block_options(self.words, blocks), item.block)
        yield self._choice("area", gettext("Area"), area_options(self.pen, workflow), item.area)
        yield self._choice("brand", gettext("Brand"), brand_options(self.pen, workflow), item.brand)
        yield TextField("milestone", gettext("Milestone"), item.milestone)
        yield TextField("due", gettext("Due"), due_text(self.words, item.due), short=True)
        yield TextField("rank", gettext("Rank"), "" if item.rank is None else str(item.rank), short=True)

    def facts(self) -> Iterable[Widget]:
        desk, item = self.desk, self._item
        task = desk.workflow.task_by_key.get(item.key)
        step = step_of(desk.workflow, item.key)
        lines = task_facts(self.pen, desk.state, item, task, desk.now(), desk.zone, step)
        yield Static(self.ink.lines(lines), markup=False, classes="facts")

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        reading = Reading(self.words, values, wrong)
        minutes = reading.minutes("minutes")
        due = reading.due("due") or ""
        rank = reading.rank("rank")

        def changed(name: str) -> bool:
            return values[name] != self.first[name]

        def text(name: str) -> str | None:
            return reading.text(name) if changed(name) else None

        return do.TaskEdit(
            task=self._item.id,
            title=text("title"),
            area=text("area"),
            brand=text("brand"),
            block=text("block"),
            milestone=text("milestone"),
            due=due if changed("due") else None,
            minutes=(minutes or 0) if changed("minutes") else None,
            rank=rank if changed("rank") else None,
        )

    def _choice(self, name: str, label: str, options: tuple[Option, ...], value: str) -> ChoiceField:
        """A choice that has the value it stands on, even where the plan has no such thing any more."""
        if all(option.value != value for option in options):
            options = (*options, Option(value, value))
        return ChoiceField(name, label, self.ink, options, value)

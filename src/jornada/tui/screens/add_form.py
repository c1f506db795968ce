"""A task with one line, and below it what was understood while one types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.quickadd import Problem, QuickAdd, read_quick_add, to_intent
from jornada.core.state import Idea, Incident
from jornada.core.text import clean
from jornada.desk import Desk
from jornada.present.form_words import brand_badge, joined
from jornada.present.quick_add_words import (
    Completion,
    complete,
    completion_line,
    day_word,
    grammar_line,
    problem_sentence,
    row_flow,
    row_lines,
    understood,
)
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import Field, TextField

ROWS_FROM_HEIGHT = 14
"""Terminal lines from which each thing understood has a line of its own."""


class AddForm(Form):
    """One quick-add line for a task of `date`, by default in its block that runs or comes next, or in
    `block`, and of `brand` unless the line names another. `idea` is what the task is made of, `incident`
    what it follows up: the line begins as their words."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        date: dt.date,
        *,
        idea: Idea | None = None,
        incident: Incident | None = None,
        block: str = "",
        brand: str = "",
    ) -> None:
        about = f"idea {idea.id}" if idea else f"follow-up {incident.id}" if incident else "task.add"
        super().__init__(tools, desk, about)
        self._idea = idea
        self._incident = incident
        self._brand = brand or (incident.brand if incident else "") or desk.workflow.only_brand
        self._today = desk.today()
        self._date = max(date, self._today)
        view = desk.day(self._date)
        current = view.current.span.key if view.is_today and view.current else ""
        self._block = block or current
        self._meant = self._brand
        self._block_title = view.block_title(self._block)
        self._shown = Static("", markup=False, id="understood")

    def head(self) -> tuple[str, str]:
        day = day_word(self.words, self._date, self._today)
        title = self.words.gettext("Add a task")
        if self._idea:
            title = self.words.gettext("Make the idea a task")
        elif self._incident:
            title = self.words.gettext("Follow it up with a task")
        return title, joined((day, self._block_title))

    def badge(self) -> tuple[str, str]:
        return brand_badge(self.words, self.desk.workflow, self._meant)

    def fields(self) -> Iterable[Field]:
        begins = self._idea.text if self._idea else self._incident.title if self._incident else ""
        yield TextField("line", "", clean(begins))

    def facts(self) -> Iterable[Widget]:
        yield self._shown

    def keys(self) -> Iterable[tuple[str, str]]:
        named = super().keys()
        for key, does in named:
            yield key, does
            if key == self.words.gettext("enter") and self._completion() is not None:
                yield "tab", self.words.gettext("complete")

    def saves(self) -> str:
        return self.words.gettext("add")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def changed(self, field: Field) -> None:
        self._show()

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        quick = self._read()
        if quick.problems:
            wrong["line"] = "\n".join(self._sentence(problem) for problem in quick.problems)
        return self._addition(quick)

    def _read(self) -> QuickAdd:
        return read_quick_add(self.text_field("line").value, self.desk.workflow, self._today)

    def _addition(self, quick: QuickAdd) -> do.TaskAdd:
        added = to_intent(quick, self._date, self._block, idea=self._idea.id if self._idea else "")
        incident = self._incident.id if self._incident else ""
        return replace(added, incident=incident, brand=added.brand or self._brand)

    def _sentence(self, problem: Problem) -> str:
        return problem_sentence(self.words, problem, self.desk.workflow)

    def _completion(self) -> Completion | None:
        line = self.text_field("line").control
        return complete(line.value, line.cursor_position, self.desk.workflow)

    def _show(self) -> None:
        """Say what is understood so far, what is not, and what may be written."""
        quick = self._read()
        added = self._addition(quick)
        rows = understood(self.pen, quick, added, self.desk.workflow, self._today)
        if added.brand != self._meant:
            self._meant = added.brand
            self.refresh_head()
        if self.size.height >= ROWS_FROM_HEIGHT:
            self._shown.update(self.ink.lines(row_lines(self.pen, rows)))
        else:
            self._shown.update(self.ink.content(row_flow(self.pen, rows)))
        self.text_field("line").explain(self._below(quick))
        self.refresh_foot()

    def _below(self, quick: QuickAdd) -> Content:
        completion = self._completion()
        if completion is not None:
            return self.ink.content(completion_line(completion))
        cursor = self.text_field("line").control.cursor_position
        sentences = [
            f"! {self._sentence(problem)}"
            for problem in quick.problems
            if not problem.start <= cursor <= problem.end
        ]
        if sentences:
            return Content.styled("\n".join(sentences), "$text-error")
        return Content(grammar_line(self.words))

    def action_complete(self) -> None:
        """Put the first of what the word under the cursor may become in its place."""
        completion = self._completion()
        if completion is None:
            return
        line = self.text_field("line").control
        rest = line.value[completion.end :]
        word = completion.choices[0][0]
        line.value = line.value[: completion.start] + word + (rest or " ")
        line.cursor_position = completion.start + len(word) + 1

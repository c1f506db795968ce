"""A row of the plan, to see and to change, or a new one. What it does to the block's sum stands below the
field while one types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from textual.content import Content

from jornada.core.workflow import Workflow
from jornada.core.workflow_edit import Edit
from jornada.desk import Desk
from jornada.plan_editor import PlanEditor
from jornada.present.form_words import Option, area_options, block_options, brand_options
from jornada.present.mistakes import mistake_text
from jornada.present.plan_fields import (
    FIELDS,
    SUM_FIELDS,
    PlanField,
    edits_of,
    field_of_mistake,
    fresh_texts,
    texts_of,
)
from jornada.present.titles import shorten
from jornada.present.workflow_words import field_title, section_title, sum_change_text
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import FieldForm
from jornada.tui.widgets.field import ChoiceField, Field, ProseField, TextField

SUMS_SHOWN = 2

Edits = tuple[Edit, ...]


class PlanForm(FieldForm[Edits]):
    """Closes with the edits of the file. Without `index` it is a new entry, at `at` of its list."""

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        editor: PlanEditor,
        section: str,
        index: int | None,
        *,
        at: int = 0,
        like: Values | None = None,
    ) -> None:
        super().__init__(tools, desk, f"plan {section} {index}")
        self._editor = editor
        self._section = section
        self._index = index
        self._at = at
        self._like = like or {}
        entries: Sequence[Any] = editor.document.get(section, ())
        self._entry = editor.document if not section else entries[index] if index is not None else {}
        self._keys = [str(each.get("key", "")) for each in entries] if section else []

    @property
    def _is_new(self) -> bool:
        return bool(self._section) and self._index is None

    def head(self) -> tuple[str, str]:
        about = self.words.gettext("new") if self._is_new else str(self._entry.get("title", ""))
        return section_title(self.words, self._section), shorten(about)

    def fields(self) -> Iterable[Field]:
        texts = texts_of(self._section, self._entry)
        if self._is_new:
            texts = fresh_texts(self._section, self._like)
        workflow = self._editor.workflow
        assert workflow is not None
        for field in FIELDS[self._section]:
            yield self._field(field, texts[field.name], workflow)

    def _field(self, field: PlanField, text: str, workflow: Workflow) -> Field:
        label, note = self._label(field), self._note(field)
        match field.kind:
            case "prose":
                return ProseField(field.name, label, text, note=note)
            case "line" | "short":
                return TextField(field.name, label, text, short=field.kind == "short", note=note)
        options = self._options(field.kind, workflow)
        if all(option.value != text for option in options):
            options = (*options, Option(text, text))
        return ChoiceField(field.name, label, self.ink, options, text, note=note)

    def _label(self, field: PlanField) -> str:
        gettext = self.words.gettext
        special = {
            "goal_target": gettext("Target"),
            "goal_unit": gettext("Unit"),
            "goal_per": gettext("Summed"),
            "milestone_due": gettext("Due"),
            "retainer_per": gettext("Retainer per"),
        }
        name = field.parts[-1] if field.parts[0] == "strategy" else field.parts[0]
        return special.get(field.name) or field_title(self.words, name)

    def _note(self, field: PlanField) -> str:
        gettext = self.words.gettext
        return {
            "repeat": gettext("working days, daily, weekly mon thu, every 2 weeks mon, monthly 15"),
            "milestone_due": gettext("09:45, or thu 14:00 for one of the week"),
            "procedure": gettext("steps parted by ;"),
            "breaks": gettext("parted by ; Coffee 11:00–11:15; Lunch 14:00–15:00"),
            "steps": gettext("parted by ; 2026-12-01 Brief | who | needs | minutes; 2026-12-04 Legal"),
            "reserve": gettext("minutes kept free; 75, mon 60 where weekdays differ"),
            "colour": gettext("1 to 12, or #rrggbb"),
            "days": gettext("mon tue wed thu fri sat sun"),
            "retainer_minutes": gettext("minutes"),
        }.get(field.name, "")

    def _options(self, kind: str, workflow: Workflow) -> tuple[Option, ...]:
        gettext = self.words.gettext
        match kind:
            case "area":
                return area_options(self.pen, workflow)[1:]
            case "brand":
                return brand_options(self.pen, workflow)
            case "block":
                return block_options(self.words, [(each.key, each.title) for each in workflow.blocks])[1:]
            case "role":
                none = Option("", gettext("no role"), "muted")
                return (none, *(Option(each.key, shorten(each.title)) for each in workflow.roles))
            case "objective":
                none = Option("", gettext("no objective"), "muted")
                return (none, *(Option(each.key, shorten(each.title)) for each in workflow.objectives))
            case "if_missed":
                return (Option("lapse", gettext("lapses")), Option("keep", gettext("stays until done")))
            case "span":
                return (Option("week", gettext("week")), Option("month", gettext("month")))
            case _:
                return (Option("day", gettext("over the day")), Option("week", gettext("over the week")))

    # What was typed

    def read(self, values: Values, wrong: dict[str, str]) -> Edits | None:
        return self._edits(values) or None

    def _edits(self, values: Values) -> Edits:
        return edits_of(self._section, self._index, self._entry, values, at=self._at, keys=self._keys)

    def judge(self, answer: Edits, values: Values, wrong: dict[str, str]) -> Edits | None:
        _, mistakes = self._editor.try_out(answer)
        for mistake in mistakes:
            field = field_of_mistake(self._section, self._index, self._at, mistake)
            wrong.setdefault(field or FIELDS[self._section][0].name, mistake_text(self.words, mistake))
        return None if mistakes else answer

    def changed(self, field: Field) -> None:
        if field.key not in SUM_FIELDS:
            return
        sums, _ = self._editor.try_out(self._edits(self.values()))
        said = [sum_change_text(self.words, each) for each in sums[:SUMS_SHOWN]]
        note = next(self._note(each) for each in FIELDS[self._section] if each.name == field.key)
        field.explain(Content("\n".join(said) or note))

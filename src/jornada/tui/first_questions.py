"""The questions of the first day: what each proposes, what it makes of an answer, what it says to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from jornada.clock import Clock
from jornada.core.dataclass import dataclass
from jornada.core.hours import BadHoursError, read_hours
from jornada.core.scaling import hours_of, scaled
from jornada.core.text import clean
from jornada.core.workflow import Workflow
from jornada.present.chart_text import chart_lines
from jornada.present.first_day_words import (
    LANGUAGE_NAMES,
    brand_note,
    hours_note,
    hours_problem,
    question_of,
    without_why,
    zone_problem,
)
from jornada.present.pen import Line, Piece
from jornada.present.words import LANGUAGES, Words, load_words
from jornada.tui.screens.dialog import Tools
from jornada.tui.screens.first_steps import Asked, ListStep, Read, Step, TextStep
from jornada.zone import is_zone, nearest_zone, zone_named

STEPS = ("language", "workflow", "brand", "hours", "timezone")
BRAND_LIMIT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Made anew for each question: the answers `given` so far, by their step, decide how the next is asked.
    `workflows` are the built-in ones in the language in hand, `zone` is the system's."""

    tools: Tools
    given: Mapping[str, Any]
    workflows: Mapping[str, Workflow]
    zone: str
    clock: Clock

    def step(self, name: str) -> Step:
        """The question of that name: one of `STEPS`."""
        return {
            "language": self._language_step,
            "workflow": self._workflow_step,
            "brand": self._brand_step,
            "hours": self._hours_step,
            "timezone": self._zone_step,
        }[name]()

    @property
    def words(self) -> Words:
        return self.tools.pen.words

    @property
    def workflow(self) -> Workflow:
        """The one that was chosen, else the first."""
        chosen = self.given.get("workflow")
        return self.workflows[chosen] if chosen else next(iter(self.workflows.values()))

    def _asked(self, name: str, words: Words) -> Asked:
        title, question = question_of(words, name)
        return Asked(title, question, STEPS.index(name) + 1, len(STEPS))

    def _language_step(self) -> Step:
        def retell(language: str) -> tuple[Words, Asked]:
            words = load_words(language)
            return words, self._asked("language", words)

        rows = [(each, (Piece(LANGUAGE_NAMES[each]),)) for each in LANGUAGES]
        asked = self._asked("language", self.words)
        return ListStep(self.tools, asked, rows, at=self.words.language, retell=retell)

    def _workflow_step(self) -> Step:
        tools, workflows = self.tools, self.workflows

        def preview(name: str, width: int) -> tuple[Line, ...]:
            return chart_lines(tools.pen, without_why(workflows[name]), width)

        longest = max(map(len, workflows))
        rows = [
            (name, (Piece(f"{name:<{longest}}  "), Piece(clean(each.title), "muted")))
            for name, each in workflows.items()
        ]
        at = self.given.get("workflow", "")
        return ListStep(tools, self._asked("workflow", self.words), rows, at=at, preview=preview)

    def _brand_step(self) -> Step:
        words, workflow = self.words, self.workflow

        def read(typed: str) -> Read:
            brand = clean(typed).strip()
            if len(brand) > BRAND_LIMIT:
                said = words.gettext("A name has {limit} characters at most").format(limit=BRAND_LIMIT)
                return Read(wrong=said)
            return Read(brand)

        def note(typed: str) -> str:
            return brand_note(words, workflow)

        value = self.given.get("brand", "")
        return self._text_step("brand", words.gettext("Brand"), value, read, note)

    def _hours_step(self) -> Step:
        words, workflow = self.words, self.workflow
        own = hours_of(workflow)

        def read(typed: str) -> Read:
            try:
                return Read(read_hours(typed))
            except BadHoursError as bad:
                return Read(wrong=hours_problem(words, typed, bad))

        def note(typed: str) -> str:
            hours = read(typed).value
            return hours_note(words, own, hours, scaled(workflow, hours)) if hours else ""

        value = str(self.given.get("hours") or own or "")
        return self._text_step("hours", words.gettext("Hours"), value, read, note)

    def _zone_step(self) -> Step:
        words = self.words

        def read(typed: str) -> Read:
            zone = zone_named(typed)
            if zone is None:
                return Read(wrong=zone_problem(words, typed, nearest_zone(typed)))
            return Read(zone)

        def note(typed: str) -> str:
            if not is_zone(typed):
                return ""
            there = self.clock().astimezone(ZoneInfo(typed))
            return words.gettext("It is {time} there now").format(time=words.clock(there))

        value = self.given.get("timezone") or self.zone or self.workflow.timezone
        return self._text_step("timezone", words.gettext("Zone"), value, read, note)

    def _text_step(
        self, name: str, label: str, value: str, read: Callable[[str], Read], note: Callable[[str], str]
    ) -> Step:
        return TextStep(self.tools, self._asked(name, self.words), label, value, read, note)

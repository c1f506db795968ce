"""The hand-over as text to read and to send: plain, or in Markdown.

Both are made of the same sections. Whatever a person wrote is one line, and in Markdown no mark in it acts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from jornada.core.calendar import MomentKind, in_zone
from jornada.core.dataclass import dataclass
from jornada.core.handover import HandedIncident, HandedPromise, HandedTask, HandedWork, Handover
from jornada.core.incidents import Deadline
from jornada.core.plan import DayView
from jornada.core.state import Note
from jornada.core.text import clean
from jornada.core.workflow import Workflow
from jornada.present.chart_markdown import escaped
from jornada.present.form_words import capital
from jornada.present.titles import (
    brand_title,
    clock_title,
    deadline_text,
    incident_status_title,
    kind_title,
    severity_title,
    step_title,
)
from jornada.present.words import Words

Written = Callable[[str], str]
"""What a person wrote, as it may stand in the text."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What there is to say of one thing: its name, facts beside it, sentences below."""

    title: str
    facts: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    entries: tuple[_Entry, ...]
    none: str = ""


def handover_text(words: Words, handed: Handover, view: DayView, workflow: Workflow) -> str:
    """Plain text; `view` is the day it is of."""
    making = _Making(words, handed, view, workflow, clean)
    lines = [making.heading(), *making.notes()]
    for section in making.sections():
        lines += ["", section.title]
        for entry in section.entries:
            lines.append("- " + " · ".join((entry.title, *entry.facts)))
            lines += [f"    {sentence}" for sentence in entry.below]
        if not section.entries:
            lines.append(f"- {section.none}")
    return "\n".join(lines) + "\n"


def handover_markdown(words: Words, handed: Handover, view: DayView, workflow: Workflow) -> str:
    """The same as a Markdown document."""
    making = _Making(words, handed, view, workflow, escaped)
    paragraphs = [f"# {making.heading()}", *(f"*{note}*" for note in making.notes())]
    for section in making.sections():
        lines = []
        for entry in section.entries:
            lines.append("- " + " · ".join((f"**{entry.title}**", *entry.facts)))
            lines += [f"  - {sentence}" for sentence in entry.below]
        paragraphs += (f"## {section.title}", "\n".join(lines) if lines else section.none)
    return "\n\n".join(paragraphs) + "\n"


@dataclass(frozen=True, slots=True)
class _Making:
    words: Words
    handed: Handover
    view: DayView
    workflow: Workflow
    written: Written

    def heading(self) -> str:
        local = in_zone(self.handed.now, self.view.zone)
        said = self.words.gettext("Hand-over of {day}, {time}")
        return said.format(day=self.words.full_date(local.date()), time=self.words.clock(local))

    def notes(self) -> Iterator[str]:
        """What was left out, so that whoever reads it knows."""
        gettext = self.words.gettext
        if self.handed.brand:
            brand = self.written(brand_title(self.workflow, self.handed.brand))
            yield gettext("Only {brand}").format(brand=brand)
        if self.handed.public:
            yield gettext("Without internal notes")

    def sections(self) -> Iterator[_Section]:
        gettext, handed = self.words.gettext, self.handed
        yield _Section(
            gettext("Open incidents"), tuple(map(self._incident, handed.incidents)), gettext("None")
        )
        yield _Section(
            gettext("Promised answers"), tuple(map(self._promise, handed.promises)), gettext("None")
        )
        if handed.running is not None:
            yield _Section(gettext("Running"), (self._work(handed.running),))
        if handed.parked:
            yield _Section(gettext("Interrupted work"), tuple(map(self._work, handed.parked)))
        if handed.reviews:
            yield _Section(gettext("To be looked back on"), tuple(map(self._incident, handed.reviews)))
        over = self.view.moment.kind in (MomentKind.AFTER, MomentKind.OFF)
        title = gettext("Left for tomorrow") if over else gettext("Still open today")
        yield _Section(title, tuple(map(self._task, handed.tasks)), gettext("Nothing"))

    # What there is to say of each

    def _incident(self, incident: HandedIncident) -> _Entry:
        words, written = self.words, self.written
        title = written(incident.title) or words.gettext("(to be named) {time}").format(
            time=self._time(incident.since)
        )
        status = incident_status_title(words, incident.status)
        if incident.monitored:
            status = words.gettext("only watched")
        return _Entry(
            title,
            _said(
                severity_title(words, incident.severity),
                kind_title(words, incident.kind),
                status,
                written(brand_title(self.workflow, incident.brand)),
                written(incident.channel),
            ),
            _said(
                self._since(incident),
                *map(self._clock, incident.clocks),
                words.gettext("Scheduled posts are paused") if incident.posts_paused else "",
                _link(incident.link, written),
                self._named(words.gettext("In charge: {who}"), incident.owner),
                self._named(words.gettext("Told: {who}"), self._notes(incident.notified)),
                self._named(words.gettext("Evidence: {who}"), incident.evidence),
                *(f"{self._time(note.at)} {written(note.text)}" for note in incident.notes),
                self._minutes(words.gettext("Time spent: {time}"), incident.minutes),
            ),
        )

    def _clock(self, deadline: Deadline) -> str:
        title, left = clock_title(self.words, deadline.clock), deadline_text(self.words, deadline)
        return f"{capital(title)}: {self._time(deadline.due)}, {left}"

    def _since(self, incident: HandedIncident) -> str:
        words = self.words
        since = words.gettext("Since {time}").format(time=self._time(incident.since))
        if incident.next is None:
            return since
        step = words.gettext("next step: {step}").format(step=step_title(words, incident.next))
        return f"{since}; {step}"

    def _promise(self, promise: HandedPromise) -> _Entry:
        words = self.words
        before = words.gettext("before {time}").format(time=self._time(promise.by))
        left = words.duration(abs(promise.seconds_left) // 60)
        if promise.seconds_left < 0:
            left = words.gettext("{minutes} overdue").format(minutes=left)
        else:
            left = words.gettext("{minutes} left").format(minutes=left)
        facts = _said(before, left, self.written(promise.about))
        return _Entry(self.written(promise.who), facts, _said(self.written(promise.text)))

    def _work(self, work: HandedWork) -> _Entry:
        words = self.words
        title = self.written(work.title) or words.gettext("the incident without a name")
        return _Entry(
            title,
            _said(
                self.written(brand_title(self.workflow, work.brand)),
                self._minutes("{time}", work.minutes),
                self._named(words.gettext("waits for: {who}"), work.incident),
            ),
        )

    def _task(self, task: HandedTask) -> _Entry:
        words, due = self.words, ""
        if task.milestone or task.due:
            time = self._time(task.due) if task.due else ""
            due = " ".join(filter(None, (self.written(task.milestone), time)))
        since = ""
        if task.carried_from is not None:
            day = f"{words.weekday_short(task.carried_from)} {task.carried_from.day}"
            since = words.gettext("from {day}").format(day=day)
        return _Entry(
            self.written(task.title),
            _said(
                self.written(brand_title(self.workflow, task.brand)),
                self.written(self.view.block_title(task.block)),
                since,
                words.gettext("begun") if task.started else "",
                words.gettext("stays until it is done") if task.keep else "",
                self._minutes(words.gettext("{time} to go"), task.minutes),
                due,
            ),
            _said(*(f"{self._time(note.at)} {self.written(note.text)}" for note in task.notes)),
        )

    # Small things

    def _named(self, sentence: str, text: str) -> str:
        return sentence.format(who=self.written(text)) if text else ""

    def _minutes(self, sentence: str, minutes: int | None) -> str:
        return sentence.format(time=self.words.duration(minutes)) if minutes else ""

    def _notes(self, notes: tuple[Note, ...]) -> str:
        return ", ".join(f"{note.text} {self._time(note.at)}" for note in notes)

    def _time(self, instant: dt.datetime) -> str:
        """The time of day; on another day with that."""
        local = in_zone(instant, self.view.zone)
        clock = self.words.clock(local)
        if local.date() == self.view.date:
            return clock
        return f"{self.words.weekday_short(local.date())} {local.day} {clock}"


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(filter(None, texts))


def _link(link: str, written: Written) -> str:
    """An address of the web stays one that can be followed; anything else is text."""
    link = clean(link)
    is_address = link.startswith(("https://", "http://")) and not set(link) & set(' <>"`\\')
    if written is escaped and is_address:
        return f"<{link}>"
    return written(link)

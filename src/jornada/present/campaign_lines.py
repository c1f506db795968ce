"""Campaigns as rows: a heading each with how far it is, a row a step, below it who and what it needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from jornada.core.campaigns import CampaignView, StepStatus, StepView, day_in_queue
from jornada.core.dataclass import dataclass, field
from jornada.core.workflow import Workflow
from jornada.present.lines import cut, filled, rule, spread
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece, text_of
from jornada.present.titles import shorten
from jornada.present.words import N_, Words

STEP_WORDS: Mapping[StepStatus, str] = {
    StepStatus.DONE: N_("done"),
    StepStatus.DROPPED: N_("dropped"),
    StepStatus.LATE: N_("late"),
    StepStatus.NEXT: N_("next"),
    StepStatus.COMING: N_("coming"),
}
_ROLES: Mapping[StepStatus, tuple[str, str]] = {
    StepStatus.DONE: ("good", "done"),
    StepStatus.DROPPED: ("muted", "dropped"),
    StepStatus.LATE: ("error", "strong"),
    StepStatus.NEXT: ("now", "strong"),
    StepStatus.COMING: ("muted", ""),
}
"""Of a status the role of its sign and word, and that of the title."""
LONG_DATE_FROM = 66
"""Columns from which on a date has its month."""
BAR_CELLS = 10
BAR_FROM = 60


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """The heading of a campaign."""

    view: CampaignView
    brand: str
    look: str
    key: None = field(default=None, init=False)


@dataclass(frozen=True, slots=True)
class SpanRow:
    """From when to when a campaign goes."""

    view: CampaignView
    key: None = field(default=None, init=False)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step; its key is that of its task without the date."""

    step: StepView

    @property
    def key(self) -> str:
        return self.step.key


@dataclass(frozen=True, slots=True)
class NeedsRow:
    """Below a step: who does it, what it needs, when it comes into the queue."""

    text: str
    key: None = field(default=None, init=False)
    beneath: bool = field(default=True, init=False)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A word where there is nothing else."""

    text: str
    key: None = field(default=None, init=False)


Entry = CampaignRow | SpanRow | StepRow | NeedsRow | TextRow


def step_word(words: Words, status: StepStatus) -> str:
    """How a step stands, in a word."""
    return words.gettext(STEP_WORDS[status])


def step_sign(pen: Pen, status: StepStatus) -> str:
    """The sign of a step, one column wide."""
    glyphs = pen.glyphs
    return {
        StepStatus.DONE: glyphs.done,
        StepStatus.DROPPED: glyphs.dropped,
        StepStatus.LATE: glyphs.overdue,
        StepStatus.NEXT: glyphs.arrow,
        StepStatus.COMING: glyphs.pending,
    }[status]


def campaign_entries(pen: Pen, views: Sequence[CampaignView], workflow: Workflow) -> tuple[Entry, ...]:
    """The rows of these campaigns; what is over has its heading only."""
    if not views:
        return tuple(TextRow(line) for line in no_campaigns(pen.words))
    rows: list[Entry] = []
    for view in views:
        brand = view.campaign.brand
        name, look = brand_look(workflow, brand) if brand else ("", "")
        rows += [CampaignRow(view, name, look), SpanRow(view)]
        if view.is_over:
            continue
        for step in view.steps:
            rows.append(StepRow(step))
            needs = needs_text(pen, step, view.today)
            if needs and step.is_open:
                rows.append(NeedsRow(needs))
        if not view.steps:
            rows.append(TextRow(pen.words.gettext("It has no steps yet")))
    return tuple(rows)


def no_campaigns(words: Words) -> tuple[str, ...]:
    """What is said where the workflow has none."""
    return (
        words.gettext("This workflow has no campaigns."),
        words.gettext("A campaign is a span and its steps."),
        words.gettext("Each step comes into the queue in its week."),
        words.gettext("How to write one: jornada help formats"),
    )


def needs_text(pen: Pen, step: StepView, today: dt.date) -> str:
    """ "Ana · needs the budget · in the queue on Mon 30 November"."""
    words, plan = pen.words, step.step
    parts = [shorten(plan.who, 40)]
    if plan.needs:
        parts.append(words.gettext("needs {what}").format(what=shorten(plan.needs, 200)))
    day = day_in_queue(step, today)
    if step.is_open and day is not None and day > today:
        parts.append(words.gettext("comes on {day}").format(day=words.day_title(day)))
    return f" {pen.glyphs.separator} ".join(part for part in parts if part)


def not_in_queue(words: Words, step: StepView, today: dt.date) -> str:
    """Why a step cannot be worked on: it has not come, or comes no more."""
    title = shorten(step.step.title)
    day = day_in_queue(step, today)
    if day is None:
        return words.gettext("{title} came into no queue: its week was over before it was written").format(
            title=title
        )
    said = words.gettext("{title} is not in a queue yet: it comes on {day}")
    return said.format(title=title, day=words.day_title(day))


def campaigns_title(pen: Pen, views: Collection[CampaignView], width: int) -> Line:
    """The heading of the screen: how many go on, and how many steps of them are late."""
    words = pen.words
    going = [view for view in views if not view.is_over]
    count = words.ngettext("{n} campaign", "{n} campaigns", len(going)).format(n=len(going))
    late = sum(view.late for view in going)
    right: Line = (Piece(count, "muted"), Piece(" "))
    if late:
        said = words.ngettext("{n} step late", "{n} steps late", late).format(n=late)
        right = (Piece(f"{pen.glyphs.overdue} {said}", "error"), Piece("  "), *right)
    return spread(pen, (Piece(" "), Piece(words.gettext("Campaigns"), "heading")), right, width)


@dataclass(frozen=True, slots=True)
class CampaignDrawing:
    """Draws the rows in `width` columns."""

    pen: Pen
    width: int

    def __call__(self, entry: Entry) -> Line:
        width = self.width - 1  # the mark of where one is has the last column
        return filled(self.pen, (*self._line(entry, width), Piece(" ")), self.width)

    def _line(self, entry: Entry, width: int) -> Line:
        match entry:
            case CampaignRow():
                return self._heading(entry, width)
            case SpanRow():
                return self._span(entry.view, width)
            case NeedsRow():
                return cut(self.pen, (Piece("     "), Piece(entry.text, "muted")), width)
            case TextRow():
                return cut(self.pen, (Piece("   "), Piece(entry.text, "muted")), width)
            case StepRow():
                return self._step(entry.step, width)

    def _heading(self, row: CampaignRow, width: int) -> Line:
        view = row.view
        title: Line = (Piece(shorten(view.campaign.title, 80), "muted" if view.is_over else "section"),)
        if row.brand:
            title = (*title, Piece(f" {self.pen.glyphs.separator} "), Piece(shorten(row.brand, 24), row.look))
        return rule(self.pen, title, (Piece(progress_text(self.pen.words, view), "muted"),), width)

    def _span(self, view: CampaignView, width: int) -> Line:
        pen = self.pen
        right: list[Piece] = []
        if view.total and width >= BAR_FROM:
            full = view.done * BAR_CELLS // view.total
            right = [
                Piece(pen.glyphs.bar_full * full, "bar-done"),
                Piece(pen.glyphs.bar_free * (BAR_CELLS - full), "bar-free"),
            ]
        if view.late:
            said = pen.words.ngettext("{n} late", "{n} late", view.late).format(n=view.late)
            right.insert(0, Piece(f"{said}  ", "error"))
        left = (Piece("   "), Piece(span_text(pen.words, view), "muted"))
        return spread(pen, left, tuple(right), width)

    def _step(self, step: StepView, width: int) -> Line:
        pen, words = self.pen, self.pen.words
        sign, title = _ROLES[step.status]
        due = step.step.due
        date = f"{words.weekday_short(due)} {due.day:>2}"
        if width >= LONG_DATE_FROM:
            date = f"{date} {words.month(due)[:3]}"
        left = (
            Piece(f" {step_sign(pen, step.status)} ", sign),
            Piece(f"{date}  ", "muted" if not step.is_open else ""),
            Piece(shorten(step.step.title, 200), title),
        )
        return spread(pen, left, (Piece(step_word(words, step.status), sign),), width)


def progress_text(words: Words, view: CampaignView) -> str:
    """ "2 of 5 steps"."""
    return words.ngettext("{done} of {n} step", "{done} of {n} steps", view.total).format(
        done=view.done, n=view.total
    )


def span_text(words: Words, view: CampaignView) -> str:
    """From when to when, and where in it today is."""
    first, last = view.campaign.start, view.campaign.until
    span = words.gettext("{first} – {last}").format(first=words.day_title(first), last=words.day_title(last))
    if view.today < first:
        days = (first - view.today).days
        said = words.ngettext("begins in {n} day", "begins in {n} days", days).format(n=days)
    elif view.today <= last:
        days = (last - view.today).days
        said = words.ngettext("{n} day to go", "{n} days to go", days).format(n=days)
    else:
        said = words.gettext("over")
    return f"{span}, {said}"


def campaign_text(pen: Pen, views: Sequence[CampaignView], workflow: Workflow, width: int) -> Iterator[str]:
    """The same as plain text, the number of each step in front."""
    draw = CampaignDrawing(pen, max(20, width - 3))
    number = 0
    for place, entry in enumerate(campaign_entries(pen, views, workflow)):
        if isinstance(entry, CampaignRow) and place:
            yield ""
        lead = "   "
        if isinstance(entry, StepRow):
            number += 1
            lead = f"{number:>3}"
        yield f"{lead}{text_of(draw(entry))}".rstrip()

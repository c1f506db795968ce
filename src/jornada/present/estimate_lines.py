"""What tasks really take, as rows and sentences: suggestions first, what is never done, then the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jornada.core.dataclass import dataclass, field
from jornada.core.estimates import FEWEST_TIMES, Estimate, Tendency, suggestions
from jornada.core.workflow import Workflow
from jornada.present.lines import Fact, cut, facts_line, filled, roomiest, rule, spread
from jornada.present.listing import Column, table
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.titles import brand_title, shorten
from jornada.present.words import N_, Words

TENDENCIES: Mapping[Tendency, str] = {
    Tendency.ALWAYS_OVER: N_("nearly always longer"),
    Tendency.OVER: N_("mostly longer"),
    Tendency.UNDER: N_("mostly shorter"),
    Tendency.AS_PLANNED: N_("as planned"),
    Tendency.NEVER_DONE: N_("never done"),
    Tendency.TOO_FEW: N_("too few times"),
}
_ROLES: Mapping[Tendency, str] = {
    Tendency.ALWAYS_OVER: "warning",
    Tendency.OVER: "warning",
    Tendency.NEVER_DONE: "error",
    Tendency.AS_PLANNED: "good",
}
FIGURES_FROM, TENDENCY_FROM, BRAND_FROM = 60, 76, 100
"""Columns from which on a row has its figures, its tendency in words, and its brand."""
PLAN_COLUMNS, FIGURE_COLUMNS, TENDENCY_COLUMNS, BRAND_COLUMNS = 9, 5, 20, 16


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """A task; `chosen` are the minutes that would be written for it. It is `put_right` where it was
    suggested a moment ago and needs nothing any more."""

    estimate: Estimate
    title: str
    brand: tuple[str, str] | None
    chosen: int | None
    put_right: bool = False

    @property
    def changes(self) -> bool:
        """Whether something would be written."""
        return self.chosen is not None and self.chosen != self.estimate.planned_minutes

    @property
    def key(self) -> str:
        return self.estimate.task


@dataclass(frozen=True, slots=True)
class EstimateHeading:
    """A heading between the rows; `figures` are named at its end."""

    text: str
    figures: bool = True
    key: None = field(default=None, init=False)


@dataclass(frozen=True, slots=True)
class EstimateText:
    """A word where there are no rows."""

    text: str
    key: None = field(default=None, init=False)


EstimateEntry = EstimateRow | EstimateHeading | EstimateText


def tendency_word(words: Words, tendency: Tendency) -> str:
    """How a plan has turned out, in a word or two."""
    return words.gettext(TENDENCIES[tendency])


def estimate_entries(
    words: Words,
    found: Sequence[Estimate],
    workflow: Workflow,
    chosen: Mapping[str, int],
    kept: Sequence[str],
) -> tuple[EstimateEntry, ...]:
    """The rows: what would be a better plan, what is never done, all the rest in the plan's order.

    `chosen` are minutes that a person would rather have. The tasks `kept` were suggested before: they stay
    in their places, so that what was just written does not go from under the cursor.
    """
    if not found:
        return (EstimateText(words.gettext("This workflow has no tasks yet")),)
    by_task = {each.task: each for each in found}
    before = [by_task[key] for key in kept if key in by_task]
    better = [*before, *(each for each in suggestions(found) if each not in before)]
    never = [each for each in found if each.tendency is Tendency.NEVER_DONE and each not in better]
    rest = [each for each in found if each not in better and each not in never]
    tasks = {task.key: task for task in workflow.tasks}

    def row(each: Estimate) -> EstimateRow:
        task = tasks[each.task]
        wanted = chosen.get(each.task, each.suggested_minutes)
        return EstimateRow(
            estimate=each,
            title=shorten(task.title),
            brand=brand_look(workflow, task.brand) if task.brand else None,
            chosen=wanted,
            put_right=each.task in kept and wanted is None,
        )

    rows: list[EstimateEntry] = [EstimateHeading(words.gettext("A better plan"), figures=bool(better))]
    rows += [row(each) for each in better]
    if not better:
        rows.append(EstimateText(no_suggestions(words, found)))
    if never:
        rows += [EstimateHeading(words.gettext("Never done"), figures=False), *(row(each) for each in never)]
    if rest:
        rows += [EstimateHeading(words.gettext("All others")), *(row(each) for each in rest)]
    return tuple(rows)


def no_suggestions(words: Words, found: Sequence[Estimate]) -> str:
    """Why nothing is suggested: all goes as planned, or too little is known."""
    if any(each.tendency is Tendency.AS_PLANNED for each in found):
        return words.gettext("Nothing to change: what is known goes as planned")
    said = words.ngettext(
        "Nothing is known yet: a task must be timed and done {n} time",
        "Nothing is known yet: a task must be timed and done {n} times",
        FEWEST_TIMES,
    )
    return said.format(n=FEWEST_TIMES)


def suggestion_text(words: Words, each: Estimate, minutes: int | None = None) -> str:
    """ "plan 45 instead of 30: 16 of 20 took longer"; with `minutes` another plan than the suggested one."""
    wanted = minutes if minutes is not None else each.suggested_minutes
    if wanted is None or wanted == each.planned_minutes:
        return reason_text(words, each)
    said = words.gettext("plan {minutes} instead of {planned}: {reason}")
    return said.format(minutes=wanted, planned=each.planned_minutes, reason=reason_text(words, each))


def reason_text(words: Words, each: Estimate) -> str:
    """ "16 of 20 took longer": the count behind the tendency."""
    n = each.times
    match each.tendency:
        case Tendency.ALWAYS_OVER | Tendency.OVER:
            said = words.ngettext("{count} of {n} took longer", "{count} of {n} took longer", each.over)
            return said.format(count=each.over, n=n)
        case Tendency.UNDER:
            said = words.ngettext("{count} of {n} took less", "{count} of {n} took less", each.under)
            return said.format(count=each.under, n=n)
        case Tendency.NEVER_DONE:
            said = words.ngettext(
                "not done the {n} time it was planned",
                "not done in any of the last {n} times it was planned",
                each.occurrences,
            )
            return said.format(n=each.occurrences)
        case Tendency.AS_PLANNED:
            right = n - each.over - each.under
            said = words.ngettext("{count} of {n} went as planned", "{count} of {n} went as planned", right)
            return said.format(count=right, n=n)
        case Tendency.TOO_FEW:
            said = words.ngettext(
                "timed and done {n} time; {least} are needed to say more",
                "timed and done {n} times; {least} are needed to say more",
                n,
            )
            return said.format(n=n, least=FEWEST_TIMES)


def figures_text(words: Words, each: Estimate) -> str:
    """ "half within 45 min, 80 % within 60 min"; nothing where it was never timed."""
    if not each.times:
        return ""
    return words.gettext("half within {median}, 80 % within {high}").format(
        median=words.duration(each.median_minutes), high=words.duration(each.percentile_80_minutes)
    )


def written_text(words: Words, title: str, minutes: int) -> str:
    """That a task is planned with so many minutes from now on."""
    said = words.gettext("{minutes} planned from now on: {task}")
    return said.format(minutes=words.duration(minutes), task=shorten(title))


def nothing_to_write(words: Words, row: EstimateRow) -> str:
    """Why writing the row would change nothing."""
    return planned_already(words, row.title, row.estimate.planned_minutes)


def planned_already(words: Words, title: str, minutes: int) -> str:
    """That so many minutes are what a task is planned with."""
    said = words.gettext("{minutes} is the plan already: {task}")
    return said.format(minutes=words.duration(minutes), task=shorten(title))


def about_line(pen: Pen, row: EstimateRow, width: int) -> Line:
    """The row in hand in a sentence, as much as there is room for."""
    words, each = pen.words, row.estimate
    said = suggestion_text(words, each, row.chosen)
    whole = f" {pen.glyphs.separator} ".join(filter(None, (said, figures_text(words, each))))
    text = roomiest(pen, max(0, width - 1), whole, said)
    return (Piece(" "), Piece(text, _ROLES.get(each.tendency, "")))


def estimates_head(pen: Pen, found: Sequence[Estimate], width: int) -> Line:
    """The heading of the screen: how many plans would be better as others."""
    words = pen.words
    better = len(suggestions(found))
    said = words.ngettext("{n} suggestion", "{n} suggestions", better).format(n=better)
    over = sum(1 for each in found if each.tendency is Tendency.ALWAYS_OVER)
    facts = [Fact(said, role="strong" if better else "muted")]
    if over:
        longer = words.ngettext("{n} nearly always longer", "{n} nearly always longer", over).format(n=over)
        facts.append(Fact(longer, role="warning"))
    left: Line = (Piece(" "), Piece(words.gettext("Estimates"), "heading"))
    room = max(0, width - width_of(left, pen.measure) - 4)
    return spread(pen, left, (*facts_line(pen, facts, room), Piece(" ")), width)


@dataclass(frozen=True, slots=True)
class EstimateDrawing:
    """Draws the rows in `width` columns."""

    pen: Pen
    width: int

    def __call__(self, entry: EstimateEntry) -> Line:
        width = self.width - 1  # the mark of where one is has the last column
        return filled(self.pen, (*self._line(entry, width), Piece(" ")), self.width)

    def _line(self, entry: EstimateEntry, width: int) -> Line:
        match entry:
            case EstimateHeading():
                note = "".join(self._figure_names(width)) if entry.figures else ""
                notes = (Piece(note, "muted"),) if note else ()
                return rule(self.pen, (Piece(entry.text, "section"),), notes, width)
            case EstimateText():
                return cut(self.pen, (Piece("   "), Piece(entry.text, "muted")), width)
            case EstimateRow():
                return self._row(entry, width)

    def _figure_names(self, width: int) -> Iterator[str]:
        if width < FIGURES_FROM:
            return
        words, pen = self.pen.words, self.pen
        yield pen.fit(words.gettext("plan"), PLAN_COLUMNS, right=True)
        for name in (words.gettext("half"), "80 %", words.gettext("times")):
            yield pen.fit(name, FIGURE_COLUMNS + 1, right=True)
        if width >= TENDENCY_FROM:
            yield " " * (TENDENCY_COLUMNS + 2)

    def _row(self, row: EstimateRow, width: int) -> Line:
        pen, each = self.pen, row.estimate
        if row.put_right:
            sign, role = pen.glyphs.done, "good"
        elif each.tendency is Tendency.NEVER_DONE:
            sign, role = pen.glyphs.overdue, "error"
        else:
            sign, role = (pen.glyphs.arrow, "now") if row.changes else (" ", "")
        left = (Piece(f" {sign} ", role), Piece(row.title, "strong" if row.changes else ""))
        brand: Line = ()
        if width >= BRAND_FROM:
            name, colour = row.brand or ("", "")
            brand = (Piece(pen.fit(name, BRAND_COLUMNS), colour),)
        return spread(pen, left, (*brand, *self._figures(row, width)), width - 1)

    def _figures(self, row: EstimateRow, width: int) -> Iterator[Piece]:
        pen, words, each = self.pen, self.pen.words, row.estimate
        plan = str(each.planned_minutes)
        if row.changes:
            plan = f"{plan} {pen.glyphs.arrow} {row.chosen}"
        yield Piece(pen.fit(plan, PLAN_COLUMNS, right=True), "strong" if row.changes else "")
        if width < FIGURES_FROM:
            return
        timed = bool(each.times)
        for figure in (each.median_minutes, each.percentile_80_minutes):
            yield Piece(pen.fit(str(figure) if timed else "–", FIGURE_COLUMNS + 1, right=True))
        yield Piece(pen.fit(str(each.times), FIGURE_COLUMNS + 1, right=True), "muted")
        if width >= TENDENCY_FROM:
            said = tendency_word(words, each.tendency)
            yield Piece(f"  {pen.fit(said, TENDENCY_COLUMNS)}", _ROLES.get(each.tendency, "muted"))


def estimate_table(pen: Pen, found: Sequence[Estimate], workflow: Workflow, width: int) -> tuple[str, ...]:
    """All tasks with their figures, numbered from 1; then the suggestions and what is never done."""
    words = pen.words
    if not found:
        return (words.gettext("This workflow has no tasks yet"),)
    tasks = {task.key: task for task in workflow.tasks}
    numbers = {each.task: number for number, each in enumerate(found, 1)}
    columns = (
        Column("#", right=True),
        Column(words.gettext("Task"), gives_way=True),
        Column(words.gettext("Brand"), gives_way=True),
        Column(words.gettext("Planned"), right=True),
        Column(words.gettext("Times"), right=True),
        Column(words.gettext("Half within"), right=True),
        Column("80 %", right=True),
        Column(""),
    )
    cells = [
        (
            str(numbers[each.task]),
            shorten(tasks[each.task].title),
            brand_title(workflow, tasks[each.task].brand),
            str(each.planned_minutes),
            str(each.times),
            str(each.median_minutes) if each.times else "–",
            str(each.percentile_80_minutes) if each.times else "–",
            tendency_word(words, each.tendency),
        )
        for each in found
    ]
    lines = [*table(pen, columns, cells, width), ""]
    better = suggestions(found)
    never = [each for each in found if each.tendency is Tendency.NEVER_DONE]
    if not better:
        lines.append(no_suggestions(words, found))
    for each in (*better, *never):
        title = shorten(tasks[each.task].title)
        lines.append(f"{numbers[each.task]:>3}  {title}: {suggestion_text(words, each)}")
    return tuple(lines)

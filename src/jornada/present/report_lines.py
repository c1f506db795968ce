"""A report as rows: bars that read without colour, sentences, hours, trends, incidents, what is private.

The same rows are listed on the screen, where one with a key leads to its sessions, and printed by the
command line. A row's first column is left for the cursor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jornada.core.dataclass import dataclass, replace
from jornada.core.findings import Findings, Section
from jornada.core.report import ReportLine
from jornada.core.spent import Dimension
from jornada.core.state import Item, ItemState, State
from jornada.core.workflow import Workflow
from jornada.present import report_words as said
from jornada.present.figures import Figure, Figures
from jornada.present.lines import Fact, cut, facts_line, filled, rule, spread
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.report_charts import heat_lines, trend_lines
from jornada.present.sentences import named
from jornada.present.wrapping import wrapped

MARGIN = Piece("  ")
BARS = ((130, 56), (110, 40), (90, 24), (76, 20), (60, 12), (46, 8))
"""From so many columns of the page a bar has so many; in fewer there is none."""
SHARE_FROM, PLANNED_FROM = 60, 40
NUMBER, SHARE = 7, 6
MOST_INCIDENTS, MOST_DISPLACED = 8, 20


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A drawn row. `key` names what stands behind it, and `None` says that the cursor does not stop there;
    `beneath` that it comes into sight with the row above."""

    line: Line
    key: str | None = None
    beneath: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a report is of, and by what it is told; `private` says whether what is private is shown."""

    state: State
    workflow: Workflow
    found: Findings
    by: Dimension = Dimension.AREA
    private: bool = True


def key_of(by: Dimension | Section, key: str, place: str = "") -> str:
    """The key of a row; `place` tells rows of the same thing apart."""
    return f"{by.value}\n{key}\n{place}"


def read_key(key: str | None) -> tuple[Dimension | Section, str] | None:
    """What stands behind a row; `None` where nothing does."""
    by, _, rest = (key or "").partition("\n")
    value = rest.partition("\n")[0]
    for kind in (Dimension, Section):
        if by in {each.value for each in kind}:
            return kind(by), value
    return None


def report_head(pen: Pen, subject: Subject, width: int) -> Line:
    """The heading: which period, of which brand, and its sums."""
    words, found = pen.words, subject.found
    brand: tuple[Piece, ...] = ()
    if found.brand:
        name, role = brand_look(subject.workflow, found.brand)
        brand = (Piece("  "), Piece(f" {pen.crop(name, 20)} ", f"badge {role}"))
    left = (Piece(" "), Piece(words.gettext("Report"), "heading"), *brand, Piece("  "))
    now = ""
    if found.period.holds(found.today):
        now = words.gettext("up to now")
    right = (Piece(now, "strong"), Piece(" ")) if now else (Piece(" "),)
    room = width - width_of((*left, *right), pen.measure) - 2
    long, short = said.period_title(words, found.period), said.period_short(words, found.period)
    title = long if pen.measure(long) <= room else short
    return spread(pen, (*left, Piece(title, "muted")), right, width)


def report_rows(pen: Pen, subject: Subject, width: int) -> tuple[ReportRow, ...]:
    """The whole report in at most `width` columns."""
    inner = max(10, width - 2)
    sections = [
        _bars(pen, subject, inner),
        _sentences(pen, subject, inner),
        _incidents(pen, subject, inner),
        _hours(pen, subject, inner),
        _trend(pen, subject, inner),
    ]
    if subject.private:
        sections.append(_private(pen, subject, inner))
    rows: list[ReportRow] = []
    for section in sections:
        if rows:
            rows.append(ReportRow((Piece(" "),)))
        rows.extend(section)
    return tuple(replace(row, line=cut(pen, row.line, width)) for row in rows)


def _title(pen: Pen, title: str, note: str, width: int) -> ReportRow:
    notes = (Piece(note, "muted"),) if note else ()
    # It ends where the rows under it do: without the space that a rule has at its end.
    return ReportRow((Piece(" "), *rule(pen, (Piece(title, "section"),), notes, width + 2)[:-1]))


# Planned and actual


def _bars(pen: Pen, subject: Subject, width: int) -> Iterator[ReportRow]:
    words, found = pen.words, subject.found
    report, by = found.report, subject.by
    sums = words.gettext("{spent} of {planned}").format(
        spent=words.duration(report.actual_minutes), planned=words.duration(report.planned_minutes)
    )
    title = words.gettext("By {dimension}").format(dimension=words.gettext(said.DIMENSIONS[by]))
    yield _title(pen, title, sums, width)
    lines = report.by(by)
    if not lines:
        yield ReportRow((MARGIN, Piece(words.gettext("No time was planned or spent"), "muted")))
        return
    table = _Table.of(pen, lines, width)
    yield ReportRow((MARGIN, *table.head()))
    tasks = said.titles_of(words, subject.state, found, subject.workflow) if by is Dimension.TASK else {}
    for line in lines:
        title, role = said.look_of(words, subject.workflow, by, line.key, tasks)
        yield ReportRow((MARGIN, *table.row(line, report.share(line), title, role)), key_of(by, line.key))
    total = ReportLine("", report.planned_minutes, report.actual_minutes)
    yield ReportRow(
        (MARGIN, *table.row(total, report.share(total), words.gettext("Total"), "strong", bar=False))
    )
    tasks_said = said.outcome_said(words, found)
    if tasks_said:
        yield from _said(pen, said.Said(tasks_said), _plain_key("tasks"), width)


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns that the rows share."""

    pen: Pen
    width: int
    bar: int
    figures: Figures

    @classmethod
    def of(cls, pen: Pen, lines: tuple[ReportLine, ...], width: int) -> _Table:
        bar = next((columns for least, columns in BARS if width >= least), 0)
        shown = (Figure(title="", spent=line.actual_minutes, planned=line.planned_minutes) for line in lines)
        return cls(pen, width, bar, Figures.of(pen, shown, width))

    def head(self) -> Line:
        gettext = self.pen.words.gettext
        cells = [(gettext("spent"), NUMBER), (gettext("plan"), NUMBER)]
        cells += [(gettext("differs"), NUMBER + 1), (gettext("share"), SHARE)]
        glyphs = self.pen.glyphs
        signs = gettext("{full} spent  {free} not spent  {used} beyond the plan").format(
            full=glyphs.bar_full, free=glyphs.bar_free, used=glyphs.bar_used
        )
        fits = self.bar and self.pen.measure(signs) < self.width - 3 * NUMBER - SHARE - 1
        marks = (Piece(signs if fits else "", "muted"),)
        return self._joined(marks, None, [(text, "muted", width) for text, width in cells])

    def row(self, line: ReportLine, share: float, title: str, role: str, *, bar: bool = True) -> Line:
        differs = line.difference_minutes
        cells = [
            (said.hours_minutes(line.actual_minutes), "strong" if line.actual_minutes else "muted", NUMBER),
            (said.hours_minutes(line.planned_minutes), "muted", NUMBER),
            (said.difference(differs), "warning" if differs > 0 else "muted", NUMBER + 1),
            (said.percent(self.pen.words, share), "", SHARE),
        ]
        figure = Figure(title="", spent=line.actual_minutes, planned=line.planned_minutes)
        drawn = self.figures.bar(figure, self.bar) if bar and self.bar else ()
        return self._joined((Piece(self.pen.crop(title, 500), role),), drawn, cells)

    def _joined(self, title: Line, bar: Line | None, cells: list[tuple[str, str, int]]) -> Line:
        """A row; without a bar at all the title has its room too."""
        if self.width < SHARE_FROM:
            cells = cells[:3]
        if self.width < PLANNED_FROM:
            cells = [cells[0], *cells[2:]]
        pen = self.pen
        numbers = tuple(Piece(pen.fit(text, columns, right=True), role) for text, role, columns in cells)
        shown = (*filled(pen, bar, self.bar), Piece(" ")) if self.bar and bar is not None else ()
        room = self.width - width_of((*shown, *numbers), pen.measure)
        head = filled(pen, cut(pen, title, max(0, room - 1)), max(0, room))
        return (*head, *shown, *numbers)


# Sentences


def _sentences(pen: Pen, subject: Subject, width: int) -> Iterator[ReportRow]:
    words, found = pen.words, subject.found
    yield _title(pen, words.gettext("Less time, same resources"), "", width)
    any_said = False
    if found.adherence is not None and found.adherence.blocks:
        weakest = found.adherence.weakest
        key = key_of(Dimension.BLOCK, weakest.block, "kept") if weakest is not None else None
        yield from _said(pen, said.kept_said(words, found.adherence), key or _plain_key("kept"), width)
        any_said = True
    this_week = 0 <= (found.today - found.monday).days < 7
    for pace in found.paces:
        key = key_of(Dimension.TASK, pace.task, "pace")
        yield from _said(pen, said.pace_said(words, pace, this_week=this_week), key, width)
        any_said = True
    if not any_said:
        yield ReportRow((MARGIN, Piece(said.nothing_kept(words, found), "muted")))


def _plain_key(name: str) -> str:
    """A key behind which there is nothing: the cursor stops there all the same."""
    return f"\n{name}"


def _said(pen: Pen, each: said.Said, key: str, width: int) -> Iterator[ReportRow]:
    """A sentence over as many rows as it needs, and its figures beneath it."""
    lines = list(wrapped(pen, (MARGIN,), each.sentence, "", width + 1))
    lines += wrapped(pen, (Piece("    "),), each.figures, "muted", width + 1) if each.figures else ()
    for place, line in enumerate(lines):
        yield ReportRow(line, key if not place else None, beneath=place > 0)


# What was unforeseen


def _incidents(pen: Pen, subject: Subject, width: int) -> Iterator[ReportRow]:
    words, found = pen.words, subject.found
    cost, state = found.cost, subject.state
    yield _title(pen, words.gettext("The unforeseen"), "", width)
    yield from _said(
        pen, said.Said(said.cost_said(words, found)), key_of(Section.UNFORESEEN, "", "cost"), width
    )
    for share in cost.incidents[:MOST_INCIDENTS]:
        incident = state.incidents.get(share.key)
        severity = incident.severity if incident is not None else None
        mark = Piece(f"S{severity} " if severity else "-- ", f"severity-{severity or 0}")
        title = named(words, state.subject_title(share.key))
        minutes = (Piece(words.duration(share.minutes), "strong"),)
        line = spread(pen, (MARGIN, mark, Piece(title)), minutes, width + 1)
        yield ReportRow(line, key_of(Section.INCIDENT, share.key))
    yield from _more(pen, len(cost.incidents) - MOST_INCIDENTS)
    if not cost.incidents:
        return
    title = said.displaced_said(words, len(cost.displaced))
    yield from _said(pen, said.Said(title), _plain_key("displaced"), width)
    for item in cost.displaced[:MOST_DISPLACED]:
        key = key_of(Dimension.TASK, item.key or item.id, f"displaced {item.id}")
        yield ReportRow(_displaced(pen, item, width), key)
    yield from _more(pen, len(cost.displaced) - MOST_DISPLACED)


def _more(pen: Pen, count: int) -> Iterator[ReportRow]:
    """That there are so many more than are told."""
    if count > 0:
        rest = pen.words.ngettext("and {n} more", "and {n} more", count).format(n=count)
        yield ReportRow((Piece("     "), Piece(rest, "muted")))


def _displaced(pen: Pen, item: Item, width: int) -> Line:
    words, glyphs = pen.words, pen.glyphs
    dropped = item.state is ItemState.DROPPED
    sign = glyphs.dropped if dropped else glyphs.carried
    what = (
        words.gettext("dropped")
        if dropped
        else words.gettext("to {day}").format(day=words.day_title(item.date))
    )
    facts = [Fact(what, role="warning"), Fact(words.duration(item.minutes))]
    if item.reason:
        facts.insert(1, Fact(pen.crop(item.reason, 60), pen.crop(item.reason, 24), role=""))
    left = (MARGIN, Piece(f"{sign} "), Piece(f"{words.weekday_short(item.planned_for)} ", "muted"))
    title = Piece(named(words, item.title))
    return spread(pen, (*left, title), facts_line(pen, facts, max(10, width // 2)), width + 1)


# When, and over the weeks


def _hours(pen: Pen, subject: Subject, width: int) -> Iterator[ReportRow]:
    words = pen.words
    yield _title(pen, words.gettext("When: weekday by hour"), "", width)
    for place, line in enumerate(heat_lines(pen, subject.found.hours, width - 1)):
        # The first line has the hours, those after the seven days say what the signs mean.
        key = key_of(Section.WEEKDAY, str(place - 1)) if 1 <= place <= 7 else None
        yield ReportRow((MARGIN, *line), key, beneath=place > 7)


def _trend(pen: Pen, subject: Subject, width: int) -> Iterator[ReportRow]:
    words, found = pen.words, subject.found
    yield _title(pen, words.gettext("Eight weeks by area"), "", width)
    looks = {
        key: said.look_of(words, subject.workflow, Dimension.AREA, key, _NO_TITLES) for key in found.trend
    }
    drawn = trend_lines(pen, found.trend, looks, found.monday.isocalendar().week, width - 1)
    yield ReportRow((MARGIN, *next(drawn)))
    for key, line in zip(found.trend, drawn, strict=True):
        yield ReportRow((MARGIN, *line), key_of(Dimension.AREA, key, "trend"))


_NO_TITLES: Mapping[str, str] = {}


# Private


def _private(pen: Pen, subject: Subject, width: int) -> Iterator[ReportRow]:
    words = pen.words
    never = words.gettext("in no report for a client") if width >= SHARE_FROM else ""
    yield _title(pen, words.gettext("For you alone"), never, width)
    for place, sentence in enumerate(said.private_said(words, subject.found.focus)):
        yield from _said(pen, said.Said(sentence), _plain_key(f"private {place}"), width)


@dataclass(frozen=True, slots=True)
class RowDrawing:
    """How the rows are drawn in `width` columns."""

    pen: Pen
    width: int

    def __call__(self, row: ReportRow) -> Line:
        return filled(self.pen, row.line, self.width)

"""The report of a period as a page: what the screen and the terminal say of it, to keep, print or hand over.

Its sections are those of the rows of `report_lines`, in the same words; tables are whole where rows are cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jornada.core.findings import IncidentCost
from jornada.core.report import ReportLine
from jornada.core.spent import Dimension
from jornada.core.state import Item, ItemState
from jornada.core.text import clean
from jornada.marking import N_
from jornada.present import report_words as said
from jornada.present.glyphs import UNICODE, Glyphs
from jornada.present.looks import brand_look
from jornada.present.page_parts import Bar, Grid, Head, Page, Part, Points, Section
from jornada.present.page_parts import Said as Sentence
from jornada.present.report_charts import level, shown_hours
from jornada.present.report_lines import Subject
from jornada.present.sentences import named
from jornada.present.spark import spark
from jornada.present.words import Words

MOST = 30
"""So many incidents, and so many tasks that went, are named; of more their number is told."""
_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def report_page(words: Words, subject: Subject, glyphs: Glyphs = UNICODE) -> Page:
    """The page of a report, in a language; on paper it takes as many sheets as it needs."""
    making, found = _Making(words, subject, glyphs), subject.found
    title = words.gettext("Report")
    if found.brand:
        name = clean(brand_look(subject.workflow, found.brand)[0])
        title = words.gettext("Report: {brand}").format(brand=name)
    running = found.period.holds(found.today)
    until = words.gettext("Up to {day}").format(day=words.day_title(found.today)) if running else ""
    return Page(
        language=words.language,
        title=title,
        week=said.period_title(words, found.period),
        status="",
        note=until,
        sections=tuple(making.sections()),
        one_sheet=False,
    )


class _Making:
    """The sections of one report."""

    def __init__(self, words: Words, subject: Subject, glyphs: Glyphs) -> None:
        self.words, self.subject, self.found, self.glyphs = words, subject, subject.found, glyphs

    def sections(self) -> Iterator[Section]:
        gettext, by = self.words.gettext, self.subject.by
        title = gettext("By {dimension}").format(dimension=gettext(said.DIMENSIONS[by]))
        yield Section(title, tuple(self._time()))
        yield Section(gettext("Less time, same resources"), tuple(self._sentences()))
        yield Section(gettext("The unforeseen"), tuple(self._unforeseen(self.found.cost)))
        yield Section(gettext("When: weekday by hour"), tuple(self._hours()))
        yield Section(gettext("Eight weeks by area"), tuple(self._trend()))
        if self.subject.private:
            yield Section(
                gettext("For you alone"), (Points(said.private_said(self.words, self.found.focus)),)
            )

    def _time(self) -> Iterator[Part]:
        words, report, by = self.words, self.found.report, self.subject.by
        lines = report.by(by)
        if not lines:
            yield Sentence(words.gettext("No time was planned or spent"))
            return
        of_tasks = said.titles_of(words, self.subject.state, self.found, self.subject.workflow)
        tasks = of_tasks if by is Dimension.TASK else {}
        titles = [said.look_of(words, self.subject.workflow, by, line.key, tasks)[0] for line in lines]
        total = ReportLine("", report.planned_minutes, report.actual_minutes)
        most = max(1, *(max(line.actual_minutes, line.planned_minutes) for line in lines))
        yield Grid(
            heads=(
                Head(words.gettext(said.DIMENSIONS[by]).capitalize()),
                *(
                    Head(words.gettext(head).capitalize(), right=True)
                    for head in (N_("spent"), N_("plan"), N_("differs"), N_("share"))
                ),
            ),
            rows=tuple(
                (
                    clean(title),
                    said.hours_minutes(line.actual_minutes),
                    said.hours_minutes(line.planned_minutes),
                    said.difference(line.difference_minutes),
                    said.percent(words, report.share(line)),
                )
                for title, line in zip((*titles, words.gettext("Total")), (*lines, total), strict=True)
            ),
            total=True,
            bars=tuple(_bar(line, most) for line in lines),
            bar_words=tuple(
                map(words.gettext, (N_("within the plan"), N_("not spent"), N_("beyond the plan")))
            ),
        )
        done = said.outcome_said(words, self.found)
        if done:
            yield Sentence(done)

    def _sentences(self) -> Iterator[Part]:
        words, found = self.words, self.found
        told = []
        if found.adherence is not None and found.adherence.blocks:
            told.append(said.kept_said(words, found.adherence))
        this_week = 0 <= (found.today - found.monday).days < 7
        told += [said.pace_said(words, pace, this_week=this_week) for pace in found.paces]
        if told:
            yield Points(tuple(_with_figures(each) for each in told))
        else:
            yield Sentence(said.nothing_kept(words, found))

    def _unforeseen(self, cost: IncidentCost) -> Iterator[Part]:
        words, state = self.words, self.subject.state
        yield Sentence(said.cost_said(words, self.found))
        if not cost.incidents:
            return
        rows = []
        for share in cost.incidents[:MOST]:
            incident = state.incidents.get(share.key)
            severity = f"S{incident.severity}" if incident is not None and incident.severity else ""
            title = clean(named(words, state.subject_title(share.key)))
            rows.append((title, severity, said.hours_minutes(share.minutes)))
        heads = (
            Head(words.gettext("Incident")),
            Head(words.gettext("Severity")),
            Head(words.gettext("Time"), right=True),
        )
        yield Grid(heads, tuple(rows))
        yield from self._more(len(cost.incidents) - MOST)
        yield Sentence(said.displaced_said(words, len(cost.displaced)))
        if cost.displaced:
            yield Points(tuple(self._displaced(item) for item in cost.displaced[:MOST]))
            yield from self._more(len(cost.displaced) - MOST)

    def _more(self, count: int) -> Iterator[Part]:
        if count > 0:
            yield Sentence(self.words.ngettext("and {n} more", "and {n} more", count).format(n=count))

    def _displaced(self, item: Item) -> str:
        words = self.words
        what = words.gettext("dropped")
        if item.state is not ItemState.DROPPED:
            what = words.gettext("to {day}").format(day=words.day_title(item.date))
        facts = (what, clean(item.reason), words.duration(item.minutes))
        day = f"{words.weekday_short(item.planned_for)} {item.planned_for.isoformat()}"
        return f"{day}: {clean(named(words, item.title))} ({', '.join(filter(None, facts))})"

    def _hours(self) -> Iterator[Part]:
        gettext, hours = self.words.gettext, self.found.hours
        shown = shown_hours(hours)
        most = max(max(row) for row in hours)
        yield Grid(
            heads=(
                Head(gettext("Day")),
                *(Head(f"{hour:02}", right=True) for hour in shown),
                Head(gettext("Total"), right=True),
            ),
            rows=tuple(
                (
                    gettext(_WEEKDAYS[weekday]),
                    *(said.hours_minutes(row[hour]) if row[hour] else "" for hour in shown),
                    said.hours_minutes(sum(row)) if any(row) else "",
                )
                for weekday, row in enumerate(hours)
            ),
            levels=tuple((0, *(level(row[hour], most) for hour in shown), 0) for row in hours),
        )

    def _trend(self) -> Iterator[Part]:
        gettext, weeks = self.words.gettext, self.found.trend
        number = self.found.monday.isocalendar().week
        heads = (
            Head(gettext("Area")),
            Head(gettext("8 weeks"), decorative=True),
            Head(gettext("week {number}").format(number=number), right=True),
            Head(gettext("a week before"), right=True),
        )
        yield Grid(heads, tuple(self._area(key, minutes) for key, minutes in weeks.items()))

    def _area(self, key: str, minutes: Sequence[int]) -> tuple[str, ...]:
        title, _ = said.look_of(self.words, self.subject.workflow, Dimension.AREA, key, {})
        before = said.week_before(minutes)
        line = spark(minutes, self.glyphs) if any(minutes) else ""
        return clean(title), line, said.hours_minutes(minutes[-1]), said.hours_minutes(before)


def _with_figures(each: said.Said) -> str:
    return f"{each.sentence} ({each.figures})" if each.figures else each.sentence


def _bar(line: ReportLine, most: int) -> Bar:
    within = min(line.actual_minutes, line.planned_minutes)
    return Bar(
        within / most,
        (line.planned_minutes - within) / most,
        (line.actual_minutes - within) / most,
    )

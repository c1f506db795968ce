"""The weekly report in words, as a page of `page_parts`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from jornada.core.dataclass import dataclass
from jornada.core.kpis import KpiRow
from jornada.core.plan import MilestoneStatus
from jornada.core.text import clean, clean_prose
from jornada.core.weekly_values import (
    AreaTime,
    Audience,
    GoalLine,
    IncidentLine,
    MilestoneLine,
    PostLine,
    TaskLine,
    WeeklyReport,
)
from jornada.present.glyphs import UNICODE, Glyphs
from jornada.present.kpi_words import figure_text, kpi_title
from jornada.present.page_parts import Grid, Head, Page, Part, Points, Said, Section
from jornada.present.spark import spark
from jornada.present.titles import kind_title, milestone_status_title, severity_title
from jornada.present.words import Words


def weekly_page(words: Words, report: WeeklyReport, glyphs: Glyphs = UNICODE) -> Page:
    """The page of a report in a language; what has nothing to say is left out."""
    making = _Making(words, report, glyphs)
    return Page(
        language=words.language,
        title=words.gettext("Weekly report: {brand}").format(brand=clean(report.title)),
        week=making.week(),
        status=clean(report.texts.status),
        note=making.note(),
        sections=tuple(section for section in making.sections() if section.parts),
    )


@dataclass(frozen=True, slots=True)
class _Making:
    words: Words
    report: WeeklyReport
    glyphs: Glyphs

    def week(self) -> str:
        words, report = self.words, self.report
        return words.gettext("Week {number}: {first} – {last}").format(
            number=report.monday.isocalendar().week,
            first=words.full_date(report.monday),
            last=words.full_date(report.sunday),
        )

    def note(self) -> str:
        words, report = self.words, self.report
        parts = []
        if report.is_running:
            parts.append(words.gettext("Up to {day}").format(day=words.day_title(report.until)))
        if report.audience is Audience.INTERNAL:
            parts.append(words.gettext("Internal: not for the client"))
        return ". ".join(parts)

    def sections(self) -> Iterator[Section]:
        gettext, texts = self.words.gettext, self.report.texts
        yield Section(gettext("Figures"), tuple(self._figures()))
        yield Section(gettext("Time"), tuple(self._time()))
        yield Section(gettext("Planned and done"), tuple(self._tasks()))
        yield Section(gettext("Goals and milestones"), tuple(self._goals()))
        yield Section(gettext("Incidents"), tuple(self._incidents()))
        yield Section(gettext("What worked"), _prose(texts.worked))
        yield Section(gettext("What did not"), _prose(texts.failed))
        yield Section(gettext("Next week"), (*_prose(texts.next), *self._next()))
        yield Section(gettext("What we need from you"), _prose(texts.need))
        yield Section(gettext("Private"), tuple(self._private()))

    # Figures

    def _figures(self) -> Iterator[Part]:
        words, report = self.words, self.report
        heads = (
            Head(words.gettext("Measure")),
            Head(words.gettext("This week"), right=True),
            Head(words.gettext("Week before"), right=True),
            Head(words.gettext("Target"), right=True),
            Head(words.gettext("8 weeks"), decorative=True),
        )
        rows = [self._figure(row) for row in report.kpis if _is_told(row)]
        response = report.response
        if response.high_minutes is not None or response.high_minutes_before is not None:
            rows.append(
                (
                    words.gettext("First response, 90 of 100 within"),
                    self._minutes(response.high_minutes),
                    self._minutes(response.high_minutes_before),
                    "",
                    "",
                )
            )
        if rows:
            yield Grid(heads, tuple(rows))
        said = []
        if response.on_target.counted:
            told = words.ngettext(
                "{met} of {n} incident answered in time",
                "{met} of {n} incidents answered in time",
                response.on_target.counted,
            )
            said.append(told.format(met=response.on_target.met, n=response.on_target.counted))
        if report.posts:
            told = words.ngettext(
                "{published} of {n} planned post published",
                "{published} of {n} planned posts published",
                len(report.posts),
            )
            said.append(told.format(published=report.posts_published, n=len(report.posts)))
        if said:
            yield Points(tuple(said))

    def _figure(self, row: KpiRow) -> tuple[str, ...]:
        words = self.words
        value = figure_text(words, row.value, row.unit) or words.gettext("not given")
        if row.reached:
            value = f"{self.glyphs.done} {value}"
        return (
            kpi_title(words, row.key, row.title),
            value,
            figure_text(words, row.before, row.unit),
            figure_text(words, row.target, row.unit),
            spark(row.weeks, self.glyphs).strip() if any(each is not None for each in row.weeks) else "",
        )

    # Time

    def _time(self) -> Iterator[Part]:
        words, report = self.words, self.report
        if report.areas:
            heads = (
                Head(words.gettext("Area")),
                Head(words.gettext("Planned"), right=True),
                Head(words.gettext("Actual"), right=True),
                Head(words.gettext("Difference"), right=True),
                Head(words.gettext("Share"), right=True),
            )
            rows = [self._area(area) for area in report.areas]
            difference = report.actual_minutes - report.planned_minutes
            share = "100 %" if report.actual_minutes else ""
            rows.append(
                (
                    words.gettext("All"),
                    words.duration(report.planned_minutes),
                    words.duration(report.actual_minutes),
                    self._signed(difference),
                    share,
                )
            )
            yield Grid(heads, tuple(rows), total=True)
        retainer = report.retainer
        if retainer is not None:
            said = words.gettext("Retainer of the week: {used} of {minutes} used, {percent} %")
            if retainer.per == "month":
                said = words.gettext("Retainer of the month: {used} of {minutes} used, {percent} %")
            yield Said(
                said.format(
                    used=words.duration(retainer.used_minutes),
                    minutes=words.duration(retainer.minutes),
                    percent=retainer.percent,
                )
            )

    def _area(self, area: AreaTime) -> tuple[str, ...]:
        words = self.words
        return (
            clean(area.title) or words.gettext("no area"),
            words.duration(area.planned_minutes),
            words.duration(area.actual_minutes),
            self._signed(area.difference_minutes),
            f"{round(area.share * 100)} %" if area.actual_minutes else "",
        )

    def _signed(self, minutes: int) -> str:
        said = self.words.duration(minutes)
        return f"+{said}" if minutes > 0 else said if minutes else "="

    def _minutes(self, minutes: int | None) -> str:
        return "" if minutes is None else self.words.duration(minutes)

    # Tasks

    def _tasks(self) -> Iterator[Part]:
        words, tasks = self.words, self.report.tasks
        if not tasks.planned:
            return
        said = words.ngettext(
            "{done} of {n} planned task done", "{done} of {n} planned tasks done", tasks.planned
        )
        yield Said(said.format(done=tasks.done, n=tasks.planned))
        points = [
            *(self._task(words.gettext("Dropped: {task}"), each) for each in tasks.dropped),
            *(self._task(words.gettext("Moved: {task}"), each) for each in tasks.moved),
            *(self._task(words.gettext("Left open: {task}"), each) for each in tasks.left),
        ]
        if points:
            yield Points(tuple(points))

    def _task(self, said: str, task: TaskLine) -> str:
        words = self.words
        title = clean(task.title) + (f" ×{task.times}" if task.times > 1 else "")
        parts = [words.gettext("to {day}").format(day=words.day_title(task.to)) if task.to else ""]
        parts.append(clean(task.reason))
        beside = "; ".join(part for part in parts if part)
        return said.format(task=title) + (f" ({beside})" if beside else "")

    # Goals and milestones

    def _goals(self) -> Iterator[Part]:
        words, report = self.words, self.report
        points = [self._goal(goal) for goal in report.goals]
        if report.milestones:
            on_time = report.milestones_that(MilestoneStatus.ON_TIME)
            late = report.milestones_that(MilestoneStatus.REACHED_LATE, MilestoneStatus.LATE)
            missed = report.milestones_that(MilestoneStatus.MISSED)
            coming = report.milestones_that(MilestoneStatus.PENDING, MilestoneStatus.AT_RISK)
            counts = (
                (words.gettext("{n} on time"), on_time),
                (words.ngettext("{n} late", "{n} late", len(late)), late),
                (words.gettext("{n} not reached"), missed),
                (words.gettext("{n} to come"), coming),
            )
            parts = ", ".join(said.format(n=len(found)) for said, found in counts if found)
            points.append(words.gettext("Milestones: {counts}").format(counts=parts))
            points += self._broken()
        if points:
            yield Points(tuple(points))

    def _broken(self) -> Iterator[str]:
        """The milestones that were not reached in time, alike ones once."""
        words, report = self.words, self.report
        groups: dict[tuple[str, MilestoneStatus], list[MilestoneLine]] = {}
        order = (MilestoneStatus.MISSED, MilestoneStatus.LATE, MilestoneStatus.REACHED_LATE)
        for status in order:
            for each in report.milestones_that(status):
                groups.setdefault((each.title, status), []).append(each)
        for (title, status), found in groups.items():
            days = ", ".join(dict.fromkeys(words.weekday_short(each.date) for each in found))
            yield f"{clean(title)}: {milestone_status_title(words, status)} ({days})"

    def _goal(self, goal: GoalLine) -> str:
        words = self.words
        facts = {
            "goal": clean(goal.text),
            "count": str(goal.count),
            "target": f"{goal.target:g}",
            "unit": clean(goal.unit),
            "reached": goal.reached,
            "n": goal.days,
        }
        if goal.per == "week":
            said = words.gettext("{goal}: {count} of {target} {unit}")
        else:
            said = words.ngettext(
                "{goal}: {count} {unit}, reached on {reached} of {n} day",
                "{goal}: {count} {unit}, reached on {reached} of {n} days",
                goal.days,
            )
        return " ".join(said.format_map(facts).replace(" ,", ",").split())

    # Incidents

    def _incidents(self) -> Iterator[Part]:
        words, found = self.words, self.report.incidents
        if not found:
            return
        heads = (
            Head(words.gettext("Incident")),
            Head(words.gettext("Severity")),
            Head(words.gettext("First response")),
            Head(words.gettext("Time"), right=True),
            Head(words.gettext("Lesson")),
        )
        yield Grid(heads, tuple(self._incident(each) for each in found))

    def _incident(self, incident: IncidentLine) -> tuple[str, ...]:
        words = self.words
        day = f"{words.weekday_short(incident.detected.date())} {incident.detected.day}"
        kind = kind_title(words, incident.kind)
        name = f"{clean(incident.title)} ({kind})" if incident.title else kind
        if incident.is_open:
            name = words.gettext("{incident}, still open").format(incident=name)
        severity = severity_title(words, incident.severity) if incident.severity is not None else ""
        return (
            f"{day}: {name}",
            severity,
            self._response(incident),
            words.duration(incident.minutes) if incident.minutes else "",
            clean(incident.lesson),
        )

    def _response(self, incident: IncidentLine) -> str:
        words = self.words
        if incident.target_minutes is None:
            return self._minutes(incident.response_minutes)
        target = words.duration(incident.target_minutes)
        if incident.response_minutes is None:
            said = words.gettext("none; due in {target}") if incident.on_target is False else ""
        elif incident.on_target is False:
            said = words.gettext("{time}, late; due in {target}")
        else:
            said = words.gettext("{time} of {target}")
        return said.format(time=self._minutes(incident.response_minutes), target=target)

    # The rest

    def _next(self) -> tuple[Part, ...]:
        posts = self.report.next_posts
        if not posts:
            return ()
        words = self.words
        said = words.ngettext("{n} post planned:", "{n} posts planned:", len(posts)).format(n=len(posts))
        return (Said(f"{said} {'; '.join(self._post(post) for post in posts)}"),)

    def _post(self, post: PostLine) -> str:
        day = f"{self.words.weekday_short(post.date)} {post.date.day}"
        channel = f" ({clean(post.channel)})" if post.channel else ""
        return f"{day} {clean(post.title)}{channel}"

    def _private(self) -> Iterator[Part]:
        words, private = self.words, self.report.private
        if private is None:
            return
        interruptions = words.ngettext("{n} interruption", "{n} interruptions", private.interruptions)
        fragments = words.ngettext(
            "{fragments} of {n} stretch of work shorter than 25 min",
            "{fragments} of {n} stretches of work shorter than 25 min",
            private.stretches,
        )
        yield Points(
            (
                interruptions.format(n=private.interruptions),
                fragments.format(fragments=private.fragments, n=private.stretches),
                words.gettext("{time} in longer ones, {longest} the longest").format(
                    time=words.duration(private.focus_minutes),
                    longest=words.duration(private.longest_minutes),
                ),
                words.gettext("{time} after hours").format(time=words.duration(private.after_hours_minutes)),
            )
        )


def _is_told(row: KpiRow) -> bool:
    """A measure nobody keeps is not told: it has no figure and no target."""
    return row.value is not None or row.before is not None or row.target is not None


def _prose(text: str) -> tuple[Part, ...]:
    """A person's words, a paragraph a line."""
    return tuple(Said(line, quoted=True) for line in filter(None, map(str.strip, _lines(text))))


def _lines(text: str) -> Sequence[str]:
    return clean_prose(text).split("\n")


def week_name(monday: dt.date) -> str:
    """ "2026-W47": a week as files are named after it (ISO 8601)."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"

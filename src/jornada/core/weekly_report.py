"""The weekly report of one brand: everything on its page, as a value (`DOMAIN.md`, "The weekly report").

Nothing of another brand is in it, and for a client nothing that is private: the value has no place for
notes, evidence, authors, owners, links and who was notified at all; interruptions, time after hours and how
work was broken up are in `private`, which is not made for a client; nor are the plain interruptions among
the incidents, nor what an incident was called by whoever logged it in haste. What is not in the value no
text made of it can give away.

Rules: the week is an ISO week, up to today while it runs. A task counts where it was planned, an incident
in the week it was detected. The time of an incident is that of the week.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from jornada.core.calendar import in_zone, local_date, monday_of
from jornada.core.dataclass import dataclass, replace
from jornada.core.goals import is_counted
from jornada.core.incidents import KINDS, Hours, TargetBook
from jornada.core.kpis import kpi_rows
from jornada.core.measures import OnTarget, Stage, measures, seconds_to
from jornada.core.milestones import milestones_of_week
from jornada.core.planned import planning
from jornada.core.posts import Post, PostState, posts_of_week
from jornada.core.report import Report, focus, outcome
from jornada.core.retainers import span_of
from jornada.core.spent import Dimension, Spending, spending
from jornada.core.state import Incident, Item, ItemState, ReportTexts, State
from jornada.core.weekly_values import (
    SIX_DAYS,
    AreaTime,
    Audience,
    GoalLine,
    IncidentLine,
    MilestoneLine,
    PostLine,
    Private,
    Response,
    RetainerLine,
    TaskLine,
    Tasks,
    WeeklyReport,
)
from jornada.core.workflow import Workflow

PLANNED = frozenset({PostState.APPROVED, PostState.SCHEDULED, PostState.PUBLISHED, PostState.DRAFT})
"""A post that is no mere idea any more is planned."""
A_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the report comes from: the state and plan, the posts, the response targets, and the instant."""

    state: State
    workflow: Workflow
    now: dt.datetime
    zone: dt.tzinfo
    targets: TargetBook
    hours: Hours
    posts: tuple[Post, ...] = ()

    @property
    def today(self) -> dt.date:
        """The date in that zone."""
        return local_date(self.now, self.zone)


def weekly_report(sources: Sources, brand: str, date: dt.date, audience: Audience) -> WeeklyReport:
    """The report of the week of `date`, with what was said for it in the journal."""
    made = _Making(sources, brand, monday_of(date), audience)
    time = made.time()
    known = sources.workflow.brand_by_key.get(brand)
    return WeeklyReport(
        brand=brand,
        title=known.title if known else brand or sources.workflow.title,
        monday=made.monday,
        until=made.until,
        written=sources.today,
        audience=audience,
        texts=sources.state.report_notes.get((brand, made.monday), ReportTexts()),
        kpis=kpi_rows(sources.state, sources.workflow, brand, made.monday, posts=sources.posts),
        response=made.response(),
        posts=made.posts_in(made.monday),
        next_posts=made.posts_in(made.monday + A_WEEK),
        areas=made.areas(time),
        planned_minutes=time.planned_minutes,
        actual_minutes=time.actual_minutes,
        retainer=made.retainer(),
        tasks=made.tasks(),
        goals=made.goals(),
        milestones=made.milestones(),
        incidents=made.incidents(time.spent),
        private=made.private(time.spent) if audience is Audience.INTERNAL else None,
    )


@dataclass(frozen=True, slots=True)
class _Making:
    """Everything here looks at what is the brand's alone."""

    sources: Sources
    brand: str
    monday: dt.date
    audience: Audience

    @property
    def sunday(self) -> dt.date:
        return self.monday + SIX_DAYS

    @property
    def until(self) -> dt.date:
        return max(self.monday, min(self.sunday, self.sources.today))

    def time(self) -> Report:
        """The time of the brand. All sessions are looked at, as one that began later ends another; only
        the brand's are kept."""
        s = self.sources
        spent = spending(s.state, self.monday, self.sunday, s.zone, s.now).of(Dimension.BRAND, self.brand)
        planned = planning(s.state, s.workflow, self.monday, self.sunday, s.today)
        mine = planned.only(lambda each: each.facts.brand == self.brand)
        return Report(self.monday, self.sunday, spent, mine)

    def areas(self, time: Report) -> tuple[AreaTime, ...]:
        titles = {area.key: area.title for area in self.sources.workflow.areas}
        return tuple(
            AreaTime(
                key=line.key,
                title=titles.get(line.key, line.key),
                planned_minutes=line.planned_minutes,
                actual_minutes=line.actual_minutes,
                share=time.share(line),
            )
            for line in time.by(Dimension.AREA)
            if line.planned_minutes or line.actual_minutes
        )

    def retainer(self) -> RetainerLine | None:
        s = self.sources
        known = s.workflow.brand_by_key.get(self.brand)
        if known is None or known.retainer is None:
            return None
        first, last = span_of(known.retainer, self.until)
        used = spending(s.state, first, min(last, self.sunday), s.zone, s.now)
        return RetainerLine(
            minutes=known.retainer.minutes,
            used_minutes=used.of(Dimension.BRAND, self.brand).minutes,
            per=known.retainer.per,
            first=first,
            last=last,
        )

    def posts_in(self, monday: dt.date) -> tuple[PostLine, ...]:
        own = (post for post in self.sources.posts if post.brand == self.brand and post.state in PLANNED)
        return tuple(
            PostLine(
                title=post.title,
                date=post.date,
                time=post.time,
                channel=post.channel,
                published=post.is_published,
            )
            for post in posts_of_week(own, monday)
        )

    # Tasks, goals, milestones

    def tasks(self) -> Tasks:
        found = outcome(
            self.sources.state, self.monday, self.until, own=lambda item: item.brand == self.brand
        )
        return Tasks(
            planned=found.planned,
            done=len(found.done),
            dropped=_grouped(found.dropped),
            moved=_grouped(found.moved, moved=True),
            left=_grouped(replace(item, reason="") for item in found.left),
        )

    def goals(self) -> tuple[GoalLine, ...]:
        groups: dict[object, list[Item]] = {}
        there = self.sources.state.items_on(self.monday, self.until)
        own = (item for item in there if item.brand == self.brand)
        for item in sorted(own, key=lambda item: (item.sequence, item.date, item.id)):
            if is_counted(item.goal) and item.state is not ItemState.DROPPED:
                groups.setdefault((item.goal, item.area), []).append(item)
        return tuple(_goal(items) for items in groups.values())

    def milestones(self) -> tuple[MilestoneLine, ...]:
        s = self.sources
        return tuple(
            MilestoneLine(title=each.title, date=each.date, due=each.due, status=each.status)
            for each in milestones_of_week(s.state, s.workflow, self.monday, s.now)
            if each.item.brand == self.brand
        )

    # The unforeseen

    def _detected(self, monday: dt.date) -> tuple[Incident, ...]:
        """The incidents of the brand detected in a week, in that order."""
        zone = self.sources.zone
        near = self.sources.state.incidents_near(monday, monday + SIX_DAYS)
        own = (each for each in near if each.brand == self.brand)
        within = (each for each in own if monday <= local_date(each.detected, zone) <= monday + SIX_DAYS)
        return tuple(sorted(within, key=lambda each: (each.detected, each.id)))

    def response(self) -> Response:
        high, on_target = self._measured(self.monday)
        before, _ = self._measured(self.monday - A_WEEK)
        return Response(high_minutes=high, high_minutes_before=before, on_target=on_target)

    def _measured(self, monday: dt.date) -> tuple[int | None, OnTarget]:
        s = self.sources
        clocked = [each for each in self._detected(monday) if _has_clock(each)]
        total = measures(clocked, s.targets, s.hours, s.now, s.zone).total
        figure = total.figures.get(Stage.FIRST_RESPONSE)
        return (figure.high_seconds // 60 if figure else None), total.on_target

    def incidents(self, spent: Spending) -> tuple[IncidentLine, ...]:
        inside = self.audience is Audience.INTERNAL
        minutes = spent.only(lambda spell: spell.is_incident).by(Dimension.TASK)
        return tuple(
            self._incident(each, minutes.get(each.id, 0), inside=inside)
            for each in self._detected(self.monday)
            if inside or _has_clock(each)
        )

    def _incident(self, incident: Incident, minutes: int, *, inside: bool) -> IncidentLine:
        s = self.sources
        clocked = _has_clock(incident) and incident.severity is not None
        target = s.targets.of(incident.brand).get(incident.severity or 0) if clocked else None
        seconds = seconds_to(incident, Stage.FIRST_RESPONSE, target, s.hours)
        kept = measures([incident], s.targets, s.hours, s.now, s.zone).total.on_target
        return IncidentLine(
            kind=incident.kind,
            severity=incident.severity,
            detected=in_zone(incident.detected, s.zone),
            is_open=incident.is_open,
            response_minutes=seconds // 60 if seconds is not None else None,
            target_minutes=target.first_response_minutes if target else None,
            on_target=bool(kept.met) if kept.counted and target else None,
            minutes=minutes,
            lesson=incident.post_mortem.lesson if incident.post_mortem else "",
            title=incident.title if inside else "",
        )

    def private(self, spent: Spending) -> Private:
        s = self.sources
        broken = focus(s.state, s.workflow, spent, self.monday, self.sunday, s.zone)
        return Private(
            interruptions=sum(
                1 for each in s.state.incidents_near(self.monday, self.sunday) if self._interrupted(each)
            ),
            fragments=broken.fragments,
            stretches=broken.stretches,
            focus_minutes=broken.focus_minutes,
            longest_minutes=broken.longest_minutes,
            after_hours_minutes=broken.after_hours_minutes,
        )

    def _interrupted(self, incident: Incident) -> bool:
        """Whether it parked work of the brand in the week."""
        state = self.sources.state
        if not self.monday <= local_date(incident.opened, self.sources.zone) <= self.sunday:
            return False
        task = state.items.get(incident.interrupted_task)
        outer = state.incidents.get(incident.interrupted_incident)
        return (task is not None and task.brand == self.brand) or (
            outer is not None and outer.brand == self.brand
        )


def _has_clock(incident: Incident) -> bool:
    """Whether it is more than a plain interruption."""
    kind = KINDS.get(incident.kind)
    return kind is None or kind.has_clock


def _grouped(items: Iterable[Item], *, moved: bool = False) -> tuple[TaskLine, ...]:
    """The same task of several days is one line, with how many times; in the order they first came."""
    counts: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], dt.date] = {}
    for item in items:
        key = (item.title, item.reason)
        counts[key] += 1
        last[key] = item.date
    return tuple(
        TaskLine(title=title, times=times, reason=reason, to=last[title, reason] if moved else None)
        for (title, reason), times in counts.items()
    )


def _goal(items: Sequence[Item]) -> GoalLine:
    goal = items[0].goal
    assert goal is not None
    target = goal.target or 0
    by_day: Counter[dt.date] = Counter()
    for item in items:
        by_day[item.date] += item.count
    count = sum(by_day.values())
    if goal.per == "week":
        reached, days = int(count >= target), 1
    else:
        reached, days = sum(each >= target for each in by_day.values()), len(by_day)
    return GoalLine(
        text=goal.text,
        target=target,
        unit=goal.unit,
        per=goal.per,
        count=count,
        reached=reached,
        days=days,
    )

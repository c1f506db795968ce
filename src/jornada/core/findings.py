"""All that the report of a period says, made in one go: where the time went, how much of the plan was kept,
what incidents cost and displaced, how much is done in an hour.

The weeks of trend and paces end with the ISO week of the period's last day, or of today where that is
still to come. How well the plan was kept is told of all brands together only: what a block's time went to
instead is another brand's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum

from jornada.core import calendar
from jornada.core.adherence import PACE_WEEKS, Adherence, Pace, adherence, paces
from jornada.core.dataclass import dataclass
from jornada.core.periods import Period
from jornada.core.report import Focus, Hours, Outcome, Report, focus, hours_of, outcome, report, trend
from jornada.core.spent import Dimension, Spell, Spending, spending, whole_minutes
from jornada.core.state import Item, ItemState, State, WeekSums
from jornada.core.unforeseen import Share
from jornada.core.week_sums import kept_sums, sums_of
from jornada.core.workflow import Workflow

_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCost:
    """What incidents took, in whole minutes: `beyond_minutes` are those that the reserve of their day did
    not hold. `incidents` has those that took time, the most first.

    `displaced` are tasks planned for a day with incidents that were dropped, or moved to a later day, after
    the first of them began to take time: what went then may have gone because of them.
    """

    minutes: int = 0
    reserve_minutes: int = 0
    beyond_minutes: int = 0
    incidents: tuple[Share, ...] = ()
    displaced: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The report of a period, of one brand where `brand` names one. `adherence` is `None` there."""

    period: Period
    brand: str
    today: dt.date
    monday: dt.date
    report: Report
    hours: Hours
    trend: Mapping[str, tuple[int, ...]]
    outcome: Outcome
    cost: IncidentCost
    paces: tuple[Pace, ...]
    adherence: Adherence | None
    focus: Focus


def findings(
    state: State, workflow: Workflow, period: Period, *, zone: dt.tzinfo, now: dt.datetime, brand: str = ""
) -> Findings:
    """What there is to say of the period."""
    first, last = period.first, period.last
    today = calendar.local_date(now, zone)
    end = max(first, min(last, today))
    monday = calendar.monday_of(end)
    # The sessions are read once for all of it: of the weeks of trend and paces those without kept sums.
    mondays = [monday - back * _WEEK for back in range(PACE_WEEKS, -1, -1)]
    before = [each for each in mondays if each + dt.timedelta(days=6) < min(first, monday)]
    sums = dict(kept_sums(state, before, zone))
    missing = [each for each in mondays if each not in sums]
    spent = spending(state, min(first, missing[0]), max(last, monday + dt.timedelta(days=6)), zone, now)
    sums.update((each, sums_of(state, each, zone, spent)) for each in missing)
    found = report(state, workflow, first, last, zone=zone, now=now, brand=brand, spent=spent)
    kept = None
    if not brand:
        kept = adherence(state, workflow, first, last, zone=zone, now=now, spent=spent, plan=found.planned)
    return Findings(
        period=period,
        brand=brand,
        today=today,
        monday=monday,
        report=found,
        hours=hours_of(found.spent, zone),
        trend=trend(state, workflow, monday, zone=zone, now=now, brand=brand, sums=sums),
        outcome=outcome(state, first, last, own=lambda item: not brand or item.brand == brand),
        cost=incident_cost(state, found, brand=brand),
        paces=_paces(state, workflow, monday, zone, now, sums, brand),
        adherence=kept,
        focus=focus(state, workflow, found.spent, first, last, zone, brand=brand),
    )


def incident_cost(state: State, found: Report, *, brand: str = "") -> IncidentCost:
    """What incidents took of the days of a report. A reserve is kept for all brands: of one alone nothing
    is said of it."""
    spells = [spell for spell in found.spent.spells if spell.is_incident]
    by_incident: dict[str, int] = {}
    by_date: dict[dt.date, int] = {}
    began: dict[dt.date, dt.datetime] = {}
    for spell in spells:
        by_incident[spell.subject] = by_incident.get(spell.subject, 0) + spell.seconds
        by_date[spell.date] = by_date.get(spell.date, 0) + spell.seconds
        began[spell.date] = min(began.get(spell.date, spell.start), spell.start)
    minutes = whole_minutes(by_incident)
    reserve = dict(found.planned.reserve_by_date)
    beyond = sum(max(0, seconds - reserve.get(date, 0) * 60) for date, seconds in by_date.items())
    ordered = sorted(minutes, key=lambda key: (-minutes[key], key))
    return IncidentCost(
        minutes=sum(by_date.values()) // 60,
        reserve_minutes=0 if brand else found.planned.reserve_minutes,
        beyond_minutes=0 if brand else beyond // 60,
        incidents=tuple(Share(key, minutes[key]) for key in ordered),
        displaced=tuple(_displaced(state, began, brand)),
    )


def _displaced(state: State, began: Mapping[dt.date, dt.datetime], brand: str) -> Iterable[Item]:
    found = []
    for item in (item for date in began for item in state.items_planned(date, date)):
        since = began[item.planned_for]
        if brand and item.brand != brand:
            continue
        dropped = item.state is ItemState.DROPPED and item.closed_at is not None and item.closed_at >= since
        moved = item.date > item.planned_for and item.moved_at is not None and item.moved_at >= since
        if dropped or moved:
            found.append(item)
    return sorted(found, key=lambda item: (item.planned_for, item.sequence, item.id))


def _paces(
    state: State,
    workflow: Workflow,
    monday: dt.date,
    zone: dt.tzinfo,
    now: dt.datetime,
    sums: Mapping[dt.date, WeekSums],
    brand: str,
) -> tuple[Pace, ...]:
    """Those of which anything was done."""
    own = {task.key for task in workflow.tasks if not brand or task.brand == brand}
    return tuple(
        pace
        for pace in paces(state, workflow, monday, zone=zone, now=now, sums=sums)
        if pace.task in own and (pace.count or pace.minutes or pace.before_count or pace.before_minutes)
    )


# What stands behind a figure


class Section(StrEnum):
    """What sessions can be asked for by, beside a dimension: the work of a weekday (Monday 0), of all
    incidents or of one."""

    WEEKDAY = "weekday"
    UNFORESEEN = "unforeseen"
    INCIDENT = "incident"


def behind(spent: Spending, by: Dimension | Section, key: str) -> tuple[Spell, ...]:
    """The pieces of sessions that make a figure, in the order of time."""
    if isinstance(by, Dimension):
        return spent.of(by, key).spells
    return tuple(spell for spell in spent.spells if _is_of(spell, by, key))


def minutes_of(found: Findings, by: Dimension | Section, key: str) -> int:
    """The whole minutes of a figure, as its row says them."""
    if isinstance(by, Dimension):
        return found.report.spent.by(by).get(key, 0)
    if by is Section.WEEKDAY:
        return sum(found.hours[int(key)])
    if by is Section.UNFORESEEN:
        return found.cost.minutes
    return next((share.minutes for share in found.cost.incidents if share.key == key), 0)


def _is_of(spell: Spell, by: Section, key: str) -> bool:
    if by is Section.WEEKDAY:
        return str(spell.date.weekday()) == key
    return spell.is_incident and (by is Section.UNFORESEEN or spell.subject == key)

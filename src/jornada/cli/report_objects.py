"""What `report --json` prints: keys as in the files, lengths in whole minutes, shares from 0 to 1."""

from __future__ import annotations

import datetime as dt
from typing import Any

from jornada.core.adherence import Adherence, Pace
from jornada.core.findings import Findings, IncidentCost
from jornada.core.report import Focus, Outcome, ReportLine
from jornada.core.spent import Dimension
from jornada.core.state import Item, ItemState, State
from jornada.core.text import clean
from jornada.core.workflow import Workflow
from jornada.present.report_words import kept_said, look_of, pace_said, titles_of
from jornada.present.words import Words

Object = dict[str, Any]


def report_object(
    words: Words, state: State, workflow: Workflow, found: Findings, by: Dimension, *, private: bool
) -> Object:
    """The whole report, told by one dimension; `private` is `null` where that is not to be told."""
    report = found.report
    tasks = titles_of(words, state, found, workflow) if by is Dimension.TASK else {}
    this_week = 0 <= (found.today - found.monday).days < 7

    def row(line: ReportLine) -> Object:
        return {
            "key": line.key or None,
            "title": clean(look_of(words, workflow, by, line.key, tasks)[0]) if line.key else None,
            "planned_minutes": line.planned_minutes,
            "actual_minutes": line.actual_minutes,
            "difference_minutes": line.difference_minutes,
            "share": _share(report.share(line)),
        }

    return {
        "period": found.period.kind.value,
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "brand": found.brand or None,
        "planned_minutes": report.planned_minutes,
        "actual_minutes": report.actual_minutes,
        "difference_minutes": report.actual_minutes - report.planned_minutes,
        "by": by.value,
        "rows": [row(line) for line in report.by(by)],
        "hours": [list(hours) for hours in found.hours],
        "trend": {
            "mondays": [
                (found.monday - dt.timedelta(days=7 * back)).isoformat()
                for back in reversed(range(max(map(len, found.trend.values()), default=0)))
            ],
            "areas": [{"key": key or None, "minutes": list(weeks)} for key, weeks in found.trend.items()],
        },
        "tasks": _outcome(found.outcome),
        "incidents": _cost(state, found.cost, brand=found.brand),
        "kept": _kept(words, found.adherence) if found.adherence is not None else None,
        "paces": [_pace(words, pace, this_week=this_week) for pace in found.paces],
        "private": _private(found.focus) if private else None,
    }


def _share(share: float) -> float:
    return round(share, 4)


def _outcome(found: Outcome) -> Object:
    return {
        "planned": found.planned,
        "done": len(found.done),
        "dropped": len(found.dropped),
        "moved": len(found.moved),
        "left": len(found.left),
    }


def _cost(state: State, cost: IncidentCost, *, brand: str) -> Object:
    return {
        "minutes": cost.minutes,
        "reserve_minutes": None if brand else cost.reserve_minutes,
        "beyond_minutes": None if brand else cost.beyond_minutes,
        "incidents": [
            {"id": share.key, "title": clean(state.subject_title(share.key)), "minutes": share.minutes}
            for share in cost.incidents
        ],
        "displaced": [_displaced(item) for item in cost.displaced],
    }


def _displaced(item: Item) -> Object:
    dropped = item.state is ItemState.DROPPED
    return {
        "id": item.id,
        "title": clean(item.title),
        "date": item.planned_for.isoformat(),
        "what": "dropped" if dropped else "moved",
        "to": None if dropped else item.date.isoformat(),
        "minutes": item.minutes,
        "reason": clean(item.reason) or None,
    }


def _kept(words: Words, found: Adherence) -> Object:
    weakest = found.weakest
    return {
        "planned_minutes": found.planned_minutes,
        "kept_minutes": found.kept_minutes,
        "share": _share(found.share),
        "weakest": weakest.block if weakest is not None else None,
        "blocks": [
            {
                "block": block.block,
                "days": block.days,
                "planned_minutes": block.planned_minutes,
                "kept_minutes": block.kept_minutes,
                "share": _share(block.share),
                "lost_minutes": {cause.value: minutes for cause, minutes in block.lost.items()},
                "cause": block.cause.value if block.cause is not None else None,
            }
            for block in found.blocks
        ],
        "text": clean(kept_said(words, found).sentence),
    }


def _pace(words: Words, pace: Pace, *, this_week: bool) -> Object:
    return {
        "task": pace.task,
        "title": clean(pace.title),
        "unit": pace.unit,
        "count": pace.count,
        "minutes": pace.minutes,
        "per_hour": _rate(pace.per_hour),
        "before_count": pace.before_count,
        "before_minutes": pace.before_minutes,
        "before_per_hour": _rate(pace.before_per_hour),
        "change": None if pace.change is None else _share(pace.change),
        "text": clean(pace_said(words, pace, this_week=this_week).sentence),
    }


def _rate(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 2)


def _private(found: Focus) -> Object:
    return {
        "interruptions": found.interruptions,
        "stretches": found.stretches,
        "fragments": found.fragments,
        "focus_minutes": found.focus_minutes,
        "longest_minutes": found.longest_minutes,
        "after_hours_minutes": found.after_hours_minutes,
    }

"""What `--json` prints of strategy, brands and coverage: keys as in the files, lengths in whole minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jornada.core.coverage import Coverage, CoverageSpan
from jornada.core.retainers import RetainerUse
from jornada.core.strategy import Served, Strategy
from jornada.core.text import clean, clean_prose
from jornada.core.workflow import Workflow

Object = dict[str, Any]


def strategy_object(found: Strategy) -> Object:
    """Objectives and roles with their tasks; `key` is `null` for the tasks that name none."""
    return {
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "summary": clean_prose(found.summary) or None,
        "planned_minutes": found.planned_minutes,
        "spent_minutes": found.spent_minutes,
        "unforeseen_minutes": found.unforeseen_minutes,
        "objectives": [_served(each, "roles") for each in found.objectives],
        "roles": [_served(each, "objectives") for each in found.roles],
    }


def _served(each: Served, others: str) -> Object:
    return {
        "key": each.key or None,
        "title": clean(each.title) or None,
        "planned_minutes": each.planned_minutes,
        "spent_minutes": each.spent_minutes,
        "has_task": each.is_named,
        others: list(each.others),
        "tasks": [
            {
                "key": task.key,
                "title": clean(task.title),
                "area": task.area or None,
                "brand": task.brand or None,
                "role": task.role or None,
                "planned_minutes": task.planned_minutes,
                "spent_minutes": task.spent_minutes,
            }
            for task in each.tasks
        ],
    }


def brands_object(
    workflow: Workflow, uses: Sequence[RetainerUse], week: Mapping[str, tuple[int, int]]
) -> Object:
    """Every brand; `retainer` is `null` where it has none."""
    by_brand = {use.brand.key: use for use in uses}
    return {
        "brands": [
            {
                "key": brand.key,
                "title": clean(brand.title),
                "goals": clean_prose(brand.goals) or None,
                "requirements": clean_prose(brand.requirements) or None,
                "resources": clean_prose(brand.resources) or None,
                "week_spent_minutes": week.get(brand.key, (0, 0))[0],
                "week_planned_minutes": week.get(brand.key, (0, 0))[1],
                "retainer": _retainer(by_brand.get(brand.key)),
            }
            for brand in workflow.brands
        ]
    }


def _retainer(use: RetainerUse | None) -> Object | None:
    if use is None:
        return None
    return {
        "per": use.retainer.per,
        "first": use.first.isoformat(),
        "last": use.last.isoformat(),
        "minutes": use.minutes,
        "used_minutes": use.used_minutes,
        "left_minutes": use.left_minutes,
        "percent": use.percent,
        "level": use.level or None,
        "due_by_plan_minutes": use.due_by_plan,
        "due_by_days_minutes": use.due_by_days,
        "planned_minutes": use.planned_minutes,
    }


def coverage_object(found: Coverage) -> Object:
    """The week, the four weeks before it, and the areas left alone for too long."""
    return {
        "week": _span(found.week),
        "before": _span(found.before),
        "unnoticed": [
            {
                "area": each.area,
                "days": each.days,
                "allowed_days": each.allowed_days,
                "last": each.last.isoformat() if each.last else None,
            }
            for each in found.unnoticed
        ],
    }


def _span(span: CoverageSpan) -> Object:
    return {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "rows": [
            {
                "of": row.dimension.value,
                "key": row.key,
                "planned_minutes": row.planned_minutes,
                "due_minutes": row.due_minutes,
                "spent_minutes": row.spent_minutes,
                "untimed_minutes": row.untimed_minutes,
                "shortfall": row.shortfall.value if row.shortfall else None,
            }
            for row in span.rows
        ],
    }

"""The weekly report for other programs: one object as JSON or TOML, or its values one a row as CSV.

The object has plain numbers, dates as text and no words of ours, so that it is the same in every language.
What is not known is left out of TOML, which has no word for it, and `null` in JSON.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tomli_w

from jornada.core.text import clean, clean_prose
from jornada.core.weekly_report import A_WEEK
from jornada.core.weekly_values import PostLine, TaskLine, WeeklyReport
from jornada.interop.posts_csv import defused
from jornada.present.weekly_page import week_name

VERSION = 1
CSV_COLUMNS = ("brand", "week", "section", "item", "field", "value")
NAMES = ("key", "week", "title", "text", "detected", "date")
"""What names an element of a list: the first of these it has."""
NOT_IN_CSV = frozenset({"version", "week", "difference_minutes"})
"""A difference is actual less planned: below nothing it would look like a formula."""


def report_json(report: WeeklyReport) -> str:
    """The object as JSON."""
    return json.dumps(report_object(report), ensure_ascii=False, indent=2) + "\n"


def report_toml(report: WeeklyReport) -> str:
    """The object as TOML 1.0."""
    return tomli_w.dumps(_known(report_object(report)), multiline_strings=False)


def report_csv(report: WeeklyReport) -> str:
    """A row a value, below the names of the columns; no cell is a formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(CSV_COLUMNS)
    found = report_object(report)
    for section, item, field, value in _values(found):
        cells = (clean(report.brand), found["week"], section, item, field, value)
        writer.writerow([defused(cell) for cell in cells])
    return written.getvalue()


def report_object(report: WeeklyReport) -> dict[str, Any]:
    """The report as plain values; `private` is there in an internal one only."""
    texts, response, tasks = report.texts, report.response, report.tasks
    found: dict[str, Any] = {
        "version": VERSION,
        "brand": {"key": report.brand or None, "title": clean(report.title)},
        "week": week_name(report.monday),
        "from": report.monday.isoformat(),
        "to": report.sunday.isoformat(),
        "until": report.until.isoformat(),
        "written": report.written.isoformat(),
        "audience": report.audience.value,
        "texts": {
            name: clean_prose(text) or None
            for name, text in (
                ("status", texts.status),
                ("worked", texts.worked),
                ("failed", texts.failed),
                ("next", texts.next),
                ("need", texts.need),
            )
        },
        "kpis": [
            {
                "key": row.key,
                "title": clean(row.title) or None,
                "unit": clean(row.unit) or None,
                "value": _number(row.value),
                "before": _number(row.before),
                "target": _number(row.target),
                "reached": row.reached,
                "weeks": [
                    {"week": week_name(report.monday - A_WEEK * back), "value": _number(value)}
                    for back, value in reversed(list(enumerate(reversed(row.weeks))))
                ],
            }
            for row in report.kpis
        ],
        "response": {
            "p90_minutes": response.high_minutes,
            "p90_minutes_before": response.high_minutes_before,
            "met": response.on_target.met,
            "counted": response.on_target.counted,
        },
        "posts": {
            "published": report.posts_published,
            "planned": len(report.posts),
            "this_week": [_post(post) for post in report.posts],
            "next_week": [_post(post) for post in report.next_posts],
        },
        "time": {
            "planned_minutes": report.planned_minutes,
            "actual_minutes": report.actual_minutes,
            "difference_minutes": report.actual_minutes - report.planned_minutes,
            "areas": [
                {
                    "key": area.key or None,
                    "title": clean(area.title) or None,
                    "planned_minutes": area.planned_minutes,
                    "actual_minutes": area.actual_minutes,
                    "difference_minutes": area.difference_minutes,
                    "share_percent": round(area.share * 100, 1),
                }
                for area in report.areas
            ],
        },
        "retainer": _retainer(report),
        "tasks": {
            "planned": tasks.planned,
            "done": tasks.done,
            "dropped": [_task(task) for task in tasks.dropped],
            "moved": [_task(task) for task in tasks.moved],
            "left": [_task(task) for task in tasks.left],
        },
        "goals": [
            {
                "text": clean(goal.text),
                "count": goal.count,
                "target": _number(goal.target),
                "unit": clean(goal.unit) or None,
                "per": goal.per,
                "reached": goal.reached,
                "days": goal.days,
            }
            for goal in report.goals
        ],
        "milestones": [
            {
                "title": clean(each.title),
                "date": each.date.isoformat(),
                "due": each.due.isoformat() if each.due else None,
                "status": each.status.value,
            }
            for each in report.milestones
        ],
        "incidents": [
            {
                "detected": each.detected.isoformat(),
                "kind": each.kind,
                "severity": each.severity,
                "title": clean(each.title) or None,
                "open": each.is_open,
                "response_minutes": each.response_minutes,
                "target_minutes": each.target_minutes,
                "on_target": each.on_target,
                "minutes": each.minutes,
                "lesson": clean_prose(each.lesson) or None,
            }
            for each in report.incidents
        ],
    }
    if report.private is not None:
        found["private"] = {
            "interruptions": report.private.interruptions,
            "fragments": report.private.fragments,
            "stretches": report.private.stretches,
            "focus_minutes": report.private.focus_minutes,
            "longest_minutes": report.private.longest_minutes,
            "after_hours_minutes": report.private.after_hours_minutes,
        }
    cleaned: dict[str, Any] = _cleaned(found)
    return cleaned


def _cleaned(value: Any) -> Any:
    """The value, keys that another program wrote in it cleaned as well."""
    if isinstance(value, Mapping):
        return {name: _cleaned(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return clean_prose(value) if isinstance(value, str) else value


def _number(value: float | None) -> float | int | None:
    """A whole number as one."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, 6)


def _post(post: PostLine) -> dict[str, Any]:
    return {
        "date": post.date.isoformat(),
        "time": f"{post.time:%H:%M}" if post.time else None,
        "title": clean(post.title),
        "channel": clean(post.channel) or None,
        "published": post.published,
    }


def _task(task: TaskLine) -> dict[str, Any]:
    return {
        "title": clean(task.title),
        "times": task.times,
        "to": task.to.isoformat() if task.to else None,
        "reason": clean_prose(task.reason) or None,
    }


def _retainer(report: WeeklyReport) -> dict[str, Any] | None:
    retainer = report.retainer
    if retainer is None:
        return None
    return {
        "minutes": retainer.minutes,
        "used_minutes": retainer.used_minutes,
        "percent": retainer.percent,
        "per": retainer.per,
        "from": retainer.first.isoformat(),
        "to": retainer.last.isoformat(),
    }


def _known(value: Any) -> Any:
    """The value without what is not known."""
    if isinstance(value, Mapping):
        return {key: _known(each) for key, each in value.items() if each is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_known(each) for each in value]
    return value


def _values(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Section, item, field and value of everything known; a list within a list is named by its element."""
    for section, value in found.items():
        if section in NOT_IN_CSV:
            continue
        yield from _below(section, "", value)


def _below(section: str, item: str, value: Any) -> Iterator[tuple[str, str, str, str]]:
    if isinstance(value, Mapping):
        for field, each in value.items():
            if isinstance(each, list):
                for element in each:
                    name = " ".join(filter(None, (item, _name(element))))
                    yield from _below(f"{section}.{field}", name, element)
            elif each is not None and field not in NOT_IN_CSV:
                yield section, item, field, _cell(each)
    elif isinstance(value, list):
        for element in value:
            yield from _below(section, _name(element), element)
    elif value is not None:
        yield section, item, "", _cell(value)


def _name(element: Mapping[str, Any]) -> str:
    return next((str(element[name]) for name in NAMES if element.get(name)), "")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)

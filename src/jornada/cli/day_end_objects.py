"""What `day --start --json`, `day --end --json` and `close --json` print."""

from __future__ import annotations

from jornada.cli.objects import milestone_object, task_object
from jornada.core.day_close import DayDone
from jornada.core.day_start import DayStart
from jornada.core.plan import QueueRow
from jornada.core.text import clean, clean_prose
from jornada.desk import Desk
from jornada.present.json_facts import Object


def done_object(desk: Desk, done: DayDone) -> Object:
    closing = done.closing
    proposed = {move.task: move.date for move in done.proposed}
    return {
        "date": done.date.isoformat(),
        "planned_minutes": done.planned_minutes,
        "spent_minutes": done.spent_minutes,
        "unforeseen_minutes": done.unforeseen_minutes,
        "done": _tasks(desk, done.done),
        "left": [
            {**task, "proposed": date.isoformat() if (date := proposed.get(task["id"])) else None}
            for task in _tasks(desk, done.left)
        ],
        "dropped": _tasks(desk, done.dropped),
        "carried": [
            {"id": item.id, "title": clean(item.title), "date": item.date.isoformat()}
            for item in done.carried
        ],
        "milestones": [
            milestone_object(number, each, done.zone) for number, each in enumerate(done.milestones, 1)
        ],
        "open_incidents": [each.id for each in done.incidents],
        "closed": closing.at.isoformat() if closing else None,
        "first": [
            {"task": text if text in _known(desk, done) else None, "title": clean(title)}
            for text, title in zip(closing.top if closing else (), done.first_titles, strict=True)
        ],
        "note": (clean_prose(closing.note) or None) if closing else None,
    }


def _known(desk: Desk, done: DayDone) -> set[str]:
    return {row.item.id for row in desk.day(done.tomorrow).rows} | desk.state.items.keys()


def start_object(desk: Desk, start: DayStart) -> Object:
    return {
        "date": start.date.isoformat(),
        "before": start.before.isoformat() if start.before else None,
        "tasks": start.tasks,
        "planned_minutes": start.planned_minutes,
        "available_minutes": start.available_minutes,
        "over_minutes": start.over_minutes,
        "fits": start.fits,
        "first": [
            {"task": each.row.item.id if each.row else None, "title": clean(each.title)}
            for each in start.first
        ],
        "note": clean_prose(start.note) or None,
        "left": _tasks(desk, start.left),
        "milestones": [
            milestone_object(number, each, start.zone) for number, each in enumerate(start.milestones, 1)
        ],
        "open_incidents": start.open_incidents,
        "overdue": [each.id for each in start.overdue],
        "reopened": [each.id for each in start.reopened],
        "posts": [each.post.key for each in start.posts],
    }


def _tasks(desk: Desk, rows: tuple[QueueRow, ...]) -> list[Object]:
    return [task_object(number, row, desk) for number, row in enumerate(rows, 1)]

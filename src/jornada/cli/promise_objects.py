"""What `--json` prints of a promise."""

from __future__ import annotations

from jornada.core.promises import DuePromise, promises_of
from jornada.core.text import clean, clean_prose
from jornada.desk import Desk
from jornada.present.json_facts import Object, time_text


def promise_object(due: DuePromise, desk: Desk, number: int | None = None) -> Object:
    promise, zone = due.promise, desk.zone
    return {
        "number": number,
        "id": promise.id,
        "who": clean(promise.who),
        "by": time_text(promise.by, zone),
        "text": clean_prose(promise.text) or None,
        "task": promise.task or None,
        "incident": promise.incident or None,
        "title": clean(desk.state.subject_title(promise.subject)) or None,
        "made": time_text(promise.at, zone),
        "state": due.state.value,
        "minutes_left": due.seconds_left // 60,
    }


def promises_about(desk: Desk, subject: str) -> list[Object]:
    """What is promised about that task or incident."""
    return [promise_object(due, desk) for due in promises_of(desk.state, subject, desk.now())]

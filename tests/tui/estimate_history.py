"""Weeks in which a task took longer than planned: what the tests of the estimates screen share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jornada.core import intents as do
from tests.tui.conftest import FRIDAY

MADRID = dt.timezone(dt.timedelta(hours=1))
WORKED: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("overnight-sweep", "09:00", (58, 61, 45, 63, 59, 60)),
    ("publish-and-answer", "10:10", (22, 24, 21, 25, 23, 46)),
    ("adapt-per-network", "11:00", (30, 31, 29, 33, 30, 28)),
)
"""The key of a task, when it was begun, and the minutes it took on the last days."""


def history() -> Iterator[do.Intent]:
    """Each was timed and done on the six working days before this Friday."""
    days = [FRIDAY - dt.timedelta(days=back) for back in range(8, 0, -1)]
    days = [day for day in days if day.weekday() < 5]
    for place, date in enumerate(days):
        for key, begun, took in WORKED:
            start = dt.datetime.combine(date, dt.time.fromisoformat(begun), tzinfo=MADRID)
            end = start + dt.timedelta(minutes=took[place])
            yield do.TimeLog(task=f"{date}.{key}", start=start, end=end)
            yield do.TaskDone(task=f"{date}.{key}")

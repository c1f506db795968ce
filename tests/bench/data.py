"""Journals to measure with: years of one, or one day full of tasks. The same on every machine.

The files are written as the journal's lines are, straight into the directory; nothing is synced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core import intents as do
from jornada.core.folding.days import item_id
from jornada.core.plan import plan_for
from jornada.core.workflow import Workflow
from jornada.paths import Paths
from jornada.store.counter import base36
from jornada.store.reading import journal_name
from jornada.store.record import encode
from jornada.store.workflows import DEFAULT_WORKFLOW, WorkflowStore

TODAY = dt.date(2026, 11, 20)
"""The last day written, a Friday: the clock of a measurement stands on it, in the afternoon."""
NOW = "2026-11-20T16:30:00+01:00"
DEVICE = "k7q2"
FIVE_YEARS = 1250
RECORDS_A_DAY = 120
_BRANDS = ("acme", "bistro", "")
_SECONDS_BETWEEN = 210


class _Writer:
    """Gives out the ids, and lets the clock go on by some minutes from record to record."""

    def __init__(self, workflow: Workflow) -> None:
        self._zone = ZoneInfo(workflow.timezone)
        self._count = 0
        self._at = dt.datetime.combine(TODAY, dt.time(), self._zone)
        self.day: list[do.Record] = []

    def begin(self, date: dt.date) -> None:
        self._at = dt.datetime.combine(date, dt.time(9), self._zone)
        self.day = []

    def do(self, intent: do.Intent) -> str:
        """The id of its record."""
        self._count += 1
        self._at += dt.timedelta(seconds=_SECONDS_BETWEEN)
        at = calendar.in_zone(self._at, self._zone)
        record = do.Record(id=f"{DEVICE}-{base36(self._count)}", at=at, n=self._count, intent=intent)
        self.day.append(record)
        return record.id

    @property
    def at(self) -> dt.datetime:
        return calendar.in_zone(self._at, self._zone)


def five_years(paths: Paths, *, days: int = FIVE_YEARS, records_a_day: int = RECORDS_A_DAY) -> None:
    """Write the working days up to `TODAY`, a file each: by default five years, 150,000 records.

    Each day is planned by the built-in workflow and worked through; nothing of it stays open but a task
    in a hundred. What is written of a day depends on that day alone but for the ids.
    """
    workflow = WorkflowStore(paths, "en", keep_good=False).load(DEFAULT_WORKFLOW).workflow
    writer = _Writer(workflow)
    for date in _working_days(workflow, days):
        writer.begin(date)
        _live(writer, workflow, date, records_a_day)
        _save(paths, date, writer.day)


def full_day(paths: Paths, tasks: int) -> None:
    """Write one day, `TODAY`, with so many open tasks of the person's own beside those of the workflow."""
    workflow = WorkflowStore(paths, "en", keep_good=False).load(DEFAULT_WORKFLOW).workflow
    blocks = [block.key for block in workflow.blocks]
    chance = Random(TODAY.isoformat())
    at = dt.datetime.combine(TODAY, dt.time(9), ZoneInfo(workflow.timezone))
    at = calendar.in_zone(at, ZoneInfo(workflow.timezone))
    added: Iterator[do.Intent] = (
        do.TaskAdd(
            title=f"Answer {chance.choice(_NAMES)} about {chance.choice(_THINGS)} {number}",
            date=TODAY,
            block=chance.choice(blocks),
            minutes=chance.randrange(1, 4) * 5,
            brand=chance.choice(_BRANDS),
        )
        for number in range(tasks)
    )
    records = [
        do.Record(id=f"{DEVICE}-{base36(count)}", at=at, n=count, intent=intent)
        for count, intent in enumerate((plan_for(workflow, TODAY), *added), 1)
    ]
    _save(paths, TODAY, records)


_NAMES = ("Ana", "Nuño", "Marta", "Iker", "Zoë", "Joan")
_THINGS = ("the contest", "an order", "the opening hours", "a photo", "the refund", "a booking")


def _working_days(workflow: Workflow, days: int) -> list[dt.date]:
    found: list[dt.date] = []
    date = TODAY
    while len(found) < days:
        if workflow.is_working_day(date):
            found.append(date)
        date -= dt.timedelta(days=1)
    return found[::-1]


def _live(writer: _Writer, workflow: Workflow, date: dt.date, records: int) -> None:
    chance = Random(date.isoformat())
    plan = plan_for(workflow, date)
    writer.do(plan)
    if date.weekday() == 0:
        week = date - dt.timedelta(days=7)
        for brand in _BRANDS:
            figures = (do.KpiValue(key="mentions", value=float(chance.randrange(50, 90))),)
            writer.do(do.KpiSet(week=week, brand=brand, values=figures))
    running = ""
    for planned in plan.items:
        task = item_id(date, planned.key)
        running = writer.do(do.TaskStart(task=task, ends=running))
        if chance.random() < 0.3:
            _incident(writer, chance)
        if chance.random() < 0.2:
            noted = writer.do(do.TaskNote(task=task, text=f"Asked {chance.choice(_NAMES)}"))
            writer.do(do.Undo(of=noted))
        writer.do(do.TaskCount(task=task, amount=chance.randrange(1, 5)))
        writer.do(do.TaskDone(task=task))
        running = ""
    own = writer.do(do.TaskAdd(title=f"Call {chance.choice(_NAMES)}", date=date, minutes=15))
    idea = writer.do(do.IdeaAdd(text=f"A post about {chance.choice(_THINGS)}"))
    writer.do(do.IdeaDrop(idea=idea))
    by = writer.at + dt.timedelta(hours=2)
    promise = writer.do(do.PromiseAdd(who=chance.choice(_NAMES), by=by, task=own))
    writer.do(do.PromiseKeep(promise=promise))
    closes_own = chance.random() >= 0.01
    while len(writer.day) < records - 4:
        task = item_id(date, chance.choice(plan.items).key)
        running = writer.do(do.TaskStart(task=task))
        writer.do(do.TaskCount(task=task))
        writer.do(do.TaskStop(session=running))
    while len(writer.day) < records - 2:
        writer.do(do.TaskNote(task=own, text=f"About {chance.choice(_THINGS)}"))
    writer.do(do.TaskDone(task=own) if closes_own else do.TaskMinutes(task=own, minutes=10))
    writer.do(do.DayClose(date=date, top=(own,), note=f"{chance.choice(_NAMES)} knows"))


def _incident(writer: _Writer, chance: Random) -> None:
    opened = writer.do(
        do.IncidentOpen(title=f"Complaint about {chance.choice(_THINGS)}", kind="complaint", severity=3)
    )
    writer.do(do.IncidentRespond(incident=opened))
    writer.do(do.IncidentResolve(incident=opened))


def _save(paths: Paths, date: dt.date, records: list[do.Record]) -> None:
    file = paths.journal / journal_name(date, DEVICE)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text("".join(f"{encode(record)}\n" for record in records), encoding="utf-8")

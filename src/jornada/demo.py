"""The demonstration: an agency's fortnight in a directory of its own, up to the moment it is opened.

All of it goes through the same rules as a person's own records, with a clock that is moved; the same
moment makes the same fortnight. Nothing outside the directory is read or written.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from jornada.core import intents as do
from jornada.core.calendar import local_date
from jornada.core.decide import Refused, Setting, decide
from jornada.core.fold import Timeline, item_id
from jornada.core.state import State
from jornada.core.workflow import Task, Workflow
from jornada.demo_story import (
    ADDED,
    DROPPED,
    LATEST,
    LEFT,
    MORNING_TROUBLE,
    MOVED,
    NOTES,
    OPEN_TROUBLE,
    TROUBLES,
    Trouble,
)
from jornada.paths import Paths
from jornada.present.words import Words
from jornada.store.counter import base36
from jornada.store.files import System, write_whole
from jornada.store.own_copy import Changes, built_in_text, own_text, write_new
from jornada.store.reading import journal_name
from jornada.store.record import encode
from jornada.store.workflows import WorkflowStore

WORKFLOW = "agency"
DEVICE = "demo"
MARK = "DEMONSTRATION"
"""The file in the data directory that tells a demonstration from a person's own days."""
WEEKS_BACK = 2
FIRST_MINUTE = 9 * 60
"""The workflow's day begins here; minutes of the story count from it."""
LUNCH_MINUTE, BACK_MINUTE, CLOSING_MINUTE = 290, 355, 545
"""Of the story's day: from when on one goes to lunch, comes back, begins nothing any more."""
EARLIEST, LATEST_TIME = dt.time(9, 25), dt.time(18)
QUIET_TIME = dt.time(11, 20)
"""Where now is no working time, the demonstration's clock says this."""
OPEN_SINCE_MINUTES = 11


class NotADemonstrationError(Exception):
    """There is something else in the directory that was named."""

    def __init__(self, directory: Path) -> None:
        super().__init__(str(directory))
        self.directory = directory


def demo_paths(directory: Path) -> Paths:
    """Where the files of a demonstration are."""
    return Paths(data=directory / "data", config=directory / "config", state=directory / "state")


def is_demo(paths: Paths) -> bool:
    """Whether these are the files of a demonstration."""
    return (paths.data / MARK).is_file()


def moment_of(now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The moment that a demonstration opened `now` shows: now in working hours, else the morning of the
    last working day that had one."""
    local = now.astimezone(zone)
    works = local.weekday() < 5
    if works and EARLIEST <= local.time() < LATEST_TIME:
        return local
    day = local.date() if works and local.time() >= EARLIEST else local.date() - dt.timedelta(days=1)
    while day.weekday() >= 5:
        day -= dt.timedelta(days=1)
    return dt.datetime.combine(day, QUIET_TIME, zone)


def open_demo(directory: Path, words: Words, moment: dt.datetime, timezone: str) -> Paths:
    """Make the demonstration in a directory that is empty or not there; one that is there already is
    taken as it is. Raises `NotADemonstrationError`, `OSError`."""
    paths = demo_paths(directory)
    if is_demo(paths):
        return paths
    if directory.exists() and any(directory.iterdir()):
        raise NotADemonstrationError(directory)
    workflow = _write_workflow(paths, words, timezone)
    for date, records in _by_date(tell(words, workflow, moment)):
        text = "".join(f"{encode(record)}\n" for record in records)
        _write(paths.journal / journal_name(date, DEVICE), text)
    _write(paths.data / MARK, words.gettext("This is a demonstration of Jornada: nobody's days.") + "\n")
    return paths


def tell(words: Words, workflow: Workflow, moment: dt.datetime) -> tuple[do.Record, ...]:
    """The records of the fortnight up to `moment`, in their order."""
    teller = Teller(words, workflow, moment)
    teller.tell()
    return tuple(teller.records)


def _write_workflow(paths: Paths, words: Words, timezone: str) -> Workflow:
    store = WorkflowStore(paths, words.language, keep_good=False)
    plan = store.load(WORKFLOW).workflow
    text = own_text(built_in_text(WORKFLOW, words.language), plan, Changes(timezone=timezone))
    write_new(paths.workflows / f"{WORKFLOW}.toml", text)
    return store.load(WORKFLOW).workflow


def _write(path: Path, text: str) -> None:
    write_whole(System(), path, text.encode(), durable=False)


def _by_date(records: Iterable[do.Record]) -> Iterator[tuple[dt.date, list[do.Record]]]:
    days: dict[dt.date, list[do.Record]] = {}
    for record in records:
        days.setdefault(record.at.date(), []).append(record)
    yield from days.items()


class _ReachedError(Exception):
    """The story has come to the moment it is told at."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A working day of the story; `number` counts from the first one."""

    number: int
    date: dt.date
    is_latest: bool

    def meant_by(self, day: int) -> bool:
        return self.is_latest if day == LATEST else day == self.number


class Teller:
    """Does one thing after the other, as somebody would have, until the moment is reached."""

    def __init__(self, words: Words, workflow: Workflow, moment: dt.datetime) -> None:
        self.records: list[do.Record] = []
        self.refused: list[tuple[do.Intent, Refused]] = []
        self._say = words.gettext
        self._workflow = workflow
        self._zone = ZoneInfo(workflow.timezone)
        self._moment = moment.astimezone(self._zone).replace(microsecond=0)
        self._chance = random.Random(self._moment.date().isoformat())
        self._timeline = Timeline()
        self._at = self._moment
        self._waiting: list[Trouble] = []
        self._noted: set[str] = set()
        self._has_eaten = False

    @property
    def _state(self) -> State:
        return self._timeline.state

    def tell(self) -> None:
        try:
            for day in self._days():
                self._live(day)
        except _ReachedError:
            pass

    def _days(self) -> Iterator[_Day]:
        today = local_date(self._moment, self._zone)
        first = today - dt.timedelta(days=today.weekday() + 7 * WEEKS_BACK)
        dates = (first + dt.timedelta(days=number) for number in range((today - first).days + 1))
        for number, date in enumerate(date for date in dates if date.weekday() in self._workflow.days):
            yield _Day(number, date, date == today)

    # The clock

    def _go_to(self, at: dt.datetime) -> None:
        """Move the clock on, never back."""
        if at > self._moment:
            raise _ReachedError
        self._at = max(self._at, at)

    def _pass(self, minutes: float) -> None:
        self._go_to(self._at + dt.timedelta(minutes=minutes, seconds=self._chance.randrange(50)))

    def _when(self, date: dt.date, minute: int) -> dt.datetime:
        """So many minutes after nine on that day."""
        clock = dt.time(*divmod(FIRST_MINUTE + minute, 60))
        return dt.datetime.combine(date, clock, self._zone)

    def _do(self, intent: do.Intent) -> str:
        """Do it now, by the rules; the id of its record."""
        now = self._at.replace(tzinfo=dt.timezone(self._at.utcoffset() or dt.timedelta()))
        decision = decide(self._state, intent, Setting(now, self._workflow, DEVICE, (WORKFLOW,)))
        if isinstance(decision, Refused):
            self.refused.append((intent, decision))
            return ""
        for each in decision.intents:
            count = len(self.records) + 1
            record = do.Record(id=f"{DEVICE}-{base36(count)}", at=now, n=count, intent=each)
            self.records.append(record)
            self._timeline.add([record])
        return self.records[-1].id

    # A day

    def _live(self, day: _Day) -> None:
        self._at = self._when(day.date, 0) if not self.records else max(self._at, self._when(day.date, 0))
        self._pass(self._chance.randrange(1, 5))
        if not day.number:
            self._do(do.WorkflowUse(name=WORKFLOW))
        troubles = [each for each in (*TROUBLES, MORNING_TROUBLE) if day.meant_by(each.day)]
        if day.is_latest:
            self._waiting = [each for each in troubles if self._is_over(each, day)]
        else:
            self._waiting = troubles
        self._has_eaten = False
        self._waiting.sort(key=lambda each: each.minute)
        for block in self._workflow.blocks:
            begins = dt.datetime.combine(day.date, block.start, self._zone)
            self._go_on_or_open(begins, day)
            for task in self._order(day, block.key):
                if self._at < self._when(day.date, CLOSING_MINUTE):
                    self._work(task, day)
                self._lunch(day)
        self._go_on_or_open(self._when(day.date, 9 * 60), day)

    def _order(self, day: _Day, block: str) -> list[Task]:
        tasks = [task for task in self._workflow.tasks_on(day.date) if task.block == block]
        return sorted(tasks, key=self._workflow.rank_of)

    def _is_over(self, trouble: Trouble, day: _Day) -> bool:
        """Whether it is long enough ago to be over before what is open now came up."""
        last = self._when(day.date, trouble.minute + max(trouble.minutes, trouble.response) + 15)
        return last < self._open_since

    @property
    def _open_since(self) -> dt.datetime:
        return self._moment - dt.timedelta(minutes=OPEN_SINCE_MINUTES)

    def _work(self, task: Task, day: _Day) -> None:
        """What becomes of a planned task."""
        key = item_id(day.date, task.key)
        for number, dropped, why in DROPPED:
            if day.meant_by(number) and dropped == task.key:
                self._do(do.TaskDrop(task=key, reason=self._say(why)))
                return
        for number, moved in MOVED:
            if day.meant_by(number) and moved == task.key:
                self._do(do.TaskMove(task=key, date=self._next_day(day.date)))
                return
        if any(day.meant_by(number) and left == task.key for number, left in LEFT):
            return
        self._do(do.TaskStart(task=key))
        self._spend(max(2, round(task.minutes * self._chance.uniform(0.7, 1.2))), day)
        self._write_down(task, key)
        self._do(do.TaskDone(task=key))
        self._pass(self._chance.choice((0, 0, 1, 2)))
        if task.key == "update-morning-cobalto":
            self._add_own(day)

    def _lunch(self, day: _Day) -> None:
        """Once a day, when it is time for it and nothing is in hand."""
        if self._has_eaten or self._at < self._when(day.date, LUNCH_MINUTE):
            return
        self._has_eaten = True
        self._do(do.BreakStart())
        back = max(self._when(day.date, BACK_MINUTE), self._at + dt.timedelta(minutes=40))
        self._go_on_or_open(back, day)
        self._do(do.BreakStop(session=""))

    def _next_day(self, date: dt.date) -> dt.date:
        date += dt.timedelta(days=1)
        while date.weekday() not in self._workflow.days:
            date += dt.timedelta(days=1)
        return date

    def _write_down(self, task: Task, key: str) -> None:
        """What somebody says of a task when it is done."""
        item = self._state.items.get(key)
        if task.goal and task.goal.target and task.goal.unit != "%":
            reached = task.goal.target * self._chance.uniform(0.4, 1.1)
            self._do(do.TaskCount(task=key, amount=max(1, round(reached))))
        if item is not None and item.due and self._chance.random() < 0.85:
            self._do(do.TaskMilestone(task=key))
        for note in NOTES.get(task.key, ()):
            if note not in self._noted:
                self._noted.add(note)
                self._do(do.TaskNote(task=key, text=self._say(note)))

    def _add_own(self, day: _Day) -> None:
        for number, title, area, brand, minutes in ADDED:
            if day.meant_by(number):
                added = self._do(
                    do.TaskAdd(
                        title=self._say(title),
                        date=day.date,
                        block="afternoon",
                        area=area if area in self._workflow.area_by_key else "",
                        brand=brand,
                        minutes=minutes,
                    )
                )
                if not day.is_latest and added:
                    self._do(do.TaskStart(task=added))
                    self._spend(minutes, day)
                    self._do(do.TaskDone(task=added))

    # Time, and what comes between

    def _spend(self, minutes: float, day: _Day) -> None:
        """Work for so long; what comes up meanwhile comes between."""
        until = self._at + dt.timedelta(minutes=minutes)
        while self._waiting and self._when(day.date, self._waiting[0].minute) < until:
            trouble = self._waiting.pop(0)
            self._go_on_or_open(self._when(day.date, trouble.minute), day)
            before = self._at
            self._come_up(trouble)
            if trouble.interrupts:
                until += self._at - before
        self._go_on_or_open(until, day)

    def _go_on_or_open(self, at: dt.datetime, day: _Day) -> None:
        """Go on to `at`; but on the latest day, what is open now comes up before that."""
        if day.is_latest and at >= self._open_since:
            self._go_to(max(self._at, self._open_since))
            self._open_now()
            raise _ReachedError
        self._go_to(at)

    def _open_now(self) -> None:
        trouble = OPEN_TROUBLE
        incident = self._do(do.Interrupt())
        self._pass(1)
        self._name(incident, trouble)
        self._pass(2)
        self._do(do.IncidentAcknowledge(incident=incident))
        self._pass(3)
        for note in trouble.notes:
            self._do(do.IncidentNote(incident=incident, text=self._say(note)))

    def _name(self, incident: str, trouble: Trouble) -> None:
        self._do(
            do.IncidentEdit(
                incident=incident,
                title=self._say(trouble.title),
                kind=trouble.kind,
                severity=trouble.rose or trouble.severity,
                brand=trouble.brand or None,
                channel=trouble.channel or None,
                author=trouble.author or None,
                reach=trouble.reach,
            )
        )

    def _come_up(self, trouble: Trouble) -> None:
        """An incident from its beginning to its end."""
        if not trouble.interrupts:
            self._log(trouble)
            return
        began = self._at
        incident = self._do(do.Interrupt(title=self._say(trouble.title)))
        self._pass(1)
        self._name(incident, trouble)
        if trouble.rose:
            self._pass(2)
            self._do(do.IncidentSeverity(incident=incident, severity=trouble.severity))
        self._do(do.IncidentAcknowledge(incident=incident))
        notes = iter(trouble.notes)
        self._note(incident, notes)
        self._go_to(began + dt.timedelta(minutes=trouble.response))
        self._do(do.IncidentRespond(incident=incident))
        self._note(incident, notes)
        half = began + dt.timedelta(minutes=(trouble.response + trouble.minutes) / 2)
        self._go_to(half)
        if trouble.contained:
            self._do(do.IncidentContain(incident=incident))
        for _ in trouble.notes:
            self._note(incident, notes)
        self._go_to(began + dt.timedelta(minutes=trouble.minutes))
        self._do(do.IncidentResolve(incident=incident))
        if trouble.comes_back:
            self._do(do.IncidentReopen(incident=incident))
            self._pass(4)
            self._do(do.IncidentResolve(incident=incident))
        if self._state.incidents[incident].parked:
            self._do(do.Resume(incident=incident))

    def _note(self, incident: str, notes: Iterator[str]) -> None:
        for note in notes:
            self._do(do.IncidentNote(incident=incident, text=self._say(note)))
            return

    def _log(self, trouble: Trouble) -> None:
        """One that is answered beside the work: no timer of its own."""
        began = self._at
        incident = self._do(
            do.IncidentOpen(
                title=self._say(trouble.title),
                kind=trouble.kind,
                severity=trouble.severity,
                brand=trouble.brand,
                channel=trouble.channel,
            )
        )
        self._go_to(began + dt.timedelta(minutes=trouble.response))
        self._do(do.IncidentRespond(incident=incident))
        for note in trouble.notes:
            self._do(do.IncidentNote(incident=incident, text=self._say(note)))
        self._pass(1)
        self._do(do.IncidentResolve(incident=incident))

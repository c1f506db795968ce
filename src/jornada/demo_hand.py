"""Whoever lives the demonstration: a hand that does things by the rules, and the clock by which it does."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from jornada.core import intents as do
from jornada.core.calendar import local_date
from jornada.core.dataclass import dataclass
from jornada.core.decide import decide
from jornada.core.fold import Timeline
from jornada.core.refusals import Refused
from jornada.core.setting import Setting
from jornada.core.state import State
from jornada.core.workflow import Workflow
from jornada.demo_story import LATEST
from jornada.demo_troubles import Promised
from jornada.present.words import Words
from jornada.store.counter import base36

WORKFLOW = "agency"
DEVICE = "demo"
WEEKS_BACK = 2
FIRST_MINUTE = 9 * 60
"""The workflow's day begins here; minutes of the story count from it."""


class ReachedError(Exception):
    """The story has come to the moment it is told at."""


@dataclass(frozen=True, slots=True)
class Day:
    """A working day of the story; `number` counts from the first one."""

    number: int
    date: dt.date
    is_latest: bool

    def meant_by(self, day: int) -> bool:
        return self.is_latest if day == LATEST else day == self.number


class Hand:
    """Does one thing after the other until the moment is reached."""

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

    @property
    def _state(self) -> State:
        return self._timeline.state

    # The days

    def _days(self) -> Iterator[Day]:
        today = local_date(self._moment, self._zone)
        first = today - dt.timedelta(days=today.weekday() + 7 * WEEKS_BACK)
        dates = (first + dt.timedelta(days=number) for number in range((today - first).days + 1))
        for number, date in enumerate(date for date in dates if date.weekday() in self._workflow.days):
            yield Day(number, date, date == today)

    def _next_day(self, date: dt.date) -> dt.date:
        date += dt.timedelta(days=1)
        while date.weekday() not in self._workflow.days:
            date += dt.timedelta(days=1)
        return date

    # The clock

    def _go_to(self, at: dt.datetime) -> None:
        """Move the clock on, never back."""
        if at > self._moment:
            raise ReachedError
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

    def _promise(self, who: str, text: str, by: dt.datetime, *, task: str = "", incident: str = "") -> str:
        by = by.replace(tzinfo=dt.timezone(by.utcoffset() or dt.timedelta()))
        return self._do(do.PromiseAdd(who=who, by=by, task=task, incident=incident, text=self._say(text)))

    def _promise_about(self, incident: str, promised: Promised | None) -> str:
        """What was promised about an incident, up to the next full five minutes."""
        if promised is None:
            return ""
        by = self._at + dt.timedelta(minutes=promised.minutes)
        by = by.replace(second=0) + dt.timedelta(minutes=-by.minute % 5)
        return self._promise(promised.who, promised.text, by, incident=incident)

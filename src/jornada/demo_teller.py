"""Telling the demonstration: the story's fortnight, done one thing after the other by the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jornada.core import intents as do
from jornada.core.folding.days import item_id
from jornada.core.workflow import Task, Workflow
from jornada.demo_calendar import figures_of
from jornada.demo_hand import WORKFLOW, Day, Hand, ReachedError
from jornada.demo_story import (
    ADDED,
    ADDED_WORD,
    DROPPED,
    IDEA_AFTER,
    IDEA_MINUTES,
    LEFT,
    MOVED,
    NOTES,
    THOUGHTS,
    WORDS,
    Thought,
)
from jornada.demo_troubles import MORNING_TROUBLE, OPEN_TROUBLE, TROUBLES, LookedBack, Trouble
from jornada.present.words import Words

LUNCH_MINUTE, BACK_MINUTE, CLOSING_MINUTE = 290, 355, 545
"""Of the story's day: from when on one goes to lunch, comes back, begins nothing any more."""
OPEN_SINCE_MINUTES = 11


def tell(words: Words, workflow: Workflow, moment: dt.datetime) -> tuple[do.Record, ...]:
    """The records of the fortnight up to `moment`, in their order."""
    teller = Teller(words, workflow, moment)
    teller.tell()
    return tuple(teller.records)


class Teller(Hand):
    """Does one thing after the other, as somebody would have, until the moment is reached."""

    def __init__(self, words: Words, workflow: Workflow, moment: dt.datetime) -> None:
        super().__init__(words, workflow, moment)
        self._waiting: list[Trouble] = []
        self._noted: set[str] = set()
        self._thoughts: list[tuple[Thought, str]] = []
        self._given: list[tuple[dt.datetime, str]] = []
        self._over: list[tuple[str, LookedBack]] = []
        self._has_eaten = False

    def tell(self) -> None:
        try:
            for day in self._days():
                self._live(day)
        except ReachedError:
            pass

    # A day

    def _live(self, day: Day) -> None:
        self._at = self._when(day.date, 0) if not self.records else max(self._at, self._when(day.date, 0))
        self._pass(self._chance.randrange(1, 5))
        if not day.number:
            self._do(do.WorkflowUse(name=WORKFLOW))
        if not day.date.weekday():
            for figures in figures_of(day.date, day.date - dt.timedelta(days=7 * (day.number // 5))):
                self._do(figures)
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
        self._look_back()
        self._go_on_or_open(self._when(day.date, 9 * 60), day)

    def _order(self, day: Day, block: str) -> list[Task]:
        tasks = [task for task in self._workflow.tasks_on(day.date) if task.block == block]
        return sorted(tasks, key=self._workflow.rank_of)

    def _is_over(self, trouble: Trouble, day: Day) -> bool:
        """Whether it is long enough ago to be over before what is open now came up."""
        last = self._when(day.date, trouble.minute + max(trouble.minutes, trouble.response) + 15)
        return last < self._open_since

    @property
    def _open_since(self) -> dt.datetime:
        return self._moment - dt.timedelta(minutes=OPEN_SINCE_MINUTES)

    def _work(self, task: Task, day: Day) -> None:
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
        self._keep_words()
        self._do(do.TaskStart(task=key))
        self._spend(max(2, round(task.minutes * self._chance.uniform(0.7, 1.2))), day)
        self._write_down(task, key)
        self._do(do.TaskDone(task=key))
        self._give_words(task, key, day)
        self._think(task, day)
        self._pass(self._chance.choice((0, 0, 1, 2)))
        if task.key == IDEA_AFTER:
            self._add_own(day)
            self._look_at_ideas(day)

    def _lunch(self, day: Day) -> None:
        """Once a day, when it is time for it and nothing is in hand."""
        if self._has_eaten or self._at < self._when(day.date, LUNCH_MINUTE):
            return
        self._has_eaten = True
        self._do(do.BreakStart())
        back = max(self._when(day.date, BACK_MINUTE), self._at + dt.timedelta(minutes=40))
        self._go_on_or_open(back, day)
        self._do(do.BreakStop(session=""))

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

    def _add_own(self, day: Day) -> None:
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
                if day.is_latest:
                    who, text, by = ADDED_WORD
                    self._promise(who, text, dt.datetime.combine(day.date, by, self._zone), task=added)
                else:
                    self._work_off(added, minutes, day)

    def _work_off(self, key: str, minutes: int, day: Day) -> None:
        """A task of one's own, from its beginning to its end."""
        self._do(do.TaskStart(task=key))
        self._spend(minutes, day)
        self._do(do.TaskDone(task=key))

    # Ideas and promises

    def _think(self, task: Task, day: Day) -> None:
        for thought in THOUGHTS:
            if day.meant_by(thought.day) and thought.after == task.key:
                self._thoughts.append((thought, self._do(do.IdeaAdd(text=self._say(thought.text)))))

    def _look_at_ideas(self, day: Day) -> None:
        for thought, idea in self._thoughts:
            if thought.dropped == day.number:
                self._do(do.IdeaDrop(idea=idea))
            elif thought.used == day.number:
                added = self._do(
                    do.TaskAdd(
                        title=self._say(thought.text),
                        date=day.date,
                        block="afternoon",
                        minutes=IDEA_MINUTES,
                        idea=idea,
                    )
                )
                self._work_off(added, IDEA_MINUTES, day)

    def _give_words(self, task: Task, key: str, day: Day) -> None:
        for word in WORDS:
            if day.meant_by(word.day) and word.task == task.key:
                by, kept = (dt.datetime.combine(day.date, each, self._zone) for each in (word.by, word.kept))
                self._given.append((kept, self._promise(word.who, word.text, by, task=key)))

    def _keep_words(self) -> None:
        for kept, promise in [each for each in self._given if each[0] <= self._at]:
            self._do(do.PromiseKeep(promise=promise))
            self._given.remove((kept, promise))

    # Time, and what comes between

    def _spend(self, minutes: float, day: Day) -> None:
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

    def _go_on_or_open(self, at: dt.datetime, day: Day) -> None:
        """Go on to `at`; but on the latest day, what is open now comes up before that."""
        if day.is_latest and at >= self._open_since:
            self._go_to(max(self._at, self._open_since))
            self._open_now()
            raise ReachedError
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
        self._promise_about(incident, trouble.promised)

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
        promise = self._promise_about(incident, trouble.promised)
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
        if promise:
            self._do(do.PromiseKeep(promise=promise))
        self._do(do.IncidentResolve(incident=incident))
        if trouble.comes_back:
            self._do(do.IncidentReopen(incident=incident))
            self._pass(4)
            self._do(do.IncidentResolve(incident=incident))
        if trouble.looked_back:
            self._over.append((incident, trouble.looked_back))
        if self._state.incidents[incident].parked:
            self._do(do.Resume(incident=incident))

    def _look_back(self) -> None:
        """At the end of the day, on what was grave."""
        for incident, found in self._over:
            worked, failed, cause = (self._say(each) for each in (found.worked, found.failed, found.cause))
            self._do(do.IncidentReview(incident=incident, worked=worked, failed=failed, cause=cause))
        self._over = []

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

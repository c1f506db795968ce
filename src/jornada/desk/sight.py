"""What is so, as far as this process knows: the state, the plan in use, the days and what is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jornada.clock import Clock, instant
from jornada.core import calendar, incidents
from jornada.core import intents as do
from jornada.core.calendar import WorkingHours
from jornada.core.incidents import Deadline, TargetBook
from jornada.core.plan import DayView, day_view
from jornada.core.state import Item, Notice, State
from jornada.core.workflow import Workflow
from jornada.desk.bell import notice_options
from jornada.desk.ledger import Ledger
from jornada.desk.options import LoadedConfig
from jornada.desk.outcomes import Troubles
from jornada.desk.plan_in_use import PlanInUse
from jornada.own_files import conflict_copies, has_entries
from jornada.paths import Paths
from jornada.store.life import SignOfLife
from jornada.store.workflows import LoadedWorkflow, WorkflowEntry

if TYPE_CHECKING:
    from jornada.core.alarms import Alarm
    from jornada.core.day_change import DayChange
    from jornada.core.forgotten import LeftRunning
    from jornada.core.handover import Handover
    from jornada.core.mistakes import LocatedMistake
    from jornada.core.post_check import Known
    from jornada.core.posts import Clash, Post
    from jornada.editorial import Editorial


class Sight:
    """The half of the desk that changes nothing. With `may_write` false reading leaves no trace either."""

    def __init__(
        self, paths: Paths, *, clock: Clock, language: str, config: LoadedConfig, may_write: bool
    ) -> None:
        self.paths = paths
        self.config = config.config
        self._config_mistakes = config.mistakes
        self._clock = clock
        self._last_day: tuple[State, Workflow, dt.date, dt.datetime, DayView] | None = None
        self._life = SignOfLife(paths)
        self._plan = PlanInUse(paths, language, config.config, keep_good=may_write)
        self._loaded_workflow: LoadedWorkflow
        self._may_write = may_write
        self._calendar: Editorial | None = None
        self._is_without_posts: bool | None = None
        """Whether the calendar had no file when it was last looked for; `None` where it never was."""
        self._ledger = Ledger(paths, clock=clock, keep_snapshot=may_write, follow=self._follow)
        self._copies: tuple[Path, ...] | None = None
        self.last_sign = self._life.last()
        self._ledger.open()

    def _follow(self, state: State) -> None:
        """Use the workflow that `state` names, as its file is now."""
        self._loaded_workflow = self._plan.load(state)

    # The state and its plan

    @property
    def state(self) -> State:
        """The state as of the last change; a writer under way does not keep a reader waiting."""
        return self._ledger.state

    @property
    def device(self) -> str:
        """This machine's name in the journal; raises `Busy` where it has none yet."""
        return self._ledger.device

    @property
    def workflow(self) -> Workflow:
        """The plan in use, with the person's days off in it."""
        return self._loaded_workflow.workflow

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the plan in use."""
        return ZoneInfo(self.workflow.timezone)

    @property
    def targets(self) -> TargetBook:
        """The response targets of the configuration, with what the workflow changes of them."""
        return TargetBook(self.config.targets, self.workflow.targets)

    @property
    def hours(self) -> WorkingHours:
        """When somebody works, by the plan in use."""
        return WorkingHours(self.workflow.days, self.workflow.blocks, self.zone, self._plan.days_off)

    def workflows(self) -> tuple[WorkflowEntry, ...]:
        """The workflows there are, a person's own before the built-in ones of the same name."""
        return self._plan.names()

    def workflow_mistakes(self, file: Path) -> tuple[LocatedMistake, ...]:
        """All that is wrong with a workflow's file, in the order of its lines."""
        return self._plan.mistakes(file)

    # The day

    def now(self) -> dt.datetime:
        """The instant, with the offset of the workflow's zone as a fixed one."""
        return instant(self._clock, self.zone)

    def today(self) -> dt.date:
        """The date in the workflow's zone."""
        return calendar.local_date(self.now(), self.zone)

    def day(self, date: dt.date | None = None, keep: Callable[[Item], bool] | None = None) -> DayView:
        """A day as it stands now; `keep` says which rows to show. Who asks again at the same second, of
        the same state, is given the same."""
        state, workflow, now = self.state, self.workflow, self.now()
        date = date or calendar.local_date(now, self.zone)
        if keep is not None:
            return day_view(state, workflow, date, now, keep=keep)
        last = self._last_day
        if last is None or last[0] is not state or last[1] is not workflow or last[2:4] != (date, now):
            last = self._last_day = (state, workflow, date, now, day_view(state, workflow, date, now))
        return last[4]

    def day_change(self) -> DayChange | None:
        """What today, which was begun, would gain, lose and change by the workflow as it is now. Where a
        ready plan is only read in another language, nobody changed it: the day keeps its words."""
        from jornada.core.day_change import day_change

        change = day_change(self.state, self.workflow, self.today())
        day = self.state.days.get(self.today())
        if change and day and self._plan.is_in_another_language(self._loaded_workflow, day.decided_on):
            return None
        return change

    def handover(self, *, brand: str = "", public: bool = False) -> Handover:
        """What whoever takes over now needs to know, of one brand where it is given."""
        from jornada.core.handover import handover

        deadlines = self.all_deadlines()
        told = (self.state.incidents[key] for key in (*self.state.open_incidents, *self.state.unreviewed))
        ordered = incidents.in_order(told, {each.incident: each for each in reversed(deadlines)})
        return handover(self.state, self.day(), deadlines, ordered, brand=brand, public=public)

    # What is owed

    def deadlines(self) -> tuple[Deadline, ...]:
        """Of each incident the nearest of what it is owed, the nearest first."""
        return incidents.deadlines(self.state, self.targets, self.hours, self.now())

    def all_deadlines(self) -> tuple[Deadline, ...]:
        """All that incidents are owed, the nearest first."""
        return incidents.all_deadlines(self.state, self.targets, self.hours, self.now())

    def alarms(self) -> tuple[Alarm, ...]:
        """What a person wants to be told of and stands now, in working hours or not, the nearest first."""
        return self._alarms_of(self.day())

    def _alarms_of(self, today: DayView) -> tuple[Alarm, ...]:
        from jornada.core.notices import notices_at
        from jornada.core.promises import open_promises

        promised = open_promises(self.state, today.now)
        return notices_at(self.state, today, self.all_deadlines(), promised, notice_options(self.config))

    # The editorial calendar

    def posts(self) -> tuple[Post, ...]:
        """The posts of the editorial calendar in the order of time, each as far as it is.

        The files are read when they are first asked for, and again when something changed.
        """
        if self._calendar is None:  # where there is no file, what reads them need not be loaded
            if self._is_without_posts is None:
                self._is_without_posts = not has_entries(self.paths.calendar)
            if self._is_without_posts:
                return ()
        return self._editorial.posts(self.state, self._known)

    def clashes(self) -> Mapping[str, tuple[Clash, ...]]:
        """By key, the posts that meet another one at the same minute, or a crisis of their brand."""
        from jornada.core.posts import clashes, open_incidents

        return clashes(self.posts(), open_incidents(self.state), self.zone)

    @property
    def _editorial(self) -> Editorial:
        """The editorial calendar, of which most commands want nothing."""
        if self._calendar is None:
            from jornada.editorial import Editorial

            self._calendar = Editorial(self.paths, may_write=self._may_write)
        return self._calendar

    def _has_other_posts(self) -> bool:
        """Look at the files again, if anybody has asked for them; true where something is different."""
        if self._calendar is not None:
            return self._calendar.refresh(self._known)
        if self._is_without_posts and has_entries(self.paths.calendar):
            self._is_without_posts = False
            return True
        return False

    @property
    def _known(self) -> Known:
        from jornada.core.post_check import known_in

        return known_in(self.workflow)

    # Records, and what is wrong with their files

    def record(self, key: str) -> do.Record | None:
        """The record of that id, however long ago; `None` where there is none."""
        return self._ledger.record(key)

    def records(self) -> tuple[do.Record, ...]:
        """All that happened, in its order."""
        return self._ledger.records()

    def records_in_files(self) -> tuple[do.Record, ...]:
        """What happened as far as it stands in the journal's files: without what waits to be saved, and
        without what has gone from them."""
        return self._ledger.records_in_files()

    def troubles(self, *, whole: bool = True) -> Troubles:
        """All that is wrong now with what is kept, and with what a person wrote. Without `whole` what a
        command tells of when it ends: nothing is compared or looked up for it."""
        bad = self._loaded_workflow if self._loaded_workflow.mistakes else None
        return Troubles(
            not_saved=len(self._ledger.pending),
            error=self._ledger.error,
            journal=self._ledger.problems,
            vanished=self._ledger.vanished,
            workflow=bad,
            config=self._config_mistakes,
            calendar=self._calendar.troubles if self._calendar is not None else (),
            plan=self.day_change() if whole else None,
            copies=self._known_copies() if whole else (),
        )

    @property
    def retry_seconds(self) -> int | None:
        """In how many seconds to try again to save what is not; `None` where all is saved."""
        return self._ledger.retry_seconds

    def _known_copies(self) -> tuple[Path, ...]:
        """The files that a sync doubled, as they were when they were looked for."""
        if self._copies is None:
            self._copies = self._find_copies()
        return self._copies

    def _find_copies(self) -> tuple[Path, ...]:
        paths = self.paths
        return conflict_copies((paths.workflows, paths.calendar, paths.config, paths.themes))

    # Timers that nobody was there for

    def left_running(self, *, always: bool = False, since: dt.datetime | None = None) -> LeftRunning | None:
        """The timer to ask about: it ran on long after the last sign of life (or after `since`, where there
        was one just now), or since another day; with `always` whichever runs."""
        session, now = self.state.running_session, self.now()
        if session is None:
            return None
        from jornada.core.forgotten import LeftRunning, block_end_after, is_left_alone, last_there

        last = last_there(session, since or self.last_sign)
        if not always and not is_left_alone(session, last, now, self.zone):
            return None
        spans = tuple(load.span for load in self.day(calendar.local_date(last, self.zone)).blocks)
        return LeftRunning(session, last, session.seconds(now), block_end_after(spans, last, now))

    def come_back_to(self, since: dt.datetime) -> LeftRunning | None:
        """The timer to ask somebody about who was last here at `since` and is here again, the dashboard
        having been open all the time."""
        left, now = self.left_running(since=since), self.now()
        if left is None:
            return None
        from jornada.core.forgotten import is_doubtful

        item = self.state.items.get(left.session.task)
        over = self.state.seconds_on(item.id, now) // 60 - item.minutes if item else 0
        return left if is_doubtful(left, now, over) else None

    def runs_after_hours(self) -> bool:
        """Whether a timer runs on though the working day has been over for a while and nobody is there."""
        from jornada.core.forgotten import runs_after_hours

        session = self.state.running_session
        return session is not None and runs_after_hours(session, self.last_sign, self.day())

    def ended_elsewhere(self) -> tuple[Notice, ...]:
        """What was lately said of timers that another device ended, whether anybody has read it or not."""
        if not self.state.notices:
            return ()
        from jornada.core.forgotten import ended_elsewhere

        return ended_elsewhere(self.state, self.now())

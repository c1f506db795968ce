"""The desk: the one object both front ends use.

It holds the state and runs decide -> append -> fold. `act` does it at once and returns what came
of it; `submit` does it on the desk's one writer thread, in order, so that a slow disk never stops
a screen. What could not be saved stays here, counts, and is tried again.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from jornada.clock import Clock
from jornada.config import Config, load_config
from jornada.core import calendar, incidents
from jornada.core import intents as do
from jornada.core.alarms import Alarm
from jornada.core.calendar import WorkingHours
from jornada.core.dataclass import dataclass, replace
from jornada.core.day_change import DayChange, day_change
from jornada.core.days_off import days_off
from jornada.core.decide import decide
from jornada.core.fold import Past, PastChangedError, Timeline
from jornada.core.forgotten import LeftRunning, block_end_after, is_doubtful
from jornada.core.handover import Handover, handover
from jornada.core.incidents import Deadline, TargetBook
from jornada.core.mistakes import LocatedMistake, Mistake
from jornada.core.notices import SEEN_ON_OPENING, NoticeOptions, may_disturb, notices_at
from jornada.core.plan import DayView, day_view
from jornada.core.post_check import Known, known_in
from jornada.core.posts import Clash, Post, clashes, open_incidents
from jornada.core.promises import open_promises
from jornada.core.refusals import Reason, Refused
from jornada.core.setting import Setting
from jornada.core.state import Item, Notice, NoticeKind, State
from jornada.core.workflow import Workflow
from jornada.editorial import Editorial, PostOutcome, PostsSaved, new_mistakes
from jornada.hooks import run_hooks
from jornada.outside import Failure, Outside
from jornada.own_files import conflict_copies, read_own_file
from jornada.paths import Paths
from jornada.store.alarms import AlarmBook
from jornada.store.calendar_files import CalendarFile
from jornada.store.collector import collector_at_rest
from jornada.store.errors import Busy, NotSaved
from jornada.store.journal import Journal, Loaded
from jornada.store.journal import Problem as JournalProblem
from jornada.store.life import SignOfLife
from jornada.store.record import MAX_LINE_BYTES, LineTooLong
from jornada.store.told import Told
from jornada.store.workflows import DEFAULT_WORKFLOW, LoadedWorkflow, WorkflowEntry, WorkflowStore

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_T = TypeVar("_T")

RETRY_SECONDS = (1, 2, 5, 10, 20, 40, 60)
"""After how long what is not saved is tried again; the last one from then on."""
NEWS = dt.timedelta(days=2)
"""For so long something is news."""
ABSENCE_SECONDS = 30 * 60
"""A timer that ran this long past the last sign of life is asked about."""
AFTER_HOURS = dt.timedelta(minutes=10)
"""So long after the last block a timer that runs on may have been forgotten."""
RINGING = dt.timedelta(minutes=5)
"""For so long an alarm that rang is spoken of."""


@dataclass(frozen=True, slots=True)
class Saved:
    """It is on the disk. `undone` is what an undo or redo was about, `kept` how many later changes
    to the same thing stay."""

    records: tuple[do.Record, ...]
    undone: do.Intent | None = None
    kept: int = 0

    @property
    def record(self) -> do.Record:
        """The record of the intent itself, after the plan it may have needed."""
        return self.records[-1]


@dataclass(frozen=True, slots=True)
class Kept:
    """It counts, but is not on the disk yet; `error` says why."""

    records: tuple[do.Record, ...]
    error: str

    @property
    def record(self) -> do.Record:
        return self.records[-1]


@dataclass(frozen=True, slots=True)
class Locked:
    """Nothing was done: another writer holds the lock (`busy`), or the clock is set by hand and the
    data is not (`clock`)."""

    why: str


Outcome = Saved | Kept | Refused | Locked


@dataclass(frozen=True, slots=True)
class Troubles:
    """All that a banner may have to say. `workflow` is there where the plan's file has mistakes;
    `calendar` are the files of the editorial calendar that have some, once it was asked for. `plan` is
    what the day that was begun would be by the workflow as it is now, where that is another one; `copies`
    are files of a person that a sync doubled."""

    not_saved: int = 0
    error: str = ""
    journal: tuple[JournalProblem, ...] = ()
    vanished: tuple[do.Record, ...] = ()
    workflow: LoadedWorkflow | None = None
    config: tuple[LocatedMistake, ...] = ()
    calendar: tuple[CalendarFile, ...] = ()
    plan: DayChange | None = None
    copies: tuple[Path, ...] = ()


class _Stopped(Exception):
    """Leads out of the journal's transaction with nothing written."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


class Desk:
    """Open it with `open_desk`; close it when done."""

    def __init__(
        self, paths: Paths, *, clock: Clock, language: str, config: LoadedConfig, may_write: bool = True
    ) -> None:
        self.paths = paths
        self.config = config.config
        self._config_mistakes = config.mistakes
        self._config_as_read = read_own_file(paths.config_file)
        self._days_off = days_off(self.config.days_off)
        self._clock = clock
        self._may_write = may_write
        self._guard = threading.RLock()
        self._starting = threading.Lock()
        self._writer: ThreadPoolExecutor | None = None
        self._closed = False
        self._submitted = 0
        self._kept_past: object = None
        self._last_day: tuple[State, Workflow, dt.date, dt.datetime, DayView] | None = None
        self._listeners: list[Callable[[], None]] = []
        self._life = SignOfLife(paths)
        self._alarms = AlarmBook(paths, keep=may_write)
        self._rung: tuple[tuple[Alarm, dt.datetime], ...] = ()
        self.programs = Outside(paths, may_run=may_write)
        self._not_run: list[Failure] = []
        self._journal = Journal(paths, clock=clock, keep_snapshot=may_write)
        self._workflows = WorkflowStore(paths, language, keep_good=may_write)
        self._editorial = Editorial(paths, may_write=may_write)
        self._failures = 0
        self._error = ""
        self._problems: tuple[JournalProblem, ...] = ()
        self._timeline = Timeline()
        self._state = self._timeline.state
        self._device = ""
        self._loaded_workflow: LoadedWorkflow
        # The workflow as it was read, and with the person's days off in it.
        self._as_read: Workflow | None = None
        self._with_days_off: Workflow
        self._copies = self._find_copies()
        self.last_sign = self._life.last()
        self._take(self._journal.load(), first=True)

    # What is so

    @property
    def state(self) -> State:
        """The state as of the last change; a writer under way does not keep a reader waiting."""
        return self._state

    @property
    def device(self) -> str:
        return self._journal.device

    @property
    def workflow(self) -> Workflow:
        return self._loaded_workflow.workflow

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.workflow.timezone)

    def now(self) -> dt.datetime:
        """The instant, with the offset of the workflow's zone as a fixed one."""
        local = self._clock().astimezone(self.zone).replace(microsecond=0)
        return local.replace(tzinfo=dt.timezone(local.utcoffset() or dt.timedelta()))

    def today(self) -> dt.date:
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

    def deadlines(self) -> tuple[Deadline, ...]:
        """Of each incident the nearest of what it is owed, the nearest first."""
        return incidents.deadlines(self.state, self.targets, self.hours, self.now())

    def all_deadlines(self) -> tuple[Deadline, ...]:
        """All that incidents are owed, the nearest first."""
        return incidents.all_deadlines(self.state, self.targets, self.hours, self.now())

    @property
    def targets(self) -> TargetBook:
        """The response targets of the configuration, with what the workflow changes of them."""
        return TargetBook(self.config.targets, self.workflow.targets)

    @property
    def hours(self) -> WorkingHours:
        return WorkingHours(self.workflow.days, self.workflow.blocks, self.zone, self._days_off)

    def day_change(self) -> DayChange | None:
        """What today, which was begun, would gain, lose and change by the workflow as it is now."""
        return day_change(self.state, self.workflow, self.today())

    def handover(self, *, brand: str = "", public: bool = False) -> Handover:
        """What whoever takes over now needs to know, of one brand where it is given."""
        deadlines = self.all_deadlines()
        told = (self.state.incidents[key] for key in (*self.state.open_incidents, *self.state.unreviewed))
        ordered = incidents.in_order(told, {each.incident: each for each in reversed(deadlines)})
        return handover(self.state, self.day(), deadlines, ordered, brand=brand, public=public)

    def workflows(self) -> tuple[WorkflowEntry, ...]:
        """The workflows there are, a person's own before the built-in ones of the same name."""
        return self._workflows.names()

    def workflow_mistakes(self, file: Path) -> tuple[LocatedMistake, ...]:
        """All that is wrong with a workflow's file, in the order of its lines."""
        return self._workflows.check_file(file)[1]

    def posts(self) -> tuple[Post, ...]:
        """The posts of the editorial calendar in the order of time, each as far as it is.

        The files are read when they are first asked for, and again when something changed.
        """
        return self._editorial.posts(self.state, self._known)

    def clashes(self) -> Mapping[str, tuple[Clash, ...]]:
        """By key, the posts that meet another one at the same minute, or a crisis of their brand."""
        return clashes(self.posts(), open_incidents(self.state), self.zone)

    @property
    def _known(self) -> Known:
        return known_in(self.workflow)

    def record(self, key: str) -> do.Record | None:
        found = self._timeline.record(key)
        if found is not None or not self._timeline.may_have_held(key):
            return found
        return next((record for record in self.records() if record.id == key), None)

    def records(self) -> tuple[do.Record, ...]:
        """All that happened, in its order."""
        return self._journal.records()

    def records_in_files(self) -> tuple[do.Record, ...]:
        """What happened as far as it stands in the journal's files: without what waits to be saved, and
        without what has gone from them."""
        beside = {each.id for each in (*self._journal.pending, *self._journal.vanished)}
        return tuple(each for each in self._journal.records() if each.id not in beside)

    def troubles(self) -> Troubles:
        bad = self._loaded_workflow if self._loaded_workflow.mistakes else None
        return Troubles(
            not_saved=len(self._journal.pending),
            error=self._error,
            journal=self._problems,
            vanished=self._journal.vanished,
            workflow=bad,
            config=self._config_mistakes,
            calendar=self._editorial.troubles,
            plan=self.day_change(),
            copies=self._copies,
        )

    def left_running(self, *, always: bool = False, since: dt.datetime | None = None) -> LeftRunning | None:
        """The timer to ask about: it ran on long after the last sign of life (or after `since`, where there
        was one just now), or since another day; with `always` whichever runs."""
        session, now = self.state.running_session, self.now()
        if session is None:
            return None
        sign = since or self.last_sign
        last = max(session.start, sign) if sign else session.start
        absent = (now - last).total_seconds() >= ABSENCE_SECONDS
        other_day = calendar.local_date(session.start, self.zone) != calendar.local_date(now, self.zone)
        if not absent and not other_day and not always:
            return None
        spans = tuple(load.span for load in self.day(calendar.local_date(last, self.zone)).blocks)
        return LeftRunning(session, last, session.seconds(now), block_end_after(spans, last, now))

    def come_back_to(self, since: dt.datetime) -> LeftRunning | None:
        """The timer to ask somebody about who was last here at `since` and is here again, the dashboard
        having been open all the time."""
        left, now = self.left_running(since=since), self.now()
        if left is None:
            return None
        item = self.state.items.get(left.session.task)
        over = self.state.seconds_on(item.id, now) // 60 - item.minutes if item else 0
        return left if is_doubtful(left, now, over) else None

    def runs_after_hours(self) -> bool:
        """Whether a timer runs on though the working day has been over for a while and nobody is there."""
        session, now = self.state.running_session, self.now()
        view = self.day()
        if session is None or view.off or not view.blocks:
            return False
        end = max(load.span.span.end for load in view.blocks)
        last = max(session.start, self.last_sign) if self.last_sign else session.start
        return session.start < end and last <= end <= now - AFTER_HOURS

    def ended_elsewhere(self) -> tuple[Notice, ...]:
        """What was lately said of timers that another device ended, whether anybody has read it or not."""
        since = self.now() - NEWS
        return tuple(
            notice
            for notice in self.state.notices
            if notice.kind is NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE
            and notice.at is not None
            and notice.at >= since
        )

    # What is done

    def act(self, intent: do.Intent) -> Outcome:
        """Decide, append and fold, now. Returns what came of it; raises nothing a person can cause."""
        if not self._may_write:
            return Locked("clock")
        with self._guard:
            outcome = self._act(intent)
        self._tell()
        return outcome

    def submit(self, intent: do.Intent) -> Future[Outcome]:
        """The same on the writer thread, after all that was submitted before."""
        return self._on_writer(lambda: self.act(intent))

    def add_posts(self, posts: Sequence[Post]) -> PostOutcome:
        """Write new posts into the files of the editorial calendar, now: all of them or, where one is
        wrong, none. Those without a key are given one."""
        with self._guard:
            outcome = self._editorial.add(posts, self.state, self._known)
        self._tell()
        return outcome

    def edit_post(self, before: Post, after: Post) -> PostOutcome:
        """Change what differs between the two in the post's own file, now; every comment stays there.

        A link that the journal gave is changed in the journal.
        """
        with self._guard:
            outcome = self._editorial.edit(before, after, self._known)
            mark = self.state.posts.get(before.key)
            if isinstance(outcome, PostsSaved) and mark is not None and mark.link and after.link != mark.link:
                self._act(do.PostStateSet(post=before.key, state=mark.state.value, link=after.link))
        self._tell()
        return outcome

    def check_post(self, before: Post | None, after: Post) -> tuple[Mistake, ...]:
        """What would be wrong with a change of a post, or with a new one; writes nothing."""
        return new_mistakes(before, after, self._known)

    def submit_add_posts(self, posts: Sequence[Post]) -> Future[PostOutcome]:
        """The same on the writer thread."""
        return self._on_writer(lambda: self.add_posts(posts))

    def submit_edit_post(self, before: Post, after: Post) -> Future[PostOutcome]:
        """The same on the writer thread."""
        return self._on_writer(lambda: self.edit_post(before, after))

    def refresh(self) -> bool:
        """Read what others wrote since; true where something changed."""
        return self._refresh()[0]

    def news(self) -> tuple[do.Record, ...]:
        """Read what others wrote since; the records that were not known before, in their order."""
        return self._refresh()[1]

    def _refresh(self) -> tuple[bool, tuple[do.Record, ...]]:
        with self._guard:
            loaded = self._journal.refresh()
            changed = bool(loaded.records or loaded.replaced) or loaded.problems != self._problems
            changed = self._read_options() or changed
            workflow = self._load_workflow()
            changed = changed or workflow != self._loaded_workflow
            self._take(loaded)
            changed = self._editorial.refresh(self._known) or changed
            copies = self._find_copies()
            changed, self._copies = changed or copies != self._copies, copies
        if changed:
            self._tell()
        return changed, loaded.records

    def _find_copies(self) -> tuple[Path, ...]:
        paths = self.paths
        return conflict_copies((paths.workflows, paths.calendar, paths.config, paths.themes))

    def submit_refresh(self) -> Future[bool]:
        return self._on_writer(self.refresh)

    def retry(self) -> bool:
        """Try to save what is not; true when nothing is left."""
        with self._guard:
            waited = tuple(self._journal.pending)
            try:
                self._journal.retry()
            except NotSaved as failed:
                self._failures += 1
                self._error = str(failed.error)
            except Busy:
                self._failures += 1
            else:
                self._failures, self._error = 0, ""
            done = not self._journal.pending
            if waited and done:
                self._run_hooks(waited)
        self._tell()
        return done

    def restore_vanished(self) -> bool:
        """Write again what has gone from the journal; true when all of it is on the disk."""
        return self._decide_on_vanished(self._journal.restore_vanished)

    def accept_vanished(self) -> bool:
        """What has gone from the journal is meant to be gone; it counts no more."""
        return self._decide_on_vanished(self._journal.forget_vanished)

    def _decide_on_vanished(self, decide: Callable[[], object]) -> bool:
        if not self._may_write:
            return False
        with self._guard:
            try:
                decide()
            except NotSaved as failed:
                self._failures += 1
                self._error = str(failed.error)
            except Busy:
                return False
            self._take(self._journal.refresh())
            done = not self._journal.vanished and not self._journal.pending
        self._tell()
        return done

    def submit_retry(self) -> Future[bool]:
        return self._on_writer(self.retry)

    @property
    def retry_seconds(self) -> int | None:
        """In how many seconds to try again; `None` where all is saved."""
        if not self._journal.pending:
            return None
        return RETRY_SECONDS[min(max(self._failures - 1, 0), len(RETRY_SECONDS) - 1)]

    def sign_of_life(self) -> None:
        """Somebody is there."""
        self._life.touch(self.now())

    def alarms(self) -> tuple[Alarm, ...]:
        """What a person wants to be told of and stands now, in working hours or not, the nearest first."""
        return self._alarms_of(self.day())

    def _alarms_of(self, today: DayView) -> tuple[Alarm, ...]:
        promised = open_promises(self.state, today.now)
        return notices_at(self.state, today, self.all_deadlines(), promised, self._notice_options)

    @property
    def _notice_options(self) -> NoticeOptions:
        config = self.config
        return NoticeOptions(
            block_end_minutes=config.notice_block_end,
            milestones=config.notice_milestones,
            incidents=config.notice_incidents,
            promises=config.notice_promises,
            over_plan=config.notice_over_plan,
            on_call=config.on_call,
        )

    def ring(self, *, opening: bool = False) -> tuple[Alarm, ...]:
        """The alarms that nobody has been told of: to be told now, each once over all dashboards of this
        machine. Nothing where another one rings, and nothing while nobody is to be disturbed: what still
        stands is told later. With `opening` what the first sight of the day shows counts as told."""
        with self._guard:
            today = self.day()
            now = today.now
            if not may_disturb(today, self.hours, self._notice_options):
                return ()
            fresh = self._alarms.ring(self._alarms_of(today), now)
            if opening:
                fresh = tuple(alarm for alarm in fresh if alarm.clock not in SEEN_ON_OPENING)
            spoken_of = [(alarm, at) for alarm, at in self._rung if now - at < RINGING]
            self._rung = (*spoken_of, *((alarm, now) for alarm in fresh))
        if fresh:
            self._tell()
        return fresh

    def submit_ring(self, *, opening: bool = False) -> Future[tuple[Alarm, ...]]:
        return self._on_writer(lambda: self.ring(opening=opening))

    def notify(self, texts: Sequence[str]) -> None:
        """Run the person's own program for each notice, where there is one; it is not waited for."""
        command = self.config.notify_command
        for text in texts if command else ():
            failure = self.programs.start("notify_command", (*command, text))
            self._not_run += [failure] if failure else []

    def submit_notify(self, texts: Sequence[str]) -> Future[None]:
        return self._on_writer(lambda: self.notify(texts))

    def outside_failures(self) -> tuple[Failure, ...]:
        """What went wrong with programs of the person's own; each is told once a day, with this."""
        failures = dict.fromkeys((*self._not_run, *self.programs.failures()))
        self._not_run.clear()
        if not failures:
            return ()
        told, today = Told(self.paths, keep=self._may_write), self.today()
        names = {f"{each.key}:{today}": each for each in failures}
        fresh = told.fresh(names)
        told.tell(fresh)
        return tuple(names[name] for name in fresh)

    def ringing(self, today: DayView) -> tuple[Alarm, ...]:
        """What rang here lately, as far as it still stands on `today`, which holds all rows."""
        if not self._rung:
            return ()
        standing = self._alarms_of(today)
        return tuple(alarm for alarm, at in self._rung if today.now - at < RINGING and alarm in standing)

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each change, on the thread that made it. Returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def keep_past(self) -> bool:
        """Keep the outcome of what happened long ago, with which the next start needs no records of it.
        False where it was given up for what somebody asked for meanwhile."""
        past = self._timeline.past()
        if past is None or past.working is self._kept_past:
            return True
        kept = self._journal.archive(past, lambda: self._closed or self._submitted > 1)
        if kept:
            self._kept_past = past.working
        return kept

    def submit_keep_past(self) -> Future[bool]:
        return self._on_writer(self.keep_past)

    def close(self, *, hurried: bool = False) -> None:
        """Wait for what is under way and let go. What is not saved is in the rescue file. `hurried`: what
        happened long ago is not kept for the next start, unless that was done before.

        Nothing can be submitted after that.
        """
        with self._starting:
            self._closed = True
        if self._writer is not None:
            self._writer.shutdown(wait=True)
        past = None if hurried else self._timeline.past()
        is_kept = past is None or past.working is self._kept_past
        self._journal.close(None if is_kept else past)
        self._alarms.close()
        self.programs.let_go()
        self._editorial.close()

    def _on_writer(self, run: Callable[[], _T]) -> Future[_T]:
        """On the writer thread, which is started when it is first needed: a command needs none."""
        from concurrent.futures import ThreadPoolExecutor

        with self._starting:
            if self._closed:
                raise RuntimeError("the desk is closed")
            if self._writer is None:
                self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jornada-writer")
            self._submitted += 1
            return self._writer.submit(self._run_submitted, run)

    def _run_submitted(self, run: Callable[[], _T]) -> _T:
        try:
            return run()
        finally:
            with self._starting:
                self._submitted -= 1

    def _act(self, intent: do.Intent) -> Outcome:
        now = self.now()
        about = {"of": ""}

        def choose(loaded: Loaded) -> Sequence[tuple[do.Intent, dt.datetime]]:
            self._take(loaded)
            self._device = self._journal.device
            decision = decide(self.state, intent, self._setting(intent, now))
            if isinstance(decision, Refused):
                raise _Stopped(decision)
            last = decision.intents[-1]
            about["of"] = last.of if isinstance(last, do.Undo | do.Redo) else ""
            return [(each, now) for each in decision.intents]

        try:
            records = self._journal.transact(choose)
        except _Stopped as stopped:
            return stopped.refused
        except LineTooLong:
            return Refused(Reason.TEXT_TOO_LONG, limit=MAX_LINE_BYTES)
        except Busy:
            return Locked("busy")
        except NotSaved as failed:
            self._failures += 1
            self._error = str(failed.error)
            self._fold(failed.records)
            return Kept(failed.records, self._error)
        self._failures, self._error = 0, ""
        self._fold(records)
        self._life.touch(now)
        undone = self._timeline.record(about["of"]) if about["of"] else None
        self._run_hooks(records, undone.intent if undone else None)
        kept = self._timeline.changes_after(about["of"]) if undone else 0
        return Saved(records, undone.intent if undone else None, kept)

    def _run_hooks(self, records: Sequence[do.Record], undone: do.Intent | None = None) -> None:
        """The hooks of what is on the disk now, written here."""
        if self.programs.may_run:
            self._not_run += run_hooks(self.programs, self.paths, records, self.state, undone)

    def _setting(self, intent: do.Intent, now: dt.datetime) -> Setting:
        # Listing the workflows reads them all: done only where it is asked for.
        choosing = isinstance(intent, do.WorkflowUse)
        names = tuple(entry.name for entry in self._workflows.names()) if choosing else ()
        # So is reading the editorial calendar.
        posts = {post.key: post for post in self.posts()} if isinstance(intent, do.PostStateSet) else {}
        return Setting(now, self.workflow, self._device, names, posts)

    def dry_run(self, intent: do.Intent) -> Refused | None:
        """What `act` would refuse, writing nothing; `None` where it would be accepted."""
        decision = decide(self.state, intent, self._setting(intent, self.now()))
        return decision if isinstance(decision, Refused) else None

    def _take(self, loaded: Loaded, *, first: bool = False) -> None:
        """Fold what was read; start over where a person's edit changed what was known."""
        self._problems = loaded.problems
        if first:
            self._fold_from_the_start(loaded.past, loaded.records)
        elif loaded.replaced:
            self._fold_from_the_start(*self._journal.standing())
        else:
            self._fold(loaded.records)

    def _fold(self, records: Sequence[do.Record]) -> None:
        try:
            self._timeline.add(records)
        except PastChangedError:
            with collector_at_rest():
                self._timeline = Timeline(self._journal.records())
        self._take_state()

    def _fold_from_the_start(self, past: Past | None, records: Sequence[do.Record]) -> None:
        with collector_at_rest():
            try:
                self._timeline = Timeline(records, past)
            except PastChangedError:
                self._timeline = Timeline(self._journal.records())
        self._take_state()

    def _take_state(self) -> None:
        self._state = self._timeline.state
        self._loaded_workflow = self._load_workflow()

    def use_config(self, config: LoadedConfig) -> None:
        """Other options from now on; those that are read at the start only stay as they are in use."""
        with self._guard:
            self._use_options(config)
            self._loaded_workflow = self._load_workflow()
        self._tell()

    def _use_options(self, config: LoadedConfig) -> None:
        self.config, self._config_mistakes = config.config, config.mistakes
        self._days_off = days_off(self.config.days_off)
        self._as_read = None

    def _read_options(self) -> bool:
        """Use what was written into `config.toml` since it was last read; whether something was."""
        found = read_own_file(self.paths.config_file)
        if found == self._config_as_read:
            return False
        self._config_as_read = found
        self._use_options(_loaded_config(found))
        return True

    def _load_workflow(self) -> LoadedWorkflow:
        name = self.state.workflow or self.config.workflow or DEFAULT_WORKFLOW
        loaded = self._workflows.load(name)
        if not self._days_off:
            return loaded
        if self._as_read is not loaded.workflow:
            self._as_read = loaded.workflow
            self._with_days_off = replace(loaded.workflow, days_off=self._days_off)
        return replace(loaded, workflow=self._with_days_off)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


@dataclass(frozen=True, slots=True)
class LoadedConfig:
    """The options in use, what is wrong with the file, and its text, for the lines of other mistakes."""

    config: Config
    mistakes: tuple[LocatedMistake, ...] = ()
    text: str = ""


def read_config(paths: Paths) -> LoadedConfig:
    """Read `config.toml`; what cannot be read or is wrong is a mistake, and its default is used."""
    return _loaded_config(read_own_file(paths.config_file))


def _loaded_config(data: bytes | Mistake | None) -> LoadedConfig:
    if isinstance(data, Mistake):
        return LoadedConfig(Config(), (LocatedMistake(None, data),))
    # Bytes that are not text are replaced, so that the check finds and names their lines.
    text = (data or b"").decode("utf-8", errors="replace")
    return LoadedConfig(*load_config(text), text)


def open_desk(
    paths: Paths, *, clock: Clock, language: str, config: LoadedConfig, may_write: bool = True
) -> Desk:
    """The desk on these paths. Raises `OSError` only where not even the state directory can be made."""
    return Desk(paths, clock=clock, language=language, config=config, may_write=may_write)

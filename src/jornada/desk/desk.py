"""The desk: what is so, and the one way to change it.

It runs decide -> append -> fold. `act` does it at once and returns what came of it; `submit` does it on
the desk's one writer thread, in order, so that a slow disk never stops a screen.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jornada.clock import Clock
from jornada.core import intents as do
from jornada.desk.bell import Bell, notice_options
from jornada.desk.options import LoadedConfig, OptionsFile
from jornada.desk.outcomes import Kept, Locked, Outcome, Saved
from jornada.desk.sight import Sight
from jornada.desk.writer_thread import WriterThread
from jornada.paths import Paths
from jornada.store.errors import Busy
from jornada.store.record import MAX_LINE_BYTES, LineTooLong

if TYPE_CHECKING:
    from concurrent.futures import Future

    from jornada.core.alarms import Alarm
    from jornada.core.mistakes import Mistake
    from jornada.core.plan import DayView
    from jornada.core.posts import Post
    from jornada.core.refusals import Refused
    from jornada.core.setting import Setting
    from jornada.desk.own_programs import OwnPrograms
    from jornada.editorial import PostOutcome
    from jornada.outside import Failure


class _Stopped(Exception):
    """Leads out of the journal's transaction with nothing written."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


class Desk(Sight):
    """Open it with `open_desk`; close it when done."""

    def __init__(
        self, paths: Paths, *, clock: Clock, language: str, config: LoadedConfig, may_write: bool = True
    ) -> None:
        self._guard = threading.RLock()
        self._writer = WriterThread()
        self._listeners: list[Callable[[], None]] = []
        self._options_file = OptionsFile(paths)
        self._bell = Bell(paths, keep=may_write)
        self._programs: OwnPrograms | None = None
        self._device = ""
        super().__init__(paths, clock=clock, language=language, config=config, may_write=may_write)

    @property
    def programs(self) -> OwnPrograms:
        """The person's own programs, of which who only looks wants nothing."""
        if self._programs is None:
            from jornada.desk.own_programs import OwnPrograms

            self._programs = OwnPrograms(self.paths, may_run=self._may_write)
        return self._programs

    # What a person does

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
        return self._writer.submit(lambda: self.act(intent))

    def dry_run(self, intent: do.Intent) -> Refused | None:
        """What `act` would refuse, writing nothing; `None` where it would be accepted."""
        from jornada.core.decide import decide
        from jornada.core.refusals import Refused

        decision = decide(self.state, intent, self._setting(intent, self.now()))
        return decision if isinstance(decision, Refused) else None

    def _act(self, intent: do.Intent) -> Outcome:
        # Who only looks decides nothing, and need not load what it takes.
        from jornada.core.decide import decide
        from jornada.core.refusals import Reason, Refused

        now = self.now()
        undone_id = ""

        def choose() -> Sequence[tuple[do.Intent, dt.datetime]]:
            nonlocal undone_id
            self._device = self._ledger.device
            decision = decide(self.state, intent, self._setting(intent, now))
            if isinstance(decision, Refused):
                raise _Stopped(decision)
            last = decision.intents[-1]
            undone_id = last.of if isinstance(last, do.Undo | do.Redo) else ""
            return [(each, now) for each in decision.intents]

        try:
            records, on_disk = self._ledger.append(choose)
        except _Stopped as stopped:
            return stopped.refused
        except LineTooLong:
            return Refused(Reason.TEXT_TOO_LONG, limit=MAX_LINE_BYTES)
        except Busy:
            return Locked("busy")
        if not on_disk:
            return Kept(records, self._ledger.error)
        self._life.touch(now)
        undone = self._ledger.recent(undone_id) if undone_id else None
        intent_undone = undone.intent if undone else None
        self.programs.run_hooks(records, self.state, intent_undone)
        return Saved(records, intent_undone, self._ledger.changes_after(undone_id) if undone else 0)

    def _setting(self, intent: do.Intent, now: dt.datetime) -> Setting:
        from jornada.core.setting import Setting

        # Listing the workflows reads them all: done only where it is asked for.
        choosing = isinstance(intent, do.WorkflowUse)
        names = tuple(entry.name for entry in self.workflows()) if choosing else ()
        # So is reading the editorial calendar.
        posts = {post.key: post for post in self.posts()} if isinstance(intent, do.PostStateSet) else {}
        return Setting(now, self.workflow, self._device, names, posts)

    def sign_of_life(self) -> None:
        """Somebody is there."""
        self._life.touch(self.now())

    # Posts

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
            from jornada.editorial import PostsSaved

            mark = self.state.posts.get(before.key)
            if isinstance(outcome, PostsSaved) and mark is not None and mark.link and after.link != mark.link:
                self._act(do.PostStateSet(post=before.key, state=mark.state.value, link=after.link))
        self._tell()
        return outcome

    def check_post(self, before: Post | None, after: Post) -> tuple[Mistake, ...]:
        """What would be wrong with a change of a post, or with a new one; writes nothing."""
        from jornada.editorial import new_mistakes

        return new_mistakes(before, after, self._known)

    def submit_add_posts(self, posts: Sequence[Post]) -> Future[PostOutcome]:
        """The same on the writer thread."""
        return self._writer.submit(lambda: self.add_posts(posts))

    def submit_edit_post(self, before: Post, after: Post) -> Future[PostOutcome]:
        """The same on the writer thread."""
        return self._writer.submit(lambda: self.edit_post(before, after))

    # What others did

    def refresh(self) -> bool:
        """Read what others wrote since; true where something changed."""
        return self._refresh()[0]

    def news(self) -> tuple[do.Record, ...]:
        """Read what others wrote since; the records that were not known before, in their order."""
        return self._refresh()[1]

    def submit_refresh(self) -> Future[bool]:
        """`refresh` on the writer thread."""
        return self._writer.submit(self.refresh)

    def _refresh(self) -> tuple[bool, tuple[do.Record, ...]]:
        with self._guard:
            before = (self._ledger.problems, self._loaded_workflow, self._known_copies())
            options = self._options_file.changed()
            if options is not None:
                self._use_options(options)
            loaded = self._ledger.refresh()
            self._copies = self._find_copies()
            changed = self._has_other_posts()
            changed = changed or options is not None or bool(loaded.records) or loaded.replaced
            changed = changed or before != (self._ledger.problems, self._loaded_workflow, self._copies)
        if changed:
            self._tell()
        return changed, loaded.records

    def use_config(self, config: LoadedConfig) -> None:
        """Other options from now on; those that are read at the start only stay as they are in use."""
        with self._guard:
            self._use_options(config)
            self._follow(self.state)
        self._tell()

    def _use_options(self, config: LoadedConfig) -> None:
        self.config, self._config_mistakes = config.config, config.mistakes
        self._plan.use(config.config)

    # What was not saved, and what has gone

    def retry(self) -> bool:
        """Try to save what is not; true when nothing is left."""
        with self._guard:
            waited = self._ledger.pending
            done = self._ledger.retry()
            if waited and done:
                self.programs.run_hooks(waited, self.state)
        self._tell()
        return done

    def submit_retry(self) -> Future[bool]:
        """`retry` on the writer thread."""
        return self._writer.submit(self.retry)

    def restore_vanished(self) -> bool:
        """Write again what has gone from the journal; true when all of it is on the disk."""
        return self._decide_on_vanished(self._ledger.restore_vanished)

    def accept_vanished(self) -> bool:
        """What has gone from the journal is meant to be gone; it counts no more."""
        return self._decide_on_vanished(self._ledger.accept_vanished)

    def _decide_on_vanished(self, decide: Callable[[], bool]) -> bool:
        if not self._may_write:
            return False
        with self._guard:
            done = decide()
        self._tell()
        return done

    # What is told

    def ring(self, *, opening: bool = False) -> tuple[Alarm, ...]:
        """The alarms that nobody has been told of: to be told now, each once over all dashboards of this
        machine. Nothing where another one rings, and nothing while nobody is to be disturbed: what still
        stands is told later. With `opening` what the first sight of the day shows counts as told."""
        with self._guard:
            today = self.day()
            if not self._may_disturb(today):
                return ()
            fresh = self._bell.ring(self._alarms_of(today), today.now, opening=opening)
        if fresh:
            self._tell()
        return fresh

    def may_ring(self, today: DayView) -> bool:
        """Whether something could come of `ring`; `today` holds all rows. On any thread, at once."""
        return self._may_disturb(today) and self._bell.may_ring(self._alarms_of(today), today.now)

    def _may_disturb(self, today: DayView) -> bool:
        from jornada.core.notices import may_disturb

        return may_disturb(today, self.hours, notice_options(self.config))

    def submit_ring(self, *, opening: bool = False) -> Future[tuple[Alarm, ...]]:
        """`ring` on the writer thread."""
        return self._writer.submit(lambda: self.ring(opening=opening))

    def ringing(self, today: DayView) -> tuple[Alarm, ...]:
        """What rang here lately, as far as it still stands on `today`, which holds all rows."""
        return self._bell.ringing(self._alarms_of(today), today.now) if self._bell.rang else ()

    def notify(self, texts: Sequence[str]) -> None:
        """Run the person's own program for each notice, where there is one; it is not waited for."""
        self.programs.notify(self.config.notify_command, texts)

    def submit_notify(self, texts: Sequence[str]) -> Future[None]:
        """`notify` on the writer thread."""
        return self._writer.submit(lambda: self.notify(texts))

    def outside_failures(self) -> tuple[Failure, ...]:
        """What went wrong with programs of the person's own; each is told once a day, with this."""
        return self.programs.failures(self.today())

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each change, on the thread that made it. Returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    # The end

    @property
    def has_past_to_keep(self) -> bool:
        """Whether `keep_past` has something to do. On any thread, at once."""
        return self._ledger.has_past_to_keep

    def keep_past(self) -> bool:
        """Keep the outcome of what happened long ago, with which the next start needs no records of it.
        False where it was given up for what somebody asked for meanwhile."""
        return self._ledger.keep_past(self.zone, self._writer.is_hurried)

    def submit_keep_past(self) -> Future[bool]:
        """`keep_past` on the writer thread."""
        return self._writer.submit(self.keep_past)

    def close(self, *, hurried: bool = False) -> None:
        """Wait for what is under way and let go. What is not saved is in the rescue file. `hurried`: what
        happened long ago is not kept for the next start, unless that was done before.

        Nothing can be submitted after that.
        """
        self._writer.close()
        self._ledger.close(self.zone, hurried=hurried)
        self._bell.close()
        if self._programs is not None:
            self._programs.close()
        if self._calendar is not None:
            self._calendar.close()


def open_desk(
    paths: Paths, *, clock: Clock, language: str, config: LoadedConfig, may_write: bool = True
) -> Desk:
    """The desk on these paths. Raises `OSError` only where not even the state directory can be made."""
    return Desk(paths, clock=clock, language=language, config=config, may_write=may_write)

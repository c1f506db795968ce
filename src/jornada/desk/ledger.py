"""The journal and what it amounts to: the state.

Records are read, decided on, appended and folded here; what could not be saved waits here, counts, and
is tried again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from jornada.clock import Clock
from jornada.core import intents as do
from jornada.core.fold import Past, PastChangedError, Timeline
from jornada.core.state import State
from jornada.paths import Paths
from jornada.store.collector import collector_at_rest
from jornada.store.errors import Busy, NotSaved
from jornada.store.journal import Journal, Loaded
from jornada.store.journal import Problem as JournalProblem

RETRY_SECONDS = (1, 2, 5, 10, 20, 40, 60)
"""After how long what is not saved is tried again; the last one from then on."""


class Ledger:
    """One process's. It is not for several threads at once, but for reading what it holds, which may be
    done any time. `follow` is called with each state, first by `open`; without `keep_snapshot` reading
    writes nothing."""

    def __init__(
        self, paths: Paths, *, clock: Clock, keep_snapshot: bool, follow: Callable[[State], None]
    ) -> None:
        self._journal = Journal(paths, clock=clock, keep_snapshot=keep_snapshot)
        self._follow = follow
        self._timeline = Timeline()
        self._failures = 0
        self._kept_past: object = None
        self.state = self._timeline.state
        self.error = ""
        self.problems: tuple[JournalProblem, ...] = ()

    def open(self) -> None:
        """Read it all. Raises `OSError` where not even the state directory can be made."""
        loaded = self._journal.load()
        self.problems = loaded.problems
        self._fold_from_the_start(loaded.past, loaded.records)

    # What is known

    @property
    def device(self) -> str:
        """This machine's device; raises `Busy`."""
        return self._journal.device

    @property
    def pending(self) -> tuple[do.Record, ...]:
        """Records that count and are not on the disk, in their order."""
        return self._journal.pending

    @property
    def vanished(self) -> tuple[do.Record, ...]:
        """Records that were on the disk and are no more; they count until a person decides."""
        return self._journal.vanished

    def records(self) -> tuple[do.Record, ...]:
        """All that happened, in its order."""
        return self._journal.records()

    def records_in_files(self) -> tuple[do.Record, ...]:
        """The same without what waits to be saved, and without what has gone from the files."""
        beside = {each.id for each in (*self._journal.pending, *self._journal.vanished)}
        return tuple(each for each in self._journal.records() if each.id not in beside)

    def record(self, key: str) -> do.Record | None:
        """The record of that id; all records are read where it may be one of long ago."""
        found = self._timeline.record(key)
        if found is not None or not self._timeline.may_have_held(key):
            return found
        return next((record for record in self.records() if record.id == key), None)

    def recent(self, key: str) -> do.Record | None:
        """The record of that id, where it is not one of long ago."""
        return self._timeline.record(key)

    def changes_after(self, key: str) -> int:
        """How many later changes there are to what that record changed."""
        return self._timeline.changes_after(key)

    @property
    def retry_seconds(self) -> int | None:
        """In how many seconds to try again; `None` where all is saved."""
        if not self.pending:
            return None
        return RETRY_SECONDS[min(max(self._failures - 1, 0), len(RETRY_SECONDS) - 1)]

    # What is done

    def refresh(self) -> Loaded:
        """Read what others wrote since."""
        loaded = self._journal.refresh()
        self.take(loaded)
        return loaded

    def append(
        self, choose: Callable[[], Sequence[tuple[do.Intent, dt.datetime]]]
    ) -> tuple[tuple[do.Record, ...], bool]:
        """Write what `choose` returns, each with its instant; no other process writes between the state
        that it sees and the append. The records, and whether they are on the disk: they count in any case.

        Raises what `choose` raises, with nothing written; `Busy`; `LineTooLong`.
        """

        def chosen(loaded: Loaded) -> Sequence[tuple[do.Intent, dt.datetime]]:
            self.take(loaded)
            return choose()

        try:
            records = self._journal.transact(chosen)
        except NotSaved as failed:
            self._failed(failed)
            self._fold(failed.records)
            return tuple(failed.records), False
        self._failures, self.error = 0, ""
        self._fold(records)
        return records, True

    def retry(self) -> bool:
        """Try to save what is not; true when nothing is left."""
        try:
            self._journal.retry()
        except NotSaved as failed:
            self._failed(failed)
        except Busy:
            self._failures += 1
        else:
            self._failures, self.error = 0, ""
        return not self.pending

    def restore_vanished(self) -> bool:
        """Write again what has gone from the journal; true when all of it is on the disk."""
        return self._decide_on_vanished(self._journal.restore_vanished)

    def accept_vanished(self) -> bool:
        """What has gone from the journal is meant to be gone; it counts no more. False where the lock is
        not to be had."""
        return self._decide_on_vanished(self._journal.forget_vanished)

    def _decide_on_vanished(self, decide: Callable[[], object]) -> bool:
        try:
            decide()
        except NotSaved as failed:
            self._failed(failed)
        except Busy:
            return False
        self.refresh()
        return not self.vanished and not self.pending

    def _failed(self, failed: NotSaved) -> None:
        self._failures += 1
        self.error = str(failed.error)

    @property
    def has_past_to_keep(self) -> bool:
        """Whether there is an outcome of what happened long ago that was not kept."""
        settled = self._timeline.settled
        return settled is not None and settled is not self._kept_past

    def keep_past(self, zone: dt.tzinfo, is_hurried: Callable[[], bool]) -> bool:
        """Keep the outcome of what happened long ago, with which the next start needs no records of it, and
        the sums of its weeks in that zone. False where it was given up because of a hurry."""
        past = self._timeline.past() if self.has_past_to_keep else None
        if past is None:
            return True
        from jornada.core.week_sums import with_week_sums

        summed = with_week_sums(past, zone, is_hurried)
        kept = summed is not None and self._journal.archive(summed, is_hurried)
        if kept:
            self._kept_past = past.working
        return kept

    def close(self, zone: dt.tzinfo, *, hurried: bool) -> None:
        """Let go. `hurried`: what happened long ago is not kept, unless that was done before; else with it
        the sums of its weeks in that zone."""
        past = self._timeline.past() if self.has_past_to_keep and not hurried else None
        if past is not None:
            from jornada.core.week_sums import with_week_sums

            past = with_week_sums(past, zone, lambda: False)
        self._journal.close(past)

    # What it amounts to

    def take(self, loaded: Loaded) -> None:
        """Fold what was read; start over where a person's edit changed what was known."""
        self.problems = loaded.problems
        if loaded.replaced:
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
        self.state = self._timeline.state
        self._follow(self.state)

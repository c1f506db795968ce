"""The journal: what happened, appended one record a line and read back from every device's files.

One `Journal` serves one process. Its methods may be called from several threads; one that writes,
and waits for the lock or the disk, does not keep another from reading.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from jornada.core.dataclass import dataclass, replace
from jornada.core.fold import Past
from jornada.core.intents import Intent, Record
from jornada.paths import Paths
from jornada.store.archive import Abandoned, Hurried, build, never
from jornada.store.collector import collector_at_rest
from jornada.store.counter import base36, read_counter, write_counter
from jornada.store.device import (
    Machine,
    Mint,
    establish_device,
    mint_device,
    random_device,
    read_device,
    this_machine,
)
from jornada.store.errors import NotSaved
from jornada.store.files import System
from jornada.store.index import original, same, sort_key
from jornada.store.lock import PATIENCE_SECONDS, Lock
from jornada.store.reading import Problem, ProblemKind
from jornada.store.record import decode, encode
from jornada.store.rescue import Rescue, RescueFile, encoded
from jornada.store.snapshot import Snapshot
from jornada.store.tree import Tree
from jornada.store.writer import Writer

__all__ = ["Decide", "Journal", "Loaded", "Problem", "ProblemKind"]

LINES_WORTH_A_SNAPSHOT_ON_LOAD = 200
LINES_WORTH_A_SNAPSHOT_ON_CLOSE = 20
COUNTER_FILE = "counter"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a look at the journal brought.

    `records` are those not handed out before, in order; `problems` are all that stand now, and once
    each what was edited by hand. `replaced` means that what was handed out before does not hold any
    more: fold what `Journal.standing()` gives from the start. `past` is there where `records` are not all
    there is.
    """

    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    replaced: bool = False
    past: Past | None = None


Decide = Callable[[Loaded], Sequence[tuple[Intent, dt.datetime]]]
"""Given what is new, the intents to write, each with its instant."""


class Journal:
    """The journal of one person, as this process reads and writes it.

    `clock` serves only to tell what is ahead of time. Without `keep_snapshot` reading writes nothing.
    `system`, `machine` and `mint` let a test put faults, clones and chosen device ids in place of the
    real ones.
    """

    def __init__(
        self,
        paths: Paths,
        *,
        clock: Callable[[], dt.datetime],
        keep_snapshot: bool = True,
        system: System | None = None,
        machine: Machine | None = None,
        mint: Mint = random_device,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        system = system or System()
        self._paths = paths
        self._clock = clock
        self._keep_snapshot = keep_snapshot
        self._system = system
        self._machine = machine or this_machine()
        self._mint = mint
        self._lock = Lock(paths.lock, system, patience_seconds=patience_seconds)
        self._rescue = Rescue(paths.rescue, system)
        self._writer = Writer(paths.journal, system)
        self._tree = Tree(paths.journal, Snapshot(paths.snapshot, paths.journal, system), system)

        # Taken in this order: _writing, the lock between processes, _memory.
        self._writing = threading.RLock()
        self._memory = threading.RLock()

        self._loaded = False
        self._device = ""
        self._device_is_private = False
        self._pending: list[Record] = []
        self._not_rescued: list[Record] = []
        self._rescue_files: tuple[RescueFile, ...] = ()
        self._written: set[str] = set()
        self._last_counter = 0
        self._last_n = 0

    # What is known

    @property
    def device(self) -> str:
        """This machine's device, minted when it is first asked for; raises `Busy`.

        Where it cannot be kept it is this process's alone.
        """
        if not self._device:
            noted = read_device(self._paths.device_file, self._system)
            if noted and noted.home == self._machine:
                self._device = noted.id
                return self._device
            with self._writing, self._locked() as lock_error:
                self._establish_device(lock_error)
        return self._device

    @property
    def pending(self) -> tuple[Record, ...]:
        """Records that are known and not yet in the journal, in their order."""
        with self._memory:
            return tuple(self._pending)

    @property
    def vanished(self) -> tuple[Record, ...]:
        """Records that were in the journal and are no more; known until a person decides."""
        with self._memory:
            return self._tree.vanished()

    def records(self) -> tuple[Record, ...]:
        """All that is known, sorted by `Record.order`."""
        with self._memory:
            return self._tree.records()

    def standing(self) -> tuple[Past | None, tuple[Record, ...]]:
        """The outcome of what happened long ago, and the records after it, sorted; or no such past, and all
        that is known."""
        with self._memory:
            return self._tree.standing()

    def files(self) -> tuple[Path, ...]:
        """The journal's files, of all devices, conflict copies too."""
        with self._memory:
            return self._tree.paths()

    # Reading

    def load(self) -> Loaded:
        """Everything: from the snapshot, and from the files what is new or has grown."""
        with self._memory, collector_at_rest():
            self._look()
            self._tree.fresh, self._tree.replaced = [], True
            news = self._take_news()
            if self._keep_snapshot and self._tree.is_worth_saving(LINES_WORTH_A_SNAPSHOT_ON_LOAD):
                self._tree.save_snapshot()
            past, records = self._tree.standing()
            return replace(news, records=records, past=past)

    def refresh(self) -> Loaded:
        """What came since the last look: from other processes, other devices, by hand."""
        return self._refresh()

    def _refresh(self, *, is_hurried: bool = False) -> Loaded:
        with self._memory:
            if not self._loaded:
                return self.load()
            self._look(is_hurried=is_hurried)
            return self._take_news()

    def close(self, past: Past | None = None) -> None:
        """Keep what was read in the snapshot, with `past` the outcome of the records up to there too, and let
        go of the lock's file. What is pending stays so."""
        with self._writing, self._memory:
            worth = self._keep_snapshot and self._tree.is_worth_saving(LINES_WORTH_A_SNAPSHOT_ON_CLOSE)
            if self._loaded and worth:
                self._tree.save_snapshot()
            if past is not None:
                self.archive(past)
            self._lock.close()

    def archive(self, past: Past, hurried: Hurried = never) -> bool:
        """Keep `past`, the outcome of the records up to there, for the next process. False, with nothing
        kept, where somebody waits meanwhile."""
        if not self._keep_snapshot:
            return True
        with collector_at_rest():
            try:
                built = build(past, hurried)
            except Abandoned:
                return False
            with self._writing, self._memory:
                if self._loaded and not self._pending:
                    if self._tree.awaits:
                        self._look()
                    self._tree.archive(past, built, self._clock())
        return True

    def _look(self, *, is_hurried: bool = False) -> None:
        if self._loaded:
            self._tree.look(self._pending, is_hurried=is_hurried)
            return
        listed = self._tree.start_from_snapshot()
        self._tree.look((), listed=listed)
        self._adopt_rescued(first=0)
        self._loaded = True

    def _take_news(self) -> Loaded:
        tree = self._tree
        found = [*tree.problems(self._clock()), *tree.notices]
        found.extend(problem for file in self._rescue_files for problem in file.problems)
        found.sort(key=lambda problem: (str(problem.file), problem.line, problem.kind.value))
        news = Loaded(tuple(sorted(tree.fresh, key=sort_key)), tuple(found), replaced=tree.replaced)
        tree.fresh, tree.replaced, tree.notices = [], False, []
        return news

    # Writing

    def transact(self, decide: Decide) -> tuple[Record, ...]:
        """Under the lock: look, let `decide` choose, append what it chose in one write, and sync it.

        Returns the records once they are on the disk, what was pending before them included. If
        `decide` raises, nothing is written. Raises `Busy` before anything was decided; `NotSaved`
        with the records, which are then known and pending; `LineTooLong` and `ValueError` for an
        intent that no line can hold.
        """
        with self._writing, self._locked() as lock_error:
            self._establish_device(lock_error)
            chosen = decide(self._refresh(is_hurried=self._is_alone()))
            records = self._compose(chosen)
            with self._memory:
                self._pending.extend(records)
                for record in records:
                    self._tree.take(record, self._pending)
            error = lock_error or self._drain(new=len(records))
            if error and records:
                raise NotSaved(records, error, rescued=self._rescued(records))
            return records

    def retry(self) -> tuple[Record, ...]:
        """Write what is pending; returns what is so no more. Raises `Busy`, and `NotSaved` with the rest."""
        if not self.pending:
            return ()
        with self._writing, self._locked() as lock_error:
            return self._write_pending(lock_error)

    def restore_vanished(self) -> tuple[Record, ...]:
        """A person's word: write again what has gone from the files. Raises as `retry` does.

        It counts as gone until it is found in a file again.
        """
        if not self.vanished:
            return ()
        with self._writing, self._locked() as lock_error:
            with self._memory:
                waiting = {record.id for record in self._pending}
                gone = [original(each) for each in self._tree.vanished() if each.id not in waiting]
                self._pending.extend(gone)
            written = self._write_pending(lock_error, gone)
            with self._memory:
                self._look()
            return written

    def forget_vanished(self) -> None:
        """A person's word: what has gone from the files is meant to be gone."""
        with self._memory:
            self._tree.forget_vanished()

    def _write_pending(
        self, lock_error: OSError | None, not_rescued: Sequence[Record] = ()
    ) -> tuple[Record, ...]:
        """Write what is pending, of which `not_rescued` is in no rescue file yet; what is on the disk."""
        self._establish_device(lock_error)
        with self._memory:
            self._look()
        before = self.pending
        error = lock_error or self._drain()
        left = self.pending
        if error and left:
            raise NotSaved(left, error, rescued=self._rescued(not_rescued))
        return tuple(record for record in before if record not in left)

    @contextmanager
    def _locked(self) -> Iterator[OSError | None]:
        """Hold the lock between processes, or give the error for which there is none."""
        with ExitStack() as stack:
            lock_error: OSError | None = None
            try:
                stack.enter_context(self._lock.held())
            except OSError as error:
                lock_error = error
            yield lock_error

    def _establish_device(self, lock_error: OSError | None) -> None:
        """Know the device to write as: this machine's, or, without a lock, one of this process alone.

        Without a lock another process may give out the same counters.
        """
        if self._device and (self._device_is_private or lock_error is None):
            return
        with self._memory:
            if not self._loaded:
                self._look()
        self._device_is_private = True
        if lock_error is None:
            with suppress(OSError):
                self._device = establish_device(
                    self._paths.device_file, self._machine, self._system, taken=self._taken, mint=self._mint
                ).id
                self._device_is_private = False
        if self._device_is_private:
            self._device = mint_device(self._taken(), self._mint)

    def _taken(self) -> set[str]:
        """The devices that files are named after."""
        with self._memory:
            return self._tree.devices()

    def _is_alone(self) -> bool:
        """Whether nobody else of this machine has written since the last look: whoever writes something new
        notes its counter before, under the lock that is held now."""
        with self._memory:
            if not self._loaded or self._pending or self._device_is_private:
                return False
            counter, _ = self._tree.tops(self._device, ())
            return read_counter(self._paths.state / COUNTER_FILE, self._system) == max(
                counter, self._last_counter
            )

    def _compose(self, chosen: Sequence[tuple[Intent, dt.datetime]]) -> tuple[Record, ...]:
        """Records with the next ids, as they will be read back."""
        if not chosen:
            return ()
        with self._memory:
            counter, n = self._tree.tops(self._device, self._pending)
            noted = read_counter(self._paths.state / COUNTER_FILE, self._system)
            counter, n = max(counter, noted, self._last_counter), max(n, self._last_n)
            records: list[Record] = []
            for intent, at in chosen:
                counter, n = counter + 1, n + 1
                record = Record(id=f"{self._device}-{base36(counter)}", at=at, n=n, intent=intent)
                records.append(decode(encode(record)))
            self._last_counter, self._last_n = counter, n
        with suppress(OSError):  # the journal's own records, and this process's memory, tell it too
            write_counter(self._paths.state / COUNTER_FILE, counter, self._system)
        return tuple(records)

    def _drain(self, new: int = 0) -> OSError | None:
        """Append what is pending, of which the last `new` were never tried; the error that stopped it."""
        with self._memory:
            self._adopt_rescued(first=len(self._pending) - new)
            waiting = self._unwritten(new)
        by_date: dict[dt.date, list[Record]] = {}
        for record in waiting:
            by_date.setdefault(record.at.date(), []).append(record)
        for date, records in by_date.items():
            with self._memory:
                parts = self._tree.parts(date, self._device)
            try:
                name = self._writer.write(date, self._device, encoded(records), parts)
            except OSError as error:
                return error
            with self._memory:
                for record in records:
                    self._tree.wrote(record, name)
                self._saved(records)
        with self._memory:
            self._rescue_files = self._rescue.sweep(self._rescue_files, self._is_saved)
        return None

    def _unwritten(self, new: int) -> list[Record]:
        """What is pending and not in the journal yet; what is there is pending no more.

        A file whose fsync failed does not count. Neither does any file for a record that still has a
        rescue file: the process that left it may have seen an fsync fail.
        """
        tried = self._pending[: len(self._pending) - new]
        rescued = {record.id for file in self._rescue_files for record in file.records}
        doubtful = [record for record in tried if record.id not in rescued]
        there = self._tree.on_disk(doubtful, self._writer.distrusted)
        self._saved([record for record in doubtful if record.id in there])
        return list(self._pending)

    def _saved(self, records: Sequence[Record]) -> None:
        done = [id(record) for record in records]
        self._pending = [record for record in self._pending if id(record) not in done]
        self._not_rescued = [record for record in self._not_rescued if id(record) not in done]
        self._written.update(record.id for record in records)

    def _is_saved(self, record: Record) -> bool:
        return record.id in self._written

    def _adopt_rescued(self, first: int) -> None:
        """Take over what other processes, or earlier ones, could not write; before what is new."""
        self._rescue_files = self._rescue.read()
        for record in (record for file in self._rescue_files for record in file.records):
            if not self._is_saved(record) and not any(same(record, held) for held in self._pending):
                self._pending.insert(first, record)
                first += 1
                self._tree.adopt(record, self._pending)

    def _rescued(self, records: Sequence[Record]) -> bool:
        """Put into the rescue file whatever is pending and in none; True if all is in one."""
        self._not_rescued.extend(records)
        try:
            self._rescue.keep(self._not_rescued)
        except OSError:
            return False
        self._not_rescued.clear()
        return True

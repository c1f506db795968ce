"""The journal's files and the records in them, as known from the last look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import takewhile
from math import inf
from pathlib import Path
from time import monotonic

from jornada.core.fold import Past, working_of
from jornada.core.folding.working import Working
from jornada.core.intents import Record
from jornada.store.archive import Archive, Built
from jornada.store.files import System
from jornada.store.index import Index, Taken, same, sort_key
from jornada.store.reading import (
    Found,
    JournalFile,
    Listing,
    Problem,
    ProblemKind,
    Tops,
    device_of_file,
    failed,
    journal_name,
    list_journal,
    part_of_file,
    read_on,
    standing_problems,
)
from jornada.store.snapshot import Archived, Sealed, Snapshot

AHEAD = dt.timedelta(minutes=5)
"""A record further ahead of the clock than this is taken and flagged."""
JUST_NOW_SECONDS = 1.0
"""For so long a file of long ago is taken for as it was by who is about to write, and knows that nobody else
of this machine has: what another device or a hand does to one waits for nobody, and may as well come a moment
later."""


class Tree:
    """The files of all devices, looked at again and again; not for several threads at once.

    What a look finds gathers in `fresh` (records not known before), `replaced` (what was known does
    not hold any more) and `notices` until the owner takes it away.
    """

    def __init__(self, journal: Path, snapshot: Snapshot, system: System) -> None:
        self._journal = journal
        self._snapshot = snapshot
        self._system = system
        self._files: dict[str, JournalFile] = {}
        self._index = Index()
        self._listing = Listing((), ())
        self._unread: dict[str, Problem] = {}
        self._rivals: tuple[Problem, ...] = ()
        self._awaited: dict[str, tuple[Record, str]] = {}
        self._months_to_save: set[str] = set()
        self._vanished_saved: tuple[Record, ...] = ()
        self._lines_parsed = 0
        self._archive: Archive | None = None
        self._counts: Mapping[str, int] = {}
        # What is known short, for as long as the files are as they were seen; `_files` has the others.
        self._sealed: Sealed | None = None
        self._sealed_seen = -inf
        self.fresh: list[Record] = []
        self.replaced = False
        self.notices: list[Problem] = []

    # What is known

    def records(self) -> tuple[Record, ...]:
        """All known records, sorted by `Record.order`."""
        self._unarchive()
        return self._index.records()

    def standing(self) -> tuple[Past | None, tuple[Record, ...]]:
        """The outcome of what happened long ago, and the records after it; or no such past, and all."""
        if self._archive is None:
            return None, self._index.records()
        order = self._archive.order
        return self._archive.past(), tuple(each for each in self._index.records() if each.order > order)

    @property
    def awaits(self) -> bool:
        """Whether something was written that no look has found yet."""
        return bool(self._awaited)

    def vanished(self) -> tuple[Record, ...]:
        """Those that no file holds any more."""
        return tuple(sorted(self._index.vanished.values(), key=sort_key))

    def paths(self) -> tuple[Path, ...]:
        """The files it knows, of all devices, by name."""
        return tuple(self._journal / name for name in sorted(self._names()))

    def devices(self) -> set[str]:
        """The devices that files are named after."""
        return {device_of_file(name) for name in self._names()} - {""}

    def _names(self) -> Iterator[str]:
        yield from self._files
        if self._sealed is not None:
            yield from self._sealed.names()

    def parts(self, date: dt.date, device: str) -> dict[int, int]:
        """The sizes of the parts of a device's day, by number."""
        start = journal_name(date, device).removesuffix("toml")
        sizes = {name: file.size for name, file in self._files.items() if name.startswith(start)}
        if self._sealed is not None:
            sizes.update(self._sealed.sizes(start))
        return {part_of_file(name): size for name, size in sizes.items()}

    def tops(self, device: str, unsaved: Iterable[Record]) -> tuple[int, int]:
        """The device's largest counter and the largest `n`, in the files and of records in none."""
        beside = Tops()
        for record in (*unsaved, *self._index.vanished.values()):
            beside.note(record)
        all_tops = [beside, *(file.tops for file in self._files.values())]
        if self._sealed is not None:
            all_tops.append(self._sealed.tops)
        return max(tops.counters.get(device, 0) for tops in all_tops), max(tops.n for tops in all_tops)

    def on_disk(self, records: Sequence[Record], distrusted: Collection[str]) -> set[str]:
        """The ids of those records that stand, with the same content, in a file that is trusted."""
        wanted = {record.id: record for record in records}
        if not wanted:
            return set()
        if any(self._reaches_back(record) for record in records):
            self._unarchive()
        return {
            record.id
            for name, file in self._files.items()
            if name not in distrusted
            for record in file.records
            if record.id in wanted and same(record, wanted[record.id])
        }

    # Looking

    def start_from_snapshot(self) -> bool:
        """Know what the last process knew, before the first look; true where the journal is listed then."""
        archived = self._snapshot.load_archive(self._outcome_again)
        if archived is not None and self._start_from_archive(archived):
            return True
        cached = self._snapshot.load()
        self._files = dict(cached.files)
        self._settle(())
        for record in cached.vanished:
            if self._index.take(record) is Taken.NEW:
                self._index.lose(record)
        self._vanished_saved = self.vanished()
        return False

    def look(self, unsaved: Sequence[Record], *, listed: bool = False, is_hurried: bool = False) -> None:
        """See what has changed; `unsaved` are records that no file is expected to hold yet. With `listed`
        the directory was looked into just now. `is_hurried`: not in files of long ago, where they were
        looked at within `JUST_NOW_SECONDS`."""
        if not listed:
            self._list(by_name=is_hurried and monotonic() - self._sealed_seen < JUST_NOW_SECONDS)
        self._unread = {}
        awaited = tuple(self._awaited.values())
        holds = True
        there = self._there()
        if any(name not in there and not self._is_closed(name) for name in self._counts):
            self._unarchive()
        for found in self._listing.found:
            holds &= self._look_at(found)
        there = self._there()
        for name in [name for name in self._files if name not in there and not self._is_closed(name)]:
            self._months_to_save.add(self._files.pop(name).month)
            holds = False
        if not holds:
            self._settle(unsaved)
        for record, name in awaited:
            if record.id in self._awaited and name not in self._unread and not self._is_closed(name):
                del self._awaited[record.id]
                self._index.lose(record)
        self._hear_of_decision()
        if self.vanished() != self._vanished_saved:
            self._save_vanished()

    def _list(self, *, by_name: bool = False) -> None:
        """List the journal: without those that are known short, where all of these are as they were."""
        if self._sealed is not None:
            began = monotonic()
            self._listing = list_journal(self._journal, self._sealed.known, by_name=by_name)
            if self._listing.as_known == self._sealed.number:
                self._sealed_seen = self._sealed_seen if by_name else began
                return
            self._unseal()
        self._listing = list_journal(self._journal)

    def _there(self) -> set[str]:
        """The names that are listed."""
        return {found.name for found in self._listing.found}

    def _unseal(self) -> None:
        """Know each file by itself again."""
        if self._sealed is None:
            return
        sealed, self._sealed = self._sealed, None
        self._listing = list_journal(self._journal)
        found = sealed.files()
        if found is not None:
            files, counts = found
            self._files = {**files, **self._files}
            self._counts = {**counts, **self._counts}
            return
        # Their months tell the same, or the files themselves.
        names = tuple(sealed.names())
        cached = self._snapshot.load_months(sorted({JournalFile(name).month for name in names}))
        for name in names:
            file = cached.get(name) or self._read_again(name)
            if file is not None:
                self._files.setdefault(name, file)
                for record in file.records:
                    self._index.take(record)
        self._unarchive()

    def take(self, record: Record, unsaved: Sequence[Record]) -> bool:
        """Know a record that waits to be written, one of `unsaved`; True if it was not known before."""
        if self._reaches_back(record):
            self._unarchive()
        taken = self._index.take(record)
        if taken is Taken.RIVAL:
            self._settle(unsaved)
        return taken is Taken.NEW

    def adopt(self, record: Record, unsaved: Sequence[Record]) -> None:
        """Know a record that another process could not write, one of `unsaved`."""
        if self.take(record, unsaved):
            self.fresh.append(record)

    def wrote(self, record: Record, name: str) -> None:
        """A record has been appended to a file; if no look has found it there yet, the next must."""
        file = self._files.get(name)
        if file is None or not any(seen.id == record.id for seen in reversed(file.records)):
            self._awaited[record.id] = (record, name)

    def forget_vanished(self) -> None:
        """Let go of the records that had gone."""
        if self._index.forget_vanished(tuple(self._index.vanished)):
            self.replaced = True
            self._save_vanished()

    def _hear_of_decision(self) -> None:
        """A person may have said to another process that what had gone is meant to be gone."""
        if not self._vanished_saved:
            return
        asked = self._snapshot.vanished()
        if asked is None:
            return
        decided = {record.id for record in self._vanished_saved} - {record.id for record in asked}
        if self._index.forget_vanished(decided):
            self.replaced = True
        self._vanished_saved = tuple(each for each in self._vanished_saved if each.id not in decided)

    def _save_vanished(self) -> None:
        """Have other processes, and later ones, ask about what has gone too; and not about what came back."""
        vanished = self.vanished()
        answered = {record.id for record in self._vanished_saved} - {record.id for record in vanished}
        asked = {record.id: record for record in self._snapshot.vanished() or () if record.id not in answered}
        asked.update((record.id, record) for record in vanished)
        with suppress(OSError):
            self._snapshot.save_vanished(asked.values())
            self._vanished_saved = vanished

    def _look_at(self, found: Found) -> bool:
        """Read on in a file; False if what is known has to be settled anew."""
        known = self._files.get(found.name)
        if not found.regular:
            self._unread[found.name] = Problem(found.path, 0, ProblemKind.NOT_A_FILE, found.kind.value)
            return True
        if known and known.is_as_seen(found.status) and (known.settled or known.held_back is not None):
            known.stays = True
            return True
        before = len(known.records) if known else 0
        try:
            file = read_on(known, found, self._system)
        except FileNotFoundError:  # since it was listed; the next look tells
            return True
        except OSError as error:
            self._unread[found.name] = failed(found.path, error)
            return True
        self._files[found.name] = file
        self._months_to_save.add(file.month)
        if known is not None and file is not known:
            self._take_all(file.records)
            return False
        return self._take_all(file.records[before:])

    def _take_all(self, records: Iterable[Record]) -> bool:
        """Take in records that were read; False if one has a known id and other content."""
        peaceful = True
        for record in records:
            self._lines_parsed += 1
            if self._reaches_back(record):
                self._unarchive()
            taken = self._index.take(record)
            if taken is Taken.RIVAL:
                peaceful = False
                continue
            self._awaited.pop(record.id, None)
            if taken is Taken.NEW:
                self.fresh.append(record)
        return peaceful

    def _settle(self, unsaved: Sequence[Record]) -> None:
        on_disk = (record for name in sorted(self._files) for record in self._files[name].records)
        changes = self._index.rebuild(on_disk, [*unsaved, *(record for record, _ in self._awaited.values())])
        self.fresh.extend(changes.fresh)
        self.replaced |= changes.replaced
        self.notices.extend(
            Problem(path, line, ProblemKind.EDITED, ids=(record.id,))
            for path, line, record in self._places(changes.edited)
        )
        rivals = self._index.rivals
        self._rivals = tuple(
            Problem(path, line, ProblemKind.SAME_ID_OTHER_CONTENT, ids=rivals[record.id])
            for path, line, record in self._places(rivals)
        )

    def _is_closed(self, name: str) -> bool:
        """The file's directory could not be listed."""
        return "" in self._listing.closed or name.partition("/")[0] in self._listing.closed

    # What is wrong

    def problems(self, now: dt.datetime) -> Iterator[Problem]:
        """All that stands now, but for `notices`."""
        limit = now + AHEAD
        if self._sealed is not None and self._sealed.newest is not None and self._sealed.newest > limit:
            self._unseal()
        ahead = {name for name, file in self._files.items() if file.newest_is_after(limit)}
        if not ahead.isdisjoint(self._counts):
            self._unarchive()
        yield from self._listing.problems
        yield from self._unread.values()
        for found in self._listing.found:
            if found.conflict_copy:
                yield Problem(found.path, 0, ProblemKind.SYNC_CONFLICT_FILE)
        for name, file in self._files.items():
            if file.problems or file.held_back is not None:
                yield from standing_problems(file, self._journal)
            if name in ahead:
                yield from self._ahead(file, limit)
        yield from self._rivals
        yield from self._vanished_problems()

    def _ahead(self, file: JournalFile, limit: dt.datetime) -> Iterator[Problem]:
        for record, line in zip(file.records, file.places, strict=True):
            if record.at > limit:
                yield Problem(
                    self._journal / file.name, line, ProblemKind.AHEAD, record.at.isoformat(), (record.id,)
                )

    def _vanished_problems(self) -> Iterator[Problem]:
        by_name: dict[str, list[str]] = {}
        for record in self.vanished():
            by_name.setdefault(journal_name(record.at.date(), record.device), []).append(record.id)
        for name, ids in by_name.items():
            yield Problem(self._journal / name, 0, ProblemKind.VANISHED, ids=tuple(ids))

    def _places(self, ids: Collection[str]) -> Iterator[tuple[Path, int, Record]]:
        """Where records with these ids stand."""
        if not ids:
            return
        for name in sorted(self._files):
            file = self._files[name]
            for record, line in zip(file.records, file.places, strict=True):
                if record.id in ids:
                    yield self._journal / name, line, record

    # The cache

    def is_worth_saving(self, lines: int) -> bool:
        """So many lines were parsed since the snapshot."""
        return self._lines_parsed >= lines

    def save_snapshot(self) -> None:
        """Write what has changed since the last one; a disk that is full or protected is no matter."""
        with suppress(OSError):
            for month in sorted(self._months_to_save):
                if not self._save_month(month):
                    self._unarchive()
                    self._save_month(month)
            self._months_to_save.clear()
            self._lines_parsed = 0

    def _save_month(self, month: str) -> bool:
        if self._sealed is not None and any(self._sealed.sizes(f"{month[:4]}/{month}")):
            self._unseal()
        files = [self._files[name] for name in sorted(self._files) if self._files[name].month == month]
        return self._snapshot.save_month(month, files)

    # What happened long ago

    def _start_from_archive(self, archived: Archived) -> bool:
        """Know the outcome of what happened long ago instead of its records; False where it does not hold."""
        if self._snapshot.vanished():
            return False
        self._archive, self._sealed = archived.archive, archived.sealed
        self._files, self._counts = dict(archived.files), archived.counts
        self._list()
        listed = self._there()
        months = {month for month in self._snapshot.months() if month >= archived.first_month}
        months |= {JournalFile(name).month for name in listed if name not in self._files}
        files = {**self._files, **self._snapshot.load_months(sorted(months), self._counts, self._sealed)}
        if self._archive is None or not self._counts.keys() <= (listed & files.keys()):
            self._archive, self._sealed = None, None
            self._files, self._counts, self._index = {}, {}, Index()
            return False
        self._files = files
        taken = {self._index.take(record) for name in sorted(files) for record in files[name].records}
        if Taken.RIVAL in taken:
            self._settle(())
        self.fresh = []
        return True

    def _reaches_back(self, record: Record) -> bool:
        """Whether it may be one of those of which only the outcome is known, or belongs among them."""
        archive = self._archive
        if archive is None or record.id in self._index.known:
            return False
        return record.order <= archive.order or archive.holds(record.id)

    def _unarchive(self) -> None:
        """Know every record again."""
        self._unseal()
        if self._archive is None:
            return
        counts, self._archive, self._counts = self._counts, None, {}
        cached = self._snapshot.load_months(sorted({JournalFile(name).month for name in counts}))
        for name, count in counts.items():
            old, file = cached.get(name), self._files.get(name)
            if old is None or len(old.records) < count:
                old = self._read_again(name)
            if file is not None and file.archived and old is not file:
                if old is None:
                    del self._files[name]
                    continue
                file.records[:0], file.places[:0] = old.records[:count], old.places[:count]
                file.archived = 0
            for record in old.records[:count] if old is not None else ():
                self._index.take(record)

    def _read_again(self, name: str) -> JournalFile | None:
        """A file of the journal as it stands there, whatever is known of it."""
        found = next((each for each in self._listing.found if each.name == name), None)
        try:
            return None if found is None else read_on(None, found, self._system)
        except OSError:
            return None

    def _outcome_again(self, archive: Archive) -> Working:
        """What an archive holds, from the records."""
        other = Tree(self._journal, self._snapshot, self._system)
        cached = self._snapshot.load()
        other._files = dict(cached.files)
        other._settle(())
        other.look(())
        return working_of(
            (record for record in other.records() if record.order <= archive.order), archive.left_out
        )

    def archive(self, past: Past, built: Built, now: dt.datetime) -> None:
        """Write the outcome of the records up to `past`, for the next process; not where something waits for
        a person's word, two records have one id, or one has come since that belongs before it."""
        self._unseal()
        index = self._index
        ahead = any(file.newest_is_after(now + AHEAD) for file in self._files.values())
        if index.vanished or index.rivals or self._awaited or self.fresh or self.replaced or ahead:
            return
        tops = Tops(counters=dict(self._archive.tops) if self._archive else {})
        for record in index.records():
            if record.order > past.order:
                break
            if not past.holds(record.id):
                return
            tops.note(record)
        counts = {
            name: file.archived
            + sum(1 for _ in takewhile(lambda record: record.order <= past.order, file.records))
            for name, file in self._files.items()
        }
        self.save_snapshot()
        with suppress(OSError):
            self._snapshot.save_archive(built, tops.counters, self._files, counts)

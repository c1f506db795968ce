"""A disposable cache of what was read, a file for each month: never the truth.

Parsing five years of journal takes seconds, reading them from here a fraction of one. A month's file
is a header line, a head of `marshal` and the records in chunks, of which only those are read that are
wanted; a flipped byte in these loads wrong data without a word, so each is believed only after its
checksum, and only for the very versions, journal and shape of records it was written for. What is wrong,
stale or missing is read from the journal again.
"""

from __future__ import annotations

import datetime as dt
import marshal
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import jornada
from jornada.core import fold, folding, intents
from jornada.core.dataclass import MISSING, Field, dataclass, fields, replace
from jornada.core.digest import blake2b
from jornada.core.folding.working import Working
from jornada.core.intents import INTENTS, Record, Unknown
from jornada.core.pattern import pattern
from jornada.core.workflow import Goal
from jornada.store import archive, archive_table, packing
from jornada.store.archive import Archive, Built, blob_index
from jornada.store.archive_table import Blobs, Where
from jornada.store.errors import FileKind, Refused
from jornada.store.files import KeptOpen, System, read_regular, write_whole
from jornada.store.index import original
from jornada.store.reading import JournalFile, Problem, ProblemKind, Seen, Tops, device_of_file
from jornada.store.record import decode, encode, to_fields

SCHEMA = 7
_MOST_BYTES = 256 * 1024 * 1024
_MONTH = pattern(r"\d{4}-\d{2}")
VANISHED = "vanished"
ARCHIVE = "archive"
_DIGEST_BYTES = 32
_LENGTH_BYTES = 8

Packed = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Cached:
    """What a snapshot knew: the files by name, and records whose lines had gone from them."""

    files: Mapping[str, JournalFile]
    vanished: tuple[Record, ...] = ()


Files = tuple[dict[str, JournalFile], dict[str, int]]
"""By name, what is known of files, and how many records at the start of each are archived."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Files that hold nothing but what is archived, with nothing wrong in them: `known` as they were seen,
    `number` of them. While they are as they were seen, the largest numbers and the latest instant in them
    are all there is to know."""

    known: Seen
    number: int
    tops: Tops
    newest: dt.datetime | None
    files: Callable[[], Files | None]
    """All that is known of them; nothing where that cannot be believed."""

    def has(self, name: str) -> bool:
        """Whether a file is one of them."""
        year, _, rest = name.partition("/")
        return rest in self.known.get(year, {})

    def sizes(self, start: str) -> Iterator[tuple[str, int]]:
        """The names that begin so, after the year's directory, and how large each is."""
        year, _, rest = start.partition("/")
        for name, seen in self.known.get(year, {}).items():
            if name.startswith(rest):
                yield f"{year}/{name}", seen[0]

    def names(self) -> Iterator[str]:
        """Their names."""
        return (f"{year}/{name}" for year, names in self.known.items() for name in names)


@dataclass(frozen=True, slots=True)
class Archived:
    """The outcome of what happened long ago. `files` are those, by name, that hold nothing else and are not
    `sealed`; `counts` tells of each file that is not sealed how many records at its start are archived.
    Files that hold more are of `first_month` or later."""

    archive: Archive
    sealed: Sealed
    files: Mapping[str, JournalFile]
    counts: Mapping[str, int]
    first_month: str


class Snapshot:
    """The months' files in a directory of their own; `journal` is the directory they were read from."""

    def __init__(self, directory: Path, journal: Path, system: System) -> None:
        self._directory = directory
        self._journal = journal
        self._system = system
        self._header = _header(journal)
        self._archive_header = b" ".join((self._header, _folding().encode()))

    def load(self) -> Cached:
        """All that can be believed."""
        return Cached(self.load_months(self.months()), self.vanished() or ())

    def months(self) -> tuple[str, ...]:
        """The months that are kept."""
        with suppress(OSError):
            return tuple(
                sorted(path.name for path in self._directory.iterdir() if _MONTH.fullmatch(path.name))
            )
        return ()

    def load_months(
        self,
        months: Iterable[str],
        archived: Mapping[str, int] | None = None,
        sealed: Sealed | None = None,
    ) -> dict[str, JournalFile]:
        """The files of some months, by name, without those records that are archived, and without the files
        that are sealed."""
        counts = archived or {}
        files: dict[str, JournalFile] = {}
        for month in months:
            kept, blobs = self._month(month)
            for packed in kept.values():
                if sealed is not None and sealed.has(packed[0]):
                    continue
                count = counts.get(packed[0], 0)
                if len(packed[_PLACES]) >= count:
                    with suppress(OSError, ValueError, TypeError, EOFError, LookupError, AttributeError):
                        read = _with_chunks(packed, blobs, count)
                        files[packed[0]] = _unpack_file(read, self._journal, count)
        return files

    def load_archive(self, anew: Callable[[Archive], Working]) -> Archived | None:
        """The archive, where it can be believed; `anew` makes what it holds from the journal."""
        try:
            head, blobs = self._head(ARCHIVE, self._archive_header)
            counts: dict[str, int] = head["counts"]
            unpacked = (_unpack_file(each, self._journal, counts.get(each[0], 0)) for each in head["files"])
            files = {each.name: each for each in unpacked}
            short = self._sealed(blobs, *head["sealed"])
            return Archived(Archive(head, blobs, anew), short, files, counts, head["first_month"])
        except (OSError, ValueError, TypeError, EOFError, LookupError, AttributeError):
            return None

    def _sealed(
        self,
        blobs: Blobs,
        known: Seen,
        number: int,
        tops: tuple[int, dict[str, int]],
        newest: str | None,
        where: Where,
    ) -> Sealed:
        def files() -> Files | None:
            try:
                packed = marshal.loads(blobs.read(where))
                unpacked = [_unpack_file(each, self._journal, count) for each, count in packed]
            except (OSError, ValueError, TypeError, EOFError, LookupError, AttributeError):
                return None
            counts = {file.name: file.archived for file in unpacked if file.archived}
            return {file.name: file for file in unpacked}, counts

        latest = dt.datetime.fromisoformat(newest) if newest else None
        return Sealed(known, number, Tops(*tops), latest, files)

    def save_archive(
        self,
        built: Built,
        tops: Mapping[str, int],
        files: Mapping[str, JournalFile],
        counts: Mapping[str, int],
    ) -> None:
        """Write an archive: `counts` tells of each file how many of its records are in it, those at the
        start. Raises `OSError`."""
        head, blobs = built
        head["tops"] = dict(tops)
        whole = [name for name, file in files.items() if counts[name] == file.archived + len(file.records)]
        open_months = [file.month for name, file in files.items() if name not in whole]
        head["first_month"] = min(
            open_months, default=max((file.month for file in files.values()), default="")
        )
        bare = {name: replace(files[name], records=[], places=[]) for name in whole}
        sealed = {name: file for name, file in bare.items() if _can_be_sealed(file)}
        head["counts"] = {name: count for name, count in counts.items() if count and name not in sealed}
        head["files"] = [_pack_file(file) for name, file in bare.items() if name not in sealed]
        packed_sealed = marshal.dumps([(_pack_file(file), counts[name]) for name, file in sealed.items()])
        head["sealed"] = (*_told_short(sealed.values()), blob_index(blobs, packed_sealed))
        blobs = [*blobs, packed_sealed]
        self._put_head(ARCHIVE, self._archive_header, head, blobs)

    def vanished(self) -> tuple[Record, ...] | None:
        """The records that wait for a person's word; `None` where nothing that can be believed says so."""
        believed = self._believed(self._directory / VANISHED, unpack)
        return None if believed is None else tuple(believed)

    def save_month(self, month: str, files: Collection[JournalFile]) -> bool:
        """Write a month, `2026-11`, anew; archived records stay as they stand in it. False, with nothing
        written, where these cannot be believed. Raises `OSError`."""
        before: dict[str, Packed] = {}
        old_blobs: Blobs | None = None
        if any(file.archived for file in files):
            before, old_blobs = self._month(month)
        packed: list[Packed] = []
        blobs: list[bytes] = []
        for file in files:
            old = before.get(file.name)
            if file.archived and (old is None or len(old[_PLACES]) < file.archived):
                return False
            try:
                whole = _pack_file(file, _with_chunks(old, old_blobs, 0) if old and file.archived else None)
            except (OSError, ValueError):
                return False
            chunks = whole[_RECORDS]
            packed.append((*whole[:_RECORDS], _laid_down(chunks, blobs), *whole[_RECORDS + 1 :]))
        self._put_head(month, self._header, packed, blobs)
        return True

    def save_vanished(self, records: Iterable[Record]) -> None:
        """Write the records that wait for a person's word. Raises `OSError`."""
        self._save(VANISHED, [pack(record) for record in records])

    def _month(self, month: str) -> tuple[dict[str, Packed], Blobs | None]:
        """What is kept of a month's files, by name, and what has their chunks; nothing where it cannot be
        believed."""
        try:
            packed, blobs = self._head(month, self._header)
            return {each[0]: each for each in packed}, blobs
        except (OSError, ValueError, TypeError, EOFError, LookupError, AttributeError):
            return {}, None

    def _head(self, name: str, header: bytes) -> tuple[Any, Blobs]:
        """The head of a file, and what follows it. Raises `ValueError`, `TypeError` or `EOFError` where it
        cannot be believed, and `OSError`."""
        file = KeptOpen(self._system, self._directory / name)
        line = header + b"\n"
        start = len(line) + _DIGEST_BYTES + _LENGTH_BYTES
        sealed = file.read(start, 0)
        digest, length = sealed[len(line) : -_LENGTH_BYTES], int.from_bytes(sealed[-_LENGTH_BYTES:], "big")
        if not sealed.startswith(line) or length > _MOST_BYTES:
            raise ValueError("not of this version")
        packed = file.read(length, start)
        if digest != _checksum(header, name, packed):
            raise ValueError("not as it was written")
        return marshal.loads(packed), Blobs(file, start + length)

    def _put_head(self, name: str, header: bytes, head: Any, blobs: Iterable[bytes]) -> None:
        packed = marshal.dumps(head)
        length = len(packed).to_bytes(_LENGTH_BYTES, "big")
        digest = _checksum(header, name, packed)
        self._put(name, b"".join((header, b"\n", digest, length, packed, *blobs)))

    def _believed(self, path: Path, unpacked: Any) -> list[Any] | None:
        try:
            data, _ = read_regular(self._system, path, _MOST_BYTES)
            head, _, rest = data.partition(b"\n")
            digest, payload = rest[:_DIGEST_BYTES], rest[_DIGEST_BYTES:]
            if head != self._header or digest != _checksum(head, path.name, payload):
                return None
            return [unpacked(item) for item in marshal.loads(payload)]
        except (OSError, ValueError, TypeError, EOFError, LookupError, AttributeError):
            return None

    def _save(self, name: str, items: list[Packed]) -> None:
        payload = marshal.dumps(items)
        digest = _checksum(self._header, name, payload)
        self._put(name, b"".join((self._header, b"\n", digest, payload)))

    def _put(self, name: str, data: bytes) -> None:
        if self._directory.is_symlink():
            raise Refused(self._directory, FileKind.SYMLINK)
        write_whole(self._system, self._directory / name, data, durable=False)


def _can_be_sealed(file: JournalFile) -> bool:
    """Whether nothing is to be said of it as long as it stays as it is."""
    is_clean = not file.problems and file.held_back is None and file.settled
    return is_clean and file.name.count("/") == 1 and bool(device_of_file(file.name))


def _told_short(files: Collection[JournalFile]) -> Packed:
    """What `Sealed` has of them, but for the files themselves."""
    known: dict[str, dict[str, tuple[int, int, int]]] = {}
    tops = Tops()
    for file in files:
        year, _, name = file.name.partition("/")
        known.setdefault(year, {})[name] = (file.size, file.modified, file.inode)
        tops.n = max(tops.n, file.tops.n)
        for device, counter in file.tops.counters.items():
            tops.counters[device] = max(tops.counters.get(device, 0), counter)
    newest = max((file.newest for file in files if file.newest), default=None)
    return (known, len(files), (tops.n, tops.counters), newest.isoformat() if newest else None)


def _checksum(header: bytes, name: str, payload: bytes | memoryview) -> bytes:
    seal = blake2b(header, digest_size=_DIGEST_BYTES)
    seal.update(name.encode("utf-8"))
    seal.update(payload)
    return seal.digest()


def _header(journal: Path) -> bytes:
    place = blake2b(str(journal.absolute()).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    python = f"{sys.implementation.cache_tag}-{sys.hexversion:x}"
    return f"jornada-snapshot {SCHEMA} {python} {jornada.__version__} {_shape()} {place}".encode()


@cache
def _folding() -> str:
    """Tells apart two versions of what makes a state of records, and of how it is kept."""
    core = Path(fold.__file__).parent
    rooms = (Path(module.__file__ or "").parent for module in (fold, folding))
    seen = [path for room in rooms for path in sorted(room.iterdir()) if path.suffix == ".py"]
    seen += [Path(module.__file__ or "") for module in (archive, archive_table, packing)]
    # What makes the sums of weeks is not loaded for this.
    seen += [core / name for name in ("week_sums.py", "spent.py", "calendar.py")]
    told = [(path.name, (status := path.stat()).st_size, status.st_mtime_ns) for path in seen]
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()


@cache
def _shape() -> str:
    """Tells apart two versions of the dataclasses that records are made of."""
    parts = (*INTENTS.values(), intents.PlannedBlock, intents.PlannedBreak, intents.PlannedItem)
    kinds: tuple[type, ...] = (*parts, intents.TriageMove, Goal)
    told = [(kind.__name__, [(f.name, str(f.type), _default(f)) for f in fields(kind)]) for kind in kinds]
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _default(field: Field[Any]) -> str:
    """What a field is where nothing is given. That it must be given is a mark whose address is shown,
    another in every process."""
    return "" if field.default is MISSING else repr(field.default)


# Records as plain values


def pack(record: Record) -> Packed:
    """A record as values that `marshal` knows.

    `(id, at, n, do, fields)` where the fields are plain as they stand, `(id, at, n, intent)` where they are
    not, `(id, line)` of what another version wrote.
    """
    if isinstance(record.intent, Unknown):
        return (record.id, encode(original(record)))
    head = (record.id, record.at.isoformat(), record.n)
    fields_ = to_fields(record.intent)
    if all(isinstance(value, str | int | float) for value in fields_.values()):
        return (*head, record.intent.do, fields_)
    return (*head, packing.pack(record.intent))


def unpack(packed: Packed) -> Record:
    """The record that was packed."""
    if len(packed) == 2:
        return replace(decode(packed[1]), id=packed[0])
    key, at, n, *said = packed
    intent = packing.unpack(said[0]) if len(said) == 1 else INTENTS[said[0]](**said[1])
    return Record(key, dt.datetime.fromisoformat(at), n, intent)


# Files as plain values


_RECORDS, _PLACES = 8, 9
"""Where records, and their places, stand in a packed file."""
_RECORDS_A_CHUNK = 128
"""So many records of a file are packed together: what is archived is not unpacked with the few after it."""


def _chunks(records: list[Packed]) -> list[bytes]:
    return [
        marshal.dumps(records[first : first + _RECORDS_A_CHUNK])
        for first in range(0, len(records), _RECORDS_A_CHUNK)
    ]


def _from_chunks(chunks: list[bytes], first: int) -> list[Packed]:
    """The packed records from that one on."""
    whole, rest = divmod(first, _RECORDS_A_CHUNK)
    return [each for chunk in chunks[whole:] for each in marshal.loads(chunk)][rest:]


def _laid_down(chunks: Iterable[bytes], blobs: list[bytes]) -> list[Where]:
    """Where chunks are that are put behind `blobs`."""
    found: list[Where] = []
    for chunk in chunks:
        found.append(blob_index(blobs, chunk))
        blobs.append(chunk)
    return found


def _with_chunks(packed: Packed, blobs: Blobs | None, archived: int) -> Packed:
    """A packed file of a month with its chunks themselves; without those that hold archived records alone.
    Raises `ValueError` or `OSError` where they are not as they were written."""
    if blobs is None:
        raise ValueError("nothing there")
    first = archived // _RECORDS_A_CHUNK
    chunks = [b"" if place < first else blobs.read(where) for place, where in enumerate(packed[_RECORDS])]
    return (*packed[:_RECORDS], chunks, *packed[_RECORDS + 1 :])


def _pack_file(file: JournalFile, old: Packed | None = None) -> Packed:
    """The file as plain values; its archived records as they stand in `old`, where they are wanted."""
    records, places = [pack(record) for record in file.records], file.places
    chunks: list[bytes] = []
    if old is not None and file.archived:
        whole = file.archived // _RECORDS_A_CHUNK
        chunks, begun = old[_RECORDS][:whole], old[_RECORDS][whole : whole + 1]
        records = _from_chunks(begun, 0)[: file.archived % _RECORDS_A_CHUNK] + records
        places = old[_PLACES][: file.archived] + places
    return (
        file.name,
        file.size,
        file.modified,
        file.inode,
        file.consumed,
        file.digest,
        file.lines,
        file.open_end,
        chunks + _chunks(records),
        places,
        [(problem.line, problem.kind.value, problem.excerpt, problem.ids) for problem in file.problems],
        file.newest.isoformat() if file.newest else None,
        file.tops.n,
        file.tops.counters,
    )


def _unpack_file(packed: Packed, journal: Path, archived: int = 0) -> JournalFile:
    """The file, without so many records at its start."""
    (name, size, modified, inode, consumed, digest, lines, open_end) = packed[:8]
    (records, places, problems, newest, largest_n, counters) = packed[8:]
    return JournalFile(
        name=name,
        size=size,
        modified=modified,
        inode=inode,
        consumed=consumed,
        digest=digest,
        lines=lines,
        open_end=open_end,
        records=[unpack(record) for record in _from_chunks(records, archived)] if records else [],
        places=places[archived:],
        archived=archived,
        problems=[
            Problem(journal / name, line, ProblemKind(kind), excerpt, ids)
            for line, kind, excerpt, ids in problems
        ]
        if problems
        else [],
        newest=dt.datetime.fromisoformat(newest) if newest else None,
        tops=Tops(largest_n, counters),
    )

"""Reading the files of a journal: what is new in each, line by line, and what is wrong with it.

A file whose bytes up to the last reading are still the same has only grown, and only its new lines
are parsed; any other change makes it be read anew. A bad line is reported and left where it is; the
others live.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from enum import Enum
from pathlib import Path

from jornada.core.dataclass import dataclass, field
from jornada.core.digest import blake2b
from jornada.core.intents import Record
from jornada.core.pattern import pattern
from jornada.core.text import clean
from jornada.store.errors import FileKind, Refused, TooBig
from jornada.store.files import System, file_kind, read_regular
from jornada.store.record import BadRecord, Reason, decode_line

MAX_FILE_BYTES = 4 * 1024 * 1024
"""Largest journal file that is read; a day of one device is some tens of kilobytes."""

MAX_PROBLEMS = 1000
"""So many problems of one file are told; a file with more is hardly a journal, and of the lines that
follow only those are parsed that look as they are written here."""

MAX_TRUSTED_N = 2**52
"""Lamport counters above are damage or mischief: taken, but what is written here does not follow them."""

MAX_TRUSTED_COUNTER = 36**12
"""The same for the counters in ids."""

EXCERPT_LENGTH = 80
_SETTLED_SECONDS = 2
"""A last line without newline in a file untouched for so long is not being written any more."""

_YEAR = pattern(r"\d{4}")
_FILE = pattern(r"(?P<date>\d{4}-\d{2}-\d{2})\.(?P<device>[a-z0-9]{1,16})(?:\.(?P<part>\d{1,6}))?\.toml")
_CONFLICT_COPY = pattern(
    r"\d{4}-\d{2}-\d{2}\.[a-z0-9].*(?:\.sync-conflict-|conflicted copy|copia en conflicto).*\.toml",
    re.IGNORECASE,
)
_MARKERS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_RECORD_START = pattern(rb"\s*[\"']?[a-z0-9]+-[0-9a-z]+[\"']?\s*=\s*\{")
_WITHOUT_FIRST_LETTER = pattern(rb"#[a-z0-9]{3}-[0-9a-z]+\s*=\s*\{")
"""A record whose first letter became the sign of a comment: `c` and `3` are one bit from it. A person who
makes a line a comment leaves the four letters of the device."""
_BOM = b"\xef\xbb\xbf"


class ProblemKind(Enum):
    """What is wrong in the journal, or worth knowing about it."""

    BAD_LINE = "bad_line"
    TOO_LONG = "too_long"
    CONFLICT_MARKER = "conflict_marker"
    SYNC_CONFLICT_FILE = "sync_conflict_file"
    SAME_ID_OTHER_CONTENT = "same_id_other_content"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    TOO_BIG = "too_big"
    AHEAD = "ahead"
    NEWER = "newer"
    VANISHED = "vanished"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know; `line` counts from 1, 0 where no line is meant.

    `excerpt` is cleaned text of the line, the error's words, or what a newer version wrote.
    """

    file: Path
    line: int
    kind: ProblemKind
    excerpt: str = ""
    ids: tuple[str, ...] = ()


@dataclass(slots=True)
class Tops:
    """The largest numbers that records bear, for those that follow."""

    n: int = 0
    counters: dict[str, int] = field(default_factory=dict)
    """Of each device, the counter in its ids."""

    def note(self, record: Record) -> None:
        """Count a record in; a counter that is too high to be trusted is not believed."""
        if record.n <= MAX_TRUSTED_N:
            self.n = max(self.n, record.n)
        device, counter, *_ = record.id.split("-")
        number = int(counter, 36)
        if number <= MAX_TRUSTED_COUNTER:
            self.counters[device] = max(self.counters.get(device, 0), number)


@dataclass(slots=True)
class JournalFile:
    """What is known of one file: how far it was read, and what was in it."""

    name: str
    """Relative to the journal's directory."""

    size: int = -1
    modified: int = -1
    inode: int = -1

    consumed: int = 0
    """Bytes that are read for good."""

    digest: bytes = b""
    """Of those bytes."""

    lines: int = 0
    open_end: bool = False
    """The last line read was whole but had no newline."""

    held_back: str | None = None
    """The excerpt of a last line that is not whole and has no newline."""

    stays: bool = False
    """What is held back was so at two looks, or for long: nobody is writing it."""

    records: list[Record] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """The line of each record."""

    archived: int = 0
    """So many records stand before these, of which only the outcome is known."""

    problems: list[Problem] = field(default_factory=list)
    newest: dt.datetime | None = None
    """The latest instant in it."""

    tops: Tops = field(default_factory=Tops)

    @property
    def month(self) -> str:
        """`2026-11`, the snapshot's part it belongs to."""
        return self.name.rpartition("/")[2][:7]

    @property
    def settled(self) -> bool:
        """Nothing is left in it to be read."""
        return self.consumed == self.size

    def is_as_seen(self, status: os.stat_result) -> bool:
        """Whether the file has the size, time and inode it had when it was read."""
        return (self.size, self.modified, self.inode) == (
            status.st_size,
            status.st_mtime_ns,
            status.st_ino,
        )

    def newest_is_after(self, limit: dt.datetime) -> bool:
        """Whether something in it happened after that instant."""
        return self.newest is not None and self.newest > limit

    def take(self, record: Record, line: int) -> None:
        """Add the record of a line, counted from 1."""
        self.records.append(record)
        self.places.append(line)
        self.newest = record.at if self.newest is None else max(self.newest, record.at)
        self.tops.note(record)


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the journal's directory that means a file of it."""

    name: str
    directory: Path
    status: os.stat_result
    conflict_copy: bool

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.directory / self.name.rpartition("/")[2]

    @property
    def regular(self) -> bool:
        """Whether it is a regular file, not a link or a pipe."""
        return stat.S_ISREG(self.status.st_mode)

    @property
    def kind(self) -> FileKind:
        """What it is if it is not regular."""
        return file_kind(self.status.st_mode)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of the journal, in order, and the directories that could not be looked into."""

    found: tuple[Found, ...]
    problems: tuple[Problem, ...]
    closed: tuple[str, ...] = ()
    """Names of years that cannot be listed; `""` stands for the journal itself."""
    as_known: int = 0
    """So many of the files that were known are as they were, and not among those found."""


Seen = Mapping[str, Mapping[str, tuple[int, int, int]]]
"""Of files, by year and name, the size, time and inode they had."""


def journal_name(date: dt.date, device: str, part: int = 1) -> str:
    """`2026/2026-11-21.k7q2.toml`; parts after the first have a number: `2026-11-21.k7q2.2.toml`."""
    suffix = f".{part}" if part > 1 else ""
    return f"{date.year:04d}/{date.isoformat()}.{device}{suffix}.toml"


def device_of_file(name: str) -> str:
    """The device a journal file's name tells, or nothing for a conflict copy."""
    match = _FILE.fullmatch(Path(name).name)
    return match["device"] if match else ""


def part_of_file(name: str) -> int:
    """Which part of a device's day the file is, 1 the first; 0 for a conflict copy."""
    match = _FILE.fullmatch(Path(name).name)
    return int(match["part"] or 1) if match else 0


def list_journal(journal: Path, known: Seen | None = None, *, by_name: bool = False) -> Listing:
    """The files of a journal, by name; other people's files in its directory are passed over. Of those that
    are `known`, and as they were, only the number is told: there may be years of them. With `by_name` they
    count as they were where they are there at all."""
    found: list[Found] = []
    problems: list[Problem] = []
    closed: list[str] = []
    as_known = 0
    years = _listed(journal, "", problems, closed)
    for year in sorted(years, key=_name):
        if not _YEAR.fullmatch(year.name):
            continue
        if not year.is_dir(follow_symlinks=False):
            problems.append(Problem(Path(year.path), 0, ProblemKind.NOT_A_FILE))
            continue
        directory = journal / year.name
        seen = known.get(year.name, {}) if known else {}
        others: list[tuple[os.DirEntry[str], os.stat_result | None]] = []
        for entry in _listed(directory, year.name, problems, closed):
            before = seen.get(entry.name)
            if before is None:
                others.append((entry, None))
                continue
            if by_name:
                as_known += 1
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if (status.st_size, status.st_mtime_ns, status.st_ino) == before and stat.S_ISREG(status.st_mode):
                as_known += 1
            else:
                others.append((entry, status))
        found.extend(_found(others, year.name, directory))
    return Listing(tuple(found), tuple(problems), tuple(closed), as_known)


def _found(
    entries: list[tuple[os.DirEntry[str], os.stat_result | None]], year: str, directory: Path
) -> Iterator[Found]:
    """Those of the entries that mean files of the journal, in order."""
    for entry, status in sorted(entries, key=lambda each: each[0].name):
        ordinary = _FILE.fullmatch(entry.name)
        if ordinary or _CONFLICT_COPY.fullmatch(entry.name):
            with suppress(FileNotFoundError):
                seen = status or entry.stat(follow_symlinks=False)
                yield Found(f"{year}/{entry.name}", directory, seen, not ordinary)


def _listed(directory: Path, name: str, problems: list[Problem], closed: list[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(Problem(directory, 0, ProblemKind.UNREADABLE, clean(error.strerror or "")))
        closed.append(name)
        return []


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def read_on(known: JournalFile | None, found: Found, system: System) -> JournalFile:
    """The file as it is now: `known` itself with what it has grown by, or one read anew.

    Raises `OSError`, `Refused`, `TooBig`.
    """
    data, status = read_regular(system, found.path, MAX_FILE_BYTES)
    same_start = (
        known is not None
        and len(data) >= known.consumed
        and _digest(data[: known.consumed]) == known.digest
        and (not known.open_end or data[known.consumed : known.consumed + 1] in (b"", b"\n"))
    )
    file = known if known is not None and same_start else JournalFile(found.name)
    held_before = file.held_back
    rest = data[file.consumed :]
    if file.open_end and rest:
        file.consumed, rest, file.open_end = file.consumed + 1, rest[1:], False
    _read_lines(file, rest, found.path)
    age = system.time() - status.st_mtime
    file.stays = file.held_back is not None and (file.held_back == held_before or age >= _SETTLED_SECONDS)
    file.digest = _digest(data[: file.consumed])
    file.size, file.modified, file.inode = status.st_size, status.st_mtime_ns, status.st_ino
    return file


def standing_problems(file: JournalFile, directory: Path) -> Iterator[Problem]:
    """What is wrong in the lines of a file whose name is relative to `directory`."""
    yield from file.problems
    if file.held_back is not None and file.stays:
        yield Problem(directory / file.name, file.lines + 1, ProblemKind.BAD_LINE, file.held_back)


def read_records(data: bytes, path: Path) -> JournalFile:
    """The records in the bytes of a file that stands outside the journal."""
    file = JournalFile(path.name)
    _read_lines(file, data, path)
    file.stays = True
    return file


def _read_lines(file: JournalFile, rest: bytes, path: Path) -> None:
    *lines, tail = rest.split(b"\n")
    for line in lines:
        _read_line(file, line, path)
        file.consumed += len(line) + 1
        file.lines += 1
    file.held_back = None
    if not tail:
        return
    problems = len(file.problems)
    if _read_line(file, tail, path):
        file.consumed += len(tail)
        file.lines += 1
        file.open_end = True
    else:
        del file.problems[problems:]
        file.held_back = _excerpt(tail)


def _read_line(file: JournalFile, line: bytes, path: Path) -> bool:
    """Take a line's record, or note what is wrong with it; False if the line is bad."""
    place = file.lines + 1
    if place == 1:
        line = line.removeprefix(_BOM)
    text = line.strip()
    if not text or (text.startswith(b"#") and not _WITHOUT_FIRST_LETTER.match(text)):
        return True
    crowded = len(file.problems) >= MAX_PROBLEMS
    kind = ProblemKind.CONFLICT_MARKER if text.startswith(_MARKERS) else ProblemKind.BAD_LINE
    if _RECORD_START.match(text) and (text.endswith(b"}") or not crowded):
        try:
            decoded = decode_line(line)
        except BadRecord as error:
            if error.reason is Reason.TOO_LONG:
                kind = ProblemKind.TOO_LONG
        else:
            file.take(decoded.record, place)
            if decoded.newer and not crowded:
                words = clean(", ".join(decoded.newer))[:EXCERPT_LENGTH]
                file.problems.append(Problem(path, place, ProblemKind.NEWER, words, (decoded.record.id,)))
            return True
    if not crowded:
        file.problems.append(Problem(path, place, kind, _excerpt(text)))
    return False


def failed(path: Path, error: OSError) -> Problem:
    """A file that could not be read, and why."""
    if isinstance(error, Refused):
        return Problem(path, 0, ProblemKind.NOT_A_FILE, error.kind.value)
    if isinstance(error, TooBig):
        return Problem(path, 0, ProblemKind.TOO_BIG)
    return Problem(path, 0, ProblemKind.UNREADABLE, clean(error.strerror or ""))


def _excerpt(line: bytes) -> str:
    return clean(line[: 4 * EXCERPT_LENGTH].decode("utf-8", errors="replace"))[:EXCERPT_LENGTH]


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()

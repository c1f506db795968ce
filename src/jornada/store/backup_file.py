"""What a backup is: a zip of a person's files with a list of them, each with its size and checksum.

`data/…` and `config/…` are the files of those directories, `state/rescue/…` what could not be written to
the journal yet. Nothing else of a machine's state is in it: above all not its device, for two machines
that write under one name would give one id to two records.

Nothing an archive says is believed before it is looked at: whoever sent it may mean harm.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from jornada.core.dataclass import dataclass
from jornada.core.text import clean
from jornada.paths import Paths
from jornada.store.errors import StoreError

FORMAT = "jornada-backup"
VERSION = 1
LIST = "jornada-backup.json"
"""The member that lists the others."""

MOST_FILE_BYTES = 64 * 1024 * 1024
MOST_BYTES = 2 * 1024 * 1024 * 1024
MOST_FILES = 200_000
MOST_DEPTH = 12
_MOST_LIST_BYTES = 64 * 1024 * 1024
_MOST_NAME_BYTES = 255

DATA, CONFIG, RESCUE = "data", "config", "state/rescue"
JOURNAL = f"{DATA}/journal/"

Tick = Callable[[int, int], None]
"""Told after each file: how many are done, of how many."""


class Wrong(Enum):
    """What is wrong with an archive."""

    NOT_A_BACKUP = "not_a_backup"
    NEWER = "newer"
    DAMAGED = "damaged"
    UNSAFE_NAME = "unsafe_name"
    NOT_A_FILE = "not_a_file"
    NOT_LISTED = "not_listed"
    TOO_BIG = "too_big"


class BadArchive(StoreError):
    """An archive that is not used, none of it; `about` is the name in it that it concerns."""

    def __init__(self, wrong: Wrong, about: str = "") -> None:
        super().__init__(f"{wrong.value} {about}".strip())
        self.wrong = wrong
        self.about = clean(about)[:200]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file in an archive; `sha256` is that of its bytes, in hexadecimal."""

    name: str
    size: int
    sha256: str
    executable: bool = False

    @property
    def is_journal(self) -> bool:
        """Whether it is a file of the journal."""
        return self.name.startswith(JOURNAL)

    def holds(self, data: bytes) -> bool:
        """Whether these are the very bytes that were backed up."""
        return len(data) == self.size and checksum(data) == self.sha256


def checksum(data: bytes) -> str:
    """The SHA-256 of these bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def place_of(paths: Paths, name: str) -> Path:
    """Where the file of that name in an archive belongs; the name has been checked."""
    for root, place in ((DATA, paths.data), (CONFIG, paths.config), (RESCUE, paths.rescue)):
        if name.startswith(f"{root}/"):
            return place / name.removeprefix(f"{root}/")
    raise BadArchive(Wrong.UNSAFE_NAME, name)


def list_of(entries: Sequence[Entry], *, made: str, program: str, device: str) -> bytes:
    """The list as it stands in an archive."""
    files = [
        {"name": each.name, "bytes": each.size, "sha256": each.sha256, "executable": each.executable}
        for each in entries
    ]
    head = {"format": FORMAT, "version": VERSION, "made": made, "program": program, "device": device}
    return json.dumps({**head, "files": files}, ensure_ascii=False, indent=1).encode()


class Archive:
    """An archive that was opened and whose names, kinds and sizes are right; its contents are checked as
    they are read."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
            raise BadArchive(Wrong.NOT_A_BACKUP) from error
        self._members = self._checked_members()
        told = self._told()
        self.made = clean(str(told.get("made", "")))[:40]
        self.entries = tuple(_entries(told))
        self._check_entries()

    def read(self, entry: Entry) -> bytes:
        """The bytes of a file, those that were put in. Raises `BadArchive`."""
        data = self._bytes(entry.name, entry.size)
        if not entry.holds(data):
            raise BadArchive(Wrong.DAMAGED, entry.name)
        return data

    def _checked_members(self) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            if info.is_dir() or kind not in (0, stat.S_IFREG):
                raise BadArchive(Wrong.NOT_A_FILE, info.filename)
            if info.filename in members:
                raise BadArchive(Wrong.UNSAFE_NAME, info.filename)
            members[info.filename] = info
        if LIST not in members:
            raise BadArchive(Wrong.NOT_A_BACKUP)
        if len(members) > MOST_FILES:
            raise BadArchive(Wrong.TOO_BIG)
        return members

    def _told(self) -> dict[str, Any]:
        try:
            told = json.loads(self._bytes(LIST, _MOST_LIST_BYTES, exact=False))
        except (ValueError, RecursionError) as error:
            raise BadArchive(Wrong.NOT_A_BACKUP) from error
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise BadArchive(Wrong.NOT_A_BACKUP)
        version = told.get("version")
        if version != VERSION:
            newer = isinstance(version, int) and version > VERSION
            raise BadArchive(Wrong.NEWER if newer else Wrong.NOT_A_BACKUP)
        return told

    def _check_entries(self) -> None:
        seen: set[str] = set()
        for entry in self.entries:
            if not is_safe(entry.name) or entry.name in seen:
                raise BadArchive(Wrong.UNSAFE_NAME, entry.name)
            if not 0 <= entry.size <= MOST_FILE_BYTES:
                raise BadArchive(Wrong.TOO_BIG, entry.name)
            seen.add(entry.name)
        if sum(entry.size for entry in self.entries) > MOST_BYTES:
            raise BadArchive(Wrong.TOO_BIG)
        beside = (seen | {LIST}) ^ self._members.keys()
        if beside:
            raise BadArchive(Wrong.NOT_LISTED, min(beside))
        parents = {str(parent) for name in seen for parent in PurePosixPath(name).parents}
        if both := parents & seen:
            raise BadArchive(Wrong.UNSAFE_NAME, min(both))

    def _bytes(self, name: str, size: int, *, exact: bool = True) -> bytes:
        info = self._members[name]
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
            raise BadArchive(Wrong.NOT_A_BACKUP, name)
        try:
            with self._zip.open(info) as member:
                data = member.read(size + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, struct.error) as error:
            raise BadArchive(Wrong.DAMAGED, name) from error
        except (RuntimeError, NotImplementedError) as error:  # locked with a password, packed otherwise
            raise BadArchive(Wrong.NOT_A_BACKUP, name) from error
        if len(data) > size or (exact and len(data) != size):
            raise BadArchive(Wrong.DAMAGED, name)
        return data


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """An archive of a person's. Raises `BadArchive`, and `OSError` where it cannot be read."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise BadArchive(Wrong.NOT_A_BACKUP)
        yield Archive(file)


def is_safe(name: str) -> bool:
    """Whether a name leads to a file below the directories of a person, and no further."""
    parts = name.split("/")
    if not name.startswith((f"{DATA}/", f"{CONFIG}/", f"{RESCUE}/")) or len(parts) > MOST_DEPTH:
        return False
    if name.startswith(f"{RESCUE}/") and not (len(parts) == 3 and name.endswith(".toml")):
        return False
    return all(
        part and not part.startswith(".") and part.isprintable() and "\\" not in part and _fits(part)
        for part in parts
    )


def _fits(part: str) -> bool:
    try:
        return len(part.encode()) <= _MOST_NAME_BYTES
    except UnicodeEncodeError:
        return False


def _entries(told: dict[str, Any]) -> Iterator[Entry]:
    files = told.get("files")
    for each in files if isinstance(files, list) else (None,):
        match each:
            case {"name": str(name), "bytes": int(size), "sha256": str(sha256), "executable": bool(runs)}:
                yield Entry(name=name, size=size, sha256=sha256, executable=runs)
            case _:
                raise BadArchive(Wrong.NOT_A_BACKUP)

"""A backup of everything a person has, in one file that was read back before it got its name."""

from __future__ import annotations

import datetime as dt
import os
import stat
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import BinaryIO

import jornada
from jornada.core.dataclass import dataclass
from jornada.core.mistakes import Mistake
from jornada.own_files import read_own_file
from jornada.paths import Paths
from jornada.store.backup_file import (
    CONFIG,
    DATA,
    LIST,
    MOST_BYTES,
    MOST_DEPTH,
    MOST_FILE_BYTES,
    MOST_FILES,
    RESCUE,
    BadArchive,
    Entry,
    Tick,
    Wrong,
    checksum,
    is_safe,
    list_of,
    opened_archive,
)
from jornada.store.device import read_device
from jornada.store.errors import StoreError
from jornada.store.files import FILE_MODE, System, name_durably, opened, read_regular
from jornada.store.lock import Lock

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every member: an archive of the same files has the same bytes but for its list."""


class Why(Enum):
    """Why something is not in a backup."""

    HIDDEN = "hidden"
    LINK = "link"
    NOT_A_FILE = "not_a_file"
    NAME = "name"
    TOO_BIG = "too_big"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a person's directories that is not in the backup."""

    path: Path
    why: Why


@dataclass(frozen=True, slots=True)
class Source:
    """A file to put into an archive, under its name there. Of the journal no link is followed."""

    name: str
    path: Path
    is_ours: bool


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What is in the backup now, and what is not; `bytes_` is the size of the archive."""

    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    bytes_: int


class InTheWay(StoreError):
    """The place named for a backup is among the files that are backed up."""


def back_up(
    paths: Paths, target: Path, now: dt.datetime, tick: Tick, *, system: System | None = None
) -> BackedUp:
    """Write a new archive of the data, the options and what waits in rescue files, for its owner alone.

    It is read back and compared before it gets its name: where this raises, there is no such file.
    Raises `FileExistsError`, `InTheWay`, `Busy`, `BadArchive` where what was written is not what was
    read, and `OSError`, also where a file of a person's cannot be read: a backup without it would be
    believed to be whole.
    """
    system = system or System()
    target = target.absolute()
    resolved = target.parent.resolve() / target.name
    if any(resolved.is_relative_to(place.resolve()) for place in (paths.data, paths.config, paths.state)):
        raise InTheWay
    if os.path.lexists(target):
        raise FileExistsError(target)
    left_out: list[LeftOut] = []
    sources = list(_sources(paths, left_out))
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        with opened(system, draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC) as descriptor:
            system.set_mode(descriptor, FILE_MODE)
            total = 2 * len(sources)
            with os.fdopen(os.dup(descriptor), "w+b") as file:
                entries = _pack(
                    file, sources, left_out, now, paths, system, lambda done, _: tick(done, total)
                )
            system.sync(descriptor)
        with opened_archive(draft) as archive:
            if archive.entries != entries:
                raise BadArchive(Wrong.DAMAGED, LIST)
            for done, entry in enumerate(archive.entries, len(sources) + 1):
                archive.read(entry)
                tick(done, total)
        size = draft.stat().st_size
        name_durably(system, draft, target)
    finally:
        with suppress(OSError):
            system.remove(draft)
    return BackedUp(entries, tuple(left_out), size)


def _pack(
    file: BinaryIO,
    sources: Sequence[Source],
    left_out: list[LeftOut],
    now: dt.datetime,
    paths: Paths,
    system: System,
    tick: Tick,
) -> tuple[Entry, ...]:
    """Put the files and their list into an archive."""
    entries: list[Entry] = []
    taken = 0
    lock = Lock(paths.lock, system)
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for done, source in enumerate(sources, 1):
                read = _read(source, system, lock)
                if read is None:
                    left_out.append(LeftOut(source.path, Why.TOO_BIG))
                    continue
                data, executable = read
                taken += len(data)
                if taken > MOST_BYTES or len(entries) >= MOST_FILES:
                    raise BadArchive(Wrong.TOO_BIG)
                entries.append(
                    Entry(name=source.name, size=len(data), sha256=checksum(data), executable=executable)
                )
                packed.writestr(_member(source.name, executable=executable), data)
                tick(done, len(sources))
            device = read_device(paths.device_file, system)
            told = list_of(
                entries,
                made=now.isoformat(timespec="seconds"),
                program=jornada.__version__,
                device=device.id if device else "",
            )
            packed.writestr(_member(LIST, executable=False), told)
    finally:
        lock.close()
    return tuple(entries)


def _member(name: str, *, executable: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (stat.S_IFREG | (0o700 if executable else 0o600)) << 16
    return info


def _read(source: Source, system: System, lock: Lock) -> tuple[bytes, bool] | None:
    """The bytes of a file and whether its owner may run it; `None` for one that is too big."""
    if source.is_ours:
        data, status = read_regular(system, source.path, MOST_FILE_BYTES)
        if data and not data.endswith(b"\n"):
            # Somebody may be writing: behind the lock nobody is.
            with lock.held():
                data, status = read_regular(system, source.path, MOST_FILE_BYTES)
        return data, False
    status = source.path.stat()
    if status.st_size > MOST_FILE_BYTES:
        return None
    own = read_own_file(source.path, most=MOST_FILE_BYTES)
    if isinstance(own, Mistake) or own is None:
        raise OSError(0, own.value if own else os.strerror(2), str(source.path))
    return own, bool(status.st_mode & stat.S_IXUSR)


def _sources(paths: Paths, left_out: list[LeftOut]) -> Iterator[Source]:
    for root, place in ((DATA, paths.data), (CONFIG, paths.config)):
        yield from _below(place, root, left_out, frozenset(), follow=True)
    for path in sorted(paths.rescue.glob("*.toml")) if paths.rescue.is_dir() else ():
        yield Source(f"{RESCUE}/{path.name}", path, is_ours=True)


def _below(
    place: Path, name: str, left_out: list[LeftOut], above: frozenset[tuple[int, int]], *, follow: bool
) -> Iterator[Source]:
    """The files below a directory. Links of a person's are followed, never round in a circle."""
    try:
        here = place.stat()
    except FileNotFoundError:
        return
    above |= {(here.st_dev, here.st_ino)}
    with os.scandir(place) as entries:
        found = sorted(entries, key=lambda each: each.name)
    for each in found:
        path, inner = place / each.name, f"{name}/{each.name}"
        why = _why_not(each, inner, above, follow=follow)
        if why is not None:
            left_out.append(LeftOut(path, why))
        elif each.is_dir(follow_symlinks=follow):
            yield from _below(path, inner, left_out, above, follow=follow and inner != f"{DATA}/journal")
        else:
            yield Source(inner, path, is_ours=not follow)


def _why_not(
    entry: os.DirEntry[str], name: str, above: frozenset[tuple[int, int]], *, follow: bool
) -> Why | None:
    if entry.name.startswith("."):
        return Why.HIDDEN
    if name.count("/") >= MOST_DEPTH or not is_safe(name):
        return Why.NAME
    if entry.is_symlink() and (not follow or name == f"{DATA}/journal"):
        return Why.LINK
    try:
        status = entry.stat(follow_symlinks=follow)
    except FileNotFoundError:  # a link that leads nowhere
        return Why.LINK
    if stat.S_ISDIR(status.st_mode):
        return Why.LINK if (status.st_dev, status.st_ino) in above else None
    return None if stat.S_ISREG(status.st_mode) else Why.NOT_A_FILE

"""Puts the files of a backup where they belong: beside what is there, never over it, all or none."""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from pathlib import Path

from jornada.core.dataclass import dataclass, field
from jornada.paths import Paths
from jornada.store.backup_file import MOST_FILE_BYTES, Archive, Entry, Tick, place_of
from jornada.store.errors import StoreError
from jornada.store.files import (
    FILE_MODE,
    System,
    ensure_directory,
    sync_directory,
    write_draft,
)
from jornada.store.lock import Lock

STAGING = ".restore-"
"""How the directories begin in which files wait for their names; what a fault leaves of them is swept."""


class Fate(Enum):
    """What a restore does with a file of the archive."""

    NEW = "new"
    THERE = "there"
    """The same is there, or a file of the journal that has grown since."""

    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Step:
    """A file of the archive, where it belongs, and what becomes of it."""

    entry: Entry
    path: Path
    fate: Fate


class WouldReplace(StoreError):
    """Something else is there already; nothing was restored."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(f"{len(paths)} files differ")
        self.paths = paths


def plan_restore(archive: Archive, paths: Paths, tick: Tick) -> tuple[Step, ...]:
    """Read the whole archive and compare it with what is there; writes nothing. Raises `BadArchive` and
    `OSError`."""
    steps = []
    for done, entry in enumerate(archive.entries, 1):
        data, path = archive.read(entry), place_of(paths, entry.name)
        steps.append(Step(entry, path, _fate(entry, data, path)))
        tick(done, len(archive.entries))
    return tuple(steps)


def restore(archive: Archive, paths: Paths, tick: Tick, *, system: System | None = None) -> tuple[Step, ...]:
    """Put every file in its place that is not there; what was done with each.

    Where one differs from what is there, or one cannot be written, none is restored. Raises
    `WouldReplace`, `Busy`, `BadArchive` and `OSError`.
    """
    system = system or System()
    lock = Lock(paths.lock, system)
    try:
        with lock.held():
            # Each is read and compared, written beside its place, and given its name.
            total, count = 3 * len(archive.entries), itertools.count(1)
            steps = plan_restore(archive, paths, lambda *_: tick(next(count), total))
            if differ := tuple(step.path for step in steps if step.fate is Fate.DIFFERS):
                raise WouldReplace(differ)
            new = [step for step in steps if step.fate is Fate.NEW]
            _put(archive, new, paths, system, lambda: tick(next(count), total))
    finally:
        lock.close()
    return steps


def _fate(entry: Entry, data: bytes, path: Path) -> Fate:
    try:
        status = path.lstat() if entry.is_journal else path.stat()
    except FileNotFoundError:
        return Fate.NEW if not path.is_symlink() and _can_be_made(path.parent) else Fate.DIFFERS
    except (NotADirectoryError, OSError):
        return Fate.DIFFERS
    if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_FILE_BYTES:
        return Fate.DIFFERS
    there = path.read_bytes()
    grown = entry.is_journal and there.startswith(data) and data.endswith(b"\n")
    return Fate.THERE if there == data or grown else Fate.DIFFERS


def _can_be_made(directory: Path) -> bool:
    """Whether it is a directory, or what is above it."""
    there = next(each for each in (directory, *directory.parents) if os.path.lexists(each))
    return there.is_dir()


def _put(archive: Archive, steps: list[Step], paths: Paths, system: System, tick: Callable[[], None]) -> None:
    """All files beside their places first, then each its name; where one fails all are taken away."""
    with ExitStack() as stack:
        drafts = {
            place: stack.enter_context(_staging(place, system))
            for place in (paths.data, paths.config, paths.state)
            if any(step.path.is_relative_to(place) for step in steps)
        }
        staged: list[tuple[Path, Path]] = []
        for number, step in enumerate(steps):
            homes = (each for each in drafts if step.path.is_relative_to(each))
            draft = drafts[max(homes, key=lambda each: len(each.parts))] / str(number)
            mode = FILE_MODE | (stat.S_IXUSR if step.entry.executable else 0)
            write_draft(system, draft, archive.read(step.entry), mode)
            staged.append((draft, step.path))
            tick()
        placing = stack.enter_context(_all_or_none(system))
        for draft, path in staged:
            placing.made.update(_missing(path.parent))
            ensure_directory(system, path.parent)
            placing.files[path] = draft.stat().st_ino
            try:
                system.put_new(draft, path)
            except FileExistsError:
                raise WouldReplace((path,)) from None
            tick()
        for directory in sorted({path.parent for _, path in staged}):
            sync_directory(system, directory)


@dataclass(slots=True)
class _Placing:
    """The files that were given their names, or were about to be, each with its inode; and the directories
    made for them."""

    files: dict[Path, int] = field(default_factory=dict)
    made: set[Path] = field(default_factory=set)


@contextmanager
def _all_or_none(system: System) -> Iterator[_Placing]:
    """Takes away what was placed, and the directories made for it, where not all of it could be."""
    placing = _Placing()
    try:
        yield placing
    except BaseException:
        for path, inode in placing.files.items():
            with suppress(OSError):
                if path.lstat().st_ino == inode:
                    system.remove(path)
        for directory in sorted(placing.made, key=lambda each: len(each.parts), reverse=True):
            with suppress(OSError):
                directory.rmdir()
        raise


def _missing(directory: Path) -> list[Path]:
    """Those directories up to this one that are not there yet."""
    return [each for each in (directory, *directory.parents) if not each.exists()]


@contextmanager
def _staging(place: Path, system: System) -> Iterator[Path]:
    """A directory beside the files' places, on the same disk; gone at the end."""
    missing = _missing(place)
    ensure_directory(system, place)
    directory = place / f"{STAGING}{os.getpid()}"
    system.make_directory(directory)
    try:
        yield directory
    finally:
        clear_staging(directory, system)
        for each in missing:  # stays where something was put into it
            with suppress(OSError):
                each.rmdir()


def clear_staging(directory: Path, system: System) -> None:
    """Remove a directory of drafts, whatever can be removed of it."""
    with suppress(OSError):
        for draft in directory.iterdir():
            with suppress(OSError):
                system.remove(draft)
    with suppress(OSError):
        directory.rmdir()

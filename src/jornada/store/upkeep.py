"""Looks after the program's own files: what is wrong with them, what was left over, and the cache.

Nothing a person wrote is touched here, nor what may be the only copy of it: rescue files that hold
records stay, and so do the records that are gone from the journal and wait for a person's word. A lock
is not left over by whoever held it: the system lets go of it, and its file is never deleted.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path

from jornada.core.dataclass import dataclass, replace
from jornada.core.intents import Record
from jornada.core.pattern import pattern
from jornada.paths import Paths
from jornada.store.files import System, read_regular
from jornada.store.index import same
from jornada.store.journal import Journal, Loaded
from jornada.store.restore import STAGING, clear_staging
from jornada.store.snapshot import VANISHED

LEFT_OVER_SECONDS = 600
"""A file that waits for its name does so for a moment; one so old was left by a process that ended."""
_DRAFT = pattern(r"\..+\.\d+\.draft")
_STAGING = pattern(re.escape(STAGING) + r"\d+")
_OWN = (
    "device",
    "counter",
    "lock",
    "alarms",
    "alarms.lock",
    "told",
    "life",
    "last-list",
    "first-day",
    "failures",
)
"""Files of the state directory that only this program writes."""
_JSON = ("alarms", "told", "last-list")
_MOST_BYTES = 1 << 20


class Trouble(Enum):
    """What may be wrong with a file of the program's own."""

    NOT_A_FILE = "not_a_file"
    UNREADABLE = "own_file"
    OPEN_TO_ALL = "open_to_all"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a file or directory of the program's own."""

    path: Path
    trouble: Trouble


def read_afresh(paths: Paths, clock: Callable[[], dt.datetime]) -> Loaded:
    """The journal as its files have it, every line of them, whatever is remembered of an earlier reading.
    Writes nothing."""
    nowhere = replace(paths, state=paths.state / ".nowhere")
    return Journal(nowhere, clock=clock, keep_snapshot=False).load()


def agree(files: tuple[Record, ...], known: tuple[Record, ...]) -> bool:
    """Whether what the files hold is what is known of them: the same records, with the same content."""
    by_id = {record.id: record for record in known}
    return len(by_id) == len(files) and all(
        record.id in by_id and same(record, by_id[record.id]) for record in files
    )


def own_troubles(paths: Paths, system: System | None = None) -> Iterator[Finding]:
    """What is wrong in the state directory, and with who may write into the directories."""
    for place in (paths.data, paths.config, paths.state):
        with suppress(OSError):
            if place.stat().st_mode & stat.S_IWOTH:
                yield Finding(place, Trouble.OPEN_TO_ALL)
    for name in _OWN:
        path = paths.state / name
        try:
            mode = path.lstat().st_mode
        except OSError:  # it is not there, or nothing of the directory can be read, which is said elsewhere
            continue
        if not stat.S_ISREG(mode):
            yield Finding(path, Trouble.NOT_A_FILE)
        elif name in _JSON and not _is_json(path, system or System()):
            yield Finding(path, Trouble.UNREADABLE)


def left_overs(paths: Paths, now_seconds: float) -> tuple[Path, ...]:
    """Drafts of processes that ended, and rescue files that hold nothing more; `now_seconds` is of the clock
    that stamps files."""
    found: list[Path] = []
    for place in (paths.data, paths.config, paths.state):
        found.extend(_drafts_below(place, now_seconds - LEFT_OVER_SECONDS))
    found.extend(_empty_rescue_files(paths.rescue, now_seconds - LEFT_OVER_SECONDS))
    return tuple(sorted(set(found)))


def sweep(paths: Paths, left: tuple[Path, ...], system: System | None = None) -> tuple[Path, ...]:
    """Remove what was left over, and files of the program's own that cannot be read and are made anew when
    they are needed; those that are gone now."""
    system = system or System()
    broken = [each.path for each in own_troubles(paths) if each.trouble is Trouble.UNREADABLE]
    gone: list[Path] = []
    for path in (*left, *broken):
        if path.is_dir() and not path.is_symlink():
            clear_staging(path, system)
        else:
            with suppress(OSError):
                system.remove(path)
        if not os.path.lexists(path):
            gone.append(path)
    return tuple(gone)


def forget_cache(paths: Paths, system: System | None = None) -> None:
    """Remove what is remembered of earlier readings: the next one reads it all, and remembers it anew.

    The records that wait for a person's word stay. Raises `OSError`.
    """
    system = system or System()
    with suppress(FileNotFoundError):
        for path in sorted(paths.snapshot.iterdir()):
            if path.name != VANISHED and not path.is_dir():
                system.remove(path)


def _is_json(path: Path, system: System) -> bool:
    try:
        data, _ = read_regular(system, path, _MOST_BYTES)
        json.loads(data)
    except (OSError, ValueError, RecursionError):
        return False
    return True


def _drafts_below(place: Path, before: float) -> Iterator[Path]:
    """Drafts last changed before an instant, in directories that are no other program's."""
    try:
        with os.scandir(place) as entries:
            found = sorted(entries, key=lambda each: each.name)
    except OSError:
        return
    for entry in found:
        is_directory = entry.is_dir(follow_symlinks=False)
        pattern = _STAGING if is_directory else _DRAFT
        if pattern.fullmatch(entry.name):
            if _is_older(entry, before):
                yield place / entry.name
        elif is_directory and not entry.name.startswith("."):
            yield from _drafts_below(place / entry.name, before)


def _empty_rescue_files(directory: Path, before: float) -> Iterator[Path]:
    try:
        with os.scandir(directory) as entries:
            for entry in entries:
                is_file = entry.name.endswith(".toml") and entry.is_file(follow_symlinks=False)
                if is_file and entry.stat().st_size == 0 and _is_older(entry, before):
                    yield directory / entry.name
    except OSError:
        return


def _is_older(entry: os.DirEntry[str], before: float) -> bool:
    try:
        return entry.stat(follow_symlinks=False).st_mtime < before
    except OSError:
        return False

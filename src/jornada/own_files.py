"""Files that a person wrote: workflows, options, themes. They may be links, and anything may be in their
place; reading one never waits and never takes in more than the largest of its kind."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from jornada.core.mistakes import Mistake, Problem
from jornada.core.pattern import pattern
from jornada.core.text import clean

MOST_BYTES = 1 << 20
_CONFLICT_COPY = pattern(r"\.sync-conflict-|conflicted copy|copia en conflicto", re.IGNORECASE)
"""What Syncthing, Nextcloud and Dropbox put into the name of a file that was changed on two machines."""


def read_own_file(path: Path, *, most: int = MOST_BYTES) -> bytes | Mistake | None:
    """The bytes of a file, symbolic link or not, or what is wrong with it; nothing where there is none."""
    try:
        with open(path, "rb", opener=_opener) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return Mistake((), Problem.NOT_A_FILE)
            data = file.read(most + 1)
    except FileNotFoundError:
        return None if not path.is_symlink() else Mistake((), Problem.UNREADABLE, os.strerror(2))
    except IsADirectoryError:
        return Mistake((), Problem.NOT_A_FILE)
    except (OSError, ValueError) as error:
        return Mistake((), Problem.UNREADABLE, clean(getattr(error, "strerror", None) or str(error)))
    if len(data) > most:
        return Mistake((), Problem.TOO_BIG, str(max(len(data), status.st_size)), (str(most),))
    return data


def is_conflict_copy(file: Path) -> bool:
    """A file of ours that a sync doubled, because it was changed on two machines."""
    return file.suffix == ".toml" and _CONFLICT_COPY.search(file.name) is not None


def conflict_copies(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Those there are in the folders, in order; in one that cannot be read there are none."""
    found: list[Path] = []
    for folder in folders:
        with suppress(OSError):
            found.extend(filter(is_conflict_copy, folder.iterdir()))
    return tuple(sorted(found))


def has_entries(folder: Path) -> bool:
    """Whether there is anything in it; in one that cannot be read there is nothing."""
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is not None
    except OSError:
        return False


def _opener(path: str, flags: int) -> int:
    """Open without waiting for the other end of a named pipe."""
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)

"""What can go wrong between the day and the disk, typed; the words are said at the edge."""

from __future__ import annotations

import errno
from enum import Enum
from pathlib import Path

from jornada.core.intents import Record


class StoreError(Exception):
    """Something the store could not do."""


class NotSaved(StoreError):
    """`records` are known and pending but on no disk yet, or, if `rescued`, in a rescue file only."""

    def __init__(self, records: tuple[Record, ...], error: OSError, *, rescued: bool = False) -> None:
        super().__init__(f"{len(records)} records not saved: {error}")
        self.records = records
        self.error = error
        self.rescued = rescued


class Busy(StoreError):
    """Another process held the lock for all of `seconds`; nothing was decided or written."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the lock was held by another process for {seconds:g} seconds")
        self.seconds = seconds


class BadData(StoreError):
    """A file whose content cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FileKind(Enum):
    """What stands where a regular file should be."""

    SYMLINK = "symlink"
    DIRECTORY = "directory"
    FIFO = "fifo"
    OTHER = "other"


class Refused(OSError):
    """A file only this program writes is something else than a regular file; it is not touched."""

    def __init__(self, path: Path, kind: FileKind) -> None:
        super().__init__(f"{path} is not a regular file: {kind.value}")
        self.path = path
        self.kind = kind


class Exposed(OSError):
    """Anybody on this machine may put files into a directory of a person's own; nothing is written there."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EPERM, "Anybody may write there", str(path))


class TooBig(OSError):
    """A file is larger than what is read of its kind, `limit` bytes."""

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(f"{path} is larger than {limit} bytes")
        self.path = path
        self.limit = limit


class SyncFailed(OSError):
    """What was written may not be on the disk, and no later fsync of the same file can tell."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(error.errno, error.strerror, str(path))
        self.path = path

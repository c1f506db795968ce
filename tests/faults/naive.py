"""A writer as one would write it who never thought of faults. Every gate of this suite must catch it.

It reads the whole file, empties it and puts it there anew line by line; it takes no lock, syncs nothing,
puts nothing aside, makes way for itself where a file is protected, and hopes for the best where the
disk says no.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from jornada.store.files import System


def append(system: System, path: Path, data: bytes, *, sync_name: bool) -> None:
    """In place of the journal's append; tells nobody what went wrong."""
    before = b""
    with suppress(OSError):
        before = path.read_bytes()
    with suppress(OSError):
        _write(system, path, os.O_TRUNC, b"")
        for line in (before + data).splitlines(keepends=True):
            _write(system, path, os.O_APPEND, line)


def _write(system: System, path: Path, how: int, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | how
    try:
        descriptor = system.open(path, flags)
    except PermissionError:
        system.remove(path)
        descriptor = system.open(path, flags)
    try:
        system.write(descriptor, data)
    finally:
        system.close(descriptor)


def write_over(system: System, target: Path, data: bytes) -> None:
    """In place of writing over a file that a person may have protected."""
    with suppress(FileNotFoundError):
        system.remove(target)
    target.write_bytes(data)


@contextmanager
def no_lock(_lock: object) -> Iterator[None]:
    """In place of the lock between processes."""
    yield


def install(patch: pytest.MonkeyPatch) -> None:
    """Put this writer in the place of the store's own, in this process."""
    patch.setattr("jornada.store.writer.append", append)
    patch.setattr("jornada.store.rescue.append", append)
    patch.setattr("jornada.store.writer.sync_directory", lambda *_: None)
    patch.setattr("jornada.store.lock.Lock.held", no_lock)
    for module in ("workflow_edits", "options_file", "calendar_files"):
        patch.setattr(f"jornada.store.{module}.write_over", write_over)


class NoHash:
    """In place of a checksum: whatever is read is believed."""

    def __init__(self, _data: bytes = b"", *, digest_size: int) -> None:
        self._size = digest_size

    def update(self, data: bytes) -> None:
        """Take it for granted."""

    def digest(self) -> bytes:
        return bytes(self._size)

    def hexdigest(self) -> str:
        return self.digest().hex()


def believe_snapshots(patch: pytest.MonkeyPatch) -> None:
    """Have whatever stands in a snapshot believed, in this process."""
    patch.setattr("jornada.store.snapshot.blake2b", NoHash)
    patch.setattr("jornada.store.archive_table.blake2b", NoHash)


def main() -> int:
    """`python -m tests.faults.naive` is `jornada` with this writer."""
    from jornada.cli import main as jornada

    install(pytest.MonkeyPatch())
    return jornada()


if __name__ == "__main__":
    sys.exit(main())

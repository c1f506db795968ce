"""Appending to the journal's own files, so that what was acknowledged outlives a loss of power."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from jornada.store.errors import Exposed, SyncFailed
from jornada.store.files import System, append, ensure_directory, sync_directory
from jornada.store.reading import MAX_FILE_BYTES, journal_name

FULL_BYTES = MAX_FILE_BYTES // 4
"""A file of this size is left alone and the day goes on in its next part."""


class Writer:
    """Writes lines of one device; `distrusted` are files whose fsync failed, by name."""

    def __init__(self, journal: Path, system: System) -> None:
        self._journal = journal
        self._system = system
        self._years: set[Path] = set()
        self._durable_names: set[str] = set()
        self.distrusted: set[str] = set()

    def write(self, date: dt.date, device: str, lines: bytes, parts: Mapping[int, int]) -> str:
        """Append to the device's file of that date; the name of the file, once it is on the disk.

        `parts` are the sizes of the parts that are there. After a failed fsync the lines go into a
        new part, once. The caller holds the lock. Raises `OSError`.
        """
        part = max(parts, default=1)
        if parts.get(part, 0) >= FULL_BYTES:
            part += 1
        try:
            return self._append(self._trusted(date, device, part), lines)
        except SyncFailed:
            return self._append(self._trusted(date, device, part), lines)

    def _trusted(self, date: dt.date, device: str, part: int) -> str:
        while (name := journal_name(date, device, part)) in self.distrusted:
            part += 1
        return name

    def _append(self, name: str, lines: bytes) -> str:
        path = self._journal / name
        self._must_be_private(path.parent)
        self._prepare(path.parent)
        try:
            append(self._system, path, lines, sync_name=name not in self._durable_names)
        except SyncFailed:
            self.distrusted.add(name)
            raise
        self._durable_names.add(name)
        return name

    def _must_be_private(self, year: Path) -> None:
        """What others may put into these directories would be believed. Raises `Exposed`."""
        for place in (year.parent.parent, year.parent, year):
            with suppress(FileNotFoundError):
                if place.stat().st_mode & stat.S_IWOTH:
                    raise Exposed(place)

    def _prepare(self, year: Path) -> None:
        """Have the directory; the names that lead to it may be another process's that died before making
        them durable."""
        if year in self._years and year.is_dir():
            return
        ensure_directory(self._system, year)
        data = self._journal.parent
        for directory in (self._journal, data, data.parent):
            sync_directory(self._system, directory)
        self._years.add(year)

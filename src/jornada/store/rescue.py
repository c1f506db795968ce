"""Rescue files: what could not be written to the journal, kept in the state directory until it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from jornada.core.dataclass import dataclass
from jornada.core.intents import Record
from jornada.store.files import System, append, ensure_directory, read_regular
from jornada.store.reading import MAX_FILE_BYTES, Problem, failed, read_records, standing_problems
from jornada.store.record import encode


@dataclass(frozen=True, slots=True)
class RescueFile:
    """One process's rescue file; with problems it is never removed."""

    path: Path
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]


class Rescue:
    """The rescue files of a state directory; each process writes one of its own."""

    def __init__(self, directory: Path, system: System) -> None:
        self._directory = directory
        self._system = system

    def keep(self, records: Iterable[Record]) -> None:
        """Append records to this process's file, durably. Raises `OSError`."""
        ensure_directory(self._system, self._directory)
        path = self._directory / f"{os.getpid()}.toml"
        append(self._system, path, encoded(records), sync_name=True)

    def read(self) -> tuple[RescueFile, ...]:
        """All rescue files, with what is wrong in them."""
        try:
            paths = sorted(path for path in self._directory.iterdir() if path.suffix == ".toml")
        except OSError:
            return ()
        return tuple(self._read(path) for path in paths)

    def sweep(
        self, files: Iterable[RescueFile], is_saved: Callable[[Record], bool]
    ) -> tuple[RescueFile, ...]:
        """Remove the files all of whose records are in the journal now; those that are left."""
        left: list[RescueFile] = []
        for file in files:
            if file.problems or not all(is_saved(record) for record in file.records):
                left.append(file)
                continue
            with suppress(OSError):
                self._system.remove(file.path)
        return tuple(left)

    def _read(self, path: Path) -> RescueFile:
        try:
            data, _ = read_regular(self._system, path, MAX_FILE_BYTES)
        except OSError as error:
            return RescueFile(path, (), (failed(path, error),))
        file = read_records(data, path)
        return RescueFile(path, tuple(file.records), tuple(standing_problems(file, self._directory)))


def encoded(records: Iterable[Record]) -> bytes:
    """Their lines, as they stand in a file."""
    return "".join(f"{encode(record)}\n" for record in records).encode("utf-8")

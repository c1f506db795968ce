"""A journal in a directory of its own, and an operating system that fails when told to."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jornada.core.intents import Intent, Record, TaskDone, TaskNote
from jornada.paths import Paths
from jornada.store.device import Machine
from jornada.store.files import System
from jornada.store.journal import Journal, Loaded, ProblemKind
from jornada.store.record import encode

ZONE = dt.timezone(dt.timedelta(hours=1))
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=ZONE)
HERE = Machine("0123456789abcdef", "here")


def paths_in(root: Path) -> Paths:
    return Paths(data=root / "data", config=root / "config", state=root / "state")


def open_journal(root: Path, **changes: Any) -> Journal:
    """A journal of device `k7q2` at noon."""
    given = {"clock": lambda: NOON, "machine": HERE, "mint": minted("k7q2"), "patience_seconds": 0.05}
    return Journal(paths_in(root), **{**given, **changes})


def be_k7q2(root: Path) -> None:
    """Have the device noted before there are files that bear its name."""
    assert open_journal(root).device == "k7q2"


def minted(*devices: str) -> Callable[[], str]:
    """Mints these devices, one after the other."""
    waiting = iter(devices)
    return lambda: next(waiting)


def write(journal: Journal, *tasks: str, at: dt.datetime = NOON) -> tuple[Record, ...]:
    """Say that these tasks are done."""
    return journal.transact(lambda _: [(TaskDone(task=task), at) for task in tasks])


def note(journal: Journal, text: str, at: dt.datetime = NOON) -> Record:
    [record] = journal.transact(lambda _: [(TaskNote(task="x", text=text), at)])
    return record


def tasks(records: Any) -> list[str]:
    return [record.intent.task for record in records]


def kinds(loaded: Loaded) -> list[ProblemKind]:
    return [problem.kind for problem in loaded.problems]


def line(key: str, n: int, intent: Intent | None = None, at: dt.datetime = NOON) -> str:
    """A line of the journal, with its newline."""
    return encode(Record(id=key, at=at, n=n, intent=intent or TaskDone(task=key))) + "\n"


def day_file(root: Path, name: str = "2026-11-21.k7q2.toml") -> Path:
    path = root / "data" / "journal" / name[:4] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@dataclass
class Faulty(System):
    """Counts calls, and fails the ones named in `faults`.

    A fault is an error number, or a function of the call's arguments that may raise; it stays until
    it is taken out. `once` holds faults that happen one time only.
    """

    faults: dict[str, int | Callable[..., Any]] = field(default_factory=dict)
    once: dict[str, int] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    names: dict[int, Path] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    """The names of files opened, in order."""

    def _fail(self, call: str, *arguments: Any) -> None:
        self.calls[call] += 1
        number = self.once.pop(call, None)
        if number is None:
            fault = self.faults.get(call)
            if callable(fault):
                fault(*arguments)
                return
            number = fault
        if number is not None:
            raise OSError(number, os.strerror(number))

    def open(self, path: Path, flags: int, mode: int = 0o600, *, folder: int | None = None) -> int:
        self._fail("open", path, flags)
        descriptor = super().open(path, flags, mode, folder=folder)
        self.names[descriptor] = path
        self.opened.append(path.name)
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        self._fail("write", self.names[descriptor], data)
        return super().write(descriptor, data)

    def write_at(self, descriptor: int, data: bytes, offset: int) -> int:
        self._fail("write_at", self.names[descriptor], data)
        return super().write_at(descriptor, data, offset)

    def read(self, descriptor: int, size: int) -> bytes:
        self._fail("read", self.names[descriptor])
        return super().read(descriptor, size)

    def truncate(self, descriptor: int, size: int) -> None:
        self._fail("truncate", self.names[descriptor])
        super().truncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        self._fail("sync", self.names[descriptor])
        super().sync(descriptor)

    def lock(self, descriptor: int, operation: int) -> None:
        self._fail("lock", self.names[descriptor])
        super().lock(descriptor, operation)

    def replace(self, source: Path, target: Path) -> None:
        self._fail("replace", source, target)
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._fail("remove", path)
        super().remove(path)


@dataclass
class FullDisk:
    """A `write` that stores so many bytes more and then says that the disk is full."""

    left: int = 0
    only: str = ""

    def __call__(self, path: Path, data: bytes) -> None:
        if self.only and self.only not in str(path):
            return
        if len(data) > self.left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.left -= len(data)


def refuse_names(part: str, number: int) -> Callable[..., None]:
    """A fault for calls about a path that has `part` in its name."""

    def fault(path: Path, *_: Any) -> None:
        if part in str(path):
            raise OSError(number, os.strerror(number))

    return fault

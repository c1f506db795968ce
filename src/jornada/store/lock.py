"""One writer at a time on this machine: a lock on a file that is never renamed and never deleted."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jornada.store.errors import Busy
from jornada.store.files import System, ensure_directory

PATIENCE_SECONDS = 5.0
_FIRST_PAUSE_SECONDS = 0.001
_LONGEST_PAUSE_SECONDS = 0.05
_HELD_BY_ANOTHER = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)


class Lock:
    """A lock between processes; between the threads of one process the caller sees to it.

    The file stays open between uses, so that a state directory that can no longer be written, or
    entered, does not stop the locking.
    """

    def __init__(self, path: Path, system: System, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._path = path
        self._system = system
        self._patience = patience_seconds
        self._descriptor: int | None = None
        self._process = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock. Raises `Busy` when another holds it too long, `OSError` when there is none."""
        descriptor = self._open()
        self._acquire(descriptor)
        try:
            yield
        finally:
            self._system.lock(descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None and self._process == os.getpid():
            with suppress(OSError):
                self._system.close(self._descriptor)
        self._descriptor = None

    def _open(self) -> int:
        if self._descriptor is not None and self._still_there(self._descriptor):
            return self._descriptor
        self.close()
        self._descriptor = self._open_file()
        self._process = os.getpid()
        return self._descriptor

    def _still_there(self, descriptor: int) -> bool:
        if self._process != os.getpid():  # a forked child shares the parent's lock, not its own
            return False
        try:
            on_disk = self._path.lstat()
        except FileNotFoundError:
            return False
        except OSError:
            return True
        mine = self._system.status(descriptor)
        return (on_disk.st_ino, on_disk.st_dev) == (mine.st_ino, mine.st_dev)

    def _open_file(self) -> int:
        careful = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        try:
            ensure_directory(self._system, self._path.parent)
            return self._system.open(self._path, os.O_RDWR | os.O_CREAT | careful)
        except OSError:
            # On a disk that has become read-only the lock that is there can still be taken.
            return self._system.open(self._path, os.O_RDONLY | careful)

    def _acquire(self, descriptor: int) -> None:
        give_up = self._system.monotonic() + self._patience
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                self._system.lock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except OSError as error:
                if error.errno not in _HELD_BY_ANOTHER:
                    raise
            if self._system.monotonic() >= give_up:
                raise Busy(self._patience)
            self._system.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

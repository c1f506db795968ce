"""Files that only this program writes: opened with care, written whole or not at all.

`System` holds the calls of the operating system that a save needs, so that a test can put faults in
their place.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jornada.store.errors import FileKind, Refused, SyncFailed, TooBig

FILE_MODE = 0o600
DIRECTORY_MODE = 0o700

_ALWAYS = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_CHUNK = 1 << 20

# Network file systems that cannot sync a directory say so with one of these.
_NO_DIRECTORY_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)

# So do those that know no second name of a file.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)


class System:
    """The calls of the operating system that the store makes to change or read its own files."""

    def open(self, path: Path, flags: int, mode: int = FILE_MODE, *, folder: int | None = None) -> int:
        return os.open(path, flags, mode, dir_fd=folder)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def read(self, descriptor: int, size: int) -> bytes:
        return os.read(descriptor, size)

    def read_at(self, descriptor: int, size: int, offset: int) -> bytes:
        return os.pread(descriptor, size, offset)

    def write(self, descriptor: int, data: bytes) -> int:
        return os.write(descriptor, data)

    def write_at(self, descriptor: int, data: bytes, offset: int) -> int:
        return os.pwrite(descriptor, data, offset)

    def truncate(self, descriptor: int, size: int) -> None:
        os.ftruncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def status(self, descriptor: int) -> os.stat_result:
        return os.fstat(descriptor)

    def set_mode(self, descriptor: int, mode: int) -> None:
        os.fchmod(descriptor, mode)

    def lock(self, descriptor: int, operation: int) -> None:
        fcntl.flock(descriptor, operation)

    def make_directory(self, path: Path) -> None:
        path.mkdir(DIRECTORY_MODE)

    def remove_directory(self, path: Path) -> None:
        path.rmdir()

    def replace(self, source: Path, target: Path) -> None:
        source.replace(target)

    def put_new(self, source: Path, target: Path) -> None:
        """Give a file another name that must not be there yet. Raises `FileExistsError`, `OSError`."""
        try:
            target.hardlink_to(source)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if target.is_symlink() or target.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
            source.rename(target)
        else:
            source.unlink()

    def remove(self, path: Path) -> None:
        path.unlink()

    def time(self) -> float:
        """Seconds of the clock that stamps files."""
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)


@contextmanager
def opened(system: System, path: Path, flags: int, *, folder: int | None = None) -> Iterator[int]:
    """A descriptor of a regular file, never through a symbolic link, never waiting for a FIFO.

    With `folder`, the descriptor of an open directory, `path` is relative to it. Raises `Refused`
    for what is not a regular file, and `OSError`.
    """
    descriptor = open_regular(system, path, flags, folder=folder)
    try:
        yield descriptor
    finally:
        with suppress(OSError):  # what was to be kept has been synced before
            system.close(descriptor)


def open_regular(system: System, path: Path, flags: int, *, folder: int | None = None) -> int:
    """The same for whoever closes the descriptor later. Raises as `opened` does."""
    try:
        descriptor = system.open(path, flags | _ALWAYS, FILE_MODE, folder=folder)
    except OSError as error:
        kind = {
            errno.ELOOP: FileKind.SYMLINK,
            errno.EISDIR: FileKind.DIRECTORY,
            errno.ENXIO: FileKind.FIFO,
        }.get(error.errno or 0)
        if kind is None:
            raise
        raise Refused(path, kind) from error
    try:
        mode = system.status(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise Refused(path, file_kind(mode))
    except OSError:
        with suppress(OSError):
            system.close(descriptor)
        raise
    return descriptor


class KeptOpen:
    """A regular file that is read here and there for as long as somebody holds this, whatever takes its
    place meanwhile. Raises as `opened` does."""

    def __init__(self, system: System, path: Path) -> None:
        self._system = system
        self._descriptor = open_regular(system, path, os.O_RDONLY)
        weakref.finalize(self, system.close, self._descriptor)

    def read(self, count: int, offset: int) -> bytes:
        """So many bytes from there on; fewer only at the end of the file. Raises `OSError`."""
        chunks: list[bytes] = []
        while count > 0 and (chunk := self._system.read_at(self._descriptor, count, offset)):
            chunks.append(chunk)
            count, offset = count - len(chunk), offset + len(chunk)
        return b"".join(chunks)


def file_kind(mode: int) -> FileKind:
    """What the mode of something that is not a regular file says it is."""
    if stat.S_ISLNK(mode):
        return FileKind.SYMLINK
    if stat.S_ISDIR(mode):
        return FileKind.DIRECTORY
    return FileKind.FIFO if stat.S_ISFIFO(mode) else FileKind.OTHER


def ensure_directory(system: System, path: Path) -> None:
    """Make a directory and those above it that are missing, for the owner alone, durably.

    One whose name could not be made durable is taken away again, so that the next try does not take it
    for done.
    """
    if path.is_dir():
        return
    ensure_directory(system, path.parent)
    with suppress(FileExistsError):
        system.make_directory(path)
    try:
        sync_directory(system, path.parent)
    except OSError:
        with suppress(OSError):
            system.remove_directory(path)
        raise


def read_regular(system: System, path: Path, limit: int) -> tuple[bytes, os.stat_result]:
    """The bytes of a regular file and its status from before the reading. Raises `TooBig`, `Refused`."""
    with opened(system, path, os.O_RDONLY) as descriptor:
        status = system.status(descriptor)
        if status.st_size > limit:
            raise TooBig(path, limit)
        chunks: list[bytes] = []
        left = limit + 1
        while left > 0 and (chunk := system.read(descriptor, min(left, _CHUNK))):
            chunks.append(chunk)
            left -= len(chunk)
        if left <= 0:
            raise TooBig(path, limit)
    return b"".join(chunks), status


def sync_directory(system: System, path: Path) -> None:
    """Make the names in a directory durable, where the file system can. Raises `SyncFailed`."""
    try:
        descriptor = system.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:  # one may make names in it and not read them; then nobody can sync it
        return
    try:
        _sync_open_directory(system, descriptor, path)
    finally:
        system.close(descriptor)


def _sync_open_directory(system: System, descriptor: int, path: Path) -> None:
    try:
        system.sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise SyncFailed(path, error) from error


def append(system: System, path: Path, data: bytes, *, sync_name: bool) -> None:
    """Append whole lines to a file, creating it, and return once they are on the disk.

    A file that does not end in a newline gets one first. On an error the file is cut back to what it
    was; after `SyncFailed` nothing is known of it. With `sync_name` its directory is synced too.
    The caller holds the lock. Raises `OSError`, `Refused`, `SyncFailed`.
    """
    folder = system.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
        with opened(system, Path(path.name), flags, folder=folder) as descriptor:
            before = system.status(descriptor).st_size
            if before and system.read_at(descriptor, 1, before - 1) != b"\n":
                data = b"\n" + data
            _write_or_cut_back(system, descriptor, data, before)
            try:
                system.sync(descriptor)
            except OSError as error:
                raise SyncFailed(path, error) from error
        if sync_name or not before:
            _sync_open_directory(system, folder, path.parent)
    finally:
        system.close(folder)


def _write_or_cut_back(system: System, descriptor: int, data: bytes, before: int) -> None:
    written = 0
    try:
        while written < len(data):
            count = system.write(descriptor, data[written:])
            if not count:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            written += count
    except OSError:
        with suppress(OSError):  # a torn line that stays is reported when read, and never trusted
            if system.status(descriptor).st_size == before + written:
                system.truncate(descriptor, before)
        raise


def write_over(system: System, path: Path, data: bytes) -> None:
    """Put a whole file in place of one that a person keeps, durably and in one step; its mode stays.

    One that the person has protected is left alone, though its directory would let it be replaced.
    `path` is the file itself, not a link to it. Raises `OSError`, `Refused`.
    """
    with opened(system, path, os.O_WRONLY) as descriptor:
        mode = stat.S_IMODE(system.status(descriptor).st_mode)
    write_whole(system, path, data, durable=True, mode=mode)


def write_draft(system: System, path: Path, data: bytes, mode: int = FILE_MODE) -> None:
    """A file that waits for its name, its bytes on the disk; `name_durably` gives it the name.

    Raises `FileExistsError`, `Refused` and `OSError`; of one that could not be written nothing is left.
    """
    with opened(system, path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as descriptor:
        try:
            _write_or_cut_back(system, descriptor, data, 0)
            system.set_mode(descriptor, mode)
            system.sync(descriptor)
        except OSError:
            with suppress(OSError):
                system.remove(path)
            raise


def name_durably(system: System, draft: Path, path: Path) -> None:
    """Give a draft its name, which nothing else may have: what is there is never replaced.

    Raises `FileExistsError` and `OSError`; the draft has no such name then.
    """
    system.put_new(draft, path)
    try:
        sync_directory(system, path.parent)
    except BaseException:
        with suppress(OSError):
            system.remove(path)
        raise


def write_whole(system: System, path: Path, data: bytes, *, durable: bool, mode: int = FILE_MODE) -> None:
    """Put a whole file in place of the old one, in one step; `durable` survives a power loss."""
    with _draft(system, path, data, durable=durable, mode=mode) as draft:
        system.replace(draft, path)


def write_new(system: System, path: Path, data: bytes) -> None:
    """Put a whole file where there is none, durably and in one step. Raises `FileExistsError`, `OSError`."""
    with _draft(system, path, data, durable=True, mode=FILE_MODE) as draft:
        system.put_new(draft, path)


@contextmanager
def _draft(system: System, path: Path, data: bytes, *, durable: bool, mode: int) -> Iterator[Path]:
    """A file beside `path` with what is to be put there, which whoever asks for it does; removed on an
    error. With `durable` the new name is synced in the end."""
    ensure_directory(system, path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        with opened(system, draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) as descriptor:
            rest = memoryview(data)
            while rest:
                rest = rest[system.write(descriptor, bytes(rest[:_CHUNK])) :]
            if mode != FILE_MODE:
                system.set_mode(descriptor, mode)
            if durable:
                system.sync(descriptor)
        yield draft
    except OSError:
        with suppress(OSError):
            system.remove(draft)
        raise
    if durable:
        sync_directory(system, path.parent)

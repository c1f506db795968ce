"""A file system that loses power: what was written and not synced may be gone, in part or out of order.

`RecordedSystem` passes each call on to the real file system and notes it. `crash` makes of the calls up
to some moment one of the trees that a disk may hold after the power went: of each page of a file the
content that was synced last or any that was written since; a size that grew with nothing in it; names
that a directory got or lost since it was synced, or not. What a sync that failed was to bring to the
disk is taken for clean and no later sync brings it there. Pages are small, so that a record lies over
several.
"""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jornada.store.files import System

PAGE_BYTES = 64


@dataclass
class File:
    """An inode: what is in it, and what may be of each page on the disk."""

    content: bytearray = field(default_factory=bytearray)
    size_on_disk: set[int] = field(default_factory=lambda: {0})
    pages: dict[int, list[bytes]] = field(default_factory=dict)
    """Of each page, what the disk may hold: what it held for sure, then all that was written since."""

    dirty: set[int] = field(default_factory=set)


@dataclass
class Directory:
    """Names, and what may stand under each on the disk: an inode's number, or nothing."""

    names: dict[str, int] = field(default_factory=dict)
    on_disk: dict[str, list[int | None]] = field(default_factory=dict)


class Disk:
    """What the disk may hold. Inode 0 is the directory `root`, whose own name is safe."""

    def __init__(self) -> None:
        self.inodes: dict[int, File | Directory] = {0: Directory()}

    def directory(self, number: int) -> Directory:
        found = self.inodes[number]
        assert isinstance(found, Directory)
        return found

    def file(self, number: int) -> File:
        found = self.inodes[number]
        assert isinstance(found, File)
        return found

    def look_up(self, parts: tuple[str, ...]) -> int:
        number = 0
        for part in parts:
            number = self.directory(number).names[part]
        return number

    def link(self, parts: tuple[str, ...], number: int | None) -> None:
        """Have a name stand for an inode, or be gone."""
        directory = self.directory(self.look_up(parts[:-1]))
        held = directory.on_disk.setdefault(parts[-1], [directory.names.get(parts[-1])])
        held.append(number)
        if number is None:
            del directory.names[parts[-1]]
        else:
            directory.names[parts[-1]] = number

    def write(self, number: int, data: bytes, offset: int) -> None:
        file = self.file(number)
        file.content[offset : offset + len(data)] = data
        file.size_on_disk.add(len(file.content))
        self._written(file, offset, offset + len(data))

    def truncate(self, number: int, size: int) -> None:
        file = self.file(number)
        before = len(file.content)
        del file.content[size:]
        file.size_on_disk.add(size)
        if before > size:
            self._written(file, size, before)

    def sync(self, number: int, *, fails: bool) -> None:
        inode = self.inodes[number]
        if isinstance(inode, Directory):
            if not fails:
                inode.on_disk = {name: [held] for name, held in inode.names.items()}
            return
        if not fails:
            inode.size_on_disk = {len(inode.content)}
            for page in inode.dirty:
                inode.pages[page] = [self._page(inode, page)]
        inode.dirty.clear()

    def crash(self, root: Path, chance: random.Random) -> None:
        """Make one of the trees that may be on the disk now."""
        self._crash(0, root, chance)

    def _crash(self, number: int, path: Path, chance: random.Random) -> None:
        inode = self.inodes[number]
        if isinstance(inode, File):
            path.write_bytes(self._surviving(inode, chance))
            path.chmod(0o600)
            return
        path.mkdir(mode=0o700, parents=True)
        for name, versions in inode.on_disk.items():
            held = chance.choice(versions)
            if held is not None:
                self._crash(held, path / name, chance)

    def _surviving(self, file: File, chance: random.Random) -> bytes:
        size = chance.choice(sorted(file.size_on_disk))
        content = bytearray(size)
        for page in range(-(-size // PAGE_BYTES)):
            begin = page * PAGE_BYTES
            held = chance.choice(file.pages.get(page, [b""]))
            room = content[begin : begin + PAGE_BYTES]
            content[begin : begin + PAGE_BYTES] = held.ljust(len(room), b"\0")[: len(room)]
        return bytes(content)

    def _written(self, file: File, begin: int, end: int) -> None:
        for page in range(begin // PAGE_BYTES, -(-end // PAGE_BYTES)):
            file.dirty.add(page)
            file.pages.setdefault(page, [b""]).append(self._page(file, page))

    @staticmethod
    def _page(file: File, page: int) -> bytes:
        return bytes(file.content[page * PAGE_BYTES : (page + 1) * PAGE_BYTES])


class RecordedSystem(System):
    """Makes the calls below `root`, and has `disk` know of them. `failing` is how likely a sync fails."""

    def __init__(self, root: Path, disk: Disk, chance: random.Random, *, failing: float = 0.0) -> None:
        self.disk = disk
        self._root = root
        self._chance = chance
        self._failing = failing
        self._open: dict[int, int] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self._appends: set[int] = set()
        self._next = max(disk.inodes) + 1
        self.before_call: Callable[[], None] = lambda: None
        """Called before each call that changes something: the moment when the power may go."""

    def open(self, path: Path, flags: int, mode: int = 0o600, *, folder: int | None = None) -> int:
        parts = self._parts(path, folder)
        makes = flags & os.O_CREAT and not self._is_known(parts)
        if makes or flags & os.O_TRUNC:
            self.before_call()
        descriptor = super().open(path, flags, mode, folder=folder)
        if makes:
            self.disk.link(parts, self._new(File()))
        self._names[descriptor] = parts
        self._open[descriptor] = self.disk.look_up(parts)
        self._appends.discard(descriptor)
        if flags & os.O_APPEND:
            self._appends.add(descriptor)
        if flags & os.O_TRUNC:
            self.disk.truncate(self._open[descriptor], 0)
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        self.before_call()
        at = os.lseek(descriptor, 0, os.SEEK_END if descriptor in self._appends else os.SEEK_CUR)
        count = super().write(descriptor, data)
        self.disk.write(self._open[descriptor], data[:count], at)
        return count

    def write_at(self, descriptor: int, data: bytes, offset: int) -> int:
        self.before_call()
        count = super().write_at(descriptor, data, offset)
        self.disk.write(self._open[descriptor], data[:count], offset)
        return count

    def truncate(self, descriptor: int, size: int) -> None:
        self.before_call()
        super().truncate(descriptor, size)
        self.disk.truncate(self._open[descriptor], size)

    def sync(self, descriptor: int) -> None:
        self.before_call()
        fails = self._chance.random() < self._failing
        self.disk.sync(self._open[descriptor], fails=fails)
        if fails:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def make_directory(self, path: Path) -> None:
        self.before_call()
        super().make_directory(path)
        self.disk.link(self._parts(path), self._new(Directory()))

    def remove_directory(self, path: Path) -> None:
        self.before_call()
        super().remove_directory(path)
        self.disk.link(self._parts(path), None)

    def replace(self, source: Path, target: Path) -> None:
        self.before_call()
        super().replace(source, target)
        number = self.disk.look_up(self._parts(source))
        self.disk.link(self._parts(target), number)
        self.disk.link(self._parts(source), None)

    def remove(self, path: Path) -> None:
        self.before_call()
        super().remove(path)
        self.disk.link(self._parts(path), None)

    def _new(self, inode: File | Directory) -> int:
        self._next += 1
        self.disk.inodes[self._next] = inode
        return self._next

    def _parts(self, path: Path, folder: int | None = None) -> tuple[str, ...]:
        if folder is not None:
            return (*self._names[folder], *path.parts)
        return path.relative_to(self._root).parts

    def _is_known(self, parts: tuple[str, ...]) -> bool:
        try:
            self.disk.look_up(parts)
        except KeyError:
            return False
        return True

"""Changes an option in the person's own `config.toml`: one value, every comment kept, a link kept.

The file is compared with what was read before it is replaced, so that nothing a person wrote meanwhile
is lost.
"""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

from jornada.core.dataclass import dataclass
from jornada.store.errors import BadData, FileKind, Refused, StoreError, TooBig
from jornada.store.files import System, file_kind, write_over, write_whole

MOST_BYTES = 1 << 20


class ChangedMeanwhile(StoreError):
    """The file is not what it was when it was read; it is left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} changed meanwhile")
        self.path = path


@dataclass(frozen=True, slots=True)
class OptionsFile:
    """The file as it was read: `data` is `None` where there was none."""

    path: Path
    data: bytes | None


def read_options_file(path: Path) -> OptionsFile:
    """Read the file, link or not. Raises `OSError`, also for what is no regular file or too big."""
    try:
        # Never wait for the other end of a named pipe.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return OptionsFile(path, None)
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise Refused(path, file_kind(mode))
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TooBig(path, MOST_BYTES)
    return OptionsFile(path, data)


Value = str | bool | int | tuple[str, ...]


def save_option(seen: OptionsFile, name: str, value: Value) -> None:
    """Set an option in the file as `seen`, `incidents.s1_clock` in its table; nothing is written where it
    holds that already.

    Raises `ChangedMeanwhile` where it is another file by now, `BadData` where it is not TOML, and
    `OSError`.
    """
    data = _changed(seen, name, value)
    now = read_options_file(seen.path)
    if now.data != seen.data:
        raise ChangedMeanwhile(seen.path)
    if data == seen.data:
        return
    # The draft is put beside the file itself: a link to it stays a link.
    target = _target(seen.path)
    if seen.data is None:
        write_whole(System(), target, data, durable=True)
    else:
        write_over(System(), target, data)


def _target(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError as error:  # links that lead in a circle
        raise Refused(path, FileKind.SYMLINK) from error


def _changed(seen: OptionsFile, name: str, given: Value) -> bytes:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    value = list(given) if isinstance(given, tuple) else given
    table, _, own = name.rpartition(".")
    try:
        text = (seen.data or b"").decode()
        before = tomllib.loads(text)
        around = before.get(table, {}) if table else before
        if isinstance(around, dict) and own in around and _same(around[own], value):
            return seen.data or b""
        document: Any = tomlkit.parse(text)
        if table and table not in document:
            document[table] = tomlkit.table()
        (document[table] if table else document)[own] = value
        changed = tomlkit.dumps(document)
        after = tomllib.loads(changed)
    except (ValueError, RecursionError, TypeError, TOMLKitError) as error:
        raise BadData(seen.path, str(error)) from error
    # What is not exactly the change that was asked for never reaches the disk.
    wanted = {**before, table: {**around, own: value}} if table else {**before, own: value}
    if after != wanted:
        raise BadData(seen.path, name)
    return changed.encode()


def _same(one: object, other: object) -> bool:
    """True and 1 are not the same in a file."""
    return type(one) is type(other) and one == other

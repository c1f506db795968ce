"""Files written where a person says, to be shown to others: never over another one unless asked to."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

SHARED_MODE = 0o644
"""What is written to be shown to others may be read by others: it holds a plan, never a record."""


class FileThere(Exception):
    """There is something of that name already; `can_be_replaced` where it is a file."""

    def __init__(self, *, can_be_replaced: bool) -> None:
        super().__init__()
        self.can_be_replaced = can_be_replaced


class NotWritten(Exception):
    """It could not be written; `reason` is the system's own word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def write_file(file: Path, text: str, *, force: bool) -> None:
    """Write `text` to a new file that others may read. With `force` a file that is there is replaced
    whole. Raises `FileThere` and `NotWritten`."""
    data = text.encode()
    try:
        if force and (file.is_file() or not file.exists()):
            _replace(file.resolve(), data)
        else:
            _create(file, data)
    except FileExistsError:
        raise FileThere(can_be_replaced=file.is_file() or not file.exists()) from None
    except (OSError, ValueError) as error:
        raise NotWritten(getattr(error, "strerror", None) or str(error)) from error


def _create(file: Path, data: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, SHARED_MODE)
    try:
        _write(descriptor, data)
    except OSError:
        file.unlink(missing_ok=True)
        raise


def _replace(file: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    beside = Path(name)
    try:
        os.fchmod(descriptor, SHARED_MODE)
        _write(descriptor, data)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _write(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(data)

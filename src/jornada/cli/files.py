"""Files that a command writes where a person says: never over another one unless asked to."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from jornada.cli.exits import NOT_ALLOWED, NOT_WRITTEN, Failure
from jornada.core.text import clean
from jornada.present.words import Words

SHARED_MODE = 0o644
"""What is written to be shown to others may be read by others: it holds a plan, never a record."""


def write_shared(words: Words, file: Path, text: str, *, force: bool) -> None:
    """Write `text` to a new file that others may read. With `force` a file that is there is replaced
    whole. Raises `Failure`."""
    data = text.encode()
    try:
        if force and (file.is_file() or not file.exists()):
            _replace(file.resolve(), data)
        else:
            _create(file, data)
    except FileExistsError:
        said = words.gettext("{file} is there already; --force replaces it")
        if file.exists() and not file.is_file():
            said = words.gettext("{file} is no file that could be replaced")
        raise Failure(NOT_ALLOWED, said.format(file=clean(str(file)))) from None
    except (OSError, ValueError) as error:
        said = words.gettext("{place} cannot be used: {reason}").format(
            place=clean(str(file)), reason=getattr(error, "strerror", None) or error
        )
        raise Failure(NOT_WRITTEN, said) from error


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

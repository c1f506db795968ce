"""Files that a command writes where a person says: never over another one unless asked to."""

from __future__ import annotations

from pathlib import Path

from jornada.cli.exits import NOT_ALLOWED, NOT_WRITTEN, Failure
from jornada.core.text import clean
from jornada.present.system_words import place_lines
from jornada.present.words import Words
from jornada.shared_files import FileThere, NotWritten, write_file


def write_shared(words: Words, file: Path, text: str, *, force: bool) -> None:
    """Write `text` to a new file that others may read. With `force` a file that is there is replaced
    whole. Raises `Failure`."""
    try:
        write_file(file, text, force=force)
    except FileThere as there:
        said = words.gettext("{file} is there already; --force replaces it")
        if not there.can_be_replaced:
            said = words.gettext("{file} is no file that could be replaced")
        raise Failure(NOT_ALLOWED, said.format(file=clean(str(file)))) from None
    except NotWritten as error:
        raise Failure(NOT_WRITTEN, *place_lines(words, clean(str(file)), error.reason)) from error

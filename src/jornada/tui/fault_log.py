"""What is noted of a fault in the program: where it happened, never what it was about.

A message or a variable may hold what a person wrote; a file's name, a line's number and a function's name
do not.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from jornada import __version__
from jornada.clock import Clock
from jornada.store.files import System, append, ensure_directory, write_whole

MOST_BYTES = 256 * 1024
"""A log that has grown so far is begun anew."""
MOST_FRAMES = 60
"""Of each error so many places are noted, the innermost ones."""

Place = tuple[str, int, str]
"""A file, a line and a function."""


def report(error: BaseException) -> str:
    """The kinds of an error and of those that led to it, each with its places, outermost first."""
    return "\n".join(line for each in _chain(error) for line in _told(type(each), _places(each)))


def note(log: Path, text: str, clock: Clock) -> None:
    """Append it to the log, which is for its owner alone. Raises `OSError`."""
    from importlib.metadata import version  # slow to import, and seldom needed

    head = (
        f"{clock().isoformat(timespec='seconds')} Jornada {__version__}, Textual {version('textual')}, "
        f"Python {sys.version.split()[0]}, {sys.platform}"
    )
    data = f"{head}\n{text}\n\n".encode("utf-8", "replace")
    system = System()
    ensure_directory(system, log.parent)
    if log.is_file() and not log.is_symlink() and log.stat().st_size + len(data) > MOST_BYTES:
        write_whole(system, log, data, durable=False)
    else:
        append(system, log, data, sync_name=False)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        inner = getattr(each, "error", None)  # the toolkit's own wrapping of what a worker raised
        each = inner if isinstance(inner, BaseException) else each.__cause__ or each.__context__


def _places(error: BaseException) -> list[Place]:
    found = traceback.walk_tb(error.__traceback__)
    return [(frame.f_code.co_filename, line, frame.f_code.co_qualname) for frame, line in found]


def _told(kind: type[BaseException], places: Iterable[Place]) -> Iterator[str]:
    yield f"{kind.__module__}.{kind.__qualname__}"
    for file, line, function in list(places)[-MOST_FRAMES:]:
        yield f"  {_short(file)}:{line} {function}"


def _short(file: str) -> str:
    """The file's name within where it is imported from: the rest may be a person's name."""
    path = Path(file)
    roots = [Path(each) for each in sys.path if each and path.is_relative_to(each)]
    root = max(roots, key=lambda each: len(each.parts), default=path.parent)
    return path.relative_to(root).as_posix()

"""The version of the toolkit that this was written for."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

WRITTEN_FOR = "8.2.8"


def is_seen_to_be_it() -> bool:
    """Whether the name of a directory tells that the toolkit is that version: in no time, without loading
    it."""
    found = find_spec("textual")
    if found is None or found.origin is None:
        return False
    return (Path(found.origin).parents[1] / f"textual-{WRITTEN_FOR}.dist-info").is_dir()


def is_it() -> bool:
    """Whether the toolkit is that version. Where packages are kept otherwise, the library that knows takes
    longer than the whole start."""
    if is_seen_to_be_it():
        return True
    import textual

    version: str = textual.__version__
    return version == WRITTEN_FOR

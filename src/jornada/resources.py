"""The files that come with the program, from a wheel or from a checkout.

An editable install has no `jornada/themes`: the themes are the repository's own top-level folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Folder = Literal["help", "locale", "themes", "workflows"]


def folder(name: Folder) -> Traversable:
    """The folder of that name; it is not there if the installation is broken."""
    package = Path(__file__).parent
    for place in (package / name, package.parents[1] / name):
        if place.is_dir():
            return place
    # Installed as something else than files; the library that knows takes its time to load.
    from importlib.resources import files

    return files("jornada") / name


def names(name: Folder, suffix: str) -> tuple[str, ...]:
    """The names of the files that end in `suffix`, without it, sorted. Empty if there are none."""
    found = folder(name)
    if not found.is_dir():
        return ()
    return tuple(
        sorted(
            entry.name.removesuffix(suffix)
            for entry in found.iterdir()
            if entry.name.endswith(suffix) and entry.is_file()
        )
    )


def text(name: Folder, file: str) -> str:
    """The text of one file. Raises `FileNotFoundError` if there is none of that name."""
    return (folder(name) / file).read_text(encoding="utf-8")

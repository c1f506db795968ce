"""The files that come with the program, from a wheel or from a checkout.

An editable install has no `jornada/themes`: the themes are the repository's own top-level folder.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

Folder = Literal["help", "locale", "themes", "workflows"]


def folder(name: Folder) -> Traversable:
    """The folder of that name; it is not there if the installation is broken."""
    packaged = files("jornada") / name
    if not packaged.is_dir():
        checkout = Path(__file__).parents[2] / name
        if checkout.is_dir():
            return checkout
    return packaged


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

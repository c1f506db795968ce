"""Theme files: colours by name, checked whole before anybody draws with them.

A file has `title` (a text, or one per language), `dark`, the ten colours of `COLOURS`, and
`slots`: the twelve colours of areas and brands. With `ansi = true` colours are the names of the
terminal's own instead of `#rrggbb`.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from jornada import resources
from jornada.core.dataclass import dataclass, field
from jornada.core.mistakes import MOST_MISTAKES, LocatedMistake, Mistake, Problem, nearest_word
from jornada.core.toml_table import shown
from jornada.core.toml_text import located, parse_toml, plain_sheet
from jornada.core.workflow import KEY_PATTERN
from jornada.own_files import read_own_file

COLOURS = (
    "primary",
    "secondary",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "success",
    "warning",
    "error",
)
SLOTS = 12
DEFAULT_THEME = "jornada-dark"

_HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI_COLOURS = ("ansi_default", *(f"ansi_{hue}" for hue in _HUES), *(f"ansi_bright_{hue}" for hue in _HUES))
FIELDS = ("title", "dark", "ansi", *COLOURS, "slots")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme; its colours are all valid. `titles` is by language, with the plain one under `""`."""

    name: str
    titles: Mapping[str, str]
    dark: bool
    ansi: bool
    primary: str
    secondary: str
    accent: str
    foreground: str
    background: str
    surface: str
    panel: str
    success: str
    warning: str
    error: str
    slots: tuple[str, ...]
    few: int = 0
    """To how many colours of a terminal the theme was brought, if it was; no field of a file."""

    def title(self, language: str) -> str:
        """The title in `language`, else in English, else the only one there is, else the name."""
        for key in (language, "en", ""):
            if key in self.titles:
                return self.titles[key]
        return next(iter(self.titles.values()), self.name)

    def colour(self, slot: int | str) -> str:
        """The colour of a slot, 1 to 12 and round again, or `#rrggbb` as it is; 0 is the foreground.

        Among the terminal's own colours `#rrggbb` has no place: it is the foreground too.
        """
        if isinstance(slot, str):
            return self.foreground if self.ansi else slot
        return self.slots[(slot - 1) % len(self.slots)] if slot > 0 else self.foreground


@dataclass(frozen=True, slots=True)
class BadTheme:
    """A file that was left out, and why."""

    file: str
    mistakes: tuple[LocatedMistake, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes by name, the files that were left out, and the person's own files by name."""

    by_name: Mapping[str, Theme]
    bad: tuple[BadTheme, ...] = ()
    own: Mapping[str, Path] = field(default_factory=dict)

    def file(self, name: str) -> Path:
        """Where the theme of that name stands."""
        return self.own.get(name) or Path(str(resources.folder("themes") / f"{name}.toml"))


def load_theme(text: str, name: str) -> Theme | tuple[LocatedMistake, ...]:
    """The theme in `text`, or every mistake in it, in the order of its lines."""
    document: Mapping[str, Any] | LocatedMistake | None = plain_sheet(text)
    if document is None:
        document = parse_toml(text)
    if isinstance(document, LocatedMistake):
        return (document,)
    mistakes = tuple(islice(_mistakes(document), MOST_MISTAKES))
    if mistakes:
        return located(mistakes, text)
    title = document["title"]
    return Theme(
        name=name,
        titles=title if isinstance(title, dict) else {"": title},
        dark=document["dark"],
        ansi=document.get("ansi", False),
        slots=tuple(map(str.lower, document["slots"])),
        **{colour: document[colour].lower() for colour in COLOURS},
    )


def list_themes(own: Path | None, *, only: str | None = None) -> Themes:
    """The built-in themes and those in the folder `own`, which win where the name is the same. `only`: of
    those built in, the one of that name."""
    found: dict[str, Theme] = {}
    bad: list[BadTheme] = []
    for name in resources.names("themes", ".toml"):
        if only not in (None, name):
            continue
        theme = _named(resources.text("themes", f"{name}.toml"), name)
        if isinstance(theme, Theme):
            found[name] = theme
        else:
            bad.append(BadTheme(f"{name}.toml", theme))
    files: dict[str, Path] = {}
    for file in _files(own, bad) if own else ():
        loaded = read_theme(file)
        if isinstance(loaded, Theme):
            found[loaded.name], files[loaded.name] = loaded, file
        else:
            bad.append(BadTheme(str(file), loaded))
    return Themes(found, tuple(bad), files)


def read_theme(file: Path) -> Theme | tuple[LocatedMistake, ...]:
    """The theme in a file, which gives it its name, or every mistake in it."""
    text = _read(file)
    if isinstance(text, Mistake):
        return (LocatedMistake(None, text),)
    return _named(text, file.stem)


def _named(text: str, name: str) -> Theme | tuple[LocatedMistake, ...]:
    loaded = load_theme(text, name)
    if re.fullmatch(KEY_PATTERN, name):
        return loaded
    bad_name = LocatedMistake(None, Mistake((), Problem.BAD_NAME, name))
    return (bad_name, *(() if isinstance(loaded, Theme) else loaded))


def _files(folder: Path, bad: list[BadTheme]) -> list[Path]:
    """The files in a person's folder of themes; what is in its way is named as a bad one."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == ".toml")
    except FileNotFoundError:
        return []
    except OSError as error:
        mistake = Mistake((), Problem.UNREADABLE, error.strerror or str(error))
        bad.append(BadTheme(str(folder), (LocatedMistake(None, mistake),)))
        return []


def _read(file: Path) -> str | Mistake:
    data = read_own_file(file)
    if data is None:
        return Mistake((), Problem.UNREADABLE, os.strerror(errno.ENOENT))
    if isinstance(data, Mistake):
        return data
    try:
        return data.decode()
    except UnicodeDecodeError:
        return Mistake((), Problem.NOT_UTF8)


def _mistakes(document: Mapping[str, Any]) -> Iterator[Mistake]:
    meant = set()
    for name in document:
        if name not in FIELDS:
            free = tuple(field for field in FIELDS if field not in document)
            nearest = nearest_word(name, free)
            meant.add(nearest)
            yield Mistake((name,), Problem.UNKNOWN_KEY, name, FIELDS, nearest)
    for name in FIELDS:
        # A misspelt name is one mistake, not two; and `ansi` may be left out.
        if name not in document:
            if name not in meant and name != "ansi":
                yield Mistake((name,), Problem.MISSING)
        else:
            yield from _value_mistakes(name, document[name], ansi=document.get("ansi") is True)


def _value_mistakes(name: str, value: object, *, ansi: bool) -> Iterator[Mistake]:
    match name:
        case "title":
            texts = value if isinstance(value, dict) else {"": value}
            if not texts or not all(isinstance(text, str) for text in texts.values()):
                yield Mistake((name,), Problem.NOT_TEXT, shown(value), ("…", '{ en = "…", es = "…" }'))
        case "dark" | "ansi":
            if not isinstance(value, bool):
                yield Mistake((name,), Problem.NOT_ALLOWED, shown(value), ("true", "false"))
        case "slots":
            if not isinstance(value, list):
                yield Mistake((name,), Problem.NOT_LIST, shown(value))
            elif len(value) != SLOTS:
                yield Mistake((name,), Problem.OUT_OF_RANGE, str(len(value)), (str(SLOTS),))
            else:
                for index, colour in enumerate(value):
                    yield from _colour_mistakes((name, index), colour, ansi=ansi)
        case _:
            yield from _colour_mistakes((name,), value, ansi=ansi)


def _colour_mistakes(path: tuple[str | int, ...], value: object, *, ansi: bool) -> Iterator[Mistake]:
    text = value.lower() if isinstance(value, str) else ""
    if ansi and text not in ANSI_COLOURS:
        yield Mistake(path, Problem.BAD_COLOUR, shown(value), ANSI_COLOURS, nearest_word(text, ANSI_COLOURS))
    elif not ansi and not re.fullmatch("#[0-9a-f]{6}", text):
        yield Mistake(path, Problem.BAD_COLOUR, shown(value), ("#rrggbb",))

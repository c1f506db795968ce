"""Theme files: colours by name, checked whole before anybody draws with them.

A file has `title` (a text, or one per language), `dark`, the ten colours of `COLOURS`, and
`slots`: the twelve colours of areas and brands. With `ansi = true` colours are the names of the
terminal's own instead of `#rrggbb`.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from jornada import resources
from jornada.core.workflow import KEY_PATTERN

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
LARGEST_FILE = 1024 * 1024

_HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI_COLOURS = ("ansi_default", *(f"ansi_{hue}" for hue in _HUES), *(f"ansi_bright_{hue}" for hue in _HUES))
_FIELDS = ("title", "dark", "ansi", *COLOURS, "slots")


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


class ThemeProblem(StrEnum):
    """What can be wrong with a theme file."""

    UNREADABLE = "unreadable"
    NOT_TOML = "not_toml"
    BAD_NAME = "bad_name"
    UNKNOWN = "unknown"
    MISSING = "missing"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMistake:
    """One mistake. `allowed` shows what may be written; of an unreadable file `value` is the cause."""

    problem: ThemeProblem
    field: str = ""
    value: str = ""
    allowed: str = ""
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class BadTheme:
    """A file that was left out, and why."""

    file: str
    mistakes: tuple[ThemeMistake, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes by name, and the files that were left out."""

    by_name: Mapping[str, Theme]
    bad: tuple[BadTheme, ...] = ()


def load_theme(text: str, name: str) -> Theme | tuple[ThemeMistake, ...]:
    """The theme in `text`, or every mistake in it."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return (ThemeMistake(problem=ThemeProblem.NOT_TOML, value=str(error)),)
    mistakes = tuple(_mistakes(document))
    if mistakes:
        return mistakes
    title = document["title"]
    return Theme(
        name=name,
        titles=title if isinstance(title, dict) else {"": title},
        dark=document["dark"],
        ansi=document.get("ansi", False),
        slots=tuple(map(str.lower, document["slots"])),
        **{colour: document[colour].lower() for colour in COLOURS},
    )


def list_themes(own: Path | None) -> Themes:
    """The built-in themes and those in the folder `own`, which win where the name is the same."""
    found: dict[str, Theme] = {}
    bad: list[BadTheme] = []
    for name in resources.names("themes", ".toml"):
        _take(f"{name}.toml", resources.text("themes", f"{name}.toml"), found, bad)
    for file in sorted(own.glob("*.toml")) if own else ():
        try:
            if not file.is_file() or file.stat().st_size > LARGEST_FILE:
                raise OSError("not a file of at most 1 MiB")
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            bad.append(BadTheme(str(file), (_unreadable(error),)))
        else:
            _take(str(file), text, found, bad)
    return Themes(found, tuple(bad))


def _take(file: str, text: str, found: dict[str, Theme], bad: list[BadTheme]) -> None:
    name = Path(file).stem
    loaded: Theme | tuple[ThemeMistake, ...]
    if re.fullmatch(KEY_PATTERN, name):
        loaded = load_theme(text, name)
    else:
        loaded = (ThemeMistake(problem=ThemeProblem.BAD_NAME, value=name, allowed="a-z 0-9 _ -"),)
    if isinstance(loaded, Theme):
        found[name] = loaded
    else:
        bad.append(BadTheme(file, loaded))


def _unreadable(error: OSError | UnicodeDecodeError) -> ThemeMistake:
    return ThemeMistake(problem=ThemeProblem.UNREADABLE, value=getattr(error, "strerror", None) or str(error))


def _mistakes(document: Mapping[str, Any]) -> Iterator[ThemeMistake]:
    for name in document:
        if name not in _FIELDS:
            nearest = next(iter(difflib.get_close_matches(name.lower(), _FIELDS, n=1)), "")
            yield ThemeMistake(problem=ThemeProblem.UNKNOWN, field=name, nearest=nearest)
    ansi = document.get("ansi") is True
    for name in _FIELDS:
        if name not in document:
            if name != "ansi":
                yield ThemeMistake(problem=ThemeProblem.MISSING, field=name, allowed=_allowed(name, ansi))
        elif not _is_right(name, document[name], ansi):
            yield ThemeMistake(
                problem=ThemeProblem.NOT_ALLOWED,
                field=name,
                value=_shown(document[name]),
                allowed=_allowed(name, ansi),
            )


def _is_right(name: str, value: object, ansi: bool) -> bool:
    match name:
        case "title":
            return isinstance(value, str) or (
                isinstance(value, dict)
                and bool(value)
                and all(isinstance(each, str) for each in value.values())
            )
        case "dark" | "ansi":
            return isinstance(value, bool)
        case "slots":
            return (
                isinstance(value, list)
                and len(value) == SLOTS
                and all(_is_colour(each, ansi) for each in value)
            )
        case _:
            return _is_colour(value, ansi)


def _is_colour(value: object, ansi: bool) -> bool:
    if not isinstance(value, str):
        return False
    return value.lower() in ANSI_COLOURS if ansi else bool(re.fullmatch("#[0-9a-fA-F]{6}", value))


def _allowed(name: str, ansi: bool) -> str:
    colour = ", ".join(f'"{each}"' for each in ANSI_COLOURS) if ansi else '"#rrggbb"'
    match name:
        case "title":
            return '"…", { en = "…", es = "…" }'
        case "dark" | "ansi":
            return "true, false"
        case "slots":
            return f"{SLOTS} × {colour}"
        case _:
            return colour


def _shown(value: object) -> str:
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"

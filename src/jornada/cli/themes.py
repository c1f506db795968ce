"""`jornada theme`: which themes there are, what is in one, what is wrong with a file, which one is used."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import click

from jornada.cli.commands import Group, argument, command, json_option
from jornada.cli.door import Door
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, NOT_WRITTEN, TRY_AGAIN, USAGE, Failure
from jornada.core.colour_sight import contrast
from jornada.core.mistakes import nearest_word
from jornada.core.text import clean
from jornada.present.words import N_
from jornada.themes import COLOURS, DEFAULT_THEME, Theme, Themes, list_themes, read_theme

_HERE = "jornada.cli.themes"
_SWATCH = "    "


class ThemeGroup(Group):
    """The verbs of a theme."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Themes"): dict.fromkeys(("list", "show", "check", "use"), _HERE)
    }


@click.group(
    "theme", cls=ThemeGroup, help=N_("The colours of the dashboard: which there are, which are used.")
)
def theme_command() -> None:
    """The group itself does nothing."""


@command("list", N_("The themes there are: the built-in ones and your own."))
@json_option
@click.pass_obj
def list_command(door: Door, as_json: bool) -> None:
    from jornada.present.listing import Column, table
    from jornada.present.theme_words import theme_title

    words, themes = door.words, list_themes(door.paths.themes)
    used = _used(door, themes)
    entries = [theme for _, theme in sorted(themes.by_name.items())]
    if as_json:
        door.say_json(
            {
                "themes": [
                    {
                        "name": each.name,
                        "title": theme_title(words, each),
                        "origin": "own" if each.name in themes.own else "built-in",
                        "file": str(themes.file(each.name)),
                        "dark": each.dark,
                        "used": each.name == used,
                    }
                    for each in entries
                ]
            }
        )
    else:
        columns = (
            Column(""),
            Column(words.gettext("Name")),
            Column(words.gettext("Title"), gives_way=True),
            Column(words.gettext("Ground")),
            Column(words.gettext("Origin")),
        )
        rows = [
            (
                door.pen.glyphs.marked if each.name == used else " ",
                each.name,
                theme_title(words, each),
                words.gettext("dark") if each.dark else words.gettext("light"),
                words.gettext("your own") if each.name in themes.own else words.gettext("built in"),
            )
            for each in entries
        ]
        door.say(*table(door.pen, columns, rows, door.width))
    for bad in themes.bad:
        said = words.gettext("{file} is left out; run {command}")
        file = clean(bad.file)
        door.complain(said.format(file=file, command=f"jornada theme check '{file}'"))


@command(
    "show", N_("The colours of a theme. Without a name, of the one used; with how well each can be read.")
)
@argument("name", N_("[NAME]"), required=False)
@click.pass_obj
def show_command(door: Door, name: str | None) -> None:
    from jornada.present.listing import Column, table
    from jornada.present.theme_words import remark_sentence, theme_title
    from jornada.theme_sight import remarks_on

    words, themes = door.words, list_themes(door.paths.themes)
    theme = _theme(door, themes, _used(door, themes) if name is None else name)
    door.say(theme_title(words, theme), clean(str(themes.file(theme.name))), "")
    colours = {colour: getattr(theme, colour) for colour in COLOURS}
    colours |= {f"slots {number}": colour for number, colour in enumerate(theme.slots, 1)}
    with_swatches = sys.stdout.isatty() and "NO_COLOR" not in door.environment and not theme.ansi
    columns = (
        Column(words.gettext("Field")),
        Column(words.gettext("Colour")),
        Column(words.gettext("Contrast"), right=True),
    )
    rows = [
        (field, colour, "" if theme.ansi else f"{contrast(colour, theme.background):.1f}")
        for field, colour in colours.items()
    ]
    head, *lines = table(door.pen, columns, rows, door.width - len(_SWATCH) - 1)
    door.say(f"{' ' * len(_SWATCH)} {head}" if with_swatches else head)
    for line, colour in zip(lines, colours.values(), strict=True):
        door.say(f"{_swatch(colour)} {line}" if with_swatches else line)
    for remark in remarks_on(theme):
        door.say(words.gettext("worth a look: {mistake}").format(mistake=remark_sentence(words, remark)))


@command("check", N_("Every mistake in a theme file, with its line. Says what can hardly be seen, too."))
@argument("file", N_("FILE"), type=click.Path(path_type=Path))
@click.pass_obj
def check_command(door: Door, file: Path) -> None:
    from jornada.cli.checking import mistake_lines
    from jornada.present.theme_words import remark_sentence
    from jornada.theme_sight import remarks_on

    words, shown = door.words, clean(str(file))
    theme = read_theme(file)
    if not isinstance(theme, Theme):
        raise Failure(BAD_DATA, *mistake_lines(words, str(file), theme))
    remarks = remarks_on(theme)
    for remark in remarks:
        said = words.gettext("worth a look: {mistake}").format(mistake=remark_sentence(words, remark))
        door.say(f"{shown}: {said}")
    if not remarks:
        door.say(words.gettext("{file}: nothing wrong").format(file=shown))


@command(
    "use",
    N_("Draw the dashboard with this theme. Takes effect at its next start; written into config.toml."),
)
@argument("name", N_("NAME"))
@click.pass_obj
def use_command(door: Door, name: str) -> None:
    from jornada.present.option_words import (
        changed_sentence,
        not_editable_sentence,
        not_written_sentence,
    )
    from jornada.present.sentences import locked_line
    from jornada.present.theme_words import kept_sentence
    from jornada.store.errors import BadData
    from jornada.store.options_file import ChangedMeanwhile, read_options_file, save_option

    words, file = door.words, door.paths.config_file
    theme = _theme(door, list_themes(door.paths.themes), name)
    if not door.may_write:
        raise Failure(USAGE, locked_line(words, "clock"))
    try:
        save_option(read_options_file(file), "theme", theme.name)
    except ChangedMeanwhile:
        raise Failure(TRY_AGAIN, changed_sentence(words, str(file))) from None
    except BadData:
        raise Failure(BAD_DATA, not_editable_sentence(words, str(file), f'theme = "{theme.name}"')) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Failure(NOT_WRITTEN, not_written_sentence(words, str(file), reason)) from None
    door.say(kept_sentence(words, theme, door.environment.get("JORNADA_THEME", "")))


def _used(door: Door, themes: Themes) -> str:
    """The name of the theme the dashboard would start with."""
    name = door.environment.get("JORNADA_THEME") or door.config.config.theme
    return name if name in themes.by_name else DEFAULT_THEME


def _theme(door: Door, themes: Themes, name: str) -> Theme:
    """The theme of that name. Raises `Failure` where there is none."""
    if name in themes.by_name:
        return themes.by_name[name]
    names = tuple(sorted(themes.by_name))
    near = nearest_word(name, names)
    said = door.words.gettext("There is no theme “{name}”").format(name=clean(name)[:40])
    if near:
        raise Failure(NOT_ALLOWED, said + door.words.gettext("; did you mean “{word}”?").format(word=near))
    raise Failure(NOT_ALLOWED, said + door.words.gettext("; there are: {all}").format(all=", ".join(names)))


def _swatch(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return click.style(_SWATCH, bg=(red, green, blue))

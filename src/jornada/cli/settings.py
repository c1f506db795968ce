"""`jornada settings`: the options of `config.toml`, listed, told and changed one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from jornada.cli.commands import Group, argument, command, json_option
from jornada.cli.door import Door
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, NOT_WRITTEN, TRY_AGAIN, USAGE, Failure
from jornada.config import Option, Value
from jornada.core.mistakes import Mistake
from jornada.core.text import clean
from jornada.present.words import N_
from jornada.settings import Kept, OptionInUse, Settings, option_named, read_settings

_HERE = "jornada.cli.settings"


class SettingsGroup(Group):
    """The verbs of the options."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Settings"): dict.fromkeys(("list", "get", "set", "reset"), _HERE)
    }


@click.group(
    "settings",
    cls=SettingsGroup,
    help=N_("The options of config.toml: which there are, what they are set to."),
)
def settings_command() -> None:
    """The group itself does nothing."""


@command("list", N_("Every option with its value, what it means and what may be written."))
@json_option
@click.pass_obj
def list_command(door: Door, as_json: bool) -> None:
    from jornada.present.listing import Column, table
    from jornada.present.option_words import shown_value

    words, settings = door.words, read_settings(door.paths)
    if as_json:
        door.say_json(
            {"file": str(settings.file), "options": [_object(door, each) for each in settings.options]}
        )
    else:
        columns = (
            Column(""),
            Column(words.gettext("Option")),
            Column(words.gettext("Value")),
            Column(words.gettext("Meaning"), gives_way=True),
        )
        rows = [
            (
                " " if each.is_default else door.pen.glyphs.marked,
                each.option.name,
                shown_value(words, each.value),
                words.gettext(each.option.meaning),
            )
            for each in settings.options
        ]
        door.say(*table(door.pen, columns, rows, door.width))
    _complain(door, settings)


@command("get", N_("The value of one option."))
@argument("name", N_("NAME"))
@json_option
@click.pass_obj
def get_command(door: Door, name: str, as_json: bool) -> None:
    from jornada.present.option_words import value_text

    settings, option = read_settings(door.paths), _option(door, name)
    used = next(each for each in settings.options if each.option is option)
    if as_json:
        door.say_json(_object(door, used))
    else:
        door.say(value_text(used.value))


@command("set", N_("Write an option into config.toml; all comments stay. A list has commas."))
@argument("name", N_("NAME"))
@argument("value", N_("VALUE"))
@click.pass_obj
def set_command(door: Door, name: str, value: str) -> None:
    from jornada.present.mistakes import mistake_text

    option = _option(door, name)
    settings = read_settings(door.paths, _known(door, option))
    wanted = settings.check(option, value)
    if isinstance(wanted, Mistake):
        raise Failure(NOT_ALLOWED, f"{option.name}: {mistake_text(door.words, wanted)}")
    _save(door, settings, option, wanted)


@command("reset", N_("Write the default of an option into config.toml."))
@argument("name", N_("NAME"))
@click.pass_obj
def reset_command(door: Door, name: str) -> None:
    option = _option(door, name)
    _save(door, read_settings(door.paths), option, option.default)


def _known(door: Door, option: Option) -> Mapping[str, tuple[str, ...]]:
    """The words there are for that option, beside those of the table."""
    if option.name == "theme":
        from jornada.themes import list_themes

        return {"theme": tuple(sorted(list_themes(door.paths.themes).by_name))}
    if option.name in ("workflow", "role"):
        desk = door.desk
        return {
            "workflow": tuple(entry.name for entry in desk.workflows()),
            "role": tuple(role.key for role in desk.workflow.roles),
        }
    return {}


def _option(door: Door, name: str) -> Option:
    """The option of that name. Raises `Failure` where there is none."""
    found = option_named(name)
    if isinstance(found, Option):
        return found
    said = door.words.gettext("There is no option “{name}”").format(name=clean(name)[:40])
    if found:
        said += door.words.gettext("; did you mean “{word}”?").format(word=found)
    raise Failure(NOT_ALLOWED, said)


def _save(door: Door, settings: Settings, option: Option, value: Value) -> None:
    """Write it and say so. Raises `Failure` where it is not written."""
    from jornada.option_answers import answer_text
    from jornada.present.sentences import locked_line
    from jornada.store.errors import BadData
    from jornada.store.options_file import ChangedMeanwhile

    words = door.words
    if not door.may_write:
        raise Failure(USAGE, locked_line(words, "clock"))
    outcome = settings.save(option, value)
    said = answer_text(words, outcome, str(settings.file))
    if isinstance(outcome, Kept):
        door.say(said)
        return
    if isinstance(outcome.error, ChangedMeanwhile):
        raise Failure(TRY_AGAIN, said)
    raise Failure(BAD_DATA if isinstance(outcome.error, BadData) else NOT_WRITTEN, said)


def _complain(door: Door, settings: Settings) -> None:
    from jornada.cli.checking import mistake_lines

    for line in mistake_lines(door.words, str(settings.file), settings.mistakes):
        door.complain(line)


def _object(door: Door, each: OptionInUse) -> dict[str, object]:
    option = each.option
    return {
        "name": option.name,
        "value": each.value,
        "default": option.default,
        "allowed": list(option.choices),
        "meaning": door.words.gettext(option.meaning),
        "at_start": option.at_start,
    }

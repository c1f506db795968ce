"""A config file for a person to edit: every option with its meaning, a comment where it is the default."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

import tomli_w

from jornada.config import OPTIONS, Option, Value
from jornada.present.words import Words


def config_text(words: Words, values: Mapping[str, Value]) -> str:
    """The text of a new config file with these values, by the names of their options."""
    return "\n".join(_lines(words, values)) + "\n"


def _lines(words: Words, values: Mapping[str, Value]) -> Iterator[str]:
    yield "# " + words.gettext("The options of Jornada. A line that begins with # is a comment:")
    yield "# " + words.gettext("take the # away from an option and change its value; what is left out is")
    yield "# " + words.gettext("the default. “jornada check” names every mistake.")
    for table, options in groupby(OPTIONS, key=lambda option: option.name.rpartition(".")[0]):
        if table:
            yield ""
            yield f"[{table}]"
        for option in options:
            yield ""
            yield from _option(words, option, values)
    yield ""
    yield "# " + words.gettext("Keys of the dashboard, by action: “jornada keys” lists the actions.")
    yield "[keys]"
    yield '# "task.done" = "d"'


def _option(words: Words, option: Option, values: Mapping[str, Value]) -> Iterator[str]:
    name = option.name.rpartition(".")[2]
    written = option.name in values and values[option.name] != option.default
    line = tomli_w.dumps({name: values[option.name] if written else option.default}).rstrip("\n")
    yield f"# {words.gettext(option.meaning)}"
    if allowed := ", ".join(_shown(option, each) for each in option.choices):
        yield f"# {words.gettext('Allowed: {values}').format(values=allowed)}"
    yield line if written else f"# {line}"


def _shown(option: Option, choice: str) -> str:
    return f'"{choice}"' if isinstance(option.default, str | tuple) else choice

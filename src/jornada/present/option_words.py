"""Options in words: their values, what may be written, what became of a change."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.config import Option, Value
from jornada.core.text import clean
from jornada.present.words import Words


def value_text(value: Value) -> str:
    """A value as a person types it: words without quotes, a list with commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(clean(each) for each in value)
    return clean(str(value))


def shown_value(words: Words, value: Value) -> str:
    """The same to read: nothing is told as such."""
    return value_text(value) or words.gettext("(empty)")


def allowed_text(words: Words, option: Option) -> str:
    """What may be written, in a few words; empty where any text may."""
    return ", ".join(choice or words.gettext("(empty)") for choice in option.choices)


def changed_sentence(words: Words, file: str) -> str:
    """Somebody changed the options while one was being chosen."""
    return words.gettext("{file} was changed meanwhile and is left as it is: choose once more").format(
        file=clean(file)
    )


def not_editable_sentence(words: Words, file: str, line: str) -> str:
    """The options cannot be changed but by hand."""
    return words.gettext("{file} is not TOML and is left as it is; put it right and write: {line}").format(
        file=clean(file), line=clean(line)
    )


def not_written_sentence(words: Words, file: str, reason: str) -> str:
    """The options could not be read or written."""
    return words.gettext("{file} was not written: {reason}").format(file=clean(file), reason=clean(reason))


def kept_sentence(words: Words, option: Option, value: Value) -> str:
    """The option has another value in the file."""
    said = (
        words.gettext("{option} is {value} from the next start on")
        if option.at_start
        else words.gettext("{option} is {value} now")
    )
    return said.format(option=option.name, value=shown_value(words, value))


def read_anew_sentence(words: Words, file: str, at_start: Sequence[str]) -> str:
    """The file was changed by hand: what is in use now, and what is in use only later."""
    if not at_start:
        return words.gettext("{file} was changed and is in use").format(file=clean(file))
    return words.gettext("{file} was changed: {options} from the next start on").format(
        file=clean(file), options=", ".join(at_start)
    )

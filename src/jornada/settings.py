"""A person's options as they stand in `config.toml`: each with its value, and one changed at a time.

The command line and the dashboard use it alike. The file is compared with what was read before it is
written, and every comment in it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jornada.config import OPTIONS, Config, Option, Value, load_config, read_value, value_of
from jornada.core.dataclass import dataclass, field
from jornada.core.mistakes import LocatedMistake, Mistake, Problem, nearest_word
from jornada.paths import Paths
from jornada.store.errors import BadData
from jornada.store.options_file import ChangedMeanwhile, OptionsFile, read_options_file, save_option


@dataclass(frozen=True, slots=True)
class OptionInUse:
    """An option, the value in use, and what is wrong with the one in the file, which is not in use then."""

    option: Option
    value: Value
    mistake: LocatedMistake | None = None

    @property
    def is_default(self) -> bool:
        return self.value == self.option.default


@dataclass(frozen=True, slots=True)
class Kept:
    """The option has that value in the file from now on."""

    option: Option
    value: Value


@dataclass(frozen=True, slots=True)
class NotKept:
    """The file is as it was. `line` is what a person may write into it."""

    file: Path
    error: OSError | ChangedMeanwhile | BadData
    line: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The options as they were read. `known` are the words there are for an option whose words are not in
    the table: the names of themes, of workflows."""

    file: Path
    config: Config
    mistakes: tuple[LocatedMistake, ...]
    seen: OptionsFile | OSError
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def options(self) -> tuple[OptionInUse, ...]:
        """Every option, in the order of the table."""
        wrong = {each.mistake.path[: len(option.path)]: each for option in OPTIONS for each in self.mistakes}
        return tuple(
            OptionInUse(option, value_of(self.config, option), wrong.get(option.path)) for option in OPTIONS
        )

    def check(self, option: Option, text: str) -> Value | Mistake:
        """What a text means as the value of an option, or what is wrong with it."""
        value = read_value(option, text)
        known = self.known.get(option.name)
        if known is None or isinstance(value, Mistake) or value in (*known, option.default):
            return value
        return Mistake(option.path, Problem.NOT_ALLOWED, text, known, nearest_word(text, known))

    def save(self, option: Option, value: Value) -> Kept | NotKept:
        """Write the option into the file."""
        try:
            if isinstance(self.seen, OSError):
                raise self.seen
            save_option(self.seen, option.name, value)
        except (ChangedMeanwhile, BadData, OSError) as error:
            return NotKept(self.file, error, option.line(value))
        return Kept(option, value)


def read_settings(paths: Paths, known: Mapping[str, tuple[str, ...]] | None = None) -> Settings:
    """Read the file; what cannot be read is the reason why nothing can be saved."""
    file = paths.config_file
    try:
        seen = read_options_file(file)
    except OSError as error:
        return Settings(file, Config(), (), error, known or {})
    config, mistakes = load_config((seen.data or b"").decode("utf-8", errors="replace"))
    return Settings(file, config, mistakes, seen, known or {})


def option_named(name: str) -> Option | str | None:
    """The option of that name; else the nearest name, if one is alike."""
    for option in OPTIONS:
        if option.name == name:
            return option
    return nearest_word(name, [option.name for option in OPTIONS])

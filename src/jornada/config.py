"""The options of `config.toml`: one table says their names, types, defaults, meaning and limits.

Reading is pure: text in, options and mistakes out. A wrong option is named and left at its
default; the others stay in use.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Literal, TypeVar, cast

from jornada.core.incidents import DEFAULT_TARGETS, Target, Targets
from jornada.core.workflow import KEY_PATTERN
from jornada.marking import N_

MINUTES_OF_A_WEEK = 7 * 24 * 60

Value = str | bool | int
_Default = TypeVar("_Default", bound=Value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option. `name` has its table in front (`incidents.s1_clock`); `meaning` is a message id.

    `allowed` lists the words of a text option, `pattern` is what its text must match, `most` is
    the largest whole number and `least` the smallest.
    """

    name: str
    default: Value
    meaning: str
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    least: int = 0
    most: int = 0

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be written, as it is written in the file: words, or a range, or a shape of text."""
        if isinstance(self.default, bool):
            return ("true", "false")
        if isinstance(self.default, int):
            return (f"{self.least} … {self.most}",)
        return tuple(map(_shown, self.allowed)) or ('"…"',)

    def accepts_type(self, value: object) -> bool:
        return type(value) is type(self.default)

    def accepts(self, value: Value) -> bool:
        """Whether a value of the right type is allowed."""
        if isinstance(value, bool):
            return True
        if isinstance(value, int):
            return self.least <= value <= self.most
        if self.allowed:
            return value in self.allowed
        return not self.pattern or value == self.default or bool(re.fullmatch(self.pattern, value))


def _option(default: _Default, meaning: str, *, allowed: tuple[str, ...] = (), pattern: str = "") -> _Default:
    described = {"meaning": meaning, "allowed": allowed, "pattern": pattern}
    return field(default=default, metadata=described)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The options in use. `keys` holds keys by action id, several joined by a comma, unchecked."""

    language: str = _option(
        "", N_("Language of all words; empty follows the system"), allowed=("", "en", "es")
    )
    theme: str = _option("jornada-dark", N_("Theme of the dashboard"), pattern=KEY_PATTERN)
    workflow: str = _option("", N_("Workflow a first start uses; empty asks"), pattern=KEY_PATTERN)
    glyphs: str = _option(
        "auto",
        N_("Signs drawn: unicode, or ascii for terminals without them; auto looks"),
        allowed=("auto", "unicode", "ascii"),
    )
    mouse: bool = _option(True, N_("Use the mouse"))
    bell: bool = _option(True, N_("Ring the terminal's bell when a deadline is near or has passed"))
    show_seconds: bool = _option(False, N_("Show seconds on the running timer"))
    network_files: bool = _option(
        False, N_("Look for changes every ten seconds, for data on a network drive")
    )
    keys: Mapping[str, str] = field(default_factory=dict)
    targets: Targets = field(default_factory=lambda: DEFAULT_TARGETS)


class ConfigProblem(StrEnum):
    """What can be wrong with a line of the file."""

    NOT_TOML = "not_toml"
    UNKNOWN = "unknown"
    WRONG_TYPE = "wrong_type"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigMistake:
    """One mistake. `value` and `allowed` are as in the file; `nearest` is a right name, or empty.

    `line` counts from 1; `None` where it could not be told. Of a file that is not TOML, `value`
    is the parser's own message.
    """

    problem: ConfigProblem
    line: int | None
    option: str = ""
    value: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str = ""


def _plain_options() -> Iterator[Option]:
    for each in fields(Config):
        if each.metadata:
            yield Option(name=each.name, default=cast(Value, each.default), **each.metadata)


def _target_options() -> Iterator[Option]:
    for severity, target in DEFAULT_TARGETS.items():
        prefix = f"incidents.s{severity}_"
        yield Option(
            name=prefix + "first_response",
            default=target.first_response_minutes,
            meaning=N_("Minutes until the first response to an incident of this severity is due"),
            least=1,
            most=MINUTES_OF_A_WEEK,
        )
        yield Option(
            name=prefix + "update_every",
            default=target.update_minutes or 0,
            meaning=N_("Minutes between two updates on an incident of this severity; 0 for none"),
            most=MINUTES_OF_A_WEEK,
        )
        yield Option(
            name=prefix + "clock",
            default=target.clock,
            meaning=N_("Whether its minutes count on the wall clock or in working hours"),
            allowed=("wall", "working"),
        )


OPTIONS: tuple[Option, ...] = (*_plain_options(), *_target_options())
TABLES = ("keys", "incidents")


def load_config(text: str | None) -> tuple[Config, tuple[ConfigMistake, ...]]:
    """The options in `text` and every mistake in it, in the order of its lines; `None` is no file."""
    if not text:
        return Config(), ()
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line, message = _position(error, text)
        return Config(), (ConfigMistake(problem=ConfigProblem.NOT_TOML, line=line, value=message),)

    lines = _lines_by_name(text)
    keys, mistakes = _read_keys(document.pop("keys", {}), lines)
    known = {option.name: option for option in OPTIONS}
    values: dict[str, Value] = {}
    for name, value in _flat(document, within=("incidents",)):
        option = known.get(name)
        if option and option.accepts_type(value) and option.accepts(value):
            values[name] = value
        else:
            mistakes.append(_mistake(option, name, value, lines))
    plain = {name: value for name, value in values.items() if "." not in name}
    config = replace(Config(), keys=keys, targets=_targets(values), **cast(dict[str, Any], plain))
    return config, tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))


def _read_keys(table: object, lines: Mapping[str, int]) -> tuple[dict[str, str], list[ConfigMistake]]:
    keys: dict[str, str] = {}
    mistakes = []
    for action, value in _flat({"keys": table}):
        pressed = [value] if isinstance(value, str) else value
        if action != "keys" and isinstance(pressed, list) and all(isinstance(key, str) for key in pressed):
            keys[action.removeprefix("keys.")] = ",".join(pressed)
        else:
            mistakes.append(
                ConfigMistake(
                    problem=ConfigProblem.WRONG_TYPE,
                    line=lines.get(action),
                    option=action,
                    value=_shown(value),
                    allowed=("[keys]",) if action == "keys" else ('"…"', '["…", "…"]'),
                )
            )
    return keys, mistakes


def _mistake(option: Option | None, name: str, value: object, lines: Mapping[str, int]) -> ConfigMistake:
    line = lines.get(name)
    if option:
        right_type = option.accepts_type(value)
        return ConfigMistake(
            problem=ConfigProblem.NOT_ALLOWED if right_type else ConfigProblem.WRONG_TYPE,
            line=line,
            option=name,
            value=_shown(value),
            allowed=option.choices,
            nearest=_nearest(value, option.allowed) if isinstance(value, str) else "",
        )
    if name in TABLES:
        return ConfigMistake(
            problem=ConfigProblem.WRONG_TYPE,
            line=line,
            option=name,
            value=_shown(value),
            allowed=(f"[{name}]",),
        )
    names = (*(each.name for each in OPTIONS), *TABLES)
    return ConfigMistake(
        problem=ConfigProblem.UNKNOWN,
        line=line,
        option=name,
        value=_shown(value),
        nearest=_nearest(name, names),
    )


def _targets(values: Mapping[str, Value]) -> Targets:
    targets = {}
    for severity, target in DEFAULT_TARGETS.items():
        prefix = f"incidents.s{severity}_"
        updates = values.get(prefix + "update_every", target.update_minutes or 0)
        targets[severity] = Target(
            int(values.get(prefix + "first_response", target.first_response_minutes)),
            int(updates) or None,
            cast(Literal["wall", "working"], values.get(prefix + "clock", target.clock)),
        )
    return targets


def _flat(
    table: Mapping[str, Any], within: tuple[str, ...] | None = None, prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    """Values by dotted name; a table that is not one of `within` is a value (no limit if `None`)."""
    for key, value in table.items():
        name = prefix + key
        if isinstance(value, dict) and (within is None or name in within):
            yield from _flat(value, within, name + ".")
        else:
            yield name, value


def _shown(value: object) -> str:
    """A value much as it stands in the file, short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _nearest(word: str, right: tuple[str, ...]) -> str:
    return next(iter(difflib.get_close_matches(word.lower(), right, n=1, cutoff=0.6)), "")


_HEADER = re.compile(r"\s*\[\[?([^\]]+)\]")
_KEY = re.compile(r"""\s*((?:[\w.-]|\s*\.\s*|"[^"]*"|'[^']*')+?)\s*=""")


def _lines_by_name(text: str) -> dict[str, int]:
    """The line of every option and table, as far as a look at line beginnings tells."""
    lines: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            name = _bare(header[1])
            prefix = name + "."
            lines.setdefault(name, number)
        elif key := _KEY.match(line):
            lines.setdefault(prefix + _bare(key[1]), number)
    return lines


def _bare(name: str) -> str:
    return re.sub(r"""["'\s]""", "", name)


def _position(error: Exception, text: str) -> tuple[int | None, str]:
    """The line a parser's error is about, and its message without the place."""
    message = str(error)
    if found := re.search(r"\(at line (\d+), column \d+\)", message):
        return int(found[1]), message[: found.start()].strip()
    if "end of document" in message:
        return text.rstrip("\n").count("\n") + 1, message.partition(" (")[0]
    return None, message or type(error).__name__

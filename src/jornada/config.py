"""The options of `config.toml`: one table says their names, types, defaults, meaning and limits.

Reading is pure: text in, options and mistakes out. A wrong option is named and left at its
default; the others stay in use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeVar, cast

from jornada.core.dataclass import dataclass, field, fields, replace
from jornada.core.days_off import DaysOffError, parse_days_off
from jornada.core.incidents import DEFAULT_TARGETS, Target, Targets
from jornada.core.mistakes import MOST_MISTAKES, LocatedMistake, Mistake, Path, Problem, nearest_word
from jornada.core.toml_table import shown
from jornada.core.toml_text import located, parse_toml
from jornada.core.workflow import KEY_PATTERN
from jornada.marking import N_

MINUTES_OF_A_WEEK = 7 * 24 * 60

Value = str | bool | int | tuple[str, ...]
_Default = TypeVar("_Default", bound=Value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option. `name` has its table in front (`incidents.s1_clock`); `meaning` is a message id.

    `allowed` lists the words of a text option, `pattern` is what its text must match, `most` is
    the largest whole number and `least` the smallest. `entry` reads one text of a list and raises
    `DaysOffError`; `examples` are such texts. One that is read `at_start` only is in use from the
    next start of the dashboard on.
    """

    name: str
    default: Value
    meaning: str
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    least: int = 0
    most: int = 0
    entry: Callable[[str], object] | None = None
    examples: tuple[str, ...] = ()
    at_start: bool = False

    @property
    def path(self) -> Path:
        """The option's name in parts, as it stands in the parsed file."""
        return tuple(self.name.split("."))

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be written: the words, or the range; nothing where any text of a shape may."""
        if isinstance(self.default, bool):
            return ("true", "false")
        if isinstance(self.default, int):
            return (f"{self.least}–{self.most}",)
        return self.allowed or self.examples

    def line(self, value: Value) -> str:
        """The option with that value as it may stand in the file, before any table or in its own."""
        import json

        name = self.name.rpartition(".")[2]
        return f"{name} = {json.dumps(value, ensure_ascii=False)}"

    def problem_with(self, value: object) -> Problem | None:
        """What is wrong with a value, if anything is."""
        if isinstance(self.default, bool):
            return None if isinstance(value, bool) else Problem.NOT_ALLOWED
        if isinstance(self.default, int):
            if not isinstance(value, int) or isinstance(value, bool):
                return Problem.NOT_WHOLE_NUMBER
            return None if self.least <= value <= self.most else Problem.OUT_OF_RANGE
        if isinstance(self.default, tuple):
            return None if isinstance(value, list) else Problem.NOT_LIST
        if not isinstance(value, str):
            return Problem.NOT_TEXT
        if self.allowed:
            return None if value in self.allowed else Problem.NOT_ALLOWED
        right = not self.pattern or value == self.default or re.fullmatch(self.pattern, value)
        return None if right else Problem.BAD_KEY


def _option(default: _Default, meaning: str, **more: Any) -> _Default:
    """A field that is an option; `more` are further fields of `Option`."""
    return field(default=default, metadata={"meaning": meaning, **more})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The options in use. `keys` holds keys by action id, several joined by a comma, unchecked."""

    language: str = _option(
        "", N_("Language of all words; empty follows the system"), allowed=("", "en", "es"), at_start=True
    )
    theme: str = _option("jornada-dark", N_("Theme of the dashboard"), pattern=KEY_PATTERN)
    role: str = _option(
        "",
        N_("Role whose tasks the dashboard shows at first; empty shows all"),
        pattern=KEY_PATTERN,
        at_start=True,
    )
    workflow: str = _option(
        "", N_("Workflow a first start uses; empty asks"), pattern=KEY_PATTERN, at_start=True
    )
    glyphs: str = _option(
        "auto",
        N_("Signs drawn: unicode, or ascii for terminals without them; auto looks"),
        allowed=("auto", "unicode", "ascii"),
        at_start=True,
    )
    keymap: str = _option(
        "default",
        N_("Keys to begin with: default, vim, or arrows for none but arrows, enter and their like"),
        allowed=("default", "vim", "arrows"),
        at_start=True,
    )
    mouse: bool = _option(
        True, N_("Use the mouse; without it the terminal marks and copies text itself"), at_start=True
    )
    bell: bool = _option(True, N_("Ring the terminal's bell when a deadline is near or has passed"))
    notice_block_end: int = _option(
        5, N_("Minutes before its end a block is said to end soon; 0 for not at all"), most=60
    )
    notice_milestones: bool = _option(True, N_("Tell when a milestone comes to be at risk"))
    notice_incidents: bool = _option(True, N_("Tell when a clock of an incident is near its end or past it"))
    notice_promises: bool = _option(True, N_("Tell when a promise is due soon or overdue"))
    notice_over_plan: bool = _option(
        True, N_("Tell when the task in hand takes longer than its planned minutes")
    )
    on_call: bool = _option(False, N_("Be told outside working hours too"))
    notify_terminal: bool = _option(
        False, N_("Have the terminal show notices on the desktop (OSC 9), over SSH too")
    )
    notify_command: tuple[str, ...] = _option(
        (),
        N_("Program run for each notice, and its arguments; the notice is the last one"),
        examples=("notify-send", "Jornada"),
    )
    terminal_title: bool = _option(False, N_("Show what is in hand in the title of the terminal"))
    window_name: bool = _option(False, N_("Show what is in hand as the name of the window of tmux or screen"))
    clipboard: bool = _option(
        False, N_("Let y copy a text to the clipboard through the terminal (OSC 52), over SSH too")
    )
    show_seconds: bool = _option(False, N_("Show seconds on the running timer"))
    network_files: bool = _option(
        False, N_("Look for changes every ten seconds, for data on a network drive"), at_start=True
    )
    day_start: bool = _option(True, N_("Propose on the first opening of a working day to look at it"))
    day_close: bool = _option(True, N_("Propose to close the day as its last block ends"))
    days_off: tuple[str, ...] = _option(
        (),
        N_("Holidays and leave: dates, and spans with both their ends"),
        entry=parse_days_off,
        examples=("2026-12-25", "2026-12-24..2027-01-06"),
    )
    keys: Mapping[str, str] = field(default_factory=dict)
    targets: Targets = field(default_factory=lambda: DEFAULT_TARGETS)


def read_value(option: Option, text: str) -> Value | Mistake:
    """What a person typed as the value of an option, or what is wrong with it. A list has commas."""
    text = text.strip()
    value: object = text
    if isinstance(option.default, bool):
        value = {"true": True, "false": False}.get(text.casefold(), text)
    elif isinstance(option.default, int):
        value = int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else text
    elif isinstance(option.default, tuple):
        value = [part.strip() for part in text.split(",") if part.strip()]
    if problem := option.problem_with(value):
        return Mistake(option.path, problem, text, option.choices, nearest_word(text, option.allowed))
    if isinstance(value, list):
        mistakes: list[Mistake] = []
        entries = tuple(_entries(option, value, mistakes))
        return mistakes[0] if mistakes else entries
    return cast(Value, value)


def value_of(config: Config, option: Option) -> Value:
    """The value of an option in use."""
    if "." not in option.name:
        return cast(Value, getattr(config, option.name))
    severity, _, part = option.name.removeprefix("incidents.s").partition("_")
    target = config.targets[int(severity)]
    parts: Mapping[str, Value] = {
        "first_response": target.first_response_minutes,
        "update_every": target.update_minutes or 0,
        "clock": target.clock,
    }
    return parts[part]


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
DEEPEST = 8


def load_config(text: str | None) -> tuple[Config, tuple[LocatedMistake, ...]]:
    """The options in `text` and every mistake in it, in the order of its lines; `None` is no file."""
    if not text:
        return Config(), ()
    document = parse_toml(text)
    if isinstance(document, LocatedMistake):
        return Config(), (document,)

    mistakes: list[Mistake] = []
    keys = _read_keys(document.pop("keys", {}), mistakes)
    known = {option.path: option for option in OPTIONS}
    values: dict[str, Value] = {}
    for path, value in _flat(document, into=(("incidents",),)):
        if len(mistakes) >= MOST_MISTAKES:
            break
        option = known.get(path)
        if option is None:
            mistakes.append(_stranger(path, value))
        elif problem := option.problem_with(value):
            nearest = nearest_word(value, option.allowed) if isinstance(value, str) else None
            mistakes.append(Mistake(path, problem, shown(value), option.choices, nearest))
        elif isinstance(option.default, tuple):
            values[option.name] = tuple(_entries(option, value, mistakes))
        else:
            values[option.name] = value
    plain = {name: value for name, value in values.items() if "." not in name}
    config = replace(Config(), keys=keys, targets=_targets(values), **cast(dict[str, Any], plain))
    return config, located(mistakes, text)


def changed_at_start(before: Config, after: Config) -> tuple[str, ...]:
    """The names of what differs and is read at the start only."""
    names = [option.name for option in OPTIONS if option.at_start]
    return tuple(name for name in (*names, "keys") if getattr(before, name) != getattr(after, name))


def _entries(option: Option, given: list[object], mistakes: list[Mistake]) -> Iterator[str]:
    """The texts of a list that are right; each other one is a mistake of its own."""
    for place, text in enumerate(given):
        if len(mistakes) >= MOST_MISTAKES:
            return
        path = (*option.path, place)
        if not isinstance(text, str):
            mistakes.append(Mistake(path, Problem.NOT_TEXT, shown(text), option.choices))
            continue
        try:
            if option.entry is not None:
                option.entry(text)
        except DaysOffError as wrong:
            mistakes.append(Mistake(path, wrong.problem, wrong.value, wrong.allowed))
        else:
            yield text


def _read_keys(table: object, mistakes: list[Mistake]) -> dict[str, str]:
    if not isinstance(table, dict):
        mistakes.append(Mistake(("keys",), Problem.NOT_TABLE, shown(table), ("[keys]",)))
        return {}
    keys: dict[str, str] = {}
    for action, value in _flat(table):
        if len(mistakes) >= MOST_MISTAKES:
            break
        pressed = [value] if isinstance(value, str) else value
        if isinstance(pressed, list) and all(isinstance(key, str) for key in pressed):
            keys[".".join(map(str, action))] = ",".join(pressed)
        else:
            mistakes.append(Mistake(("keys", *action), Problem.NOT_TEXT, shown(value)))
    return keys


def _stranger(path: Path, value: object) -> Mistake:
    """A name that is no option's: misspelt, or a table's that is not given as one."""
    if path[0] in TABLES and len(path) == 1:
        return Mistake(path, Problem.NOT_TABLE, shown(value), (f"[{path[0]}]",))
    around = path[:-1]
    known = tuple(str(option.path[-1]) for option in OPTIONS if option.path[:-1] == around)
    names = known if around else (*known, *TABLES)
    return Mistake(path, Problem.UNKNOWN_KEY, str(path[-1]), names, nearest_word(str(path[-1]), names))


def _targets(values: Mapping[str, Value]) -> Targets:
    targets = {}
    for severity, target in DEFAULT_TARGETS.items():
        prefix = f"incidents.s{severity}_"
        updates = cast(int, values.get(prefix + "update_every", target.update_minutes or 0))
        first = cast(int, values.get(prefix + "first_response", target.first_response_minutes))
        targets[severity] = Target(
            first,
            updates or None,
            cast(Literal["wall", "working"], values.get(prefix + "clock", target.clock)),
        )
    return targets


def _flat(
    table: Mapping[str, Any], into: tuple[Path, ...] | None = None, around: Path = ()
) -> Iterator[tuple[Path, Any]]:
    """Values by their path; of tables only those of `into` are opened, or if it is `None` all but the
    deepest, which are of nobody's writing."""
    for key, value in table.items():
        path = (*around, key)
        if isinstance(value, dict) and (len(path) < DEEPEST if into is None else path in into):
            yield from _flat(value, into, path)
        else:
            yield path, value

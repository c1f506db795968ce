"""A record and its line of TOML: `k7q2-1f = { at = …, n = 412, do = "task.done", task = "…" }`.

The fields of a line are the fields of the intent's dataclass, in their order; what stands at its
default is not written. Scalars are formatted by tomli-w, which breaks lists over lines and writes
tables as sections; lists and inline tables are therefore put together here.

What another version wrote is never lost and never stops a reading: a word in `do` that is not known
here becomes `Unknown` with all its fields; a known word with fields that are not known here is read
without them. `decode_line` names both in `newer`; the line in the file is never rewritten.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any, Literal

from jornada.core.dataclass import MISSING, Field, dataclass, fields, is_dataclass
from jornada.core.intents import INTENTS, Intent, Record, Unknown
from jornada.core.pattern import pattern

MAX_LINE_BYTES = 16 * 1024
"""Longest line, encoded, without its newline."""

MAX_DEPTH = 8
"""Most parts of a dotted key, and deepest nesting of values."""

MAX_N = 2**53
"""Largest Lamport counter that is read."""

MAX_INTEGER = 2**63 - 1

YEARS = range(1900, 3000)
"""Far enough from both ends of the calendar that adding days or changing zones cannot overflow."""

_ID = r"[a-z0-9]{1,16}-[0-9a-z]{1,16}"
_ID_PATTERN = pattern(_ID)
_LINE_START = pattern(rf"\s*(?:{_ID}|\"{_ID}\"|'{_ID}')\s*=\s*\{{")
_QUOTED = pattern(r"""\"(?:[^"\\]|\\.)*\"|'[^']*'""")
_TOO_MANY_PARTS = pattern(rf"(?:[A-Za-z0-9_-]+\s*\.\s*){{{MAX_DEPTH}}}")
_BARE_KEY = pattern(r"[A-Za-z0-9_-]+")
_RESERVED = ("at", "n", "do")

_PLAIN_RECORD = pattern(rf"({_ID}) = \{{ (.*) \}}")
_PLAIN_FIELD = pattern(
    r"""([A-Za-z0-9_-]+)[ ]=[ ]
        (?: "([^"\\\x00-\x1f\x7f]*)"
          | (-?[1-9][0-9]{0,17} | 0)
          | (true | false)
          | ([0-9]{4}-[0-9]{2}-[0-9]{2})
            (T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?
        ) (,[ ]|$)
    """,
    re.VERBOSE,
)


class Reason(Enum):
    """Why a line is not a record."""

    TOO_LONG = "too_long"
    NOT_UTF8 = "not_utf8"
    NOT_A_RECORD = "not_a_record"
    NOT_TOML = "not_toml"
    TOO_DEEP = "too_deep"
    MISSING = "missing"
    WRONG_TYPE = "wrong_type"
    OUT_OF_RANGE = "out_of_range"


class BadRecord(ValueError):
    """A line that is not a record; `field` names what is missing or wrong in it, where one is."""

    def __init__(self, reason: Reason, field: str = "", detail: str = "") -> None:
        super().__init__(" ".join(filter(None, (reason.value, field, detail))))
        self.reason = reason
        self.field = field
        self.detail = detail


class LineTooLong(ValueError):
    """The intent needs a line of `size` bytes; `MAX_LINE_BYTES` is the most that is written."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} bytes, at most {MAX_LINE_BYTES}")
        self.size = size


@dataclass(frozen=True, slots=True)
class Decoded:
    """A record as read; `newer` names what this version does not know: the `do`, or its fields."""

    record: Record
    newer: tuple[str, ...] = ()


def encode(record: Record) -> str:
    """The record's line, without a newline; instants to the second.

    Raises `LineTooLong`, and `ValueError` for what a line cannot hold: a naive instant, a number
    that is not finite, a lone surrogate.
    """
    intent = record.intent
    word = intent.word if isinstance(intent, Unknown) else intent.do
    table = {"at": record.at, "n": record.n, "do": word, **to_fields(intent)}
    line = f"{_key(record.id)} = {_value(table)}"
    size = len(line.encode("utf-8"))
    if size > MAX_LINE_BYTES:
        raise LineTooLong(size)
    return line


def decode(line: str | bytes) -> Record:
    """The record in a line. Raises `BadRecord`."""
    return decode_line(line).record


def decode_line(line: str | bytes) -> Decoded:
    """The record in a line, and what of it only a newer version understands. Raises `BadRecord`."""
    text = _checked_text(line)
    table = plain_table(text)
    if table is None:
        table = _any_table(text)
    if len(table) != 1:
        raise BadRecord(Reason.NOT_A_RECORD)
    [(record_id, body)] = table.items()
    if not isinstance(body, dict) or not _ID_PATTERN.fullmatch(record_id):
        raise BadRecord(Reason.NOT_A_RECORD)
    for name in _RESERVED:
        if name not in body:
            raise BadRecord(Reason.MISSING, name)
    newer: list[str] = []
    at = _instant(body.pop("at"), "at", newer)
    n = _integer(body.pop("n"), "n", newer)
    word = _text(body.pop("do"), "do", newer)
    if not 0 <= n <= MAX_N:
        raise BadRecord(Reason.OUT_OF_RANGE, "n")
    _check_depth(body, MAX_DEPTH - 1)
    intent = _intent(word, body, newer)
    return Decoded(Record(id=record_id, at=at, n=n, intent=intent), tuple(newer))


def to_fields(intent: Intent) -> dict[str, Any]:
    """The intent's fields as plain values, in the order of the dataclass, those at default left out."""
    if isinstance(intent, Unknown):
        return {name: value for name, value in intent.fields.items() if name not in _RESERVED}
    return _plain_fields(intent)


def _intent(do: str, values: Mapping[str, Any], newer: list[str]) -> Intent:
    """The intent that `do` and plain values mean; `Unknown` if the word is not known here.

    What its class does not have is left aside and named in `newer`. Raises `BadRecord`.
    """
    wanted = INTENTS.get(do)
    if wanted is None:
        newer.append(do)
        return Unknown(word=do, fields=dict(values))
    return typing.cast(Intent, _build(wanted, values, "", newer))


# Writing


def _plain_fields(value: object) -> dict[str, Any]:
    kind: type = type(value)
    return {
        name: _plain(field_value)
        for name, default in _defaults(kind)
        if (field_value := getattr(value, name)) != default
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _plain_fields(value) if is_dataclass(value) else value


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(name)} = {_value(item)}" for name, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, dt.datetime):
        return _written_instant(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"not a finite number: {value}")
    if isinstance(value, str) and _is_plain(value):
        return f'"{value}"'
    if type(value) is int:
        return str(value)
    if type(value) is dt.date:
        return value.isoformat()
    import tomli_w

    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")


def _is_plain(text: str) -> bool:
    """A string has it between quotes as it stands."""
    return text.isascii() and text.isprintable() and '"' not in text and "\\" not in text


def _key(name: str) -> str:
    if _BARE_KEY.fullmatch(name):
        return name
    import tomli_w

    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")


def _written_instant(instant: dt.datetime) -> str:
    offset = instant.utcoffset()
    if offset is None:
        raise ValueError(f"an instant without offset: {instant}")
    if offset % dt.timedelta(minutes=1):  # TOML has no seconds in an offset; old local mean times do
        instant = instant.astimezone(dt.UTC)
    return instant.replace(microsecond=0).isoformat()


# Reading


def plain_table(text: str) -> dict[str, Any] | None:
    """The table of a line as most are: one inline table of plain values, set as it is here. Nothing where it
    is anything else. The library for TOML takes ten times as long, and there are years of such lines."""
    whole = _PLAIN_RECORD.fullmatch(text)
    if whole is None:
        return None
    body: dict[str, Any] = {}
    fields_, place, follows = whole[2], 0, True
    while follows:
        found = _PLAIN_FIELD.match(fields_, place)
        if found is None:
            return None
        name, word, number, truth, date, time, comma = found.groups()
        if name in body:
            return None
        try:
            body[name] = (
                word
                if word is not None
                else int(number)
                if number
                else truth == "true"
                if truth
                else dt.datetime.fromisoformat(date + time)
                if time
                else dt.date.fromisoformat(date)
            )
        except ValueError:
            return None
        place, follows = found.end(), bool(comma)
    return {whole[1]: body}


def _any_table(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRecord(Reason.NOT_TOML, detail=str(error)) from error


def _checked_text(line: str | bytes) -> str:
    if isinstance(line, str):
        try:
            line = line.encode("utf-8")
        except UnicodeEncodeError as error:
            raise BadRecord(Reason.NOT_UTF8) from error
    if len(line) > MAX_LINE_BYTES:
        raise BadRecord(Reason.TOO_LONG)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRecord(Reason.NOT_UTF8) from error
    text = text.removesuffix("\n").removesuffix("\r")
    if "\n" in text or not _LINE_START.match(text):
        raise BadRecord(Reason.NOT_A_RECORD)
    # Before parsing: tomllib takes 0.14 s for one line that is a single key of 8,000 parts.
    if text.count(".") >= MAX_DEPTH and _TOO_MANY_PARTS.search(_QUOTED.sub("s", text)):
        raise BadRecord(Reason.TOO_DEEP)
    return text


def _check_depth(value: Any, left: int) -> None:
    children: Iterable[Any]
    if isinstance(value, dict):
        children = value.values()
    elif isinstance(value, list):
        children = value
    else:
        if isinstance(value, float) and not math.isfinite(value):
            raise BadRecord(Reason.OUT_OF_RANGE)
        return
    if not left:
        raise BadRecord(Reason.TOO_DEEP)
    for child in children:
        _check_depth(child, left - 1)


Converter = Callable[[Any, str, list[str]], Any]
"""A plain value, the name of its field and a list for names not known here, to what the dataclass
wants; raises `BadRecord`."""


def _build(kind: type, values: Mapping[str, Any], prefix: str, newer: list[str]) -> Any:
    shape = _shape(kind)
    arguments: dict[str, Any] = {}
    for name, value in values.items():
        if (known := shape.get(name)) is None:
            newer.append(prefix + name)
        else:
            arguments[name] = known.convert(value, prefix + name, newer)
    for name, known in shape.items():
        if known.required and name not in arguments:
            raise BadRecord(Reason.MISSING, prefix + name)
    return kind(**arguments)


@dataclass(frozen=True, slots=True)
class _Known:
    convert: Converter
    required: bool


@cache
def _shape(kind: type) -> Mapping[str, _Known]:
    """Of each field of the dataclass: how its value is read, and whether it must be there."""
    hints = typing.get_type_hints(kind)
    return {
        field.name: _Known(_converter(hints[field.name]), _default(field) is MISSING)
        for field in fields(kind)
    }


def _converter(hint: Any) -> Converter:
    origin = typing.get_origin(hint)
    inside = typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        [hint] = [option for option in inside if option is not types.NoneType]
        return _converter(hint)  # nothing is written for None, so nothing has to be read as None
    if origin is tuple:
        return _tuple_converter(_converter(inside[0]))
    if origin is Literal:
        return _choice_converter(inside)
    if is_dataclass(hint):
        return _table_converter(typing.cast(type, hint))
    return _SCALARS[hint]


def _tuple_converter(convert: Converter) -> Converter:
    def read(value: Any, name: str, newer: list[str]) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise BadRecord(Reason.WRONG_TYPE, name)
        return tuple(convert(item, name, newer) for item in value)

    return read


def _choice_converter(choices: tuple[Any, ...]) -> Converter:
    def read(value: Any, name: str, newer: list[str]) -> Any:
        if value not in choices:
            raise BadRecord(Reason.OUT_OF_RANGE, name)
        return value

    return read


def _table_converter(kind: type) -> Converter:
    def read(value: Any, name: str, newer: list[str]) -> Any:
        if not isinstance(value, Mapping):
            raise BadRecord(Reason.WRONG_TYPE, name)
        return _build(kind, value, f"{name}.", newer)

    return read


def _text(value: Any, name: str, newer: list[str]) -> str:
    if not isinstance(value, str):
        raise BadRecord(Reason.WRONG_TYPE, name)
    return value


def _flag(value: Any, name: str, newer: list[str]) -> bool:
    if not isinstance(value, bool):
        raise BadRecord(Reason.WRONG_TYPE, name)
    return value


def _integer(value: Any, name: str, newer: list[str]) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadRecord(Reason.WRONG_TYPE, name)
    if abs(value) > MAX_INTEGER:
        raise BadRecord(Reason.OUT_OF_RANGE, name)
    return value


def _number(value: Any, name: str, newer: list[str]) -> float:
    return value if isinstance(value, float) else float(_integer(value, name, newer))


def _date(value: Any, name: str, newer: list[str]) -> dt.date:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise BadRecord(Reason.WRONG_TYPE, name)
    if value.year not in YEARS:
        raise BadRecord(Reason.OUT_OF_RANGE, name)
    return value


def _instant(value: Any, name: str, newer: list[str]) -> dt.datetime:
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        raise BadRecord(Reason.WRONG_TYPE, name)
    if value.year not in YEARS:
        raise BadRecord(Reason.OUT_OF_RANGE, name)
    return value.replace(microsecond=0)


_SCALARS: Mapping[Any, Converter] = {
    str: _text,
    bool: _flag,
    int: _integer,
    float: _number,
    dt.date: _date,
    dt.datetime: _instant,
}

"""The values a state is made of as values that `marshal` knows, and back.

What is plain stays as it is; a tuple becomes a list, and a tuple stands for what is neither: a kind and
what it is made of. Of a dataclass only the fields that are not as by default are kept. Many values of one
dataclass are kept by columns, a field of all of them in each: so thousands are had again in a few
milliseconds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import Any, cast

from jornada.core import days_off, intents, recurrence, state, workflow
from jornada.core.dataclass import MISSING, fields, is_dataclass, made_of_columns

_INSTANT, _DATE, _ENUM, _LIST, _OBJECT, _TIME, _SET, _SPAN, _PARTED, _NAMES = range(10)
_ABSENT = object()
_PLAIN = frozenset({str, int, float, bool, type(None)})
"""What `marshal` knows as it stands."""


@cache
def _kinds() -> Mapping[str, type]:
    """The dataclasses and enumerations that a state may hold, by name."""
    found: dict[str, type] = {}
    for module in (recurrence, days_off, workflow, intents, state):
        for name, kind in vars(module).items():
            if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum)):
                found[name] = kind
    return found


@cache
def _defaults(name: str) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass, each with what it is where nothing is given."""
    kind: Any = _kinds()[name]
    return tuple(
        (field.name, _ABSENT if field.default is MISSING else field.default) for field in fields(kind)
    )


def pack(value: Any) -> Any:
    """The value as `marshal` knows it. Raises `TypeError` for what a state does not hold."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        if len(value) >= _MANY_NAMES and _are_names(value):
            return (_NAMES, "\n".join(value))
        return [item if type(item) in _PLAIN else pack(item) for item in value]
    if kind is dt.datetime:
        return (_INSTANT, value.isoformat())
    if kind is dt.date:
        return (_DATE, value.toordinal())
    if kind is dt.time:
        return (_TIME, value.isoformat())
    if kind is dt.timedelta:
        return (_SPAN, value.days, value.seconds, value.microseconds)
    if kind is frozenset:
        return (_SET, [item if type(item) in _PLAIN else pack(item) for item in sorted(value)])
    if isinstance(value, Enum):
        return (_ENUM, kind.__name__, value.value)
    if kind is dict:
        return {key: pack(item) for key, item in value.items()}
    if kind is list:
        return (_LIST, [pack(item) for item in value])
    if _kinds().get(kind.__name__) is not kind:
        raise TypeError(f"a state holds no {kind.__name__}")
    plain: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name, default in _defaults(kind.__name__):
        item = getattr(value, name)
        if item is default or (type(item) is type(default) and item == default):
            continue
        if type(item) in _PLAIN:
            plain[name] = item
        else:
            others[name] = pack(item)
    # What is plain is taken as it stands, without a look at each field of each of ten thousand values.
    return (_PARTED, kind.__name__, plain, others)


_MANY_NAMES = 64
"""So many names are told as one text: of ten thousand ids that is a quarter of the time."""


def _are_names(values: Sequence[Any]) -> bool:
    return set(map(type, values)) == {str} and not any("\n" in value for value in values)


def unpack(packed: Any) -> Any:
    """The value that was packed."""
    kind = type(packed)
    if kind is tuple:
        return _UNPACKED[packed[0]](packed)
    if kind is list:
        return tuple(unpack(item) for item in packed)
    if kind is dict:
        return {key: unpack(item) for key, item in packed.items()}
    return packed


def _object(packed: Any) -> Any:
    """Of an older version, which told all fields alike."""
    kept = {name: unpack(item) if type(item) in _NOT_PLAIN else item for name, item in packed[2].items()}
    return _kinds()[packed[1]](**kept)


def _parted(packed: Any) -> Any:
    others = {
        # Most often it is a date.
        name: _date_of(item[1]) if type(item) is tuple and item[0] == _DATE else unpack(item)
        for name, item in packed[3].items()
    }
    return _kinds()[packed[1]](**packed[2], **others)


# Many values by columns

_ALIKE, _AS_IT_STANDS, _MIXED, _COUNTED, _KEYS = range(5)
"""Of a column: it has one value all along, only plain ones, others among them, counts up by one, or has the
keys of the values."""
_EXACT = frozenset({str, int, bool, type(None)})
"""Of these two that are equal are the same."""
_HASHED = frozenset({_INSTANT, _DATE, _ENUM, _TIME})
"""What is told by plain values alone, so that what was told once can be found again."""


def pack_many(values: Sequence[Any]) -> Any:
    """The values as `marshal` knows them. Raises `TypeError` for what a state does not hold."""
    kind = type(values[0]) if values else None
    if kind is None or _kinds().get(kind.__name__) is not kind or not is_dataclass(kind):
        return ("", len(values), [pack(value) for value in values])
    if any(type(value) is not kind for value in values):
        return ("", len(values), [pack(value) for value in values])
    columns = {}
    for name, default in _defaults(kind.__name__):
        column = list(map(attrgetter(name), values))
        if not all(item is default or (type(item) is type(default) and item == default) for item in column):
            columns[name] = _packed_column(column)
    return (kind.__name__, len(values), columns)


def _packed_column(column: list[Any]) -> Any:
    kinds = set(map(type, column))
    if kinds <= _PLAIN:
        if len(kinds) == 1 and kinds <= _EXACT and column.count(column[0]) == len(column):
            return (_ALIKE, column[0])
        if is_counted(column):
            return (_COUNTED, column[0])
        return (_AS_IT_STANDS, column)
    packed = [pack(item) for item in column]
    first = packed[0]
    if type(first) is tuple and first[0] in _HASHED and packed.count(first) == len(packed):
        return (_ALIKE, first)
    return (_MIXED, packed)


def is_counted(column: Sequence[Any]) -> bool:
    """Whether they are whole numbers, each one more than the one before."""
    first = column[0] if column else None
    return (
        type(first) is int
        and set(map(type, column)) == {int}
        and column == [*range(first, first + len(column))]
    )


def without_keys(packed: Any, keys: Sequence[Any]) -> Any:
    """What `pack_many` gave, without that field of every value which is its key."""
    kind, number, held = packed
    form, column = held.get("id", (None, None)) if kind else (None, None)
    if form != _AS_IT_STANDS or column != keys:
        return packed
    return kind, number, held | {"id": (_KEYS, None)}


def with_keys(packed: Any, keys: Sequence[Any]) -> Any:
    """The same as it was before."""
    kind, number, held = packed
    if not kind or held.get("id") != (_KEYS, None):
        return packed
    return kind, number, held | {"id": (_AS_IT_STANDS, keys)}


def unpack_many(packed: Any) -> list[Any]:
    """The values that were packed together."""
    name, number, held = packed
    if not name:
        return [unpack(each) for each in held]
    columns = {field: _column(column, number) for field, column in held.items()}
    return made_of_columns(_kinds()[name], number, columns)


def unpack_one(packed: Any, place: int) -> Any:
    """One of the values that were packed together, without the others."""
    name, _, held = packed
    if not name:
        return unpack(held[place])
    told = {}
    for field, (form, column) in held.items():
        if form == _COUNTED:
            told[field] = column + place
        else:
            told[field] = unpack(column if form == _ALIKE else column[place])
    return _kinds()[name](**told)


def unpack_column(packed: Any, name: str, places: Sequence[int]) -> list[Any] | None:
    """An attribute of those of the values that were packed together which stand at these places, without the
    values; `None` where they are not all of one dataclass, or it has no such field."""
    kind, _, held = packed
    if not kind:
        return None
    if name not in held:
        defaults = dict(_defaults(kind))
        return None if name not in defaults else [defaults[name]] * len(places)
    form, column = held[name]
    if form == _ALIKE:
        return [unpack(column)] * len(places)
    if form == _COUNTED:
        return list(map(column.__add__, places))
    told: list[Any]
    if places and isinstance(places, range):
        told = column[places.start : places.stop : places.step]
    else:
        told = list(map(column.__getitem__, places))
    return told if form == _AS_IT_STANDS else list(_column((_MIXED, told), len(told)))


def _column(packed: Any, number: int) -> Iterable[Any]:
    form, held = packed
    if form == _ALIKE:
        return repeat(unpack(held), number)
    if form == _COUNTED:
        return range(held, held + number)
    if form == _AS_IT_STANDS:
        return cast("list[Any]", held)
    known: dict[Any, Any] = {}
    column = []
    for item in held:
        if type(item) in _PLAIN:
            column.append(item)
        elif type(item) is tuple and item[0] in _HASHED:
            if item not in known:
                known[item] = unpack(item)
            column.append(known[item])
        else:
            column.append(unpack(item))
    return column


_date_of = dt.date.fromordinal
_NOT_PLAIN = (tuple, list, dict)
_UNPACKED: tuple[Callable[[Any], Any], ...] = (
    lambda packed: dt.datetime.fromisoformat(packed[1]),
    lambda packed: dt.date.fromordinal(packed[1]),
    lambda packed: _kinds()[packed[1]](packed[2]),
    lambda packed: [unpack(item) for item in packed[1]],
    _object,
    lambda packed: dt.time.fromisoformat(packed[1]),
    lambda packed: frozenset([unpack(item) if type(item) in _NOT_PLAIN else item for item in packed[1]]),
    lambda packed: dt.timedelta(*packed[1:]),
    _parted,
    lambda packed: tuple(packed[1].split("\n")),
)

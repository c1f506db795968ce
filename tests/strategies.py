"""Hypothesis strategies for records and everything a person can do.

`records()` draws what the journal may hold: text as it is after cleaning, aware instants to the
second, every intent with any of its fields.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st

from jornada.core.intents import INTENTS, Intent, Record, Unknown
from jornada.core.text import clean, clean_prose

AWKWARD_TEXTS = (
    'quotes " and \' and """',
    "back\\slash \\u0041 \\",
    "Café Ñandú – «título»",
    "👩‍👩‍👧 ❤️ 🇪🇸",
    "[bold]x[/bold] [@click=app.quit]",
    "a = { b = 1 } # not a comment",
    "مرحبا",
    "<<<<<<< HEAD",
)


def texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Text of one line, as it is after cleaning."""
    return st.one_of(st.sampled_from(AWKWARD_TEXTS), st.text(max_size=max_size).map(clean))


def prose(max_size: int = 80) -> st.SearchStrategy[str]:
    """Text of several lines, as it is after cleaning."""
    return st.text(max_size=max_size).map(clean_prose)


def offsets() -> st.SearchStrategy[dt.timezone]:
    """Offsets of the world's zones, in steps of a quarter of an hour."""
    return st.integers(-48, 56).map(lambda quarters: dt.timezone(dt.timedelta(minutes=15 * quarters)))


def instants(
    first: dt.datetime = dt.datetime(2000, 1, 1),  # noqa: DTZ001 - the offset is drawn
    last: dt.datetime = dt.datetime(2099, 12, 31),  # noqa: DTZ001
) -> st.SearchStrategy[dt.datetime]:
    """Aware instants, to the second."""
    naive = st.datetimes(first, last).map(lambda instant: instant.replace(microsecond=0, fold=0))
    return st.builds(lambda instant, zone: instant.replace(tzinfo=zone), naive, offsets())


def dates() -> st.SearchStrategy[dt.date]:
    return st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


def devices() -> st.SearchStrategy[str]:
    return st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=4, max_size=4)


def ids() -> st.SearchStrategy[str]:
    counters = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=6)
    return st.builds("{}-{}".format, devices(), counters)


@cache
def intent_of(kind: type[Intent]) -> st.SearchStrategy[Any]:
    """Any value of one intent's class, or of a dataclass that is part of one."""
    hints = typing.get_type_hints(kind)
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for field in fields(kind):
        needed = field.default is MISSING and field.default_factory is MISSING
        (required if needed else optional)[field.name] = _of(hints[field.name], field.name)
    return st.fixed_dictionaries(required, optional=optional).map(lambda values: kind(**values))


def intents(kinds: Collection[type[Intent]] = tuple(INTENTS.values())) -> st.SearchStrategy[Intent]:
    """Any of the known intents."""
    return st.one_of([intent_of(kind) for kind in kinds])


def unknown_intents() -> st.SearchStrategy[Unknown]:
    """What another version might write."""
    words = st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}", fullmatch=True).filter(lambda word: word not in INTENTS)
    names = st.one_of(st.from_regex(r"[a-z_]{1,10}", fullmatch=True), texts(8))
    scalars = st.one_of(
        texts(),
        st.integers(-(2**63) + 1, 2**63 - 1),
        st.booleans(),
        st.floats(allow_nan=False, allow_infinity=False),
        dates(),
        instants(),
    )
    values = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
        max_leaves=6,
    )
    free = names.filter(lambda name: name not in ("at", "n", "do"))
    return st.builds(
        lambda word, given: Unknown(word=word, fields=given), words, st.dictionaries(free, values, max_size=4)
    )


def records(of: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Record]:
    """A record of any intent, known or not; or of the intents given."""
    chosen = intents() | unknown_intents() if of is None else of
    return st.builds(Record, id=ids(), at=instants(), n=st.integers(0, 2**40), intent=chosen)


_SCALARS: Mapping[Any, Any] = {
    str: texts(),
    int: st.integers(-(2**31), 2**31),
    float: st.floats(-1e12, 1e12),
    bool: st.booleans(),
    dt.date: dates(),
    dt.datetime: instants(),
}

_PROSE_FIELDS = ("text", "note", "reason")


def _of(hint: Any, name: str) -> st.SearchStrategy[Any]:
    origin = typing.get_origin(hint)
    inside = typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([st.none() if part is types.NoneType else _of(part, name) for part in inside])
    if origin is tuple:
        return st.lists(_of(inside[0], name), max_size=3).map(tuple)
    if origin is typing.Literal:
        return st.sampled_from(inside)
    if is_dataclass(hint):
        return intent_of(typing.cast(Any, hint))
    if hint is str and name in _PROSE_FIELDS:
        return prose()
    return typing.cast("st.SearchStrategy[Any]", _SCALARS[hint])

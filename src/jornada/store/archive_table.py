"""The tables of an archive, in parts that are read when somebody asks for them.

A part of a table is read, and believed after its checksum, with the first key of it that is looked for. One
that is wrong makes the whole table come from the journal again.
"""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from jornada.core.digest import blake2b
from jornada.core.layers import ManyAtOnce
from jornada.store.files import KeptOpen
from jornada.store.packing import (
    is_counted,
    pack,
    pack_many,
    unpack,
    unpack_column,
    unpack_many,
    unpack_one,
    with_keys,
    without_keys,
)

_MANY = 500
"""Of so many keys it is worth a look whose parts they are; a part of fewer values is not made as a whole."""
COUNTERS_A_PART = 2048
"""So many ids of a device share a part."""

_DIGEST_BYTES = 16
BY_DATE = frozenset(
    {"days", "on_date", "planned_on", "closed_on", "starts_on", "incidents_on", "closings", "weeks"}
)
BY_WEEK = frozenset({"kpis", "report_notes"})
_FEW = 8
"""Once one in so many values of a part was looked up, all of it are made: together they take a fraction of
the time."""

Run = tuple["Part", Sequence[int], Sequence[int]]
"""A part, and of the keys it has their places among those that were asked for and the rows it has them in."""

Entries = dict[Any, tuple[int, Any]]
"""By packed key, the place in the order of the table, and the value."""


class Part:
    """Some of a table: by packed key the places in the order of the table, and values that are made when
    they are looked up, one by one or all."""

    __slots__ = ("_looked_up", "_packed", "places", "raws", "rows")

    def __init__(self, raws: Any = (), places: Sequence[int] | int = (), packed: Any = None) -> None:
        self.raws = list(unpack(raws) if type(raws) is tuple and raws else raws)
        self.rows = dict(zip(self.raws, range(len(self.raws)), strict=True))
        self.places = range(places, places + len(self.raws)) if isinstance(places, int) else places
        self._packed = None if packed is None else with_keys(packed, self.raws)
        self._looked_up = 0

    @property
    def is_worn(self) -> bool:
        """Whether so many values were looked up that the others may as well be made too."""
        return self._looked_up * _FEW > max(len(self.rows), _MANY) and self._packed is not None

    def value(self, raw: Any) -> Any:
        """The value of a key; `None` where it has none."""
        row, packed = self.rows.get(raw), self._packed
        if row is None or packed is None:
            return None
        self._looked_up += 1
        return unpack_one(packed, row)

    def column(self, name: str, rows: Sequence[int]) -> list[Any] | None:
        """What the values of these rows have as that attribute, without the values; `None` where it is not
        told by itself, or somebody else has them."""
        return None if self._packed is None else unpack_column(self._packed, name, rows)

    def values(self) -> list[Any]:
        """All values, in the order of the keys; none once somebody else has them."""
        packed = self._packed
        return [] if packed is None else unpack_many(packed)

    def let_go(self) -> None:
        """Keep the keys alone: somebody else has the values, and they are not held as bytes too."""
        self._packed = None

    def entries(self) -> Entries:
        """The keys and their places with the values."""
        return dict(zip(self.rows, zip(self.places, self.values(), strict=True), strict=True))


def packed_part(entries: Entries) -> tuple[Any, list[int] | int, Any]:
    """What a part is made of; of places that count up the first is enough."""
    raws = list(entries)
    places = [place for place, _ in entries.values()]
    packed = without_keys(pack_many([value for _, value in entries.values()]), raws)
    # A key that is no name is plain, or a week of a brand, as it is.
    told = pack(tuple(raws)) if set(map(type, raws)) == {str} else raws
    return told, places[0] if is_counted(places) else places, packed


Where = tuple[int, int, bytes]
"""Of what follows a head its place there, its length and its checksum."""
Index = dict[str, Where]
"""Of each part of a table where it is."""


class Table(ManyAtOnce[Any, Any]):
    """One table of the archive. Keys stand in the order in which they came."""

    def __init__(
        self,
        name: str,
        head: tuple[int, list[Any] | None, Index, tuple[Any, ...]],
        blobs: Blobs,
        anew: Callable[[], Mapping[Any, Any]],
    ) -> None:
        self.name = name
        self.next_place, self._keys, self.index, near = head
        self._near = Part(*near)
        self._blobs = blobs
        self._anew = anew
        self._parts: dict[str, Part] = {}
        self._last = _NO_PART
        """The part of what was looked up last: most often the next one stands there too."""
        self._dates: frozenset[int] | None = None
        self._seen: dict[Any, Any] = {}
        self._whole: Mapping[Any, Any] | None = None

    def get(self, key: Any, default: Any = None) -> Any:
        """As of any mapping; what was looked up once is kept."""
        found = self._seen.get(key)
        if found is None:
            found = self._find(key)
        return default if found is None else found

    def __getitem__(self, key: Any) -> Any:
        found = self._seen.get(key)
        if found is None:
            found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def many(self, keys: Collection[Any]) -> list[Any]:
        """The values of these keys. Raises `KeyError`."""
        seen = self._seen
        if self._whole is None and len(keys) > _MANY:
            self._make_where_many(key for key in keys if key not in seen)
        return [seen.get(key) or self[key] for key in keys]

    def _make_where_many(self, keys: Iterable[Any]) -> None:
        """Make all values of those parts of which these keys are more than a few."""
        near = self._near
        part, number = near, 0
        wanted: dict[int, tuple[Part, int]] = {}
        for key in keys:
            raw = key if type(key) is str else raw_of(key)
            if raw not in part.rows:
                wanted[id(part)] = part, number
                part = near if raw in near.rows else self.part(part_of(self.name, key))
                _, number = wanted.get(id(part), (part, 0))
            number += 1
        wanted[id(part)] = part, number
        for part, number in wanted.values():
            if number * _FEW > len(part.rows):
                self._make_all(part)

    def among(self, keys: Collection[Any]) -> dict[Any, Any]:
        """What there is of these keys, with the values."""
        if self._whole is None and not self.index and not self._near.rows:
            return {}
        return {key: found for key in keys if (found := self.get(key)) is not None}

    def columns(self, keys: Sequence[Any], names: Sequence[str]) -> list[list[Any]]:
        """Of each of these attributes what the values of these keys have there, in their order; what has not
        been made yet need not be for it. Raises `KeyError`."""
        runs = self._runs(keys) if self._whole is None else None
        if runs is None:
            return super().columns(keys, names)
        return [self._column(name, keys, runs) for name in names]

    def _runs(self, keys: Sequence[Any]) -> list[Run] | None:
        """Which of these keys each part has; `None` where none has one of them, for there is none or the part
        was wrong and the table has just been made anew."""
        keys = list(keys)
        runs: list[Run] = []
        others: dict[int, tuple[Part, list[int], list[int]]] = {}
        part = _NO_PART
        end = 0
        for place, key in enumerate(keys):
            if place < end:
                continue
            raw = key if type(key) is str else raw_of(key)
            row = part.rows.get(raw)
            if row is None:
                part = self._near if raw in self._near.rows else self.part(part_of(self.name, key))
                _, places, rows = others.setdefault(id(part), (part, [], []))
                row = part.rows.get(raw)
                if row is None:
                    return None
                # Most often they are asked for in the order in which they came, all of them.
                rest = part.raws[row:]
                if keys[place : place + len(rest)] == rest:
                    end = place + len(rest)
                    runs.append((part, range(place, end), range(row, len(part.raws))))
                    continue
            places.append(place)
            rows.append(row)
        return runs + [run for run in others.values() if run[1]]

    def _column(self, name: str, keys: Sequence[Any], runs: Sequence[Run]) -> list[Any]:
        """An attribute of the values of these keys, of which each part has some."""
        column: list[Any] = [None] * len(keys)
        for part, places, rows in runs:
            told = part.column(name, rows)
            if told is None:
                told = [getattr(self[keys[place]], name) for place in places]
            if len(told) == len(keys):
                return told
            if isinstance(places, range):
                column[places.start : places.stop] = told
            else:
                for place, each in zip(places, told, strict=True):
                    column[place] = each
        return column

    def __contains__(self, key: object) -> bool:
        # Without the value: of a day it is asked for every day of months.
        if key in self._seen:
            return True
        raw = raw_of(key)
        if self._whole is None and self._keys is not None:
            if self._dates is None:
                self._dates = frozenset(self._keys)
            return raw in self._dates
        if self._whole is None and raw in self._near.rows:
            return True
        if self._whole is None and self.index and raw in self.part(part_of(self.name, key)).rows:
            return True
        # Where the part was wrong, the whole table has just been made anew.
        return self._whole is not None and key in self._whole

    def _find(self, key: Any) -> Any:
        """The value of a key; no value of a table is `None`."""
        if self._whole is not None:
            return self._whole.get(key)
        raw = key if type(key) is str else raw_of(key)
        part = self._near
        if raw not in part.rows and self.index:
            part = self._last
            if raw not in part.rows:
                part = self._last = self.part(part_of(self.name, key))
        if part.is_worn:
            self._make_all(part)
        found = part.value(raw)
        if found is None:
            # It is with those that were made together, or the part was wrong and the table is made anew.
            return self._seen.get(key) if self._whole is None else self._whole.get(key)
        self._seen[key] = found
        return found

    def __iter__(self) -> Iterator[Any]:
        if self._whole is None and self._keys is not None:
            return map(dt.date.fromordinal, self._keys)
        parts = [self.part(name) for name in tuple(self.index)]
        if self._whole is not None:
            return iter(self._whole)
        places = [entry for part in parts for entry in zip(part.places, part.rows, strict=True)]
        places.sort(key=itemgetter(0))
        return (self._cooked(raw) for _, raw in places)

    def __len__(self) -> int:
        if self._whole is not None:
            return len(self._whole)
        return sum(1 for _ in self)

    def part(self, name: str) -> Part:
        """A part by its name; an empty one where there is none, or where the table was made anew."""
        loaded = self._parts.get(name)
        if loaded is None:
            loaded = self.fresh_part(name)
            if loaded.rows:
                self._parts[name] = loaded
        return loaded

    def fresh_part(self, name: str) -> Part:
        """The same as it stands in the file."""
        where = self.index.get(name)
        if where is None or self._whole is not None:
            return _NO_PART
        try:
            return Part(*marshal.loads(self._blobs.read(where)))
        except (ValueError, TypeError, EOFError, OSError):
            self._whole = self._anew()
            return _NO_PART

    def _make_all(self, part: Part) -> None:
        """Make all values of a part; those that were made before stay as they are."""
        keys = map(self._cooked, part.rows) if self.name in BY_DATE | BY_WEEK else part.rows
        made = dict(zip(keys, part.values(), strict=False))
        made.update((key, self._seen[key]) for key in made.keys() & self._seen.keys())
        self._seen.update(made)
        part.let_go()

    def bytes_of(self, name: str) -> bytes | None:
        """A part as it stands in the file; `None` where it is wrong."""
        try:
            return self._blobs.read(self.index[name])
        except (ValueError, OSError):
            return None

    @property
    def is_sound(self) -> bool:
        """No part that was read was wrong."""
        return self._whole is None

    def _cooked(self, raw: Any) -> Any:
        if self.name in BY_DATE:
            return dt.date.fromordinal(raw)
        if self.name in BY_WEEK:
            return (raw[0], dt.date.fromordinal(raw[1]))
        return raw


_NO_PART = Part()


class Blobs:
    """The parts of the tables, as they stand in a file from `start` on."""

    def __init__(self, file: KeptOpen, start: int) -> None:
        self._file = file
        self._start = start

    def read(self, where: Where) -> bytes:
        """A part as it was written. Raises `ValueError`, or `OSError`, where it is not."""
        place, length, digest = where
        found = self._file.read(length, self._start + place)
        if digest_of(found) != digest:
            raise ValueError("not as it was written")
        return found


def part_of(table: str, key: Any) -> str:
    """The part of a table that holds a key: by month, or by the counter in an id."""
    if table in BY_DATE:
        return f"{key.year}-{key.month:02}"
    if table in BY_WEEK:
        return f"{key[1].year}-{key[1].month:02}"
    if table == "posts":
        return ""
    if key[10:11] == "." and key[4:5] == "-":
        return str(key[:7])
    device, _, rest = key.partition("-")
    try:
        return f"{device}-{int(rest.partition('-')[0].partition('.')[0], 36) // COUNTERS_A_PART}"
    except ValueError:
        return ""


def raw_of(key: Any) -> Any:
    if isinstance(key, dt.date):
        return key.toordinal()
    if isinstance(key, tuple):
        return (key[0], key[1].toordinal())
    return key


def digest_of(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST_BYTES).digest()

"""A mapping over one that never changes: what is new, changed or gone is kept beside it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, MutableMapping, Sequence
from itertools import compress, filterfalse, groupby, repeat
from operator import attrgetter
from typing import Any, TypeVar, cast

K = TypeVar("K")
V = TypeVar("V")

_ABSENT = object()


class ManyAtOnce(Mapping[K, V]):
    """A mapping that has a quicker way to many of its values than one by one."""

    __slots__ = ()

    @abstractmethod
    def many(self, keys: Collection[K]) -> list[V]:
        """The values of these keys. Raises `KeyError`."""

    @abstractmethod
    def among(self, keys: Collection[K]) -> dict[K, V]:
        """What there is of these keys, with the values."""

    def columns(self, keys: Sequence[K], names: Sequence[str]) -> list[list[Any]]:
        """Of each of these attributes what the values of these keys have there, in their order. Raises
        `KeyError`."""
        return attributes_of(self.many(keys), names)


class Layered(MutableMapping[K, V], ManyAtOnce[K, V]):
    """Behaves as a dict of the two would, to the order of its keys; `copy` costs what lies above.

    `above` is what was set here and `gone` the keys of `below` that were taken out, or that were and came
    again: these stand at the end, as in a dict.
    """

    __slots__ = ("above", "below", "gone")

    def __init__(
        self, below: Mapping[K, V], above: dict[K, V] | None = None, gone: set[K] | None = None
    ) -> None:
        self.below = below
        self.above = {} if above is None else above
        self.gone = set() if gone is None else gone

    def copy(self) -> Layered[K, V]:
        """Another one over the same table, to be changed by itself."""
        return Layered(self.below, self.above.copy(), self.gone.copy())

    def __getitem__(self, key: K) -> V:
        found = self.above.get(key, _ABSENT)
        if found is not _ABSENT:
            return cast("V", found)
        if key in self.gone:
            raise KeyError(key)
        return self.below[key]

    def get(self, key: K, default: Any = None) -> Any:
        # That of the base class goes by an exception for each key that is not there.
        """As of any mapping."""
        found = self.above.get(key, _ABSENT)
        if found is _ABSENT:
            return default if key in self.gone else self.below.get(key, default)
        return found

    def many(self, keys: Collection[K]) -> list[V]:
        """Of those that are not here the values of below, asked for at once."""
        if not self.above and not self.gone:
            return values_of(self.below, keys)
        found = list(map(self.above.get, keys, repeat(cast("V", _ABSENT))))
        left = [key for key, value in zip(keys, found, strict=True) if value is _ABSENT]
        if not self.gone.isdisjoint(left):
            raise KeyError(next(key for key in left if key in self.gone))
        if len(left) == len(found):
            return values_of(self.below, keys)
        below = iter(values_of(self.below, left))
        return [next(below) if value is _ABSENT else value for value in found]

    def among(self, keys: Collection[K]) -> dict[K, V]:
        """Likewise."""
        found = found_of(self.below, keys)
        for key in self.gone & found.keys():
            del found[key]
        found.update((key, self.above[key]) for key in self.above.keys() & keys)
        return found

    def columns(self, keys: Sequence[K], names: Sequence[str]) -> list[list[Any]]:
        """Those of below, with what is here put between them."""
        above = self.above
        places = list(compress(range(len(keys)), map(above.__contains__, keys))) if above else []
        left = list(filterfalse(above.__contains__, keys)) if places else keys
        if not self.gone.isdisjoint(left):
            raise KeyError(next(key for key in left if key in self.gone))
        below = columns_of(self.below, left, names)
        if not places:
            return below
        own = attributes_of([above[keys[place]] for place in places], names)
        runs = [len(list(run)) for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0])]
        return [_merged(column, told, places, runs) for column, told in zip(below, own, strict=True)]

    def __contains__(self, key: object) -> bool:
        return key in self.above or (key not in self.gone and key in self.below)

    def __setitem__(self, key: K, value: V) -> None:
        self.above[key] = value

    def __delitem__(self, key: K) -> None:
        if key not in self:
            raise KeyError(key)
        self.above.pop(key, None)
        self.gone.add(key)

    def __iter__(self) -> Iterator[K]:
        stay = set()
        for key in self.below:
            if key not in self.gone:
                if key in self.above:
                    stay.add(key)
                yield key
        for key in self.above:
            if key not in stay:
                yield key

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"Layered({dict(self)!r})"


class Extended(Mapping[K, tuple[V, ...]]):
    """Lists by key, each with more at its end; joined when it is asked for. None of what it is made of ever
    changes."""

    __slots__ = ("_below", "_joined", "_more")

    def __init__(self, below: Mapping[K, tuple[V, ...]], more: Mapping[K, Sequence[V]]) -> None:
        self._below = below
        self._more = more
        self._joined: dict[K, tuple[V, ...]] = {}

    def __getitem__(self, key: K) -> tuple[V, ...]:
        if key not in self._more:
            return self._below[key]
        if key not in self._joined:
            self._joined[key] = (*self._below.get(key, ()), *self._more[key])
        return self._joined[key]

    def get(self, key: K, default: Any = None) -> Any:
        """As of any mapping."""
        return self[key] if key in self._more else self._below.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._more or key in self._below

    def __iter__(self) -> Iterator[K]:
        yield from self._below
        yield from (key for key in self._more if key not in self._below)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"Extended({dict(self)!r})"


def overlaid(mapping: Mapping[K, V], changes: Mapping[K, V]) -> Mapping[K, V]:
    """As `{**mapping, **changes}` of a mapping that never changes, at the cost of the changes."""
    return Layered(mapping, dict(changes))


def copied(mapping: MutableMapping[K, V]) -> MutableMapping[K, V]:
    """A copy that later changes of the original do not reach."""
    return mapping.copy() if isinstance(mapping, Layered) else dict(mapping)


def values_of(mapping: Mapping[K, V], keys: Collection[K]) -> list[V]:
    """`mapping[key]` of each key, of ten thousand at once where there is a way. Raises `KeyError`."""
    return mapping.many(keys) if isinstance(mapping, ManyAtOnce) else [mapping[key] for key in keys]


def columns_of(mapping: Mapping[K, V], keys: Sequence[K], names: Sequence[str]) -> list[list[Any]]:
    """Of each of these attributes what the values of these keys have there, in their order; the values need
    not be made for it where there is a way. Raises `KeyError`."""
    if isinstance(mapping, ManyAtOnce):
        return mapping.columns(keys, names)
    return attributes_of([mapping[key] for key in keys], names)


def attributes_of(values: Sequence[Any], names: Sequence[str]) -> list[list[Any]]:
    """Of each of these attributes what the values have there, in their order."""
    return [list(map(attrgetter(name), values)) for name in names]


def _merged(column: list[V], own: list[V], places: Sequence[int], runs: Sequence[int]) -> list[V]:
    """The column with what is `own` put in at these places of what comes of it; `runs` are how many of them
    follow each other. By slices: of ten thousand values most stand in a few long rows."""
    merged: list[V] = []
    taken = put = 0
    for run in runs:
        ahead = places[put] - len(merged)
        merged += column[taken : taken + ahead]
        merged += own[put : put + run]
        taken, put = taken + ahead, put + run
    return merged + column[taken:]


def found_of(mapping: Mapping[K, V], keys: Collection[K]) -> dict[K, V]:
    """What a mapping has of these keys, likewise; in no order."""
    if isinstance(mapping, ManyAtOnce):
        return mapping.among(keys)
    if isinstance(mapping, dict):
        return {key: mapping[key] for key in mapping.keys() & keys}
    return {key: found for key in keys if (found := mapping.get(key)) is not None}

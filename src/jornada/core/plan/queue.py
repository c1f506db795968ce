"""The rows of a day, each made when somebody looks at it.

A day may have ten thousand tasks, of which a screen shows thirty: what is asked of all of them is told by
columns, a list with one entry for each row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress, pairwise, repeat
from operator import and_, attrgetter, is_, ne, not_
from typing import Any, overload

from jornada.core.dataclass import made_of_columns
from jornada.core.layers import columns_of, values_of
from jornada.core.plan.view import QueueRow, Section, Status
from jornada.core.state import Item

_MANY = 500
"""Who wants so many rows may as well have all of them: together they take a fraction of the time."""
COMPETING = (Section.CURRENT, Section.EARLIER)
"""The sections whose tasks are there for the block that runs."""
_NOT_THERE: Mapping[str, int | None] = {
    "missed": 0,
    "missed_since": None,
    "milestone": None,
    "due": None,
    "progress": None,
    "first": 0,
}
"""What only some rows have, and what the others have instead."""


class DayItems:
    """Items by their number: those that are `held` under `keys`, then `others`."""

    def __init__(self, held: Mapping[str, Item], keys: Sequence[str], others: Sequence[Item] = ()) -> None:
        self._held = held
        self._keys = keys
        self._others = others
        self._columns: dict[str, list[Any]] = {"id": [*keys, *(item.id for item in others)]}

    def and_others(self, items: Sequence[Item]) -> DayItems:
        """The same with these behind them."""
        if not items:
            return self
        more = DayItems(self._held, self._keys, (*self._others, *items))
        for name, column in self._columns.items():
            more._columns[name] = [*column, *map(attrgetter(name), items)]
        return more

    def __len__(self) -> int:
        return len(self._keys) + len(self._others)

    def __getitem__(self, number: int) -> Item:
        count = len(self._keys)
        return self._held[self._keys[number]] if number < count else self._others[number - count]

    def every(self) -> list[Item]:
        """All of them, in their order."""
        return [*values_of(self._held, self._keys), *self._others]

    def columns(self, names: Sequence[str]) -> list[list[Any]]:
        """What they have under each of these attributes."""
        new = [name for name in names if name not in self._columns]
        for name, column in zip(new, columns_of(self._held, self._keys, new) if new else (), strict=True):
            column.extend(map(attrgetter(name), self._others))
            self._columns[name] = column
        return [self._columns[name] for name in names]


class Rows(Sequence[QueueRow]):
    """Rows in the order of the queue. `order` has the number of each one's item, `columns` what all of them
    have, and `few` by place what only some have."""

    def __init__(
        self,
        items: DayItems,
        order: Sequence[int],
        columns: Mapping[str, Sequence[Any]],
        few: Mapping[str, Mapping[int, Any]],
    ) -> None:
        self._items = items
        self._order = order
        self._columns = columns
        self._few = few
        self._made: dict[int, QueueRow] = {}
        self._every: tuple[QueueRow, ...] | None = None
        self.sections: Sequence[Section] = columns["section"]
        self.statuses: Sequence[Status] = columns["status"]
        self.spent_minutes: Sequence[int] = columns["spent_minutes"]
        self.left_minutes: Sequence[int] = columns["left_minutes"]
        self.fits: Sequence[bool] = columns["fits"]
        self.carried_from: Sequence[dt.date | None] = columns["carried_from"]

    # As a sequence of rows

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> QueueRow: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[QueueRow, ...]: ...
    def __getitem__(self, place: int | slice) -> QueueRow | tuple[QueueRow, ...]:
        if isinstance(place, slice):
            return self.at(range(*place.indices(len(self))))
        if self._every is not None:
            return self._every[place]
        place = range(len(self))[place]
        made = self._made.get(place)
        if made is None:
            told = {name: column[place] for name, column in self._columns.items()}
            told |= {name: known[place] for name, known in self._few.items() if place in known}
            made = self._made[place] = QueueRow(item=self._items[self._order[place]], **told)
        return made

    def __iter__(self) -> Iterator[QueueRow]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows | tuple):
            return NotImplemented
        return self is other or (len(self) == len(other) and tuple(self) == tuple(other))

    def __repr__(self) -> str:
        return f"Rows({self._all()!r})"

    def _all(self) -> tuple[QueueRow, ...]:
        if self._every is None:
            every = self._items.every()
            columns: dict[str, Sequence[Any]] = {"item": [every[number] for number in self._order]}
            columns |= self._columns
            for name, known in self._few.items():
                if known:
                    absent = _NOT_THERE[name]
                    columns[name] = [known.get(place, absent) for place in range(len(self))]
            made = made_of_columns(QueueRow, len(self), columns)
            # Another thread may be looking at a row meanwhile.
            for place, row in list(self._made.items()):
                made[place] = row
            self._every, self._made = tuple(made), {}
        return self._every

    # Some of them

    def at(self, places: Collection[int]) -> tuple[QueueRow, ...]:
        """The rows at these places."""
        if self._every is None and len(places) > _MANY:
            self._all()
        return tuple([self[place] for place in places])

    def place_of(self, key: str | None) -> int | None:
        """Where the row of an item is; `None` where it has none."""
        try:
            return self.ids.index(key) if key else None
        except ValueError:
            return None

    def find(self, key: str | None) -> QueueRow | None:
        """The row of an item."""
        place = self.place_of(key)
        return None if place is None else self[place]

    @cached_property
    def due_places(self) -> Sequence[int]:
        """The places of those with a milestone, or a time it is due."""
        return sorted(self._few["milestone"].keys() | self._few["due"].keys())

    @property
    def due(self) -> tuple[QueueRow, ...]:
        """Those rows."""
        return self.at(self.due_places)

    @cached_property
    def with_progress(self) -> tuple[QueueRow, ...]:
        """Those whose goal is counted."""
        return self.at([place for place, told in self._few["progress"].items() if told is not None])

    @cached_property
    def open_places(self) -> Sequence[int]:
        """The places of those whose item is open."""
        return list(compress(range(len(self)), self.is_open))

    @cached_property
    def left_over_places(self) -> Sequence[int]:
        """The places of the open ones of earlier blocks and days."""
        earlier = map(is_, self.sections, repeat(Section.EARLIER))
        return list(compress(range(len(self)), map(and_, self.is_open, earlier)))

    # Columns

    def of_items(self, name: str) -> Sequence[Any]:
        """What the items of the rows have under an attribute."""
        (column,) = self._items.columns((name,))
        return list(map(column.__getitem__, self._order))

    def among_items(self, name: str) -> set[Any]:
        """What there is of that among the items of the rows."""
        (column,) = self._items.columns((name,))
        return set(column if len(self) == len(column) else self.of_items(name))

    @cached_property
    def ids(self) -> Sequence[str]:
        """The id of each row's item."""
        return self.of_items("id")

    @cached_property
    def is_open(self) -> Sequence[bool]:
        """Of each row whether its item is open."""
        closed = (Status.DONE, Status.DROPPED)
        return list(map(not_, map(closed.__contains__, self.statuses)))

    @cached_property
    def blocks(self) -> Sequence[str]:
        """The block of each row's item."""
        return self.of_items("block")

    @cached_property
    def planned_minutes(self) -> Sequence[int]:
        """The minutes each row's item was planned to take."""
        return self.of_items("minutes")

    @cached_property
    def runs(self) -> Sequence[tuple[Section, str, slice]]:
        """The rows of a section and a block that follow each other, and where they stand: a few runs even of
        ten thousand rows."""
        told = list(zip(self.sections, self.blocks, strict=True))
        firsts = [0, *compress(range(1, len(told)), map(ne, told, told[1:]))] if told else []
        return [(*told[first], slice(first, end)) for first, end in pairwise([*firsts, len(told)])]

    @cached_property
    def competing(self) -> int:
        """How many rows, those in front, compete for the block that runs."""
        return sum([own.stop - own.start for section, _, own in self.runs if section in COMPETING])

    # Others like it

    def only(self, places: Sequence[int]) -> Rows:
        """These rows alone."""
        number_of = {place: number for number, place in enumerate(places)}
        return Rows(
            self._items,
            [self._order[place] for place in places],
            {name: [column[place] for place in places] for name, column in self._columns.items()},
            {
                name: {number_of[place]: told for place, told in known.items() if place in number_of}
                for name, known in self._few.items()
            },
        )

    def with_few(self, name: str, told: Mapping[int, Any]) -> Rows:
        """The same with that of some rows, by place, as it is told here."""
        if not told:
            return self
        return Rows(
            self._items, self._order, self._columns, {**self._few, name: {**self._few.get(name, {}), **told}}
        )

    def with_fits(self, fits: Sequence[bool]) -> Rows:
        """The same with another fit line."""
        return Rows(self._items, self._order, {**self._columns, "fits": fits}, self._few)

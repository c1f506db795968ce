"""The outcome of what happened long ago, in tables of which parts are read when somebody asks for them.

The file is kept open: `archive_table` reads it.
"""

from __future__ import annotations

import datetime as dt
import marshal
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from jornada.core.fold import Past
from jornada.core.folding.undoing import UNDO_DEPTH
from jornada.core.folding.working import TABLES, Working
from jornada.core.layers import Layered
from jornada.store.archive_table import (
    BY_DATE,
    Blobs,
    Entries,
    Index,
    Table,
    Where,
    digest_of,
    packed_part,
    part_of,
    raw_of,
)
from jornada.store.packing import pack, unpack

_ASKED_AFTER = 500
"""After so many values, a few milliseconds, it is asked whether somebody waits."""
MOST_NEAR = 500
"""So many values of a table at most are read with the start, for they are looked at on any day. Of more,
ten thousand tasks that wait, the parts are read, each once."""
_KEPT = (*TABLES, "weeks")
"""The tables of an archive: what is folded, and what is derived from it."""
_SETS = ("kept", "displaced")
_ORDERED = ("open_incidents", "unreviewed", "open_ideas", "open_promises")


class Archive:
    """What an archive's bytes say; `anew` makes the same from the journal, where they are wrong."""

    def __init__(self, head: Mapping[str, Any], blobs: Blobs, anew: Callable[[Archive], Working]) -> None:
        self.blobs = blobs
        self._anew = anew
        self._made: Working | None = None
        self.tables = {
            name: Table(name, head["tables"][name], blobs, partial(self._made_anew, name)) for name in _KEPT
        }
        self.tops: Mapping[str, int] = head["tops"]
        self.order: tuple[int, str, str] = tuple(head["order"])
        self.left_out = frozenset(head["left_out"])
        self._undone = frozenset(head["undone"])
        self._rest = head["rest"]

    def past(self) -> Past:
        """The past as a timeline takes it."""
        working = Working()
        for name, table in self.tables.items():
            setattr(working, name, Layered(table))
        _take_rest(working, self._rest)
        return Past(
            order=self.order, holds=self.holds, undone=self._undone, left_out=self.left_out, working=working
        )

    def holds(self, key: str) -> bool:
        """Whether a record of this id may be among those the archive is made of."""
        device, _, rest = key.partition("-")
        top = self.tops.get(device)
        if top is None:
            return False
        try:
            return int(rest.partition("-")[0], 36) <= top
        except ValueError:
            return False

    def _made_anew(self, table: str) -> Mapping[Any, Any]:
        """That table as it is folded of the journal; all of it is read at once, and the same each time."""
        if self._made is None:
            self._made = self._anew(self)
        found: Mapping[Any, Any] = getattr(self._made, table)
        return found


class Abandoned(Exception):
    """Somebody has no time for an archive now."""


Built = tuple[dict[str, Any], list[bytes]]
"""The head of an archive, as far as the past alone tells it, and the bytes that follow it."""
Hurried = Callable[[], bool]
"""Whether somebody waits for what else there is to do."""


def never() -> bool:
    """Nobody waits."""
    return False


def build(past: Past, hurried: Hurried = never) -> Built:
    """The head of an archive, and the bytes that follow it. Parts in which nothing changed since they were
    read are taken over as they stand. Raises `Abandoned` where somebody waits meanwhile."""
    blobs: list[bytes] = []
    end = 0
    tables = {}
    near = _near(past.working)
    for name in _KEPT:
        next_place, keys, parts = _table(name, getattr(past.working, name), hurried)
        index: Index = {}
        for part, data in parts.items():
            index[part] = (end, len(data), digest_of(data))
            blobs.append(data)
            end += len(data)
        table = getattr(past.working, name)
        keys_near = near.get(name, ())
        if len(keys_near) > MOST_NEAR:
            keys_near = ()
        wanted = {raw_of(key): (0, table[key]) for key in keys_near if key in table}
        tables[name] = (next_place, keys, index, packed_part(wanted))
    head = {
        "tables": tables,
        "order": list(past.order),
        "left_out": sorted(past.left_out),
        "undone": sorted(past.undone),
        "rest": _rest(past.working),
    }
    return head, blobs


def blob_index(blobs: Sequence[bytes], following: bytes) -> Where:
    """The place among the bytes that follow a head, the length and the checksum of those that come next."""
    return sum(map(len, blobs)), len(following), digest_of(following)


def _near(working: Working) -> dict[str, list[str]]:
    """The keys of what is asked for on any day, however old it is: what is open."""
    open_ones = [*working.kept, *working.open_incidents, *working.unreviewed, *working.parked]
    sessions = [key for each in open_ones for key in working.of_subject.get(each, ())]
    return {
        "items": sorted(working.kept),
        "incidents": open_ones,
        "of_subject": open_ones,
        "sessions": [*sessions, working.running],
        "ideas": list(working.open_ideas),
        "promises": list(working.open_promises),
    }


def _table(
    name: str, mapping: Mapping[Any, Any], hurried: Hurried
) -> tuple[int, list[int] | None, dict[str, bytes]]:
    if hurried():
        raise Abandoned
    old = mapping.below if isinstance(mapping, Layered) else None
    if isinstance(mapping, Layered) and isinstance(old, Table) and old.is_sound:
        found = _changed_parts(old, mapping)
        if found is not None:
            next_place, parts = found
            keys = [key.toordinal() for key in mapping] if name in BY_DATE else None
            return next_place, keys, parts
    fresh: dict[str, Entries] = {}
    place = 0
    for place, (key, value) in enumerate(mapping.items(), 1):
        if not place % _ASKED_AFTER and hurried():
            raise Abandoned
        fresh.setdefault(part_of(name, key), {})[raw_of(key)] = (place, value)
    keys = [key.toordinal() for key in mapping] if name in BY_DATE else None
    return place + 1, keys, dict(_dumped(fresh, hurried))


def _dumped(parts: Mapping[str, Entries], hurried: Hurried) -> Iterator[tuple[str, bytes]]:
    packed = 0
    for name, entries in parts.items():
        packed += len(entries)
        if packed > _ASKED_AFTER:
            packed = 0
            if hurried():
                raise Abandoned
        yield name, marshal.dumps(packed_part(entries))


def _changed_parts(old: Table, mapping: Layered[Any, Any]) -> tuple[int, dict[str, bytes]] | None:
    """The bytes of all parts; `None` where an old one is wrong."""
    place = old.next_place
    changed: dict[str, Entries] = {}

    def open_part(key: Any) -> Entries:
        name = part_of(old.name, key)
        if name not in changed:
            changed[name] = old.fresh_part(name).entries()
        return changed[name]

    for key in mapping.gone:
        open_part(key).pop(raw_of(key), None)
    for key, value in mapping.above.items():
        part, raw = open_part(key), raw_of(key)
        held = part.get(raw)
        if held is None:
            held, place = (place, None), place + 1
        part[raw] = (held[0], value)
    parts: dict[str, bytes] = {}
    for name in {**old.index, **changed}:
        if name in changed:
            if changed[name]:
                parts[name] = marshal.dumps(packed_part(changed[name]))
            continue
        data = old.bytes_of(name)
        if data is None:
            return None
        parts[name] = data
    return (place, parts) if old.is_sound else None


def _rest(working: Working) -> dict[str, Any]:
    """What a state of the past has beside its tables."""
    return {
        "workflow": working.workflow,
        "begun": [(name, date.toordinal()) for name, date in working.begun.items()],
        "running": working.running,
        "longest": (working.longest.days, working.longest.seconds, working.longest.microseconds),
        "lapsed_until": working.lapsed_until.toordinal(),
        "parked": list(working.parked.items()),
        "waiting": [(subject, list(keys)) for subject, keys in working.waiting.items()],
        "notices": [pack(notice) for notice in working.notices],
        "actions": [(device, [pack(done) for done in each]) for device, each in working.actions.items()],
        "redo": [(device, [pack(done) for done in each]) for device, each in working.redo.items()],
        **{name: pack(tuple(sorted(getattr(working, name)))) for name in _SETS},
        **{name: list(getattr(working, name)) for name in _ORDERED},
    }


def _take_rest(working: Working, rest: Mapping[str, Any]) -> None:
    working.workflow = rest["workflow"]
    working.begun = {name: dt.date.fromordinal(first) for name, first in rest["begun"]}
    working.running = rest["running"]
    working.longest = dt.timedelta(*rest["longest"])
    working.lapsed_until = dt.date.fromordinal(rest["lapsed_until"])
    working.parked = dict(rest["parked"])
    working.waiting = {subject: tuple(keys) for subject, keys in rest["waiting"]}
    working.notices = [unpack(notice) for notice in rest["notices"]]
    working.actions = {
        device: deque((unpack(done) for done in each), UNDO_DEPTH) for device, each in rest["actions"]
    }
    working.redo = {device: tuple(unpack(done) for done in each) for device, each in rest["redo"]}
    for name in _SETS:
        setattr(working, name, set(unpack(rest[name])))
    for name in _ORDERED:
        setattr(working, name, dict.fromkeys(rest[name]))

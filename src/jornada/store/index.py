"""The records that are known, by id: what the files hold, what waits to be written, what has gone.

Two records of one id and different content are both kept, for nothing may be dropped: which of them
goes by the id depends on their content alone, so every machine agrees; the others go by the id and
a piece of their content's digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from jornada.core.dataclass import dataclass, replace
from jornada.core.digest import blake2b
from jornada.core.intents import Record, Unknown
from jornada.store.record import to_fields


class Taken(Enum):
    """What a record that was read is to the index."""

    NEW = "new"
    KNOWN = "known"
    RIVAL = "rival"


@dataclass(frozen=True, slots=True)
class Changes:
    """What `Index.rebuild` found: records not known before, ids whose content is another now."""

    fresh: tuple[Record, ...] = ()
    edited: tuple[str, ...] = ()
    replaced: bool = False


class Index:
    """Known records; `vanished` are those that no file holds any more, kept until a person decides."""

    def __init__(self) -> None:
        self.known: dict[str, Record] = {}
        self.vanished: dict[str, Record] = {}
        self.rivals: dict[str, tuple[str, ...]] = {}
        self._in_order: list[Record] = []
        self._sorted = True
        self._given_out: tuple[Record, ...] | None = None

    def records(self) -> tuple[Record, ...]:
        """All of them, sorted by `Record.order`."""
        if self._given_out is None:
            if not self._sorted:
                self._in_order = sorted(self.known.values(), key=sort_key)
                self._sorted = True
            self._given_out = tuple(self._in_order)
        return self._given_out

    def take(self, record: Record) -> Taken:
        """Take in one record that was read; a rival is not taken, `rebuild` settles it."""
        held = self.known.get(record.id)
        if held is None:
            self._add(record)
            return Taken.NEW
        if not same(held, record):
            return Taken.RIVAL
        self.vanished.pop(record.id, None)
        return Taken.KNOWN

    def lose(self, record: Record) -> None:
        """A record that was on the disk is there no more."""
        self.vanished[record.id] = record

    def forget_vanished(self, keys: Iterable[str]) -> bool:
        """Let those of them go that have gone from the files; True if there were any."""
        gone = [key for key in keys if key in self.vanished]
        for key in gone:
            self.known.pop(key, None)
            del self.vanished[key]
        self._unsort()
        return bool(gone)

    def rebuild(self, on_disk: Iterable[Record], unsaved: Iterable[Record]) -> Changes:
        """Settle everything anew from what the files hold and what waits to be written."""
        settled, rivals = _settle(on_disk, unsaved)
        self.vanished = {key: record for key, record in self.vanished.items() if key not in settled}
        replaced = False
        edited: list[str] = []
        for key, before in self.known.items():
            now = settled.get(key)
            if now is None:
                if _is_settled_otherwise(before, settled):
                    replaced = True
                else:
                    self.vanished[key] = before
            elif not same(now, before):
                replaced = True
                if key not in rivals:
                    edited.append(key)
        fresh = tuple(record for key, record in settled.items() if key not in self.known)
        self.known = settled | self.vanished
        self.rivals = rivals
        self._unsort()
        return Changes(fresh, tuple(edited), replaced)

    def _add(self, record: Record) -> None:
        self.known[record.id] = record
        if self._sorted and self._in_order and sort_key(record) < sort_key(self._in_order[-1]):
            self._sorted = False
        if self._sorted:
            self._in_order.append(record)
        self._given_out = None

    def _unsort(self) -> None:
        self._sorted = False
        self._given_out = None


def sort_key(record: Record) -> tuple[int, str]:
    """Orders as `Record.order` does: a device is the start of its ids, and `-` sorts before the rest."""
    return (record.n, record.id)


def original(record: Record) -> Record:
    """The record as its line has it, under the id alone."""
    device, counter, *mark = record.id.split("-")
    return replace(record, id=f"{device}-{counter}") if mark else record


def same(one: Record, other: Record) -> bool:
    """Two records say the same, to the offset of their instants."""
    return one is other or (one == other and content(one) == content(other))


def content(record: Record) -> str:
    """What a record says, whatever its id; the same in versions that know more fields."""
    intent = record.intent
    word = intent.word if isinstance(intent, Unknown) else intent.do
    return repr((record.n, record.at.isoformat(), word, to_fields(intent)))


def _settle(
    on_disk: Iterable[Record], unsaved: Iterable[Record]
) -> tuple[dict[str, Record], dict[str, tuple[str, ...]]]:
    settled: dict[str, Record] = {}
    contents: dict[str, dict[str, Record]] = {}
    for records in (on_disk, unsaved):
        for record in records:
            first = settled.setdefault(record.id, record)
            if not same(first, record):
                contents.setdefault(record.id, {content(first): first})[content(record)] = record
    rivals: dict[str, tuple[str, ...]] = {}
    for key, versions in contents.items():
        named = _named(key, [versions[text] for text in sorted(versions)])
        settled.update((record.id, record) for record in named)
        rivals[key] = tuple(record.id for record in named)
    return settled, rivals


def _named(key: str, versions: Sequence[Record]) -> list[Record]:
    first, *others = versions
    return [first, *(replace(record, id=f"{key}-{_mark(record)}") for record in others)]


def _mark(record: Record) -> str:
    return blake2b(content(record).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _is_settled_otherwise(record: Record, settled: dict[str, Record]) -> bool:
    """A former rival of an id that goes by the id alone now."""
    holder = settled.get(original(record).id)
    return holder is not None and content(holder) == content(record)

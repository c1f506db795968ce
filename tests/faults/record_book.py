"""What stands in a person's journal after a fault, and what of it is lost, torn, twice or never happened."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from jornada.core.intents import Record, TaskAdd, TaskNote
from jornada.store.journal import Journal, Problem
from tests.faults.people import NOW, paths_of

LATER = dt.datetime.fromisoformat(NOW) + dt.timedelta(hours=12)


@dataclass(frozen=True)
class Book:
    """All records that a new process finds, and what it finds wrong."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @property
    def titles(self) -> Counter[str]:
        """The tasks added, and how often each."""
        return Counter(each.intent.title for each in self.records if isinstance(each.intent, TaskAdd))


@dataclass(frozen=True)
class Damage:
    """What a fault did: all of it empty where nothing was done."""

    lost: frozenset[str] = frozenset()
    torn: tuple[Problem, ...] = ()
    twice: frozenset[str] = frozenset()
    false: frozenset[str] = frozenset()
    """Found, though nobody asked for it."""

    def __bool__(self) -> bool:
        return bool(self.lost or self.torn or self.twice or self.false)


def fill(root: Path, lines: int) -> None:
    """Have so many records of this morning in the journal, which the person's own device wrote."""
    own = Journal(paths_of(root), clock=lambda: LATER, keep_snapshot=False)
    at = dt.datetime.fromisoformat(NOW)
    own.transact(lambda _: [(TaskNote(task="2026-11-20.none", text=f"note {n}"), at) for n in range(lines)])
    own.close()


def read_book(root: Path) -> Book:
    """Read the journal as the next process does; writes nothing."""
    journal = Journal(paths_of(root), clock=lambda: LATER, keep_snapshot=False)
    try:
        problems = journal.load().problems
        # With those of which only the outcome was loaded.
        return Book(journal.records(), problems)
    finally:
        journal.close()


def damage(root: Path, acknowledged: Collection[str], asked: Collection[str]) -> Damage:
    """What has become of the tasks that were `acknowledged`, of all that were `asked` for."""
    book = read_book(root)
    titles = book.titles
    return Damage(
        lost=frozenset(acknowledged) - set(titles),
        torn=book.problems,
        twice=frozenset(title for title, times in titles.items() if times > 1),
        false=frozenset(titles) - set(asked),
    )

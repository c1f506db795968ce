"""Power that goes at any moment of a save: what was acknowledged is on the disk, whatever else is not."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from jornada.core.intents import Intent, Record, TaskNote
from jornada.store.errors import NotSaved
from jornada.store.journal import Journal
from tests.faults.conftest import Figure
from tests.faults.people import NAIVE, written_by
from tests.faults.power import Disk, RecordedSystem
from tests.store.helpers import NOON, minted, open_journal

SCHEDULES = {True: 10_000, False: 250}
DEEDS = 8
POWER_GOES = 0.35
"""How likely the power goes before a call that changes something."""


class Day:
    """What a person does on a file system that loses power, with processes that come and go.

    The power goes as often as it pleases: each time a tree is made of what was left on the disk, and the
    day goes on as if nothing had been.
    """

    def __init__(self, root: Path, chance: random.Random, *, failing: float) -> None:
        self.root = root
        self._home = root / "home"
        self._home.mkdir(parents=True)
        self._chance = chance
        self.system = RecordedSystem(self._home, Disk(), chance, failing=failing)
        self.promised: dict[str, Record] = {}
        """Records that were said to be saved, or kept in a rescue file."""
        self.asked: set[Intent] = set()
        numbers = itertools.count()
        self._mint = lambda: f"k{next(numbers):03d}"

    def live(self) -> Iterator[None]:
        """Do one thing after the other; a step after each."""
        journal = self._process()
        at = NOON
        for deed in range(DEEDS):
            drawn = self._chance.random()
            if drawn < 0.25:
                journal.close()
                journal = self._process()
                journal.load()
            elif drawn < 0.4:
                at += dt.timedelta(days=1)
            self._write(journal, at, deed)
            yield
        journal.close()
        yield

    def _process(self) -> Journal:
        return open_journal(self._home, mint=self._mint, system=self.system)

    def _write(self, journal: Journal, at: dt.datetime, deed: int) -> None:
        notes = [
            TaskNote(task="x", text=f"{deed} {number} " + "x" * self._chance.randrange(90))
            for number in range(self._chance.choice((1, 1, 3)))
        ]
        self.asked.update(notes)
        try:
            written = journal.transact(lambda _: [(note, at) for note in notes])
        except NotSaved as failed:
            written = failed.records if failed.rescued else ()
        self.promised.update((each.id, each) for each in written)


def lost_in(root: Path, day: Day) -> list[str]:
    """What is wrong with what a new process finds when the power is back, and after its first save."""
    wrong = []
    for look in ("found", "after the next save"):
        journal = open_journal(root, mint=minted("p5t1", "w8z4"))
        records = {each.id: each for each in journal.load().records}
        wrong += [
            f"{look}: {key} is lost" for key, record in day.promised.items() if records.get(key) != record
        ]
        if look == "found":
            wrong += [f"{key} was never asked for" for key in records if records[key].intent not in day.asked]
            journal.transact(lambda _: [(TaskNote(task="x", text="the next day"), NOON)])
        journal.close()
    return wrong


def schedules(root: Path, chance: random.Random, *, failing: bool) -> Iterator[list[str]]:
    """Live through days; for each time the power goes, what was wrong then."""
    for number in range(1_000_000):
        day = Day(root / str(number), chance, failing=(0.1, 0.5)[number % 2] if failing else 0.0)
        found: list[list[str]] = []

        def power_goes(day: Day = day, found: list[list[str]] = found) -> None:
            if chance.random() < POWER_GOES:
                crashed = day.root / f"crashed{len(found)}"
                day.system.disk.crash(crashed, chance)
                found.append(lost_in(crashed, day))
                shutil.rmtree(crashed)

        day.system.before_call = power_goes
        for _ in day.live():
            power_goes()
            yield from found
            found.clear()
        shutil.rmtree(day.root)


@pytest.mark.parametrize("failing", [False, True], ids=["power", "power and failing syncs"])
def test_what_was_acknowledged_outlives_the_power(
    tmp_path: Path, *, failing: bool, full: bool, figure: Figure
) -> None:
    chance = random.Random(3)
    count = SCHEDULES[full] // 2
    for number, wrong in enumerate(schedules(tmp_path, chance, failing=failing), 1):
        assert wrong == [], f"schedule {number}"
        if number == count:
            break
    what = "power loss and failing syncs" if failing else "power loss"
    figure("3", f"schedules of {what}", count)
    figure("3", f"lost or false after {what}", 0)


def test_the_naive_writer_loses_what_it_acknowledged(tmp_path: Path) -> None:
    with written_by(NAIVE):
        for number, wrong in enumerate(schedules(tmp_path, random.Random(3), failing=False), 1):
            if any("is lost" in each for each in wrong):
                return
            assert number < 100

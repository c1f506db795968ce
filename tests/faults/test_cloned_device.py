"""Fault 12b: a device that was cloned, the same id with other content, clocks hours apart.

It is said, nothing is dropped, and the state is the same whatever comes first.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from jornada.core import intents as do
from jornada.core.fold import fold
from jornada.core.intents import Record
from jornada.core.spent import spending
from jornada.store import journal as journal_module
from jornada.store.device import Machine
from jornada.store.journal import Journal, ProblemKind
from tests.core.builders import MADRID
from tests.faults.conftest import Figure
from tests.faults.devices import MORNING, Device
from tests.faults.naive_reader import keep_first
from tests.store.helpers import kinds, line, open_journal

LATER = MORNING + dt.timedelta(days=2)


def facts(records: Sequence[Record]) -> set[str]:
    """What happened, whatever the ids: instant, place in the order, and deed."""
    return {f"{record.at.isoformat()} {record.n} {record.intent}" for record in records}


def clone(home: Path, other: Path, **more: float) -> Device:
    """A copy of the machine's data and state, as a disk image makes it."""
    shutil.copytree(home, other)
    return Device(other, **more)


def carry(source: Device, target: Device, mark: str = "") -> None:
    """Carry the journal over, as a sync does; what differs becomes a conflict copy."""
    for file in sorted(source.paths.journal.rglob("*.toml")):
        if "sync-conflict" in file.name:
            continue
        there = target.paths.journal / file.relative_to(source.paths.journal)
        if there.exists() and there.read_bytes() != file.read_bytes():
            there = there.with_name(f"{file.stem}.sync-conflict-20261120-180000-{mark}.toml")
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, there)


# A copy on another machine


def test_a_copy_on_another_machine_writes_as_a_device_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Device(tmp_path / "one")
    one.live(Random(1), 10)
    monkeypatch.setattr(journal_module, "this_machine", lambda: Machine("another", "elsewhere"))
    other = clone(tmp_path / "one", tmp_path / "other")
    before = facts(one.desk.records())
    other.live(Random(2), 10)
    monkeypatch.undo()
    one.live(Random(3), 10)

    assert other.desk.device != one.desk.device
    known = facts(one.desk.records()) | facts(other.desk.records())
    carry(other, one)
    one.desk.refresh()
    assert facts(one.desk.records()) == known > before
    assert ProblemKind.SAME_ID_OTHER_CONTENT not in {each.kind for each in one.desk.troubles().journal}


# The same device twice: nothing tells the two machines apart


def test_two_that_cannot_be_told_apart_lose_nothing_and_agree(
    tmp_path: Path, full: bool, figure: Figure
) -> None:
    pairs, rivals = (200 if full else 12), 0
    for seed in range(pairs):
        random, root = Random(seed), tmp_path / str(seed)
        one = Device(root / "one")
        one.live(random, random.randrange(6))
        one.desk.device  # noqa: B018 - asking for it has it noted, before there is a copy
        other = clone(root / "one", root / "other")
        assert other.desk.device == one.desk.device
        for device in random.sample([one, other], 2):
            device.live(random, random.randrange(4, 12))
        known = facts(one.desk.records()) | facts(other.desk.records())
        there = Device(root / "third", start=LATER)
        for device in random.sample([one, other], 2):
            carry(device, there, "AAAAAAA")
            if random.random() < 0.5:
                there.desk.refresh()
        carry(other, one, "BBBBBBB")
        carry(one, other, "CCCCCCC")
        for device in (one, other, there):
            device.clock.now = LATER
            device.desk.refresh()

        assert facts(there.desk.records()) == known, "nothing is dropped"
        for device in (one, other):
            assert device.desk.records() == there.desk.records(), seed
            assert device.state == there.state, seed
        found = [
            each for each in there.desk.troubles().journal if each.kind is ProblemKind.SAME_ID_OTHER_CONTENT
        ]
        doubled = {record.id for record in there.desk.records() if record.id.count("-") > 1}
        assert doubled <= {key for each in found for key in each.ids}, "and each is said"
        assert all(each.line for each in found)
        rivals += len(doubled)
        for device in (one, other, there):
            device.desk.close()
    figure("12b", f"records dropped of {pairs} pairs of one device", 0)
    figure("12b", "ids with other content, each said with its line", rivals)
    assert rivals


def test_one_id_with_three_contents_is_said_and_the_same_in_any_order(tmp_path: Path) -> None:
    versions = [
        line("aaaa-1", 1, do.TaskAdd(title=title, date=MORNING.date())) for title in ("One", "Two", "Three")
    ]
    states = []
    for number, order in enumerate(permutations(versions)):
        root = tmp_path / str(number)
        journal = open_journal(root, clock=lambda: LATER)
        journal.load()
        for place, text in enumerate(order):
            copy = f".sync-conflict-20261121-12000{place}-AAAAAAA" if place else ""
            file = root / "data" / "journal" / "2026" / f"2026-11-21.aaaa{copy}.toml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            journal.refresh()
        states.append(fold(journal.records()))
        loaded = open_journal(root, clock=lambda: LATER).load()

        assert sorted(item.title for item in states[-1].items.values()) == ["One", "Three", "Two"]
        assert loaded.records == journal.records()
        said = [each for each in loaded.problems if each.kind is ProblemKind.SAME_ID_OTHER_CONTENT]
        assert len(said) == 3
        assert {each.line for each in said} == {1}
    assert all(state == states[0] for state in states)


def test_the_gate_finds_who_keeps_the_first() -> None:
    one = Record("aaaa-1", MORNING, 1, do.TaskAdd(title="One", date=MORNING.date()))
    two = Record("aaaa-1", MORNING, 1, do.TaskAdd(title="Two", date=MORNING.date()))

    kept = [tuple(keep_first(order).values()) for order in ((one, two), (two, one))]
    assert facts(kept[0]) != facts((one, two))
    assert fold(kept[0]) != fold(kept[1])


# Clocks hours apart


def test_clocks_hours_apart_agree_and_what_is_ahead_is_said(
    tmp_path: Path, full: bool, figure: Figure
) -> None:
    pairs, told = (100 if full else 8), 0
    for seed in range(pairs):
        random, root = Random(seed), tmp_path / str(seed)
        one = Device(root / "one", wrong_hours=random.choice((-26, -5, -1)))
        other = Device(root / "other", wrong_hours=random.choice((1, 3, 26)))
        for _ in range(3):
            for device in random.sample([one, other], 2):
                device.live(random, random.randrange(2, 8))
            if random.random() < 0.6:
                source, target = random.sample([one, other], 2)
                carry_all(source, target)
        known = facts(one.desk.records()) | facts(other.desk.records())
        carry_all(one, other)
        carry_all(other, one)

        assert one.desk.records() == other.desk.records()
        assert facts(one.desk.records()) == known, "nothing is dropped"
        assert one.state == other.state
        ahead = {key for each in one.desk.troubles().journal for key in each.ids}
        limit = one.now + dt.timedelta(minutes=5)
        assert ahead == {record.id for record in one.desk.records() if record.at > limit}
        told += len(ahead)
        sessions = one.state.sessions.values()
        assert all(session.end is None or session.end >= session.start for session in sessions)
        days = {session.start.date() for session in sessions}
        for date in days:
            assert 0 <= spending(one.state, date, date, MADRID, one.now).seconds <= 25 * 3600
        for device in (one, other):
            device.desk.close()
    figure("12b", f"records dropped of {pairs} pairs with clocks hours apart", 0)
    figure("12b", "records ahead of the clock, each said", told)
    assert told


def carry_all(source: Device, target: Device) -> None:
    """The files of the source's own device: nobody else writes them."""
    for file in source.paths.journal.rglob(f"*.{source.desk.device}.toml"):
        there = target.paths.journal / file.relative_to(source.paths.journal)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, there)
    target.desk.refresh()


def test_what_is_ahead_is_said_and_its_counter_holds(tmp_path: Path) -> None:
    """A clock that was a year ahead must not lead to one's own records standing before what they follow."""
    file = tmp_path / "data" / "journal" / "2027" / "2027-11-20.aaaa.toml"
    file.parent.mkdir(parents=True)
    file.write_text(line("aaaa-1", 9, at=LATER + dt.timedelta(days=365)))
    journal: Journal = open_journal(tmp_path, clock=lambda: LATER)

    assert kinds(journal.load()) == [ProblemKind.AHEAD]
    [mine] = journal.transact(lambda _: [(do.TaskDone(task="x"), LATER)])
    assert mine.n == 10

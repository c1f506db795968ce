"""Fault 10: three devices whose data git carries from one to the other, late and out of order.

No conflict, the same state everywhere, and of two running timers one is left, which is said.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from random import Random

import pytest

from jornada.core import intents as do
from jornada.core.fold import fold
from jornada.core.state import NoticeKind
from jornada.present.sentences import notice_line
from jornada.present.words import Words
from tests.core.builders import planned
from tests.faults.conftest import Figure
from tests.faults.devices import Device, Repository, all_records
from tests.faults.naive_reader import fold_as_it_came

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")

NAMES = ("a", "b", "c")
SWEEP = planned("overnight-sweep")


def three(root: Path, random: Random) -> tuple[Repository, list[Device]]:
    """Three devices that share a remote; their clocks are a few minutes apart."""
    repository = Repository(root)
    repository.begin(NAMES)
    return repository, [Device(root / name, wrong_hours=random.uniform(-0.06, 0.06)) for name in NAMES]


def live_apart(repository: Repository, devices: list[Device], random: Random) -> None:
    """A day on three devices: each acts, and gives and takes whenever it likes; one only at the end."""
    late = random.choice(devices)
    for _ in range(random.randrange(3, 6)):
        device = random.choice(devices)
        device.live(random, random.randrange(4, 14))
        other = random.choice(devices)
        if other is not late:
            repository.sync(other.paths.data)
            if random.random() < 0.7:
                other.desk.refresh()
        if random.random() < 0.2:
            device.reopen()


def meet(repository: Repository, devices: list[Device], random: Random) -> None:
    """In the evening all give and take until all have all."""
    evening = max(device.clock.now for device in devices)
    for device in devices:
        device.clock.now = evening
    order = random.sample(devices, 3)
    for device in order:
        repository.sync(device.paths.data)
    for device in order[:2]:
        repository.take(device.paths.data)
    for device in devices:
        device.desk.refresh()


@pytest.mark.parametrize("part", range(4))
def test_random_histories_merge_without_conflict_to_the_same_state(
    tmp_path: Path, full: bool, part: int, figure: Figure
) -> None:
    histories, records, displaced = (25 if full else 5), 0, 0
    for seed in range(part * histories, (part + 1) * histories):
        random = Random(seed)
        repository, devices = three(tmp_path / str(seed), random)
        live_apart(repository, devices, random)
        known = all_records(device.desk for device in devices)
        meet(repository, devices, random)

        first, *others = (device.desk for device in devices)
        assert {record.id for record in first.records()} == known, "nothing is lost"
        assert not first.troubles().journal, "and nothing is in doubt"
        for other in others:
            assert other.records() == first.records()
            assert other.state == first.state
        assert first.state == fold(first.records())
        running = [session.id for session in first.state.sessions.values() if session.end is None]
        assert running == [first.state.running][: len(running)]
        devices[0].reopen()
        assert devices[0].desk.state == others[0].state, "as one who was never there reads it"
        records += len(known)
        displaced += sum(
            notice.kind is NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE for notice in first.state.notices
        )
        for device in devices:
            device.desk.close()
    figure("10", f"conflicts in {histories} histories of three devices, {records} records", 0)
    figure("10", "timers of two devices resolved and said", displaced)


@pytest.mark.parametrize("first_to_sync", [0, 1])
def test_of_two_running_timers_the_later_is_left_and_it_is_said(
    tmp_path: Path, first_to_sync: int, words_en: Words
) -> None:
    repository, devices = three(tmp_path, Random(1))
    office, home, _ = devices
    for device in devices:
        device.clock.now = dt.datetime(2026, 11, 20, 9, tzinfo=device.clock.now.tzinfo)
    earlier = office.act(do.TaskStart(task=SWEEP))
    home.clock.advance(minutes=20)
    later = home.act(do.TaskStart(task=SWEEP))
    order = [devices[first_to_sync], devices[1 - first_to_sync]]
    for device in (*order, *order):
        device.clock.now = dt.datetime(2026, 11, 20, 10, tzinfo=device.clock.now.tzinfo)
        repository.sync(device.paths.data)
        device.desk.refresh()

    for device in (office, home):
        state = device.desk.state
        assert state.running == later
        assert state.sessions[earlier].end == state.sessions[later].start
        assert state.seconds_on(SWEEP, device.now) == 60 * 60, "no minute is counted twice"
        (said,) = device.desk.ended_elsewhere()
        assert "Overnight sweep" in notice_line(words_en, said, state)


# The gate finds the fault


def test_the_gate_finds_one_file_for_all_devices(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin(("a", "b"))
    places = [tmp_path / name / "data" for name in ("a", "b")]
    for place in places:
        (place / "2026-11-20.toml").write_text(f'{place.parent.name}-1 = {{ do = "task.done" }}\n')
    repository.sync(places[0])
    repository.commit(places[1])

    repository.git(places[1], "pull", "-q", "--no-edit", "origin", "main", fails=True)


def test_the_gate_finds_who_folds_as_it_came(tmp_path: Path) -> None:
    random = Random(0)
    devices = [Device(tmp_path / name) for name in ("a", "b")]
    for device in devices:
        device.live(random, 20)
    one, other = ([*device.desk.records()] for device in devices)

    assert fold(one + other) == fold(other + one)
    assert fold_as_it_came(one + other) != fold_as_it_came(other + one)

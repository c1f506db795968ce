"""Several processes on one journal, and processes that are killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from tests.store.helpers import NOON, day_file, open_journal, write

START = multiprocessing.get_context("fork")


def _write_many(root: Path, name: str, count: int) -> None:
    journal = open_journal(root, patience_seconds=60)
    for number in range(count):
        write(journal, f"{name}{number}")


def test_two_processes_lose_nothing_and_share_no_id(tmp_path: Path) -> None:
    processes = [START.Process(target=_write_many, args=(tmp_path, name, 200)) for name in "ab"]
    watching = open_journal(tmp_path, patience_seconds=60)
    for process in processes:
        process.start()
    seen = list(watching.load().records)
    while any(process.is_alive() for process in processes):
        loaded = watching.refresh()
        assert not loaded.replaced
        seen.extend(loaded.records)
    for process in processes:
        process.join()
        assert process.exitcode == 0
    loaded = watching.refresh()
    seen.extend(loaded.records)
    assert loaded.problems == ()
    records = open_journal(tmp_path).load().records
    assert sorted(seen, key=lambda record: record.order) == list(records)
    assert sorted(record.intent.task for record in records) == sorted(
        f"{name}{number}" for name in "ab" for number in range(200)
    )
    assert [record.n for record in records] == list(range(1, 401))
    assert len({record.id for record in records}) == 400
    assert day_file(tmp_path).read_text().count("\n") == 400


def _acknowledge_until_killed(root: Path, acknowledged: Connection) -> None:
    journal = open_journal(root, patience_seconds=60)
    while True:
        records = write(journal, "x", "y")
        acknowledged.send([record.id for record in records])


def test_no_kill_loses_what_was_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for _ in range(20):
        here, there = START.Pipe(duplex=False)
        process = START.Process(target=_acknowledge_until_killed, args=(tmp_path, there))
        process.start()
        there.close()
        for _ in range(chance.randrange(1, 20)):
            acknowledged.update(here.recv())
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        try:
            while True:
                acknowledged.update(here.recv())
        except (EOFError, OSError):
            here.close()
    journal = open_journal(tmp_path)
    ids = [record.id for record in journal.load().records]
    assert acknowledged <= set(ids)
    assert len(acknowledged) >= 40
    assert len(ids) == len(set(ids))
    assert len(ids) <= len(acknowledged) + 2 * 20, "nothing beyond the last batch of each"
    [record] = write(journal, "after")
    assert record.id not in ids
    assert record.at == NOON

"""The last sign of life is written at most once a minute and read back by any process."""

from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path

import pytest

from jornada.store.life import SignOfLife
from tests.store.helpers import NOON, Faulty, paths_in


def test_it_is_unknown_at_first_and_then_what_was_touched(tmp_path: Path) -> None:
    life = SignOfLife(paths_in(tmp_path))
    assert life.last() is None
    life.touch(NOON)
    assert life.last() == SignOfLife(paths_in(tmp_path)).last() == NOON


def test_it_is_written_at_most_once_a_minute_by_all_processes(tmp_path: Path) -> None:
    system = Faulty()
    SignOfLife(paths_in(tmp_path), system=system).touch(NOON)
    life = SignOfLife(paths_in(tmp_path), system=system)
    life.touch(NOON + dt.timedelta(seconds=59))
    assert (system.calls["replace"], life.last()) == (1, NOON)
    life.touch(NOON + dt.timedelta(seconds=60))
    assert (system.calls["replace"], life.last()) == (2, NOON + dt.timedelta(seconds=60))


def test_a_clock_set_back_is_followed(tmp_path: Path) -> None:
    life = SignOfLife(paths_in(tmp_path))
    life.touch(NOON)
    life.touch(NOON - dt.timedelta(hours=1))
    assert life.last() == NOON - dt.timedelta(hours=1)


@pytest.mark.parametrize("content", [b"", b"yesterday", b"2026-11-21T12:00:00", b"\xff", b"x" * 5000])
def test_a_damaged_file_says_nothing_and_is_mended(tmp_path: Path, content: bytes) -> None:
    paths_in(tmp_path).state.mkdir()
    (paths_in(tmp_path).state / "life").write_bytes(content)
    life = SignOfLife(paths_in(tmp_path))
    assert life.last() is None
    life.touch(NOON)
    assert life.last() == NOON


def test_a_full_disk_is_no_matter(tmp_path: Path) -> None:
    system = Faulty()
    system.faults["write"] = errno.ENOSPC
    life = SignOfLife(paths_in(tmp_path), system=system)
    life.touch(NOON)
    assert life.last() is None

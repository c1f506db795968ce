"""The snapshot is never the truth: with it, without it, stale or damaged, what is read is the same."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jornada.core.intents import Record, TaskNote
from jornada.store.index import content
from jornada.store.journal import Journal, Loaded, ProblemKind
from jornada.store.record import encode
from jornada.store.snapshot import _header, pack, unpack
from tests.store.helpers import NOON, Faulty, day_file, kinds, line, open_journal, paths_in, tasks, write
from tests.strategies import records

LINES = 250
"""Enough that a load writes a snapshot."""


def fill(root: Path, lines: int = LINES) -> None:
    """Two months of two devices, with what may be wrong in them."""
    november = day_file(root, "2026-11-20.aaaa.toml")
    november.write_text(
        "".join(line(f"aaaa-{number}", number) for number in range(1, lines))
        + "k7q2-2 = { torn\n"
        + 'aaaa-zz = { at = 2026-11-20T12:00:00+01:00, n = 1, do = "mood.set", mood = 1 }\n'
        + line("aaaa-1", 1, TaskNote(task="x", text="a rival"))
        + line("aaaa-zzz", 2000, at=NOON + dt.timedelta(days=3))
    )
    day_file(root, "2026-12-01.bbbb.toml").write_text(line("bbbb-1", 5) + line("bbbb-2", 6)[:-1])


def say(loaded: Loaded) -> tuple[list[str], tuple[object, ...]]:
    return [f"{record.id} {content(record)}" for record in loaded.records], loaded.problems


def months(root: Path) -> list[str]:
    return sorted(path.name for path in paths_in(root).snapshot.iterdir())


@settings(deadline=None)
@given(records())
def test_a_record_comes_out_as_it_went_in(record: Record) -> None:
    unpacked = unpack(pack(record))
    assert unpacked == record
    assert content(unpacked) == content(record)


def test_a_load_from_the_snapshot_is_the_same_and_parses_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    first = say(open_journal(tmp_path).load())
    assert months(tmp_path) == ["2026-11", "2026-12"]
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    assert say(journal.load()) == first
    assert not [name for name in system.opened if name.endswith(".toml")]
    assert journal.refresh().records == ()


def test_what_one_process_kept_the_next_believes(environment: dict[str, str]) -> None:
    program = "import pathlib, jornada.store.snapshot as s; print(s._header(pathlib.Path('/j')))"
    told = {
        subprocess.run(
            [sys.executable, "-c", program], env=environment, check=True, capture_output=True
        ).stdout
        for _ in range(2)
    }
    assert told == {f"{_header(Path('/j'))!r}\n".encode()}


def test_what_came_since_is_read_on(tmp_path: Path) -> None:
    fill(tmp_path)
    open_journal(tmp_path).load()
    with day_file(tmp_path, "2026-11-20.aaaa.toml").open("a") as file:
        file.write(line("aaaa-new", 3000))
    day_file(tmp_path, "2026-11-21.cccc.toml").write_text(line("cccc-1", 1))
    with_snapshot = say(open_journal(tmp_path).load())
    shutil.rmtree(paths_in(tmp_path).snapshot)
    assert say(open_journal(tmp_path).load()) == with_snapshot


def test_a_day_is_kept_on_closing(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    write(journal, *map(str, range(30)))
    journal.refresh()
    assert not paths_in(tmp_path).snapshot.exists()
    journal.close()
    assert months(tmp_path) == ["2026-11"]
    assert len(open_journal(tmp_path).load().records) == 30


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[list[str], tuple[object, ...]]]:
    """A home whose snapshot stands a second time as `good`, and what was read of it while there was none."""
    root = tmp_path_factory.mktemp("kept")
    fill(root)
    said = say(open_journal(root).load())
    shutil.copytree(paths_in(root).snapshot, root / "good")
    return root, said


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_snapshot_changes_nothing(
    kept: tuple[Path, tuple[list[str], tuple[object, ...]]], data: st.DataObject
) -> None:
    root, expected = kept
    shutil.rmtree(paths_in(root).snapshot)
    shutil.copytree(root / "good", paths_in(root).snapshot)
    name = data.draw(st.sampled_from(months(root)))
    path = paths_in(root).snapshot / name
    content_before = path.read_bytes()
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(content_before) - 1))
        flip = data.draw(st.integers(1, 255))
        damaged = bytearray(content_before)
        damaged[place] ^= flip
        path.write_bytes(damaged)
    else:
        path.write_bytes(content_before[: data.draw(st.integers(0, len(content_before) - 1))])
    assert say(open_journal(root).load()) == expected


@pytest.mark.parametrize("place", ["removed", "directory", "link", "not readable", "other month's"])
def test_a_snapshot_that_is_not_what_it_should_be_changes_nothing(tmp_path: Path, place: str) -> None:
    fill(tmp_path)
    expected = say(open_journal(tmp_path).load())
    month = paths_in(tmp_path).snapshot / "2026-11"
    system = Faulty()
    if place == "other month's":
        shutil.copy(month, month.with_name("2026-12"))
    elif place == "not readable":
        system.faults["read"] = lambda path: (_ for _ in ()).throw(OSError()) if path == month else None
    else:
        month.unlink()
        if place == "directory":
            month.mkdir()
        elif place == "link":
            month.symlink_to("/dev/zero")
    assert say(open_journal(tmp_path, system=system).load()) == expected


def test_a_snapshot_of_another_version_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    expected = say(open_journal(tmp_path).load())
    monkeypatch.setattr("jornada.__version__", "99")
    system = Faulty()
    assert say(open_journal(tmp_path, system=system).load()) == expected
    assert [name for name in system.opened if name.endswith(".toml")]


def test_a_snapshot_of_another_journal_makes_nothing_vanish(tmp_path: Path) -> None:
    fill(tmp_path)
    open_journal(tmp_path).load()
    paths = paths_in(tmp_path)
    elsewhere = Journal(
        type(paths)(data=tmp_path / "demo", config=paths.config, state=paths.state), clock=lambda: NOON
    )
    loaded = elsewhere.load()
    assert (loaded.records, loaded.problems) == ((), ())


def test_a_snapshot_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    fill(tmp_path)
    system = Faulty()
    system.faults["replace"] = 28
    expected = say(open_journal(tmp_path, system=system).load())
    assert months(tmp_path) == [], "no draft is left behind"
    assert say(open_journal(tmp_path).load()) == expected


def test_what_vanished_while_nobody_looked_is_asked_about_until_it_is_decided(tmp_path: Path) -> None:
    fill(tmp_path)
    expected = say(open_journal(tmp_path).load())[0]
    day_file(tmp_path, "2026-12-01.bbbb.toml").unlink()
    journal = open_journal(tmp_path)
    loaded = journal.load()
    assert say(loaded)[0] == expected
    assert ProblemKind.VANISHED in kinds(loaded)
    assert tasks(journal.vanished) == ["bbbb-1", "bbbb-2"]
    with day_file(tmp_path, "2026-11-21.aaaa.toml").open("w") as file:
        file.writelines(line(f"aaaa-b{number}", number) for number in range(LINES))
    journal.load()
    journal.close()
    later = open_journal(tmp_path)
    later.load()
    assert tasks(later.vanished) == ["bbbb-1", "bbbb-2"]
    later.forget_vanished()
    assert later.refresh().replaced
    later.close()
    assert open_journal(tmp_path).load().records == later.records()


def test_the_lines_of_files_are_what_encode_writes(tmp_path: Path) -> None:
    """What the snapshot packs as a line is the line."""
    fill(tmp_path)
    for record in open_journal(tmp_path).load().records:
        if len(pack(record)) == 2:
            assert pack(record)[1].split(" = ", 1)[1] == encode(record).split(" = ", 1)[1]

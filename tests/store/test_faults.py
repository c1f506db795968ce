"""A save that fails: cut back, kept, rescued, tried again; never twice, never acknowledged falsely."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from jornada.core.intents import TaskDone
from jornada.store.errors import Busy, FileKind, NotSaved, Refused
from jornada.store.journal import ProblemKind
from tests.store.helpers import (
    Faulty,
    FullDisk,
    be_k7q2,
    day_file,
    kinds,
    line,
    minted,
    open_journal,
    paths_in,
    refuse_names,
    tasks,
    write,
)


def rescue_files(root: Path) -> list[Path]:
    return sorted(paths_in(root).rescue.glob("*"))


def test_short_writes_are_gone_on_with(tmp_path: Path) -> None:
    class Slow(Faulty):
        def write(self, descriptor: int, data: bytes) -> int:
            return super().write(descriptor, data[:7])

    written = write(open_journal(tmp_path, system=Slow()), "a", "b")
    assert open_journal(tmp_path).load().records == written


@pytest.mark.parametrize("room", [0, 1, 40, 100])
def test_a_full_disk_is_cut_back_kept_and_drained(tmp_path: Path, room: int) -> None:
    class Small(Faulty):
        """Takes ten bytes at a time, as long as there is room."""

        def write(self, descriptor: int, data: bytes) -> int:
            return super().write(descriptor, data[:10])

    system = Small()
    journal = open_journal(tmp_path, system=system)
    [before] = write(journal, "a")
    content = day_file(tmp_path).read_bytes()

    system.faults["write"] = FullDisk(left=room, only="2026-11-21")
    with pytest.raises(NotSaved) as caught:
        write(journal, "b", "c")
    assert tasks(caught.value.records) == ["b", "c"]
    assert caught.value.error.errno == errno.ENOSPC
    assert caught.value.rescued
    assert day_file(tmp_path).read_bytes() == content
    assert journal.pending == caught.value.records
    assert tasks(journal.records()) == ["a", "b", "c"]
    with pytest.raises(NotSaved) as again:
        write(journal, "d")
    assert tasks(again.value.records) == ["d"]
    assert tasks(journal.pending) == ["b", "c", "d"]
    with pytest.raises(NotSaved) as still:
        journal.retry()
    assert still.value.records == journal.pending

    del system.faults["write"]
    assert tasks(journal.retry()) == ["b", "c", "d"]
    assert journal.retry() == ()
    assert (journal.pending, rescue_files(tmp_path)) == ((), [])
    assert journal.refresh().problems == ()
    there = open_journal(tmp_path).load()
    assert (there.records, there.problems) == (journal.records(), ())
    assert there.records[0] == before
    assert day_file(tmp_path).read_text().count("\n") == 4


def test_the_next_action_writes_what_is_pending_first(tmp_path: Path) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    system.faults["write"] = FullDisk(only="2026-11-21")
    with pytest.raises(NotSaved):
        write(journal, "a")
    system.faults.clear()
    [record] = write(journal, "b")
    assert record.id == "k7q2-2"
    assert journal.pending == ()
    assert day_file(tmp_path).read_text() == line("k7q2-1", 1, TaskDone(task="a")) + line(
        "k7q2-2", 2, TaskDone(task="b")
    )
    assert rescue_files(tmp_path) == []


def test_a_decision_to_do_nothing_does_not_fail_for_what_is_pending(tmp_path: Path) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    system.faults["write"] = FullDisk(only="2026-11-21")
    with pytest.raises(NotSaved):
        write(journal, "a")
    assert write(journal) == ()
    assert tasks(journal.pending) == ["a"]


def test_without_room_for_a_rescue_it_is_kept_in_memory(tmp_path: Path) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    assert journal.device == "k7q2"
    system.faults["write"] = FullDisk()
    with pytest.raises(NotSaved) as caught:
        write(journal, "a")
    assert not caught.value.rescued
    assert tasks(journal.pending) == ["a"]
    system.faults["write"] = FullDisk(only="2026-11-21")
    with pytest.raises(NotSaved) as again:
        write(journal, "b")
    assert again.value.rescued, "what was in no rescue file is taken along"
    assert tasks(open_journal(tmp_path).load().records) == ["a", "b"]


def test_the_next_process_takes_over_what_was_rescued(tmp_path: Path) -> None:
    system = Faulty()
    dying = open_journal(tmp_path, system=system)
    system.faults["write"] = FullDisk(only="2026-11-21")
    with pytest.raises(NotSaved) as caught:
        write(dying, "a", "b")

    journal = open_journal(tmp_path)
    assert journal.load().records == caught.value.records
    assert journal.pending == caught.value.records
    [record] = write(journal, "c")
    assert record.id == "k7q2-3"
    assert (journal.pending, rescue_files(tmp_path)) == ((), [])
    assert open_journal(tmp_path).load().records == (*caught.value.records, record)

    # The first process lives on and finds that its work has been done.
    system.faults.clear()
    assert tasks(dying.retry()) == ["a", "b"]
    assert day_file(tmp_path).read_text().count("\n") == 3


def test_what_another_process_rescued_while_this_one_was_open_is_news(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    journal.load()
    system = Faulty()
    system.faults["write"] = FullDisk(only="2026-11-21")
    with pytest.raises(NotSaved):
        write(open_journal(tmp_path, system=system), "a")
    write(journal, "b")
    assert tasks(journal.refresh().records) == ["a"]
    assert tasks(journal.records()) == ["a", "b"]
    assert (journal.pending, rescue_files(tmp_path)) == ((), [])


def test_a_damaged_rescue_file_is_said_and_never_removed(tmp_path: Path) -> None:
    be_k7q2(tmp_path)
    paths_in(tmp_path).rescue.mkdir()
    damaged = paths_in(tmp_path).rescue / "123.toml"
    damaged.write_text(line("k7q2-1", 1) + "k7q2-2 = { torn")
    journal = open_journal(tmp_path)
    loaded = journal.load()
    assert tasks(loaded.records) == ["k7q2-1"]
    assert [(problem.file, problem.line, problem.kind) for problem in loaded.problems] == [
        (damaged, 2, ProblemKind.BAD_LINE)
    ]
    for task in "abc":
        write(journal, task)
    assert (journal.pending, damaged.exists()) == ((), True)
    assert day_file(tmp_path).read_text().count("\n") == 4, "taken over once"


def test_ids_that_could_not_be_saved_are_not_given_again(tmp_path: Path) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    write(journal, "a")
    system.faults["write"] = FullDisk()
    with pytest.raises(NotSaved) as caught:
        write(journal, "lost with its process")
    assert [record.id for record in caught.value.records] == ["k7q2-2"]
    assert write(open_journal(tmp_path), "b")[0].id == "k7q2-3"


@pytest.mark.parametrize("number", [errno.EIO, errno.EDQUOT, errno.EFBIG])
def test_a_write_that_fails_in_any_way_is_kept(tmp_path: Path, number: int) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    write(journal, "a")
    system.faults["write"] = refuse_names("2026-11-21", number)
    with pytest.raises(NotSaved) as caught:
        write(journal, "b")
    assert caught.value.error.errno == number
    system.faults.clear()
    assert tasks(journal.retry()) == ["b"]
    assert tasks(open_journal(tmp_path).load().records) == ["a", "b"]


def test_a_torn_line_that_could_not_be_cut_back_harms_nothing(tmp_path: Path) -> None:
    class Torn(Faulty):
        def write(self, descriptor: int, data: bytes) -> int:
            return super().write(descriptor, data[:20])

    system = Torn()
    journal = open_journal(tmp_path, system=system)
    write(journal, "a")
    system.faults["write"] = FullDisk(left=30, only="2026-11-21")
    system.faults["truncate"] = errno.EIO
    with pytest.raises(NotSaved):
        write(journal, "b")
    assert not day_file(tmp_path).read_bytes().endswith(b"\n")
    system.faults.clear()
    assert tasks(journal.retry()) == ["b"]
    there = open_journal(tmp_path).load()
    assert tasks(there.records) == ["a", "b"]
    assert [(problem.line, problem.kind) for problem in there.problems] == [(2, ProblemKind.BAD_LINE)]


# fsync


def test_after_a_failed_sync_the_day_goes_on_in_a_new_file(tmp_path: Path) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    write(journal, "a")
    system.once["sync"] = errno.EIO
    [record] = write(journal, "b")
    second = day_file(tmp_path, "2026-11-21.k7q2.2.toml")
    assert second.read_text() == line("k7q2-2", 2, TaskDone(task="b"))
    assert (record.id, journal.pending) == ("k7q2-2", ())
    write(journal, "c")
    assert tasks(open_journal(tmp_path).load().records) == ["a", "b", "c"]
    assert second.read_text().count("\n") == 2
    assert day_file(tmp_path).read_text().count("\n") == 2, "the file that failed is left alone"


def test_a_failed_sync_is_not_made_up_for_by_finding_the_line_in_the_file(tmp_path: Path) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    write(journal, "a")
    system.faults["sync"] = refuse_names("2026-11-21", errno.EIO)
    with pytest.raises(NotSaved) as caught:
        write(journal, "b")
    assert tasks(caught.value.records) == ["b"]
    journal.refresh()
    assert tasks(journal.pending) == ["b"]
    system.faults.clear()
    assert tasks(journal.retry()) == ["b"]
    assert day_file(tmp_path, "2026-11-21.k7q2.3.toml").read_text() == line("k7q2-2", 2, TaskDone(task="b"))
    there = open_journal(tmp_path).load()
    assert (tasks(there.records), there.problems) == (["a", "b"], ())


def test_the_next_process_does_not_trust_a_failed_sync_either(tmp_path: Path) -> None:
    system = Faulty()
    dying = open_journal(tmp_path, system=system)
    write(dying, "a")
    system.faults["sync"] = refuse_names("2026-11-21", errno.EIO)
    with pytest.raises(NotSaved):
        write(dying, "b")
    journal = open_journal(tmp_path)
    assert tasks(journal.load().records) == ["a", "b"]
    assert tasks(journal.pending) == ["b"]
    assert tasks(journal.retry()) == ["b"]
    newest = day_file(tmp_path, "2026-11-21.k7q2.2.toml")
    assert newest.read_text().count("k7q2-2 =") == 2, "written again where it was found"
    assert rescue_files(tmp_path) == []


def test_a_new_file_has_its_directories_synced(tmp_path: Path) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    synced: list[str] = []
    system.faults["sync"] = lambda path: synced.append(Path(path).name)
    write(journal, "a")
    assert {"2026-11-21.k7q2.toml", "2026", "journal", "data", tmp_path.name} <= set(synced)
    assert synced.index("2026-11-21.k7q2.toml") < len(synced) - 1 - synced[::-1].index("2026")
    synced.clear()
    write(journal, "b")
    assert synced == ["2026-11-21.k7q2.toml"]


def test_a_file_left_by_a_process_that_died_early_has_its_name_synced(tmp_path: Path) -> None:
    be_k7q2(tmp_path)
    day_file(tmp_path).write_text(line("k7q2-1", 1))
    system = Faulty()
    synced: list[str] = []
    system.faults["sync"] = lambda path: synced.append(Path(path).name)
    write(open_journal(tmp_path, system=system), "b")
    assert {"2026-11-21.k7q2.toml", "2026", "journal"} <= set(synced)


# What stands in the way


@pytest.mark.parametrize(
    ("kind", "refused"),
    [("symlink", FileKind.SYMLINK), ("fifo", FileKind.FIFO), ("directory", FileKind.DIRECTORY)],
)
def test_what_is_not_a_file_is_never_written_to(tmp_path: Path, kind: str, refused: FileKind) -> None:
    be_k7q2(tmp_path)
    path = day_file(tmp_path)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    if kind == "symlink":
        path.symlink_to(victim)
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path.mkdir()
    journal = open_journal(tmp_path)
    with pytest.raises(NotSaved) as caught:
        write(journal, "a")
    assert isinstance(caught.value.error, Refused)
    assert caught.value.error.kind is refused
    assert victim.read_text() == "mine"
    assert kinds(journal.refresh()) == [ProblemKind.NOT_A_FILE]
    assert caught.value.rescued
    path.rmdir() if kind == "directory" else path.unlink()
    assert tasks(journal.retry()) == ["a"]
    assert stat.S_ISREG(path.lstat().st_mode)


def test_a_year_that_is_a_link_is_not_written_into(tmp_path: Path) -> None:
    be_k7q2(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    paths_in(tmp_path).journal.mkdir(parents=True)
    (paths_in(tmp_path).journal / "2026").symlink_to(elsewhere)
    with pytest.raises(NotSaved):
        write(open_journal(tmp_path), "a")
    assert list(elsewhere.iterdir()) == []


def test_a_read_only_directory_by_rights(tmp_path: Path) -> None:
    be_k7q2(tmp_path)
    year = day_file(tmp_path).parent
    year.chmod(0o500)
    try:
        if os.access(year, os.W_OK):
            pytest.skip("this user may write into a directory without the right to")
        journal = open_journal(tmp_path)
        with pytest.raises(NotSaved) as caught:
            write(journal, "a")
        assert caught.value.error.errno == errno.EACCES
    finally:
        year.chmod(0o700)
    assert tasks(journal.retry()) == ["a"]


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EMFILE])
def test_a_journal_that_cannot_be_opened_for_writing(tmp_path: Path, number: int) -> None:
    def fault(path: Path, flags: int) -> None:
        if flags & os.O_RDWR and "2026-11-21" in str(path):
            raise OSError(number, os.strerror(number))

    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    write(journal, "a")
    system.faults["open"] = fault
    with pytest.raises(NotSaved) as caught:
        write(journal, "b")
    assert (caught.value.error.errno, caught.value.rescued) == (number, True)
    system.faults.clear()
    assert tasks(journal.retry()) == ["b"]


def test_a_whole_machine_that_became_read_only_still_locks(tmp_path: Path) -> None:
    write(open_journal(tmp_path), "a")

    def fault(path: Path, flags: int) -> None:
        if flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    system = Faulty()
    system.faults["open"] = fault
    journal = open_journal(tmp_path, system=system)
    with pytest.raises(NotSaved) as caught:
        write(journal, "b")
    assert [record.id for record in caught.value.records] == ["k7q2-2"]
    assert not caught.value.rescued
    system.faults.clear()
    assert tasks(journal.retry()) == ["b"]


def test_without_a_lock_the_ids_are_of_a_device_of_ones_own(tmp_path: Path) -> None:
    write(open_journal(tmp_path), "a")
    system = Faulty()
    system.faults["open"] = refuse_names("lock", errno.EACCES)
    journal = open_journal(tmp_path, system=system, mint=minted("zzzz"))
    with pytest.raises(NotSaved) as caught:
        write(journal, "b")
    assert caught.value.records[0].device == "zzzz"
    write(open_journal(tmp_path), "c")
    system.faults.clear()
    assert tasks(journal.retry()) == ["b"]
    assert sorted(tasks(open_journal(tmp_path).load().records)) == ["a", "b", "c"]


def test_a_lock_that_another_holds_is_not_waited_for_without_end(tmp_path: Path) -> None:
    journal, other = open_journal(tmp_path), open_journal(tmp_path)
    write(journal, "a")
    asked: list[str] = []

    def while_held(_: object) -> list[tuple[TaskDone, object]]:
        with pytest.raises(Busy):
            write(other, "b")
        asked.append(other.device)
        return []

    journal.transact(while_held)
    assert asked == ["k7q2"]
    assert other.pending == ()
    assert [record.id for record in write(other, "b")] == ["k7q2-2"]


def test_a_lock_file_that_was_removed_is_made_again(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    write(journal, "a")
    paths_in(tmp_path).lock.unlink()
    other = open_journal(tmp_path)

    def while_held(_: object) -> list[tuple[TaskDone, object]]:
        with pytest.raises(Busy):
            write(journal, "b")
        return []

    other.transact(while_held)


def test_a_state_directory_that_cannot_be_made_loses_nothing(tmp_path: Path) -> None:
    paths_in(tmp_path).state.write_text("a file in its place")
    journal = open_journal(tmp_path)
    with pytest.raises(NotSaved) as caught:
        write(journal, "a")
    assert not caught.value.rescued
    assert tasks(journal.records()) == ["a"]
    paths_in(tmp_path).state.unlink()
    assert tasks(journal.retry()) == ["a"]
    assert open_journal(tmp_path).load().records == journal.records()


def test_a_day_that_has_grown_too_large_goes_on_in_a_new_part(tmp_path: Path) -> None:
    be_k7q2(tmp_path)
    day_file(tmp_path).write_text(line("k7q2-1", 1) + "# " + "x" * 2**20 + "\n")
    write(open_journal(tmp_path), "a")
    assert day_file(tmp_path, "2026-11-21.k7q2.2.toml").read_text() == line("k7q2-2", 2, TaskDone(task="a"))

"""A save that the system refuses: cut back, said, kept, and written when it can be; a command exits 74."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Figure, SmallDisk
from tests.faults.dashboards import NAIVE_PROGRAM, Dashboard, journal_of
from tests.faults.nursery import Nursery
from tests.faults.people import (
    NAIVE,
    OURS,
    command,
    command_in_little_room,
    command_with_few_files,
    paths_of,
    said,
)
from tests.faults.record_book import Damage, damage, read_book
from tests.faults.tracing import Tracer

SECOND = ("add", "second 5m !morning")
NOT_WRITTEN = 74

Refused = Callable[[Tracer, str, Path], int]
"""Has a writer give the second command while the system refuses; the exit code."""


def refused_by(error: str, *calls: str, everywhere: bool = False) -> Refused:
    def run(tracer: Tracer, writer: str, root: Path) -> int:
        inject = [f"{call}:error={error}" for call in calls]
        only = None if everywhere else journal_of(root)
        return tracer.run(command, writer, str(root), *SECOND, inject=inject, only=only)

    return run


def in_room_for(more: int) -> Refused:
    def run(tracer: Tracer, writer: str, root: Path) -> int:
        size = journal_of(root).stat().st_size + more
        return tracer.nursery.run(command_in_little_room, writer, str(root), size, *SECOND)

    return run


def with_files(most: int) -> Refused:
    def run(tracer: Tracer, writer: str, root: Path) -> int:
        return tracer.nursery.run(command_with_few_files, writer, str(root), most, *SECOND)

    return run


REFUSALS = {
    "disk full": refused_by("ENOSPC", "write"),
    "quota used up": refused_by("EDQUOT", "write"),
    "EIO on write": refused_by("EIO", "write"),
    "file-size limit": in_room_for(0),
    "file-size limit within the record": in_room_for(40),
}


def tried(tracer: Tracer, root: Path, refused: Refused, writer: str) -> tuple[int, Damage, Damage]:
    """Give one command in peace, the second while the system refuses, a third in peace: how the second
    ended, the damage done after it and after the third."""
    nursery = tracer.nursery
    assert nursery.run(command, OURS, str(root), "add", "first 5m !morning") == 0
    code = refused(tracer, writer, root)
    acknowledged = {"first", "second"} if code == 0 else {"first"}
    there = damage(root, acknowledged, {"first", "second"})
    assert nursery.run(command, OURS, str(root), "add", "third 5m !morning") == 0
    return code, there, damage(root, {*acknowledged, "third"}, {"first", "second", "third"})


@pytest.mark.parametrize("what", REFUSALS)
def test_a_command_that_is_refused(tmp_path: Path, tracer: Tracer, what: str, *, figure: Figure) -> None:
    before_and_after = []

    def refused(tracer: Tracer, writer: str, root: Path) -> int:
        before_and_after.append(journal_of(root).read_bytes())
        code = REFUSALS[what](tracer, writer, root)
        before_and_after.append(journal_of(root).read_bytes())
        before_and_after.append(said(root).read_bytes())
        return code

    code, there, later = tried(tracer, tmp_path, refused, OURS)
    assert code == NOT_WRITTEN
    before, after, told = before_and_after
    assert after == before, "cut back"
    assert b"NOT SAVED" in told
    assert not there
    assert not later
    if b"It is kept in" in told:
        assert read_book(tmp_path).titles["second"] == 1, "what was kept is written when it can be"
        assert list(paths_of(tmp_path).rescue.iterdir()) == []
    figure("4", f"lost, torn or false, command: {what}", 0)


@pytest.mark.parametrize("what", REFUSALS)
def test_the_naive_writer_is_caught_when_it_is_refused(tmp_path: Path, tracer: Tracer, what: str) -> None:
    code, there, later = tried(tracer, tmp_path, REFUSALS[what], NAIVE)
    assert code == 0
    assert there.lost
    assert later.lost


@pytest.mark.parametrize("most", range(3, 9))
def test_a_command_with_few_descriptors(tmp_path: Path, tracer: Tracer, most: int, *, figure: Figure) -> None:
    code, there, later = tried(tracer, tmp_path, with_files(most), OURS)
    assert code in (0, NOT_WRITTEN)
    assert not there
    assert not later
    figure("4", f"lost, torn or false, command with {most} descriptors", 0)


def test_a_file_that_cannot_be_synced_is_left_for_another(
    tmp_path: Path, tracer: Tracer, figure: Figure
) -> None:
    code, there, later = tried(tracer, tmp_path, refused_by("EIO", "fsync"), OURS)
    assert code == 0
    assert not there
    assert not later
    (other,) = paths_of(tmp_path).journal.rglob("*.2.toml")
    assert "second" in other.read_text()
    figure("4", "lost, torn or false, command: EIO on fsync of the file", 0)


def test_a_disk_that_syncs_nothing_has_no_command_acknowledged(
    tmp_path: Path, tracer: Tracer, figure: Figure
) -> None:
    code, there, later = tried(tracer, tmp_path, refused_by("EIO", "fsync", everywhere=True), OURS)
    assert code == NOT_WRITTEN
    assert not there
    assert not later
    figure("4", "lost, torn or false, command: EIO on every fsync", 0)


def test_the_naive_writer_acknowledges_what_nothing_synced(tmp_path: Path, tracer: Tracer) -> None:
    code, _, _ = tried(tracer, tmp_path, refused_by("EIO", "fsync", everywhere=True), NAIVE)
    assert code == 0


@pytest.mark.parametrize("writer", [OURS, NAIVE])
def test_a_disk_that_is_really_full(
    small_disk: SmallDisk, nursery: Nursery, writer: str, figure: Figure
) -> None:
    root = small_disk.root
    assert nursery.run(command, OURS, str(root), "add", "first 5m !morning") == 0
    small_disk.fill()
    asked = {"first"}
    acknowledged = {"first"}
    for number in range(30):
        title = f"more{number} " + "x" * 300
        asked.add(title)
        code = nursery.run(command, writer, str(root), "add", f"{title} 5m !morning")
        if code == 0:  # there is room in the file's last page
            acknowledged.add(title)
        else:
            assert code == NOT_WRITTEN
    small_disk.free()
    assert nursery.run(command, OURS, str(root), "add", "last 5m !morning") == 0
    found = damage(root, {*acknowledged, "last"}, {*asked, "last"})
    if writer == NAIVE:
        assert found.lost
        return
    assert not found
    assert len(acknowledged) < 30
    figure("4", "lost, torn or false, commands on a full tmpfs", 0)


# The dashboard


@contextmanager
def limited(process: int, what: int, most: int) -> Iterator[None]:
    """Lower a limit of a process that runs, for a while."""
    before = resource.prlimit(process, what)
    resource.prlimit(process, what, (most, before[1]))
    try:
        yield
    finally:
        resource.prlimit(process, what, before)


@contextmanager
def full(disk: SmallDisk) -> Iterator[None]:
    disk.fill()
    try:
        yield
    finally:
        disk.free()


def troubles(
    dashboard: Dashboard, disk: SmallDisk, tracer: Tracer
) -> dict[str, Callable[[], AbstractContextManager[None]]]:
    """What may keep a dashboard that runs from saving, with the words of the banner."""
    file = journal_of(disk.root)
    return {
        "No space left on device": lambda: full(disk),
        "File too large": lambda: limited(dashboard.process, resource.RLIMIT_FSIZE, file.stat().st_size),
        "Too many open files": lambda: limited(dashboard.process, resource.RLIMIT_NOFILE, 3),
        "Input/output error": lambda: tracer.inside(dashboard.process, "write:error=EIO", only=file),
        "Disk quota exceeded": lambda: tracer.inside(dashboard.process, "write:error=EDQUOT", only=file),
    }


def test_a_dashboard_that_cannot_save_says_so_and_saves_when_it_can(
    small_disk: SmallDisk, tracer: Tracer, figure: Figure
) -> None:
    dashboard = Dashboard(small_disk.root)
    try:
        dashboard.press()
        assert dashboard.there() == 1
        tried = troubles(dashboard, small_disk, tracer)
        for words, trouble in tried.items():
            saved = dashboard.there()
            with trouble():
                dashboard.press()
                dashboard.terminal.wait_for("NOT SAVED: 1 record")
                assert words in dashboard.terminal.text
                assert dashboard.there() == saved
                assert not read_book(small_disk.root).problems
            dashboard.terminal.wait_for("NOT SAVED", gone=True)
            assert dashboard.there() == dashboard.pressed
        dashboard.terminal.press("q")
        assert dashboard.terminal.wait_for_end() == 0
    finally:
        dashboard.terminal.close()
    assert not read_book(small_disk.root).problems
    assert not list(paths_of(small_disk.root).rescue.iterdir())
    figure("4", "troubles of one dashboard, said and drained", len(tried))
    figure("4", "lost, torn or false, dashboard", 0)


def test_a_dashboard_with_the_naive_writer_shows_what_it_has_not_saved(small_disk: SmallDisk) -> None:
    dashboard = Dashboard(small_disk.root, NAIVE_PROGRAM)
    try:
        dashboard.press()
        size = journal_of(small_disk.root).stat().st_size
        with limited(dashboard.process, resource.RLIMIT_FSIZE, size):
            dashboard.press()
            assert "NOT SAVED" not in dashboard.terminal.text
            dashboard.terminal.kill()
        assert dashboard.there() < dashboard.pressed
    finally:
        dashboard.terminal.close()

"""Being woken by other writers, and not by ourselves reading."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from watchdog import events

from jornada.store import watch as watching
from jornada.store.watch import on_network, watch
from tests.store.helpers import day_file, line, open_journal, paths_in, write

PATIENCE = 20
ROOT = Path(__file__).parents[2]


class Bell:
    """Counts calls, and can be waited for."""

    def __init__(self) -> None:
        self.calls = 0
        self._rung = threading.Event()

    def __call__(self) -> None:
        self.calls += 1
        self._rung.set()

    def wait(self) -> bool:
        rung = self._rung.wait(PATIENCE)
        self._rung.clear()
        return rung


def test_another_writer_a_workflow_and_the_settings_wake(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    bell = Bell()
    watcher = watch(paths, bell, network=False)
    try:
        write(open_journal(tmp_path), "a")
        assert bell.wait(), "the first record, in directories made just now"
        with day_file(tmp_path).open("a") as file:
            file.write(line("k7q2-2", 2))
        assert bell.wait(), "an append"
        (paths.workflows / "mine.toml").write_text("version = 1\n")
        assert bell.wait(), "a workflow"
        paths.calendar.mkdir()
        assert bell.wait(), "the calendar's directory"
        (paths.calendar / "2026-12.toml").write_text("version = 1\n")
        assert bell.wait(), "a file of the calendar"
        draft = paths.config / "config.toml.new"
        draft.write_text("")
        draft.rename(paths.config_file)
        assert bell.wait(), "an editor that renames"
        day_file(tmp_path).unlink()
        assert bell.wait(), "a removal"
    finally:
        watcher.stop()


def test_nothing_is_called_after_stop(tmp_path: Path) -> None:
    bell = Bell()
    watcher = watch(paths_in(tmp_path), bell, network=False)
    write(open_journal(tmp_path), "a")
    assert bell.wait()
    watcher.stop()
    calls = bell.calls
    threads = {thread.name for thread in threading.enumerate()}
    write(open_journal(tmp_path), "b")
    assert (bell.calls, "changes" in threads) == (calls, False)


def test_changes_that_come_together_are_one(tmp_path: Path) -> None:
    bell = Bell()
    burst = watching._Burst(bell)
    for _ in range(1000):
        burst.add()
    assert bell.wait()
    burst.stop()
    assert bell.calls < 20


FILE = "/d/data/journal/2026/2026-11-21.k7q2.toml"


@pytest.mark.parametrize(
    ("event", "concerns"),
    [
        (events.FileModifiedEvent(FILE), True),
        (events.FileCreatedEvent(FILE), True),
        (events.FileDeletedEvent(FILE), True),
        (events.FileClosedEvent(FILE), True),
        (events.FileMovedEvent("/d/data/journal/.syncthing.tmp", FILE), True),
        (events.DirCreatedEvent("/d/data/journal/2027"), True),
        (events.DirDeletedEvent("/d/data/journal/2026"), True),
        (events.FileOpenedEvent(FILE), False),
        (events.FileClosedNoWriteEvent(FILE), False),
        (events.DirModifiedEvent("/d/data/journal/2026"), False),
        (events.FileModifiedEvent("/d/data/journal/2026/.2026-11-21.k7q2.toml.swp"), False),
        (events.FileModifiedEvent("/d/state/rescue/1.toml"), False),
        (events.DirCreatedEvent("/d/state/snapshot"), False),
        (events.FileMovedEvent("/d/state/snapshot/.2026-11.7.draft", "/d/state/snapshot/2026-11"), False),
        (events.FileMovedEvent("/d/state/snapshot/.vanished.7.draft", "/d/state/snapshot/vanished"), True),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_only_changes_to_a_persons_files_count(event: events.FileSystemEvent, concerns: bool) -> None:
    assert watching._concerns_a_person(event, paths_in(Path("/d"))) is concerns


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_without_room_for_a_watch_it_is_looked_from_time_to_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, "no watch")

    monkeypatch.setattr("watchdog.observers.api.BaseObserver.start", refuse)
    bell = Bell()
    watcher = watch(paths_in(tmp_path), bell, network=False, poll_seconds=0.01)
    assert bell.wait()
    watcher.stop()
    assert "looks" not in {thread.name for thread in threading.enumerate()}


def test_on_a_network_mount_it_is_looked_from_time_to_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_observe", None)
    bell = Bell()
    watcher = watch(paths_in(tmp_path), bell, network=True, poll_seconds=0.01)
    assert bell.wait()
    watcher.stop()


def test_mounts_tell_what_lies_on_the_network(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda / ext4 rw 0 0\nserver:/x /home/ana nfs4 rw 0 0\n"
        "/dev/sdb /home/ana/local ext4 rw 0 0\nhost:/ /mnt/with\\040space fuse.sshfs rw 0 0\n"
    )
    assert [
        on_network(Path(place), mounts)
        for place in ("/home/ana/data", "/home/ana/local/x", "/home/anaconda", "/mnt/with space/x")
    ] == [True, False, False, True]
    assert not on_network(Path("/home"), tmp_path / "nothing")


LOGGING = """
import logging, sys
from pathlib import Path
from jornada.store.watch import watch
from tests.store.helpers import paths_in

watcher = watch(paths_in(Path(sys.argv[1])), lambda: None, network=False)
logging.getLogger("watchdog.observers.inotify").error("called when the thread is inactive")
watcher.stop()
"""


def test_what_the_library_logs_is_not_printed_into_the_dashboard(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOGGING, str(tmp_path)], capture_output=True, text=True, cwd=ROOT, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

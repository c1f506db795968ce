"""Being woken when another writer changes the journal, a workflow or the settings.

By the file system where it can tell, which costs nothing while nothing changes; by a look every ten
seconds where it cannot: on network mounts, and when the system's limit of watches is reached.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jornada.paths import Paths
from jornada.store.files import System, ensure_directory
from jornada.store.snapshot import VANISHED

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

POLL_SECONDS = 10.0
QUIET_SECONDS = 0.05
"""A burst is over when nothing has come for so long."""

LONGEST_BURST_SECONDS = 0.5
"""A burst without end is told of so often."""

_NETWORK_FILE_SYSTEMS = (
    "9p",
    "afs",
    "ceph",
    "cifs",
    "fuse.rclone",
    "fuse.sshfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
)
_CHANGES = ("created", "modified", "moved", "deleted", "closed")


class Watcher(Protocol):
    """What `watch` started."""

    def stop(self) -> None:
        """No call of `on_change` begins after this returns."""


def watch(
    paths: Paths,
    on_change: Callable[[], None],
    *,
    network: bool | None = None,
    poll_seconds: float = POLL_SECONDS,
) -> Watcher:
    """Call `on_change`, in a thread of its own, once for every burst of changes to a person's files.

    With `network` there is no telling by the file system, and `on_change` is called every
    `poll_seconds`; left out, it is found from the mounts. The directories are made if they are
    missing, for what is not there cannot be watched. `on_change` must not raise.
    """
    if network if network is not None else on_network(paths.data):
        return _Poll(on_change, poll_seconds)
    burst = _Burst(on_change)
    try:
        observer = _observe(paths, burst)
    except OSError:
        burst.stop()
        return _Poll(on_change, poll_seconds)
    return _Notified(observer, burst)


def on_network(path: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """The path lies on a file system that does not tell what other machines change."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    place = path.absolute()
    found = ("", False)
    for line in lines:
        _, point, kind, *_ = line.split(" ")
        point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if place.is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, kind in _NETWORK_FILE_SYSTEMS)
    return found[1]


class _Burst:
    """Gathers changes that come together into one call."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._changed = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="changes", daemon=True)
        self._thread.start()

    def add(self) -> None:
        self._changed.set()

    def stop(self) -> None:
        self._stopping.set()
        self._changed.set()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        while self._changed.wait():
            rounds = int(LONGEST_BURST_SECONDS / QUIET_SECONDS)
            while rounds and self._changed.is_set() and not self._stopping.is_set():
                self._changed.clear()
                self._stopping.wait(QUIET_SECONDS)
                rounds -= 1
            self._changed.clear()
            if self._stopping.is_set():
                return
            self._on_change()


class _Poll:
    """Calls at regular intervals."""

    def __init__(self, on_change: Callable[[], None], seconds: float) -> None:
        self._on_change = on_change
        self._seconds = seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="looks", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._seconds):
            self._on_change()


class _Notified:
    """The file system's own word."""

    def __init__(self, observer: BaseObserver, burst: _Burst) -> None:
        self._observer = observer
        self._burst = burst

    def stop(self) -> None:
        self._observer.stop()
        self._burst.stop()


def _observe(paths: Paths, burst: _Burst) -> BaseObserver:
    # Imported when watching starts: it takes 47 ms, which the first frame need not wait for.
    import logging

    from jornada.stand_in import StandIn, standing_in

    with standing_in(StandIn("ctypes.util")):  # which is imported and not used, with all that packs archives
        from watchdog.events import FileSystemEventHandler
        from watchdog.observers import Observer

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if _concerns_a_person(event, paths):
                burst.add()

    # It warns of directories that are made one in another faster than it can follow, and follows all
    # the same; a warning would be printed into the dashboard.
    warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
    # So would what it logs when it is stopped while it reads.
    logging.getLogger("watchdog").addHandler(logging.NullHandler())
    observer = Observer()
    try:
        for directory in (paths.journal, paths.workflows, paths.config):
            ensure_directory(System(), directory)
        for directory in (paths.data, paths.config):
            observer.schedule(Handler(), str(directory), recursive=True)
        with suppress(OSError):  # where nothing can be kept of what has vanished, nobody decides on it
            ensure_directory(System(), paths.snapshot)
            observer.schedule(Handler(), str(paths.snapshot), recursive=False)
        observer.start()
    except OSError:
        with suppress(RuntimeError):
            observer.stop()
        raise
    return observer


def _concerns_a_person(event: FileSystemEvent, paths: Paths) -> bool:
    """A change, not a reading; of a file of ours, or of a directory that may hold some.

    Of the state it is only what has vanished: another process may have been told what to do about it.
    """
    if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
        return False
    named = [Path(str(name)) for name in (event.src_path, event.dest_path) if name]
    return any(
        name == paths.snapshot / VANISHED
        or ((event.is_directory or name.suffix == ".toml") and not name.is_relative_to(paths.state))
        for name in named
    )

"""How far the faults are driven, and the figures each test leaves.

The README's test command drives a short form of each. `python -m tests.faults` drives them in full
and prints the table of figures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.conftest import shell
from tests.conftest import FULL
from tests.faults.nursery import Nursery
from tests.faults.seat import Seat
from tests.faults.tracing import Tracer
from tests.tui.conftest import dashboard

__all__ = ["dashboard", "shell"]

Figure = Callable[[str, str, object], None]


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether the faults are driven in full, not in the short form."""
    return FULL


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """`figure("3", "schedules with a loss", 0)`: one row of the table, under the number of its fault."""

    def record(fault: str, what: str, measured: object) -> None:
        record_property("figure", f"{fault}\t{what}\t{measured}")

    return record


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Processes that start in milliseconds, with the rights of whoever runs the tests."""
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def seats() -> Iterator[list[Seat]]:
    """Put the seats taken here: they are left at the end."""
    made: list[Seat] = []
    yield made
    for each in made:
        each.close()


def needs(program: str) -> str:
    """The program's path; the test is skipped where it is not installed."""
    path = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if path is None:
        pytest.skip(f"{program} is not installed")
    return path


@pytest.fixture(scope="session")
def strace() -> str:
    """The program that traces system calls and puts errors and signals in their place."""
    path = needs("strace")
    if subprocess.run([path, "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this user may not trace a process")
    return path


@pytest.fixture(scope="session")
def without_rights() -> tuple[str, ...]:
    """The words before a program that make it obey the rights of files, as everybody but root must.

    The interpreter may be where only root can go, so root stays the owner and gives up what makes it root.
    """
    if os.geteuid():
        return ()
    return (needs("setpriv"), "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all")


@pytest.fixture
def tracer(nursery: Nursery, strace: str) -> Tracer:
    return Tracer(strace, nursery)


class SmallDisk:
    """A file system of its own with room for little, mounted on `root`."""

    ROOM_BYTES = 512 * 1024

    def __init__(self, root: Path) -> None:
        self.root = root
        self._filler = root / "filler"

    def fill(self) -> None:
        """Take all the room that is left."""
        with suppress(OSError), self._filler.open("wb", buffering=0) as filler:
            for size in (4096, 1):
                with suppress(OSError):
                    while True:
                        filler.write(b"x" * size)

    def free(self) -> None:
        self._filler.unlink()

    def mount(self, *options: str) -> bool:
        """Mount it, or, with `remount,ro` and the like, change how it is mounted; false where one may not."""
        given = ",".join((f"size={self.ROOM_BYTES}", "mode=0700", *options))
        words = [needs("mount"), "-t", "tmpfs", "-o", given, "jornada-tests", str(self.root)]
        return subprocess.run(words, capture_output=True, check=False).returncode == 0

    def unmount(self) -> None:
        subprocess.run([needs("umount"), "-l", str(self.root)], check=True)


@contextmanager
def _mounted(root: Path) -> Iterator[SmallDisk]:
    disk = SmallDisk(root)
    disk.root.mkdir(mode=0o700)
    if not disk.mount():
        pytest.skip("this user may not mount a file system")
    try:
        yield disk
    finally:
        disk.unmount()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk with all of a person's files."""
    with _mounted(tmp_path / "small") as disk:
        yield disk


@pytest.fixture
def data_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk that holds the data of a person whose place is `tmp_path`, and nothing else."""
    with _mounted(tmp_path / "data") as disk:
        yield disk


@pytest.fixture(params=("stock", "own") if FULL else ("",), ids=lambda name: name or "default")
def driver(request: pytest.FixtureRequest) -> dict[str, str]:
    """What chooses the terminal driver in the environment: each of them in full, else the usual one."""
    return {"JORNADA_DRIVER": request.param} if request.param else {}

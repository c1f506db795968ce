"""What the processes of this suite do: people at the command line, with the program's writer or the naive
one."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from jornada.cli import main
from jornada.paths import Paths
from jornada.store.workflow_edits import read_workflow_text, save_text
from tests.faults import naive

OURS = "ours"
NAIVE = "naive"

NOW = "2026-11-20T09:40:00+01:00"


def environment(root: Path) -> dict[str, str]:
    """A person whose files are in `root`."""
    return {
        "JORNADA_DATA": str(root / "data"),
        "JORNADA_CONFIG": str(root / "config"),
        "JORNADA_STATE": str(root / "state"),
        "JORNADA_LANG": "en",
        "JORNADA_NOW": NOW,
        "HOME": str(root),
        "TERM": "xterm",
    }


def paths_of(root: Path) -> Paths:
    return Paths(data=root / "data", config=root / "config", state=root / "state")


@contextmanager
def written_by(writer: str) -> Iterator[None]:
    """In this process, `naive` writes instead of the store."""
    with pytest.MonkeyPatch.context() as patch:
        if writer == NAIVE:
            naive.install(patch)
        yield


def command(writer: str, root: str, *arguments: str) -> int:
    """One command; its exit code. What it complains of goes into the file `said(root)`."""
    _complain_into(said(Path(root)))
    with written_by(writer):
        return main(arguments, environment(Path(root)))


def command_in_little_room(writer: str, root: str, size: int, *arguments: str) -> int:
    """One command that may write no file larger than so many bytes."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    return command(writer, root, *arguments)


def command_with_few_files(writer: str, root: str, most: int, *arguments: str) -> int:
    """One command that may have no more than so many files open."""
    _complain_into(said(Path(root)))
    _, ever = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, ever))
    with written_by(writer):
        return main(arguments, environment(Path(root)))


def rename_plan(writer: str, root: str, title: str) -> int:
    """Change the title in a person's own workflow file, as the editor of the plan does."""
    paths = paths_of(Path(root))
    seen = read_workflow_text(paths, "en", "own")
    with written_by(writer):
        try:
            save_text(seen, seen.text.replace('title = "The eight steps"', f'title = "{title}"'))
        except OSError:
            return 74
    return 0


def adds(writer: str, root: str, name: str, count: int) -> int:
    """Add tasks one after the other, each by a command of its own. What was acknowledged, with the
    milliseconds it took, is noted in the file `acknowledged.NAME` at once."""
    given = environment(Path(root))
    noted = os.open(Path(root) / f"acknowledged.{name}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with written_by(writer):
        for number in range(count):
            began = time.perf_counter()
            code = main(["add", f"{name}{number:05d} 5m !morning"], given)
            took = (time.perf_counter() - began) * 1000
            if code == 0:
                os.write(noted, f"{name}{number:05d} {took:.1f}\n".encode())
    return 0


def acknowledged(root: Path) -> dict[str, float]:
    """The titles that were acknowledged by any process, with the milliseconds each took."""
    noted: dict[str, float] = {}
    for file in sorted(root.glob("acknowledged.*")):
        for line in file.read_text().splitlines():
            title, took = line.split()
            noted[title] = float(took)
    return noted


def percentile(measured: Sequence[float], share: float) -> float:
    """The value that this share of what was measured does not exceed."""
    ordered = sorted(measured)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def said(root: Path) -> Path:
    """What the last command complained of; beside the person's directory, which may be full."""
    return root.with_name(f"{root.name}.said")


def _complain_into(file: Path) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(descriptor, 2)
    os.close(descriptor)

"""Fault 7: hostile TOML in place of a journal, a workflow, the options, a theme, the editorial calendar.

A clear error within a second, nothing else stops. The second is one of the processor's, so that a busy
machine fails nothing.
"""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from jornada.paths import Paths
from tests.cli.conftest import Result, Shell
from tests.faults.conftest import Figure
from tests.faults.hostile_toml import HOSTILE, INVALID, place
from tests.faults.naive_reader import read_trusting
from tests.tui.conftest import OpenDashboard

MOST_SECONDS = 1.0

KINDS: Mapping[str, Callable[[Paths], Path]] = {
    "journal": lambda paths: paths.journal / "2026" / "2026-11-19.bbbb.toml",
    "workflow": lambda paths: paths.workflows / "garcia.toml",
    "config": lambda paths: paths.config_file,
    "theme": lambda paths: paths.themes / "mine.toml",
    "calendar": lambda paths: paths.calendar / "posts.toml",
}

COMMANDS = (
    ("now",),
    ("add", "Call the printer 10m"),
    ("list", "--json"),
    ("post", "list"),
    ("theme", "list"),
    ("keys",),
)
"""They read everything there is; one of them writes."""
FEW = (("add", "Call the printer 10m"), ("post", "list"))


def run(shell: Shell, *words: str) -> tuple[Result, float]:
    """A command, and the seconds it took of the processor."""
    began = time.process_time()
    result = shell.run(*words)
    return result, time.process_time() - began


def survives(shell: Shell, files: Mapping[str, Path], commands: Sequence[tuple[str, ...]]) -> float:
    """The commands work on, and `check` names each of the files; the seconds of the slowest."""
    slowest = 0.0
    for command in commands:
        result, seconds = run(shell, *command)
        assert result.code == 0, (command, result)
        slowest = max(slowest, seconds)
    (today,) = shell.paths.journal.rglob("2026-11-20.*.toml")
    assert "Call the printer" in today.read_text()
    checked, seconds = run(shell, "check")
    assert checked.code == 65, checked
    for kind, file in files.items():
        assert str(file) in checked.err, (kind, checked.err[:2000])
    assert "Traceback" not in checked.err
    return max(slowest, seconds)


@pytest.mark.parametrize("name", INVALID)
def test_the_invalid_ones_are_invalid(name: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        tomllib.loads(INVALID[name].decode("utf-8"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_said_in_time_and_nothing_stops(
    shell: Shell, name: str, full: bool, figure: Figure
) -> None:
    """In the short form each file stands in the place of one kind, in full in that of all, one by one."""
    number = list(HOSTILE).index(name)
    kinds = list(KINDS) if full else [list(KINDS)[number % len(KINDS)]]
    for kind in kinds:
        file = KINDS[kind](shell.paths)
        place(name, file)
        seconds = survives(shell, {kind: file}, COMMANDS if full else FEW)
        file.unlink()
        if seconds > MOST_SECONDS / 2:
            figure("7", f"seconds of the processor, {kind}: {name}", f"{seconds:.2f}")
        assert seconds < MOST_SECONDS, (kind, name)


@pytest.mark.parametrize(
    "name", ["NUL", "arrays in arrays", "a key of many parts", "byte order mark", "100 MB"]
)
def test_all_kinds_at_once_are_said_each(shell: Shell, name: str) -> None:
    files = {kind: where(shell.paths) for kind, where in KINDS.items()}
    for file in files.values():
        place(name, file)

    survives(shell, files, COMMANDS)


@pytest.mark.parametrize("name", ["arrays in arrays", "integer, of a million digits"])
def test_a_process_of_its_own_says_it_too(paths: Paths, environment: dict[str, str], name: str) -> None:
    files = {kind: where(paths) for kind, where in KINDS.items()}
    for file in files.values():
        place(name, file)
    program = [sys.executable, "-m", "jornada"]
    written = subprocess.run([*program, "add", "Call the printer"], env=environment, capture_output=True)
    checked = subprocess.run([*program, "check"], env=environment, capture_output=True, text=True)

    assert (written.returncode, checked.returncode) == (0, 65), checked.stderr
    assert all(str(file) in checked.stderr for file in files.values())
    assert "Traceback" not in checked.stderr


@pytest.mark.parametrize(
    "name", ["duplicate key", "tables in tables", "everything of another type", "100 MB"]
)
async def test_the_dashboard_opens_on_all_of_them(paths: Paths, dashboard: OpenDashboard, name: str) -> None:
    files = {kind: where(paths) for kind, where in KINDS.items()}
    for file in files.values():
        place(name, file)

    async with dashboard(config=HOSTILE[name].decode()) as day:
        await day.press("d")

        assert day.desk.state.items, "a day was planned, and a task of it done"
        troubles = day.desk.troubles()
        assert {each.file for each in troubles.journal} == {files["journal"]}
        assert troubles.workflow is not None
        assert troubles.workflow.path == files["workflow"]
        assert files["journal"].name in day.text()


# The gate finds the fault


def test_the_gate_finds_a_reader_without_limits(figure: Figure) -> None:
    raised = set()
    for name in ("duplicate key", "Latin-1", "arrays in arrays", "integer, of 10,000 digits"):
        try:
            read_trusting(HOSTILE[name])
        except Exception as error:  # whatever it raises is what a person would see
            raised.add(type(error).__name__)
    assert {"RecursionError", "TOMLDecodeError", "UnicodeDecodeError", "ValueError"} == raised

    began = time.process_time()
    read_trusting(HOSTILE["a key of many parts"])
    assert time.process_time() - began > MOST_SECONDS
    figure("7", "hostile files, each in the place of five kinds; none uncaught", len(HOSTILE))

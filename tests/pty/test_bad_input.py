"""The dashboard while its files are broken, taken away and edited under it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal, environment

NOW = "2026-11-20T09:40:00+01:00"
BAD_LINES = """\
not a record
<<<<<<< HEAD
abcd-1 = { at = 2026-11-20T09:00:00+01:00, n = 20, do = "future.verb", x = 1 }
abcd-2 = { at = 2026-11-20T23:00:00+01:00, n = 21, do = "task.add", title = "ahead", date = 2026-11-20, block = "gone" }
abcd-3 = { at = 2026-11-20T09:00:00+01:00, n = 22, do = "incident.open", title = "loud", severity = 99 }
abcd-4 = { at = 2026-11-20T09:00:00+01:00, n = 23, do = "task.a
"""  # noqa: E501 - lines as they stand in a journal


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jornada", *arguments],
        env=environment(home, JORNADA_NOW=NOW),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    terminals: list[Terminal] = []

    def start(**extra: str) -> Terminal:
        terminal = Terminal(environment(tmp_path, JORNADA_NOW=NOW, **extra), columns=100, rows=30)
        terminals.append(terminal)
        terminal.wait_for("q Quit")
        return terminal

    yield start
    for terminal in terminals:
        terminal.close()


def journal_of(home: Path) -> Path:
    (file,) = (home / "data" / "journal").rglob("*.toml")
    return file


def left(terminal: Terminal) -> int:
    terminal.press("q")
    return terminal.wait_for_end()


def test_a_broken_journal_opens_with_its_file_and_line(
    tmp_path: Path, opened: Callable[..., Terminal]
) -> None:
    run(tmp_path, "add", "Call the printer !morning")
    file = journal_of(tmp_path)
    with file.open("a") as journal:
        journal.write(BAD_LINES)

    terminal = opened()
    terminal.wait_for(f"{file.name}:3: the line is not a record")
    terminal.wait_for("Call the printer")
    terminal.wait_for("loud")
    assert left(terminal) == 0


def test_a_workflow_that_goes_wrong_and_away_leaves_the_last_good_plan(
    tmp_path: Path, opened: Callable[..., Terminal]
) -> None:
    import jornada

    own = tmp_path / "data" / "workflows" / "garcia.toml"
    own.parent.mkdir(parents=True)
    built_in = Path(jornada.__file__).parent / "workflows" / "garcia.en.toml"
    own.write_text(built_in.read_text().replace("Overnight sweep", "Own sweep"))
    terminal = opened()
    terminal.wait_for("Own sweep")

    own.write_text("not toml [")
    terminal.wait_for("garcia.toml: line 1: this is not TOML")
    own.unlink()
    own.mkdir()
    terminal.wait_for("no regular file")
    own.rmdir()
    own.write_bytes(b"#" * 2_000_000)
    terminal.wait_for("too big")
    terminal.wait_for("Own sweep")
    own.unlink()
    terminal.press("s")
    terminal.wait_for("Started")
    assert left(terminal) == 0


@pytest.mark.parametrize("kind", ["not toml [", 'theme = "nope"', "pipe", "directory"])
def test_options_that_are_none_are_named_and_the_day_opens(
    tmp_path: Path, opened: Callable[..., Terminal], kind: str
) -> None:
    config = tmp_path / "config" / "config.toml"
    config.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(config)
    elif kind == "directory":
        config.mkdir()
    else:
        config.write_text(kind)

    terminal = opened()
    terminal.wait_for("config.toml")
    terminal.wait_for("Overnight sweep")
    assert left(terminal) == 0


@pytest.mark.parametrize("place", ["data", "state"])
def test_a_place_that_cannot_be_written_is_said_and_drained_when_it_can(
    tmp_path: Path, opened: Callable[..., Terminal], place: str
) -> None:
    (tmp_path / place).write_text("in the way")
    terminal = opened()
    terminal.press("s")
    terminal.wait_for("NOT SAVED: 2 records, Not a directory")

    (tmp_path / place).unlink()
    terminal.press("jd")
    terminal.wait_for("NOT SAVED", gone=True)
    assert left(terminal) == 0
    written = journal_of(tmp_path).read_text()
    assert [word in written for word in ("day.plan", "task.start", "task.done")] == [True] * 3


@pytest.mark.parametrize(("option", "stays"), [("--restore", True), ("--accept", False)])
def test_what_is_deleted_by_hand_is_asked_about_and_a_command_decides(
    tmp_path: Path, opened: Callable[..., Terminal], option: str, *, stays: bool
) -> None:
    run(tmp_path, "add", "Call the printer !morning")
    run(tmp_path, "add", "Call the baker !morning")
    terminal = opened()
    file = journal_of(tmp_path)
    file.write_text(file.read_text().replace("the baker", "the florist"))
    terminal.wait_for("Call the florist")

    kept = [line for line in file.read_text().splitlines(True) if "printer" not in line]
    file.write_text("".join(kept))
    terminal.wait_for("1 record that was saved is gone from the journal: “jornada check”")
    assert "Call the printer" in terminal.text
    assert "Added: Call the printer" in run(tmp_path, "check").stderr

    assert run(tmp_path, "check", option).returncode == 0
    terminal.wait_for("gone from the journal", gone=True)
    terminal.wait_for("Call the printer", gone=not stays)
    assert left(terminal) == 0
    assert run(tmp_path, "check").returncode == 0
    assert ("printer" in file.read_text()) is stays


def test_ten_commands_at_once_beside_a_dashboard_that_acts(
    tmp_path: Path, opened: Callable[..., Terminal]
) -> None:
    terminal = opened()
    commands = [
        subprocess.Popen(
            [sys.executable, "-m", "jornada", "add", f"par{number} !morning"],
            env=environment(tmp_path, JORNADA_NOW=NOW),
            stdout=subprocess.DEVNULL,
        )
        for number in range(10)
    ]
    terminal.press("sss")

    assert [command.wait() for command in commands] == [0] * 10
    terminal.wait_for(lambda text: all(f"par{number}" in text for number in range(10)))
    assert left(terminal) == 0
    lines = journal_of(tmp_path).read_text().splitlines()
    ids = [line.split(" ", 1)[0] for line in lines]
    assert len(set(ids)) == len(ids)
    assert sum("day.plan" in line for line in lines) == 1


@pytest.mark.parametrize("terminal_type", ["linux", "screen", "vt100", "nobody-knows-it"])
def test_old_and_unknown_terminals_show_the_day(
    tmp_path: Path, opened: Callable[..., Terminal], terminal_type: str
) -> None:
    terminal = opened(TERM=terminal_type, LANG="C", NO_COLOR="1")
    terminal.wait_for("Overnight sweep")
    terminal.press("s")
    terminal.wait_for("Started")
    assert left(terminal) == 0

"""`jornada watch`: a line for each change, from whichever process, until it is told to end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from jornada.cli import main
from jornada.paths import Paths


@pytest.fixture
def home(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    # The program binds the language of its library to the process; it is put back.
    monkeypatch.setenv("LANGUAGE", "en")
    return {**environment, "JORNADA_NOW": "2026-11-20T10:00:00+01:00"}


def run(home: dict[str, str], *arguments: str) -> None:
    assert main(arguments, home) == 0


class Watching:
    """A watch in a process of its own; `line` waits for its next line."""

    def __init__(self, home: dict[str, str], *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jornada", "watch", *arguments],
            env=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def line(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def end(self, number: int) -> tuple[int, str, str]:
        """Send a signal; the exit code and what was still said."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@pytest.fixture
def watching(home: dict[str, str]) -> Iterator[Watching]:
    run(home, "add", "First")
    first = records(home)[-1]
    watch = Watching(home, "--json", "--since", first)
    run(home, "add", "Second")
    yield watch
    watch.process.kill()
    watch.process.communicate()


def records(home: dict[str, str]) -> list[str]:
    from jornada.cli.door import Door

    door = Door(home)
    try:
        return [record.id for record in door.open_desk().records()]
    finally:
        door.close()


def test_each_change_is_a_line_from_any_process_or_device(
    home: dict[str, str], watching: Watching, paths: Paths
) -> None:
    second = watching.line()
    assert set(second) == {"version", "id", "at", "do", "subject", "title"}
    assert (second["version"], second["do"], second["title"]) == (1, "task.add", "Second")
    assert second["subject"] == second["id"]
    assert second["at"] == "2026-11-20T10:00:00+01:00"

    run(home, "start", "Second")
    started = watching.line()
    assert (started["do"], started["subject"], started["title"]) == ("task.start", second["id"], "Second")

    run(home, "stop")
    stopped = watching.line()
    assert (stopped["do"], stopped["subject"]) == ("task.stop", second["id"])

    run(home, "undo")
    undone = watching.line()
    assert (undone["do"], undone["subject"], undone["title"]) == ("undo", second["id"], "Second")

    other = paths.journal / "2026" / "2026-11-20.zzzz.toml"
    other.write_text(
        'zzzz-1 = { at = 2026-11-20T10:00:00+01:00, n = 90, do = "interrupt", title = "Ñandú" }\n'
    )
    told = watching.line()
    assert (told["id"], told["do"], told["subject"], told["title"]) == (
        "zzzz-1",
        "interrupt",
        "zzzz-1",
        "Ñandú",
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_a_signal_ends_it_without_a_word(watching: Watching, number: signal.Signals) -> None:
    watching.line()

    assert watching.end(number) == (0, "", "")


def test_it_ends_when_nobody_reads_on(watching: Watching) -> None:
    watching.line()
    assert watching.process.stdout is not None
    assert watching.process.stderr is not None
    watching.process.stdout.close()

    assert watching.process.wait(timeout=30) == 0
    assert watching.process.stderr.read() == ""


def test_a_pipe_that_is_closed_at_once_is_no_error(home: dict[str, str]) -> None:
    run(home, "add", "First")
    run(home, "add", "Second")
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "jornada", "watch", "--json", "--since", records(home)[0]]
    done = subprocess.run(command, env=home, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60)
    os.close(write)

    assert (done.returncode, done.stderr) == (0, "")


def test_without_json_each_change_is_a_sentence(home: dict[str, str]) -> None:
    run(home, "add", "First")
    known = records(home)[-1]
    run(home, "start", "First")
    watch = Watching({**home, "JORNADA_LANG": "es"}, "--since", known)
    assert watch.process.stdout is not None

    assert watch.process.stdout.readline() == "10:00 En curso: First\n"
    assert watch.end(signal.SIGTERM)[0] == 0


def test_a_record_that_is_not_there_is_said(home: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", "--since", "zzzz-99"], home) == 1
    assert capsys.readouterr().err == "There is no record “zzzz-99” in the journal\n"

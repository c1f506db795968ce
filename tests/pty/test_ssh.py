"""Over SSH, for real: the program on another machine, in tmux there, over a link that breaks.

The time zone is the workflow's, not that of the other machine; the language is the person's, whose
terminal sends it along.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.pty.ssh_box import Box, program, wait_until_nothing_runs_with
from tests.pty.terminal import Terminal

pytestmark = [
    pytest.mark.skipif(program("sshd") is None, reason="sshd is not installed"),
    pytest.mark.skipif(program("tmux") is None, reason="tmux is not installed"),
]

MORNING = "2026-11-20T09:40:00+01:00"
IN_TOKYO = "2026-11-20T17:40:00+09:00"
DETACH = "\x02d"
JORNADA = (sys.executable, "-m", "jornada")
SPANISH, ENGLISH = {"LANG": "es_ES.UTF-8"}, {"LANG": "en_GB.UTF-8"}


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    box = Box(tmp_path_factory.mktemp("box"))
    yield box
    box.close()


class Person:
    """Somebody with a terminal here and a day over there."""

    def __init__(self, box: Box, home: Path) -> None:
        self.box = box
        self.home = home
        self.opened: list[Terminal] = []
        (home / "tmux.conf").write_text("set -g status off\nset -sg escape-time 0\n", encoding="utf-8")

    def connect(
        self, command: Sequence[str], *, columns: int, rows: int, speaks: dict[str, str] = SPANISH
    ) -> Terminal:
        """Open a terminal of that size on that command, with the person's files over there."""
        settings = (
            f"HOME={self.home}",
            "SHELL=/bin/sh",
            f"JORNADA_DATA={self.home}/data",
            f"JORNADA_CONFIG={self.home}/config",
            f"JORNADA_STATE={self.home}/state",
            f"JORNADA_NOW={IN_TOKYO}",
        )
        terminal = self.box.connect(
            ["env", *settings, *command], columns=columns, rows=rows, environment=speaks
        )
        self.opened.append(terminal)
        return terminal

    def tmux(self, *command: str) -> tuple[str, ...]:
        return ("tmux", "-u", "-S", f"{self.home}/tmux", "-f", f"{self.home}/tmux.conf", *command)

    def words(self) -> list[object]:
        """What was done, as the files over there say it."""
        files = sorted((self.home / "data" / "journal").rglob("*.toml"))
        records = [each for file in files for each in tomllib.loads(file.read_text("utf-8")).values()]
        assert all(str(each["at"].utcoffset()) == "1:00:00" for each in records)  # Madrid's
        return [each["do"] for each in records if each["do"] != "day.plan"]

    def leaves_nothing_running(self) -> None:
        wait_until_nothing_runs_with(f"JORNADA_DATA={self.home}/data")

    def close(self) -> None:
        """Whatever a test came to, nothing of it stays."""
        for terminal in self.opened:
            terminal.close()
        subprocess.run(self.tmux("kill-server"), stderr=subprocess.DEVNULL, check=False)
        self.leaves_nothing_running()


@pytest.fixture
def person(box: Box, tmp_path: Path) -> Iterator[Person]:
    person = Person(box, tmp_path)
    yield person
    person.close()


def test_the_other_machine_has_another_zone_and_no_language(box: Box) -> None:
    assert box.run(["date", "+%z"]) == "+0900\n"
    assert "LANG=\n" not in box.run(["env"])


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (45, 20)])
def test_a_day_in_tmux_over_there_outlives_the_link(person: Person, columns: int, rows: int) -> None:
    open_day = person.tmux("new-session", "-A", "-s", "day", *JORNADA)
    first = person.connect(open_day, columns=columns, rows=rows)
    first.wait_for("Mañana")
    first.wait_for("09:40")  # Madrid's hour, eight before that of the other machine
    first.press("s")
    first.wait_for("▶ ")
    first.press(DETACH)
    assert first.wait_for_end() == 0

    again = person.connect(open_day, columns=columns, rows=rows)
    again.wait_for("09:45")
    again.wait_for("▶ ")
    again.resize(110, 35)
    again.wait_for(lambda text: "Incidencias" in text.splitlines()[4])
    again.resize(columns, rows)
    again.wait_for("09:45")
    again.kill()  # the link is gone, and nobody said so
    again.wait_for_end()

    back = person.connect(open_day, columns=columns, rows=rows)
    back.wait_for("▶ ")
    back.press("d")
    back.wait_for("✓ ")
    back.press("q")
    assert back.wait_for_end() == 0
    assert person.words() == ["task.start", "task.done"]
    person.leaves_nothing_running()


def test_without_tmux_the_lost_link_ends_it_and_what_was_done_is_there(person: Person) -> None:
    first = person.connect(JORNADA, columns=80, rows=24, speaks=ENGLISH)
    first.wait_for("Overnight sweep")
    first.wait_for("q Quit")
    first.press("s")
    first.wait_for("Started")
    first.kill()
    first.wait_for_end()
    person.leaves_nothing_running()
    assert person.words() == ["task.start"]

    back = person.connect(JORNADA, columns=80, rows=24)
    back.wait_for("▶ ")
    back.wait_for("q Salir")  # now in another language
    back.press("q")
    assert back.wait_for_end() == 0

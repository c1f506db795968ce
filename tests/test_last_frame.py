"""The file of the last frame: what is drawn of it, and when nothing is."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte
import pytest

from jornada import last_frame
from jornada.cli.door import Door
from jornada.last_frame import FILE_NAME, ShownFrame, last_frame_bytes, show_last_frame

COLUMNS, ROWS = 20, 3
LINES = ("Morning  2 h", "○ Café Ñandú", "q Quit")


@dataclass(frozen=True)
class Pty:
    """A terminal: our end, and that of the program."""

    ours: int
    its: int

    def show(self, environment: dict[str, str]) -> ShownFrame | None:
        return show_last_frame(environment, source=self.its, target=self.its)

    def read(self) -> str:
        return os.read(self.ours, 4096).decode()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pty]:
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (ROWS, COLUMNS))
    monkeypatch.setattr(last_frame, "_end_orderly", lambda frame: None)
    yield Pty(ours, its)
    os.close(ours)
    os.close(its)


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    return {"TERM": "xterm-256color", "JORNADA_STATE": str(tmp_path), "JORNADA_LANG": "en"}


def keep(surroundings: dict[str, str], lines: tuple[str, ...] = LINES, columns: int = COLUMNS) -> Path:
    path = Path(surroundings["JORNADA_STATE"]) / FILE_NAME
    path.write_bytes(last_frame_bytes(surroundings, columns, lines, "2", " As it was; opening…"))
    return path


def test_a_frame_of_this_terminal_is_drawn_and_what_is_typed_is_silent(
    terminal: Pty, surroundings: dict[str, str]
) -> None:
    keep(surroundings)
    before = termios.tcgetattr(terminal.its)

    frame = terminal.show(surroundings)

    assert frame is not None
    drawn = terminal.read()
    assert drawn.startswith("\x1b[?1049h")
    assert "Morning  2 h" in drawn
    assert "Café Ñandú" in drawn
    assert "As it was; opening…" in drawn
    assert "Quit" not in drawn  # the keys that do not act yet
    assert not termios.tcgetattr(terminal.its)[3] & (termios.ECHO | termios.ICANON)

    frame.close()
    frame.close()

    assert termios.tcgetattr(terminal.its) == before
    assert terminal.read().endswith("\x1b[?1049l\x1b[?25h")


def test_blanks_are_passed_over_and_stand_there_all_the_same(
    terminal: Pty, surroundings: dict[str, str]
) -> None:
    rows = ("", "  a b" + " " * 9 + "c", " ")
    keep(surroundings, rows)

    frame = terminal.show(surroundings)

    assert frame is not None
    screen = pyte.Screen(COLUMNS, ROWS)
    drawn = terminal.read()
    pyte.Stream(screen).feed(drawn)
    assert [line.rstrip() for line in screen.display[:2]] == [row.rstrip() for row in rows[:2]]
    assert " " * 9 not in drawn
    assert frame.rows == (*rows[:2], " As it was; opening…")
    assert frame.style == "2"
    assert frame.stands
    frame.close()


@pytest.mark.parametrize("number", [signal.SIGWINCH, signal.SIGCONT])
def test_what_happens_to_the_terminal_meanwhile_is_noticed(
    terminal: Pty, surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.undo()
    before = {
        each: signal.getsignal(each)
        for each in (signal.SIGHUP, signal.SIGTERM, signal.SIGWINCH, signal.SIGCONT)
    }
    keep(surroundings)
    try:
        frame = terminal.show(surroundings)
        assert frame is not None
        os.kill(os.getpid(), number)
        assert not frame.stands
        frame.close()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_whoever_takes_the_screen_over_leaves_it_itself(terminal: Pty, surroundings: dict[str, str]) -> None:
    keep(surroundings)
    before = termios.tcgetattr(terminal.its)
    frame = terminal.show(surroundings)
    assert frame is not None
    terminal.read()

    frame.hand_over()
    frame.close()
    os.write(terminal.its, b"next")

    assert terminal.read() == "next"
    assert termios.tcgetattr(terminal.its) == before


@pytest.mark.parametrize(
    "changed",
    [{"TERM": "dumb"}, {"TERM": ""}, {"TERM": "vt100"}, {"NO_COLOR": "1"}, {"JORNADA_DATA": "/elsewhere"}],
    ids=str,
)
def test_one_of_another_terminal_or_of_other_data_is_not_drawn(
    terminal: Pty, surroundings: dict[str, str], changed: dict[str, str]
) -> None:
    keep(surroundings)

    assert terminal.show(surroundings | changed) is None


def test_one_of_another_size_is_not_drawn(terminal: Pty, surroundings: dict[str, str]) -> None:
    keep(surroundings, columns=COLUMNS + 1)
    assert terminal.show(surroundings) is None

    keep(surroundings, lines=(*LINES, "one more"))
    assert terminal.show(surroundings) is None


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-5],
        lambda data: data + b"one more row",
        lambda data: data.replace(b"Morning", b"\x1b[31m"),
        lambda data: data.replace(b"Morning", "\x9b31m".encode()),
        lambda data: data.replace(b"\n2\n", b"\n2m\x1b[5\n"),
        lambda data: b"",
        lambda data: os.urandom(300),
    ],
    ids=["torn", "longer", "escape", "C1", "style", "empty", "noise"],
)
def test_what_is_not_whole_or_would_be_obeyed_is_not_drawn(
    terminal: Pty, surroundings: dict[str, str], harm: object
) -> None:
    path = keep(surroundings)
    assert callable(harm)
    path.write_bytes(harm(path.read_bytes()))

    assert terminal.show(surroundings) is None


def test_a_link_is_not_followed(terminal: Pty, surroundings: dict[str, str], tmp_path: Path) -> None:
    path = keep(surroundings)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")

    assert terminal.show(surroundings) is None


def test_without_a_frame_or_a_terminal_nothing_is_drawn(
    terminal: Pty, surroundings: dict[str, str], tmp_path: Path
) -> None:
    assert terminal.show(surroundings) is None

    keep(surroundings)
    with (tmp_path / "no terminal").open("w") as file:
        assert show_last_frame(surroundings, source=terminal.its, target=file.fileno()) is None


def test_titles_are_kept_as_text() -> None:
    data = last_frame_bytes({}, COLUMNS, ("a\x1b[2Jb\x9bc\td", "keys"), "2", "told")

    assert data.split(b"\n")[2:] == [b"a[2Jbcd", b"told", b""]


def test_almost_nothing_is_loaded_for_it() -> None:
    told = "import sys; before = set(sys.modules); import jornada.__main__, jornada.last_frame; "
    told += "print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert done.stdout.split() == [
        "__future__",
        "gc",
        "jornada",
        "jornada.__main__",
        "jornada.last_frame",
        "jornada.places",
    ]


def test_what_is_said_on_the_command_line_stands_on_the_screen_from_before(
    terminal: Pty, surroundings: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    keep(surroundings)
    frame = terminal.show(surroundings)
    terminal.read()
    door = Door(surroundings, frame)

    door.complain("It cannot be opened")

    assert terminal.read().endswith("\x1b[?1049l\x1b[?25h")
    assert capsys.readouterr().err == "It cannot be opened\n"

"""What goes over the line, and how often the program wakes, in a real terminal.

Bytes repeat exactly; they are asserted with a margin. The window of silence is the only time waited for.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal, environment

NOW = "2026-11-20T09:40:00+01:00"
SILENCE_SECONDS = 6.0
MOST_WAKE_UPS = 1
"""In that time; ten a minute."""
FLOOR_BYTES = 3118
"""The least that a full-screen list of that size costs."""


class Pane:
    """The dashboard on files of its own, with one driver or the other."""

    def __init__(self, home: Path, driver: str = "", **extra: str) -> None:
        asked = {"JORNADA_NOW": NOW, "JORNADA_DRIVER": driver, "COLORTERM": "truecolor", **extra}
        self.terminal = Terminal(environment(home, **asked), columns=120, rows=40)
        self.terminal.wait_for("Overnight sweep")
        self.terminal.wait_for("q Quit")

    def press(self, keys: str, wanted: str | Callable[[str], bool]) -> int:
        """The bytes that came until that could be seen."""
        before = len(self.terminal.received)
        self.terminal.press(keys)
        self.terminal.wait_for(wanted)
        return len(self.terminal.received) - before

    def wake_ups(self) -> int:
        """How often any of its threads has been woken so far."""
        tasks = Path(f"/proc/{self.terminal.child.pid}/task")
        return sum(
            int(re.findall(r"^voluntary_ctxt_switches:\s*(\d+)", (task / "status").read_text(), re.M)[0])
            for task in tasks.iterdir()
        )


@pytest.fixture
def panes(tmp_path: Path) -> Iterator[dict[str, Pane]]:
    opened: dict[str, Pane] = {}

    class Panes(dict[str, Pane]):
        def __missing__(self, driver: str) -> Pane:
            home = tmp_path / (driver or "default")
            home.mkdir()
            opened[driver] = self[driver] = Pane(home, driver)
            return opened[driver]

    yield Panes()
    for pane in opened.values():
        pane.terminal.close()


def test_starting_costs_little_more_than_the_least(panes: dict[str, Pane]) -> None:
    assert len(panes[""].terminal.received) <= 2.2 * FLOOR_BYTES


def test_a_cursor_move_costs_what_moves(panes: dict[str, Pane]) -> None:
    assert panes[""].press("j", "▌○ Updating") <= 80


STEPS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("2", lambda text: "Week 47" in text),
    ("1", lambda text: "Week 47" not in text and "Overnight sweep" in text),
    ("m", lambda text: "Overnight sweep" in text and "esc" in text),
    ("\x1b", lambda text: "esc" not in text and "q Quit" in text),
    ("G", lambda text: "▌○ Listening  Overnight" not in text),
    ("\x1b[5~", lambda text: "▌○ Listening  Overnight" in text),
)


def test_other_screens_and_dialogs_cost_a_third_of_what_they_cost_elsewhere(panes: dict[str, Pane]) -> None:
    ours = panes[""].terminal

    def is_ours(text: str) -> bool:
        ours.read(0)  # the rest of a frame that came in two parts
        return text == ours.text

    for keys, wanted in STEPS:
        own, stock = (panes[driver].press(keys, wanted) for driver in ("", "stock"))
        assert own <= 0.35 * stock, keys
        panes["stock"].terminal.wait_for(is_ours)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="what wakes is counted in /proc")
def test_between_minutes_nothing_is_sent_and_nobody_wakes(panes: dict[str, Pane]) -> None:
    pane = panes[""]
    assert not pane.terminal.read(1.0), "still starting"
    before = pane.wake_ups()
    assert not pane.terminal.read(SILENCE_SECONDS)
    assert pane.wake_ups() - before <= MOST_WAKE_UPS


@pytest.mark.parametrize("by", ["the key", "a signal"])
def test_where_no_shell_could_wake_it_up_it_is_not_stopped(panes: dict[str, Pane], by: str) -> None:
    """A pane that runs nothing else: nobody there could say `fg`."""
    pane = panes[""]
    shown = pane.terminal.lines
    for _ in range(2):
        before = len(pane.terminal.received)
        pane.terminal.screen.reset()
        if by == "the key":
            pane.terminal.press("\x1a")
        else:
            pane.terminal.child.kill(signal.SIGTSTP)
        pane.terminal.wait_for("q Quit")
        assert pane.terminal.lines == shown
        assert b"\x1b[?1049l" in pane.terminal.received[before:]  # a shell would have had its screen
    pane.press("j", "▌○ Updating")
    pane.press("a", "Add")
    pane.press("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz")


def test_however_often_it_is_told_to_stop_and_go_on_it_takes_every_key(panes: dict[str, Pane]) -> None:
    pane = panes[""]
    for _ in range(20):
        for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGCONT):
            pane.terminal.child.kill(number)
        pane.terminal.read(0.05)
    pane.terminal.wait_for("q Quit")
    pane.press("a", "Add")
    pane.press("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz")
    pane.terminal.press("\x1b")
    pane.terminal.wait_for("abcdefghijklmnopqrstuvwxyz", gone=True)
    pane.terminal.press("q")
    assert pane.terminal.wait_for_end() == 0


BACK_AND_STOPPED = "bg; until jobs -s | grep -q jornada; do :; done; printf 'it %s\\n' stopped\r"
WAYS_TO_START = {"by itself": "{}", "by somebody who waits": "sh -c '{}; true'"}


@pytest.mark.parametrize("way", WAYS_TO_START)
def test_a_shell_takes_the_terminal_and_gives_it_back_by_fg(tmp_path: Path, way: str) -> None:
    asked = environment(tmp_path, JORNADA_NOW=NOW, PS1="ready$ ")
    shell = Terminal(asked, program=("bash", "--norc", "--noprofile", "-i"))
    try:
        shell.wait_for("ready$")
        shell.press(WAYS_TO_START[way].format(f"{sys.executable} -m jornada") + "\r")
        shell.wait_for("q Quit")
        shown = shell.lines
        for _ in range(2):
            shell.press("\x1a")
            shell.wait_for("Stopped")
            shell.press("echo what is ty''ped\r")
            shell.wait_for("what is typed")
            shell.press("fg\r")
            shell.wait_for(lambda text: "q Quit" in text and "ready$" not in text)
            assert shell.lines == shown
        shell.press("j")
        shell.wait_for("▌○ 2 Updating")
        shell.press("q")
        shell.wait_for("ready$")
    finally:
        shell.close()


def test_a_shell_that_sends_it_to_the_back_has_it_stopped_and_takes_it_up_again(tmp_path: Path) -> None:
    asked = environment(tmp_path, JORNADA_NOW=NOW, PS1="ready$ ")
    shell = Terminal(asked, program=("bash", "--norc", "--noprofile", "-i"))
    try:
        shell.wait_for("ready$")
        shell.press(f"{sys.executable} -m jornada\r")
        shell.wait_for("q Quit")
        shell.press("\x1a")
        shell.wait_for("Stopped")
        shell.press(BACK_AND_STOPPED)  # it must not draw over what somebody else has on the screen
        shell.wait_for("it stopped")
        shell.press("fg\r")
        shell.wait_for(lambda text: "q Quit" in text and "ready$" not in text)
        shell.press("j")
        shell.wait_for("▌○ 2 Updating")
        shell.press("q")
        shell.wait_for("ready$")
        shell.press("stty -a | grep -o ' echo '; echo at the en''d\r")
        assert " echo" in shell.wait_for("at the end")
    finally:
        shell.close()


def test_half_a_letter_and_bytes_that_are_none_are_taken(panes: dict[str, Pane]) -> None:
    pane = panes[""]
    pane.terminal.press("a")
    pane.terminal.wait_for("Add")
    for part in (b"caf", b"\xc3", b"\xa9 \xff\xfe ", b"\xe6\x97", b"\xa5"):
        pane.terminal.child.send(part)
        pane.terminal.wait_for(lambda text: True)
    pane.terminal.wait_for("café")
    pane.terminal.wait_for("日")


def _reads_lines(pane: Pane) -> None:
    """What a shell does with the terminal of a program that it sees stopped."""
    descriptor = pane.terminal.child.child_fd
    given = termios.tcgetattr(descriptor)
    given[tty.LFLAG] |= termios.ICANON | termios.ECHO | termios.ISIG
    given[tty.IFLAG] |= termios.ICRNL
    termios.tcsetattr(descriptor, termios.TCSANOW, given)


@pytest.mark.parametrize("is_stopped", [False, True], ids=["never stopped", "stopped by force"])
def test_one_that_is_told_to_go_on_without_having_stopped_itself_takes_every_key(
    panes: dict[str, Pane], is_stopped: bool
) -> None:
    pane = panes[""]
    shown = pane.terminal.lines
    for _ in range(3):
        if is_stopped:
            pane.terminal.child.kill(signal.SIGSTOP)
            os.waitid(os.P_PID, pane.terminal.child.pid, os.WSTOPPED)
            _reads_lines(pane)
        pane.terminal.screen.reset()
        pane.terminal.child.kill(signal.SIGCONT)
        pane.terminal.wait_for(lambda text: "q Quit" in text and pane.terminal.lines == shown)
    pane.press("j", "▌○ Updating")
    pane.press("a", "Add")
    pane.press("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz")
    # Behind an escape at once, a key would be another one.
    pane.terminal.press("\x1b")
    pane.terminal.wait_for("abcdefghijklmnopqrstuvwxyz", gone=True)
    pane.terminal.press("q")
    assert pane.terminal.wait_for_end() == 0

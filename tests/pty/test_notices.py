"""What a real terminal is sent beside the screen: the bell, a notification, the title and its return."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal, environment

OPTIONS = "notify_terminal = true\nterminal_title = true\nwindow_name = true\nnotice_block_end = 60\n"
PUSH, POP, FREE = b"\x1b[22;2t", b"\x1b[23;2t", b"\x1bk\x1b\\"


@pytest.mark.parametrize("driver", ["stock", "own"])
def test_the_bell_a_notice_and_the_title_which_comes_back(tmp_path: Path, driver: str) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(OPTIONS)
    # The block comes to be about to end with the first full minute, two seconds after the start.
    settings = {"JORNADA_NOW": "2026-11-20T10:59:58+01:00", "JORNADA_DRIVER": driver, "TERM": "tmux-256color"}
    terminal = Terminal(environment(tmp_path, **settings))
    try:
        terminal.wait_for("Morning ends in")
        terminal.press("s")
        terminal.wait_for("Started:")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()

    said = terminal.received
    assert b"\x1b]9;Morning ends in 1 h\x07" in said
    assert b"\x07" in re.sub(rb"\x1b\][^\x07]*\x07", b"", said)
    assert said.index(PUSH) < said.index(b"\x1b]2;Jornada\x07") < said.index(b"\x1b]2;Overnight sweep")
    assert b"\x1bkOvernight sweep of mentions\x1b\\" in said
    assert said.count(POP) == said.count(PUSH) == 1
    assert said.index(b"]2;Overnight") < said.index(POP) < said.rindex(b"\x1b[?1049l")
    assert said.index(b"kOvernight") < said.index(FREE)


def test_who_is_told_to_end_gives_the_title_back_too(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("terminal_title = true\n")
    terminal = Terminal(environment(tmp_path, JORNADA_NOW="2026-11-20T09:30:00+01:00"))
    try:
        terminal.wait_for("Overnight")
        terminal.kill(signal.SIGTERM)
        terminal.wait_for_end()
    finally:
        terminal.close()
    assert terminal.received.count(POP) == terminal.received.count(PUSH) == 1


def test_a_terminal_that_is_asked_for_nothing_is_told_nothing(tmp_path: Path) -> None:
    terminal = Terminal(environment(tmp_path, JORNADA_NOW="2026-11-20T09:30:00+01:00"))
    try:
        terminal.wait_for("Overnight")
        terminal.press("s")
        terminal.wait_for("Started:")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
    assert not any(each in terminal.received for each in (PUSH, POP, FREE, b"\x1b]9;", b"\x1b]2;"))

"""Whether the terminal hands its mouse over is the person's word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pty.terminal import Terminal, environment

ASKS_FOR_MOUSE = (b"\x1b[?1000h", b"\x1b[?1003h", b"\x1b[?1006h")


@pytest.mark.parametrize("wanted", [True, False])
def test_the_mouse_is_taken_or_left_to_the_terminal(tmp_path: Path, wanted: bool) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "config.toml").write_text(f"mouse = {'true' if wanted else 'false'}\n")
    terminal = Terminal(environment(tmp_path))
    try:
        terminal.wait_for("q Quit")
        assert [asked in terminal.received for asked in ASKS_FOR_MOUSE] == [wanted] * 3
    finally:
        terminal.close()

"""The frame and the key table of README.md, taken from the real program.

`python -m tests.readme` writes them anew; `tests/test_readme.py` fails where they are stale.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.pty.terminal import Terminal, environment

README = Path(__file__).resolve().parents[1] / "README.md"
MORNING = (
    ("09:02", "start", "sweep"),
    ("09:31", "done"),
    ("09:31", "start", "publish and answer"),
    ("09:40", "add", "Call the printer @planning 10m !noon due 13:30"),
    ("09:52", "interrupt", "Viral comment about the menu"),
    ("09:53", "incident", "severity", "viral", "3"),
)


def run(home: Path, time: str, *arguments: str) -> str:
    """What a command prints at that time of the day."""
    done = subprocess.run(
        [sys.executable, "-m", "jornada", *arguments],
        env=environment(home, JORNADA_NOW=f"2026-11-20T{time}:00+01:00"),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def frame() -> str:
    """A Friday morning as the dashboard shows it at 80×24."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory)
        for time, *arguments in MORNING:
            run(home, time, *arguments)
        terminal = Terminal(environment(home, JORNADA_NOW="2026-11-20T09:58:00+01:00"))
        try:
            terminal.wait_for("q Quit")
            return terminal.text
        finally:
            terminal.close()


def keys() -> str:
    """The table of keys."""
    with tempfile.TemporaryDirectory() as directory:
        return run(Path(directory), "09:00", "keys", "--markdown").rstrip("\n")


def part(name: str, text: str) -> str:
    """What stands between the marks of that name."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    assert found, f"README.md has no part {name}"
    return found[1]


def parts() -> dict[str, str]:
    """The parts as they should be."""
    return {"frame": f"```\n{frame()}\n```\n", "keys": f"{keys()}\n"}


def write() -> None:
    text = README.read_text(encoding="utf-8")
    for name, wanted in parts().items():
        text = text.replace(f"<!-- {name} -->\n{part(name, text)}", f"<!-- {name} -->\n{wanted}")
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()

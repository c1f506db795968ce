"""A person's files, used by the program as it is installed."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.pty.terminal import Terminal, environment

MORNING = "2026-11-20T09:40:00+01:00"
LATER = "2026-11-20T10:30:00+01:00"


class Home:
    """A person's files, and the terminals opened on them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.opened: list[Terminal] = []

    def open(self, *, now: str = MORNING, columns: int = 80, rows: int = 24, **extra: str) -> Terminal:
        terminal = Terminal(environment(self.path, JORNADA_NOW=now, **extra), columns=columns, rows=rows)
        self.opened.append(terminal)
        return terminal

    def command(self, *arguments: str, now: str = MORNING) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "jornada", *arguments],
            env=environment(self.path, JORNADA_NOW=now),
            capture_output=True,
            text=True,
            check=False,
        )

    def records(self) -> list[dict[str, object]]:
        """All that was written, as any TOML reader reads it, without the day's plan."""
        found = [
            record
            for file in sorted((self.path / "data" / "journal").rglob("*.toml"))
            for record in tomllib.loads(file.read_text(encoding="utf-8")).values()
        ]
        return [record for record in found if record["do"] != "day.plan"]

    def words(self) -> list[object]:
        return [record["do"] for record in self.records()]

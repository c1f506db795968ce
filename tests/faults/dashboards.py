"""A dashboard in a real terminal on which somebody plans five minutes more at each press of a key."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from jornada.core.intents import TaskMinutes
from tests.faults.people import NOW, paths_of
from tests.pty.terminal import Terminal, environment

SWEEP = re.compile(r"Overnight sweep of mentions.* (\d+)  \S 09:45")
PLANNED_MINUTES, STEP_MINUTES = 45, 5
OUR_PROGRAM, NAIVE_PROGRAM = "jornada", "tests.faults.naive"


class Dashboard:
    """A dashboard that has opened. `before` are the words of a program that is to start it."""

    def __init__(self, root: Path, module: str = OUR_PROGRAM, *, before: Sequence[str] = ()) -> None:
        self.root = root
        self.pressed = 0
        self.terminal = Terminal(
            {**environment(root, JORNADA_NOW=NOW), "PYTHONPATH": os.pathsep.join(sys.path)},
            program=(*before, sys.executable, "-m", module),
        )
        self.terminal.wait_for("q Quit")

    @property
    def process(self) -> int:
        return int(self.terminal.child.pid)

    def press(self) -> None:
        """Plan five minutes more, and wait until the row shows them."""
        self.terminal.press("+")
        self.pressed += 1
        self.terminal.wait_for(lambda _: self.shown == self.pressed)

    @property
    def shown(self) -> int:
        """How many presses the row tells of; -1 where it is not to be seen."""
        found = SWEEP.search(self.terminal.text)
        return (int(found[1]) - PLANNED_MINUTES) // STEP_MINUTES if found else -1

    def there(self) -> int:
        """How many of them stand in the journal's files."""
        lines = (file.read_text() for file in paths_of(self.root).journal.rglob("*.toml"))
        return sum(text.count(f'do = "{TaskMinutes.do}"') for text in lines)


def journal_of(root: Path) -> Path:
    """The first file of a journal."""
    return next(paths_of(root).journal.rglob("*.toml"))

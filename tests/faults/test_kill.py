"""kill -9 at a random moment: every record that was acknowledged is there, and none that nobody asked for."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults.conftest import Figure
from tests.faults.dashboards import NAIVE_PROGRAM, OUR_PROGRAM, Dashboard
from tests.faults.nursery import Nursery
from tests.faults.people import NAIVE, OURS, acknowledged, adds
from tests.faults.record_book import Damage, damage, fill

COMMANDS_KILLED = {True: 800, False: 24}
DASHBOARDS_KILLED = {True: 200, False: 2}
AT_ONE_JOURNAL = 100
UNTIL_CAUGHT = 400
"""So often at the most is the naive writer killed until it loses something."""

PRESSES = 12


def wait_for(noted: Path, count: int) -> float:
    """Wait until so many were acknowledged; the seconds that the last one took."""
    while True:
        lines = noted.read_text().splitlines() if noted.exists() else []
        if len(lines) >= count:
            return float(lines[-1].split()[1]) / 1000
        time.sleep(0.001)


def killed_commands(nursery: Nursery, root: Path, writer: str, chance: random.Random) -> Iterator[Damage]:
    """Kill, again and again, whoever gives one command after the other; what it has done to the journal."""
    asked: set[str] = set()
    for number in range(AT_ONE_JOURNAL):
        name = f"kill{number}n"
        process = nursery.start(adds, writer, str(root), name, 1000)
        took = wait_for(root / f"acknowledged.{name}", chance.randrange(1, 4))
        time.sleep(chance.uniform(0.0, 1.5 * took))
        os.kill(process, signal.SIGKILL)
        assert nursery.wait(process) == -signal.SIGKILL
        said = acknowledged(root)
        # The command that was killed may have got as far as its record.
        done = sum(title.startswith(name) for title in said)
        asked |= {*said, f"{name}{done:05d}"}
        yield damage(root, said, asked)


def test_commands_that_are_killed(nursery: Nursery, tmp_path: Path, *, full: bool, figure: Figure) -> None:
    chance = random.Random(1)
    kills = said = 0
    while kills < COMMANDS_KILLED[full]:
        root = tmp_path / str(kills)
        fill(root, 100)
        for found in killed_commands(nursery, root, OURS, chance):
            assert not found
            kills += 1
            if kills == COMMANDS_KILLED[full]:
                break
        said += len(acknowledged(root))
    assert said >= kills
    figure("1", "commands killed at random", kills)
    figure("1", "acknowledged by commands", said)
    figure("1", "lost or false of commands", 0)


def test_commands_that_are_killed_with_the_naive_writer(nursery: Nursery, tmp_path: Path) -> None:
    chance = random.Random(1)
    for number in range(UNTIL_CAUGHT // AT_ONE_JOURNAL):
        root = tmp_path / str(number)
        fill(root, 1000)
        if any(found.lost for found in killed_commands(nursery, root, NAIVE, chance)):
            return
    raise AssertionError("nothing was lost by a writer that writes the whole file anew")


def killed_dashboard(root: Path, module: str, chance: random.Random) -> tuple[int, int, int, Damage]:
    """Kill a dashboard on which somebody plans more minutes as fast as the keys can be pressed: how many
    steps the screen showed last, how many are in the journal, how many were asked for."""
    dashboard = Dashboard(root, module)
    before = dashboard.shown
    terminal = dashboard.terminal
    try:
        terminal.press("+" * PRESSES)
        end = time.monotonic() + chance.uniform(0.0, 0.3)
        while (left := end - time.monotonic()) > 0:
            terminal.read(left)
        terminal.kill()
        terminal.wait_for_end()
        # What it wrote before it was killed may be read after.
        shown = dashboard.shown
    finally:
        terminal.close()
    return shown, dashboard.there(), before + PRESSES, damage(root, (), ())


def test_dashboards_that_are_killed(tmp_path: Path, *, full: bool, figure: Figure) -> None:
    chance = random.Random(2)
    said = 0
    for number in range(DASHBOARDS_KILLED[full]):
        root = tmp_path / str(number // 4)  # minutes of a task may not grow for ever
        shown, there, asked, found = killed_dashboard(root, OUR_PROGRAM, chance)
        assert shown <= there <= asked
        assert not found
        said = max(said, shown)
    assert said
    figure("1", "dashboards killed at random", DASHBOARDS_KILLED[full])
    figure("1", "lost or false of dashboards", 0)


def test_dashboards_that_are_killed_with_the_naive_writer(tmp_path: Path) -> None:
    chance = random.Random(2)
    for number in range(UNTIL_CAUGHT):
        root = tmp_path / str(number)
        fill(root, 2000)
        shown, there, _, found = killed_dashboard(root, NAIVE_PROGRAM, chance)
        if shown > there or found:
            return
    raise AssertionError("nothing was lost by a writer that writes the whole file anew")

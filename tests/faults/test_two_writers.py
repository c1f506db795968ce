"""Several writers at once, and one that holds the lock and stands still: all is kept, nothing twice, and the
dashboard stays alive."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.conftest import Figure
from tests.faults.dashboards import NAIVE_PROGRAM, OUR_PROGRAM, Dashboard
from tests.faults.nursery import Nursery
from tests.faults.people import NAIVE, OURS, acknowledged, adds, command, paths_of, percentile
from tests.faults.record_book import Damage, damage, fill, read_book

EACH = {True: 1000, False: 60}
AT_ONCE = 20
TRY_AGAIN = 75


def written_by_two(nursery: Nursery, root: Path, writer: str, count: int) -> Damage:
    """Two writers at once, each with so many commands; what has become of what was acknowledged."""
    assert nursery.run(command, OURS, str(root), "add", "first 5m !morning") == 0
    writers = [nursery.start(adds, writer, str(root), name, count) for name in ("a", "b")]
    assert [nursery.wait(process) for process in writers] == [0, 0]
    asked = {"first", *(f"{name}{number:05d}" for name in ("a", "b") for number in range(count))}
    return damage(root, {"first", *acknowledged(root)}, asked)


def test_two_writers(nursery: Nursery, tmp_path: Path, *, full: bool, figure: Figure) -> None:
    assert not written_by_two(nursery, tmp_path, OURS, EACH[full])
    took = acknowledged(tmp_path)
    assert len(took) == 2 * EACH[full]
    records = read_book(tmp_path).records
    assert len({record.id for record in records}) == len(records)
    assert [record.n for record in records] == list(range(1, len(records) + 1))
    figure("8", "commands of two writers", len(took))
    figure("8", "lost or twice of two writers", 0)
    figure("8", "p99 of a command beside another, ms", round(percentile(list(took.values()), 0.99)))


def test_two_naive_writers_harm_each_others_work(nursery: Nursery, tmp_path: Path) -> None:
    for number in range(20):
        root = tmp_path / str(number)
        fill(root, 400)  # it takes its time to write all of it anew
        if written_by_two(nursery, root, NAIVE, 15):
            return
    raise AssertionError("no harm was done by two writers without a lock")


def beside(nursery: Nursery, root: Path, dashboard: Dashboard, writer: str) -> bool:
    """Twenty commands at once beside a dashboard that acts; whether anything was lost or is there twice."""
    titles = {f"beside{number}" for number in range(AT_ONCE)}
    dashboard.press()
    processes = [nursery.start(command, writer, str(root), "add", f"{title} 5m !noon") for title in titles]
    for _ in range(5):
        dashboard.press()
    codes = [nursery.wait(process) for process in processes]
    assert writer == NAIVE or codes == [0] * AT_ONCE
    return bool(damage(root, titles, titles)) or dashboard.there() != dashboard.pressed


def test_twenty_commands_beside_a_dashboard_that_acts(
    nursery: Nursery, tmp_path: Path, *, figure: Figure
) -> None:
    dashboard = Dashboard(tmp_path, OUR_PROGRAM)
    try:
        assert not beside(nursery, tmp_path, dashboard, OURS)
        # The dashboard has them all: each on a row, or counted.
        dashboard.terminal.wait_for(f"{12 + AT_ONCE} tasks open")
        dashboard.terminal.press("q")
        assert dashboard.terminal.wait_for_end() == 0
    finally:
        dashboard.terminal.close()
    figure("8", "commands at once beside a dashboard", AT_ONCE)
    figure("8", "lost or twice beside a dashboard", 0)


def test_commands_beside_a_naive_dashboard_harm_its_work(nursery: Nursery, tmp_path: Path) -> None:
    for number in range(10):
        root = tmp_path / str(number)
        root.mkdir()
        dashboard = Dashboard(root, NAIVE_PROGRAM)
        try:
            if beside(nursery, root, dashboard, NAIVE):
                return
        finally:
            dashboard.terminal.close()
    raise AssertionError("no harm was done by commands without a lock")


def hold(root: str) -> int:
    """Take the lock between processes, and stand still."""
    descriptor = os.open(paths_of(Path(root)).lock, os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    os.kill(os.getpid(), signal.SIGSTOP)
    return 0


@contextmanager
def holder(nursery: Nursery, root: Path) -> Iterator[int]:
    """A process that holds the lock and stands still, until the end or until it is told to go on."""
    process = nursery.start(hold, str(root), held=True)
    os.kill(process, signal.SIGCONT)
    while not _stands_still_with(process, paths_of(root).lock):
        time.sleep(0.001)
    try:
        yield process
    finally:
        os.kill(process, signal.SIGKILL)
        nursery.wait(process)


def _stands_still_with(process: int, lock: Path) -> bool:
    files = {os.path.realpath(file) for file in Path(f"/proc/{process}/fd").iterdir()}
    state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    return str(lock) in files and state == "T"


def test_a_command_does_not_wait_for_ever_for_the_lock(
    nursery: Nursery, tmp_path: Path, figure: Figure
) -> None:
    assert nursery.run(command, OURS, str(tmp_path), "add", "first 5m !morning") == 0
    with holder(nursery, tmp_path):
        assert nursery.run(command, OURS, str(tmp_path), "add", "second 5m !morning") == TRY_AGAIN
        assert not damage(tmp_path, {"first"}, {"first"})
        assert nursery.run(command, OURS, str(tmp_path), "list") == 0
        # Whoever takes no lock writes while another is at it.
        assert nursery.run(command, NAIVE, str(tmp_path), "add", "third 5m !morning") == 0
        assert damage(tmp_path, {"first"}, {"first"}).false == {"third"}
    assert nursery.run(command, OURS, str(tmp_path), "add", "fourth 5m !morning") == 0
    figure("8", "false while the lock was held", 0)


def test_the_dashboard_stays_alive_while_another_holds_the_lock(
    nursery: Nursery, tmp_path: Path, figure: Figure
) -> None:
    dashboard = Dashboard(tmp_path)
    terminal = dashboard.terminal
    try:
        dashboard.press()
        with holder(nursery, tmp_path):
            terminal.press("+")
            # It moves, goes to another screen and comes back while the save waits.
            terminal.press("2")
            terminal.wait_for("Week")
            terminal.press("1")
            terminal.wait_for("Queue")
            assert dashboard.shown == dashboard.pressed
            assert dashboard.there() == dashboard.pressed
        terminal.wait_for(lambda text: dashboard.shown > dashboard.pressed or "try again" in text)
        if dashboard.shown > dashboard.pressed:
            dashboard.pressed += 1
        else:  # all this took longer than it waits for the lock, and it says that nothing was done
            dashboard.press()
        assert dashboard.there() == dashboard.pressed
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
    figure("8", "lost while the lock was held", 0)

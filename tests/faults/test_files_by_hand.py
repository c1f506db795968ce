"""Fault 9: files that are edited, replaced or removed by hand, or doubled by a sync, while the dashboard is
open. They are taken over, and what vanished is asked about; nothing of it is silent."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from jornada.core import intents as do
from jornada.paths import Paths
from jornada.store.journal import ProblemKind
from jornada.store.watch import watch
from tests.cli.conftest import Shell
from tests.core.builders import planned
from tests.faults.conftest import Figure
from tests.store.helpers import line
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

MOST_SECONDS = 2.0
PATIENCE_SECONDS = 20.0
COPIES = (
    "{stem}.sync-conflict-20261120-101010-AAAAAAA.toml",
    "{stem} (conflicted copy 2026-11-20 101010).toml",
    "{stem} (Ana's conflicted copy 2026-11-20).toml",
    "{stem} (copia en conflicto de Ana 2026-11-20).toml",
)

Until = Callable[[Callable[[Dashboard], bool]], Awaitable[float]]


@asynccontextmanager
async def watching(day: Dashboard, paths: Paths) -> AsyncIterator[Until]:
    """The real word of the file system; and how long it takes until something is so."""

    async def until(holds: Callable[[Dashboard], bool]) -> float:
        began = time.monotonic()
        while not holds(day):
            assert time.monotonic() - began < PATIENCE_SECONDS, day.text()
            await day.pilot.pause(0.01)
            await day.settle()
        return time.monotonic() - began

    watcher = watch(paths, day.watcher.on_change, network=False)
    try:
        yield until
    finally:
        watcher.stop()


def told(figure: Figure, full: bool, seconds: float, what: str) -> None:
    """A busy machine fails nothing: only the full form holds the two seconds against it."""
    figure("9", f"seconds until {what}", f"{seconds:.2f}")
    assert not full or seconds < MOST_SECONDS


def own_file(paths: Paths) -> Path:
    (file,) = paths.journal.rglob(f"{FRIDAY}.*.toml")
    return file


ADDED = do.TaskAdd(title="Call the printer", date=FRIDAY)


async def test_a_file_of_another_device_that_comes_and_grows(
    dashboard: OpenDashboard, paths: Paths, full: bool, figure: Figure
) -> None:
    async with dashboard() as day, watching(day, paths) as until:
        file = paths.journal / "2026" / f"{FRIDAY}.bbbb.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(line("bbbb-1", 50, ADDED, day.desk.now()))
        seconds = await until(lambda day: "Call the printer" in day.text())
        with file.open("a") as grown:
            grown.write(line("bbbb-2", 51, do.TaskEdit(task="bbbb-1", title="Call nobody"), day.desk.now()))
        seconds = max(seconds, await until(lambda day: "Call nobody" in day.text()))

    told(figure, full, seconds, "another device's file is taken over")


@pytest.mark.parametrize("way", ["in place", "replaced"])
async def test_a_line_that_is_edited_by_hand_holds_and_is_said(
    dashboard: OpenDashboard, paths: Paths, full: bool, figure: Figure, way: str
) -> None:
    async with dashboard(before=(ADDED,)) as day, watching(day, paths) as until:
        file = own_file(paths)
        text = file.read_text().replace("Call the printer", "Call the plumber")
        if way == "in place":
            file.write_text(text)
        else:
            (file.parent / "draft").write_text(text)
            (file.parent / "draft").replace(file)
        seen: set[ProblemKind] = set()

        def shown(day: Dashboard) -> bool:
            seen.update(each.kind for each in day.desk.troubles().journal)
            return "Call the plumber" in day.text()

        seconds = await until(shown)
        assert "Call the printer" not in day.text()
        assert ProblemKind.EDITED in seen

    told(figure, full, seconds, f"a line edited by hand is shown, {way}")


@pytest.mark.parametrize("gone", ["line", "file", "directory"])
async def test_what_vanished_still_counts_and_is_asked_about(
    dashboard: OpenDashboard, paths: Paths, full: bool, figure: Figure, gone: str
) -> None:
    async with dashboard(before=(ADDED,)) as day, watching(day, paths) as until:
        file = own_file(paths)
        if gone == "line":
            lines = file.read_text().splitlines(keepends=True)
            file.write_text("".join(each for each in lines if "task.add" not in each))
        elif gone == "file":
            file.unlink()
        else:
            file.parent.rename(paths.data.parent / "away")
        seconds = await until(lambda day: "gone from the journal" in day.text())
        assert "Call the printer" in day.text(), "nothing goes without a word of the person"
        assert day.desk.troubles().vanished
        assert not file.exists() or "task.add" not in file.read_text(), "nothing is put back silently"

        assert day.desk.restore_vanished()
        await day.settle()
        assert "gone from the journal" not in day.text()
        assert "task.add" in own_file(paths).read_text()

    told(figure, full, seconds, f"what vanished is asked about, {gone}")


async def test_a_workflow_that_is_spoilt_mended_and_removed(
    dashboard: OpenDashboard, paths: Paths, full: bool, figure: Figure
) -> None:
    file = paths.workflows / "garcia.toml"
    good = (Path(__file__).parents[2] / "src/jornada/workflows/garcia.en.toml").read_text("utf-8")
    async with dashboard() as day, watching(day, paths) as until:
        await day.do(do.TaskDone(task=planned("overnight-sweep")))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("version = 1\ntitle = \n")
        seconds = await until(lambda day: "garcia.toml" in day.text())
        assert day.desk.troubles().workflow is not None
        file.write_text(good.replace("Adapt each piece per network", "Adapt it per network"))
        seconds = max(seconds, await until(lambda day: "today would change" in day.text()))
        assert "Adapt each piece per network" in day.text(), "it is proposed, the day is as it was planned"
        file.unlink()
        seconds = max(seconds, await until(lambda day: "today would change" not in day.text()))

    told(figure, full, seconds, "a workflow edited by hand is taken over")


async def test_a_file_of_the_calendar_that_comes_is_spoilt_and_goes(
    dashboard: OpenDashboard, paths: Paths, full: bool, figure: Figure
) -> None:
    file = paths.calendar / "2026-11.toml"
    async with dashboard() as day, watching(day, paths) as until:
        day.desk.posts()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text('[[post]]\nkey = "raffle"\ndate = "2026-11-20"\ntitle = "Raffle"\n')
        seconds = await until(lambda day: [post.key for post in day.desk.posts()] == ["raffle"])
        file.write_text("[[post]]\nkey = \n")
        seconds = max(seconds, await until(lambda day: "2026-11.toml" in day.text()))
        assert [post.key for post in day.desk.posts()] == ["raffle"], "its last good posts are in use"
        file.unlink()
        seconds = max(seconds, await until(lambda day: not day.desk.posts()))

    told(figure, full, seconds, "the editorial calendar is taken over")


# What a sync leaves


@pytest.mark.parametrize("copy", COPIES)
async def test_a_conflict_copy_of_a_journal_is_read_and_named(
    dashboard: OpenDashboard, paths: Paths, copy: str
) -> None:
    async with dashboard(before=(ADDED,)) as day, watching(day, paths) as until:
        file = own_file(paths)
        there = file.with_name(copy.format(stem=file.stem))
        theirs = do.TaskAdd(title="Call the plumber", date=FRIDAY)
        there.write_text(file.read_text() + line(f"{day.desk.device}-zz", 99, theirs, day.desk.now()))
        await until(lambda day: "Call the plumber" in day.text())

        (said,) = day.desk.troubles().journal
        assert (said.kind, said.file) == (ProblemKind.SYNC_CONFLICT_FILE, there)
        assert there.name[:24] in day.text()


PLACES: dict[str, Callable[[Paths], Path]] = {
    "workflow": lambda paths: paths.workflows / "garcia.toml",
    "calendar": lambda paths: paths.calendar / "2026-11.toml",
    "config": lambda paths: paths.config_file,
    "theme": lambda paths: paths.themes / "mine.toml",
}


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("kind", PLACES)
def test_a_conflict_copy_of_a_persons_file_is_named_by_check(shell: Shell, kind: str, copy: str) -> None:
    file = PLACES[kind](shell.paths)
    there = file.with_name(copy.format(stem=file.stem))
    there.parent.mkdir(parents=True)
    there.write_text("")

    assert str(there) in shell("check", fails=65).err


async def test_conflict_copies_are_named_while_the_dashboard_is_open(
    dashboard: OpenDashboard, paths: Paths, full: bool, figure: Figure
) -> None:
    async with dashboard() as day, watching(day, paths) as until:
        there = paths.workflows / "garcia.sync-conflict-20261120-101010-AAAAAAA.toml"
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text("")
        seconds = await until(lambda day: "garcia.sync-conflict" in day.text())
        there.unlink()
        seconds = max(seconds, await until(lambda day: "garcia.sync-conflict" not in day.text()))

    told(figure, full, seconds, "a conflict copy is named")


@pytest.mark.parametrize("copy", COPIES)
def test_of_a_post_and_its_conflict_copy_the_post_counts(shell: Shell, copy: str) -> None:
    file = PLACES["calendar"](shell.paths)
    file.parent.mkdir(parents=True)
    post = '[[post]]\nkey = "raffle"\ndate = "2026-11-20"\ntitle = "{title}"\n'
    file.write_text(post.format(title="Ours"))
    file.with_name(copy.format(stem=file.stem)).write_text(post.format(title="Theirs"))

    assert "Ours" in shell("post", "list").out


async def test_options_that_are_written_spoilt_and_mended(
    dashboard: OpenDashboard, paths: Paths, full: bool, figure: Figure
) -> None:
    file = paths.config_file
    async with dashboard() as day, watching(day, paths) as until:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text('theme = "jornada-light"\nshow_seconds = true\n')
        seconds = await until(lambda day: day.desk.config.show_seconds)
        assert day.app.theme == "jornada-light"
        file.write_text("show_seconds = maybe\n")
        seconds = max(seconds, await until(lambda day: "config.toml" in day.text()))
        file.write_text('keymap = "vim"\n')
        seconds = max(seconds, await until(lambda day: "keymap from the next start on" in day.foot))

    told(figure, full, seconds, "other options are in use")

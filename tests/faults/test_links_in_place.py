"""Links, pipes and directories in place of the files that only this program writes, names that lead
elsewhere, and directories that anybody may write into: refused with a reason, and never followed.

Which files these are is found by letting the program write them.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from jornada.config import Config
from jornada.desk import LoadedConfig, open_desk
from jornada.paths import Paths
from jornada.store import journal
from jornada.store.files import System, write_whole
from jornada.store.told import Told
from jornada.tui import fault_log
from tests.cli.conftest import Result, Shell
from tests.conftest import FixedClock
from tests.faults.conftest import Figure
from tests.faults.seat import deeds

AFTERWARDS = FixedClock(dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.timezone(dt.timedelta(hours=1))))
SECRET = "what nobody was to read"
NOTHING_DONE = (1, 2, 65, 74, 75)
NAMES = ("../elsewhere/evil", "..", "../../elsewhere/evil", "/etc/passwd", "a/../../elsewhere/evil", "~/evil")
MOST_SECONDS = 10


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A directory that is none of the program's."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    (place / "victim").write_text(SECRET)
    (place / "evil.toml").write_text(f'title = "{SECRET}"\n')
    return place


@pytest.fixture(autouse=True)
def nobody_waits() -> Iterator[None]:
    """A pipe that is opened and waited for would wait for ever."""

    def give_up(number: int, frame: object) -> None:
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(MOST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def picture(folder: Path) -> dict[str, tuple[int, bytes]]:
    """All that is in a directory, and how it may be used."""
    return {
        str(each.relative_to(folder)): (each.lstat().st_mode, each.read_bytes() if each.is_file() else b"")
        for each in folder.rglob("*")
    }


def work(shell: Shell) -> list[Result]:
    """What writes every file there is, as a dashboard does too."""
    said = [
        shell.run("list", at="09:10"),
        shell.run("incident", "open", "Viral", "--severity", "2"),
        shell.run("interrupt", "A call"),
        shell.run("start", "overnight", at="09:30"),
    ]
    paths = Paths.from_environment(shell.environment)
    with suppress(OSError):
        Told(paths).tell(["something"])
        fault_log.note(paths.log, "somewhere", AFTERWARDS)
        desk = open_desk(paths, clock=AFTERWARDS, language="en", config=LoadedConfig(Config()))
        desk.ring()
        desk.close()
    return said


def written(paths: Paths) -> list[Path]:
    """Files and directories of the journal and the state, as a day's work leaves them."""
    return [
        each
        for root in (paths.journal, paths.state)
        for each in (root, *sorted(root.rglob("*")))
        if each.exists()
    ]


PLACES: dict[str, Callable[[Path, Path], None]] = {
    "link to a file": lambda place, elsewhere: place.symlink_to(elsewhere / "victim"),
    "link to a directory": lambda place, elsewhere: place.symlink_to(elsewhere),
    "link to nothing": lambda place, elsewhere: place.symlink_to(elsewhere / "new"),
    "pipe": lambda place, elsewhere: os.mkfifo(place),
    "directory": lambda place, elsewhere: place.mkdir(),
}


def moved_away(place: Path) -> None:
    place.rename(place.with_name(f"{place.name}.before"))


@pytest.mark.parametrize("kind", PLACES)
def test_in_place_of_a_file_nothing_is_followed(
    kind: str,
    shell: Shell,
    tmp_path: Path,
    elsewhere: Path,
    figure: Figure,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(journal, "LINES_WORTH_A_SNAPSHOT_ON_CLOSE", 1)
    work(shell)
    tried, before = written(shell.paths), picture(elsewhere)
    if kind == "link to a directory":  # a person may keep these two elsewhere, as a whole
        tried = [each for each in tried if each not in (shell.paths.journal, shell.paths.state)]
    assert {"device", "lock", "counter", "alarms", "told", "snapshot"} <= {each.name for each in tried}
    paths = shell.paths
    for number, place in enumerate(tried):
        signal.alarm(MOST_SECONDS)
        root = tmp_path / str(number)
        shell.environment.update(
            {f"JORNADA_{name.upper()}": str(root / name) for name in ("data", "config", "state")}
        )
        moved = root / place.relative_to(paths.data.parent)
        work(shell)
        if not moved.exists():  # named after the device or the process: the first of its kind
            moved = next(iter(sorted(each for each in moved.parent.glob(f"*{moved.suffix}"))), moved)
        if moved.exists():
            moved_away(moved)
        PLACES[kind](moved, elsewhere)
        done = shell.run("add", "After it")

        assert picture(elsewhere) == before, (kind, moved)
        assert SECRET not in done.out + done.err
        if done.code == 0:
            assert "task.add" in "".join(
                file.read_text() for file in (root / "data" / "journal").rglob("*.toml") if file.is_file()
            ), (kind, moved, done)
        else:
            assert done.code in NOTHING_DONE, (kind, moved, done)
            assert done.err, (kind, moved)
    figure("17", f"{kind}: of {len(tried)} places followed", 0)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_elsewhere_is_refused(
    name: str,
    shell: Shell,
    tmp_path: Path,
    elsewhere: Path,
    figure: Figure,
) -> None:
    shell("start", "overnight")
    before = picture(elsewhere)
    for line in (
        ("workflow", "use", name),
        ("workflow", "show", name),
        ("workflow", "copy", "garcia", name),
        ("workflow", "copy", name, "mine"),
        ("workflow", "new", name),
        ("workflow", "edit", name),
        ("workflow", "diff", "garcia", name),
        ("theme", "show", name),
        ("theme", "use", name),
        ("init", "--workflow", name),
    ):
        done = shell.run(*line)
        assert done.code in NOTHING_DONE, (line, done)
        assert done.err
        assert SECRET not in done.out + done.err
    shell.environment["JORNADA_THEME"] = name
    shell("day")
    assert picture(elsewhere) == before
    assert not [each for each in tmp_path.rglob("*evil*") if each.parent != elsewhere]
    figure("17", f"name {name!r}: followed", 0)


def test_a_name_that_leads_elsewhere_in_a_record_is_not_followed(
    shell: Shell,
    elsewhere: Path,
) -> None:
    shell("start", "overnight")
    year = shell.paths.journal / "2026"
    at = "2026-11-20T08:00:00+01:00"
    lines = [
        f'zz99-{number} = {{ at = {at}, n = {900 + number}, do = "workflow.use", name = "{name}" }}\n'
        for number, name in enumerate(NAMES, 1)
    ]
    for line in lines:
        (year / "2026-11-20.zz99.toml").write_text(line)
        said = shell.run("week")
        assert SECRET not in said.out + said.err


@pytest.mark.parametrize("place", ["data", "data/journal", "data/journal/2026"])
def test_where_anybody_may_write_nothing_is_written(
    place: str,
    shell: Shell,
    tmp_path: Path,
    figure: Figure,
) -> None:
    shell("start", "overnight")
    open_to_all = tmp_path / place
    open_to_all.chmod(0o777)
    refused = shell("done", "overnight", fails=74)

    assert "Anybody may write there" in refused.err
    assert deeds(tmp_path) == ["task.start"]
    open_to_all.chmod(0o700)
    shell("list")
    shell("note", "overnight", "later")
    assert deeds(tmp_path) == ["task.start", "task.done", "task.note"]
    figure("17", f"{place} of mode 0777: written into", 0)


def test_what_a_person_writes_may_be_a_link(shell: Shell, elsewhere: Path) -> None:
    shell("workflow", "copy", "garcia", "mine")
    mine = shell.paths.workflows / "mine.toml"
    (elsewhere / "mine.toml").write_bytes(mine.read_bytes())
    mine.unlink()
    mine.symlink_to(elsewhere / "mine.toml")
    shell.paths.config.mkdir(exist_ok=True)
    (elsewhere / "config.toml").write_text('workflow = "mine"\n')
    shell.paths.config_file.unlink(missing_ok=True)
    shell.paths.config_file.symlink_to(elsewhere / "config.toml")

    assert "Overnight sweep" in shell("day").out
    assert shell("check").code == 0


# That the checks find what they look for


def test_a_writer_that_follows_links_is_found(tmp_path: Path, elsewhere: Path) -> None:
    before = picture(elsewhere)
    link = tmp_path / "state"
    link.symlink_to(elsewhere / "victim")
    link.write_text("overwritten")

    assert picture(elsewhere) != before


def test_a_whole_file_takes_the_place_of_a_link(tmp_path: Path, elsewhere: Path) -> None:
    before = picture(elsewhere)
    link = tmp_path / "state"
    link.symlink_to(elsewhere / "victim")
    write_whole(System(), link, b"mine", durable=False)

    assert picture(elsewhere) == before
    assert link.read_bytes() == b"mine"
    assert not link.is_symlink()

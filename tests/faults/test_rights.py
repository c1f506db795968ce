"""Rights that are lost and disks that become read-only while the program runs, for one who is not root:
said, kept, written later; and nothing that a person protected is written over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Figure, SmallDisk
from tests.faults.dashboards import NAIVE_PROGRAM, OUR_PROGRAM, Dashboard, journal_of
from tests.faults.nursery import Nursery
from tests.faults.people import NAIVE, OURS, command, paths_of, rename_plan, said
from tests.faults.record_book import damage, read_book

NOT_WRITTEN = 74


@pytest.fixture(scope="module")
def nobody(without_rights: tuple[str, ...]) -> Iterator[Nursery]:
    """Processes of somebody who is not root."""
    nursery = Nursery(before=without_rights)
    yield nursery
    nursery.close()


@contextmanager
def mode(path: Path, bits: int) -> Iterator[None]:
    """Change what one may do with a file or directory, for a while."""
    before = path.stat().st_mode & 0o7777
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(before)


PLACES: dict[str, Callable[[Path], tuple[Path, int]]] = {
    "the data, to write": lambda root: (paths_of(root).data, 0o500),
    "the year, to write": lambda root: (journal_of(root).parent, 0o500),
    "the day's file, to write": lambda root: (journal_of(root), 0o400),
    "the day's file, to read": lambda root: (journal_of(root), 0o200),
    "the day's file": lambda root: (journal_of(root), 0o000),
    "the journal": lambda root: (paths_of(root).journal, 0o000),
    "the data": lambda root: (paths_of(root).data, 0o000),
    "the state, to write": lambda root: (paths_of(root).state, 0o500),
    "the state": lambda root: (paths_of(root).state, 0o000),
    "the options": lambda root: (options_of(root), 0o000),
}

SHORT = ["the day's file, to write", "the data", "the state", "the options"]


def options_of(root: Path) -> Path:
    """The directory of the options, of which a person of this suite has none of their own."""
    paths_of(root).config.mkdir(exist_ok=True)
    return paths_of(root).config


@pytest.mark.parametrize("what", PLACES)
def test_a_command_without_the_right(tmp_path: Path, nobody: Nursery, what: str, *, figure: Figure) -> None:
    root = str(tmp_path)
    assert nobody.run(command, OURS, root, "add", "first 5m !morning") == 0
    place, bits = PLACES[what](tmp_path)
    acknowledged = {"first"}
    with mode(place, bits):
        code = nobody.run(command, OURS, root, "add", "second 5m !morning")
        assert place.stat().st_mode & 0o7777 == bits, "left as the person made it"
    kept = b"It is kept in" in said(tmp_path).read_bytes()
    assert code in (0, NOT_WRITTEN)
    if code == 0 or kept:
        acknowledged.add("second")
    assert nobody.run(command, OURS, root, "add", "third 5m !morning") == 0
    assert not damage(tmp_path, {*acknowledged, "third"}, {"first", "second", "third"})
    figure("5", f"lost or false, right lost to: {what}", 0)


def test_a_command_of_the_naive_writer_makes_way_for_itself(tmp_path: Path, nobody: Nursery) -> None:
    assert nobody.run(command, OURS, str(tmp_path), "add", "first 5m !morning") == 0
    file = journal_of(tmp_path)
    with mode(file, 0o400):
        assert nobody.run(command, NAIVE, str(tmp_path), "add", "second 5m !morning") == 0
        assert file.stat().st_mode & 0o7777 != 0o400


PROTECTED = {
    "a plan": (("workflow", "copy", "garcia", "own"), "data/workflows/own.toml", rename_plan, ("Nine",)),
    "the options": (("theme", "use", "nord"), "config/config.toml", command, ("theme", "use", "terminal")),
    "a month's posts": (
        ("post", "add", "Menu"),
        "data/calendar/2026-11.toml",
        command,
        ("post", "add", "Raffle"),
    ),
}


@pytest.mark.parametrize("what", PROTECTED)
@pytest.mark.parametrize("writer", [OURS, NAIVE])
def test_a_file_that_a_person_protected_stays_as_it_is(
    tmp_path: Path, nobody: Nursery, what: str, writer: str, *, figure: Figure
) -> None:
    before, name, child, arguments = PROTECTED[what]
    assert nobody.run(command, OURS, str(tmp_path), *before) == 0
    file = tmp_path / name
    content = file.read_bytes()
    with mode(file, 0o400):
        code = nobody.run(child, writer, str(tmp_path), *arguments)
        overridden = file.read_bytes() != content
        if writer == NAIVE:
            assert overridden
            return
        assert code == NOT_WRITTEN
        assert not overridden
        assert file.stat().st_mode & 0o7777 == 0o400
    figure("5", f"protected and written over: {what}", 0)


def test_a_dashboard_that_loses_its_rights_says_so_and_saves_when_it_has_them(
    tmp_path: Path, without_rights: tuple[str, ...], *, full: bool, figure: Figure
) -> None:
    dashboard = Dashboard(tmp_path, before=without_rights)
    try:
        dashboard.press()
        unsaved = 0
        tried = list(PLACES) if full else SHORT
        for what in tried:
            place, bits = PLACES[what](tmp_path)
            with mode(place, bits):
                dashboard.press()
                dashboard.terminal.wait_for(
                    lambda text: "NOT SAVED: 1 record" in text or dashboard.there() == dashboard.pressed
                )
                kept_back = "NOT SAVED" in dashboard.terminal.text
                assert kept_back is (dashboard.there() < dashboard.pressed), what
                unsaved += kept_back
                assert place.stat().st_mode & 0o7777 == bits
            dashboard.terminal.wait_for("NOT SAVED", gone=True)
            assert dashboard.there() == dashboard.pressed, what
        dashboard.terminal.press("q")
        assert dashboard.terminal.wait_for_end() == 0
    finally:
        dashboard.terminal.close()
    assert not read_book(tmp_path).problems
    assert unsaved >= 2, "two at least of those tried leave nowhere to write"
    figure("5", "rights lost and had again by one dashboard", len(tried))
    figure("5", "of these nothing could be written", unsaved)
    figure("5", "lost, dashboard", 0)


@pytest.mark.parametrize("program", [OUR_PROGRAM, NAIVE_PROGRAM])
def test_a_disk_that_becomes_read_only_under_a_dashboard(
    tmp_path: Path, data_disk: SmallDisk, without_rights: tuple[str, ...], program: str, *, figure: Figure
) -> None:
    dashboard = Dashboard(tmp_path, program, before=without_rights)
    try:
        dashboard.press()
        assert data_disk.mount("remount", "ro")
        dashboard.press()
        if program == NAIVE_PROGRAM:
            assert dashboard.there() < dashboard.pressed
            assert "NOT SAVED" not in dashboard.terminal.text
            return
        dashboard.terminal.wait_for("NOT SAVED: 1 record, Read-only file system")
        assert data_disk.mount("remount", "rw")
        dashboard.terminal.wait_for("NOT SAVED", gone=True)
        assert dashboard.there() == dashboard.pressed
        dashboard.terminal.press("q")
        assert dashboard.terminal.wait_for_end() == 0
    finally:
        dashboard.terminal.close()
    figure("5", "lost, read-only remount under a dashboard", 0)


def test_a_command_on_a_disk_that_is_read_only(
    small_disk: SmallDisk, nobody: Nursery, figure: Figure
) -> None:
    root = str(small_disk.root)
    assert nobody.run(command, OURS, root, "add", "first 5m !morning") == 0
    assert small_disk.mount("remount", "ro")
    assert nobody.run(command, OURS, root, "add", "second 5m !morning") == NOT_WRITTEN
    assert b"Read-only file system" in said(small_disk.root).read_bytes()
    assert nobody.run(command, OURS, root, "list") == 0
    assert small_disk.mount("remount", "rw")
    assert nobody.run(command, OURS, root, "add", "third 5m !morning") == 0
    assert not damage(small_disk.root, {"first", "third"}, {"first", "third"})
    figure("5", "lost or false, command on a read-only disk", 0)

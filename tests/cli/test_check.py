"""`jornada check`: everything is read, and what is wrong is said with its place and what to do."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def day(shell: Shell) -> Path:
    """The journal of a morning on which something was done."""
    shell("start", "overnight")
    shell("done", at="09:30")
    (file,) = shell.paths.journal.rglob("*.toml")
    return file


def aged(path: Path) -> Path:
    """Last touched an hour ago."""
    then = time.time() - 3600
    os.utime(path, (then, then))
    return path


def draft(place: Path, name: str = ".config.toml.4711.draft") -> Path:
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text("half")
    return aged(place / name)


def remembered(shell: Shell) -> None:
    """So much happened that all of it is remembered for the next time."""
    for number in range(25):
        shell("note", "overnight", f"note {number}")
    shell("check", "--fix")
    assert list(shell.paths.snapshot.iterdir())


def test_what_is_wrong_is_an_object_with_place_and_advice(shell: Shell, day: Path) -> None:
    with day.open("a") as journal:
        journal.write("no record\n")

    told = shell("check", "--json", fails=65).json

    (finding,) = told["findings"]
    assert not told["well"]
    assert (finding["file"], finding["severity"], finding["kind"]) == (str(day), "error", "bad_line")
    assert finding["line"] == len(day.read_text().splitlines())
    assert finding["advice"]
    assert shell("check", "--json", fails=65).err == ""


def test_where_all_is_well_the_object_says_so(shell: Shell, day: Path) -> None:
    assert shell("check", "--json").json == {"version": 1, "well": True, "findings": [], "did": []}


def test_a_line_that_rotted_where_nothing_else_changed_is_found(shell: Shell, day: Path) -> None:
    remembered(shell)
    before = day.stat()
    data = day.read_bytes()
    day.write_bytes(data.replace(b"note 3", b"note \x00", 1))
    os.utime(day, ns=(before.st_atime_ns, before.st_mtime_ns))

    said = shell("check", fails=65).err

    assert f"{day}:" in said
    assert "jornada check --fix" in said
    again = shell("check", "--fix", fails=65)
    assert "The journal is read from the start" in again.out
    assert "jornada check --fix" not in again.err


def test_left_overs_are_named_and_swept_and_nothing_else(shell: Shell, day: Path) -> None:
    paths = shell.paths
    left = [
        draft(paths.config),
        draft(paths.workflows, ".garcia.toml.12.draft"),
        draft(paths.state, ".life.99.draft"),
    ]
    staging = paths.data / ".restore-77"
    draft(staging, "0")
    aged(staging)
    rescue = paths.rescue / "31.toml"
    rescue.parent.mkdir()
    rescue.write_text("")
    aged(rescue)
    stays = [
        draft(paths.data / ".git", ".x.1.draft"),
        draft(paths.workflows, "mine.draft"),
        draft(paths.workflows, "garcia.kept-1.toml"),
    ]
    fresh = paths.config / ".config.toml.4712.draft"
    fresh.write_text("being written")

    told = shell("check").out
    assert all(str(path) in told for path in (*left, staging, rescue))
    assert all(path.exists() for path in (*left, staging, rescue))

    fixed = shell("check", "--fix").out
    assert all(f"Removed: {path}" in fixed.splitlines() for path in (*left, staging, rescue))
    assert not any(path.exists() for path in (*left, staging, rescue))
    assert all(path.exists() for path in (*stays, fresh))
    assert "Removed" not in shell("check", "--fix").out


def test_a_rescue_file_with_something_in_it_is_put_into_the_journal(shell: Shell, day: Path) -> None:
    (year,) = shell.paths.journal.iterdir()
    year.rename(year.with_name("kept"))
    year.write_text("")
    shell("note", "overnight", "hello", fails=74)
    (rescue,) = shell.paths.rescue.iterdir()
    aged(rescue)
    year.unlink()
    year.with_name("kept").rename(year)

    assert str(rescue) not in shell("check", "--fix").out
    assert "hello" in shell.journal()
    assert not rescue.exists()


def test_what_is_gone_and_waits_for_a_word_waits_after_a_fix_too(shell: Shell, day: Path) -> None:
    remembered(shell)
    lines = day.read_text().splitlines(keepends=True)
    day.write_text("".join(lines[:-1]))

    fixed = shell("check", "--fix", fails=65)
    assert "a record that was saved is gone" in fixed.err
    assert "a record that was saved is gone" in shell("check", fails=65).err
    assert "Written again: 1 record" in shell("check", "--restore").out
    assert "note 24" in day.read_text()


def test_what_is_remembered_is_made_anew_and_the_day_is_the_same(shell: Shell, day: Path) -> None:
    remembered(shell)
    before = shell("day", "--json").out
    for file in shell.paths.snapshot.iterdir():
        file.write_bytes(b"jornada-snapshot nonsense")

    shell("check", "--fix")

    assert shell("day", "--json").out == before
    assert any(file.read_bytes() != b"jornada-snapshot nonsense" for file in shell.paths.snapshot.iterdir())


@pytest.mark.parametrize("name", ["alarms", "told", "last-list"])
def test_a_file_of_its_own_that_cannot_be_understood_is_removed(shell: Shell, day: Path, name: str) -> None:
    file = shell.paths.state / name
    file.write_bytes(b"{\xff")

    assert f"{file}: " in shell("check", fails=65).err
    assert f"Removed: {file}" in shell("check", "--fix").out


def test_what_stands_in_place_of_a_file_of_its_own_is_left_to_the_person(shell: Shell, day: Path) -> None:
    odd = shell.paths.state / "told"
    odd.symlink_to(day)
    assert f"{odd}: " in shell("check", "--fix", fails=65).err
    assert odd.is_symlink()
    assert day.exists()


def test_a_directory_that_everybody_may_write_into_is_wrong(shell: Shell, day: Path) -> None:
    shell.paths.data.chmod(0o777)
    assert "chmod o-w" in shell("check", fails=65).err
    shell.paths.data.chmod(0o775)
    assert "Nothing is wrong" in shell("check").out


def test_with_a_set_clock_nothing_of_a_persons_own_is_swept(shell: Shell, day: Path) -> None:
    left = draft(shell.paths.state, ".life.99.draft")
    del shell.environment["JORNADA_DATA"]
    assert "JORNADA_NOW" in shell("check", "--fix", fails=2).err
    assert left.exists()

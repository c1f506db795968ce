"""A person who makes every mistake there is: nothing is lost, nothing waits, everything is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jornada.desk import Desk, open_desk, read_config
from tests.cli.conftest import Shell
from tests.conftest import FixedClock

SHELLED = [sys.executable, "-m", "jornada"]
DEEP = 100_000


def in_its_place(kind: str, file: Path) -> None:
    """Put something that is no plain file of reasonable size where `file` should be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "directory":
            file.mkdir()
        case "pipe":
            os.mkfifo(file)
        case "device":
            file.symlink_to("/dev/zero")
        case "dangling":
            file.symlink_to("nowhere")
        case "big":
            file.write_bytes(b"#" * 2_000_000)
        case "deep list":
            file.write_text(f"a = {'[' * DEEP}\n")
        case "deep key":
            file.write_text(f"{'a.' * 5_000}b = 1\n")
        case "deep keys":
            file.write_text(f"keys.{'a.' * 5_000}b = 1\n")
        case "deep header":
            file.write_text(f"[[{'a.' * 5_000}b]]\n")
        case _:
            file.write_text(kind)


KINDS = ("directory", "pipe", "device", "dangling", "big", "deep list", "deep key", "deep header", "x = [")


@pytest.mark.parametrize("kind", [*KINDS, "deep keys"])
def test_anything_in_place_of_the_options_is_said_and_waits_for_nobody(shell: Shell, kind: str) -> None:
    in_its_place(kind, shell.paths.config_file)

    assert "1 mistake in the options" in shell("now").err
    assert str(shell.paths.config_file) in shell("check", fails=65).err


@pytest.mark.parametrize("kind", KINDS)
def test_anything_in_place_of_a_workflow_or_a_theme_is_said(shell: Shell, kind: str) -> None:
    workflow, theme = shell.paths.workflows / "garcia.toml", shell.paths.themes / "mine.toml"
    in_its_place(kind, workflow)
    in_its_place(kind, theme)

    assert "Overnight sweep" in shell("now").out
    checked = shell("check", fails=65).err
    assert str(workflow) in checked
    assert str(theme) in checked


def test_a_folder_of_themes_that_is_none_is_said(shell: Shell) -> None:
    in_its_place("a file", shell.paths.themes)

    assert f"{shell.paths.themes}: " in shell("check", fails=65).err


# What is not there is never guessed at


def test_a_brand_or_an_area_that_is_not_there_is_no_empty_list(shell: Shell) -> None:
    assert "There is no brand “nope”" in shell("list", "--brand", "nope", fails=1).err
    assert "did you mean “planning”?" in shell("list", "--area", "planing", fails=1).err


def test_a_number_beyond_the_list_starts_nothing(shell: Shell) -> None:
    shell("add", "Answer 99 comments")
    shell("list")

    assert "There is no number 99" in shell("start", "99", fails=1).err
    assert shell("start", "99 comm").out == "Started: Answer 99 comments\n"


def test_a_title_as_it_was_typed_names_its_task(shell: Shell) -> None:
    typed = "Caf\u200be\tÑandú\u202e 👩\u200d💻"
    shell("add", typed)

    assert shell("start", typed).out == "Started: Cafe Ñandú 👩\u200d💻\n"


def test_letters_the_system_cannot_read_are_not_left_out(environment: dict[str, str]) -> None:
    environment["JORNADA_NOW"] = "2026-11-20T09:00:00+01:00"
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for extra, typed in ((ascii_only, "Café one".encode()), ({}, "Café two".encode("latin-1"))):
        subprocess.run(
            [*SHELLED, "add", typed], env={**environment, **extra}, check=True, capture_output=True
        )
    listed = subprocess.run([*SHELLED, "list"], env=environment, check=True, capture_output=True).stdout

    assert "Café one" in listed.decode()
    assert "Café two" in listed.decode()


# Places that cannot be written


def test_a_rescue_directory_nobody_may_enter_does_not_hide_what_happened(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("start", "overnight")
    (year,) = shell.paths.journal.iterdir()
    year.rename(year.with_name("kept"))
    year.write_text("")

    is_file = Path.is_file

    def refuse(self: Path) -> bool:
        if self.parent == shell.paths.rescue:
            raise PermissionError(13, "Permission denied", str(self))
        return is_file(self)

    monkeypatch.setattr(Path, "is_file", refuse)
    failed = shell("note", "overnight", "hello", fails=74)

    assert "Noted: Overnight sweep of mentions. NOT SAVED" in failed.err


def test_check_writes_what_waited(shell: Shell) -> None:
    shell("start", "overnight")
    (year,) = shell.paths.journal.iterdir()
    year.rename(year.with_name("kept"))
    year.write_text("")
    shell("note", "overnight", "hello", fails=74)
    assert "NOT SAVED: " in shell("check", fails=65).err

    year.unlink()
    year.with_name("kept").rename(year)

    assert shell("check").out.startswith("Nothing is wrong")
    assert "hello" in shell.journal()


@pytest.mark.parametrize("place", ["data", "state"])
def test_check_names_a_place_in_which_nothing_can_be_written(shell: Shell, place: str) -> None:
    directory: Path = getattr(shell.paths, place)
    directory.parent.mkdir(exist_ok=True)
    directory.write_text("in the way")

    assert f"{directory} cannot be used: Not a directory" in shell("check", fails=65).err


# What somebody deletes by hand


def opened(shell: Shell, clock: FixedClock) -> Desk:
    """A dashboard's desk beside the shell."""
    return open_desk(shell.paths, clock=clock, language="en", config=read_config(shell.paths))


def delete_line(shell: Shell, word: str) -> None:
    (file,) = shell.paths.journal.rglob("*.toml")
    file.write_text("".join(line for line in file.read_text().splitlines(True) if word not in line))


@pytest.mark.parametrize("word", ["restore", "accept"])
def test_what_was_deleted_by_hand_is_asked_about_until_a_person_says(
    shell: Shell, clock: FixedClock, word: str
) -> None:
    shell("add", "Call the printer")
    shell("add", "Call the baker")
    desk = opened(shell, clock)
    delete_line(shell, "printer")
    desk.refresh()
    assert len(desk.troubles().vanished) == 1

    asked = shell("check", fails=65).err
    assert "a record that was saved is gone" in asked
    assert "Added: Call the printer" in asked
    assert "“jornada check --restore”" in asked

    count = "1 record\n"
    assert shell("check", f"--{word}").out.startswith(
        f"Written again: {count}" if word == "restore" else f"Let go: {count}"
    )
    assert shell("check").out.startswith("Nothing is wrong")
    assert ("printer" in shell("list").out) is (word == "restore")
    assert shell("check", f"--{word}").out.startswith("Nothing is gone")
    desk.refresh()
    assert desk.troubles().vanished == ()
    assert any(item.title == "Call the printer" for item in desk.state.items.values()) is (word == "restore")
    desk.close()
    assert shell("check").out.startswith("Nothing is wrong")


def test_of_what_was_deleted_one_thing_is_decided_at_a_time(shell: Shell) -> None:
    assert "one of them" in shell("check", "--restore", "--accept", fails=2).err


# Two devices


def test_a_timer_that_another_device_ended_is_said_until_something_is_done(shell: Shell) -> None:
    shell("start", "overnight")
    here = shell.paths.data
    elsewhere = here.with_name("elsewhere")
    shell.environment |= {"JORNADA_DATA": str(elsewhere), "JORNADA_STATE": str(elsewhere / "state")}
    shell("start", "blog", at="09:10")
    for file in (elsewhere / "journal").rglob("*.toml"):
        (here / "journal" / "2026" / file.name).write_bytes(file.read_bytes())
    shell.environment |= {"JORNADA_DATA": str(here), "JORNADA_STATE": str(shell.paths.state)}

    said = "Another device started something else; the timer of Overnight sweep of mentions ended\n"
    for _ in range(2):
        looked = shell("now", at="09:30")
        assert looked.out.startswith("▶ Write for the blog 20/60 min")
        assert looked.err == said
    assert said in shell("check").out
    assert shell("stop").err == said
    assert shell("now").err == ""


# Clocks


@pytest.mark.parametrize(
    ("began", "ended", "minutes"),
    [
        ("2026-11-19T23:50:00+01:00", "2026-11-20T00:20:00+01:00", 30),
        ("2027-03-28T01:50:00+01:00", "2027-03-28T03:10:00+02:00", 20),
        ("2026-10-25T02:50:00+02:00", "2026-10-25T02:10:00+01:00", 20),
        ("2026-11-20T10:00:00+01:00", "2026-11-20T09:00:00+01:00", 0),
    ],
    ids=["midnight", "spring", "autumn", "set back"],
)
def test_a_timer_counts_the_minutes_that_went_by(shell: Shell, began: str, ended: str, minutes: int) -> None:
    shell.environment["JORNADA_NOW"] = began
    shell("add", "Long call 45m")
    shell("start", "long")
    shell.environment["JORNADA_NOW"] = ended

    running = shell("now", "--format", "{task} {spent}").out
    assert running == f"Long call {minutes}\n"
    assert f"Stopped: Long call, {minutes} min" in shell("stop").out
    (task,) = (each for each in shell("list", "--json").json["tasks"] if each["title"] == "Long call")
    assert task["spent_minutes"] == minutes


def test_after_the_clock_was_set_back_the_order_of_what_was_done_holds(shell: Shell) -> None:
    shell("start", "overnight", at="10:00")
    shell("start", "blog", at="09:00")
    shell("stop", at="09:05")
    shell("note", "blog", "after all", at="08:00")

    assert shell("now").out.startswith("Morning begins")
    assert "a record is ahead of the clock" in shell("check").out
    spent = {task["title"]: task["spent_minutes"] for task in shell("list", "--json").json["tasks"]}
    assert (spent["Overnight sweep of mentions"], spent["Write for the blog"]) == (0, 5)
    assert shell("undo").out.startswith("Undid: noted")
    assert shell("undo").out.startswith("Undid: stopped Write for the blog")


def test_no_kill_takes_back_what_was_said_to_be_done(environment: dict[str, str], tmp_path: Path) -> None:
    environment["JORNADA_NOW"] = "2026-11-20T09:00:00+01:00"
    said = []
    for number in range(8):
        process = subprocess.Popen(
            [*SHELLED, "add", f"kill{number}x"], env=environment, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        if process.stdout.readline().startswith(b"Added"):
            said.append(number)
        process.kill()
        process.stdout.close()
        process.wait()
    assert said == list(range(8))
    written = "".join(file.read_text() for file in (tmp_path / "data" / "journal").rglob("*.toml"))
    assert all(f"kill{number}x" in written for number in said)

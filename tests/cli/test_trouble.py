"""Bad files, full disks, hostile titles, other languages: a sentence, the right code, never a traceback."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jornada.cli import main
from jornada.store.journal import Journal
from tests.cli.conftest import Shell
from tests.test_import_hygiene import loaded_by

HOSTILE = "a\x1b[31mb\x07\x9b2J\u202e[bold]x[/bold] [@click=app.quit]\u200b"
INERT = "a[31mb2J[bold]x[/bold] [@click=app.quit]"


def test_a_broken_line_is_warned_of_once_and_explained_by_check(shell: Shell) -> None:
    shell("start", "overnight")
    (file,) = shell.paths.journal.rglob("*.toml")
    with file.open("a") as journal:
        journal.write("not a record\nk7q2-1 = { at = \x1b[31m }\n")

    warned = shell("now", at="09:10")
    assert warned.err == "2 problems in the journal: run jornada check\n"
    assert warned.out.startswith("▶ Overnight sweep of mentions 10/45 min")

    checked = shell("check", fails=65)
    assert checked.out == ""
    lines = checked.err.splitlines()
    assert lines[0] == f"{file}:3: the line is not a record: not a record"
    assert lines[1] == "  It is passed over: correct it or delete it"
    assert "\x1b" not in checked.err


def own_garcia(shell: Shell) -> tuple[Path, str]:
    """Where a person's own plan of that name goes, and the text of the built-in one."""
    own = shell.paths.workflows / "garcia.toml"
    own.parent.mkdir(parents=True)
    listed = shell("workflow", "list", "--json").json["workflows"]
    built_in = next(each["file"] for each in listed if each["name"] == "garcia")
    return own, Path(built_in).read_text()


def test_a_workflow_with_mistakes_is_named_with_lines_and_the_last_good_plan_stays(shell: Shell) -> None:
    own, text = own_garcia(shell)
    own.write_text(
        text.replace("\nminutes = 45", "\nminuts = 45", 1).replace('start = "09:00"', 'start = "nine"', 1)
    )

    shown = shell("now")
    assert "in the workflow: run jornada check" in shown.err
    assert "Overnight sweep" in shown.out

    checked = shell("workflow", "check", str(own), fails=65)
    assert "minuts" in checked.err
    assert "did you mean minutes?" in checked.err
    assert "nine" in checked.err
    assert all(line.startswith(f"{own}:") for line in checked.err.splitlines())
    assert shell("check", fails=65).err == checked.err


def test_a_workflow_that_is_worth_a_look_is_no_failure(shell: Shell) -> None:
    own, text = own_garcia(shell)
    own.write_text(text.replace("\nminutes = 45", "\nminutes = 40", 1))

    assert "worth a look" in shell("workflow", "check", str(own)).out
    assert "worth a look" in shell("check").out


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"title = ", b"\x00", b""])
def test_a_file_that_is_no_workflow_is_bad_data(shell: Shell, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.toml"
    file.write_bytes(content)

    assert str(file) in shell("workflow", "check", str(file), fails=65).err


def test_a_file_that_is_not_there_is_bad_data_too(shell: Shell, tmp_path: Path) -> None:
    assert "cannot be read" in shell("workflow", "check", str(tmp_path / "none.toml"), fails=65).err
    assert "regular file" in shell("workflow", "check", str(tmp_path), fails=65).err


@pytest.mark.parametrize("config", ["theme = 3", "nonsense", 'languag = "es"', '[keys]\ntask.dne = "D"'])
def test_wrong_options_are_named_and_the_rest_is_used(shell: Shell, config: str) -> None:
    shell.paths.config.mkdir()
    shell.paths.config_file.write_text(config + "\n")

    assert shell("now").out.startswith("Morning")
    checked = shell("check", fails=65)
    assert f"{shell.paths.config_file}:" in checked.err


def test_the_language_of_the_options_is_spoken(shell: Shell) -> None:
    shell.paths.config.mkdir()
    shell.paths.config_file.write_text('language = "es"\n')
    del shell.environment["JORNADA_LANG"]

    assert "Friday" not in shell("day").out
    assert shell("day").out.startswith("viernes 20 de noviembre de 2026")


def test_spanish_is_spoken_throughout(shell: Shell) -> None:
    shell.environment["JORNADA_LANG"] = "es"

    assert shell("--help").out.startswith("Uso: jornada")
    assert "Muestra esta ayuda" in shell("start", "--help").out
    assert shell("day").lines[0].startswith("viernes 20 de noviembre de 2026")
    assert "¿Querías decir" in shell("list", "--brnd", "x", fails=2).err
    assert "jornada start [OPCIONES] TAREA…" in shell("start", fails=2).err
    assert "'alta' no es un número entero" in shell("edit", "1", "--rank", "alta", fails=2).err
    assert not shell("start", "1").out.startswith("Started")


def test_data_that_cannot_be_written_is_kept_and_said(shell: Shell) -> None:
    shell("start", "overnight")
    (year,) = shell.paths.journal.iterdir()
    # A file in the way stops everybody, root too.
    year.rename(year.with_name("kept"))
    year.write_text("")

    failed = shell("note", "overnight", "hello", fails=74)

    assert failed.out == ""
    assert "NOT SAVED" in failed.err
    assert str(shell.paths.rescue / f"{os.getpid()}.toml") in failed.err
    assert "hello" in (shell.paths.rescue / f"{os.getpid()}.toml").read_text()

    year.unlink()
    year.with_name("kept").rename(year)
    shell("note", "overnight", "again")
    assert "hello" in shell.journal()
    assert not list(shell.paths.rescue.iterdir())


def test_a_state_directory_in_the_way_is_said(shell: Shell) -> None:
    shell.paths.state.parent.mkdir(exist_ok=True)
    shell.paths.state.write_text("")

    failed = shell("start", "overnight", fails=74)

    assert "Traceback" not in failed.err
    assert failed.err


def test_a_journal_that_cannot_be_listed_is_a_problem_and_not_an_end(shell: Shell) -> None:
    shell.paths.data.mkdir()
    shell.paths.journal.write_text("a file in the way")

    assert shell("now").out.startswith("Morning")
    assert str(shell.paths.journal) in shell("check", fails=65).err


def test_another_writer_makes_one_try_again(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("start", "overnight")
    monkeypatch.setitem(Journal.__init__.__kwdefaults__, "patience_seconds", 0.0)
    with shell.paths.lock.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        failed = shell("stop", fails=75)
    assert "try again" in failed.err


def test_a_clock_set_by_hand_never_writes_into_a_persons_own_data(shell: Shell, tmp_path: Path) -> None:
    del shell.environment["JORNADA_DATA"]
    shell.environment["HOME"] = str(tmp_path)

    assert "JORNADA_DATA" in shell("start", "overnight", fails=2).err
    shell("list")
    assert not (shell.paths.state / "last-list").exists()


def test_a_clock_that_is_none_is_said(shell: Shell) -> None:
    shell.environment["JORNADA_NOW"] = "soon\x1b[31m"

    failed = shell("now", fails=2)
    assert failed.err.startswith("JORNADA_NOW is not a date and time: “soon[31m”")


def test_hostile_titles_are_inert_in_everything_that_is_printed(shell: Shell) -> None:
    shell("add", "--minutes", "10", "--", HOSTILE)
    listed = shell("list", "--json").json["tasks"]
    (task,) = (each for each in listed if each["title"] == INERT)
    shell("incident", "open", HOSTILE, "--author", HOSTILE, "--evidence", HOSTILE)
    shell("start", task["id"])
    shell("note", task["id"], HOSTILE)
    shell("edit", task["id"], "--milestone", HOSTILE, "--due", "10:00")

    for command in (
        ["now"], ["now", "--json"], ["now", "--format", "{task} {due} \x1b[0m"], ["list"], ["list", "--json"],
        ["day"], ["day", "--plain"], ["day", "--json"], ["incident", "list"], ["incident", "show"],
        ["incident", "show", "--json"], ["undo"], ["redo"],
    ):  # fmt: skip
        said = shell(*command).out
        assert said.replace("\n", "").isprintable(), command
        assert "\u202e" not in said


@pytest.mark.parametrize("verb", [["add"], ["start"], ["incident", "open"], ["incident", "ack"], ["help"]])
def test_ten_kilobytes_are_refused_in_a_short_sentence(shell: Shell, verb: list[str]) -> None:
    failed = shell(*verb, "x" * 10_000, fails=1)

    assert len(failed.err) < 300


def test_what_was_typed_comes_back_cleaned_in_errors(shell: Shell) -> None:
    for arguments in (
        ["start", HOSTILE],
        [HOSTILE],
        ["list", f"--{HOSTILE}"],
        ["day", HOSTILE],
        ["stop", "--at", HOSTILE],
    ):
        code = main(arguments, {**shell.environment, "JORNADA_NOW": "2026-11-20T09:00:00+01:00"})
        assert code in (1, 2)
    said = shell._capsys.readouterr().err
    assert "\x1b" not in said
    assert "\u202e" not in said


SHELLED = [sys.executable, "-m", "jornada"]


def test_a_reader_that_has_seen_enough_is_no_error(environment: dict[str, str]) -> None:
    environment["JORNADA_NOW"] = "2026-11-20T09:00:00+01:00"
    process = subprocess.Popen(
        [*SHELLED, "day", "--json"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()

    assert (process.wait(), errors) == (0, "")


def test_a_terminal_without_letters_beyond_ascii_gets_a_list_all_the_same(
    environment: dict[str, str],
) -> None:
    environment |= {
        "JORNADA_NOW": "2026-11-20T09:00:00+01:00",
        "PYTHONIOENCODING": "ascii",
        "JORNADA_LANG": "es",
    }
    done = subprocess.run([*SHELLED, "day"], env=environment, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


def test_the_program_ends_with_the_commands_code(environment: dict[str, str]) -> None:
    environment["JORNADA_NOW"] = "2026-11-20T09:00:00+01:00"
    done = subprocess.run([*SHELLED, "stop"], env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Nothing runs; start a task first\n")


def test_a_process_without_streams_does_its_work(environment: dict[str, str]) -> None:
    environment["JORNADA_NOW"] = "2026-11-20T09:00:00+01:00"
    closed = subprocess.run(
        ["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *SHELLED, "now"], env=environment, check=False
    )

    assert closed.returncode == 0


def test_a_full_disk_under_the_output_is_said(environment: dict[str, str]) -> None:
    environment["JORNADA_NOW"] = "2026-11-20T09:00:00+01:00"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*SHELLED, "now"], env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert done.returncode == 74
    assert "Traceback" not in done.stderr


def test_two_processes_share_one_day(environment: dict[str, str]) -> None:
    environment["JORNADA_NOW"] = "2026-11-20T09:00:00+01:00"
    for arguments in (["start", "overnight"], ["stop"], ["undo"]):
        subprocess.run([*SHELLED, *arguments], env=environment, capture_output=True, check=True)
    now = subprocess.run([*SHELLED, "now"], env=environment, capture_output=True, text=True, check=True)

    assert now.stdout.startswith("▶ Overnight sweep of mentions")


def test_what_could_be_kept_nowhere_is_said_to_be_lost(shell: Shell) -> None:
    shell("start", "overnight")
    (year,) = shell.paths.journal.iterdir()
    year.rename(year.with_name("kept"))
    year.write_text("")
    shell.paths.rescue.write_text("in the way")

    assert "it is lost when this command ends" in shell("note", "overnight", "hello", fails=74).err


def test_a_theme_with_mistakes_is_found_by_check(shell: Shell) -> None:
    shell.paths.themes.mkdir(parents=True)
    (shell.paths.themes / "mine.toml").write_text('primary = "no colour"\n')

    assert str(shell.paths.themes / "mine.toml") in shell("check", fails=65).err


HEAVY = {"humanize", "icalendar", "rich", "textual", "tomlkit", "watchdog"}


@pytest.mark.parametrize(
    "arguments",
    [["add", "Call the printer 10m"], ["start", "overnight"], ["list"], ["incident", "list"]],
    ids=str,
)
def test_headless_commands_load_no_toolkit(environment: dict[str, str], arguments: list[str]) -> None:
    environment["JORNADA_NOW"] = "2026-11-20T09:00:00+01:00"
    modules, shown = loaded_by(f"import jornada.cli; code = jornada.cli.main({arguments!r})", environment)

    assert shown.strip()
    assert modules & HEAVY == set()

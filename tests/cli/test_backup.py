"""`jornada backup` and `jornada restore`, as a person uses them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from jornada.paths import Paths
from tests.cli.conftest import Shell


def paths_in(place: Path) -> Paths:
    return Paths(data=place / "data", config=place / "config", state=place / "state")


@pytest.fixture
def elsewhere(shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Another machine of the same person, with nothing on it."""
    return Shell(paths_in(tmp_path / "elsewhere"), capsys)


@pytest.fixture
def backup(shell: Shell, tmp_path: Path) -> Path:
    """Of a morning."""
    shell("start", "overnight")
    shell("add", "Call the printer 10m", at="09:05")
    shell("done", at="09:30")
    shell.paths.config.mkdir()
    shell.paths.config_file.write_text('theme = "noon"\n')
    file = tmp_path / "mine.zip"
    said = shell("backup", str(file))
    assert f"Written and read back: {file}, 2 files, " in said.out
    return file


def test_a_day_is_the_same_on_another_machine(shell: Shell, elsewhere: Shell, backup: Path) -> None:
    said = elsewhere("restore", str(backup))

    assert said.lines[0] == "Restored: 2 files; there already: 0"
    assert elsewhere("day", at="09:40").out == shell("day", at="09:40").out
    assert elsewhere.journal() == shell.journal()
    assert "Nothing is wrong" in elsewhere("check").out


def test_the_other_machine_writes_under_a_name_of_its_own(
    shell: Shell, elsewhere: Shell, backup: Path
) -> None:
    elsewhere("restore", str(backup))
    (before,) = shell.paths.journal.rglob("*.toml")
    elsewhere("start", "printer", at="09:45")

    written = {file.name for file in elsewhere.paths.journal.rglob("*.toml")}
    assert len(written) == 2
    assert before.name in written
    assert elsewhere.paths.device_file.read_text() != shell.paths.device_file.read_text()


def test_what_is_there_and_differs_is_named_and_nothing_restored(shell: Shell, backup: Path) -> None:
    shell.paths.config_file.write_text('theme = "dusk"\n')
    (file,) = shell.paths.journal.rglob("*.toml")
    file.unlink()

    refused = shell("restore", str(backup), fails=1)

    assert refused.out == ""
    assert f"  {shell.paths.config_file}" in refused.err.splitlines()
    assert "Move what is there away" in refused.err
    assert not file.exists()
    assert shell.paths.config_file.read_text() == 'theme = "dusk"\n'


def test_a_dry_run_says_what_would_become_of_each_file(shell: Shell, backup: Path) -> None:
    (file,) = shell.paths.journal.rglob("*.toml")
    file.unlink()

    said = shell("restore", "--dry-run", str(backup))
    assert said.lines == [f"{file}: would be restored", f"{shell.paths.config_file}: there already"]
    assert not file.exists()

    shell.paths.config_file.write_text("")
    object_ = shell("restore", "--dry-run", "--json", str(backup), fails=1).json
    assert not object_["written"]
    assert {each["name"]: each["fate"] for each in object_["files"]}["config/config.toml"] == "differs"


def test_a_second_backup_needs_a_name_of_its_own(shell: Shell, backup: Path) -> None:
    before = backup.read_bytes()
    assert "is there already" in shell("backup", str(backup), fails=1).err
    assert backup.read_bytes() == before
    assert "lies among" in shell("backup", str(shell.paths.data / "b.zip"), fails=1).err


def test_the_object_of_a_backup_lists_its_files(shell: Shell, tmp_path: Path) -> None:
    shell("start", "overnight")
    shell.paths.data.joinpath(".stfolder").mkdir()
    told = shell("backup", "--json", str(tmp_path / "b.zip")).json
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        names = set(packed.namelist()) - {"jornada-backup.json"}
    assert {each["name"] for each in told["files"]} == names
    assert told["left_out"] == [{"file": str(shell.paths.data / ".stfolder"), "why": "hidden"}]


def test_what_waits_to_be_saved_is_in_the_backup(shell: Shell, elsewhere: Shell, tmp_path: Path) -> None:
    shell("start", "overnight")
    (year,) = shell.paths.journal.iterdir()
    year.rename(year.with_name("kept"))
    year.write_text("")
    shell("note", "overnight", "hello", fails=74)

    said = shell("backup", str(tmp_path / "b.zip"))

    assert "NOT SAVED" in said.err
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        (rescued,) = [name for name in packed.namelist() if name.startswith("state/rescue/")]
        assert b"hello" in packed.read(rescued)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "it is no backup of Jornada"), (b"PK\x05\x06" + bytes(18), "it is no backup of Jornada")],
)
def test_a_file_that_is_no_backup_is_bad_data(
    shell: Shell, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "odd.zip"
    file.write_bytes(content)
    assert shell("restore", str(file), fails=65).err == f"{file} was not restored: {said}\n"


def test_a_hostile_name_is_refused_and_shown_without_harm(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    name = "data/../\x1b[31mevil"
    entry = {"name": name, "bytes": 0, "sha256": "", "executable": False}
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(name, "")
        packed.writestr(
            "jornada-backup.json", json.dumps({"format": "jornada-backup", "version": 1, "files": [entry]})
        )
    refused = shell("restore", str(file), fails=65)
    assert "a name in it leads somewhere else" in refused.err
    assert "\x1b" not in refused.err


def test_what_is_not_there_is_said(shell: Shell, tmp_path: Path) -> None:
    assert "There is no file" in shell("restore", str(tmp_path / "none.zip"), fails=65).err
    failed = shell("backup", str(tmp_path / "no" / "where.zip"), fails=74)
    assert "Nothing was written" in failed.err


def test_with_a_set_clock_nothing_is_restored_into_a_persons_own_data(shell: Shell, backup: Path) -> None:
    del shell.environment["JORNADA_DATA"]
    assert "JORNADA_NOW" in shell("restore", str(backup), fails=2).err
    assert "would be restored" in shell("restore", "--dry-run", str(backup)).out


def test_ctrl_c_leaves_nothing(
    shell: Shell, backup: Path, elsewhere: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jornada.store.files.System.put_new", interrupted)
    monkeypatch.setattr("jornada.store.backup.name_durably", interrupted)

    assert "Stopped; nothing was written" in elsewhere("restore", str(backup), fails=130).err
    assert elsewhere.journal() == ""
    assert not elsewhere.paths.config.exists()
    assert "Stopped; nothing was written" in shell("backup", f"{backup}.2", fails=130).err
    assert [file.name for file in backup.parent.glob("*mine*")] == [backup.name]

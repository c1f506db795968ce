from __future__ import annotations

from pathlib import Path

import pytest

from jornada.paths import Paths

CHOSEN = {"JORNADA_DATA": "/a/data", "JORNADA_CONFIG": "/a/config", "JORNADA_STATE": "/a/state"}


def test_the_environment_chooses_each_directory() -> None:
    assert Paths.from_environment(CHOSEN) == Paths(Path("/a/data"), Path("/a/config"), Path("/a/state"))


@pytest.mark.skipif("sys.platform != 'linux'", reason="other platforms have other places")
def test_else_they_are_where_the_platform_keeps_such_files(nobodys_home: Path) -> None:
    found = Paths.from_environment({"JORNADA_DATA": ""})

    assert found.data == nobodys_home / ".local/share/jornada"
    assert found.config == nobodys_home / ".config/jornada"
    assert found.state == nobodys_home / ".local/state/jornada"


def test_a_relative_place_and_a_home_are_made_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nobodys_home: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    found = Paths.from_environment({**CHOSEN, "JORNADA_DATA": "here", "JORNADA_STATE": "~/there"})

    assert found.data == tmp_path / "here"
    assert found.state == nobodys_home / "there"


def test_every_file_is_in_the_directory_it_belongs_to() -> None:
    found = Paths.from_environment(CHOSEN)

    assert {found.workflows.parent, found.journal.parent, found.calendar.parent} == {found.data}
    assert {found.config_file.parent, found.themes.parent} == {found.config}
    machine = (found.lock, found.snapshot, found.rescue, found.log, found.device_file)
    assert {place.parent for place in machine} == {found.state}
    assert len(set(machine)) == len(machine)


def test_no_directory_is_made(paths: Paths, environment: dict[str, str]) -> None:
    found = Paths.from_environment(environment)

    assert found == paths
    assert not any(place.exists() for place in (found.data, found.config, found.state, found.rescue))

"""`jornada init`: the first day from a shell."""

from __future__ import annotations

import tomllib

from jornada.config import Config, load_config
from jornada.store.workflows import WorkflowStore
from tests.cli.conftest import Shell


def test_it_writes_options_and_a_copy_of_the_workflow(shell: Shell) -> None:
    shell.environment["TZ"] = "America/Bogota"
    said = shell(
        "init", "--language", "es", "--workflow", "agency", "--brand", "Bar Pepe", "--hours", "8-15"
    ).out

    config, mistakes = load_config(shell.paths.config_file.read_text())
    assert (config, mistakes) == (Config(language="es", workflow="agency"), ())
    file = shell.paths.workflows / "agency.toml"
    loaded = WorkflowStore(shell.paths, "es").load("agency")
    assert loaded.mistakes == ()
    assert loaded.workflow.brands[0].title == "Bar Pepe"
    assert loaded.workflow.timezone == "America/Bogota"
    assert loaded.workflow.blocks[0].start.hour == 8
    assert str(file) in said
    assert str(shell.paths.config_file) in said
    assert "8:00–15:00" in said
    assert "9:00–18:00" in said


def test_the_day_is_the_workflows_that_was_chosen(shell: Shell) -> None:
    shell("init", "--workflow", "once-areas", "--timezone", "europe/lisbon")

    assert shell("day", "--json").json["workflow"] == "once-areas"
    assert shell("day", "--json").json["timezone"] == "Europe/Lisbon"


def test_without_options_the_copy_is_of_the_default(shell: Shell) -> None:
    shell("init")

    assert [file.name for file in shell.paths.workflows.iterdir()] == ["garcia.toml"]


def test_nonsense_is_refused_with_what_may_be_meant_and_writes_nothing(shell: Shell) -> None:
    assert "did you mean 9:00–18:00?" in shell("init", "--hours", "9-6", fails=2).err
    assert "nine" in shell("init", "--hours", "nine", fails=2).err
    assert "did you mean Europe/Madrid?" in shell("init", "--timezone", "Europa/Madird", fails=2).err
    assert "did you mean garcia?" in shell("init", "--workflow", "garzia", fails=1).err
    shell("init", "--language", "fr", fails=2)

    assert not shell.paths.config_file.exists()
    assert not shell.paths.workflows.exists()


def test_a_config_that_is_there_stays_but_for_what_is_forced(shell: Shell) -> None:
    shell.paths.config.mkdir(parents=True)
    mine = '# mine\ntheme = "terminal"  # dark\nworkflow = "agency"\n'
    shell.paths.config_file.write_text(mine)

    assert "--force" in shell("init", "--language", "es", fails=1).err
    assert shell.paths.config_file.read_text() == mine

    shell("init", "--language", "es", "--force")
    after = shell.paths.config_file.read_text()
    assert after.startswith(mine)
    assert tomllib.loads(after) == {"theme": "terminal", "workflow": "agency", "language": "es"}
    assert not shell.paths.workflows.exists()


def test_force_never_writes_over_a_workflow(shell: Shell) -> None:
    shell("init", "--hours", "8-17")
    file = shell.paths.workflows / "garcia.toml"
    before = file.read_text()

    assert str(file) in shell("init", "--hours", "7-16", "--force", fails=1).err
    assert str(file) in shell("init", "--workflow", "garcia", "--force").out
    assert file.read_text() == before


def test_a_config_with_mistakes_is_not_touched(shell: Shell) -> None:
    shell.paths.config.mkdir(parents=True)
    shell.paths.config_file.write_text("theme = \n")

    assert "jornada check" in shell("init", "--language", "es", "--force", fails=1).err
    assert shell.paths.config_file.read_text() == "theme = \n"


def test_a_directory_that_cannot_be_written_is_said(shell: Shell) -> None:
    shell.paths.config.write_text("a file, not a directory")

    assert shell("init", fails=74).err.startswith("Nothing could be written: ")

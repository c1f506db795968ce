"""`jornada workflow show`: which plan, in which format, and where it is written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from jornada import resources
from jornada.themes import list_themes
from tests.cli.conftest import Shell


def test_the_plan_in_use_as_text(shell: Shell) -> None:
    shown = shell("workflow", "show")

    assert shown.lines[0].startswith(" The eight steps")
    assert max(map(len, shown.lines)) <= 120
    shell("workflow", "use", "agency")
    assert shell("workflow", "show").lines[0].startswith(" Three brands, one manager")
    assert shell("workflow", "show", "once-areas").lines[0].startswith(" The eleven areas")


def test_it_is_as_wide_as_the_terminal(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (80, 50, 30):
        monkeypatch.setenv("COLUMNS", str(width))
        assert max(map(len, shell("workflow", "show").lines)) <= width


def test_the_formats(shell: Shell) -> None:
    assert shell("workflow", "show", "--format", "md").lines[0] == "# The eight steps"
    assert shell("workflow", "show", "--format", "html").lines[0] == "<!doctype html>"
    shell("workflow", "show", "--format", "pdf", fails=2)
    shell.environment["JORNADA_LANG"] = "es"
    assert '<html lang="es">' in shell("workflow", "show", "--format", "html").out


def test_the_day_or_the_week(shell: Shell) -> None:
    assert "2400" not in shell("workflow", "show", "--day").out
    assert "No urgent mention unseen" not in shell("workflow", "show", "--week").out
    assert "2400" in shell("workflow", "show", "--week").out


def test_no_such_plan(shell: Shell) -> None:
    assert "garcia" in shell("workflow", "show", "garcai", fails=1).err
    shell("workflow", "show", "../garcia", fails=1)


def test_a_plan_with_mistakes_is_shown_as_it_last_was(shell: Shell) -> None:
    shell.paths.workflows.mkdir(parents=True)
    (shell.paths.workflows / "garcia.toml").write_text("version = 1\ntitle = 3\n", encoding="utf-8")
    shown = shell("workflow", "show", "garcia")

    assert shown.lines[0].startswith(" The eight steps")
    assert "garcia.toml" in shown.err


def test_a_file_is_written_for_others_to_read(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    before = os.umask(0o022)
    try:
        said = shell("workflow", "show", "-o", str(file))
    finally:
        os.umask(before)

    assert said.lines == [f"Written: {file}"]
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


@pytest.mark.parametrize(("name", "begins"), [("a.md", "# "), ("a.txt", " The"), ("a", " The")])
def test_the_name_of_the_file_says_its_format(shell: Shell, tmp_path: Path, name: str, begins: str) -> None:
    shell("workflow", "show", "-o", str(tmp_path / name))
    text = (tmp_path / name).read_text(encoding="utf-8")

    assert text.startswith(begins)
    if not name.endswith("md"):
        assert max(map(len, text.splitlines())) <= 80


def test_a_file_that_is_there_is_kept_unless_told_otherwise(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("mine", encoding="utf-8")

    assert "--force" in shell("workflow", "show", "-o", str(file), fails=1).err
    assert file.read_text(encoding="utf-8") == "mine"
    shell("workflow", "show", "-o", str(file), "--force")
    assert file.read_text(encoding="utf-8").startswith("# ")
    assert list(tmp_path.glob(".plan*")) == []


def test_a_link_is_followed_only_by_force_and_stays_one(shell: Shell, tmp_path: Path) -> None:
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_text("mine", encoding="utf-8")
    link.symlink_to(target)

    shell("workflow", "show", "-o", str(link), fails=1)
    shell("workflow", "show", "-o", str(link), "--force")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("# ")


def test_what_cannot_be_written_is_said(shell: Shell, tmp_path: Path) -> None:
    shell("workflow", "show", "-o", str(tmp_path / "none" / "plan.md"), fails=74)
    assert not (tmp_path / "none").exists()
    for force in ((), ("--force",)):
        shell("workflow", "show", "-o", str(tmp_path), *force, fails=1)


def test_the_colours_of_paper(shell: Shell) -> None:
    shell.environment["JORNADA_THEME"] = "jornada-dark"
    dark = shell("workflow", "show", "--format", "html").out
    shell.environment["JORNADA_THEME"] = "jornada-light"
    assert shell("workflow", "show", "--format", "html").out == dark
    shell.paths.themes.mkdir(parents=True)
    text = resources.text("themes", "jornada-light.toml")
    mine = text.replace(list_themes(None).by_name["jornada-light"].slots[0], "#123456")
    (shell.paths.themes / "mine.toml").write_text(mine, encoding="utf-8")
    shell.environment["JORNADA_THEME"] = "mine"
    assert "#123456" in shell("workflow", "show", "--format", "html").out

"""A person who makes every mistake there is: nothing is lost, nothing waits, everything is said."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

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

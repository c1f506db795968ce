"""Hooks of what commands do; the command does not wait for them."""

from __future__ import annotations

import os

from tests.cli.conftest import Shell


def test_a_command_runs_them_too_and_says_once_what_cannot_run(shell: Shell) -> None:
    file = shell.paths.hooks / "on-add"
    file.parent.mkdir(parents=True)
    pipe = shell.paths.data / "pipe"
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    file.write_text(f"#!/bin/sh\ncat > {pipe}\n")
    file.chmod(0o755)

    # It cannot end before somebody reads what it writes, and the command has ended.
    assert shell("add", "Call the printer").err == ""
    assert '"do": "task.add"' in pipe.read_text()

    file.chmod(0o644)
    refused = "on-add was not run: it is not executable. chmod u+x makes it so\n"
    assert shell("add", "Call them again").err == refused
    assert shell("add", "And again").err == ""


def test_check_names_a_hook_that_never_runs(shell: Shell) -> None:
    folder = shell.paths.hooks
    folder.mkdir(parents=True)
    (folder / "on-start").write_text("#!/bin/sh\n")
    (folder / "on-incidnt").write_text("#!/bin/sh\n")
    shell("add", "Call the printer")

    findings = shell("check", "--json", fails=65).json["findings"]

    assert [each["kind"] for each in findings] == ["unknown_hook", "hook_not_executable"]
    assert "meant is perhaps on-incident" in findings[0]["text"]

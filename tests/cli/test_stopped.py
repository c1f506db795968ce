"""Long work that is stopped by ctrl+c ends at once and leaves nothing half: all of it is there, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jornada.store import files
from tests.cli.conftest import Shell

POSTS = "date,time,channel,title\n2026-12-01,10:30,instagram,Christmas raffle\n2026-12-02,,x,Menu\n"
STOPPED = 130
STEPS = ("write", "sync", "replace")
"""What the system is asked for while a file is written whole."""


def stop(*_given: Any, **_named: Any) -> Any:
    raise KeyboardInterrupt


def tree(folder: Path) -> dict[str, bytes]:
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in found}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "posts.csv"
    file.write_text(POSTS, encoding="utf-8")
    return file


def test_an_import_that_is_stopped_while_it_reads_has_written_nothing(
    shell: Shell, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("day")
    before = tree(shell.paths.data)
    monkeypatch.setattr("jornada.interop.post_rows.sort_rows", stop)

    shell("import", str(table), fails=STOPPED)
    assert tree(shell.paths.data) == before


@pytest.mark.parametrize("step", STEPS)
def test_an_import_that_is_stopped_while_it_writes_leaves_no_half_file(
    shell: Shell, table: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    shell("day")
    with monkeypatch.context() as patched:
        patched.setattr(files.System, step, stop)
        shell("import", str(table), fails=STOPPED)
    left = list(shell.paths.calendar.glob("*.toml")) if shell.paths.calendar.is_dir() else []

    assert all("Christmas raffle" in file.read_text(encoding="utf-8") for file in left)
    shell("import", str(table))
    assert shell("post", "list", "--all").out.count("Christmas raffle") == 1
    assert shell("check").code == 0


@pytest.mark.parametrize("command", [("report", "year"), ("check",)])
def test_what_only_reads_changes_nothing_when_it_is_stopped(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    shell("start", "overnight")
    before = tree(shell.paths.data)
    monkeypatch.setattr("jornada.cli.reports.waiting", stop)
    monkeypatch.setattr("jornada.cli.checking.waiting", stop)

    shell(*command, fails=STOPPED)
    assert tree(shell.paths.data) == before

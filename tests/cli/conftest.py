"""A shell for tests: commands run in this process, on files of their own, at a time that is said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from jornada.cli import main
from jornada.paths import Paths


@dataclass(frozen=True)
class Result:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Call it with a command's words. `at` and `date` set the clock from then on; `environment` holds."""

    def __init__(self, paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
        self.paths = paths
        self._capsys = capsys
        self.environment = {
            "JORNADA_DATA": str(paths.data),
            "JORNADA_CONFIG": str(paths.config),
            "JORNADA_STATE": str(paths.state),
            "JORNADA_LANG": "en",
            "TERM": "xterm",
        }
        self.date, self.time = "2026-11-20", "09:00"

    def __call__(self, *arguments: str, at: str = "", date: str = "", fails: int = 0) -> Result:
        """Run it; `fails` is the code it must end with."""
        result = self.run(*arguments, at=at, date=date)
        assert result.code == fails, result
        return result

    def run(self, *arguments: str, at: str = "", date: str = "") -> Result:
        """Run it, however it ends."""
        self.time, self.date = at or self.time, date or self.date
        environment = {"JORNADA_NOW": f"{self.date}T{self.time}:00+01:00", **self.environment}
        self._capsys.readouterr()
        code = main(arguments, environment)
        said = self._capsys.readouterr()
        return Result(code, said.out, said.err)

    def journal(self) -> str:
        """All journal files, one after the other."""
        return "".join(file.read_text() for file in sorted(self.paths.journal.rglob("*.toml")))


@pytest.fixture
def shell(paths: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    # At the time that is said, however long the machine takes to run it.
    monkeypatch.setattr("jornada.clock.time", SimpleNamespace(monotonic=lambda: 0.0))
    # The program binds the language of its library to the process; it is put back.
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "120")
    return Shell(paths, capsys)

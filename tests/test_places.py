"""The way that is quick to load finds the same directories as the other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jornada.paths import Paths
from jornada.places import place


@pytest.mark.parametrize("kind", ["data", "config", "state"])
@pytest.mark.parametrize("chosen", [None, "/somewhere", " ", "relative", "~/mine", "~nobody-of-this-name/x"])
@pytest.mark.parametrize("variable", ["JORNADA_{}", "XDG_{}_HOME"])
def test_the_directories_are_where_everything_else_finds_them(
    kind: str, chosen: str | None, variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("JORNADA_{}", "XDG_{}_HOME"):
        monkeypatch.delenv(name.format(kind.upper()), raising=False)
    if chosen is not None and not (chosen == " " and "JORNADA" in variable):
        monkeypatch.setenv(variable.format(kind.upper()), chosen)

    assert place(os.environ, kind) == str(getattr(Paths.from_environment(os.environ), kind))

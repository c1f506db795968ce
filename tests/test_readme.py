"""The first page anyone reads shows the program as it is."""

from __future__ import annotations

import pytest

from tests import readme


@pytest.mark.parametrize("name", ["frame", "keys"])
def test_the_readme_is_not_stale(name: str) -> None:
    written = readme.part(name, readme.README.read_text(encoding="utf-8"))

    assert written == readme.parts()[name], "write it anew with: python -m tests.readme"

"""The digests are those that everybody else makes."""

from __future__ import annotations

import hashlib

import pytest

from jornada.core import digest
from jornada.core.digest import sha256_hex


@pytest.mark.parametrize("data", [b"", b"plan", bytes(range(256)) * 300], ids=len)
def test_sha256_is_the_one_of_the_library(data: bytes) -> None:
    assert sha256_hex(data) == hashlib.sha256(data).hexdigest()


def test_where_the_language_has_none_of_its_own_the_library_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def none_but_the_library(name: str) -> object:
        asked.append(name)
        if name != "hashlib":
            raise ImportError(name)
        return hashlib

    monkeypatch.setattr(digest, "import_module", none_but_the_library)
    assert sha256_hex(b"plan") == hashlib.sha256(b"plan").hexdigest()
    assert asked[-1] == "hashlib"

"""Digests as `hashlib` has them, without OpenSSL, which that loads too: as long as three modules of ours."""

from __future__ import annotations

from importlib import import_module
from typing import Any

try:
    from _blake2 import blake2b
except ImportError:  # another implementation of the language
    from hashlib import blake2b

__all__ = ["blake2b", "sha256_hex"]


def sha256_hex(data: bytes) -> str:
    """The digest of SHA-256 in hexadecimal digits."""
    return str(_maker().sha256(data).hexdigest())


def _maker() -> Any:
    for name in ("_sha256", "_sha2"):  # before Python 3.12, and from then on
        try:
            return import_module(name)
        except ImportError:
            continue
    return import_module("hashlib")

"""`blake2b` as `hashlib` has it, without OpenSSL, which that loads too: as long as three modules of ours."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # another implementation of the language
    from hashlib import blake2b

__all__ = ["blake2b"]

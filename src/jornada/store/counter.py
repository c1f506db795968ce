"""The counter behind the ids: the largest one given out, so that none is given out twice.

It holds what the journal cannot: ids of records that never reached the disk, or that were removed.
Written in place and at a fixed width, which a full disk does not prevent. Where it is missing or
behind, the journal's own records are the measure.
"""

from __future__ import annotations

import os
from pathlib import Path

from jornada.store.files import System, opened, read_regular

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WIDTH = 20


def read_counter(path: Path, system: System) -> int:
    """The largest counter noted; 0 where none can be read."""
    try:
        data, _ = read_regular(system, path, 4 * _WIDTH)
        return max(0, int(data.decode("ascii")))
    except (OSError, ValueError):
        return 0


def write_counter(path: Path, counter: int, system: System) -> None:
    """Note the largest counter. The caller holds the lock. Raises `OSError`."""
    with opened(system, path, os.O_WRONLY | os.O_CREAT) as descriptor:
        system.write_at(descriptor, f"{counter:0{_WIDTH - 1}d}\n".encode("ascii"), 0)


def base36(number: int) -> str:
    """A number in digits and small letters."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits

"""The last sign of life: when somebody last did something here.

A timer that ran on while nobody was there can be stopped at that instant.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from jornada.paths import Paths
from jornada.store.files import System, read_regular, write_whole

AT_MOST_EVERY = dt.timedelta(minutes=1)
_MOST_BYTES = 1024


class SignOfLife:
    """A small file in the state directory, shared by all processes."""

    def __init__(self, paths: Paths, *, system: System | None = None) -> None:
        self._path: Path = paths.state / "life"
        self._system = system or System()
        self._last: dt.datetime | None = None

    def touch(self, now: dt.datetime) -> None:
        """Somebody did something now. Written at most once a minute; a failure is no matter."""
        last = self._last or self.last()
        if last is not None and last <= now < last + AT_MOST_EVERY:
            return
        with suppress(OSError):
            write_whole(self._system, self._path, f"{now.isoformat()}\n".encode("ascii"), durable=False)
            self._last = now

    def last(self) -> dt.datetime | None:
        """When that was, to the minute; None if it is not known."""
        try:
            data, _ = read_regular(self._system, self._path, _MOST_BYTES)
            instant = dt.datetime.fromisoformat(data.decode("ascii").strip())
        except (OSError, ValueError):
            return None
        return instant if instant.tzinfo else None

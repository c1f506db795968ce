"""The clock that is handed in: the system's, or one that starts at JORNADA_NOW and runs on."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping

Clock = Callable[[], dt.datetime]


class BadClockError(ValueError):
    """JORNADA_NOW is not an instant; the message is what it held."""


def make_clock(environment: Mapping[str, str]) -> Clock:
    """The clock to use. JORNADA_NOW is an ISO 8601 date-time; without an offset it is local.

    Raises `BadClockError` where it cannot be read.
    """
    text = environment.get("JORNADA_NOW", "")
    if not text:
        return system_clock
    try:
        first = dt.datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise BadClockError(text) from None
    began = time.monotonic()
    return lambda: first + dt.timedelta(seconds=time.monotonic() - began)


def system_clock() -> dt.datetime:
    """Now, with the system's offset."""
    return dt.datetime.now().astimezone()


def instant(clock: Clock, zone: dt.tzinfo) -> dt.datetime:
    """The second it is, with the offset that `zone` has then as a fixed one."""
    local = clock().astimezone(zone).replace(microsecond=0)
    return local.replace(tzinfo=dt.timezone(local.utcoffset() or dt.timedelta()))


def may_write(environment: Mapping[str, str]) -> bool:
    """A clock set by hand writes only into data set by hand, never into a person's own."""
    return not environment.get("JORNADA_NOW") or bool(environment.get("JORNADA_DATA"))

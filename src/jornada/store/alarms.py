"""Which alarms rang on this machine, and who rings: of several dashboards one, so that each rings once.

The one that holds the lock rings; it holds it until its process ends or it closes, then another takes
over and knows what rang. A disk that cannot be written rings once a process: better twice than never.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from collections.abc import Sequence
from contextlib import suppress

from jornada.core.alarms import Alarm
from jornada.core.incidents import ClockState
from jornada.paths import Paths
from jornada.store.files import System, ensure_directory, read_regular, write_whole

KEPT = dt.timedelta(days=7)
"""So long after it was due an alarm is remembered; one whose clock still stands, for as long as it does."""
_MOST_BYTES = 1 << 20


class AlarmBook:
    """What rang. With `keep` false nothing is read or written, and nobody else is asked."""

    def __init__(self, paths: Paths, *, keep: bool = True, system: System | None = None) -> None:
        self._file = paths.state / "alarms"
        self._lock = paths.state / "alarms.lock"
        self._system = system or System()
        self._keep = keep
        self._descriptor: int | None = None
        self._leads = not keep
        self._rung: frozenset[Alarm] = frozenset()

    def has_to_ring(self, alarms: Sequence[Alarm], now: dt.datetime) -> bool:
        """Whether `ring` would do something: take over, ring one or forget one."""
        rung = self._rung
        return not self._leads or not rung.issuperset(alarms) or self._kept(rung, alarms, now) != rung

    def ring(self, alarms: Sequence[Alarm], now: dt.datetime) -> tuple[Alarm, ...]:
        """Those of `alarms`, which are all that stand now, that are to ring: none of them rings again.

        Nothing where another dashboard rings.
        """
        if not self._leads and not self._take_the_lead():
            return ()
        fresh = tuple(alarm for alarm in alarms if alarm not in self._rung)
        kept = self._kept(self._rung, alarms, now)
        if fresh or kept != self._rung:
            self._rung = kept.union(fresh)
            self._write()
        return fresh

    @staticmethod
    def _kept(rung: frozenset[Alarm], alarms: Sequence[Alarm], now: dt.datetime) -> frozenset[Alarm]:
        return frozenset(alarm for alarm in rung if alarm.due > now - KEPT or alarm in alarms)

    def close(self) -> None:
        """Let another one ring."""
        if self._descriptor is not None:
            with suppress(OSError):
                self._system.close(self._descriptor)
            self._descriptor, self._leads = None, False

    def _take_the_lead(self) -> bool:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        try:
            ensure_directory(self._system, self._lock.parent)
            descriptor = self._system.open(self._lock, flags)
        except OSError:
            self._leads = True
            return True
        try:
            self._system.lock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._system.close(descriptor)
            return False
        except OSError:  # a file system without locks
            pass
        self._descriptor, self._leads = descriptor, True
        self._rung = self._read()
        return True

    def _read(self) -> frozenset[Alarm]:
        """What rang before; what cannot be read counts as nothing."""
        import json

        try:
            data, _ = read_regular(self._system, self._file, _MOST_BYTES)
            return frozenset(
                Alarm(str(subject), str(clock), dt.datetime.fromisoformat(due), ClockState(stage))
                for subject, clock, due, stage in json.loads(data)
            )
        except (OSError, ValueError, TypeError, RecursionError):
            return frozenset()

    def _write(self) -> None:
        if not self._keep:
            return
        import json

        rung = sorted(self._rung, key=lambda alarm: (alarm.due, alarm.subject, alarm.clock, alarm.stage))
        rows = [[alarm.subject, alarm.clock, alarm.due.isoformat(), alarm.stage.value] for alarm in rung]
        with suppress(OSError):
            write_whole(self._system, self._file, json.dumps(rows).encode(), durable=False)

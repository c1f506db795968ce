"""The bell: which alarms ring now, and which rang here lately."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jornada.config import Config
    from jornada.core.alarms import Alarm
    from jornada.core.notices import NoticeOptions
    from jornada.paths import Paths
    from jornada.store.alarms import AlarmBook

RINGING = dt.timedelta(minutes=5)
"""For so long an alarm that rang is spoken of."""


class Bell:
    """Rings each alarm once over all dashboards of this machine. With `keep` false it is not kept what
    rang."""

    def __init__(self, paths: Paths, *, keep: bool) -> None:
        self._paths = paths
        self._keep = keep
        self._opening = threading.Lock()
        self._opened: AlarmBook | None = None
        self._rung: tuple[tuple[Alarm, dt.datetime], ...] = ()

    @property
    def _book(self) -> AlarmBook:
        """What is known of those that rang. Commands ring none, and need not load what it takes."""
        from jornada.store.alarms import AlarmBook

        with self._opening:
            if self._opened is None:
                self._opened = AlarmBook(self._paths, keep=self._keep)
            return self._opened

    @property
    def rang(self) -> bool:
        """Whether anything rang here."""
        return bool(self._rung)

    def may_ring(self, standing: Sequence[Alarm], now: dt.datetime) -> bool:
        """Whether something could come of `ring`."""
        return self._book.has_to_ring(standing, now)

    def ring(self, standing: Sequence[Alarm], now: dt.datetime, *, opening: bool) -> tuple[Alarm, ...]:
        """Those of `standing`, which are all that stand now, that nobody has been told of; nothing where
        another dashboard rings. With `opening` what the first sight of the day shows counts as told."""
        from jornada.core.notices import SEEN_ON_OPENING

        fresh = self._book.ring(standing, now)
        if opening:
            fresh = tuple(alarm for alarm in fresh if alarm.clock not in SEEN_ON_OPENING)
        spoken_of = [(alarm, at) for alarm, at in self._rung if now - at < RINGING]
        self._rung = (*spoken_of, *((alarm, now) for alarm in fresh))
        return fresh

    def ringing(self, standing: Sequence[Alarm], now: dt.datetime) -> tuple[Alarm, ...]:
        """What rang here lately, as far as it still stands."""
        return tuple(alarm for alarm, at in self._rung if now - at < RINGING and alarm in standing)

    def close(self) -> None:
        """Let another one ring."""
        with self._opening:
            if self._opened is not None:
                self._opened.close()


def notice_options(config: Config) -> NoticeOptions:
    """What a person wants to be told of, by the options of `config.toml`."""
    from jornada.core.notices import NoticeOptions

    return NoticeOptions(
        block_end_minutes=config.notice_block_end,
        milestones=config.notice_milestones,
        incidents=config.notice_incidents,
        promises=config.notice_promises,
        over_plan=config.notice_over_plan,
        on_call=config.on_call,
    )

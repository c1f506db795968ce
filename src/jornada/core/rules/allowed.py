"""What a value of a field may be, whichever intent has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jornada.core import calendar
from jornada.core.limits import MINUTES_LIMIT
from jornada.core.refusals import Reason, no
from jornada.core.setting import Setting
from jornada.core.state import State


def one_of(value: str | None, allowed: Mapping[str, Any], reason: Reason) -> None:
    """One of the keys there are; `None` and `""` name none."""
    if value and value not in allowed:
        raise no(reason, value, tuple(allowed))


def block(state: State, value: str | None, date: dt.date, setting: Setting) -> None:
    """A block of that day: as it was planned, else as the workflow has it."""
    day = state.days.get(date)
    keys = {b.key: b for b in day.blocks} if day else dict(setting.workflow.block_by_key)
    one_of(value, keys, Reason.NO_SUCH_BLOCK)


def minutes(value: int | None) -> None:
    """Planned minutes."""
    if value is not None and not 0 <= value <= MINUTES_LIMIT:
        raise no(Reason.BAD_MINUTES, str(value), limit=MINUTES_LIMIT)


def due(value: str | None) -> None:
    """A due time as in the workflow file: `"10:30"`, `"thu 14:00"`."""
    if value:
        try:
            calendar.parse_due(value)
        except ValueError:
            raise no(Reason.BAD_DUE, value) from None


def coming(date: dt.date, setting: Setting) -> None:
    """A day that something may be put on."""
    if date < setting.today:
        raise no(Reason.PAST_DAY, date.isoformat())
    if setting.is_far(date):
        raise no(Reason.FAR_DAY, date.isoformat())


def happened(instant: dt.datetime | None, setting: Setting) -> None:
    """An instant at which something may have been."""
    if instant is None:
        return
    if instant > setting.now:
        raise no(Reason.IN_THE_FUTURE, setting.moment(instant))
    if setting.is_far(instant.date()):
        raise no(Reason.FAR_DAY, instant.date().isoformat())


def some_text(text: str) -> None:
    """A text that says something."""
    if not text:
        raise no(Reason.EMPTY_TEXT)


def not_before(when: dt.datetime | None, first: dt.datetime | None, reason: Reason, setting: Setting) -> None:
    """Refuses, for the reason given, what would have been before its first possible instant."""
    if when is not None and first is not None and when < first:
        raise no(reason, setting.moment(when), (setting.moment(first),))


def promised(instant: dt.datetime | None, setting: Setting) -> None:
    """An instant for which something may be promised."""
    if instant is None:
        return
    if instant <= setting.now:
        raise no(Reason.PAST_TIME, setting.clock(instant))
    coming(instant.date(), setting)

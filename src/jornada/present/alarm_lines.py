"""What a clock that rings says: "First response to Viral comment is due in 7 min"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jornada.core.alarms import PROMISE, Alarm
from jornada.core.incidents import ClockKind, ClockState
from jornada.core.state import State
from jornada.present.deeds import named
from jornada.present.titles import shorten
from jornada.present.words import N_, Words

MOST_TITLE = 40

_SENTENCES: Mapping[str, tuple[str, str]] = {
    ClockKind.FIRST_RESPONSE: (
        N_("First response to {title} is due in {time}"),
        N_("First response to {title} is overdue by {time}"),
    ),
    ClockKind.NEXT_UPDATE: (
        N_("The next update on {title} is due in {time}"),
        N_("The next update on {title} is overdue by {time}"),
    ),
    ClockKind.AUTHORITY_NOTICE: (
        N_("The 72 hours to notify the authority of {title} end in {time}"),
        N_("The 72 hours to notify the authority of {title} ended {time} ago"),
    ),
    ClockKind.POST_MORTEM: (
        N_("The post-mortem of {title} is due in {time}"),
        N_("The post-mortem of {title} is overdue by {time}"),
    ),
    PROMISE: (
        N_("What was promised to {who} is due in {time}: {title}"),
        N_("What was promised to {who} is overdue by {time}: {title}"),
    ),
}
"""By clock: while it runs, and once it has run out."""


def alarm_line(words: Words, state: State, alarm: Alarm, now: dt.datetime) -> str:
    """The alarm in a sentence, as it stands at `now`."""
    promise = state.promises.get(alarm.subject)
    subject = promise.subject if promise else alarm.subject
    soon, late = _SENTENCES[alarm.clock]
    overdue = alarm.stage is ClockState.OVERDUE
    minutes = abs(int((alarm.due - now).total_seconds())) // 60
    return words.gettext(late if overdue else soon).format(
        title=shorten(named(words, state.subject_title(subject)), MOST_TITLE),
        who=shorten(promise.who, MOST_TITLE) if promise else "",
        time=words.duration(minutes),
    )

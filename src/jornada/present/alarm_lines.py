"""What a clock that rings says: "First response to Viral comment is due in 7 min"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from jornada.core.alarms import PROMISE, Alarm
from jornada.core.incidents import ClockKind, ClockState
from jornada.core.notices import BLOCK_END, MILESTONE, PLAN
from jornada.core.state import State
from jornada.present.titles import named, shorten
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
    BLOCK_END: (N_("{title} ends in {time}"), N_("{title} ended {time} ago")),
    MILESTONE: (
        N_("At risk, due in {time}: {title}"),
        N_("Was due {time} ago: {title}"),
    ),
    PLAN: (
        N_("{title} is near its planned minutes"),
        N_("{title} takes longer than planned"),
    ),
    PROMISE: (
        N_("What was promised to {who} is due in {time}: {title}"),
        N_("What was promised to {who} is overdue by {time}: {title}"),
    ),
}
"""By clock: while it runs, and once it has run out."""


def alarm_line(
    words: Words,
    state: State,
    alarm: Alarm,
    now: dt.datetime,
    block_title: Callable[[str], str] = lambda key: key,
) -> str:
    """The alarm in a sentence, as it stands at `now`; `block_title` names a block of today."""
    promise = state.promises.get(alarm.subject) if alarm.clock == PROMISE else None
    soon, late = _SENTENCES[alarm.clock]
    overdue = alarm.stage is ClockState.OVERDUE
    minutes = abs(int((alarm.due - now).total_seconds())) // 60
    return words.gettext(late if overdue else soon).format(
        title=shorten(_title(words, state, alarm, block_title), MOST_TITLE),
        who=shorten(promise.who, MOST_TITLE) if promise else "",
        time=words.duration(minutes),
    )


def _title(words: Words, state: State, alarm: Alarm, block_title: Callable[[str], str]) -> str:
    """What the alarm is about, as a person calls it."""
    if alarm.clock == BLOCK_END:
        return block_title(alarm.subject)
    item = state.items.get(alarm.subject)
    if alarm.clock == MILESTONE and item is not None and item.milestone:
        return item.milestone
    promise = state.promises.get(alarm.subject)
    return named(words, state.subject_title(promise.subject if promise else alarm.subject))

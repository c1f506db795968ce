"""What an incident is owed, in a few words: what for, and how much is left of it."""

from __future__ import annotations

from jornada.core.dataclass import replace
from jornada.core.incidents import Deadline
from jornada.present.titles import clock_title, deadline_text
from jornada.present.words import Words

MANY_HOURS = 10 * 3600
"""Seconds from which on whole hours say enough."""


def owed_text(words: Words, deadline: Deadline) -> str:
    """ "update 1 h left"; of the first response only what is left, "24 min left". Of many hours no
    minutes are told."""
    if abs(deadline.seconds_left) >= MANY_HOURS:
        deadline = replace(deadline, seconds_left=int(deadline.seconds_left / 3600) * 3600)
    what, left = clock_title(words, deadline.clock, short=True), deadline_text(words, deadline)
    return f"{what} {left}" if what else left

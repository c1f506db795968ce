"""What happens in the demonstration: the texts of an agency's fortnight, as message ids.

The workflow is the built-in `agency`; brands and tasks are named by its keys.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jornada.core.dataclass import dataclass
from jornada.marking import N_

LATEST = -1
"""The day that is today, whatever it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """An idea that came on `day`, when the task `after` was done. On the day `used` it became a task of
    one's own, on the day `dropped` nothing came of it; without either it waits."""

    day: int
    after: str
    text: str
    used: int | None = None
    dropped: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A promise about a planned task, given when it is done: by a time of that day. It is kept when the
    first task from `kept` on is begun."""

    day: int
    task: str
    who: str
    text: str
    by: dt.time
    kept: dt.time


NOTES: Mapping[str, tuple[str, ...]] = {
    "posts-acme-week": (N_("The client wants fewer pictures of latte art"),),
    "posts-brisa-week": (N_("Waits for the photographs of the terrace"),),
    "posts-cobalto-week": (N_("The workshop has checked the facts on the gears"),),
    "research-brisa": (N_("Ideas: breakfast at six, the lift of 1931, the owner's dog"),),
    "agency-midweek": (N_("Hotel Brisa asks for a second report a month"),),
    "report-acme": (N_("Reach is down, answers are faster: say why"),),
    "growth-acme": (N_("Six bakeries follow us back"),),
}
"""Notes on tasks, by the task's key; each is written on its first day."""

THOUGHTS: tuple[Thought, ...] = (
    Thought(
        day=0,
        after="update-morning-cobalto",
        text=N_("Ask the regulars for the story of their first coffee"),
        used=6,
    ),
    Thought(
        day=2,
        after="community-brisa",
        text=N_("An Advent calendar with the hotel's twenty-four keys"),
        dropped=7,
    ),
    Thought(
        day=5, after="community-cobalto", text=N_("The workshop answers questions live, a Thursday a month")
    ),
    Thought(day=8, after="monitor-afternoon-acme", text=N_("Measure how long answers take on Sundays")),
    Thought(day=LATEST, after="monitor-morning-acme", text=N_("Thank for reviews with the cook's name")),
)
"""Ideas."""
IDEA_AFTER = "update-morning-cobalto"
"""When this task is done, one looks at the ideas."""
IDEA_MINUTES = 20

WORDS: tuple[Word, ...] = (
    Word(
        day=2,
        task="update-morning-acme",
        who="Ana",
        text=N_("Which pictures of the guests we may show"),
        by=dt.time(16),
        kept=dt.time(15),
    ),
    Word(
        day=6,
        task="community-brisa",
        who="Hotel Brisa",
        text=N_("The dates of the second report"),
        by=dt.time(17, 30),
        kept=dt.time(15, 30),
    ),
)
"""Promises about tasks."""
ADDED_WORD = ("Pau", N_("How many cups in December"), dt.time(18))
"""The promise about the task that is added on the latest day, which is still to be kept: who, what, when."""

ADDED: tuple[tuple[int, str, str, str, int], ...] = (
    (1, N_("Call the printer about the menus"), "planning", "acme", 10),
    (4, N_("Invoice for October"), "strategy", "agency", 20),
    (6, N_("Send the photographs of the terrace to the hotel"), "posts", "brisa", 15),
    (8, N_("Ask the workshop for pictures of the new frame"), "posts", "cobalto", 10),
    (LATEST, N_("Reply to the supplier of the paper cups"), "community", "acme", 10),
)
"""Tasks of one's own: day, title, area, brand, minutes."""

DROPPED: tuple[tuple[int, str, str], ...] = (
    (2, "curation-acme", N_("The client has nothing to publish this week")),
    (6, "research-brisa", N_("No time left after the insults in the forum")),
    (8, "research-cobalto", N_("The journalist took it")),
)
"""Tasks that were not done: day, key, why."""

MOVED: tuple[tuple[int, str], ...] = ((3, "analytics-brisa"), (7, "growth-acme"), (9, "report-cobalto"))
"""Tasks that went to the next working day: day, key."""

LEFT = ((10, "agency-plan"),)
"""Tasks left as they were, so that they are still there the day after."""

"""What the demonstration plans and measures: posts of its calendar, a campaign to come, figures of weeks.

Days count from the Monday of the week that the demonstration is opened in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from jornada.core import intents as do
from jornada.core.dataclass import dataclass
from jornada.core.kpi_keys import FOLLOWERS, INTERACTIONS, MENTIONS, REACH, REPLIES
from jornada.core.state import PostState
from jornada.marking import N_
from jornada.present.words import Words

A_WEEK = dt.timedelta(days=7)
WEEKS_OF_FIGURES = 7
"""So many weeks before the first of the story have figures too."""
SCHEDULED_DAYS, APPROVED_DAYS, DRAFT_DAYS = 2, 5, 9
"""How far ahead a post is scheduled, approved, drafted; later ones are ideas."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A post: its day, time, channel, brand, title."""

    day: int
    time: str
    channel: str
    brand: str
    title: str


POSTS: tuple[Planned, ...] = (
    Planned(-7, "10:00", "instagram", "acme", N_("The menu of the week")),
    Planned(-6, "12:30", "facebook", "brisa", N_("Breakfast on the terrace")),
    Planned(-4, "18:00", "linkedin", "cobalto", N_("How a frame is welded")),
    Planned(-3, "13:00", "instagram", "acme", N_("A coffee with the baker")),
    Planned(0, "10:00", "instagram", "acme", N_("The menu of the week")),
    Planned(1, "12:30", "facebook", "brisa", N_("The view from room 12")),
    Planned(2, "18:00", "instagram", "cobalto", N_("Lights for dark evenings")),
    Planned(3, "13:00", "instagram", "acme", N_("Three ways to fold a napkin")),
    Planned(4, "17:30", "instagram", "acme", N_("Saturday's brunch")),
    Planned(4, "18:00", "facebook", "brisa", N_("Last rooms for the long weekend")),
    Planned(7, "10:00", "instagram", "acme", N_("The menu of the week")),
    Planned(8, "12:30", "facebook", "brisa", N_("The lift of 1931")),
    Planned(9, "18:00", "linkedin", "cobalto", N_("A gear, and what it is for")),
    Planned(11, "13:00", "instagram", "acme", N_("The raffle of the Christmas basket")),
    Planned(15, "12:30", "facebook", "brisa", N_("Twenty-four keys")),
)

CAMPAIGN = ("raffle", "acme", N_("The Christmas basket"), 7, 32)
"""Key, brand, title, first and last day."""
STEPS: tuple[tuple[int, str, str, str, int], ...] = (
    (8, N_("Brief approved"), "Ana", N_("the budget"), 30),
    (10, N_("Legal has read the rules"), "Luis", N_("the rules of the raffle"), 0),
    (14, N_("The page is there"), "Eva", N_("pictures of the basket"), 45),
    (32, N_("The winner is told"), "Ana", "", 20),
)

FIGURES: Mapping[str, Mapping[str, tuple[int, int, tuple[int, ...]]]] = {
    "acme": {
        FOLLOWERS: (8420, 36, (0, 5, -8, 12)),
        MENTIONS: (118, 2, (0, 9, -6, 14, -3)),
        REPLIES: (111, 2, (0, 7, -5, 12, -1)),
        REACH: (41200, 310, (0, 2600, -1900, 3300, -700)),
        INTERACTIONS: (1690, 22, (0, 140, -90, 210, -60)),
    },
    "brisa": {
        FOLLOWERS: (5130, 19, (0, 4, -3)),
        MENTIONS: (64, 1, (0, -5, 8, 3)),
        REPLIES: (58, 1, (0, -4, 6, 2)),
        REACH: (22800, 120, (0, 1500, -1100)),
        INTERACTIONS: (710, 9, (0, 60, -45, 30)),
    },
    "cobalto": {
        FOLLOWERS: (3075, 11, (0, 2, 6)),
        MENTIONS: (37, 0, (0, 4, -3)),
        REPLIES: (34, 0, (0, 3, -3)),
        REACH: (12400, 40, (0, -600, 900)),
        INTERACTIONS: (402, 3, (0, -30, 41)),
    },
}
"""By brand and measure: the first week's figure, what each week adds, and what differs from that in turn."""


def posts_of(words: Words, monday: dt.date, now: dt.datetime) -> list[dict[str, Any]]:
    """The posts as a file of the calendar has them, in their order."""
    found = []
    for number, post in enumerate(POSTS, start=1):
        date = monday + dt.timedelta(days=post.day)
        state = _state(dt.datetime.combine(date, dt.time.fromisoformat(post.time), now.tzinfo), now)
        found.append(
            {
                "key": f"post-{number}",
                "date": date.isoformat(),
                "time": post.time,
                "channel": post.channel,
                "brand": post.brand,
                "title": words.gettext(post.title),
                "state": state.value,
            }
        )
    return found


def _state(goes_out: dt.datetime, now: dt.datetime) -> PostState:
    days = (goes_out.date() - now.date()).days
    if goes_out <= now:
        return PostState.PUBLISHED
    if days <= SCHEDULED_DAYS:
        return PostState.SCHEDULED
    if days <= APPROVED_DAYS:
        return PostState.APPROVED
    return PostState.DRAFT if days <= DRAFT_DAYS else PostState.IDEA


def campaign_of(words: Words, monday: dt.date) -> dict[str, Any]:
    """The campaign as a workflow's file has it: all of it is still to come."""
    key, brand, title, first, last = CAMPAIGN

    def on(day: int) -> str:
        return (monday + dt.timedelta(days=day)).isoformat()

    steps = [
        {"title": words.gettext(step), "due": on(day), "who": who}
        | ({"needs": words.gettext(needs)} if needs else {})
        | ({"minutes": minutes} if minutes else {})
        for day, step, who, needs, minutes in STEPS
    ]
    head = {"key": key, "title": words.gettext(title), "brand": brand, "area": "campaigns"}
    return {**head, "from": on(first), "until": on(last), "steps": steps}


def figures_of(monday: dt.date, first: dt.date) -> Iterator[do.KpiSet]:
    """What is typed in on that Monday: the figures of the week before; on the first one, of the weeks
    before that too."""
    weeks = WEEKS_OF_FIGURES if monday == first else 1
    begin = first - WEEKS_OF_FIGURES * A_WEEK
    for back in range(weeks, 0, -1):
        week = monday - back * A_WEEK
        place = (week - begin).days // 7
        for brand, measures in FIGURES.items():
            values = tuple(
                do.KpiValue(key=key, value=float(base + place * more + turns[place % len(turns)]))
                for key, (base, more, turns) in measures.items()
            )
            yield do.KpiSet(week=week, brand=brand, values=values)

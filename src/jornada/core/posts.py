"""The editorial calendar: what is published, where, when and why. It is not the workflow.

The plan of posts is a person's own files; that one was approved, scheduled or published is said by
records of the journal. Here the two are put together, and looked at by day, by week and from now.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from jornada.core.calendar import block_spans, due_instant, monday_of
from jornada.core.dataclass import dataclass, replace
from jornada.core.incidents import HIGH
from jornada.core.intents import TaskAdd
from jornada.core.state import Incident, Item, PostMark, PostState, State
from jornada.core.workflow import Workflow

__all__ = ["Clash", "ClashKind", "DuePost", "Post", "PostState"]

KEY_LENGTH = 40
LATE_FOR = dt.timedelta(hours=24)
"""For so long after its time a post that is not marked as published is still among the next ones."""
NEXT_DAYS = 7
"""The next posts are those of so many days, today's included."""
END_OF_DAY = dt.time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post of the plan, in local time; without `time` it is somewhen on its day.

    `state` is how far it is; where the journal has another word on that than the file, `in_file` is the
    post as the file has it. `brand` and `objective` are keys of the workflow. `uid` is its name in the
    program it came from. `file` is the name of the file in the calendar's directory that holds it.
    """

    key: str
    date: dt.date
    title: str
    time: dt.time | None = None
    channel: str = ""
    brand: str = ""
    objective: str = ""
    state: PostState = PostState.IDEA
    link: str = ""
    uid: str = ""
    file: str = ""
    in_file: Post | None = None

    @property
    def as_in_file(self) -> Post:
        """The post without what the journal says of it."""
        return self.in_file or self

    @property
    def is_published(self) -> bool:
        """Whether it went out."""
        return self.state is PostState.PUBLISHED

    @property
    def order(self) -> tuple[dt.date, dt.time, str, str]:
        """By day and time; one without a time is at the end of its day."""
        return (self.date, self.time or dt.time.max, self.channel, self.key)

    def instant(self, zone: dt.tzinfo) -> dt.datetime:
        """When it goes out; one without a time by the end of its day."""
        return due_instant(f"{self.time or END_OF_DAY:%H:%M}", self.date, zone)


class ClashKind(StrEnum):
    """Why a post should be looked at before it goes out."""

    SAME_MINUTE = "same_minute"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Clash:
    """`post` meets `other`: another post at the same minute, or an open incident of its brand."""

    kind: ClashKind
    post: str
    other: str


@dataclass(frozen=True, slots=True)
class DuePost:
    """A post that is still to go out; `late` where its time has passed."""

    post: Post
    due: dt.datetime
    late: bool


def with_marks(posts: Iterable[Post], marks: Mapping[str, PostMark]) -> tuple[Post, ...]:
    """The posts of the files with what the journal says of them, in the order of time."""
    return tuple(sorted((_with_mark(post, marks.get(post.key)) for post in posts), key=lambda p: p.order))


def _with_mark(post: Post, mark: PostMark | None) -> Post:
    """The later word holds: the journal's, unless the file was changed after it. What was published
    stays published, whatever the file says."""
    if mark is None:
        return post
    journal_holds = mark.seen == post.state.value or mark.state is PostState.PUBLISHED
    if not journal_holds:
        return post if post.link or not mark.link else replace(post, link=mark.link, in_file=post)
    return replace(post, state=mark.state, link=mark.link or post.link, in_file=post)


def posts_of_day(posts: Iterable[Post], date: dt.date) -> tuple[Post, ...]:
    """The posts of one day, by time."""
    return posts_between(posts, date, date)


def posts_of_week(posts: Iterable[Post], date: dt.date) -> tuple[Post, ...]:
    """The posts of the week of `date`, Monday to Sunday, by time."""
    monday = monday_of(date)
    return posts_between(posts, monday, monday + dt.timedelta(days=6))


def posts_between(
    posts: Iterable[Post], first: dt.date | None = None, last: dt.date | None = None
) -> tuple[Post, ...]:
    """The posts from `first` to `last`, both included, by time; without an end where none is named."""
    found = (
        post
        for post in posts
        if (first is None or first <= post.date) and (last is None or post.date <= last)
    )
    return tuple(sorted(found, key=lambda post: post.order))


def next_posts(posts: Iterable[Post], now: dt.datetime, zone: dt.tzinfo) -> tuple[DuePost, ...]:
    """The posts of the coming days that are still to go out, by time; those lately missed come first.

    An idea is nothing yet that could be missed.
    """
    today = now.astimezone(zone).date()
    last = today + dt.timedelta(days=NEXT_DAYS - 1)
    found = []
    for post in posts_between(posts, today - LATE_FOR, last):
        if post.is_published or post.state is PostState.IDEA:
            continue
        due = post.instant(zone)
        if now - due <= LATE_FOR:
            found.append(DuePost(post, due, late=due < now))
    return tuple(found)


def clashes(
    posts: Iterable[Post], incidents: Iterable[Incident], zone: dt.tzinfo
) -> Mapping[str, tuple[Clash, ...]]:
    """By post, what it meets: another post at the same minute, or a crisis of its brand.

    A crisis is an open incident of severity 1 or 2; it concerns what would go out from its detection
    on. What is published is past, and an idea is not planned yet.
    """
    planned = [post for post in posts if post.state not in (PostState.IDEA, PostState.PUBLISHED)]
    crises = [
        incident
        for incident in incidents
        if incident.is_open and incident.severity is not None and incident.severity <= HIGH
    ]
    at_minute: dict[tuple[dt.date, dt.time], list[Post]] = defaultdict(list)
    for post in planned:
        if post.time is not None:
            at_minute[post.date, post.time].append(post)
    found: dict[str, tuple[Clash, ...]] = {}
    for post in planned:
        others = at_minute[post.date, post.time] if post.time is not None else []
        met = [Clash(ClashKind.SAME_MINUTE, post.key, other.key) for other in others if other.key != post.key]
        if crises:
            due = post.instant(zone)
            met += [
                Clash(ClashKind.CRISIS, post.key, incident.id)
                for incident in crises
                if incident.brand == post.brand and incident.detected <= due
            ]
        if met:
            found[post.key] = tuple(met)
    return found


def open_incidents(state: State) -> tuple[Incident, ...]:
    """The incidents that a post may meet."""
    return tuple(state.incidents[key] for key in state.open_incidents)


def next_state(post: Post) -> PostState | None:
    """The step after the one the post is at; `None` where it is published."""
    states = tuple(PostState)
    place = states.index(post.state) + 1
    return states[place] if place < len(states) else None


PLANNED_FIELDS = ("date", "time", "channel", "brand", "title", "objective", "link")
"""What an edit may change in the file; how far a post is, is the journal's to say."""


def edited(before: Post, after: Post) -> Post:
    """The post as its file is to have it once what differs between the two is changed there."""
    changes = {
        name: getattr(after, name) for name in PLANNED_FIELDS if getattr(after, name) != getattr(before, name)
    }
    return replace(before.as_in_file, **changes)


def new_key(title: str, date: dt.date, taken: Collection[str]) -> str:
    """A key for a new post, of its day and the letters of its title, that is not taken yet."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "post"
    stem = f"{date.isoformat()}-{slug}"
    key, number = stem[:KEY_LENGTH].rstrip("-"), 1
    while key in taken:
        number += 1
        end = f"-{number}"
        key = stem[: KEY_LENGTH - len(end)].rstrip("-") + end
    return key


def task_for(post: Post, workflow: Workflow, zone: dt.tzinfo, today: dt.date, minutes: int = 0) -> TaskAdd:
    """The task of getting a post out: on its day, in the block of its time, due at its time.

    Between two blocks it is the earlier one's, so that the work is done before it is due. The task of
    a post whose day has passed is today's.
    """
    date = max(post.date, today)
    due = f"{post.time:%H:%M}" if post.time is not None and date == post.date else ""
    objectives = {each.key for each in workflow.objectives}
    return TaskAdd(
        title=post.title,
        date=date,
        block=_block_at(workflow, post, zone) if due else "",
        minutes=minutes,
        brand=post.brand if post.brand in workflow.brand_by_key else "",
        objective=post.objective if post.objective in objectives else "",
        due=due,
    )


def task_there(state: State, task: TaskAdd) -> Item | None:
    """The open task that was made of the post before, if one was."""
    for key in state.on_date.get(task.date, ()):
        item = state.items[key]
        if (
            item.is_open
            and not item.key
            and (item.title, item.brand, item.due)
            == (
                task.title,
                task.brand,
                task.due,
            )
        ):
            return item
    return None


def _block_at(workflow: Workflow, post: Post, zone: dt.tzinfo) -> str:
    if not workflow.is_working_day(post.date):
        return ""
    due = post.instant(zone)
    spans = block_spans(workflow.blocks, post.date, zone)
    holding = [each for each in spans if each.span.contains(due)]
    before = [each for each in spans if each.span.end <= due]
    chosen = holding[:1] or before[-1:] or [*spans[:1]]
    return chosen[0].key if chosen else ""

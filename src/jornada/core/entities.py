"""What there is: tasks of a day, sessions, incidents, ideas, promises, marks of posts, days. Values only."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from jornada.core.dataclass import dataclass, field
from jornada.core.intents import Intent, Measure, PlannedBlock, PlannedItem
from jornada.core.workflow import Goal


class ItemState(StrEnum):
    """What became of an item; whether its timer runs is the session's to say."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Note:
    """A line somebody wrote at an instant."""

    at: dt.datetime
    text: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Put right before or after another item of the queue; what was put there last is applied last."""

    other: str
    after: bool
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A task on a day's queue.

    `date` is the day whose queue it is on now, `planned_for` the day it was planned for. `key` is the
    workflow task's, empty for a task of one's own. A `due` with a weekday is of the week of `due_of`: a
    task put off to the next week does not take its deadline along. `incident` is the one it follows up.
    `keep`: it stays until done or dropped. `closed_at` is when it was done or dropped, `moved_at` when it
    last went to another block or day. `anchors` is every place the person put it at. `sequence` is its
    place in the plan, the last resort of the order.
    """

    id: str
    title: str
    date: dt.date
    planned_for: dt.date
    key: str = ""
    area: str = ""
    block: str = ""
    minutes: int = 0
    rank: int | None = None
    brand: str = ""
    role: str = ""
    objective: str = ""
    milestone: str = ""
    due: str = ""
    due_of: dt.date | None = None
    goal: Goal | None = None
    incident: str = ""
    keep: bool = False
    state: ItemState = ItemState.OPEN
    closed_at: dt.datetime | None = None
    moved_at: dt.datetime | None = None
    reason: str = ""
    count: int = 0
    reached_at: dt.datetime | None = None
    notes: tuple[Note, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    sequence: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.state is ItemState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Time spent on a task or an incident; on neither, it is a break. Without `end` it runs."""

    id: str
    start: dt.datetime
    end: dt.datetime | None = None
    task: str = ""
    incident: str = ""
    note: str = ""

    @property
    def is_break(self) -> bool:
        """Whether it is about nothing: time that was no work."""
        return not self.task and not self.incident

    def seconds(self, now: dt.datetime) -> int:
        """Seconds it lasted, up to `now` while it runs; never negative."""
        return max(0, int(((self.end or now) - self.start).total_seconds()))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSums:
    """What a week that lasts from `begins` until `ends` comes to.

    `spent` has the seconds by area, brand and task, `counts` how much of its goal each task did. A task is
    named by its key in the workflow; all that is none of it is under the empty one."""

    begins: dt.datetime
    ends: dt.datetime
    spent: tuple[tuple[str, str, str, int], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


class IncidentStatus(StrEnum):
    """Where an incident is in its life."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESPONDED = "responded"
    CONTAINED = "contained"
    RESOLVED = "resolved"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMortem:
    """What was learnt of an incident. `severity` is what it turned out to be, `initial` what it was
    first thought to be."""

    at: dt.datetime
    worked: str = ""
    failed: str = ""
    cause: str = ""
    lesson: str = ""
    severity: int | None = None
    initial: int | None = None
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A stamped line of an incident's timeline: what was done (`do` of the record), its text, and the
    fields an edit changed, each with its new value."""

    at: dt.datetime
    do: str
    text: str = ""
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something unforeseen.

    `interrupted_task` or `interrupted_incident` is what it stopped; `parked` while that waits to be
    resumed. An empty title or no severity: not classified yet. `initial_severity` is the first it was
    given. `responded` is the first response of all, `answered` the newest of the present life: it began
    with the detection, or when the incident was last reopened. `updates` are the instants of the updates
    sent, `next_update` what was promised for the next one instead of the targets' time. `monitored`:
    since when it is only watched. `checked` are the steps of its checklist that a person ticked.
    """

    id: str
    opened: dt.datetime
    detected: dt.datetime
    title: str = ""
    kind: str = "other"
    severity: int | None = None
    brand: str = ""
    channel: str = ""
    link: str = ""
    author: str = ""
    reach: int | None = None
    evidence: str = ""
    occurred: dt.datetime | None = None
    acknowledged: dt.datetime | None = None
    responded: dt.datetime | None = None
    contained: dt.datetime | None = None
    resolved: dt.datetime | None = None
    reviewed: dt.datetime | None = None
    reopened: dt.datetime | None = None
    answered: dt.datetime | None = None
    updates: tuple[dt.datetime, ...] = ()
    next_update: dt.datetime | None = None
    monitored: dt.datetime | None = None
    initial_severity: int | None = None
    owner: str = ""
    statement: str = ""
    approved_by: str = ""
    posts_paused: dt.datetime | None = None
    posts_resumed: dt.datetime | None = None
    notified: tuple[Note, ...] = ()
    checked: tuple[str, ...] = ()
    post_mortem: PostMortem | None = None
    status: IncidentStatus = IncidentStatus.OPEN
    timeline: tuple[Entry, ...] = ()
    interrupted_task: str = ""
    interrupted_incident: str = ""
    parked: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it goes on: it is not resolved yet, or open again."""
        return self.status not in (IncidentStatus.RESOLVED, IncidentStatus.REVIEWED)

    @property
    def has_posts_paused(self) -> bool:
        """Whether scheduled posts wait because of it."""
        return self.posts_paused is not None and self.posts_resumed is None

    @property
    def since(self) -> dt.datetime:
        """When its present life began."""
        return self.reopened or self.detected


class IdeaState(StrEnum):
    """What became of an idea."""

    OPEN = "open"
    USED = "used"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A thought to come back to. `task` is what it became; `closed` when it was used or dropped."""

    id: str
    at: dt.datetime
    text: str
    state: IdeaState = IdeaState.OPEN
    task: str = ""
    closed: dt.datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.state is IdeaState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Somebody was promised an answer: to whom, by when, about which task or incident."""

    id: str
    at: dt.datetime
    who: str
    by: dt.datetime
    task: str = ""
    incident: str = ""
    text: str = ""
    kept: dt.datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.kept is None

    @property
    def subject(self) -> str:
        """The id of the task or incident it is about."""
        return self.task or self.incident


class PostState(StrEnum):
    """How far a post of the editorial calendar is, the first step first."""

    IDEA = "idea"
    DRAFT = "draft"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMark:
    """What the journal says last of a post. `seen` is what its file said then, `link` where it went out,
    `title` its title at that time."""

    at: dt.datetime
    state: PostState
    seen: str = ""
    link: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTexts:
    """What a person says in the weekly report of a brand; empty where nothing is said."""

    status: str = ""
    worked: str = ""
    failed: str = ""
    next: str = ""
    need: str = ""


BrandWeek = tuple[str, dt.date]
"""A brand, empty for none, and the Monday of a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that was worked on: the plan as it was then. `proposed` is what another device planned too.

    `planned` is what the workflow says of its tasks as far as that was taken over, whatever a person made
    of them since; `seen` the hash of the workflow whose changes were decided on last.
    """

    date: dt.date
    workflow: str
    hash: str
    timezone: str
    device: str
    off: bool = False
    blocks: tuple[PlannedBlock, ...] = ()
    proposed: tuple[PlannedItem, ...] = ()
    planned: tuple[PlannedItem, ...] = ()
    seen: str = ""

    @property
    def decided_on(self) -> str:
        """The hash of the workflow that the day follows, or whose changes were looked at and decided on."""
        return self.seen or self.hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a day was closed: when, what comes first on the next one (ids of tasks, or titles), a note."""

    date: dt.date
    at: dt.datetime
    top: tuple[str, ...] = ()
    note: str = ""


class NoticeKind(StrEnum):
    """What the fold found that a person should know."""

    TIMER_ENDED_BY_OTHER_DEVICE = "timer_ended_by_other_device"
    NO_LONGER_APPLIES = "no_longer_applies"
    UNKNOWN_RECORD = "unknown_record"


@dataclass(frozen=True, slots=True)
class Notice:
    """Said of the record `record`, of the instant `at`; `about` is the item, incident, session or word it
    concerns."""

    kind: NoticeKind
    record: str
    about: str
    at: dt.datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Done:
    """An action that can be undone or done again."""

    record: str
    intent: Intent

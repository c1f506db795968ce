"""What is kept beside the day's work: ideas, promises, marks of posts, figures and words of a week."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from jornada.core.dataclass import dataclass
from jornada.core.intents.base import Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaAdd(Intent):
    """A thought to come back to; the record's id is the idea's."""

    do: ClassVar[str] = "idea.add"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaUse(Intent):
    """An idea became a task that is there already. One that is made of it says so in `task.add`."""

    do: ClassVar[str] = "idea.use"
    idea: str
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaDrop(Intent):
    """Nothing will become of an idea."""

    do: ClassVar[str] = "idea.drop"
    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseAdd(Intent):
    """Somebody was promised an answer by an instant, about a task or an incident; the record's id is the
    promise's. It is open until it is kept, whatever becomes of what it is about."""

    do: ClassVar[str] = "promise.add"
    who: str
    by: dt.datetime
    task: str = ""
    incident: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseKeep(Intent):
    """A promise is kept."""

    do: ClassVar[str] = "promise.keep"
    promise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostStateSet(Intent):
    """A post of the editorial calendar is now an idea, a draft, approved, scheduled or published.

    `seen` is the state its file named then: while the file still says so, this record's word holds.
    `title` is the post's, for a journal that outlives the file.
    """

    do: ClassVar[str] = "post.state"
    post: str
    state: str
    seen: str = ""
    link: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiValue:
    """What a measure came to; `None` takes back what was typed in."""

    key: str
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiSet(Intent):
    """The figures of a brand for the week that begins with that Monday, typed in by a person; the others
    of the week stay as they are."""

    do: ClassVar[str] = "kpi.set"
    week: dt.date
    brand: str = ""
    values: tuple[KpiValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNote(Intent):
    """What a person says in the weekly report of a brand, for the week that begins with that Monday.
    `None` leaves a text, `""` clears it."""

    do: ClassVar[str] = "report.note"
    week: dt.date
    brand: str = ""
    status: str | None = None
    worked: str | None = None
    failed: str | None = None
    next: str | None = None
    need: str | None = None

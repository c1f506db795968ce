"""Promises as rows under what they are about, and in words: to whom, by when, how much time is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from jornada.core.calendar import in_zone, local_date
from jornada.core.dataclass import dataclass, field
from jornada.core.incidents import ClockState
from jornada.core.promises import DuePromise
from jornada.core.state import State
from jornada.present.lines import roomiest, spread
from jornada.present.pen import Line, Pen, Piece
from jornada.present.titles import deadline_text, named, shorten
from jornada.present.words import Words

MOST_WHO = 24
"""Columns that a name takes at most where other things stand beside it."""
LEAST_WHO = 3
LEAST_REST = 8
"""Columns from which on a text that is cut still says something."""
INDENT, LONE_INDENT = 5, 3
"""Columns before the sign of a row that belongs to the one above it, and of one that stands alone."""


@dataclass(frozen=True, slots=True)
class PromiseEntry:
    """A row that belongs to the one above it; with `about`, the title, it stands alone."""

    said: str
    who: str
    time: str
    text: str
    left: str
    state: ClockState
    about: str = ""
    short_left: str = ""
    key: None = field(default=None, init=False)
    beneath: bool = field(default=True, init=False)


def promise_entry(
    pen: Pen, due: DuePromise, now: dt.datetime, zone: dt.tzinfo, about: str = ""
) -> PromiseEntry:
    """The row of a promise."""
    return PromiseEntry(
        said=promise_words(pen.words, due, now, zone),
        who=shorten(due.promise.who, MOST_WHO),
        time=promise_time(pen.words, due.promise.by, now, zone),
        text=shorten(due.promise.text),
        left=deadline_text(pen.words, due),
        state=due.state,
        about=about,
        short_left=pen.words.duration(abs(due.seconds_left) // 60),
    )


def promise_row(pen: Pen, entry: PromiseEntry, width: int) -> Line:
    """The row in exactly `width` columns: its sign says how it stands, the time left at its end."""
    role = promise_role(entry.state)
    indent = " " * (LONE_INDENT if entry.about else INDENT)
    room = width - len(indent) - len("x ") - len("  ") - len(" ")
    least = LEAST_WHO + 1 + pen.measure(entry.time)
    is_tight = bool(entry.short_left) and room - pen.measure(entry.left) < least
    left = entry.short_left if is_tight else entry.left
    after: Line = (Piece(left, role or "muted"), Piece(" "))
    room = max(0, room - pen.measure(left))
    # In little room a name is cut before the time is.
    who = pen.crop(entry.who, max(LEAST_WHO, room - pen.measure(entry.time) - 1))
    head: Line = (
        Piece(indent),
        Piece(promise_sign(pen, entry.state), role or "accent"),
        Piece(" "),
        Piece(roomiest(pen, room, entry.said, f"{who} {entry.time}"), role),
    )
    rest = "  ".join(filter(None, (entry.about, entry.text)))
    if rest and room - pen.measure(head[-1].text) >= LEAST_REST:
        head = (*head, Piece("  "), Piece(pen.crop(rest, 500), "muted"))
    return spread(pen, head, after, width)


def promise_words(words: Words, due: DuePromise, now: dt.datetime, zone: dt.tzinfo) -> str:
    """ "Ana before 16:00", on another day "Ana before Mon 23, 10:00"."""
    local, who = in_zone(due.promise.by, zone), shorten(due.promise.who, MOST_WHO)
    time = words.clock(local)
    if local.date() == local_date(now, zone):
        return words.gettext("{who} before {time}").format(who=who, time=time)
    day = f"{words.weekday_short(local.date())} {local.day}"
    return words.gettext("{who} before {day}, {time}").format(who=who, day=day, time=time)


def promise_time(words: Words, by: dt.datetime, now: dt.datetime, zone: dt.tzinfo) -> str:
    """The time of day; with its day where that is not today."""
    local = in_zone(by, zone)
    if local.date() == local_date(now, zone):
        return words.clock(local)
    return f"{words.weekday_short(local.date())} {local.day} {words.clock(local)}"


def promise_sign(pen: Pen, state: ClockState) -> str:
    """The sign of a promise, so that its colour is not all that tells how it stands."""
    glyphs = pen.glyphs
    return {ClockState.OVERDUE: glyphs.overdue, ClockState.SOON: glyphs.soon}.get(state, glyphs.promise)


def promise_role(state: ClockState) -> str:
    """What a promise looks like: near its time, past it."""
    return {ClockState.OVERDUE: "error", ClockState.SOON: "warning"}.get(state, "")


def promise_title(words: Words, state: State, due: DuePromise) -> str:
    """The title of what was promised about; its id where nothing is known of that any more."""
    subject = due.promise.subject
    known = subject in state.items or subject in state.incidents
    return named(words, state.subject_title(subject) if known else subject)


def by_subject(promises: Iterable[DuePromise]) -> Mapping[str, tuple[DuePromise, ...]]:
    """The promises of each task and incident, in the order they come."""
    found: dict[str, tuple[DuePromise, ...]] = {}
    for due in promises:
        found[due.promise.subject] = (*found.get(due.promise.subject, ()), due)
    return found


def is_astray(state: State, due: DuePromise, tasks: Iterable[str]) -> bool:
    """Whether no row shows what the promise is about: no task of the day, no open incident."""
    incident = state.incidents.get(due.promise.incident)
    return due.promise.task not in tasks and not (incident is not None and incident.is_open)


def promise_pick(
    pen: Pen, state: State, due: DuePromise, now: dt.datetime, zone: dt.tzinfo, width: int
) -> Line:
    """A promise in a short list of a terminal of `width` columns."""
    role = promise_role(due.state)
    said = f"{promise_words(pen.words, due, now, zone)}  {deadline_text(pen.words, due)}"
    return (
        Piece(f"{promise_sign(pen, due.state)} ", role or "accent"),
        Piece(pen.crop(said, width), role),
        Piece(f"  {promise_title(pen.words, state, due)}", "muted"),
    )

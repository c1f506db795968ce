"""What runs, for which brand, what waits, and the nearest deadline: in sight at every size."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from jornada.core.incidents import Deadline
from jornada.core.plan import DayView
from jornada.core.promises import DuePromise, open_promises
from jornada.core.state import Session, State
from jornada.core.workflow import Workflow
from jornada.present.clock_words import owed_text
from jornada.present.incident_lines import (
    clock_role,
    deadline_sign,
    incident_title,
    severity_mark,
    title_of,
)
from jornada.present.lines import KeyNames, cut, filled, spread
from jornada.present.looks import brand_look
from jornada.present.milestone_marks import milestone_of, next_milestone
from jornada.present.now_line import deadline_text
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.promise_lines import MOST_WHO, promise_role, promise_sign, promise_time

ROOMY_FROM = 70
"""Columns from which on the line says in words what it else says in signs."""
RUNNING_NEEDS = 40
"""Columns that what runs keeps beside what waits: its brand is never the first to give way."""
TIGHT_BELOW = 54
"""Columns under which one line says of what is due next the sign and the time, no word."""
BRAND_AT_MOST, BRAND_AT_LEAST = 20, 8
LEAST_TITLE = 4
"""Columns that the title of what runs is left; minutes of an incident's timer go before it."""


class Room(StrEnum):
    """How much room there is for what is due next."""

    TIGHT = "tight"
    USUAL = "usual"
    ROOMY = "roomy"


def status_lines(
    pen: Pen,
    view: DayView,
    state: State,
    workflow: Workflow,
    deadlines: Sequence[Deadline],
    keys: KeyNames,
    width: int,
    height: int,
    *,
    seconds: bool = False,
    saving: bool = False,
    has_row: bool = True,
) -> tuple[Line, ...]:
    """One line with all of it, or two: what runs; what waits and the deadline. `view` is today's,
    `seconds` shows those of the running timer, `saving` says that a save is under way; without
    `has_row` there is no task under the cursor that a key could start."""
    inner = width - 2
    waits = _waits(pen, state, keys, inner)
    room_of_it = Room.ROOMY if inner >= ROOMY_FROM and not waits else Room.USUAL
    if height == 1 and inner < TIGHT_BELOW:
        room_of_it = Room.TIGHT
    deadline = _deadline(pen, view, state, deadlines, room_of_it)
    if saving:
        deadline = (Piece(pen.words.gettext("saving…"), "warning"), Piece("  "), *deadline)
    if height >= 2:
        lines = [
            running_line(pen, view, state, workflow, keys, inner, seconds=seconds, has_row=has_row),
            spread(pen, waits, deadline, inner),
        ]
    else:
        right = deadline
        if waits:
            room = inner - width_of(deadline, pen.measure) - RUNNING_NEEDS
            waits = cut(pen, waits, max(room, 0)) if room >= 10 else (Piece(pen.glyphs.parked, "warning"),)
            right = (*waits, Piece("  "), *deadline) if deadline else waits
        left = inner - width_of(right, pen.measure) - (2 if right else 0)
        run = running_line(pen, view, state, workflow, keys, left, seconds=seconds, has_row=has_row)
        lines = [spread(pen, run, right, inner)]
    return tuple(filled(pen, (Piece(" "), *line), width) for line in lines[:height])


def running_line(
    pen: Pen,
    view: DayView,
    state: State,
    workflow: Workflow,
    keys: KeyNames,
    width: int,
    *,
    seconds: bool = False,
    has_row: bool = True,
) -> Line:
    """What the timer runs for, its brand and its minutes, in at most `width` columns."""
    words, session = pen.words, state.running_session
    if session is None:
        text = words.gettext("Nothing runs: {key} starts the task under the cursor")
        full = text.format(key=keys("task.start"))
        if not view.rows:
            full = words.gettext("Nothing runs: {key} adds a task").format(key=keys("task.add"))
        short = words.gettext("Nothing runs")
        return cut(pen, (Piece(full if has_row and pen.measure(full) <= width else short, "muted"),), width)
    sign = Piece(f"{pen.glyphs.in_progress} ", "running")
    if session.is_break:
        spent = _spent(pen, session.seconds(view.now), seconds=seconds)
        title = words.gettext("Break")
        return cut(pen, (sign, Piece(title, "running"), Piece(f"  {spent}")), width)
    return _subject(pen, view, state, workflow, session, sign, width, seconds=seconds)


def _subject(
    pen: Pen,
    view: DayView,
    state: State,
    workflow: Workflow,
    session: Session,
    sign: Piece,
    width: int,
    *,
    seconds: bool,
) -> Line:
    item, incident = state.items.get(session.task), state.incidents.get(session.incident)
    brand = item.brand if item else incident.brand if incident else ""
    total = state.seconds_on(session.task or session.incident, view.now)
    spent = short = _spent(pen, total, seconds=seconds)
    head: Line = (sign,)
    title, role = title_of(pen, state, session.task or session.incident), ""
    if incident is not None:
        mark = f"{pen.glyphs.incident} " + (f"{severity_mark(incident)} " if incident.severity else "")
        head = (sign, Piece(mark, f"severity-{incident.severity or 0}"))
        title = incident_title(pen.words, incident, pen.crop(incident.title, 500))
    elif item is not None and item.minutes:
        planned = pen.words.gettext("{minutes} min").format(minutes=item.minutes)
        minutes = spent if seconds else str(total // 60)
        spent, short = f"{minutes}/{planned}", f"{minutes}/{item.minutes}"
        role = "warning" if total // 60 > item.minutes else ""
    after: list[Piece] = []
    if brand:
        name, brand_role = brand_look(workflow, brand)
        after += [Piece("  "), Piece(f" {pen.crop(name, BRAND_AT_MOST)} ", f"badge {brand_role}")]
    after += [Piece("  "), Piece(spent, role)]
    room = width - width_of((*head, *after), pen.measure)
    if room < 6 and brand:
        left = width - width_of((*head, Piece(f"    {short}")), pen.measure)
        name = pen.crop(name, min(max(left - LEAST_TITLE, BRAND_AT_LEAST), BRAND_AT_MOST))
        after = [Piece(" "), Piece(f" {name} ", f"badge {brand_role}"), Piece(" "), Piece(short, role)]
        room = width - width_of((*head, *after), pen.measure)
        if room < LEAST_TITLE and incident is not None:
            after = after[:2]
            if incident.severity:
                head = (sign, Piece(f"{severity_mark(incident)} ", f"severity-{incident.severity}"))
            room = width - width_of((*head, *after), pen.measure)
    return cut(pen, (*head, Piece(pen.crop(title, max(room, 0)), "running"), *after), width)


def _spent(pen: Pen, total: int, *, seconds: bool) -> str:
    """The time on a timer: whole minutes, or minutes and seconds."""
    if seconds:
        return f"{total // 60}:{total % 60:02}"
    return pen.words.gettext("{minutes} min").format(minutes=total // 60)


def _waits(pen: Pen, state: State, keys: KeyNames, width: int) -> Line:
    """The work that was parked last, and how much more waits."""
    if not state.parked:
        return ()
    incident = state.incidents[state.parked[-1]]
    title = title_of(pen, state, incident.interrupted_task or incident.interrupted_incident)
    words = pen.words
    said = words.gettext("{title} waits").format(title=title)
    more = f" +{len(state.parked) - 1}" if len(state.parked) > 1 else ""
    sign = Piece(f"{pen.glyphs.parked} ", "warning")
    key = words.gettext("{key} resumes").format(key=keys("resume"))
    tail = Piece(f" · {key}", "muted")
    line: Line = (sign, Piece(said + more), tail)
    return (
        line
        if width_of(line, pen.measure) <= width // 2
        else (sign, Piece(pen.crop(title, width // 2) + more))
    )


def _promise(pen: Pen, view: DayView, due: DuePromise, others: int, room: Room) -> Line:
    """The promise that is due next, with how many other things are due after it."""
    role = promise_role(due.state)
    roomy = room is Room.ROOMY
    more = f" +{others}" if others else ""
    who = pen.crop(due.promise.who, MOST_WHO if roomy else 10)
    time = promise_time(pen.words, due.promise.by, view.now, view.zone)
    left = deadline_text(pen.words, due) if room is not Room.TIGHT else _time_left(pen, due)
    left += more
    return (
        Piece(f"{promise_sign(pen, due.state)} ", role or "accent"),
        Piece(f"{who} {time} " if roomy else f"{who} ", role),
        Piece(left, role or "muted"),
    )


def _time_left(pen: Pen, due: Deadline | DuePromise) -> str:
    """How long it is until then, or since; the sign before it says which."""
    return pen.words.duration(abs(due.seconds_left) // 60)


def _deadline(pen: Pen, view: DayView, state: State, deadlines: Sequence[Deadline], room: Room) -> Line:
    """What is due next: a response, what was promised, else the next milestone of the day."""
    roomy = room is Room.ROOMY
    promises = open_promises(state, view.now)
    row = None if deadlines else next_milestone(view)
    rivals = [each for each in (deadlines[0].due if deadlines else None, row.due if row else None) if each]
    if promises and promises[0].due <= min(rivals, default=promises[0].due):
        return _promise(pen, view, promises[0], len(promises) + len(deadlines) - 1, room)
    if not deadlines:
        if row is None:
            return ()
        sign, time = milestone_of(pen, row, view.zone, view.date)
        text = f" {pen.crop(row.item.milestone or row.item.title, 24)}" if roomy else ""
        return (Piece(f"{sign} {time}", "accent"), Piece(text, "muted"))
    nearest = deadlines[0]
    incident = state.incidents[nearest.incident]
    sign = deadline_sign(pen, nearest.state)
    role = clock_role(nearest.state)
    others = len(deadlines) + len(promises) - 1
    more = f" +{others}" if others else ""
    left = owed_text(pen.words, nearest) if room is not Room.TIGHT else _time_left(pen, nearest)
    return (
        Piece(f"{sign} ", role or "warning"),
        Piece(f"{severity_mark(incident)} ", f"severity-{incident.severity}"),
        Piece(left + more, role),
    )

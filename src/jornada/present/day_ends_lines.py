"""The two ends of a day in lines: what was done of it, and what the next one begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from jornada.core.calendar import in_zone
from jornada.core.day_close import DayDone
from jornada.core.day_start import DayStart, FirstThing
from jornada.core.intents import TriageMove
from jornada.core.milestones import DueMilestone
from jornada.core.plan import QueueRow
from jornada.core.state import Incident
from jornada.core.workflow import Workflow
from jornada.present.form_words import capital
from jornada.present.lines import KeyNames, cut, filled, rule, spread
from jornada.present.looks import brand_look
from jornada.present.milestone_marks import MILESTONE_ROLES, milestone_sign, milestone_word
from jornada.present.pen import Line, Pen, Piece
from jornada.present.post_lines import due_sign, post_when
from jornada.present.queue_lines import minutes_text
from jornada.present.titles import severity_title, shorten
from jornada.present.words import Words

GAP = Piece("  ")


# The close


def close_lines(pen: Pen, done: DayDone, workflow: Workflow, width: int) -> Iterator[Line]:
    """What became of a day: time and tasks, then what was done, carried and dropped, its milestones, the
    open incidents, what is left, and what comes first on the next one once that was said."""
    words, gettext = pen.words, pen.words.gettext
    yield (Piece(time_text(words, done), "strong"),)
    yield (Piece(tasks_text(words, done), "muted"),)
    yield from _part(
        pen, gettext("What was done"), (_row(pen, row, workflow, width) for row in done.done), width
    )
    left = {move.task: move for move in done.proposed}
    yield from _part(
        pen,
        gettext("What is left"),
        (_row(pen, row, workflow, width, note=_proposal(pen, left.get(row.item.id))) for row in done.left),
        width,
    )
    carried = (
        _titled(pen, pen.glyphs.arrow, item.title, _short_day(words, item.date), width)
        for item in done.carried
    )
    yield from _part(pen, gettext("Carried"), carried, width)
    dropped = (
        _titled(pen, pen.glyphs.dropped, row.item.title, shorten(row.item.reason), width, "muted")
        for row in done.dropped
    )
    yield from _part(pen, gettext("Dropped"), dropped, width)
    milestones = (_milestone(pen, each, workflow, done.zone, width) for each in done.milestones)
    yield from _part(pen, gettext("Milestones"), milestones, width)
    yield from _part(pen, gettext("Open incidents"), _incidents(pen, done.incidents, "", width), width)
    if done.closing is not None:
        first = (_numbered(pen, place, FirstThing(text), width) for place, text in _places(done))
        yield from _part(pen, first_title(words, done.tomorrow), first, width)
        if done.closing.note:
            note = (cut(pen, (Piece("   "), Piece(shorten(done.closing.note, 500))), width),)
            yield from _part(pen, gettext("Note"), note, width)


def time_text(words: Words, done: DayDone) -> str:
    """ "2 h 10 min spent of 8 h planned, 25 min of it unforeseen"."""
    said = words.gettext("{spent} spent of {planned} planned").format(
        spent=words.duration(done.spent_minutes), planned=words.duration(done.planned_minutes)
    )
    if not done.unforeseen_minutes:
        return said
    more = words.gettext("{time} of it unforeseen").format(time=words.duration(done.unforeseen_minutes))
    return f"{said}, {more}"


def tasks_text(words: Words, done: DayDone) -> str:
    """ "4 of 9 tasks done, 2 carried, 1 dropped, 2 left"."""
    parts = [
        words.ngettext("{done} of {n} task done", "{done} of {n} tasks done", done.total).format(
            done=len(done.done), n=done.total
        )
    ]
    if count := len(done.carried):
        parts.append(words.ngettext("{n} carried", "{n} carried", count).format(n=count))
    if count := len(done.dropped):
        parts.append(words.ngettext("{n} dropped", "{n} dropped", count).format(n=count))
    if count := len(done.left):
        parts.append(words.ngettext("{n} left", "{n} left", count).format(n=count))
    return ", ".join(parts)


def first_title(words: Words, date: dt.date) -> str:
    """The heading of what comes first on a day."""
    return words.gettext("First on {day}").format(day=words.day_title(date))


def _places(done: DayDone) -> Iterator[tuple[int, str]]:
    return enumerate(done.first_titles, 1)


def _proposal(pen: Pen, move: TriageMove | None) -> str:
    if move is None or move.date is None:
        return ""
    return f"{pen.glyphs.arrow} {_short_day(pen.words, move.date)}?"


# The start


def start_lines(pen: Pen, start: DayStart, workflow: Workflow, width: int) -> Iterator[Line]:
    """What a day begins with: does it fit, what comes first, what is left, milestones, incidents, posts."""
    words, gettext = pen.words, pen.words.gettext
    yield (Piece(fit_text(words, start), "good" if start.fits else "warning"),)
    first = (_numbered(pen, place, each, width) for place, each in enumerate(start.first, 1))
    yield from _part(pen, gettext("First today"), first, width)
    if start.note and start.before is not None:
        said = gettext("Noted on {day}").format(day=words.day_title(start.before))
        note = (cut(pen, (Piece("   "), Piece(shorten(start.note, 500))), width),)
        yield from _part(pen, said, note, width)
    left = (_row(pen, row, workflow, width, note=_from(pen, row)) for row in start.left)
    yield from _part(pen, left_title(words, start), left, width)
    milestones = (_milestone(pen, each, workflow, start.zone, width) for each in start.milestones)
    yield from _part(pen, gettext("Milestones today"), milestones, width)
    overdue = _incidents(pen, start.overdue, gettext("overdue"), width)
    reopened = _incidents(pen, start.reopened, gettext("open again"), width)
    yield from _part(pen, incidents_title(words, start), (*overdue, *reopened), width)
    posts = (_post(pen, start, place, width) for place in range(len(start.posts)))
    yield from _part(pen, gettext("Posts today"), posts, width)


def fit_text(words: Words, start: DayStart) -> str:
    """ "12 tasks, 7 h 30 min planned, 7 h available: 30 min too many"."""
    said = words.ngettext(
        "{n} task, {planned} planned, {available} available",
        "{n} tasks, {planned} planned, {available} available",
        start.tasks,
    ).format(
        n=start.tasks,
        planned=words.duration(start.planned_minutes),
        available=words.duration(start.available_minutes),
    )
    if start.over_minutes:
        over = words.gettext("{minutes} too many").format(minutes=words.duration(start.over_minutes))
        return f"{said}: {over}"
    return f"{said}: {words.gettext('it fits')}"


def left_title(words: Words, start: DayStart) -> str:
    """The heading of what is left from earlier days."""
    return words.gettext("Left from before")


def incidents_title(words: Words, start: DayStart) -> str:
    """ "Incidents: 3 open"."""
    count = start.open_incidents
    said = words.ngettext("{n} open", "{n} open", count).format(n=count)
    return f"{words.gettext('Incidents')}: {said}"


def start_bar(words: Words, start: DayStart, keys: KeyNames) -> str:
    """What the quiet bar says on the first opening of a day."""
    parts = []
    if count := len(start.left):
        parts.append(words.ngettext("{n} left from before", "{n} left from before", count).format(n=count))
    if count := len(start.overdue):
        parts.append(words.ngettext("{n} incident overdue", "{n} incidents overdue", count).format(n=count))
    if start.over_minutes:
        over = words.duration(start.over_minutes)
        parts.append(words.gettext("{minutes} too many").format(minutes=over))
    else:
        parts.append(words.gettext("it fits"))
    said = words.gettext("The day begins: {facts}. {key} shows it, {escape} hides it")
    return said.format(facts=", ".join(parts), key=keys("day.start"), escape=keys("view.escape"))


def close_bar(words: Words, ends: dt.datetime, keys: KeyNames) -> str:
    """What the quiet bar says as the last block ends."""
    said = words.gettext("The day ends at {time}: {key} closes it, {escape} hides this")
    return said.format(time=words.clock(ends), key=keys("day.close"), escape=keys("view.escape"))


# Parts


def _part(pen: Pen, title: str, lines: Iterator[Line] | Sequence[Line], width: int) -> Iterator[Line]:
    """A heading and its lines; nothing where there are none."""
    found = tuple(lines)
    if found:
        yield ()
        note = (Piece(str(len(found)), "muted"),) if len(found) > 1 else ()
        yield rule(pen, (Piece(capital(title), "section"),), note, width)
        yield from found


def _row(pen: Pen, row: QueueRow, workflow: Workflow, width: int, note: str = "") -> Line:
    sign = pen.glyphs.pending if row.item.is_open else pen.glyphs.done
    left: list[Piece] = [Piece(f" {sign} ", "muted" if row.item.is_open else "good")]
    if row.first:
        left.append(Piece(f"{pen.glyphs.first} ", "accent"))
    left.append(Piece(shorten(row.item.title, 200)))
    if row.item.brand and width >= 60:
        name, look = brand_look(workflow, row.item.brand)
        left += [GAP, Piece(shorten(name, 20), look)]
    right = (Piece(f"{note}  " if note else "", "accent"), Piece(minutes_text(row), "muted"))
    return spread(pen, tuple(left), right, width)


def _from(pen: Pen, row: QueueRow) -> str:
    day = row.carried_from or row.item.planned_for
    return f"{pen.glyphs.carried} {_short_day(pen.words, day)}"


def _titled(pen: Pen, sign: str, title: str, note: str, width: int, role: str = "") -> Line:
    left = (Piece(f" {sign} ", "muted"), Piece(shorten(title, 200), role))
    return spread(pen, left, (Piece(note, "muted"),), width)


def _numbered(pen: Pen, place: int, thing: FirstThing, width: int) -> Line:
    closed = thing.row is not None and not thing.row.item.is_open
    left = (
        Piece(f" {pen.glyphs.first} ", "accent"),
        Piece(f"{place}  "),
        Piece(shorten(thing.title, 200), "done" if closed else "strong"),
    )
    return filled(pen, left, width)


def _milestone(pen: Pen, milestone: DueMilestone, workflow: Workflow, zone: dt.tzinfo, width: int) -> Line:
    words = pen.words
    time = words.clock(in_zone(milestone.due, zone)) if milestone.due else ""
    role = MILESTONE_ROLES[milestone.status]
    left: Line = (
        Piece(f" {pen.fit(milestone_sign(pen, milestone.status), 2)} ", role),
        Piece(f"{time:5}  "),
        Piece(shorten(milestone.title, 200)),
    )
    if milestone.item.brand:
        name, look = brand_look(workflow, milestone.item.brand)
        left = (*left, GAP, Piece(shorten(name, 20), look))
    return spread(pen, left, (Piece(milestone_word(words, milestone.status), role),), width)


def _incidents(pen: Pen, incidents: Sequence[Incident], note: str, width: int) -> Iterator[Line]:
    words = pen.words
    for each in incidents:
        title = shorten(each.title) or words.gettext("the incident without a name")
        severity = severity_title(words, each.severity)
        left = (Piece(f" {pen.glyphs.incident} ", "warning"), Piece(title))
        right = (Piece(f"{note}  " if note else "", "error"), Piece(severity, "muted"))
        yield spread(pen, left, right, width)


def _post(pen: Pen, start: DayStart, place: int, width: int) -> Line:
    due = start.posts[place]
    left = (
        Piece(" "),
        due_sign(pen, due),
        Piece(f" {shorten(due.post.title, 200)}"),
    )
    return spread(pen, left, (Piece(post_when(pen.words, due.post, start.date), "muted"),), width)


def _short_day(words: Words, date: dt.date) -> str:
    return f"{words.weekday_short(date)} {date.day}"


def choice_line(
    pen: Pen, title: str, row: QueueRow | None, place: int, workflow: Workflow, width: int
) -> Line:
    """A task of the next day to choose from, its place among what comes first in front; without a row what
    was typed."""
    mark = f"{pen.glyphs.first}{place}" if place else pen.glyphs.pending
    left: list[Piece] = [Piece(pen.fit(mark, 3), "strong" if place else "muted"), Piece(shorten(title, 200))]
    if row is not None and row.item.brand and width >= 50:
        name, look = brand_look(workflow, row.item.brand)
        left += [GAP, Piece(shorten(name, 20), look)]
    right = (Piece(minutes_text(row), "muted"),) if row is not None else ()
    return spread(pen, tuple(left), right, width)

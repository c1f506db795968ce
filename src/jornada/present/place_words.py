"""Where a task may go, and what becomes of what is left over: rows to choose from, and their keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from jornada.core.dataclass import dataclass
from jornada.core.intents import TriageMove
from jornada.core.plan import BlockLoad, DayView, QueueRow, next_working_day
from jornada.core.workflow import Workflow
from jornada.present.form_words import capital, joined
from jornada.present.pen import Line, Pen, Piece
from jornada.present.sentences import shorten
from jornada.present.words import Words

DAYS_AHEAD = 6
TAKEN_KEYS = "jkgGn"
"""Keys of the list itself, and `n` of the next working day."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to move to: the key that takes it, its title, the room it has, and what else to say of it.
    Either a block or a date; with neither, any other day."""

    key: str
    title: str
    room: Piece
    notes: tuple[Piece, ...] = ()
    block: str = ""
    date: dt.date | None = None


def place_lines(pen: Pen, places: Sequence[Place]) -> tuple[Line, ...]:
    """The places as a table: title, room, notes."""
    wide = max((pen.measure(place.title) for place in places), default=0)
    room = max((pen.measure(place.room.text) for place in places), default=0)
    return tuple(
        (
            Piece(f"{pen.fit(place.title, wide)}  "),
            Piece(f"{pen.fit(place.room.text, room)}  ", place.room.role),
            *place.notes,
        )
        for place in places
    )


def free_minutes(load: BlockLoad) -> int:
    """What a block still has for tasks: its time to come less its reserve and what is planned in it;
    negative where it holds too much."""
    return load.left_minutes - load.reserve_left_minutes - load.open_minutes


def block_places(pen: Pen, view: DayView, own_block: str) -> tuple[Place, ...]:
    """The blocks of a day with their free minutes; the digits take them. `own_block` is the one where
    the task is, empty for none of this day."""
    words = pen.words
    places = []
    for number, load in enumerate(view.blocks[:9], 1):
        hours = f"{words.clock(load.span.span.start)}–{words.clock(load.span.span.end)}"
        here = (Piece(f"{words.gettext('here')}  ", "strong"),) if load.span.key == own_block else ()
        places.append(
            Place(
                str(number),
                shorten(load.span.title, 24),
                free_piece(words, load, view.now),
                (*here, Piece(hours, "muted")),
                block=load.span.key,
            )
        )
    return tuple(places)


def free_piece(words: Words, load: BlockLoad, now: dt.datetime) -> Piece:
    """The room a block has, in words."""
    if load.span.span.end <= now:
        return Piece(words.gettext("ended"), "muted")
    return room_piece(words, free_minutes(load))


def room_piece(words: Words, minutes: int) -> Piece:
    if minutes < 0:
        return Piece(words.gettext("{time} over").format(time=words.duration(-minutes)), "warning")
    if minutes == 0:
        return Piece(words.gettext("full"), "muted")
    return Piece(words.gettext("{time} free").format(time=words.duration(minutes)), "good")


def day_places(
    pen: Pen, workflow: Workflow, today: dt.date, own: dt.date, free: Mapping[dt.date, int]
) -> tuple[Place, ...]:
    """The days after today, each with the letter of its weekday; `own`, the task's day, is not offered
    unless it is over. `free` has the minutes of each working day."""
    words = pen.words
    days = [today + dt.timedelta(days=offset) for offset in range(DAYS_AHEAD + 1)]
    days = [day for day in days if day != own]
    letters = weekday_letters(words)
    working = next_working_day(workflow, max(today, own))
    places = []
    for day in days:
        near = {0: words.gettext("today"), 1: words.gettext("tomorrow")}.get((day - today).days, "")
        said = joined((near, words.gettext("next working day") if day == working else ""))
        room = room_piece(words, free[day]) if day in free else Piece(words.gettext("day off"), "muted")
        title = capital(f"{words.weekday(day)} {day.day}")
        places.append(Place(letters[day.weekday()], title, room, (Piece(said, "muted"),), date=day))
    return tuple(places)


def weekday_letters(words: Words) -> tuple[str, ...]:
    """A letter for each weekday, Monday first: the first of its name that no other one has and the
    list does not need: m t w h f s u, and l m i v d and others in Spanish."""
    letters: list[str] = []
    for offset in range(7):
        name = words.weekday(dt.date(2001, 1, 1) + dt.timedelta(days=offset)).casefold()
        free = (each for each in name if each.isascii() and each not in (*letters, *TAKEN_KEYS))
        letters.append(next(free, ""))
    return tuple(letters)


# What is left over


def decision_piece(pen: Pen, view: DayView, move: TriageMove | None, *, proposed: bool) -> Piece:
    """A decision in a word or two; with `proposed` as what is proposed and not decided yet."""
    words, arrow = pen.words, pen.glyphs.arrow
    if move is None:
        return Piece(words.gettext("stays"), "muted")
    if move.drop and proposed:
        return Piece(f"{arrow} {words.gettext('drop')}?", "muted")
    if move.drop:
        return Piece(f"{pen.glyphs.dropped} {words.gettext('drop')}", "warning")
    if move.block:
        said = shorten(view.block_title(move.block), 24)
    elif move.date is not None:
        said = f"{words.weekday_short(move.date)} {move.date.day}"
    else:
        said = ""
    if proposed:
        return Piece(f"{arrow} {said}?", "muted")
    return Piece(f"{arrow} {said}", "strong")


def triage_line(
    pen: Pen, view: DayView, row: QueueRow, decision: Piece, width: int, decision_width: int
) -> Line:
    """A row left over: what was decided, its title, and the minutes it still needs."""
    words = pen.words
    left = words.duration(row.left_minutes) if row.left_minutes else ""
    since = ""
    if row.carried_from is not None:
        since = f"{pen.glyphs.carried} {words.weekday_short(row.carried_from)} {row.carried_from.day} "
    end = f"{since}{left}"
    room = max(0, width - decision_width - 2 - pen.measure(end) - 1)
    return (
        Piece(pen.fit(decision.text, decision_width) + "  ", decision.role),
        Piece(pen.fit(row.item.title, room)),
        Piece(f" {end}", "muted"),
    )


def triage_summary(pen: Pen, view: DayView, decided: Iterable[TriageMove], total: int) -> str:
    """ "2 to Noon, 1 dropped, 3 stay"."""
    words = pen.words
    counts: dict[str, int] = {}
    dropped = moved = 0
    for move in decided:
        moved += 1
        if move.drop:
            dropped += 1
            continue
        target = decision_piece(pen, view, move, proposed=False).text
        counts[target] = counts.get(target, 0) + 1
    parts = [f"{count} {target}" for target, count in counts.items()]
    if dropped:
        parts.append(words.ngettext("{n} dropped", "{n} dropped", dropped).format(n=dropped))
    if total - moved:
        parts.append(words.ngettext("{n} stays", "{n} stay", total - moved).format(n=total - moved))
    return ", ".join(parts)


def widest(pen: Pen, pieces: Sequence[Piece]) -> int:
    return max((pen.measure(piece.text) for piece in pieces), default=0)

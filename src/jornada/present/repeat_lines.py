"""An incident that comes again: "the third like it this month", the earlier ones, what was learnt of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jornada.core.calendar import in_zone
from jornada.core.repeats import Repeat
from jornada.core.state import Incident
from jornada.present.form_words import capital
from jornada.present.pen import Line, Pen, Piece
from jornada.present.titles import incident_status_title, shorten
from jornada.present.words import N_, Words
from jornada.present.wrapping import wrapped

_ORDINALS: Mapping[int, str] = {
    2: N_("the second like it this month"),
    3: N_("the third like it this month"),
    4: N_("the fourth like it this month"),
    5: N_("the fifth like it this month"),
    6: N_("the sixth like it this month"),
    7: N_("the seventh like it this month"),
    8: N_("the eighth like it this month"),
    9: N_("the ninth like it this month"),
    10: N_("the tenth like it this month"),
}
NEWEST = 5
"""So many of the earlier ones are listed."""


def repeat_text(words: Words, repeat: Repeat) -> str:
    """ "the third like it this month"."""
    known = _ORDINALS.get(repeat.ordinal)
    if known is not None:
        return words.gettext(known)
    return words.gettext("number {n} like it this month").format(n=repeat.ordinal)


def repeat_notice(words: Words, repeat: Repeat, key: str, said: str) -> str:
    """That it comes again, and the key that makes a task of it, before what else is `said` of it."""
    sentence = words.gettext("{repeat}, {key} makes a task of it").format(
        repeat=capital(repeat_text(words, repeat)), key=key
    )
    return f"{sentence}. {said}"


def prevent_title(words: Words, incident: Incident) -> str:
    """The title of the task that it is to be prevented by."""
    return words.gettext("Prevent: {title}").format(title=incident.title)


def repeat_lines(pen: Pen, repeat: Repeat, zone: dt.tzinfo, width: int) -> tuple[Line, ...]:
    """The earlier ones, the newest first, each with what was learnt of it: for the page of the incident."""
    lines: list[Line] = []
    for each in repeat.earlier[:NEWEST]:
        date = in_zone(each.detected, zone).date()
        head = f"{pen.words.weekday_short(date)} {date.day}  "
        status = incident_status_title(pen.words, each.status)
        room = max(0, width - pen.measure(head) - pen.measure(status) - 2)
        title = pen.crop(each.title, room)
        lines.append((Piece(head, "muted"), Piece(title), Piece(f"  {status}", "muted")))
        lines += wrapped(pen, (Piece("  "),), lesson_of(each), "accent", width)
    hidden = len(repeat.earlier) - NEWEST
    if hidden > 0:
        said = pen.words.ngettext("{n} earlier one", "{n} earlier ones", hidden).format(n=hidden)
        lines.append((Piece(f"+ {said}", "muted"),))
    return tuple(lines)


def repeat_told(words: Words, repeat: Repeat, zone: dt.tzinfo, command: str) -> tuple[str, ...]:
    """The same as plain lines, with the ids that commands take, and the `command` that makes a task of it."""
    lines = [f"{capital(repeat_text(words, repeat))}:"]
    for each in repeat.earlier[:NEWEST]:
        date = in_zone(each.detected, zone).date()
        status = incident_status_title(words, each.status)
        day = f"{words.weekday_short(date)} {date.day}"
        lines.append(f"  {each.id}  {day}  {shorten(each.title)}, {status}")
        lesson = lesson_of(each)
        if lesson:
            lines.append("    " + words.gettext("Learnt: {lesson}").format(lesson=shorten(lesson, 500)))
    return (*lines, words.gettext("A task of it: {command}").format(command=command))


def lesson_of(incident: Incident) -> str:
    """What its post-mortem says was learnt, else what the cause was."""
    looked_back = incident.post_mortem
    return (looked_back.lesson or looked_back.cause) if looked_back is not None else ""

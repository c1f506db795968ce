"""Posts as events of a calendar (iCalendar, RFC 5545): each event is read alone, so that a bad one stops
no other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

from jornada.core.calendar import in_zone
from jornada.core.dataclass import dataclass
from jornada.core.mistakes import LocatedMistake, Mistake, Problem
from jornada.core.pattern import pattern
from jornada.core.post_check import Known
from jornada.core.posts import Post, PostState
from jornada.core.text import clean
from jornada.interop.post_rows import Defaults, Row, Rows, read_fields, uid_of
from jornada.interop.posts_csv import decoded

PRODUCT = "-//Jornada//Editorial calendar//EN"
OWN = "X-JORNADA-"
"""Properties of ours begin so: what of a post other programs have no word for."""
OWN_FIELDS = ("channel", "brand", "objective", "state")
OWN_LINK = f"{OWN}link"
MOST_EVENTS = 20_000
_BEGIN = pattern(r"^\s*BEGIN:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)
_LINE_END = pattern("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class _Part:
    """A component of the file as text, and the line it begins on; not `whole` where its end is missing."""

    name: str
    line: int
    text: str
    whole: bool = True


def read_ics(data: bytes, known: Known, defaults: Defaults, zone: dt.tzinfo) -> Rows:
    """The events of an iCalendar file as posts, their times those of the clock on the wall in `zone`.

    Events that come back, that were cancelled or cannot be read are named with their lines.
    """
    text = decoded(data)
    if _BEGIN.search(text) is None:
        return Rows(bad=(LocatedMistake(None, Mistake((), Problem.NOT_A_ROW, "BEGIN:VCALENDAR")),))
    parts = list(_parts(text))
    zones = "".join(part.text for part in parts if part.name == "VTIMEZONE" and part.whole)
    events = [part for part in parts if part.name == "VEVENT"]
    good: list[Row] = []
    bad: list[LocatedMistake] = []
    for part in events[:MOST_EVENTS]:
        row = _row(part, zones, known, defaults, zone)
        if isinstance(row, Row):
            good.append(row)
        else:
            bad.extend(row)
    bad.extend(_bad(part.line, Problem.OUT_OF_RANGE, part.name) for part in events[MOST_EVENTS:])
    return Rows(tuple(good), tuple(bad))


def write_ics(posts: Iterable[Post], zone: dt.tzinfo, now: dt.datetime) -> bytes:
    """The posts as an iCalendar file; one without a time is a whole day's."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for post in posts:
        event = icalendar.Event()
        event.add("uid", uid_of(post))
        event.add("dtstamp", now.astimezone(dt.UTC))
        event.add("dtstart", post.date if post.time is None else post.instant(zone).astimezone(dt.UTC))
        event.add("summary", post.title)
        if post.link:
            event.add("url", post.link)
        if "\\" in post.link:  # no address may hold one (RFC 3986), so readers take it for an escape
            event.add(OWN_LINK, post.link)
        event.add("status", "CONFIRMED" if post.state in _CONFIRMED else "TENTATIVE")
        for name in OWN_FIELDS:
            if value := str(getattr(post, name)):
                event.add(f"{OWN}{name}", value)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


_CONFIRMED = (PostState.SCHEDULED, PostState.PUBLISHED)


def _row(
    part: _Part, zones: str, known: Known, defaults: Defaults, zone: dt.tzinfo
) -> Row | tuple[LocatedMistake, ...]:
    if not part.whole:
        return (_bad(part.line, Problem.NOT_A_ROW, "END:VEVENT"),)
    try:
        event = _event(part.text, zones)
        title = clean(_text(event, "SUMMARY"))[:80]
        if "RRULE" in event or "RDATE" in event:
            return (_bad(part.line, Problem.REPEATS, title),)
        if _text(event, "STATUS").upper() == "CANCELLED":
            return (_bad(part.line, Problem.CANCELLED, title),)
        fields = _fields(event, zone)
    except Exception as error:  # the library raises whatever the text makes it stumble over
        return (_bad(part.line, Problem.NOT_A_ROW, clean(str(error))[:80]),)
    changed = _text(event, "RECURRENCE-ID")
    uid = _text(event, "UID")
    return read_fields(
        fields, known, defaults, line=part.line, uid=f"{uid}/{changed}" if uid and changed else uid
    )


def _event(text: str, zones: str) -> Any:
    import icalendar

    calendar = icalendar.Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{zones}{text}END:VCALENDAR\r\n")
    (event,) = calendar.walk("VEVENT")
    return event


def _fields(event: Any, zone: dt.tzinfo) -> dict[str, str]:
    fields = {"title": _text(event, "SUMMARY"), "link": _text(event, OWN_LINK) or _text(event, "URL")}
    fields |= {name: _text(event, f"{OWN}{name}") for name in OWN_FIELDS}
    if not fields["state"]:
        confirmed = _text(event, "STATUS").upper() == "CONFIRMED"
        fields["state"] = PostState.SCHEDULED.value if confirmed else ""
    if "DTSTART" in event:
        # What the library could not read is still there as text, and is refused by the check.
        given = event["DTSTART"]
        start = None if isinstance(given, str) else given.dt
        if isinstance(start, dt.datetime):
            local = in_zone(start, zone) if start.tzinfo is not None else start
            fields["date"], fields["time"] = local.date().isoformat(), f"{local:%H:%M}"
        else:
            fields["date"] = start.isoformat() if isinstance(start, dt.date) else _text(event, "DTSTART")
    return fields


def _text(event: Any, name: str) -> str:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0]
    if value is None:
        return ""
    return str(value) if isinstance(value, str) else value.to_ical().decode("utf-8", errors="replace")


def _parts(text: str) -> Iterator[_Part]:
    """The events and time zones of the file, each with the line it begins on."""
    name, begun = "", 0
    held: list[str] = []
    for number, line in enumerate(_LINE_END.split(text), 1):
        word = line.strip().upper()
        if name and word == f"BEGIN:{name}":
            yield _Part(name, begun, "", whole=False)
            held, begun = [line], number
        elif name:
            held.append(line)
            if word == f"END:{name}":
                yield _Part(name, begun, "".join(f"{each}\r\n" for each in held))
                name, held = "", []
        elif word in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            name, begun, held = word.removeprefix("BEGIN:"), number, [line]
    if name:
        yield _Part(name, begun, "", whole=False)


def _bad(line: int, problem: Problem, value: str = "") -> LocatedMistake:
    return LocatedMistake(line, Mistake((), problem, value))

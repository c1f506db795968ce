"""What is known of an incident, each fact with its label; and its times, for looking back on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jornada.core.calendar import in_zone
from jornada.core.dataclass import dataclass
from jornada.core.incidents import LOW
from jornada.core.promises import promises_of
from jornada.core.state import Incident, Note, State
from jornada.core.workflow import Workflow
from jornada.present.form_words import capital, joined
from jornada.present.incident_lines import title_of
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece
from jornada.present.promise_lines import promise_words
from jornada.present.titles import kind_title, learnt_title, severity_title, shorten
from jornada.present.words import Words

LONG = 4_000
"""Characters of a text that is shown whole."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact: its name in code, its label, what is known, and the role of that."""

    name: str
    label: str
    text: str
    role: str = ""


def moment(words: Words, instant: dt.datetime, zone: dt.tzinfo, today: dt.date | None = None) -> str:
    """ "09:40" of today, "Thu 19 09:40" of another day."""
    local = in_zone(instant, zone)
    clock = words.clock(local)
    return clock if local.date() == today else f"{words.weekday_short(local.date())} {local.day} {clock}"


def facts_of(
    pen: Pen, incident: Incident, state: State, workflow: Workflow, now: dt.datetime, zone: dt.tzinfo
) -> tuple[Known, ...]:
    """All that is known, the most needed first. Its title and severity stand in the heading."""
    return tuple(each for each in _facts(pen, incident, state, workflow, now, zone) if each.text)


def _facts(
    pen: Pen, incident: Incident, state: State, workflow: Workflow, now: dt.datetime, zone: dt.tzinfo
) -> Iterator[Known]:
    words, gettext = pen.words, pen.words.gettext
    today = in_zone(now, zone).date()

    def at(instant: dt.datetime | None) -> str:
        return moment(words, instant, zone, today) if instant else ""

    waits = incident.interrupted_task or incident.interrupted_incident
    if incident.parked and waits:
        yield Known("parked", gettext("Waits"), title_of(pen, state, waits), "warning")
    if incident.has_posts_paused:
        since = gettext("paused since {time}").format(time=at(incident.posts_paused))
        yield Known("posts", gettext("Posts"), since, "warning")
    for due in promises_of(state, incident.id, now):
        yield Known(f"promise-{due.promise.id}", gettext("Promised"), promise_words(words, due, now, zone))
    yield Known("kind", gettext("Kind"), capital(kind_title(words, incident.kind)))
    yield Known("severity", gettext("Severity"), _severity(words, incident))
    if incident.brand:
        name, role = brand_look(workflow, incident.brand)
        yield Known("brand", gettext("Brand"), name, role)
    yield Known("channel", gettext("Channel"), incident.channel)
    reach = gettext("reach {n}").format(n=f"{incident.reach:,}".replace(",", " ")) if incident.reach else ""
    yield Known("author", gettext("Author"), joined((incident.author, reach)))
    yield Known("link", gettext("Link"), incident.link)
    yield Known("evidence", gettext("Evidence"), shorten(incident.evidence, LONG))
    yield Known("owner", gettext("Owner"), incident.owner)
    yield Known("occurred", gettext("Occurred"), at(incident.occurred))
    yield Known("detected", gettext("Detected"), at(incident.detected))
    if incident.monitored is not None and incident.is_open:
        yield Known("monitored", gettext("Watched"), at(incident.monitored))
    yield Known("notified", gettext("Notified"), _notified(words, incident.notified, zone, today))
    approved = (
        gettext("approved by {who}").format(who=incident.approved_by)
        if incident.approved_by
        else gettext("not approved yet")
    )
    if incident.statement:
        yield Known("statement", gettext("Statement"), f"{shorten(incident.statement, LONG)} ({approved})")
    minutes = state.seconds_on(incident.id, now) // 60
    yield Known("spent", gettext("Time spent"), words.duration(minutes) if minutes else "")
    yield from _learnt(words, incident)


def _severity(words: Words, incident: Incident) -> str:
    said = severity_title(words, incident.severity)
    if incident.initial_severity in (None, incident.severity):
        return said
    at_first = severity_title(words, incident.initial_severity)
    return words.gettext("{severity}, at first {other}").format(severity=said, other=at_first)


def _notified(words: Words, notified: tuple[Note, ...], zone: dt.tzinfo, today: dt.date) -> str:
    return ", ".join(f"{shorten(note.text)} {moment(words, note.at, zone, today)}" for note in notified)


def _learnt(words: Words, incident: Incident) -> Iterator[Known]:
    found = incident.post_mortem
    if found is None:
        return
    for name in ("worked", "failed", "cause", "lesson"):
        yield Known(name, capital(learnt_title(words, name)), shorten(getattr(found, name), LONG))
    for place, measure in enumerate(found.measures):
        due = f"{words.weekday_short(measure.due)} {measure.due.day}" if measure.due else ""
        yield Known(
            f"measure-{place}",
            "" if place else words.gettext("Measures"),
            joined((shorten(measure.text, LONG), measure.owner, due)),
        )


def review_lines(pen: Pen, incident: Incident, zone: dt.tzinfo) -> tuple[Line, ...]:
    """The times of its life, each with how long after the detection it was."""
    words, gettext = pen.words, pen.words.gettext
    rows = (
        (gettext("Occurred"), incident.occurred),
        (gettext("Detected"), incident.detected),
        (gettext("Acknowledged"), incident.acknowledged),
        (gettext("First response sent"), incident.responded),
        (gettext("Contained"), incident.contained),
        (gettext("Resolved"), incident.resolved),
    )
    lines: list[Line] = [(Piece(gettext("Its times"), "strong"),)]
    wide = max(pen.measure(label) for label, _ in rows)
    for label, instant in rows:
        if instant is None:
            continue
        took = int((instant - incident.detected).total_seconds()) // 60
        after = (
            gettext("after {minutes}").format(minutes=words.duration(took))
            if instant > incident.detected
            else ""
        )
        lines.append(
            (
                Piece(f" {pen.fit(label, wide)}  ", "muted"),
                Piece(moment(words, instant, zone)),
                Piece(f"  {after}", "muted"),
            )
        )
    if incident.initial_severity not in (None, incident.severity):
        at_first = severity_title(words, incident.initial_severity or LOW)
        lines.append((Piece(" "), Piece(gettext("At first it was {severity}").format(severity=at_first))))
    return tuple(lines)

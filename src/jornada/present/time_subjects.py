"""What time was about, in words, and what else it may have been about."""

from __future__ import annotations

from jornada.core.plan import DayView
from jornada.core.state import Session, State
from jornada.core.unforeseen import incident_sessions
from jornada.present.form_words import Option
from jornada.present.pen import Line, Piece
from jornada.present.sentences import named
from jornada.present.titles import shorten
from jornada.present.words import Words

BREAK = "break"
"""The value of the option that time was a break."""
BREAK_KEY = "b"
NUMBERED = 9
"""So many of what an entry may be moved to are picked with their number."""


def session_title(words: Words, state: State, session: Session) -> str:
    """What a session was about, in words."""
    if session.is_break:
        return words.gettext("break")
    return named(words, state.subject_title(session.task or session.incident))


def subject_value(session: Session) -> str:
    """What a session is about, as the value of an option."""
    if session.is_break:
        return BREAK
    return f"task {session.task}" if session.task else f"incident {session.incident}"


def subject_of(value: str) -> tuple[str, str]:
    """The task or the incident that the value of an option stands for; neither is a break."""
    kind, _, key = value.partition(" ")
    if value == BREAK:
        return "", ""
    return (key, "") if kind == "task" else ("", key)


def subject_options(words: Words, state: State, view: DayView, session: Session | None) -> tuple[Option, ...]:
    """What time may be about: the tasks of the day, incidents that are open or had time that day, a break;
    and of a session what it is about."""
    found = {f"task {row.item.id}": named(words, row.item.title) for row in view.rows}
    incidents = [each.incident for each in incident_sessions(state, view.date)]
    for key in dict.fromkeys((*state.open_incidents, *incidents)):
        if key in state.incidents:
            found[f"incident {key}"] = named(words, state.incidents[key].title)
    if session is not None:
        found.setdefault(subject_value(session), session_title(words, state, session))
    found[BREAK] = words.gettext("break")
    return tuple(Option(value, title) for value, title in found.items())


def move_rows(
    words: Words, state: State, view: DayView, session: Session
) -> tuple[tuple[str, Line, str], ...]:
    """What a session may be moved to: of each the key that picks it, its line, its value."""
    options = [
        each for each in subject_options(words, state, view, session) if each.value != subject_value(session)
    ]
    keys = {each.value: str(place) for place, each in enumerate(options, 1) if place <= NUMBERED}
    return tuple(
        (
            BREAK_KEY if each.value == BREAK else keys.get(each.value, ""),
            (Piece(shorten(each.label)),),
            each.value,
        )
        for each in options
    )

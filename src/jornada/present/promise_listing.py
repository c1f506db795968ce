"""Plain text of promises and ideas: aligned columns, or one sentence a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from jornada.core.promises import DuePromise
from jornada.core.state import Idea, IdeaState, State
from jornada.core.text import clean
from jornada.present.incident_listing import stamp
from jornada.present.listing import Column, table
from jornada.present.pen import Pen
from jornada.present.promise_lines import promise_sign, promise_time, promise_title, promise_words
from jornada.present.titles import deadline_text, shorten
from jornada.present.words import N_, Words

IDEA_STATES: Mapping[IdeaState, str] = {
    IdeaState.OPEN: N_("open"),
    IdeaState.USED: N_("became a task"),
    IdeaState.DROPPED: N_("dropped"),
}


def promise_sentence(words: Words, state: State, due: DuePromise, now: dt.datetime, zone: dt.tzinfo) -> str:
    """All of a promise in one line: "Promised to Ana before 16:00, 2 h left: Overnight sweep"."""
    said = words.gettext("Promised to {promise}, {left}: {title}").format(
        promise=promise_words(words, due, now, zone),
        left=deadline_text(words, due),
        title=promise_title(words, state, due),
    )
    return f"{said} ({shorten(due.promise.text)})" if due.promise.text else said


def promise_table(
    pen: Pen, state: State, promises: Sequence[DuePromise], now: dt.datetime, zone: dt.tzinfo, width: int
) -> tuple[str, ...]:
    """The promises with their numbers, from 1."""
    words = pen.words
    if not promises:
        return (words.gettext("No open promises"),)
    columns = (
        Column("#", right=True),
        Column(words.gettext("Promised to"), gives_way=True),
        Column(words.gettext("Before")),
        Column(""),
        Column(words.gettext("About"), gives_way=True),
        Column("", gives_way=True),
    )
    cells = [
        (
            str(number),
            shorten(due.promise.who),
            promise_time(words, due.promise.by, now, zone),
            f"{promise_sign(pen, due.state)} {deadline_text(words, due)}",
            promise_title(words, state, due),
            shorten(due.promise.text, 200),
        )
        for number, due in enumerate(promises, 1)
    ]
    return table(pen, columns, cells, width)


def idea_table(pen: Pen, state: State, ideas: Sequence[Idea], zone: dt.tzinfo, width: int) -> tuple[str, ...]:
    """The ideas with their numbers, from 1; what became of those that are closed."""
    words = pen.words
    if not ideas:
        return (words.gettext("No ideas"),)
    columns = (
        Column("#", right=True),
        Column(words.gettext("Idea"), gives_way=True),
        Column(words.gettext("Noted")),
        Column("", gives_way=True),
    )
    cells = [
        (str(number), shorten(idea.text, 500), stamp(words, idea.at, zone), idea_fate(words, state, idea))
        for number, idea in enumerate(ideas, 1)
    ]
    return table(pen, columns, cells, width)


def idea_fate(words: Words, state: State, idea: Idea) -> str:
    """What became of an idea; nothing while it is open."""
    if idea.is_open:
        return ""
    said = words.gettext(IDEA_STATES[idea.state])
    title = clean(state.subject_title(idea.task)) if idea.task else ""
    return f"{said}: {shorten(title)}" if title and title != clean(idea.text) else said

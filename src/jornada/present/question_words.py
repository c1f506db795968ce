"""Questions the dashboard asks, and their answers: facts, never reproach."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jornada.core.state import State
from jornada.present.form_words import capital
from jornada.present.pen import Line, Pen, Piece
from jornada.present.sentences import named, shorten
from jornada.present.words import Words


@dataclass(frozen=True, slots=True)
class Question:
    """A title, what it is about, the facts, and the answers: key, words, what it leads to."""

    title: str
    about: str
    facts: tuple[Line, ...]
    answers: tuple[tuple[str, Line, str], ...]


def left_running_question(
    pen: Pen,
    state: State,
    subject: str,
    start: dt.datetime,
    last_sign: dt.datetime,
    seconds: int,
    now: dt.datetime,
) -> Question:
    """A timer ran on while nobody was there. Instants are local. An empty `subject` is a break."""
    words = pen.words
    title = named(words, state.subject_title(subject)) if subject else words.gettext("The break")
    ran = words.gettext("It has run for {time}, since {start}.").format(
        time=words.duration(seconds // 60), start=_when(words, start, now)
    )
    last = words.gettext("The last sign of life was at {time}.").format(time=_when(words, last_sign, now))
    stop_spent = words.duration(int((last_sign - start).total_seconds()) // 60)
    return Question(
        words.gettext("The timer still runs"),
        "",
        ((Piece(capital(title), "strong"),), (Piece(ran),), (Piece(last),)),
        _answers(
            pen,
            ("c", words.gettext("Continue"), words.gettext("all of it counts"), "continue"),
            (
                "s",
                words.gettext("Stop at {time}").format(time=_when(words, last_sign, now)),
                words.gettext("only {time} of it").format(time=stop_spent),
                "stop",
            ),
            ("d", words.gettext("Discard"), words.gettext("none of it counts"), "discard"),
        ),
    )


def unsaved_question(pen: Pen, count: int) -> Question:
    """Leaving while something is not on the disk."""
    words = pen.words
    said = words.ngettext(
        "{count} record is not saved yet.", "{count} records are not saved yet.", count
    ).format(count=count)
    kept = words.gettext("It is tried again while the dashboard is open.")
    return Question(
        words.gettext("Not saved"),
        "",
        ((Piece(said, "error"),), (Piece(kept),)),
        _answers(
            pen,
            ("s", words.gettext("Stay"), words.gettext("and keep trying"), "stay"),
            ("q", words.gettext("Quit all the same"), words.gettext("they may be lost"), "quit"),
        ),
    )


def _answers(pen: Pen, *answers: tuple[str, str, str, str]) -> tuple[tuple[str, Line, str], ...]:
    """Key, what it does, what it leads to, and value, the middle two as columns."""
    width = max(pen.measure(does) for _, does, _, _ in answers)
    return tuple(
        (key, (Piece(pen.fit(does, width)), Piece(f"  {leads_to}", "muted")), value)
        for key, does, leads_to, value in answers
    )


def _when(words: Words, instant: dt.datetime, now: dt.datetime) -> str:
    """A time, with its day where that is not today's."""
    clock = words.clock(instant)
    if instant.date() == now.date():
        return clock
    return f"{words.weekday_short(instant.date())} {instant.day} {clock}"


def removal_question(pen: Pen, title: str, named: int) -> Question:
    """Whether a row of the plan goes; `named` is how many tasks name it and keep all else."""
    words = pen.words
    facts: tuple[Line, ...] = ()
    if named:
        said = words.ngettext(
            "{count} task names it, and keeps all else.", "{count} tasks name it, and keep all else.", named
        )
        facts = ((Piece(said.format(count=named)),),)
    return Question(
        words.gettext("Remove it from the plan?"),
        shorten(title),
        facts,
        _answers(
            pen,
            ("x", words.gettext("Remove"), words.gettext("undo brings it back"), "remove"),
            ("n", words.gettext("Let it stay"), "", ""),
        ),
    )

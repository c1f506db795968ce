"""Questions the dashboard asks, and their answers: facts, never reproach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from jornada.core.calendar import in_zone
from jornada.core.dataclass import dataclass
from jornada.core.forgotten import Fate, LeftRunning
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
    pen: Pen, state: State, left: LeftRunning, now: dt.datetime, zone: dt.tzinfo
) -> Question:
    """A timer ran on while nobody was there."""
    words, session = pen.words, left.session
    subject = session.task or session.incident
    title = named(words, state.subject_title(subject)) if subject else words.gettext("The break")
    now = in_zone(now, zone)

    def when(instant: dt.datetime) -> str:
        return _when(words, in_zone(instant, zone), now)

    ran = words.gettext("It has run for {time}, since {start}.").format(
        time=words.duration(left.seconds // 60), start=when(session.start)
    )
    last = words.gettext("The last sign of life was at {time}.").format(time=when(left.last_sign))
    answers = (_fate(words, left, fate, when) for fate in left.fates)
    return Question(
        words.gettext("The timer still runs"),
        "",
        ((Piece(capital(title), "strong"),), (Piece(ran),), (Piece(last),)),
        _answers(pen, *answers),
    )


def _fate(
    words: Words, left: LeftRunning, fate: Fate, when: Callable[[dt.datetime], str]
) -> tuple[str, str, str, str]:
    """The key, what it does, what that leads to, and the fate."""

    def only(until: dt.datetime) -> str:
        minutes = int((until - left.session.start).total_seconds()) // 60
        return words.gettext("only {time} of it").format(time=words.duration(minutes))

    gettext = words.gettext
    match fate:
        case Fate.CONTINUE:
            return "c", gettext("Continue"), gettext("all of it counts"), fate
        case Fate.STOP:
            said = gettext("Stop at {time}").format(time=when(left.last_sign))
            return "s", said, only(left.last_sign), fate
        case Fate.STOP_AT_BLOCK_END:
            end = left.block_end or left.last_sign
            said = gettext("Stop at {time}").format(time=when(end))
            leads = gettext("{only}, to the end of the block").format(only=only(end))
            return "e", said, leads, fate
        case Fate.BREAK:
            said = gettext("It was a break")
            return "b", said, gettext("from {time} until now").format(time=when(left.last_sign)), fate
        case Fate.INCIDENT:
            said = gettext("It was an incident")
            return "i", said, gettext("from {time} on; name it later").format(time=when(left.last_sign)), fate
        case Fate.DISCARD:
            return "d", gettext("Discard"), gettext("none of it counts"), fate


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


def typed_question(pen: Pen) -> Question:
    """Leaving while a form holds words that are nowhere else."""
    words = pen.words
    return Question(
        words.gettext("Not saved"),
        "",
        ((Piece(words.gettext("What you typed in this form is nowhere else yet.")),),),
        _answers(
            pen,
            ("s", words.gettext("Stay"), words.gettext("and go on writing"), "stay"),
            ("q", words.gettext("Quit all the same"), words.gettext("what you typed is gone"), "quit"),
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

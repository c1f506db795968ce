"""What may be put right in the time spent: entered, changed, split, joined, dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

from jornada.core import intents as do
from jornada.core.calendar import Span
from jornada.core.dataclass import replace
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed, known
from jornada.core.setting import Setting
from jornada.core.state import Session, State


def log(state: State, intent: do.TimeLog, setting: Setting) -> do.Intent:
    """Time spent earlier, on a task, an incident or a break."""
    if intent.incident:
        known.incident(state, intent.incident)
        intent = replace(intent, task="")
    elif intent.task:
        known.task(state, intent.task)
    if intent.end <= intent.start:
        raise no(Reason.END_BEFORE_START, setting.clock(intent.end))
    allowed.happened(intent.start, setting)
    allowed.happened(intent.end, setting)
    if not intent.cut:
        alone(state, intent.start, intent.end, setting)
    return intent


def alone(
    state: State, start: dt.datetime, end: dt.datetime, setting: Setting, but: Container[str] = ()
) -> None:
    """A span that shares no time with another session, those of the ids `but` left aside."""
    other = _overlapping(state, start, end, setting.now, but)
    if other is not None:
        raise no(Reason.OVERLAPS, state.subject_title(other))


def _overlapping(
    state: State, start: dt.datetime, end: dt.datetime, now: dt.datetime, but: Container[str] = ()
) -> str | None:
    """The task or incident whose session shares time with the span; `""` for a break, `None` for none.

    All sessions are looked at but those of the ids `but`: one that was forgotten may have run for days.
    """
    for session in state.sessions_near(start, end):
        if session.id not in but and session.start < end and start < (session.end or now):
            return session.task or session.incident
    return None


def _subject_given(state: State, task: str | None, incident: str | None) -> None:
    if task:
        known.task(state, task)
    elif incident:
        known.incident(state, incident)


def edit(state: State, intent: do.TimeEdit, setting: Setting) -> do.Intent:
    """Another span, subject or note of an entry."""
    session = known.session(state, intent.session)
    _subject_given(state, intent.task, intent.incident)
    if intent.task:
        intent = replace(intent, incident=None)
    start, end = intent.start or session.start, intent.end or session.end
    allowed.happened(intent.start, setting)
    allowed.happened(intent.end, setting)
    if (end or setting.now) <= start:
        raise no(Reason.END_BEFORE_START, setting.clock(end or setting.now))
    given = (intent.task, intent.incident) != (None, None)
    same_subject = (intent.task or "", intent.incident or "") == (session.task, session.incident)
    same_note = intent.note is None or intent.note == session.note
    same_span = (start, end) == (session.start, session.end) and not intent.cut
    if same_span and same_note and (same_subject or not given):
        raise no(Reason.NOTHING_CHANGES, state.subject_title(session.task or session.incident))
    if not intent.cut:
        _shares_no_more(state, session, (start, end or setting.now), setting)
    return intent


def _shares_no_more(
    state: State, session: Session, span: tuple[dt.datetime, dt.datetime], setting: Setting
) -> None:
    """What two devices counted twice may be put right otherwise, so long as no more is counted twice."""
    ran = Span(session.start, max(session.start, session.end or setting.now))
    shared: set[str] = set()
    for other in state.sessions_near(ran.start, ran.end):
        its = Span(other.start, max(other.start, other.end or setting.now))
        before = ran.overlap_seconds(its)
        if other.id != session.id and before and Span(*span).overlap_seconds(its) <= before:
            shared.add(other.id)
    alone(state, *span, setting, {session.id, *shared})


def split(state: State, intent: do.TimeSplit, setting: Setting) -> do.Intent:
    """Two entries out of one, at an instant within it."""
    session = known.session(state, intent.session)
    _subject_given(state, intent.task, intent.incident)
    if not session.start < intent.when < (session.end or setting.now):
        raise no(Reason.NOT_WITHIN, setting.clock(intent.when))
    if intent.end is None or session.end is not None:
        return replace(intent, end=None)
    allowed.happened(intent.end, setting)
    if intent.end <= intent.when:
        raise no(Reason.END_BEFORE_START, setting.clock(intent.end))
    return intent


def join(state: State, intent: do.TimeJoin, setting: Setting) -> do.Intent:
    """One entry out of two about the same."""
    one, two = known.session(state, intent.session), known.session(state, intent.other)
    title = state.subject_title(one.task or one.incident)
    if one.id == two.id:
        raise no(Reason.NOTHING_CHANGES, title)
    if (one.task, one.incident) != (two.task, two.incident):
        raise no(Reason.NOT_THE_SAME, title)
    ends = [each.end or setting.now for each in (one, two)]
    alone(state, min(one.start, two.start), max(ends), setting, (one.id, two.id))
    return intent


def drop(state: State, intent: do.TimeDrop, setting: Setting) -> do.Intent:
    """An entry no longer counts."""
    if intent.session not in state.sessions:
        raise no(Reason.NO_SUCH_SESSION, intent.session)
    return intent

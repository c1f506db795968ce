"""Time: what runs, what is logged afterwards, what is put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.folding.parking import unpark_lapsed, unpark_subject
from jornada.core.folding.working import Apply, Working
from jornada.core.state import Notice, NoticeKind, Session, sessions_between


def _subject_given(task: str | None, incident: str | None) -> dict[str, str]:
    """What a session is about from now on; nothing where it is left as it was."""
    if task is None and incident is None:
        return {}
    return {"task": task or "", "incident": "" if task else incident or ""}


def _device_of(key: str) -> str:
    """The device that gave out an id."""
    return key.partition("-")[0]


def _end_running(working: Working, at: dt.datetime) -> None:
    session = working.sessions.get(working.running)
    if session is not None and session.end is None:
        _keep_session(working, replace(session, end=max(session.start, at)))
    working.running = ""


def begin(working: Working, record: do.Record, ends: str, *, task: str = "", incident: str = "") -> None:
    """A timer starts: on a task, an incident or, on neither, a break. It ends the one that ran."""
    fresh = Session(id=record.id, start=record.at, task=task, incident=incident)
    running = working.sessions.get(working.running)
    _end_displaced(working, ends, record.at)
    if running is None or running.id == ends or _device_of(running.id) == record.device:
        _end_running(working, record.at)
        _add_session(working, fresh)
        working.running = fresh.id
    elif fresh.start < running.start:
        # Its device knew nothing of the one that runs, which was started after it.
        _add_session(working, replace(fresh, end=running.start))
        _displace(working, fresh.id, by=running.id, at=running.start)
    else:
        _end_running(working, record.at)
        _displace(working, running.id, by=fresh.id, at=fresh.start)
        _add_session(working, fresh)
        working.running = fresh.id
    unpark_subject(working, task or incident)
    unpark_lapsed(working, record.at)


def _displace(working: Working, key: str, by: str, at: dt.datetime) -> None:
    """Two devices each started one: the later by the clock ends the earlier."""
    working.displaced.add(key)
    working.notices.append(Notice(NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE, by, key, at))


def _end_displaced(working: Working, key: str, at: dt.datetime) -> bool:
    """Its own device, which did not know that it was ended, ended it even earlier."""
    if key not in working.displaced:
        return False
    working.displaced.discard(key)
    session = working.sessions.get(key)
    if session is not None and session.end is not None:
        _keep_session(working, replace(session, end=max(session.start, min(session.end, at))))
    return True


def end_of_subject(working: Working, subject: str, at: dt.datetime) -> None:
    """What is closed takes no more time."""
    running = working.sessions.get(working.running)
    if running is not None and subject in (running.task, running.incident):
        _end_running(working, at)
    for key in working.of_subject.get(subject, ()):
        _end_displaced(working, key, at)


def _keep_session(working: Working, session: Session) -> None:
    working.sessions[session.id] = session
    if session.end is not None:
        working.longest = max(working.longest, session.end - session.start)


def _add_session(working: Working, session: Session) -> None:
    _keep_session(working, session)
    subject = session.task or session.incident
    if subject:
        working.of_subject[subject] = (*working.of_subject.get(subject, ()), session.id)
    date = session.start.date()
    working.starts_on[date] = (*working.starts_on.get(date, ()), session.id)


def _task_start(working: Working, record: do.Record, intent: do.TaskStart) -> None:
    if intent.task not in working.items and intent.incident not in working.incidents:
        working.lost(record, intent.task or intent.incident)
        return
    begin(working, record, intent.ends, task=intent.task, incident=intent.incident)


def _task_stop(working: Working, record: do.Record, intent: do.TaskStop) -> None:
    _stop_session(working, record, intent.session, intent.end or record.at)


def _break_start(working: Working, record: do.Record, intent: do.BreakStart) -> None:
    begin(working, record, intent.ends)


def _break_stop(working: Working, record: do.Record, intent: do.BreakStop) -> None:
    _stop_session(working, record, intent.session, record.at)


def _stop_session(working: Working, record: do.Record, key: str, end: dt.datetime) -> None:
    if key and key == working.running:
        _end_running(working, min(end, max(record.at, working.sessions[key].start)))
    elif not _end_displaced(working, key, end):
        working.lost(record, key)


def _time_log(working: Working, record: do.Record, intent: do.TimeLog) -> None:
    if not _is_known(working, intent.task, intent.incident):
        working.lost(record, intent.task or intent.incident)
        return
    logged = Session(
        id=record.id,
        start=intent.start,
        end=max(intent.start, intent.end),
        task=intent.task,
        incident=intent.incident,
        note=intent.note,
    )
    if intent.cut:
        _make_room(working, record, logged)
    _add_session(working, logged)


def _time_edit(working: Working, record: do.Record, intent: do.TimeEdit) -> None:
    session = working.sessions.get(intent.session)
    if session is None or not _is_known(working, intent.task, intent.incident):
        working.lost(record, intent.session)
        return
    start, end = intent.start or session.start, intent.end or session.end
    changed = replace(
        session,
        start=start,
        end=max(start, end) if end is not None else None,
        note=session.note if intent.note is None else intent.note,
        **_subject_given(intent.task, intent.incident),
    )
    _take_out(working, session)
    if intent.cut:
        _make_room(working, record, changed)
    _add_session(working, changed)
    if session.id == working.running and changed.end is not None:
        working.running = ""


def _time_split(working: Working, record: do.Record, intent: do.TimeSplit) -> None:
    session = working.sessions.get(intent.session)
    inside = session is not None and session.start < intent.when <= (session.end or record.at)
    if session is None or not inside or not _is_known(working, intent.task, intent.incident):
        working.lost(record, intent.session)
        return
    end = session.end if intent.end is None else max(intent.when, min(intent.end, record.at))
    second = replace(
        session,
        id=record.id,
        start=intent.when,
        end=end,
        **_subject_given(intent.task, intent.incident),
    )
    _keep_session(working, replace(session, end=intent.when))
    _add_session(working, second)
    if session.id == working.running:
        working.running = second.id if second.end is None else ""


def _time_join(working: Working, record: do.Record, intent: do.TimeJoin) -> None:
    pair = [working.sessions.get(intent.session), working.sessions.get(intent.other)]
    if pair[0] is None or pair[1] is None or intent.session == intent.other:
        working.lost(record, intent.session if pair[0] is None else intent.other)
        return
    first, second = sorted((pair[0], pair[1]), key=lambda session: (session.start, session.id))
    ends = [session.end for session in (first, second)]
    runs = working.running in (first.id, second.id)
    end = None if runs else max((each for each in ends if each is not None), default=None)
    _take_out(working, second)
    notes = " · ".join(filter(None, (first.note, second.note)))
    _keep_session(working, replace(first, end=end, note=notes))
    if runs:
        working.running = first.id


def _time_drop(working: Working, record: do.Record, intent: do.TimeDrop) -> None:
    session = working.sessions.get(intent.session)
    if session is None:
        working.lost(record, intent.session)
        return
    _take_out(working, session)
    if working.running == session.id:
        working.running = ""


def _is_known(working: Working, task: str | None, incident: str | None) -> bool:
    """Whether what a session is given to is there; nothing is a break."""
    return (not task or task in working.items) and (not incident or incident in working.incidents)


def _take_out(working: Working, session: Session) -> None:
    """A session is no more where it was; who runs stays who runs."""
    del working.sessions[session.id]
    subject, date = session.task or session.incident, session.start.date()
    if subject:
        working.of_subject[subject] = tuple(k for k in working.of_subject[subject] if k != session.id)
    working.starts_on[date] = tuple(k for k in working.starts_on[date] if k != session.id)


def _make_room(working: Working, record: do.Record, fresh: Session) -> None:
    """The sessions that share time with `fresh` are cut: before it, after it, both, or all of it."""
    end = fresh.end or record.at
    for other in tuple(sessions_between(working, fresh.start, end)):
        until = other.end or record.at
        if other.id == fresh.id or other.start >= end or until <= fresh.start:
            continue
        before, after = other.start < fresh.start, until > end
        if before:
            _keep_session(working, replace(other, end=fresh.start))
        else:
            _take_out(working, other)
        if after:
            rest = replace(other, id=f"{other.id}.{record.id}", start=end)
            _add_session(working, rest)
        if other.id == working.running:
            working.running = rest.id if after and rest.end is None else ""


APPLY: Mapping[type[do.Intent], Apply] = {
    do.TaskStart: _task_start,
    do.TaskStop: _task_stop,
    do.BreakStart: _break_start,
    do.BreakStop: _break_stop,
    do.TimeLog: _time_log,
    do.TimeEdit: _time_edit,
    do.TimeSplit: _time_split,
    do.TimeJoin: _time_join,
    do.TimeDrop: _time_drop,
}

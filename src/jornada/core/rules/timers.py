"""What may start and stop: the timer of a task or incident, a break, an interruption."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed, known, sessions
from jornada.core.setting import Setting
from jornada.core.state import State


def start(state: State, intent: do.TaskStart, setting: Setting) -> do.Intent:
    """The timer of a task or of an open incident; what runs ends with it."""
    if intent.incident:
        incident = known.incident(state, intent.incident)
        if not incident.is_open:
            raise no(Reason.INCIDENT_RESOLVED, incident.title)
        title = incident.title
        intent = do.TaskStart(incident=intent.incident)
    else:
        title = known.open_task(state, intent.task).title
    running = state.running_session
    if running and (running.task, running.incident) == (intent.task, intent.incident):
        raise no(Reason.ALREADY_RUNS, title)
    return replace(intent, ends=state.running)


def stop(state: State, intent: do.TaskStop, setting: Setting) -> do.Intent:
    """What runs, now or at an earlier instant."""
    running = state.running_session
    if running is None:
        raise no(Reason.NOTHING_RUNS)
    if intent.session and intent.session != running.id:
        raise no(Reason.NO_SUCH_SESSION, intent.session)
    allowed.happened(intent.end, setting)
    if intent.end is not None and intent.end < running.start:
        raise no(Reason.END_BEFORE_START, setting.clock(intent.end))
    return replace(intent, session=running.id)


def break_start(state: State, intent: do.BreakStart, setting: Setting) -> do.Intent:
    """A break; what runs ends with it."""
    running = state.running_session
    if running is not None and running.is_break:
        raise no(Reason.ALREADY_ON_BREAK)
    return replace(intent, ends=state.running)


def break_stop(state: State, intent: do.BreakStop, setting: Setting) -> do.Intent:
    """The break that runs."""
    running = state.running_session
    if running is None or not running.is_break:
        raise no(Reason.NOT_ON_BREAK)
    return replace(intent, session=running.id)


def interrupt(state: State, intent: do.Interrupt, setting: Setting) -> do.Intent:
    """What runs is parked and an incident opened, now or as of an earlier instant."""
    running = state.running_session
    parks = (running.task or running.incident) if running else ""
    if intent.when is not None:
        allowed.happened(intent.when, setting)
        if running is not None and intent.when < running.start:
            raise no(Reason.END_BEFORE_START, setting.clock(intent.when))
        sessions.alone(state, intent.when, setting.now, setting, (state.running,))
    return replace(intent, ends=state.running, parks=parks)


def resume(state: State, intent: do.Resume, setting: Setting) -> do.Intent:
    """Back to what was parked, by an incident or by the last one."""
    key = intent.incident or (state.parked[-1] if state.parked else "")
    if not key:
        raise no(Reason.NOTHING_PARKED)
    incident = known.incident(state, key)
    if not incident.parked:
        raise no(Reason.NOTHING_PARKED, incident.title)
    return do.Resume(incident=key, ends=state.running)

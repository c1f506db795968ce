"""What may be done with an incident in the course of its life, and when it may have been."""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.checklists import checklist_of
from jornada.core.dataclass import replace
from jornada.core.incidents import awaits_post_mortem, severity_for
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed, incidents, known
from jornada.core.setting import Setting
from jornada.core.state import Incident, IncidentStatus, State


def _taken_at(
    incident: Incident, step: do.IncidentStep, setting: Setting, since: dt.datetime | None = None
) -> None:
    """A step that is told late was taken after the detection, and after the reopening it follows; or after
    `since`, where another instant bounds it."""
    if step.when is None:
        return
    allowed.happened(step.when, setting)
    allowed.not_before(step.when, incident.since if since is None else since, Reason.BEFORE_DETECTED, setting)


def step(state: State, intent: do.IncidentStep, setting: Setting) -> do.Intent:
    """A step of its life that is taken once."""
    incident = known.open_incident(state, intent.incident)
    # A reopened incident is open again: it is acknowledged and answered anew, whatever was stamped before.
    stepped = {
        do.IncidentAcknowledge: incident.status is not IncidentStatus.OPEN,
        do.IncidentRespond: incident.answered is not None,
        do.IncidentContain: incident.contained is not None,
        do.IncidentMonitor: incident.monitored is not None,
    }
    if stepped.get(type(intent), False):
        raise no(Reason.ALREADY_STEPPED, incident.title, (intent.do.partition(".")[2],))
    _taken_at(incident, intent, setting)
    return intent


def resolve(state: State, intent: do.IncidentResolve, setting: Setting) -> do.Intent:
    """The last step; no earlier one comes after it."""
    incident = known.open_incident(state, intent.incident)
    _taken_at(incident, intent, setting)
    stamps = (incident.acknowledged, incident.answered, incident.contained, *incident.updates)
    last = max((stamp for stamp in stamps if stamp is not None), default=None)
    allowed.not_before(intent.when, last, Reason.BEFORE_LAST_STEP, setting)
    return intent


def update(state: State, intent: do.IncidentUpdate, setting: Setting) -> do.Intent:
    """Those who wait were told how it stands."""
    _taken_at(known.open_incident(state, intent.incident), intent, setting)
    allowed.promised(intent.next_update, setting)
    return intent


def review(state: State, intent: do.IncidentReview, setting: Setting) -> do.Intent:
    """Source: `DOMAIN.md`, "Post-mortem": required before closing S1 and S2."""
    incident = known.incident(state, intent.incident)
    if incident.is_open:
        raise no(Reason.NOT_RESOLVED, incident.title)
    if incident.status is IncidentStatus.REVIEWED:
        raise no(Reason.ALREADY_STEPPED, incident.title, ("review",))
    incidents.check_severity(intent.severity)
    needed = {"worked": intent.worked, "failed": intent.failed, "cause": intent.cause}
    missing = tuple(name for name, text in needed.items() if not text)
    if awaits_post_mortem(incident) and missing:
        raise no(Reason.NEEDS_POST_MORTEM, incident.title, missing)
    for measure in intent.measures:
        allowed.some_text(measure.text)
    _taken_at(incident, intent, setting)
    allowed.not_before(intent.when, incident.resolved, Reason.BEFORE_LAST_STEP, setting)
    return intent


def notify(state: State, intent: do.IncidentNotify, setting: Setting) -> do.Intent:
    """Of one that is over too: what is owed to somebody may outlast it."""
    if not intent.who:
        raise no(Reason.EMPTY_WHO)
    incident = known.incident(state, intent.incident)
    _taken_at(incident, intent, setting, incident.detected)
    return intent


def pause_posts(state: State, intent: do.IncidentPausePosts, setting: Setting) -> do.Intent:
    """Its scheduled posts stand still, or go out again."""
    incident = known.incident(state, intent.incident)
    if intent.paused and not incident.is_open:
        raise no(Reason.INCIDENT_RESOLVED, incident.title)
    if intent.paused is incident.has_posts_paused:
        raise no(Reason.POSTS_PAUSED if intent.paused else Reason.POSTS_NOT_PAUSED, incident.title)
    _taken_at(incident, intent, setting, incident.detected)
    if not intent.paused:
        allowed.not_before(intent.when, incident.posts_paused, Reason.BEFORE_LAST_STEP, setting)
    return intent


def check(state: State, intent: do.IncidentCheck, setting: Setting) -> do.Intent:
    """A step of the checklist that nothing else tells of."""
    incident = known.incident(state, intent.incident)
    steps = checklist_of(incident)
    by_key = {step.key: step for step in steps}
    allowed.one_of(intent.step or "-", by_key, Reason.NO_SUCH_STEP)
    if by_key[intent.step].is_told:
        raise no(Reason.STEP_IS_TOLD, intent.step)
    if intent.done is (intent.step in incident.checked):
        raise no(Reason.NOTHING_CHANGES, incident.title)
    return replace(intent, when=None)


def reopen(state: State, intent: do.IncidentReopen, setting: Setting) -> do.Intent:
    """It is back."""
    incident = known.incident(state, intent.incident)
    if incident.is_open:
        raise no(Reason.ALREADY_OPEN, incident.title)
    allowed.happened(intent.when, setting)
    allowed.not_before(intent.when, incident.reviewed or incident.resolved, Reason.BEFORE_LAST_STEP, setting)
    return intent


def change_severity(state: State, intent: do.IncidentSeverity, setting: Setting) -> do.Intent:
    """Worse or better, never below what its kind asks for."""
    incident = known.incident(state, intent.incident)
    incidents.check_severity(intent.severity)
    floor = severity_for(incident.kind, intent.severity)
    if floor is not None and floor < intent.severity:
        raise no(Reason.BELOW_FLOOR, incident.kind, (str(floor),))
    if intent.severity == incident.severity:
        raise no(Reason.NOTHING_CHANGES, incident.title)
    _taken_at(incident, intent, setting, incident.detected)
    return intent


def note(state: State, intent: do.IncidentNote, setting: Setting) -> do.Intent:
    """A line of its timeline."""
    known.incident(state, intent.incident)
    allowed.some_text(intent.text)
    # What was known before it was seen as an incident belongs to its story too.
    allowed.happened(intent.when, setting)
    return intent

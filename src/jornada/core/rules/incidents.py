"""What an incident may be opened with and corrected to."""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.incidents import KINDS, SEVERITIES, severity_for, steps_taken
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed, known
from jornada.core.rules.changing import changed_fields
from jornada.core.setting import Setting
from jornada.core.state import State


def _facts(intent: do.IncidentOpen | do.IncidentEdit, setting: Setting) -> None:
    """The fields an incident opened and an incident corrected share."""
    allowed.one_of(intent.kind, KINDS, Reason.NO_SUCH_KIND)
    allowed.one_of(intent.brand, setting.workflow.brand_by_key, Reason.NO_SUCH_BRAND)
    check_severity(intent.severity)
    if intent.reach is not None and not 0 <= intent.reach < 10**12:
        raise no(Reason.BAD_REACH, str(intent.reach))


def _in_order(occurred: dt.datetime | None, detected: dt.datetime) -> None:
    if occurred is not None and detected < occurred:
        raise no(Reason.DETECTED_BEFORE_OCCURRED)


def check_severity(severity: int | None) -> None:
    """One of the severities there are; `None` names none."""
    if severity is not None and severity not in SEVERITIES:
        raise no(Reason.NO_SUCH_SEVERITY, str(severity), tuple(str(each) for each in SEVERITIES))


def open_new(state: State, intent: do.IncidentOpen, setting: Setting) -> do.Intent:
    """Its severity is at least that of its kind, its brand the only one where there is no choice."""
    if not intent.title:
        raise no(Reason.EMPTY_TITLE)
    _facts(intent, setting)
    allowed.happened(intent.occurred, setting)
    allowed.happened(intent.detected, setting)
    _in_order(intent.occurred, intent.detected or setting.now)
    brand = intent.brand or setting.workflow.only_brand
    return replace(intent, brand=brand, severity=severity_for(intent.kind, intent.severity))


def edit(state: State, intent: do.IncidentEdit, setting: Setting) -> do.Intent:
    """Only what changes is written. The one that names an interruption says whose it is too, where there
    is one brand, unless it says that it is nobody's."""
    incident = known.incident(state, intent.incident)
    if intent.title == "" and incident.title:
        raise no(Reason.EMPTY_TITLE)
    allowed.promised(intent.next_update, setting)
    _facts(intent, setting)
    # What is known already may come from a clock that is ahead of this one.
    allowed.happened(intent.occurred, setting)
    allowed.happened(intent.detected, setting)
    if intent.occurred or intent.detected:
        _in_order(intent.occurred or incident.occurred, intent.detected or incident.detected)
    if intent.detected:
        first = min(steps_taken(incident), default=None)
        allowed.not_before(first, intent.detected, Reason.BEFORE_DETECTED, setting)
    kind = incident.kind if intent.kind is None else intent.kind
    severity = incident.severity if intent.severity is None else intent.severity
    raised = replace(intent, severity=severity_for(kind, severity))
    if (
        intent.approved_by is None
        and incident.approved_by
        and intent.statement not in (None, incident.statement)
    ):
        # What was approved was another text.
        raised = replace(raised, approved_by="")
    if intent.brand is None and intent.title and not (incident.title or incident.brand):
        raised = replace(raised, brand=setting.workflow.only_brand)
    return do.IncidentEdit(incident=intent.incident, **changed_fields(raised, incident))

"""What may be done to a day as a whole: which workflow it follows, and its close."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.limits import TOP_LIMIT
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed, texts
from jornada.core.setting import Setting
from jornada.core.state import State


def use_workflow(state: State, intent: do.WorkflowUse, setting: Setting) -> do.Intent:
    """Another workflow, by its name."""
    allowed.one_of(intent.name, dict.fromkeys(setting.workflow_names), Reason.NO_SUCH_WORKFLOW)
    if intent.name == state.workflow:
        raise no(Reason.NOTHING_CHANGES, intent.name)
    return intent


def adopt(state: State, intent: do.DayAdopt, setting: Setting) -> do.Intent:
    """Only what the workflow says now, for a day that was begun by it."""
    workflow, day = setting.workflow, state.days.get(intent.date)
    if intent.date < setting.today:
        raise no(Reason.PAST_DAY, intent.date.isoformat())
    if day is None or intent.hash == day.decided_on:
        raise no(Reason.NOTHING_CHANGES, intent.date.isoformat())
    if (intent.workflow, intent.hash) != (workflow.name, workflow.hash) or day.workflow != intent.workflow:
        raise no(Reason.PLAN_CHANGED, intent.workflow)
    return intent


def close(state: State, intent: do.DayClose, setting: Setting) -> do.Intent:
    """Today, or a day before that was worked on and is not yet closed as a night shift ends."""
    if intent.date > setting.today or (intent.date < setting.today and intent.date not in state.days):
        raise no(Reason.DAY_NOT_BEGUN, intent.date.isoformat())
    top = tuple(dict.fromkeys(text for text in intent.top if text))
    for text in top:
        texts.check_length(text, prose=False)
    if len(top) > TOP_LIMIT:
        raise no(Reason.TOO_MANY_FIRST, top[TOP_LIMIT], limit=TOP_LIMIT)
    return replace(intent, top=top)

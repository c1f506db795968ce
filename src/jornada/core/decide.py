"""decide(state, intent, ...) -> what is to be recorded, or a typed refusal.

The one door: every rule that says no is in `rules`, by what it is about, and in the table below. What is
accepted comes back complete: texts cleaned, the session it ends named, the plan of a day that is worked on
for the first time put before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from jornada.core import intents as do
from jornada.core.dataclass import dataclass
from jornada.core.plan import plan_of, with_plan
from jornada.core.refusals import RefusalError, Refused
from jornada.core.rules import plans, texts
from jornada.core.setting import Setting
from jornada.core.state import State


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is to be recorded, in this order, all of it or nothing."""

    intents: tuple[do.Intent, ...]


Decision = Accepted | Refused
Rule = Callable[[State, Any, Setting], do.Intent]


def decide(state: State, intent: do.Intent, setting: Setting) -> Decision:
    """Accept or refuse an intent. Never raises for anything a person can ask for."""
    today = setting.today
    # A planned task of a day nobody has worked on yet is not in the state; its plan comes first.
    seen = state
    for date in (today, *plans.days_named(intent)):
        if not setting.is_far(date):
            seen = with_plan(seen, setting.workflow, date, today)
    try:
        complete = _complete(seen, texts.cleaned(intent, setting.zone), setting)
    except RefusalError as refusal:
        return refusal.refused
    worked_on = plans.worked_on(seen, complete, today)
    first = [
        part
        for date in sorted(date for date in worked_on if date not in state.days)
        for part in plans.in_parts(plan_of(state, setting.workflow, date, today))
    ]
    return Accepted((*first, complete))


def _complete(state: State, intent: do.Intent, setting: Setting) -> do.Intent:
    rule = rule_of(type(intent))
    texts.check(intent)
    return rule(state, intent, setting) if rule else intent


def rule_of(kind: type[do.Intent]) -> Rule | None:
    """What says no to an intent of that kind, and completes it; nothing where any may be done."""
    module, _, name = _RULES.get(kind, "").partition(".")
    if not module:
        return None
    rule: Rule = getattr(import_module(f"jornada.core.rules.{module}"), name)
    return rule


_RULES: Mapping[type[do.Intent], str] = {
    do.WorkflowUse: "days.use_workflow",
    do.DayAdopt: "days.adopt",
    do.TaskAdd: "tasks.add",
    do.TaskEdit: "tasks.edit",
    do.TaskStart: "timers.start",
    do.TaskStop: "timers.stop",
    do.TaskDone: "tasks.close",
    do.TaskDrop: "tasks.close",
    do.TaskReopen: "tasks.reopen",
    do.TaskMove: "places.move",
    do.TaskOrder: "tasks.order",
    do.TaskMinutes: "tasks.minutes",
    do.TaskNote: "tasks.note",
    do.TaskCount: "tasks.count",
    do.TaskMilestone: "tasks.milestone",
    do.BreakStart: "timers.break_start",
    do.BreakStop: "timers.break_stop",
    do.TimeLog: "sessions.log",
    do.TimeEdit: "sessions.edit",
    do.TimeSplit: "sessions.split",
    do.TimeJoin: "sessions.join",
    do.TimeDrop: "sessions.drop",
    do.Interrupt: "timers.interrupt",
    do.Resume: "timers.resume",
    do.IncidentOpen: "incidents.open_new",
    do.IncidentEdit: "incidents.edit",
    do.IncidentAcknowledge: "incident_steps.step",
    do.IncidentRespond: "incident_steps.step",
    do.IncidentContain: "incident_steps.step",
    do.IncidentResolve: "incident_steps.resolve",
    do.IncidentReview: "incident_steps.review",
    do.IncidentMonitor: "incident_steps.step",
    do.IncidentUpdate: "incident_steps.update",
    do.IncidentNotify: "incident_steps.notify",
    do.IncidentPausePosts: "incident_steps.pause_posts",
    do.IncidentCheck: "incident_steps.check",
    do.IncidentReopen: "incident_steps.reopen",
    do.IncidentSeverity: "incident_steps.change_severity",
    do.IncidentNote: "incident_steps.note",
    do.Triage: "places.triage",
    do.DayClose: "days.close",
    do.IdeaAdd: "ideas.add",
    do.IdeaUse: "ideas.use",
    do.IdeaDrop: "ideas.drop",
    do.PromiseAdd: "promises.add",
    do.PromiseKeep: "promises.keep",
    do.PostStateSet: "posts.set_state",
    do.KpiSet: "weeks.set_kpis",
    do.ReportNote: "weeks.note_report",
    do.Undo: "undoing.undo",
    do.Redo: "undoing.redo",
}
"""Of each intent the module of `rules` and its function: a run needs few of them."""

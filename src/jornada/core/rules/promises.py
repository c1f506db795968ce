"""What may be promised, and when a promise is kept."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed, known
from jornada.core.setting import Setting
from jornada.core.state import State


def add(state: State, intent: do.PromiseAdd, setting: Setting) -> do.Intent:
    """About a task or an incident, closed ones too: what was promised may outlast the work."""
    if intent.incident:
        known.incident(state, intent.incident)
        intent = replace(intent, task="")
    else:
        known.task(state, intent.task)
    if not intent.who:
        raise no(Reason.EMPTY_WHO)
    allowed.coming(intent.by.date(), setting)
    if intent.by <= setting.now:
        raise no(Reason.PAST_TIME, setting.clock(intent.by))
    return intent


def keep(state: State, intent: do.PromiseKeep, setting: Setting) -> do.Intent:
    """A promise is kept once."""
    promise = state.promises.get(intent.promise)
    if promise is None:
        raise no(Reason.NO_SUCH_PROMISE, intent.promise)
    if not promise.is_open:
        raise no(Reason.PROMISE_KEPT, promise.who)
    return intent

"""What may be taken back and done again: the last thing of this device."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.refusals import Reason, no
from jornada.core.setting import Setting
from jornada.core.state import State


def undo(state: State, intent: do.Undo, setting: Setting) -> do.Intent:
    """The last thing this device did and has not taken back."""
    done = state.undoable.get(setting.device)
    if done is None or (intent.of and intent.of != done.record):
        raise no(Reason.NOTHING_TO_UNDO)
    return do.Undo(of=done.record)


def redo(state: State, intent: do.Redo, setting: Setting) -> do.Intent:
    """The last thing this device took back."""
    done = state.redoable.get(setting.device)
    if done is None or (intent.of and intent.of != done.record):
        raise no(Reason.NOTHING_TO_REDO)
    return do.Redo(of=done.record)

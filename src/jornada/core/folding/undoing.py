"""What can be undone and done again: the newest actions of each device."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from jornada.core import intents as do
from jornada.core.folding.working import Working
from jornada.core.state import Done

UNDO_DEPTH = 200
"""How many actions back a device can undo."""
NOT_ACTIONS = (do.Undo, do.Redo, do.DayPlan, do.Unknown)


def _take(done: Iterable[Done], key: str) -> tuple[tuple[Done, ...], Done | None]:
    done = tuple(done)
    gone = next((action for action in done if action.record == key), None)
    return tuple(action for action in done if action.record != key), gone


def remember(working: Working, record: do.Record) -> None:
    """What the record's device can undo and do again from now on."""
    intent, device = record.intent, record.device
    if isinstance(intent, do.Undo):
        kept, gone = _take(working.actions.get(device, ()), intent.of)
        working.actions[device] = deque(kept, UNDO_DEPTH)
        if gone:
            working.redo[device] = (*working.redo.get(device, ()), gone)
    elif isinstance(intent, do.Redo):
        kept, gone = _take(working.redo.get(device, ()), intent.of)
        working.redo[device] = kept
        if gone:
            _done_by(working, device).append(gone)
    elif not isinstance(intent, NOT_ACTIONS):
        _done_by(working, device).append(Done(record.id, intent))
        working.redo[device] = ()


def _done_by(working: Working, device: str) -> deque[Done]:
    return working.actions.setdefault(device, deque(maxlen=UNDO_DEPTH))

"""To which block and day tasks may go, one or many at once."""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed, known
from jornada.core.setting import Setting
from jornada.core.state import State


def _place(
    state: State, key: str, date: dt.date | None, block: str | None, setting: Setting
) -> tuple[dt.date | None, str | None]:
    """Where a task may go; what does not change is left out. A block is one of today's where the task is
    left from an earlier day."""
    item = known.open_task(state, key)
    if date is None and block is not None and item.date < setting.today:
        date = setting.today
    if date is not None and date != item.date:
        allowed.coming(date, setting)
    allowed.block(state, block, date or item.date, setting)
    new_date = date if date != item.date else None
    new_block = block if block != item.block else None
    return new_date, new_block


def move(state: State, intent: do.TaskMove, setting: Setting) -> do.Intent:
    """To another block or day."""
    date, block = _place(state, intent.task, intent.date, intent.block, setting)
    if date is None and block is None:
        raise no(Reason.ALREADY_THERE, known.task(state, intent.task).title)
    return replace(intent, date=date, block=block)


def triage(state: State, intent: do.Triage, setting: Setting) -> do.Intent:
    """All moves or none; of two about one task the last counts, and what is there already is left out."""
    moves = []
    for move in {move.task: move for move in intent.moves}.values():
        if move.drop:
            known.open_task(state, move.task)
            moves.append(replace(move, date=None, block=None))
            continue
        date, block = _place(state, move.task, move.date, move.block, setting)
        if date is not None or block is not None:
            moves.append(do.TriageMove(task=move.task, date=date, block=block, reason=move.reason))
    if not moves:
        raise no(Reason.NOTHING_CHANGES)
    return do.Triage(moves=tuple(moves))

"""Ideas and promises."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.folding.working import Apply, Working
from jornada.core.state import Idea, IdeaState, Promise


def _idea_add(working: Working, record: do.Record, intent: do.IdeaAdd) -> None:
    working.ideas[record.id] = Idea(id=record.id, at=record.at, text=intent.text)
    working.open_ideas[record.id] = None


def _idea_use(working: Working, record: do.Record, intent: do.IdeaUse) -> None:
    if intent.task not in working.items:
        working.lost(record, intent.task)
    else:
        use_idea(working, record, intent.idea, intent.task)


def use_idea(working: Working, record: do.Record, key: str, task: str) -> None:
    """Of two devices that used or dropped it, the first use holds."""
    idea = working.ideas.get(key)
    if idea is None:
        working.lost(record, key)
    elif idea.state is not IdeaState.USED:
        _close_idea(working, replace(idea, state=IdeaState.USED, task=task, closed=record.at))


def _idea_drop(working: Working, record: do.Record, intent: do.IdeaDrop) -> None:
    idea = working.ideas.get(intent.idea)
    if idea is None:
        working.lost(record, intent.idea)
    elif idea.is_open:
        _close_idea(working, replace(idea, state=IdeaState.DROPPED, closed=record.at))


def _close_idea(working: Working, idea: Idea) -> None:
    working.ideas[idea.id] = idea
    working.open_ideas.pop(idea.id, None)


def _promise_add(working: Working, record: do.Record, intent: do.PromiseAdd) -> None:
    """It was given to somebody: it holds even where what it is about is gone."""
    working.promises[record.id] = Promise(
        id=record.id,
        at=record.at,
        who=intent.who,
        by=intent.by,
        task=intent.task,
        incident=intent.incident,
        text=intent.text,
    )
    working.open_promises[record.id] = None


def _promise_keep(working: Working, record: do.Record, intent: do.PromiseKeep) -> None:
    promise = working.promises.get(intent.promise)
    if promise is None:
        working.lost(record, intent.promise)
    elif promise.is_open:
        working.promises[promise.id] = replace(promise, kept=record.at)
        working.open_promises.pop(promise.id, None)


APPLY: Mapping[type[do.Intent], Apply] = {
    do.IdeaAdd: _idea_add,
    do.IdeaUse: _idea_use,
    do.IdeaDrop: _idea_drop,
    do.PromiseAdd: _promise_add,
    do.PromiseKeep: _promise_keep,
}

"""What an id names; refused where it names nothing, or something that is over."""

from __future__ import annotations

from jornada.core.refusals import Reason, no
from jornada.core.state import Idea, IdeaState, Incident, Item, ItemState, Session, State


def task(state: State, key: str) -> Item:
    """A task of a day, open or not."""
    item = state.items.get(key)
    if item is None:
        raise no(Reason.NO_SUCH_TASK, key)
    return item


def open_task(state: State, key: str) -> Item:
    """A task that is neither done nor dropped."""
    item = task(state, key)
    if item.state is ItemState.DONE:
        raise no(Reason.ALREADY_DONE, item.title)
    if item.state is ItemState.DROPPED:
        raise no(Reason.ALREADY_DROPPED, item.title)
    return item


def incident(state: State, key: str) -> Incident:
    """An incident, open or over."""
    found = state.incidents.get(key)
    if found is None:
        raise no(Reason.NO_SUCH_INCIDENT, key)
    return found


def open_incident(state: State, key: str) -> Incident:
    """An incident that is not yet resolved."""
    found = incident(state, key)
    if not found.is_open:
        raise no(Reason.INCIDENT_RESOLVED, found.title)
    return found


def open_idea(state: State, key: str) -> Idea:
    """An idea of which nothing has become yet."""
    idea = state.ideas.get(key)
    if idea is None:
        raise no(Reason.NO_SUCH_IDEA, key)
    if idea.state is IdeaState.USED:
        raise no(Reason.IDEA_USED, idea.text)
    if idea.state is IdeaState.DROPPED:
        raise no(Reason.IDEA_DROPPED, idea.text)
    return idea


def session(state: State, key: str) -> Session:
    """A time entry that counts."""
    found = state.sessions.get(key)
    if found is None:
        raise no(Reason.NO_SUCH_SESSION, key)
    return found

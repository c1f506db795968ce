"""What may become of a thought that was kept."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.rules import allowed, known
from jornada.core.setting import Setting
from jornada.core.state import State


def add(state: State, intent: do.IdeaAdd, setting: Setting) -> do.Intent:
    """A thought to keep."""
    allowed.some_text(intent.text)
    return intent


def use(state: State, intent: do.IdeaUse, setting: Setting) -> do.Intent:
    """It became a task."""
    known.open_idea(state, intent.idea)
    known.task(state, intent.task)
    return intent


def drop(state: State, intent: do.IdeaDrop, setting: Setting) -> do.Intent:
    """Nothing will become of it."""
    known.open_idea(state, intent.idea)
    return intent

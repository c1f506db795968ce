"""The keys that the foot of the screen names, for the row in hand."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core.incidents import next_step
from jornada.core.promises import promises_of
from jornada.present.footer_line import Hint
from jornada.present.layout import Pane
from jornada.present.titles import step_title
from jornada.present.words import Words
from jornada.tui.actions import ACTION_BY_ID, ACTIONS, Where, footer_actions
from jornada.tui.keymap import Keymap
from jornada.tui.screens.today_picture import Picture

ALWAYS = ("app.help", "app.quit")
KEEP, KEEP_PLACE = "promise.keep", 3.5
"""Where the row in hand has a promise, the key that keeps it stands behind the one most needed."""


def hints_of(
    words: Words, keymap: Keymap, picture: Picture, pane: Pane, row: str | None
) -> tuple[tuple[Hint, ...], tuple[Hint, ...]]:
    """The keys of the list in hand, the most needed first, and those that are always named."""
    places = {Where.ANYWHERE, Where.TASK if pane is Pane.QUEUE else Where.INCIDENT}
    labels = _labels(words, picture, pane, row)
    named = footer_actions(action for action in ACTIONS if action.where in places)
    if row and promises_of(picture.state, row, picture.view.now):
        named = tuple(sorted(named, key=lambda each: KEEP_PLACE if each.id == KEEP else each.footer))

    def hint(action: str) -> Hint:
        label = labels.get(action) or words.gettext(ACTION_BY_ID[action].label)
        return Hint(keymap.label(words, action), label)

    return (
        tuple(hint(action.id) for action in named if action.id not in ALWAYS),
        tuple(hint(action) for action in ALWAYS),
    )


def _labels(words: Words, picture: Picture, pane: Pane, row: str | None) -> Mapping[str, str]:
    """What a key does to this very row, where that depends on it."""
    running = picture.state.running_session
    start, stop = words.gettext("Start"), words.gettext("Stop")
    if pane is Pane.QUEUE:
        runs = running is not None and bool(row) and running.task == row
        return {"task.start": stop if runs else start}
    incident = picture.incident(row)
    if incident is None:
        return {}
    step = next_step(incident)
    runs = running is not None and running.incident == row
    labels = {"incident.timer": words.gettext("Stop timer") if runs else words.gettext("Start timer")}
    if step is not None:
        labels["incident.step"] = step_title(words, step)
    return labels

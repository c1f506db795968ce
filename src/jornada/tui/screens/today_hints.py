"""The keys that the foot of the screen names, for the row in hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from jornada.core.dataclass import dataclass
from jornada.core.promises import promises_of
from jornada.core.state import Incident
from jornada.present.footer_line import Hint
from jornada.present.layout import Pane
from jornada.present.words import Words
from jornada.tui.actions import ACTION_BY_ID, ACTIONS, Action, Where, footer_actions
from jornada.tui.keymap import PALETTE, Keymap
from jornada.tui.screens.incident_hints import incident_labels
from jornada.tui.screens.today_picture import Picture

ALWAYS = ("app.help", "app.quit")
ADD = "task.add"
KEEP, KEEP_PLACE = "promise.keep", 3.5
"""Where the row in hand has a promise, the key that keeps it stands behind the one most needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowKeys:
    """The actions of the list in hand, the most needed first, and what they are called for the row in hand
    where that is another word than anywhere. Two that are equal are named alike."""

    actions: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]


def keys_of_row(
    words: Words, picture: Picture, pane: Pane, row: str | None, crisis: Incident | None = None
) -> RowKeys:
    """Of the row in hand, `None` being an empty list; `crisis` stands in the place of the queue."""
    on_task = pane is Pane.QUEUE and crisis is None
    labels = _labels(words, picture, row) if on_task else {}
    if not on_task:
        in_crisis = pane is Pane.QUEUE
        labels = dict(incident_labels(words, picture, crisis if in_crisis else picture.incident(row)))
        if in_crisis:
            from jornada.present.incident_sheet import step_of

            if step_of(row):
                labels["incident.step"] = words.gettext("Do it")
    named = _named(Where.TASK if on_task else Where.INCIDENT)
    if row is None and crisis is None:  # nothing is in hand for the others to act on
        named = tuple(sorted(_named(Where.ANYWHERE), key=lambda each: each.id != ADD))
    if row and promises_of(picture.state, row, picture.view.now):
        named = tuple(sorted(named, key=lambda each: KEEP_PLACE if each.id == KEEP else each.footer))
    return RowKeys(actions=tuple(each.id for each in named), labels=tuple(labels.items()))


def hints_of(words: Words, keymap: Keymap, row: RowKeys) -> tuple[tuple[Hint, ...], tuple[Hint, ...]]:
    """Those keys, and the ones that are always named."""
    labels = dict(row.labels)

    def hint(action: str) -> Hint:
        label = labels.get(action) or words.gettext(ACTION_BY_ID[action].label)
        return Hint(keymap.label(words, action), label, action)

    return (
        tuple(hint(action) for action in with_palette(keymap, row.actions)),
        tuple(hint(action) for action in ALWAYS),
    )


@cache
def _named(where: Where) -> tuple[Action, ...]:
    """What the foot names beside a list of that place. It is asked for at every step of the cursor."""
    return footer_actions(action for action in ACTIONS if action.where in (Where.ANYWHERE, where))


def with_palette(keymap: Keymap, actions: Iterable[str]) -> tuple[str, ...]:
    """Those of `actions` that have a key and are not named anyway; where some have none, the palette, in
    which they are chosen, before them."""
    named = tuple(action for action in actions if action not in ALWAYS)
    keyed = tuple(action for action in named if keymap.has_key(action))
    return keyed if len(keyed) == len(named) else (PALETTE, *keyed)


def _labels(words: Words, picture: Picture, row: str | None) -> Mapping[str, str]:
    """What a key does to this very task, where that depends on it."""
    running = picture.state.running_session
    runs = running is not None and bool(row) and running.task == row
    return {"task.start": words.gettext("Stop") if runs else words.gettext("Start")}

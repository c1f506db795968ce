"""The keys of a full screen beside Today: its own, those that mean the same anywhere, and those that lead
back to Today."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from jornada.tui.actions import ACTION_BY_ID, ACTIONS, Where, binding_of

SHARED = (
    "app.help",
    "app.palette",
    "app.quit",
    "app.suspend",
    "history.undo",
    "history.redo",
    "idea.add",
    "incident.log",
    "report.write",
    "task.add",
    "view.crisis",
    "view.escape",
    "view.theme",
)
"""What is done on every full screen itself."""
OF_A_QUEUE = frozenset(
    {"pane.next", "pane.previous", "day.previous", "day.next", "view.filter", "view.brand"}
)
"""What means something beside a queue only, unless a screen says what it means there."""


def screen_bindings(*places: Where, here: Iterable[str] = ()) -> list[BindingType]:
    """The bindings of a full screen: those of its own `places`, the actions listened to anywhere that it
    does itself (`here`, beside the shared ones), and the rest of those, which lead back to Today."""
    own = frozenset((*SHARED, *here))
    made: list[BindingType] = [binding_of(action) for action in ACTIONS if action.where in places]
    for action in ACTIONS:
        if action.where is not Where.ANYWHERE:
            continue
        if action.id in own:
            made.append(binding_of(action))
        elif action.id not in OF_A_QUEUE:
            made.append(_away(action.id))
    return made


def _away(action: str) -> Binding:
    made = binding_of(ACTION_BY_ID[action])
    return Binding(made.key, f"screen.leave_for({action!r})", made.description, show=False, id=action)

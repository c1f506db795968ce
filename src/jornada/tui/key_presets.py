"""Sets of keys to begin with, by the option `keymap`; the registry's own are the default.

What a preset does not name keeps the registry's keys, except in `arrows`, where it has none.
"""

from __future__ import annotations

from collections.abc import Mapping

from jornada.tui.actions import ACTIONS

Keys = tuple[str, ...]

DEFAULT: Mapping[str, Keys] = {action.id: action.keys for action in ACTIONS}

VIM: Mapping[str, Keys] = {
    **DEFAULT,
    "cursor.first": ("g g", "home"),
    "cursor.page_down": ("ctrl+f", "ctrl+d", "pagedown"),
    "history.redo": ("U", "ctrl+r"),
    "screen.today": ("1", "g t"),
    "screen.week": ("2", "g w"),
    "screen.incidents": ("3", "g i"),
    "screen.time": ("4", "g s"),
    "screen.posts": ("5", "g p"),
    "screen.workflow": ("6", "g f"),
    "screen.strategy": ("7", "g o"),
    "screen.campaigns": ("8", "g c"),
    "screen.report": ("9", "g r"),
    "screen.kpis": ("0", "g k"),
    "screen.estimates": ("L", "g e"),
}
"""As in vim where that means something here: `g` leads somewhere, `ctrl+r` does again. Movement, `/`, `:`
and `u` are so by default."""

_OPEN = ("f4",)
ARROWS: Mapping[str, Keys] = {
    **dict.fromkeys(DEFAULT, ()),
    "app.palette": ("enter", "f2"),
    "app.help": ("f1",),
    "app.quit": ("f10", "ctrl+q"),
    "app.suspend": ("ctrl+z",),
    "view.escape": ("escape",),
    "view.filter": ("f3",),
    "interrupt": ("f6",),
    "task.add": ("f7",),
    "history.undo": ("f9",),
    "pane.next": ("tab",),
    "pane.previous": ("shift+tab",),
    "cursor.down": ("down",),
    "cursor.up": ("up",),
    "cursor.first": ("home",),
    "cursor.last": ("end",),
    "cursor.page_down": ("pagedown",),
    "cursor.page_up": ("pageup",),
    "week.left": ("left",),
    "week.right": ("right",),
    "task.start": ("space", "f5"),
    "task.done": ("f8",),
    "task.edit": _OPEN,
    "incident.step": ("space", "f8"),
    "incident.timer": ("f5",),
    "incident.open": _OPEN,
    "time.edit": _OPEN,
    "week.open": _OPEN,
    "week.done": ("f8",),
    "plan.edit": _OPEN,
    "post.edit": _OPEN,
    "post.state": ("space",),
    "campaign.open": _OPEN,
    "campaign.done": ("space", "f8"),
    "report.open": _OPEN,
    "estimate.apply": _OPEN,
    "kpi.edit": _OPEN,
    "option.edit": _OPEN,
    "option.next": ("space",),
}
"""No letter, digit or sign does anything: what can be done with the row in hand is chosen after enter."""

PRESETS: Mapping[str, Mapping[str, Keys]] = {"default": DEFAULT, "vim": VIM, "arrows": ARROWS}
"""By the words that the option `keymap` allows."""

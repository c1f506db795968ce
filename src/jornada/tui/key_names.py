"""Keys as a person calls them, and the keys that are bound right now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.binding import ActiveBinding
from textual.keys import format_key
from textual.screen import Screen

from jornada.present.words import N_, Words
from jornada.tui.key_check import is_key, long_name

_NAMES = {
    "enter": N_("enter"),
    "space": N_("space"),
    "home": N_("home"),
    "end": N_("end"),
    "pageup": N_("page up"),
    "pagedown": N_("page down"),
}


_UNSENT = "unsent:"


def unsent(action: str) -> str:
    """A key that nothing sends: it keeps an action bound that a person does by other ways only."""
    return f"{_UNSENT}{action}"


def key_name(words: Words, key: str) -> str:
    """ "?" for `question_mark`, "space" for `space`, "gg" for `g g`."""
    if " " in key:
        names = [key_name(words, each) for each in key.split()]
        return ("" if all(len(each) == 1 for each in names) else " ").join(names)
    return words.gettext(_NAMES[key]) if key in _NAMES else format_key(key)


def key_called(words: Words, name: str) -> str | None:
    """The key that is called so; `None` where it is none, or several."""
    for key in (*_NAMES, "escape", "tab", "backspace", "delete"):
        if key_name(words, key) == name:
            return key
    return long_name(name) if " " not in name and is_key(long_name(name)) else None


def key_names(words: Words, keys: Sequence[str]) -> str:
    """Several keys for the same thing."""
    return " ".join(key_name(words, key) for key in keys)


Bound = Mapping[str, tuple[tuple[str, ...], ActiveBinding]]
"""By the id of an action: the keys that do it now, and the binding of one of them."""


def bound_keys(screen: Screen[Any]) -> Bound:
    """What the keys do where the person is now."""
    found: dict[str, tuple[tuple[str, ...], ActiveBinding]] = {}
    for key, active in screen.active_bindings.items():
        action = active.binding.id
        if action and active.enabled:
            keys, _ = found.get(action, ((), active))
            sent = () if key.startswith(_UNSENT) else (key,)
            found[action] = ((*keys, *sent), active)
    return found

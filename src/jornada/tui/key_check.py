"""Keys as a person writes them in a file: which of them a terminal can send, and the nearest of those.

A key is a name (`pagedown`), a character (`?`), either behind modifiers (`ctrl+t`), or a few of these one
after the other with spaces between (`g g`).
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding
from textual.keys import Keys, format_key

from jornada.core.mistakes import nearest_word

MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
MOST_IN_A_ROW = 3
_INDISTINCT: Mapping[str, str] = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+j": "enter",
    "ctrl+left_square_bracket": "escape",
    "return": "enter",
}
"""Names for what a terminal sends as another key. (Enter may come as ctrl+j, but no person presses that.)"""
_OTHER_NAMES: Mapping[str, str] = {
    ",": "comma",
    "esc": "escape",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "backtab": "shift+tab",
    "control": "ctrl",
    "option": "alt",
    "command": "super",
}
_NAMES = frozenset(key.value for key in Keys if not key.value.startswith("<")) - _INDISTINCT.keys()


def is_key(key: str) -> bool:
    """Whether a terminal can send a key of that name, or such keys one after the other."""
    parts = key.split()
    return 0 < len(parts) <= MOST_IN_A_ROW and all(map(_is_one_key, parts))


def _is_one_key(key: str) -> bool:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    if not name or name == "," or not set(modifiers) <= set(MODIFIERS) or key in _INDISTINCT:
        return False
    if name in _NAMES or key in _NAMES:
        return True
    character = format_key(name)
    # A shifted letter arrives as that letter, one with ctrl as the small one.
    small = "shift" not in modifiers and character == character.lower()
    return len(character) == 1 and (small or not modifiers)


def long_name(key: str) -> str:
    """`question_mark` for `?`, as the toolkit calls it when it is pressed."""
    return " ".join(_one_long_name(part) for part in key.split())


def _one_long_name(key: str) -> str:
    if len(key) != 1 or key == ",":
        return key
    return next(iter(Binding.make_bindings([Binding(key, "")]))).key


def nearest_key(key: str) -> str | None:
    """The key that was probably meant, as it is to be written."""
    near = [_nearest_to_one(part) for part in key.split()]
    found = " ".join(filter(None, near))
    return found if found and None not in near and is_key(found) and found != key else None


def _nearest_to_one(key: str) -> str | None:
    if is_key(key):
        return key
    if near := _INDISTINCT.get(key.casefold()) or _OTHER_NAMES.get(key.casefold()):
        return near
    *modifiers, name = key.replace("-", "+").split("+") if len(key) > 1 else [key]
    known = [_OTHER_NAMES.get(each.casefold()) or nearest_word(each, MODIFIERS) for each in modifiers]
    if not all(known):
        return None
    if known == ["shift"] and len(name) == 1:
        return name.upper()
    small = name.casefold()
    end = small if is_key(small) else _OTHER_NAMES.get(small) or nearest_word(small, sorted(_NAMES))
    return "+".join(filter(None, (*known, end))) if end else None

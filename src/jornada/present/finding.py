"""Finding by typed words: case and accents do not matter, nor does the order of the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import filterfalse


def plain(text: str) -> str:
    """`text` without case and accents, to compare with."""
    if text.isascii():
        return text.casefold()
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", text.casefold())))


def sought_words(typed: str) -> tuple[str, ...]:
    """The words of what was typed, to look for in many a text."""
    return tuple(plain(typed).split())


def closeness(sought: Sequence[str], held: str) -> int | None:
    """How well a text answers what was typed, 0 best; `None` where a typed word is not in it. `sought` are
    the `sought_words`, `held` the `plain` text.

    A text that begins with what was typed is better than one with a word that does, and that better
    than one that has it anywhere.
    """
    if not all(word in held for word in sought):
        return None
    if held.startswith(" ".join(sought)):
        return 0
    begun = held.split()
    return 1 if all(any(own.startswith(word) for own in begun) for word in sought) else 2


def first_beginning(typed: str, labels: Sequence[str], after: int) -> int | None:
    """The place of the first label with a word that begins with `typed`, looking on from `after`
    (that place included) and round; labels that begin with it themselves go first."""
    sought = plain(typed)
    places = [(after + step) % len(labels) for step in range(len(labels))]
    held = [plain(label) for label in labels]
    whole = (place for place in places if held[place].startswith(sought))
    inner = (place for place in places if any(word.startswith(sought) for word in held[place].split()))
    return next(whole, next(inner, None))

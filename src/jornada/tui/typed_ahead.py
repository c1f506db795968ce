"""Keys that come while what the last one opens is not there yet: they are meant for that."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from textual import events

LONGEST_SECONDS = 1.0
"""What is opened takes keys by then; they are not held for longer, whatever became of it."""
KEY = "key"
"""What a key waits for while the one before it is on its way through those that may take it."""
NEVER_HELD = ("ctrl+q", "ctrl+c")


class TypedAhead:
    """Holds them, in their order. Two keys come at once over a slow link, or from a program that types."""

    def __init__(self, go_on: Callable[[], object]) -> None:
        """`go_on` is called when those that are held can go where they belong."""
        self._go_on = go_on
        self._holds: dict[object, float] = {}
        """Each with the second, of a clock that never goes back, in which it began."""
        self._held: deque[events.Key] = deque()

    def hold(self, what: object, second: float) -> None:
        """Something is about to open: `what` names it."""
        self._holds[what] = second

    def let_go(self, what: object) -> None:
        """It has opened, or never will."""
        self._holds.pop(what, None)
        self._let_on()

    def let_go_late(self, second: float) -> None:
        """Whatever has been waited for long enough by that second is waited for no more."""
        late = [what for what, began in self._holds.items() if second - began >= LONGEST_SECONDS]
        for what in late:
            del self._holds[what]
        if late:
            self._let_on()

    def _let_on(self) -> None:
        if not self._holds and self._held:
            self._go_on()

    @property
    def is_busy(self) -> bool:
        """Whether a key is on its way, or one waits."""
        return bool(self._holds or self._held)

    @property
    def is_holding(self) -> bool:
        """Whether keys have come that wait."""
        return bool(self._held)

    def takes(self, key: events.Key) -> bool:
        """Whether a key that has come is held."""
        if key.key in NEVER_HELD or not (self._holds or self._held):
            return False
        self._held.append(key)
        return True

    def next(self) -> events.Key | None:
        """The next one that may go; `None` where there is none, or something is about to open."""
        return self._held.popleft() if self._held and not self._holds else None

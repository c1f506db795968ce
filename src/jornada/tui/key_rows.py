"""Keys one after the other (`g g`): what is waited for, what may follow, what they make together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jornada.core.dataclass import dataclass
from jornada.present.footer_line import Hint, Notice
from jornada.present.words import Words
from jornada.tui.actions import ACTION_BY_ID
from jornada.tui.key_names import Bound, key_name
from jornada.tui.keymap import Keymap


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a key: `pressed` is the row of keys it completes, or it alone; nothing while more is
    waited for, and where a row leads nowhere. `notice` is to be said at the foot."""

    pressed: str | None
    notice: Notice | None = None


class KeyRow:
    """The keys pressed so far of a row that is not complete."""

    def __init__(self, words: Words, keymap: Keymap) -> None:
        self._words = words
        self._keymap = keymap
        self._so_far = ""

    def forget(self) -> None:
        """Whatever was begun is not gone on with."""
        self._so_far = ""

    def press(self, key: str, bound: Callable[[], Bound]) -> Step:
        """`bound` says what has keys where the person is; only that is waited for."""
        begun = bool(self._so_far)
        row = f"{self._so_far} {key}" if begun else key
        self._so_far = ""
        following = self._keymap.after(row)
        if not begun and not following:
            return Step(row)
        here = bound()
        following = {each: action for each, action in following.items() if action in here}
        if following:
            self._so_far = row
            return Step(None, self._hints(row, following))
        if not begun or any(row in keys for keys, _ in here.values()):
            return Step(row)
        if key == "escape":
            return Step(None, Notice(self._words.gettext("Nothing done")))
        said = self._words.gettext("{keys} does nothing here").format(keys=key_name(self._words, row))
        return Step(None, Notice(said, refused=True))

    def _hints(self, row: str, following: Mapping[str, str]) -> Notice:
        hints = tuple(
            Hint(key_name(self._words, key), self._words.gettext(ACTION_BY_ID[action].label), action)
            for key, action in following.items()
        )
        return Notice(f"{key_name(self._words, row)} …", hints=hints)

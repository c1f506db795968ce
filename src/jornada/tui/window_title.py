"""What is said to the terminal itself: a notification (OSC 9), its title (OSC 2), and the name of the window
of tmux or screen. Titles are data: nothing in one can end a sequence or begin another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jornada.core.text import clean

PUSH_TITLE = "\x1b[22;2t"
"""The terminal puts its title aside (XTWINOPS) …"""
POP_TITLE = "\x1b[23;2t"
"""… and takes it up again."""
FREE_NAME = "\x1bk\x1b\\"
"""The window of tmux goes back to the name it gives itself."""
MOST_TITLE = 120


def notification(text: str, environment: Mapping[str, str]) -> str:
    """The sequence that has a terminal show `text` on its desktop; tmux is asked to hand it on."""
    # A digit and a semicolon in front would be another command of OSC 9.
    said = f"\x1b]9;{_plain(text).replace(';', ',')}\x07"
    if not environment.get("TMUX"):
        return said
    doubled = said.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"


def has_windows(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is tmux or screen, here or at the other end of a line."""
    return bool(environment.get("TMUX")) or environment.get("TERM", "").startswith(("tmux", "screen"))


class WindowTitle:
    """Says the titles with `send`, each change once, and gives back what was there before."""

    def __init__(self, send: Callable[[str], None], environment: Mapping[str, str]) -> None:
        self._send = send
        self._has_windows = has_windows(environment)
        self._title: str | None = None
        self._name: str | None = None
        self._last: tuple[str, bool, bool] = ("", False, False)
        self._is_over = False

    def show(self, text: str, *, in_title: bool, in_window: bool) -> None:
        """`text` where it is wanted; where it no longer is, what was there before."""
        if self._is_over:
            return
        self._last = (text, in_title, in_window)
        # tmux reads what begins with # in a name as an order to draw or to run something.
        text = _plain(text).replace("#", "") if self._has_windows else _plain(text)
        self._show_title(text if in_title else None)
        self._show_name(text if in_window and self._has_windows else None)

    def restore(self) -> None:
        """As it was before the first word."""
        self._show_title(None)
        self._show_name(None)

    def end(self) -> None:
        """The same for good: what is still said is not shown any more."""
        self.restore()
        self._is_over = True

    def show_again(self) -> None:
        """What was shown last, after it was given back for a while."""
        text, in_title, in_window = self._last
        self.show(text, in_title=in_title, in_window=in_window)

    def restoring(self) -> str:
        """What would have to be sent for that."""
        return (POP_TITLE if self._title is not None else "") + (FREE_NAME if self._name is not None else "")

    def _show_title(self, title: str | None) -> None:
        if title == self._title:
            return
        if title is None:
            self._send(POP_TITLE)
        else:
            aside = PUSH_TITLE if self._title is None else ""
            self._send(f"{aside}\x1b]2;{title}\x07")
        self._title = title

    def _show_name(self, name: str | None) -> None:
        if name == self._name:
            return
        self._send(FREE_NAME if name is None else f"\x1bk{name}\x1b\\")
        self._name = name


def _plain(text: str) -> str:
    return clean(text)[:MOST_TITLE]

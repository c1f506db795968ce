"""The answer of `jornada now`, kept for as long as nothing it is made of has changed.

A status bar asks every few seconds, and the answer is another one once or twice a minute. It is made in
full, with the second from which it would be another; until then, and while no file of a person's is
another, it is given again without loading anything. So this module imports next to nothing.
"""

from __future__ import annotations

import os
import sys
import time

from jornada import __version__
from jornada.places import place

TYPE_CHECKING = False
if TYPE_CHECKING:  # without what `typing` takes
    from collections.abc import Callable, Mapping, Sequence

_SLOTS = 8
"""So many answers are kept, of several status bars; which one stands where follows from what was asked."""
LONGEST_SECONDS = 60
_MOST_BYTES = 1 << 22
_FRESH_NANOSECONDS = 100_000_000
"""A file that has just been written may be written again without bearing another time."""
_DECIDES = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "PYTHONIOENCODING", "PYTHONUTF8", "TZ", "TZDIR")
"""What of the environment an answer depends on, beside all that is ours."""


class Question:
    """What was asked, of which files as they are now. Make it before any of them is read."""

    def __init__(self, environment: Mapping[str, str], arguments: Sequence[str]) -> None:
        slot = sum(ascii(list(arguments)).encode()) % _SLOTS
        self.file_name = f"now-{slot}"
        self._path = os.path.join(place(environment, "state"), self.file_name)
        ours = sorted(name for name in environment if name.startswith("JORNADA_"))
        surroundings = [(name, environment.get(name)) for name in (*ours, *_DECIDES)]
        self._stopped_clock = bool(environment.get("JORNADA_NOW"))
        encoding = getattr(sys.stdout, "encoding", None)
        self._head = ascii((__version__, sys.version, encoding, list(arguments), surroundings))
        self._newest = 0
        found: list[str] = []
        data, state = place(environment, "data"), place(environment, "state")
        for directory in (
            os.path.join(data, "journal"),
            os.path.join(data, "workflows"),
            os.path.join(state, "rescue"),
            place(environment, "config"),
        ):
            self._note_tree(directory, found)
        self._note(os.path.join(state, "device"), found)
        self._note("/etc/localtime", found)
        self._files = "\n".join(found)

    def _note_tree(self, directory: str, found: list[str]) -> None:
        self._note(directory, found)
        try:
            entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                self._note_tree(entry.path, found)
            else:
                self._note(entry.path, found)

    def _note(self, path: str, found: list[str]) -> None:
        """How a file is: what it is called, its size, its time, its number. A link is what it leads to."""
        try:
            status = os.stat(path)
        except OSError:
            found.append(ascii(path))
            return
        self._newest = max(self._newest, status.st_mtime_ns)
        found.append(f"{path!a} {status.st_size} {status.st_mtime_ns} {status.st_ino}")

    def answer(self) -> str | None:
        """What was answered to the same, where it still holds."""
        try:
            descriptor = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                data = os.read(descriptor, _MOST_BYTES)
            finally:
                os.close(descriptor)
            head, window, said, files = data.decode("ascii").split("\n", 3)
            first, end = map(int, window.split())
            text = bytes.fromhex(said).decode()
        except (OSError, ValueError):
            return None
        if head != self._head or files != self._files:
            return None
        return text if self._stopped_clock or first <= int(time.time()) < end else None

    def keep(self, text: str, now: int, still: Callable[[int], bool]) -> bytes | None:
        """The file of an answer that was made for the second `now`, since the epoch; nothing where it
        cannot be kept. `still` tells whether the answer for a later second is the same: once it is
        another, it does not come back within a minute."""
        if time.time_ns() - self._newest < _FRESH_NANOSECONDS:
            return None
        low, high = now, now + LONGEST_SECONDS
        if still(high - 1):
            low = high - 1
        while high - low > 1:
            middle = (low + high) // 2
            if still(middle):
                low = middle
            else:
                high = middle
        lines = (self._head, f"{now} {high}", text.encode().hex(), self._files)
        return "\n".join(lines).encode("ascii")

"""The answer of `jornada now`, kept for as long as nothing it is made of has changed.

A status bar asks every few seconds, and the answer is another one once or twice a minute. It is kept with
the second from which it would be another; until then, and while no file of a person's is another, it is given
again without loading anything. So this module imports next to nothing. Beside it stands what it was made of,
the sheet, for the minutes after it: `jornada.now_sheet` makes their answers of it.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

from jornada import __version__
from jornada.places import place

TYPE_CHECKING = False
if TYPE_CHECKING:  # without what `typing` takes
    from collections.abc import Callable, Iterable, Mapping, Sequence

_SLOTS = 8
"""So many answers are kept, of several status bars; which one stands where follows from what was asked."""
SHEET = "now-sheet"
LONGEST_SECONDS = 60
_MOST_BYTES = 1 << 22
_FRESH_NANOSECONDS = 100_000_000
"""A file that has just been written may be written again without bearing another time."""
_SEARCH_SECONDS = 0.05
"""A day of thousands of tasks takes long to look at: how long its answer holds is not asked that often."""
_OFTEN_SECONDS = 300
_DECIDES = (
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "TZ",
    "TZDIR",
)
"""What of the environment an answer depends on, beside all that is ours."""


_Seen = tuple[str, int, int, int]
"""How a file is: what it is called, its size, its time, its number. What is not there has size -1."""


class Question:
    """What was asked, of which files as they are now. Make it before any of them is read."""

    def __init__(self, environment: Mapping[str, str], arguments: Sequence[str]) -> None:
        slot = sum(ascii(list(arguments)).encode()) % _SLOTS
        self.file_name = f"now-{slot}"
        self._state = place(environment, "state")
        ours = sorted(name for name in environment if name.startswith("JORNADA_"))
        surroundings = [(name, environment.get(name)) for name in (*ours, *_DECIDES)]
        self._stopped_clock = bool(environment.get("JORNADA_NOW"))
        encoding = getattr(sys.stdout, "encoding", None)
        self._head = ascii((__version__, sys.version, encoding, list(arguments), surroundings))
        self._sheet_head = ascii((__version__, sys.version))
        self._newest = 0
        found: list[_Seen] = []
        data, state = place(environment, "data"), self._state
        self._note_tree(os.path.join(data, "journal"), found)
        newest_record, self._newest = self._newest, 0
        for directory in (
            os.path.join(data, "workflows"),
            os.path.join(state, "rescue"),
            place(environment, "config"),
        ):
            self._note_tree(directory, found)
        self._note(os.path.join(state, "device"), found)
        self._note("/etc/localtime", found)
        self._newest_beside = self._newest
        self._newest = max(newest_record, self._newest)
        # Not as a later version of that form has it, which tells too how often a name is in use.
        self._files = marshal.dumps(found, 2)

    def _note_tree(self, directory: str, found: list[_Seen]) -> None:
        self._note(directory, found)
        try:
            entries = list(os.scandir(directory))
        except OSError:
            return
        newest = 0
        here: list[_Seen] = []
        below: list[str] = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.path)
                continue
            # As `_note` does it, which of years of files is called too often.
            try:
                status = entry.stat()
            except OSError:
                here.append((entry.name, -1, 0, 0))
                continue
            changed = status.st_mtime_ns
            if changed > newest:
                newest = changed
            here.append((entry.name, status.st_size, changed, status.st_ino))
        here.sort()
        found += here
        self._newest = max(self._newest, newest)
        for each in sorted(below):
            self._note_tree(each, found)

    def _note(self, path: str, found: list[_Seen]) -> None:
        """A link is what it leads to."""
        try:
            status = os.stat(path)
        except OSError:
            found.append((path, -1, 0, 0))
            return
        self._newest = max(self._newest, status.st_mtime_ns)
        found.append((path, status.st_size, status.st_mtime_ns, status.st_ino))

    def answer(self) -> str | None:
        """What was answered to the same, where it still holds."""
        try:
            head, window, said, files = self._read(self.file_name).split(b"\n", 3)
            first, end = map(int, window.split())
            text = bytes.fromhex(said.decode("ascii")).decode()
        except (OSError, ValueError):
            return None
        if head != self._head.encode("ascii") or files != self._files:
            return None
        return text if self._stopped_clock or first <= int(time.time()) < end else None

    def sheet(self) -> bytes | None:
        """The sheet of these files, where there is one. It is not to be believed without its checksum."""
        try:
            kept = self._read(SHEET)
        except OSError:
            return None
        head = self._head_of_sheet()
        return kept[len(head) :] if kept.startswith(head) else None

    def _head_of_sheet(self) -> bytes:
        return b"".join((self._sheet_head.encode("ascii"), b"\n\n", self._files, b"\n\n"))

    def keep(
        self, text: str, now: int, still: Callable[[int], bool], turns: Iterable[int] = ()
    ) -> bytes | None:
        """Keep an answer that was made for the second `now`, since the epoch; the bytes of its file,
        nothing where it cannot be kept. `still` tells whether the answer for a later second is the same:
        once it is another, it does not come back within a minute. It is kept no longer than to the first
        of the `turns`, seconds of a minute, where it lasts until there. Raises `OSError`."""
        if time.time_ns() - self._newest < _FRESH_NANOSECONDS:
            return None
        lines = (self._head, f"{now} {_end(now, still, turns)}", text.encode().hex())
        kept = b"\n".join((*(line.encode("ascii") for line in lines), self._files))
        self._write(self.file_name, kept)
        return kept

    def keep_sheet(self, sheet: bytes, *, wrote_records: bool = False) -> None:
        """Keep what an answer was made of, sealed with a checksum. Who `wrote_records` just now knows that
        the next ones make the journal's file longer. Raises `OSError`."""
        newest = self._newest_beside if wrote_records else self._newest
        if time.time_ns() - newest >= _FRESH_NANOSECONDS:
            self._write(SHEET, self._head_of_sheet() + sheet)

    def is_asked_often(self) -> bool:
        """Whether an answer was kept within the last minutes: a status bar asks, and will again."""
        try:
            with os.scandir(self._state) as entries:
                kept = [entry.stat().st_mtime for entry in entries if entry.name.startswith("now-")]
        except OSError:
            return False
        return bool(kept) and time.time() - max(kept) < _OFTEN_SECONDS

    def _read(self, name: str) -> bytes:
        path = os.path.join(self._state, name)
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            return os.read(descriptor, _MOST_BYTES)
        finally:
            os.close(descriptor)

    def _write(self, name: str, data: bytes) -> None:
        """As the store puts a whole file in its place, which takes longer to load than to do."""
        draft = os.path.join(self._state, f".{name}.{os.getpid()}.draft")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(draft, flags, 0o600)
        try:
            try:
                while data:
                    data = data[os.write(descriptor, data) :]
            finally:
                os.close(descriptor)
            os.replace(draft, os.path.join(self._state, name))
        except OSError:
            os.unlink(draft)
            raise


def _end(now: int, still: Callable[[int], bool], turns: Iterable[int]) -> int:
    """The first second, of the minute from `now` on, at which the answer is another one, or the end of it; an
    earlier one where it may be another one there, or where that takes long to find out."""
    low, end = now, now + LONGEST_SECONDS
    latest = time.monotonic() + _SEARCH_SECONDS
    turn = min((now + 1 + (second - now - 1) % 60 for second in turns), default=end)
    if turn == now + 1 or (turn < end and still(turn - 1)):
        return turn  # whether it is another one then is told by whoever asks then
    if time.monotonic() >= latest:
        return low + 1
    if still(end - 1):
        return end
    high = end
    while high - low > 1 and time.monotonic() < latest:
        middle = (low + high) // 2
        if still(middle):
            low = middle
        else:
            high = middle
    return low + 1

"""The last frame of the dashboard: kept when it is left, shown at once when it is opened again.

It is drawn before anything else is loaded, so this module imports next to nothing. The file belongs to
this machine's state; it has the words of the day in one dim style and nothing that a terminal would obey:
a head line, the style, then a line for each row.
"""

from __future__ import annotations

import os

from jornada.places import place

TYPE_CHECKING = False
if TYPE_CHECKING:  # without the half of a millisecond that `typing` takes
    from collections.abc import Mapping, Sequence

FILE_NAME = "last_frame"
_MOST_BYTES = 1 << 18
_VERSION = "jornada-frame-1"
_LOOKS_LIKE_IT = (
    "TERM", "COLORTERM", "NO_COLOR", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES",
    "JORNADA_LANG", "JORNADA_THEME", "JORNADA_CONFIG", "JORNADA_DATA", "JORNADA_NOW",
)  # fmt: skip
"""What of the environment decides how a frame looks and whose it is."""
_WORTH_PASSING = 5
_LEAVE = b"\x1b[0m\x1b[?1049l\x1b[?25h"
_OBEYED = bytes(range(32)) + b"\x7f"
"""What no row may have in it; and the other control characters, as UTF-8 has them."""
_OBEYED_TOO = tuple(b"\xc2" + bytes((each,)) for each in range(0x80, 0xA0))


class ShownFrame:
    """An old frame on the terminal. What is typed meanwhile is neither shown nor lost."""

    def __init__(
        self,
        attributes: list[int | list[bytes | int]],
        source: int,
        target: int,
        style: str = "",
        rows: tuple[str, ...] = (),
    ) -> None:
        self.attributes = attributes
        """How the terminal was to read before."""
        self.style = style
        """The numbers of the sequence that all of it was drawn with."""
        self.rows = rows
        self.stands = True
        """Whether it stands there as it was drawn, as far as anybody can know."""
        self._source = source
        self._target = target
        self._on_screen = True
        self._closed = False

    def hand_over(self) -> None:
        """From now on somebody else draws, and leaves the screen; only how it reads is still to be put
        back."""
        self._on_screen = False

    def doubt(self) -> None:
        """Something happened to the terminal: what it shows is not known any more."""
        self.stands = False

    def close(self) -> None:
        """Put the terminal back as it was before; as often as one likes."""
        if self._closed:
            return
        self._closed = True
        import termios

        try:
            if self._on_screen:
                os.write(self._target, _LEAVE)
            termios.tcsetattr(self._source, termios.TCSANOW, self.attributes)
        except (OSError, termios.error):
            pass  # it is gone


def show_last_frame(environment: Mapping[str, str], *, source: int = 0, target: int = 1) -> ShownFrame | None:
    """Draw the last frame, where there is one of this very terminal, and take what is typed silently.

    The descriptors are those that keys come from and that is drawn on.
    """
    if environment.get("TERM", "dumb") in ("", "dumb"):
        return None
    try:
        if not (os.isatty(source) and os.isatty(target)):
            return None
        size = os.get_terminal_size(target)
        data = _read(os.path.join(place(environment, "state"), FILE_NAME))
    except OSError:
        return None
    found = _found(data, _head(environment, *size))
    return _show(*found, source, target) if found is not None else None


def _show(style: bytes, rows: list[bytes], source: int, target: int) -> ShownFrame | None:
    import termios

    try:
        before = termios.tcgetattr(source)
        silent = termios.tcgetattr(source)
        silent[3] &= ~(termios.ECHO | termios.ICANON)
        silent[6][termios.VSUSP] = silent[6][termios.VQUIT] = b"\0"  # ctrl+c still ends it
        termios.tcsetattr(source, termios.TCSANOW, silent)
    except termios.error:
        return None
    frame = ShownFrame(
        before, source, target, style.decode(), tuple(each.decode("utf-8", "replace") for each in rows)
    )
    try:
        os.write(target, _drawing(style, rows))
    except OSError:
        frame.close()
        return None
    _end_orderly(frame)
    return frame


def _end_orderly(frame: ShownFrame) -> None:
    """A signal that ends the program leaves the terminal as it was, until the dashboard sees to that."""
    import signal

    def end(number: int, _: object) -> None:
        frame.close()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def doubt(number: int, _: object) -> None:
        frame.doubt()

    for each in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(each, end)
    for each in (signal.SIGWINCH, signal.SIGCONT):
        signal.signal(each, doubt)


def last_frame_bytes(
    environment: Mapping[str, str], columns: int, rows: Sequence[str], style: str, told: str
) -> bytes:
    """The file of a frame: `rows` as they are on a terminal of that many `columns`, `style` the numbers of
    an SGR sequence, `told` a line to stand in place of the last row: of when it is."""
    lines = [*rows[:-1], told]
    cleaned = [_without_control(line).rstrip() for line in lines]
    text = "\n".join((_head(environment, columns, len(lines)), style, *cleaned, ""))
    return text.encode("utf-8", "replace")


def _without_control(line: str) -> str:
    return "".join(each for each in line if not (each < " " or "\x7f" <= each < "\xa0"))


def _head(environment: Mapping[str, str], columns: int, rows: int) -> str:
    looks = (environment.get(name, "") for name in _LOOKS_LIKE_IT)
    return ascii((_VERSION, columns, rows, *looks))


def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return os.read(descriptor, _MOST_BYTES)
    finally:
        os.close(descriptor)


def _found(data: bytes, head: str) -> tuple[bytes, list[bytes]] | None:
    """The style and the rows; nothing where the file is not one of this terminal, or is not whole."""
    first, _, rest = data.partition(b"\n")
    if first != head.encode():
        return None
    style, *rows = rest.split(b"\n")
    end = rows.pop() if rows else b"?"
    text = b"".join(rows)
    if end or style.strip(b"0123456789;") or text.translate(None, _OBEYED) != text:
        return None
    if any(each in text for each in _OBEYED_TOO):
        return None
    return style, rows


def _drawing(style: bytes, rows: list[bytes]) -> bytes:
    """What is sent to show the frame."""
    drawn = b"\r\n".join(map(_without_blanks, rows))
    return b"\x1b[?1049h\x1b[?25l\x1b[%bm\x1b[H\x1b[2J%b\x1b[0m" % (style, drawn)


def _without_blanks(row: bytes) -> bytes:
    """The same on a screen that is blank, in fewer bytes: many blanks are passed over."""
    drawn = []
    blanks = 0
    for word in row.split(b" "):
        if word:
            drawn.append(b" " * blanks if blanks < _WORTH_PASSING else b"\x1b[%dC" % blanks)
            drawn.append(word)
            blanks = 0
        blanks += 1
    return b"".join(drawn)

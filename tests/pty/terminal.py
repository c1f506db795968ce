"""The real program in a real pseudo-terminal, its screen kept by a terminal emulator (pyte).

Nothing here sleeps: every wait reads what the program writes until the screen is as expected.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pexpect
import pyte

PATIENCE_SECONDS = 30.0
"""How long the slowest machine may take; nothing waits that long when all is well."""
OPENING = ("opening…", "abriendo…")
"""How the last line of an old frame ends."""
QUIET_SECONDS = 0.1
"""When nothing has come for so long, the frame is whole."""


def environment(home: Path, **extra: str) -> dict[str, str]:
    """An environment that touches nothing but `home`."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "TZ": "Europe/Madrid",
        "JORNADA_DATA": str(home / "data"),
        "JORNADA_CONFIG": str(home / "config"),
        "JORNADA_STATE": str(home / "state"),
        "JORNADA_LANG": "en",
        **extra,
    }


class Terminal:
    """A terminal with one program in it."""

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        arguments: Sequence[str] = (),
        program: Sequence[str] = (sys.executable, "-m", "jornada"),
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.received = b""
        self._ended = False
        self.child = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env=dict(environment),
            dimensions=(rows, columns),
            timeout=PATIENCE_SECONDS,
        )
        # Otherwise pexpect waits before each key, for passwords' sake.
        self.child.delaybeforesend = None

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def shows_old_frame(self) -> bool:
        """Whether it is still the last frame from before, on which no key acts."""
        return self.lines[-1].endswith(OPENING)

    def wait_for(self, wanted: str | Callable[[str], bool], *, gone: bool = False) -> str:
        """Read until the screen shows `wanted` (or no longer does); the screen's text."""

        def met() -> bool:
            if self.shows_old_frame:
                return False
            found = wanted in self.text if isinstance(wanted, str) else wanted(self.text)
            return found is not gone

        end = time.monotonic() + PATIENCE_SECONDS
        while (left := end - time.monotonic()) > 0:
            # Half a frame may look as wanted: it counts once nothing more comes.
            if met() and not self.read(QUIET_SECONDS):
                return self.text
            if not met() and not self.read(min(left, 1.0)) and self._ended:
                raise AssertionError(f"ended before {wanted!r}\n{self.text}")
        raise AssertionError(f"never {'gone' if gone else 'shown'}: {wanted!r}\n{self.text}")

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within that time; whether there was anything."""
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            self._ended = True
            return False
        self.received += data
        self._stream.feed(data)
        return True

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def kill(self, number: int = signal.SIGKILL) -> None:
        self.child.kill(number)

    def wait_for_end(self) -> int:
        """Read to the end; the exit status, or 128 and the signal that ended it."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            try:
                data = self.child.read_nonblocking(65536, timeout=1.0)
                self.received += data
                self._stream.feed(data)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                self.child.close()
                status = self.child.exitstatus
                return status if status is not None else 128 + (self.child.signalstatus or 0)
        raise AssertionError(f"did not end\n{self.text}")

    def close(self) -> None:
        self.child.close(force=True)

"""A seat at a real terminal that can be taken away: closed, no longer read from, its signals held back.

Every wait reads what the program writes, or waits for the kernel's word that it has ended; nothing sleeps.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

PATIENCE_SECONDS = 30.0
"""How long the slowest machine may take."""
LEFT = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1000l")
"""What a terminal must be told by whoever leaves it: screen, cursor, pasting and mouse as before."""

Attributes = list[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a program went: its exit status (128 and the signal that ended it), how long that took from when
    it was asked to, and the processor seconds it used in all."""

    status: int
    seconds: float
    processor_seconds: float


class Seat:
    """A program at a terminal of its own, whose other side is in our hand."""

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        command: Sequence[str] = (sys.executable, "-m", "jornada"),
        blocked: Sequence[signal.Signals] = (),
        ignored: Sequence[signal.Signals] = (),
        folder: Path | None = None,
    ) -> None:
        self._folder = folder
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.received = bytearray()
        self.master, self._slave = pty.openpty()
        self.resize(columns, rows)
        self.attributes = termios.tcgetattr(self._slave)
        slave = self._slave

        def in_child() -> None:
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for each in ignored:
                signal.signal(each, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
            preexec_fn=in_child,
        )
        self._status: int | None = None

    # What a person does

    def type(self, data: bytes) -> None:
        """Type all of it, reading what the program writes meanwhile."""
        os.set_blocking(self.master, False)
        give_up = time.monotonic() + PATIENCE_SECONDS
        while data:
            assert time.monotonic() < give_up, "the program takes no more input"
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self.master, data) :]
            self.read(0.0)

    def type_unread(self, data: bytes) -> None:
        """Type without reading; what the line cannot hold any more is lost on the way."""
        os.set_blocking(self.master, False)
        with contextlib.suppress(BlockingIOError):
            os.write(self.master, data)

    def line_is_full(self) -> bool:
        """Whoever writes to the terminal now has to wait until somebody reads."""
        return not select.select([], [self._slave], [], 0.0)[1]

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def close_terminal(self) -> None:
        """The window is closed, the connection lost: nobody is on the other side any more."""
        for each in (self._slave, self.master):
            os.close(each)
        self.master = self._slave = -1

    # What is seen

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within that time; whether there was anything."""
        if self.master < 0 or not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.received += data
        self._stream.feed(data)
        return bool(data)

    def wait_for(self, wanted: str | Callable[[str], bool]) -> None:
        """Read until the screen shows it."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not (wanted in self.text if isinstance(wanted, str) else wanted(self.text)):
            assert time.monotonic() < end, f"never shown: {wanted!r}\n{self.text}"
            if not self.read(0.2):
                assert self.process_runs(), f"ended before {wanted!r}\n{self.text}{self.noted()}"

    def noted(self) -> str:
        """What the program wrote down of a fault of its own, in the folder it works in."""
        logs = [] if self._folder is None else sorted(self._folder.rglob("jornada.log"))
        return "".join(f"\n{log.read_text('utf-8')}" for log in logs)

    def process_runs(self) -> bool:
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def stays_unread(self, seconds: float) -> float:
        """Let it run for so long without reading what it writes; the processor seconds it used in that."""
        before = self.processor_seconds()
        gone = os.pidfd_open(self.process.pid)
        try:
            assert not select.select([gone], [], [], seconds)[0], "it ended"
        finally:
            os.close(gone)
        return self.processor_seconds() - before

    def comes_to_rest(self, *, reading: bool = True) -> None:
        """Wait until it has done all that was asked of it: whenever one looks, it waits for something."""
        # Thousands of keys may have been typed.
        looked, end = 0, time.monotonic() + 5 * PATIENCE_SECONDS
        while looked < 10:
            assert self.process_runs(), f"ended\n{self.text}{self.noted()}"
            assert time.monotonic() < end, f"it never rests\n{self.text}"
            if reading:
                self.read(0.05)
            else:
                self.stays_unread(0.05)
            state = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
            looked = looked + 1 if state == "S" else 0

    def processor_seconds(self) -> float:
        """What it has used of the processor until now."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def leaves(self, *, patience: float = PATIENCE_SECONDS, reading: bool = True) -> Ending:
        """Wait until it has gone, reading what it writes unless told not to."""
        began = time.monotonic()
        gone = os.pidfd_open(self.process.pid)
        try:
            while not select.select([gone], [], [], 0 if reading else patience)[0]:
                assert time.monotonic() < began + patience, f"still there after {patience} s\n{self.text}"
                if not reading or self.master < 0:
                    continue
                if select.select([gone, self.master], [], [], 0.2)[0] == [self.master]:
                    self.read(0.0)
        finally:
            os.close(gone)
        seconds = time.monotonic() - began
        while self.read(0.0):
            pass
        _, status, used = os.wait4(self.process.pid, 0)
        self.process.returncode = self._status = os.waitstatus_to_exitcode(status)
        code = self._status if self._status >= 0 else 128 - self._status
        return Ending(status=code, seconds=seconds, processor_seconds=_seconds(used))

    def attributes_now(self) -> Attributes:
        """How the terminal reads."""
        return termios.tcgetattr(self._slave)

    def is_restored(self) -> bool:
        """The terminal is as it was before the program came."""
        return self.attributes_now() == self.attributes and all(each in self.received for each in LEFT)

    def close(self) -> None:
        if self._status is None:
            self.process.kill()
            self.process.wait()
        if self.master >= 0:
            self.close_terminal()


def _seconds(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime


def deeds(home: Path) -> list[str]:
    """What stands in the journal, but for the day's plan; every line of it can be read."""
    files = sorted((home / "data" / "journal").rglob("*.toml"))
    found = [record for file in files for record in tomllib.loads(file.read_text("utf-8")).values()]
    return [record["do"] for record in found if record["do"] != "day.plan"]

"""Programs of a person's own: hooks, and the command that is told of notices.

They are started and never waited for: a small process of its own runs each, ends it when it takes too long,
and notes what went wrong in a file of the state directory, which whoever comes next reads.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from jornada.core.dataclass import dataclass
from jornada.paths import Paths

if TYPE_CHECKING:
    from subprocess import Popen

LONGEST_SECONDS = 30
"""So long a program may take; then it is ended, with what it started."""
MOST_AT_ONCE = 30
"""So many run beside one another; a hook that hangs must not fill the machine."""
FAILURES = "failures"
INSIDE = "JORNADA_HOOK"
"""Set for every program started here. Whoever is run with it starts none: no hook runs a hook."""
_RUNNER = Path(__file__).with_name("outside_runner.py")
_MOST_BYTES = 64 * 1024


class Why(StrEnum):
    """What went wrong with a program."""

    EXIT = "exit"
    SIGNAL = "signal"
    TOO_LONG = "too_long"
    NOT_STARTED = "not_started"
    TOO_MANY = "too_many"
    NOT_EXECUTABLE = "not_executable"
    WRITABLE = "writable"
    NOT_A_FILE = "not_a_file"
    NOT_OWN = "not_own"


@dataclass(frozen=True, slots=True)
class Failure:
    """A program by the name it is known by, what went wrong, and the number that goes with it: the exit
    status, the signal, the seconds, or the system's error; 0 for none."""

    name: str
    why: Why
    number: int = 0

    @property
    def key(self) -> str:
        """What it is remembered by once it was told."""
        return f"outside:{self.name}:{self.why}:{self.number}"


class Outside:
    """Starts programs. With `may_run` false none is."""

    def __init__(self, paths: Paths, *, may_run: bool = True) -> None:
        self._file = paths.state / FAILURES
        self._may_run = may_run and INSIDE not in os.environ
        self._running: list[Popen[bytes]] = []

    @property
    def may_run(self) -> bool:
        return self._may_run

    def start(
        self, name: str, command: Sequence[str], given: bytes = b"", *, directory: Path | None = None
    ) -> Failure | None:
        """Run a program, no shell in between, with `given` as its standard input; what it prints is thrown
        away. What kept it from being tried at all comes back, nothing otherwise."""
        if not self._may_run:
            return None
        import subprocess
        import tempfile

        self._running = [each for each in self._running if each.poll() is None]
        if len(self._running) >= MOST_AT_ONCE:
            return Failure(name, Why.TOO_MANY, MOST_AT_ONCE)
        runner = (sys.executable, "-I", "-S", str(_RUNNER), str(self._file), str(LONGEST_SECONDS), name)
        try:
            # A file, not a pipe: nobody has to wait until it is read.
            with tempfile.TemporaryFile() as text:
                text.write(given)
                text.seek(0)
                process = subprocess.Popen(
                    (*runner, *command),
                    stdin=text,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    cwd=directory,
                    env={**os.environ, INSIDE: name},
                    start_new_session=True,
                )
        except (OSError, ValueError) as error:
            return Failure(name, Why.NOT_STARTED, getattr(error, "errno", None) or errno.EINVAL)
        self._running.append(process)
        return None

    def failures(self) -> tuple[Failure, ...]:
        """What went wrong since this was last asked for, by whatever process on this machine; each once."""
        taken = self._file.with_name(f"{FAILURES}.{os.getpid()}")
        try:
            self._file.rename(taken)
            with taken.open("rb") as file:
                text = file.read(_MOST_BYTES)
        except OSError:  # nothing went wrong, or another one was first, or nobody may look
            return ()
        with suppress(OSError):
            taken.unlink()
        return tuple(dict.fromkeys(each for each in map(_failure, text.splitlines()) if each))

    def let_go(self) -> None:
        """What still runs goes on without this process."""
        for each in self._running:
            if each.poll() is None:
                each.returncode = 0  # else it is complained about that nobody waited for it
        self._running.clear()

    def wait(self) -> None:
        """Until all that was started here is over."""
        for each in self._running:
            each.wait()
        self._running.clear()


def _failure(line: bytes) -> Failure | None:
    with suppress(ValueError):
        name, why, number = line.decode().split(" ")
        return Failure(name, Why(why), int(number))
    return None

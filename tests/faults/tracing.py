"""Errors and signals put into the system calls of a process by strace, and a list of those it made."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.nursery import Child, Nursery

_CALL = re.compile(r"^(?:\d+ +)?([a-z]\w*)\(", re.MULTILINE)


@dataclass(frozen=True)
class Tracer:
    """Runs what a nursery starts under `strace`."""

    strace: str
    nursery: Nursery

    def run(self, child: Child, *arguments: Any, inject: Sequence[str] = (), only: Path | None = None) -> int:
        """Run it with something in place of its calls, as strace's `inject=` has it, with `only` in calls
        about that path; the exit code or minus the signal."""
        process = self.nursery.start(child, *arguments, held=True)
        options = [option for each in inject for option in ("-e", f"inject={each}")]
        if only is not None:
            options += ["-P", str(only)]
        with self._attached(process, [*options, "-o", os.devnull]):
            os.kill(process, signal.SIGCONT)
            return self.nursery.wait(process)

    def calls(self, child: Child, *arguments: Any, log: Path, code: int = 0) -> Counter[str]:
        """Run it to its end, which must be with `code`; how often it made which call."""
        process = self.nursery.start(child, *arguments, held=True)
        with self._attached(process, ["-o", str(log)]):
            os.kill(process, signal.SIGCONT)
            assert self.nursery.wait(process) == code
        return Counter(_CALL.findall(log.read_text(errors="replace")))

    @contextmanager
    def inside(self, process: int, *inject: str, only: Path) -> Iterator[None]:
        """Have something in place of the calls about a path of a process that runs, for a while."""
        options = [option for each in inject for option in ("-e", f"inject={each}")]
        tracer = self._attached(process, [*options, "-P", str(only), "-o", os.devnull])
        try:
            while not _is_traced(process, tracer.pid):
                time.sleep(0.001)
            yield
        finally:
            tracer.terminate()
            tracer.communicate()

    def _attached(self, process: int, options: Sequence[str]) -> subprocess.Popen[str]:
        """A tracer at work on a process."""
        tracer = subprocess.Popen(
            [self.strace, "-f", "-p", str(process), *options], stderr=subprocess.PIPE, text=True
        )
        assert tracer.stderr is not None
        first = tracer.stderr.readline()
        assert "attached" in first, first
        return tracer


def _is_traced(process: int, tracer: int) -> bool:
    """Whether the tracer has all threads of a process, and they go on."""
    for thread in Path(f"/proc/{process}/task").iterdir():
        status = (thread / "status").read_text()
        if f"\nTracerPid:\t{tracer}\n" not in status or "\nState:\tt" in status:
            return False
    return True

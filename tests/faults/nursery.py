"""Processes that are born ready: forked from one that has the whole program imported already.

A command then takes some milliseconds of its own instead of half a second, so that thousands can be
killed, traced and starved. The forking process has one thread and nothing else to do.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
IMPORTED = ("jornada.cli", "jornada.desk", "jornada.answers", "tests.faults.people")

WARMING = (
    ("add", "warm 5m !morning"),
    ("list",),
    ("list", "--json"),
    ("post", "add", "Warm"),
    ("theme", "use", "nord"),
    ("theme", "use", "terminal"),
    ("workflow", "copy", "garcia", "own"),
)

Child = Callable[..., int]
"""Runs in the new process; its answer is the exit code. It takes what JSON can carry."""


class Nursery:
    """Starts functions of importable modules in processes of their own.

    `before` are the words of a program that is to start the nursery, such as one that gives up rights.
    """

    def __init__(self, *, before: Sequence[str] = ()) -> None:
        self._server = subprocess.Popen(
            [*before, sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, child: Child, *arguments: Any, held: bool = False) -> int:
        """Start a process; its id. One that is `held` stands still until it gets SIGCONT."""
        return self._ask(child=f"{child.__module__}:{child.__qualname__}", arguments=arguments, held=held)

    def wait(self, process: int) -> int:
        """Wait until it has ended: the exit code, or minus the signal."""
        return self._ask(wait=process)

    def run(self, child: Child, *arguments: Any) -> int:
        """Run it to its end; the exit code."""
        return self.wait(self.start(child, *arguments))

    def close(self) -> None:
        for stream in (self._server.stdin, self._server.stdout):
            assert stream is not None
            stream.close()
        self._server.wait()

    def _ask(self, **question: Any) -> int:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(question) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())


def _serve() -> None:
    for name in IMPORTED:
        importlib.import_module(name)
    _warm_up()
    for line in sys.stdin:
        question = json.loads(line)
        if "wait" in question:
            _, status = os.waitpid(question["wait"], 0)
            answer = os.waitstatus_to_exitcode(status)
        else:
            answer = os.fork()
            if not answer:
                _live(question)
            if question["held"]:
                os.waitpid(answer, os.WUNTRACED)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _warm_up() -> None:
    """Import also what a command asks for only when it needs it."""
    from jornada.cli import main
    from tests.faults.people import environment

    out, sys.stdout = sys.stdout, io.StringIO()
    try:
        with tempfile.TemporaryDirectory() as root:
            for words in WARMING:
                main(words, environment(Path(root)))
    finally:
        sys.stdout = out
    gc.collect()
    gc.freeze()


def _live(question: dict[str, Any]) -> None:
    """Be the child; never returns."""
    code = 70
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1):
            os.dup2(nowhere, descriptor)
        os.close(nowhere)
        module, _, name = question["child"].partition(":")
        child: Child = getattr(importlib.import_module(module), name)
        if question["held"]:
            os.kill(os.getpid(), signal.SIGSTOP)
        code = child(*question["arguments"])
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve()

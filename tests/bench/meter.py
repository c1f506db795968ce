"""One program in a pseudo-terminal, and what it costs there: when it is ready, bytes, wake-ups, memory.

Output is time-stamped as it is read and given to a terminal emulator (pyte) only afterwards: the
emulator is far slower than what is measured. Linux alone has the figures of `/proc` that are read here.
"""

from __future__ import annotations

import math
import os
import pty
import re
import select
import signal
import statistics
import termios
import time
import tty
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyte

COLUMNS, ROWS = 120, 40
PATIENCE_SECONDS = 60.0
_SETTLED_SECONDS = 0.25
_KEY_SETTLED_SECONDS = 0.06
_RESTS = 0.1
"""The most of the processor that a program takes which waits for a person."""
_NEVER_RESTS_SECONDS = 2.0
"""One that says nothing for so long is looked at, whatever it does."""
_ANSWERS = {
    re.compile(rb"\x1b\[0?c"): b"\x1b[?62;22c",
    re.compile(rb"\x1b\[\?2026\$p"): b"\x1b[?2026;2$y",
    re.compile(rb"\x1b\[6n"): b"\x1b[1;1R",
    re.compile(rb"\x1b\[5n"): b"\x1b[0n",
    re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"): b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
}
"""What a terminal answers when it is asked who it is."""
_UNKNOWN_TO_PYTE = re.compile(r"\x1b\[[<>=][0-9;:]*[@-~]|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """How a program is started, when it counts as ready, and how it is left."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    ready: str
    """A text that its screen shows once it can be used."""
    useful: str = ""
    """A text that may be there before, on a screen that can be read but not yet used."""
    quit: bytes = b"q"
    """Nothing where no key ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Of a process and its children: processor seconds, wake-ups, resident and proportional memory in KiB."""

    processor_seconds: float
    wakeups: int
    resident: int
    proportional: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Milliseconds from the start to the first text that is of use, and to the screen as it stays; bytes."""

    useful_milliseconds: float
    ready_milliseconds: float
    first_byte_milliseconds: float
    bytes: int
    usage: Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Of a key pressed several times, the medians: milliseconds until the first byte, bytes, and what it
    takes of the processor."""

    milliseconds: float
    slow_milliseconds: float
    """The 95th percentile."""
    bytes: float
    processor_milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """Of one minute in which nothing is typed."""

    bytes: float
    wakeups: float
    processor_seconds: float


class Ended(Exception):
    """The program did not come as far as it was to be measured; its last screen."""


def _tree(process: int) -> Iterator[int]:
    yield process
    for task in _tasks(process):
        with suppress(OSError):
            for child in Path(f"/proc/{process}/task/{task}/children").read_text().split():
                yield from _tree(int(child))


def _tasks(process: int) -> list[str]:
    try:
        return [task.name for task in Path(f"/proc/{process}/task").iterdir()]
    except OSError:
        return []


def usage(process: int) -> Usage:
    """What a process, its threads and its children have used so far."""
    wakeups, resident, proportional = 0, 0, 0
    processor = _processor_seconds(process)
    for one in _tree(process):
        for task in _tasks(one):
            with suppress(OSError):
                wakeups += _figure(Path(f"/proc/{one}/task/{task}/status"), "voluntary_ctxt_switches")
        with suppress(OSError):
            resident += _figure(Path(f"/proc/{one}/status"), "VmRSS")
            proportional += _figure(Path(f"/proc/{one}/smaps_rollup"), "Pss")
    return Usage(processor_seconds=processor, wakeups=wakeups, resident=resident, proportional=proportional)


def _processor_seconds(process: int) -> float:
    """What a process, its threads and its children have used of the processor so far."""
    nanoseconds = 0
    for one in _tree(process):
        for task in _tasks(one):
            with suppress(OSError):
                nanoseconds += int(Path(f"/proc/{one}/task/{task}/schedstat").read_text().split()[0])
    return nanoseconds / 1e9


def _figure(file: Path, name: str) -> int:
    found = re.search(rf"^{name}:\s*(\d+)", file.read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


class Screen:
    """What a terminal shows of all the bytes it was given."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._left = b""

    def feed(self, data: bytes) -> None:
        data = self._left + data
        # A sequence or a letter may be cut between two reads.
        cut = data.rfind(b"\x1b")
        self._left = b""
        if cut >= 0 and not re.match(
            rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[P\]]|[P\]].*?(?:\x07|\x1b\\))", data[cut:]
        ):
            data, self._left = data[:cut], data[cut:]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub("", self._decode(data)))

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.rstrip() for line in self._screen.display)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Running:
    """A program that runs."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.chunks: list[tuple[float, bytes]] = []
        self._ended = False
        self._asked = b""
        self.began = time.monotonic()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            try:
                termios.tcsetwinsize(0, (ROWS, COLUMNS))
                os.execvpe(program.command[0], program.command, dict(program.environment))
            finally:
                os._exit(127)
        os.set_blocking(self._terminal, False)

    def read(self, seconds: float) -> bytes:
        """What comes within that time; nothing where nothing does."""
        if self._ended or not select.select([self._terminal], [], [], max(0.0, seconds))[0]:
            return b""
        now, pieces = time.monotonic(), []
        while True:
            try:
                piece = os.read(self._terminal, 65536)
            except BlockingIOError:
                break
            except OSError:
                piece = b""
            if not piece:
                self._ended = True
                break
            pieces.append(piece)
        data = b"".join(pieces)
        if data:
            self.chunks.append((now, data))
            self._answer(data)
        return data

    def _answer(self, data: bytes) -> None:
        self._asked += data
        last = 0
        for question, answer in _ANSWERS.items():
            for found in question.finditer(self._asked):
                self.send(answer)
                last = max(last, found.end())
        self._asked = self._asked[last:][-32:]

    def send(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self._terminal, data) :]
            except BlockingIOError:
                self.read(0.01)

    def send_blindly(self, data: bytes) -> None:
        """Send it without reading what comes back; what the terminal has no room for is not sent."""
        with suppress(BlockingIOError):
            os.write(self._terminal, data)

    def rest_blindly(self, seconds: float) -> None:
        """Until it has rested for so long, without reading what comes back."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            before = _processor_seconds(self.process)
            time.sleep(seconds)
            if _processor_seconds(self.process) - before <= _RESTS * seconds:
                return

    def settle(self, seconds: float) -> None:
        """Until nothing has come for so long."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self.read(seconds) and time.monotonic() < end:
            pass

    def start(self) -> Start:
        """Wait until it is ready. Raises `Ended` where it never is."""
        shown, fed, silent = Screen(), 0, 0.0
        while True:
            # What came is looked at once the program rests: it would be without that processor meanwhile.
            before = _processor_seconds(self.process)
            if self.read(_SETTLED_SECONDS):
                silent = 0.0
            else:
                silent += _SETTLED_SECONDS
            busy = _processor_seconds(self.process) - before > _RESTS * _SETTLED_SECONDS
            if (silent and not busy) or silent > _NEVER_RESTS_SECONDS or self._ended:
                for _, data in self.chunks[fed:]:
                    shown.feed(data)
                fed = len(self.chunks)
                if self.chunks and self.program.ready in shown.text:
                    break
            if self._ended or time.monotonic() - self.began > PATIENCE_SECONDS:
                raise Ended(shown.text)
        used = usage(self.process)
        final, replayed = shown.lines, Screen()
        useful = ready = None
        for at, data in self.chunks:
            replayed.feed(data)
            if useful is None and (self.program.useful or self.program.ready) in replayed.text:
                useful = at
            if replayed.lines != final:
                ready = None
            elif ready is None:
                ready = at
        assert useful is not None
        assert ready is not None
        first = self.chunks[0][0]
        return Start(
            useful_milliseconds=(useful - self.began) * 1000,
            ready_milliseconds=(ready - self.began) * 1000,
            first_byte_milliseconds=(first - self.began) * 1000,
            bytes=sum(len(data) for _, data in self.chunks),
            usage=used,
        )

    def press(self, *keys: bytes) -> Keys:
        """Each key by itself, the next when the last is painted."""
        milliseconds, sizes, processor = [], [], []
        for key in keys:
            self.settle(_KEY_SETTLED_SECONDS)
            before, began = usage(self.process), time.monotonic()
            known = len(self.chunks)
            self.send(key)
            self.read(1.0)
            self.settle(_KEY_SETTLED_SECONDS)
            came = self.chunks[known:]
            if came:
                milliseconds.append((came[0][0] - began) * 1000)
            sizes.append(sum(len(data) for _, data in came))
            used = usage(self.process).processor_seconds - before.processor_seconds
            processor.append(used * 1000)
        return Keys(
            milliseconds=statistics.median(milliseconds) if milliseconds else math.nan,
            slow_milliseconds=_slow(milliseconds),
            bytes=statistics.median(sizes),
            processor_milliseconds=statistics.median(processor),
        )

    def idle(self, seconds: float, *, calm_seconds: float = 2.0) -> Idle:
        """So many seconds in which nothing is typed, told as of one minute."""
        self._read_for(calm_seconds)
        before, known, began = usage(self.process), len(self.chunks), time.monotonic()
        self._read_for(seconds)
        after, minutes = usage(self.process), (time.monotonic() - began) / 60
        return Idle(
            bytes=sum(len(data) for _, data in self.chunks[known:]) / minutes,
            wakeups=(after.wakeups - before.wakeups) / minutes,
            processor_seconds=(after.processor_seconds - before.processor_seconds) / minutes,
        )

    def _read_for(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._ended:
            self.read(left)

    def wait_for_end(self) -> float:
        """Milliseconds until it is gone; all it still writes is read. Raises `Ended` if it stays."""
        began = time.monotonic()
        descriptor = os.pidfd_open(self.process)
        try:
            while time.monotonic() - began < PATIENCE_SECONDS:
                readable, _, _ = select.select(
                    [descriptor, *([] if self._ended else [self._terminal])], [], [], 1.0
                )
                if descriptor in readable:
                    return (time.monotonic() - began) * 1000
                self.read(0)
        finally:
            os.close(descriptor)
        raise Ended("it stays")

    def leave(self) -> float:
        """Milliseconds from its quit key until it is gone; not a number where it has none."""
        if not self.program.quit:
            return math.nan
        self.settle(_SETTLED_SECONDS)
        self.send(self.program.quit)
        return self.wait_for_end()

    def hang_up(self) -> float:
        """Milliseconds from the terminal's end until it is gone."""
        os.close(self._terminal)
        self._ended = True
        return self.wait_for_end()

    def close(self) -> None:
        for process in reversed(list(_tree(self.process))):
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        with suppress(OSError):
            os.close(self._terminal)
        with suppress(OSError):
            os.waitpid(self.process, 0)


@contextmanager
def running(program: Program) -> Iterator[Running]:
    """The program, killed at the end where it still runs."""
    one = Running(program)
    try:
        yield one
    finally:
        one.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Of a command: milliseconds until it says something, where it does, until it is gone, and those of the
    processor."""

    said_milliseconds: float | None
    milliseconds: float
    processor_milliseconds: float


def command_cost(program: Program) -> Cost:
    """What a command costs that ends by itself. Raises `Ended` where it fails."""
    reader, writer = os.pipe()
    began = time.perf_counter()
    process = os.posix_spawnp(
        program.command[0],
        program.command,
        dict(program.environment),
        file_actions=[
            (os.POSIX_SPAWN_DUP2, writer, 1),
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        ],
    )
    os.close(writer)
    said = None
    while os.read(reader, 65536):
        if said is None:
            said = (time.perf_counter() - began) * 1000
    os.close(reader)
    _, status, used = os.wait4(process, 0)
    took = (time.perf_counter() - began) * 1000
    if status:
        raise Ended(f"{' '.join(program.command)}: status {os.waitstatus_to_exitcode(status)}")
    return Cost(
        said_milliseconds=said,
        milliseconds=took,
        processor_milliseconds=(used.ru_utime + used.ru_stime) * 1000,
    )


def held_by_terminal(data: bytes) -> int:
    """How many of those bytes a terminal's own buffer takes while nobody reads: what is in it can not be
    taken back."""
    terminal, program = pty.openpty()
    try:
        tty.setraw(program)
        os.set_blocking(program, False)
        left = memoryview(data)
        with suppress(BlockingIOError):
            while left:
                left = left[os.write(program, left) :]
        return len(data) - len(left)
    finally:
        os.close(terminal)
        os.close(program)


def _slow(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[round(0.95 * (len(ordered) - 1))] if ordered else math.nan

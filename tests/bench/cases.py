"""What is measured, a case each: a program is run once and its figures come back by name.

A figure is taken of each round, and is the median of those; what it compares is run one after the other.
"""

from __future__ import annotations

import datetime as dt
import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from jornada.tui.terminal.reading import SYNC_BEGIN
from tests.bench import data, programs
from tests.bench.meter import (
    PATIENCE_SECONDS,
    Idle,
    Keys,
    Program,
    Running,
    command_cost,
    held_by_terminal,
    running,
)
from tests.bench.programs import FLOORS, Homes, dashboard, jornada, python

Figures = Mapping[str, float]
Case = Callable[[], Figures]

LIST_ROWS = 100
MOVES = 20
STALLED_SECONDS = 5.0
SINCE_TURN_SECONDS, UNTIL_TURN_SECONDS = 3.0, 5.0
"""The seconds around the turn of a minute that are no part of the time between minutes."""
YEAR = "2025-11-21..2026-11-20"
COMMANDS = {
    "now": ("now",),
    "add": ("add", "Call Ana 15m"),
    "week": ("report", "week"),
    "year": ("report", YEAR),
    "page": ("report", YEAR, "--format", "html"),
}
TOGETHER = (
    frozenset({"floor", "bare", "lines", "day", "dooit"}),
    frozenset({"few", "many"}),
    frozenset({"new", "old"}),
)
"""Those that figures compare, and that take seconds; all the commands are one group more."""
_ESCAPE = b"\x1b"
_PAGE_DOWN = b"\x1b[6~"


def group_of(name: str) -> int:
    """The number of the group in which a case is run."""
    return next((number for number, group in enumerate(TOGETHER) if name in group), len(TOGETHER))


def cases(root: Path) -> dict[str, Case]:
    """All that every round runs; the homes are written and each program is warmed up first."""
    homes = Homes(root)
    day = homes.day("day", programs.DAY_TASKS)
    few, many = homes.day("few", 100), homes.day("many", 10_000)
    new, old = homes.years("new", 1), homes.years("old", 1250)
    bare = python(str(FLOORS / "bare_textual.py"), home=root)
    lines = python(str(FLOORS / "line_list.py"), str(LIST_ROWS), home=root)
    floor = python(str(FLOORS / "python_list.py"), str(LIST_ROWS), home=root)
    made: dict[str, Case] = {
        "floor": lambda: started(floor),
        "bare": lambda: started(bare),
        "lines": lambda: moved(lines),
        "pass": lambda: told(Program(command=(sys.executable, "-c", "pass"), environment=day, ready="")),
    }
    for name, environment in (("day", day), ("few", few), ("many", many), ("new", new), ("old", old)):
        made[name] = _moved_and_filtered(dashboard(environment))
    for driver in ("own", "stock"):
        made[f"screens {driver}"] = _screens(dashboard(day, JORNADA_DRIVER=driver))
    for home in ("new", "old"):
        # What is added would make the home another one for the dashboard's rounds, and for `now`.
        writing, reading = homes.copy(home, f"{home} writing"), homes.copy(home, f"{home} reading")
        for command, said in COMMANDS.items():
            made[f"{command} {home}"] = _command(writing if command == "add" else reading, *said)
    made["week week"] = _command(homes.years("week", 5), *COMMANDS["week"])
    for home in ("new", "old", "few", "many"):
        # Each for itself: what one leaves behind would help or hinder the others.
        made[f"now minute {home}"] = _a_minute_later(homes.copy(home, f"{home} minutes"))
        made[f"now anew {home}"] = _with_nothing_kept(homes.copy(home, f"{home} anew"))
    for home in ("new", "old"):
        made[f"now written {home}"] = _after_a_record(homes.copy(home, f"{home} written"))
    for name, program in programs.peers(root).items():
        made[name] = _peer(program)
    return made


def _command(environment: Mapping[str, str], *said: str) -> Case:
    program = Program(command=jornada(*said), environment=environment, ready="")
    return lambda: told(program)


def _now(environment: Mapping[str, str], at: dt.datetime) -> Program:
    return Program(
        command=jornada("now"), environment={**environment, "JORNADA_NOW": at.isoformat()}, ready=""
    )


def _a_minute_later(environment: Mapping[str, str]) -> Case:
    """`now`, each time of another minute than the answer that is kept; no file has changed."""
    start = dt.datetime.fromisoformat(data.NOW)
    minutes = itertools.count()

    def case() -> Figures:
        at = start + dt.timedelta(minutes=next(minutes) % 60)
        if at == start:
            told(_now(environment, at))
            at = start + dt.timedelta(minutes=next(minutes))
        return told(_now(environment, at))

    return case


def _with_nothing_kept(environment: Mapping[str, str]) -> Case:
    """`now` without any answer it gave before."""
    program = _now(environment, dt.datetime.fromisoformat(data.NOW))

    def case() -> Figures:
        for kept in Path(environment["JORNADA_STATE"]).glob("now-*"):
            kept.unlink()
        return told(program)

    return case


def _after_a_record(environment: Mapping[str, str]) -> Case:
    """`now` right after a command that wrote."""
    program = _now(environment, dt.datetime.fromisoformat(data.NOW))

    def case() -> Figures:
        told(program)
        added = replace(program, command=jornada(*COMMANDS["add"]))
        subprocess.run(added.command, env=added.environment, check=True, capture_output=True)
        return told(program)

    return case


def _moved_and_filtered(program: Program) -> Case:
    return lambda: {**moved(program), **filtered(program)}


def _screens(program: Program) -> Case:
    return lambda: screens(program)


def _peer(program: Program) -> Case:
    return lambda: moved(program)


def started(program: Program) -> Figures:
    with running(program) as one:
        return {**_of_start(one), "exit": one.leave()}


def _of_start(one: Running) -> dict[str, float]:
    start = one.start()
    return {
        "first byte": start.first_byte_milliseconds,
        "useful": start.useful_milliseconds,
        "ready": start.ready_milliseconds,
        "start bytes": start.bytes,
        "memory": start.usage.proportional,
    }


def moved(program: Program) -> Figures:
    """A start, the cursor moved down, and the end."""
    with running(program) as one:
        start = _of_start(one)
        keys = one.press(*[b"j"] * MOVES)
        return {**start, **_of_keys(keys), "exit": one.leave()}


def _of_keys(keys: Keys) -> dict[str, float]:
    return {
        "key": keys.milliseconds,
        "slow key": keys.slow_milliseconds,
        "key bytes": keys.bytes,
        "key processor": keys.processor_milliseconds,
    }


def filtered(program: Program) -> Figures:
    """What a letter of the filter takes."""
    with running(program) as one:
        one.start()
        one.press(b"/")
        letters = one.press(b"A", b"n", b"a", b" ")
        return {"filter processor": letters.processor_milliseconds}


def screens(program: Program) -> Figures:
    """The bytes of a page down, of another screen and back, of a dialog opened and closed."""
    with running(program) as one:
        one.start()
        page = one.press(_PAGE_DOWN)
        there, back = one.press(b"3"), one.press(b"1")
        opened, closed = one.press(b"?"), one.press(_ESCAPE)
        return {
            "page bytes": page.bytes,
            "screen bytes": there.bytes + back.bytes,
            "dialog bytes": opened.bytes + closed.bytes,
        }


def told(program: Program) -> Figures:
    cost = command_cost(program)
    said = {} if cost.said_milliseconds is None else {"acknowledged": cost.said_milliseconds}
    return {"milliseconds": cost.milliseconds, "processor": cost.processor_milliseconds, **said}


def once(root: Path, idle_seconds: float) -> dict[str, Case]:
    """What is exact enough when it is measured once: it repeats, or it lasts a minute."""
    homes = Homes(root)
    names = ("idle", "ticking", "seconds", "stalled")
    idle, ticking, seconds, stalled = (homes.copy("day", name) for name in names)
    with (Path(seconds["JORNADA_CONFIG"]) / "config.toml").open("a", encoding="utf-8") as options:
        options.write("show_seconds = true\n")
    bare = python(str(FLOORS / "bare_textual.py"), home=root)
    return {
        "idle bare": lambda: resting(bare, idle_seconds),
        "idle": lambda: minutes(dashboard(idle), idle_seconds),
        "ticking": lambda: minutes(dashboard(ticking), idle_seconds, b"s"),
        "seconds": lambda: minutes(dashboard(seconds), idle_seconds, b"s"),
        "stalled": lambda: stalling(dashboard(stalled), Path(stalled["JORNADA_DATA"])),
    }


def resting(program: Program, seconds: float) -> Figures:
    with running(program) as one:
        one.start()
        return _of_rest(one.idle(seconds))


def _of_rest(rest: Idle) -> dict[str, float]:
    return {"bytes": rest.bytes, "wakeups": rest.wakeups, "processor seconds": rest.processor_seconds}


def minutes(program: Program, seconds: float, *keys: bytes) -> Figures:
    """What goes over the line between the turns of two minutes, with the first turn, which takes away what
    the last key brought about, and then in whole minutes, each with its turn."""
    with running(program) as one:
        one.start()
        if keys:
            one.press(*keys)
        turn = one.began + 60  # its clock began at a full minute, with the process
        between = one.idle(turn - UNTIL_TURN_SECONDS - time.monotonic(), calm_seconds=2.0)
        first = one.idle(turn + SINCE_TURN_SECONDS - time.monotonic(), calm_seconds=0.0)
        scale = (UNTIL_TURN_SECONDS + SINCE_TURN_SECONDS) / 60
        return {
            **_of_rest(one.idle(seconds, calm_seconds=0.0)),
            "bytes between": between.bytes,
            "wakeups between": between.wakeups,
            "first turn": first.bytes * scale,
        }


def stalling(program: Program, records: Path) -> Figures:
    """A link that takes nothing for a while: what is done meanwhile is recorded, and drawn for nobody. When
    it takes something again, the rest of the frame that was under way comes, and one difference to what is
    to be seen then. What the terminal held before cannot be taken back and is told by itself. Then the
    terminal goes."""
    with running(program) as one:
        one.start()
        before = _size(records)
        end = time.monotonic() + STALLED_SECONDS
        while time.monotonic() < end:
            # Much is drawn that nobody reads. There is nothing to wait for: what is measured is that nothing
            # comes, and that a person's keys, one after another, are taken all the same.
            one.send_blindly(b"31")
            time.sleep(0.05)
        one.send_blindly(b"s")
        saved = _waited(lambda: _size(records) > before)
        one.rest_blindly(0.1)
        known = len(one.chunks)
        one.settle(0.25)
        came = b"".join(data for _, data in one.chunks[known:])
        held = held_by_terminal(came)
        return {
            "saved": float(saved),
            "bytes held": held,
            "bytes after": len(came) - held,
            "frames after": came.count(SYNC_BEGIN.encode(), held),
            "hang-up": one.hang_up(),
        }


def _waited(met: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    """Whether it is so in time. That a file grows is looked for again and again: the terminal, which tells
    everything else, must not be read meanwhile."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if met():
            return True
        time.sleep(0.01)
    return met()


def _size(directory: Path) -> int:
    return sum(file.stat().st_size for file in directory.rglob("*") if file.is_file())

"""What a start imports before its first live frame, and how long each module takes by the interpreter's own
measure (`-X importtime`), which makes all of them some tenths slower."""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.meter import Program, Running

Imported = Mapping[str, float]
"""Modules by name, each with the milliseconds that its own body took, without what it imports itself."""

DEAREST = 15
_LINE = re.compile(r"^import time: +(\d+) \| +\d+ \| +(\S+)$", re.MULTILINE)
_TERMINAL = 9
# The interpreter tells what it imports where errors go, and the toolkit draws where errors go: to a file
# with the one, and the other to the terminal by another way.
_APART = f'exec {_TERMINAL}>&2 2>"$0"; exec "$@"'
_RUN = f"""\
import sys
sys.stderr = sys.__stderr__ = open({_TERMINAL}, "w", buffering=1)
del sys.argv[0]
exec(compile(open(sys.argv[0]).read(), sys.argv[0], "exec"))
"""


class _Watched(Running):
    """A program of which is known how long the list of what it imported was at each of its writes."""

    def __init__(self, program: Program, told: Path) -> None:
        self._told = told
        self.lengths: list[int] = []
        super().__init__(program)

    def read(self, seconds: float) -> bytes:
        data = super().read(seconds)
        if data:
            self.lengths.append(self._told.stat().st_size)
        return data


def imported(program: Program, told: Path) -> Imported:
    """What that Python script imports until its screen stays as it is; `told` is a file that this may take.
    Its command is the script, an interpreter before it where there is one. Raises `Ended` where it never gets
    so far."""
    script = program.command[program.command[0] == sys.executable :]
    listing = (sys.executable, "-X", "importtime", "-c", _RUN, *script)
    told.unlink(missing_ok=True)
    one = _Watched(replace(program, command=("sh", "-c", _APART, str(told), *listing)), told)
    try:
        ready = one.start().ready_milliseconds / 1000
        last = next(number for number, (at, _) in enumerate(one.chunks) if at - one.began >= ready)
        return told_in(told.read_bytes()[: one.lengths[last]].decode())
    finally:
        one.close()


def told_in(text: str) -> Imported:
    """The modules that the interpreter's list has."""
    return {name: int(microseconds) / 1000 for microseconds, name in _LINE.findall(text)}


def medians(runs: Sequence[Imported]) -> Imported:
    """Of the modules that every run imported."""
    names = frozenset.intersection(*map(frozenset, runs))
    return {name: statistics.median(run[name] for run in runs) for name in sorted(names)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package at the top, by how many of its modules were imported and the milliseconds these took."""

    name: str
    modules: int
    milliseconds: float


def packages(found: Imported) -> tuple[Package, ...]:
    """The dearest first."""
    by_name: dict[str, list[float]] = {}
    for module, milliseconds in found.items():
        by_name.setdefault(module.partition(".")[0], []).append(milliseconds)
    made = (Package(name=name, modules=len(each), milliseconds=sum(each)) for name, each in by_name.items())
    return tuple(sorted(made, key=lambda package: (-package.milliseconds, package.name)))


def as_markdown(own: Imported, bare: Imported) -> str:
    """The packages, and the modules, that cost most of the own start, beside those of the bare program."""
    beside = {package.name: package for package in packages(bare)}
    lines = [
        "| imported before the first live frame | modules | ms | bare Textual: modules | ms |",
        "|---|---:|---:|---:|---:|",
        _row("all", _sum(own), _sum(bare)),
        *(_row(each.name, each, beside.get(each.name)) for each in packages(own)[:DEAREST]),
        "",
        "| dearest modules | ms |",
        "|---|---:|",
        *(f"| {name} | {milliseconds:.2f} |" for name, milliseconds in _dearest(own.items())),
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, own: Package, bare: Package | None) -> str:
    theirs = f"{bare.modules} | {bare.milliseconds:.1f}" if bare else "– | –"
    return f"| {name} | {own.modules} | {own.milliseconds:.1f} | {theirs} |"


def _sum(found: Imported) -> Package:
    return Package(name="all", modules=len(found), milliseconds=sum(found.values()))


def _dearest(modules: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(modules, key=lambda module: (-module[1], module[0]))[:DEAREST]

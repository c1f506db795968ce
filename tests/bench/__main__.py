"""Measure Jornada beside the floors and the peers that are installed: `python -m tests.bench`.

Prints a table, and what a start imports, and writes them as Markdown and JSON; `--keep` makes this run the
one later ones are compared with. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.bench import imports
from tests.bench.cases import TOGETHER, Case, Figures, cases, group_of, once
from tests.bench.figures import Measured, as_markdown, medians, rows
from tests.bench.meter import Ended
from tests.bench.programs import FLOORS, Homes, dashboard, python

KEPT = Path(__file__).parent / "kept"
PROFILE = "imports"
"""By which the profile of what is imported is asked for alone."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how often each program is run")
    parser.add_argument("--idle-seconds", type=float, default=60.0, help="how long nothing is typed")
    parser.add_argument("--only", action="append", default=[], help="a case to run alone; may be given again")
    parser.add_argument("--output", type=Path, help="write FILE.json and FILE.md")
    parser.add_argument("--keep", action="store_true", help="later runs are compared with this one")
    asked = parser.parse_args()
    only = frozenset(asked.only)
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        measured = measure(root, asked.rounds, asked.idle_seconds, only)
        profiles = profile(root, asked.rounds) if not only or PROFILE in only else {}
    table = rows(measured)
    text = as_markdown(table, kept_figures(KEPT.with_suffix(".json")), medians(measured))
    if profiles:
        text += "\n" + imports.as_markdown(profiles["jornada"], profiles["bare"])
    sys.stdout.write(text)
    told = {**told_of(measured), "imports": profiles}
    for file in (asked.output, KEPT if asked.keep else None):
        if file is not None:
            write_told(file, told, text)
    return 0


def profile(root: Path, rounds: int) -> Mapping[str, imports.Imported]:
    """What a start of the dashboard and one of the bare program import; the medians. They stay apart from the
    cases: to be asked for it makes a start slower."""
    day = dashboard(Homes(root).copy("day", PROFILE))
    bare = python(str(FLOORS / "bare_textual.py"), home=root)
    runs: dict[str, list[imports.Imported]] = {"jornada": [], "bare": []}
    for _ in range(rounds):
        for name, program in (("jornada", day), ("bare", bare)):
            runs[name].append(imports.imported(program, root / "imported"))
    return {name: imports.medians(each) for name, each in runs.items()}


def told_of(measured: Sequence[Measured]) -> Mapping[str, object]:
    """A run as it is written for a program: where it was, how often, its figures and what they are of."""
    return {
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "textual": version("textual"),
        },
        "rounds": len(measured),
        "figures": {row.name: row.value for row in rows(measured) if row.value is not None},
        "measured": medians(measured),
    }


def write_told(file: Path, told: Mapping[str, object], text: str) -> None:
    """As FILE.json and FILE.md."""
    file.with_suffix(".json").write_text(json.dumps(told, indent=1, sort_keys=True) + "\n")
    file.with_suffix(".md").write_text(text)


def measure(root: Path, rounds: int, idle_seconds: float, only: frozenset[str]) -> Sequence[Measured]:
    """Every case in each round, in shuffled order, those that are compared one after the other; what is
    measured once is in each of them. A case that fails is told and left out."""
    every_round = _asked(cases(root), only)
    chance = random.Random(1)
    found: list[dict[str, Figures]] = []
    for number in range(rounds):
        found.append({})
        for group in chance.sample(range(len(TOGETHER) + 1), len(TOGETHER) + 1):
            names = sorted(name for name in every_round if group_of(name) == group)
            for name in chance.sample(names, len(names)):
                _run(name, every_round[name], found[-1])
        sys.stderr.write(f"round {number + 1} of {rounds}\n")
    alone: dict[str, Figures] = {}
    for name, case in _asked(once(root, idle_seconds), only).items():
        _run(name, case, alone)
    return [{**each, **alone} for each in found]


def _asked(known: Mapping[str, Case], only: frozenset[str]) -> Mapping[str, Case]:
    return {name: case for name, case in known.items() if not only or name in only}


def _run(name: str, case: Case, found: dict[str, Figures]) -> None:
    try:
        found[name] = case()
    except Ended as ended:
        sys.stderr.write(f"{name}: not measured: {ended}\n")


def kept_figures(file: Path) -> Mapping[str, float]:
    """The figures of the run that was kept; none where none was."""
    if not file.exists():
        return {}
    figures: Mapping[str, float] = json.loads(file.read_text())["figures"]
    return figures


if __name__ == "__main__":
    sys.exit(main())

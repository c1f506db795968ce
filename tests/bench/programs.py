"""The programs that are measured: Jornada on several homes, the floors, and the peers that are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import connect

from jornada.paths import Paths
from tests.bench import data
from tests.bench.meter import Program, running

FLOORS = Path(__file__).parent / "floors"
PEER_TASKS = 100
DAY_TASKS = 20
INCIDENTS = 5


def plain_environment(home: Path) -> dict[str, str]:
    """An environment that touches nothing but `home`."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TZ": "Europe/Madrid",
    }


class Homes:
    """Homes of Jornada, each written once under `root` and used by every round."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def environment(self, name: str) -> dict[str, str]:
        home = self._root / name
        return {
            **plain_environment(home),
            "JORNADA_DATA": str(home / "data"),
            "JORNADA_CONFIG": str(home / "config"),
            "JORNADA_STATE": str(home / "state"),
            "JORNADA_LANG": "en",
            "JORNADA_NOW": data.NOW,
        }

    def paths(self, name: str) -> Paths:
        home = self._root / name
        config = home / "config"
        config.mkdir(parents=True)
        (config / "config.toml").write_text('workflow = "agency"\n', encoding="utf-8")
        return Paths(data=home / "data", config=config, state=home / "state")

    def day(self, name: str, tasks: int) -> Mapping[str, str]:
        """A day with so many tasks of the person's own, and open incidents."""
        data.full_day(self.paths(name), tasks)
        environment = self.environment(name)
        for number in range(INCIDENTS):
            command = ("incident", "open", f"Complaint {number} about the contest")
            subprocess.run(jornada(*command), env=environment, check=True, capture_output=True)
        return environment

    def copy(self, name: str, as_name: str) -> Mapping[str, str]:
        """The same home once more, for what writes into it."""
        shutil.copytree(self._root / name, self._root / as_name)
        return self._lived_in(as_name)

    def years(self, name: str, days: int) -> Mapping[str, str]:
        """So many working days up to today, each worked through."""
        data.five_years(self.paths(name), days=days)
        return self._lived_in(name)

    def _lived_in(self, name: str) -> Mapping[str, str]:
        """What a command leaves that had the time to read it all: what happened long ago, told short."""
        environment = self.environment(name)
        subprocess.run(jornada("list"), env=environment, check=True, capture_output=True)
        return environment


def jornada(*arguments: str) -> tuple[str, ...]:
    """The command as it is installed beside this Python; by its module where it is not."""
    installed = Path(sys.executable).parent / "jornada"
    return (
        (str(installed), *arguments) if installed.exists() else (sys.executable, "-m", "jornada", *arguments)
    )


def dashboard(environment: Mapping[str, str], **more: str) -> Program:
    """The dashboard on that home. A first run, not measured, leaves what later ones begin with."""
    program = Program(command=jornada(), environment={**environment, **more}, useful="Queue", ready="q Quit")
    with running(program) as warm:
        warm.start()
        warm.leave()
    return program


def python(*arguments: str, home: Path, ready: str = "READY") -> Program:
    return Program(command=(sys.executable, *arguments), environment=plain_environment(home), ready=ready)


def peers(root: Path) -> dict[str, Program]:
    """Those on this machine, each with a list of its own of a hundred tasks."""
    found = {}
    for name, make in (("dooit", _dooit), ("calcurse", _calcurse), ("vit", _vit), ("topydo", _topydo)):
        command = shutil.which(name)
        if command is None:
            continue
        home = root / f"peer-{name}"
        home.mkdir()
        program = make(command, home)
        if program is not None:
            found[name] = program
    return found


def _titles() -> list[str]:
    return [f"Task number {number} about the contest" for number in range(PEER_TASKS)]


def _calcurse(command: str, home: Path) -> Program:
    directory = home / "calcurse"
    directory.mkdir()
    (directory / "todo").write_text("".join(f"[{1 + n % 9}] {t}\n" for n, t in enumerate(_titles())))
    (directory / "conf").write_text("general.confirmquit=no\ngeneral.firstdayofweek=monday\n")
    return Program(
        command=(command, "-D", str(directory)),
        environment=plain_environment(home),
        ready="Task number",
        quit=b"q",
    )


def _vit(command: str, home: Path) -> Program | None:
    if shutil.which("task") is None:
        return None
    environment = plain_environment(home)
    (home / ".taskrc").write_text(f"data.location={home / '.task'}\nconfirmation=off\nnews.version=9.9.9\n")
    (home / ".vit").mkdir()
    (home / ".vit" / "config.ini").write_text("[vit]\nconfirmation = False\n")
    lines = "\n".join(
        f'{{"description":"{title}","status":"pending","entry":"20261120T090000Z"}}' for title in _titles()
    )
    subprocess.run(
        ["task", "rc.confirmation=off", "import", "-"],
        input=lines.encode(),
        env=environment,
        check=True,
        capture_output=True,
    )
    return Program(command=(command,), environment=environment, ready="Task number", quit=b"Q")


def _topydo(command: str, home: Path) -> Program:
    todo = home / "todo.txt"
    todo.write_text("".join(f"(C) {title}\n" for title in _titles()))
    return Program(
        command=(command, "-t", str(todo), "-d", str(home / "done.txt"), "columns"),
        environment=plain_environment(home),
        ready="Task number",
        quit=b"",
    )


def _dooit(command: str, home: Path) -> Program | None:
    environment = plain_environment(home)
    program = Program(command=(command,), environment=environment, ready="Task number", quit=b"\x11")
    # Its first run makes the database that the list is then written into.
    with running(replace(program, ready="Dooit")) as first:
        first.start()
        first.leave()
    database = next(home.rglob("*.db"), None)
    if database is None:
        return None
    with closing(connect(database)) as connection, connection:
        insert = "INSERT INTO workspace (order_index, description, is_root, parent_workspace_id)"
        connection.execute(f"{insert} VALUES (0, '', 1, NULL)")
        connection.executemany(f"{insert} VALUES (?, ?, 0, 1)", list(enumerate(_titles())))
    return program

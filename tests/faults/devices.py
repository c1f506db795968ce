"""Machines of one person: each with its own state directory, clock and copy of the data."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import cast

from jornada.config import Config
from jornada.core import intents as do
from jornada.core.decide import Refused
from jornada.core.state import State
from jornada.core.workflow import Workflow
from jornada.desk import Desk, LoadedConfig, Outcome, Saved, open_desk
from jornada.paths import Paths
from tests.conftest import FixedClock
from tests.core.builders import MADRID, Bench, anything

MORNING = dt.datetime(2026, 11, 20, 9, tzinfo=MADRID)


class Device:
    """A desk on files of its own, at a clock that may be wrong by some hours."""

    def __init__(self, home: Path, *, start: dt.datetime = MORNING, wrong_hours: float = 0) -> None:
        self.paths = Paths(data=home / "data", config=home / "config", state=home / "state")
        self.wrong = dt.timedelta(hours=wrong_hours)
        self.clock = FixedClock(start + self.wrong)
        self.desk = self.open()

    def open(self) -> Desk:
        """The desk as another process opens it."""
        return open_desk(self.paths, clock=self.clock, language="en", config=LoadedConfig(Config()))

    def reopen(self) -> None:
        self.desk.close()
        self.desk = self.open()

    # What `anything` asks of somebody who acts

    @property
    def state(self) -> State:
        return self.desk.state

    @property
    def flow(self) -> Workflow:
        return self.desk.workflow

    @property
    def now(self) -> dt.datetime:
        return self.desk.now()

    @property
    def today(self) -> dt.date:
        return self.desk.today()

    def ask(self, intent: do.Intent) -> Outcome:
        """Ask for something; it may be refused, not left unsaved."""
        outcome = self.desk.act(intent)
        assert isinstance(outcome, Saved | Refused), outcome
        return outcome

    def act(self, intent: do.Intent) -> str:
        """Do what must be accepted; the id of its record."""
        outcome = self.desk.act(intent)
        assert isinstance(outcome, Saved), outcome
        return outcome.record.id

    def live(self, random: Random, steps: int) -> None:
        """Ask for one thing after the other, while the clock goes on."""
        for _ in range(steps):
            self.ask(anything(cast(Bench, self), random))
            self.clock.advance(seconds=random.choice((0, 20, 300, 1500)))


class Repository:
    """A bare remote and the git of those who share it, with no settings of anybody's."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(root),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
        }
        root.mkdir(parents=True, exist_ok=True)
        settings = {
            "user": "name = Ana\nemail = ana@example.org",
            "core": "fsync = none",
            "gc": "auto = 0",
            "maintenance": "auto = false",
            "pull": "rebase = false",
            "init": "defaultBranch = main",
        }
        sections = (f"[{name}]\n{values}\n" for name, values in settings.items())
        (root / ".gitconfig").write_text("".join(sections))
        self.git(root, "init", "-q", "--bare", "remote.git")

    def git(self, where: Path, *words: str, fails: bool = False) -> str:
        """Run git there; the end must be as told."""
        ended = subprocess.run(
            ["git", *words], cwd=where, env=self.environment, capture_output=True, text=True, check=False
        )
        assert (ended.returncode != 0) is fails, (words, ended.stdout, ended.stderr)
        return ended.stdout

    def begin(self, names: Sequence[str]) -> None:
        """An empty clone of the remote for each name."""
        for name in names:
            data = self.root / name / "data"
            if name == names[0]:
                self.git(self.root, "init", "-q", str(data))
                self.git(data, "remote", "add", "origin", "../../remote.git")
                self.git(data, "commit", "-q", "--allow-empty", "-m", "begin")
                self.git(data, "push", "-q", "-u", "origin", "main")
            else:
                shutil.copytree(self.root / names[0] / "data", data)

    def commit(self, data: Path) -> None:
        self.git(data, "add", "-A")
        self.git(data, "commit", "-q", "--allow-empty", "-m", "what happened")

    def take(self, data: Path) -> None:
        self.git(data, "pull", "-q", "--no-edit", "origin", "main")

    def sync(self, data: Path) -> None:
        """Commit, take what the others have, give what one has."""
        self.commit(data)
        self.take(data)
        self.git(data, "push", "-q", "origin", "HEAD:main")


def all_records(desks: Iterable[Desk]) -> set[str]:
    """The ids of all that happened anywhere."""
    return {record.id for desk in desks for record in desk.records()}

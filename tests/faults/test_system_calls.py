"""SIGKILL at each system call of a save: what is there afterwards is the state before it or the one after."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import Figure
from tests.faults.nursery import Child
from tests.faults.people import (
    NAIVE,
    OURS,
    command,
    command_in_little_room,
    paths_of,
    rename_plan,
)
from tests.faults.record_book import read_book
from tests.faults.tracing import Tracer

CHANGING = {
    "write", "pwrite64", "fsync", "ftruncate", "flock", "mkdir", "rename", "unlink", "fchmod", "chmod"
}  # fmt: skip
"""The calls that the short form kills at; the full form does at all."""

ENDED = {"exit_group"}
"""The calls that are none of the save."""


@dataclass(frozen=True)
class Save:
    """Something that is saved by one process; the first writer's name and the person's place go before the
    arguments. `before` are commands that made the state it begins with, the workflow file `own` among it
    where `plan` is set. `room` are the bytes that a file may have beyond the journal's."""

    child: Child
    arguments: tuple[Any, ...]
    before: tuple[tuple[str, ...], ...] = ()
    code: int = 0
    rescued: bool = False
    room: int | None = None


SAVES = {
    "the first record": Save(command, ("add", "first 5m !morning")),
    "one more": Save(command, ("start", "overnight"), (("add", "first 5m !morning"),)),
    "a day's plan and more": Save(command, ("done", "overnight"), (("start", "overnight"),)),
    "what was rescued": Save(
        command, ("add", "third 5m !morning"), (("add", "first 5m !morning"),), rescued=True
    ),
    "cut back": Save(
        command_in_little_room,
        ("add", "second 5m !morning"),
        (("add", "first 5m !morning"),),
        code=74,
        room=30,
    ),
    "a post": Save(command, ("post", "add", "Raffle"), (("post", "add", "Menu"),)),
    "an option": Save(command, ("theme", "use", "terminal"), (("theme", "use", "nord"),)),
    "a plan": Save(rename_plan, ("Nine steps",), (("workflow", "copy", "garcia", "own"),)),
    "a new plan": Save(command, ("workflow", "copy", "garcia", "own")),
}


def state_of(root: Path) -> tuple[Any, ...]:
    """What a person would find: what happened, in order, and every file of the person's own."""
    book = read_book(root)
    own = sorted(
        (str(file.relative_to(root)), file.read_bytes())
        for place in (paths_of(root).workflows, paths_of(root).calendar, paths_of(root).config)
        for file in place.rglob("*.toml")
        if not file.name.startswith(".")
    )
    return (tuple(record.intent for record in book.records), book.problems, tuple(own))


class Killing:
    """One kind of save, killed at one call after the other."""

    def __init__(self, root: Path, save: Save, tracer: Tracer, writer: str) -> None:
        self._root = root
        self._save = save
        self._tracer = tracer
        self._writer = writer
        self._home = root / "home"
        self._template = root / "template"
        self._prepare()
        self.old = self._start_over()
        self.new = self.old

    def _prepare(self) -> None:
        home, nursery, save = self._home, self._tracer.nursery, self._save
        home.mkdir()
        for words in save.before:
            assert nursery.run(command, OURS, str(home), *words) == 0
        if save.rescued:
            full = self._tracer.run(
                command, OURS, str(home), "add", "second 5m !morning",
                inject=["write:error=ENOSPC"], only=self._journal_file(),
            )  # fmt: skip
            assert full == 74
        home.rename(self._template)

    def _journal_file(self) -> Path:
        return next(paths_of(self._home).journal.rglob("*.toml"))

    def _start_over(self) -> tuple[Any, ...]:
        shutil.rmtree(self._home, ignore_errors=True)
        shutil.copytree(self._template, self._home)
        return state_of(self._home)

    def _arguments(self) -> tuple[Any, ...]:
        room = self._save.room
        limit = () if room is None else (self._journal_file().stat().st_size + room,)
        return (self._writer, str(self._home), *limit, *self._save.arguments)

    def points(self) -> Iterator[tuple[str, int]]:
        """The calls of the save when nobody kills it, and which of its kind each is."""
        log = self._root / "calls"
        calls = self._tracer.calls(self._save.child, *self._arguments(), log=log, code=self._save.code)
        self.new = state_of(self._home)
        for call in sorted(set(calls) - ENDED):
            yield from ((call, number) for number in range(1, calls[call] + 1))

    def kill(self, call: str, number: int) -> tuple[Any, ...]:
        """The state after a kill there."""
        self._start_over()
        ended = self._tracer.run(
            self._save.child, *self._arguments(), inject=[f"{call}:signal=SIGKILL:when={number}"]
        )
        # How often it asks for random numbers is itself a matter of chance.
        assert ended == -signal.SIGKILL or call == "getrandom", f"{call} {number} was not reached"
        return state_of(self._home)


@pytest.mark.parametrize("what", SAVES)
def test_a_save_that_is_killed(
    tmp_path: Path, tracer: Tracer, what: str, *, full: bool, figure: Figure
) -> None:
    killing = Killing(tmp_path, SAVES[what], tracer, OURS)
    points = [each for each in killing.points() if full or each[0] in CHANGING]
    assert killing.new != killing.old
    for call, number in points:
        assert killing.kill(call, number) in (killing.old, killing.new), f"{call} {number}"
        # Whoever comes next is not kept from saving by what the dead one left behind.
        assert tracer.nursery.run(command, OURS, str(tmp_path / "home"), "add", "next 5m !morning") == 0
    figure("2", f"calls killed at: {what}", len(points))
    figure("2", f"neither old nor new: {what}", 0)


@pytest.mark.parametrize("what", ["one more", "a plan"])
def test_the_naive_writer_is_caught_between_the_old_state_and_the_new(
    tmp_path: Path, tracer: Tracer, what: str
) -> None:
    killing = Killing(tmp_path, SAVES[what], tracer, NAIVE)
    points = [each for each in killing.points() if each[0] in CHANGING]
    assert any(killing.kill(*point) not in (killing.old, killing.new) for point in points)

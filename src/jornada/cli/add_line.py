"""What `jornada add` does: one line makes one task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jornada.cli.door import Door
from jornada.cli.exits import USAGE, Failure
from jornada.core.dataclass import replace
from jornada.core.quickadd import QuickAdd, read_quick_add, to_intent


def add_line(
    door: Door, line: str, said: Mapping[str, Any] | None = None, followed: str | None = None
) -> None:
    """Add the task of a line. What is `said` of it beside the line wins, where it is not `None`; `followed`
    is the incident it follows up."""
    quick = _with(read_line(door, line), said or {})
    intent = to_intent(quick, door.today, block_now(door))
    door.act(replace(intent, incident=followed) if followed else intent)


def read_line(door: Door, line: str) -> QuickAdd:
    """What a line says of a task. Raises `Failure` where it cannot be understood."""
    workflow = door.desk.workflow
    quick = read_quick_add(line, workflow, door.today)
    if quick.problems:
        from jornada.present.quick_add_words import problem_sentence

        raise Failure(USAGE, *(problem_sentence(door.words, problem, workflow) for problem in quick.problems))
    return quick


def _with(quick: QuickAdd, said: Mapping[str, Any]) -> QuickAdd:
    """The line with what the options said in its place."""
    given = {name: value for name, value in said.items() if value is not None}
    return replace(quick, **given)


def block_now(door: Door) -> str:
    """The block that runs or comes next: where a task of today goes that names none."""
    block = door.desk.day().moment.block
    return block.key if block else ""

"""What is done to a row of the plan: other minutes, and a new row like the one in hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jornada.core.dataclass import dataclass, field
from jornada.core.mistakes import Path
from jornada.core.workflow import Workflow
from jornada.core.workflow_edit import Edit, SetValue


@dataclass(frozen=True, slots=True)
class NewRow:
    """Where a row is to be added: to which list of the file, before which of its entries; `like` are the
    fields it has to begin with."""

    section: str
    at: int
    like: Mapping[str, str] = field(default_factory=dict)


def with_minutes(document: Mapping[str, Any], section: str, index: int, by: int) -> tuple[Edit, ...]:
    """So many minutes more or fewer for a task, or more or less reserve for a block, where weekdays differ
    the usual one; nothing where there would be fewer than none. `document` is the file as it was parsed."""
    if section not in ("task", "block"):
        return ()
    name = "minutes" if section == "task" else "reserve"
    path: Path = (section, index, name)
    held = document[section][index].get(name, 0)
    if isinstance(held, Mapping):
        path, held = (*path, "minutes"), held["minutes"]
    return (SetValue(path, held + by),) if held + by >= 0 else ()


def row_like(workflow: Workflow, section: str, index: int | None) -> NewRow:
    """A row to add after that entry of a list, or at its beginning: after a task one of its block, area,
    brand and role; at a block a task in it; a block where no list is in hand."""
    if section == "task" and index is not None:
        task = workflow.tasks[index]
        like = {"block": task.block, "area": task.area, "brand": task.brand, "role": task.role}
        return NewRow(section, index + 1, like)
    if section == "block" and index is not None and workflow.areas:
        like = {"block": workflow.blocks[index].key, "area": workflow.areas[0].key}
        return NewRow("task", len(workflow.tasks), like)
    if not section:
        return NewRow("block", len(workflow.blocks))
    return NewRow(section, 0 if index is None else index + 1)

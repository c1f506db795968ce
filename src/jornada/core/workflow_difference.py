"""What differs between two workflows: tasks and all else by their keys, field by field, and the sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jornada.core.dataclass import dataclass, fields, is_dataclass
from jornada.core.workflow import Workflow
from jornada.core.workflow_edit import SumChange, sum_changes

HEAD_FIELDS = ("title", "timezone", "days", "daily_minutes", "summary")
LISTS: Mapping[str, str] = {
    "objective": "objectives",
    "role": "roles",
    "brand": "brands",
    "area": "areas",
    "block": "blocks",
    "task": "tasks",
    "campaign": "campaigns",
}
"""The lists of a workflow by their word in the file."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its former and its new value; `None` where it has none."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is in both, and what it says otherwise."""

    key: str
    title: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """What differs in one list: keys and titles of what came and went, what says something else, and
    whether those in both stand in another order."""

    section: str
    added: tuple[tuple[str, str], ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    changed: tuple[EntryChange, ...] = ()
    reordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowChange:
    """All that differs."""

    head: tuple[FieldChange, ...] = ()
    lists: tuple[ListChange, ...] = ()
    sums: tuple[SumChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.head or self.lists or self.sums)


def compare(before: Workflow, after: Workflow) -> WorkflowChange:
    """What is other in `after`. Names and hashes of the files do not count."""
    found = (
        _list_change(section, getattr(before, name), getattr(after, name)) for section, name in LISTS.items()
    )
    return WorkflowChange(
        head=_changes(before, after, HEAD_FIELDS),
        lists=tuple(each for each in found if each is not None),
        sums=sum_changes(before, after),
    )


def _list_change(section: str, before: Sequence[Any], after: Sequence[Any]) -> ListChange | None:
    old, new = {each.key: each for each in before}, {each.key: each for each in after}
    both = [key for key in old if key in new]
    change = ListChange(
        section=section,
        added=tuple((key, each.title) for key, each in new.items() if key not in old),
        removed=tuple((key, each.title) for key, each in old.items() if key not in new),
        changed=tuple(
            EntryChange(key, new[key].title, changes)
            for key in both
            if (changes := _changes(old[key], new[key], _names(new[key])))
        ),
        reordered=both != [key for key in new if key in old],
    )
    return None if change == ListChange(section=section) else change


def _names(entry: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(entry) if each.name != "key")


def _changes(before: Any, after: Any, names: Sequence[str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, getattr(before, name), getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )


def plain_value(value: Any) -> Any:
    """A field's value as text, numbers, lists and tables only."""
    if is_dataclass(value):
        return {each.name: plain_value(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain_value(each) for each in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)

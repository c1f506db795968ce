"""Changes of a workflow file, one frozen value each, applied to what was parsed of it.

A path leads to its place in the parsed file, as in a mistake: `("task", 3, "minutes")`. Applying is pure
and says what the file is to mean afterwards; writing it so that every other byte stays is
`store.workflow_edits`. What a change does to the sums of the blocks is here too.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from jornada.core.block_sums import BlockSum, regular_sums
from jornada.core.dataclass import dataclass, replace
from jornada.core.days_off import NO_DAYS_OFF
from jornada.core.mistakes import Path
from jornada.core.workflow import Workflow

Scalar = str | int | float | bool
Value = Scalar | tuple["Value", ...] | Mapping[str, "Value"]
"""What a field may hold: a list is a tuple here, an inline table a mapping."""

SECTIONS = ("objective", "role", "brand", "area", "block", "task", "campaign")
"""The lists of a workflow, in the order of the file."""


FIELD_ORDER: Mapping[str, tuple[str, ...]] = {
    "": ("version", "title", "timezone", "days", "daily_minutes"),
    "brand": ("key", "title", "colour", "retainer", "requirements", "resources", "goals"),
    "area": ("key", "title", "rank", "colour"),
    "block": ("key", "title", "start", "end", "breaks", "reserve"),
    "task": (
        "key",
        "area",
        "title",
        "block",
        "minutes",
        "rank",
        "repeat",
        "from",
        "until",
        "if_missed",
        "goal",
        "milestone",
        "brand",
        "role",
        "objective",
        "procedure",
    ),
    "campaign": ("key", "title", "brand", "area", "from", "until", "steps"),
}
"""Where a field that was not there is put: after those before it. The empty word is the file's beginning."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """The field at `path` holds `value` from now on, whether it was there or not."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class RemoveValue:
    """The field at `path` is there no more; nothing changes where it was not."""

    path: Path


@dataclass(frozen=True, slots=True)
class AddEntry:
    """One more area, block, task …: `fields` in their order, at the place `at` of its list, else last."""

    section: str
    fields: tuple[tuple[str, Value], ...]
    at: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """The entry at `index` of its list is there no more."""

    section: str
    index: int


@dataclass(frozen=True, slots=True)
class SwapEntries:
    """Two entries of a list change places."""

    section: str
    one: int
    other: int


Edit = SetValue | RemoveValue | AddEntry | RemoveEntry | SwapEntries


class NoSuchPlaceError(ValueError):
    """The parsed file has nothing where an edit is to be made."""

    def __init__(self, path: Path) -> None:
        super().__init__(" ".join(map(str, path)))
        self.path = path


def edited(document: Mapping[str, Any], edits: Sequence[Edit]) -> dict[str, Any]:
    """What the file means after the edits, one after the other; `document` stays as it is.

    Raises `NoSuchPlaceError`.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(document))
    for edit in edits:
        _apply(changed, edit)
    return changed


def plain(value: Value) -> Any:
    """The value as a parser of TOML gives it."""
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return value


def _apply(document: dict[str, Any], edit: Edit) -> None:
    match edit:
        case SetValue(path, value):
            holder = _holder(document, path)
            if isinstance(holder, list):
                holder[_index(holder, path)] = plain(value)
            else:
                holder[path[-1]] = plain(value)
        case RemoveValue(path):
            holder = _holder(document, path)
            if isinstance(holder, list):
                del holder[_index(holder, path)]
            else:
                holder.pop(path[-1], None)
        case AddEntry(section, fields, at):
            entries = document.setdefault(section, [])
            place = len(entries) if at is None else at
            if not 0 <= place <= len(entries):
                raise NoSuchPlaceError((section, place))
            entries.insert(place, {name: plain(value) for name, value in fields})
        case RemoveEntry(section, index):
            entries = _entries(document, section, index)
            del entries[index]
            if not entries:
                del document[section]
        case SwapEntries(section, one, other):
            _entries(document, section, one)
            entries = _entries(document, section, other)
            entries[one], entries[other] = entries[other], entries[one]


def _entries(document: Mapping[str, Any], section: str, index: int) -> list[Any]:
    entries = document.get(section)
    if not isinstance(entries, list) or not 0 <= index < len(entries):
        raise NoSuchPlaceError((section, index))
    return entries


def _index(holder: list[Any], path: Path) -> int:
    index = path[-1]
    if not isinstance(index, int) or not 0 <= index < len(holder):
        raise NoSuchPlaceError(path)
    return index


def _holder(document: dict[str, Any], path: Path) -> Any:
    """The table or list in which the last part of `path` is. Only `strategy` is made where there is none."""
    if not path:
        raise NoSuchPlaceError(path)
    holder: Any = document
    for depth, part in enumerate(path[:-1]):
        if path[:-1] == ("strategy",):
            holder = document.setdefault("strategy", {})
            continue
        try:
            holder = holder[part]
        except (KeyError, IndexError, TypeError):
            raise NoSuchPlaceError(path[: depth + 1]) from None
    if not isinstance(holder, dict | list):
        raise NoSuchPlaceError(path[:-1])
    return holder


# What it does to the sums


@dataclass(frozen=True, slots=True, kw_only=True)
class SumChange:
    """What a block holds on these weekdays (Monday 0), before and after; `None` where it is not there."""

    block: str
    title: str
    weekdays: tuple[int, ...]
    before: BlockSum | None
    after: BlockSum | None

    @property
    def every_day(self) -> bool:
        """Whether there is no other working day with another sum."""
        return not self.weekdays


def sum_changes(before: Workflow, after: Workflow) -> tuple[SumChange, ...]:
    """Of each block that holds other minutes afterwards, what it held and holds, alike weekdays as one.

    The rhythm of the week is looked at, as the check does it.
    """
    old, new = week_sums(before), week_sums(after)
    titles = {block.key: block.title for block in (*before.blocks, *after.blocks)}
    days = sorted({*before.days, *after.days})
    found = []
    for key, title in titles.items():
        groups: dict[tuple[BlockSum | None, BlockSum | None], list[int]] = {}
        for day in days:
            pair = (old.get((key, day)), new.get((key, day)))
            groups.setdefault(pair, []).append(day)
        for (was, now), weekdays in groups.items():
            if was != now:
                all_days = weekdays == days
                found.append(
                    SumChange(
                        block=key,
                        title=title,
                        weekdays=() if all_days else tuple(weekdays),
                        before=was,
                        after=now,
                    )
                )
    return tuple(found)


def block_sums(workflow: Workflow, block: str) -> tuple[SumChange, ...]:
    """What one block holds as the plan stands, alike weekdays as one; nothing before, all after."""
    groups: dict[BlockSum, list[int]] = {}
    for (key, day), found in week_sums(workflow).items():
        if key == block:
            groups.setdefault(found, []).append(day)
    known = workflow.block_by_key.get(block)
    return tuple(
        SumChange(
            block=block,
            title=known.title if known else block,
            weekdays=() if len(groups) == 1 else tuple(sorted(weekdays)),
            before=None,
            after=found,
        )
        for found, weekdays in groups.items()
    )


def week_sums(workflow: Workflow) -> Mapping[tuple[str, int], BlockSum]:
    """By block and weekday, what it holds; of weeks that differ, the fullest."""
    found: dict[tuple[str, int], BlockSum] = {}
    for day, one in regular_sums(replace(workflow, days_off=NO_DAYS_OFF)):
        known = found.get((one.block, day))
        if known is None or known.planned < one.planned:
            found[one.block, day] = one
    return found

"""What the running day would gain, lose and change by a workflow that was edited meanwhile.

A day keeps the plan it was begun with (`FORMATS.md`: later edits of the workflow do not rewrite the
past). What differs is a proposal, to be accepted item by item by a person, never by force.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from jornada.core.dataclass import dataclass, fields, replace
from jornada.core.folding.days import item_id
from jornada.core.intents import DayAdopt, DayPlan, PlannedBlock, PlannedItem
from jornada.core.plan import plan_for
from jornada.core.state import State
from jornada.core.workflow import Workflow


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A task of the day as it was planned, and as it would be planned now."""

    before: PlannedItem
    after: PlannedItem

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that differ."""
        return changed_fields(self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """What a day would gain, lose and change. `blocks` are those of the new plan, where they differ."""

    date: dt.date
    workflow: str
    hash: str
    added: tuple[PlannedItem, ...] = ()
    removed: tuple[PlannedItem, ...] = ()
    changed: tuple[ItemChange, ...] = ()
    blocks: tuple[PlannedBlock, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.blocks)

    @property
    def keys(self) -> tuple[str, ...]:
        """What can be accepted, each for itself: tasks by key; `BLOCKS` for the blocks."""
        items = (*self.added, *(each.after for each in self.changed), *self.removed)
        return (*(item.key for item in items), *((BLOCKS,) if self.blocks else ()))

    def accept(self, keys: Collection[str]) -> DayAdopt:
        """What takes over these, and leaves the rest as the day was planned."""
        return DayAdopt(
            date=self.date,
            workflow=self.workflow,
            hash=self.hash,
            items=tuple(
                item for item in (*self.added, *(each.after for each in self.changed)) if item.key in keys
            ),
            removed=tuple(item.key for item in self.removed if item.key in keys),
            blocks=self.blocks if BLOCKS in keys else (),
        )


BLOCKS = "\N{SECTION SIGN}blocks"
"""Stands for the blocks among the keys of tasks, none of which can be called so."""


def changed_fields(before: PlannedItem, after: PlannedItem) -> tuple[str, ...]:
    """The names of the fields in which two plans of one task differ."""
    return tuple(
        each.name
        for each in fields(PlannedItem)
        if each.name != "key" and getattr(before, each.name) != getattr(after, each.name)
    )


def difference(old: Workflow, new: Workflow, date: dt.date) -> DayChange:
    """What a day planned by `old` would gain, lose and change by `new`."""
    plan = plan_for(old, date)
    return _difference(plan.items, plan.blocks, plan_for(new, date))


def day_change(state: State, workflow: Workflow, date: dt.date) -> DayChange | None:
    """What is to be proposed for a day that was worked on: nothing where it follows another workflow,
    where what the workflow says now was accepted or left already, or where it makes no difference.

    What is done, dropped or was moved to another day is a person's own and is let alone.
    """
    day = state.days.get(date)
    if day is None or day.workflow != workflow.name or workflow.hash == day.decided_on:
        return None
    plan = plan_for(workflow, date)
    if workflow.campaigns:
        from jornada.core.campaigns import is_step_key, steps_of_begun_day

        tasks = tuple(item for item in plan.items if not is_step_key(item.key))
        plan = replace(plan, items=tasks + steps_of_begun_day(state, workflow, date))
    found = _difference(day.planned, day.blocks, plan)
    items = {key.partition(".")[2]: state.items[key] for key in state.on_date.get(date, ())}
    open_here = {key for key, item in items.items() if item.is_open and item.key}
    change = DayChange(
        date=date,
        workflow=workflow.name,
        hash=workflow.hash,
        added=tuple(each for each in found.added if item_id(date, each.key) not in state.items),
        removed=tuple(each for each in found.removed if each.key in open_here),
        changed=tuple(each for each in found.changed if each.after.key in open_here),
        blocks=found.blocks,
    )
    return change or None


def _difference(planned: Sequence[PlannedItem], blocks: Sequence[PlannedBlock], plan: DayPlan) -> DayChange:
    before: Mapping[str, PlannedItem] = {item.key: item for item in planned}
    after: Mapping[str, PlannedItem] = {item.key: item for item in plan.items}
    return DayChange(
        date=plan.date,
        workflow=plan.workflow,
        hash=plan.hash,
        added=tuple(item for key, item in after.items() if key not in before),
        removed=tuple(item for key, item in before.items() if key not in after),
        changed=tuple(
            ItemChange(before[key], item)
            for key, item in after.items()
            if key in before and before[key] != item
        ),
        blocks=plan.blocks if tuple(blocks) != plan.blocks else (),
    )

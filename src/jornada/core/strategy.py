"""The strategy at work: which objective gets which tasks and how much time in a week, and who serves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.calendar import monday_of
from jornada.core.dataclass import dataclass
from jornada.core.planned import PlannedTime, Planning, planning
from jornada.core.spent import Dimension, Spell, Spending, spending, whole_minutes
from jornada.core.state import State
from jornada.core.workflow import Workflow

_Time = PlannedTime | Spell


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyTask:
    """A task in a week, in minutes. `key` is the workflow's, or the id of a task of one's own."""

    key: str
    title: str
    area: str
    brand: str
    role: str
    planned_minutes: int
    spent_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An objective or a role in a week, in minutes, with its tasks. The empty key stands for the tasks
    that name none. `others` are the roles that serve the objective, or the objectives that the role
    serves; `is_named` says that a task of the workflow names it, this week or not."""

    key: str
    title: str
    tasks: tuple[StrategyTask, ...]
    others: tuple[str, ...]
    planned_minutes: int
    spent_minutes: int
    is_named: bool

    @property
    def gets_no_time(self) -> bool:
        """Whether not a minute was spent on it."""
        return not self.spent_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """The week from `first` to `last`. Objectives and roles are in the order of the workflow, then those
    it no longer has, then the tasks that name none; `unforeseen_minutes` went to incidents, which have
    neither."""

    first: dt.date
    last: dt.date
    summary: str
    objectives: tuple[Served, ...]
    roles: tuple[Served, ...]
    planned_minutes: int
    spent_minutes: int
    unforeseen_minutes: int


def strategy(state: State, workflow: Workflow, date: dt.date, now: dt.datetime) -> Strategy:
    """The strategy in the week of `date`, as it stands `now`."""
    zone = ZoneInfo(workflow.timezone)
    first = monday_of(date)
    last = first + dt.timedelta(days=6)
    plan = planning(state, workflow, first, last, calendar.local_date(now, zone))
    spent = spending(state, first, last, zone, now)
    work = spent.only(lambda spell: not spell.is_incident)
    objectives = {each.key: each.title for each in workflow.objectives}
    roles = {each.key: each.title for each in workflow.roles}
    return Strategy(
        first=first,
        last=last,
        summary=workflow.summary,
        objectives=tuple(_served(state, workflow, plan, work, Dimension.OBJECTIVE, objectives)),
        roles=tuple(_served(state, workflow, plan, work, Dimension.ROLE, roles)),
        planned_minutes=plan.minutes,
        spent_minutes=spent.minutes,
        unforeseen_minutes=spent.minutes - work.minutes,
    )


def _served(
    state: State,
    workflow: Workflow,
    plan: Planning,
    work: Spending,
    dimension: Dimension,
    titles: Mapping[str, str],
) -> Iterator[Served]:
    other = Dimension.ROLE if dimension is Dimension.OBJECTIVE else Dimension.OBJECTIVE
    planned_by, spent_by = plan.by(dimension), _spent_by(work, dimension)
    named = {getattr(task, dimension) for task in workflow.tasks}
    keys_spent = {key for key, _ in spent_by}
    strangers = sorted({*planned_by, *keys_spent} - titles.keys() - {""})
    keys = [*titles, *strangers, *([""] if "" in planned_by or "" in keys_spent else [])]
    for key in keys:
        times = [each for each in plan.times if each.key(dimension) == key]
        spells = [each for each in work.spells if each.key(dimension) == key]
        spent = {task: minutes for (found, task), minutes in spent_by.items() if found == key}
        tasks = tuple(_tasks(state, workflow, times, spells, spent))
        in_workflow = (
            str(getattr(task, other)) for task in workflow.tasks if getattr(task, dimension) == key
        )
        both: list[_Time] = [*times, *spells]
        met = (each.key(other) for each in both)
        yield Served(
            key=key,
            title=titles.get(key, key),
            tasks=tasks,
            others=tuple(each for each in dict.fromkeys((*in_workflow, *met)) if each),
            planned_minutes=planned_by.get(key, 0),
            spent_minutes=sum(spent.values()),
            is_named=key in named,
        )


def _spent_by(work: Spending, dimension: Dimension) -> Mapping[tuple[str, str], int]:
    """Whole minutes by the key and the task, so that the tasks of a key make its sum, and all of them
    the total."""
    seconds: dict[tuple[str, str], int] = {}
    for spell in work.spells:
        key = (spell.key(dimension), spell.facts.task)
        seconds[key] = seconds.get(key, 0) + spell.seconds
    return whole_minutes(seconds)


def _tasks(
    state: State,
    workflow: Workflow,
    times: Sequence[PlannedTime],
    spells: Sequence[Spell],
    spent: Mapping[str, int],
) -> Iterator[StrategyTask]:
    """The tasks in the order of the workflow, then those of one's own."""
    planned = Planning(tuple(times)).by(Dimension.TASK)
    both: list[_Time] = [*times, *spells]
    some: dict[str, _Time] = {}
    for each in both:
        some.setdefault(each.facts.task, each)
    places = {task.key: place for place, task in enumerate(workflow.tasks)}
    for key in sorted(some, key=lambda key: places.get(key, len(places))):
        facts = some[key].facts
        yield StrategyTask(
            key=key,
            title=_title(state, workflow, some[key]),
            area=facts.area,
            brand=facts.brand,
            role=facts.role,
            planned_minutes=planned.get(key, 0),
            spent_minutes=spent.get(key, 0),
        )


def _title(state: State, workflow: Workflow, time: _Time) -> str:
    task = workflow.task_by_key.get(time.facts.task)
    if task is not None:
        return task.title
    return time.title if isinstance(time, PlannedTime) else state.subject_title(time.subject)

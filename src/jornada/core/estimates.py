"""What a task of the workflow really takes, against what is planned for it.

Counted are the last times it was done with time on it, held against the minutes that are planned for it
now: a plan that was put right is judged by what it says, not by what it once said. The middle and the 80th
percentile are by the nearest-rank method: the smallest value that at least that share of the times did not
exceed.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import islice

from jornada.core.dataclass import dataclass
from jornada.core.measures import MEDIAN, percentile
from jornada.core.state import Item, ItemState, State
from jornada.core.workflow import Task, Workflow
from jornada.core.workflow_edit import SetValue

TIMES = 20
"""So many times back a task is looked at."""
FEWEST_TIMES = 5
"""Fewer times than this say nothing about a plan."""
OFF_BY_MINUTES = 5
"""A time within so many minutes of the plan went as planned."""
MOST_OF = 0.6
"""A plan is worth changing where more than this share of the times missed it in the same direction."""
ALWAYS = 0.8
ROUND_TO_MINUTES = 5


class Tendency(StrEnum):
    """How a plan has turned out."""

    ALWAYS_OVER = "always_over"
    NEVER_DONE = "never_done"
    OVER = "over"
    UNDER = "under"
    AS_PLANNED = "as_planned"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A task of the workflow: what it took over the last `times` it was done, in whole minutes.

    `over` and `under` count the times that missed the plan by more than a few minutes; `occurrences` is how
    often it was planned of late, `done` how often of these it was done. `suggested_minutes` is what would be
    a better plan, `None` where the plan is good or too little is known.
    """

    task: str
    planned_minutes: int
    times: int
    median_minutes: int
    percentile_80_minutes: int
    over: int
    under: int
    occurrences: int
    done: int
    tendency: Tendency
    suggested_minutes: int | None = None

    @property
    def gain_minutes(self) -> int:
        """How far the suggestion is from the plan, over all the times it was looked at: what it is worth."""
        if self.suggested_minutes is None:
            return 0
        return self.times * abs(self.suggested_minutes - self.planned_minutes)


def estimates(state: State, workflow: Workflow, until: dt.date) -> tuple[Estimate, ...]:
    """One for each task of the workflow, in its order, from the days before and including `until`."""
    by_key: dict[str, list[Item]] = {}
    for item in state.items.values():
        if item.key and item.planned_for <= until:
            by_key.setdefault(item.key, []).append(item)
    return tuple(_estimate(state, task, by_key.get(task.key, []), until) for task in workflow.tasks)


def suggestions(found: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """Those with a better plan, the one worth most in front."""
    better = (each for each in found if each.suggested_minutes is not None)
    return tuple(sorted(better, key=lambda each: -each.gain_minutes))


def minutes_edit(workflow: Workflow, task: str, minutes: int) -> SetValue | None:
    """What plans so many minutes for a task in its file; `None` where the workflow has no such task."""
    places = (place for place, each in enumerate(workflow.tasks) if each.key == task)
    place = next(places, None)
    return None if place is None else SetValue(("task", place, "minutes"), minutes)


def _estimate(state: State, task: Task, items: Sequence[Item], until: dt.date) -> Estimate:
    newest = sorted(items, key=lambda item: item.planned_for, reverse=True)
    # A task of today that is still open was not missed yet.
    settled = [item for item in newest if not item.is_open or item.planned_for < until][:TIMES]
    done = [item for item in settled if item.state is ItemState.DONE]
    counted = (_minutes(state, item) for item in newest if item.state is ItemState.DONE)
    took = sorted(islice(filter(None, counted), TIMES))
    over = sum(1 for minutes in took if minutes > task.minutes + OFF_BY_MINUTES)
    under = sum(1 for minutes in took if minutes < task.minutes - OFF_BY_MINUTES)
    tendency = _tendency(len(took), over, under, len(settled), len(done))
    median = percentile(took, MEDIAN) if took else 0
    return Estimate(
        task=task.key,
        planned_minutes=task.minutes,
        times=len(took),
        median_minutes=median,
        percentile_80_minutes=percentile(took, 80) if took else 0,
        over=over,
        under=under,
        occurrences=len(settled),
        done=len(done),
        tendency=tendency,
        suggested_minutes=_suggested(task.minutes, median, tendency),
    )


def _minutes(state: State, item: Item) -> int:
    """Whole minutes spent on a task that is done, the nearest ones: a minute is not lost each time."""
    closed = item.closed_at or dt.datetime.min.replace(tzinfo=dt.UTC)
    return round(state.seconds_on(item.id, closed) / 60)


def _tendency(times: int, over: int, under: int, occurrences: int, done: int) -> Tendency:
    if occurrences >= FEWEST_TIMES and not done:
        return Tendency.NEVER_DONE
    if times < FEWEST_TIMES:
        return Tendency.TOO_FEW
    if over >= ALWAYS * times:
        return Tendency.ALWAYS_OVER
    if over > MOST_OF * times:
        return Tendency.OVER
    return Tendency.UNDER if under > MOST_OF * times else Tendency.AS_PLANNED


def _suggested(planned: int, median: int, tendency: Tendency) -> int | None:
    """The middle of what it took, rounded up; nothing where that is what is planned already."""
    if tendency not in (Tendency.ALWAYS_OVER, Tendency.OVER, Tendency.UNDER):
        return None
    better = max(ROUND_TO_MINUTES, math.ceil(median / ROUND_TO_MINUTES) * ROUND_TO_MINUTES)
    return better if better != planned else None

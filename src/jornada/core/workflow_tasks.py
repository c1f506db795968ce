"""Reading the tasks and campaigns of a parsed workflow file: goals, milestones, steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal, cast

from jornada.core.calendar import parse_due
from jornada.core.mistakes import Problem
from jornada.core.toml_table import Table
from jornada.core.workflow import (
    LAST_RANK,
    WEEKDAYS,
    Block,
    Campaign,
    Goal,
    IfMissed,
    Milestone,
    Step,
    Task,
    minutes_of_day,
)
from jornada.core.workflow_blocks import DAY_MINUTES, clock_text

Titles = Mapping[str, Mapping[str, str]]
"""Of each list of the file, the titles by key: what the other lists may refer to."""
_TASK_KEYS = (
    "key",
    "area",
    "title",
    "block",
    "minutes",
    "repeat",
    "from",
    "until",
    "if_missed",
    "rank",
    "goal",
    "milestone",
    "brand",
    "role",
    "objective",
    "procedure",
)


def tasks_of(
    parent: Table, titles: Titles, days: tuple[int, ...], blocks: tuple[Block, ...]
) -> Iterator[Task]:
    """The tasks as far as they can be read; due times are judged by these days and blocks, if any."""
    seen: set[str] = set()
    for table in parent.tables("task", _TASK_KEYS):
        start, until = table.date("from"), table.date("until")
        if start and until and until < start:
            table.note(Problem.UNTIL_BEFORE_FROM, "until", value=until, allowed=(start.isoformat(),))
        yield Task(
            key=table.key(seen),
            area=table.reference("area", titles["area"], required=True),
            title=table.text("title", required=True),
            block=table.reference("block", titles["block"], required=True),
            minutes=table.whole("minutes", 0, DAY_MINUTES, required=True) or 0,
            repeat=table.recurrence("repeat"),
            start=start,
            until=until,
            if_missed=cast(IfMissed, table.choice("if_missed", ("lapse", "keep"))),
            rank=table.whole("rank", 1, LAST_RANK),
            goal=_goal(table),
            milestone=_milestone(table, days, blocks),
            brand=table.reference("brand", titles["brand"]),
            role=table.reference("role", titles["role"]),
            objective=table.reference("objective", titles["objective"]),
            procedure=table.texts("procedure"),
        )


def _goal(task: Table) -> Goal | None:
    table = task.table("goal", ("text", "target", "unit", "per"))
    if table is None:
        return None
    return Goal(
        text=table.text("text", required=True),
        target=table.positive("target"),
        unit=table.text("unit"),
        per=cast(Literal["day", "week"], table.choice("per", ("day", "week"))),
    )


def _milestone(task: Table, days: tuple[int, ...], blocks: tuple[Block, ...]) -> Milestone | None:
    table = task.table("milestone", ("text", "due"))
    if table is None:
        return None
    milestone = Milestone(text=table.text("text", required=True), due=table.due("due"))
    if milestone.due:
        _check_due(table, milestone.due, days, blocks)
    return milestone


def _check_due(milestone: Table, text: str, days: tuple[int, ...], blocks: tuple[Block, ...]) -> None:
    due = parse_due(text)
    if days and due.weekday is not None and due.weekday not in days:
        words = tuple(WEEKDAYS[day] for day in days)
        milestone.note(Problem.DUE_OUTSIDE, "due", value=text, allowed=words)
    if not blocks:
        return
    spans = [minutes_of_day(block.start, block.end) for block in blocks]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    if not first <= _minute(due.time) <= last:
        milestone.note(
            Problem.DUE_OUTSIDE, "due", value=text, allowed=(f"{clock_text(first)}–{clock_text(last)}",)
        )


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def campaigns_of(parent: Table, titles: Titles) -> Iterator[Campaign]:
    """The campaigns whose span can be read."""
    seen: set[str] = set()
    for table in parent.tables("campaign", ("key", "title", "brand", "area", "from", "until", "steps")):
        key, title = table.key(seen), table.text("title", required=True)
        brand = table.reference("brand", titles["brand"])
        area = table.reference("area", titles["area"])
        start, until = table.date("from", required=True), table.date("until", required=True)
        steps = tuple(_steps(table, until))
        if start is None or until is None:
            continue
        if until < start:
            table.note(Problem.UNTIL_BEFORE_FROM, "until", value=until, allowed=(start.isoformat(),))
        yield Campaign(key=key, title=title, brand=brand, area=area, start=start, until=until, steps=steps)


def _steps(campaign: Table, until: dt.date | None) -> Iterator[Step]:
    """The steps whose date can be read. Before the campaign is where it is prepared; after it is odd."""
    for table in campaign.tables("steps", ("title", "due", "who", "needs", "minutes")):
        title, due = table.text("title", required=True), table.date("due", required=True)
        who, needs = table.text("who"), table.text("needs")
        minutes = table.whole("minutes", 0, DAY_MINUTES) or 0
        if due is None:
            continue
        if until and due > until:
            table.note(Problem.STEP_LATE, "due", value=due, allowed=(until.isoformat(),))
        yield Step(title=title, due=due, who=who, needs=needs, minutes=minutes)

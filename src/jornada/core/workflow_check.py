"""Reading a workflow file that was parsed already: every field checked, every mistake named.

Mistakes are errors, which refuse the file, or warnings, which do not: where a plan does not add up, the
person may have meant it. What counts as which is `core.mistakes.WARNINGS`.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, cast

from jornada.core.calendar import parse_due
from jornada.core.dataclass import dataclass
from jornada.core.incidents import SEVERITIES
from jornada.core.kpi_keys import EVERYBODYS
from jornada.core.mistakes import LocatedMistake, Mistake, Problem
from jornada.core.text import clean
from jornada.core.toml_table import Table, TooManyMistakes, shown
from jornada.core.workflow import (
    LAST_RANK,
    WEEKDAYS,
    Area,
    Block,
    Brand,
    Break,
    Campaign,
    Goal,
    IfMissed,
    Kpi,
    Milestone,
    Objective,
    ResponseTarget,
    Retainer,
    Role,
    Step,
    Task,
    Workflow,
    minutes_of_day,
)

__all__ = ["BlockSum", "LocatedMistake", "Mistake", "Problem", "read_workflow", "regular_sums", "sums"]

VERSION = 1
DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
RETAINER_MINUTES = 31 * DAY_MINUTES
MOST_WEEKS_CHECKED = 12
_ANY_SUNDAY = dt.date(2000, 12, 31)
_LAST_CHECKED = dt.date(9990, 1, 1)

_WORKFLOW_KEYS = (
    "version",
    "title",
    "timezone",
    "days",
    "daily_minutes",
    "strategy",
    "objective",
    "role",
    "brand",
    "area",
    "block",
    "task",
    "campaign",
    "target",
    "kpi",
)
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
_TARGET_KEYS = ("severity", "brand", "first_response", "update_every", "clock")
_BRAND_KEYS = ("key", "title", "colour", "retainer", "requirements", "resources", "goals")


@dataclass(frozen=True, slots=True)
class BlockSum:
    """What a block holds on a day, in minutes; `working` is its length without breaks."""

    block: str
    planned: int
    reserve: int
    working: int

    @property
    def fits(self) -> bool:
        """Whether tasks and reserve fill the block exactly."""
        return self.planned + self.reserve == self.working


def read_workflow(
    document: Mapping[str, object], *, name: str, hash: str, timezones: Collection[str]
) -> tuple[Workflow | None, tuple[Mistake, ...]]:
    """Read a parsed workflow file: the workflow, if it has no errors, and all its mistakes.

    `timezones` holds the names of the zones there are; it is only asked whether one is in it, and gone
    through when it is not. A file of another version gets that one mistake: its other fields may
    well be right there.
    """
    mistakes: list[Mistake] = []
    try:
        table = Table(mistakes, document, (), _WORKFLOW_KEYS)
        version = table.whole("version", 0, LAST_RANK, required=True)
        if version is not None and version != VERSION:
            return None, (Mistake(("version",), Problem.BAD_VERSION, shown(version), (str(VERSION),)),)
        workflow = _workflow(table, _titles(document), name=name, hash=hash, timezones=timezones)
    except TooManyMistakes:
        return None, tuple(mistakes)
    if any(mistake.severity == "error" for mistake in mistakes):
        return None, tuple(mistakes)
    _check_sums(workflow, table)
    return workflow, tuple(mistakes)


def sums(workflow: Workflow, date: dt.date) -> tuple[BlockSum, ...]:
    """What each block holds on `date`, in the order of the file."""
    return _sums(workflow, date, workflow.tasks_on(date))


_Titles = Mapping[str, Mapping[str, str]]
"""Of each list of the file, the titles by key: what the other lists may refer to."""


def _titles(document: Mapping[str, object]) -> _Titles:
    found: dict[str, dict[str, str]] = {}
    for kind in ("area", "block", "brand", "role", "objective"):
        entries = document.get(kind)
        tables = (
            [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, list) else []
        )
        found[kind] = {
            clean(table["key"]): str(table.get("title", ""))
            for table in tables
            if isinstance(table.get("key"), str)
        }
    return found


def _workflow(table: Table, titles: _Titles, *, name: str, hash: str, timezones: Collection[str]) -> Workflow:
    """The workflow as far as it can be read; what is wrong is noted."""
    strategy = table.table("strategy", ("summary",))
    days = table.weekdays("days")
    blocks = tuple(_blocks(table))
    # Against a day that is only half read no due time can be judged.
    judged = blocks if len(blocks) == table.length("block") else ()
    return Workflow(
        name=name,
        hash=hash,
        title=table.text("title", required=True),
        timezone=table.timezone("timezone", timezones),
        days=days,
        daily_minutes=table.whole("daily_minutes", 1, DAY_MINUTES),
        summary=strategy.prose("summary") if strategy else "",
        objectives=tuple(Objective(key=key, title=title) for key, title in _titled(table, "objective")),
        roles=tuple(Role(key=key, title=title) for key, title in _titled(table, "role")),
        brands=tuple(_brands(table)),
        areas=tuple(_areas(table)),
        blocks=blocks,
        tasks=tuple(_tasks(table, titles, days, judged)),
        campaigns=tuple(_campaigns(table, titles)),
        targets=tuple(_targets(table, titles)),
        kpis=tuple(_kpis(table, titles)),
    )


def _titled(parent: Table, kind: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for table in parent.tables(kind, ("key", "title")):
        yield table.key(seen), table.text("title", required=True)


def _areas(parent: Table) -> Iterator[Area]:
    seen: set[str] = set()
    for table in parent.tables("area", ("key", "title", "rank", "colour")):
        yield Area(
            key=table.key(seen),
            title=table.text("title", required=True),
            rank=table.whole("rank", 1, LAST_RANK, required=True) or LAST_RANK,
            colour=table.colour("colour"),
        )


def _brands(parent: Table) -> Iterator[Brand]:
    seen: set[str] = set()
    for table in parent.tables("brand", _BRAND_KEYS):
        yield Brand(
            key=table.key(seen),
            title=table.text("title", required=True),
            colour=table.colour("colour"),
            retainer=_retainer(table),
            requirements=table.prose("requirements"),
            resources=table.prose("resources"),
            goals=table.prose("goals"),
        )


def _retainer(brand: Table) -> Retainer | None:
    table = brand.table("retainer", ("minutes", "per"))
    if table is None:
        return None
    return Retainer(
        minutes=table.whole("minutes", 1, RETAINER_MINUTES, required=True) or 0,
        per=cast(Literal["week", "month"], table.choice("per", ("week", "month"))),
    )


def _blocks(parent: Table) -> Iterator[Block]:
    """The blocks whose times can be read; those are compared with each other."""
    seen: set[str] = set()
    found: list[Block] = []
    for table in parent.tables("block", ("key", "title", "start", "end", "breaks", "reserve")):
        key, title = table.key(seen), table.text("title", required=True)
        reserve, by_weekday = _reserve(table)
        times = _times(table)
        breaks = tuple(_breaks(table, times))
        if times is None:
            continue
        start, end = times
        block = Block(
            key=key,
            title=title,
            start=start,
            end=end,
            breaks=breaks,
            reserve=reserve,
            reserve_by_weekday=by_weekday,
        )
        for other in found:
            if _overlap(minutes_of_day(start, end), minutes_of_day(other.start, other.end)):
                table.note(Problem.OVERLAPS, value=other.key)
        found.append(block)
        yield block
    if "block" not in parent:
        parent.note(Problem.NO_BLOCKS, "block")


def _reserve(block: Table) -> tuple[int, tuple[tuple[int, int], ...]]:
    """`reserve = 30`, or `reserve = { minutes = 75, mon = 60 }` where weekdays differ."""
    if not block.is_table("reserve"):
        return block.whole("reserve", 0, DAY_MINUTES) or 0, ()
    table = block.table("reserve", ("minutes", *WEEKDAYS))
    if table is None:
        return 0, ()
    by_weekday = (
        (day, table.whole(word, 0, DAY_MINUTES) or 0) for day, word in enumerate(WEEKDAYS) if word in table
    )
    return table.whole("minutes", 0, DAY_MINUTES, required=True) or 0, tuple(by_weekday)


def _breaks(block: Table, times: tuple[dt.time, dt.time] | None) -> Iterator[Break]:
    taken: list[tuple[int, int]] = []
    for table in block.tables("breaks", ("title", "start", "end")):
        title, pause = table.text("title", required=True), _times(table)
        if times is None or pause is None:
            continue
        first, last = minutes_of_day(*times)
        start, end = minutes_of_day(*pause)
        if start < first:
            # In a block over midnight it is the next day's.
            start, end = start + DAY_MINUTES, end + DAY_MINUTES
        if end > last:
            table.note(Problem.BREAK_OUTSIDE, value=_said(*pause), allowed=(_said(*times),))
        for other in taken:
            if _overlap((start, end), other):
                table.note(Problem.OVERLAPS, value="–".join(map(_clock, other)))
        taken.append((start, end))
        yield Break(title=title, start=pause[0], end=pause[1])


def _times(table: Table) -> tuple[dt.time, dt.time] | None:
    start, end = table.time("start"), table.time("end")
    if start is None or end is None:
        return None
    if start == end:
        table.note(Problem.NO_LENGTH, "end", value=f"{end:%H:%M}")
        return None
    return start, end


def _tasks(
    parent: Table, titles: _Titles, days: tuple[int, ...], blocks: tuple[Block, ...]
) -> Iterator[Task]:
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
        milestone.note(Problem.DUE_OUTSIDE, "due", value=text, allowed=(f"{_clock(first)}–{_clock(last)}",))


def _campaigns(parent: Table, titles: _Titles) -> Iterator[Campaign]:
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


def _targets(parent: Table, titles: _Titles) -> Iterator[ResponseTarget]:
    """What the plan changes of the response targets: each severity once a brand, and once for all."""
    seen: set[tuple[int, str]] = set()
    for table in parent.tables("target", _TARGET_KEYS):
        severity = table.whole("severity", SEVERITIES[0], SEVERITIES[-1], required=True)
        brand = table.reference("brand", titles["brand"])
        target = ResponseTarget(
            severity=severity or SEVERITIES[-1],
            brand=brand,
            first_response_minutes=table.whole("first_response", 1, WEEK_MINUTES),
            update_minutes=table.whole("update_every", 0, WEEK_MINUTES),
            clock=cast(Literal["wall", "working"], table.choice("clock", ("wall", "working")))
            if "clock" in table
            else None,
        )
        if not any(key in table for key in ("first_response", "update_every", "clock")):
            table.note(Problem.EMPTY, allowed=("first_response", "update_every", "clock"))
        if severity is None:
            continue
        if (severity, brand) in seen:
            table.note(Problem.DUPLICATE, "severity", value=severity)
        seen.add((severity, brand))
        yield target


def _kpis(parent: Table, titles: _Titles) -> Iterator[Kpi]:
    """The measures of the week: each once a brand, and once for all. One of a person's own needs a title."""
    seen: set[tuple[str, str]] = set()
    for table in parent.tables("kpi", ("key", "title", "brand", "target", "unit")):
        key = table.key(set())
        brand = table.reference("brand", titles["brand"])
        title = table.text("title", required=key not in EVERYBODYS)
        if key and (key, brand) in seen:
            table.note(Problem.DUPLICATE, "key", value=key)
        seen.add((key, brand))
        yield Kpi(key=key, title=title, brand=brand, target=table.positive("target"), unit=table.text("unit"))


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


def _sums(workflow: Workflow, date: dt.date, tasks: Iterable[Task]) -> tuple[BlockSum, ...]:
    planned = Counter[str]()
    for task in tasks:
        planned[task.block] += task.minutes
    return tuple(
        BlockSum(block.key, planned[block.key], block.reserve_on(date), block.working_minutes)
        for block in workflow.blocks
    )


def _check_sums(workflow: Workflow, table: Table) -> None:
    """Note where blocks and day, or tasks and block, do not add up.

    What is looked at is the rhythm of the week as it will be once every first and last day has passed.
    Tasks that come monthly or once are extras for which their day has to make room.
    """
    minutes = sum(block.working_minutes for block in workflow.blocks)
    if workflow.daily_minutes is not None and workflow.blocks and workflow.daily_minutes != minutes:
        table.note(Problem.DAILY_SUM, "daily_minutes", value=workflow.daily_minutes, allowed=(str(minutes),))
    odd = _odd_sums(workflow)
    for index, block in enumerate(workflow.blocks):
        by_day = odd.get(block.key, {})
        alike = len(by_day) == len(workflow.days) and len(set(by_day.values())) == 1
        for day, found in by_day.items():
            place = () if alike else (WEEKDAYS[day],)
            table.note(
                Problem.BLOCK_SUM,
                "block",
                index,
                *place,
                value=found.planned + found.reserve,
                allowed=(str(found.working),),
            )
            if alike:
                break


def _odd_sums(workflow: Workflow) -> Mapping[str, Mapping[int, BlockSum]]:
    """By block and weekday, the first sum that does not fit."""
    found: dict[str, dict[int, BlockSum]] = {}
    for day, one in regular_sums(workflow):
        if not one.fits:
            found.setdefault(one.block, {}).setdefault(day, one)
    return found


def regular_sums(workflow: Workflow) -> Iterator[tuple[int, BlockSum]]:
    """What each block holds on each working weekday (Monday 0), over all weeks of the rhythm of the plan
    as it will be once every first and last day has passed."""
    regular = [task for task in workflow.tasks if task.repeat.weeks is not None]
    cycle = math.lcm(*(task.repeat.weeks or 1 for task in regular))
    bounds = [day for task in regular for day in (task.start, task.until) if day]
    monday = _monday_after(max(bounds, default=_ANY_SUNDAY))
    for week in range(min(cycle, MOST_WEEKS_CHECKED)):
        for day in workflow.days:
            date = monday + dt.timedelta(days=7 * week + day)
            tasks = (task for task in regular if workflow.occurs(task, date))
            for one in _sums(workflow, date, tasks):
                yield day, one


def _monday_after(date: dt.date) -> dt.date:
    date = min(date, _LAST_CHECKED)
    return date + dt.timedelta(days=7 - date.weekday())


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans in minutes of the day meet, also where one reaches into the next day."""
    return any(
        one[0] < other[1] + shift and other[0] + shift < one[1] for shift in (-DAY_MINUTES, 0, DAY_MINUTES)
    )


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _said(start: dt.time, end: dt.time) -> str:
    return f"{start:%H:%M}–{end:%H:%M}"

"""Reading a workflow file that was parsed already: every field checked, every mistake named.

Mistakes are errors, which refuse the file, or warnings, which do not: where a plan does not add up, the
person may have meant it. What counts as which is `core.mistakes.WARNINGS`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, cast

from jornada.core.block_sums import check_sums
from jornada.core.incidents import SEVERITIES
from jornada.core.kpi_keys import EVERYBODYS
from jornada.core.mistakes import Mistake, Problem
from jornada.core.text import clean
from jornada.core.toml_table import Table, TooManyMistakes, shown
from jornada.core.workflow import (
    LAST_RANK,
    Area,
    Brand,
    Kpi,
    Objective,
    ResponseTarget,
    Retainer,
    Role,
    Workflow,
)
from jornada.core.workflow_blocks import DAY_MINUTES, blocks_of
from jornada.core.workflow_tasks import Titles, campaigns_of, tasks_of

VERSION = 1
WEEK_MINUTES = 7 * DAY_MINUTES
RETAINER_MINUTES = 31 * DAY_MINUTES
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
_TARGET_KEYS = ("severity", "brand", "first_response", "update_every", "clock")
_BRAND_KEYS = ("key", "title", "colour", "retainer", "requirements", "resources", "goals")


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
    check_sums(workflow, table)
    return workflow, tuple(mistakes)


def _titles(document: Mapping[str, object]) -> Titles:
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


def _workflow(table: Table, titles: Titles, *, name: str, hash: str, timezones: Collection[str]) -> Workflow:
    """The workflow as far as it can be read; what is wrong is noted."""
    strategy = table.table("strategy", ("summary",))
    days = table.weekdays("days")
    blocks = tuple(blocks_of(table))
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
        tasks=tuple(tasks_of(table, titles, days, judged)),
        campaigns=tuple(campaigns_of(table, titles)),
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


def _targets(parent: Table, titles: Titles) -> Iterator[ResponseTarget]:
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


def _kpis(parent: Table, titles: Titles) -> Iterator[Kpi]:
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

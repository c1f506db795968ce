"""`jornada add`: one line makes one task; options say the same and win."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from jornada.cli import naming
from jornada.cli.commands import argument, command, option
from jornada.cli.door import Door
from jornada.cli.exits import USAGE, Failure
from jornada.cli.naming import joined, maybe
from jornada.core.dataclass import replace
from jornada.core.quickadd import QuickAdd, read_quick_add, to_intent
from jornada.present.quick_add_words import problem_sentence
from jornada.present.words import N_


@command(
    "add",
    N_(
        "Add a task with one line.\n\nFor example: Answer comments @updating 30m !morning due 10:30 #acme\n\n"
        "“jornada help adding” explains all that such a line may say."
    ),
)
@argument("line", N_("LINE…"), nargs=-1, required=True)
@option("--area", metavar=N_("AREA"), help=N_("Its area"))
@option("--block", metavar=N_("BLOCK"), help=N_("Its block"))
@option("--minutes", metavar=N_("LENGTH"), help=N_("Its planned time"))
@option("--due", metavar=N_("TIME"), help=N_("When its milestone is due: 10:30, or thu 14:00"))
@option("--brand", metavar=N_("BRAND"), help=N_("Its brand"))
@option("--date", metavar=N_("DAY"), help=N_("The day: 2026-11-20, tomorrow, fri, +3"))
@option("--incident", metavar=N_("INCIDENT"), help=N_("The incident it follows up"))
@click.pass_obj
def add_command(
    door: Door,
    line: tuple[str, ...],
    area: str | None,
    block: str | None,
    minutes: str | None,
    due: str | None,
    brand: str | None,
    date: str | None,
    incident: str | None,
) -> None:
    quick = read_line(door, joined(line))
    said = {
        "area": maybe(naming.area_key, door, area),
        "block": maybe(naming.block_key, door, block),
        "minutes": maybe(naming.minutes, door, minutes),
        "due": maybe(naming.due, door, due),
        "brand": maybe(naming.brand_key, door, brand),
        "date": maybe(naming.day, door, date),
    }
    intent = to_intent(_with(quick, said), door.today, block_now(door))
    followed = maybe(naming.incident_id, door, incident)
    door.act(replace(intent, incident=followed) if followed else intent)


def read_line(door: Door, line: str) -> QuickAdd:
    """What a line says of a task. Raises `Failure` where it cannot be understood."""
    workflow = door.desk.workflow
    quick = read_quick_add(line, workflow, door.today)
    if quick.problems:
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
